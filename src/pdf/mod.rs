//! `Pages` → tagged PDF.
//!
//! Draws the pages in order, puts what was drawn under the logical structure, adds outline, destinations, page labels and metadata. The
//! library validates the file against PDF/UA-1 and PDF/A-2a; then the file is rewritten in a compact form. This module knows neither
//! Markdown nor how a line was broken. Read next: [`document`] (the steps), [`painter`] (pages), [`structure_tree`], [`postprocess`].

mod cid_font;
mod color;
mod content_items;
mod content_streams;
mod destinations;
mod document;
mod file;
mod font_registry;
mod image_xobjects;
mod line_ends;
mod links;
mod metadata;
mod object_streams;
mod origins;
mod outline;
mod page_cache;
mod painter;
mod path;
mod pictures;
mod placement;
mod postprocess;
mod print;
mod scan;
mod sheet;
mod stream;
mod structure_check;
mod structure_tree;
#[cfg(test)]
mod tests;
mod text_showing;
mod validation;
mod xmp;

pub use print::{write_block, write_block_draft, write_wrap};

use crate::{
    book::Book,
    diagnostic::{Code, Diagnostics},
    fonts::FontSet,
    layout::frame::Pages,
    memo::Memo,
    source::Parts,
};

/// Writes the pages as a PDF 1.7 file that conforms to PDF/UA-1 and PDF/A-2a. None when the file is invalid, which is reported at the
/// author's line.
#[must_use]
pub fn write(book: &Book, pages: &Pages, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Vec<u8>> {
    write_with(book, pages, fonts, &Memo::default(), sink).map(|parts| parts.to_vec())
}

/// The same, with the pages that `memo` has from an earlier build. The bytes are the same; pictures are shared with the book.
#[must_use]
pub fn write_with(book: &Book, pages: &Pages, fonts: &FontSet, memo: &Memo, sink: &mut Diagnostics) -> Option<Parts> {
    document::write(book, pages, fonts, document::standards(), (None, memo), sink)
}

/// The same for a draft: what the standards do not allow is reported, and the file is written all the same. `told` are the codes that
/// earlier stages reported; what follows from them is not told again.
#[must_use]
pub fn write_draft(book: &Book, pages: &Pages, fonts: &FontSet, told: &[Code], sink: &mut Diagnostics) -> Option<Parts> {
    document::as_draft(told, sink, |standard, sink| document::write(book, pages, fonts, standard, (None, &Memo::default()), sink))
}
