//! Tables.

use super::{id::BlockId, inline::RichText, slug::Slug};
use crate::source::Span;

/// A table.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Table {
    /// Unique number.
    pub id: BlockId,
    /// Its anchor, unique in the section.
    pub anchor: Option<Slug>,
    /// Caption; may be empty.
    pub caption: RichText,
    /// Alignment of each column; as many as the widest row has cells.
    pub columns: Vec<Alignment>,
    /// The header row, a cell a column.
    pub head: Vec<Cell>,
    /// The rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// Where it was written.
    pub span: Span,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Cell {
    /// Its text; may be empty.
    pub content: RichText,
    /// Where it was written.
    pub span: Span,
}

/// Alignment of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Alignment {
    #[default]
    Start,
    Center,
    End,
}
