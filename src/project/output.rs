//! Writing into output/: files appear complete or not at all.
//!
//! Every file is first written under a temporary name in its folder and synced; they are renamed only when all are on the disk. A
//! build that fails or is interrupted before that leaves the files of the last successful build.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    error::{Error, FileOperation},
    open::{Access, open_below},
    replace::{Staged, private, remove_stale, replace_all, temporary},
};
use crate::source::Parts;
use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufWriter, Read as _, Write as _},
    path::{Component, Path, PathBuf},
};

/// Writes `files` into the folder output/ of `root` and returns their paths, in the same order. A name is a path inside output/.
///
/// # Errors
/// When the disk fails, or when output/ or a name leads elsewhere. Then no file has been replaced, or the error names those that
/// were and could not be given back.
pub fn write_output(root: &Path, files: &[(impl AsRef<str>, Parts)]) -> Result<Vec<PathBuf>, Error> {
    let output = root.join("output");
    let real_output = open(root)?;

    let mut staged: Vec<Staged> = Vec::with_capacity(files.len());
    for (name, parts) in files {
        let name = name.as_ref();
        let place = output.join(name);
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || name.is_empty() {
            return Err(Error::outside(&place));
        }
        if place.is_dir() {
            return Err(Error::new(FileOperation::Write, &place, io::ErrorKind::IsADirectory.into()));
        }
        let folder = place.parent().unwrap_or(&output);
        create_folders(&output, folder, &real_output)?;
        staged.push(stage(folder, place.clone(), parts)?);
    }

    let places = replace_all(staged)?;
    let folders: BTreeSet<&Path> = places.iter().filter_map(|place| place.parent()).collect();
    for folder in folders {
        sync_folder(folder);
    }
    Ok(places)
}

/// Writes a file that only its owner may read into the folder output/ of `root`. A name is a path inside output/.
///
/// # Errors
/// When the disk fails, or when output/ leads elsewhere.
pub fn write_private(root: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let (output, real_output) = (root.join("output"), open(root)?);
    let place = output.join(name);
    let failed = |error| Error::new(FileOperation::Write, &place, error);
    let folder = place.parent().unwrap_or(&output);
    create_folders(&output, folder, &real_output)?;
    let mut file = private(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    replace_all(vec![Staged { file, place: place.clone(), is_new: false }]).map(|_| ())
}

/// Writes a file under a temporary name in `folder`, synced, to be renamed to `place`.
pub(super) fn stage(folder: &Path, place: PathBuf, parts: &Parts) -> Result<Staged, Error> {
    let failed = |error| Error::new(FileOperation::Write, &place, error);
    let mut file = temporary(folder).map_err(failed)?;
    write_parts(file.as_file_mut(), parts).map_err(failed)?;
    Ok(Staged { file, place, is_new: false })
}

/// Writes the bytes into a new file, and syncs it.
pub(super) fn write_parts(file: &mut fs::File, parts: &Parts) -> io::Result<()> {
    copy_parts(file, parts)?;
    file.sync_all()
}

/// Writes the bytes to a file, without a sync.
fn copy_parts(file: &mut fs::File, parts: &Parts) -> io::Result<()> {
    let mut writer = BufWriter::with_capacity(CHUNK, file);
    for part in parts.iter() {
        let bytes = part.try_read().ok_or(io::ErrorKind::InvalidData)?;
        writer.write_all(&bytes)?;
    }
    writer.flush()
}

/// The path of the folder output/ of `root`, with links resolved; the folder is created when it does not exist. A project that was moved away
/// is not begun again in its old place.
pub(super) fn open(root: &Path) -> Result<PathBuf, Error> {
    let output = root.join("output");
    match fs::create_dir(&output) {
        Ok(()) => existing(root),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && output.is_dir() => existing(root),
        // A file of this name: another name is none of the user's choices.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Error::new(FileOperation::Write, &output, io::ErrorKind::NotADirectory.into()))
        }
        Err(error) => Err(Error::new(FileOperation::Write, &output, error)),
    }
}

/// The same for a folder output/ that exists.
pub(super) fn existing(root: &Path) -> Result<PathBuf, Error> {
    let failed = |path: &Path, error| Error::new(FileOperation::Write, path, error);
    let real_root = root.canonicalize().map_err(|error| failed(root, error))?;
    let output = root.join("output");
    let real_output = output.canonicalize().map_err(|error| failed(&output, error))?;
    let Some(folder) = real_output.strip_prefix(&real_root).ok().and_then(|inside| inside.components().next()) else {
        return Err(Error::outside(&output));
    };
    // It may be a link to another folder of the project, but not to one whose files are read.
    let folder = Path::new(&folder);
    if folder == Path::new("book") || folder == Path::new("fonts") || real_root.join(folder).join("tome.yaml").is_file() {
        return Err(Error::new(FileOperation::WriteIntoSources, &output, io::ErrorKind::PermissionDenied.into()));
    }
    Ok(real_output)
}

