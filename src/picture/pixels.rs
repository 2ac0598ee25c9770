//! Pixels as a reader should see them: upright, in sRGB, eight bits a channel, with transparency where there is some.
//!
//! An animation gives its first frame. What this costs in exactness is nothing that a screen or a press can show; a picture that
//! needs none of it should be passed on byte for byte ([`crate::book::Stored::as_shown`]).

use super::{color, ink, jpeg::Jpeg};
use crate::book::{Asset, ImageFormat};
use image::{DynamicImage, ImageDecoder, ImageReader};
use std::io::Cursor;

/// Decodes a picture; a drawing has no pixels.
pub(crate) fn pixels(asset: &Asset) -> image::ImageResult<DynamicImage> {
    let format = match asset.format {
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Png => image::ImageFormat::Png,
        ImageFormat::Gif => image::ImageFormat::Gif,
        // The WebP decoder refuses a drawing, as it should.
        ImageFormat::WebP | ImageFormat::Svg => image::ImageFormat::WebP,
    };
    let bytes = &*asset.bytes.read();
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder()?;
    let orientation = decoder.orientation()?;
    let profile = decoder.icc_profile()?;
    let inks = (asset.format == ImageFormat::Jpeg).then(|| Jpeg::read(bytes)).flatten().filter(|jpeg| jpeg.components == 4);
    let mut pixels = match inks {
        Some(jpeg) => DynamicImage::ImageRgb8(ink::decode(bytes, &jpeg)?),
        None => color::to_srgb(eight_bits(DynamicImage::from_decoder(decoder)?), profile.as_deref()),
    };
    pixels.apply_orientation(orientation);
    Ok(pixels)
}

/// Screens show eight bits a channel, and so does our printing.
fn eight_bits(pixels: DynamicImage) -> DynamicImage {
    match (pixels.color().has_color(), pixels.color().has_alpha()) {
        (true, true) => DynamicImage::ImageRgba8(pixels.into_rgba8()),
        (true, false) => DynamicImage::ImageRgb8(pixels.into_rgb8()),
        (false, true) => DynamicImage::ImageLumaA8(pixels.into_luma_alpha8()),
        (false, false) => DynamicImage::ImageLuma8(pixels.into_luma8()),
    }
}
