//! Picture resolution: which pictures have too few pixels for the size at which they are printed.
//!
//! Only the layout knows that size. Each picture gets one diagnostic, where it is largest. It does not know how pictures are
//! placed: `flow/figure` does.

use crate::{
    book::{AssetId, Book, ImageFormat},
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::frame::{Pages, Shape},
    source::Span,
    typeset::length::Length,
};
use std::collections::BTreeMap;

/// Pixels per inch below which single pixels show in print.
const LEAST_RESOLUTION: i64 = 200;

/// Reports the pictures with a resolution too low for print.
pub(super) fn check(book: &Book, pages: &Pages, sink: &mut Diagnostics) {
    let mut largest: BTreeMap<AssetId, (Length, Option<Span>)> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let Shape::Image { asset, rect } = item.shape else { continue };
        let widest = largest.entry(asset).or_default();
        if rect.size.width > widest.0 {
            *widest = (rect.size.width, item.span);
        }
    }
    for (id, (width, span)) in largest {
        let asset = book.asset(id);
        match asset.format {
            ImageFormat::Svg => continue,
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => {}
        }
        let dots = i64::from(asset.size.0) * Length::points(72).0 / width.0.max(1);
        if dots < LEAST_RESOLUTION {
            let millimetres = width.0 * 254 / Length::points(720).0;
            let found = Diagnostic::new(Code::CoarsePicture, span.unwrap_or(asset.span));
            sink.push(found.with("dots", dots.to_string()).with("width", millimetres.to_string()));
        }
    }
}
