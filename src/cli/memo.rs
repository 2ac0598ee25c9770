//! Where the results of a build wait for the next: in output/.cache, one memo file for each tome and a folder for what was made of pictures,
//! or one by one in the folder that MAKE_BOOK_CACHE names, which other processes and machines may share. Deleting either costs the time of a full build and nothing else, so
//! that a failure to read or write it is none of the build's.

use super::{
    build_stamp::PROGRAM,
    environment,
    open_project::{OpenProject, disk_failure},
    outcome::Failure,
    terminal::Terminal,
};
use crate::{
    memo::{Key, KeyHasher, Memo, Spill, Store},
    preview::{LastVolume, Volume},
    project::{self, CacheFolder},
    source::{Blob, Parts, hexadecimal},
};
use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

/// Largest memo that is read or written, in bytes: that of the largest book allowed takes less, and it is read into memory.
const LIMIT: usize = 1 << 30;

fn name(tome: &str) -> String {
    format!(".cache/{tome}.memo")
}

/// The memo file of a tome, whatever the environment says; empty when there is none, or when another version of the program wrote it.
pub(super) fn read_own(project: &OpenProject, tome: &str) -> Memo {
    let bytes = project.read_output(&name(tome), LIMIT as u64);
    bytes.map_or_else(Memo::default, |bytes| Memo::from_bytes(bytes, PROGRAM))
}

/// Largest file of what is shown of a tome, in bytes: that of the largest book takes less.
const SHOWN_LIMIT: u64 = 64 << 20;

fn name_shown(tome: &str) -> String {
    format!(".cache/{tome}.shown")
}

/// What the desk before showed last of a tome; none when there was none, or when it was another version of the program.
pub(super) fn read_shown(project: &OpenProject, tome: &str) -> Option<LastVolume> {
    LastVolume::from_bytes(&project.read_output(&name_shown(tome), SHOWN_LIMIT)?, PROGRAM)
}

/// Keeps what the desk shows of a tome for the next desk. Where that is not possible, the next one begins with nothing.
pub(super) fn write_shown(project: &OpenProject, tome: &str, volume: &Volume) {
    let bytes = volume.to_bytes(PROGRAM);
    let _ = project.write_cache(name_shown(tome), Parts::from(bytes));
}

/// How many bytes of pictures made ready are kept: those of three volumes with three hundred portraits each.
const PICTURES_LIMIT: u64 = 1 << 30;

/// What was made of pictures, in output/.cache: it may be more than fits into memory.
#[derive(Debug)]
struct PictureFolder {
    root: PathBuf,
    is_read_only: bool,
    folder: OnceLock<Option<CacheFolder>>,
}

impl PictureFolder {
    /// The folder; none when it does not exist and is not to `create`, or cannot be used.
    fn folder(&self, create: bool) -> Option<&CacheFolder> {
        if let Some(folder) = self.folder.get() {
            return folder.as_ref();
        }
        let folder = CacheFolder::own(&self.root, project::PICTURES, create, PICTURES_LIMIT);
        if folder.is_none() && !create {
            return None;
        }
        self.folder.get_or_init(|| folder).as_ref()
    }
}

impl Store for PictureFolder {
    fn read(&self, key: &Key) -> Option<Vec<u8>> {
        self.folder(false)?.read(&own_name(key))
    }

    fn write(&self, key: &Key, bytes: &[u8]) {
        if self.is_read_only {
            return;
        }
        if let Some(folder) = self.folder(true) {
            folder.write(&own_name(key), bytes);
        }
    }
}

/// The project's spill file, for results that wait until the books are written.
#[derive(Debug)]
struct SpillFile(project::SpillFile);

impl Spill for SpillFile {
    fn keep(&self, bytes: Vec<u8>) -> Blob {
        self.0.keep(bytes)
    }
}

/// The cache of a command.
pub(super) struct Cache {
    /// The folder of MAKE_BOOK_CACHE.
    shared: Option<Arc<CacheFolder>>,
    /// What was made of pictures, where there is no such folder.
    pictures: Arc<PictureFolder>,
}

impl Cache {
    /// The cache that the environment asks for. Fails when its folder cannot be used at all.
    pub(super) fn open(project: &OpenProject, terminal: &Terminal) -> Result<Self, Failure> {
        Self::open_as(project, false, terminal)
    }

    /// The same for a command that writes nothing into output/.
    pub(super) fn open_to_read(project: &OpenProject, terminal: &Terminal) -> Result<Self, Failure> {
        Self::open_as(project, true, terminal)
    }

    fn open_as(project: &OpenProject, is_read_only: bool, terminal: &Terminal) -> Result<Self, Failure> {
        let pictures = Arc::new(PictureFolder { root: project.path().to_owned(), is_read_only, folder: OnceLock::new() });
        let Some(asked) = environment::cache(terminal)? else { return Ok(Self { shared: None, pictures }) };
        let folder = CacheFolder::open(&asked.folder, project.path(), asked.is_read_only, asked.limit);
        folder.map(|folder| Self { shared: Some(Arc::new(folder)), pictures }).map_err(|error| disk_failure(&error, terminal))
    }

    /// The results for a tome.
    pub(super) fn read(&self, project: &OpenProject, tome: &str) -> Memo {
        match &self.shared {
            Some(folder) => Memo::of_store(Arc::new(Shared(Arc::clone(folder)))),
            None => {
                let memo = read_own(project, tome).with_store_apart(Arc::clone(&self.pictures) as Arc<dyn Store>);
                match project.spill_file() {
                    Some(file) => memo.with_spill(Arc::new(SpillFile(file))),
                    None => memo,
                }
            }
        }
    }

    /// Writes what a build used and computed for the next one, when that has changed. A shared folder has it already.
    pub(super) fn write(&self, project: &OpenProject, tome: &str, memo: &Memo) -> Result<(), project::Error> {
        if self.shared.is_some() || !memo.is_changed() {
            return Ok(());
        }
        if memo.additions().is_some_and(|added| project.append_output(&name(tome), &added)) {
            return Ok(());
        }
        let parts = memo.to_parts(PROGRAM);
        if parts.size() > LIMIT { Ok(()) } else { project.write_cache(name(tome), parts) }
    }

    /// Ends the use of a folder: makes it as small as it is to be. Returns the first failure to write into it.
    pub(super) fn end(&self) -> Option<project::Error> {
        let folder = self.shared.as_deref().or_else(|| self.pictures.folder.get()?.as_ref())?;
        folder.trim();
        folder.take_error()
    }

    /// The same for a command whose result does not depend on it, and whose next run will say so if it matters.
    pub(super) fn end_in_silence(&self) {
        let _ = self.end();
    }
}

/// A shared folder as a store: results have other names there for another version of the program.
#[derive(Debug)]
struct Shared(Arc<CacheFolder>);

/// The name of a result in a folder that another version of the program may use.
fn own_name(key: &Key) -> String {
    hexadecimal(&KeyHasher::default().with(PROGRAM).with(key).key())
}

impl Store for Shared {
    fn read(&self, key: &Key) -> Option<Vec<u8>> {
        self.0.read(&own_name(key))
    }

    fn write(&self, key: &Key, bytes: &[u8]) {
        self.0.write(&own_name(key), bytes);
    }
}
