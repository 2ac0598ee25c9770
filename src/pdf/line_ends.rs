//! Word boundaries at the ends of lines.
//!
//! A reader that goes by the structure joins the lines of a paragraph as they are: « un lien sur » and « deux lignes » would
//! become « surdeux ». PDF/A-2 (6.7, level A) wants every word boundary written. Where a line ends without its space, after a
//! forced break for instance, the writer adds one, which nobody sees. Read next: `draw`.

use super::tags::Placement;
use crate::{
    layout::{
        frame::{Content, Pages, Shape},
        structure::ElementId,
    },
    typeset::{glyphs::Glyph, length::Length, mark::MarkId, run::GlyphRun},
};

/// For each run that belongs to the text, in the order of drawing: whether a space must follow it.
pub(super) fn line_ends(pages: &Pages, placement: &Placement) -> Vec<bool> {
    let mut spaced: Vec<bool> = Vec::new();
    let mut previous: Option<(usize, ElementId, MarkId, &GlyphRun)> = None;
    for (page, sheet) in pages.pages.iter().enumerate() {
        for item in &sheet.items {
            let (Content::Marked(mark), Shape::Glyphs(run)) = (item.content, &item.shape) else { continue };
            let Some(block) = placement.block(mark) else { continue };
            if let Some((before, other, leaf, ended)) = previous
                && let Some(last) = spaced.last_mut()
            {
                // Inside a leaf the spaces are written: a line that ends without one parts a word, an address for instance.
                let turned = || leaf != mark && (before != page || wraps(ended, run));
                // What is dear to know is asked last.
                *last = other == block && open_end(&ended.text) && (turned() || stands_apart(ended, run));
            }
            spaced.push(false);
            previous = Some((page, block, mark, run));
        }
    }
    spaced
}

/// Whether `next` begins a new line after `run`: lower, and back to the left. A raised note call is neither.
fn wraps(run: &GlyphRun, next: &GlyphRun) -> bool {
    let (before, start) = (run.start(), next.start());
    start.y - before.y > run.size / 2 && start.x < run.end().x
}

/// Whether `next` stands on the line of `run`, away from it, with nothing written between: the folio of a line of contents.
fn stands_apart(run: &GlyphRun, next: &GlyphRun) -> bool {
    let (before, start) = (run.start(), next.start());
    start.y == before.y && start.x - run.end().x > run.size / 2
}

/// Whether a line that ends so ends a word without saying so. After a hyphen the word goes on; a hyphen after another mark is a dash.
fn open_end(text: &str) -> bool {
    let mut last = text.chars().rev();
    match (last.next(), last.next()) {
        (Some('-' | '\u{2010}'), before) => before.is_some_and(|before| !before.is_alphanumeric()),
        (Some(last), _) => !last.is_whitespace() && !matches!(last, '\u{ad}' | '’'),
        (None, _) => false,
    }
}

/// The run with a space after its last glyph; unchanged when the face has none.
pub(super) fn with_space(run: &GlyphRun, space: Option<u16>) -> GlyphRun {
    let mut spaced = run.clone();
    if let Some(id) = space {
        let start = u32::try_from(run.text.len()).unwrap_or(u32::MAX);
        let advance = run.size / 4;
        spaced.text = format!("{} ", run.text).into();
        let space = Glyph { id, advance, dx: Length::ZERO, dy: Length::ZERO, start, end: start.saturating_add(1) };
        spaced.glyphs = run.glyphs.iter().chain([space]).collect();
    }
    spaced
}
