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
    let pixels = reduced(on_white(picture::decode(asset)?), longest);
    let size = pixels.dimensions();
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).write_image(&pixels, size.0, size.1, image::ExtendedColorType::Rgb8)?;
    Ok((bytes, size))
}

/// `pixels` with no side longer than `longest`. What is much larger is averaged first, down to twice the size: filters look at every pixel
/// many times, and of that many no eye sees the difference.
fn reduced(pixels: RgbImage, longest: u32) -> RgbImage {
    let (width, height) = pixels.dimensions();
    let side = width.max(height);
    if side <= longest {
        return pixels;
    }
    let scaled = |length: u32| {
        let scaled = (u64::from(length) * u64::from(longest) + u64::from(side) / 2) / u64::from(side);
        u32::try_from(scaled).unwrap_or(longest).max(1)
    };
    let by = side / (2 * longest).max(1);
    let pixels = if by > 1 { averaged(&pixels, by) } else { pixels };
    DynamicImage::ImageRgb8(pixels).resize_exact(scaled(width), scaled(height), FilterType::Lanczos3).into_rgb8()
}

/// The averages of the squares of `by` pixels a side; those at the right and the bottom may be cut.
fn averaged(pixels: &RgbImage, by: u32) -> RgbImage {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let (columns, by) = (width.div_ceil(by as usize), by as usize);
    let mut averages = Vec::with_capacity(columns * height.div_ceil(by) * 3);
    for rows in pixels.as_raw().chunks(width * 3 * by) {
        // Sums of red, green and blue, and the number of pixels, of each square.
        let mut sums = vec![[0_u32; 4]; columns];
        for row in rows.chunks_exact(width * 3) {
            for (square, sum) in row.chunks(by * 3).zip(&mut sums) {
                for pixel in square.chunks_exact(3) {
                    pixel.iter().zip(&mut *sum).for_each(|(value, sum)| *sum += u32::from(*value));
                    sum[3] += 1;
                }
            }
        }
        averages.extend(sums.iter().flat_map(|[red, green, blue, count]| {
            [red, green, blue].map(|sum| u8::try_from((sum + count / 2) / (*count).max(1)).unwrap_or(u8::MAX))
        }));
    }
    let size = [columns, height.div_ceil(by)].map(|length| u32::try_from(length).unwrap_or(u32::MAX));
    // The averages fill it: a buffer of this size was just made.
    RgbImage::from_raw(size[0], size[1], averages).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cover_is_made_smaller_and_never_larger() {
        let flat = |width, height| RgbImage::from_pixel(width, height, Rgb([200, 10, 90]));
        for ((width, height), longest, size) in [
            ((300, 480), 480, (300, 480)),
            ((10, 20), 480, (10, 20)),
            ((1600, 2560), 480, (300, 480)),
            ((1001, 7), 100, (100, 1)),
            ((3001, 1999), 480, (480, 320)),
        ] {
            let small = reduced(flat(width, height), longest);
            assert_eq!(small.dimensions(), size);
            assert!(small.pixels().all(|pixel| *pixel == Rgb([200, 10, 90])), "{width} × {height}");
        }
    }

    #[test]
    fn squares_are_averaged_whole_or_cut() {
        let pixels = RgbImage::from_fn(5, 3, |x, y| Rgb([u8::try_from(x * 10 + y).unwrap_or(0); 3]));
        let reds: Vec<u8> = averaged(&pixels, 2).pixels().map(|pixel| pixel.0[0]).collect();
        assert_eq!(reds, [6, 26, 41, 7, 27, 42]);
    }
}
