//! The report for people, as text: the figures of the volume, a line for each section, then each finding with its place.

use super::place;
use crate::{
    locale::{Argument, Words},
    report::{Distribution, Finding, FindingKind, Report, Statistics},
    source::SourceMap,
};
use std::fmt::Write as _;

/// Maximal width of a title, in columns.
const TITLE: usize = 40;
/// Maximal width of the line of text shown with a finding, in columns.
const EXCERPT: usize = 60;

/// The reports, one after the other.
pub(super) fn render(reports: &[(String, Report)], sources: &SourceMap, words: &Words) -> String {
    let writer = Writer { words, sources };
    reports.iter().map(|(tome, report)| writer.volume(tome, report)).collect::<Vec<_>>().join("\n")
}

struct Writer<'a> {
    words: &'a Words,
    sources: &'a SourceMap,
}

impl Writer<'_> {
    fn volume(&self, tome: &str, report: &Report) -> String {
        let figures = &report.volume;
        let mut text = self.words.say(
            "report-title",
            &[("tome", Argument::Text(tome)), ("pages", Argument::from(figures.pages)), ("lines", Argument::from(figures.lines))],
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

    /// The statistics of the volume, one on a line.
    fn figures(&self, figures: &Statistics, report: &Report) -> String {
        let word = |id: &str| self.words.word(id);
        let mut rows: Vec<(String, String)> = vec![
            (
                word("report-hyphens"),
                self.words.say(
                    "report-hyphens-value",
                    &[
                        ("hyphens", Argument::from(figures.hyphens)),
                        ("share", Argument::Text(&self.decimal(figures.hyphens_per_thousand(), 1))),
                        ("longest", Argument::from(figures.longest_run)),
                    ],
                ),
            ),
            (word("report-spaces"), self.spaces(&figures.spaces)),
            (
                word("report-level"),
                self.words.say(
                    "report-level-value",
                    &[
                        ("level", Argument::from(figures.level_spreads)),
                        ("spreads", Argument::from(figures.spreads)),
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
                let value = format!("{ratio} × · {}", self.place(line.page, line.span, &line.text, report));
                rows.push((word(id), value));
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

    /// A table with a row for each section: its pages, its length, its figures.
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

    /// The page, the place in the sources, and the text.
    fn place(&self, page: usize, span: Option<crate::source::Span>, line: &str, report: &Report) -> String {
        let folio = report.folios.get(page).map(|folio| folio.label()).unwrap_or_default();
        let mut place = self.words.say("report-page", &[("folio", Argument::Text(&folio)), ("page", Argument::from(page + 1))]);
        if let Some(span) = span {
            let _ = write!(place, " · {}", place::label(span, line, self.sources));
        }
        let line = place::display(line);
        if !line.is_empty() {
            let _ = write!(place, " · {}", console::truncate_str(&line, EXCERPT, "…"));
        }
        place
    }

    /// `value` with its last digits as decimals, and the decimal sign of the language.
    fn decimal(&self, value: usize, decimals: usize) -> String {
        let unit = 10_usize.pow(u32::try_from(decimals).unwrap_or(0));
        let sign = self.words.word("report-decimal-sign");
        format!("{}{sign}{:0decimals$}", value / unit, value % unit)
    }
}

/// The amount of a finding and the number of its decimals; none for a kind without an amount.
fn amount(finding: &Finding) -> Option<(i64, usize)> {
    match finding.kind {
        FindingKind::Overfull | FindingKind::UnevenSpread | FindingKind::ShortPage => Some((finding.amount / 100, 1)),
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
