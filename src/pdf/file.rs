//! Reading the library's file: its objects, found by the cross-reference table.
//!
//! Only what the library always writes alike is parsed: header, `N 0 obj`, `endobj`, `xref`, `trailer`. A file of any other form is
//! refused, never guessed at. Clauses are of ISO 32000-1. Read next: [`super::object_streams`], which writes the file again.

use super::{
    scan::{find, number, rfind, split},
    stream::{Body, Stream},
};
use std::ops::Range;

/// An indirect object (7.3.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) number: u32,
    /// From `N 0 obj` to the end of `endobj`.
    pub(super) whole: Range<usize>,
    /// Between `obj` and `endobj`.
    pub(super) body: Range<usize>,
    pub(super) is_stream: bool,
}

/// The library's file, parsed.
#[derive(Debug)]
pub(super) struct PdfFile<'a> {
    pub(super) bytes: &'a [u8],
    /// In the order of their numbers.
    pub(super) objects: Vec<Object>,
    pub(super) header: Range<usize>,
    /// The entries of the trailer dictionary, without the brackets.
    pub(super) trailer: &'a [u8],
}

/// A page object (7.7.3.3).
pub(super) struct PageObject<'a> {
    /// The number of its content stream.
    pub(super) contents: u32,
    /// Its resource dictionary.
    pub(super) resources: &'a [u8],
}

impl<'a> PdfFile<'a> {
    /// Parses the file `bytes`; none when it does not have the form that the library writes.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
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

    /// The number of the object that `dictionary` refers to under `key`, as in `/Root 12 0 R`.
    pub(super) fn reference(dictionary: &[u8], key: &str) -> Option<u32> {
        let key = format!("/{key} ");
        let at = find(dictionary, key.as_bytes())? + key.len();
        let (number, digits) = number(&dictionary[at..])?;
        dictionary[at + digits..].starts_with(b" 0 R").then(|| u32::try_from(number).ok())?
    }

    /// The number of the document catalog.
    pub(super) fn catalog(&self) -> Option<u32> {
        Self::reference(self.trailer, "Root")
    }

    /// The page objects, in the order of the pages.
    pub(super) fn pages(&self) -> Option<Vec<PageObject<'a>>> {
        let tree = self.body(Self::reference(self.body(self.catalog()?)?, "Pages")?)?;
        let (_, mut kids) = split(tree, b"/Kids[")?;
        let mut pages = Vec::new();
        while !kids.starts_with(b"]") {
            let (page, digits) = number(kids)?;
            let page = self.body(u32::try_from(page).ok()?)?;
            let resources = self.body(Self::reference(page, "Resources")?)?;
            pages.push(PageObject { contents: Self::reference(page, "Contents")?, resources });
            kids = kids[digits..].strip_prefix(b" 0 R")?;
            kids = kids.strip_prefix(b" ").unwrap_or(kids);
        }
        Some(pages)
    }

    /// A resource dictionary (7.8.3) without object numbers, which change from file to file, but with the names of the fonts. Two pages
    /// with the same one call the same resources by the same names.
    pub(super) fn resource_names(&self, resources: &[u8]) -> Option<String> {
        let mut named = Vec::with_capacity(resources.len());
        let mut rest = resources;
        while let Some((before, after)) = split(rest, b" 0 R") {
            let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            let (before, object) = before.split_at(before.len() - digits);
            named.extend_from_slice(before);
            let (object, _) = number(object)?;
            // The library's names show the kind of resource: `/f0` is a font.
            let is_font = before.rsplit(|byte| *byte == b'/').next().is_some_and(|name| name.starts_with(b"f"));
            if is_font && let Some((_, font)) = split(self.body(u32::try_from(object).ok()?)?, b"/BaseFont/") {
                // The tag of a subset (9.6.4) changes with its glyphs; it ends with a plus sign.
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
        streams.filter_map(|object| Some((object.number, Stream::parse(&self.bytes[object.body.clone()])?)))
    }

    /// The second part of the file identifier, which changes with the content (14.4).
    pub(super) fn instance_id(&self) -> Option<&'a [u8]> {
        let (_, rest) = split(self.trailer, b"/ID[(")?;
        let (_, rest) = split(rest, b")(")?;
        Some(split(rest, b")]")?.0)
    }

    /// Number and body of each object that is not in `others`, which is sorted by number.
    pub(super) fn objects_except(&self, others: &[(u32, Body)]) -> impl Iterator<Item = (u32, &'a [u8])> {
        let is_other = |number: &u32| others.binary_search_by_key(number, |(number, _)| *number).is_ok();
        let rest = self.objects.iter().filter(move |object| !is_other(&object.number));
        rest.map(|object| (object.number, &self.bytes[object.body.clone()]))
    }

    /// The body of an object: what is between `obj` and `endobj`.
    pub(super) fn body(&self, number: u32) -> Option<&'a [u8]> {
        let index = self.objects.binary_search_by_key(&number, |object| object.number).ok()?;
        Some(&self.bytes[self.objects[index].body.clone()])
    }
}

/// The object at `range`, which ends where the next one begins.
fn object(bytes: &[u8], number: u32, range: Range<usize>) -> Option<Object> {
    let head = format!("{number} 0 obj\n");
    let text = bytes.get(range.clone())?;
    let end = rfind(text, b"\nendobj")?;
    let body = text[..end].strip_prefix(head.as_bytes())?;
    let start = range.start + head.len();
    let whole = range.start..range.start + end + b"\nendobj".len();
    Some(Object { number, whole, body: start..range.start + end, is_stream: body.ends_with(b"\nendstream") })
}
