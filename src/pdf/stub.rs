//! Stubs: what the library reads of a picture, in place of the whole.
//!
//! The library reads the headers of a JPEG and copies all of it twice; pixels it packs, and holds until the file is written. It is given
//! the headers of a JPEG only, for pixels too, with a comment that says which picture they are of; the whole comes back when the file
//! is packed (`shown`). Clauses are of ITU-T T.81.

use crate::source::Blob;
use std::{collections::BTreeMap, sync::Arc};

/// What our comment begins with; the number of the picture follows.
const SIGN: &[u8; 9] = b"make-book";

/// Start of image, and the marker and length of a comment that holds the sign and a number (B.2.4.5).
const HEAD: [u8; 6] = [0xFF, 0xD8, 0xFF, 0xFE, 0, 2 + SIGN.len() as u8 + 4];

/// A picture that goes in whole, by what the library has of it.
pub(super) struct Whole {
    stub: Vec<u8>,
    /// What stands in the file.
    pub(super) data: Blob,
    pub(super) kind: Kind,
}

/// What the data of a picture are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    /// Pixels in rows, in the zlib format.
    Pixels,
}

/// The pictures of a file that go in whole, by name.
pub(super) type Wholes = BTreeMap<u32, Arc<Whole>>;

impl Whole {
    /// A JPEG called `name`; none when it is not made of headers up to its first scan. Of these the stub leaves out what the library
    /// passes over, of which cameras write megabytes.
    pub(super) fn jpeg(data: Blob, name: u32) -> Option<Self> {
        let stub = headers(&data.read(), name)?;
        Some(Self { stub, data, kind: Kind::Jpeg })
    }

    /// Packed pixels of eight bits a channel, grey or in colours, called `name`; none when they are more than a JPEG can have. The
    /// stub is of a JPEG of this size that ends before its tables (B.2.2, B.2.3).
    pub(super) fn pixels(data: Blob, size: (u32, u32), grey: bool, name: u32) -> Option<Self> {
        let (width, height) = (u16::try_from(size.0).ok()?, u16::try_from(size.1).ok()?);
        let channels: &[u8] = if grey { &[1] } else { &[1, 2, 3] };
        let count = channels.len() as u8;
        let mut stub = [&HEAD[..], SIGN, &name.to_be_bytes(), &[0xFF, 0xC0, 0, 8 + 3 * count, 8]].concat();
        stub.extend(height.to_be_bytes().into_iter().chain(width.to_be_bytes()));
        stub.push(count);
        stub.extend(channels.iter().flat_map(|&channel| [channel, 0x11, 0]));
        stub.extend([0xFF, 0xDA, 0, 6 + 2 * count, count]);
        stub.extend(channels.iter().flat_map(|&channel| [channel, 0]));
        stub.extend([0, 63, 0]);
        Some(Self { stub, data, kind: Kind::Pixels })
    }

    /// What the library is given.
    pub(super) fn stub(&self) -> &[u8] {
        &self.stub
    }
}

fn headers(jpeg: &[u8], name: u32) -> Option<Vec<u8>> {
    let headers = jpeg.strip_prefix(&HEAD[..2])?;
    let mut stub = [&HEAD[..], SIGN, &name.to_be_bytes()].concat();
    let mut at = 0;
    loop {
        let [0xFF, marker, high, low, ..] = *headers.get(at..)? else { return None };
        let header = headers.get(at..at + 2 + usize::from(u16::from_be_bytes([high, low])))?;
        at += header.len();
        if is_read(marker, header.get(4..)?) {
            stub.extend_from_slice(header);
        }
        if marker == 0xDA {
            return Some(stub);
        }
    }
}

