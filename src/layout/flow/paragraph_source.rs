//! How a paragraph was set, so that it can be set again in another number of lines.

use crate::{
    book::{Inline, Lang},
    typeset::{mark::MarkId, style::ParagraphStyle},
};
use std::{borrow::Cow, ops::Range};

/// A paragraph that may be set anew, and how it was set.
#[derive(Clone, Debug)]
pub struct ParagraphSource<'a> {
    /// Its strips in the column.
    pub(super) strips: Range<usize>,
    pub(super) content: Cow<'a, [Inline]>,
    pub(super) style: ParagraphStyle,
    pub(super) marks: Vec<MarkId>,
    pub(super) lang: Lang,
    /// Demerits of its lines.
    pub(super) demerits: i64,
}
