//! Writing: files appear in output/ whole or not at all.
//!
//! Every file is first written beside its place and synced; only when all are on the disk are they renamed. A build that fails
//! or is interrupted before that leaves the last good files.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::error::{Action, Error};
use crate::source::Parts;
use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufWriter, Write as _},
    path::{Component, Path, PathBuf},
};
use tempfile::NamedTempFile;

/// Writes `files` into the folder output/ of `root` and returns their paths, in the same order. A name is a path inside output/.
///
/// # Errors
/// When the disk fails, or when output/ or a name leads elsewhere; then no file has been replaced, unless the disk failed during
/// the last step, the renaming.
pub fn write_output(root: &Path, files: &[(impl AsRef<str>, Parts)]) -> Result<Vec<PathBuf>, Error> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| Error::new(Action::Write, &path, error)
    };
    let output = root.join("output");
    let real_output = open(root)?;

    let mut written: Vec<(NamedTempFile, PathBuf)> = Vec::with_capacity(files.len());
    for (name, parts) in files {
        let name = name.as_ref();
        let place = output.join(name);
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || name.is_empty() {
            return Err(outside(&place));
        }
        if place.is_dir() {
            return Err(Error::new(Action::Write, &place, io::ErrorKind::IsADirectory.into()));
        }
        let folder = place.parent().unwrap_or(&output);
        create_inside(&output, folder, &real_output)?;
        let file = temporary(folder).map_err(failed(&place))?;
        let mut writer = BufWriter::with_capacity(PART, file);
        for part in parts.iter() {
            let bytes = part.try_read().ok_or_else(|| failed(&place)(io::ErrorKind::InvalidData.into()))?;
            writer.write_all(&bytes).map_err(failed(&place))?;
        }
        let file = writer.into_inner().map_err(|error| failed(&place)(error.into_error()))?;
        file.as_file().sync_all().map_err(failed(&place))?;
        written.push((file, place));
    }

    let mut places = Vec::with_capacity(written.len());
    for (file, place) in written {
        file.persist(&place).map_err(|error| Error::new(Action::Write, &place, error.error))?;
        places.push(place);
    }
    let folders: BTreeSet<&Path> = places.iter().filter_map(|place| place.parent()).collect();
    for folder in folders {
        sync_folder(folder);
        sweep(folder, &places);
    }
    Ok(places)
}

/// The folder output/ of `root`, links resolved; made when it is not there.
pub(super) fn open(root: &Path) -> Result<PathBuf, Error> {
    let failed = |path: &Path, error| Error::new(Action::Write, path, error);
    let real_root = root.canonicalize().map_err(|error| failed(root, error))?;
    let output = root.join("output");
    fs::create_dir_all(&output).map_err(|error| failed(&output, error))?;
    let real_output = output.canonicalize().map_err(|error| failed(&output, error))?;
    if real_output.starts_with(&real_root) && real_output != real_root { Ok(real_output) } else { Err(outside(&output)) }
}

/// Removes from `folder` what builds that were killed left beside their places. What is less than a day older than the files of
/// `places` stays: another build may be writing it now.
fn sweep(folder: &Path, places: &[PathBuf]) {
    const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);
    let date = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let Some(now) = places.first().and_then(|place| date(place)) else { return };
    // Hidden files of some kilobytes do no harm where they cannot be listed or removed.
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let old = || date(&entry.path()).and_then(|date| now.duration_since(date).ok()).is_some_and(|age| age > DAY);
        if ours && old() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// How the name of a file begins and ends that is not in its place yet.
const PREFIX: &str = ".make-book-";
const SUFFIX: &str = ".tmp";

/// The bytes of the file `name` in the folder output/ of `root`; none when it is not there or cannot be read.
#[must_use]
pub fn read_output(root: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read(inside(root, name)?).ok()
}

/// Adds `bytes` to the file `name` in the folder output/ of `root`; whether it is there, and could be written. What is added may be
/// there in part after a fault: this is for files that are read with that in mind.
#[must_use]
pub fn append_output(root: &Path, name: &str, bytes: &[u8]) -> bool {
    let Some(place) = inside(root, name).and_then(|place| place.canonicalize().ok()) else { return false };
    if !open(root).is_ok_and(|output| place.starts_with(output)) {
        return false;
    }
    fs::OpenOptions::new().append(true).open(place).and_then(|mut file| file.write_all(bytes)).is_ok()
}

/// How many bytes go to the disk or come from it at once.
const PART: usize = 1 << 16;

/// Hands the bytes of the file `name` in the folder output/ of `root` to `take`, part by part, and returns how many they are; none
/// when it is not there or cannot be read.
#[must_use]
pub fn scan_output(root: &Path, name: &str, take: impl FnMut(&[u8])) -> Option<u64> {
    in_parts(fs::File::open(inside(root, name)?).ok()?, take).ok()
}

/// Hands what can be read from `file` to `take`, part by part, and returns how many bytes it is.
pub(super) fn in_parts(mut file: impl io::Read, mut take: impl FnMut(&[u8])) -> io::Result<u64> {
    // What is looked at once and not kept had better stay in the processor's cache.
    let mut part = vec![0; PART];
    let mut length = 0;
    loop {
        match file.read(&mut part) {
            Ok(0) => return Ok(length),
            Ok(read) => {
                take(&part[..read]);
                length += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn inside(root: &Path, name: &str) -> Option<PathBuf> {
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| root.join("output").join(name))
}

fn outside(path: &Path) -> Error {
    Error::new(Action::WriteOutside, path, io::ErrorKind::PermissionDenied.into())
}

/// Creates the folders from `output` to `folder` one by one: a link on the way must not lead out before the next is created.
fn create_inside(output: &Path, folder: &Path, real_output: &Path) -> Result<(), Error> {
    let below: Vec<&Path> = folder.ancestors().take_while(|above| *above != output).collect();
    for step in below.into_iter().rev() {
        match fs::create_dir(step) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::new(Action::Write, step, error)),
        }
        let real = step.canonicalize().map_err(|error| Error::new(Action::Write, step, error))?;
        if !real.starts_with(real_output) {
            return Err(outside(step));
        }
    }
    Ok(())
}

/// A temporary file in `folder`, removed when dropped, readable by others once it is in its place (as the user's mask allows).
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Makes the new names last through a power cut, where the system can; the files themselves are synced already.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        // Not every system can sync a folder; the names then last as long as the system promises.
        let _ = folder.sync_all();
    }
}
