//! Decoding: pixels as a reader should see them, upright, in sRGB, eight bits a channel, with alpha where there is any.
//!
//! Of an animation, the first frame. What precision is lost cannot be seen on a screen or in print; still, a picture that needs
//! no conversion should be passed on byte for byte ([`crate::book::Stored::as_shown`]).

use super::{cmyk, icc, jpeg::Jpeg};
use crate::book::{Asset, ImageFormat};
use image::{DynamicImage, ImageDecoder, ImageReader};
use std::io::Cursor;

/// Decodes the picture `asset`. The error is the decoder's; an SVG drawing has no pixels and gives one.
pub fn decode(asset: &Asset) -> image::ImageResult<DynamicImage> {
    let format = match asset.format {
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Png => image::ImageFormat::Png,
        ImageFormat::Gif => image::ImageFormat::Gif,
        // The WebP decoder refuses an SVG file, which is the error we want.
        ImageFormat::WebP | ImageFormat::Svg => image::ImageFormat::WebP,
    };
    let bytes = &*asset.bytes.read();
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder()?;
    let orientation = decoder.orientation()?;
    let profile = decoder.icc_profile()?;
    let cmyk_jpeg = (asset.format == ImageFormat::Jpeg).then(|| Jpeg::read(bytes)).flatten().filter(|jpeg| jpeg.components == 4);
    let mut pixels = match cmyk_jpeg {
        Some(jpeg) => DynamicImage::ImageRgb8(cmyk::decode(bytes, &jpeg)?),
        None => icc::to_srgb(to_eight_bits(DynamicImage::from_decoder(decoder)?), profile.as_deref()),
    };
    pixels.apply_orientation(orientation);
    Ok(pixels)
}

/// Reduces to eight bits a channel: screens show no more, and our print files hold no more.
fn to_eight_bits(pixels: DynamicImage) -> DynamicImage {
    match (pixels.color().has_color(), pixels.color().has_alpha()) {
        (true, true) => DynamicImage::ImageRgba8(pixels.into_rgba8()),
        (true, false) => DynamicImage::ImageRgb8(pixels.into_rgb8()),
        (false, true) => DynamicImage::ImageLumaA8(pixels.into_luma_alpha8()),
        (false, false) => DynamicImage::ImageLuma8(pixels.into_luma8()),
    }
}
