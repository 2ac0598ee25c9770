//! What pages show: our strings in place of the library's, and whole pictures in place of their stubs.
//!
//! The library looks a glyph up, checks and measures it five times whenever it is drawn, and writes each of its bytes as four.
//! All that must be done once for each glyph of a face; so it draws each glyph once where nobody sees it, and of a run only the
//! first, with everything around it: state, colour, font, place, mark. The operator that shows this one glyph is replaced by
//! ours, which shows the whole run. That it is the same glyph by the same number is checked for every run; were it not, there
//! would be no file. What the strings hold: `glyphs`;
//! what stubs are: `stub`. How objects are found and packed: `pack`. Clauses are of ISO 32000-1.

use super::{
    kept::{self, Packed},
    pack::{Body, Parts, Sheet, Stream, find, split},
    stub::{Channel, Wholes},
};
use crate::{
    deflate::CompressorPool,
    memo::{Key, Memo},
};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use xxhash_rust::xxh3::Xxh3Default;

/// What the pages show in place of what the library has them show.
#[derive(Default)]
pub(super) struct Shown<'a> {
    /// Of the page at hand: operands and operators (9.4.3), one after another.
    pub(super) bytes: Vec<u8>,
    texts: Vec<Option<Text>>,
    pages: Vec<Page<'a>>,
    /// The pictures that take the place of their stubs.
    pictures: Wholes,
}

/// What a page shows.
enum Page<'a> {
    /// What an earlier build has drawn.
    Kept(Packed<'a>),
    /// What was drawn, and what to keep for the next build under which key.
    Drawn(Strings, Option<(Key, Vec<u8>)>),
}

/// Our strings of a page.
struct Strings {
    bytes: Box<[u8]>,
    /// Its text objects, in the order of drawing; none for one that is the library's.
    texts: Box<[Option<Text>]>,
}

/// What a text object shows in place of its first string.
#[derive(Clone, Copy)]
struct Text {
    /// Where it ends among the bytes of the page; it begins where the one before it ends.
    end: u32,
    /// The number in the file of the glyph that the library drew for it.
    first: u16,
}

/// Streams that have one sum.
const TOGETHER: usize = 32;

/// A stream that changes, by its number; and what takes its place when it is of a stub.
type Changed<'a> = (u32, Stream<'a>, Option<Channel>);

/// Streams as they stand in the finished file, in the order of their numbers, and their sum.
pub(super) type Streams = (Vec<(u32, Body)>, [u8; 32]);

impl<'a> Shown<'a> {
    /// Nothing yet, of a file that has such pictures.
    pub(super) fn of(pictures: Wholes) -> Self {
        Self { pictures, ..Self::default() }
    }

    /// The next text object shows what was written since the last; the library drew `first` for it.
    pub(super) fn ours(&mut self, first: u16) {
        let end = u32::try_from(self.bytes.len()).expect("a page has no 4 gigabytes of text");
        self.texts.push(Some(Text { end, first }));
    }

    /// The next text object is the library's.
    pub(super) fn theirs(&mut self) {
        self.texts.push(None);
    }

    /// Ends a page that was drawn; `kept` is what to keep of it, under which key.
    pub(super) fn end_page(&mut self, kept: Option<(Key, Vec<u8>)>) {
        let strings = Strings { bytes: self.bytes.as_slice().into(), texts: self.texts.as_slice().into() };
        self.pages.push(Page::Drawn(strings, kept));
        self.bytes.clear();
        self.texts.clear();
    }

    /// Ends a page that an earlier build has drawn.
    pub(super) fn end_kept(&mut self, packed: Packed<'a>) {
        self.pages.push(Page::Kept(packed));
    }

