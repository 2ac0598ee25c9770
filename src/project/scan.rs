//! Reading the disk: walks the project's folders and hands each file to `accept`. Never reads outside the root.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    BOOK_FILE,
    accept::{Content, Input, Refusal, is_ignored, limit},
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
    let mut inputs = Vec::new();
    for (name, path) in list(&root)? {
        let Some(name) = name.to_str().map(str::to_owned) else { continue };
        let wanted = matches!(name.as_str(), "book" | "fonts") || path.join("tome.yaml").is_file();
        if wanted && !is_ignored(&name) {
            visit(&root, &path, name, &mut vec![root.clone()], &mut inputs)?;
        }
    }
    Ok(inputs)
}

/// Takes the file at `path`, or all that the folder at `path` holds. `above` are the folders that lead there, links resolved.
fn visit(root: &Path, path: &Path, name: String, above: &mut Vec<PathBuf>, inputs: &mut Vec<Input>) -> Result<(), Error> {
    let refused = |name: String, refusal| Input { path: name, content: Content::Refused(refusal) };
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            inputs.push(refused(name, Refusal::Dangling));
            return Ok(());
        }
        // A link that leads to itself: the system gives up, and so do we.
        Err(_) if path.is_symlink() => {
            inputs.push(refused(name, Refusal::Loop));
            return Ok(());
        }
        Err(error) => return Err(Error::new(Action::Read, path, error)),
    };
    if !real.starts_with(root) {
        inputs.push(refused(name, Refusal::Outside));
        return Ok(());
    }
    let metadata = fs::metadata(&real).map_err(|error| Error::new(Action::Read, path, error))?;
    if metadata.is_dir() {
        if above.contains(&real) {
            inputs.push(refused(name, Refusal::Loop));
            return Ok(());
        }
        above.push(real.clone());
        for (child, child_path) in list(&real)? {
            let Some(child) = child.to_str() else {
                inputs.push(refused(format!("{name}/{}", child.to_string_lossy()), Refusal::Name));
                continue;
            };
            if !is_ignored(child) {
                visit(root, &child_path, format!("{name}/{child}"), above, inputs)?;
            }
        }
        above.pop();
    } else if !metadata.is_file() {
        inputs.push(refused(name, Refusal::Special));
    } else if metadata.len() > limit(&name) {
        inputs.push(Input { path: name, content: Content::TooLarge(metadata.len()) });
    } else {
        let bytes = fs::read(&real).map_err(|error| Error::new(Action::Read, path, error))?;
        inputs.push(Input { path: name, content: Content::Bytes(bytes) });
    }
    Ok(())
}

/// The entries of a folder; their order is that of the disk, `accept` sorts.
fn list(folder: &Path) -> Result<Vec<(std::ffi::OsString, PathBuf)>, Error> {
    let failed = |error| Error::new(Action::List, folder, error);
    let entries = fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| entry.map(|entry| (entry.file_name(), entry.path())).map_err(failed)).collect()
}
