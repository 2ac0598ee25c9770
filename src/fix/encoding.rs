//! Bytes as text: UTF-8 and UTF-16, and Windows-1252 where nothing else is likely.

/// The text of `bytes` without a byte order mark, and the name of its encoding if that is not UTF-8. None when it cannot be known.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(plain) {
        return Some((text.to_owned(), None));
    }
    let (encoding, name) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => (encoding, "UTF-16"),
        _ if is_windows_1252(bytes) => (encoding_rs::WINDOWS_1252, "Windows-1252"),
        _ => return None,
    };
    let (text, _, is_damaged) = encoding.decode(bytes);
    (!is_damaged && !text.contains('\u{81}')).then(|| (text.into_owned(), Some(name)))
}

/// Whether the bytes above 0x7F are letters and signs of a Western language, most of them alone between ASCII, and none a control.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| **byte >= 0x80);
    let unused =
        |byte: u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d) || (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'));
    let alone = bytes.iter().enumerate().filter(|(at, byte)| {
        **byte >= 0x80 && bytes.get(at + 1).is_none_or(|next| *next < 0x80) && (*at == 0 || bytes[at - 1] < 0x80)
    });
    let (high, alone) = (high.count(), alone.count());
    high > 0 && alone * 2 >= high && !bytes.iter().copied().any(unused)
}
