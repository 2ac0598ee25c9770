//! Writing into output/: files appear complete or not at all.
//!
//! Every file is first written under a temporary name in its folder and synced; they are renamed only when all are on the disk. A
//! build that fails or is interrupted before that leaves the files of the last successful build.
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
            return Err(Error::outside(&place));
        }
        if place.is_dir() {
            return Err(Error::new(Action::Write, &place, io::ErrorKind::IsADirectory.into()));
        }
        let folder = place.parent().unwrap_or(&output);
        create_folders(&output, folder, &real_output)?;
        let file = temporary(folder).map_err(failed(&place))?;
        let mut writer = BufWriter::with_capacity(CHUNK, file);
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
        remove_stale(folder, &places);
    }
    Ok(places)
}

/// The path of the folder output/ of `root`, with links resolved; the folder is created when it does not exist.
pub(super) fn open(root: &Path) -> Result<PathBuf, Error> {
    let failed = |path: &Path, error| Error::new(Action::Write, path, error);
    let real_root = root.canonicalize().map_err(|error| failed(root, error))?;
    let output = root.join("output");
    fs::create_dir_all(&output).map_err(|error| failed(&output, error))?;
    let real_output = output.canonicalize().map_err(|error| failed(&output, error))?;
    if real_output.starts_with(&real_root) && real_output != real_root { Ok(real_output) } else { Err(Error::outside(&output)) }
}

/// Removes from `folder` the temporary files of builds that were killed. One that is less than a day older than the files at
/// `places` stays: another build may be writing it now.
fn remove_stale(folder: &Path, places: &[PathBuf]) {
    const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);
    let date = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let Some(now) = places.first().and_then(|place| date(place)) else { return };
    // Not an error when they cannot be listed or removed: they are hidden files, and do no harm.
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let old = || date(&entry.path()).and_then(|date| now.duration_since(date).ok()).is_some_and(|age| age > DAY);
        if ours && old() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Beginning and end of a temporary file's name.
const PREFIX: &str = ".make-book-";
const SUFFIX: &str = ".tmp";

/// The bytes of the file `name` in the folder output/ of `root`; none when it is not there or cannot be read.
#[must_use]
pub fn read_output(root: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read(output_path(root, name)?).ok()
}

/// Appends `bytes` to the existing file `name` in the folder output/ of `root`. False when there is no such file or it cannot be
/// written. After a failure the file may hold a part of `bytes`; whoever reads it must detect that.
#[must_use]
pub fn append_output(root: &Path, name: &str, bytes: &[u8]) -> bool {
    let Some(place) = output_path(root, name).and_then(|place| place.canonicalize().ok()) else { return false };
    if !open(root).is_ok_and(|output| place.starts_with(output)) {
        return false;
    }
    fs::OpenOptions::new().append(true).open(place).and_then(|mut file| file.write_all(bytes)).is_ok()
}

/// How many bytes are read or written at once: few enough to stay in the processor's cache.
const CHUNK: usize = 1 << 16;

/// Hands the bytes of the file `name` in the folder output/ of `root` to `take`, chunk by chunk, and returns the file's length in
/// bytes; none when it does not exist or cannot be read.
#[must_use]
pub fn scan_output(root: &Path, name: &str, take: impl FnMut(&[u8])) -> Option<u64> {
    read_chunks(fs::File::open(output_path(root, name)?).ok()?, take).ok()
}

/// Hands the bytes of `file` to `take`, chunk by chunk, and returns how many there were.
pub(super) fn read_chunks(mut file: impl io::Read, mut take: impl FnMut(&[u8])) -> io::Result<u64> {
    let mut chunk = vec![0; CHUNK];
    let mut length = 0;
    loop {
        match file.read(&mut chunk) {
            Ok(0) => return Ok(length),
            Ok(read) => {
                take(&chunk[..read]);
                length += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The path of `name` in output/; none when the name leads out of it.
fn output_path(root: &Path, name: &str) -> Option<PathBuf> {
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| root.join("output").join(name))
}

/// Creates the folders from `output` down to `folder`. One at a time, because a link on the way could lead out of output/: each
/// folder's real path is checked before the next one is created.
fn create_folders(output: &Path, folder: &Path, real_output: &Path) -> Result<(), Error> {
    let below: Vec<&Path> = folder.ancestors().take_while(|above| *above != output).collect();
    for step in below.into_iter().rev() {
        match fs::create_dir(step) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::new(Action::Write, step, error)),
        }
        let real = step.canonicalize().map_err(|error| Error::new(Action::Write, step, error))?;
        if !real.starts_with(real_output) {
            return Err(Error::outside(step));
        }
    }
    Ok(())
}

/// A temporary file in `folder`, removed when dropped. Its permissions are those of an ordinary new file (the umask applies),
/// because it keeps them when it is renamed; `tempfile` alone would make it private.
pub(super) fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Syncs a folder, so that the new names survive a power failure; the files themselves are synced already.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        // Not every system can sync a folder; there, nothing more can be done.
        let _ = folder.sync_all();
    }
}
