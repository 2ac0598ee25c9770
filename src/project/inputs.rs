//! Writing inputs for the editor: new files, and edits of YAML files that the editor asked for (`import --write`, `new`).
//!
//! A new file never replaces an existing one, an edit appears complete or not at all, and no link is followed out of the root.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    error::{Action, Error},
    output,
};
use std::{
    fs,
    io::{self, Read as _, Write as _},
    path::{Component, Path, PathBuf},
};

/// Creates the folder of a new project, if it does not exist.
///
/// # Errors
/// When the disk fails.
pub fn create_root(root: &Path) -> Result<(), Error> {
    fs::create_dir_all(root).map_err(|error| Error::new(Action::Write, root, error))
}

/// Creates the file at `path` (from `root`) with its folders.
///
/// # Errors
/// When it exists, when `path` leads out of `root`, or when the disk fails.
pub fn create_input(root: &Path, path: &str, text: &str) -> Result<(), Error> {
    let place = input_path(root, path)?;
    // Renaming without replacing is atomic: no file can appear there in between.
    let file = staged(root, &place, text)?;
    file.persist_noclobber(&place).map_err(|error| Error::new(Action::Write, &place, error.error))?;
    Ok(())
}

/// Replaces the text of the file at `path` (from `root`), which must still be `before`.
///
/// # Errors
/// When it has changed since it was read, when `path` leads out of `root`, or when the disk fails.
pub fn replace_input(root: &Path, path: &str, before: &str, text: &str) -> Result<(), Error> {
    let place = input_path(root, path)?;
    let failed = |error| Error::new(Action::Write, &place, error);
    let bytes = fs::read(&place).map_err(failed)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    if bytes != before.as_bytes() {
        return Err(failed(io::Error::other("the file has changed since it was read")));
    }
    let permissions = fs::metadata(&place).map_err(failed)?.permissions();
    let file = staged(root, &place, text)?;
    file.as_file().set_permissions(permissions).map_err(failed)?;
    file.persist(&place).map_err(|error| Error::new(Action::Write, &place, error.error))?;
    Ok(())
}

/// The bytes of a file anywhere on the disk that the user named; none when it has more than `limit` bytes.
///
/// # Errors
/// When the disk fails.
pub fn read_file(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Error> {
    let failed = |error| Error::new(Action::Read, path, error);
    // The limit is checked while reading: a device or a pipe has no known length, and may be endless.
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= limit))
}

/// The place of `path` in `root`; an error when it leads out.
fn input_path(root: &Path, path: &str) -> Result<PathBuf, Error> {
    let place = root.join(path);
    let plain = !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if plain { Ok(place) } else { Err(Error::outside(&place)) }
}

/// A temporary file in the folder of `place` with this text, synced and ready to be renamed.
fn staged(root: &Path, place: &Path, text: &str) -> Result<tempfile::NamedTempFile, Error> {
    let failed = |error| Error::new(Action::Write, place, error);
    let folder = place.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(failed)?;
    let real_root = root.canonicalize().map_err(failed)?;
    if !folder.canonicalize().map_err(failed)?.starts_with(real_root) {
        return Err(Error::outside(place));
    }
    let mut file = output::temporary(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_never_replaces_one_and_an_edit_needs_the_text_it_was_made_for() {
        let root = tempfile::tempdir().expect("a folder for the test");
        create_input(root.path(), "tome1/02-x.md", "a").expect("the place is free");
        assert!(create_input(root.path(), "tome1/02-x.md", "b").is_err());
        assert!(replace_input(root.path(), "tome1/02-x.md", "other", "b").is_err());
        replace_input(root.path(), "tome1/02-x.md", "a", "b").expect("the text is the one read");
        let read = read_file(&root.path().join("tome1/02-x.md"), 10).expect("it can be read");
        assert_eq!(read.as_deref(), Some(b"b".as_slice()));
        for wrong in ["../x.md", "/x.md", "", "a/../../x.md"] {
            assert!(create_input(root.path(), wrong, "x").is_err(), "{wrong}");
        }
    }
}
