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

/// The headers of a JPEG up to its first scan, called `name`; none when it is not made of headers up to there.
pub(super) fn of(jpeg: &[u8], name: u32) -> Option<Vec<u8>> {
    let headers = jpeg.strip_prefix(&HEAD[..2])?;
    let mut end = 0;
    loop {
        let [0xFF, marker, high, low, ..] = *headers.get(end..)? else { return None };
        end += 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == 0xDA {
            return Some([&HEAD[..], SIGN, &name.to_be_bytes(), headers.get(..end)?].concat());
        }
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
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xda\0\x03cscan\xff\xd9";
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
