//! Picture files built here, byte by byte where no encoder writes them: their headers, and the pixels that a reader should see.

use super::{Header, HeaderError, cmyk, decode, jpeg::Jpeg, read_header, strip_gps};
use crate::{
    book::{Asset, ImageFormat, Stored},
    source::{SourceId, Span},
};
use image::{
    DynamicImage, Frame, GrayImage, ImageEncoder, Luma, Rgb, RgbImage, RgbaImage,
    codecs::{gif::GifEncoder, jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder},
};
use moxcms::ColorProfile;

const CMYK: &[u8] = include_bytes!("../../tests/fixtures/cmyk.jpg");

fn asset(bytes: &[u8]) -> Asset {
    let Header { format, size, stored } = read_header(bytes).expect("a picture");
    Asset { path: "a".into(), bytes: bytes.into(), format, size, stored, span: Span::whole(SourceId::from_index(0)) }
}

/// Left half red, right half blue, 32 × 16.
fn halves() -> RgbImage {
    RgbImage::from_fn(32, 16, |x, _| if x < 16 { Rgb([250, 10, 10]) } else { Rgb([10, 10, 250]) })
}

/// A JPEG of `picture` with an Exif orientation, as cameras write it (Exif 2.32, 4.6.4: tag 0x0112).
fn jpeg(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    let exif = [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0, 0]].concat();
    encoder.set_exif_metadata(exif).expect("room for Exif");
    encoder.encode_image(picture).expect("a JPEG");
    bytes
}

fn png(picture: &DynamicImage, profile: Option<&ColorProfile>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.encode().expect("a profile")).expect("room for it");
    }
    encoder.write_image(picture.as_bytes(), picture.width(), picture.height(), picture.color().into()).expect("a PNG");
    bytes
}

fn gif(frames: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    encoder.encode_frames((0..frames).map(|_| Frame::new(RgbaImage::new(4, 4)))).expect("a GIF");
    drop(encoder);
    bytes
}

fn webp() -> Vec<u8> {
    let mut bytes = Vec::new();
    WebPEncoder::new_lossless(&mut bytes).write_image(&halves(), 32, 16, image::ExtendedColorType::Rgb8).expect("a WebP");
    bytes
}

/// A chunk of a PNG with its checksum (PNG 3, annex D).
fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    let mut sum = u32::MAX;
    for byte in &body {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    [&u32::try_from(data.len()).expect("short").to_be_bytes()[..], &body, &(!sum).to_be_bytes()].concat()
}

fn near(found: Rgb<u8>, meant: [u8; 3], tolerance: u8) -> bool {
    found.0.iter().zip(meant).all(|(found, meant)| found.abs_diff(meant) <= tolerance)
}

#[test]
fn the_exif_orientation_is_applied() {
    // Where the red half is when the picture is upright.
    for (orientation, red) in
        [(1, (4, 8)), (2, (28, 8)), (3, (28, 8)), (4, (4, 8)), (5, (8, 4)), (6, (8, 4)), (7, (8, 28)), (8, (8, 28))]
    {
        let bytes = jpeg(&halves(), orientation);
        let asset = asset(&bytes);
        assert_eq!(asset.stored.as_shown(), orientation == 1, "orientation {orientation}");
        let upright = decode(&asset).expect("pixels").into_rgb8();
        assert_eq!(upright.dimensions(), asset.size);
        assert_eq!(asset.size, if orientation < 5 { (32, 16) } else { (16, 32) });
        assert!(near(*upright.get_pixel(red.0, red.1), [250, 10, 10], 12), "orientation {orientation}");
    }
}

#[test]
fn colours_of_an_icc_profile_are_converted() {
    let plain = |color| DynamicImage::ImageRgb8(RgbImage::from_pixel(8, 8, Rgb(color)));
    let first = |bytes: &[u8]| *decode(&asset(bytes)).expect("pixels").into_rgb8().get_pixel(4, 4);
    // Computed by hand from the primaries and curves of the three spaces.
    let (p3, adobe) = (ColorProfile::new_display_p3(), ColorProfile::new_adobe_rgb());
    assert!(near(first(&png(&plain([200, 100, 100]), Some(&p3))), [215, 93, 97], 2));
    assert!(near(first(&png(&plain([100, 180, 90]), Some(&p3))), [65, 182, 77], 2));
    assert!(near(first(&png(&plain([200, 100, 100]), Some(&adobe))), [227, 100, 100], 2));
    assert_eq!(first(&png(&plain([200, 100, 100]), None)).0, [200, 100, 100]);

    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.set_icc_profile(p3.encode().expect("a profile")).expect("room for it");
    encoder.encode_image(&plain([200, 100, 100])).expect("a JPEG");
    assert!(near(first(&bytes), [215, 93, 97], 4));
    assert!(asset(&bytes).stored.as_shown(), "the file says itself what its colours are");

    let grey = DynamicImage::ImageLuma8(GrayImage::from_pixel(8, 8, Luma([128])));
    let linear = png(&grey, Some(&ColorProfile::new_gray_with_gamma(1.0)));
    assert!(near(first(&linear), [188; 3], 2));
    // A profile of another colour space than the picture's is ignored.
    assert_eq!(first(&png(&grey, Some(&p3))).0, [128; 3]);
}

