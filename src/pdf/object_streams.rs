//! Writing the library's file again, with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! A tagged book consists mostly of small objects, which compress to a tenth of their size when many share a stream. Objects keep their
//! bytes, except those that the caller replaces. Clauses are of ISO 32000-1.

use super::{
    file::{Object, PdfFile},
    scan::{find, number, replace_all},
    stream::{Body, END},
};
use crate::{
    deflate::CompressorPool,
    source::{Blob, Part, Parts},
};
use rayon::prelude::*;

/// Objects in one object stream: more compress better, but a reader must decompress all of them to see one.
const OBJECTS_PER_STREAM: usize = 200;

/// An entry of the cross-reference stream (7.5.8.3).
#[derive(Clone, Copy)]
enum XrefEntry {
    Free,
    /// An object at this offset.
    Offset(usize),
    /// An object in an object stream.
    Compressed {
        stream: usize,
        index: usize,
    },
}

impl PdfFile<'_> {
    /// Writes the file with object streams, under the file identifier `instance` (14.4).
    ///
    /// `changed` are new bodies of objects, sorted by number. A stream must stay a stream.
    pub(super) fn write_compressed(&self, changed: &[(u32, Body)], instance: &[u8], compressors: &CompressorPool) -> Parts {
        let other = |number: u32| {
            let index = changed.binary_search_by_key(&number, |(number, _)| *number).ok()?;
            Some(&changed[index].1)
        };
        let body = |object: &Object| match other(object.number) {
            // Only objects that are no streams are asked for.
            Some(other) => other.owned(),
            None => &self.bytes[object.body.clone()],
        };
        let size = self.objects.last().map_or(1, |last| last.number as usize + 1);
        let mut entries = vec![XrefEntry::Free; size];
        let length = |object: &Object| match other(object.number) {
            Some(other) => other.owned().len(),
            // Other objects compress to less than a fifth.
            None => object.whole.len() / if object.is_stream { 1 } else { 5 },
        };
        let mut out = Output::with_capacity(self.objects.iter().map(length).sum::<usize>() + (64 << 10));
        out.push(&self.bytes[self.header.clone()]);
        for object in self.objects.iter().filter(|object| object.is_stream) {
            entries[object.number as usize] = XrefEntry::Offset(out.length());
            match other(object.number) {
                None => out.push(&self.bytes[object.whole.clone()]),
                Some(other) => {
                    out.push(format!("{} 0 obj\n", object.number).as_bytes());
                    out.push(other.owned());
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
            .par_chunks(OBJECTS_PER_STREAM)
            .map(|group| {
                let bodies: Vec<_> = group.iter().map(|object| (object.number, body(object))).collect();
                object_stream(&bodies, compressors)
            })
            .collect();
        for (nth, (group, stream)) in small.chunks(OBJECTS_PER_STREAM).zip(&packed).enumerate() {
            for (index, object) in group.iter().enumerate() {
                entries[object.number as usize] = XrefEntry::Compressed { stream: size + nth, index };
            }
            entries.push(XrefEntry::Offset(out.length()));
            out.push(format!("{} 0 obj\n", size + nth).as_bytes());
            out.push(stream);
            out.push(b"\nendobj\n");
        }
        self.cross_reference(&mut entries, instance, compressors, &mut out);
        out.into_parts()
    }

    /// The cross-reference stream (7.5.8) and the end of the file.
    fn cross_reference(&self, entries: &mut Vec<XrefEntry>, instance: &[u8], compressors: &CompressorPool, out: &mut Output) {
        let at = out.length();
        let number = entries.len();
        entries.push(XrefEntry::Offset(at));
        // Offsets grow steadily, so PNG's Up predictor (7.4.4.4) makes rows that compress well.
        let mut rows = Vec::with_capacity(entries.len() * (ROW + 1));
        let mut above = [0; ROW];
        for entry in entries.iter() {
            let row = entry.row();
            rows.push(2);
            rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = row;
        }
        let rows = compressors.deflate(&rows);
        let dictionary = format!(
            "{number} 0 obj\n<</Type/XRef/Size {}/W[1 {OFFSET_WIDTH} 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ROW}>>/Length {}",
            entries.len(),
            rows.len(),
        );
        out.push(dictionary.as_bytes());
        out.push(&replace_all(&without_size(self.trailer), self.instance_id().unwrap_or_default(), instance));
        out.push(b">>\nstream\n");
        out.push(&rows);
        out.push(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
    }
}

/// The file being written.
struct Output {
    parts: Parts,
    /// The bytes after these parts.
    tail: Vec<u8>,
    /// The length of the parts.
    parts_length: usize,
}

impl Output {
    fn with_capacity(capacity: usize) -> Self {
        Self { parts: Parts::default(), tail: Vec::with_capacity(capacity), parts_length: 0 }
    }

    fn length(&self) -> usize {
        self.parts_length + self.tail.len()
    }

    fn push(&mut self, bytes: &[u8]) {
        self.tail.extend_from_slice(bytes);
    }

    /// Appends bytes without copying them.
    fn share(&mut self, bytes: &Blob) {
        self.parts_length += self.tail.len() + bytes.length();
        self.parts.push(Part::Owned(self.tail.clone()));
        self.parts.push(Part::Shared(bytes.clone()));
        self.tail.clear();
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
            // The head of the list of free objects. The library leaves no other number unused.
            Self::Free => (0, 0, usize::from(u16::MAX)),
            Self::Offset(offset) => (1, offset, 0),
            Self::Compressed { stream, index } => (2, stream, index),
        };
        let mut row = [0; ROW];
        row[0] = kind;
        row[1..=OFFSET_WIDTH].copy_from_slice(&(second as u64).to_be_bytes()[8 - OFFSET_WIDTH..]);
        row[1 + OFFSET_WIDTH..].copy_from_slice(&(third as u64).to_be_bytes()[6..]);
        row
    }
}

/// The body of an object stream (7.5.7) that holds `bodies`, given with their numbers.
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

/// The trailer's entries without `Size`, which changes.
fn without_size(trailer: &[u8]) -> Vec<u8> {
    let Some(at) = find(trailer, b"/Size ") else { return trailer.to_vec() };
    let digits = number(&trailer[at + 6..]).map_or(0, |(_, digits)| digits);
    [&trailer[..at], &trailer[at + 6 + digits..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small file in the form that the library writes: a catalog, a stream, an empty page tree.
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
    fn a_compressed_file_has_the_same_objects() {
        let bytes = file();
        let parsed = PdfFile::parse(&bytes).expect("the library's shape");
        assert_eq!(parsed.catalog(), Some(1));
        let catalog = b"<</PageMode/UseOutlines/Type/Catalog/Pages 3 0 R>>".to_vec();
        let packed = parsed.write_compressed(&[(1, Body::Owned(catalog))], b"", &CompressorPool::zlib()).to_vec();
        let file = lopdf::Document::load_mem(&packed).expect("a PDF that others read");
        assert_eq!(file.objects.keys().map(|id| id.0).filter(|&number| number < 4).collect::<Vec<_>>(), [1, 2, 3]);
        let catalog = file.catalog().expect("a catalog");
        assert_eq!(catalog.get(b"PageMode").and_then(lopdf::Object::as_name).ok(), Some(&b"UseOutlines"[..]));
        let stream = file.get_object((2, 0)).and_then(lopdf::Object::as_stream).expect("a stream");
        assert_eq!(stream.content, b"endobj");
    }

    #[test]
    fn a_file_of_another_form_is_refused() {
        let bytes = file();
        assert!(PdfFile::parse(b"").is_none());
        for end in 0..bytes.len() {
            // A file cut or changed anywhere is refused or parsed; nothing panics.
            assert!(PdfFile::parse(&bytes[..end]).is_none_or(|parsed| parsed.catalog() == Some(1)), "{end}");
            let mut other = bytes.clone();
            other[end] = other[end].wrapping_add(1);
            if let Some(parsed) = PdfFile::parse(&other) {
                parsed.write_compressed(&[], b"", &CompressorPool::zlib());
            }
        }
    }
}
