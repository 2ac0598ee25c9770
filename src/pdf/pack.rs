//! Packing: the library's file → the same objects in object streams, with a cross-reference stream.
//!
//! A tagged book is mostly small objects, and together they compress to a tenth of what they take apart. Objects are found by
//! the cross-reference table and moved as they are: nothing is parsed but what the library always writes alike (header,
//! `N 0 obj`, `endobj`, `xref`, `trailer`), and a file that is written otherwise is refused rather than guessed at. Clauses are
//! of ISO 32000-1. What is changed on the way is `finish`'s business.

use super::stub::Channel;
use crate::{
    deflate::CompressorPool,
    source::{self, Blob, Part},
};
use rayon::prelude::*;
use std::{borrow::Cow, ops::Range};

/// Objects in one stream: more compress better, but a reader unpacks all of them to see one.
const TOGETHER: usize = 200;

/// An object, and whether it is a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Object {
    number: u32,
    /// From `N 0 obj` to the end of `endobj`.
    whole: Range<usize>,
    /// Between the two.
    body: Range<usize>,
    is_stream: bool,
}

/// A file taken apart.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    bytes: &'a [u8],
    /// In the order of their numbers.
    objects: Vec<Object>,
    header: Range<usize>,
    /// What is between the brackets of the trailer.
    trailer: &'a [u8],
}

/// A page of the file.
pub(super) struct Sheet<'a> {
    /// The number of the object that holds its content.
    pub(super) contents: u32,
    /// The dictionary of its resources.
    pub(super) resources: &'a [u8],
}

/// A stream of the file, taken apart.
#[derive(Clone, Copy)]
pub(super) struct Stream<'a> {
    /// Between its brackets.
    dictionary: &'a [u8],
    pub(super) data: &'a [u8],
}

impl<'a> Stream<'a> {
    fn of(body: &'a [u8]) -> Option<Self> {
        let (dictionary, data) = split(body.strip_prefix(b"<<")?, b">>\nstream\n")?;
        Some(Self { dictionary, data: data.strip_suffix(b"\nendstream")? })
    }

    /// Whether it is a picture's.
    pub(super) fn is_image(&self) -> bool {
        find(self.dictionary, b"/Subtype/Image").is_some()
    }

    /// Whether it is not packed and is to be; the metadata stay as they are, for whoever reads no PDF.
    pub(super) fn is_plain(&self) -> bool {
        find(self.dictionary, b"/Filter").is_none() && find(self.dictionary, b"/Type/Metadata").is_none()
    }

    /// The body of an object with the same stream packed as `data`.
    pub(super) fn packed(&self, data: &[u8]) -> Option<Body> {
        let head = self.head(data.len(), "/Filter/FlateDecode")?;
        Some(Body::Own([&head, data, END].concat()))
    }

    /// The body of an object with the picture of which the stream is the stub.
    pub(super) fn replaced(&self, channel: &Channel) -> Option<Body> {
        let Channel { size: (width, height), filter, data } = channel;
        let head = self.head(data.length(), "")?;
        let (before, after) = split(&head, b"/FlateDecode/Width ")?;
        let (_, after) = split(after, b"/ColorSpace")?;
        let size = format!("{filter}/Width {width}/Height {height}/ColorSpace");
        Some(Body::Shared { head: [before, size.as_bytes(), after].concat(), data: data.clone() })
    }

    /// What stands before the data of a stream that is so long, with something more in the dictionary.
    fn head(&self, length: usize, more: &str) -> Option<Vec<u8>> {
        let rest = self.dictionary.strip_prefix(b"/Length ")?;
        let (_, digits) = number(rest)?;
        Some([format!("<</Length {length}{more}").as_bytes(), &rest[digits..], b">>\nstream\n"].concat())
    }
}

/// What stands after the data of a stream.
const END: &[u8] = b"\nendstream";

/// What stands in an object in place of what the library wrote there.
pub(super) enum Body {
    Own(Vec<u8>),
    /// A stream whose data belong to the book.
    Shared {
        head: Vec<u8>,
        data: Blob,
    },
}

