//! Where a photograph was taken: telephones write it into the file, and a book would publish the address of whoever lent a portrait.
//!
//! Only the segments that say it are taken out of a JPEG (Exif 2.32, 4.6.3: tag 0x8825; XMP names beginning `GPS`); the picture
//! itself stays byte for byte.

use super::jpeg::Jpeg;

/// The file without the place; none when it names no place.
pub(crate) fn without_place(bytes: &[u8]) -> Option<Vec<u8>> {
    let jpeg = Jpeg::read(bytes)?;
    let mut kept = Vec::new();
    let mut from = 0;
    for (start, end) in jpeg.notes {
        let segment = bytes.get(start..end)?;
        if names_place(segment.get(4..).unwrap_or_default()) {
            kept.extend_from_slice(bytes.get(from..start)?);
            from = end;
        }
    }
    (from > 0).then(|| {
        kept.extend_from_slice(bytes.get(from..).unwrap_or_default());
        kept
    })
}

fn names_place(segment: &[u8]) -> bool {
    match segment.strip_prefix(b"Exif\0\0") {
        Some(exif) => points_at_place(exif).unwrap_or(false),
        None => segment.windows(7).any(|window| window == b"GPSLati" || window == b"GPSLong"),
    }
}

/// Whether the first directory of an Exif block leads to one of places (TIFF 6.0, 2).
fn points_at_place(exif: &[u8]) -> Option<bool> {
    let little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let long = |at: usize| {
        let four = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    Some((0..entries).any(|entry| directory.checked_add(2 + 12 * entry).and_then(short) == Some(0x8825)))
}
