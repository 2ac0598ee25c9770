//! Reading the disk: walks the project's folders and collects the files for `accept`. It never reads outside the root.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    accept::{BOOK_FILE, Content, Input, Refusal, SizeTotals, is_clean, is_drawing, is_ignored, is_text},
    error::{Action, Error},
    store::BlobStore,
};
use crate::source::Blob;
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The nearest folder, from `start` upwards, that holds book/book.yaml.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    start.ancestors().find(|folder| folder.join(BOOK_FILE).is_file()).map(Path::to_owned)
}

/// Every file of the project in `root`. Pictures are read into memory up to `memory` bytes; for the others `store` gives a blob.
pub(super) fn scan(root: &Path, memory: u64, store: &Arc<BlobStore>) -> Result<Vec<Input>, Error> {
    let root = root.canonicalize().map_err(|error| Error::new(Action::List, root, error))?;
    let (inputs, total) = (Vec::new(), SizeTotals::default());
    let mut walk = Walk { root: root.clone(), above: vec![root.clone()], inputs, total, memory, store };
    for Entry { name, path, is_link } in list(&root)? {
        let Some(name) = name.to_str().map(str::to_owned) else { continue };
        let wanted = matches!(name.as_str(), "book" | "fonts") || path.join("tome.yaml").is_file();
        if wanted && !is_ignored(&name) {
            walk.visit(&path, name, is_link)?;
        }
    }
    Ok(walk.inputs)
}

/// A walk through the folders of a project.
struct Walk<'a> {
    root: PathBuf,
    /// The folders from the root down to the current one, with links resolved.
    above: Vec<PathBuf>,
    inputs: Vec<Input>,
    total: SizeTotals,
    /// How many more bytes of pictures may be read into memory.
    memory: u64,
    store: &'a Arc<BlobStore>,
}

impl Walk<'_> {
    /// Takes the file at `path`, or everything in the folder at `path`. Only a link needs its real path looked up: the path of
    /// the folder above is real already.
    fn visit(&mut self, path: &Path, name: String, is_link: bool) -> Result<(), Error> {
        let failed = |error| Error::new(Action::Read, path, error);
        let real = match if is_link { path.canonicalize() } else { Ok(path.to_owned()) } {
            Ok(real) => real,
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.is_symlink() => {
                return self.refuse(name, Refusal::Dangling);
            }
            // The system gives up on a link that leads to itself.
            Err(_) if path.is_symlink() => return self.refuse(name, Refusal::Loop),
            Err(error) => return Err(failed(error)),
        };
        if !real.starts_with(&self.root) {
            return self.refuse(name, Refusal::Outside);
        }
        let metadata = fs::metadata(&real).map_err(failed)?;
        if metadata.is_dir() {
            if self.above.contains(&real) {
                return self.refuse(name, Refusal::Loop);
            }
            self.above.push(real.clone());
            for Entry { name: child, path: child_path, is_link } in list(&real)? {
                let Some(child) = child.to_str() else {
                    self.refuse(format!("{name}/{}", child.to_string_lossy()), Refusal::Name)?;
                    continue;
                };
                if !is_ignored(child) {
                    self.visit(&child_path, format!("{name}/{child}"), is_link)?;
                }
            }
            self.above.pop();
        } else if !metadata.is_file() {
            return self.refuse(name, Refusal::Special);
        } else {
            let content = match self.total.add(&name, metadata.len()) {
                Some(excess) => Content::TooLarge(excess),
                None if is_drawing(&name) => self.drawing(&real).map_err(failed)?,
                None if is_text(&name) => Content::Bytes(fs::read(&real).map_err(failed)?),
                None if name.starts_with("fonts/") => Content::Blob(fs::read(&real).map(Blob::from).map_err(failed)?),
                None => Content::Blob(self.picture(&real, metadata.len()).map_err(failed)?),
            };
            self.inputs.push(Input { path: name, content });
        }
        Ok(())
    }

    /// The picture at `path`, of `length` bytes: in memory if it still fits.
    fn picture(&mut self, path: &Path, length: u64) -> io::Result<Blob> {
        if self.reserve(length) { fs::read(path).map(Blob::from) } else { self.store.file(path, length) }
    }

    /// The drawing at `path`. It stays on the disk if it does not fit into memory. One that is not clean text is kept anyway: a
    /// diagnostic about it needs its text.
    fn drawing(&mut self, path: &Path) -> io::Result<Content> {
        let bytes = fs::read(path)?;
        let in_memory = self.reserve(bytes.len() as u64) || !is_clean(&bytes);
        Ok(if in_memory { Content::Bytes(bytes) } else { Content::Blob(self.store.file_with_bytes(path, &bytes)) })
    }

    /// Reserves memory for `length` bytes of pictures; false when there is not enough left.
    fn reserve(&mut self, length: u64) -> bool {
        let left = self.memory.checked_sub(length);
        self.memory = left.unwrap_or(self.memory);
        left.is_some()
    }

    fn refuse(&mut self, name: String, refusal: Refusal) -> Result<(), Error> {
        self.inputs.push(Input { path: name, content: Content::Refused(refusal) });
        Ok(())
    }
}

/// An entry of a folder.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    name: std::ffi::OsString,
    path: PathBuf,
    /// Whether it is a link, or anything else than a file or a folder.
    is_link: bool,
}

/// The entries of a folder, sorted by name: which file exceeds a limit must not depend on the order of the file system.
fn list(folder: &Path) -> Result<Vec<Entry>, Error> {
    let failed = |error| Error::new(Action::List, folder, error);
    let read = |entry: fs::DirEntry| {
        let is_link = entry.file_type().map_or(true, |kind| !kind.is_file() && !kind.is_dir());
        Entry { name: entry.file_name(), path: entry.path(), is_link }
    };
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut entries = entries.map(|entry| entry.map(read).map_err(failed)).collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    Ok(entries)
}
