//! `Pages` → tagged PDF.
//!
//! Draws the pages on all threads, puts what was drawn under the logical structure, adds fonts, pictures, outline, destinations, page labels
//! and metadata, checks the rules of PDF/UA and PDF/A, and writes the objects in a compact form. This module knows neither Markdown nor
//! how a line was broken. Read next: [`document`] (the steps), [`page_painter`] and [`canvas`] (pages), [`structure_tree`], [`objects`] and
//! [`file_writer`].

mod attachments;
mod author_places;
mod canvas;
mod catalog;
mod citation;
mod content_items;
mod destinations;
mod document;
mod drawing;
mod face_codes;
mod file_writer;
mod font_objects;
mod image_xobjects;
mod line_ends;
mod links;
mod marked_content;
mod metadata;
mod objects;
mod operators;
mod outline;
mod page_cache;
mod page_fonts;
mod page_painter;
mod pictures;
mod placement;
mod print;
mod profile;
mod sheet;
mod srgb;
mod structure_check;
mod structure_root;
mod structure_tree;
mod structure_types;
mod targets;
#[cfg(test)]
mod tests;
mod text;
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
use profile::Profile;
use std::borrow::Cow;

/// Writes the pages as a file that conforms to the standards of `Design::pdf`. None when the file is invalid, which is reported at the
/// author's line.
#[must_use]
pub fn write(book: &Book, pages: &Pages, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Vec<u8>> {
    write_with(book, Cow::Borrowed(pages), fonts, &Memo::default(), sink).map(|parts| parts.to_vec())
}

/// The same, with the pages that `memo` has from an earlier build. The bytes are the same; pictures are shared with the book. It takes less
/// memory if the pages are given away.
#[must_use]
pub fn write_with(book: &Book, pages: Cow<'_, Pages>, fonts: &FontSet, memo: &Memo, sink: &mut Diagnostics) -> Option<Parts> {
    document::write(book, pages, fonts, Profile::of(book.design.pdf), (None, memo), sink)
}

/// The same for a draft: what the standards do not allow is reported, and the file is written all the same. `told` are the codes that
/// earlier stages reported; what follows from them is not told again.
#[must_use]
pub fn write_draft(book: &Book, pages: &Pages, fonts: &FontSet, told: &[Code], sink: &mut Diagnostics) -> Option<Parts> {
    document::as_draft((Profile::of(book.design.pdf), told), sink, |profile, sink| {
        document::write(book, Cow::Borrowed(pages), fonts, profile, (None, &Memo::default()), sink)
    })
}