#[test]
fn transparency_survives_a_profile() {
    let half = DynamicImage::ImageRgba8(RgbaImage::from_pixel(4, 4, image::Rgba([200, 100, 100, 77])));
    let asset = asset(&png(&half, Some(&ColorProfile::new_display_p3())));
    assert!(asset.stored.transparent);
    let [red, green, blue, alpha] = decode(&asset).expect("pixels").into_rgba8().get_pixel(0, 0).0;
    assert!(near(Rgb([red, green, blue]), [215, 93, 97], 2));
    assert_eq!(alpha, 77);
}

#[test]
fn sixteen_bits_become_eight() {
    let deep = image::ImageBuffer::<Luma<u16>, _>::from_fn(4, 1, |x, _| Luma([u16::try_from(x).expect("small") * 0x5555]));
    let asset = asset(&png(&DynamicImage::ImageLuma16(deep), None));
    assert!(asset.stored.deep);
    let pixels = decode(&asset).expect("pixels");
    assert!(matches!(pixels, DynamicImage::ImageLuma8(_)));
    assert_eq!(pixels.as_bytes(), [0, 0x55, 0xaa, 0xff]);
}

#[test]
fn inverted_cmyk_is_told_from_plain_cmyk() {
    let header = read_header(CMYK).expect("a picture");
    assert!(header.stored.cmyk && !header.stored.profiled && !header.stored.as_shown());
    let shown = |bytes: &[u8]| *cmyk::decode(bytes, &Jpeg::read(bytes).expect("a JPEG")).expect("pixels").get_pixel(0, 0);
    // 20 % cyan, 80 % magenta, 1 % yellow, 10 % black: a strong pink, neither its negative nor a neon.
    assert!(near(shown(CMYK), [178, 49, 137], 4), "{:?}", shown(CMYK));
    // Without Adobe's segment the same values are not inverted: little black becomes much black.
    let bare = [&CMYK[..2], &CMYK[18..]].concat();
    assert!(shown(&bare).0.iter().all(|channel| *channel < 60), "{:?}", shown(&bare));
}

/// A CMYK profile whose only table maps cyan to red (ICC.1:2022, 10.11: lut16Type).
fn cmyk_profile() -> Vec<u8> {
    let mut table = Vec::new();
    table.extend(b"mft2\0\0\0\0\x04\x03\x02\0");
    for row in 0..9 {
        table.extend(if row % 4 == 0 { 0x1_0000_u32 } else { 0 }.to_be_bytes());
    }
    table.extend([0, 2, 0, 2]);
    let line = [0_u8, 0, 0xff, 0xff];
    table.extend(line.repeat(4));
    for corner in 0..16 {
        // L*, a*, b* in sixteen bits; cyan is the first ink, which varies slowest.
        let lab: [u16; 3] = if corner >= 8 { [0x8000, 0xc000, 0xa000] } else { [0xff00, 0x8000, 0x8000] };
        table.extend(lab.iter().flat_map(|value| value.to_be_bytes()));
    }
    table.extend(line.repeat(3));
    let mut profile = vec![0; 128];
    let length = u32::try_from(128 + 4 + 12 + table.len()).expect("short");
    profile[..4].copy_from_slice(&length.to_be_bytes());
    profile[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    profile[12..24].copy_from_slice(b"prtrCMYKLab ");
    profile[36..40].copy_from_slice(b"acsp");
    profile[68..80].copy_from_slice(&[0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]);
    profile.extend(1_u32.to_be_bytes());
    profile.extend(b"A2B0");
    profile.extend(144_u32.to_be_bytes());
    profile.extend(u32::try_from(table.len()).expect("short").to_be_bytes());
    profile.extend(table);
    profile
}

#[test]
fn cmyk_with_a_profile_is_converted_by_it() {
    let profile = cmyk_profile();
    let segment = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat();
    let length = u16::try_from(segment.len() + 2).expect("short").to_be_bytes();
    let bytes = [&CMYK[..18], &[0xff, 0xe2], &length, &segment, &CMYK[18..]].concat();
    assert!(read_header(&bytes).expect("a picture").stored.profiled);
    let [red, green, blue] = decode(&asset(&bytes)).expect("pixels").into_rgb8().get_pixel(0, 0).0;
    // A fifth of the way from white to red; the conversion without a profile would be far darker.
    assert!(red > 220 && green > 160 && blue > 180 && green < red, "{:?}", [red, green, blue]);
}

#[test]
fn a_truncated_file_is_told_from_a_complete_one() {
    let files = [jpeg(&halves(), 1), png(&DynamicImage::ImageRgb8(halves()), None), gif(1), webp(), CMYK.to_vec()];
    for whole in files {
        assert!(read_header(&whole).is_ok());
        // The trailer of a GIF may be missing.
        let shortest = whole.len() - usize::from(whole.starts_with(b"GIF"));
        for length in 0..shortest {
            let found = read_header(&whole[..length]);
            assert!(
                matches!(found, Err(HeaderError::Empty | HeaderError::Unreadable | HeaderError::Truncated)),
                "{length}: {found:?}"
            );
        }
        assert_eq!(read_header(&whole[..whole.len() * 3 / 4]).err(), Some(HeaderError::Truncated));
        // Cameras append data after the picture; they do no harm.
        assert!(read_header(&[&whole[..], b"tail"].concat()).is_ok());
    }
}

#[test]
fn oversized_and_empty_pictures_are_refused_by_their_headers() {
    let png = |width: u32, height: u32| {
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &header), &chunk(b"IDAT", &[0x78, 0x9c]), &chunk(b"IEND", &[])].concat()
    };
    let jpeg = |width: u16, height: u16| {
        let mut bytes = jpeg(&halves(), 1);
        let frame = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a frame");
        bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
        bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
        bytes
    };
    let gif = |side: u16| {
        let mut bytes = gif(1);
        bytes[6..8].copy_from_slice(&side.to_le_bytes());
        bytes[8..10].copy_from_slice(&side.to_le_bytes());
        bytes
    };
    for bomb in [png(50_000, 50_000), png(u32::MAX >> 1, 1), png(20_000, 20_000), jpeg(50_000, 50_000), gif(50_000)] {
        assert_eq!(read_header(&bomb).err(), Some(HeaderError::TooLarge));
    }
    for empty in [png(0, 4), png(4, 0), jpeg(0, 4), jpeg(4, 0)] {
        assert_eq!(read_header(&empty).err(), Some(HeaderError::Unreadable));
    }
}

