//! Files that change together: each is written beside its place under a temporary name, and when all are on the disk they are renamed.
//! If one cannot be, those renamed before it get back what they were.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::error::{Action, Error};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tempfile::{NamedTempFile, TempPath};

/// A file that is written and synced, with the place where it is to be.
pub(super) struct Staged {
    pub(super) file: NamedTempFile,
    pub(super) place: PathBuf,
    /// Whether it may not replace another file.
    pub(super) is_new: bool,
}

/// What was in a place before.
enum Before {
    Nothing,
    /// The file, under a second name.
    Kept(TempPath),
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
            Err(error) => return Err(Error::new(Action::Write, &place, error.error).with_new_files(restore(done))),
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
            Ok(kept) => Before::Kept(kept.into_temp_path()),
            // Some file systems know no second names.
            Err(_) => Before::Lost,
        },
    }
}

/// Gives the places back what they held, last first. Returns those that hold a new file all the same.
fn restore(done: Vec<(PathBuf, Before)>) -> Vec<PathBuf> {
    let mut new = Vec::new();
    for (place, before) in done.into_iter().rev() {
        let restored = match before {
            Before::Nothing => fs::remove_file(&place).is_ok(),
            Before::Kept(kept) => kept.persist(&place).is_ok(),
            Before::Lost => false,
        };
        if !restored {
            new.push(place);
        }
    }
    new
}

/// Beginning and end of a temporary file's name.
pub(super) const PREFIX: &str = ".make-book-";
pub(super) const SUFFIX: &str = ".tmp";

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
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

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
