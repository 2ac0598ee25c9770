//! Files that wait for their places in a hidden folder beside them: a release of a thousand volumes is written as it is made, and appears
//! whole at the end. Only one file of the folder stays open, a lock by which other processes know that its owner lives.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    error::{Error, FileOperation},
    open::{Access, open_below},
    output::write_parts,
    replace::{Before, hold, is_left, is_temporary, restore, temporary_folder},
};
use crate::source::Parts;
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tempfile::{TempDir, TempPath};

/// The name of the lock.
const LOCK: &str = "lock";

/// A hidden folder with files that are written and synced. Dropped before they are in their places, it removes them.
#[derive(Debug)]
pub(super) struct Staging {
    /// Closed before the folder is removed, which some systems ask for.
    _lock: fs::File,
    folder: TempDir,
    /// Where the files belong, in the order in which they came; the name of a waiting file is its index.
    places: Vec<PathBuf>,
}

impl Staging {
    /// A hidden folder in `folder`.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        loop {
            let hidden = temporary_folder(folder)?;
            // Another process may have taken it for one left behind before it was locked.
            match fs::File::create_new(hidden.path().join(LOCK)) {
                Ok(lock) if hold(&lock) => return Ok(Self { _lock: lock, folder: hidden, places: Vec::new() }),
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Ok(_) | Err(_) => {}
            }
        }
    }

    /// Writes a file that is to be at `place`.
    pub(super) fn add(&mut self, place: PathBuf, parts: &Parts) -> Result<(), Error> {
        let failed = |error| Error::new(FileOperation::Write, &place, error);
        let mut file = fs::File::create_new(self.waiting(self.places.len())).map_err(failed)?;
        write_parts(&mut file, parts).map_err(failed)?;
        self.places.push(place);
        Ok(())
    }

    /// Renames all files to their places, the first first.
    ///
    /// # Errors
    /// When a file cannot be renamed. Then all places hold what they held before, or the error names those that do not.
    pub(super) fn finish(self) -> Result<Vec<PathBuf>, Error> {
        let mut done = Vec::with_capacity(self.places.len());
        for (index, place) in self.places.iter().enumerate() {
            let before = self.keep(index, place);
            match fs::rename(self.waiting(index), place) {
                Ok(()) => done.push((place.clone(), before)),
                Err(error) => return Err(Error::new(FileOperation::Write, place, error).with_new_files(restore(done))),
            }
        }
        Ok(self.places)
    }

    fn waiting(&self, index: usize) -> PathBuf {
        self.folder.path().join(index.to_string())
    }

    /// Gives the file at `place` a second name in the hidden folder.
    fn keep(&self, index: usize, place: &Path) -> Before {
        match fs::symlink_metadata(place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Before::Nothing,
            _ => {
                let kept = self.folder.path().join(format!("before-{index}"));
                // Some file systems know no second names.
                let linked = fs::hard_link(place, &kept).and_then(|()| TempPath::try_from_path(kept));
                linked.map_or(Before::Lost, |kept| Before::Kept(kept, None))
            }
        }
    }
}

/// Removes from `folder`, a path without links, the hidden folders that killed processes left.
pub(super) fn remove_left(folder: &Path) {
    // Not an error when they cannot be listed or removed: they are hidden, and do no harm.
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| is_temporary(&entry.file_name())) {
        let hidden = entry.path();
        match open_below(folder, &hidden.join(LOCK), Access::Read) {
            Ok((lock, _)) if is_left(&lock) => {
                let _ = fs::remove_dir_all(&hidden);
            }
            Ok(_) => {}
            // Killed before it had a lock; one with anything in it stays.
            Err(_) if entry.file_type().is_ok_and(|kind| kind.is_dir()) => {
                let _ = fs::remove_dir(&hidden);
            }
            Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("listed").map(|entry| entry.expect("listed").file_name());
        let mut names: Vec<String> = entries.map(|name| name.into_string().expect("plain")).collect();
        names.sort();
        names
    }

    fn staged(root: &Path, names: &[&str]) -> Staging {
        let mut staging = Staging::new(root).expect("a folder");
        for name in names {
            staging.add(root.join(name), &b"new".to_vec().into()).expect("written");
        }
        staging
    }

    #[test]
    fn all_files_appear_at_the_end_or_none() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path();
        fs::write(root.join("a"), "old").expect("a file");
        let staging = staged(root, &["a", "b"]);
        assert_eq!(fs::read_to_string(root.join("a")).expect("read"), "old");
        assert!(!root.join("b").exists(), "nothing is in its place yet");
        drop(staging);
        assert_eq!(names(root), ["a"]);
        // The last one cannot be renamed: a folder is in its place.
        fs::create_dir(root.join("taken")).expect("a folder");
        let error = staged(root, &["a", "b", "taken"]).finish().expect_err("refused");
        assert!(error.path.ends_with("taken") && error.new_files.is_empty(), "{error:?}");
        assert_eq!(
            (names(root), fs::read_to_string(root.join("a")).expect("read")),
            (vec!["a".into(), "taken".into()], "old".into())
        );
        let places = staged(root, &["b", "a"]).finish().expect("renamed");
        assert_eq!(places, [root.join("b"), root.join("a")]);
        assert_eq!((names(root).len(), fs::read_to_string(root.join("a")).expect("read")), (3, "new".into()));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_killed_process_left_is_removed_and_what_a_living_one_fills_is_not() {
        let root = tempfile::tempdir().expect("a folder");
        let root = &root.path().canonicalize().expect("there");
        let living = staged(root, &["a"]);
        for (name, file) in [("dead", Some(LOCK)), ("empty", None), ("other", Some("letter"))] {
            let hidden = root.join(format!(".make-book-{name}.tmp"));
            fs::create_dir(&hidden).expect("a folder");
            if let Some(file) = file {
                fs::write(hidden.join(file), "").expect("a file");
            }
        }
        fs::create_dir_all(root.join("elsewhere")).expect("a folder");
        fs::write(root.join("elsewhere").join(LOCK), "").expect("a file");
        std::os::unix::fs::symlink("elsewhere", root.join(".make-book-link.tmp")).expect("a link");
        remove_left(root);
        assert!(root.join("elsewhere").join(LOCK).exists() && root.join(".make-book-other.tmp").exists());
        assert!(!root.join(".make-book-dead.tmp").exists() && !root.join(".make-book-empty.tmp").exists());
        assert_eq!(living.finish().expect("renamed"), [root.join("a")]);
    }
}
