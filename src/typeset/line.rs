//! The lines of a paragraph that is set: what they show, where, and what it belongs to. `justify` makes them, `layout::flow` uses
//! them.

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
    /// Whether a line ends inside a word that no line can hold.
    pub cuts_words: bool,
    /// The demerits of its breaks, to compare two settings of the same paragraph.
    pub demerits: i64,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What it shows, in reading order; x from the paragraph's left edge, y from the baseline.
    pub items: Vec<LineItem>,
    /// The width of the paragraph that it is a line of.
    pub measure: Length,
    /// Its natural width, before justification, without the indent and without what protrudes.
    pub width: Length,
    /// By how much it is longer than the room it has.
    pub excess: Length,
    /// Height above the baseline of its highest face, or of a picture.
    pub ascent: Length,
    /// Depth below the baseline of its deepest face.
    pub descent: Length,
    /// Whether it ends with a hyphen.
    pub hyphenated: bool,
    /// Font expansion: how much wider its letters are drawn, in ten-thousandths; negative for narrower.
    pub expansion: i32,
    /// Notes called in it.
    pub notes: Vec<NoteId>,
    /// The text that it starts with, and at which byte of that text.
    pub start: Option<(TextId, usize)>,
    /// Active areas in it.
    pub links: Vec<LineLink>,
}

/// An item of a line.
#[derive(Clone, Debug)]
pub struct LineItem {
    /// What it shows.
    pub content: LineContent,
    /// What it belongs to.
    pub mark: MarkId,
    /// Where it was written.
    pub span: Option<Span>,
}

/// What an item of a line shows; positions as in [`Line::items`].
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

/// The part of an active area (a link, a note call) that lies in one line.
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
    /// The text of the area in this line.
    pub text: String,
    /// Where its first word was written.
    pub span: Span,
}

/// Where an area of a line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineTarget {
    /// Where a link leads.
    Link(LinkTarget),
    /// To a note.
    Note(NoteId),
}
