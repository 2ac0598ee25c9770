//! Spill files: temporary files without a name, for what is computed and need not stay in memory.
//!
//! A spill file lies in output/, or in the project's folder when there is no output/ yet, and the system removes it when it is closed. What
//! finds no room there stays in memory. There is one for what is computed from the project's pictures (`store`), which a book needs, and one
//! for the results of each volume that wait for the next build, which give way to a book on a full disk ([`SpillFile::close`]).

use super::output;
use crate::source::{Blob, External};
use std::{
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};
use xxhash_rust::xxh3::xxh3_128;

/// A spill file, made when it is first written to.
#[derive(Debug)]
pub(super) struct Spill {
    /// The project's root, with links resolved.
    root: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug)]
enum State {
    Unused,
    /// The file, and its length.
    Used(File, u64),
    Closed,
}

impl Spill {
    /// One of the project in `root`, a path without links.
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), state: Mutex::new(State::Unused) }
    }

    /// Appends bytes and returns their offset; none when the disk fails, or when it is closed.
    pub(super) fn put(&self, bytes: &[u8]) -> Option<u64> {
        let mut state = self.state();
        if matches!(*state, State::Unused) {
            // It has no name, so that beside the inputs it disturbs nobody where there is no output/ (as before `check`).
            let folder = output::existing(&self.root).unwrap_or_else(|_| self.root.clone());
            *state = State::Used(tempfile::tempfile_in(folder).ok()?, 0);
        }
        let State::Used(file, end) = &mut *state else { return None };
        let at = *end;
        file.seek(SeekFrom::Start(at)).ok()?;
        file.write_all(bytes).ok()?;
        *end += bytes.len() as u64;
        Some(at)
    }

    /// At most `length` bytes from an offset on.
    ///
    /// # Errors
    /// When the disk fails, or when it is closed.
    pub(super) fn get(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut state = self.state();
        let State::Used(file, _) = &mut *state else { return Err(io::ErrorKind::NotFound.into()) };
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::with_capacity(length);
        file.take(length as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // A panic elsewhere leaves the state consistent: it is changed in one step.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The spill file of results that wait for the next build.
#[derive(Clone, Debug)]
pub struct SpillFile(Arc<Spill>);

impl SpillFile {
    /// One of the project in `root`, a path without links.
    pub(super) fn new(root: &Path) -> Self {
        Self(Arc::new(Spill::new(root)))
    }

    /// Keeps bytes there, or in memory when the disk has no room.
    #[must_use]
    pub fn keep(&self, bytes: Vec<u8>) -> Blob {
        match self.0.put(&bytes) {
            Some(at) => {
                let checksum = xxh3_128(&bytes);
                Blob::external(SpilledBytes { spill: self.clone(), at, length: bytes.len(), checksum })
            }
            None => bytes.into(),
        }
    }

    /// Gives its room on the disk back; what it held is lost. False when it had none.
    pub(super) fn close(&self) -> bool {
        matches!(std::mem::replace(&mut *self.0.state(), State::Closed), State::Used(..))
    }

    /// Whether anyone else holds it or something in it.
    pub(super) fn is_shared(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }
}

/// Bytes in the spill file of results.
#[derive(Debug)]
struct SpilledBytes {
    spill: SpillFile,
    at: u64,
    length: usize,
    /// XXH3 of 128 bits.
    checksum: u128,
}

impl External for SpilledBytes {
    fn length(&self) -> usize {
        self.length
    }

    fn checksum(&self) -> u128 {
        self.checksum
    }

    /// None when they were lost: nothing but the next build's time depends on them.
    fn read(&self) -> Option<Vec<u8>> {
        self.spill.0.get(self.at, self.length).ok().filter(|bytes| xxh3_128(bytes) == self.checksum)
    }

    fn store(&self, derived: Vec<u8>) -> Blob {
        self.spill.keep(derived)
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "these tests are about the disk")]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn results_lie_in_a_file_without_a_name_until_it_is_closed() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let real = root.path().canonicalize().expect("there");
        let spill = SpillFile::new(&real);
        assert!(!spill.close(), "nothing was kept");
        let spill = SpillFile::new(&real);
        let results: Vec<Vec<u8>> = (1..20_u8).map(|byte| vec![byte; usize::from(byte) * 500]).collect();
        let kept: Vec<Blob> = results.iter().map(|result| spill.keep(result.clone())).collect();
        assert!(kept.iter().all(Blob::is_external) && spill.is_shared());
        assert!(kept.iter().rev().zip(results.iter().rev()).all(|(kept, result)| *kept == Blob::from(result.as_slice())));
        assert_eq!(fs::read_dir(&real).expect("a folder").count(), 0);
        assert!(spill.close() && !spill.close());
        assert!(kept.iter().all(|kept| kept.try_read().is_none()), "their room is given back");
        assert_eq!(spill.keep(vec![1, 2, 3]), Blob::from(&[1, 2, 3][..]), "what comes later stays in memory");
        drop(kept);
        assert!(!spill.is_shared());
    }

    #[test]
    fn without_a_disk_results_stay_in_memory() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let spill = SpillFile::new(&root.path().join("nowhere"));
        let kept = spill.keep(vec![7; 5000]);
        assert!(!kept.is_external() && kept.length() == 5000 && !spill.close());
    }
}
