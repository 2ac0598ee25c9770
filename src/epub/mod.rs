//! `Book` + `PageMap` → EPUB bytes.

use crate::{book::Book, diagnostic::Diagnostics, fonts::FontSet, pagination::PageMap};

/// The cover of the EPUB.
#[derive(Clone, Debug)]
pub struct Cover {
    /// JPEG or PNG bytes.
    pub bytes: std::sync::Arc<[u8]>,
    /// What they are.
    pub format: crate::book::ImageFormat,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// Writes the book as an EPUB 3.3 with the printed page numbers of `map` (none: without a page list).
#[must_use]
pub fn write(_book: &Book, _map: Option<&PageMap>, _cover: &Cover, _fonts: &FontSet, _sink: &mut Diagnostics) -> Vec<u8> {
    Vec::new()
}
