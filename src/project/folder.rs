//! A folder that one command fills and keeps whole: its files appear together, and those of an earlier time that are no longer among
//! them go. Files of others in it are left alone.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    error::{Action, Error},
    open::{Access, open_below},
    output::{open, stage, sync_folder},
    replace::{Staged, remove_stale, replace_all},
};
use crate::source::Parts;
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read as _},
    path::{Component, Path, PathBuf},
};

/// The longest list of files that is read, in bytes.
const LIMIT: u64 = 64 << 20;

/// A folder with the names of the files that an earlier run left in it.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    earlier: BTreeSet<String>,
}

/// The folder output/release of the project `root`; it is created when it does not exist.
///
/// # Errors
/// When it cannot be created, or when output/ leads elsewhere.
pub fn release_folder(root: &Path) -> Result<PathBuf, Error> {
    let output = open(root)?;
    let path = output.join("release");
    fs::create_dir_all(&path).map_err(|error| Error::new(Action::Write, &path, error))?;
    let real = path.canonicalize().map_err(|error| Error::new(Action::Write, &path, error))?;
    if real.parent() == Some(&output) { Ok(path) } else { Err(Error::outside(&path)) }
}

/// Opens the folder at `path`, which is created when it does not exist. `listed` reads the names of its files from the bytes of the
/// file `list`, which an earlier run wrote.
///
/// # Errors
/// When the folder holds files but no such list: they belong to somebody else. When the disk fails.
pub fn open_folder(path: &Path, list: &str, listed: impl Fn(&[u8]) -> Option<Vec<String>>) -> Result<Folder, Error> {
    let failed = |error| Error::new(Action::Write, path, error);
    fs::create_dir_all(path).map_err(failed)?;
    remove_stale(path);
    let mut bytes = Vec::new();
    let earlier = open_below(path, &path.join(list), Access::Read)
        .ok()
        .and_then(|(file, _)| file.take(LIMIT).read_to_end(&mut bytes).ok())
        .and_then(|_| listed(&bytes));
    match earlier {
        Some(names) => Ok(Folder { path: path.to_owned(), earlier: names.into_iter().filter(|name| is_plain(name)).collect() }),
        None if fs::read_dir(path).map_err(failed)?.next().is_none() => {
            Ok(Folder { path: path.to_owned(), earlier: BTreeSet::new() })
        }
        None => Err(Error::new(Action::WriteIntoFolder, path, io::ErrorKind::DirectoryNotEmpty.into())),
    }
}

impl Folder {
    /// A folder that also holds the files of others: none of them is removed.
    ///
    /// # Errors
    /// When it does not exist and cannot be created.
    pub fn shared(path: &Path) -> Result<Self, Error> {
        fs::create_dir_all(path).map_err(|error| Error::new(Action::Write, path, error))?;
        Ok(Self { path: path.to_owned(), earlier: BTreeSet::new() })
    }

    /// Writes `files`, all or none, then removes those of the earlier run that are not among them.
    ///
    /// # Errors
    /// When the disk fails, or when a name is no plain file name.
    pub fn write(&self, files: &[(String, Parts)]) -> Result<(), Error> {
        let mut staged: Vec<Staged> = Vec::with_capacity(files.len());
        for (name, parts) in files {
            let place = self.path.join(name);
            if !is_plain(name) {
                return Err(Error::outside(&place));
            }
            staged.push(stage(&self.path, place, parts)?);
        }
        replace_all(staged)?;
        let new: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        for name in self.earlier.iter().filter(|name| !new.contains(name.as_str())) {
            let place = self.path.join(name);
            if fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_file()) {
                fs::remove_file(&place).map_err(|error| Error::new(Action::Write, &place, error))?;
            }
        }
        sync_folder(&self.path);
        Ok(())
    }
}

/// Whether a name is that of a file in the folder itself.
fn is_plain(name: &str) -> bool {
    let mut components = Path::new(name).components();
    matches!(components.next(), Some(Component::Normal(_))) && components.next().is_none() && !name.contains(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(bytes: &[u8]) -> Option<Vec<String>> {
        Some(String::from_utf8(bytes.to_vec()).ok()?.lines().map(str::to_owned).collect())
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("the disk works")
            .map(|entry| entry.expect("the disk works").file_name().into_string().expect("the disk works"))
            .collect();
        names.sort();
        names
    }

    fn file(name: &str, text: &str) -> (String, Parts) {
        (name.to_owned(), text.as_bytes().to_vec().into())
    }

    #[test]
    fn a_second_run_removes_what_it_no_longer_writes_and_nothing_else() {
        let root = tempfile::tempdir().expect("the disk works");
        let place = root.path().join("out");
        open_folder(&place, "list", listed)
            .expect("the disk works")
            .write(&[file("a", "1"), file("b", "2"), file("list", "a\nb\nlist\n../x")])
            .expect("the disk works");
        fs::write(place.join("mine"), "m").expect("the disk works");
        fs::write(root.path().join("x"), "x").expect("the disk works");
        open_folder(&place, "list", listed)
            .expect("the disk works")
            .write(&[file("c", "3"), file("b", "4"), file("list", "b\nc\nlist")])
            .expect("the disk works");
        assert_eq!(names(&place), ["b", "c", "list", "mine"]);
        assert_eq!(fs::read_to_string(place.join("b")).expect("the disk works"), "4");
        assert!(root.path().join("x").is_file());
    }

    #[test]
    fn a_folder_of_others_is_refused() {
        let root = tempfile::tempdir().expect("the disk works");
        fs::write(root.path().join("letter"), "mine").expect("the disk works");
        let error = open_folder(root.path(), "list", listed).expect_err("refused");
        assert_eq!(error.action, Action::WriteIntoFolder);
        assert_eq!(names(root.path()), ["letter"]);
        let folder = open_folder(&root.path().join("new"), "list", listed).expect("the disk works");
        assert_eq!(folder.write(&[file("../y", "y")]).expect_err("refused").action, Action::WriteOutside);
    }
}