impl Body {
    /// Its bytes, one after another.
    pub(super) fn parts(&self) -> [Cow<'_, [u8]>; 3] {
        match self {
            Self::Own(bytes) => [bytes.into(), Cow::default(), Cow::default()],
            Self::Shared { head, data } => [head.into(), data.read(), END.into()],
        }
    }

    /// Its bytes but for those that belong to the book and what stands after them.
    fn own(&self) -> &[u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Shared { head, .. } => head,
        }
    }
}

/// Where an object is found in the packed file (7.5.8.3).
#[derive(Clone, Copy)]
enum Place {
    Free,
    At(usize),
    In { stream: usize, index: usize },
}

impl<'a> Parts<'a> {
    /// Takes a file apart; none when it is not of the shape that the library writes.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let tail = bytes.len().saturating_sub(64);
        let start = tail + rfind(&bytes[tail..], b"startxref\n")? + b"startxref\n".len();
        let (table, _) = number(&bytes[start..])?;
        let section = bytes.get(table..)?.strip_prefix(b"xref\n0 ")?;
        let (size, digits) = number(section)?;
        let entries = section.get(digits..)?.strip_prefix(b"\n")?;
        let entry = |index: usize| entries.get(index * 20..index * 20 + 20);
        let mut places = Vec::with_capacity(size);
        for index in 0..size {
            let [offset @ .., b' ', _, _, _, _, _, b' ', kind, _, _] = entry(index)? else { return None };
            match kind {
                b'n' => places.push((u32::try_from(index).ok()?, number(offset)?.0)),
                b'f' => {}
                _ => return None,
            }
        }
        let trailer = entries.get(size * 20..)?.strip_prefix(b"trailer\n<<")?;
        let trailer = &trailer[..rfind(trailer, b">>\nstartxref")?];
        // An object ends where the next one in the file begins, whatever its number.
        let mut ends: Vec<usize> = places.iter().map(|&(_, at)| at).collect();
        ends.push(table);
        ends.sort_unstable();
        let header = 0..*ends.first()?;
        let mut objects = Vec::with_capacity(places.len());
        for (number, at) in places {
            let end = ends[ends.partition_point(|&other| other <= at)..].first()?;
            objects.push(object(bytes, number, at..*end)?);
        }
        Some(Self { bytes, objects, header, trailer })
    }

    /// The object that the trailer or another object names under `key`: `/Root 12 0 R`.
    pub(super) fn reference(dictionary: &[u8], key: &str) -> Option<u32> {
        let key = format!("/{key} ");
        let at = find(dictionary, key.as_bytes())? + key.len();
        let (number, digits) = number(&dictionary[at..])?;
        dictionary[at + digits..].starts_with(b" 0 R").then(|| u32::try_from(number).ok())?
    }

    /// The number of the document's catalog.
    pub(super) fn catalog(&self) -> Option<u32> {
        Self::reference(self.trailer, "Root")
    }

    /// The pages, in their order.
    pub(super) fn pages(&self) -> Option<Vec<Sheet<'a>>> {
        let tree = self.body(Self::reference(self.body(self.catalog()?)?, "Pages")?)?;
        let (_, mut kids) = split(tree, b"/Kids[")?;
        let mut pages = Vec::new();
        while !kids.starts_with(b"]") {
            let (page, digits) = number(kids)?;
            let page = self.body(u32::try_from(page).ok()?)?;
            let resources = self.body(Self::reference(page, "Resources")?)?;
            pages.push(Sheet { contents: Self::reference(page, "Contents")?, resources });
            kids = kids[digits..].strip_prefix(b" 0 R")?;
            kids = kids.strip_prefix(b" ").unwrap_or(kids);
        }
        Some(pages)
    }

    /// What a dictionary of resources names (7.8.3), without the numbers of objects, which change from file to file; of a font also
    /// which it is.
    pub(super) fn named(&self, resources: &[u8]) -> Option<String> {
        let mut named = Vec::with_capacity(resources.len());
        let mut rest = resources;
        while let Some((before, after)) = split(rest, b" 0 R") {
            let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            let (before, object) = before.split_at(before.len() - digits);
            named.extend_from_slice(before);
            let (object, _) = number(object)?;
            // The library's names say what they are of: `/f0`.
            let is_font = before.rsplit(|byte| *byte == b'/').next().is_some_and(|name| name.starts_with(b"f"));
            if is_font && let Some((_, font)) = split(self.body(u32::try_from(object).ok()?)?, b"/BaseFont/") {
                // A subset's tag (9.6.4), which changes with its glyphs, ends in a plus sign.
                let name = &font[..font.iter().position(|byte| b"/<>[]() \n".contains(byte))?];
                named.extend_from_slice(split(name, b"+").map_or(name, |(_, name)| name));
            }
            rest = after;
        }
        named.extend_from_slice(rest);
        String::from_utf8(named).ok()
    }

    /// The streams, in the order of their numbers.
    pub(super) fn streams(&self) -> impl Iterator<Item = (u32, Stream<'a>)> {
        let streams = self.objects.iter().filter(|object| object.is_stream);
        streams.filter_map(|object| Some((object.number, Stream::of(&self.bytes[object.body.clone()])?)))
    }

    /// The part of the file's identifier that changes with the file (14.4).
    pub(super) fn instance(&self) -> Option<&'a [u8]> {
        let (_, rest) = split(self.trailer, b"/ID[(")?;
        let (_, rest) = split(rest, b")(")?;
        Some(split(rest, b")]")?.0)
    }

    /// The objects that are not among `others`, whose numbers are in order: number and body, one after another.
    pub(super) fn rest(&self, others: &[(u32, Body)]) -> impl Iterator<Item = (u32, &'a [u8])> {
        let is_other = |number: &u32| others.binary_search_by_key(number, |(number, _)| *number).is_ok();
        let rest = self.objects.iter().filter(move |object| !is_other(&object.number));
        rest.map(|object| (object.number, &self.bytes[object.body.clone()]))
    }

    /// What stands between `obj` and `endobj` of an object.
    pub(super) fn body(&self, number: u32) -> Option<&'a [u8]> {
        let index = self.objects.binary_search_by_key(&number, |object| object.number).ok()?;
        Some(&self.bytes[self.objects[index].body.clone()])
    }

    /// Packs the file as `instance`; `changed` gives other bodies to some objects, in the order of their numbers. A stream stays
    /// a stream.
    pub(super) fn pack(&self, changed: &[(u32, Body)], instance: &[u8], compressors: &CompressorPool) -> source::Parts {
        let other = |number: u32| {
            let index = changed.binary_search_by_key(&number, |(number, _)| *number).ok()?;
            Some(&changed[index].1)
        };
        let body = |object: &Object| match other(object.number) {
            // A stream is none of these.
            Some(other) => other.own(),
            None => &self.bytes[object.body.clone()],
        };
        let size = self.objects.last().map_or(1, |last| last.number as usize + 1);
        let mut places = vec![Place::Free; size];
        let length = |object: &Object| match other(object.number) {
            Some(other) => other.own().len(),
            // Objects that are no streams compress to a sixth.
            None => object.whole.len() / if object.is_stream { 1 } else { 5 },
        };
        let mut out = Out::with_capacity(self.objects.iter().map(length).sum::<usize>() + (64 << 10));
        out.push(&self.bytes[self.header.clone()]);
        for object in self.objects.iter().filter(|object| object.is_stream) {
            places[object.number as usize] = Place::At(out.length());
            match other(object.number) {
                None => out.push(&self.bytes[object.whole.clone()]),
                Some(other) => {
                    out.push(format!("{} 0 obj\n", object.number).as_bytes());
                    out.push(other.own());
                    if let Body::Shared { data, .. } = other {
                        out.share(data);
                        out.push(END);
                    }
                    out.push(b"\nendobj");
                }
            }
            out.push(b"\n");
        }
        let small: Vec<&Object> = self.objects.iter().filter(|object| !object.is_stream).collect();
        let packed: Vec<_> = small
            .par_chunks(TOGETHER)
            .map(|group| {
                let bodies: Vec<_> = group.iter().map(|object| (object.number, body(object))).collect();
                object_stream(&bodies, compressors)
            })
            .collect();
        for (nth, (group, stream)) in small.chunks(TOGETHER).zip(&packed).enumerate() {
            for (index, object) in group.iter().enumerate() {
                places[object.number as usize] = Place::In { stream: size + nth, index };
            }
            places.push(Place::At(out.length()));
            out.push(format!("{} 0 obj\n", size + nth).as_bytes());
            out.push(stream);
            out.push(b"\nendobj\n");
        }
        self.cross_reference(&mut places, instance, compressors, &mut out);
        out.into_parts()
    }

    /// The cross-reference stream (7.5.8) and the end of the file.
    fn cross_reference(&self, places: &mut Vec<Place>, instance: &[u8], compressors: &CompressorPool, out: &mut Out) {
        let at = out.length();
        let number = places.len();
        places.push(Place::At(at));
        // Offsets grow steadily: as differences between rows they compress to little.
        let mut rows = Vec::with_capacity(places.len() * (ROW + 1));
        let mut above = [0; ROW];
        for place in places.iter() {
            let row = place.row();
            rows.push(2);
            rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = row;
        }
        let rows = compressors.deflate(&rows);
        let dictionary = format!(
            "{number} 0 obj\n<</Type/XRef/Size {}/W[1 {WIDE} 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ROW}>>/Length {}",
            places.len(),
            rows.len(),
        );
        out.push(dictionary.as_bytes());
        out.push(&replaced(&without_size(self.trailer), self.instance().unwrap_or_default(), instance));
        out.push(b">>\nstream\n");
        out.push(&rows);
        out.push(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
    }
}

