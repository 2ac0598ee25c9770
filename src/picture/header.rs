//! The header of a picture file: format, size, colour properties and orientation, read before any pixel is decoded.

use super::{
    chunks::{self, Chunks},
    foreign::foreign_format,
    jpeg::Jpeg,
};
use crate::{
    book::{ImageFormat, Stored},
    source::stand_in,
};
use image::{ExtendedColorType, ImageDecoder, ImageReader, metadata::Orientation};
use quick_xml::{Reader, events::Event};
use std::io::Cursor;

/// Longest side that we accept, in pixels: beyond it, decoders in reading systems and printers fail.
const MAX_SIDE: u32 = 30_000;
/// Most pixels that we accept: 120 megapixels decode to 480 MB.
const MAX_PIXELS: u64 = 120_000_000;

/// What the header of a picture file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What its first bytes say; the name of the file is not asked.
    pub format: ImageFormat,
    /// Width and height in pixels, after the Exif orientation is applied.
    pub size: (u32, u32),
    /// How its pixels are to be read.
    pub stored: Stored,
}

/// Why a picture file is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderError {
    /// The file has no bytes.
    Empty,
    /// The file ends before the picture does.
    Truncated,
    /// The format is unknown, or the header is damaged.
    Unreadable,
    /// The format is known, and no reading system shows it: TIFF, HEIC.
    Foreign(&'static str),
    /// Something else stands in its place ([`stand_in`]).
    StandIn(&'static str),
    /// A drawing says neither its width and height nor its `viewBox`.
    Sizeless,
    /// A side or the number of pixels is over the limit.
    TooLarge,
}

/// Reads the header of the picture file `bytes` and checks that the file is complete and not too large.
///
/// The format is found from the bytes, never from a file name. See [`HeaderError`] for what is refused.
pub fn read_header(bytes: &[u8]) -> Result<Header, HeaderError> {
    // A disk that was not written to its end leaves zeros.
    if bytes.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace()) {
        return Err(HeaderError::Empty);
    }
    if let Some(other) = stand_in(bytes) {
        return Err(HeaderError::StandIn(other));
    }
    let format = sniff(bytes).ok_or_else(|| foreign_format(bytes).map_or(HeaderError::Unreadable, HeaderError::Foreign))?;
    let animated = |chunks: Chunks| chunks.complete.then_some(chunks.animated).ok_or(HeaderError::Truncated);
    let header = match format {
        ImageFormat::Svg => {
            let size = svg_size(bytes)?;
            Header { format, size, stored: Stored { transparent: true, ..Stored::default() } }
        }
        ImageFormat::Jpeg => jpeg_header(bytes)?,
        ImageFormat::Png => raster_header(bytes, format, image::ImageFormat::Png, || animated(chunks::scan_png(bytes)))?,
        ImageFormat::Gif => raster_header(bytes, format, image::ImageFormat::Gif, || animated(chunks::scan_gif(bytes)))?,
        ImageFormat::WebP => raster_header(bytes, format, image::ImageFormat::WebP, || animated(chunks::scan_webp(bytes)))?,
    };
    check_size(header.size).map(|()| header)
}

fn check_size((width, height): (u32, u32)) -> Result<(), HeaderError> {
    if width == 0 || height == 0 {
        return Err(HeaderError::Unreadable);
    }
    let large = width.max(height) > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS;
    if large { Err(HeaderError::TooLarge) } else { Ok(()) }
}

/// The format that the file name extension `extension` stands for, in any case; none for an unknown one.
pub fn format_of_extension(extension: &str) -> Option<ImageFormat> {
    match extension.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => Some(ImageFormat::Jpeg),
        "png" => Some(ImageFormat::Png),
        "gif" => Some(ImageFormat::Gif),
        "webp" => Some(ImageFormat::WebP),
        "svg" => Some(ImageFormat::Svg),
        _ => None,
    }
}

/// The usual name of a format, for messages.
pub const fn format_name(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Jpeg => "JPEG",
        ImageFormat::Png => "PNG",
        ImageFormat::Gif => "GIF",
        ImageFormat::WebP => "WebP",
        ImageFormat::Svg => "SVG",
    }
}

/// Recognises a format by its signature, the first bytes of the file.
fn sniff(bytes: &[u8]) -> Option<ImageFormat> {
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some(ImageFormat::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(ImageFormat::Png);
    }
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        return Some(ImageFormat::Gif);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(ImageFormat::WebP);
    }
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    head.starts_with(b"<").then_some(ImageFormat::Svg)
}

fn jpeg_header(bytes: &[u8]) -> Result<Header, HeaderError> {
    let Some(jpeg) = Jpeg::read(bytes) else { return Err(HeaderError::Unreadable) };
    check_size(jpeg.size)?;
    if !jpeg.complete {
        return Err(HeaderError::Truncated);
    }
    let orientation = jpeg.exif.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms);
    let cmyk = jpeg.components == 4;
    let stored = Stored {
        turned: orientation != Orientation::NoTransforms,
        cmyk,
        // Without a profile, CMYK values say nothing exact about colours; we take them for offset printing on coated paper.
        profiled: !cmyk || jpeg.icc_profile().is_some(),
        ..Stored::default()
    };
    Ok(Header { format: ImageFormat::Jpeg, size: upright(jpeg.size, orientation), stored })
}

