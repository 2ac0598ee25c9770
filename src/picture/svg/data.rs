//! Pictures that a drawing holds in an address: they must be sound and no larger than others, for every reader decodes them.

use crate::picture;

/// Whether the address (`data:image/png;base64,…`) holds a picture that may stand in a book.
pub(super) fn is_sound(address: &str) -> bool {
    let Some((head, data)) = address.split_once(',') else { return false };
    head.ends_with(";base64") && decoded(data).is_some_and(|bytes| picture::inspect(&bytes).is_ok())
}

/// Base64 (RFC 4648, 4), whose padding may be missing.
fn decoded(data: &str) -> Option<Vec<u8>> {
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

/// The address that holds `bytes`.
#[cfg(test)]
pub(crate) fn address(kind: &str, bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut address = format!("data:{kind};base64,");
    for three in bytes.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|at| u32::from(three.get(at).copied().unwrap_or_default()));
        let bits = a << 16 | b << 8 | c;
        address.extend((0..=three.len()).map(|at| char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize])));
    }
    address
}

#[cfg(test)]
mod tests {
    use super::{address, decoded, is_sound};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes in prop::collection::vec(any::<u8>(), 0..50)) {
            prop_assert_eq!(decoded(address("x/y", &bytes).trim_start_matches("data:x/y;base64,")), Some(bytes));
        }
    }

    #[test]
    fn only_whole_pictures_are_sound() {
        assert_eq!(decoded("TWFu").as_deref(), Some(b"Man".as_slice()));
        assert_eq!(decoded("TWE=").as_deref(), Some(b"Ma".as_slice()));
        assert_eq!(decoded("T W"), None);
        let pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
        assert!(is_sound(pixel));
        assert!(!is_sound("data:image/png;base64,AAAA"));
        assert!(!is_sound("data:image/png,<svg/>"));
    }
}
