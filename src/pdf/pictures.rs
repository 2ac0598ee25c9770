//! Pictures: files → what the library embeds, one object a picture however often it is shown.
//!
//! A JPEG goes in byte for byte; other rasters are decoded. What is finer than print can show at the largest size in the book
//! is resampled. Drawings stay vectors. The EPUB has its own rules (`epub`).

use super::stub::{Whole, Wholes};
use crate::{
    book::{Asset, AssetId, Book, ImageFormat},
    deflate::CompressorPool,
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::FontSet,
    layout::frame::{FrameItem, Shape},
    picture::{self, Header},
    raster::drawing::{self, DrawingFonts},
    typeset::length::Length,
};
use image::{DynamicImage, codecs::jpeg::JpegEncoder, imageops::FilterType};
use krilla::image::Image;
use rayon::prelude::*;
use resvg::usvg;
use std::{
    collections::BTreeMap,
    io::Cursor,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use xxhash_rust::xxh3::Xxh3Default;

/// Pixels an inch that print can show; more is weight without sharpness.
const FINEST: f64 = 300.0;

/// Resampling must be worth its loss: up to a tenth above [`FINEST`] the file stays as it is.
const TOLERANCE: f64 = 1.1;

/// Bytes of a file that goes in as it is, however fine: a portrait of 400 pixels that is printed small would lose sharpness and
/// take longer to make again than all else on its page, for a few thousand bytes.
const SMALL: usize = 48 << 10;

/// Quality of a JPEG that had to be made again, of 100: no visible artefacts at 300 dots an inch.
const JPEG_QUALITY: u8 = 90;

/// A picture, ready to be drawn.
pub(super) enum Picture {
    /// The stub of pixels.
    Raster(Image),
    /// A drawing.
    Vector(Box<usvg::Tree>),
}

/// The pictures of the pages; one that cannot be read is absent.
pub(super) type Pictures = BTreeMap<AssetId, Picture>;

/// How many pixels the file gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolution {
    /// As many as print can show.
    Screen,
    /// All there are: the printer's own machines choose.
    Full,
}

/// Reads every picture among the items: what is drawn, and what takes its place in the file.
pub(super) fn prepare<'a>(
    book: &Book,
    items: impl Iterator<Item = &'a FrameItem>,
    resolution: Resolution,
    fonts: &FontSet,
    sink: &mut Diagnostics,
) -> (Pictures, Wholes) {
    let mut widest: BTreeMap<AssetId, Length> = BTreeMap::new();
    for item in items {
        if let Shape::Image { asset, rect } = item.shape {
            let width = widest.entry(asset).or_default();
            *width = Length::max(*width, rect.size.width);
        }
    }
    let mut sign = Xxh3Default::new();
    widest.keys().for_each(|id| sign.update(&book.asset(*id).bytes.checksum().to_be_bytes()));
    let reader =
        Reader { fonts: drawing::fonts(fonts), compressors: CompressorPool::pixels(), wholes: Wholes::new(sign.digest128()) };
    let read: Vec<_> = widest
        .into_par_iter()
        .map(|(id, width)| {
            let most = match resolution {
                Resolution::Screen => (width.to_points() / 72.0 * FINEST).ceil().max(1.0),
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
            Err(reason) => {
                sink.push(Diagnostic::new(Code::PdfPictureUnreadable, book.asset(id).span).with("reason", reason));
            }
        }
    }
    (pictures, reader.wholes)
}

/// What reads pictures, many at once.
struct Reader {
    fonts: DrawingFonts,
    compressors: CompressorPool,
    wholes: Wholes,
}

impl Reader {
    /// A picture of which at most so many pixels across are wanted; in words, why it cannot be read.
    fn picture(&self, asset: &Asset, most: f64) -> Result<Picture, String> {
        match asset.format {
            ImageFormat::Svg => self.drawing(asset).map(|tree| Picture::Vector(Box::new(tree))),
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => {
                raster(asset, most, &self.compressors).map(|whole| Picture::Raster(self.wholes.stub(whole)))
            }
        }
    }

    /// A drawing, with stubs of the pictures within it, if it holds any.
    fn drawing(&self, asset: &Asset) -> Result<usvg::Tree, String> {
        let holds_pictures = AtomicBool::new(false);
        let tree = drawing::read_with(asset, &self.fonts, |_| {
            holds_pictures.store(true, Ordering::Relaxed);
            None
        })?;
        if !holds_pictures.into_inner() {
            return Ok(tree);
        }
        let is_filtered = !tree.filters().is_empty();
        drop(tree);
        // A symbol that holds a picture may be drawn a thousand times.
        let known: Mutex<BTreeMap<Vec<u8>, Option<Vec<u8>>>> = Mutex::default();
        drawing::read_with(asset, &self.fonts, |bytes| {
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            known.entry(bytes.to_vec()).or_insert_with(|| self.within(asset, bytes, is_filtered)).clone()
        })
    }

    /// What a drawing is given in place of a picture within it; none when it is to have the picture itself.
    fn within(&self, drawing: &Asset, bytes: &[u8], is_filtered: bool) -> Option<Vec<u8>> {
        let Header { format, size, stored } = picture::read_header(bytes).ok()?;
        // Filters change pixels, and want to have them.
        if is_filtered && stored.as_shown() {
            return None;
        }
        // What is made of it is kept where the drawing is.
        let bytes = drawing.bytes.store(bytes.to_vec());
        let inner = Asset { path: Arc::clone(&drawing.path), bytes, format, size, stored, span: drawing.span };
        // The library refuses printers' inks, and turns no picture.
        if is_filtered {
            return exact(&inner);
        }
        let whole = raster(&inner, f64::INFINITY, &self.compressors).ok()?;
        self.wholes.png(size, whole).or_else(|| exact(&inner))
    }
}

/// The pixels of a picture, upright and in the colours of screens, as a PNG.
fn exact(asset: &Asset) -> Option<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    picture::decode(asset).ok()?.into_rgba8().write_to(&mut bytes, image::ImageFormat::Png).ok()?;
    Some(bytes.into_inner())
}

