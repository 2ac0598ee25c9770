//! The project on the disk: reads all inputs and writes the output.
//!
//! It owns which files belong to a project, what makes a file unusable, and the safety of the disk: nothing outside the root is
//! read, nothing outside output/ is written but where the user names a folder, and output appears complete or not at all. It does not
//! know what the files mean. Read next: `accept` for the rules about names and texts, `scan` for reading, `known` for files that are not
//! read again, `store` for files that are read when needed, `open` for what may be opened, `output` and `inputs` for writing,
//! `cache_folder` for results that are shared, `replace` and `staging` for files that change together, `journal` for changes that were
//! interrupted.

mod accept;
mod cache_folder;
mod convert;
mod error;
mod folder;
mod inputs;
mod journal;
mod known;
mod open;
mod output;
mod replace;
mod scan;
mod spill;
mod staging;
mod store;

pub use accept::is_portable_name;
pub use cache_folder::CacheFolder;
pub use convert::convert;
pub use error::{Error, FileOperation};
pub use folder::{Folder, open_folder, release_folder};
pub use inputs::{
    InputChange, InputLock, Listed, complete_change, create_root, free_name, list_folder, lock_inputs, read_beside, read_file,
    read_input, rename_input, write_inputs,
};
pub use known::{FileIdentity, FileState};
pub use output::{PICTURES, append_output, read_output, scan_output, sweep_output, write_output, write_private};
pub use scan::{find_root, misnamed_book};
pub use spill::SpillFile;

use crate::{
    diagnostic::Diagnostics,
    source::{Parts, SourceMap},
};
use accept::{Content, Input, SizeTotals, accept};
use known::{Earlier, KnownFiles};
use scan::Scanned;
use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use store::BlobStore;

/// How many bytes of pictures are kept in memory; further pictures are read when they are needed.
///
/// Three hundred portraits prepared for a web page need a fifth of this, those straight from cameras fifty times as much.
const PICTURE_MEMORY: u64 = 32 << 20;

/// Every input of a book: texts and fonts in memory, pictures in memory or on the disk.
#[derive(Clone, Debug)]
pub struct Project {
    /// The inputs, ordered by path.
    pub sources: SourceMap,
    /// The folder that they were read from; none when they were given from memory.
    pub root: Option<PathBuf>,
    /// The real folders whose entries decide what the inputs are: those to watch. None when they were given from memory.
    pub folders: BTreeSet<PathBuf>,
    store: Option<Arc<BlobStore>>,
    spills: Arc<Mutex<Spills>>,
    /// How the files looked, in a process that reads the project again and again.
    files: KnownFiles,
}

/// The spill files of results that are in use.
#[derive(Debug, Default)]
struct Spills {
    files: Vec<SpillFile>,
    /// Whether one was closed for want of room.
    has_closed: bool,
}

impl Project {
    /// Reads the project in the folder `root`: book/, fonts/, and each folder that holds a tome.yaml. What is wrong with a
    /// file goes to `sink`.
    ///
    /// # Errors
    /// When the disk fails: a folder cannot be listed or a file cannot be read.
    pub fn open(root: &Path, sink: &mut Diagnostics) -> Result<Self, Error> {
        Self::open_with_memory(root, PICTURE_MEMORY, sink)
    }

    /// The same, with at most `memory` bytes of pictures in memory.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn open_with_memory(root: &Path, memory: u64, sink: &mut Diagnostics) -> Result<Self, Error> {
        Self::open_after(root, memory, None, sink)
    }

    /// Reads the same project again: with `trusts` without the files that look as at the two readings before. `found` was wrong with files
    /// then.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn open_again(&self, root: &Path, found: &Diagnostics, trusts: bool, sink: &mut Diagnostics) -> Result<Self, Error> {
        Self::open_after(root, PICTURE_MEMORY, Some(Earlier::new(&self.sources, &self.files, found, trusts)), sink)
    }

    fn open_after(root: &Path, memory: u64, earlier: Option<Earlier<'_>>, sink: &mut Diagnostics) -> Result<Self, Error> {
        let real = scan::real_path(root)?;
        let store = BlobStore::new(&real);
        let Scanned { inputs, folders, files } = scan::scan(&real, memory, &store, earlier)?;
        Ok(Self {
            sources: accept(inputs, sink),
            root: Some(root.to_owned()),
            folders,
            store: Some(store),
            spills: Arc::default(),
            files,
        })
    }

    /// The first failure to read a picture again since the last call. After one, whatever was made from the sources is unusable.
    #[must_use]
    pub fn take_error(&self) -> Option<Error> {
        self.store.as_ref()?.take_error()
    }

    /// A place outside memory for results of a build; none when the project was made from memory.
    #[must_use]
    pub fn spill_file(&self) -> Option<SpillFile> {
        let real = scan::real_path(self.root.as_ref()?).ok()?;
        let spill = SpillFile::new(&real);
        let files = &mut self.spills().files;
        files.retain(SpillFile::is_shared);
        files.push(spill.clone());
        Some(spill)
    }

    /// Makes room on a full disk: gives up the memos of earlier builds and results of this one for the next. False when there is nothing
    /// to give up.
    #[must_use]
    pub fn make_room(&self) -> bool {
        let mut spills = self.spills();
        let closed = spills.files.drain(..).filter(SpillFile::close).count();
        spills.has_closed |= closed > 0;
        let has_deleted = self.root.as_deref().is_some_and(output::delete_memos);
        closed > 0 || has_deleted
    }

    /// The reason of a failure to write: what was given up for want of room cannot be read again.
    fn with_reason(&self, error: Error) -> Error {
        if error.source.kind() == io::ErrorKind::InvalidData && self.spills().has_closed {
            return Error { source: io::ErrorKind::StorageFull.into(), ..error };
        }
        error
    }

    fn spills(&self) -> MutexGuard<'_, Spills> {
        // A panic elsewhere leaves the list as it was.
        self.spills.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The project made of `files`, pairs of a path from the root and its bytes: the same value as [`Project::open`] gives for
    /// a folder with these files.
    pub fn from_files(files: impl IntoIterator<Item = (impl Into<String>, impl Into<Vec<u8>>)>, sink: &mut Diagnostics) -> Self {
        let mut total = SizeTotals::default();
        let inputs = files.into_iter().map(|(path, bytes)| {
            let (path, bytes) = (path.into(), bytes.into());
            let excess = total.add(&path, bytes.len() as u64);
            Input { path, content: excess.map_or(Content::Bytes(bytes), Content::TooLarge) }
        });
        Self {
            sources: accept(inputs.collect(), sink),
            root: None,
            folders: BTreeSet::new(),
            store: None,
            spills: Arc::default(),
            files: KnownFiles::default(),
        }
    }

    /// Writes `files` (names inside output/, and bytes) into the project's output folder: see [`write_output`].
    ///
    /// # Errors
    /// When the disk fails, when a picture has changed since it was first read, or when the project was made from memory.
    pub fn write(&self, files: &[(impl AsRef<str>, Parts)]) -> Result<Vec<PathBuf>, Error> {
        match &self.root {
            Some(root) => write_output(root, files).map_err(|error| self.take_error().unwrap_or_else(|| self.with_reason(error))),
            None => Err(Error::new(FileOperation::Write, Path::new("output"), io::ErrorKind::Unsupported.into())),
        }
    }
}

#[cfg(test)]
mod tests;
