//! Writing inputs for the editor: new files, and edits of YAML files that the editor asked for (`import --write`, `new`).
//!
//! All changes of a command are made or none, a new file never replaces an existing one, one process at a time makes changes, and no
//! link is followed out of the root.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    accept::TEXT_LIMIT,
    error::{Error, FileOperation},
    journal,
    open::{Access, open_below},
    replace::{Staged, remove_stale, replace_all, temporary},
};
use crate::source::percent_decoded;
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read as _, Write as _},
    path::{Component, Path, PathBuf},
    time::Duration,
};
use tempfile::NamedTempFile;

/// Creates the folder of a new project, if it does not exist.
///
/// # Errors
/// When the disk fails.
pub fn create_root(root: &Path) -> Result<(), Error> {
    fs::create_dir_all(root).map_err(|error| Error::new(FileOperation::Write, root, error))
}

/// A change of an input.
#[derive(Clone, Copy, Debug)]
pub struct InputChange<'a> {
    /// Path from the root.
    pub path: &'a str,
    /// What the change was made for, without a byte order mark; none for a new file.
    pub before: Option<&'a [u8]>,
    /// The new text, or the bytes of a new picture.
    pub after: &'a [u8],
}

/// Makes all changes or none.
///
/// # Errors
/// When a new file exists already, when a text is no longer the one that its change was made for, when a path leads out of `root`,
/// or when the disk fails. Then nothing has changed, or the error names what has and could not be given back.
pub fn write_inputs(root: &Path, changes: &[InputChange<'_>]) -> Result<(), Error> {
    let mut folders = Vec::new();
    let written = stage_all(root, changes, &mut folders).and_then(|staged| {
        let before: Vec<_> = changes.iter().map(|change| change.before).collect();
        // A single rename is whole by itself.
        if staged.len() > 1 {
            journal::write(root, &staged, &before).map_err(|error| Error::new(FileOperation::Write, root, error))?;
        }
        let places = replace_all(staged);
        journal::remove(root);
        places
    });
    if let Ok(places) = &written {
        let folders: BTreeSet<&Path> = places.iter().filter_map(|place| place.parent()).collect();
        folders.into_iter().filter_map(|folder| folder.canonicalize().ok()).for_each(|folder| remove_stale(&folder));
    }
    if written.is_err() {
        for folder in folders.iter().rev() {
            // Only those that were made for nothing; one that holds anything stays.
            let _ = fs::remove_dir(folder);
        }
    }
    written.map(|_| ())
}

/// Writes all new texts beside their places. The folders made for them go to `folders`.
fn stage_all(root: &Path, changes: &[InputChange<'_>], folders: &mut Vec<PathBuf>) -> Result<Vec<Staged>, Error> {
    let mut staged = Vec::with_capacity(changes.len());
    for change in changes {
        let place = input_path(root, change.path)?;
        let failed = |error| Error::new(FileOperation::Write, &place, error);
        let missing: Vec<_> = place.ancestors().skip(1).take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        folders.extend(missing.into_iter().rev());
        let file = stage(root, &place, change.after)?;
        match change.before {
            Some(before) => {
                let bytes = fs::read(&place).map_err(failed)?;
                let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
                // What was read has line feeds for carriage returns (`source::with_line_feeds`), each at its place.
                let is_same = |(now, then): (&u8, &u8)| now == then || (*now, *then) == (b'\r', b'\n');
                if bytes.len() != before.len() || !bytes.iter().zip(before).all(is_same) {
                    return Err(failed(io::Error::other("the file has changed since it was read")));
                }
                let permissions = fs::metadata(&place).map_err(failed)?.permissions();
                file.as_file().set_permissions(permissions).map_err(failed)?;
            }
            None if place.symlink_metadata().is_ok() => return Err(failed(io::ErrorKind::AlreadyExists.into())),
            None => {}
        }
        // Renaming without replacing is atomic: no file can appear there in between.
        staged.push(Staged { file, place: place.clone(), is_new: change.before.is_none() });
    }
    Ok(staged)
}

/// Gives the file `from` the name `to`, which must be free. Names that differ only by capitals are one on some systems.
///
/// # Errors
/// When `to` exists, when a path leads out of `root`, or when the disk fails. Then nothing has changed.
pub fn rename_input(root: &Path, from: &str, to: &str) -> Result<(), Error> {
    let (old, new) = (input_path(root, from)?, input_path(root, to)?);
    let failed = |error| Error::new(FileOperation::Write, &new, error);
    // Asked of the folder: where capitals make no difference, the file itself would answer to its new name.
    let is_taken = new.parent().is_some_and(|folder| {
        fs::read_dir(folder)
            .is_ok_and(|names| names.flatten().any(|entry| Some(entry.file_name().as_os_str()) == new.file_name()))
    });
    if is_taken {
        return Err(failed(io::ErrorKind::AlreadyExists.into()));
    }
    fs::rename(&old, &new).map_err(failed)
}

/// Held by whoever changes the inputs, from before they are read until they are written.
#[derive(Debug)]
pub struct InputLock {
    /// Its lock ends when it is closed.
    _file: Option<fs::File>,
}

/// Waits until no other process changes the inputs of the project in `root`. Where the file system knows no locks, nobody waits, and
/// what was changed meanwhile is found when it is to be replaced.
///
/// # Errors
/// When another process does not end for ten seconds; a change takes one at most.
pub fn lock_inputs(root: &Path) -> Result<InputLock, Error> {
    const WAIT: Duration = Duration::from_millis(50);
    let Some(file) = lock_file(root) else { return Ok(InputLock { _file: None }) };
    for _ in 0..200 {
        match file.try_lock() {
            Ok(()) => return Ok(InputLock { _file: Some(file) }),
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(WAIT),
            Err(fs::TryLockError::Error(_)) => return Ok(InputLock { _file: None }),
        }
    }
    Err(Error::new(FileOperation::Lock, root, io::ErrorKind::WouldBlock.into()))
}

/// Completes a change of the inputs in `root` that was interrupted. `lock` is the caller's, if it has one.
///
/// # Errors
/// When another process changes the inputs and does not end.
pub fn complete_change(root: &Path, lock: Option<&InputLock>) -> Result<(), Error> {
    if !journal::exists(root) {
        return Ok(());
    }
    let _own = if lock.is_none() { Some(lock_inputs(root)?) } else { None };
    if let Ok(real) = root.canonicalize() {
        journal::complete(&real);
    }
    Ok(())
}

/// What is locked: the project's folder itself, which leaves no file behind.
#[cfg(unix)]
fn lock_file(root: &Path) -> Option<fs::File> {
    fs::File::open(root).ok()
}

/// Elsewhere a folder has no lock, and that of a file forbids others to read it: so it is one of output/.
#[cfg(not(unix))]
fn lock_file(root: &Path) -> Option<fs::File> {
    super::output::existing(root).ok().and_then(|folder| fs::File::create(folder.join(".lock")).ok())
}

/// The bytes of a file anywhere on the disk that the user named; none when it has more than `limit` bytes.
///
/// # Errors
/// When the disk fails.
pub fn read_file(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Error> {
    let failed = |error| Error::new(FileOperation::Read, path, error);
    // The limit is checked while reading: a device or a pipe has no known length, and may be endless.
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= limit))
}

/// The bytes of a file beside another one that the user named, or in a folder beside it, by the address that a page has for it. None
/// when there is no such file, when it lies elsewhere, or when it has more than `limit` bytes.
#[must_use]
pub fn read_beside(file: &Path, address: &str, limit: u64) -> Option<Vec<u8>> {
    let address = address.split(['?', '#']).next()?;
    let relative = percent_decoded(address);
    let plain = Path::new(&*relative).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if relative.is_empty() || !plain || relative.contains([':', '\\']) {
        return None;
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).canonicalize().ok()?;
    let place = folder.join(&*relative).canonicalize().ok()?;
    let fits = place.starts_with(&folder) && place.metadata().is_ok_and(|data| data.is_file() && data.len() <= limit);
    if fits { read_file(&place, limit).ok()? } else { None }
}

/// What a folder holds.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Its files, in the order of their names, without those that systems and editors leave behind.
    pub files: Vec<PathBuf>,
    /// The folders in it, without those that browsers make for the parts of a saved page.
    pub folders: Vec<PathBuf>,
    /// Whether there are more files than were asked for.
    pub is_cut: bool,
}

