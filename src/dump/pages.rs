//! Pages as text: each line with its position, face, size and characters.
//!
//! For golden tests: a change of layout appears as changed lines that a typographer can read. Lengths are in whole points, so that
//! rounding elsewhere does not change every case.

use crate::{
    fonts::FontSet,
    layout::frame::{Content, FrameItem, Page, Pages, Shape},
    pagination::Folio,
    typeset::length::Length,
};
use std::fmt::Write as _;

/// The text view of the pages from index `first` on.
#[must_use]
pub fn dump(pages: &Pages, first: usize, fonts: &FontSet) -> String {
    let mut text = String::new();
    for (index, page) in pages.pages.iter().enumerate().skip(first) {
        let side = if index % 2 == 0 { "recto" } else { "verso" };
        let folio = if page.folio == Folio::Unnumbered { "–".to_owned() } else { page.folio.label() };
        let _ = writeln!(text, "page {index} {side} {folio}");
        lines(page, fonts, &mut text);
    }
    text
}

/// The items of a page; glyph runs on one baseline form one line.
fn lines(page: &Page, fonts: &FontSet, text: &mut String) {
    let mut baseline: Option<Length> = None;
    let mut end = Length::ZERO;
    for item in &page.items {
        let Shape::Glyphs(run) = &item.shape else {
            if let Some(shown) = drawing(item) {
                baseline = None;
                newline(text);
                text.push_str(&shown);
            }
            continue;
        };
        if baseline != Some(run.origin.y) {
            newline(text);
            let artifact = if matches!(item.content, Content::Artifact(_)) { "~" } else { " " };
            let face = &fonts.face(run.face).postscript_name;
            let size = tenths(run.size);
            let _ = write!(text, "{artifact}{:>4} {:>4} {face} {size} ", points(run.origin.y), points(run.origin.x));
            baseline = Some(run.origin.y);
        } else if run.origin.x > end + Length::points(2) {
            // A gap: between a label and its item, cells of a row, a title and its folio.
            text.push_str(" | ");
        }
        end = run.origin.x + run.glyphs.width();
        text.extend(run.text.chars().map(visible));
    }
    newline(text);
}

/// A rule, picture or path in words; none for the active area of a link.
fn drawing(item: &FrameItem) -> Option<String> {
    let place = |rect: &crate::typeset::length::Rect| {
        let (origin, size) = (rect.origin, rect.size);
        format!("{:>4} {:>4} {}×{}", points(origin.y), points(origin.x), points(size.width), points(size.height))
    };
    match &item.shape {
        Shape::Rule { rect, .. } => Some(format!("~{} rule", place(rect))),
        Shape::Image { rect, .. } => Some(format!(" {} picture", place(rect))),
        Shape::Path(path) => Some(format!("      path of {}", path.lines.len())),
        Shape::Glyphs(_) | Shape::Link(_) => None,
    }
}

fn newline(text: &mut String) {
    if !text.ends_with('\n') {
        text.push('\n');
    }
}

const fn points(length: Length) -> i64 {
    (length.0 + Length::UNITS / 2).div_euclid(Length::UNITS)
}

fn tenths(length: Length) -> String {
    let tenths = (length.0 * 10 + Length::UNITS / 2) / Length::UNITS;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A visible sign for each kind of space, and for a soft hyphen at the end of a line.
const fn visible(character: char) -> char {
    match character {
        ' ' => '·',
        '\u{a0}' => '⍽',
        '\u{202f}' => '␣',
        '\u{ad}' => '‐',
        other => other,
    }
}
