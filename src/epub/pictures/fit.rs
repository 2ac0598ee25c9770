//! Preparing the bytes of a picture: kept if they are fit, else made smaller or encoded in another format.
//!
//! Fit is a picture that every reading system shows as its maker meant it, no larger than a screen can use. A heavy one is written
//! again only if that makes it much lighter and nobody sees the difference (`fidelity`).

use super::fidelity;
use crate::{
    book::{Asset, ImageFormat},
    memo::{Key, KeyHasher, Memo},
    picture,
    source::Blob,
};
use image::{
    DynamicImage, ImageEncoder as _, ImageResult,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType as PngFilter, PngEncoder},
    },
    imageops::FilterType,
};
use serde::{Deserialize, Serialize};

/// Quality of a JPEG that has to be made: above it files grow and nothing is seen.
const QUALITY: u8 = 88;
/// From here on a file is worth being made lighter; below, the bytes are the maker's.
pub const HEAVY: usize = 400 * 1024;
/// Bits a pixel that a photograph needs at our quality, with room to spare.
const HEAVY_BITS: usize = 4;

/// The formats in the EPUB. WebP is a core media type since EPUB 3.3 only, and most reading systems are older.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum EpubImageFormat {
    Jpeg,
    Png,
    Gif,
    Svg,
}

impl EpubImageFormat {
    /// The format that a picture is written in when nothing speaks against it.
    pub(super) const fn of(format: ImageFormat) -> Self {
        match format {
            ImageFormat::Jpeg | ImageFormat::WebP => Self::Jpeg,
            ImageFormat::Png => Self::Png,
            ImageFormat::Gif => Self::Gif,
            ImageFormat::Svg => Self::Svg,
        }
    }

    pub(super) const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Svg => "svg",
        }
    }

    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// A picture as it is packed.
pub(super) struct Fitted {
    pub(super) kind: EpubImageFormat,
    pub(super) size: (u32, u32),
    pub(super) bytes: Blob,
}

/// What a picture was made into: another file, or nothing, when its own is as good.
type Made = Option<(EpubImageFormat, (u32, u32), Vec<u8>)>;

/// Makes a picture fit, no side longer than `longest`, or takes what an earlier build has made of it from the memo.
pub(super) fn fit(asset: &Asset, longest: u32, memo: Option<&Memo>) -> ImageResult<Fitted> {
    let kept = || Fitted { kind: EpubImageFormat::of(asset.format), size: asset.size, bytes: asset.bytes.clone() };
    if asset.format == ImageFormat::Svg {
        return Ok(kept());
    }
    let large = asset.size.0.max(asset.size.1) > longest;
    let fits = asset.format != ImageFormat::WebP && asset.stored.as_shown() && !large;
    if fits && !is_heavy(asset.bytes.length(), asset.size) {
        return Ok(kept());
    }
    let make = || remade(asset, longest, large, fits);
    let made = memo.map_or_else(make, |memo| memo.apart(|| key(asset, longest), make))?;
    Ok(made.map_or_else(kept, |(kind, size, bytes)| Fitted { kind, size, bytes: asset.bytes.store(bytes) }))
}

/// What a picture that is made fit is kept under.
fn key(asset: &Asset, longest: u32) -> Key {
    let format = EpubImageFormat::of(asset.format).extension();
    KeyHasher::default().with("a picture that fits").with(&(longest, format, asset.size)).with(&*asset.bytes.read()).key()
}

/// Makes a picture fit that is too `large`, or is to be read by every system, or lighter, if it `fits` otherwise.
fn remade(asset: &Asset, longest: u32, large: bool, fits: bool) -> ImageResult<Made> {
    let mut pixels = opaque_if_it_is(picture::decode(asset)?);
    if large {
        pixels = pixels.resize(longest, longest, FilterType::Lanczos3);
    }
    let size = (pixels.width(), pixels.height());
    let made = made(asset, &pixels)?;
    // Pixels that need not change are written again for the sake of weight alone: a third must be gained.
    if fits && made.1.len() * 3 > asset.bytes.length() * 2 {
        return Ok(None);
    }
    if fits && asset.format == ImageFormat::Jpeg && !fidelity::looks_like(&made.1, &pixels) {
        return Ok(None);
    }
    Ok(Some((made.0, size, made.1)))
}

/// The format of photographs for photographs, the exact one for the rest.
fn made(asset: &Asset, pixels: &DynamicImage) -> ImageResult<(EpubImageFormat, Vec<u8>)> {
    let lossy = match asset.format {
        ImageFormat::Jpeg => true,
        ImageFormat::WebP => is_lossy_webp(&asset.bytes.read()),
        ImageFormat::Png | ImageFormat::Gif | ImageFormat::Svg => false,
    };
    let opaque = !pixels.color().has_alpha();
    if lossy && opaque {
        return Ok((EpubImageFormat::Jpeg, jpeg(pixels)?));
    }
    let exact = png(pixels)?;
    // A photograph kept without loss weighs five times what it need.
    if opaque && is_heavy(exact.len(), (pixels.width(), pixels.height())) {
        let photograph = jpeg(pixels)?;
        if photograph.len() * 2 < exact.len() && fidelity::looks_like(&photograph, pixels) {
            return Ok((EpubImageFormat::Jpeg, photograph));
        }
    }
    Ok((EpubImageFormat::Png, exact))
}

/// Whether a file of `bytes` bytes is worth being made lighter.
fn is_heavy(bytes: usize, (width, height): (u32, u32)) -> bool {
    let pixels = (width as usize).saturating_mul(height as usize);
    bytes > HEAVY && bytes.saturating_mul(8) > pixels.saturating_mul(HEAVY_BITS)
}

/// Whether the pixels of a WebP went through the lossy coder: its first chunk of pixels is "VP8 " (RFC 9649, 2.5).
fn is_lossy_webp(bytes: &[u8]) -> bool {
    let mut at = 12;
    while let Some(head) = bytes.get(at..at + 8) {
        let (kind, length) = (&head[..4], u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
        match kind {
            b"VP8 " => return true,
            b"VP8L" => return false,
            // A frame holds its own chunks behind sixteen bytes of its place and time.
            b"ANMF" => at += 8 + 16,
            _ => at = at.saturating_add(8 + length as usize + (length as usize & 1)),
        }
    }
    false
}

/// Drops an alpha channel that is opaque everywhere.
fn opaque_if_it_is(pixels: DynamicImage) -> DynamicImage {
    match pixels {
        DynamicImage::ImageRgba8(rgba) if rgba.pixels().all(|pixel| pixel.0[3] == u8::MAX) => {
            DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(rgba).into_rgb8())
        }
        DynamicImage::ImageLumaA8(grey) if grey.pixels().all(|pixel| pixel.0[1] == u8::MAX) => {
            DynamicImage::ImageLuma8(DynamicImage::ImageLumaA8(grey).into_luma8())
        }
        other => other,
    }
}

fn jpeg(pixels: &DynamicImage) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(pixels)?;
    Ok(bytes)
}

fn png(pixels: &DynamicImage) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, PngFilter::Adaptive);
    encoder.write_image(pixels.as_bytes(), pixels.width(), pixels.height(), pixels.color().into())?;
    Ok(bytes)
}
