//! What a paragraph was set from, so that `looseness` can set it again in another number of lines.

use crate::{
    book::{Inline, Lang},
    typeset::{mark::MarkId, style::ParagraphStyle},
};
use std::{borrow::Cow, ops::Range};

/// A paragraph of the column: where its strips are, and what they were set from.
#[derive(Clone, Debug)]
pub struct ParagraphSource<'a> {
    /// Its strips in the column.
    pub(super) strips: Range<usize>,
    /// Its text.
    pub(super) content: Cow<'a, [Inline]>,
    /// Its style, with the indent of its first line.
    pub(super) style: ParagraphStyle,
    /// The marks of its inlines, in order.
    pub(super) marks: Vec<MarkId>,
    /// Its language.
    pub(super) lang: Lang,
    /// The demerits of its lines (Knuth and Plass).
    pub(super) demerits: i64,
}
