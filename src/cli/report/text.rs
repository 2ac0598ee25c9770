//! The report for people: the figures of the volume, a line for each text, then each thing found at its place.

use super::place;
use crate::{
    locale::{Argument, Words},
    report::{Distribution, Finding, FindingKind, Report, Statistics},
    source::SourceMap,
};
use std::fmt::Write as _;

/// Columns of a title at most.
const TITLE: usize = 40;
/// Characters of a line shown with what was found in it.
const SHOWN: usize = 60;

/// The reports one after the other.
pub(super) fn render(reports: &[(String, Report)], sources: &SourceMap, words: &Words) -> String {
    let page = Page { words, sources };
    reports.iter().map(|(tome, report)| page.volume(tome, report)).collect::<Vec<_>>().join("\n")
}

struct Page<'a> {
    words: &'a Words,
    sources: &'a SourceMap,
}

impl Page<'_> {
    fn volume(&self, tome: &str, report: &Report) -> String {
        let figures = &report.volume;
        let mut text = self.words.say(
            "report-title",
            &[("tome", Argument::Text(tome)), ("pages", number(figures.pages)), ("lines", number(figures.lines))],
        );
        text.push_str("\n\n");
        text.push_str(&self.figures(figures, report));
        text.push('\n');
        text.push_str(&self.sections(report));
        text.push('\n');
        if report.findings.is_empty() {
            let _ = writeln!(text, "{}", self.words.word("report-clean"));
        }
        for finding in &report.findings {
            let _ = writeln!(text, "{}", self.finding(finding, report));
        }
        text
    }

    /// The volume's figures, a line each.
    fn figures(&self, figures: &Statistics, report: &Report) -> String {
        let word = |id: &str| self.words.word(id);
        let mut rows: Vec<(String, String)> = vec![
            (
                word("report-hyphens"),
                self.words.say(
                    "report-hyphens-value",
                    &[
                        ("hyphens", number(figures.hyphens)),
                        ("share", Argument::Text(&self.decimal(figures.hyphens_per_thousand(), 1))),
                        ("longest", number(figures.longest_run)),
                    ],
                ),
            ),
            (word("report-spaces"), self.spaces(&figures.spaces)),
            (
                word("report-level"),
                self.words.say(
                    "report-level-value",
                    &[
                        ("level", number(figures.level_spreads)),
                        ("spreads", number(figures.spreads)),
                        ("share", Argument::Text(&self.decimal(figures.level_per_thousand(), 1))),
                    ],
                ),
            ),
        ];
        for (name, kind) in FindingKind::ALL {
            rows.push((word(&format!("report-count-{name}")), figures.found(kind).to_string()));
        }
        if let Some((loosest, tightest)) = &figures.extremes {
            for (id, line) in [("report-loosest", loosest), ("report-tightest", tightest)] {
                let ratio = self.decimal(usize::try_from(line.ratio / 10).unwrap_or(0), 2);
                let shown = format!("{ratio} × · {}", self.place(line.page, line.span, &line.text, report));
                rows.push((word(id), shown));
            }
        }
        let width = rows.iter().map(|(label, _)| console::measure_text_width(label)).max().unwrap_or(0);
        rows.iter().fold(String::new(), |mut text, (label, value)| {
            let label = console::pad_str(label, width, console::Alignment::Left, None);
            let _ = writeln!(text, "  {label}  {value}");
            text
        })
    }

    fn spaces(&self, spaces: &Distribution) -> String {
        let ratio = |value: i64| self.decimal(usize::try_from(value / 10).unwrap_or(0), 2);
        let [_, first, _, _, median, _, _, last, _] = spaces.percentiles.map(ratio);
        let share = |lines: usize| self.decimal(lines * 1_000 / spaces.lines.max(1), 1);
        self.words.say(
            "report-spaces-value",
            &[
                ("median", Argument::Text(&median)),
                ("deviation", Argument::Text(&ratio(spaces.deviation))),
                ("first", Argument::Text(&first)),
                ("last", Argument::Text(&last)),
                ("loose", Argument::Text(&share(spaces.loose))),
                ("tight", Argument::Text(&share(spaces.tight))),
            ],
        )
    }

    /// A row for each section: where it is, how long, what there is to look at.
    fn sections(&self, report: &Report) -> String {
        const COLUMNS: [&str; 8] = ["pages", "lines", "hyphens", "run", "median", "loose", "found", "title"];
        let mut rows: Vec<[String; 8]> = vec![COLUMNS.map(|column| self.words.word(&format!("report-column-{column}")))];
        for section in &report.sections {
            let figures = &section.statistics;
            let (first, last) = section.pages;
            let folio = |page: usize| report.folios.get(page).map(|folio| folio.label()).unwrap_or_default();
            let pages = if first == last { folio(first) } else { format!("{}–{}", folio(first), folio(last)) };
            let found: usize = FindingKind::ALL.into_iter().map(|(_, kind)| figures.found(kind)).sum();
            let median = figures.spaces.percentiles[Distribution::PERCENTILES.len() / 2];
            let has_lines = figures.spaces.lines > 0;
            rows.push([
                pages,
                figures.lines.to_string(),
                self.decimal(figures.hyphens_per_thousand(), 1),
                figures.longest_run.to_string(),
                if has_lines { self.decimal(usize::try_from(median / 10).unwrap_or(0), 2) } else { "–".to_owned() },
                figures.spaces.loose.to_string(),
                found.to_string(),
                console::truncate_str(&section.title, TITLE, "…").into_owned(),
            ]);
        }
        let width = |column: usize| rows.iter().map(|row| console::measure_text_width(&row[column])).max().unwrap_or(0);
        let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
        rows.iter().fold(String::new(), |mut text, row| {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| {
                let side = if column + 1 == COLUMNS.len() { console::Alignment::Left } else { console::Alignment::Right };
                console::pad_str(cell, width, side, None).into_owned()
            });
            let _ = writeln!(text, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end());
            text
        })
    }

    fn finding(&self, finding: &Finding, report: &Report) -> String {
        let name = self.words.word(&format!("report-{}", finding.kind.name()));
        let what = match amount(finding) {
            Some((value, decimals)) => {
                let value = self.decimal(usize::try_from(value).unwrap_or(0), decimals);
                self.words.say(&format!("report-{}.amount", finding.kind.name()), &[("amount", Argument::Text(&value))])
            }
            None => String::new(),
        };
        let place = self.place(finding.page, finding.span, &finding.text, report);
        if what.is_empty() { format!("{name} · {place}") } else { format!("{name} ({what}) · {place}") }
    }

    /// The page, the place in the sources, the words.
    fn place(&self, page: usize, span: Option<crate::source::Span>, line: &str, report: &Report) -> String {
        let folio = report.folios.get(page).map(|folio| folio.label()).unwrap_or_default();
        let mut place = self.words.say("report-page", &[("folio", Argument::Text(&folio)), ("page", number(page + 1))]);
        if let Some(span) = span {
            let _ = write!(place, " · {}", place::label(span, line, self.sources));
        }
        let shown = place::shown(line);
        if !shown.is_empty() {
            let _ = write!(place, " · {}", console::truncate_str(&shown, SHOWN, "…"));
        }
        place
    }

    /// A number with so many decimals, in the manner of the language.
    fn decimal(&self, value: usize, decimals: usize) -> String {
        let unit = 10_usize.pow(u32::try_from(decimals).unwrap_or(0));
        let sign = self.words.word("report-decimal-sign");
        format!("{}{sign}{:0decimals$}", value / unit, value % unit)
    }
}

/// What a finding says besides its kind: a number, and how many decimals of it are shown.
fn amount(finding: &Finding) -> Option<(i64, usize)> {
    match finding.kind {
        FindingKind::Overfull | FindingKind::UnevenSpread | FindingKind::Hole => Some((finding.amount / 100, 1)),
        FindingKind::Loose | FindingKind::Tight | FindingKind::ShortLastLine => Some((finding.amount / 10, 2)),
        FindingKind::HeadingAtFoot
        | FindingKind::HyphenRun
        | FindingKind::ShortLastPage
        | FindingKind::MissingGlyph
        | FindingKind::Widow
        | FindingKind::Orphan
        | FindingKind::RectoHyphen
        | FindingKind::VersoHyphen => None,
    }
}

fn number(number: usize) -> Argument<'static> {
    Argument::Number(i64::try_from(number).unwrap_or(i64::MAX))
}