/// Removes the temporary files of killed builds from the folders output/ and output/.cache of `root`.
pub fn sweep_output(root: &Path) {
    if let Ok(output) = existing(root) {
        remove_stale(&output);
        remove_stale(&output.join(".cache"));
    }
}

/// The folder in output/.cache for what was made of pictures.
pub const PICTURES: &str = "pictures";

/// Deletes the memos in the folder output/.cache of `root`, what desks showed last, and what was made of pictures, to make room on a full
/// disk. False when there is none. What is in .cache costs only time to make again.
#[must_use]
pub(super) fn delete_memos(root: &Path) -> bool {
    let Ok(output) = existing(root) else { return false };
    let Ok(entries) = fs::read_dir(output.join(".cache")) else { return false };
    let mut deleted = false;
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        let is_memo = entry.path().extension().is_some_and(|extension| extension == "memo" || extension == "shown");
        if is_memo && kind.is_file() {
            deleted |= fs::remove_file(entry.path()).is_ok();
        } else if entry.file_name() == PICTURES && kind.is_dir() {
            deleted |= fs::remove_dir_all(entry.path()).is_ok();
        }
    }
    deleted
}

/// The bytes of the file `name` in the folder output/ of `root`; none when it is not an ordinary file of at most `limit` bytes, or
/// cannot be read.
#[must_use]
pub fn read_output(root: &Path, name: &str, limit: u64) -> Option<Vec<u8>> {
    let (file, metadata) = open_output(root, name, Access::Read)?;
    if metadata.len() > limit {
        return None;
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).ok()?);
    file.take(limit).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Appends to the existing file `name` in the folder output/ of `root`. False when there is no such file, when it has a
/// second name (in a copy of the project made of hard links, say, which must not change with this one), or when it cannot be
/// written: then it is as long as before, or whoever reads it must detect the rest.
#[must_use]
pub fn append_output(root: &Path, name: &str, parts: &Parts) -> bool {
    let Some((mut file, metadata)) = open_output(root, name, Access::Append) else { return false };
    if has_other_names(&metadata) {
        return false;
    }
    let written = copy_parts(&mut file, parts).is_ok();
    if !written {
        // On a full disk, the room is given back.
        let _ = file.set_len(metadata.len());
    }
    written
}

#[cfg(unix)]
fn has_other_names(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

/// Elsewhere the standard library does not tell: a file is then replaced as a whole.
#[cfg(not(unix))]
fn has_other_names(_metadata: &fs::Metadata) -> bool {
    true
}

/// How many bytes are read or written at once: few enough to stay in the processor's cache.
const CHUNK: usize = 1 << 16;

/// Hands the bytes of the file `name` in the folder output/ of `root` to `take`, chunk by chunk. False when it is not an ordinary
/// file of `length` bytes, or cannot be read.
#[must_use]
pub fn scan_output(root: &Path, name: &str, length: u64, take: impl FnMut(&[u8])) -> bool {
    let Some((file, metadata)) = open_output(root, name, Access::Read) else { return false };
    metadata.len() == length && read_chunks(file.take(length), take).is_ok_and(|read| read == length)
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

/// Opens the file `name` in output/; none when the name leads out of it, or when there is no ordinary file.
fn open_output(root: &Path, name: &str, access: Access) -> Option<(fs::File, fs::Metadata)> {
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let output = existing(root).ok().filter(|_| inside)?;
    open_below(&output, &output.join(name), access).ok()
}

/// Creates the folders from `output` down to `folder`. One at a time, because a link on the way could lead out of output/: each
/// folder's real path is checked before the next one is created.
pub(super) fn create_folders(output: &Path, folder: &Path, real_output: &Path) -> Result<(), Error> {
    let below: Vec<&Path> = folder.ancestors().take_while(|above| *above != output).collect();
    for step in below.into_iter().rev() {
        match fs::create_dir(step) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::new(FileOperation::Write, step, error)),
        }
        let real = step.canonicalize().map_err(|error| Error::new(FileOperation::Write, step, error))?;
        if !real.starts_with(real_output) {
            return Err(Error::outside(step));
        }
    }
    Ok(())
}

/// Syncs a folder, so that the new names survive a power failure; the files themselves are synced already.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        // Not every system can sync a folder; there, nothing more can be done.
        let _ = folder.sync_all();
    }
}
