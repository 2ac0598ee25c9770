//! The ZIP file of a publication, in the narrow form that OCF 3.3 asks for: `mimetype` first and stored, nothing encrypted, names
//! in UTF-8, one disk.
//!
//! We write it ourselves because a book is hundreds of small files: `zip` makes a compressor of some 300 kB anew for each of them,
//! and copies each picture three times. It knows neither what files are nor their names' meaning. Clauses: APPNOTE 6.3.10.

use crate::book::Date;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use rayon::prelude::*;
use std::borrow::Cow;
use zip::DateTime;

/// Of zlib's levels, the one after which nothing is gained: the texts of a book become 1 % smaller by the usual 6, in a third more
/// of the time.
const LEVEL: u32 = 4;

/// A file of the container with its bytes.
pub(super) struct Entry<'a> {
    /// Its whole name.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Cow<'a, [u8]>,
}

/// A file as it stands in the archive.
struct Packed<'a> {
    name: &'a str,
    bytes: Cow<'a, [u8]>,
    deflated: bool,
    /// CRC-32 of what it is unpacked.
    sum: u32,
    /// Bytes that it is unpacked.
    size: usize,
}

/// Packs the container. Every entry bears `date`; the order is that of `entries`.
///
/// # Panics
/// When a book weighs four gigabytes, of which `project` takes two.
pub(super) fn pack(entries: &[Entry<'_>], date: Date) -> Vec<u8> {
    let new = || Compress::new(Compression::new(LEVEL), false);
    let packed: Vec<Packed<'_>> = entries.par_iter().with_min_len(8).map_init(new, packed).collect();
    let head = [stored("mimetype", b"application/epub+zip")];
    let files = || head.iter().chain(&packed);

    let names: usize = files().map(|file| file.name.len()).sum();
    let bytes: usize = files().map(|file| file.bytes.len()).sum();
    let count = 1 + packed.len();
    let mut archive =
        Archive { bytes: Vec::with_capacity(bytes + 2 * names + count * (LOCAL + CENTRAL) + END), date: zip_time(date) };
    let mut offsets = Vec::with_capacity(count);
    for file in files() {
        offsets.push(archive.bytes.len());
        archive.signature(0x0403_4b50);
        archive.facts(file);
        archive.short(0);
        archive.bytes.extend_from_slice(file.name.as_bytes());
        archive.bytes.extend_from_slice(&file.bytes);
    }
    let start = archive.bytes.len();
    for (file, offset) in files().zip(offsets) {
        archive.signature(0x0201_4b50);
        // Made on Unix: the outer attributes below are those of a file that its owner may write and all may read.
        archive.short(3 << 8 | version(file));
        archive.facts(file);
        // Extra field, comment, disk, inner attributes.
        (0..4).for_each(|_| archive.short(0));
        archive.long(0o100_644 << 16);
        archive.length(offset);
        archive.bytes.extend_from_slice(file.name.as_bytes());
    }
    archive.end(start, count);
    archive.bytes
}

/// Bytes of the parts of an archive, without names: before a file, in the list of files, at the end.
const LOCAL: usize = 30;
const CENTRAL: usize = 46;
const END: usize = 22;

fn packed<'a>(deflater: &mut Compress, entry: &'a Entry<'_>) -> Packed<'a> {
    // What is compressed already would be unpacked for nothing by every reading system.
    if [".jpg", ".png", ".gif"].iter().any(|extension| entry.name.ends_with(extension)) {
        return stored(&entry.name, &entry.bytes);
    }
    let mut bytes = Vec::with_capacity(entry.bytes.len() / 2 + 64);
    deflater.reset();
    loop {
        let rest = usize::try_from(deflater.total_in()).ok().and_then(|read| entry.bytes.get(read..)).unwrap_or_default();
        let status = deflater.compress_vec(rest, &mut bytes, FlushCompress::Finish);
        if status.expect("memory to memory, and no dictionary is asked for") == Status::StreamEnd {
            break;
        }
        bytes.reserve(entry.bytes.len() / 4 + 64);
    }
    Packed { bytes: Cow::Owned(bytes), deflated: true, ..stored(&entry.name, &entry.bytes) }
}

fn stored<'a>(name: &'a str, bytes: &'a [u8]) -> Packed<'a> {
    let mut sum = Crc::new();
    sum.update(bytes);
    Packed { name, bytes: Cow::Borrowed(bytes), deflated: false, sum: sum.sum(), size: bytes.len() }
}

/// The version of ZIP that reads a file: 2.0 knows deflated ones.
const fn version(file: &Packed<'_>) -> u16 {
    if file.deflated { 20 } else { 10 }
}

struct Archive {
    bytes: Vec<u8>,
    date: DateTime,
}

impl Archive {
    /// What the list of files and the head of a file say alike (4.3.7 and 4.3.12).
    fn facts(&mut self, file: &Packed<'_>) {
        self.short(version(file));
        // Bit 11: the name is UTF-8, which of ASCII need not be said.
        self.short(if file.name.is_ascii() { 0 } else { 1 << 11 });
        self.short(if file.deflated { 8 } else { 0 });
        self.short(self.date.timepart());
        self.short(self.date.datepart());
        self.long(file.sum);
        self.length(file.bytes.len());
        self.length(file.size);
        self.short(u16::try_from(file.name.len()).expect("names are short"));
    }

    /// The end of the archive, whose list of `count` files starts at `start` (4.3.16).
    fn end(&mut self, start: usize, count: usize) {
        let size = self.bytes.len() - start;
        let number = u16::try_from(count).ok().filter(|count| *count < u16::MAX);
        if number.is_none() {
            self.long_end(start, size, count);
        }
        self.signature(0x0605_4b50);
        (0..2).for_each(|_| self.short(0));
        (0..2).for_each(|_| self.short(number.unwrap_or(u16::MAX)));
        self.length(size);
        self.length(start);
        self.short(0);
    }

    /// What a number of files of more than 16 bits needs besides (4.3.14 and 4.3.15).
    fn long_end(&mut self, start: usize, size: usize, count: usize) {
        let record = self.bytes.len();
        let mut wide = |number: usize| self.bytes.extend_from_slice(&(number as u64).to_le_bytes());
        wide(0x0606_4b50 | 44 << 32);
        wide(0);
        self.bytes.truncate(record + 12);
        (0..2).for_each(|_| self.short(45));
        (0..2).for_each(|_| self.long(0));
        for number in [count, count, size, start] {
            self.bytes.extend_from_slice(&(number as u64).to_le_bytes());
        }
        self.signature(0x0706_4b50);
        self.long(0);
        self.bytes.extend_from_slice(&(record as u64).to_le_bytes());
        self.long(1);
    }

    fn signature(&mut self, signature: u32) {
        self.long(signature);
    }

    fn short(&mut self, number: u16) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn long(&mut self, number: u32) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
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
    use super::{Entry, pack};
    use crate::book::Date;
    use std::io::{Cursor, Read as _};
    use zip::ZipArchive;

    fn unpacked(entries: &[Entry<'_>]) -> ZipArchive<Cursor<Vec<u8>>> {
        let date: Date = Date::parse("2025-02-03").expect("a date");
        ZipArchive::new(Cursor::new(pack(entries, date))).expect("an archive")
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
            contents.iter().map(|(name, bytes)| Entry { name: (*name).to_owned(), bytes: bytes.into() }).collect();
        let mut archive = unpacked(&entries);
        assert_eq!(archive.by_index(0).expect("a file").name(), "mimetype");
        for (at, (name, bytes)) in contents.iter().enumerate() {
            let mut file = archive.by_index(at + 1).expect("a file");
            let mut read = Vec::new();
            file.read_to_end(&mut read).expect("its bytes, and their sum is right");
            assert_eq!((file.name(), &read), (*name, bytes));
            assert_eq!(file.last_modified().map(|date| (date.year(), date.month(), date.day())), Some((2025, 2, 3)));
        }
    }

    #[test]
    fn more_files_than_sixteen_bits_count_are_all_found() {
        let entries: Vec<Entry<'_>> =
            (0..70_000).map(|at| Entry { name: format!("{at}.png"), bytes: b"x".as_slice().into() }).collect();
        let archive = unpacked(&entries);
        assert_eq!(archive.len(), 70_001);
        assert!(archive.index_for_name("69999.png").is_some());
    }
}