/// The files of a folder that the user named; none when it is no folder.
///
/// # Errors
/// When the disk fails.
pub fn list_folder(path: &Path, limit: usize) -> Result<Option<Listed>, Error> {
    let failed = |error| Error::new(FileOperation::Read, path, error);
    if !path.is_dir() {
        return Ok(None);
    }
    let mut listed = Listed::default();
    for entry in fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let place = entry.path();
        let is_parts = ["_files", "_fichiers", ".files", "-Dateien"].iter().any(|end| name.ends_with(end));
        if super::accept::is_ignored(&name) {
            continue;
        }
        if place.is_dir() {
            if !is_parts {
                listed.folders.push(place);
            }
        } else if listed.files.len() < limit {
            listed.files.push(place);
        } else {
            listed.is_cut = true;
        }
    }
    listed.files.sort();
    listed.folders.sort();
    Ok(Some(listed))
}

/// The first name made of `path`, a number if need be, and `suffix` that no file below `root` has.
#[must_use]
pub fn free_name(root: &Path, path: &str, suffix: &str) -> String {
    let names = (1_u32..).map(|number| if number == 1 { format!("{path}{suffix}") } else { format!("{path}.{number}{suffix}") });
    let free = |name: &String| root.join(name).symlink_metadata().is_err();
    names.into_iter().find(free).unwrap_or_else(|| format!("{path}{suffix}"))
}

