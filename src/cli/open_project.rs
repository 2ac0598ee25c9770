//! The project as commands use it: finds and reads it, writes its files, and turns failures of the machine into messages.

use super::{arguments::General, outcome::Failure, terminal::Terminal};
use crate::{
    diagnostic::Diagnostics,
    locale::Argument,
    project::{self, Project},
    source::{Parts, SourceMap},
};
use std::path::{Path, PathBuf};

/// A project that was read from the disk.
pub(super) struct OpenProject {
    project: Project,
    path: PathBuf,
    /// What is wrong with files, before any is parsed.
    pub(super) found: Diagnostics,
}

impl OpenProject {
    /// Opens the project at `--root`, else the nearest one from the current folder upwards.
    pub(super) fn open(general: &General, terminal: &Terminal) -> Result<Self, Failure> {
        let start = general.root.clone().unwrap_or_else(|| PathBuf::from("."));
        let path = general.root.clone().or_else(|| project::find_root(&start));
        let shown = start.display().to_string();
        let path = path.ok_or_else(|| terminal.failure("no-project", &[("path", Argument::Text(&shown))]))?;
        let mut found = Diagnostics::new();
        let project = Project::open(&path, &mut found).map_err(|error| disk_failure(&error, terminal))?;
        if project.sources.by_path("book/book.yaml").is_none() && found.is_empty() {
            let shown = path.display().to_string();
            return Err(terminal.failure("no-project", &[("path", Argument::Text(&shown))]));
        }
        Ok(Self { project, path, found })
    }

    /// Fails when a picture could not be read again, or has changed since the project was opened. Call it after each use of the
    /// sources.
    pub(super) fn check_unchanged(&self, terminal: &Terminal) -> Result<(), Failure> {
        self.project.take_error().map_or(Ok(()), |error| Err(disk_failure(&error, terminal)))
    }

    /// The project's folder, as it was found or given.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// All inputs.
    pub(super) fn sources(&self) -> &SourceMap {
        &self.project.sources
    }

    /// Writes files into output/, all or none; returns their paths from the root.
    pub(super) fn write_output(&self, files: &[(String, Parts)], terminal: &Terminal) -> Result<Vec<String>, Failure> {
        self.project.write(files).map_err(|error| disk_failure(&error, terminal))?;
        Ok(files.iter().map(|(name, _)| format!("output/{name}")).collect())
    }

    /// Appends bytes to an existing file of output/; false when that is not possible.
    pub(super) fn append_output(&self, name: &str, bytes: &[u8]) -> bool {
        project::append_output(&self.path, name, bytes)
    }

    /// The bytes of a file of output/; none when it cannot be read.
    pub(super) fn read_output(&self, name: &str) -> Option<Vec<u8>> {
        project::read_output(&self.path, name)
    }

    /// Hands the bytes of a file of output/ to `take`, chunk by chunk, and returns its length; none when it cannot be read.
    pub(super) fn scan_output(&self, name: &str, take: impl FnMut(&[u8])) -> Option<u64> {
        project::scan_output(&self.path, name, take)
    }

    /// Creates an input, which must not exist.
    pub(super) fn create(&self, path: &str, text: &str, terminal: &Terminal) -> Result<(), Failure> {
        project::create_input(&self.path, path, text).map_err(|error| disk_failure(&error, terminal))
    }

    /// Replaces the text of an input, which must still be `before`.
    pub(super) fn replace(&self, path: &str, before: &str, text: &str, terminal: &Terminal) -> Result<(), Failure> {
        project::replace_input(&self.path, path, before, text).map_err(|error| disk_failure(&error, terminal))
    }
}

/// A failure of the disk as a message.
pub(super) fn disk_failure(error: &project::Error, terminal: &Terminal) -> Failure {
    let arguments = error.arguments();
    let arguments: Vec<_> = arguments.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
    terminal.failure(error.id(), &arguments)
}
