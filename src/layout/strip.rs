//! Strips: what `flow` makes of blocks and `page` divides into pages.
//!
//! A strip is a horizontal slice of the text that is never cut: a line, a row, a figure. It says how it may be parted from the
//! strip before it, but not where it stands: `page` chooses that, and `compose` draws.

use crate::{
    book::{BlockId, NoteId, TextId},
    layout::frame::FrameItem,
    source::Span,
    typeset::length::Length,
};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A slice of the text.
#[derive(Clone, Debug, Default)]
pub struct Strip {
    /// Space above it; none at the top of a page.
    pub space: Length,
    /// Its height.
    pub height: Length,
    /// Room below it, in which the space above the next strip counts: what may move takes it along.
    pub below: Length,
    /// What parting it from the strip before it costs.
    pub break_before: BreakPenalty,
    /// Whether it stands on the lines of the page.
    pub on_grid: bool,
    /// How far below a line of the page its top stands, when it is on them: a heading stands between two lines, so that the text
    /// below it is back on one.
    pub phase: Length,
    /// What it shows; x from the left edge of the text, y from the top of the strip.
    pub items: Vec<FrameItem>,
    /// Notes called in it.
    pub notes: Vec<NoteId>,
    /// Where it begins in the book.
    pub start: Option<StripStart>,
    /// Destinations that stand at its top.
    pub anchors: Vec<String>,
    /// The box it lies in.
    pub enclosing_box: Option<BoxArea>,
    /// What is repeated above it when it opens a page: an index in `Column::heads`.
    pub head: Option<usize>,
    /// Whether it may wait for the top of the next page while text goes on.
    pub floats: bool,
    /// Whether it ends inside a word.
    pub hyphenated: bool,
    /// Share of the room that is left on a page made as one piece.
    pub stretch: u32,
    /// Where it comes from, for messages.
    pub span: Option<Span>,
}

/// What parting two strips costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreakPenalty {
    /// Nothing.
    #[default]
    Free,
    /// A little: two lines of a paragraph are left on one side where three are better.
    Slight,
    /// A line or two of empty page: the first item of a list, the sentence that announces it.
    Reluctant,
    /// Better not.
    Avoid,
    /// Only when there is no other way: widows, headings, boxes that belong together.
    Never,
    /// The strip opens a page.
    Forced,
}

/// Where a strip begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StripStart {
    /// In a text leaf, at a byte.
    Text(TextId, usize),
    /// At a figure, table or chart.
    Block(BlockId),
}

/// A box around strips that follow each other; one number a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BoxArea {
    /// Unique in the section.
    pub number: u32,
    /// Left edge and width.
    pub left: Length,
    /// Width of the box.
    pub width: Length,
    /// Whether a bar stands at its left.
    pub bar: bool,
}

/// A section made into strips.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// In reading order.
    pub strips: Vec<Strip>,
    /// The strips of each note, by `NoteId`; empty until it is called.
    pub notes: Vec<Vec<Strip>>,
    /// Heads of tables, repeated when a table goes on.
    pub heads: Vec<Vec<Strip>>,
    /// Whether it is a page made as one piece.
    pub is_display_page: bool,
    /// The strip where the text ends and what follows it begins: the source, the short biographies.
    pub closing: Option<usize>,
    /// Paragraphs in another number of lines, in the order of the text.
    pub variants: Vec<ParagraphVariant>,
}

/// Another setting of a paragraph.
#[derive(Clone, Debug, Default)]
pub struct ParagraphVariant {
    /// The strips of the column that it would replace.
    pub replaces: Range<usize>,
    /// Its lines.
    pub lines: Vec<Strip>,
    /// How much worse they are.
    pub cost: i64,
}

impl Column {
    /// Sets paragraphs anew: the chosen ones of the variants, in order.
    pub fn apply_variants(&mut self, chosen: &[usize]) {
        let mut variants = std::mem::take(&mut self.variants);
        // From the last to the first, so that what is before keeps its place.
        for &index in chosen.iter().rev() {
            let Some(variant) = variants.get_mut(index).map(std::mem::take) else { continue };
            let (before, after) = (variant.replaces.len(), variant.lines.len());
            if let Some(closing) = self.closing.as_mut().filter(|closing| **closing >= variant.replaces.end) {
                *closing = *closing + after - before;
            }
            self.strips.splice(variant.replaces, variant.lines);
        }
    }
}

impl Strip {
    /// Empty space that stays at the top of a page.
    #[must_use]
    pub fn blank(height: Length) -> Self {
        Self { height, ..Self::default() }
    }

    /// Its height with the space above it.
    #[must_use]
    pub fn extent(&self) -> Length {
        self.space + self.height
    }
}
