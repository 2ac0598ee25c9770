//! Files that are not kept in memory: they are read again whenever their bytes are needed, and checked against a checksum.
//!
//! What is computed from such a file goes to a spill file (`spill`). A file that has changed or cannot be read again is remembered as the
//! project's error (`Project::take_error`). Read next: `source::blob`, whose trait is implemented here.

use super::{
    error::{Error, FileOperation},
    open::{Access, is_change, open_below},
    output,
    spill::Spill,
};
use crate::source::{Blob, External};
use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

/// Gives out blobs that stay on the disk.
#[derive(Debug)]
pub(super) struct BlobStore {
    /// The project's root, with links resolved.
    root: PathBuf,
    /// The first failure to read a blob.
    error: Mutex<Option<Error>>,
    spill: Spill,
}

/// Where the bytes of a blob are.
#[derive(Debug)]
enum Location {
    /// In a file of the project.
    File(PathBuf),
    /// In the spill file, from this offset on.
    Spill(u64),
}

/// Bytes on the disk.
#[derive(Debug)]
struct DiskBlob {
    store: Arc<BlobStore>,
    location: Location,
    length: usize,
    /// XXH3 of 128 bits.
    checksum: u128,
}

impl BlobStore {
    /// A store for the project in `root`, a path without links.
    pub(super) fn new(root: &Path) -> Arc<Self> {
        Arc::new(Self { root: root.to_owned(), error: Mutex::default(), spill: Spill::new(root) })
    }

    /// The first failure since the last call.
    pub(super) fn take_error(&self) -> Option<Error> {
        lock(&self.error).take()
    }

    /// A blob for the file at `path`, which has `length` bytes as the file system says. The file is read once, for its checksum. If
    /// it grows meanwhile, only one byte more is read: the next read will then find that it has changed.
    pub(super) fn file(self: &Arc<Self>, path: &Path, length: u64) -> io::Result<Blob> {
        let mut checksum = Xxh3Default::new();
        let length = output::read_chunks(self.open(path)?.take(length.saturating_add(1)), |chunk| checksum.update(chunk))?;
        let length = usize::try_from(length).map_err(|_| io::ErrorKind::FileTooLarge)?;
        Ok(self.blob(path, length, checksum.digest128()))
    }

    /// A blob for the file at `path`, which was just read and has these bytes.
    pub(super) fn file_with_bytes(self: &Arc<Self>, path: &Path, bytes: &[u8]) -> Blob {
        self.blob(path, bytes.len(), xxh3_128(bytes))
    }

    /// A blob for the file at `path`, which was read before and is not read again now.
    pub(super) fn known_file(self: &Arc<Self>, path: &Path, length: usize, checksum: u128) -> Blob {
        self.blob(path, length, checksum)
    }

    /// Opens a file of the project, as long as it is still an ordinary file there.
    fn open(&self, path: &Path) -> io::Result<File> {
        open_below(&self.root, path, Access::Read).map(|(file, _)| file)
    }

    fn blob(self: &Arc<Self>, path: &Path, length: usize, checksum: u128) -> Blob {
        Blob::external(DiskBlob { store: Arc::clone(self), location: Location::File(path.to_owned()), length, checksum })
    }

    fn read(&self, location: &Location, length: usize) -> io::Result<Vec<u8>> {
        match location {
            Location::File(path) => {
                let mut bytes = Vec::with_capacity(length + 1);
                // One byte more than expected, to notice a file that has grown.
                self.open(path)?.take(length as u64 + 1).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Location::Spill(at) => self.spill.get(*at, length),
        }
    }
}

impl External for DiskBlob {
    fn length(&self) -> usize {
        self.length
    }

    fn checksum(&self) -> u128 {
        self.checksum
    }

    fn read(&self) -> Option<Vec<u8>> {
        let path = match &self.location {
            Location::File(path) => path.clone(),
            Location::Spill(_) => self.store.root.join("output"),
        };
        let error = match self.store.read(&self.location, self.length) {
            Ok(bytes) if bytes.len() == self.length && xxh3_128(&bytes) == self.checksum => return Some(bytes),
            Ok(_) => Error::new(FileOperation::ReadAgain, &path, io::ErrorKind::InvalidData.into()),
            Err(error) if is_change(&error) => Error::new(FileOperation::ReadAgain, &path, error),
            Err(error) => Error::new(FileOperation::Read, &path, error),
        };
        lock(&self.store.error).get_or_insert(error);
        None
    }

