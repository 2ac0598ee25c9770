//! The characters of a text file, whatever encoding it was saved in: by its byte order mark, by what it declares, else by what its
//! bytes look like. Whatever is not certain is told.

use super::format::Format;
use crate::{
    diagnostic::{Code, Diagnostic},
    source::{Span, legacy},
};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_2, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

/// In how many bytes at the beginning of a page its encoding is declared. The HTML standard looks at 1,024; Word writes its own
/// styles and settings before.
const DECLARED_WITHIN: usize = 16 << 10;

/// A text file as characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, without a byte order mark.
    pub text: String,
    /// What is not certain of them.
    pub doubt: Option<CharsetDoubt>,
}

/// What is not certain of the characters of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharsetDoubt {
    /// The file does not say its encoding; this one was taken.
    Guessed(&'static str),
    /// The file is in UTF-8, and says that it is in this encoding.
    Contradicted(&'static str),
    /// Some bytes are no characters of this encoding; their number.
    Damaged(&'static str, usize),
}

impl CharsetDoubt {
    /// The message; `whole` is the file.
    #[must_use]
    pub fn diagnostic(self, whole: Span) -> Diagnostic {
        let (reason, encoding, count) = match self {
            Self::Guessed(encoding) => ("guessed", encoding, 0),
            Self::Contradicted(encoding) => ("contradicted", encoding, 0),
            Self::Damaged(encoding, count) => ("damaged", encoding, count),
        };
        let diagnostic = Diagnostic::new(Code::ImportEncoding, whole);
        diagnostic.with("reason", reason).with("encoding", encoding).with("count", count)
    }
}

/// The characters of a text file. None when its bytes are no text.
#[must_use]
pub fn decode(bytes: &[u8], format: Format) -> Option<Decoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decoded(&bytes[length..], encoding, None);
    }
    if bytes.contains(&0) {
        let encoding = without_mark(bytes)?;
        return decoded(bytes, encoding, Some(CharsetDoubt::Guessed(encoding.name())));
    }
    let declared = declared(bytes, format);
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Bytes of an older encoding are hardly ever UTF-8 by chance: a tool saved the page anew and left its declaration.
        let other = declared.filter(|declared| *declared != UTF_8 && !text.is_ascii());
        let escapes = declared.filter(|declared| !declared.is_ascii_compatible());
        return match escapes {
            Some(encoding) => decoded(bytes, encoding, None),
            None => Some(Decoded { text: text.to_owned(), doubt: other.map(|other| CharsetDoubt::Contradicted(other.name())) }),
        };
    }
    if let Some(declared) = declared.filter(|declared| *declared != UTF_8) {
        return decoded(bytes, declared, None);
    }
    if is_mostly_utf_8(bytes) {
        return decoded(bytes, UTF_8, None);
    }
    // What chardetng does not know: the encodings of old Macs and of MS-DOS, and the signs of ISO 8859-15.
    if format != Format::Html
        && let Some((text, name)) = legacy(bytes).filter(|(_, name)| *name != "Windows-1252")
    {
        return Some(Decoded { text, doubt: Some(CharsetDoubt::Guessed(name)) });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(None, Utf8Detection::Deny);
    // « œ » before a vowel is « ś » in Central Europe: what reads well as a text of the West is one.
    if [WINDOWS_1250, ISO_8859_2].contains(&encoding) && legacy(bytes).is_some_and(|(_, name)| name == "Windows-1252") {
        encoding = WINDOWS_1252;
    }
    decoded(bytes, encoding, Some(CharsetDoubt::Guessed(encoding.name())))
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, doubt: Option<CharsetDoubt>) -> Option<Decoded> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let doubt = if damaged {
        let count = text.matches(char::REPLACEMENT_CHARACTER).count();
        Some(CharsetDoubt::Damaged(encoding.name(), count))
    } else {
        doubt
    };
    let text = text.into_owned();
    Some(Decoded { text, doubt })
}

/// UTF-16 without a byte order mark, by the zeros in every other byte; none for other bytes with zeros.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > half * 6 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 6 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that a page declares: in an XML declaration, or in a `meta` element (HTML Living Standard, 13.2.3.2).
fn declared(bytes: &[u8], format: Format) -> Option<&'static Encoding> {
    if format != Format::Html {
        return None;
    }
    let head: Vec<u8> = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    if head.trim_ascii_start().starts_with(b"<?xml") {
        let end = memchr::memmem::find(&head, b"?>").unwrap_or(head.len());
        if let Some(encoding) = value_after(&head[..end], b"encoding") {
            return Some(encoding);
        }
    }
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &head[at..]) {
        at += found;
        let rest = &head[at..];
        if rest.starts_with(b"<!--") {
            at += memchr::memmem::find(rest, b"-->").unwrap_or(rest.len());
        } else if rest.starts_with(b"<meta") {
            let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
            if let Some(encoding) = value_after(&rest[..end], b"charset") {
                return Some(encoding);
            }
        }
        at += 1;
        if at >= head.len() {
            break;
        }
    }
    None
}

