//! Pictures in a format that no reading system shows: which one it is, by the first bytes, so that the editor can be told the way out.

/// The name of the format, as it is usually written; none when it is not known.
pub(super) fn foreign_format(bytes: &[u8]) -> Option<&'static str> {
    // ISO/IEC 14496-12, 4.3: the brand of the file follows the word `ftyp`.
    if bytes.get(4..8) == Some(b"ftyp") {
        return match bytes.get(8..12)? {
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Some("HEIC"),
            b"avif" | b"avis" => Some("AVIF"),
            _ => None,
        };
    }
    let signatures: [(&[u8], &str); 11] = [
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"II+\0", "TIFF"),
        (b"BM", "BMP"),
        (b"%!PS", "EPS"),
        (b"\xc5\xd0\xd3\xc6", "EPS"),
        (b"%PDF", "PDF"),
        (b"8BPS", "Photoshop"),
        (b"\xff\x0a", "JPEG XL"),
        (b"\0\0\0\x0cJXL ", "JPEG XL"),
        (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    ];
    signatures.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::foreign_format;

    #[test]
    fn formats_are_known_by_their_first_bytes() {
        for (bytes, name) in [
            (b"\0\0\0\x18ftypheic\0\0".as_slice(), Some("HEIC")),
            (b"\0\0\0\x1cftypmif1\0\0", Some("HEIC")),
            (b"\0\0\0\x1cftypavif\0\0", Some("AVIF")),
            (b"\0\0\0\x1cftypmp42\0\0", None),
            (b"II*\0\x08\0", Some("TIFF")),
            (b"BM6\0\0\0", Some("BMP")),
            (b"%!PS-Adobe-3.0 EPSF-3.0", Some("EPS")),
            (b"%PDF-1.7", Some("PDF")),
            (b"un texte", None),
            (b"", None),
        ] {
            assert_eq!(foreign_format(bytes), name);
        }
    }
}
