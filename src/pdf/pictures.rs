//! Pictures: files → image XObjects and drawings, one object for each picture however often it is shown.
//!
//! A JPEG is copied byte for byte; other raster formats are decoded. Pictures with more pixels than print can show at their largest size
//! in the book are resampled. SVG drawings stay vectors. The EPUB has its own rules (`epub`).

use super::image_xobjects::{ImageXObject, ImageXObjects};
use crate::{
    book::{Asset, AssetId, Book, ImageFormat},
    deflate::CompressorPool,
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::{FontSet, missing_glyphs},
    layout::frame::{FrameItem, Shape},
    picture::{self, Header},
    raster::{
        filters,
        svg::{self, FontDatabase},
    },
    typeset::length::Length,
};
use image::{DynamicImage, codecs::jpeg::JpegEncoder, imageops::FilterType};
use krilla::image::Image;
use rayon::prelude::*;
use resvg::usvg;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use xxhash_rust::xxh3::Xxh3Default;

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
    /// The placeholder of an image XObject.
    Raster(Image),
    /// An SVG drawing.
    Vector(Box<usvg::Tree>),
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

/// Reads every picture among the items. Returns what to draw, and the image XObjects that replace the placeholders.
pub(super) fn prepare<'a>(
    book: &Book,
    items: impl Iterator<Item = &'a FrameItem>,
    resolution: Resolution,
    fonts: &FontSet,
    sink: &mut Diagnostics,
) -> (Pictures, ImageXObjects) {
    let mut widest: BTreeMap<AssetId, Length> = BTreeMap::new();
    for item in items {
        if let Shape::Image { asset, rect } = item.shape {
            let width = widest.entry(asset).or_default();
            *width = Length::max(*width, rect.size.width);
        }
    }
    let mut signature = Xxh3Default::new();
    widest.keys().for_each(|id| signature.update(&book.asset(*id).bytes.checksum().to_be_bytes()));
    let reader = PictureReader {
        fonts: svg::font_database(fonts),
        compressors: CompressorPool::pixels(),
        images: ImageXObjects::new(signature.digest128()),
    };
    let read: Vec<_> = widest
        .into_par_iter()
        .map(|(id, width)| {
            let most = match resolution {
                Resolution::Screen => (width.to_points() / 72.0 * PRINT_RESOLUTION).ceil().max(1.0),
                Resolution::Full => f64::INFINITY,
            };
            (id, reader.picture(book.asset(id), most))
        })
        .collect();
    let mut pictures = Pictures::new();
    for (id, read) in read {
        match read {
            Ok(picture) => {
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
    (pictures, reader.images)
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
struct PictureReader {
    fonts: FontDatabase,
    compressors: CompressorPool,
    images: ImageXObjects,
}

impl PictureReader {
    /// Reads a picture, with at most `most` pixels across.
    fn picture(&self, asset: &Asset, most: f64) -> Result<Picture, Failure> {
        match asset.format {
            ImageFormat::Svg => self.drawing(asset).map(|tree| Picture::Vector(Box::new(tree))),
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => {
                let image = raster(asset, most, &self.compressors).map_err(Failure::Unreadable)?;
                Ok(Picture::Raster(self.images.placeholder(image)))
            }
        }
    }

    /// Reads a drawing; pictures inside it are replaced by placeholders.
    fn drawing(&self, asset: &Asset) -> Result<usvg::Tree, Failure> {
        let holds_pictures = AtomicBool::new(false);
        let missing = Mutex::default();
        let tree = svg::parse_with_images(asset, &self.fonts, &missing, |_| {
            holds_pictures.store(true, Ordering::Relaxed);
            None
        })
        .map_err(Failure::Unreadable)?;
        let missing = missing.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !missing.is_empty() {
            return Err(Failure::Missing(missing));
        }
        filters::check(&tree).map_err(|_| Failure::Filter)?;
        if !holds_pictures.into_inner() {
            return Ok(tree);
        }
        let is_filtered = !tree.filters().is_empty();
        drop(tree);
        // A symbol with a picture may be used a thousand times.
        let known: Mutex<BTreeMap<Vec<u8>, Option<Vec<u8>>>> = Mutex::default();
        svg::parse_with_images(asset, &self.fonts, &Mutex::default(), |bytes| {
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            known.entry(bytes.to_vec()).or_insert_with(|| self.embedded(asset, bytes, is_filtered)).clone()
        })
        .map_err(Failure::Unreadable)
    }

    /// The PNG that replaces a picture inside a drawing; none when the picture itself stays.
    fn embedded(&self, drawing: &Asset, bytes: &[u8], is_filtered: bool) -> Option<Vec<u8>> {
        let Header { format, size, stored } = picture::read_header(bytes).ok()?;
        // Filters need the true pixels.
        if is_filtered && stored.as_shown() {
            return None;
        }
        // Derived bytes are stored as the drawing is, in memory or outside.
        let bytes = drawing.bytes.store(bytes.to_vec());
        let inner = Asset { path: Arc::clone(&drawing.path), bytes, format, size, stored, span: drawing.span };
        // The library refuses CMYK and ignores the Exif orientation.
        if is_filtered {
            return decoded_png(&inner);
        }
        let image = raster(&inner, f64::INFINITY, &self.compressors).ok()?;
        self.images.placeholder_png(size, image).or_else(|| decoded_png(&inner))
    }
}

/// The pixels of a picture, upright and in sRGB, as a PNG.
fn decoded_png(asset: &Asset) -> Option<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    picture::decode(asset).ok()?.into_rgba8().write_to(&mut bytes, image::ImageFormat::Png).ok()?;
    Some(bytes.into_inner())
}

/// The image XObject of a raster picture, resampled to `most` pixels across if it has many more. The error is a message.
fn raster(asset: &Asset, most: f64, compressors: &CompressorPool) -> Result<ImageXObject, String> {
    let oversize = f64::from(asset.size.0) > most * RESAMPLING_THRESHOLD && asset.bytes.length() > SMALL_FILE;
    if asset.format == ImageFormat::Jpeg && !oversize && asset.stored.as_shown() {
        return ImageXObject::jpeg(asset.bytes.clone());
    }

    let mut pixels = picture::decode(asset).map_err(|error| error.to_string())?;
    if oversize {
        let height = (f64::from(pixels.height()) * most / f64::from(pixels.width().max(1))).round().max(1.0);
        let (width, height) = (most as u32, height as u32);
        // A very large picture is averaged first: the result is the same, and Lanczos reads each pixel many times.
        if pixels.width() / 4 > width {
            pixels = pixels.thumbnail_exact(width * 2, height * 2);
        }
        pixels = pixels.resize_exact(width, height, FilterType::Lanczos3);
    }
    if asset.format == ImageFormat::Jpeg {
        let bytes = encode_jpeg(&pixels).map_err(|error| error.to_string())?;
        return ImageXObject::jpeg(asset.bytes.store(bytes));
    }
    let size = (pixels.width(), pixels.height());
    let grey = !pixels.color().has_color();
    let (colors, mask) = match (grey, pixels.color().has_alpha()) {
        (true, false) => (pixels.into_luma8().into_raw(), None),
        (false, false) => (pixels.into_rgb8().into_raw(), None),
        (true, true) => split_alpha::<2>(&pixels.into_luma_alpha8()),
        (false, true) => split_alpha::<4>(&pixels.into_rgba8()),
    };
    let keep = |channel: Vec<u8>| asset.bytes.store(compressors.deflate(&channel));
    Ok(ImageXObject::pixels(size, grey, keep(colors), mask.map(keep)))
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