/// Whether the library reads a header with such a marker: of comments and of what applications add (B.2.4.6) only what says which
/// colours the numbers stand for: JFIF, the colour profile (ICC.1:2022, B.4) and Adobe's transform.
fn is_read(marker: u8, data: &[u8]) -> bool {
    match marker {
        0xE0 | 0xEE => true,
        0xE2 => data.starts_with(b"ICC_PROFILE\0"),
        0xE0..=0xEF | 0xFE => false,
        _ => true,
    }
}

/// Whether `bytes` begin as a stub does.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.strip_prefix(&HEAD).is_some_and(|rest| rest.starts_with(SIGN))
}

/// The picture that `bytes` are the stub of; none when we have not made them of one of `pictures`.
pub(super) fn whole<'a>(bytes: &[u8], pictures: &'a Wholes) -> Option<&'a Whole> {
    let rest = bytes.strip_prefix(&HEAD)?.strip_prefix(SIGN)?;
    let name = u32::from_be_bytes(*rest.first_chunk()?);
    // A picture may begin as a stub does: it is one only as a whole.
    pictures.get(&name).map(Arc::as_ref).filter(|whole| whole.stub == bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_headers_are_too_strange(segments in prop::collection::vec((any::<u8>(), 0..9_u16, prop::collection::vec(any::<u8>(), 0..9)), 0..6)) {
            // Markers whose lengths are right or not, down to lengths that no header has.
            let segments = segments.iter().map(|(marker, length, data)| [&[0xFF, *marker], &length.to_be_bytes()[..], data].concat());
            let jpeg = [&[0xFF, 0xD8][..], &segments.collect::<Vec<_>>().concat(), b"\xff\xda\0\x03c"].concat();
            if let Some(known) = Whole::jpeg(Blob::from(jpeg.as_slice()), 1) {
                prop_assert!(known.stub().len() <= jpeg.len() + HEAD.len() + SIGN.len() + 4);
                let stub = known.stub().to_vec();
                prop_assert!(whole(&stub, &Wholes::from([(1, Arc::new(known))])).is_some());
            }
        }
    }

    #[test]
    fn a_stub_has_the_headers_and_a_name() {
        let jpeg = b"\xff\xd8\xff\xe1\0\x06Exif\xff\xe0\0\x04ab\xff\xfe\0\x03x\xff\xda\0\x03cscan\xff\xd9";
        let named = |jpeg: &[u8]| Whole::jpeg(Blob::from(jpeg), 0x0102);
        let first = Arc::new(named(jpeg).expect("a stub"));
        let stub = first.stub().to_vec();
        assert_eq!(stub, b"\xff\xd8\xff\xfe\0\x0fmake-book\0\0\x01\x02\xff\xe0\0\x04ab\xff\xda\0\x03c");
        let pictures = Wholes::from([(0x0102, first)]);
        assert_eq!(whole(&stub, &pictures).map(|whole| whole.data.read()).as_deref(), Some(&jpeg[..]));
        assert!(whole(jpeg, &pictures).is_none());
        // A picture that its author began with our comment: of a picture that there is, of one that there is not.
        assert!(whole(&[&stub, &b"scan\xff\xd9"[..]].concat(), &pictures).is_none());
        assert!(whole(&stub, &Wholes::new()).is_none());
        for end in 0..jpeg.len() - b"scan\xff\xd9".len() {
            assert!(named(&jpeg[..end]).is_none());
        }
        assert!(named(b"\xff\xd8neither").is_none());
    }

    #[test]
    fn pixels_have_the_stub_of_a_jpeg_of_their_size() {
        for (grey, components) in [(true, 1), (false, 3)] {
            let pixels = Whole::pixels(Blob::default(), (300, 2), grey, 7).expect("a stub");
            let mut decoder = zune_jpeg::JpegDecoder::new(std::io::Cursor::new(pixels.stub()));
            decoder.decode_headers().expect("headers");
            let info = decoder.info().expect("headers");
            assert_eq!((info.width, info.height, info.components), (300, 2, components));
        }
        assert!(Whole::pixels(Blob::default(), (70_000, 1), true, 7).is_none());
    }
}
