//! The files for a printer: the block of pages on sheets with bleed and crop marks, and the wrap (the cover with its spine).
//!
//! The block is the tagged file for screens, without links and with all pixels of its pictures. The wrap has no text to be read aloud and
//! is PDF/A only. What a sheet is: `sheet`.

use super::{
    canvas::Canvas,
    catalog::Catalog,
    document::{self, File},
    face_codes::Codes,
    marked_content::MarkedContent,
    page_painter::PagePainter,
    pictures::{self, Resolution},
    placement::Placement,
    profile::Profile,
    sheet::Sheet,
};
use crate::{
    book::Book,
    deflate::CompressorPool,
    diagnostic::{Code, Diagnostics},
    fonts::FontSet,
    layout::{
        frame::{Pages, Shape},
        structure::Structure,
        volume::wrap::WrapCover,
    },
    memo::Memo,
    source::Parts,
};
use std::{borrow::Cow, iter};

/// Writes the block: the pages between the covers, as `layout::volume::print` makes them. None when the file is invalid, which is reported.
#[must_use]
pub fn write_block(book: &Book, block: &Pages, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Parts> {
    document::write(book, Cow::Borrowed(block), fonts, Profile::Ua1, (Some(Sheet::new(book)), &Memo::default()), sink)
}

/// The same for a draft, as [`super::write_draft`].
#[must_use]
pub fn write_block_draft(book: &Book, block: &Pages, fonts: &FontSet, told: &[Code], sink: &mut Diagnostics) -> Option<Parts> {
    document::as_draft((Profile::Ua1, told), sink, |profile, sink| {
        document::write(book, Cow::Borrowed(block), fonts, profile, (Some(Sheet::new(book)), &Memo::default()), sink)
    })
}

/// Writes the wrap on one sheet, as PDF/A-2b. None when the file is invalid, which is reported.
#[must_use]
pub fn write_wrap(book: &Book, wrap: &WrapCover, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Parts> {
    let mut found = Diagnostics::new();
    let items = || wrap.panels.iter().flat_map(|panel| &panel.items);
    let pictures = pictures::prepare(book, items(), Resolution::Full, (fonts, &Memo::default()), &mut found);
    let sheet = Sheet::new(book);
    let size = (wrap.size.width.to_points(), wrap.size.height.to_points());
    let (codes, compressors) = (Codes::new(fonts), CompressorPool::zlib());
    let placement = Placement::new(&Structure::default());
    let painter = PagePainter {
        codes: &codes,
        placement: &placement,
        pictures: &pictures,
        compressors: &compressors,
        cache: None,
        sheet: Some(sheet),
        fallback: book.tome.span,
    };
    let mut canvas = Canvas::new(&codes);
    canvas.begin((sheet.margin, sheet.margin + size.1));
    for panel in &wrap.panels {
        canvas.panel(panel.clip, (panel.origin, panel.rotated), |canvas| {
            let content = MarkedContent { items: &panel.items, mark: None };
            if !panel.items.is_empty() {
                painter.sequence(&content, &mut iter::empty(), canvas);
            }
        });
    }
    sheet.draw_marks(size, &wrap.folds.map(|fold| fold.to_points()), &mut canvas.out);
    let mut names = Vec::new();
    for item in items() {
        if let Shape::Image { asset, .. } = item.shape
            && pictures.contains_key(&asset)
            && !names.contains(&asset)
        {
            names.push(asset);
        }
    }
    canvas.found.drain(..).for_each(|diagnostic| found.push(diagnostic));
    let content = compressors.deflate(&canvas.out.bytes);
    let mut file = File::new(book, fonts, &codes, &compressors);
    let pictures = file.pictures(pictures);
    let images: Vec<_> = names.iter().filter_map(|asset| pictures.get(asset).copied()).collect();
    let page = file.objects.reserve();
    file.page((page, size), Some(sheet), content, (&canvas.fonts.take_used(), &images), (None, &[]));
    file.finish(&Catalog::default(), book.tome.isbn.print.as_ref(), Profile::Archival, found, sink)
}

#[cfg(test)]
mod tests;
