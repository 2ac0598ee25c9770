//! What the entries of folders look like from outside, compared to find changes where the system does not tell of them.
//!
//! Any difference counts: a date may go back when an older file is put back, and two saves may lie within one second.
#![expect(clippy::disallowed_methods, reason = "`watch` sees names and dates on the disk, and reads no file")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The entries of some folders.
pub(super) type Snapshot = BTreeMap<PathBuf, FileState>;

/// What is known of an entry without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileState {
    length: u64,
    /// When its content was changed, in nanoseconds, and when anything about it.
    dates: [i128; 2],
    identity: Option<Identity>,
}

/// The device and the inode: which file or folder it is, whatever its name.
pub(super) type Identity = (u64, u64);

/// The entries of `folders`, links followed; one that cannot be looked at is left out, as if it were not there.
pub(super) fn snapshot(folders: &BTreeSet<PathBuf>) -> Snapshot {
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    entries.filter_map(|entry| Some((entry.path(), look(&fs::metadata(entry.path()).ok()?)))).collect()
}

/// Which folder `path` is now; none when there is none, or where the system has no such numbers.
pub(super) fn identity(path: &Path) -> Option<Identity> {
    fs::metadata(path).ok().and_then(|metadata| look(&metadata).identity)
}

#[cfg(unix)]
fn look(metadata: &fs::Metadata) -> FileState {
    use std::os::unix::fs::MetadataExt as _;
    let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    FileState {
        length: metadata.len(),
        dates: [nanoseconds(metadata.mtime(), metadata.mtime_nsec()), nanoseconds(metadata.ctime(), metadata.ctime_nsec())],
        identity: Some((metadata.dev(), metadata.ino())),
    }
}

#[cfg(not(unix))]
fn look(metadata: &fs::Metadata) -> FileState {
    let nanoseconds = |date: std::io::Result<std::time::SystemTime>| {
        let since = date.ok().and_then(|date| date.duration_since(std::time::UNIX_EPOCH).ok());
        since.map_or(0, |since| i128::try_from(since.as_nanos()).unwrap_or(i128::MAX))
    };
    FileState {
        length: metadata.len(),
        dates: [nanoseconds(metadata.modified()), nanoseconds(metadata.created())],
        identity: None,
    }
}
