//! A folder of results that several processes may share, and several machines through whatever carries files.
//!
//! Each result is a file under the sum of its inputs, in hexadecimal: `3f/09c2…`. It appears whole, by a rename, and is replaced by one
//! that says the same or not at all, so that no lock is needed, and nothing is waited for. Files may go at any time; what one says is
//! checked by whoever reads it. Other names in the folder belong to others and are left alone.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    error::{Error, FileOperation},
    open::{Access, open_below},
    output,
    replace::{remove_stale, temporary},
};
use std::{
    fs,
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

/// The largest file that is read, in bytes: no result of a book is larger.
const LARGEST: u64 = 1 << 28;

/// How old the date of a file must be to be renewed when it is read: those read longest ago go first.
const HOUR: Duration = Duration::from_secs(60 * 60);

/// The file by which programs that make backups know a folder that can be made again (Cache Directory Tagging Specification).
const TAG: (&str, &str) =
    ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Results of make-book. Each may be deleted at any time.\n");

/// An open folder of results.
#[derive(Debug)]
pub struct CacheFolder {
    /// Its path, with links resolved; none while a folder that is only read does not exist.
    path: Option<PathBuf>,
    is_read_only: bool,
    /// The most bytes that it is to have.
    limit: u64,
    /// Bytes written since its size was last looked at.
    written: AtomicU64,
    /// Held by the thread that makes it smaller.
    trimming: Mutex<()>,
    /// Whether a file could not be written. No other is tried then.
    has_failed: AtomicBool,
    /// The first failure to write.
    error: Mutex<Option<Error>>,
}

impl CacheFolder {
    /// Opens the folder at `path` for the project in `root`. It is created, unless it `is_read_only`; then one that does not exist has no
    /// results. `limit` is the most bytes that it is to have.
    ///
    /// # Errors
    /// When it cannot be created, or is a folder of the book's own files.
    pub fn open(path: &Path, root: &Path, is_read_only: bool, limit: u64) -> Result<Self, Error> {
        let failed = |error| Error::new(FileOperation::Write, path, error);
        if !is_read_only {
            fs::create_dir_all(path).map_err(failed)?;
        }
        let real = match path.canonicalize() {
            Ok(real) if real.is_dir() => Some(real),
            Ok(_) => return Err(failed(io::ErrorKind::NotADirectory.into())),
            Err(error) if is_read_only && error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        if let (Some(real), Ok(root)) = (&real, root.canonicalize()) {
            let first = real.strip_prefix(&root).ok().and_then(|inside| inside.components().next()).map(|first| root.join(first));
            let is_of_book =
                |folder: &PathBuf| folder.ends_with("book") || folder.ends_with("fonts") || folder.join("tome.yaml").is_file();
            if *real == root || first.as_ref().is_some_and(is_of_book) {
                return Err(Error::new(FileOperation::WriteIntoSources, path, io::ErrorKind::PermissionDenied.into()));
            }
        }
        let folder = Self {
            path: real,
            is_read_only,
            limit,
            written: AtomicU64::new(0),
            trimming: Mutex::new(()),
            has_failed: AtomicBool::new(false),
            error: Mutex::new(None),
        };
        folder.tag();
        Ok(folder)
    }

    /// The folder `name` in output/.cache of the project in `root`; none when it does not exist and is not to `create`, or when it cannot be
    /// used.
    #[must_use]
    pub fn own(root: &Path, name: &str, create: bool, limit: u64) -> Option<Self> {
        let output = root.join("output");
        let place = output.join(".cache").join(name);
        let real_output = if create { output::open(root) } else { output::existing(root) }.ok()?;
        if create {
            output::create_folders(&output, &place, &real_output).ok()?;
        }
        if !place.canonicalize().ok()?.starts_with(&real_output) {
            return None;
        }
        Self::open(&place, root, false, limit).ok()
    }

    /// Tags a new folder. One that holds anything is left as it is.
    fn tag(&self) {
        let Some(path) = self.path.as_ref().filter(|_| !self.is_read_only) else { return };
        if fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none()) {
            let _ = fs::write(path.join(TAG.0), TAG.1);
        }
    }

    /// The file under the name `name`, 64 digits; none when there is none that can be read.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let root = self.path.as_ref()?;
        let (file, metadata) = open_below(root, &place(root, name)?, Access::Read).ok()?;
        if metadata.len() > LARGEST {
            return None;
        }
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).ok()?);
        (&file).take(LARGEST).read_to_end(&mut bytes).ok()?;
        let age = metadata.modified().ok().and_then(|date| date.elapsed().ok());
        if !self.is_read_only && age.is_some_and(|age| age > HOUR) {
            // Where it cannot be, the file goes earlier than it might.
            let _ = file.set_modified(SystemTime::now());
        }
        Some(bytes)
    }

    /// Writes `bytes` under the name `name`, 64 digits, if the folder may be written to and has room.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        let Some(root) = self.path.as_ref().filter(|_| !self.is_read_only) else { return };
        let length = bytes.len() as u64;
        if self.has_failed.load(Ordering::Relaxed) || length > LARGEST || length > self.limit {
            return;
        }
        let Some(place) = place(root, name) else { return };
        if let Err(error) = write(root, &place, bytes) {
            // What stands in the place of one file is no failure of the folder.
            if !place.is_dir() {
                self.has_failed.store(true, Ordering::Relaxed);
                let error = Error::new(FileOperation::Write, &place, error);
                self.error.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            }
            return;
        }
        // Looked at now and then, so that it grows by a sixteenth above its limit at most while a long build goes on.
        if self.written.fetch_add(length, Ordering::Relaxed) + length > self.limit / 16 {
            self.trim();
        }
    }

    /// The first failure to write since the last call.
    #[must_use]
    pub fn take_error(&self) -> Option<Error> {
        self.error.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// If something was written and the folder has more bytes than it is to have, deletes what was not read for longest, until it has a
    /// tenth less. Other processes may do the same at the same time: what they miss is made again.
    pub fn trim(&self) {
        let Some(root) = self.path.as_ref().filter(|_| !self.is_read_only) else { return };
        let Ok(_alone) = self.trimming.try_lock() else { return };
        if self.written.swap(0, Ordering::Relaxed) == 0 {
            return;
        }
        let mut files = results(root);
        let mut total: u64 = files.iter().map(|file| file.length).sum();
        if total <= self.limit {
            return;
        }
        files.sort_unstable();
        for file in files {
            if total <= self.limit / 10 * 9 {
                break;
            }
            let Some(place) = place(root, &file.name) else { continue };
            match fs::remove_file(place) {
                Ok(()) => total -= file.length,
                Err(error) if error.kind() == io::ErrorKind::NotFound => total -= file.length,
                // One that is open elsewhere, on some systems.
                Err(_) => {}
            }
        }
    }
}

