//! Display lines: the blocks of a generated page, each a line with a role.

use crate::{
    book::{Block, Display, DisplayRole, Inline, RichText},
    locale::Words,
    source::Span,
};

/// A display line with rich content.
pub(super) const fn line(role: DisplayRole, content: RichText) -> Block {
    Block::Display(Display { role, content })
}

/// A display line of plain text.
pub(super) fn plain_line(role: DisplayRole, text: impl Into<String>, span: Span) -> Block {
    line(role, vec![Inline::text(text, span)])
}

/// A display line of a label of the program.
pub(super) fn label_line(role: DisplayRole, text: impl Into<String>, words: &Words, span: Span) -> Block {
    line(role, vec![Inline::label(text, words.foreign(), span)])
}

/// A display line with a copy of `content`; none when `content` is empty.
pub(super) fn optional_line(role: DisplayRole, content: &RichText) -> Option<Block> {
    (!content.is_empty()).then(|| line(role, content.clone()))
}
