//! The pictures of documents: their format by their first bytes, and what the author saw of them.

use super::tree::Picture;
use image::{DynamicImage, ImageFormat, Limits};
use std::io::Cursor;

/// Longest side of a picture that is cropped or turned here, in pixels.
const MAX_SIDE: u32 = 30_000;

/// Most memory for a picture that is cropped or turned here, in bytes.
const MAX_MEMORY: u64 = 512 << 20;

/// What an author saw of a picture file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct View {
    /// Parts of the width and the height that are cut off, from 0 to 1.
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
    /// Quarter turns clockwise.
    pub(super) turns: u8,
    /// Whether it is mirrored, left to right and top to bottom.
    pub(super) mirrored: (bool, bool),
}

/// The picture in a file; an error with the name of the format when the book has no use for it.
pub(super) fn picture(bytes: Vec<u8>) -> Result<Picture, &'static str> {
    match extension(&bytes) {
        Ok(extension) => Ok(Picture { bytes, extension }),
        Err(format) => Err(format),
    }
}

/// The same as the author saw it.
pub(super) fn viewed(bytes: Vec<u8>, view: View) -> Result<Picture, &'static str> {
    let picture = picture(bytes)?;
    let crops = [view.left, view.top, view.right, view.bottom].iter().any(|part| *part > 0.001);
    if !crops && view.turns.is_multiple_of(4) && view.mirrored == (false, false) {
        return Ok(picture);
    }
    // A drawing has no pixels to cut.
    if picture.extension == "svg" {
        return Ok(picture);
    }
    changed(&picture, view).ok_or("damaged")
}

/// The name of the format of a file in its extension, or the name of a format that is not for books.
fn extension(bytes: &[u8]) -> Result<&'static str, &'static str> {
    let text = || {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
        start.trim_start_matches('\u{feff}').trim_start().starts_with('<') && start.contains("<svg")
    };
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Ok("png"),
        [0xff, 0xd8, 0xff, ..] => Ok("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Ok("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok("webp"),
        [1, 0, 0, 0, ..] if bytes.get(40..44) == Some(b" EMF") => Err("EMF"),
        [0xd7, 0xcd, 0xc6, 0x9a, ..] | [1, 0, 9, 0, ..] => Err("WMF"),
        [b'B', b'M', ..] => Err("BMP"),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Err("TIFF"),
        [b'%', b'P', b'D', b'F', ..] => Err("PDF"),
        _ if text() => Ok("svg"),
        _ => Err("?"),
    }
}

/// A picture cut and turned; its profile of colours is kept.
fn changed(picture: &Picture, view: View) -> Option<Picture> {
    use image::{ImageDecoder as _, ImageReader};
    let mut reader = ImageReader::new(Cursor::new(&picture.bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(MAX_SIDE), Some(MAX_SIDE), Some(MAX_MEMORY));
    reader.limits(limits);
    let format = reader.format()?;
    let mut decoder = reader.into_decoder().ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().ok()?;
    let mut pixels = DynamicImage::from_decoder(decoder).ok()?;
    // What a camera says of the file's own turn holds before what the author did to the picture.
    pixels.apply_orientation(orientation);
    let part = |length: u32, share: f64| (f64::from(length) * share.clamp(0.0, 1.0)).round() as u32;
    let (width, height) = (pixels.width(), pixels.height());
    let (x, y) = (part(width, view.left), part(height, view.top));
    let kept_width = width.saturating_sub(x + part(width, view.right)).max(1);
    let kept_height = height.saturating_sub(y + part(height, view.bottom)).max(1);
    let mut pixels = pixels.crop_imm(x.min(width.saturating_sub(1)), y.min(height.saturating_sub(1)), kept_width, kept_height);
    if view.mirrored.0 {
        pixels = pixels.fliph();
    }
    if view.mirrored.1 {
        pixels = pixels.flipv();
    }
    pixels = match view.turns % 4 {
        1 => pixels.rotate90(),
        2 => pixels.rotate180(),
        3 => pixels.rotate270(),
        _ => pixels,
    };
    let mut bytes = Vec::new();
    let extension = match format {
        ImageFormat::Jpeg => {
            use image::ImageEncoder as _;
            let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 92);
            let _ = profile.map(|profile| encoder.set_icc_profile(profile));
            let pixels = DynamicImage::ImageRgb8(pixels.to_rgb8());
            pixels.write_with_encoder(encoder).ok()?;
            "jpg"
        }
        _ => {
            use image::ImageEncoder as _;
            let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
            let _ = profile.map(|profile| encoder.set_icc_profile(profile));
            pixels.write_with_encoder(encoder).ok()?;
            "png"
        }
    };
    Some(Picture { bytes, extension })
}

/// The picture in an address `data:image/png;base64,…`.
pub(super) fn data_picture(address: &str) -> Option<Picture> {
    let (kind, data) = address.strip_prefix("data:")?.split_once(',')?;
    let bytes = if kind.ends_with(";base64") { base64(data)? } else { return None };
    picture(bytes).ok()
}

/// The bytes that Base64 stands for (RFC 4648); white space is skipped. None for anything else.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for character in text.bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ if character.is_ascii_whitespace() => continue,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

/// A description that someone wrote: the name of a file is none, and a program's remark that it made it is taken off.
pub(super) fn described(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let made = [
        "Description générée automatiquement",
        "Description automatically generated",
        "Le contenu généré par l’IA peut être incorrect.",
    ];
    let text = made.iter().fold(text, |text, made| text.replace(made, ""));
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let is_file = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg", ".emf", ".wmf", ".heic"]
        .iter()
        .any(|end| lower.ends_with(end));
    if is_file && (!text.contains(' ') || text.contains(['\\', '/']) || text.split_whitespace().count() <= 3) {
        String::new()
    } else {
        text.to_owned()
    }
}

/// The size of a picture at its own resolution, in inches: what its file says of pixels an inch, else 96 as word processors take.
pub(super) fn physical_size(bytes: &[u8]) -> Option<(f64, f64)> {
    let (width, height) = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_dimensions().ok()?;
    let (across, down) = resolution(bytes).filter(|(across, down)| *across > 1.0 && *down > 1.0).unwrap_or((96.0, 96.0));
    Some((f64::from(width) / across, f64::from(height) / down))
}

/// Pixels an inch, by the chunk pHYs of a PNG or the JFIF header of a JPEG.
fn resolution(bytes: &[u8]) -> Option<(f64, f64)> {
    let number = |at: usize| Some(f64::from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)));
    if bytes.starts_with(&[0x89, b'P', b'N', b'G']) {
        let at = memchr::memmem::find(&bytes[..bytes.len().min(4096)], b"pHYs")?;
        let per_metre = bytes.get(at + 12) == Some(&1);
        return per_metre.then_some((number(at + 4)? * 0.0254, number(at + 8)? * 0.0254));
    }
    if bytes.get(6..11) == Some(b"JFIF\0") {
        let short = |at: usize| Some(f64::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
        let (across, down) = (short(14)?, short(16)?);
        return match bytes.get(13) {
            Some(1) => Some((across, down)),
            Some(2) => Some((across * 2.54, down * 2.54)),
            _ => None,
        };
    }
    None
}
