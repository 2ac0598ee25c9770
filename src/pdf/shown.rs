//! The strings that pages show: ours in place of the library's.
//!
//! The library looks a glyph up, checks and measures it five times whenever it is drawn, and writes each of its bytes as four.
//! All that must be done once for each glyph of a face; so it draws each glyph once where nobody sees it, and of a run only the
//! first, with everything around it: state, colour, font, place, mark. The operator that shows this one glyph is replaced by
//! ours, which shows the whole run. That it is the same glyph by the same number is checked for every run; were it not, there
//! would be no file. What the strings hold: `glyphs`. How objects are found and packed: `pack`. Clauses are of ISO 32000-1.

use super::{
    deflate::Deflater,
    pack::{Parts, Stream, find},
};
use rayon::prelude::*;
use std::ops::Range;

/// What the text objects of all pages show, in the order of drawing.
#[derive(Default)]
pub(super) struct Shown {
    /// Operands and operators (9.4.3), one after another.
    pub(super) bytes: Vec<u8>,
    texts: Vec<Option<Text>>,
    /// Of each page: where its last text object ends in `texts`.
    pages: Vec<usize>,
}

/// What a text object shows in place of its first string.
struct Text {
    /// Which of `Shown::bytes`.
    bytes: Range<usize>,
    /// The number in the file of the glyph that the library drew for it.
    first: u16,
}

/// Streams that one compressor packs.
const TOGETHER: usize = 32;

impl Shown {
    /// The next text object shows what was written since `start`; the library drew `first` for it.
    pub(super) fn ours(&mut self, start: usize, first: u16) {
        self.texts.push(Some(Text { bytes: start..self.bytes.len(), first }));
    }

    /// The next text object is the library's.
    pub(super) fn theirs(&mut self) {
        self.texts.push(None);
    }

    /// Ends a page.
    pub(super) fn end_page(&mut self) {
        self.pages.push(self.texts.len());
    }

