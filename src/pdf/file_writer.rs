//! Writing the file: streams, object streams and the cross-reference stream (ISO 32000-1, 7.5).
//!
//! A tagged book consists mostly of small objects, which compress to a tenth of their size when many share a stream. Clauses are of
//! ISO 32000-1.

use super::objects::{END_STREAM, Objects, SmallObject, SmallObjects, StreamData};
use crate::{
    deflate::CompressorPool,
    source::{Blob, Part, Parts},
};
use pdf_writer::Ref;
use rayon::prelude::*;
use std::fmt::Write as _;

/// Objects in one object stream: more compress better, but a reader must decompress all of them to see one.
const OBJECTS_PER_STREAM: usize = 200;

/// Data of this length in bytes and more are not copied into the file, but are a part of their own.
const OWN_PART: usize = 4 << 10;

/// What the file trailer refers to (7.5.5), and the file identifier (14.4).
pub(super) struct Trailer {
    pub(super) root: Ref,
    pub(super) info: Option<Ref>,
    /// The identifier of all versions, and that of this one.
    pub(super) identifiers: [String; 2],
}

/// An entry of the cross-reference stream (7.5.8.3).
#[derive(Clone, Copy)]
enum XrefEntry {
    Free,
    /// An object at this offset.
    Offset(usize),
    /// An object in an object stream.
    Compressed {
        stream: u32,
        index: u16,
    },
}

/// Writes the file. `header` is its first line.
pub(super) fn write(header: &str, mut objects: Objects, trailer: &Trailer, compressors: &CompressorPool) -> Parts {
    let size = usize::try_from(objects.count()).unwrap_or(0) + 1;
    let streams = objects.small.places().len().div_ceil(OBJECTS_PER_STREAM);
    // With those of the object streams and of the cross-reference stream itself.
    let mut entries = Vec::with_capacity(size + streams + 1);
    entries.resize(size, XrefEntry::Free);
    let mut out = Output::default();
    // Four bytes above 127 in a comment say that the file is binary (7.5.2).
    out.push(header.as_bytes());
    out.push(b"\n%\x80\x80\x80\x80\n");
    objects.streams.sort_unstable_by_key(|(number, _)| *number);
    objects.small.sort();
    for (number, stream) in objects.streams {
        entries[number as usize] = XrefEntry::Offset(out.length());
        out.push(format!("{number} 0 obj\n").as_bytes());
        out.push(&stream.head);
        match stream.data {
            StreamData::Owned(bytes) => out.push_owned(bytes),
            StreamData::Shared(blob) => out.share(blob),
        }
        out.push(END_STREAM);
        out.push(b"\nendobj\n");
    }
    let groups = objects.small.places().par_chunks(OBJECTS_PER_STREAM);
    let packed: Vec<Vec<u8>> = groups.map(|group| object_stream(group, &objects.small, compressors)).collect();
    for (nth, (group, stream)) in objects.small.places().chunks(OBJECTS_PER_STREAM).zip(packed).enumerate() {
        // There are fewer objects than 2³¹ (`Objects::last`).
        let number = u32::try_from(size + nth).unwrap_or(u32::MAX);
        for (index, place) in (0..).zip(group) {
            entries[place.number as usize] = XrefEntry::Compressed { stream: number, index };
        }
        entries.push(XrefEntry::Offset(out.length()));
        out.push(format!("{} 0 obj\n", size + nth).as_bytes());
        out.push_owned(stream);
        out.push(b"\nendobj\n");
    }
    cross_reference(entries, trailer, compressors, &mut out);
    out.into_parts()
}

