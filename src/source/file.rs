//! One input file: its text or its bytes, and the line and column of an offset in it.

use super::{
    blob::Blob,
    compose::{Shortening, compose},
    line_ends::with_line_feeds,
    scan::is_surely_clean,
    span::{SourceId, Span},
};
use std::{
    borrow::Cow,
    ops::Range,
    sync::{Arc, OnceLock},
};
use xxhash_rust::xxh3::xxh3_128;

/// One input file of a project: its path from the project's root, and its text or its bytes.
///
/// Binary files (pictures, fonts) have an empty text.
#[derive(Clone, Debug)]
pub struct Source {
    id: SourceId,
    path: Arc<str>,
    text: Arc<String>,
    /// Where letters of the file were composed, in the order of the text.
    shortenings: Arc<Vec<Shortening>>,
    bytes: Blob,
    /// Where its lines are, computed on demand: most texts have no diagnostics.
    lines: OnceLock<Lines>,
    /// The checksum of its text, computed on demand.
    checksum: OnceLock<u128>,
    clean: bool,
    refused: bool,
}

impl Source {
    /// A source with a text. Lines end with LF, CRLF or a lone CR, which becomes LF. Letters are composed with their accents (`compose`).
    #[must_use]
    pub fn new(id: SourceId, path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if let Cow::Owned(ended) = with_line_feeds(&text) {
            text = ended;
        }
        let (text, shortenings) = compose(&text).unwrap_or_else(|| (text, Vec::new()));
        let (clean, shortenings, lines) = (is_surely_clean(&text), Arc::new(shortenings), OnceLock::new());
        let (path, text, bytes) = (path.into(), Arc::new(text), Blob::default());
        Self { id, path, text, shortenings, bytes, lines, checksum: OnceLock::new(), clean, refused: false }
    }

    /// A binary source: it has bytes and no text.
    #[must_use]
    pub fn binary(id: SourceId, path: impl Into<Arc<str>>, bytes: impl Into<Blob>) -> Self {
        let (path, text, shortenings, bytes) = (path.into(), Arc::default(), Arc::default(), bytes.into());
        let (lines, checksum) = (OnceLock::new(), OnceLock::new());
        Self { id, path, text, shortenings, bytes, lines, checksum, clean: true, refused: false }
    }

    /// A file that cannot be used ([`Source::is_refused`]).
    pub(super) fn refused(id: SourceId, path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        Self { refused: true, ..Self::new(id, path, text) }
    }

    /// The same file with another identifier.
    pub(super) fn with_id(self, id: SourceId) -> Self {
        Self { id, ..self }
    }

    /// The bytes of a binary source; empty for a text.
    #[must_use]
    pub const fn bytes(&self) -> &Blob {
        &self.bytes
    }

    /// The XXH3 of 128 bits of its text or its bytes ([`Blob::checksum`]).
    #[must_use]
    pub fn checksum(&self) -> u128 {
        let of_text = || *self.checksum.get_or_init(|| xxh3_128(self.text.as_bytes()));
        if self.text.is_empty() { self.bytes.checksum() } else { of_text() }
    }

    /// The result of [`is_surely_clean`] for the text.
    #[must_use]
    pub const fn is_surely_clean(&self) -> bool {
        self.clean
    }

    /// Whether the file exists but cannot be used (not UTF-8, too large, a link out of the project). This was reported when the project
    /// was opened; the text serves only to show that diagnostic.
    #[must_use]
    pub const fn is_refused(&self) -> bool {
        self.refused
    }

    /// The file's identifier.
    #[must_use]
    pub const fn id(&self) -> SourceId {
        self.id
    }

