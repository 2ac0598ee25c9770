//! The indirect objects of a file, collected until it is written (`file_writer`).
//!
//! Objects are written one by one with `pdf-writer`, and kept by number: those that are no streams share compressed streams later, so they
//! are not yet bytes of the file. Clauses are of ISO 32000-1.

use crate::source::Blob;
use pdf_writer::{Chunk, Ref, Settings};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// The objects of a file.
#[derive(Default)]
pub(super) struct Objects {
    last: i32,
    /// Objects that are no streams.
    pub(super) small: SmallObjects,
    /// Streams, with their numbers.
    pub(super) streams: Vec<(i32, StreamBody)>,
}

/// Objects that are no streams, in the order in which they were added. There are a hundred thousand in a book, of some sixty bytes each, so
/// that many share a block of memory.
#[derive(Default)]
pub(super) struct SmallObjects {
    /// The bodies one after the other: the bytes between `obj` and `endobj`.
    blocks: Vec<Vec<u8>>,
    places: Vec<SmallObject>,
}

/// The size of a block in bytes; a larger object has one of its own.
const BLOCK: usize = 64 << 10;

/// Where an object is among [`SmallObjects`].
#[derive(Clone, Copy)]
pub(super) struct SmallObject {
    pub(super) number: i32,
    block: u32,
    start: u32,
    length: u32,
}

/// A stream object (7.3.8).
pub(super) struct StreamBody {
    /// From the dictionary to the line end after `stream`.
    pub(super) head: Vec<u8>,
    pub(super) data: StreamData,
}

/// The data of a stream.
pub(super) enum StreamData {
    Owned(Vec<u8>),
    /// Shared with the book, and read when the file is written.
    Shared(Blob),
}

/// The most bytes in a string (ISO 19005-2, 6.1.13).
const LONGEST_STRING: usize = 32_767;
/// The most bytes in a name (same clause).
const LONGEST_NAME: usize = 127;
/// The most indirect objects (same clause).
const MOST_OBJECTS: i32 = 8_388_607;

impl SmallObjects {
    fn push(&mut self, number: i32, body: &[u8]) {
        let has_room = self.blocks.last().is_some_and(|block| block.len() + body.len() <= block.capacity());
        if !has_room {
            self.blocks.push(Vec::with_capacity(BLOCK.max(body.len())));
        }
        let number_of = |count: usize| u32::try_from(count).expect("the objects of a book take less than 4 GiB");
        let at = self.blocks.len() - 1;
        let block = &mut self.blocks[at];
        let place = SmallObject { number, block: number_of(at), start: number_of(block.len()), length: number_of(body.len()) };
        block.extend_from_slice(body);
        self.places.push(place);
    }

    /// Orders them by number.
    pub(super) fn sort(&mut self) {
        self.places.sort_unstable_by_key(|place| place.number);
    }

    /// All of them in order.
    pub(super) fn places(&self) -> &[SmallObject] {
        &self.places
    }

    /// The body of one of them.
    pub(super) fn body(&self, place: SmallObject) -> &[u8] {
        let start = place.start as usize;
        &self.blocks[place.block as usize][start..start + place.length as usize]
    }
}

/// A chunk for one object, without spaces for human readers.
pub(super) fn chunk() -> Chunk {
    Chunk::with_settings_and_capacity(Settings { pretty: false }, 256)
}

impl Objects {
    /// The next free number.
    pub(super) fn reserve(&mut self) -> Ref {
        self.last += 1;
        Ref::new(self.last)
    }

    /// Gives back the number that was reserved last.
    pub(super) fn release(&mut self, id: Ref) {
        if id.get() == self.last {
            self.last -= 1;
        }
    }

    /// The number of objects.
    pub(super) const fn count(&self) -> i32 {
        self.last
    }

    /// Adds the object that `write` writes into an empty chunk. Returns whether a text of it is longer than the format allows.
    pub(super) fn add(&mut self, write: impl FnOnce(&mut Chunk)) -> bool {
        let mut one = chunk();
        write(&mut one);
        self.take(&one)
    }