/// The cross-reference stream (7.5.8) and the end of the file.
fn cross_reference(mut entries: Vec<XrefEntry>, trailer: &Trailer, compressors: &CompressorPool, out: &mut Output) {
    let at = out.length();
    let number = entries.len();
    entries.push(XrefEntry::Offset(at));
    // Offsets grow steadily, so PNG's Up predictor (7.4.4.4) makes rows that compress well.
    let mut rows = Vec::with_capacity(entries.len() * (ROW + 1));
    let mut above = [0; ROW];
    for entry in &entries {
        let row = entry.row();
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    let rows = compressors.deflate(&rows);
    let info = trailer.info.map(|info| format!("/Info {} 0 R", info.get())).unwrap_or_default();
    let [all, this] = &trailer.identifiers;
    let dictionary = format!(
        "{number} 0 obj\n<</Type/XRef/Size {}/W[1 {OFFSET_WIDTH} 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ROW}>>/Length {}/Root {} 0 R{info}/ID[({all})({this})]>>\nstream\n",
        entries.len(),
        rows.len(),
        trailer.root.get(),
    );
    out.push(dictionary.as_bytes());
    out.push(&rows);
    out.push(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
}

/// The file being written.
#[derive(Default)]
struct Output {
    parts: Parts,
    /// The bytes after these parts.
    tail: Vec<u8>,
    /// The length of the parts.
    parts_length: usize,
}

impl Output {
    const fn length(&self) -> usize {
        self.parts_length + self.tail.len()
    }

    fn push(&mut self, bytes: &[u8]) {
        self.tail.extend_from_slice(bytes);
    }

    /// Appends bytes, without copying them when they are many.
    fn push_owned(&mut self, bytes: Vec<u8>) {
        if bytes.len() < OWN_PART {
            self.push(&bytes);
        } else {
            self.part(bytes.len(), Part::Owned(bytes));
        }
    }

    /// Appends bytes of the book without reading them.
    fn share(&mut self, bytes: Blob) {
        self.part(bytes.length(), Part::Shared(bytes));
    }

    fn part(&mut self, length: usize, part: Part) {
        self.parts_length += self.tail.len() + length;
        self.parts.push(Part::Owned(std::mem::take(&mut self.tail)));
        self.parts.push(part);
    }

    fn into_parts(mut self) -> Parts {
        self.parts.push(Part::Owned(self.tail));
        self.parts
    }
}

/// Bytes of an offset in the cross-reference stream: enough for a tebibyte.
const OFFSET_WIDTH: usize = 5;
/// Bytes of an entry: type, offset or object stream, generation or index.
const ROW: usize = 1 + OFFSET_WIDTH + 2;

impl XrefEntry {
    fn row(self) -> [u8; ROW] {
        let (kind, second, third) = match self {
            // The head of the list of free objects, which has no other.
            Self::Free => (0, 0, usize::from(u16::MAX)),
            Self::Offset(offset) => (1, offset, 0),
            Self::Compressed { stream, index } => (2, stream as usize, usize::from(index)),
        };
        let mut row = [0; ROW];
        row[0] = kind;
        row[1..=OFFSET_WIDTH].copy_from_slice(&(second as u64).to_be_bytes()[8 - OFFSET_WIDTH..]);
        row[1 + OFFSET_WIDTH..].copy_from_slice(&(third as u64).to_be_bytes()[6..]);
        row
    }
}

/// The body of an object stream (7.5.7) that holds the objects at `places`.
fn object_stream(places: &[SmallObject], objects: &SmallObjects, compressors: &CompressorPool) -> Vec<u8> {
    let (mut head, mut rest) = (String::new(), Vec::new());
    for &place in places {
        // Writing into a string does not fail.
        let _ = write!(head, "{} {} ", place.number, rest.len());
        rest.extend_from_slice(objects.body(place));
        rest.push(b'\n');
    }
    let first = head.len();
    let mut whole = head.into_bytes();
    whole.append(&mut rest);
    let packed = compressors.deflate(&whole);
    let count = places.len();
    let mut out =
        format!("<</Type/ObjStm/N {count}/First {first}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len()).into_bytes();
    out.extend_from_slice(&packed);
    out.extend_from_slice(END_STREAM);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use pdf_writer::{Finish as _, Name, Str};

    #[test]
    fn others_read_the_file() {
        let mut objects = Objects::default();
        let [root, pages, stream] = [(); 3].map(|()| objects.reserve());
        objects
            .add(|chunk| chunk.indirect(root).dict().pair(Name(b"Type"), Name(b"Catalog")).pair(Name(b"Pages"), pages).finish());
        objects.add(|chunk| {
            let mut tree = chunk.indirect(pages).dict();
            tree.pair(Name(b"Type"), Name(b"Pages")).pair(Name(b"Count"), 0).pair(Name(b"Title"), Str(b"a\nendobj"));
            tree.insert(Name(b"Kids")).array();
        });
        objects.add_stream(stream, "", StreamData::Shared("shared\nendobj".repeat(9_000).as_bytes().into()));
        let more: Vec<Ref> = (0..500).map(|_| objects.reserve()).collect();
        for id in &more {
            objects.add(|chunk| chunk.indirect(*id).primitive(id.get()));
        }
        let trailer = Trailer { root, info: None, identifiers: ["a".into(), "b".into()] };
        let bytes = write("%PDF-1.7", objects, &trailer, &CompressorPool::zlib()).to_vec();
        let file = lopdf::Document::load_mem(&bytes).expect("a PDF that others read");
        assert_eq!(file.catalog().and_then(|root| root.get(b"Pages")?.as_reference()).expect("pages"), (2, 0));
        let read = file.get_object((3, 0)).and_then(lopdf::Object::as_stream).expect("a stream");
        assert_eq!(read.content.len(), "shared\nendobj".len() * 9_000);
        for id in more {
            let number = file.get_object((id.get() as u32, 0)).and_then(lopdf::Object::as_i64);
            assert_eq!(number.ok(), Some(i64::from(id.get())));
        }
    }
}
