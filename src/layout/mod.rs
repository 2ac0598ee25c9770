//! Layout: from a `Book` to `Pages`, with the map of where each printed page begins in the book.
//!
//! This file is the façade and the order of the steps: `sections` sets each section (`flow`: blocks to strips; `page`: strips to
//! pages), `volume` joins them. How a line is broken is the business of `typeset`.
//!
//! Where to look: a wrong page break, `page`; a running head or a folio, `volume/furniture`; page numbers and blank pages,
//! `volume/sequence`; the front cover, `volume/cover`; the wrap cover with its spine, `volume/wrap`; trim, bleed and signatures,
//! `volume/print`; margins, `geometry`; sizes and colours, `theme`; reading order and tags, `structure` and `tagging`.

pub mod context;
pub mod flow;
pub mod folios;
pub mod frame;
pub mod geometry;
mod links;
pub mod page;
mod resolution;
pub mod section;
mod section_cache;
mod section_sum;
mod sections;
pub mod strip;
pub mod structure;
pub mod tagging;
pub mod theme;
pub mod volume;

pub use frame::*;

use crate::{book::Book, diagnostic::Diagnostics, fonts::FontSet, layout::context::LayoutContext, memo::Memo, pagination::Folio};
use section_cache::SectionCache;

/// Lays out a book after its typography pass: the cover, its sections in reading order, the back cover.
#[must_use]
pub fn lay_out(book: &Book, fonts: &FontSet, sink: &mut Diagnostics) -> Pages {
    lay_out_with(book, fonts, &Memo::default(), &|_| {}, sink)
}

/// As [`lay_out`], and with the same result, but reuses the sections that `memo` has from an earlier build. Calls `progress` with
/// the title of each section that it sets.
#[must_use]
pub fn lay_out_with(
    book: &Book,
    fonts: &FontSet,
    memo: &Memo,
    progress: &(dyn Fn(&str) + Sync),
    sink: &mut Diagnostics,
) -> Pages {
    let context = LayoutContext::new(book, fonts).with_resident(memo.resident());
    let cache = SectionCache::new(&context, memo);
    let mut sections = sections::set_sections(&context, &cache, progress);
    sections::resolve_folios(&context, &cache, &mut sections);
    let cover = volume::cover::compose_cover(&context, sink);
    let pages = volume::bind(&context, cover, sections, sink);
    resolution::check(book, &pages, sink);
    links::check(book, &pages, sink);
    pages
}

/// Puts the word « brouillon » on every page, so that nobody takes a draft for the book.
pub fn mark_as_draft(book: &Book, fonts: &FontSet, pages: &mut Pages) {
    let context = LayoutContext::new(book, fonts);
    let mark = volume::furniture::draft_mark(&context);
    for (index, page) in pages.pages.iter_mut().enumerate() {
        let origin = context.geometry.text_origin(geometry::Side::of_index(index));
        // What the memo holds for the section is a page without the mark.
        page.origin = None;
        page.items.extend(mark.iter().cloned().map(|mut item| {
            item.shape.translate(origin);
            item
        }));
    }
}

/// The front cover alone, for an EPUB without a cover picture: on a tinted page as wide as the book's, with the aspect ratio
/// `width` : `height`.
#[must_use]
pub fn lay_out_cover(book: &Book, fonts: &FontSet, (width, height): (u32, u32), sink: &mut Diagnostics) -> Page {
    let mut context = LayoutContext::new(book, fonts);
    context.geometry.page.height = context.geometry.page.width.of_em(i64::from(height), i64::from(width.max(1)));
    let mut items = vec![volume::cover::tint(&context.geometry)];
    items.extend(volume::cover::compose_cover(&context, sink).items);
    Page { size: context.geometry.page, folio: Folio::Unnumbered, section: None, items, origin: None }
}
