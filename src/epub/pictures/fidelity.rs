//! Whether a picture that was encoded again still looks the same, by measurement (PSNR).
//!
//! The eye sees differences of light before those of colour, and a spoilt corner before a mean: the lightness of the whole and of
//! each small square must stay near. Lettering fails where photographs pass, because a JPEG smears its edges.

use image::{DynamicImage, GrayImage};

/// Side of a square.
const SQUARE: u32 = 16;
/// Mean squared difference of the whole that nobody sees: 40 decibels below full scale.
const WHOLE: u64 = 7;
/// The same of one square: 33 decibels.
const WORST: u64 = 33;

/// Whether the encoded picture looks like `pixels`.
pub(super) fn looks_like(encoded: &[u8], pixels: &DynamicImage) -> bool {
    let Ok(written) = image::load_from_memory(encoded) else { return false };
    let (written, meant) = (written.into_luma8(), pixels.to_luma8());
    written.dimensions() == meant.dimensions() && alike(&written, &meant)
}

fn alike(one: &GrayImage, other: &GrayImage) -> bool {
    let (width, height) = one.dimensions();
    let mut whole = 0;
    for top in (0..height).step_by(SQUARE as usize) {
        for left in (0..width).step_by(SQUARE as usize) {
            let (right, bottom) = ((left + SQUARE).min(width), (top + SQUARE).min(height));
            let mut square = 0;
            for y in top..bottom {
                for x in left..right {
                    square += u64::from(one.get_pixel(x, y).0[0].abs_diff(other.get_pixel(x, y).0[0])).pow(2);
                }
            }
            if square > WORST * u64::from(right - left) * u64::from(bottom - top) {
                return false;
            }
            whole += square;
        }
    }
    whole <= WHOLE * u64::from(width) * u64::from(height)
}

#[cfg(test)]
mod tests {
    use super::alike;
    use image::{GrayImage, Luma};

    #[test]
    fn a_spoilt_corner_is_seen_even_when_the_mean_is_small() {
        let plain = GrayImage::from_pixel(64, 64, Luma([100]));
        let mut near = plain.clone();
        near.pixels_mut().for_each(|pixel| pixel.0[0] += 2);
        assert!(alike(&plain, &near));
        let mut spoilt = plain.clone();
        (0..16).for_each(|x| spoilt.put_pixel(x, 0, Luma([150])));
        assert!(!alike(&plain, &spoilt));
    }
}
