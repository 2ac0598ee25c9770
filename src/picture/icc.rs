//! ICC profiles: colours of a profile converted to sRGB.
//!
//! A resized picture is written without its profile; unconverted, one in Adobe RGB or Display P3 would look pale.

use image::{DynamicImage, GrayImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Converts `pixels` from the ICC `profile` to sRGB.
///
/// Without a profile, or with one that cannot be read or describes another colour space, the pixels are taken for sRGB, as
/// browsers do, and stay as they are.
pub(super) fn to_srgb(pixels: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let Some(profile) = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok()) else { return pixels };
    match pixels {
        DynamicImage::ImageRgb8(mut rgb) if profile.color_space == DataColorSpace::Rgb => {
            convert(&profile, Layout::Rgb, &mut rgb);
            DynamicImage::ImageRgb8(rgb)
        }
        DynamicImage::ImageRgba8(mut rgba) if profile.color_space == DataColorSpace::Rgb => {
            convert(&profile, Layout::Rgba, &mut rgba);
            DynamicImage::ImageRgba8(rgba)
        }
        DynamicImage::ImageLuma8(mut grey) if profile.color_space == DataColorSpace::Gray => {
            convert_grey(&profile, &mut grey);
            DynamicImage::ImageLuma8(grey)
        }
        DynamicImage::ImageLumaA8(mut grey) if profile.color_space == DataColorSpace::Gray => {
            let mut luma = GrayImage::from_fn(grey.width(), grey.height(), |x, y| image::Luma([grey.get_pixel(x, y).0[0]]));
            convert_grey(&profile, &mut luma);
            for (to, from) in grey.pixels_mut().zip(luma.pixels()) {
                to.0[0] = from.0[0];
            }
            DynamicImage::ImageLumaA8(grey)
        }
        other => other,
    }
}

/// Converts in place; samples that cannot be converted stay as they are.
fn convert(profile: &ColorProfile, layout: Layout, samples: &mut [u8]) {
    let Ok(transform) = profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, TransformOptions::default())
    else {
        return;
    };
    let mut converted = vec![0; samples.len()];
    if transform.transform(samples, &mut converted).is_ok() {
        samples.copy_from_slice(&converted);
    }
}

/// The same for grey samples: there are only 256 values, so each is converted once, into a table.
fn convert_grey(profile: &ColorProfile, samples: &mut [u8]) {
    let scale: Vec<u8> = (0..=u8::MAX).collect();
    let mut table = vec![0; 3 * scale.len()];
    let transform =
        profile.create_transform_8bit(Layout::Gray, &ColorProfile::new_srgb(), Layout::Rgb, TransformOptions::default());
    if transform.is_ok_and(|transform| transform.transform(&scale, &mut table).is_ok()) {
        for sample in samples {
            *sample = table[3 * usize::from(*sample)];
        }
    }
}
