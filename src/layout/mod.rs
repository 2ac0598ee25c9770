//! Layout: `Book` → `Pages` and their page map.

pub mod frame;
pub mod hyphenate;
mod leaves;
pub mod length;
mod line;
pub mod linebreak;
pub mod paragraph;
mod pieces;
mod shape;
pub mod structure;
pub mod style;

pub use frame::*;

use crate::{book::Book, diagnostic::Diagnostics, fonts::FontSet, pagination::PageMap};

/// Lays out a typographed book: the cover, its sections in reading order, the back cover.
#[must_use]
pub fn lay_out(book: &Book, _fonts: &FontSet, _sink: &mut Diagnostics) -> Pages {
    Pages {
        pages: Vec::new(),
        structure: structure::Structure::new(book.work.lang.clone()),
        outline: Vec::new(),
        destinations: Vec::new(),
        map: PageMap::default(),
    }
}
