//! The files for a printer: the block of pages on sheets with bleed and crop marks, and the wrap (the cover with its spine).
//!
//! The block is the tagged file for screens, without links and with all pixels of its pictures. The wrap has no text to be read aloud and
//! is PDF/A only. What a sheet is: `sheet`.

use super::{
    destinations::Destinations,
    document,
    origins::Origins,
    page_cache::MarkedContent,
    painter::PagePainter,
    pictures::{self, Resolution},
    placement::Placement,
    sheet::{Sheet, points},
};
use crate::{
    book::Book,
    diagnostic::{Code, Diagnostics},
    fonts::FontSet,
    layout::{
        frame::Pages,
        structure::Structure,
        volume::wrap::{Panel, WrapCover},
    },
    memo::Memo,
    pagination::PageMap,
    source::Parts,
    typeset::length::Rect,
};
use krilla::{
    Document,
    configure::{Archival, Configuration, ConfigurationBuilder, PdfVersion},
    geom::{self, PathBuilder, Transform},
    paint::FillRule,
    surface::Surface,
};

/// Writes the block: the pages between the covers, as `layout::volume::print` makes them. None when the file is invalid, which is reported.
#[must_use]
pub fn write_block(book: &Book, block: &Pages, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Parts> {
    document::write(book, block, fonts, document::standards(), (Some(Sheet::new(book)), &Memo::default()), sink)
}

/// The same for a draft, as [`super::write_draft`].
#[must_use]
pub fn write_block_draft(book: &Book, block: &Pages, fonts: &FontSet, told: &[Code], sink: &mut Diagnostics) -> Option<Parts> {
    document::as_draft(told, sink, |standard, sink| {
        document::write(book, block, fonts, standard, (Some(Sheet::new(book)), &Memo::default()), sink)
    })
}

/// Writes the wrap on one sheet, as PDF/A-2b. None when the file is invalid, which is reported.
#[must_use]
pub fn write_wrap(book: &Book, wrap: &WrapCover, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Parts> {
    let mut origins = Origins::new(book.tome.span);
    let mut document = Document::new_with(document::settings(archival()));
    let isbn = book.tome.isbn.print.as_ref();
    let items = wrap.panels.iter().flat_map(|panel| &panel.items);
    let pictures = pictures::prepare(book, items, Resolution::Full, fonts, sink);

    let sheet = Sheet::new(book);
    let (width, height) = (points(wrap.size.width), points(wrap.size.height));
    let settings = sheet.page_settings(width, height)?;
    let no_pages = Pages {
        pages: Vec::new(),
        structure: Structure::default(),
        outline: Vec::new(),
        destinations: Vec::new(),
        map: PageMap::default(),
    };
    let (placement, destinations) = (Placement::new(&no_pages.structure), Destinations::new());
    let parts = (&placement, &destinations, pictures);
    let mut painter = PagePainter::new(book, &no_pages, fonts, parts, &mut origins, sink);
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    surface.push_transform(&Transform::from_translate(sheet.margin, sheet.margin));
    painter.name_resources(wrap.panels.iter().flat_map(|panel| &panel.items), &[], &mut surface);
    wrap.panels.iter().for_each(|panel| draw_panel(panel, &mut painter, &mut surface));
    surface.pop();
    sheet.draw_marks(width, height, &wrap.folds.map(points), &mut surface);
    surface.finish();
    page.finish();
    painter.end_page(None, None);
    let painted = painter.finish();
    document::finish(document, book, isbn, (&painted.faces, &origins), (&painted.contents, &Memo::default()), sink)
}

/// The wrap is archival only.
fn archival() -> Configuration {
    ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_archival_validator(Archival::A2_B)
        .finish()
        .expect("the standard is defined for PDF 1.7")
}

/// Draws a panel of the wrap, clipped to its area.
fn draw_panel(panel: &Panel, painter: &mut PagePainter<'_, '_>, surface: &mut Surface<'_>) {
    let Some(clip) = clip(panel.clip) else { return };
    surface.push_clip_path(&clip, &FillRule::NonZero);
    let (x, y) = (points(panel.origin.x), points(panel.origin.y));
    let turn = if panel.rotated { Transform::from_row(0.0, -1.0, 1.0, 0.0, x, y) } else { Transform::from_translate(x, y) };
    surface.push_transform(&turn);
    painter.draw_sequence(&MarkedContent { items: &panel.items, mark: None }, surface);
    surface.pop();
    surface.pop();
}

fn clip(rect: Rect) -> Option<geom::Path> {
    let Rect { origin, size } = rect;
    let mut builder = PathBuilder::new();
    builder.push_rect(geom::Rect::from_xywh(points(origin.x), points(origin.y), points(size.width), points(size.height))?);
    builder.finish()
}

#[cfg(test)]
mod tests;