    /// Adds the one object of a chunk. Returns whether a text of it is longer than the format allows.
    pub(super) fn take(&mut self, chunk: &Chunk) -> bool {
        let Some(number) = chunk.refs().next().map(Ref::get) else { return false };
        let bytes = chunk.as_bytes();
        let start = memchr::memchr(b'\n', bytes).map_or(0, |at| at + 1);
        let end = memchr::memmem::rfind(bytes, b"\nendobj").unwrap_or(bytes.len());
        let body = &bytes[start..end.max(start)];
        match body.strip_suffix(END_STREAM) {
            Some(stream) => {
                let at = memchr::memmem::find(stream, START_STREAM).map_or(stream.len(), |at| at + START_STREAM.len());
                let (head, data) = stream.split_at(at);
                self.streams.push((number, StreamBody { head: head.into(), data: StreamData::Owned(data.into()) }));
            }
            None => self.small.push(number, body),
        }
        let longest = (chunk.limits().str_len(), chunk.limits().name_len());
        longest.0 > LONGEST_STRING || longest.1 > LONGEST_NAME
    }

    /// Adds a stream, with the entries of its dictionary except the length.
    pub(super) fn add_stream(&mut self, id: Ref, entries: &str, data: StreamData) {
        let length = match &data {
            StreamData::Owned(bytes) => bytes.len(),
            StreamData::Shared(blob) => blob.length(),
        };
        let head = format!("<<{entries}/Length {length}>>\nstream\n").into_bytes();
        self.streams.push((id.get(), StreamBody { head, data }));
    }

    /// A number that was reserved and not written, or written twice: a mistake of ours.
    pub(super) fn first_mistake(&self) -> Option<i32> {
        let mut written = vec![false; usize::try_from(self.last).unwrap_or(0) + 1];
        let small = self.small.places.iter().map(|place| place.number);
        for number in small.chain(self.streams.iter().map(|(number, _)| *number)) {
            match usize::try_from(number).ok().and_then(|number| written.get_mut(number)) {
                Some(seen @ false) => *seen = true,
                _ => return Some(number),
            }
        }
        written.iter().skip(1).position(|seen| !seen).and_then(|index| i32::try_from(index + 1).ok())
    }

    /// Whether there are more objects than the format allows.
    pub(super) const fn are_too_many(&self) -> bool {
        self.last > MOST_OBJECTS
    }

    /// A checksum of all that was added.
    pub(super) fn checksum(&self) -> [u8; 32] {
        // It only tells states of the file apart, so a fast one is enough for the parts.
        let streams: Vec<u128> = self
            .streams
            .par_iter()
            .map(|(number, stream)| {
                let mut sum = Xxh3Default::new();
                sum.update(&number.to_be_bytes());
                sum.update(&stream.head);
                match &stream.data {
                    StreamData::Owned(bytes) => sum.update(bytes),
                    StreamData::Shared(blob) => sum.update(&blob.checksum().to_be_bytes()),
                }
                sum.digest128()
            })
            .collect();
        let small = self.small.places.par_iter();
        let small: Vec<u128> = small.map(|&place| xxh3_128(self.small.body(place)) ^ (place.number as u128)).collect();
        let sums = streams.into_iter().chain(small);
        sums.fold(Sha256::new(), |sum, part| sum.chain_update(part.to_be_bytes())).finalize().into()
    }
}

/// What precedes the data of a stream.
const START_STREAM: &[u8] = b">>\nstream\n";
/// What follows it.
pub(super) const END_STREAM: &[u8] = b"\nendstream";

#[cfg(test)]
mod tests {
    use super::*;
    use pdf_writer::{Finish as _, Name, Str, TextStr};

    #[test]
    fn objects_are_kept_by_number_and_kind() {
        let mut objects = Objects::default();
        let (first, second) = (objects.reserve(), objects.reserve());
        assert!(!objects.add(|chunk| chunk.indirect(second).dict().pair(Name(b"A"), Str(b"\nendobj")).finish()));
        assert!(!objects.add(|chunk| chunk.stream(first, b"\nendstream\nendobj").finish()));
        objects.add_stream(Ref::new(7), "/Filter/FlateDecode", StreamData::Shared("data".into()));
        let [place] = objects.small.places()[..] else { panic!("one that is no stream") };
        assert!(objects.small.body(place).starts_with(b"<</A("));
        let StreamBody { head, data: StreamData::Owned(data) } = &objects.streams[0].1 else { panic!("bytes of its own") };
        assert_eq!((&head[..], &data[..]), (&b"<</Length 17>>\nstream\n"[..], &b"\nendstream\nendobj"[..]));
        assert_eq!(objects.streams[1].1.head, b"<</Filter/FlateDecode/Length 4>>\nstream\n");
        let before = objects.checksum();
        assert!(objects.add(|chunk| chunk.indirect(Ref::new(3)).primitive(TextStr(&"x".repeat(40_000)))));
        assert_ne!(objects.checksum(), before);
    }
}
