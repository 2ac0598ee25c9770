//! Percent-encoding (RFC 3986, 2.1).

use std::borrow::Cow;

/// `text` with its percent-encoded bytes decoded; as it is, if they are not UTF-8.
#[must_use]
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let digit =
        |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok());
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(high << 4 | low);
                at += 3;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::percent_decoded;

    #[test]
    fn what_is_no_code_or_no_text_stays() {
        assert_eq!(percent_decoded("%C3%A9t%c3%a9"), "été");
        assert_eq!([percent_decoded("100 %"), percent_decoded("%+f%f"), percent_decoded("%FF")], ["100 %", "%+f%f", "%FF"]);
    }
}
