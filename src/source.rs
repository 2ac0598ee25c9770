//! Sources and positions: which file a thing came from, and where in it.
//!
//! Owns the identity of an input file, byte ranges in it, and the conversion of a byte offset to a line and a column.
//! It knows neither how files are read (`project`) nor how positions are shown (`diagnostic::render`).

mod blob;

pub use blob::{Away, Blob};

use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    collections::BTreeMap,
    ops::Range,
    sync::{Arc, OnceLock},
};

/// Identifies one input file of a project; cheap to copy, ordered by the file's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(u32);

impl SourceId {
    /// The identifier of the source at `index` in its [`SourceMap`].
    #[must_use]
    pub const fn from_index(index: usize) -> Self {
        Self(index as u32)
    }

    /// The source's index in its [`SourceMap`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place in a source: a byte range, or the file as a whole (a picture is faulty as a whole).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    start: u32,
    end: u32,
}

impl Span {
    const WHOLE: u32 = u32::MAX;

    /// The byte range `range` of `source`. Offsets past 4 GiB are clamped: no such source is accepted.
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(Self::WHOLE - 1).min(Self::WHOLE - 1);
        let start = clamp(range.start);
        Self { source, start, end: clamp(range.end).max(start) }
    }

    /// The whole of `source`.
    #[must_use]
    pub const fn whole(source: SourceId) -> Self {
        Self { source, start: Self::WHOLE, end: Self::WHOLE }
    }

    /// The byte range, or none when the span is the whole file.
    #[must_use]
    pub fn range(self) -> Option<Range<usize>> {
        (self.start != Self::WHOLE).then_some(self.start as usize..self.end as usize)
    }

    /// The smallest span that covers both; `self` when they lie in different files or either is a whole file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        match (self.range(), other.range()) {
            (Some(a), Some(b)) if self.source == other.source => Self::new(self.source, a.start.min(b.start)..a.end.max(b.end)),
            (Some(_) | None, Some(_) | None) => self,
        }
    }
}

/// A value with the place where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Converts the value, keeps the place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }

    /// The same place with a borrowed value.
    pub const fn as_ref(&self) -> Spanned<&T> {
        Spanned { value: &self.value, span: self.span }
    }
}

/// One input file of a project: its path from the project's root (always with `/`), its bytes, and its text.
///
/// Binary files (pictures, fonts) have an empty text.
#[derive(Clone, Debug)]
pub struct Source {
    id: SourceId,
    path: Arc<str>,
    text: Arc<String>,
    bytes: Blob,
    /// Where lines start, once somebody asks: most texts have nothing to be told of.
    line_starts: OnceLock<Vec<u32>>,
    clean: bool,
    refused: bool,
}

impl Source {
    /// A source with a text. Lines end with LF, CRLF or a lone CR.
    #[must_use]
    pub fn new(id: SourceId, path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        let (text, line_starts) = (Arc::new(text.into()), OnceLock::new());
        let clean = is_surely_clean(&text);
        Self { id, path: path.into(), text, bytes: Blob::default(), line_starts, clean, refused: false }
    }

    /// A binary source: it has bytes and no text.
    #[must_use]
    pub fn binary(id: SourceId, path: impl Into<Arc<str>>, bytes: impl Into<Blob>) -> Self {
        let (text, line_starts) = (Arc::default(), OnceLock::new());
        Self { id, path: path.into(), text, bytes: bytes.into(), line_starts, clean: true, refused: false }
    }

    /// The bytes of a binary source; empty for a text.
    #[must_use]
    pub const fn bytes(&self) -> &Blob {
        &self.bytes
    }

    /// Whether [`is_surely_clean`] says so of the text.
    #[must_use]
    pub const fn is_surely_clean(&self) -> bool {
        self.clean
    }

    /// Whether the file is there and cannot be used (not UTF-8, too large, a link out of the project): a diagnostic says so
    /// already. Its text is for showing that diagnostic only.
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

    /// The text, with its line ends as they are in the file, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of `range`.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range)
    }

    /// Line and column of a byte offset, both from 1, the column in characters.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.floor_boundary(offset);
        let line_starts = self.line_starts.get_or_init(|| line_starts(&self.text));
        let line = line_starts.partition_point(|&start| start as usize <= offset).max(1);
        let start = line_starts[line - 1] as usize;
        (line, self.text[start..offset].chars().count() + 1)
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

/// Whether a text surely holds no control (tabs and line ends aside), no separator of lines or paragraphs, nothing that
/// overrides the direction of writing, no byte order mark and no noncharacter U+FFFE or U+FFFF. False is no more than a doubt.
///
/// Nearly every text is clean, and this look at its bytes, many at a time, spares the looks at each character.
#[must_use]
pub fn is_surely_clean(text: &str) -> bool {
    !any_pair(text, may_be_unclean)
}

/// Whether a byte of a text, with the one after it, may begin or end what [`is_surely_clean`] knows.
#[inline]
pub(crate) const fn may_be_unclean(byte: u8, next: u8) -> bool {
    let control = (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f);
    // U+0080 to U+009F are C2 80 to C2 9F; of E2 80 A8 to AE and of E2 81 A6 to A9, the last two bytes; EF BB BF, EF BF BE.
    control
        | ((byte == 0xc2) & (next < 0xa0))
        | ((byte == 0x80) & (next.wrapping_sub(0xa8) < 7))
        | ((byte == 0x81) & (next.wrapping_sub(0xa6) < 4))
        | ((byte == 0xef) & ((next == 0xbb) | (next == 0xbf)))
}

