//! Faults of paragraphs: overfull lines, widows and orphans, hyphens, word spaces, short last lines.
//!
//! Of a page it knows only the index. Read next: `pages`.

use crate::{
    layout::structure::ParagraphFormat,
    report::{
        builder::ReportBuilder,
        extraction::{Line, Paragraph, ParagraphKind},
        finding::FindingKind,
        statistics::{ExtremeLine, amount},
    },
    typeset::length::Length,
};

/// What the shaping of a hyphenated word may add to a line, and rounding.
const TOLERANCE: Length = Length::millipoints(300);
/// How many consecutive lines may end with a hyphen.
const MOST_HYPHENS: usize = 2;
/// The upper limit of word spaces, in thousandths of those of the face; beyond it a line is a finding.
const LOOSE: i64 = 2_000;
/// The lower limit.
const TIGHT: i64 = 700;

/// Adds the faults of a paragraph to the report, and counts its lines.
pub(super) fn analyse(paragraph: &Paragraph<'_>, report: &mut ReportBuilder<'_>) {
    overfull(paragraph, report);
    match paragraph.kind {
        ParagraphKind::Text | ParagraphKind::Note => {
            widows_and_orphans(paragraph, report);
            if let Some(format) = paragraph.format.filter(|format| format.justified) {
                hyphens(paragraph, report);
                spaces(paragraph, format, report);
                last_line(paragraph, format, report);
            }
        }
        ParagraphKind::Heading | ParagraphKind::Other => {}
    }
}

/// Adds a fault of a line.
fn add(kind: FindingKind, line: &Line<'_>, amount: i64, report: &mut ReportBuilder<'_>) {
    report.add(kind, line.page, line.span, line.text(), amount);
}

/// The width of the line at an index.
fn width_of_line(format: &ParagraphFormat, index: usize) -> Length {
    if index == 0 { format.width - format.indent } else { format.width }
}

/// Whether the first line of text begins further in than a line below it. It does not where a picture fills the paragraph's first line.
fn is_indented(paragraph: &Paragraph<'_>, format: &ParagraphFormat) -> bool {
    let [first, others @ ..] = paragraph.lines.as_slice() else { return false };
    let further = |(from, to): (Length, Length)| from > to + format.indent / 2;
    let beside = others.iter().filter(|line| line.page == first.page);
    let edges = |line: &Line<'_>| line.ink_edges().unwrap_or_default();
    let (left, right) = edges(first);
    beside.clone().any(|line| further((left, edges(line).0))) || beside.clone().any(|line| further((edges(line).1, right)))
}

/// Lines wider than their measure.
fn overfull(paragraph: &Paragraph<'_>, report: &mut ReportBuilder<'_>) {
    let Some(format) = paragraph.format else { return };
    for (index, line) in paragraph.lines.iter().enumerate() {
        let is_whole = index == 0 && format.indent > Length::ZERO && !is_indented(paragraph, format);
        let excess = line.width() - if is_whole { format.width } else { width_of_line(format, index) };
        if excess > TOLERANCE {
            add(FindingKind::Overfull, line, excess.0 * 1_000 / Length::UNITS, report);
        }
    }
}

/// A first or a last line alone on its page. A paragraph of two lines that is broken has both.
fn widows_and_orphans(paragraph: &Paragraph<'_>, report: &mut ReportBuilder<'_>) {
    let [first, second, ..] = paragraph.lines.as_slice() else { return };
    if first.page != second.page {
        add(FindingKind::Orphan, first, 1, report);
    }
    if let [.., before, last] = paragraph.lines.as_slice()
        && before.page != last.page
    {
        add(FindingKind::Widow, last, 1, report);
    }
}

/// Counts lines and hyphens; runs of too many hyphens.
fn hyphens(paragraph: &Paragraph<'_>, report: &mut ReportBuilder<'_>) {
    let mut run = 0;
    for (index, line) in paragraph.lines.iter().enumerate() {
        let is_last = index + 1 == paragraph.lines.len();
        // A hyphen at the very end of a paragraph is no hyphenation.
        let hyphenated = line.is_hyphenated() && !is_last;
        if let Some(statistics) = report.statistics(line.page) {
            statistics.lines += 1;
            statistics.hyphens += usize::from(hyphenated);
        }
        if hyphenated {
            run += 1;
            continue;
        }
        end_run(std::mem::take(&mut run), &paragraph.lines[index.saturating_sub(1)], report);
    }
}

/// Counts a run of `length` hyphenated lines, the last of which is `last`.
fn end_run(length: usize, last: &Line<'_>, report: &mut ReportBuilder<'_>) {
    if let Some(statistics) = report.statistics(last.page) {
        statistics.longest_run = statistics.longest_run.max(length);
        statistics.hyphen_runs.0 += usize::from(length == MOST_HYPHENS);
        statistics.hyphen_runs.1 += usize::from(length > MOST_HYPHENS);
    }
    if length > MOST_HYPHENS {
        add(FindingKind::HyphenRun, last, amount(length), report);
    }
}

/// Measures word spaces; loose and tight lines.
fn spaces(paragraph: &Paragraph<'_>, format: &ParagraphFormat, report: &mut ReportBuilder<'_>) {
    for (index, line) in paragraph.lines.iter().enumerate() {
        let Some(ratio) = line.space_ratio() else { continue };
        // The last line, and one before a line break of the author, are not justified.
        if line.ink() < width_of_line(format, index) - TOLERANCE {
            continue;
        }
        report.add_spaces(line.page, ratio);
        let extreme = ExtremeLine { ratio, page: line.page, span: line.span, text: line.text() };
        if let Some(statistics) = report.statistics(line.page) {
            statistics.record_extreme(&extreme);
            statistics.record_expansion(line.expansion());
        }
        if ratio > LOOSE {
            add(FindingKind::Loose, line, ratio, report);
        } else if ratio < TIGHT {
            add(FindingKind::Tight, line, ratio, report);
        }
    }
}

/// A last line so short that it hardly covers the indent of the next paragraph.
fn last_line(paragraph: &Paragraph<'_>, format: &ParagraphFormat, report: &mut ReportBuilder<'_>) {
    let [_, .., last] = paragraph.lines.as_slice() else { return };
    let em = last.size();
    let width = last.width();
    if format.width > em * 10 && width < em * 2 {
        add(FindingKind::ShortLastLine, last, width.0 * 1_000 / em.0.max(1), report);
    }
}
