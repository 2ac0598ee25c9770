//! The half-title: the work's title alone.

use crate::book::{Block, Book, DisplayRole};

pub(super) fn blocks(book: &Book) -> Vec<Block> {
    super::rich_line(DisplayRole::HalfTitle, &book.work.title).into_iter().collect()
}
