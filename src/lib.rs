//! `make-book`, a compiler for collective books: Markdown and YAML in, an accessible EPUB and a tagged PDF out.
//!
//! The modules are in reading order; ARCHITECTURE.md says what each owns and may import.

pub mod source;

pub mod locale;

pub mod diagnostic;

pub mod book;

pub mod memo;

mod deflate;

mod bibtex;

pub mod project;

pub mod manifest;

pub mod markdown;

mod picture;

pub mod assemble;

pub mod typography;

pub mod check;

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

pub mod import;

pub mod watch;

pub mod preview;

pub mod fix;

pub mod cli;