/// The bytes of the text `path` of the project, as they are on the disk; none when it cannot be read, is a link or is too large.
#[must_use]
pub fn read_input(root: &Path, path: &str) -> Option<Vec<u8>> {
    let place = input_path(root, path).ok()?;
    let (file, metadata) = open_below(root, &place, Access::Read).ok()?;
    let mut bytes = Vec::new();
    (metadata.len() <= TEXT_LIMIT).then(|| file.take(TEXT_LIMIT).read_to_end(&mut bytes).ok())??;
    Some(bytes)
}

/// The place of `path` in `root`; an error when it leads out.
fn input_path(root: &Path, path: &str) -> Result<PathBuf, Error> {
    let place = root.join(path);
    let plain = !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if plain { Ok(place) } else { Err(Error::outside(&place)) }
}

/// A temporary file in the folder of `place` with these bytes, synced and ready to be renamed.
fn stage(root: &Path, place: &Path, bytes: &[u8]) -> Result<NamedTempFile, Error> {
    let failed = |error| Error::new(FileOperation::Write, place, error);
    let folder = place.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(failed)?;
    let real_root = root.canonicalize().map_err(failed)?;
    if !folder.canonicalize().map_err(failed)?.starts_with(real_root) {
        return Err(Error::outside(place));
    }
    let mut file = temporary(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, path: &str, before: Option<&str>, after: &str) -> Result<(), Error> {
        write_inputs(root, &[InputChange { path, before: before.map(str::as_bytes), after: after.as_bytes() }])
    }

    #[test]
    fn a_new_file_never_replaces_one_and_an_edit_needs_the_text_it_was_made_for() {
        let place = tempfile::tempdir().expect("a folder for the test");
        let root = place.path();
        write(root, "tome1/02-x.md", None, "a").expect("the place is free");
        assert!(write(root, "tome1/02-x.md", None, "b").is_err());
        assert!(write(root, "tome1/02-x.md", Some("other"), "b").is_err());
        write(root, "tome1/02-x.md", Some("a"), "b").expect("the text is the one read");
        let read = read_file(&root.join("tome1/02-x.md"), 10).expect("it can be read");
        assert_eq!(read.as_deref(), Some(b"b".as_slice()));
        for wrong in ["../x.md", "/x.md", "", "a/../../x.md"] {
            assert!(write(root, wrong, None, "x").is_err(), "{wrong}");
        }
    }

    #[test]
    fn all_changes_are_made_or_none() {
        let place = tempfile::tempdir().expect("a folder for the test");
        let root = place.path();
        write(root, "book/people.yaml", None, "ann:").expect("the place is free");
        let edit = |before: &'static [u8; 4]| InputChange {
            path: "book/people.yaml",
            before: Some(before.as_slice()),
            after: b"ann:\nbea:",
        };
        let new = InputChange { path: "tome2/deep/01-x.md", before: None, after: b"x" };
        assert!(write_inputs(root, &[new, edit(b"bob:")]).is_err());
        assert!(!root.join("tome2").exists(), "a folder made for nothing does not stay");
        write_inputs(root, &[new, edit(b"ann:")]).expect("both are possible");
        assert!(root.join("tome2/deep/01-x.md").exists());
        let names = fs::read_dir(root.join("book")).expect("listed").count();
        assert_eq!(names, 1, "nothing else is left");
    }

    #[test]
    fn one_process_at_a_time_changes_the_inputs() {
        let place = tempfile::tempdir().expect("a folder for the test");
        let held = lock_inputs(place.path()).expect("free");
        std::thread::scope(|scope| {
            let second = scope.spawn(|| lock_inputs(place.path()).is_ok());
            std::thread::sleep(Duration::from_millis(120));
            assert!(cfg!(not(unix)) || !second.is_finished(), "it waits");
            drop(held);
            assert!(second.join().expect("no panic"), "and then has it");
        });
    }
}
