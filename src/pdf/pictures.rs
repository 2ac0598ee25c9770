//! Pictures: files → what the library embeds, one object a picture however often it is shown.
//!
//! A JPEG goes in byte for byte; other rasters are decoded. What is finer than print can show at the largest size in the book
//! is resampled. Drawings stay vectors. The EPUB has its own rules (`epub`).

use crate::{
    book::{Asset, AssetId, Book, ImageFormat},
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::FontSet,
    layout::{Pages, Shape, length::Length},
    raster::drawing::{self, DrawingFonts},
};
use image::{DynamicImage, ImageDecoder, ImageReader, codecs::jpeg::JpegEncoder, imageops::FilterType};
use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use rayon::prelude::*;
use resvg::usvg;
use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
    io::Cursor,
    sync::Arc,
};

/// Pixels an inch that print can show; more is weight without sharpness.
const FINEST: f64 = 300.0;

/// Resampling must be worth its loss: up to a tenth above [`FINEST`] the file stays as it is.
const TOLERANCE: f64 = 1.1;

/// Quality of a JPEG that had to be made again, of 100: no visible artefacts at 300 dots an inch.
const JPEG_QUALITY: u8 = 90;

/// A picture, ready to be drawn.
pub(super) enum Picture {
    /// Pixels.
    Raster(Image),
    /// A drawing.
    Vector(Box<usvg::Tree>),
}

/// The pictures of the pages; one that cannot be read is absent.
pub(super) type Pictures = BTreeMap<AssetId, Picture>;

/// Reads every picture that stands on a page.
pub(super) fn prepare(book: &Book, pages: &Pages, fonts: &FontSet, sink: &mut Diagnostics) -> Pictures {
    let mut widest: BTreeMap<AssetId, Length> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let Shape::Image { asset, rect } = item.shape {
            let width = widest.entry(asset).or_default();
            *width = Length::max(*width, rect.size.width);
        }
    }
    let drawing_fonts = drawing::fonts(fonts);
    let read: Vec<_> = widest
        .into_par_iter()
        .map(|(id, width)| {
            let mut found = Diagnostics::new();
            (id, picture(book.asset(id), width, &drawing_fonts, &mut found), found)
        })
        .collect();
    let mut pictures = Pictures::new();
    for (id, picture, found) in read {
        sink.append(found);
        pictures.extend(picture.map(|picture| (id, picture)));
    }
    pictures
}

fn picture(asset: &Asset, width: Length, fonts: &DrawingFonts, sink: &mut Diagnostics) -> Option<Picture> {
    let picture = match asset.format {
        ImageFormat::Svg => drawing::read(asset, fonts, sink).map(|tree| Picture::Vector(Box::new(tree))),
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => {
            raster(asset, width, sink).map(Picture::Raster)
        }
    };
    picture.map_err(|reason| sink.push(Diagnostic::new(Code::UnreadablePicture, asset.span).with("reason", reason))).ok()
}

/// Pixels, as the file has them or resampled for a picture `width` wide at most.
fn raster(asset: &Asset, width: Length, sink: &mut Diagnostics) -> Result<Image, String> {
    let most = (width.to_points() / 72.0 * FINEST).ceil().max(1.0);
    let oversize = f64::from(asset.size.0) > most * TOLERANCE;
    let cmyk = asset.format == ImageFormat::Jpeg && jpeg_components(&asset.bytes) == Some(4);
    if cmyk {
        sink.push(Diagnostic::new(Code::CmykPicture, asset.span));
    }
    if asset.format == ImageFormat::Jpeg && !oversize && !cmyk {
        return Image::from_jpeg(shared(&asset.bytes), false);
    }

    let (mut pixels, profile) = decode(asset).map_err(|error| error.to_string())?;
    if oversize {
        let height = (f64::from(pixels.height()) * most / f64::from(pixels.width().max(1))).round().max(1.0);
        pixels = pixels.resize_exact(most as u32, height as u32, FilterType::Lanczos3);
    }
    // A profile of CMYK says nothing about the pixels that were made from them.
    let profile = profile.filter(|_| !cmyk);
    if asset.format == ImageFormat::Jpeg {
        let bytes = encode_jpeg(&pixels, profile).map_err(|error| error.to_string())?;
        return Image::from_jpeg(bytes.into(), false);
    }
    Image::from_custom(Pixels::new(pixels, profile), false)
}

fn decode(asset: &Asset) -> image::ImageResult<(DynamicImage, Option<Vec<u8>>)> {
    let format = match asset.format {
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Png => image::ImageFormat::Png,
        ImageFormat::Gif => image::ImageFormat::Gif,
        ImageFormat::WebP | ImageFormat::Svg => image::ImageFormat::WebP,
    };
    let mut decoder = ImageReader::with_format(Cursor::new(&asset.bytes[..]), format).into_decoder()?;
    let profile = decoder.icc_profile()?;
    Ok((DynamicImage::from_decoder(decoder)?, profile))
}

fn encode_jpeg(pixels: &DynamicImage, profile: Option<Vec<u8>>) -> image::ImageResult<Vec<u8>> {
    use image::ImageEncoder as _;
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    if let Some(profile) = profile {
        // Without its profile the picture is still right in sRGB, which is what nearly all are.
        let _unsupported = encoder.set_icc_profile(profile);
    }
    encoder.encode_image(pixels)?;
    Ok(bytes)
}

fn shared(bytes: &Arc<[u8]>) -> krilla::Data {
    let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Arc::clone(bytes));
    data.into()
}

/// How many colour components a JPEG has, from its frame header (ISO 10918-1, B.2.2).
fn jpeg_components(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let [0xff, marker, high, low] = *bytes.get(at..at + 4)? else { return None };
        match marker {
            0xff => at += 1,
            // Frame headers of every coding process; C4, C8 and CC are tables in the same range.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => return bytes.get(at + 9).copied(),
            _ => at += 2 + usize::from(u16::from_be_bytes([high, low])),
        }
    }
}

/// Decoded pixels as the library takes them: colours and transparency apart.
#[derive(Clone)]
struct Pixels(Arc<Channels>);

#[derive(Hash)]
struct Channels {
    size: (u32, u32),
    grey: bool,
    color: Vec<u8>,
    alpha: Option<Vec<u8>>,
    profile: Option<Vec<u8>>,
}

impl Pixels {
    fn new(picture: DynamicImage, profile: Option<Vec<u8>>) -> Self {
        let size = (picture.width(), picture.height());
        let grey = !picture.color().has_color();
        let (color, alpha): (Vec<u8>, Vec<u8>) = if grey {
            let pixels = picture.into_luma_alpha8();
            (pixels.pixels().map(|pixel| pixel.0[0]).collect(), pixels.pixels().map(|pixel| pixel.0[1]).collect())
        } else {
            let pixels = picture.into_rgba8();
            (pixels.pixels().flat_map(|pixel| pixel.0[..3].to_vec()).collect(), pixels.pixels().map(|pixel| pixel.0[3]).collect())
        };
        let alpha = alpha.iter().any(|&alpha| alpha != u8::MAX).then_some(alpha);
        Self(Arc::new(Channels { size, grey, color, alpha, profile }))
    }
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
        self.0.profile.as_deref()
    }

    fn color_space(&self) -> ImageColorspace {
        if self.0.grey { ImageColorspace::Luma } else { ImageColorspace::Rgb }
    }
}
