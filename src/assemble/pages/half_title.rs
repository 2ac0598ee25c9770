//! The half-title: the work's title alone.

use super::display::optional_line;
use crate::book::{Block, Book, DisplayRole};

pub(super) fn blocks(book: &Book) -> Vec<Block> {
    optional_line(DisplayRole::HalfTitle, &book.work.title).into_iter().collect()
}
