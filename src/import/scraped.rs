//! What the readers of all formats produce: the blocks of a page. Read next: `anatomy`, which tells what each block is for.

use super::tree::Picture;
use crate::{diagnostic::Diagnostic, source::Span};

/// A block of a page, in two forms: plain text to recognise it, and Markdown to keep.
#[derive(Clone, Debug)]
pub(super) struct ScrapedBlock {
    pub(super) kind: BlockKind,
    /// Plain text.
    pub(super) plain: String,
    /// The same as Markdown.
    pub(super) markdown: String,
    /// Alternative texts of its pictures.
    pub(super) pictures: Vec<String>,
    pub(super) span: Span,
}

/// The syntactic kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Paragraph,
    /// The document's own style says that it is the title.
    Title,
    /// The document's own style says that it is the subtitle.
    Subtitle,
    /// With its level, from 1.
    Heading(u8),
    /// A rule across the page (thematic break).
    Rule,
    /// A list, a quotation, a table or code; its Markdown is kept as it is.
    Other,
}

/// The blocks of a page, and its metadata.
#[derive(Debug, Default)]
pub(super) struct ScrapedPage {
    pub(super) blocks: Vec<ScrapedBlock>,
    /// The definitions of notes, as Markdown, in the order of their labels.
    pub(super) notes: Vec<String>,
    /// The pictures that blocks name by their index (`write`).
    pub(super) pictures: Vec<Picture>,
    /// The remarks that blocks name by their index (`write`).
    pub(super) remarks: Vec<Diagnostic>,
    pub(super) title: Option<String>,
    /// The subtitle that its metadata declare; plain text.
    pub(super) subtitle: Option<String>,
    /// What stands for the title of a document that shows none: its properties, or its file's name.
    pub(super) title_hint: Option<String>,
    /// The language of the whole, as a BCP 47 tag, when it is not the book's.
    pub(super) language: Option<String>,
    pub(super) author: Option<String>,
    pub(super) address: Option<String>,
    /// What else its metadata say that the header of a text has: keys and values.
    pub(super) facts: Vec<(&'static str, String)>,
}

/// Whether a line draws a rule across the page: one of a few characters, repeated, on at least three columns.
pub(super) fn is_rule(line: &str) -> bool {
    let mut characters = line.chars().filter(|c| !c.is_whitespace());
    let first = characters.next();
    line.chars().count() >= 3
        && matches!(first, Some('_' | '-' | '=' | '*' | '─' | '—'))
        && characters.all(|character| Some(character) == first)
}

/// Whether the borders of a paragraph draw a line across the page, as word processors and pages part scenes: above or below it, and not
/// beside it. `drawn` says which sides (`top`, `bottom`, `left`, `right`) are drawn.
pub(super) fn borders_rule(drawn: impl Fn(&str) -> bool) -> bool {
    (drawn("top") || drawn("bottom")) && !drawn("left") && !drawn("right")
}
