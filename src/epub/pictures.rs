//! Pictures as the EPUB holds them: the original bytes where they fit, smaller ones where they do not, SVG cleaned.
//!
//! It knows neither where a picture stands nor what it shows.

mod svg;

use super::Cover;
use crate::{
    book::{Asset, AssetId, Book, ImageFormat, Slug},
    diagnostic::{Code, Diagnostic, Diagnostics},
};
use image::{DynamicImage, ImageDecoder as _, ImageReader, imageops::FilterType};
use std::{borrow::Cow, collections::BTreeSet, io::Cursor};

/// Longest side of a picture in pixels: two screens' width, beyond which readers only pay for the download.
const LONGEST: u32 = 2_000;
/// Quality of a JPEG that we encode: above it files grow and nothing is seen.
const QUALITY: u8 = 85;

/// The file names of all pictures, by [`AssetId`].
pub(super) struct PictureNames {
    names: Vec<(String, &'static str)>,
    cover: (String, &'static str),
}

impl PictureNames {
    /// Names every picture of the book after its path.
    pub(super) fn new(book: &Book, cover: &Cover) -> Self {
        let mut taken = BTreeSet::new();
        let names = book
            .assets
            .iter()
            .enumerate()
            .map(|(index, asset)| {
                let (extension, media_type) = written_as(asset.format, &asset.bytes);
                let stem = asset.path.rsplit_once('.').map_or(&*asset.path, |(stem, _)| stem);
                let mut name = format!("images/{}.{extension}", Slug::from_text(stem));
                if !taken.insert(name.clone()) {
                    name = format!("images/{}_{index}.{extension}", Slug::from_text(stem));
                    taken.insert(name.clone());
                }
                (name, media_type)
            })
            .collect();
        let (extension, media_type) = written_as(cover.format, &cover.bytes);
        Self { names, cover: (format!("images/cover_.{extension}"), media_type) }
    }

    /// The address of a picture.
    pub(super) fn name(&self, asset: AssetId) -> &str {
        self.names.get(asset.0 as usize).map_or("", |(name, _)| name)
    }

    /// The media type of a picture.
    pub(super) fn media_type(&self, asset: AssetId) -> &'static str {
        self.names.get(asset.0 as usize).map_or("", |(_, media_type)| media_type)
    }

    /// Address and media type of the cover.
    pub(super) fn cover(&self) -> (&str, &'static str) {
        (&self.cover.0, self.cover.1)
    }
}

/// Extension and media type of a picture in the EPUB. WebP is a core media type since EPUB 3.3 only, and most reading systems
/// are older: it becomes JPEG when lossy, else PNG.
fn written_as(format: ImageFormat, bytes: &[u8]) -> (&'static str, &'static str) {
    match target(format, bytes) {
        Target::Jpeg => ("jpg", "image/jpeg"),
        Target::Png => ("png", "image/png"),
        Target::Gif => ("gif", "image/gif"),
        Target::Svg => ("svg", "image/svg+xml"),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Jpeg,
    Png,
    Gif,
    Svg,
}

fn target(format: ImageFormat, bytes: &[u8]) -> Target {
    match format {
        ImageFormat::Jpeg => Target::Jpeg,
        ImageFormat::Png => Target::Png,
        ImageFormat::Gif => Target::Gif,
        ImageFormat::Svg => Target::Svg,
        // The chunk after the RIFF header names the coding; "VP8 " is the lossy one, without transparency.
        ImageFormat::WebP => {
            if bytes.get(12..16) == Some(b"VP8 ".as_slice()) {
                Target::Jpeg
            } else {
                Target::Png
            }
        }
    }
}

/// The bytes of a picture as the EPUB holds them.
pub(super) fn prepare<'a>(asset: &'a Asset, sink: &mut Diagnostics) -> Cow<'a, [u8]> {
    match asset.format {
        ImageFormat::Svg => Cow::Owned(svg::clean(&asset.bytes, asset.span, sink)),
        // A resized animation would be a still.
        ImageFormat::Gif => Cow::Borrowed(&asset.bytes),
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP => {
            let fits = asset.size.0.max(asset.size.1) <= LONGEST;
            if fits && asset.format != ImageFormat::WebP {
                return Cow::Borrowed(&asset.bytes);
            }
            match convert(asset) {
                Ok(bytes) => Cow::Owned(bytes),
                Err(error) => {
                    sink.push(
                        Diagnostic::new(Code::UnusablePicture, asset.span)
                            .with("path", &*asset.path)
                            .with("reason", error.to_string()),
                    );
                    Cow::Borrowed(&asset.bytes)
                }
            }
        }
    }
}

fn convert(asset: &Asset) -> image::ImageResult<Vec<u8>> {
    let mut decoder = ImageReader::new(Cursor::new(&asset.bytes)).with_guessed_format()?.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > LONGEST {
        picture = picture.resize(LONGEST, LONGEST, FilterType::Lanczos3);
    }
    let mut bytes = Vec::new();
    match target(asset.format, &asset.bytes) {
        Target::Jpeg => {
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, QUALITY);
            picture.to_rgb8().write_with_encoder(encoder)?;
        }
        Target::Png | Target::Gif | Target::Svg => {
            picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)?;
        }
    }
    Ok(bytes)
}
