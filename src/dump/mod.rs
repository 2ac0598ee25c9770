//! Text views of blocks, pages and structure, for tests and debugging.

pub mod blocks;
pub mod book;
pub mod pages;
pub mod structure;
