//! The ZIP file of a publication, in the narrow form that OCF 3.3 asks for: `mimetype` first and stored, nothing encrypted, names
//! in UTF-8, one disk.
//!
//! We write it ourselves because a book is hundreds of small files: `zip` allocates a compressor of some 300 kB for each of them, and
//! copies each picture three times. Whether a file is compressed already is told by its name. Clauses: APPNOTE 6.3.10.

use crate::{
    book::Date,
    deflate::CompressorPool,
    memo::{KeyHasher, Memo},
    source::{Part, Parts},
};
use flate2::Crc;
use rayon::prelude::*;
use std::borrow::Cow;
use zip::DateTime;

/// A file of the container.
pub(super) struct Entry<'a> {
    /// Its whole name.
    pub(super) name: String,
    /// Its bytes.
    pub(super) content: Content<'a>,
}

/// The bytes of a file.
pub(super) enum Content<'a> {
    /// Borrowed.
    Borrowed(&'a [u8]),
    /// Owned; stored without compression if they are compressed already.
    Whole(Part),
}

impl Content<'_> {
    fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Borrowed(bytes) => Cow::Borrowed(bytes),
            Self::Whole(part) => part.read(),
        }
    }

    /// Whether they are read whenever they are asked for.
    const fn is_external(&self) -> bool {
        match self {
            Self::Whole(Part::Shared(bytes)) => bytes.is_external(),
            Self::Whole(Part::Owned(_)) | Self::Borrowed(_) => false,
        }
    }

    /// What was made of the bytes, kept where they are.
    fn keep(&self, made: Vec<u8>) -> Part {
        match self {
            Self::Whole(Part::Shared(bytes)) => Part::Shared(bytes.store(made)),
            Self::Whole(Part::Owned(_)) | Self::Borrowed(_) => Part::Owned(made),
        }
    }

    fn into_part(self) -> Part {
        match self {
            Self::Borrowed(bytes) => Part::Owned(bytes.to_vec()),
            Self::Whole(part) => part,
        }
    }
}

/// A file as it stands in the archive.
struct Packed {
    name: String,
    part: Part,
    deflated: bool,
    /// CRC-32 of the uncompressed bytes.
    sum: u32,
    /// Size of the uncompressed bytes.
    size: usize,
}

/// Packs the container. Every entry bears `date`; the order is that of `entries`. Where there is a memo, what an earlier build has
/// packed is not packed again.
///
/// # Panics
/// When a book weighs four gigabytes, of which `project` takes two.
pub(super) fn pack(entries: Vec<Entry<'_>>, date: Date, memo: Option<&Memo>) -> Parts {
    let compressors = CompressorPool::raw();
    let packed: Vec<Packed> = entries.into_par_iter().with_min_len(8).map(|entry| packed(&compressors, entry, memo)).collect();
    let head = stored("mimetype".to_owned(), Content::Borrowed(b"application/epub+zip"));
    let (mut archive, mut offset) = (Parts::default(), 0);
    let mut list = Records { bytes: Vec::with_capacity(128 * (packed.len() + 2)), date: zip_time(date) };
    let count = 1 + packed.len();
    for file in std::iter::once(head).chain(packed) {
        let mut local = Records { bytes: Vec::with_capacity(LOCAL + file.name.len()), date: list.date };
        local.long(0x0403_4b50);
        local.facts(&file);
        local.short(0);
        local.bytes.extend_from_slice(file.name.as_bytes());

        list.long(0x0201_4b50);
        // Made on Unix: the outer attributes below are those of a file that its owner may write and all may read.
        list.short(3 << 8 | version(&file));
        list.facts(&file);
        // Extra field, comment, disk, inner attributes.
        (0..4).for_each(|_| list.short(0));
        list.long(0o100_644 << 16);
        list.length(offset);
        list.bytes.extend_from_slice(file.name.as_bytes());

        offset += local.bytes.len() + file.part.length();
        archive.push(Part::Owned(local.bytes));
        archive.push(file.part);
    }
    list.end(offset, count);
    archive.push(Part::Owned(list.bytes));
    archive
}

/// Bytes before a file, without its name.
const LOCAL: usize = 30;

fn packed(compressors: &CompressorPool, entry: Entry<'_>, memo: Option<&Memo>) -> Packed {
    // Compressing compressed data again would only cost every reading system time.
    if [".jpg", ".png", ".gif"].iter().any(|extension| entry.name.ends_with(extension)) {
        return stored(entry.name, entry.content);
    }
    let bytes = &*entry.content.bytes();
    // A memo is held, too.
    let memo = memo
        .filter(|_| !entry.content.is_external())
        .map(|memo| (memo, KeyHasher::default().with("in a publication").with(bytes).key()));
    let known = memo.as_ref().and_then(|(memo, key)| memo.get(key));
    let (sum, deflated) = match known.as_deref().and_then(<[u8]>::split_first_chunk) {
        Some((sum, deflated)) => (u32::from_le_bytes(*sum), deflated.to_vec()),
        None => {
            let (sum, deflated) = (sum(bytes), compressors.deflate(bytes));
            if let Some((memo, key)) = memo {
                memo.insert(key, [&sum.to_le_bytes()[..], &deflated].concat());
            }
            (sum, deflated)
        }
    };
    Packed { sum, size: bytes.len(), part: entry.content.keep(deflated), name: entry.name, deflated: true }
}

