//! The project on disk: reads every input, writes what was made.
//!
//! Owns which files belong to a project, what makes one unusable, and the safety of the disk: nothing outside the root is read,
//! nothing outside output/ is written, and output appears whole or not at all. It does not know what the files mean.
//! Read next: `accept` for the rules about names and texts, `scan` for reading, `shelf` for what is read later, `output` for
//! writing.

mod accept;
mod error;
mod inputs;
mod output;
mod scan;
mod shelf;
#[cfg(test)]
mod tests;

pub use error::{Action, Error};
pub use inputs::{create_input, create_root, read_file, replace_input};
pub use output::{append_output, read_output, scan_output, write_output};
pub use scan::find_root;

use crate::{
    diagnostic::Diagnostics,
    source::{Parts, SourceMap},
};
use accept::{Content, Input, Total, accept};
use shelf::Shelf;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// The file that makes a folder a project.
const BOOK_FILE: &str = "book/book.yaml";

/// How many bytes of pictures are held in memory; beyond it a picture is read when it is needed.
///
/// Three hundred portraits as authors send them for a web page have a fifth of it; as their cameras make them, fifty times as much.
const HELD: u64 = 32 << 20;

/// Every input of a book: texts and fonts in memory, pictures there or on the disk.
#[derive(Clone, Debug)]
pub struct Project {
    /// The inputs, ordered by path.
    pub sources: SourceMap,
    /// The folder that they were read from; none when they were given from memory.
    pub root: Option<PathBuf>,
    shelf: Option<Arc<Shelf>>,
}

impl Project {
    /// Reads the project in the folder `root`: book/, fonts/, and each folder that holds a tome.yaml. What is wrong with a file
    /// goes to `sink`.
    ///
    /// # Errors
    /// When the disk fails: a folder cannot be listed or a file cannot be read.
    pub fn open(root: &Path, sink: &mut Diagnostics) -> Result<Self, Error> {
        Self::open_holding(root, HELD, sink)
    }

    /// The same, with `held` bytes of pictures in memory at most.
    fn open_holding(root: &Path, held: u64, sink: &mut Diagnostics) -> Result<Self, Error> {
        let shelf = Shelf::new(root);
        let inputs = scan::scan(root, held, &shelf)?;
        Ok(Self { sources: accept(inputs, sink), root: Some(root.to_owned()), shelf: Some(shelf) })
    }

    /// What went wrong first when a picture was to be read again: then nothing that was made since can be believed.
    #[must_use]
    pub fn fault(&self) -> Option<Error> {
        self.shelf.as_ref()?.fault()
    }

    /// The project made of `files`, pairs of a path from the root and its bytes: the same value as [`Project::open`] gives for
    /// a folder that holds them.
    pub fn from_files(files: impl IntoIterator<Item = (impl Into<String>, impl Into<Vec<u8>>)>, sink: &mut Diagnostics) -> Self {
        let mut total = Total::default();
        let inputs = files.into_iter().map(|(path, bytes)| {
            let (path, bytes) = (path.into(), bytes.into());
            let excess = total.excess(&path, bytes.len() as u64);
            Input { path, content: excess.map_or(Content::Bytes(bytes), Content::TooLarge) }
        });
        Self { sources: accept(inputs.collect(), sink), root: None, shelf: None }
    }

    /// Writes `files` (names inside output/, and bytes) into the project's output folder: see [`write_output`].
    ///
    /// # Errors
    /// When the disk fails, when a picture is not what it was, or when the project was made from memory.
    pub fn write(&self, files: &[(impl AsRef<str>, Parts)]) -> Result<Vec<PathBuf>, Error> {
        match &self.root {
            Some(root) => write_output(root, files).map_err(|error| self.fault().unwrap_or(error)),
            None => Err(Error::new(Action::Write, Path::new("output"), std::io::ErrorKind::Unsupported.into())),
        }
    }
}
