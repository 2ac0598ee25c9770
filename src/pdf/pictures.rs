//! Pictures: files → what the library embeds, one object a picture however often it is shown.
//!
//! A JPEG goes in byte for byte; other rasters are decoded. What is finer than print can show at the largest size in the book
//! is resampled. Drawings stay vectors. The EPUB has its own rules (`epub`).

use super::stub::Whole;
use crate::{
    book::{Asset, AssetId, Book, ImageFormat},
    deflate::Deflaters,
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::FontSet,
    layout::{FrameItem, Shape, length::Length},
    picture,
    raster::drawing::{self, DrawingFonts},
    source::Blob,
};
use image::{DynamicImage, codecs::jpeg::JpegEncoder, imageops::FilterType};
use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use rayon::prelude::*;
use resvg::usvg;
use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
    sync::Arc,
};

/// Pixels an inch that print can show; more is weight without sharpness.
const FINEST: f64 = 300.0;

/// Resampling must be worth its loss: up to a tenth above [`FINEST`] the file stays as it is.
const TOLERANCE: f64 = 1.1;

/// Bytes of a file that goes in as it is, however fine: a portrait of 400 pixels that is printed small would lose sharpness and
/// take longer to make again than all else on its page, for a few thousand bytes.
const SMALL: usize = 48 << 10;

/// What tells the name of what had to be made from that of a file, which another picture may bring in as it is.
const MADE: u32 = 1 << 31;

/// Quality of a JPEG that had to be made again, of 100: no visible artefacts at 300 dots an inch.
const JPEG_QUALITY: u8 = 90;

/// A picture, ready to be drawn.
pub(super) enum Picture {
    /// Pixels.
    Raster(Image),
    /// The stub of what goes in whole, what it is called, and the whole.
    Stub(Image, u32, Arc<Whole>),
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

/// Reads every picture among the items.
pub(super) fn prepare<'a>(
    book: &Book,
    items: impl Iterator<Item = &'a FrameItem>,
    resolution: Resolution,
    fonts: &FontSet,
    sink: &mut Diagnostics,
) -> Pictures {
    let mut widest: BTreeMap<AssetId, Length> = BTreeMap::new();
    for item in items {
        if let Shape::Image { asset, rect } = item.shape {
            let width = widest.entry(asset).or_default();
            *width = Length::max(*width, rect.size.width);
        }
    }
    // What is the same under two names is in the file once: a file, and what is made of it for one width.
    let (mut files, mut made) = (BTreeMap::new(), BTreeMap::new());
    let mut wanted = Vec::new();
    for (&id, &width) in &widest {
        let sum = book.asset(id).bytes.sum();
        let first = |known: &mut BTreeMap<_, AssetId>, key| {
            let first = *known.entry(key).or_insert(id);
            if first == id || book.asset(first).bytes == book.asset(id).bytes { first.0 } else { id.0 }
        };
        let names = Names { file: first(&mut files, (sum, Length::ZERO)), made: first(&mut made, (sum, width)) | MADE };
        wanted.push((id, width, names));
    }
    let drawing_fonts = drawing::fonts(fonts);
    let deflaters = Deflaters::pixels();
    let read: Vec<_> = wanted
        .into_par_iter()
        .map(|(id, width, names)| {
            let mut found = Diagnostics::new();
            let most = match resolution {
                Resolution::Screen => (width.to_points() / 72.0 * FINEST).ceil().max(1.0),
                Resolution::Full => f64::INFINITY,
            };
            let asset = book.asset(id);
            (id, picture(asset, names, most, (&drawing_fonts, &deflaters), &mut found), found)
        })
        .collect();
    let mut pictures = Pictures::new();
    for (id, picture, found) in read {
        sink.append(found);
        pictures.extend(picture.map(|picture| (id, picture)));
    }
    pictures
}

/// What the stubs of a picture are called.
#[derive(Clone, Copy)]
struct Names {
    /// Of its file, which goes in as it is.
    file: u32,
    /// Of what is made of it.
    made: u32,
}

