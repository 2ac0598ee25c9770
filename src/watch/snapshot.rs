//! What the entries of folders look like from outside, compared to find changes where the system does not tell of them.
//!
//! Any difference counts: a date may go back when an older file is put back, and two saves may lie within one second.
#![expect(clippy::disallowed_methods, reason = "`watch` sees names and dates on the disk, and reads no file")]

use crate::project::{FileIdentity, FileState};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The entries of some folders.
pub(super) type Snapshot = BTreeMap<PathBuf, FileState>;

/// The entries of `folders`, links followed; one that cannot be looked at is left out, as if it were not there.
pub(super) fn snapshot(folders: &BTreeSet<PathBuf>) -> Snapshot {
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    entries.filter_map(|entry| Some((entry.path(), FileState::new(&fs::metadata(entry.path()).ok()?)))).collect()
}

/// Which folder `path` is now; none when there is none, or where the system has no such numbers.
pub(super) fn identity(path: &Path) -> Option<FileIdentity> {
    fs::metadata(path).ok().and_then(|metadata| FileState::new(&metadata).identity())
}
