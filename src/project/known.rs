//! Files that are known from the reading before: one that looks the same from outside is not read again.
//!
//! It serves a desk that reads the project at every save. How a file looks is no proof of what is in it: two saves may lie within one tick
//! of the clock, and a mapped file changes without a date. So a file is taken for known only when it was read twice with the same look,
//! and whoever relies on that reads everything again as soon as nobody waits (`cli::watch`).

use crate::{
    diagnostic::Diagnostics,
    source::{Source, SourceId, SourceMap},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::Metadata,
};

/// How a file or folder looks from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileState {
    length: u64,
    /// When its content was changed, in nanoseconds, and when anything about it.
    dates: [i128; 2],
    identity: Option<FileIdentity>,
}

/// The device and the inode: which file or folder it is, whatever its name.
pub type FileIdentity = (u64, u64);

impl FileState {
    /// The look of what has this metadata.
    #[cfg(unix)]
    #[must_use]
    pub fn new(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        Self {
            length: metadata.len(),
            dates: [nanoseconds(metadata.mtime(), metadata.mtime_nsec()), nanoseconds(metadata.ctime(), metadata.ctime_nsec())],
            identity: Some((metadata.dev(), metadata.ino())),
        }
    }

    /// The look of what has this metadata.
    #[cfg(not(unix))]
    #[must_use]
    pub fn new(metadata: &Metadata) -> Self {
        let nanoseconds = |date: std::io::Result<std::time::SystemTime>| {
            let since = date.ok().and_then(|date| date.duration_since(std::time::UNIX_EPOCH).ok());
            since.map_or(0, |since| i128::try_from(since.as_nanos()).unwrap_or(i128::MAX))
        };
        Self {
            length: metadata.len(),
            dates: [nanoseconds(metadata.modified()), nanoseconds(metadata.created())],
            identity: None,
        }
    }

    /// Which file or folder it is; none where the system has no such numbers.
    #[must_use]
    pub const fn identity(&self) -> Option<FileIdentity> {
        self.identity
    }
}

/// How each file looked when it was read, by its path from the root, and whether it had looked so at the reading before, too.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownFiles(BTreeMap<String, (FileState, bool)>);

/// The reading before.
pub(super) struct Earlier<'a> {
    sources: &'a SourceMap,
    files: &'a KnownFiles,
    /// Those with a message, which is to be given again.
    reported: BTreeSet<SourceId>,
    /// Whether files that look the same are not read again.
    is_trusted: bool,
}

impl<'a> Earlier<'a> {
    pub(super) fn new(sources: &'a SourceMap, files: &'a KnownFiles, found: &Diagnostics, is_trusted: bool) -> Self {
        let spans = found.iter().flat_map(|found| std::iter::once(found.span).chain(found.labels.iter().map(|label| label.span)));
        Self { sources, files, reported: spans.map(|span| span.source).collect(), is_trusted }
    }

    /// The file `name` of the reading before, if it is known and looks as it did then.
    pub(super) fn known(&self, name: &str, state: &FileState) -> Option<&'a Source> {
        let (before, is_settled) = self.files.0.get(name)?;
        let source = self.sources.by_path(name)?;
        let is_usable = !source.is_refused() && !self.reported.contains(&source.id());
        (self.is_trusted && *is_settled && before == state && is_usable).then_some(source)
    }

    /// Notes in `files` how a file looked that was just read or is known.
    pub(super) fn note(&self, name: &str, state: FileState, files: &mut KnownFiles) {
        let is_settled = self.files.0.get(name).is_some_and(|(before, _)| *before == state);
        files.0.insert(name.to_owned(), (state, is_settled));
    }
}