/// Pixels, as the file has them or resampled to `most` across.
fn raster(asset: &Asset, most: f64, compressors: &CompressorPool) -> Result<Whole, String> {
    let oversize = f64::from(asset.size.0) > most * TOLERANCE && asset.bytes.length() > SMALL;
    if asset.format == ImageFormat::Jpeg && !oversize && asset.stored.as_shown() {
        return Whole::jpeg(asset.bytes.clone());
    }

    let mut pixels = picture::decode(asset).map_err(|error| error.to_string())?;
    if oversize {
        let height = (f64::from(pixels.height()) * most / f64::from(pixels.width().max(1))).round().max(1.0);
        let (width, height) = (most as u32, height as u32);
        // Pixels that are far too many are averaged first: the fine filter reads each of them many times, to the same effect.
        if pixels.width() / 4 > width {
            pixels = pixels.thumbnail_exact(width * 2, height * 2);
        }
        pixels = pixels.resize_exact(width, height, FilterType::Lanczos3);
    }
    if asset.format == ImageFormat::Jpeg {
        let bytes = encode_jpeg(&pixels).map_err(|error| error.to_string())?;
        return Whole::jpeg(asset.bytes.store(bytes));
    }
    let size = (pixels.width(), pixels.height());
    let grey = !pixels.color().has_color();
    let (colors, mask) = match (grey, pixels.color().has_alpha()) {
        (true, false) => (pixels.into_luma8().into_raw(), None),
        (false, false) => (pixels.into_rgb8().into_raw(), None),
        (true, true) => apart::<2>(&pixels.into_luma_alpha8()),
        (false, true) => apart::<4>(&pixels.into_rgba8()),
    };
    let keep = |channel: Vec<u8>| asset.bytes.store(compressors.deflate(&channel));
    Ok(Whole::pixels(size, grey, keep(colors), mask.map(keep)))
}

fn encode_jpeg(pixels: &DynamicImage) -> image::ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY).encode_image(pixels)?;
    Ok(bytes)
}

/// Colours and transparency of pixels of `CHANNELS` bytes, the last of which says how opaque they are; none where all are.
fn apart<const CHANNELS: usize>(pixels: &[u8]) -> (Vec<u8>, Option<Vec<u8>>) {
    let (pixels, _) = pixels.as_chunks::<CHANNELS>();
    let mut color = Vec::with_capacity(pixels.len() * (CHANNELS - 1));
    pixels.iter().for_each(|pixel| color.extend_from_slice(&pixel[..CHANNELS - 1]));
    let transparent = pixels.iter().any(|pixel| pixel[CHANNELS - 1] != u8::MAX);
    (color, transparent.then(|| pixels.iter().map(|pixel| pixel[CHANNELS - 1]).collect()))
}
