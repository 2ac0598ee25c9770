//! Reading the disk: walks the project's folders and collects the files for `accept`. It never reads outside the root.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    accept::{BOOK_FILE, Content, Input, Refusal, SizeTotals, is_clean, is_drawing, is_ignored, is_text},
    error::{Error, FileOperation},
    known::{Earlier, FileState, KnownFiles},
    open::{Access, is_change, open_below},
    store::BlobStore,
};
use crate::source::Blob;
use std::{
    collections::{BTreeSet, HashSet},
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The nearest folder, from `start` upwards, that holds book/book.yaml.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    start.ancestors().find(|folder| folder.join(BOOK_FILE).is_file()).map(Path::to_owned)
}

/// The file in book/, of the nearest folder from `start` upwards, that was meant to be book.yaml and has another name: its path there.
#[must_use]
pub fn misnamed_book(start: &Path) -> Option<String> {
    let start = start.canonicalize().ok()?;
    start.ancestors().find_map(|folder| {
        let entries = std::fs::read_dir(folder.join("book")).ok()?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut near: Vec<String> = names.filter(|name| name.to_lowercase().starts_with("book.y")).collect();
        near.sort_unstable();
        near.into_iter().next().map(|name| format!("book/{name}"))
    })
}

/// The path of the folder `root` with links resolved.
pub(super) fn real_path(root: &Path) -> Result<PathBuf, Error> {
    root.canonicalize().map_err(|error| Error::new(FileOperation::List, root, error))
}

/// Most entries that links may make appear again under another name. Shared folders of pictures need some hundreds; two links in
/// each of thirty folders, each to the next one, would make a thousand million.
const REPEATED: usize = 20_000;

/// Most folders within each other. The system looks up every folder on the way to a file, so that the time goes with the square of the
/// depth; and nobody finds a picture in the fiftieth folder.
const DEEPEST: usize = 32;

/// What a walk through a project found.
pub(super) struct Scanned {
    /// Every file.
    pub(super) inputs: Vec<Input>,
    /// The real folders whose entries are inputs, or may become some: the root, its folders, all of those that belong to the project, and
    /// those of files to which links lead.
    pub(super) folders: BTreeSet<PathBuf>,
    /// How they looked; none of it unless there was a reading before.
    pub(super) files: KnownFiles,
}

/// Every file of the project in `root`, a path without links. Pictures are read into memory up to `memory` bytes; for the others
/// `store` gives a blob. What is known from a reading before is not read again.
pub(super) fn scan(root: &Path, memory: u64, store: &Arc<BlobStore>, earlier: Option<Earlier<'_>>) -> Result<Scanned, Error> {
    let (root, total) = (root.to_owned(), SizeTotals::default());
    let above = HashSet::from([root.clone()]);
    let root_folder = root.clone();
    let mut walk = Walk {
        root,
        above,
        seen: HashSet::new(),
        beside: BTreeSet::from([root_folder]),
        repeated: Some(REPEATED),
        is_repeat: false,
        inputs: Vec::new(),
        total,
        memory,
        store,
        earlier,
        files: KnownFiles::default(),
    };
    for Entry { name, path, kind } in list(&walk.root)? {
        let Some(name) = name.to_str().map(str::to_owned) else { continue };
        let wanted = matches!(name.as_str(), "book" | "fonts") || path.join("tome.yaml").is_file();
        if kind == EntryKind::Folder && name != "output" && !is_ignored(&name) {
            walk.beside.insert(path.clone());
        }
        if wanted && !is_ignored(&name) {
            walk.visit(&path, name, kind)?;
        } else if kind == EntryKind::Folder && name != "output" && !is_ignored(&name) {
            walk.beside_volumes(&path, name)?;
        }
    }
    // When links multiply the folders, the message about that is enough: not one for each copy of each file.
    let is_usable = walk.repeated.is_some();
    let folders = walk.beside.into_iter().chain(walk.seen).collect();
    let inputs = walk.inputs.into_iter().filter(|(_, is_repeat)| is_usable || !is_repeat).map(|(input, _)| input).collect();
    Ok(Scanned { inputs, folders, files: walk.files })
}

/// A walk through the folders of a project.
struct Walk<'a> {
    root: PathBuf,
    /// The folders from the root down to the current one, with links resolved.
    above: HashSet<PathBuf>,
    /// All folders so far, with links resolved.
    seen: HashSet<PathBuf>,
    /// The root, its folders, and the folders of files to which links lead.
    beside: BTreeSet<PathBuf>,
    /// How many more entries may be seen again in folders that were seen before; none once there were too many.
    repeated: Option<usize>,
    /// Whether the current folder was seen before.
    is_repeat: bool,
    /// What was found, and whether in a folder that was seen before.
    inputs: Vec<(Input, bool)>,
    total: SizeTotals,
    /// How many more bytes of pictures may be read into memory.
    memory: u64,
    store: &'a Arc<BlobStore>,
    /// The reading before, in a process that reads the project again and again.
    earlier: Option<Earlier<'a>>,
    files: KnownFiles,
}