/// The packed file as it grows.
struct Out {
    parts: source::Parts,
    /// What follows them.
    own: Vec<u8>,
    /// Bytes of the parts.
    before: usize,
}

impl Out {
    fn with_capacity(capacity: usize) -> Self {
        Self { parts: source::Parts::default(), own: Vec::with_capacity(capacity), before: 0 }
    }

    fn length(&self) -> usize {
        self.before + self.own.len()
    }

    fn push(&mut self, bytes: &[u8]) {
        self.own.extend_from_slice(bytes);
    }

    /// Adds bytes that stay where they are.
    fn share(&mut self, bytes: &Blob) {
        self.before += self.own.len() + bytes.length();
        self.parts.push(Part::Owned(self.own.clone()));
        self.parts.push(Part::Shared(bytes.clone()));
        self.own.clear();
    }

    fn into_parts(mut self) -> source::Parts {
        self.parts.push(Part::Owned(self.own));
        self.parts
    }
}

/// Bytes of an offset in the cross-reference stream: files of up to a tebibyte.
const WIDE: usize = 5;
/// Bytes of a row: kind, offset or stream, generation or index.
const ROW: usize = 1 + WIDE + 2;

impl Place {
    fn row(self) -> [u8; ROW] {
        let (kind, second, third) = match self {
            // The head of the list of free objects; the library leaves no other gap, and one would be free for ever.
            Self::Free => (0, 0, usize::from(u16::MAX)),
            Self::At(offset) => (1, offset, 0),
            Self::In { stream, index } => (2, stream, index),
        };
        let mut row = [0; ROW];
        row[0] = kind;
        row[1..=WIDE].copy_from_slice(&(second as u64).to_be_bytes()[8 - WIDE..]);
        row[1 + WIDE..].copy_from_slice(&(third as u64).to_be_bytes()[6..]);
        row
    }
}

