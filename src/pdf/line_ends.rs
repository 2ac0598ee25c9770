//! Word boundaries at the ends of lines.
//!
//! Readers that follow the structure join the lines of a paragraph as they are: « un lien sur » and « deux lignes » would become
//! « surdeux ». PDF/A-2 (6.7, level A) requires word boundaries. Where a line ends without a space, as before a forced break, an invisible
//! space is appended (`text`).

use super::placement::Placement;
use crate::{
    layout::{
        frame::{Content, Pages, Shape},
        structure::ElementId,
    },
    typeset::{mark::MarkId, run::GlyphRun},
};

/// For each page, and on it for each run that belongs to the text, in drawing order: whether a space must be appended to the run.
pub(super) fn spaces_after_runs(pages: &Pages, placement: &Placement) -> Vec<Vec<bool>> {
    let mut spaced: Vec<Vec<bool>> = vec![Vec::new(); pages.pages.len()];
    let mut previous: Option<(usize, ElementId, MarkId, &GlyphRun)> = None;
    for (page, sheet) in pages.pages.iter().enumerate() {
        for item in &sheet.items {
            let (Content::Marked(mark), Shape::Glyphs(run)) = (item.content, &item.shape) else { continue };
            let Some(block) = placement.block(mark) else { continue };
            if let Some((before, other, other_mark, ended)) = previous
                && let Some(last) = spaced[before].last_mut()
            {
                // Inside a text node, spaces are written: a line that ends without one breaks a word, such as a URL.
                let wrapped = || other_mark != mark && (before != page || wraps(ended, run));
                // The expensive tests come last.
                *last = other == block && ends_word(&ended.text) && (wrapped() || stands_apart(ended, run));
            }
            spaced[page].push(false);
            previous = Some((page, block, mark, run));
        }
    }
    spaced
}

/// Whether `next` begins a new line after `run`: lower, and further left. A superscript note call does neither.
fn wraps(run: &GlyphRun, next: &GlyphRun) -> bool {
    let (before, start) = (run.start(), next.start());
    start.y - before.y > run.size / 2 && start.x < run.end().x
}

/// Whether `next` is on the line of `run`, with a gap between: the folio in a table of contents.
fn stands_apart(run: &GlyphRun, next: &GlyphRun) -> bool {
    let (before, start) = (run.start(), next.start());
    start.y == before.y && start.x - run.end().x > run.size / 2
}

/// Whether a line with this text ends a word without a space. A hyphen continues the word, unless it follows another mark: then it is a
/// dash.
fn ends_word(text: &str) -> bool {
    let mut last = text.chars().rev();
    match (last.next(), last.next()) {
        (Some('-' | '\u{2010}'), before) => before.is_some_and(|before| !before.is_alphanumeric()),
        (Some(last), _) => !last.is_whitespace() && !matches!(last, '\u{ad}' | '’'),
        (None, _) => false,
    }
}