impl Walk<'_> {
    /// Takes the file at `path`, or everything in the folder at `path`. Only a link needs its real path looked up: the path of
    /// the folder above is real already.
    fn visit(&mut self, path: &Path, name: String, kind: EntryKind) -> Result<(), Error> {
        match kind {
            EntryKind::Folder => self.folder(path.to_owned(), &name),
            EntryKind::File => self.file(path, name),
            EntryKind::Other => self.link(path, name),
        }
    }

    /// Takes what the link at `path` leads to. Refuses what is no link.
    fn link(&mut self, path: &Path, name: String) -> Result<(), Error> {
        let failed = |error| Error::new(FileOperation::Read, path, error);
        let real = match path.canonicalize() {
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
            self.folder(real, &name)
        } else if metadata.is_file() {
            self.beside.extend(real.parent().map(Path::to_owned));
            self.file(&real, name)
        } else {
            self.refuse(name, Refusal::Special)
        }
    }

    /// Takes everything in the folder with the real path `real`.
    fn folder(&mut self, real: PathBuf, name: &str) -> Result<(), Error> {
        if self.above.contains(&real) {
            return self.refuse(name.to_owned(), Refusal::Loop);
        }
        if self.above.len() > DEEPEST {
            return self.refuse(name.to_owned(), Refusal::Deep);
        }
        let is_repeat = !self.seen.insert(real.clone());
        if is_repeat && self.repeated.is_none() {
            return Ok(());
        }
        let entries = list(&real)?;
        if is_repeat {
            self.repeated = self.repeated.and_then(|left| left.checked_sub(1 + entries.len()));
            if self.repeated.is_none() {
                let content = Content::Refused(Refusal::Multiplied);
                self.inputs.push((Input { path: name.to_owned(), content }, false));
                return Ok(());
            }
        }
        let outside = std::mem::replace(&mut self.is_repeat, is_repeat);
        self.above.insert(real.clone());
        for Entry { name: child, path, kind } in entries {
            let Some(child) = child.to_str() else {
                self.refuse(format!("{name}/{}", child.to_string_lossy()), Refusal::Name)?;
                continue;
            };
            if !is_ignored(child) {
                self.visit(&path, format!("{name}/{child}"), kind)?;
            }
        }
        self.above.remove(&real);
        self.is_repeat = outside;
        Ok(())
    }

    /// Keeps the name of a folder that holds texts of a book and no tome.yaml, or a tome.yaml under another name.
    fn beside_volumes(&mut self, folder: &Path, name: String) -> Result<(), Error> {
        // Other folders are none of ours: one that may not be listed is no mistake of the book.
        let Ok(entries) = list(folder) else { return Ok(()) };
        let files: Vec<(&str, &Path)> = entries
            .iter()
            .filter(|entry| entry.kind == EntryKind::File)
            .filter_map(|entry| Some((entry.name.to_str()?, entry.path.as_path())))
            .collect();
        let is_misnamed = |file: &str| {
            let small = file.to_lowercase();
            matches!(small.as_str(), "tome.yml" | "tome.yaml" | "tome.yaml.txt" | "tome.yml.txt")
        };
        if let Some((file, _)) = files.iter().find(|(file, _)| is_misnamed(file)) {
            return self.refuse(format!("{name}/{file}"), Refusal::NoVolume);
        }
        let is_text = |path: &Path| {
            let mut head = Vec::new();
            let read = open_below(&self.root, path, Access::Read).map(|(file, _)| file.take(HEAD).read_to_end(&mut head));
            read.is_ok_and(|read| read.is_ok()) && has_header(&String::from_utf8_lossy(&head))
        };
        // A folder with thousands of files is no volume that somebody forgot.
        let mut texts = files.iter().filter(|(file, _)| file.ends_with(".md")).take(MOST_LOOKED_AT);
        if texts.any(|(_, path)| is_text(path)) {
            self.refuse(name, Refusal::NoVolume)?;
        }
        Ok(())
    }

    /// Takes the file with the real path `real`. It was an ordinary one when its folder was listed; if it is another by now, someone
    /// is at work in the project.
    fn file(&mut self, real: &Path, name: String) -> Result<(), Error> {
        let failed = |error| {
            let action = if is_change(&error) { FileOperation::ReadAgain } else { FileOperation::Read };
            Error::new(action, real, error)
        };
        if let Some(content) = self.known(real, &name) {
            self.inputs.push((Input { path: name, content }, self.is_repeat));
            return Ok(());
        }
        let (file, metadata) = open_below(&self.root, real, Access::Read).map_err(failed)?;
        let length = metadata.len();
        if let Some(earlier) = &self.earlier {
            earlier.note(&name, FileState::new(&metadata), &mut self.files);
        }
        let content = match self.total.add(&name, length) {
            Some(excess) => Content::TooLarge(excess),
            None if is_drawing(&name) => self.drawing(real, read(file, length).map_err(failed)?),
            None if is_text(&name) => Content::Bytes(read(file, length).map_err(failed)?),
            None if name.starts_with("fonts/") => Content::Blob(read(file, length).map(Blob::from).map_err(failed)?),
            None if self.reserve(length) => Content::Blob(read(file, length).map(Blob::from).map_err(failed)?),
            None => Content::Blob(self.store.file(real, length).map_err(failed)?),
        };
        self.inputs.push((Input { path: name, content }, self.is_repeat));
        Ok(())
    }

    /// The file with the real path `real` as the reading before has it, if it is known from that.
    fn known(&mut self, real: &Path, name: &str) -> Option<Content> {
        let earlier = self.earlier.as_ref()?;
        let metadata = fs::symlink_metadata(real).ok().filter(fs::Metadata::is_file)?;
        let (state, length) = (FileState::new(&metadata), metadata.len());
        let source = earlier.known(name, &state)?;
        let (bytes, is_in_memory) = (source.bytes(), !source.bytes().is_external());
        let is_picture = is_drawing(name) || !(is_text(name) || name.starts_with("fonts/"));
        // One that no longer has room in memory is read again, to be left on the disk.
        if is_picture && is_in_memory && self.memory < length {
            return None;
        }
        earlier.note(name, state, &mut self.files);
        Some(match self.total.add(name, length) {
            Some(excess) => Content::TooLarge(excess),
            None if is_in_memory => {
                self.memory -= if is_picture { length } else { 0 };
                Content::Known(source.clone())
            }
            None => Content::Blob(self.store.known_file(real, bytes.length(), bytes.checksum())),
        })
    }

    /// The drawing at `path`. It stays on the disk if it does not fit into memory. One that is not clean text is kept anyway: a
    /// diagnostic about it needs its text.
    fn drawing(&mut self, path: &Path, bytes: Vec<u8>) -> Content {
        let in_memory = self.reserve(bytes.len() as u64) || !is_clean(&bytes);
        if in_memory { Content::Bytes(bytes) } else { Content::Blob(self.store.file_with_bytes(path, &bytes)) }
    }

    /// Reserves memory for `length` bytes of pictures; false when there is not enough left.
    fn reserve(&mut self, length: u64) -> bool {
        let left = self.memory.checked_sub(length);
        self.memory = left.unwrap_or(self.memory);
        left.is_some()
    }

    fn refuse(&mut self, name: String, refusal: Refusal) -> Result<(), Error> {
        self.inputs.push((Input { path: name, content: Content::Refused(refusal) }, self.is_repeat));
        Ok(())
    }
}

