//! CMYK → sRGB: by the picture's ICC profile, else as offset printing on coated paper would look.
//!
//! Multiplying the complements of the inks, as many programs do, gives a cyan that no press can print. The screen would differ
//! visibly from the printed sheet.

use super::jpeg::{Jpeg, decode_jpeg_headers};
use image::RgbImage;
use image::error::{DecodingError, ImageError, ImageFormatHint};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use zune_jpeg::zune_core::colorspace::ColorSpace;

/// The Neugebauer primaries: sRGB colours of the 16 overprints of full inks on coated paper under offset conditions (FOGRA39).
/// The index is a sum of bits: cyan 1, magenta 2, yellow 4, black 8.
const NEUGEBAUER_PRIMARIES: [[u8; 3]; 16] = [
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

/// The sum of the weights of all 16 overprints.
const TOTAL_WEIGHT: u64 = 255 * 255 * 255 * 255;

/// Decodes a JPEG of four components to sRGB pixels.
pub(super) fn decode(bytes: &[u8], jpeg: &Jpeg<'_>) -> image::ImageResult<RgbImage> {
    let samples = cmyk_samples(bytes, jpeg).map_err(decoding_error)?;
    let (width, height) = jpeg.size;
    let by_profile = jpeg.icc_profile().and_then(|profile| convert_by_profile(&profile, &samples));
    let pixels = by_profile.unwrap_or_else(|| convert_by_neugebauer(&samples));
    RgbImage::from_raw(width, height, pixels).ok_or_else(|| decoding_error("inks of another size than the picture"))
}

fn decoding_error(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> ImageError {
    ImageError::Decoding(DecodingError::new(ImageFormatHint::Exact(image::ImageFormat::Jpeg), reason))
}

/// Four bytes for each pixel: cyan, magenta, yellow, black; 255 is full ink.
fn cmyk_samples(bytes: &[u8], jpeg: &Jpeg<'_>) -> Result<Vec<u8>, String> {
    let mut decoder = decode_jpeg_headers(bytes)?;
    let stored = decoder.input_colorspace().ok_or("no colours")?;
    // Asked for the stored colour space, the decoder converts nothing.
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(stored));
    let mut samples = decoder.decode().map_err(|error| error.to_string())?;
    for pixel in samples.as_chunks_mut::<4>().0 {
        if stored == ColorSpace::YCCK {
            let [red, green, blue] = ycbcr_to_rgb(pixel[0], pixel[1], pixel[2]);
            *pixel = [u8::MAX - red, u8::MAX - green, u8::MAX - blue, pixel[3]];
        }
        if jpeg.inverted {
            *pixel = pixel.map(|ink| u8::MAX - ink);
        }
    }
    Ok(samples)
}

/// Converts Y, Cb, Cr to R, G, B (ITU-T T.871, 7).
fn ycbcr_to_rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
    [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb].map(|value| value.round().clamp(0.0, 255.0) as u8)
}

/// Converts with the ICC profile; none when it cannot be read or is not of CMYK.
fn convert_by_profile(profile: &[u8], samples: &[u8]) -> Option<Vec<u8>> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    if profile.color_space != DataColorSpace::Cmyk {
        return None;
    }
    let srgb = ColorProfile::new_srgb();
    // The library has no layout CMYK: any layout of four channels does.
    let transform = profile.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, TransformOptions::default()).ok()?;
    let mut pixels = vec![0; samples.len() / 4 * 3];
    transform.transform(samples, &mut pixels).ok()?;
    Some(pixels)
}

/// Converts with the Neugebauer equations: a colour is the mean of the 16 primaries, each weighted by the share of the paper
/// that its overprint covers when the inks' dots lie at random (Demichel). In whole numbers, so that every machine computes the
/// same pixels.
fn convert_by_neugebauer(samples: &[u8]) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(samples.len() / 4 * 3);
    for inks in samples.as_chunks::<4>().0 {
        let mut sums = [0_u64; 3];
        for (overprint, color) in NEUGEBAUER_PRIMARIES.iter().enumerate() {
            let weight: u64 = inks
                .iter()
                .enumerate()
                .map(|(ink, &amount)| u64::from(if overprint >> ink & 1 == 1 { amount } else { u8::MAX - amount }))
                .product();
            for (sum, &channel) in sums.iter_mut().zip(color) {
                *sum += weight * u64::from(channel);
            }
        }
        pixels.extend(sums.map(|sum| ((sum + TOTAL_WEIGHT / 2) / TOTAL_WEIGHT) as u8));
    }
    pixels
}
