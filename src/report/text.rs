//! Lines of a paragraph: what leaves the measure, what stands alone, how words are broken, how spaces are stretched.

use crate::{
    layout::structure::ParagraphFormat,
    report::{
        figures::{Extreme, count},
        finding::FindingKind,
        found::Found,
        lines::{Kind, Line, Paragraph},
    },
    typeset::length::Length,
};

/// What shaping a broken word anew may add to a line, and rounding.
const TOLERANCE: Length = Length::millipoints(300);
/// Hyphens one after the other that nobody minds.
const HYPHENS: usize = 2;
/// Word spaces beyond these are shown each at its place, in thousandths.
const LOOSE: i64 = 2_000;
const TIGHT: i64 = 700;

pub(super) fn look_over(paragraph: &Paragraph<'_>, found: &mut Found<'_>) {
    overfull(paragraph, found);
    match paragraph.kind {
        Kind::Text | Kind::Note => {
            left_alone(paragraph, found);
            if let Some(wanted) = paragraph.wanted.filter(|wanted| wanted.justified) {
                hyphens(paragraph, found);
                spaces(paragraph, wanted, found);
                last_line(paragraph, wanted, found);
            }
        }
        Kind::Heading | Kind::Other => {}
    }
}

fn tell(kind: FindingKind, line: &Line<'_>, amount: i64, found: &mut Found<'_>) {
    found.push(kind, line.page, line.span, line.text(), amount);
}

/// The room of a line.
fn room(wanted: &ParagraphFormat, index: usize) -> Length {
    if index == 0 { wanted.width - wanted.indent } else { wanted.width }
}

fn overfull(paragraph: &Paragraph<'_>, found: &mut Found<'_>) {
    let Some(wanted) = paragraph.wanted else { return };
    for (index, line) in paragraph.lines.iter().enumerate() {
        let excess = line.width() - room(wanted, index);
        if excess > TOLERANCE {
            tell(FindingKind::Overfull, line, excess.0 * 1_000 / Length::UNITS, found);
        }
    }
}

/// A first or a last line that the page has parted from all others of its paragraph.
fn left_alone(paragraph: &Paragraph<'_>, found: &mut Found<'_>) {
    let [first, second, ..] = paragraph.lines.as_slice() else { return };
    if first.page != second.page {
        tell(FindingKind::Orphan, first, 1, found);
    }
    if let [.., before, last] = paragraph.lines.as_slice()
        && before.page != last.page
    {
        tell(FindingKind::Widow, last, 1, found);
    }
}

fn hyphens(paragraph: &Paragraph<'_>, found: &mut Found<'_>) {
    let mut run = 0;
    for (index, line) in paragraph.lines.iter().enumerate() {
        let is_last = index + 1 == paragraph.lines.len();
        // What a line ends with counts where a line follows.
        let hyphenated = line.is_hyphenated() && !is_last;
        if let Some(figures) = found.figures(line.page) {
            figures.lines += 1;
            figures.hyphens += usize::from(hyphenated);
        }
        if hyphenated {
            run += 1;
            continue;
        }
        end_run(std::mem::take(&mut run), &paragraph.lines[index.saturating_sub(1)], found);
    }
}

/// A run of `length` lines that ends with `last`.
fn end_run(length: usize, last: &Line<'_>, found: &mut Found<'_>) {
    if let Some(figures) = found.figures(last.page) {
        figures.longest_run = figures.longest_run.max(length);
        figures.hyphen_runs.0 += usize::from(length == HYPHENS);
        figures.hyphen_runs.1 += usize::from(length > HYPHENS);
    }
    if length > HYPHENS {
        tell(FindingKind::HyphenRun, last, count(length), found);
    }
}

fn spaces(paragraph: &Paragraph<'_>, wanted: &ParagraphFormat, found: &mut Found<'_>) {
    for (index, line) in paragraph.lines.iter().enumerate() {
        let Some(ratio) = line.stretch() else { continue };
        // The last line, and one that the author ended, are not spread.
        if line.ink() < room(wanted, index) - TOLERANCE {
            continue;
        }
        found.space(line.page, ratio);
        let shown = Extreme { ratio, page: line.page, span: line.span, text: line.text() };
        if let Some(figures) = found.figures(line.page) {
            figures.stretched(&shown);
            figures.widened(line.widening());
        }
        if ratio > LOOSE {
            tell(FindingKind::Loose, line, ratio, found);
        } else if ratio < TIGHT {
            tell(FindingKind::Tight, line, ratio, found);
        }
    }
}

/// A last line that hardly covers the indent of the next paragraph.
fn last_line(paragraph: &Paragraph<'_>, wanted: &ParagraphFormat, found: &mut Found<'_>) {
    let [_, .., last] = paragraph.lines.as_slice() else { return };
    let em = last.size();
    let width = last.width();
    if wanted.width > em * 10 && width < em * 2 {
        tell(FindingKind::ShortLastLine, last, width.0 * 1_000 / em.0.max(1), found);
    }
}