/// How many bytes of a file are looked at for the header of a text.
const HEAD: u64 = 1 << 10;

/// In how many files of a folder beside the volumes a header is looked for.
const MOST_LOOKED_AT: usize = 16;

/// Whether a file begins with the header of a text of a book.
fn has_header(head: &str) -> bool {
    let mut lines = head.trim_start_matches('\u{feff}').lines();
    let has_key = |lines: &str, key: &str| lines.lines().any(|line| line.starts_with(key));
    lines.next().is_some_and(|line| line.trim_end() == "---")
        && has_key(head, "title:")
        && (has_key(head, "kind:") || has_key(head, "status:"))
}

/// The bytes of a file that has `length` bytes as the file system says. Not many more are read: a file that grows for ever would fill
/// the memory.
fn read(file: fs::File, length: u64) -> io::Result<Vec<u8>> {
    const GROWTH: u64 = 1 << 20;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(length.saturating_add(GROWTH)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length.saturating_add(GROWTH) { Err(io::ErrorKind::InvalidData.into()) } else { Ok(bytes) }
}

/// An entry of a folder.
struct Entry {
    name: std::ffi::OsString,
    path: PathBuf,
    kind: EntryKind,
}

/// What an entry of a folder is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EntryKind {
    File,
    Folder,
    /// A link, or anything else.
    Other,
}

/// The entries of a folder, sorted by name: which file exceeds a limit must not depend on the order of the file system.
fn list(folder: &Path) -> Result<Vec<Entry>, Error> {
    let failed = |error| Error::new(FileOperation::List, folder, error);
    let read = |entry: fs::DirEntry| {
        let kind = match entry.file_type() {
            Ok(kind) if kind.is_file() => EntryKind::File,
            Ok(kind) if kind.is_dir() => EntryKind::Folder,
            Ok(_) | Err(_) => EntryKind::Other,
        };
        Entry { name: entry.file_name(), path: entry.path(), kind }
    };
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut entries = entries.map(|entry| entry.map(read).map_err(failed)).collect::<Result<Vec<_>, _>>()?;
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(entries)
}
