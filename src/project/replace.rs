//! Files that change together: each is written beside its place under a temporary name, and when all are on the disk they are renamed.
//! If one cannot be, those renamed before it get back what they were.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    error::{Error, FileOperation},
    open::{Access, open_below},
};
use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};
use tempfile::{NamedTempFile, TempDir, TempPath};

/// A file that is written and synced, with the place where it is to be.
pub(super) struct Staged {
    pub(super) file: NamedTempFile,
    pub(super) place: PathBuf,
    /// Whether it may not replace another file.
    pub(super) is_new: bool,
}

/// What was in a place before.
pub(super) enum Before {
    Nothing,
    /// The file, under a second name. While it is open, no other process takes that name for one left behind.
    Kept(TempPath, Option<fs::File>),
    /// A file that could not get a second name.
    Lost,
}

/// Renames all files to their places, and returns the places.
///
/// # Errors
/// When a file cannot be renamed. Then all places hold what they held before, or the error names those that do not.
pub(super) fn replace_all(staged: Vec<Staged>) -> Result<Vec<PathBuf>, Error> {
    let mut done: Vec<(PathBuf, Before)> = Vec::with_capacity(staged.len());
    let last = staged.len().saturating_sub(1);
    for (at, Staged { file, place, is_new }) in staged.into_iter().enumerate() {
        // After the last one nothing can fail any more.
        let before = if at < last { keep(&place) } else { Before::Nothing };
        let renamed = if is_new { file.persist_noclobber(&place) } else { file.persist(&place) };
        match renamed {
            Ok(_) => done.push((place, before)),
            Err(error) => return Err(Error::new(FileOperation::Write, &place, error.error).with_new_files(restore(done))),
        }
    }
    Ok(done.into_iter().map(|(place, _)| place).collect())
}

/// Gives the file at `place` a second name in its folder.
fn keep(place: &Path) -> Before {
    let folder = place.parent().unwrap_or(place);
    match fs::symlink_metadata(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Before::Nothing,
        _ => match builder().make_in(folder, |name| fs::hard_link(place, name)) {
            Ok(kept) => {
                let kept = kept.into_temp_path();
                // It may be a pipe, which is not to be waited for.
                let held = open_below(folder, &kept, Access::Read).ok().map(|(file, _)| file);
                let held = held.filter(|file| cfg!(unix) && file.try_lock_shared().is_ok());
                Before::Kept(kept, held)
            }
            // Some file systems know no second names.
            Err(_) => Before::Lost,
        },
    }
}

/// Gives the places back what they held, last first. Returns those that hold a new file all the same.
pub(super) fn restore(done: Vec<(PathBuf, Before)>) -> Vec<PathBuf> {
    let mut new = Vec::new();
    for (place, before) in done.into_iter().rev() {
        let restored = match before {
            Before::Nothing => fs::remove_file(&place).is_ok(),
            Before::Kept(kept, _held) => kept.persist(&place).is_ok(),
            Before::Lost => false,
        };
        if !restored {
            new.push(place);
        }
    }
    new
}

/// Beginning and end of a temporary file's name.
const PREFIX: &str = ".make-book-";
const SUFFIX: &str = ".tmp";

/// Whether a file's name is that of a temporary file of ours.
pub(super) fn is_temporary(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX))
}

/// Removes from `folder`, a path without links, the temporary files that killed processes left. A living process holds a lock on its
/// own.
pub(super) fn remove_stale(folder: &Path) {
    // Not an error when they cannot be listed or removed: they are hidden files, and do no harm.
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| is_temporary(&entry.file_name())) {
        let path = entry.path();
        let is_left = open_below(folder, &path, Access::Read).is_ok_and(|(file, _)| is_left(&file));
        if is_left {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether no process holds a temporary file. It stays locked while it is removed, so that nobody takes it meanwhile.
#[cfg(unix)]
pub(super) fn is_left(file: &fs::File) -> bool {
    file.try_lock().is_ok()
}

/// Elsewhere a lock would keep others from reading the file; one that is a day old is left.
#[cfg(not(unix))]
pub(super) fn is_left(file: &fs::File) -> bool {
    const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);
    let date = file.metadata().and_then(|metadata| metadata.modified());
    date.ok().and_then(|date| date.elapsed().ok()).is_some_and(|age| age > DAY)
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    builder
}

/// A temporary file in `folder`, removed when dropped. Its permissions are those of an ordinary new file (the umask applies),
/// because it keeps them when it is renamed; `tempfile` alone would make it private.
pub(super) fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = builder();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    held(&builder, folder)
}

