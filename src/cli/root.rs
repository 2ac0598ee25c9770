//! The project as commands see it: found, read, and the place where files go; failures of the machine become sentences.

use super::{Failure, arguments::General, terminal::Terminal};
use crate::{
    diagnostic::Diagnostics,
    locale::Argument,
    project::{self, Project},
    source::{Parts, SourceMap},
};
use std::path::{Path, PathBuf};

/// An open project.
pub(super) struct Root {
    project: Project,
    path: PathBuf,
    /// What was wrong with files as such.
    pub(super) found: Diagnostics,
}

impl Root {
    /// Opens the project at `--root`, else the nearest upwards from here.
    pub(super) fn open(general: &General, terminal: &Terminal) -> Result<Self, Failure> {
        let start = general.root.clone().unwrap_or_else(|| PathBuf::from("."));
        let path = general.root.clone().or_else(|| project::find_root(&start));
        let shown = start.display().to_string();
        let path = path.ok_or_else(|| terminal.failure("no-project", &[("path", Argument::Text(&shown))]))?;
        let mut found = Diagnostics::new();
        let project = Project::open(&path, &mut found).map_err(|error| machine(&error, terminal))?;
        if project.sources.by_path("book/book.yaml").is_none() && found.is_empty() {
            let shown = path.display().to_string();
            return Err(terminal.failure("no-project", &[("path", Argument::Text(&shown))]));
        }
        Ok(Self { project, path, found })
    }

    /// Fails unless every picture could be read as it was when the project was opened: to be called after each use of the sources.
    pub(super) fn confirm(&self, terminal: &Terminal) -> Result<(), Failure> {
        self.project.fault().map_or(Ok(()), |fault| Err(machine(&fault, terminal)))
    }

    /// Its folder, as it was found or named.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Every input.
    pub(super) fn sources(&self) -> &SourceMap {
        &self.project.sources
    }

    /// Writes files into output/, all or none; returns their paths as a person reads them, from the root.
    pub(super) fn write_output(&self, files: &[(String, Parts)], terminal: &Terminal) -> Result<Vec<String>, Failure> {
        self.project.write(files).map_err(|error| machine(&error, terminal))?;
        Ok(files.iter().map(|(name, _)| format!("output/{name}")).collect())
    }

    /// Adds bytes to a file of output/ that is there; whether it could.
    pub(super) fn append_output(&self, name: &str, bytes: &[u8]) -> bool {
        project::append_output(&self.path, name, bytes)
    }

    /// The bytes of a file of output/; none when there is none that can be read.
    pub(super) fn read_output(&self, name: &str) -> Option<Vec<u8>> {
        project::read_output(&self.path, name)
    }

    /// Hands the bytes of a file of output/ to `take`, part by part; how many they are, when there is one that can be read.
    pub(super) fn scan_output(&self, name: &str, take: impl FnMut(&[u8])) -> Option<u64> {
        project::scan_output(&self.path, name, take)
    }

    /// Creates an input that does not exist yet.
    pub(super) fn create(&self, path: &str, text: &str, terminal: &Terminal) -> Result<(), Failure> {
        project::create_input(&self.path, path, text).map_err(|error| machine(&error, terminal))
    }

    /// Replaces the text of an input that still reads `before`.
    pub(super) fn replace(&self, path: &str, before: &str, text: &str, terminal: &Terminal) -> Result<(), Failure> {
        project::replace_input(&self.path, path, before, text).map_err(|error| machine(&error, terminal))
    }
}

/// A failure of the machine as a sentence.
pub(super) fn machine(error: &project::Error, terminal: &Terminal) -> Failure {
    let arguments = error.arguments();
    let arguments: Vec<_> = arguments.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
    terminal.failure(error.id(), &arguments)
}
