//! Colours of a profile → sRGB: a picture in Adobe RGB or Display P3 must not pale because it was made smaller.

use image::{DynamicImage, GrayImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The same colours in sRGB. A profile that cannot be read is no profile: what has none is taken for sRGB everywhere.
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
            greys(&profile, &mut grey);
            DynamicImage::ImageLuma8(grey)
        }
        DynamicImage::ImageLumaA8(mut grey) if profile.color_space == DataColorSpace::Gray => {
            let mut light = GrayImage::from_fn(grey.width(), grey.height(), |x, y| image::Luma([grey.get_pixel(x, y).0[0]]));
            greys(&profile, &mut light);
            for (to, from) in grey.pixels_mut().zip(light.pixels()) {
                to.0[0] = from.0[0];
            }
            DynamicImage::ImageLumaA8(grey)
        }
        // A profile of another kind of colours says nothing about these.
        other => other,
    }
}

/// Converts in place; what cannot be converted stays as it is.
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

/// A grey of a profile is one of 256: each is converted once.
fn greys(profile: &ColorProfile, samples: &mut [u8]) {
    let scale: Vec<u8> = (0..=u8::MAX).collect();
    let mut converted = vec![0; 3 * scale.len()];
    let transform =
        profile.create_transform_8bit(Layout::Gray, &ColorProfile::new_srgb(), Layout::Rgb, TransformOptions::default());
    if transform.is_ok_and(|transform| transform.transform(&scale, &mut converted).is_ok()) {
        for sample in samples {
            *sample = converted[3 * usize::from(*sample)];
        }
    }
}
