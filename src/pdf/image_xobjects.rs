//! Image XObjects (ISO 32000-1, 8.9.5). Their data are read when the file is written. Equal images are one object.

use super::objects::{Objects, StreamData};
use crate::{deflate::CompressorPool, picture, source::Blob};
use pdf_writer::Ref;
use std::{collections::BTreeMap, fmt::Write as _};
use zune_jpeg::zune_core::colorspace::ColorSpace;

/// An image as it is written to the file: eight bits a component, grey or RGB.
#[derive(Debug, PartialEq)]
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
        let profile = decoder.icc_profile().filter(|profile| is_usable(profile, grey));
        drop(bytes);
        Ok(Self { size, grey, profile, filter: "/DCTDecode", colors: file, mask: None })
    }

    /// Deflated rows of pixels in sRGB.
    pub(super) const fn pixels(size: (u32, u32), grey: bool, colors: Blob, mask: Option<Blob>) -> Self {
        Self { size, grey, profile: None, filter: "/FlateDecode", colors, mask }
    }
}

/// Whether a file may hold this ICC profile for grey or RGB samples (ISO 19005-2, 6.2.4.2): of version 4 at most, and of an input, a
/// display, an output or a colour space device. Samples with any other are taken as sRGB, as viewers do.
fn is_usable(profile: &[u8], grey: bool) -> bool {
    let field = |at: usize| profile.get(at..at + 4).unwrap_or_default();
    let space: &[u8] = if grey { b"GRAY" } else { b"RGB " };
    profile.len() > 128
        && profile[8] <= 4
        && [b"scnr", b"mntr", b"prtr", b"spac"].iter().any(|class| field(12) == *class)
        && field(16) == space
        && field(36) == b"acsp"
}

/// The images of a file.
#[derive(Default)]
pub(super) struct ImageXObjects {
    images: Vec<(ImageXObject, Ref)>,
    indices: BTreeMap<DataKey, usize>,
    profiles: Vec<(Vec<u8>, Ref)>,
}

/// The size of an image and the checksums of its data.
type DataKey = ((u32, u32), [Option<u128>; 2]);

impl ImageXObjects {
    /// The object of an image, which is written the first time.
    pub(super) fn add(&mut self, image: ImageXObject, compressors: &CompressorPool, objects: &mut Objects) -> Ref {
        let sums = [Some(&image.colors), image.mask.as_ref()].map(|data| data.map(Blob::checksum));
        let first = *self.indices.entry((image.size, sums)).or_insert(self.images.len());
        if let Some((known, id)) = self.images.get(first)
            && *known == image
        {
            return *id;
        }
        // A new image; or one made on purpose to have the same checksums as another.
        let id = objects.reserve();
        let (width, height) = image.size;
        let space = match &image.profile {
            None if image.grey => "/DeviceGray".to_owned(),
            None => "/DeviceRGB".to_owned(),
            Some(profile) => format!("[/ICCBased {} 0 R]", self.profile(profile, image.grey, compressors, objects).get()),
        };
        let filter = image.filter;
        let mut entries = format!(
            "/Type/XObject/Subtype/Image/Filter{filter}/Width {width}/Height {height}/ColorSpace{space}/BitsPerComponent 8"
        );
        if let Some(mask) = &image.mask {
            let id = objects.reserve();
            let _infallible = write!(entries, "/SMask {} 0 R", id.get());
            let of_mask = format!(
                "/Type/XObject/Subtype/Image/Filter/FlateDecode/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8"
            );
            objects.add_stream(id, &of_mask, StreamData::Shared(mask.clone()));
        }
        objects.add_stream(id, &entries, StreamData::Shared(image.colors.clone()));
        self.images.push((image, id));
        id
    }

    /// The object of an ICC profile, which is written the first time.
    fn profile(&mut self, profile: &[u8], grey: bool, compressors: &CompressorPool, objects: &mut Objects) -> Ref {
        if let Some((_, id)) = self.profiles.iter().find(|(known, _)| known == profile) {
            return *id;
        }
        let id = objects.reserve();
        let (channels, alternate) = if grey { (1, "DeviceGray") } else { (3, "DeviceRGB") };
        let entries = format!("/Filter/FlateDecode/N {channels}/Alternate/{alternate}");
        objects.add_stream(id, &entries, StreamData::Owned(compressors.deflate(profile)));
        self.profiles.push((profile.to_vec(), id));
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::ExtendedColorType;
    use proptest::prelude::*;

    fn pixels(size: (u32, u32), colors: &str, mask: Option<&str>) -> ImageXObject {
        ImageXObject::pixels(size, true, colors.into(), mask.map(Blob::from))
    }

    #[test]
    fn equal_images_are_one_object() {
        let (mut images, mut objects, compressors) = (ImageXObjects::default(), Objects::default(), CompressorPool::zlib());
        let mut add = |image| images.add(image, &compressors, &mut objects);
        let first = add(pixels((3, 2), "colours", Some("mask")));
        assert_eq!(add(pixels((3, 2), "colours", Some("mask"))), first);
        for other in [pixels((2, 3), "colours", Some("mask")), pixels((3, 2), "colours", None), pixels((3, 2), "mask", None)] {
            assert_ne!(add(other), first);
        }
        assert_eq!(objects.streams.len(), 4 + 2);
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
                Ok(known) => prop_assert!(known.colors == Blob::from(jpeg)),
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
                image::ImageEncoder::set_icc_profile(&mut encoder, profile.to_vec()).expect("room for it");
            }
            encoder.encode(&[99].repeat(6 * channels), 3, 2, color).expect("a JPEG");
            ImageXObject::jpeg(bytes.into()).expect("headers")
        };
        let grey = jpeg(ExtendedColorType::L8, 1, None);
        assert_eq!((grey.size, grey.grey, grey.profile), ((3, 2), true, None));
        let profile = super::super::srgb::profile();
        let colors = jpeg(ExtendedColorType::Rgb8, 3, Some(&profile));
        assert_eq!((colors.size, colors.grey, colors.profile), ((3, 2), false, Some(profile.clone())));
        // A profile that no file may hold.
        for wrong in [&b"a profile"[..], &[&profile[..8], &[5], &profile[9..]].concat()] {
            assert_eq!(jpeg(ExtendedColorType::Rgb8, 3, Some(wrong)).profile, None);
        }
        assert_eq!(jpeg(ExtendedColorType::L8, 1, Some(&profile)).profile, None);
    }

    #[test]
    fn a_file_that_is_no_jpeg_has_no_image() {
        assert!(ImageXObject::jpeg(b"neither".as_slice().into()).is_err());
    }
}
