//! The ICC profile of sRGB (IEC 61966-2-1), for the output intent: what the colours of the file mean.
//!
//! A profile of version 4.2 (ISO 15076-1) with matrix and curve, a few hundred bytes.

/// The profile.
pub(super) fn profile() -> Vec<u8> {
    // The primaries of sRGB, adapted to the white of the profile connection space (ICC, sRGB).
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", xyz([0.9642, 1.0, 0.8249])),
        (b"chad", chad()),
        (b"rXYZ", xyz([0.43607, 0.22249, 0.01392])),
        (b"gXYZ", xyz([0.38515, 0.71687, 0.09708])),
        (b"bXYZ", xyz([0.14307, 0.06061, 0.7141])),
        (b"rTRC", curve()),
        (b"gTRC", Vec::new()),
    ];
    let count = tags.len() + 1;
    let mut directory = (count as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * count;
    let mut last = (0_u32, 0_u32);
    let mut entry = |name: &[u8; 4], place: (u32, u32)| {
        directory.extend_from_slice(name);
        directory.extend(place.0.to_be_bytes());
        directory.extend(place.1.to_be_bytes());
    };
    for (name, bytes) in &tags {
        // The three curves are one.
        if !bytes.is_empty() {
            last = ((start + data.len()) as u32, bytes.len() as u32);
            data.extend_from_slice(bytes);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        entry(name, last);
    }
    entry(b"bTRC", last);
    let size = (start + data.len()) as u32;
    [header(size), directory, data].concat()
}

/// The header (ISO 15076-1, 7.2).
fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &size.to_be_bytes());
    put(8, &[4, 0x20, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // The day of the standard; the profile never changes.
    for (index, number) in [1999_u16, 10, 18].into_iter().enumerate() {
        put(24 + 2 * index, &number.to_be_bytes());
    }
    put(36, b"acsp");
    for (index, number) in [0.9642, 1.0, 0.8249].into_iter().enumerate() {
        put(68 + 4 * index, &fixed(number));
    }
    header
}

/// A number as fifteen bits, a sign and sixteen bits after the point.
fn fixed(number: f64) -> [u8; 4] {
    ((number * 65_536.0).round() as i32).to_be_bytes()
}

fn xyz(numbers: [f64; 3]) -> Vec<u8> {
    [&b"XYZ \0\0\0\0"[..], &numbers.map(fixed).concat()].concat()
}

/// The adaptation from D65 to D50 (Bradford).
fn chad() -> Vec<u8> {
    let rows = [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168];
    [&b"sf32\0\0\0\0"[..], &rows.map(fixed).concat()].concat()
}

/// The transfer curve of sRGB (ISO 15076-1, 10.18, function type 3).
fn curve() -> Vec<u8> {
    let parameters = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];
    [&b"para\0\0\0\0\0\x03\0\0"[..], &parameters.map(fixed).concat()].concat()
}

/// A text in one language (ISO 15076-1, 10.15).
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let length = (units.len() as u32).to_be_bytes();
    [&b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS"[..], &length, &28_u32.to_be_bytes(), &units].concat()
}

#[cfg(test)]
mod tests {
    use moxcms::{ColorProfile, Layout, TransformOptions};

    #[test]
    fn its_colours_are_those_of_srgb() {
        let profile = super::profile();
        assert_eq!(profile.len() as u32, u32::from_be_bytes([profile[0], profile[1], profile[2], profile[3]]));
        let profile = ColorProfile::new_from_slice(&profile).expect("a profile");
        let srgb = ColorProfile::new_srgb();
        let transform =
            profile.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, TransformOptions::default()).expect("a transform");
        let colors: Vec<u8> = (0..=255_u8).flat_map(|value| [value, 255 - value, value / 2]).collect();
        let mut seen = vec![0; colors.len()];
        transform.transform(&colors, &mut seen).expect("pixels");
        assert!(colors.iter().zip(&seen).all(|(a, b)| a.abs_diff(*b) <= 1));
    }
}