/// The header of a PNG, GIF or WebP file. `animated` says whether it is animated, or that it is truncated.
fn raster_header(
    bytes: &[u8],
    format: ImageFormat,
    decoded_as: image::ImageFormat,
    animated: impl FnOnce() -> Result<bool, HeaderError>,
) -> Result<Header, HeaderError> {
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), decoded_as).into_decoder().map_err(|error| match error {
        image::ImageError::Limits(_) => HeaderError::TooLarge,
        image::ImageError::Decoding(_)
        | image::ImageError::Encoding(_)
        | image::ImageError::Parameter(_)
        | image::ImageError::Unsupported(_)
        | image::ImageError::IoError(_) => HeaderError::Unreadable,
    })?;
    // A picture that is too large and truncated is reported as too large.
    check_size(decoder.dimensions())?;
    let deep = matches!(
        decoder.original_color_type(),
        ExtendedColorType::L16 | ExtendedColorType::La16 | ExtendedColorType::Rgb16 | ExtendedColorType::Rgba16
    );
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let stored = Stored {
        turned: orientation != Orientation::NoTransforms,
        deep,
        animated: animated()?,
        transparent: decoder.color_type().has_alpha(),
        ..Stored::default()
    };
    Ok(Header { format, size: upright(decoder.dimensions(), orientation), stored })
}

/// The size after the orientation is applied: a quarter turn exchanges width and height.
fn upright((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            (height, width)
        }
        Orientation::NoTransforms | Orientation::Rotate180 | Orientation::FlipHorizontal | Orientation::FlipVertical => {
            (width, height)
        }
    }
}

/// The size of the root element in CSS pixels: `width` and `height`, else the `viewBox` (SVG 2, §8.2).
fn svg_size(bytes: &[u8]) -> Result<(u32, u32), HeaderError> {
    let text = std::str::from_utf8(bytes).map_err(|_| HeaderError::Unreadable)?;
    let mut reader = Reader::from_str(text);
    let root = loop {
        match reader.read_event().map_err(|_| HeaderError::Unreadable)? {
            Event::Start(element) | Event::Empty(element) => break element,
            Event::Eof => return Err(HeaderError::Unreadable),
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    };
    if root.local_name().as_ref() != "svg" {
        return Err(HeaderError::Unreadable);
    }
    let attribute = |name: &str| Some(root.try_get_attribute(name).ok().flatten()?.value.into_owned());
    let declared =
        attribute("width").and_then(|text| css_pixels(&text)).zip(attribute("height").and_then(|text| css_pixels(&text)));
    let view_box = || {
        let text = attribute("viewBox")?;
        let numbers: Vec<f64> = text
            .split([' ', ',', '\t', '\n', '\r'])
            .filter(|part| !part.is_empty())
            .map(str::parse)
            .collect::<Result<_, _>>()
            .ok()?;
        (numbers.len() == 4).then(|| (numbers[2], numbers[3]))
    };
    let (width, height) = declared.or_else(view_box).ok_or(HeaderError::Sizeless)?;
    round_up(width).zip(round_up(height)).ok_or(HeaderError::Unreadable)
}

/// A CSS length in pixels; none for a percentage or a unit that depends on a font.
fn css_pixels(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '+' | '-'))).unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    let factor = match &text[end..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    Some(number * factor)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is tested on the line before")]
fn round_up(length: f64) -> Option<u32> {
    let positive = length.is_finite() && length > 0.0 && length < f64::from(u32::MAX);
    positive.then(|| length.ceil() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(svg: &str) -> Option<(u32, u32)> {
        read_header(svg.as_bytes()).ok().map(|header| header.size)
    }

    #[test]
    fn an_svg_has_the_size_of_its_root() {
        assert_eq!(size("<?xml version='1.0'?><!-- x --><svg width='10mm' height=\"20\" viewBox='0 0 5 5'/>"), Some((38, 20)));
        assert_eq!(size("<svg width='100%' height='100%' viewBox='0,0 120 80.5'></svg>"), Some((120, 81)));
        assert_eq!(size("<svg/>"), None);
        for sizeless in ["<svg/>", "<svg width='100%' height='3em'/>", "<svg viewBox='0 0 4'/>"] {
            assert_eq!(read_header(sizeless.as_bytes()).err(), Some(HeaderError::Sizeless), "{sizeless}");
        }
        assert_eq!(size("<html/>"), None);
        assert_eq!(size("<svg width='1e99' viewBox='0 0 -1 4'/>"), None);
    }

    #[test]
    fn damaged_and_oversized_pictures_are_refused() {
        assert_eq!(read_header(b"\x89PNG\r\n\x1a\nrest").err(), Some(HeaderError::Unreadable));
        assert_eq!(read_header(b"").err(), Some(HeaderError::Empty));
        assert_eq!(read_header(b"<svg width='40000' height='1'/>").err(), Some(HeaderError::TooLarge));
    }
}
