//! One input file: its text or its bytes, and the line and column of an offset in it.

use super::{
    blob::Blob,
    compose::{Shortening, compose},
    scan::is_surely_clean,
    span::{SourceId, Span},
};
use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

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
    /// The byte offsets of the lines, computed on demand: most texts have no diagnostics.
    line_starts: OnceLock<Vec<u32>>,
    clean: bool,
    refused: bool,
}

impl Source {
    /// A source with a text. Lines end with LF, CRLF or a lone CR. Letters are composed with their accents (`compose`).
    #[must_use]
    pub fn new(id: SourceId, path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        let text = text.into();
        let (text, shortenings) = compose(&text).unwrap_or_else(|| (text, Vec::new()));
        let (clean, shortenings, line_starts) = (is_surely_clean(&text), Arc::new(shortenings), OnceLock::new());
        let (path, text, bytes) = (path.into(), Arc::new(text), Blob::default());
        Self { id, path, text, shortenings, bytes, line_starts, clean, refused: false }
    }

    /// A binary source: it has bytes and no text.
    #[must_use]
    pub fn binary(id: SourceId, path: impl Into<Arc<str>>, bytes: impl Into<Blob>) -> Self {
        let (path, text, shortenings, bytes) = (path.into(), Arc::default(), Arc::default(), bytes.into());
        Self { id, path, text, shortenings, bytes, line_starts: OnceLock::new(), clean: true, refused: false }
    }

    /// A file that cannot be used ([`Source::is_refused`]).
    pub(super) fn refused(id: SourceId, path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        Self { refused: true, ..Self::new(id, path, text) }
    }

    /// The bytes of a binary source; empty for a text.
    #[must_use]
    pub const fn bytes(&self) -> &Blob {
        &self.bytes
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

    /// The text, with its line ends as they are in the file, without a byte order mark, its letters composed with their accents.
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
        let offset = self.floor_boundary(offset);
        let line_starts = self.line_starts.get_or_init(|| line_starts(&self.text));
        let line = line_starts.partition_point(|&start| start as usize <= offset).max(1);
        let start = line_starts[line - 1] as usize;
        let removed = self.removed_before(offset) - self.removed_before(start);
        (line, self.text[start..offset].chars().count() + removed + 1)
    }

    /// How many characters of the file composing has removed before an offset.
    fn removed_before(&self, offset: usize) -> usize {
        let place = self.shortenings.partition_point(|(end, _)| *end as usize <= offset);
        place.checked_sub(1).map_or(0, |place| self.shortenings[place].1 as usize)
    }

    fn floor_boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut line_starts = vec![0];
    for (offset, &byte) in bytes.iter().enumerate() {
        let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(offset + 1) != Some(&b'\n'));
        if ends_line {
            line_starts.push(u32::try_from(offset + 1).unwrap_or(u32::MAX));
        }
    }
    line_starts
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
    }

    #[test]
    fn columns_count_the_accents_that_were_composed() {
        let source = Source::new(SourceId::from_index(0), "a.md", "e\u{301}te\u{301}\no\u{302}!x");
        assert_eq!(source.text(), "été\nô!x");
        let column = |text: &str| source.line_column(source.text().find(text).expect("a place"));
        assert_eq!([column("t"), column("ô"), column("!"), column("x")], [(1, 3), (2, 1), (2, 3), (2, 4)]);
        assert_eq!(source.line_column(5), (1, 6));
    }
}
