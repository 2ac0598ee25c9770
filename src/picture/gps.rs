//! The GPS position of a photograph. Telephones write it into the file, and the book would publish where contributors live.
//!
//! Only the APP1 segments with a position are removed from a JPEG (Exif 2.32, 4.6.3: tag 0x8825; XMP names beginning `GPS`). The
//! coded picture stays byte for byte.

use super::jpeg::Jpeg;

/// The JPEG file `bytes` without its GPS position; none when it has no position or is no JPEG.
pub fn strip_gps(bytes: &[u8]) -> Option<Vec<u8>> {
    let jpeg = Jpeg::read(bytes)?;
    let mut kept = Vec::new();
    let mut from = 0;
    for range in jpeg.app1 {
        let segment = bytes.get(range.clone())?;
        // After the marker and the length.
        if has_gps(segment.get(4..).unwrap_or_default()) {
            kept.extend_from_slice(bytes.get(from..range.start)?);
            from = range.end;
        }
    }
    (from > 0).then(|| {
        kept.extend_from_slice(bytes.get(from..).unwrap_or_default());
        kept
    })
}

/// Whether an APP1 segment, Exif or XMP, holds a position.
fn has_gps(segment: &[u8]) -> bool {
    match segment.strip_prefix(b"Exif\0\0") {
        Some(exif) => exif_has_gps(exif).unwrap_or(false),
        None => segment.windows(7).any(|window| window == b"GPSLati" || window == b"GPSLong"),
    }
}

/// Whether the first image file directory (TIFF 6.0, 2) of the Exif data has the GPS tag; none when the data are damaged.
fn exif_has_gps(exif: &[u8]) -> Option<bool> {
    let little_endian = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let read_u16 = |at: usize| {
        let bytes = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little_endian { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let read_u32 = |at: usize| {
        let bytes = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little_endian { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let directory = usize::try_from(read_u32(4)?).ok()?;
    let entries = usize::from(read_u16(directory)?);
    Some((0..entries).any(|entry| directory.checked_add(2 + 12 * entry).and_then(read_u16) == Some(0x8825)))
}
