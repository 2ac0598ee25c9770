//! Marks: what ties the items of a line to the logical structure of the book.
//!
//! Typesetting copies marks from the inlines of a paragraph to the items of its lines. `layout::tagging` gives them out and knows
//! what they stand for.

use crate::book::Inline;
use serde::{Deserialize, Serialize};

/// The number of a mark: a leaf of the structure tree, to which items on pages belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MarkId(pub u32);

/// Whether an inline has a mark of its own (a note call that follows another has a second one before it, for the comma) among those that [`set`](crate::typeset::paragraph::set) takes.
#[must_use]
pub const fn has_mark(inline: &Inline) -> bool {
    match inline {
        Inline::Text(_) | Inline::Code(_) | Inline::Link(_) | Inline::NoteCall(_) | Inline::Image(_) => true,
        Inline::Styled(_) | Inline::LineBreak(_) => false,
    }
}
