//! `data:` URLs (RFC 2397): pictures that a drawing holds in an address.
//!
//! Reading systems decode them, so they must pass the same checks as picture files.

use crate::picture;

/// Whether `url`, in lower case, is a `data:` URL of a picture type that we accept.
pub(super) fn is_image_data_url(url: &str) -> bool {
    ["png", "jpeg", "jpg", "gif"].into_iter().any(|kind| url.starts_with(&format!("data:image/{kind}")))
}

/// Whether `url` (`data:image/png;base64,…`) holds a picture that passes [`picture::read_header`].
pub(super) fn holds_valid_image(url: &str) -> bool {
    let Some((head, data)) = url.split_once(',') else { return false };
    head.ends_with(";base64") && decode_base64(data).is_some_and(|bytes| picture::read_header(&bytes).is_ok())
}

/// Decodes Base64 (RFC 4648, 4), with or without its padding.
fn decode_base64(data: &str) -> Option<Vec<u8>> {
    let data = data.trim_end_matches('=');
    let mut bytes = Vec::with_capacity(data.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for character in data.bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{decode_base64, holds_valid_image};
    use crate::source::to_base64;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes in prop::collection::vec(any::<u8>(), 0..50)) {
            prop_assert_eq!(decode_base64(&to_base64(&bytes)), Some(bytes));
        }
    }

    #[test]
    fn only_complete_pictures_are_valid() {
        assert_eq!(decode_base64("TWFu").as_deref(), Some(b"Man".as_slice()));
        assert_eq!(decode_base64("TWE=").as_deref(), Some(b"Ma".as_slice()));
        assert_eq!(decode_base64("T W"), None);
        let pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
        assert!(holds_valid_image(pixel));
        assert!(!holds_valid_image("data:image/png;base64,AAAA"));
        assert!(!holds_valid_image("data:image/png,<svg/>"));
    }
}