/// The object at `range`, which ends where another begins.
fn object(bytes: &[u8], number: u32, range: Range<usize>) -> Option<Object> {
    let head = format!("{number} 0 obj\n");
    let text = bytes.get(range.clone())?;
    let end = rfind(text, b"\nendobj")?;
    let body = text[..end].strip_prefix(head.as_bytes())?;
    let start = range.start + head.len();
    let whole = range.start..range.start + end + b"\nendobj".len();
    Some(Object { number, whole, body: start..range.start + end, is_stream: body.ends_with(b"\nendstream") })
}

/// An object stream (7.5.7) of bodies with their numbers.
fn object_stream(bodies: &[(u32, &[u8])], compressors: &CompressorPool) -> Vec<u8> {
    let (mut head, mut rest) = (String::new(), Vec::new());
    for (number, body) in bodies {
        head.push_str(&format!("{number} {} ", rest.len()));
        rest.extend_from_slice(body);
        rest.push(b'\n');
    }
    let first = head.len();
    let mut whole = head.into_bytes();
    whole.append(&mut rest);
    let packed = compressors.deflate(&whole);
    let count = bodies.len();
    let mut out =
        format!("<</Type/ObjStm/N {count}/First {first}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len()).into_bytes();
    out.extend_from_slice(&packed);
    out.extend_from_slice(b"\nendstream");
    out
}

/// The trailer's entries but its size, which changes.
fn without_size(trailer: &[u8]) -> Vec<u8> {
    let Some(at) = find(trailer, b"/Size ") else { return trailer.to_vec() };
    let digits = number(&trailer[at + 6..]).map_or(0, |(_, digits)| digits);
    [&trailer[..at], &trailer[at + 6 + digits..]].concat()
}

/// `text` with `new` wherever `old` stands.
fn replaced(text: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + new.len());
    let mut rest = text;
    while let Some((before, after)) = split(rest, old).filter(|_| !old.is_empty()) {
        out.extend_from_slice(before);
        out.extend_from_slice(new);
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}

/// The number that `text` begins with, and how many digits it has.
fn number(text: &[u8]) -> Option<(usize, usize)> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    Some((std::str::from_utf8(&text[..digits]).ok()?.parse().ok()?, digits))
}

