//! Stubs: what the library has of a picture, in place of the whole.
//!
//! The library packs pixels and copies JPEGs, and holds all of them until the file is written. It is given one row of pixels instead,
//! which spells the name of the picture; its size and its data come back when the file is packed (`shown`). A picture within a drawing
//! is measured by whoever reads the drawing: its stub has its size, and nothing but the row.

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

/// Pixels of the row: the sign of the file, the name of the picture, and what of it is meant.
const ROW: usize = size_of::<u128>() + size_of::<u32>() + 1;

/// What a row means of a picture.
const COLORS: u8 = 0;
const MASK: u8 = 1;

/// What unpacks pixels.
const DEFLATED: &str = "/FlateDecode";

/// A picture that goes in whole: eight bits a channel, grey or in colours.
#[derive(PartialEq)]
pub(super) struct Whole {
    /// Pixels across and down.
    size: (u32, u32),
    grey: bool,
    /// The colours that the numbers stand for, when they are not those of screens (ICC.1:2022).
    profile: Option<Vec<u8>>,
    /// How the colours are packed (ISO 32000-1, table 6).
    filter: &'static str,
    colors: Blob,
    /// How opaque each pixel is, packed by deflate (11.6.5.3); all of them where there is none.
    mask: Option<Blob>,
}

impl Whole {
    /// A JPEG as it is.
    ///
    /// # Errors
    ///
    /// In words, when its headers cannot be read or when its colours are printers' inks.
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

    /// Pixels in rows, in the zlib format, in the colours of screens (sRGB).
    pub(super) const fn pixels(size: (u32, u32), grey: bool, colors: Blob, mask: Option<Blob>) -> Self {
        Self { size, grey, profile: None, filter: DEFLATED, colors, mask }
    }
}

/// A stream of a picture, as it stands in the file.
pub(super) struct Channel {
    /// Pixels across and down.
    pub(super) size: (u32, u32),
    /// The name of its filter.
    pub(super) filter: &'static str,
    pub(super) data: Blob,
}

/// The pictures of a file that go in whole, by name. Names are given as threads come; the finished file has none of them.
#[derive(Default)]
pub(super) struct Wholes {
    /// What the rows of this file begin with.
    sign: u128,
    named: Mutex<Named>,
}

#[derive(Default)]
struct Named {
    pictures: Vec<Whole>,
    names: BTreeMap<Sums, u32>,
}

/// A picture's size and the sums of its data.
type Sums = ((u32, u32), [Option<u128>; 2]);

impl Wholes {
    /// `sign` is made of all pictures of the book, so that no drawing can hold a row that begins with it.
    pub(super) fn new(sign: u128) -> Self {
        Self { sign, named: Mutex::default() }
    }

    /// What the library is given in place of a picture; for two that are the same, the same.
    pub(super) fn stub(&self, whole: Whole) -> Image {
        // A row of pixels has no headers to be wrong.
        Image::from_custom(Stub(Arc::new(self.row(whole))), false).expect("a picture")
    }

