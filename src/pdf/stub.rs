//! Stubs of JPEGs: what the library reads of one, in place of the whole.
//!
//! The library reads the headers of a JPEG and copies all of it twice. It is given the headers only, with a comment that says
//! which picture they are of; the whole comes back when the file is packed (`shown`). Clauses are of ITU-T T.81.

use crate::source::Blob;
use std::collections::BTreeMap;

/// What our comment begins with; the number of the picture follows.
const SIGN: &[u8; 9] = b"make-book";

/// Start of image, and the marker and length of a comment that holds the sign and a number (B.2.4.5).
const HEAD: [u8; 6] = [0xFF, 0xD8, 0xFF, 0xFE, 0, 2 + SIGN.len() as u8 + 4];

/// The headers of a JPEG up to its first scan, called `name`, without those that the library passes over, of which cameras write
/// megabytes; none when it is not made of headers up to there.
pub(super) fn of(jpeg: &[u8], name: u32) -> Option<Vec<u8>> {
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
pub(super) fn whole<'a>(bytes: &[u8], pictures: &'a BTreeMap<u32, Blob>) -> Option<&'a Blob> {
    let rest = bytes.strip_prefix(&HEAD)?.strip_prefix(SIGN)?;
    let name = u32::from_be_bytes(*rest.first_chunk()?);
    // A picture may begin as a stub does: it is one only as a whole.
    pictures.get(&name).filter(|jpeg| of(&jpeg.read(), name).as_deref() == Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_has_the_headers_and_a_name() {
        let jpeg = b"\xff\xd8\xff\xe1\0\x06Exif\xff\xe0\0\x04ab\xff\xfe\0\x03x\xff\xda\0\x03cscan\xff\xd9";
        let stub = of(jpeg, 0x0102).expect("a stub");
        assert_eq!(stub, b"\xff\xd8\xff\xfe\0\x0fmake-book\0\0\x01\x02\xff\xe0\0\x04ab\xff\xda\0\x03c");
        let pictures = BTreeMap::from([(0x0102, Blob::from(&jpeg[..]))]);
        assert_eq!(whole(&stub, &pictures).map(Blob::read).as_deref(), Some(&jpeg[..]));
        assert_eq!(whole(jpeg, &pictures), None);
        // A picture that its author began with our comment: of a picture that there is, of one that there is not.
        assert_eq!(whole(&[&stub, &b"scan\xff\xd9"[..]].concat(), &pictures), None);
        assert_eq!(whole(&stub, &BTreeMap::new()), None);
        for end in 0..jpeg.len() - b"scan\xff\xd9".len() {
            assert_eq!(of(&jpeg[..end], 1), None);
        }
        assert_eq!(of(b"\xff\xd8neither", 1), None);
    }
}