    fn store(&self, derived: Vec<u8>) -> Blob {
        // Without a spill file the bytes stay in memory. That output/ cannot be written is reported when the book is written.
        match self.store.spill.put(&derived) {
            Some(at) => {
                let (length, checksum) = (derived.len(), xxh3_128(&derived));
                Blob::external(Self { store: Arc::clone(&self.store), location: Location::Spill(at), length, checksum })
            }
            None => derived.into(),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A panic elsewhere leaves these values consistent: each is changed in one step.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "these tests are about the disk")]
mod tests {
    use super::*;
    use std::fs;

    /// A length that the file system might report, where the test does not depend on it.
    const LENGTH: u64 = 1 << 20;

    fn store_with(bytes: &[u8]) -> (tempfile::TempDir, PathBuf, Arc<BlobStore>) {
        let root = tempfile::tempdir().expect("a temporary folder");
        let real = root.path().canonicalize().expect("there");
        let path = real.join("photo.jpg");
        fs::write(&path, bytes).expect("a file");
        let store = BlobStore::new(&real);
        (root, path, store)
    }

    #[test]
    fn a_file_is_read_again_as_it_was() {
        let bytes = [7; 100_000];
        let (_root, path, store) = store_with(&bytes);
        let file = store.file(&path, LENGTH).expect("readable");
        assert_eq!(store.file_with_bytes(&path, &bytes), file);
        assert_eq!((file.length(), file.checksum()), (bytes.len(), Blob::from(&bytes[..]).checksum()));
        assert_eq!(file, Blob::from(&bytes[..]));
        assert!(store.take_error().is_none());
    }

    #[test]
    fn a_file_that_has_changed_is_an_error() {
        for after in [&b"anders"[..], b"andere Bytes", b"", b"andert"] {
            let (root, path, store) = store_with(b"andere");
            let file = store.file(&path, LENGTH).expect("readable");
            fs::write(&path, after).expect("a file");
            assert_eq!(file.try_read(), None);
            assert_eq!(store.take_error().map(|error| (error.id(), error.path)), Some(("project-changed", path)));
            drop(root);
        }
    }

    #[test]
    fn a_file_that_grows_is_read_no_further() {
        let (_root, path, store) = store_with(&[7; 1000]);
        let file = store.file(&path, 10).expect("readable");
        assert_eq!(file.length(), 11);
        assert_eq!(file.try_read(), None);
        assert_eq!(store.take_error().map(|error| error.id()), Some("project-changed"));
    }

    #[test]
    fn a_file_that_is_gone_is_an_error() {
        let (_root, path, store) = store_with(b"x");
        let file = store.file(&path, LENGTH).expect("readable");
        fs::remove_file(&path).expect("removed");
        assert!(file.read().is_empty());
        assert_eq!(store.take_error().map(|error| error.id()), Some("project-cannot-read"));
        assert!(store.take_error().is_none(), "it is reported once");
    }

    #[test]
    fn the_spill_file_has_no_name() {
        let (root, path, store) = store_with(b"x");
        let file = store.file(&path, LENGTH).expect("readable");
        let derived: Vec<Vec<u8>> = (1..50_u8).map(|length| vec![length; usize::from(length) * 1000]).collect();
        let kept: Vec<Blob> = derived.iter().map(|bytes| file.store(bytes.clone())).collect();
        assert!(kept.iter().rev().zip(derived.iter().rev()).all(|(kept, derived)| *kept == Blob::from(derived.as_slice())));
        assert!(kept.iter().all(|kept| format!("{kept:?}").contains("Spill(")), "none is in memory");
        assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 1, "there is the picture, and no output/");
    }

    #[test]
    fn without_a_spill_file_bytes_stay_in_memory() {
        let (root, path, store) = store_with(b"x");
        let file = store.file(&path, LENGTH).expect("readable");
        drop(root);
        let kept = file.store(vec![1, 2, 3]);
        assert_eq!(kept, Blob::from(&[1, 2, 3][..]));
        assert!(store.take_error().is_none());
    }
}