/// What stands before and after the first `what`.
pub(super) fn split<'a>(text: &'a [u8], what: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = find(text, what)?;
    Some((&text[..at], &text[at + what.len()..]))
}

/// Where `what` first stands.
pub(super) fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, what)
}

fn rfind(text: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(text, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the library writes, in small: a catalog, a stream, an empty list.
    fn file() -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n".to_vec();
        let bodies =
            ["<</Type/Catalog/Pages 3 0 R>>", "<</Length 6>>\nstream\nendobj\nendstream", "<</Type/Pages/Count 0/Kids[]>>"];
        let mut table = String::from("xref\n0 4\n0000000000 65535 f\r\n");
        for (index, body) in bodies.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n\r\n", bytes.len()));
            bytes.extend_from_slice(format!("{} 0 obj\n{body}\nendobj\n", index + 1).as_bytes());
        }
        let at = bytes.len();
        bytes.extend_from_slice(table.as_bytes());
        bytes.extend_from_slice(format!("trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{at}\n%%EOF").as_bytes());
        bytes
    }

    #[test]
    fn a_packed_file_has_the_same_objects() {
        let bytes = file();
        let parts = Parts::of(&bytes).expect("the library's shape");
        assert_eq!(parts.catalog(), Some(1));
        let catalog = b"<</PageMode/UseOutlines/Type/Catalog/Pages 3 0 R>>".to_vec();
        let packed = parts.pack(&[(1, Body::Own(catalog))], b"", &CompressorPool::zlib()).to_vec();
        let file = lopdf::Document::load_mem(&packed).expect("a PDF that others read");
        assert_eq!(file.objects.keys().map(|id| id.0).filter(|&number| number < 4).collect::<Vec<_>>(), [1, 2, 3]);
        let catalog = file.catalog().expect("a catalog");
        assert_eq!(catalog.get(b"PageMode").and_then(lopdf::Object::as_name).ok(), Some(&b"UseOutlines"[..]));
        let stream = file.get_object((2, 0)).and_then(lopdf::Object::as_stream).expect("a stream");
        assert_eq!(stream.content, b"endobj");
    }

    #[test]
    fn what_the_library_never_writes_is_refused() {
        let bytes = file();
        assert!(Parts::of(b"").is_none());
        for end in 0..bytes.len() {
            // Cut anywhere, or with a byte changed anywhere, a file is refused or taken apart, and nothing worse.
            assert!(Parts::of(&bytes[..end]).is_none_or(|parts| parts.catalog() == Some(1)), "{end}");
            let mut other = bytes.clone();
            other[end] = other[end].wrapping_add(1);
            if let Some(parts) = Parts::of(&other) {
                parts.pack(&[], b"", &CompressorPool::zlib());
            }
        }
    }
}
