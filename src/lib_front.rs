//! The front end: from the files of a project to a checked book.
//!
//! The modules are in reading order; ARCHITECTURE.md says what each owns and may import.

pub mod book;

pub mod memo;

pub mod deflate;

pub mod bibtex;

pub mod project;

pub mod manifest;

pub mod markdown;

pub mod picture;

pub mod assemble;

pub mod typography;

pub mod check;

pub use make_book_base::{diagnostic, locale, source};
