//! Pictures: files → image XObjects and drawings, one object for each picture however often it is shown.
//!
//! A JPEG is copied byte for byte; other raster formats are decoded. Pictures with more pixels than print can show at their largest size
//! in the book are resampled. SVG drawings stay vectors (`drawing`). The EPUB has its own rules (`epub`).

use super::{
    drawing::{self, Drawing},
    image_xobjects::ImageXObject,
};
use crate::{
    book::{Asset, AssetId, Book, ImageFormat},
    deflate::CompressorPool,
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::{FontSet, missing_glyphs},
    layout::frame::{FrameItem, Shape},
    memo::{KeyHasher, Memo},
    picture::{self, Header},
    raster::{
        filters,
        svg::{self, FontDatabase, Missing},
    },
    source::Span,
    typeset::length::Length,
};
use image::{DynamicImage, codecs::jpeg::JpegEncoder, imageops::FilterType};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
    sync::{Arc, PoisonError},
};

/// The resolution of print, in pixels per inch: more pixels would not be visible.
const PRINT_RESOLUTION: f64 = 300.0;

/// A picture is resampled only above this multiple of [`PRINT_RESOLUTION`], because resampling costs quality.
const RESAMPLING_THRESHOLD: f64 = 1.1;

/// Files up to this size, in bytes, are never resampled: a small portrait would lose sharpness, and take longer than all else on its page,
/// to save a few thousand bytes.
const SMALL_FILE: usize = 48 << 10;

/// Quality of re-encoded JPEGs, 1 to 100: no visible artefacts at 300 pixels per inch.
const JPEG_QUALITY: u8 = 90;

/// A picture, ready to be drawn.
pub(super) enum Picture {
    /// Pixels.
    Raster(ImageXObject),
    /// An SVG drawing.
    Vector(Drawing),
}

/// The pictures of the pages, without those that cannot be read.
pub(super) type Pictures = BTreeMap<AssetId, Picture>;

/// The resolution of pictures in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolution {
    /// At most that of print.
    Screen,
    /// All pixels: the printer's workflow resamples them.
    Full,
}

/// Reads every picture among the items, or takes what an earlier build has made of it from the memo. What cannot be read or kept in an
/// archival PDF is reported.
pub(super) fn prepare<'a>(
    book: &Book,
    items: impl Iterator<Item = &'a FrameItem>,
    resolution: Resolution,
    (fonts, memo): (&FontSet, &Memo),
    sink: &mut Diagnostics,
) -> Pictures {
    // The largest width of each, and where it is shown first.
    let mut widest: BTreeMap<AssetId, (Length, Option<Span>)> = BTreeMap::new();
    for item in items {
        if let Shape::Image { asset, rect } = item.shape {
            let (width, _) = widest.entry(asset).or_insert((Length::ZERO, item.span));
            *width = Length::max(*width, rect.size.width);
        }
    }
    let reader = PictureReader { fonts: svg::font_database(fonts), compressors: CompressorPool::pixels(), memo };
    let read: Vec<_> = widest
        .into_par_iter()
        .map(|(id, (width, shown))| {
            let most = match resolution {
                Resolution::Screen => (width.to_points() / 72.0 * PRINT_RESOLUTION).ceil().max(1.0),
                Resolution::Full => f64::INFINITY,
            };
            (id, shown.unwrap_or(book.asset(id).span), reader.picture(book.asset(id), most))
        })
        .collect();
    let mut pictures = Pictures::new();
    for (id, shown, read) in read {
        match read {
            Ok(picture) => {
                if let Picture::Vector(Drawing { faults, .. }) = &picture {
                    if faults.repeats_gradient {
                        sink.push(Diagnostic::new(Code::PdfDrawingNotArchivable, shown));
                    }
                    if faults.nests_too_deeply {
                        let limit = "28 q";
                        sink.push(Diagnostic::new(Code::PdfTooLarge, shown).with("limit", limit));
                    }
                }
                pictures.insert(id, picture);
            }
            Err(Failure::Unreadable(reason)) => {
                sink.push(Diagnostic::new(Code::PdfPictureUnreadable, book.asset(id).span).with("reason", reason));
            }
            Err(Failure::Filter) => sink.push(Diagnostic::new(Code::HeavyFilter, book.asset(id).span)),
            Err(Failure::Missing(characters)) => {
                sink.push(missing_glyphs(book.asset(id).span, &characters.into_iter().collect::<Vec<_>>()))
            }
        }
    }
    pictures
}

/// Why a picture is not drawn.
enum Failure {
    /// It cannot be read; the parser's message.
    Unreadable(String),
    /// Its filters are refused.
    Filter,
    /// No face of the book has these characters of its texts.
    Missing(BTreeSet<char>),
}

/// Reads pictures, from many threads at once.
struct PictureReader<'a> {
    fonts: FontDatabase,
    compressors: CompressorPool,
    memo: &'a Memo,
}

