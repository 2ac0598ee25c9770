//! The content items of a mark (ISO 32000-1, 14.7.4): what pages show for it, and `structure_tree` puts under its element.

use pdf_writer::Ref;
use std::ops::Range;

/// The content items of one mark, on all pages.
#[derive(Clone, Default)]
pub(super) struct ContentItems {
    /// Marked-content sequences: page and identifiers, in drawing order.
    pub(super) sequences: Vec<(usize, Range<u32>)>,
    /// Link annotations: page, object, and key in the parent tree.
    pub(super) annotations: Vec<(usize, Ref, i32)>,
    /// The text, where the structure tree needs it.
    pub(super) text: String,
    /// The page and the bounding box (left, bottom, right, top) in points, where the structure tree needs them.
    pub(super) bbox: Option<(usize, [f64; 4])>,
}

/// `text` on one line: without soft hyphens and other marks of possible line breaks, with single plain spaces.
pub(super) fn one_line(text: &str) -> String {
    text.replace(['\u{ad}', '\u{200b}', '\u{2060}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character is for private use: it means something in one face only.
pub(super) const fn is_private(character: &char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}