#[test]
fn the_gps_position_is_removed_and_the_picture_stays() {
    let told = |exif: &[u8]| {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
        encoder.set_exif_metadata(exif.to_vec()).expect("room for Exif");
        encoder.encode_image(&halves()).expect("a JPEG");
        bytes
    };
    let silent = told(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0");
    assert_eq!(strip_gps(&silent), None);
    for exif in [
        b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0".as_slice(),
        b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0",
    ] {
        let telling = told(exif);
        let without = strip_gps(&telling).expect("a place");
        assert!(without.len() < telling.len() && !without.windows(4).any(|window| window == b"Exif"));
        assert_eq!(decode(&asset(&without)).expect("pixels"), decode(&asset(&telling)).expect("pixels"));
        // Reading damaged Exif data ends.
        (0..exif.len()).for_each(|length| drop(strip_gps(&told(&exif[..length]))));
    }
}

#[test]
fn animation_is_recognised() {
    assert!(!asset(&gif(1)).stored.animated);
    let moving = asset(&gif(2));
    assert!(moving.stored.animated && !moving.stored.as_shown());
    assert_eq!(decode(&moving).expect("the first frame").width(), 4);
    let still = png(&DynamicImage::ImageRgb8(halves()), None);
    let moves = |frames: u32| {
        let control = chunk(b"acTL", &[frames.to_be_bytes(), [0; 4]].concat());
        read_header(&[&still[..33], &control, &still[33..]].concat()).expect("a picture").stored.animated
    };
    assert!(moves(2) && !moves(1));
}

#[test]
fn the_format_is_found_from_the_bytes() {
    let still = png(&DynamicImage::ImageRgb8(halves()), None);
    assert_eq!(read_header(&still).map(|header| header.format), Ok(ImageFormat::Png));
    assert_eq!(asset(&webp()).stored, Stored::default());
    assert_eq!(asset(b"<svg width='4' height='4'/>").format, ImageFormat::Svg);
}

#[test]
fn a_jpeg_of_two_frames_is_no_picture() {
    let mut bytes = jpeg(&halves(), 1);
    let frame = bytes.windows(2).position(|marker| marker == b"\xff\xc0").expect("a frame");
    let length = 2 + usize::from(u16::from_be_bytes([bytes[frame + 2], bytes[frame + 3]]));
    let again = bytes[frame..frame + length].to_vec();
    // The first has more pixels than memory holds; the true one follows the scan.
    let end = bytes.len() - 2;
    bytes.splice(end..end, again);
    bytes[frame + 5..frame + 9].fill(0xff);
    assert_eq!(read_header(&bytes).err(), Some(HeaderError::Unreadable));
}