impl PictureReader<'_> {
    /// Reads a picture, with at most `most` pixels across.
    fn picture(&self, asset: &Asset, most: f64) -> Result<Picture, Failure> {
        match asset.format {
            ImageFormat::Svg => self.drawing(asset).map(Picture::Vector),
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => {
                self.raster(asset, most).map(Picture::Raster).map_err(Failure::Unreadable)
            }
        }
    }

    /// Reads a drawing, with the pictures inside it.
    fn drawing(&self, asset: &Asset) -> Result<Drawing, Failure> {
        let missing = Missing::default();
        // Readers of drawings know neither turned pictures nor inks.
        let replaced =
            |bytes: &[u8]| inner(asset, bytes).filter(|inner| !inner.stored.as_shown()).and_then(|inner| decoded_png(&inner));
        let tree = svg::parse_with_images(asset, &self.fonts, &missing, replaced).map_err(Failure::Unreadable)?;
        let missing = missing.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !missing.is_empty() {
            return Err(Failure::Missing(missing));
        }
        filters::check(&tree).map_err(|_| Failure::Filter)?;
        let embedded = |bytes: &[u8]| self.raster(&inner(asset, bytes)?, f64::INFINITY).ok();
        Ok(drawing::draw(&tree, &embedded, &self.compressors))
    }

    /// The image XObject of a raster picture, resampled to `most` pixels across if it has many more. The error is a message.
    fn raster(&self, asset: &Asset, most: f64) -> Result<ImageXObject, String> {
        let oversize = f64::from(asset.size.0) > most * RESAMPLING_THRESHOLD && asset.bytes.length() > SMALL_FILE;
        if asset.format == ImageFormat::Jpeg && !oversize && asset.stored.as_shown() {
            return ImageXObject::jpeg(asset.bytes.clone());
        }
        let width = oversize.then_some(most as u32);
        let key = || {
            let format = format!("{:?}", asset.format);
            KeyHasher::default().with("a picture on a page").with(&(width, format)).with(&*asset.bytes.read()).key()
        };
        let made = self.memo.apart(key, || remade(asset, width, &self.compressors))?;
        match made {
            Made::Jpeg(bytes) => ImageXObject::jpeg(asset.bytes.store(bytes)),
            Made::Pixels { size, grey, colors, mask } => {
                let mask = mask.map(|mask| asset.bytes.store(mask));
                Ok(ImageXObject::pixels(size, grey, asset.bytes.store(colors), mask))
            }
        }
    }
}

/// What a raster picture was made into.
#[derive(Serialize, Deserialize)]
enum Made {
    Jpeg(Vec<u8>),
    /// Deflated rows of pixels, and of their alpha.
    Pixels {
        size: (u32, u32),
        grey: bool,
        colors: Vec<u8>,
        mask: Option<Vec<u8>>,
    },
}

/// A picture inside a drawing. What is derived from it is stored as the drawing is, in memory or outside.
fn inner(drawing: &Asset, bytes: &[u8]) -> Option<Asset> {
    let Header { format, size, stored } = picture::read_header(bytes).ok()?;
    let bytes = drawing.bytes.store(bytes.to_vec());
    Some(Asset { path: Arc::clone(&drawing.path), bytes, format, size, stored, span: drawing.span })
}

/// The pixels of a picture, upright and in sRGB, as a PNG.
fn decoded_png(asset: &Asset) -> Option<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    picture::decode(asset).ok()?.into_rgba8().write_to(&mut bytes, image::ImageFormat::Png).ok()?;
    Some(bytes.into_inner())
}

/// The pixels of a picture, upright and in sRGB, resampled to `width` if it is given. The error is a message.
fn remade(asset: &Asset, width: Option<u32>, compressors: &CompressorPool) -> Result<Made, String> {
    let mut pixels = picture::decode(asset).map_err(|error| error.to_string())?;
    if let Some(width) = width {
        let height = (f64::from(pixels.height()) * f64::from(width) / f64::from(pixels.width().max(1))).round().max(1.0) as u32;
        // A very large picture is averaged first: the result is the same, and Lanczos reads each pixel many times.
        if pixels.width() / 4 > width {
            pixels = pixels.thumbnail_exact(width * 2, height * 2);
        }
        pixels = pixels.resize_exact(width, height, FilterType::Lanczos3);
    }
    if asset.format == ImageFormat::Jpeg {
        let bytes = encode_jpeg(&pixels).map_err(|error| error.to_string())?;
        return Ok(Made::Jpeg(bytes));
    }
    let size = (pixels.width(), pixels.height());
    let grey = !pixels.color().has_color();
    let (colors, mask) = match (grey, pixels.color().has_alpha()) {
        (true, false) => (pixels.into_luma8().into_raw(), None),
        (false, false) => (pixels.into_rgb8().into_raw(), None),
        (true, true) => split_alpha::<2>(&pixels.into_luma_alpha8()),
        (false, true) => split_alpha::<4>(&pixels.into_rgba8()),
    };
    let deflate = |channel: Vec<u8>| compressors.deflate(&channel);
    Ok(Made::Pixels { size, grey, colors: deflate(colors), mask: mask.map(deflate) })
}

fn encode_jpeg(pixels: &DynamicImage) -> image::ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY).encode_image(pixels)?;
    Ok(bytes)
}

/// Splits pixels of `CHANNELS` bytes into colours and alpha, which is the last byte; no alpha when all pixels are opaque.
fn split_alpha<const CHANNELS: usize>(pixels: &[u8]) -> (Vec<u8>, Option<Vec<u8>>) {
    let (pixels, _) = pixels.as_chunks::<CHANNELS>();
    let mut color = Vec::with_capacity(pixels.len() * (CHANNELS - 1));
    pixels.iter().for_each(|pixel| color.extend_from_slice(&pixel[..CHANNELS - 1]));
    let transparent = pixels.iter().any(|pixel| pixel[CHANNELS - 1] != u8::MAX);
    (color, transparent.then(|| pixels.iter().map(|pixel| pixel[CHANNELS - 1]).collect()))
}
