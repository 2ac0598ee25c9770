//! The project on disk: reads every input into memory, writes what was made.
//!
//! Owns which files belong to a project, what makes one unusable, and the safety of the disk: nothing outside the root is read,
//! nothing outside output/ is written, and output appears whole or not at all. It does not know what the files mean.
//! Read next: `accept` for the rules about names and texts, `scan` for reading, `output` for writing.

mod accept;
mod error;
mod inputs;
mod output;
mod scan;
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
use std::path::{Path, PathBuf};

/// The file that makes a folder a project.
const BOOK_FILE: &str = "book/book.yaml";

/// Every input of a book, in memory.
#[derive(Clone, Debug)]
pub struct Project {
    /// The inputs, ordered by path.
    pub sources: SourceMap,
    /// The folder that they were read from; none when they were given from memory.
    pub root: Option<PathBuf>,
}

impl Project {
    /// Reads the project in the folder `root`: book/, fonts/, and each folder that holds a tome.yaml. What is wrong with a file
    /// goes to `sink`.
    ///
    /// # Errors
    /// When the disk fails: a folder cannot be listed or a file cannot be read.
    pub fn open(root: &Path, sink: &mut Diagnostics) -> Result<Self, Error> {
        let inputs = scan::scan(root)?;
        Ok(Self { sources: accept(inputs, sink), root: Some(root.to_owned()) })
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
        Self { sources: accept(inputs.collect(), sink), root: None }
    }

    /// Writes `files` (names inside output/, and bytes) into the project's output folder: see [`write_output`].
    ///
    /// # Errors
    /// When the disk fails, or when the project was made from memory.
    pub fn write(&self, files: &[(impl AsRef<str>, Parts)]) -> Result<Vec<PathBuf>, Error> {
        match &self.root {
            Some(root) => write_output(root, files),
            None => Err(Error::new(Action::Write, Path::new("output"), std::io::ErrorKind::Unsupported.into())),
        }
    }
}