    /// What a drawing is given in place of a picture: a PNG of `size`, that with which it was let in; none when the row has no room.
    pub(super) fn png(&self, (width, height): (u32, u32), whole: Whole) -> Option<Vec<u8>> {
        let count = width as usize * height as usize;
        if count < ROW {
            return None;
        }
        let Row { grey, profile, colors, mask } = self.row(whole);
        let kind = match (grey, &mask) {
            (true, None) => ExtendedColorType::L8,
            (true, Some(_)) => ExtendedColorType::La8,
            (false, None) => ExtendedColorType::Rgb8,
            (false, Some(_)) => ExtendedColorType::Rgba8,
        };
        let (of_color, channels) = (if grey { 1 } else { 3 }, usize::from(kind.channel_count()));
        let mut pixels = vec![0; count * channels];
        for (index, pixel) in pixels.chunks_exact_mut(channels).take(ROW).enumerate() {
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

    /// The row that spells the name of a picture.
    fn row(&self, mut whole: Whole) -> Row {
        let (grey, profile, has_mask) = (whole.grey, whole.profile.take(), whole.mask.is_some());
        let name = self.named().name(whole);
        let row = |kind: u8| [&self.sign.to_be_bytes()[..], &name.to_be_bytes(), &[kind]].concat();
        let mut colors = row(COLORS);
        colors.resize(if grey { ROW } else { 3 * ROW }, 0);
        Row { grey, profile, colors, mask: has_mask.then(|| row(MASK)) }
    }

    /// What takes the place of a packed stream; none when it is of no stub.
    pub(super) fn channel(&self, packed: &[u8]) -> Option<Channel> {
        let mut row = Vec::with_capacity(ROW);
        ZlibDecoder::new(packed).take(ROW as u64).read_to_end(&mut row).ok()?;
        let (name, kind) = row.strip_prefix(&self.sign.to_be_bytes())?.split_first_chunk()?;
        let named = self.named();
        let whole = named.pictures.get(u32::from_be_bytes(*name) as usize)?;
        let (filter, data) = match kind {
            [COLORS] => (whole.filter, &whole.colors),
            [MASK] => (DEFLATED, whole.mask.as_ref()?),
            _ => return None,
        };
        Some(Channel { size: whole.size, filter, data: data.clone() })
    }

    fn named(&self) -> MutexGuard<'_, Named> {
        // It is whole after every step.
        self.named.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Named {
    /// The name of a picture, which is that of the same picture if there was one before.
    fn name(&mut self, whole: Whole) -> u32 {
        let next = self.pictures.len() as u32;
        let sums = [Some(&whole.colors), whole.mask.as_ref()].map(|data| data.map(Blob::checksum));
        let first = *self.names.entry((whole.size, sums)).or_insert(next);
        if self.pictures.get(first as usize) == Some(&whole) {
            return first;
        }
        // Another one, perhaps made to have the sums of the first.
        self.pictures.push(whole);
        next
    }
}

/// A picture of one row; cheap to clone.
#[derive(Clone, Hash)]
struct Stub(Arc<Row>);

#[derive(Hash)]
struct Row {
    grey: bool,
    profile: Option<Vec<u8>>,
    colors: Vec<u8>,
    mask: Option<Vec<u8>>,
}

impl CustomImage for Stub {
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
        (ROW as u32, 1)
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

    fn pixels(size: (u32, u32), colors: &str, mask: Option<&str>) -> Whole {
        Whole::pixels(size, true, colors.into(), mask.map(Blob::from))
    }

    /// The row of a stream of a stub, packed as the library packs it.
    fn packed(sign: u128, name: u32, kind: u8, longer: usize) -> Vec<u8> {
        let row = [&sign.to_be_bytes()[..], &name.to_be_bytes(), &[kind], &vec![0; longer]].concat();
        CompressorPool::pixels().deflate(&row)
    }

    #[test]
    fn a_row_leads_to_the_picture_that_it_spells() {
        let wholes = Wholes::new(7);
        wholes.stub(pixels((3, 2), "first", None));
        wholes.stub(pixels((400, 5), "second", Some("mask")));
        let found = |sign, name, kind, longer| {
            let channel = wholes.channel(&packed(sign, name, kind, longer))?;
            Some((channel.size, channel.filter, channel.data.read().into_owned()))
        };
        assert_eq!(found(7, 0, COLORS, 0), Some(((3, 2), "/FlateDecode", b"first".to_vec())));
        assert_eq!(found(7, 1, COLORS, 2 * ROW), Some(((400, 5), "/FlateDecode", b"second".to_vec())));
        assert_eq!(found(7, 1, MASK, 0), Some(((400, 5), "/FlateDecode", b"mask".to_vec())));
        // A sign, a name, a mask that there is not; another kind of stream.
        for (sign, name, kind, longer) in [(8, 0, COLORS, 0), (7, 2, COLORS, 0), (7, 0, MASK, 0), (7, 0, 2, 0)] {
            assert_eq!(found(sign, name, kind, longer), None);
        }
        let row = packed(7, 0, COLORS, 0);
        for end in 0..row.len() / 2 {
            assert!(wholes.channel(&row[..end]).is_none());
        }
        assert!(wholes.channel(b"neither").is_none());
    }

    #[test]
    fn what_is_the_same_has_one_stub() {
        let wholes = Wholes::new(7);
        let first = wholes.stub(pixels((3, 2), "colours", Some("mask")));
        assert_eq!(wholes.stub(pixels((3, 2), "colours", Some("mask"))), first);
        for other in [pixels((2, 3), "colours", Some("mask")), pixels((3, 2), "colours", None), pixels((3, 2), "mask", None)] {
            assert_ne!(wholes.stub(other), first);
        }
        assert_eq!(wholes.named().pictures.len(), 4);
    }

    #[test]
    fn a_png_has_the_size_of_its_picture_and_the_row() {
        let wholes = Wholes::new(7);
        for (name, (grey, mask)) in [(false, false), (false, true), (true, false), (true, true)].into_iter().enumerate() {
            // The row ends within the picture's second line.
            let whole = Whole::pixels((20, 3), grey, vec![name as u8].into(), mask.then(Blob::default));
            let png = wholes.png((20, 3), whole).expect("room for the row");
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
            assert!(colors.starts_with(&row(COLORS)) && colors[ROW..].iter().all(|&byte| byte == 0), "{colors:?}");
            let alpha: Vec<u8> = rgba.pixels().map(|pixel| pixel.0[3]).collect();
            assert!(!mask || alpha.starts_with(&row(MASK)), "{alpha:?}");
        }
        assert!(wholes.png((ROW as u32 - 1, 1), pixels((ROW as u32 - 1, 1), "small", None)).is_none());
    }

    proptest! {
        #[test]
        fn no_headers_are_too_strange(segments in prop::collection::vec((any::<u8>(), 0..9_u16, prop::collection::vec(any::<u8>(), 0..9)), 0..6)) {
            // Markers whose lengths are right or not, down to lengths that no header has, before and after a frame of 30 by 20 pixels.
            let headers: Vec<_> =
                segments.iter().map(|(marker, length, data)| [&[0xFF, *marker], &length.to_be_bytes()[..], data].concat()).collect();
            let (before, after) = headers.split_at(headers.len() / 2);
            let frame = b"\xff\xc0\0\x0b\x08\0\x14\0\x1e\x01\x01\x11\0";
            let scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0";
            let jpeg = [b"\xff\xd8", &*before.concat(), frame, &after.concat(), scan].concat();
            match Whole::jpeg(jpeg.as_slice().into()) {
                Ok(known) => {
                    prop_assert!(known.colors == Blob::from(jpeg));
                    let size = known.size;
                    let png = Wholes::new(7).png(size, known);
                    let pixels = png.map(|png| image::load_from_memory(&png).expect("a PNG"));
                    prop_assert!(pixels.is_none_or(|pixels| (pixels.width(), pixels.height()) == size));
                }
                Err(_) => prop_assert!(!headers.is_empty()),
            }
        }
    }

    #[test]
    fn a_jpeg_says_what_its_numbers_stand_for() {
        let jpeg = |color, channels: usize, profile: Option<&[u8]>| {
            let mut bytes = Vec::new();
            let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
            if let Some(profile) = profile {
                encoder.set_icc_profile(profile.to_vec()).expect("room for it");
            }
            encoder.encode(&[99].repeat(6 * channels), 3, 2, color).expect("a JPEG");
            Whole::jpeg(bytes.into()).expect("headers")
        };
        let grey = jpeg(ExtendedColorType::L8, 1, None);
        assert_eq!((grey.size, grey.grey, grey.profile), ((3, 2), true, None));
        let colors = jpeg(ExtendedColorType::Rgb8, 3, Some(b"a profile"));
        assert_eq!((colors.size, colors.grey, colors.profile.as_deref()), ((3, 2), false, Some(&b"a profile"[..])));
        let inks = include_bytes!("../../tests/fixtures/cmyk.jpg");
        assert!(Whole::jpeg(inks.as_slice().into()).is_err());
        assert!(Whole::jpeg(b"\xff\xd8neither".as_slice().into()).is_err());
    }
}
