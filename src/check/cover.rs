//! Whether a given cover fits: large enough for stores, and of a shape that the printed page does not cut.

use crate::{
    book::{Asset, Book, ImageFormat, Picture},
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
};

/// Shortest side in pixels that all large stores take; they ask for 1,600 × 2,560.
const SHORTEST: u32 = 1_400;
/// Per cent of the picture that may lie outside the page: an edge that no title comes near.
const UNSEEN: u64 = 2;
/// From here on something that the cover shows is surely lost.
const TOO_MUCH: u64 = 10;

/// Reports what a store or the printed page would make of the volume's cover.
pub(super) fn check(book: &Book, sink: &mut Diagnostics) {
    let Some(picture) = &book.tome.cover else { return };
    let asset = book.asset(picture.asset);
    large_enough(asset, picture, sink);
    cut_by_the_page(book, asset, picture, sink);
}

fn large_enough(asset: &Asset, picture: &Picture, sink: &mut Diagnostics) {
    let (width, height) = asset.size;
    let enough = match asset.format {
        // A drawing is as large as one likes.
        ImageFormat::Svg => true,
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => width.min(height) >= SHORTEST,
    };
    if !enough {
        sink.push(Diagnostic::new(Code::SmallCover, picture.span).with("width", width as usize).with("height", height as usize));
    }
}

/// The PDF fills its page with the picture, whose longer sides are then cut.
fn cut_by_the_page(book: &Book, asset: &Asset, picture: &Picture, sink: &mut Diagnostics) {
    let page = book.design.page;
    let (across, down) = (u64::from(asset.size.0), u64::from(asset.size.1));
    let (wide, high) = (u64::from(page.width), u64::from(page.height));
    let (one, other) = (across * high, down * wide);
    let cut = (100 * one.abs_diff(other) / one.max(other).max(1)).min(100);
    if cut > UNSEEN {
        let sides = if one > other { "sides" } else { "ends" };
        let percent = usize::try_from(cut).unwrap_or(100);
        let mut diagnostic = Diagnostic::new(Code::CutCover, picture.span).with("percent", percent).with("where", sides);
        if cut > TOO_MUCH {
            diagnostic.severity = Severity::Warning;
        }
        sink.push(diagnostic);
    }
}
