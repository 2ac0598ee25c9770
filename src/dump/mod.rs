//! Text views of the book, its blocks, its pages and its logical structure, for golden tests and debugging.

pub mod blocks;
pub mod book;
pub mod pages;
pub mod structure;
