//! The content streams and image streams of the finished file.
//!
//! The library looks up, checks and measures a glyph five times whenever it draws one, and writes each byte of its code as four. Once
//! for each glyph of a face is enough. So the library draws each glyph once, out of sight, and of a run only the first glyph, with the
//! graphics state, colour, font, position and mark around it. The operator that shows this glyph is replaced here by one that shows
//! the whole run. For every run it is checked that the library showed the expected CID; if it did not, no file is written.
//! Placeholder images are replaced by the images.
//!
//! The strings come from `text_showing`, placeholders from `image_xobjects`. Objects are read by `file` and written by
//! `object_streams`. Clauses are of ISO 32000-1.

use super::{
    file::{PageObject, PdfFile},
    image_xobjects::{ImageStream, ImageXObjects},
    page_cache::{self, CompressedContent},
    scan::{find, split},
    stream::{Body, Stream},
};
use crate::{
    deflate::CompressorPool,
    memo::{Key, Memo},
};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use xxhash_rust::xxh3::Xxh3Default;

/// The text-showing operators of all pages, to replace those of the library.
#[derive(Default)]
pub(super) struct PageContents<'a> {
    /// The operands and operators of the current page (9.4.3), in order.
    pub(super) bytes: Vec<u8>,
    texts: Vec<Option<TextObject>>,
    pages: Vec<Page<'a>>,
    /// The images, to replace their placeholders.
    images: ImageXObjects,
}

/// The content of a page.
enum Page<'a> {
    /// From an earlier build.
    Cached(CompressedContent<'a>),
    /// Drawn by this build; with the key and the serialized record to store it under, where pages are cached.
    Drawn(TextStrings, Option<(Key, Vec<u8>)>),
}

/// The text-showing operators of a page.
struct TextStrings {
    bytes: Box<[u8]>,
    /// Its text objects, in drawing order; none for one that the library wrote itself.
    texts: Box<[Option<TextObject>]>,
}

/// What replaces the first string of a text object.
#[derive(Clone, Copy)]
struct TextObject {
    /// Its end in the bytes of the page; it begins where the one before it ends.
    end: u32,
    /// The CID of the glyph that the library drew for it.
    first: u16,
}

/// Streams that share a checksum.
const STREAMS_PER_CHECKSUM: usize = 32;

/// A stream that changes, with its object number; and the image for it, when it is a placeholder.
type ChangedStream<'a> = (u32, Stream<'a>, Option<ImageStream>);

/// Streams of the finished file, sorted by object number, and a hash of all of them.
pub(super) type CompressedStreams = (Vec<(u32, Body)>, [u8; 32]);

impl<'a> PageContents<'a> {
    /// No content yet, for a file with these images.
    pub(super) fn new(images: ImageXObjects) -> Self {
        Self { images, ..Self::default() }
    }

    /// The string of the next text object becomes what was added to `bytes` since the last call; the library showed the CID `first`
    /// for it.
    pub(super) fn replace_string(&mut self, first: u16) {
        let end = u32::try_from(self.bytes.len()).expect("a page has no 4 gigabytes of text");
        self.texts.push(Some(TextObject { end, first }));
    }

    /// The next text object stays as the library wrote it.
    pub(super) fn keep_string(&mut self) {
        self.texts.push(None);
    }

    /// Ends a page that was drawn. `stored` is its key and serialized record, when it is to be cached.
    pub(super) fn end_page(&mut self, stored: Option<(Key, Vec<u8>)>) {
        let strings = TextStrings { bytes: self.bytes.as_slice().into(), texts: self.texts.as_slice().into() };
        self.pages.push(Page::Drawn(strings, stored));
        self.bytes.clear();
        self.texts.clear();
    }

    /// Ends a page whose content comes from an earlier build.
    pub(super) fn end_cached_page(&mut self, content: CompressedContent<'a>) {
        self.pages.push(Page::Cached(content));
    }

    /// Compresses the uncompressed streams of the library's file, with the strings of pages and the images put in. None when a stream
    /// has not the form that the library writes.
    pub(super) fn compress_streams(
        &self,
        file: &PdfFile<'_>,
        compressors: &CompressorPool,
        memo: &Memo,
    ) -> Option<CompressedStreams> {
        let page_objects = file.pages()?;
        if page_objects.len() != self.pages.len() {
            return None;
        }
        let mut pages: Vec<(PageObject<'_>, &Page<'_>)> = page_objects.into_iter().zip(&self.pages).collect();
        pages.sort_unstable_by_key(|(object, _)| object.contents);
        let changed: Vec<ChangedStream<'_>> = file
            .streams()
            .filter_map(|(number, stream)| {
                let image = if stream.is_image() { self.images.replacement(stream.data) } else { None };
                (image.is_some() || stream.is_uncompressed()).then_some((number, stream, image))
            })
            .collect();
        let is_changed = |number: &u32| changed.binary_search_by_key(number, |(number, ..)| *number).is_ok();
        if !pages.iter().all(|(object, _)| is_changed(&object.contents)) {
            return None;
        }
        let compressed: Option<Vec<(Vec<_>, u128)>> = changed
            .par_chunks(STREAMS_PER_CHECKSUM)
            // The checksum only tells states of the file apart, so a fast one is enough.
            .map(|streams| {
                let mut checksum = Xxh3Default::new();
                let one = |(number, stream, image): &ChangedStream<'_>| {
                    let body = match image {
                        Some(image) => stream.with_image(image)?,
                        None => {
                            let page =
                                pages.binary_search_by_key(number, |(object, _)| object.contents).ok().map(|at| &pages[at]);
                            match page {
                                Some((object, page)) => page.body(stream, object, file, compressors, memo)?,
                                None => stream.with_compressed(&compressors.deflate(stream.data))?,
                            }
                        }
                    };
                    body.parts().into_iter().for_each(|part| checksum.update(&part));
                    Some((*number, body))
                };
                let bodies: Option<Vec<_>> = streams.iter().map(one).collect();
                Some((bodies?, checksum.digest128()))
            })
            .collect();
        let (bodies, sums): (Vec<_>, Vec<_>) = compressed?.into_iter().unzip();
        let checksum = sums.into_iter().fold(Sha256::new(), |checksum, part| checksum.chain_update(part.to_be_bytes()));
        Some((bodies.into_iter().flatten().collect(), checksum.finalize().into()))
    }
}

