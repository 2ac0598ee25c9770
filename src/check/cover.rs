//! Checks a cover picture: large enough for stores, and of about the proportions of the printed page.

use crate::{
    book::{Asset, Book, ImageFormat, Picture},
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
};

/// The minimum length of the shorter side in pixels that all large stores accept; they ask for 1,600 × 2,560.
const MIN_SIDE: u32 = 1_400;
/// The percentage of the picture that may be cut off without a note: a margin that no title comes near.
const NOTE_ABOVE: u64 = 2;
/// Above this percentage, something that the cover shows is certainly lost: a warning.
const WARNING_ABOVE: u64 = 10;

/// Reports a cover that is too small for stores, or of which the printed page cuts off too much.
pub(super) fn check(book: &Book, sink: &mut Diagnostics) {
    let Some(picture) = &book.tome.cover else { return };
    let asset = book.asset(picture.asset);
    check_size(asset, picture, sink);
    check_proportions(book, asset, picture, sink);
}

fn check_size(asset: &Asset, picture: &Picture, sink: &mut Diagnostics) {
    let (width, height) = asset.size;
    let enough = match asset.format {
        // A vector drawing can be scaled.
        ImageFormat::Svg => true,
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => width.min(height) >= MIN_SIDE,
    };
    if !enough {
        sink.push(Diagnostic::new(Code::SmallCover, picture.span).with("width", width as usize).with("height", height as usize));
    }
}

/// The picture fills the page of the PDF, so that its ends or its sides are cut off when the proportions differ.
fn check_proportions(book: &Book, asset: &Asset, picture: &Picture, sink: &mut Diagnostics) {
    let page = book.design.page;
    let (width, height) = (u64::from(asset.size.0), u64::from(asset.size.1));
    let (page_width, page_height) = (u64::from(page.width), u64::from(page.height));
    // Picture and page have the same proportions when these products are equal.
    let (wide, high) = (width * page_height, height * page_width);
    let cut = (100 * wide.abs_diff(high) / wide.max(high).max(1)).min(100);
    if cut > NOTE_ABOVE {
        let sides = if wide > high { "sides" } else { "ends" };
        let percent = usize::try_from(cut).unwrap_or(100);
        let mut diagnostic = Diagnostic::new(Code::CutCover, picture.span).with("percent", percent).with("where", sides);
        if cut > WARNING_ABOVE {
            diagnostic.severity = Severity::Warning;
        }
        sink.push(diagnostic);
    }
}