/// The encoding whose label stands after `key` and an equals sign.
fn value_after(bytes: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    let at = memchr::memmem::find(bytes, key)? + key.len();
    let rest = bytes[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.+".contains(byte)).count();
    let encoding = Encoding::for_label(&rest[..length])?;
    // A page whose declaration can be read is not in UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// Whether far more of the bytes above 127 are UTF-8 than not: such a file is damaged, or was cut.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_of_a_page_is_what_it_declares() {
        let page = |head: &str| [head.as_bytes(), b"<p>Un \xe9t\xe9 \x96 l\x92oc\xe9an co\xfbte 3 \x80"].concat();
        let read = |head: &str| decode(&page(head), Format::Html).expect("text");
        for head in [
            "<meta charset=windows-1252>",
            "<META content='text/html; charset=iso-8859-1' http-equiv=Content-Type>",
            "<!-- <meta charset=utf-8> --><html xmlns:o='x'><head><meta charset = \"Latin1\" >",
            "<?xml version='1.0' encoding='windows-1252'?><html>",
        ] {
            let decoded = read(head);
            assert!(decoded.text.ends_with("<p>Un été – l’océan coûte 3 €"), "{head}: {}", decoded.text);
            assert_eq!(decoded.doubt, None, "{head}");
        }
        for head in ["", "<meta charset=utf-8>", "<meta charset=nothing>"] {
            assert_eq!(read(head).doubt, Some(CharsetDoubt::Guessed("windows-1252")), "{head}");
            assert!(read(head).text.ends_with("océan coûte 3 €"));
        }
    }

    #[test]
    fn utf_8_and_utf_16_are_known_without_being_declared() {
        let text = "L’été, déjà";
        let read = |bytes: &[u8], format| decode(bytes, format).expect("text");
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        assert_eq!(read(text.as_bytes(), Format::Text), Decoded { text: text.to_owned(), doubt: None });
        for (mark, bytes) in [(vec![0xff, 0xfe], wide(u16::to_le_bytes)), (vec![0xfe, 0xff], wide(u16::to_be_bytes))] {
            assert_eq!(read(&[mark, bytes].concat(), Format::Text), Decoded { text: text.to_owned(), doubt: None });
        }
        let plain: Vec<u8> = "Une phrase.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&plain, Format::Markdown).text, "Une phrase.");
        assert_eq!(decode(b"\x00\x01\x02\x03 binary \x00\x00\x00", Format::Text), None);
        let again = read("<meta charset=iso-8859-1><p>été".as_bytes(), Format::Html);
        assert_eq!(again.doubt, Some(CharsetDoubt::Contradicted("windows-1252")));
        assert!(again.text.ends_with("été"));
        let mut cut = "été déjà là, à côté, voilà".as_bytes().to_vec();
        cut.push(0xc3);
        assert_eq!(read(&cut, Format::Text).doubt, Some(CharsetDoubt::Damaged("UTF-8", 1)));
    }

    #[test]
    fn other_scripts_are_told_by_their_bytes() {
        let russian = encoding_rs::WINDOWS_1251.encode("Мой текст для книги: воспоминания о море и лете.").0.into_owned();
        let decoded = decode(&russian, Format::Text).expect("text");
        assert!(decoded.text.starts_with("Мой текст"), "{}", decoded.text);
        assert_eq!(decoded.doubt, Some(CharsetDoubt::Guessed("windows-1251")));
        let polish = WINDOWS_1250.encode("Zażółć gęślą jaźń, świeży chleb i źródło.").0.into_owned();
        let decoded = decode(&polish, Format::Text).expect("text");
        assert_eq!(decoded.doubt, Some(CharsetDoubt::Guessed("windows-1250")));
    }

    #[test]
    fn a_single_letter_of_french_is_no_letter_of_polish() {
        for text in ["Une œuvre.", "Léonce œuvre €", "Un œil"] {
            let bytes = WINDOWS_1252.encode(text).0.into_owned();
            for format in [Format::Text, Format::Html] {
                assert_eq!(decode(&bytes, format).expect("text").text, text);
            }
        }
    }
}
