//! What a picture file is: its format, size, colours and orientation, read from its headers, before anything is decoded.

use super::{jpeg::Jpeg, whole};
use crate::book::{ImageFormat, Stored};
use image::{ExtendedColorType, ImageDecoder, ImageReader, metadata::Orientation};
use quick_xml::{Reader, events::Event};
use std::io::Cursor;

/// Longest side that we accept: past it, decoders of readers and printers fail.
const LONGEST_SIDE: u32 = 30_000;
/// Most pixels that we accept: 120 megapixels decode to 480 MB.
const MOST_PIXELS: u64 = 120_000_000;

/// What we know of a picture file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) format: ImageFormat,
    /// Width and height when it is upright.
    pub(crate) size: (u32, u32),
    pub(crate) stored: Stored,
}

/// Why a picture cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// No bytes at all.
    Empty,
    /// The file ends before the picture does.
    Cut,
    /// No format that we know, or damaged.
    Unreadable,
    /// Larger than any page needs.
    TooLarge,
}

/// Reads the facts from `bytes`.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Facts, Unusable> {
    if bytes.is_empty() {
        return Err(Unusable::Empty);
    }
    let format = sniff(bytes).ok_or(Unusable::Unreadable)?;
    let whole = |chunks: whole::Chunks| chunks.whole.then_some(chunks.animated).ok_or(Unusable::Cut);
    let facts = match format {
        ImageFormat::Svg => {
            let size = svg_size(bytes).ok_or(Unusable::Unreadable)?;
            Facts { format, size, stored: Stored { transparent: true, ..Stored::default() } }
        }
        ImageFormat::Jpeg => jpeg(bytes)?,
        ImageFormat::Png => raster(bytes, format, image::ImageFormat::Png, || whole(whole::png(bytes)))?,
        ImageFormat::Gif => raster(bytes, format, image::ImageFormat::Gif, || whole(whole::gif(bytes)))?,
        ImageFormat::WebP => raster(bytes, format, image::ImageFormat::WebP, || whole(whole::webp(bytes)))?,
    };
    size_allowed(facts.size).map(|()| facts)
}

fn size_allowed((width, height): (u32, u32)) -> Result<(), Unusable> {
    if width == 0 || height == 0 {
        return Err(Unusable::Unreadable);
    }
    let large = width.max(height) > LONGEST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS;
    if large { Err(Unusable::TooLarge) } else { Ok(()) }
}

/// The formats that an extension may announce, with the format's usual name.
pub(crate) fn of_extension(extension: &str) -> Option<ImageFormat> {
    match extension.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => Some(ImageFormat::Jpeg),
        "png" => Some(ImageFormat::Png),
        "gif" => Some(ImageFormat::Gif),
        "webp" => Some(ImageFormat::WebP),
        "svg" => Some(ImageFormat::Svg),
        _ => None,
    }
}

/// The usual name of a format.
pub(crate) const fn name(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Jpeg => "JPEG",
        ImageFormat::Png => "PNG",
        ImageFormat::Gif => "GIF",
        ImageFormat::WebP => "WebP",
        ImageFormat::Svg => "SVG",
    }
}

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

fn jpeg(bytes: &[u8]) -> Result<Facts, Unusable> {
    let Some(jpeg) = Jpeg::read(bytes) else { return Err(Unusable::Unreadable) };
    size_allowed(jpeg.size)?;
    if !jpeg.whole {
        return Err(Unusable::Cut);
    }
    let orientation = jpeg.exif.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms);
    let cmyk = jpeg.components == 4;
    let stored = Stored {
        turned: orientation != Orientation::NoTransforms,
        cmyk,
        // The inks of a file without a profile are anyone's guess; ours is a press on coated paper.
        profiled: !cmyk || jpeg.profile().is_some(),
        ..Stored::default()
    };
    Ok(Facts { format: ImageFormat::Jpeg, size: upright(jpeg.size, orientation), stored })
}

fn raster(
    bytes: &[u8],
    format: ImageFormat,
    known_as: image::ImageFormat,
    animated: impl FnOnce() -> Result<bool, Unusable>,
) -> Result<Facts, Unusable> {
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), known_as).into_decoder().map_err(|error| match error {
        image::ImageError::Limits(_) => Unusable::TooLarge,
        image::ImageError::Decoding(_)
        | image::ImageError::Encoding(_)
        | image::ImageError::Parameter(_)
        | image::ImageError::Unsupported(_)
        | image::ImageError::IoError(_) => Unusable::Unreadable,
    })?;
    // What is too large is too large, even if its end is missing as well.
    size_allowed(decoder.dimensions())?;
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
    Ok(Facts { format, size: upright(decoder.dimensions(), orientation), stored })
}

/// A picture on its side is as wide as it was high.
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

/// The size of the root element in CSS pixels: `width` and `height`, else the view box (SVG 2, §8.2).
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text);
    let root = loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => break element,
            Event::Eof => return None,
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
        return None;
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
    let (width, height) = declared.or_else(view_box)?;
    Some((whole(width)?, whole(height)?))
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
fn whole(length: f64) -> Option<u32> {
    let positive = length.is_finite() && length > 0.0 && length < f64::from(u32::MAX);
    positive.then(|| length.ceil() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(svg: &str) -> Option<(u32, u32)> {
        inspect(svg.as_bytes()).ok().map(|facts| facts.size)
    }

    #[test]
    fn an_svg_has_the_size_of_its_root() {
        assert_eq!(size("<?xml version='1.0'?><!-- x --><svg width='10mm' height=\"20\" viewBox='0 0 5 5'/>"), Some((38, 20)));
        assert_eq!(size("<svg width='100%' height='100%' viewBox='0,0 120 80.5'></svg>"), Some((120, 81)));
        assert_eq!(size("<svg/>"), None);
        assert_eq!(size("<html/>"), None);
        assert_eq!(size("<svg width='1e99' viewBox='0 0 -1 4'/>"), None);
    }

    #[test]
    fn damaged_and_enormous_pictures_are_refused() {
        assert_eq!(inspect(b"\x89PNG\r\n\x1a\nrest").err(), Some(Unusable::Unreadable));
        assert_eq!(inspect(b"").err(), Some(Unusable::Empty));
        assert_eq!(inspect(b"<svg width='40000' height='1'/>").err(), Some(Unusable::TooLarge));
    }
}