/// The same for a file that only its owner may read.
pub(super) fn private(folder: &Path) -> io::Result<NamedTempFile> {
    held(&builder(), folder)
}

/// A hidden folder in `folder`, removed when dropped.
pub(super) fn temporary_folder(folder: &Path) -> io::Result<TempDir> {
    builder().tempdir_in(folder)
}

/// A new file in `folder`, locked.
fn held(builder: &tempfile::Builder<'_, '_>, folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        let file = builder.tempfile_in(folder)?;
        if hold(file.as_file()) {
            return Ok(file);
        }
    }
}

/// Locks a new file; false when another process has taken it for one left behind, and removed it, before that.
#[cfg(unix)]
pub(super) fn hold(file: &fs::File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    // Where the file system knows no locks, none is taken for left either.
    file.lock().is_err() || file.metadata().is_ok_and(|metadata| metadata.nlink() > 0)
}

#[cfg(not(unix))]
pub(super) fn hold(_file: &fs::File) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[cfg(unix)]
    #[test]
    fn what_a_killed_process_left_is_removed_and_what_a_living_one_holds_is_not() {
        let place = tempfile::tempdir().expect("a folder");
        let root = place.path().canonicalize().expect("there");
        fs::write(root.join("book.epub"), "old").expect("a file");
        fs::write(root.join(".make-book-dead.tmp"), "half").expect("a file");
        fs::write(root.join(".other.tmp"), "not ours").expect("a file");
        let living = temporary(&root).expect("a file");
        let Before::Kept(second, held) = keep(&root.join("book.epub")) else { panic!("it has a second name") };
        remove_stale(&root);
        assert!(living.path().exists() && second.exists() && root.join(".other.tmp").exists());
        assert!(!root.join(".make-book-dead.tmp").exists());
        drop(held);
        remove_stale(&root);
        assert!(!second.exists() && root.join("book.epub").exists());
    }

    #[test]
    fn all_files_change_or_none() {
        let root = tempfile::tempdir().expect("a folder");
        let place = |name: &str| root.path().join(name);
        let stage = |name: &str, is_new| {
            let mut file = temporary(root.path()).expect("a file");
            file.write_all(b"new").expect("written");
            Staged { file, place: place(name), is_new }
        };
        fs::write(place("a"), "old").expect("a file");
        fs::write(place("taken"), "other").expect("a file");
        // The first replaces a file, the second is new, the third would replace a file and may not.
        let error = replace_all(vec![stage("a", false), stage("b", true), stage("taken", true)]).expect_err("refused");
        assert!(error.path.ends_with("taken") && error.new_files.is_empty(), "{error:?}");
        let read = |name: &str| fs::read_to_string(place(name)).ok();
        assert_eq!((read("a").as_deref(), read("b"), read("taken").as_deref()), (Some("old"), None, Some("other")));
        fs::create_dir(place("folder")).expect("a folder");
        assert!(replace_all(vec![stage("a", false), stage("folder", false)]).is_err());
        assert_eq!(read("a").as_deref(), Some("old"));
        let done = replace_all(vec![stage("b", true), stage("a", false)]).expect("renamed");
        assert_eq!(done, [place("b"), place("a")]);
        assert_eq!((read("a").as_deref(), read("b").as_deref()), (Some("new"), Some("new")));
        assert_eq!(fs::read_dir(root.path()).expect("listed").count(), 4, "no second name is left");
    }
}
