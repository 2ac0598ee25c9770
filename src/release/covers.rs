//! The cover as shops and pages show it: a JPEG, and a small one.

use crate::{book::Asset, picture};
use image::{DynamicImage, ImageEncoder as _, Rgb, RgbImage, codecs::jpeg::JpegEncoder, imageops::FilterType};

/// The longest side in pixels: of the picture that shops ask for, and of the small one for lists.
pub const LONGEST: [u32; 2] = [2_560, 480];
/// Quality of the JPEG.
const QUALITY: u8 = 88;

/// The bytes of a JPEG of `asset` with no side longer than `longest`, and its width and height; never enlarged. Whatever is
/// transparent is on white.
///
/// # Errors
/// When the picture cannot be decoded.
pub fn jpeg(asset: &Asset, longest: u32) -> image::ImageResult<(Vec<u8>, (u32, u32))> {
    let pixels = picture::decode(asset)?;
    let large = pixels.width().max(pixels.height()) > longest;
    let pixels = if large { pixels.resize(longest, longest, FilterType::Lanczos3) } else { pixels };
    let pixels = on_white(pixels);
    let size = pixels.dimensions();
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).write_image(&pixels, size.0, size.1, image::ExtendedColorType::Rgb8)?;
    Ok((bytes, size))
}

fn on_white(pixels: DynamicImage) -> RgbImage {
    if !pixels.color().has_alpha() {
        return pixels.into_rgb8();
    }
    let pixels = pixels.into_rgba8();
    let over = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
    };
    RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [red, green, blue, alpha] = pixels.get_pixel(x, y).0;
        Rgb([over(red, alpha), over(green, alpha), over(blue, alpha)])
    })
}
