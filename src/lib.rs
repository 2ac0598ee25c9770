//! `make-book`, a compiler for collective books: Markdown and YAML in, an accessible EPUB and a tagged PDF out.
//!
//! The modules of six crates, in reading order; ARCHITECTURE.md says what each owns and may import. This crate has the command line.

pub use make_book_back::{compile, dump, epub, fonts, layout, pagination, pdf, raster, release, report, typeset};
pub use make_book_base::{diagnostic, locale, source};
pub use make_book_desk::{preview, watch};
pub use make_book_front::{assemble, book, check, manifest, markdown, memo, picture, project, typography};
pub use make_book_import::import;

pub mod fix;

pub mod cli;
