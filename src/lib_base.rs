//! What all other crates of `make-book` stand on: input files and their places, words in French and English, diagnostics.

pub mod source;

pub mod locale;

pub mod diagnostic;
