//! Marks: what ties a piece of a line to the logical structure of the book.
//!
//! Typesetting carries marks from the inlines of a paragraph to the pieces of its lines. Whoever gives them out knows what they
//! stand for.

use crate::book::Inline;
use serde::{Deserialize, Serialize};

/// Index of a mark: a place in the tree that items on pages belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MarkId(pub u32);

/// Whether an inline has a mark of its own in the `marks` of [`set`].
#[must_use]
pub const fn has_mark(inline: &Inline) -> bool {
    match inline {
        Inline::Text(_) | Inline::Code(_) | Inline::Link(_) | Inline::NoteCall(_) | Inline::Image(_) => true,
        Inline::Styled(_) | Inline::LineBreak(_) => false,
    }
}