    /// The path from the project's root, with `/` between folders.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn shared_path(&self) -> Arc<str> {
        Arc::clone(&self.path)
    }

    /// The text without a byte order mark, its lines ended with LF or CRLF, its letters composed with their accents.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of `range`.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range)
    }

    /// Line and column of a byte offset, both from 1, the column in characters of the file: a letter and an accent that were composed
    /// count as two, as they do in an editor.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let lines = self.lines();
        let line = lines.starts.partition_point(|&start| start as usize <= offset).max(1);
        let start = lines.starts[line - 1] as usize;
        let removed = self.removed_before(offset) - self.removed_before(start);
        let characters = lines.characters_before(&self.text, offset) - lines.characters_before(&self.text, start);
        (line, characters + removed + 1)
    }

    /// The byte offset of a line and a column, both from 1 and counted as [`Source::line_column`] counts them; the end of the line or of
    /// the text for a place beyond it.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let starts = &self.lines().starts;
        let Some(&start) = line.checked_sub(1).and_then(|line| starts.get(line)) else { return self.text.len() };
        let (start, end) = (start as usize, starts.get(line).map_or(self.text.len(), |&next| next as usize));
        let within = self.text[start..end].trim_end_matches(['\n', '\r']);
        let removed = self.removed_before(start);
        let is_before = |offset: usize, characters: usize| characters + self.removed_before(offset) - removed + 1 < column;
        let mut offsets = within.char_indices().map(|(offset, _)| start + offset).enumerate();
        let found = offsets.find(|(characters, offset)| !is_before(*offset, *characters));
        found.map_or(start + within.len(), |(_, offset)| offset)
    }

    /// Where the line begins in which an offset lies.
    #[must_use]
    pub fn line_start(&self, offset: usize) -> usize {
        let starts = &self.lines().starts;
        let line = starts.partition_point(|&start| start as usize <= offset).max(1);
        starts[line - 1] as usize
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// How many characters of the file composing has removed before an offset.
    fn removed_before(&self, offset: usize) -> usize {
        let place = self.shortenings.partition_point(|(end, _)| *end as usize <= offset);
        place.checked_sub(1).map_or(0, |place| self.shortenings[place].1 as usize)
    }
}

/// The lines of a text.
#[derive(Clone, Debug)]
struct Lines {
    /// The byte offsets where they start.
    starts: Vec<u32>,
    /// How many characters begin before each multiple of [`Lines::STEP`] bytes, so that a place at the end of a line of megabytes is
    /// found as soon as one at its beginning.
    characters: Vec<u32>,
}

impl Lines {
    const STEP: usize = 1024;

    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(offset(at + 1));
            }
        }
        let mut count = 0;
        let characters = bytes.chunks(Self::STEP).map(|step| {
            let before = count;
            count += characters_in(step);
            offset(before)
        });
        let characters = characters.collect();
        Self { starts, characters }
    }

    /// The number of characters before `offset`, which is a boundary of `text`.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let step = offset / Self::STEP;
        let known = self.characters.get(step).map_or(0, |&count| count as usize);
        let from = if step < self.characters.len() { step * Self::STEP } else { 0 };
        known + characters_in(&text.as_bytes()[from..offset])
    }
}

/// How many characters begin in these bytes of UTF-8.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::{Source, SourceId};

    #[test]
    fn columns_count_characters_and_lines_end_in_three_ways() {
        let source = Source::new(SourceId::from_index(0), "a.md", "é1\r\nx\ry\nœuf");
        assert_eq!(source.line_column(2), (1, 2));
        assert_eq!(source.line_column(5), (2, 1));
        assert_eq!(source.line_column(7), (3, 1));
        assert_eq!(source.line_column(11), (4, 2));
        assert_eq!(source.line_column(999), (4, 4));
        assert_eq!([source.offset(1, 2), source.offset(4, 2), source.offset(4, 99), source.offset(9, 1)], [2, 11, 13, 13]);
        assert_eq!([source.offset(1, 99), source.offset(2, 99), source.offset(0, 0)], [3, 6, 13]);
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_its_characters() {
        let text = format!("à\n{}", "aé€".repeat(2_000));
        let source = Source::new(SourceId::from_index(0), "a.md", text.as_str());
        let start = source.line_start(5_000);
        assert_eq!(start, 3);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]).filter(|(offset, _)| *offset >= start) {
            assert_eq!(source.line_column(offset), (2, text[start..offset].chars().count() + 1), "{offset}");
        }
    }

    #[test]
    fn columns_count_the_accents_that_were_composed() {
        let source = Source::new(SourceId::from_index(0), "a.md", "e\u{301}te\u{301}\no\u{302}!x");
        assert_eq!(source.text(), "été\nô!x");
        let column = |text: &str| source.line_column(source.text().find(text).expect("a place"));
        assert_eq!([column("t"), column("ô"), column("!"), column("x")], [(1, 3), (2, 1), (2, 3), (2, 4)]);
        assert_eq!(source.line_column(5), (1, 6));
        for (offset, _) in source.text().char_indices().filter(|(_, character)| !matches!(character, '\n')) {
            let (line, column) = source.line_column(offset);
            assert_eq!(source.offset(line, column), offset);
        }
    }
}
