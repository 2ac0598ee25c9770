//! Printers' inks (CMYK) → sRGB: by the picture's profile, else as a press on coated paper would print them.
//!
//! Screens that multiply the inks' complements show a cyan that no paper ever had; an editor who sees the printed sheet beside
//! the screen asks who spoilt the picture.

use super::jpeg::{Jpeg, headers};
use image::RgbImage;
use image::error::{DecodingError, ImageError, ImageFormatHint};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use zune_jpeg::zune_core::colorspace::ColorSpace;

/// What full inks look like on coated paper under offset conditions (FOGRA39), as sRGB; the index is made of bits: cyan 1,
/// magenta 2, yellow 4, black 8.
const PRINTED: [[u8; 3]; 16] = [
    [255, 255, 255],
    [0, 158, 227],
    [230, 0, 126],
    [49, 39, 131],
    [255, 237, 0],
    [0, 150, 64],
    [227, 6, 19],
    [55, 47, 45],
    [29, 29, 27],
    [0, 24, 36],
    [33, 0, 13],
    [7, 4, 18],
    [31, 27, 0],
    [0, 21, 8],
    [30, 4, 2],
    [0, 0, 0],
];

/// What the paper counts as a whole, of four inks.
const WHOLE: u64 = 255 * 255 * 255 * 255;

/// Decodes a JPEG of four inks.
pub(super) fn decode(bytes: &[u8], jpeg: &Jpeg<'_>) -> image::ImageResult<RgbImage> {
    let inks = inks(bytes, jpeg).map_err(damaged)?;
    let (width, height) = jpeg.size;
    let pixels = jpeg.profile().and_then(|profile| by_profile(&profile, &inks)).unwrap_or_else(|| by_press(&inks));
    RgbImage::from_raw(width, height, pixels).ok_or_else(|| damaged("inks of another size than the picture"))
}

fn damaged(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> ImageError {
    ImageError::Decoding(DecodingError::new(ImageFormatHint::Exact(image::ImageFormat::Jpeg), reason))
}

/// Four bytes a pixel, 255 for full ink.
fn inks(bytes: &[u8], jpeg: &Jpeg<'_>) -> Result<Vec<u8>, String> {
    let mut decoder = headers(bytes)?;
    let stored = decoder.input_colorspace().ok_or("no colours")?;
    // Asked for what is stored, the decoder converts nothing.
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(stored));
    let mut samples = decoder.decode().map_err(|error| error.to_string())?;
    for pixel in samples.as_chunks_mut::<4>().0 {
        if stored == ColorSpace::YCCK {
            let [red, green, blue] = rgb(pixel[0], pixel[1], pixel[2]);
            *pixel = [u8::MAX - red, u8::MAX - green, u8::MAX - blue, pixel[3]];
        }
        if jpeg.adobe {
            *pixel = pixel.map(|ink| u8::MAX - ink);
        }
    }
    Ok(samples)
}

/// The colours of a JPEG's luminance and chrominance (ITU-T T.871, 7).
fn rgb(luminance: u8, blueness: u8, redness: u8) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(luminance), f32::from(blueness) - 128.0, f32::from(redness) - 128.0);
    [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb].map(|value| value.round().clamp(0.0, 255.0) as u8)
}

fn by_profile(profile: &[u8], inks: &[u8]) -> Option<Vec<u8>> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    if profile.color_space != DataColorSpace::Cmyk {
        return None;
    }
    let screen = ColorProfile::new_srgb();
    // Four inks have the layout of four channels.
    let transform = profile.create_transform_8bit(Layout::Rgba, &screen, Layout::Rgb, TransformOptions::default()).ok()?;
    let mut pixels = vec![0; inks.len() / 4 * 3];
    transform.transform(inks, &mut pixels).ok()?;
    Some(pixels)
}

/// Each ink covers a part of the paper by chance; a point shows the mean of the sixteen overprints, weighed by what they cover
/// (Demichel, Neugebauer). Whole numbers, so that every machine has the same pixels.
fn by_press(inks: &[u8]) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(inks.len() / 4 * 3);
    for inks in inks.as_chunks::<4>().0 {
        let mut sums = [0_u64; 3];
        for (overprint, color) in PRINTED.iter().enumerate() {
            let covered: u64 = inks
                .iter()
                .enumerate()
                .map(|(ink, &amount)| u64::from(if overprint >> ink & 1 == 1 { amount } else { u8::MAX - amount }))
                .product();
            for (sum, &channel) in sums.iter_mut().zip(color) {
                *sum += covered * u64::from(channel);
            }
        }
        pixels.extend(sums.map(|sum| ((sum + WHOLE / 2) / WHOLE) as u8));
    }
    pixels
}
