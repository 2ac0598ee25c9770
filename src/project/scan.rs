//! Reading the disk: walks the project's folders and hands each file to `accept`. Never reads outside the root.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    BOOK_FILE,
    accept::{Content, Input, Refusal, Total, is_drawing, is_ignored, is_sound, is_text},
    error::{Action, Error},
    shelf::Shelf,
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

/// Every file of the project in `root`; pictures beyond `held` bytes stay on the `shelf`.
pub(super) fn scan(root: &Path, held: u64, shelf: &Arc<Shelf>) -> Result<Vec<Input>, Error> {
    let root = root.canonicalize().map_err(|error| Error::new(Action::List, root, error))?;
    let (inputs, total) = (Vec::new(), Total::default());
    let mut walk = Walk { root: root.clone(), above: vec![root.clone()], inputs, total, held, shelf };
    for Found { name, path, is_link } in list(&root)? {
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
    /// The folders that lead to where we are, links resolved.
    above: Vec<PathBuf>,
    inputs: Vec<Input>,
    total: Total,
    /// How many bytes of pictures may still be held.
    held: u64,
    shelf: &'a Arc<Shelf>,
}

impl Walk<'_> {
    /// Takes the file at `path`, or all that the folder at `path` holds. What is no link in a real folder is where it says.
    fn visit(&mut self, path: &Path, name: String, is_link: bool) -> Result<(), Error> {
        let failed = |error| Error::new(Action::Read, path, error);
        let real = match if is_link { path.canonicalize() } else { Ok(path.to_owned()) } {
            Ok(real) => real,
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.is_symlink() => {
                return self.refuse(name, Refusal::Dangling);
            }
            // A link that leads to itself: the system gives up, and so do we.
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
            for Found { name: child, path: child_path, is_link } in list(&real)? {
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
            let content = match self.total.excess(&name, metadata.len()) {
                Some(excess) => Content::TooLarge(excess),
                None if is_drawing(&name) => self.drawing(&real).map_err(failed)?,
                None if is_text(&name) => Content::Bytes(fs::read(&real).map_err(failed)?),
                None if name.starts_with("fonts/") => Content::Shared(fs::read(&real).map(Blob::from).map_err(failed)?),
                None => Content::Shared(self.picture(&real, metadata.len()).map_err(failed)?),
            };
            self.inputs.push(Input { path: name, content });
        }
        Ok(())
    }

    /// The file at `path`, in memory while there is room for its `length`.
    fn picture(&mut self, path: &Path, length: u64) -> io::Result<Blob> {
        if self.has_room(length) { fs::read(path).map(Blob::from) } else { self.shelf.file(path, length) }
    }

    /// The drawing at `path`: a text, unless there is no room and nothing to say of its letters.
    fn drawing(&mut self, path: &Path) -> io::Result<Content> {
        let bytes = fs::read(path)?;
        let is_held = self.has_room(bytes.len() as u64) || !is_sound(&bytes);
        Ok(if is_held { Content::Bytes(bytes) } else { Content::Shared(self.shelf.known(path, &bytes)) })
    }

    /// Whether there is room in memory for `length` bytes more of pictures, which is then taken.
    fn has_room(&mut self, length: u64) -> bool {
        let left = self.held.checked_sub(length);
        self.held = left.unwrap_or(self.held);
        left.is_some()
    }

    fn refuse(&mut self, name: String, refusal: Refusal) -> Result<(), Error> {
        self.inputs.push(Input { path: name, content: Content::Refused(refusal) });
        Ok(())
    }
}

/// An entry of a folder.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    name: std::ffi::OsString,
    path: PathBuf,
    /// A link, or what the system does not tell from one.
    is_link: bool,
}

/// The entries of a folder, by name: which file is one too many must not depend on the disk.
fn list(folder: &Path) -> Result<Vec<Found>, Error> {
    let failed = |error| Error::new(Action::List, folder, error);
    let found = |entry: fs::DirEntry| {
        let is_link = entry.file_type().map_or(true, |kind| !kind.is_file() && !kind.is_dir());
        Found { name: entry.file_name(), path: entry.path(), is_link }
    };
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut entries = entries.map(|entry| entry.map(found).map_err(failed)).collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    Ok(entries)
}
