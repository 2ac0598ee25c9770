//! A folder that one command fills and keeps whole: its files are written as they are made and appear together, and those of an earlier time that are no longer among
//! them go. Files of others in it are left alone.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    error::{Error, FileOperation},
    open::{Access, open_below},
    output::{open, sync_folder},
    replace::{is_temporary, remove_stale},
    staging::{Staging, remove_left},
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

/// A folder that is being filled: its files wait in a hidden folder until all are there.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Names of the files that an earlier run left in it.
    earlier: BTreeSet<String>,
    /// Names of those of this run.
    names: BTreeSet<String>,
    staging: Staging,
    /// Removes the folder itself, when this run created it and does not fill it.
    _created: Created,
}

/// A folder that goes when it is dropped, as long as nothing is in it.
#[derive(Debug)]
struct Created(Option<PathBuf>);

/// The folder output/release of the project `root`, which [`open_folder`] creates when it does not exist.
///
/// # Errors
/// When output/ cannot be created, or when one of them leads elsewhere.
pub fn release_folder(root: &Path) -> Result<PathBuf, Error> {
    let output = open(root)?;
    let path = output.join("release");
    if fs::symlink_metadata(&path).is_err() {
        return Ok(path);
    }
    let real = path.canonicalize().map_err(|error| Error::new(FileOperation::Write, &path, error))?;
    if real.parent() == Some(&output) { Ok(path) } else { Err(Error::outside(&path)) }
}

/// Opens the folder at `path`, which is created when it does not exist. `listed` reads the names of its files from the bytes of the
/// file `list`, which an earlier run wrote.
///
/// # Errors
/// When the folder holds files but no such list: they belong to somebody else. When the disk fails.
pub fn open_folder(path: &Path, list: &str, listed: impl Fn(&[u8]) -> Option<Vec<String>>) -> Result<Folder, Error> {
    let failed = |error| Error::new(FileOperation::Write, path, error);
    let created = Created::folder(path).map_err(failed)?;
    remove_stale(path);
    remove_left(path);
    let mut bytes = Vec::new();
    let earlier = open_below(path, &path.join(list), Access::Read)
        .ok()
        .and_then(|(file, _)| file.take(LIMIT).read_to_end(&mut bytes).ok())
        .and_then(|_| listed(&bytes));
    let earlier = match earlier {
        Some(names) => names.into_iter().filter(|name| is_plain(name)).collect(),
        // Another run may be filling it.
        None if fs::read_dir(path).map_err(failed)?.flatten().all(|entry| is_temporary(&entry.file_name())) => BTreeSet::new(),
        None => return Err(Error::new(FileOperation::WriteIntoFolder, path, io::ErrorKind::DirectoryNotEmpty.into())),
    };
    Folder::new(path, earlier, created)
}

impl Created {
    /// The folder at `path`, which is created when it does not exist.
    fn folder(path: &Path) -> io::Result<Self> {
        if let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty()) {
            fs::create_dir_all(above)?;
        }
        match fs::create_dir(path) {
            Ok(()) => Ok(Self(Some(path.to_owned()))),
            Err(_) if path.is_dir() => Ok(Self(None)),
            Err(error) => Err(error),
        }
    }
}

impl Drop for Created {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // A folder with anything in it stays.
            let _ = fs::remove_dir(path);
        }
    }
}

impl Folder {
    fn new(path: &Path, earlier: BTreeSet<String>, created: Created) -> Result<Self, Error> {
        let staging = Staging::new(path).map_err(|error| Error::new(FileOperation::Write, path, error))?;
        Ok(Self { path: path.to_owned(), earlier, names: BTreeSet::new(), staging, _created: created })
    }

    /// A folder that also holds the files of others: none of them is removed.
    ///
    /// # Errors
    /// When it does not exist and cannot be created.
    pub fn shared(path: &Path) -> Result<Self, Error> {
        let created = Created::folder(path).map_err(|error| Error::new(FileOperation::Write, path, error))?;
        remove_left(path);
        Self::new(path, BTreeSet::new(), created)
    }

    /// Writes a file, which will be in the folder when all are.
    ///
    /// # Errors
    /// When the disk fails, when a name is no plain file name, or when it is that of another file of this run.
    pub fn add(&mut self, name: &str, parts: &Parts) -> Result<(), Error> {
        let place = self.path.join(name);
        if !is_plain(name) {
            return Err(Error::outside(&place));
        }
        if !self.names.insert(name.to_owned()) {
            return Err(Error::new(FileOperation::Write, &place, io::ErrorKind::AlreadyExists.into()));
        }
        self.staging.add(place, parts)
    }

    /// Gives all files their names, all or none, then removes those of the earlier run that are not among them.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(self) -> Result<(), Error> {
        let Self { path, earlier, names, staging, _created } = self;
        staging.finish()?;
        for name in earlier.difference(&names) {
            let place = path.join(name);
            if fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_file()) {
                fs::remove_file(&place).map_err(|error| Error::new(FileOperation::Write, &place, error))?;
            }
        }
        sync_folder(&path);
        Ok(())
    }

    /// Fills the folder with `files`, all or none.
    ///
    /// # Errors
    /// Those of [`Self::add`] and [`Self::finish`].
    pub fn write(mut self, files: &[(String, Parts)]) -> Result<(), Error> {
        for (name, parts) in files {
            self.add(name, parts)?;
        }
        self.finish()
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
        assert_eq!(error.operation, FileOperation::WriteIntoFolder);
        assert_eq!(names(root.path()), ["letter"]);
        let folder = open_folder(&root.path().join("new"), "list", listed).expect("the disk works");
        assert_eq!(folder.write(&[file("../y", "y")]).expect_err("refused").operation, FileOperation::WriteOutside);
        assert!(!root.path().join("new").exists(), "what was created for nothing is gone");
    }

    #[test]
    fn two_files_of_one_name_are_refused_and_another_run_may_fill_the_folder() {
        let root = tempfile::tempdir().expect("the disk works");
        let place = root.path().join("out");
        let mut first = open_folder(&place, "list", listed).expect("the disk works");
        first.add("a", &b"1".to_vec().into()).expect("the disk works");
        assert_eq!(first.add("a", &b"2".to_vec().into()).expect_err("refused").id(), "project-exists");
        let second = open_folder(&place, "list", listed).expect("nobody else's");
        second.write(&[file("a", "3"), file("list", "a\nlist")]).expect("the disk works");
        drop(first);
        assert_eq!(names(&place), ["a", "list"]);
        assert_eq!(fs::read_to_string(place.join("a")).expect("the disk works"), "3");
    }
}
