//! Pictures in the file, and pictures inside drawings.

use super::{TOME, broken, encoded, images, plain, written};
use crate::{
    book::ImageFormat,
    diagnostic::Code,
    layout::structure::Structure,
    raster::test_pages::{book, span},
    source::to_base64,
};
use image::ImageFormat as Encoding;

#[test]
fn pictures_are_readable() {
    let shown = |format, bytes: &[u8]| {
        let mut at = span(TOME);
        let found = broken(|case| {
            case.book = book(&[(format, (4, 4), bytes.to_vec())]);
            at = case.book.assets[0].span;
            case.sheets.figure(Structure::ROOT, 0, Some("Une image"));
        });
        let codes: Vec<Code> = found.0.iter().map(|(code, _)| *code).collect();
        assert!(found.0.iter().all(|(code, span)| *span == at || *code == Code::PdfDrawingNotArchivable), "{found:?}");
        (codes, found.1)
    };
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Svg] {
        assert_eq!(shown(format, b"neither"), (vec![Code::PdfPictureUnreadable], true));
    }
    let cmyk = include_bytes!("../../../tests/fixtures/cmyk.jpg");
    assert_eq!(shown(ImageFormat::Jpeg, cmyk), (vec![], true));
    let repeated = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><linearGradient id="g" spreadMethod="repeat" x2="0.2"><stop stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient><rect width="4" height="4" fill="url(#g)"/></svg>"##;
    assert_eq!(shown(ImageFormat::Svg, repeated.as_bytes()), (vec![Code::PdfDrawingNotArchivable], false));
}

#[test]
fn texts_of_drawings_use_the_faces_of_the_book() {
    let shown = |text: &str| {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 20'><text y='15'>{text}</text></svg>");
        broken(|case| {
            case.book = book(&[(ImageFormat::Svg, (90, 20), svg.into_bytes())]);
            case.sheets.figure(Structure::ROOT, 0, Some("Un dessin"));
        })
    };
    // Signs, emoji with a joiner and Arabic stand in faces of their own.
    for known in ["A → B ☎", "\u{1f469}\u{200d}\u{1f680} 1\u{fe0f}", "سلام", "e\u{301}\u{a0}\u{202f}x\u{ad}y"] {
        assert_eq!(shown(known), (vec![], true), "{known}");
    }
    let (found, written) = shown("한국 ไทย A");
    assert_eq!((found.iter().map(|(code, _)| *code).collect::<Vec<_>>(), written), (vec![Code::MissingGlyph], true));
}

#[test]
fn pictures_inside_drawings_are_written_unchanged() {
    let png = encoded(30, 20, Encoding::Png);
    let jpeg = encoded(40, 10, Encoding::Jpeg);
    // Another size.
    let small = encoded(3, 4, Encoding::Png);
    let pictures = [("image/png", &png), ("image/jpeg", &jpeg), ("image/png", &png), ("image/png", &small)];
    // CMYK, which no screen shows.
    let cmyk = include_bytes!("../../../tests/fixtures/cmyk.jpg");
    let written_in = |style: &str| {
        let pictures = pictures
            .map(|(kind, bytes)| format!("<image width='9' height='9' {style} href='data:{kind};base64,{}'/>", to_base64(bytes)));
        let inks = format!("<image width='9' height='9' href='data:image/jpeg;base64,{}'/>", to_base64(cmyk));
        let filter = "<filter id='f'><feGaussianBlur stdDeviation='0.1'/></filter>";
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{filter}{inks}{}</svg>", pictures.concat())
            .into_bytes();
        let book = book(&[(ImageFormat::Svg, (9, 9), svg), (ImageFormat::Png, (30, 20), png.clone())]);
        let mut sheets = plain();
        sheets.figure(Structure::ROOT, 0, Some("Des images"));
        sheets.figure(Structure::ROOT, 1, Some("Une image"));
        let (bytes, found) = written(&book, &sheets);
        assert_eq!(found, []);
        assert_eq!(written(&book, &sheets).0, bytes);
        let file = lopdf::Document::load_mem(&bytes.expect("a PDF")).expect("a PDF that others read");
        let unpacked = |image: &lopdf::Stream| image.decompressed_content().unwrap_or_else(|_| image.content.clone());
        images(&file).map(unpacked).collect::<Vec<_>>()
    };
    let unfiltered = written_in("");
    // The PNG, which the page has too, and the small one, each with its soft mask; the JPEG; what was CMYK.
    assert_eq!(unfiltered.len(), 6);
    assert!(unfiltered.contains(&jpeg), "a JPEG goes in byte for byte");
    for bytes in [&png, &small] {
        let pixels = image::load_from_memory(bytes).expect("a PNG").into_rgba8();
        let colors: Vec<u8> = pixels.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
        let mask: Vec<u8> = pixels.pixels().map(|pixel| pixel.0[3]).collect();
        assert!(unfiltered.contains(&colors) && unfiltered.contains(&mask));
    }
    // A filter gets the true pixels.
    let blurred = written_in("filter='url(#f)'");
    let ink = |image: &[u8]| image.iter().filter(|&&byte| byte != 0).count();
    assert!(blurred.iter().all(|image| ink(image) * 8 > image.len()), "nothing was drawn");
}
