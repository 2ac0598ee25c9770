//! The picture of the EPUB's cover.

use crate::{
    book::{Asset, Book, ImageFormat, Stored},
    diagnostic::Diagnostics,
    epub::Cover,
    fonts::FontSet,
    layout, raster,
};

/// Width and height in pixels of a cover drawn for the EPUB: what book shops ask for, whatever the format of the printed page.
const COVER: (u32, u32) = (1600, 2560);

/// The tome's cover picture if there is one, a drawing as pixels; else a cover set from the title, as on the PDF's first page, but
/// in the format that book shops ask for. None when a drawing cannot be rendered.
#[must_use]
pub fn cover(book: &Book, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Cover> {
    let given = book.tome.cover.as_ref().map(|picture| book.asset(picture.asset));
    let bytes = match given {
        Some(asset) if asset.format == ImageFormat::Svg => raster::draw_svg(asset, fonts, COVER)?,
        Some(asset) => return Some(Cover { picture: asset.clone() }),
        None => raster::draw_page(book, &layout::lay_out_cover(book, fonts, COVER, sink), fonts, COVER.0),
    };
    // IHDR begins at byte 16 of every PNG: width, then height, big-endian (PNG 3, 11.2.1).
    let side = |at: usize| bytes.get(at..at + 4).and_then(|side| side.try_into().ok()).map(u32::from_be_bytes);
    let size = (side(16)?, side(20)?);
    let span = book.tome.cover.as_ref().map_or(book.tome.span, |picture| picture.span);
    let (format, stored) = (ImageFormat::Png, Stored::default());
    Some(Cover { picture: Asset { path: "cover".into(), bytes: bytes.into(), format, size, stored, span } })
}
