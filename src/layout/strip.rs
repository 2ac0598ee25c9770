//! Strips: what `flow` makes of blocks and `page` divides into pages.
//!
//! A strip is what TeX calls a box of the vertical list, with the glue and the penalty before it: a line, a row, a figure, which no
//! page break cuts. A [`Column`] is the vertical list of a section, with its insertions (notes) and its floats. A strip does not know
//! where it stands: `page` chooses that, and `page::compose` draws it.

use crate::{
    book::{BlockId, NoteId, TextId},
    layout::frame::FrameItem,
    source::Span,
    typeset::length::Length,
};
use serde::{Deserialize, Serialize};
use std::{
    ops::{Deref, Range},
    sync::Arc,
};

/// A line, a row or a figure: no page break cuts it. A section has as many as lines, so that what few have takes little room.
#[derive(Clone, Debug, Default)]
pub struct Strip {
    /// Space above it; none at the top of a page.
    pub space: Length,
    /// Its height.
    pub height: Length,
    /// Space below it, of which the space above the next strip is a part. A float takes it along when it moves.
    pub below: Length,
    /// The penalty for a page break before it (CSS `break-before`).
    pub break_before: BreakPenalty,
    /// Whether it stands on the baseline grid of the page.
    pub on_grid: bool,
    /// If it is on the grid, the distance from a line of the grid down to its top: a heading stands between two lines, so that the text
    /// below it is on a line again.
    pub phase: Length,
    /// What it shows; x from the edge of the text where lines begin ([`Column::right_to_left`]), y from the top of the strip.
    pub items: Vec<FrameItem>,
    /// The notes that are called in it.
    pub notes: RareList<NoteId>,
    /// Where it begins in the book.
    pub start: Option<StripStart>,
    /// Names of the destinations at its top.
    pub anchors: RareList<String>,
    /// The box it lies in.
    pub enclosing_box: Option<Arc<BoxArea>>,
    /// The table head repeated above it when it opens a page: an index in `Column::heads`.
    pub head: Option<u32>,
    /// Whether it is a float: it may wait for the top of the next page while the text goes on.
    pub floats: bool,
    /// Whether it ends inside a word.
    pub hyphenated: bool,
    /// Its share of the space left on a display page (as with TeX's `\vfil`); 0 when it does not stretch.
    pub stretch: u32,
    /// Where it comes from, for messages.
    pub span: Option<Span>,
}

/// A list that is nearly always empty: it takes eight bytes then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "a pointer is a third of an empty vector")]
pub struct RareList<T>(Option<Box<Vec<T>>>);

impl<T> RareList<T> {
    /// Adds an element at the end.
    pub fn push(&mut self, element: T) {
        self.0.get_or_insert_default().push(element);
    }

    /// Takes the elements out.
    #[must_use]
    pub fn take(&mut self) -> Vec<T> {
        self.0.take().map(|list| *list).unwrap_or_default()
    }
}

impl<T> Default for RareList<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<Vec<T>> for RareList<T> {
    fn from(list: Vec<T>) -> Self {
        Self((!list.is_empty()).then(|| Box::new(list)))
    }
}

impl<T> Deref for RareList<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

impl<T> Extend<T> for RareList<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, elements: I) {
        elements.into_iter().for_each(|element| self.push(element));
    }
}

impl<'a, T> IntoIterator for &'a RareList<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> std::slice::Iter<'a, T> {
        self.iter()
    }
}

/// The penalty for a page break between two strips, from none to prohibitive. `page::cost` gives the figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreakPenalty {
    /// None.
    #[default]
    Free,
    /// A small one: two lines of a paragraph are left on one side, where three are better.
    Slight,
    /// Worth a line or two of empty page: after the first item of a list, or after the sentence that introduces it.
    Reluctant,
    /// A high one: inside a short box, a stanza or an epigraph.
    Avoid,
    /// Only where there is no other way: widows, orphans, after headings.
    Never,
    /// The break is forced: the strip opens a page.
    Forced,
}

/// Where a strip begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StripStart {
    /// In a text leaf, at a byte.
    Text(TextId, u32),
    /// At a figure, table or chart.
    Block(BlockId),
    /// At the end of the section.
    End,
}

/// A tinted box around consecutive strips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BoxArea {
    /// Its number, unique in the section.
    pub number: u32,
    /// Its left edge, from that of the text.
    pub left: Length,
    /// Its width.
    pub width: Length,
    /// Whether a bar stands at its left, where lines begin.
    pub bar: bool,
}

/// A section as strips.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// In reading order.
    pub strips: Vec<Strip>,
    /// The strips of each note, by `NoteId`; empty until it is called.
    pub notes: Vec<Vec<Strip>>,
    /// Heads of tables, repeated when a table goes on.
    pub heads: Vec<Vec<Strip>>,
    /// Whether its lines begin at the right. Strips have their places as from left to right; `page::compose` mirrors them.
    pub right_to_left: bool,
    /// Whether it is a display page, composed as a whole.
    pub is_display_page: bool,
    /// How far it may go below the text area.
    pub foot: Length,
    /// The strip after the end of the text, where the source, the licence and the short biographies begin.
    pub closing: Option<usize>,
    /// Paragraphs in another number of lines, ordered by what they replace.
    pub variants: Vec<ParagraphVariant>,
}

/// A paragraph in another number of lines than is optimal (TeX's looseness).
#[derive(Clone, Debug, Default)]
pub struct ParagraphVariant {
    /// The strips of the column that it may replace.
    pub replaces: Range<usize>,
    /// Its lines.
    pub lines: Vec<Strip>,
    /// What choosing it costs, on the scale of page breaks.
    pub cost: i64,
}

impl Column {
    /// Replaces paragraphs by the chosen variants; `chosen` are their indices, in order.
    pub fn apply_variants(&mut self, chosen: &[usize]) {
        let mut variants = std::mem::take(&mut self.variants);
        // From the last to the first, so that the ranges before them stay valid.
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
    /// Empty space, which stays at the top of a page.
    #[must_use]
    pub fn blank(height: Length) -> Self {
        Self { height, ..Self::default() }
    }

    /// Puts `items` before its own.
    pub fn prepend(&mut self, mut items: Vec<FrameItem>) {
        items.reserve_exact(self.items.len());
        items.append(&mut self.items);
        self.items = items;
    }

    /// Its height with the space above it.
    #[must_use]
    pub fn extent(&self) -> Length {
        self.space + self.height
    }
}
