//! Reading the disk: walks the project's folders and hands each file to `accept`. Never reads outside the root.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    BOOK_FILE,
    accept::{Content, Input, Refusal, Total, is_ignored},
    error::{Action, Error},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The nearest folder, from `start` upwards, that holds book/book.yaml.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    start.ancestors().find(|folder| folder.join(BOOK_FILE).is_file()).map(Path::to_owned)
}

/// Every file of the project in `root`.
pub(super) fn scan(root: &Path) -> Result<Vec<Input>, Error> {
    let root = root.canonicalize().map_err(|error| Error::new(Action::List, root, error))?;
    let mut walk = Walk { root: root.clone(), above: vec![root.clone()], inputs: Vec::new(), total: Total::default() };
    for (name, path) in list(&root)? {
        let Some(name) = name.to_str().map(str::to_owned) else { continue };
        let wanted = matches!(name.as_str(), "book" | "fonts") || path.join("tome.yaml").is_file();
        if wanted && !is_ignored(&name) {
            walk.visit(&path, name)?;
        }
    }
    Ok(walk.inputs)
}

/// A walk through the folders of a project.
struct Walk {
    root: PathBuf,
    /// The folders that lead to where we are, links resolved.
    above: Vec<PathBuf>,
    inputs: Vec<Input>,
    total: Total,
}

impl Walk {
    /// Takes the file at `path`, or all that the folder at `path` holds.
    fn visit(&mut self, path: &Path, name: String) -> Result<(), Error> {
        let failed = |error| Error::new(Action::Read, path, error);
        let real = match path.canonicalize() {
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
            for (child, child_path) in list(&real)? {
                let Some(child) = child.to_str() else {
                    self.refuse(format!("{name}/{}", child.to_string_lossy()), Refusal::Name)?;
                    continue;
                };
                if !is_ignored(child) {
                    self.visit(&child_path, format!("{name}/{child}"))?;
                }
            }
            self.above.pop();
        } else if !metadata.is_file() {
            return self.refuse(name, Refusal::Special);
        } else {
            let content = match self.total.excess(&name, metadata.len()) {
                Some(excess) => Content::TooLarge(excess),
                None => Content::Bytes(fs::read(&real).map_err(failed)?),
            };
            self.inputs.push(Input { path: name, content });
        }
        Ok(())
    }

    fn refuse(&mut self, name: String, refusal: Refusal) -> Result<(), Error> {
        self.inputs.push(Input { path: name, content: Content::Refused(refusal) });
        Ok(())
    }
}

/// The entries of a folder, by name: which file is one too many must not depend on the disk.
fn list(folder: &Path) -> Result<Vec<(std::ffi::OsString, PathBuf)>, Error> {
    let failed = |error| Error::new(Action::List, folder, error);
    let entries = fs::read_dir(folder).map_err(failed)?;
    let named = |entry: io::Result<fs::DirEntry>| entry.map(|entry| (entry.file_name(), entry.path())).map_err(failed);
    let mut entries = entries.map(named).collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    Ok(entries)
}