fn stored(name: String, content: Content<'_>) -> Packed {
    let part = content.into_part();
    Packed { name, sum: sum(&part.read()), size: part.length(), part, deflated: false }
}

fn sum(bytes: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(bytes);
    sum.sum()
}

/// The version of ZIP that reads a file: 2.0 knows deflated ones.
const fn version(file: &Packed) -> u16 {
    if file.deflated { 20 } else { 10 }
}

/// The records of an archive about its files.
struct Records {
    bytes: Vec<u8>,
    date: DateTime,
}

impl Records {
    /// What the list of files and the head of a file say alike (4.3.7 and 4.3.12).
    fn facts(&mut self, file: &Packed) {
        self.short(version(file));
        // Bit 11: the name is UTF-8, which of ASCII need not be said.
        self.short(if file.name.is_ascii() { 0 } else { 1 << 11 });
        self.short(if file.deflated { 8 } else { 0 });
        self.short(self.date.timepart());
        self.short(self.date.datepart());
        self.long(file.sum);
        self.length(file.part.length());
        self.length(file.size);
        self.short(u16::try_from(file.name.len()).expect("names are short"));
    }

    /// The end of the list of `count` files, and of the archive, in which the list starts at `start` (4.3.16).
    fn end(&mut self, start: usize, count: usize) {
        let size = self.bytes.len();
        let number = u16::try_from(count).ok().filter(|count| *count < u16::MAX);
        if number.is_none() {
            self.long_end(start, size, count);
        }
        self.long(0x0605_4b50);
        (0..2).for_each(|_| self.short(0));
        (0..2).for_each(|_| self.short(number.unwrap_or(u16::MAX)));
        self.length(size);
        self.length(start);
        self.short(0);
    }

    /// What a number of files of more than 16 bits needs besides (4.3.14 and 4.3.15).
    fn long_end(&mut self, start: usize, size: usize, count: usize) {
        self.long(0x0606_4b50);
        self.wide(44);
        (0..2).for_each(|_| self.short(45));
        (0..2).for_each(|_| self.long(0));
        [count, count, size, start].into_iter().for_each(|number| self.wide(number));
        self.long(0x0706_4b50);
        self.long(0);
        self.wide(start + size);
        self.long(1);
    }

    fn short(&mut self, number: u16) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn long(&mut self, number: u32) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn wide(&mut self, number: usize) {
        self.bytes.extend_from_slice(&(number as u64).to_le_bytes());
    }

    fn length(&mut self, length: usize) {
        self.long(u32::try_from(length).expect("a book weighs less than four gigabytes"));
    }
}

/// Midnight of the book's day; ZIP knows the years from 1980 to 2107.
fn zip_time(date: Date) -> DateTime {
    let (year, month, day) = date.first_day();
    let parts = (u16::try_from(year), u8::try_from(month), u8::try_from(day));
    match parts {
        (Ok(year), Ok(month), Ok(day)) => DateTime::from_date_and_time(year, month, day, 0, 0, 0).unwrap_or_default(),
        (Ok(_) | Err(_), Ok(_) | Err(_), Ok(_) | Err(_)) => DateTime::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, Entry, pack};
    use crate::book::Date;
    use std::io::{Cursor, Read as _};
    use zip::ZipArchive;

    fn unpacked(entries: Vec<Entry<'_>>) -> ZipArchive<Cursor<Vec<u8>>> {
        let date: Date = Date::parse("2025-02-03").expect("a date");
        ZipArchive::new(Cursor::new(pack(entries, date, None).to_vec())).expect("an archive")
    }

    #[test]
    fn what_is_packed_is_read_again() {
        let noise: Vec<u8> = (0..200_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let contents = [
            ("a.xhtml", "<p>texte</p>".repeat(9000).into_bytes()),
            ("vide.txt", vec![]),
            ("é.css", noise.clone()),
            ("b.jpg", noise),
        ];
        let entries: Vec<Entry<'_>> =
            contents.iter().map(|(name, bytes)| Entry { name: (*name).to_owned(), content: Content::Borrowed(bytes) }).collect();
        let mut archive = unpacked(entries);
        assert_eq!(archive.by_index(0).expect("a file").name().expect("a name"), "mimetype");
        for (at, (name, bytes)) in contents.iter().enumerate() {
            let mut file = archive.by_index(at + 1).expect("a file");
            let mut read = Vec::new();
            file.read_to_end(&mut read).expect("its bytes, and their sum is right");
            assert_eq!((file.name().expect("a name").as_ref(), &read), (*name, bytes));
            assert_eq!(file.last_modified().map(|date| (date.year(), date.month(), date.day())), Some((2025, 2, 3)));
        }
    }

    #[test]
    fn more_files_than_sixteen_bits_count_are_all_found() {
        let entries: Vec<Entry<'_>> =
            (0..70_000).map(|at| Entry { name: format!("{at}.png"), content: Content::Borrowed(b"x") }).collect();
        let archive = unpacked(entries);
        assert_eq!(archive.len(), 70_001);
        assert!(archive.index_for_name("69999.png").is_some());
    }
}
