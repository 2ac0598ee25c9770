//! Lines as a paragraph is set: what they show, at which place, and what they belong to.

use crate::{
    book::{AssetId, LinkTarget, NoteId, TextId},
    source::Span,
    typeset::{
        color::Color,
        length::{Length, Rect},
        mark::MarkId,
        run::GlyphRun,
    },
};

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
    /// How much wider its letters are drawn, in ten-thousandths; negative for narrower.
    pub expansion: i32,
    /// Notes called in it.
    pub notes: Vec<NoteId>,
    /// Its first text leaf, and the byte of the leaf it starts at.
    pub start: Option<(TextId, usize)>,
    /// Active areas in it.
    pub links: Vec<LineLink>,
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub struct LineItem {
    /// What it shows.
    pub content: LineContent,
    /// What it belongs to.
    pub mark: MarkId,
    /// Where it was written.
    pub span: Option<Span>,
}

/// What a piece of a line shows; places from the start of the baseline.
#[derive(Clone, Debug)]
pub enum LineContent {
    /// Text.
    Glyphs(GlyphRun),
    /// A picture.
    Picture {
        /// Which.
        asset: AssetId,
        /// Where.
        rect: Rect,
    },
    /// A filled rectangle: the stroke through struck text.
    Rule {
        /// Where.
        rect: Rect,
        /// Its colour.
        color: Color,
    },
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
