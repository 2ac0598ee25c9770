//! Files that are not held in memory: read when they are needed, and each time the same bytes, or none.
//!
//! What was made of such a file is put into a file without a name in output/, which ends with the program. What can no longer be
//! read as it was is remembered as the project's fault ([`super::Project::fault`]).
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    error::{Action, Error},
    output,
};
use crate::source::{Blob, External};
use std::{
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// Where the files of a project lie that are not held.
#[derive(Debug)]
pub(super) struct Shelf {
    root: PathBuf,
    /// The first thing that went wrong.
    fault: Mutex<Option<Error>>,
    /// What was made, and how long it is.
    made: Mutex<Option<(File, u64)>>,
}

/// How a place on the shelf is read.
#[derive(Debug)]
enum Place {
    /// A file of the project.
    File(PathBuf),
    /// What was made, from there on.
    Made(u64),
}

/// Bytes on the shelf.
#[derive(Debug)]
struct Kept {
    shelf: Arc<Shelf>,
    place: Place,
    length: usize,
    sum: u128,
}

impl Shelf {
    pub(super) fn new(root: &Path) -> Arc<Self> {
        Arc::new(Self { root: root.to_owned(), fault: Mutex::default(), made: Mutex::default() })
    }

    /// What went wrong first since it was last asked.
    pub(super) fn fault(&self) -> Option<Error> {
        lock(&self.fault).take()
    }

    /// The file at `path` as it is now, which the disk says has `length` bytes. Of one that grows meanwhile no more is read: it will be
    /// another when it is read again.
    pub(super) fn file(self: &Arc<Self>, path: &Path, length: u64) -> io::Result<Blob> {
        let mut sum = Xxh3Default::new();
        let length = output::in_parts(File::open(path)?.take(length.saturating_add(1)), |part| sum.update(part))?;
        let length = usize::try_from(length).map_err(|_| io::ErrorKind::FileTooLarge)?;
        Ok(self.lies(path, length, sum.digest128()))
    }

    /// The file at `path`, which was just read and has these bytes.
    pub(super) fn known(self: &Arc<Self>, path: &Path, bytes: &[u8]) -> Blob {
        self.lies(path, bytes.len(), xxh3_128(bytes))
    }

    fn lies(self: &Arc<Self>, path: &Path, length: usize, sum: u128) -> Blob {
        Blob::external(Kept { shelf: Arc::clone(self), place: Place::File(path.to_owned()), length, sum })
    }

    /// Puts bytes behind those that were made before; where they are.
    fn put(&self, bytes: &[u8]) -> Option<u64> {
        let mut made = lock(&self.made);
        if made.is_none() {
            *made = Some((tempfile::tempfile_in(output::open(&self.root).ok()?).ok()?, 0));
        }
        let (file, end) = made.as_mut()?;
        let at = *end;
        file.seek(SeekFrom::Start(at)).ok()?;
        file.write_all(bytes).ok()?;
        *end += bytes.len() as u64;
        Some(at)
    }

    fn read(&self, place: &Place, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(length + 1);
        // One more than there should be, so that a file that has grown is seen to be another.
        let most = length as u64 + 1;
        match place {
            Place::File(path) => File::open(path)?.take(most).read_to_end(&mut bytes)?,
            Place::Made(at) => {
                let mut made = lock(&self.made);
                let (file, _) = made.as_mut().ok_or(io::ErrorKind::NotFound)?;
                file.seek(SeekFrom::Start(*at))?;
                file.take(length as u64).read_to_end(&mut bytes)?
            }
        };
        Ok(bytes)
    }
}

impl External for Kept {
    fn length(&self) -> usize {
        self.length
    }

    fn checksum(&self) -> u128 {
        self.sum
    }

    fn read(&self) -> Option<Vec<u8>> {
        let path = match &self.place {
            Place::File(path) => path.clone(),
            Place::Made(_) => self.shelf.root.join("output"),
        };
        let fault = match self.shelf.read(&self.place, self.length) {
            Ok(bytes) if bytes.len() == self.length && xxh3_128(&bytes) == self.sum => return Some(bytes),
            Ok(_) => Error::new(Action::ReadAgain, &path, io::ErrorKind::InvalidData.into()),
            Err(error) => Error::new(Action::Read, &path, error),
        };
        lock(&self.shelf.fault).get_or_insert(fault);
        None
    }

    fn store(&self, made: Vec<u8>) -> Blob {
        // A folder that cannot be written to will be told of at the end; until then there is the memory.
        match self.shelf.put(&made) {
            Some(at) => {
                let (length, sum) = (made.len(), xxh3_128(&made));
                Blob::external(Self { shelf: Arc::clone(&self.shelf), place: Place::Made(at), length, sum })
            }
            None => made.into(),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What they hold is whole after every step.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// What the disk says, where it does not matter.
    const LENGTH: u64 = 1 << 20;

    fn shelf_with(bytes: &[u8]) -> (tempfile::TempDir, PathBuf, Arc<Shelf>) {
        let root = tempfile::tempdir().expect("a temporary folder");
        let path = root.path().join("photo.jpg");
        fs::write(&path, bytes).expect("a file");
        let shelf = Shelf::new(root.path());
        (root, path, shelf)
    }

    #[test]
    fn a_file_is_read_again_as_it_was() {
        let bytes = [7; 100_000];
        let (_root, path, shelf) = shelf_with(&bytes);
        let file = shelf.file(&path, LENGTH).expect("readable");
        assert_eq!(shelf.known(&path, &bytes), file);
        assert_eq!((file.length(), file.checksum()), (bytes.len(), Blob::from(&bytes[..]).checksum()));
        assert_eq!(file, Blob::from(&bytes[..]));
        assert!(shelf.fault().is_none());
    }

    #[test]
    fn a_file_that_is_another_is_a_fault() {
        for after in [&b"anders"[..], b"andere Bytes", b"", b"andert"] {
            let (root, path, shelf) = shelf_with(b"andere");
            let file = shelf.file(&path, LENGTH).expect("readable");
            fs::write(&path, after).expect("a file");
            assert_eq!(file.try_read(), None);
            assert_eq!(shelf.fault().map(|fault| (fault.id(), fault.path)), Some(("project-changed", path)));
            drop(root);
        }
    }

    #[test]
    fn a_file_that_grows_is_read_no_further() {
        let (_root, path, shelf) = shelf_with(&[7; 1000]);
        let file = shelf.file(&path, 10).expect("readable");
        assert_eq!(file.length(), 11);
        assert_eq!(file.try_read(), None);
        assert_eq!(shelf.fault().map(|fault| fault.id()), Some("project-changed"));
    }

    #[test]
    fn a_file_that_is_gone_is_a_fault() {
        let (_root, path, shelf) = shelf_with(b"x");
        let file = shelf.file(&path, LENGTH).expect("readable");
        fs::remove_file(&path).expect("removed");
        assert!(file.read().is_empty());
        assert_eq!(shelf.fault().map(|fault| fault.id()), Some("project-cannot-read"));
        assert!(shelf.fault().is_none(), "it is told once");
    }

    #[test]
    fn what_is_made_leaves_no_name() {
        let (root, path, shelf) = shelf_with(b"x");
        let file = shelf.file(&path, LENGTH).expect("readable");
        let made: Vec<Vec<u8>> = (1..50_u8).map(|length| vec![length; usize::from(length) * 1000]).collect();
        let kept: Vec<Blob> = made.iter().map(|bytes| file.store(bytes.clone())).collect();
        assert!(kept.iter().rev().zip(made.iter().rev()).all(|(kept, made)| *kept == Blob::from(made.as_slice())));
        assert!(kept.iter().all(|kept| format!("{kept:?}").contains("Made")), "none is held");
        assert_eq!(fs::read_dir(root.path().join("output")).expect("a folder").count(), 0);
    }

    #[test]
    fn where_nothing_can_be_written_it_is_held() {
        let (root, path, shelf) = shelf_with(b"x");
        fs::write(root.path().join("output"), "no folder").expect("a file");
        let kept = shelf.file(&path, LENGTH).expect("readable").store(vec![1, 2, 3]);
        assert_eq!(kept, Blob::from(&[1, 2, 3][..]));
        assert!(shelf.fault().is_none());
    }
}