/// Whether `found` is true of some byte of a text and the one after it (after the last: an `x`).
///
/// A `found` without branches is asked of sixteen bytes or more at once, in steps of which none is shorter.
#[inline]
pub(crate) fn any_pair(text: &str, found: impl Fn(u8, u8) -> bool) -> bool {
    const STEP: usize = 32;
    let any = |step: &[u8; STEP], next: &[u8; STEP]| {
        step.iter().zip(next).fold(0, |any, (&byte, &next)| any | u8::from(found(byte, next))) != 0
    };
    let mut rest = text.as_bytes();
    while let Some((step, after)) = rest.split_first_chunk::<STEP>()
        && let Some((next, _)) = rest[1..].split_first_chunk::<STEP>()
    {
        if any(step, next) {
            return true;
        }
        rest = after;
    }
    let mut last = [b'x'; STEP + 1];
    last[..rest.len()].copy_from_slice(rest);
    let [step, next] = [0, 1].map(|start| last[start..].first_chunk().copied().unwrap_or([b'x'; STEP]));
    any(&step, &next)
}

/// The bytes of a file to be written, in parts: a picture need not be copied into a book in order to be written with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(Vec<Part>);

/// A part of a file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Bytes of its own.
    Own(Vec<u8>),
    /// The bytes of a source, or made of one.
    Shared(Blob),
}

impl Part {
    /// Its bytes; nothing when they were put away and cannot be read ([`Blob::whole`]).
    #[must_use]
    pub fn whole(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Own(bytes) => Some(Cow::Borrowed(bytes)),
            Self::Shared(bytes) => bytes.whole(),
        }
    }

    /// Its bytes; none where [`Part::whole`] has none.
    #[must_use]
    pub fn read(&self) -> Cow<'_, [u8]> {
        self.whole().unwrap_or_default()
    }

    /// How many bytes it is.
    #[must_use]
    pub fn length(&self) -> usize {
        match self {
            Self::Own(bytes) => bytes.len(),
            Self::Shared(bytes) => bytes.length(),
        }
    }
}

impl Parts {
    /// Adds a part behind those that are there.
    pub fn push(&mut self, part: Part) {
        self.0.push(part);
    }

    /// The parts, one after another.
    pub fn iter(&self) -> impl Iterator<Item = &Part> {
        self.0.iter()
    }

    /// How many bytes they are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.iter().map(Part::length).sum()
    }

    /// All bytes in a row.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        self.iter().map(Part::read).collect::<Vec<_>>().concat()
    }
}

impl From<Vec<u8>> for Parts {
    fn from(bytes: Vec<u8>) -> Self {
        Self(vec![Part::Own(bytes)])
    }
}

/// Every source of a project, by identifier and by path: all that a build may read.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
    by_path: BTreeMap<Arc<str>, SourceId>,
}

impl SourceMap {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self { sources: Vec::new(), by_path: BTreeMap::new() }
    }

    /// Adds a text and returns its identifier.
    pub fn add(&mut self, path: impl Into<Arc<str>>, text: impl Into<String>) -> SourceId {
        let id = SourceId::from_index(self.sources.len());
        self.insert(Source::new(id, path, text))
    }

    /// Adds a binary file and returns its identifier.
    pub fn add_binary(&mut self, path: impl Into<Arc<str>>, bytes: impl Into<Blob>) -> SourceId {
        let id = SourceId::from_index(self.sources.len());
        self.insert(Source::binary(id, path, bytes))
    }

    /// Adds a file that cannot be used, with what of its text can be shown, and returns its identifier.
    pub fn add_refused(&mut self, path: impl Into<Arc<str>>, text: impl Into<String>) -> SourceId {
        let id = SourceId::from_index(self.sources.len());
        self.insert(Source { refused: true, ..Source::new(id, path, text) })
    }

    fn insert(&mut self, source: Source) -> SourceId {
        let id = source.id;
        self.by_path.insert(Arc::clone(&source.path), id);
        self.sources.push(source);
        id
    }

    /// The source of an identifier.
    ///
    /// # Panics
    /// When `id` comes from another map: identifiers are made by [`SourceMap::add`] only.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// The source at a path from the project's root.
    #[must_use]
    pub fn by_path(&self, path: &str) -> Option<&Source> {
        self.by_path.get(path).map(|&id| self.get(id))
    }

    /// All sources whose path starts with `prefix` (a folder with its `/`), by path.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        self.by_path.range(Arc::from(prefix)..).take_while(move |(path, _)| path.starts_with(prefix)).map(|(_, &id)| self.get(id))
    }

    /// All sources, by identifier.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn spans_join_within_a_file_only() {
        let (a, b) = (SourceId::from_index(0), SourceId::from_index(1));
        assert_eq!(Span::new(a, 3..5).to(Span::new(a, 8..9)).range(), Some(3..9));
        assert_eq!(Span::new(a, 3..5).to(Span::new(b, 8..9)).range(), Some(3..5));
    }
}
