//! Bytes as text: UTF-8 and UTF-16, and an older encoding where one gives a likely text.

use crate::source::legacy;

/// A file as text.
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: String,
    /// The name of its encoding, if that is not UTF-8.
    pub(super) encoding: Option<&'static str>,
    /// What a program sees that takes it for UTF-8, where the encoding was found by trying.
    pub(super) seen: Option<String>,
}

/// The text of `bytes`. None when it cannot be known.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(plain) {
        return Some(Decoded { text: text.to_owned(), encoding: None, seen: None });
    }
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => {
            let (text, _, is_damaged) = encoding.decode(bytes);
            (!is_damaged).then(|| Decoded { text: text.into_owned(), encoding: Some("UTF-16"), seen: None })
        }
        _ => {
            let (text, name) = legacy(plain)?;
            Some(Decoded { text, encoding: Some(name), seen: Some(String::from_utf8_lossy(plain).into_owned()) })
        }
    }
}
