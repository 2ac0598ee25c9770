//! The marker segments of a JPEG file (ISO/IEC 10918-1, annex B): the frame header and the application segments.
//!
//! Nothing is decoded. Truncated files are recognised here, by their missing EOI marker, because decoders fill the missing part
//! with grey and report nothing.

use std::ops::Range;
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, options::DecoderOptions},
};

/// Start of image.
const SOI: u8 = 0xd8;
/// End of image.
const EOI: u8 = 0xd9;
/// Start of scan.
const SOS: u8 = 0xda;
/// Exif and XMP.
const APP1: u8 = 0xe1;
/// The ICC profile.
const APP2: u8 = 0xe2;
/// Adobe's segment.
const APP14: u8 = 0xee;

/// What the segments say.
#[derive(Debug)]
pub(super) struct Jpeg<'a> {
    /// Width and height in pixels, as stored (before the Exif orientation is applied).
    pub(super) size: (u32, u32),
    /// The number of colour components.
    pub(super) components: u8,
    /// Whether CMYK samples are inverted, as they are in files with Adobe's segment.
    pub(super) inverted: bool,
    /// The Exif data, without their identifier.
    pub(super) exif: Option<&'a [u8]>,
    /// The byte ranges of the APP1 segments (Exif, XMP), markers included.
    pub(super) app1: Vec<Range<usize>>,
    /// The chunks of the ICC profile with their sequence numbers (ICC.1:2022, annex B).
    icc_chunks: Vec<(u8, &'a [u8])>,
    /// Whether the EOI marker was found.
    pub(super) complete: bool,
}

impl<'a> Jpeg<'a> {
    /// Reads the segments of the file `bytes`; none when there is no frame that reading systems decode.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut jpeg = Self {
            size: (0, 0),
            components: 0,
            inverted: false,
            exif: None,
            app1: Vec::new(),
            icc_chunks: Vec::new(),
            complete: false,
        };
        let mut at = 2;
        let mut has_scan = false;
        while let Some(marker) = next_marker(bytes, &mut at) {
            match marker {
                EOI => {
                    jpeg.complete = has_scan;
                    break;
                }
                // TEM, RST0 to RST7 and SOI have no segment.
                0x01 | 0xd0..=0xd7 | SOI => {}
                _ => {
                    let Some(segment) = segment(bytes, at) else { break };
                    let start = at - 2;
                    at += segment.len() + 2;
                    if marker == APP1 {
                        jpeg.app1.push(start..at);
                    }
                    match marker {
                        // SOF0 to SOF2: baseline, extended and progressive DCT with Huffman coding. The other processes are decoded
                        // by no reading system.
                        0xc0..=0xc2 => jpeg.read_frame_header(segment)?,
                        0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return None,
                        SOS => {
                            has_scan = true;
                            skip_scan(bytes, &mut at);
                        }
                        APP1 if jpeg.exif.is_none() => jpeg.exif = segment.strip_prefix(b"Exif\0\0"),
                        APP2 => {
                            if let Some([number, _, chunk @ ..]) = segment.strip_prefix(b"ICC_PROFILE\0") {
                                jpeg.icc_chunks.push((*number, chunk));
                            }
                        }
                        APP14 => jpeg.inverted |= segment.starts_with(b"Adobe"),
                        _ => {}
                    }
                }
            }
        }
        (jpeg.components > 0).then_some(jpeg)
    }

    /// Reads a frame header (B.2.2). A second frame, which no single picture has (B.2.1), makes the file unreadable: a decoder might
    /// take it instead of the first.
    fn read_frame_header(&mut self, segment: &[u8]) -> Option<()> {
        if self.components > 0 {
            return None;
        }
        let [_, height_high, height_low, width_high, width_low, components, ..] = *segment else { return None };
        let [width, height] = [[width_high, width_low], [height_high, height_low]].map(u16::from_be_bytes);
        self.size = (u32::from(width), u32::from(height));
        self.components = components;
        Some(())
    }

    /// The ICC profile, its chunks joined in the order of their numbers.
    pub(super) fn icc_profile(&self) -> Option<Vec<u8>> {
        let mut chunks = self.icc_chunks.clone();
        chunks.sort_by_key(|(number, _)| *number);
        (!chunks.is_empty()).then(|| chunks.into_iter().flat_map(|(_, chunk)| chunk).copied().collect())
    }
}

/// Reads the headers of a JPEG of any size and returns the decoder. The error is the decoder's message.
pub fn decode_jpeg_headers(bytes: &[u8]) -> Result<JpegDecoder<ZCursor<&[u8]>>, String> {
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| error.to_string())?;
    Ok(decoder)
}

/// The code of the next marker; `at` moves past it. Bytes between segments are skipped, as decoders do.
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

/// The parameters of the segment at `at`, after its length.
fn segment(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    bytes.get(at + 2..at.checked_add(length.max(2))?)
}

/// Moves `at` to the marker that ends the entropy-coded data, past stuffed bytes and RST markers (B.1.1.5).
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
