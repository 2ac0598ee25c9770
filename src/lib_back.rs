//! The back end: from a checked book to its pages, its PDF, its EPUB and the records of a release; and the whole way, in [`compile`].
//!
//! The modules are in reading order; ARCHITECTURE.md says what each owns and may import.

pub mod fonts;

pub mod pagination;

pub mod typeset;

pub mod layout;

pub mod report;

pub mod raster;

pub mod pdf;

pub mod epub;

pub mod release;

#[doc(hidden)]
pub mod dump;

pub mod compile;

pub use make_book_base::{diagnostic, locale, source};
pub use make_book_front::{assemble, bibtex, book, check, deflate, manifest, markdown, memo, picture, project, typography};
