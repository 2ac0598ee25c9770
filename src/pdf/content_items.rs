//! The content items of a mark (ISO 32000-1, 14.7.4): what `painter` drew for it, and `structure_tree` puts under its element.

use krilla::tagging::Identifier;

/// The content items of one mark, on all pages.
#[derive(Clone, Default)]
pub(super) struct ContentItems {
    /// Marked-content sequences, in drawing order.
    pub(super) marked_content: Vec<Identifier>,
    /// Link annotations.
    pub(super) annotations: Vec<Identifier>,
    /// The text, where the structure tree needs it.
    pub(super) text: String,
    /// The page and the bounding box (left, top, right, bottom) in points, where the structure tree needs them.
    pub(super) bbox: Option<(usize, [f32; 4])>,
}

/// `text` on one line: without soft hyphens and other marks of possible line breaks, with single plain spaces.
pub(super) fn one_line(text: &str) -> String {
    text.replace(['\u{ad}', '\u{200b}', '\u{2060}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}