    /// The streams that the library left as they are, packed, with our strings in those of pages; and whole pictures. None when
    /// they have another shape than the library gives them.
    pub(super) fn streams(&self, parts: &Parts<'_>, compressors: &CompressorPool, memo: &Memo) -> Option<Streams> {
        let sheets = parts.pages()?;
        if sheets.len() != self.pages.len() {
            return None;
        }
        let mut pages: Vec<(Sheet<'_>, &Page<'_>)> = sheets.into_iter().zip(&self.pages).collect();
        pages.sort_unstable_by_key(|(sheet, _)| sheet.contents);
        let changed: Vec<Changed<'_>> = parts
            .streams()
            .filter_map(|(number, stream)| {
                let channel = if stream.is_image() { self.pictures.channel(stream.data) } else { None };
                (channel.is_some() || stream.is_plain()).then_some((number, stream, channel))
            })
            .collect();
        let is_changed = |number: &u32| changed.binary_search_by_key(number, |(number, ..)| *number).is_ok();
        if !pages.iter().all(|(sheet, _)| is_changed(&sheet.contents)) {
            return None;
        }
        let packed: Option<Vec<(Vec<_>, u128)>> = changed
            .par_chunks(TOGETHER)
            // The sum names a state of the file and guards nothing: the quick one will do.
            .map(|streams| {
                let mut sum = Xxh3Default::new();
                let one = |(number, stream, channel): &Changed<'_>| {
                    let body = match channel {
                        Some(channel) => stream.replaced(channel)?,
                        None => {
                            let page = pages.binary_search_by_key(number, |(sheet, _)| sheet.contents).ok().map(|at| &pages[at]);
                            match page {
                                Some((sheet, page)) => page.body(stream, sheet, parts, compressors, memo)?,
                                None => stream.packed(&compressors.deflate(stream.data))?,
                            }
                        }
                    };
                    body.parts().into_iter().for_each(|part| sum.update(&part));
                    Some((*number, body))
                };
                let bodies: Option<Vec<_>> = streams.iter().map(one).collect();
                Some((bodies?, sum.digest128()))
            })
            .collect();
        let (bodies, sums): (Vec<_>, Vec<_>) = packed?.into_iter().unzip();
        let sum = sums.into_iter().fold(Sha256::new(), |sum, part| sum.chain_update(part.to_be_bytes()));
        Some((bodies.into_iter().flatten().collect(), sum.finalize().into()))
    }
}

impl Page<'_> {
    /// The body of the object that holds the content of a page.
    fn body(
        &self,
        stream: &Stream<'_>,
        sheet: &Sheet<'_>,
        parts: &Parts<'_>,
        compressors: &CompressorPool,
        memo: &Memo,
    ) -> Option<Body> {
        match self {
            Self::Kept(packed) => {
                let is_same = parts.named(sheet.resources)? == packed.resources;
                is_same.then(|| stream.packed(packed.content))?
            }
            Self::Drawn(strings, kept) => {
                let content = compressors.deflate(&strings.content(stream.data)?);
                if let Some((key, drawn)) = kept {
                    let resources = &parts.named(sheet.resources)?;
                    kept::keep(memo, *key, drawn, Packed { resources, content: &content });
                }
                stream.packed(&content)
            }
        }
    }
}

impl Strings {
    /// The content of a page with our strings, without what was drawn for names.
    fn content(&self, content: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(content.len() + self.bytes.len());
        let (_names, rest) = split(content, INTRODUCED)?;
        let mut rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        let mut start = 0;
        for text in &self.texts {
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
            out.extend_from_slice(self.bytes.get(start..text.end as usize)?);
            start = text.end as usize;
            rest = after.strip_prefix(b"Tj")?;
        }
        out.extend_from_slice(rest);
        find(rest, BEGIN).is_none().then_some(out)
    }
}

/// How it ends the marked content in which resources are named, and which holds no other.
const INTRODUCED: &[u8] = b"\nEMC";
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
        shown.ours(5);
        shown.end_page(None);
        let Page::Drawn(page, _) = &shown.pages[0] else { panic!("a page that was drawn") };
        let content: &[u8] = b"/Artifact BMC\nq scn\nBT 0 Tr/f0 1 Tf 1 0 0 -1 0 0 Tm(\\000\\001)Tj\nET\nQ\nEMC\nq scn\nBT 0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(\\000\\006)Tj\nET\nQ\nq scn\nBT 0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(\\000\\005)Tj/Span<<>>BDC 0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(\\000\\007)Tj\nEMC\nET\nQ\n";
        let changed = page.content(content).expect("the library's shape");
        let (names, drawn) = split(content, b"\nEMC\n").expect("names before all else");
        let expected = String::from_utf8_lossy(drawn).replacen("(\\000\\005)Tj", "[(ab)1(c)]TJ", 1);
        assert_eq!(String::from_utf8_lossy(&changed), expected);
        assert!(page.content(names).is_none());
        // Another glyph than was expected, a text object too few, one too many.
        let other = String::from_utf8_lossy(content).replacen("\\005", "\\004", 1);
        assert!(page.content(other.as_bytes()).is_none());
        assert!(page.content(&content[..content.len() / 2]).is_none());
        let fewer = Strings { bytes: page.bytes.clone(), texts: page.texts[..1].into() };
        assert!(fewer.content(content).is_none());
    }
}
