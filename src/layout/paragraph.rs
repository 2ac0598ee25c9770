//! A paragraph: rich text to lines.
//!
//! Owns the way from inlines to boxes, glue and penalties, and back from the chosen breaks to lines. It knows neither pages nor
//! blocks: `flow` gives it a style and a measure, and the marks of the structure. Read next: `linebreak`, `line`.

use super::{
    frame::Shape,
    hyphenate::Hyphenation,
    length::Length,
    structure::MarkId,
    style::{Measure, ParagraphStyle},
};
use crate::{
    book::{Asset, Inline, Lang, LinkTarget, NoteId, TextId},
    diagnostic::Diagnostics,
    fonts::FontSet,
    source::Span,
};

/// What all paragraphs of a section share.
#[derive(Clone, Copy, Debug)]
pub struct InlineContext<'a> {
    /// The faces.
    pub fonts: &'a FontSet,
    /// `Book::assets`, for pictures in a line.
    pub assets: &'a [Asset],
    /// The language of the text.
    pub lang: &'a Lang,
    /// Words whose breaks the editor has set.
    pub exceptions: &'a Hyphenation,
}

/// The lines of a paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// From the first to the last; none for empty content.
    pub lines: Vec<Line>,
    /// What the breaks cost, for comparing two settings of the same paragraph.
    pub demerits: i64,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What is drawn, in reading order; x from the paragraph's left edge, y from the baseline.
    pub items: Vec<LineItem>,
    /// Width of what stands in it, before justification and without the indent.
    pub width: Length,
    /// Height of the highest face above the baseline.
    pub ascent: Length,
    /// Depth of the deepest face below the baseline.
    pub descent: Length,
    /// Whether it ends inside a word.
    pub hyphenated: bool,
    /// How far its spaces are stretched (positive) or shrunk (negative), in thousandths of what they may.
    pub stretch: i32,
    /// Notes called in it.
    pub notes: Vec<NoteId>,
    /// Its first text leaf, and the byte of the leaf it starts at.
    pub start: Option<(TextId, usize)>,
    /// Active areas in it.
    pub links: Vec<LineLink>,
}

/// A drawing in a line.
#[derive(Clone, Debug)]
pub struct LineItem {
    /// What is drawn.
    pub shape: Shape,
    /// What it belongs to.
    pub mark: MarkId,
    /// Where it was written.
    pub span: Option<Span>,
}

/// The part of an active area that lies in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineLink {
    /// Left end.
    pub start: Length,
    /// Right end.
    pub end: Length,
    /// Where it leads.
    pub target: LineTarget,
    /// The mark of the area: of the link itself, or of the note call.
    pub mark: MarkId,
    /// The words of the area in this line.
    pub text: String,
}

/// Where an area of a line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineTarget {
    /// Where a link leads.
    Link(LinkTarget),
    /// To a note.
    Note(NoteId),
}

/// Sets `content` to `measure`.
///
/// `marks` has one mark for each text, code, note call, picture and link of `content`, in reading order, a link before what it
/// holds (see [`marked`]). Where it is too short, the last mark serves.
#[must_use]
pub fn set(
    _content: &[Inline],
    _style: &ParagraphStyle,
    _measure: &Measure,
    _marks: &[MarkId],
    _context: &InlineContext<'_>,
    _sink: &mut Diagnostics,
) -> Paragraph {
    Paragraph::default()
}

/// Whether an inline has a mark of its own in the `marks` of [`set`].
#[must_use]
pub const fn marked(inline: &Inline) -> bool {
    match inline {
        Inline::Text(_) | Inline::Code(_) | Inline::Link(_) | Inline::NoteCall(_) | Inline::Image(_) => true,
        Inline::Styled(_) | Inline::LineBreak(_) => false,
    }
}