impl Page<'_> {
    /// The body of the page's content stream.
    fn body(
        &self,
        stream: &Stream<'_>,
        object: &PageObject<'_>,
        file: &PdfFile<'_>,
        compressors: &CompressorPool,
        memo: &Memo,
    ) -> Option<Body> {
        match self {
            Self::Cached(content) => {
                let is_same = file.resource_names(object.resources)? == content.resources;
                is_same.then(|| stream.with_compressed(content.content))?
            }
            Self::Drawn(strings, stored) => {
                let content = compressors.deflate(&strings.content(stream.data)?);
                if let Some((key, record)) = stored {
                    let resources = &file.resource_names(object.resources)?;
                    page_cache::insert(memo, *key, record, CompressedContent { resources, content: &content });
                }
                stream.with_compressed(&content)
            }
        }
    }
}

impl TextStrings {
    /// The library's content stream `content` with our strings, without the part that only names resources.
    fn content(&self, content: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(content.len() + self.bytes.len());
        let (_resource_names, rest) = split(content, END_RESOURCE_NAMES)?;
        let mut rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        let mut start = 0;
        for text in &self.texts {
            let (before, after) = rest.split_at(find(rest, BEGIN_TEXT)? + BEGIN_TEXT.len());
            out.extend_from_slice(before);
            rest = after;
            let Some(text) = text else { continue };
            // The font, its size and the text matrix precede the string.
            let (before, after) = rest.split_at(find(rest, TEXT_MATRIX)? + TEXT_MATRIX.len());
            if !before.starts_with(SELECT_FONT) {
                return None;
            }
            out.extend_from_slice(before);
            let (first, after) = parse_cid(after)?;
            if first != text.first {
                return None;
            }
            out.extend_from_slice(self.bytes.get(start..text.end as usize)?);
            start = text.end as usize;
            rest = after.strip_prefix(b"Tj")?;
        }
        out.extend_from_slice(rest);
        find(rest, BEGIN_TEXT).is_none().then_some(out)
    }
}

/// The end of the marked content that names the resources; nothing is nested in it.
const END_RESOURCE_NAMES: &[u8] = b"\nEMC";
/// How the library begins a text object. Its strings contain no line feed, so this cannot be part of one.
const BEGIN_TEXT: &[u8] = b"\nBT";
/// What follows, except before a replacement text.
const SELECT_FONT: &[u8] = b" 0 Tr/f";
/// The last operator before a string.
const TEXT_MATRIX: &[u8] = b" Tm";

/// The CID in a string of two bytes (7.3.4), and what follows the string.
fn parse_cid(text: &[u8]) -> Option<(u16, &[u8])> {
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
        let read = |text: &'static [u8]| parse_cid(text).map(|(number, rest)| (number, rest.len()));
        assert_eq!(read(b"(\\000\\005)Tj"), Some((5, 2)));
        assert_eq!(read(b"(\\000B)Tj"), Some((0x42, 2)));
        assert_eq!(read(b"(\\000\\f)"), Some((12, 0)));
        assert_eq!(read(b"(\\b\\))"), Some((0x829, 0)));
        assert_eq!(read(b"(())"), Some((0x2829, 0)));
        assert_eq!(read(b"<01FF>Tj"), Some((0x1FF, 2)));
        for other in [&b"(\\000)"[..], b"(\\000\\005\\006)", b"<01>", b"<01F", b"[(\\000\\005)]", b"", b"(", b"(\\"] {
            assert_eq!(parse_cid(other), None);
        }
    }

    #[test]
    fn a_string_replaces_the_first_glyph_only() {
        let mut contents = PageContents::default();
        contents.keep_string();
        contents.bytes.extend_from_slice(b"[(ab)1(c)]TJ");
        contents.replace_string(5);
        contents.end_page(None);
        let Page::Drawn(page, _) = &contents.pages[0] else { panic!("a page that was drawn") };
        let content: &[u8] = b"/Artifact BMC\nq scn\nBT 0 Tr/f0 1 Tf 1 0 0 -1 0 0 Tm(\\000\\001)Tj\nET\nQ\nEMC\nq scn\nBT 0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(\\000\\006)Tj\nET\nQ\nq scn\nBT 0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(\\000\\005)Tj/Span<<>>BDC 0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(\\000\\007)Tj\nEMC\nET\nQ\n";
        let changed = page.content(content).expect("the library's shape");
        let (names, drawn) = split(content, b"\nEMC\n").expect("names before all else");
        let expected = String::from_utf8_lossy(drawn).replacen("(\\000\\005)Tj", "[(ab)1(c)]TJ", 1);
        assert_eq!(String::from_utf8_lossy(&changed), expected);
        assert!(page.content(names).is_none());
        // An unexpected glyph, a text object too few, one too many.
        let other = String::from_utf8_lossy(content).replacen("\\005", "\\004", 1);
        assert!(page.content(other.as_bytes()).is_none());
        assert!(page.content(&content[..content.len() / 2]).is_none());
        let fewer = TextStrings { bytes: page.bytes.clone(), texts: page.texts[..1].into() };
        assert!(fewer.content(content).is_none());
    }
}