/// Where the file of a name of 64 digits is.
fn place(root: &Path, name: &str) -> Option<PathBuf> {
    let is_sum = name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_sum.then(|| root.join(&name[..2]).join(&name[2..]))
}

/// Writes a file beside its place and renames it. It is not synced: what a power failure leaves of it is found to be damaged.
fn write(root: &Path, place: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(root);
    if let Err(error) = fs::create_dir(folder) {
        // A link could lead anywhere.
        if error.kind() != io::ErrorKind::AlreadyExists || !fs::symlink_metadata(folder)?.is_dir() {
            return Err(error);
        }
    }
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    file.persist(place).map(|_| ()).map_err(|error| error.error)
}

/// A file of the folder, in the order in which files go.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Kept {
    read: SystemTime,
    name: String,
    length: u64,
}

/// All results in the folder. What killed processes left there is removed.
fn results(root: &Path) -> Vec<Kept> {
    let mut files = Vec::new();
    let Ok(folders) = fs::read_dir(root) else { return files };
    for folder in folders.flatten() {
        let Ok(first) = folder.file_name().into_string() else { continue };
        if first.len() != 2 || !folder.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        remove_stale(&folder.path());
        let Ok(entries) = fs::read_dir(folder.path()) else { continue };
        for entry in entries.flatten() {
            let Ok(rest) = entry.file_name().into_string() else { continue };
            let name = format!("{first}{rest}");
            let Ok(metadata) = entry.metadata() else { continue };
            if metadata.is_file() && place(root, &name).is_some() {
                let read = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                files.push(Kept { read, name, length: metadata.len() });
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(number: u64) -> String {
        format!("{:064x}", u128::from(number) << 120 | u128::from(number))
    }

    fn open(root: &Path, limit: u64) -> CacheFolder {
        CacheFolder::open(&root.join("shared"), &root.join("project"), false, limit).expect("opened")
    }

    fn count(root: &Path) -> usize {
        results(&root.join("shared").canonicalize().expect("there")).len()
    }

    #[test]
    fn what_one_writes_another_reads() {
        let place = tempfile::tempdir().expect("a folder");
        let (one, two) = (open(place.path(), 1 << 20), open(place.path(), 1 << 20));
        assert_eq!(one.read(&sum(1)), None);
        one.write(&sum(1), b"first");
        assert_eq!(two.read(&sum(1)).as_deref(), Some(&b"first"[..]));
        two.write(&sum(1), b"again");
        assert_eq!(one.read(&sum(1)).as_deref(), Some(&b"again"[..]));
        assert!(place.path().join("shared/CACHEDIR.TAG").is_file());
        for bad in ["", "..", "../x", "G", &sum(1)[1..], &sum(1).replace('0', "/")] {
            one.write(bad, b"x");
            assert_eq!(one.read(bad), None);
        }
        assert!(one.take_error().is_none() && count(place.path()) == 1);
    }

    #[test]
    fn one_that_is_only_read_stays_as_it_is() {
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join("shared");
        let absent = CacheFolder::open(&path, root.path(), true, 100).expect("an empty one");
        absent.write(&sum(1), b"x");
        absent.trim();
        assert!(absent.read(&sum(1)).is_none() && !path.exists());
        open(root.path(), 1 << 20).write(&sum(1), b"x");
        let folder = CacheFolder::open(&path, root.path(), true, 0).expect("opened");
        folder.write(&sum(2), b"y");
        folder.trim();
        assert!(folder.read(&sum(1)).is_some() && folder.read(&sum(2)).is_none() && folder.take_error().is_none());
    }

    #[test]
    fn what_was_not_read_for_longest_goes_first_and_nothing_of_others() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = open(root.path(), 1000);
        let shared = root.path().join("shared");
        fs::write(shared.join("letter"), [0; 5000]).expect("a file");
        fs::create_dir(shared.join("zz")).expect("a folder");
        fs::write(shared.join("zz").join(&sum(1)[2..]), [0; 5000]).expect("a file");
        for number in 1..=9 {
            folder.write(&sum(number), &[0; 100]);
            let (path, date) = (super::place(&shared, &sum(number)), SystemTime::now() - HOUR * (20 - number as u32));
            let file = fs::File::options().append(true).open(path.expect("a name")).expect("there");
            file.set_modified(date).expect("dated");
        }
        assert!(folder.read(&sum(1)).is_some(), "it gets the date of today");
        folder.trim();
        assert_eq!(count(root.path()), 9, "there is room");
        (10..=12).for_each(|number| folder.write(&sum(number), &[0; 100]));
        folder.trim();
        let kept: Vec<u64> = (1..=12).filter(|number| folder.read(&sum(*number)).is_some()).collect();
        // The eleventh file was too much, and two gave way to it.
        assert_eq!(kept, [1, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        assert!(shared.join("letter").is_file() && shared.join("zz").join(&sum(1)[2..]).is_file());
        // What is larger than the folder is not written.
        folder.write(&sum(13), &[0; 1001]);
        assert!(folder.read(&sum(13)).is_none());
    }

    #[test]
    fn two_may_make_it_smaller_at_once() {
        let root = tempfile::tempdir().expect("a folder");
        let folders: Vec<CacheFolder> = (0..2).map(|_| open(root.path(), 20_000)).collect();
        std::thread::scope(|scope| {
            for (index, folder) in folders.iter().enumerate() {
                scope.spawn(move || {
                    for number in 0..200_u64 {
                        let name = sum(number % 150 + index as u64 * 20);
                        if folder.read(&name).is_none_or(|bytes| bytes != [7; 500]) {
                            folder.write(&name, &[7; 500]);
                        }
                    }
                    folder.trim();
                });
            }
        });
        assert!(folders.iter().all(|folder| folder.take_error().is_none()));
        assert!((1..=40).contains(&count(root.path())));
        let all = (0..200).filter_map(|number| folders[0].read(&sum(number)));
        assert!(all.into_iter().all(|bytes| bytes == [7; 500]), "whole or not there");
    }

    #[test]
    fn folders_of_the_book_are_refused_and_what_stands_in_the_way_is_told_once() {
        let root = tempfile::tempdir().expect("a folder");
        let project = root.path().join("project");
        fs::create_dir_all(project.join("tome1")).expect("a folder");
        fs::write(project.join("tome1/tome.yaml"), "").expect("a file");
        for name in ["", "book", "fonts/cache", "tome1"] {
            let error = CacheFolder::open(&project.join(name), &project, false, 100).expect_err(name);
            assert_eq!(error.operation, FileOperation::WriteIntoSources, "{name}");
        }
        assert!(CacheFolder::open(&project.join("output/.cache"), &project, false, 100).is_ok());
        let folder = open(root.path(), 1000);
        // A file stands where a folder is to be.
        fs::write(root.path().join("shared").join(&sum(1)[..2]), "").expect("a file");
        folder.write(&sum(1), b"x");
        folder.write(&sum(2), b"x");
        assert!(folder.take_error().is_some() && folder.take_error().is_none());
        assert!(folder.read(&sum(1)).is_none());
    }
}
