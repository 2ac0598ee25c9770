//! From a page or a document that was written elsewhere to a text of a book. It stands on `make-book-base` alone, so that it is compiled
//! beside everything else.

pub mod import;

pub use make_book_base::{diagnostic, source};