    /// The streams that the library left as they are, packed, with our strings in those of pages; in the order of their numbers.
    /// None when they have another shape than the library gives them.
    pub(super) fn streams(&self, parts: &Parts<'_>) -> Option<Vec<(u32, Vec<u8>)>> {
        let contents = parts.contents()?;
        let starts = std::iter::once(0).chain(self.pages.iter().copied());
        let mut pages: Vec<(u32, Range<usize>)> = contents.into_iter().zip(starts.zip(&self.pages).map(|(a, &b)| a..b)).collect();
        if pages.len() != self.pages.len() {
            return None;
        }
        pages.sort_unstable_by_key(|(number, _)| *number);
        let plain: Vec<(u32, Stream<'_>)> = parts.plain_streams().collect();
        let missing = pages.iter().any(|(number, _)| plain.binary_search_by_key(number, |(number, _)| *number).is_err());
        if missing {
            return None;
        }
        let packed: Option<Vec<Vec<_>>> = plain
            .par_chunks(TOGETHER)
            .map(|streams| {
                let mut deflater = Deflater::new();
                let one = |(number, stream): &(u32, Stream<'_>)| {
                    let page = pages.binary_search_by_key(number, |(number, _)| *number).ok().map(|index| &pages[index].1);
                    let packed = match page {
                        Some(texts) => deflater.deflate(&self.content(&self.texts[texts.clone()], stream.data)?),
                        None => deflater.deflate(stream.data),
                    };
                    Some((*number, stream.packed(&packed)?))
                };
                streams.iter().map(one).collect()
            })
            .collect();
        Some(packed?.into_iter().flatten().collect())
    }

    /// The content of a page with our strings.
    fn content(&self, texts: &[Option<Text>], content: &[u8]) -> Option<Vec<u8>> {
        let ours: usize = texts.iter().flatten().map(|text| text.bytes.len()).sum();
        let mut out = Vec::with_capacity(content.len() + ours);
        let mut rest = content;
        for text in texts {
            let (before, after) = rest.split_at(find(rest, BEGIN)? + BEGIN.len());
            out.extend_from_slice(before);
            rest = after;
            let Some(text) = text else { continue };
            // The font, its size and the matrix, then the string.
            let (before, after) = rest.split_at(find(rest, PLACED)? + PLACED.len());
            if !before.starts_with(FONT) {
                return None;
            }
            out.extend_from_slice(before);
            let (first, after) = string(after)?;
            if first != text.first {
                return None;
            }
            out.extend_from_slice(&self.bytes[text.bytes.clone()]);
            rest = after.strip_prefix(b"Tj")?;
        }
        out.extend_from_slice(rest);
        find(rest, BEGIN).is_none().then_some(out)
    }
}

/// How the library begins a text object; no string of its own holds a line feed.
const BEGIN: &[u8] = b"\nBT";
/// What follows, unless a replacement text does.
const FONT: &[u8] = b" 0 Tr/f";
/// How it ends the last operation before a string.
const PLACED: &[u8] = b" Tm";

/// The number in a string of two bytes, as the library writes them (7.3.4), and what follows.
fn string(text: &[u8]) -> Option<(u16, &[u8])> {
    let mut bytes = [0; 2];
    if let Some(text) = text.strip_prefix(b"<") {
        let (digits, rest) = text.split_at_checked(4)?;
        return Some((u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?, rest.strip_prefix(b">")?));
    }
    let mut rest = text.strip_prefix(b"(")?;
    for byte in &mut bytes {
        let length = match *rest {
            [b'\\', a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', ..] => {
                *byte = (a - b'0') * 64 + (b - b'0') * 8 + (c - b'0');
                4
            }
            [b'\\', escaped, ..] => {
                *byte = match escaped {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => other,
                };
                2
            }
            [plain, ..] => {
                *byte = plain;
                1
            }
            [] => return None,
        };
        rest = &rest[length..];
    }
    Some((u16::from_be_bytes(bytes), rest.strip_prefix(b")")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_as_the_library_writes_them() {
        let read = |text: &'static [u8]| string(text).map(|(number, rest)| (number, rest.len()));
        assert_eq!(read(b"(\\000\\005)Tj"), Some((5, 2)));
        assert_eq!(read(b"(\\000B)Tj"), Some((0x42, 2)));
        assert_eq!(read(b"(\\000\\f)"), Some((12, 0)));
        assert_eq!(read(b"(\\b\\))"), Some((0x829, 0)));
        assert_eq!(read(b"(())"), Some((0x2829, 0)));
        assert_eq!(read(b"<01FF>Tj"), Some((0x1FF, 2)));
        for other in [&b"(\\000)"[..], b"(\\000\\005\\006)", b"<01>", b"<01F", b"[(\\000\\005)]", b"", b"(", b"(\\"] {
            assert_eq!(string(other), None);
        }
    }

    #[test]
    fn a_string_takes_the_place_of_the_first_glyph_only() {
        let mut shown = Shown::default();
        shown.theirs();
        shown.bytes.extend_from_slice(b"[(ab)1(c)]TJ");
        shown.ours(0, 5);
        shown.end_page();
        let content: &[u8] = b"q scn\nBT 0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(\\000\\006)Tj\nET\nQ\nq scn\nBT 0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(\\000\\005)Tj/Span<<>>BDC 0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(\\000\\007)Tj\nEMC\nET\nQ\n";
        let changed = shown.content(&shown.texts, content).expect("the library's shape");
        let expected = String::from_utf8_lossy(content).replacen("(\\000\\005)Tj", "[(ab)1(c)]TJ", 1);
        assert_eq!(String::from_utf8_lossy(&changed), expected);
        // Another glyph than was expected, a text object too few, one too many.
        let other = String::from_utf8_lossy(content).replacen("\\005", "\\004", 1);
        assert!(shown.content(&shown.texts, other.as_bytes()).is_none());
        assert!(shown.content(&shown.texts, &content[..content.len() / 2]).is_none());
        assert!(shown.content(&shown.texts[..1], content).is_none());
    }
}
