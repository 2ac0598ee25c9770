//! Image XObjects (ISO 32000-1, 8.9.5), and the placeholders that the library gets in their place.
//!
//! The library would compress pixels, copy JPEGs, and hold all of them in memory until the file is written. It gets a placeholder
//! instead: one row of pixels that encodes the index of the image. `content_streams` puts size and data back when the file is rewritten.
//! Inside an SVG drawing an image is scaled by its size, so there the placeholder has the size of the image; only its first pixels
//! are used.

use crate::{picture, source::Blob};
use flate2::read::ZlibDecoder;
use image::{
    ExtendedColorType, ImageEncoder as _,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};
use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use std::{
    collections::BTreeMap,
    hash::Hash,
    io::Read as _,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use zune_jpeg::zune_core::colorspace::ColorSpace;

/// Pixels of a marker: the signature of the file, the index of the image, and which stream of it is meant.
const MARKER_LENGTH: usize = size_of::<u128>() + size_of::<u32>() + 1;

/// The streams of an image, as markers name them.
const COLOR_CHANNELS: u8 = 0;
const SOFT_MASK: u8 = 1;

/// The filter of deflated pixels.
const FLATE: &str = "/FlateDecode";

/// An image as it is written to the file: eight bits a component, grey or RGB.
#[derive(PartialEq)]
pub(super) struct ImageXObject {
    /// Width and height in pixels.
    size: (u32, u32),
    grey: bool,
    /// The ICC profile of the samples; sRGB without one.
    profile: Option<Vec<u8>>,
    /// The filter of `colors` (ISO 32000-1, table 6).
    filter: &'static str,
    colors: Blob,
    /// The soft mask, deflated (11.6.5.3); none when all pixels are opaque.
    mask: Option<Blob>,
}

impl ImageXObject {
    /// A JPEG file, byte for byte.
    ///
    /// # Errors
    ///
    /// A message, when its headers cannot be read or when its colours are CMYK.
    pub(super) fn jpeg(file: Blob) -> Result<Self, String> {
        let bytes = file.read();
        let decoder = picture::decode_jpeg_headers(&bytes)?;
        let grey = match decoder.input_colorspace() {
            Some(ColorSpace::Luma) => true,
            Some(ColorSpace::YCbCr | ColorSpace::RGB) => false,
            _ => return Err("colours that no screen has".to_owned()),
        };
        let info = decoder.info().ok_or("no frame")?;
        let size = (info.width.into(), info.height.into());
        let profile = decoder.icc_profile();
        drop(bytes);
        Ok(Self { size, grey, profile, filter: "/DCTDecode", colors: file, mask: None })
    }

    /// Deflated rows of pixels in sRGB.
    pub(super) const fn pixels(size: (u32, u32), grey: bool, colors: Blob, mask: Option<Blob>) -> Self {
        Self { size, grey, profile: None, filter: FLATE, colors, mask }
    }
}

/// A stream of an image, as it is written to the file.
pub(super) struct ImageStream {
    /// Width and height in pixels.
    pub(super) size: (u32, u32),
    /// The name of its filter.
    pub(super) filter: &'static str,
    pub(super) data: Blob,
}

/// The images of a file, by index. Indices depend on the order of threads; none of them is left in the finished file.
#[derive(Default)]
pub(super) struct ImageXObjects {
    /// The bytes with which the markers of this file begin.
    signature: u128,
    registry: Mutex<Registry>,
}

#[derive(Default)]
struct Registry {
    images: Vec<ImageXObject>,
    indices: BTreeMap<DataKey, u32>,
}

/// The size of an image and the checksums of its data.
type DataKey = ((u32, u32), [Option<u128>; 2]);

impl ImageXObjects {
    /// `signature` is derived from all pictures of the book, so that no drawing can contain a pixel row that begins with it.
    pub(super) fn new(signature: u128) -> Self {
        Self { signature, registry: Mutex::default() }
    }

    /// The placeholder for `image`; equal images have the same one.
    pub(super) fn placeholder(&self, image: ImageXObject) -> Image {
        // A row of pixels cannot be malformed.
        Image::from_custom(PlaceholderImage(Arc::new(self.marker(image))), false).expect("a picture")
    }

    /// The placeholder for `image` inside a drawing: a PNG of the given size. None when it has fewer pixels than a marker.
    pub(super) fn placeholder_png(&self, (width, height): (u32, u32), image: ImageXObject) -> Option<Vec<u8>> {
        let count = width as usize * height as usize;
        if count < MARKER_LENGTH {
            return None;
        }
        let Marker { grey, profile, colors, mask } = self.marker(image);
        let kind = match (grey, &mask) {
            (true, None) => ExtendedColorType::L8,
            (true, Some(_)) => ExtendedColorType::La8,
            (false, None) => ExtendedColorType::Rgb8,
            (false, Some(_)) => ExtendedColorType::Rgba8,
        };
        let (of_color, channels) = (if grey { 1 } else { 3 }, usize::from(kind.channel_count()));
        let mut pixels = vec![0; count * channels];
        for (index, pixel) in pixels.chunks_exact_mut(channels).take(MARKER_LENGTH).enumerate() {
            pixel[..of_color].copy_from_slice(&colors[index * of_color..][..of_color]);
            if let Some(mask) = &mask {
                pixel[of_color] = mask[index];
            }
        }
        let mut bytes = Vec::new();
        let mut encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::NoFilter);
        if let Some(profile) = profile {
            encoder.set_icc_profile(profile).ok()?;
        }
        encoder.write_image(&pixels, width, height, kind).ok()?;
        Some(bytes)
    }

    /// Registers `image` and returns its marker.
    fn marker(&self, mut image: ImageXObject) -> Marker {
        let (grey, profile, has_mask) = (image.grey, image.profile.take(), image.mask.is_some());
        let index = self.registry().register(image);
        let row = |kind: u8| [&self.signature.to_be_bytes()[..], &index.to_be_bytes(), &[kind]].concat();
        let mut colors = row(COLOR_CHANNELS);
        colors.resize(if grey { MARKER_LENGTH } else { 3 * MARKER_LENGTH }, 0);
        Marker { grey, profile, colors, mask: has_mask.then(|| row(SOFT_MASK)) }
    }

    /// The image stream for a deflated stream of a placeholder; none for any other stream.
    pub(super) fn replacement(&self, deflated: &[u8]) -> Option<ImageStream> {
        let mut row = Vec::with_capacity(MARKER_LENGTH);
        ZlibDecoder::new(deflated).take(MARKER_LENGTH as u64).read_to_end(&mut row).ok()?;
        let (index, kind) = row.strip_prefix(&self.signature.to_be_bytes())?.split_first_chunk()?;
        let registry = self.registry();
        let image = registry.images.get(u32::from_be_bytes(*index) as usize)?;
        let (filter, data) = match kind {
            [COLOR_CHANNELS] => (image.filter, &image.colors),
            [SOFT_MASK] => (FLATE, image.mask.as_ref()?),
            _ => return None,
        };
        Some(ImageStream { size: image.size, filter, data: data.clone() })
    }

    fn registry(&self) -> MutexGuard<'_, Registry> {
        // A panic elsewhere cannot leave it half changed.
        self.registry.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Registry {
    /// The index of `image`; an image registered before keeps its index.
    fn register(&mut self, image: ImageXObject) -> u32 {
        let next = self.images.len() as u32;
        let sums = [Some(&image.colors), image.mask.as_ref()].map(|data| data.map(Blob::checksum));
        let first = *self.indices.entry((image.size, sums)).or_insert(next);
        if self.images.get(first as usize) == Some(&image) {
            return first;
        }
        // A new image; or one made on purpose to have the same checksums as another.
        self.images.push(image);
        next
    }
}

/// A marker as an image of one row; cheap to clone.
#[derive(Clone, Hash)]
struct PlaceholderImage(Arc<Marker>);

#[derive(Hash)]
struct Marker {
    grey: bool,
    profile: Option<Vec<u8>>,
    colors: Vec<u8>,
    mask: Option<Vec<u8>>,
}

impl CustomImage for PlaceholderImage {
    fn color_channel(&self) -> &[u8] {
        &self.0.colors
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        self.0.mask.as_deref()
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        (MARKER_LENGTH as u32, 1)
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        self.0.profile.as_deref()
    }

    fn color_space(&self) -> ImageColorspace {
        if self.0.grey { ImageColorspace::Luma } else { ImageColorspace::Rgb }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deflate::CompressorPool;
    use proptest::prelude::*;

    fn pixels(size: (u32, u32), colors: &str, mask: Option<&str>) -> ImageXObject {
        ImageXObject::pixels(size, true, colors.into(), mask.map(Blob::from))
    }

    /// The deflated stream of a placeholder.
    fn compressed_marker(signature: u128, index: u32, kind: u8, longer: usize) -> Vec<u8> {
        let row = [&signature.to_be_bytes()[..], &index.to_be_bytes(), &[kind], &vec![0; longer]].concat();
        CompressorPool::pixels().deflate(&row)
    }

    #[test]
    fn a_marker_leads_to_its_image() {
        let images = ImageXObjects::new(7);
        images.placeholder(pixels((3, 2), "first", None));
        images.placeholder(pixels((400, 5), "second", Some("mask")));
        let found = |signature, name, kind, longer| {
            let channel = images.replacement(&compressed_marker(signature, name, kind, longer))?;
            Some((channel.size, channel.filter, channel.data.read().into_owned()))
        };
        assert_eq!(found(7, 0, COLOR_CHANNELS, 0), Some(((3, 2), "/FlateDecode", b"first".to_vec())));
        assert_eq!(found(7, 1, COLOR_CHANNELS, 2 * MARKER_LENGTH), Some(((400, 5), "/FlateDecode", b"second".to_vec())));
        assert_eq!(found(7, 1, SOFT_MASK, 0), Some(((400, 5), "/FlateDecode", b"mask".to_vec())));
        // A wrong signature, index or mask; another kind of stream.
        for (signature, name, kind, longer) in
            [(8, 0, COLOR_CHANNELS, 0), (7, 2, COLOR_CHANNELS, 0), (7, 0, SOFT_MASK, 0), (7, 0, 2, 0)]
        {
            assert_eq!(found(signature, name, kind, longer), None);
        }
        let row = compressed_marker(7, 0, COLOR_CHANNELS, 0);
        for end in 0..row.len() / 2 {
            assert!(images.replacement(&row[..end]).is_none());
        }
        assert!(images.replacement(b"neither").is_none());
    }

    #[test]
    fn equal_images_have_one_placeholder() {
        let images = ImageXObjects::new(7);
        let first = images.placeholder(pixels((3, 2), "colours", Some("mask")));
        assert_eq!(images.placeholder(pixels((3, 2), "colours", Some("mask"))), first);
        for other in [pixels((2, 3), "colours", Some("mask")), pixels((3, 2), "colours", None), pixels((3, 2), "mask", None)] {
            assert_ne!(images.placeholder(other), first);
        }
        assert_eq!(images.registry().images.len(), 4);
    }

    #[test]
    fn a_placeholder_png_has_the_size_of_its_image_and_the_marker() {
        let images = ImageXObjects::new(7);
        for (name, (grey, mask)) in [(false, false), (false, true), (true, false), (true, true)].into_iter().enumerate() {
            // The marker ends in the second row.
            let image = ImageXObject::pixels((20, 3), grey, vec![name as u8].into(), mask.then(Blob::default));
            let png = images.placeholder_png((20, 3), image).expect("room for the row");
            let pixels = image::load_from_memory(&png).expect("a PNG");
            assert_eq!((pixels.width(), pixels.height()), (20, 3));
            assert_eq!((pixels.color().has_color(), pixels.color().has_alpha()), (!grey, mask));
            let row = |kind: u8| [&7_u128.to_be_bytes()[..], &(name as u32).to_be_bytes(), &[kind]].concat();
            let (rgba, luma) = (pixels.to_rgba8(), pixels.to_luma8());
            let colors: Vec<u8> = if grey {
                luma.pixels().map(|pixel| pixel.0[0]).collect()
            } else {
                rgba.pixels().flat_map(|p| [p.0[0], p.0[1], p.0[2]]).collect()
            };
            assert!(
                colors.starts_with(&row(COLOR_CHANNELS)) && colors[MARKER_LENGTH..].iter().all(|&byte| byte == 0),
                "{colors:?}"
            );
            let alpha: Vec<u8> = rgba.pixels().map(|pixel| pixel.0[3]).collect();
            assert!(!mask || alpha.starts_with(&row(SOFT_MASK)), "{alpha:?}");
        }
        assert!(
            images.placeholder_png((MARKER_LENGTH as u32 - 1, 1), pixels((MARKER_LENGTH as u32 - 1, 1), "small", None)).is_none()
        );
    }

    proptest! {
        #[test]
        fn strange_headers_do_no_harm(segments in prop::collection::vec((any::<u8>(), 0..9_u16, prop::collection::vec(any::<u8>(), 0..9)), 0..6)) {
            // JPEG segments of right and wrong lengths, before and after a frame of 30 by 20 pixels.
            let headers: Vec<_> =
                segments.iter().map(|(marker, length, data)| [&[0xFF, *marker], &length.to_be_bytes()[..], data].concat()).collect();
            let (before, after) = headers.split_at(headers.len() / 2);
            let frame = b"\xff\xc0\0\x0b\x08\0\x14\0\x1e\x01\x01\x11\0";
            let scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0";
            let jpeg = [b"\xff\xd8", &*before.concat(), frame, &after.concat(), scan].concat();
            match ImageXObject::jpeg(jpeg.as_slice().into()) {
                Ok(known) => {
                    prop_assert!(known.colors == Blob::from(jpeg));
                    let size = known.size;
                    let png = ImageXObjects::new(7).placeholder_png(size, known);
                    let pixels = png.map(|png| image::load_from_memory(&png).expect("a PNG"));
                    prop_assert!(pixels.is_none_or(|pixels| (pixels.width(), pixels.height()) == size));
                }
                Err(_) => prop_assert!(!headers.is_empty()),
            }
        }
    }

    #[test]
    fn a_jpeg_keeps_its_colour_space_and_profile() {
        let jpeg = |color, channels: usize, profile: Option<&[u8]>| {
            let mut bytes = Vec::new();
            let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
            if let Some(profile) = profile {
                encoder.set_icc_profile(profile.to_vec()).expect("room for it");
            }
            encoder.encode(&[99].repeat(6 * channels), 3, 2, color).expect("a JPEG");
            ImageXObject::jpeg(bytes.into()).expect("headers")
        };
        let grey = jpeg(ExtendedColorType::L8, 1, None);
        assert_eq!((grey.size, grey.grey, grey.profile), ((3, 2), true, None));
        let colors = jpeg(ExtendedColorType::Rgb8, 3, Some(b"a profile"));
        assert_eq!((colors.size, colors.grey, colors.profile.as_deref()), ((3, 2), false, Some(&b"a profile"[..])));
        let inks = include_bytes!("../../tests/fixtures/cmyk.jpg");
        assert!(ImageXObject::jpeg(inks.as_slice().into()).is_err());
        assert!(ImageXObject::jpeg(b"\xff\xd8neither".as_slice().into()).is_err());
    }
}
