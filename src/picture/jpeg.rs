//! The segments of a JPEG file (ISO 10918-1, annex B): its frame, and what its makers said about it.
//!
//! Nothing is decoded. A file that ends before its end mark is told from a whole one here, because decoders fill the missing
//! part with grey and say nothing.

use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, options::DecoderOptions},
};

/// What the segments say.
#[derive(Debug)]
pub(super) struct Jpeg<'a> {
    /// Width and height as stored.
    pub(super) size: (u32, u32),
    /// Colour components.
    pub(super) components: u8,
    /// Whether Adobe's segment is there: such files hold the inks inverted.
    pub(super) adobe: bool,
    /// The Exif block.
    pub(super) exif: Option<&'a [u8]>,
    /// Where the segments begin and end in which a camera tells of the picture (Exif, XMP).
    pub(super) notes: Vec<(usize, usize)>,
    /// The parts of the colour profile with their numbers.
    profile: Vec<(u8, &'a [u8])>,
    /// Whether the end mark was found.
    pub(super) whole: bool,
}

impl<'a> Jpeg<'a> {
    /// Reads the segments; none when there is no frame that readers decode.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut jpeg =
            Self { size: (0, 0), components: 0, adobe: false, exif: None, notes: Vec::new(), profile: Vec::new(), whole: false };
        let mut at = 2;
        let mut scanned = false;
        while let Some(marker) = next_marker(bytes, &mut at) {
            match marker {
                0xd9 => {
                    jpeg.whole = scanned;
                    break;
                }
                // Marks without a segment.
                0x01 | 0xd0..=0xd8 => {}
                _ => {
                    let Some(segment) = segment(bytes, at) else { break };
                    let start = at - 2;
                    at += segment.len() + 2;
                    if marker == 0xe1 {
                        jpeg.notes.push((start, at));
                    }
                    match marker {
                        // Baseline, extended and progressive with Huffman coding; no reading system decodes another process.
                        0xc0..=0xc2 => jpeg.frame(segment)?,
                        0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return None,
                        0xda => {
                            scanned = true;
                            skip_scan(bytes, &mut at);
                        }
                        0xe1 if jpeg.exif.is_none() => jpeg.exif = segment.strip_prefix(b"Exif\0\0"),
                        0xe2 => {
                            if let Some([number, _, part @ ..]) = segment.strip_prefix(b"ICC_PROFILE\0") {
                                jpeg.profile.push((*number, part));
                            }
                        }
                        0xee => jpeg.adobe |= segment.starts_with(b"Adobe"),
                        _ => {}
                    }
                }
            }
        }
        (jpeg.components > 0).then_some(jpeg)
    }

    /// Reads the frame. Of two, which no single picture has (B.2.1), decoders might take the other.
    fn frame(&mut self, segment: &[u8]) -> Option<()> {
        if self.components > 0 {
            return None;
        }
        let [_, high, low, wide, narrow, components, ..] = *segment else { return None };
        self.size = (u32::from(u16::from_be_bytes([wide, narrow])), u32::from(u16::from_be_bytes([high, low])));
        self.components = components;
        Some(())
    }

    /// The colour profile, its parts joined in their order.
    pub(super) fn profile(&self) -> Option<Vec<u8>> {
        let mut parts = self.profile.clone();
        parts.sort_by_key(|(number, _)| *number);
        (!parts.is_empty()).then(|| parts.into_iter().flat_map(|(_, part)| part).copied().collect())
    }
}

/// A decoder that has read the headers of a JPEG of any size; in words, why it cannot.
pub(crate) fn headers(bytes: &[u8]) -> Result<JpegDecoder<ZCursor<&[u8]>>, String> {
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| error.to_string())?;
    Ok(decoder)
}

/// The next marker; `at` is left behind it. What lies between segments is skipped, as decoders do.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        *at += memchr::memchr(0xff, bytes.get(*at..)?)? + 1;
        match *bytes.get(*at)? {
            0x00 | 0xff => {}
            marker => {
                *at += 1;
                return Some(marker);
            }
        }
    }
}

/// What a segment holds behind its length.
fn segment(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    bytes.get(at + 2..at.checked_add(length.max(2))?)
}

/// Leaves `at` at the marker that ends the coded data, past escaped bytes and restart marks.
fn skip_scan(bytes: &[u8], at: &mut usize) {
    while let Some(found) = bytes.get(*at..).and_then(|rest| memchr::memchr(0xff, rest)) {
        *at += found;
        match bytes.get(*at + 1) {
            Some(0x00 | 0xd0..=0xd7) => *at += 2,
            Some(0xff) => *at += 1,
            Some(_) => return,
            None => break,
        }
    }
    *at = bytes.len();
}