fn picture(
    asset: &Asset,
    names: Names,
    most: f64,
    (fonts, deflaters): (&DrawingFonts, &Deflaters),
    sink: &mut Diagnostics,
) -> Option<Picture> {
    let picture = match asset.format {
        ImageFormat::Svg => drawing::read(asset, fonts).map(|tree| Picture::Vector(Box::new(tree))),
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => raster(asset, names, most, deflaters),
    };
    picture.map_err(|reason| sink.push(Diagnostic::new(Code::PdfPictureUnreadable, asset.span).with("reason", reason))).ok()
}

/// Pixels, as the file has them or resampled to `most` across.
fn raster(asset: &Asset, names: Names, most: f64, deflaters: &Deflaters) -> Result<Picture, String> {
    let oversize = f64::from(asset.size.0) > most * TOLERANCE && asset.bytes.length() > SMALL;
    if asset.format == ImageFormat::Jpeg && !oversize && asset.stored.as_shown() {
        return jpeg(asset.bytes.clone(), names.file);
    }

    let mut pixels = picture::pixels(asset).map_err(|error| error.to_string())?;
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
        return jpeg(asset.bytes.keep(bytes), names.made);
    }
    let pixels = Pixels::new(pixels);
    let Channels { size, grey, color, alpha } = &*pixels.0;
    // What shows the page through it is two pictures to the file, of which a stub is one.
    if alpha.is_none() {
        let packed = asset.bytes.keep(deflaters.deflate(color));
        if let Some(whole) = Whole::pixels(packed, *size, *grey, names.made) {
            return stub(whole, names.made);
        }
    }
    Image::from_custom(pixels, false).map(Picture::Raster)
}

/// A JPEG that goes in byte for byte.
fn jpeg(bytes: Blob, name: u32) -> Result<Picture, String> {
    match Whole::jpeg(bytes.clone(), name) {
        Some(whole) => stub(whole, name),
        None => Image::from_jpeg(bytes.read().into_owned().into(), false).map(Picture::Raster),
    }
}

fn stub(whole: Whole, name: u32) -> Result<Picture, String> {
    let image = Image::from_jpeg(whole.stub().to_vec().into(), false)?;
    Ok(Picture::Stub(image, name, Arc::new(whole)))
}

fn encode_jpeg(pixels: &DynamicImage) -> image::ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY).encode_image(pixels)?;
    Ok(bytes)
}

/// Decoded pixels as the library takes them: colours (sRGB) and transparency apart.
#[derive(Clone)]
struct Pixels(Arc<Channels>);

#[derive(Hash)]
struct Channels {
    size: (u32, u32),
    grey: bool,
    color: Vec<u8>,
    alpha: Option<Vec<u8>>,
}

impl Pixels {
    fn new(picture: DynamicImage) -> Self {
        let size = (picture.width(), picture.height());
        let grey = !picture.color().has_color();
        let (color, alpha) = match (grey, picture.color().has_alpha()) {
            (true, false) => (picture.into_luma8().into_raw(), None),
            (false, false) => (picture.into_rgb8().into_raw(), None),
            (true, true) => apart::<2>(&picture.into_luma_alpha8()),
            (false, true) => apart::<4>(&picture.into_rgba8()),
        };
        Self(Arc::new(Channels { size, grey, color, alpha }))
    }
}

/// Colours and transparency of pixels of `CHANNELS` bytes, the last of which says how opaque they are; none where all are.
fn apart<const CHANNELS: usize>(pixels: &[u8]) -> (Vec<u8>, Option<Vec<u8>>) {
    let (pixels, _) = pixels.as_chunks::<CHANNELS>();
    let mut color = Vec::with_capacity(pixels.len() * (CHANNELS - 1));
    pixels.iter().for_each(|pixel| color.extend_from_slice(&pixel[..CHANNELS - 1]));
    let transparent = pixels.iter().any(|pixel| pixel[CHANNELS - 1] != u8::MAX);
    (color, transparent.then(|| pixels.iter().map(|pixel| pixel[CHANNELS - 1]).collect()))
}

impl Hash for Pixels {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl CustomImage for Pixels {
    fn color_channel(&self) -> &[u8] {
        &self.0.color
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        self.0.alpha.as_deref()
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        self.0.size
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        if self.0.grey { ImageColorspace::Luma } else { ImageColorspace::Rgb }
    }
}
