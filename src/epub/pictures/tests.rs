//! What becomes of pictures of every kind; the files are made here.

use super::{
    LONGEST,
    fit::{EpubImageFormat, Fitted, fit},
};
use crate::{
    book::Asset,
    picture,
    source::{SourceId, Span},
};
use image::{DynamicImage, ImageEncoder as _, Rgb, RgbImage, RgbaImage, codecs::jpeg::JpegEncoder, codecs::webp::WebPEncoder};
use std::io::Cursor;

fn asset(bytes: &[u8]) -> Asset {
    let picture::Header { format, size, stored } = picture::read_header(bytes).expect("a picture");
    Asset { path: "a".into(), bytes: bytes.into(), format, size, stored, span: Span::whole(SourceId::from_index(0)) }
}

fn png(pixels: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Vec::new();
    pixels.into().write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).expect("a PNG");
    bytes
}

fn jpeg(pixels: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(pixels).expect("a JPEG");
    bytes
}

/// A soft picture with the grain of a film, the same each time.
fn photograph(width: u32, height: u32) -> RgbImage {
    let mut grain = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (grain >> 29) as u8;
        let wave =
            |at: u32, length: u32| (f64::from(at % length) / f64::from(length) * std::f64::consts::TAU).sin() * 60.0 + 120.0;
        Rgb([wave(x, 700) as u8 + noise, wave(y, 500) as u8 + noise, wave(x + y, 900) as u8 + noise])
    })
}

/// Fine black and white, as lettering is.
fn lettering(width: u32, height: u32) -> RgbImage {
    let mut grain = 7_u32;
    RgbImage::from_fn(width, height, |_, _| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(grain >> 24) as u8, (grain >> 16) as u8, if grain >> 31 == 0 { 0 } else { 255 }])
    })
}

fn decoded(fitted: &Fitted) -> DynamicImage {
    image::load_from_memory(&fitted.bytes.read()).expect("what we wrote")
}

fn fitted(asset: &Asset) -> Fitted {
    fit(asset, LONGEST, None).expect("fit")
}

#[test]
fn what_is_fit_stays_byte_for_byte() {
    for bytes in [
        jpeg(&photograph(300, 200), 80),
        png(photograph(60, 40)),
        png(RgbaImage::new(5, 5)),
        b"<svg width='9' height='9'/>".to_vec(),
    ] {
        let asset = asset(&bytes);
        let kept = fitted(&asset);
        assert_eq!((&*kept.bytes.read(), kept.size), (bytes.as_slice(), asset.size));
    }
}

#[test]
fn what_is_large_is_made_smaller_in_its_own_shape() {
    let wide = asset(&jpeg(&photograph(2_400, 900), 60));
    let made = fitted(&wide);
    assert_eq!((made.kind, made.size), (EpubImageFormat::Jpeg, (2_000, 750)));
    assert_eq!((decoded(&made).width(), decoded(&made).height()), (2_000, 750));
    let high = asset(&png(RgbaImage::from_pixel(3, 2_500, image::Rgba([1, 2, 3, 99]))));
    let made = fitted(&high);
    assert_eq!((made.kind, made.size), (EpubImageFormat::Png, (2, 2_000)));
    assert_eq!(decoded(&made).into_rgba8().get_pixel(0, 1_000).0[3], 99);
}

#[test]
fn webp_becomes_what_every_reading_system_knows() {
    for transparent in [false, true] {
        let alpha = if transparent { 40 } else { 255 };
        let pixels = RgbaImage::from_fn(20, 10, |x, y| image::Rgba([x as u8 * 9, y as u8 * 9, 70, alpha]));
        let mut bytes = Vec::new();
        WebPEncoder::new_lossless(&mut bytes).write_image(&pixels, 20, 10, image::ExtendedColorType::Rgba8).expect("a WebP");
        let asset = asset(&bytes);
        let made = fitted(&asset);
        assert_eq!(made.kind, EpubImageFormat::Png);
        assert_eq!(decoded(&made).color().has_alpha(), transparent);
        assert_eq!(decoded(&made).into_rgba8(), pixels);
    }
}

#[test]
fn a_heavy_photograph_is_made_lighter_and_heavy_lettering_is_not() {
    let heavy = asset(&png(photograph(800, 600)));
    let made = fitted(&heavy);
    assert_eq!(made.kind, EpubImageFormat::Jpeg);
    assert!(made.bytes.length() * 2 < heavy.bytes.length());
    let heavy = asset(&png(lettering(500, 400)));
    assert_eq!(fitted(&heavy).bytes, heavy.bytes);

    let heavy = asset(&jpeg(&photograph(1_200, 800), 100));
    let made = fitted(&heavy);
    assert_eq!(made.kind, EpubImageFormat::Jpeg);
    assert!(made.bytes.length() * 3 <= heavy.bytes.length() * 2);
    let heavy = asset(&jpeg(&lettering(500, 400), 100));
    assert_eq!(fitted(&heavy).bytes, heavy.bytes);
}

#[test]
fn a_damaged_picture_is_no_panic() {
    let mut bytes = png(photograph(2_100, 4));
    let middle = bytes.len() / 2;
    bytes[middle..middle + 40].fill(0);
    assert!(fit(&asset(&bytes), LONGEST, None).is_err());
}
