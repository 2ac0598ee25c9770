//! The project as commands use it: finds and reads it, writes its files, and turns failures of the machine into messages.

use super::{arguments::General, outcome::Failure, terminal::Terminal};
use crate::{
    diagnostic::Diagnostics,
    locale::Argument,
    project::{self, InputChange, InputLock, Project},
    source::{Parts, SourceMap},
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// A project that was read from the disk.
pub(super) struct OpenProject {
    project: Project,
    path: PathBuf,
    /// What is wrong with files, before any is parsed.
    pub(super) found: Diagnostics,
    /// Held by a command that will change the inputs.
    _lock: Option<InputLock>,
}

impl OpenProject {
    /// Opens the project at `--root`, else the nearest one from the current folder upwards.
    pub(super) fn open(general: &General, terminal: &Terminal) -> Result<Self, Failure> {
        Self::open_locked(general, false, terminal)
    }

    /// The same to change its inputs: other commands that do are waited for, and wait until this value is dropped.
    pub(super) fn open_for_changes(general: &General, terminal: &Terminal) -> Result<Self, Failure> {
        Self::open_locked(general, true, terminal)
    }

    fn open_locked(general: &General, is_locked: bool, terminal: &Terminal) -> Result<Self, Failure> {
        let start = general.root.clone().unwrap_or_else(|| PathBuf::from("."));
        let path = general.root.clone().or_else(|| project::find_root(&start));
        let path = path.ok_or_else(|| no_project(&start, terminal))?;
        let lock = is_locked.then(|| project::lock_inputs(&path)).transpose().map_err(|error| disk_failure(&error, terminal))?;
        project::complete_change(&path, lock.as_ref()).map_err(|error| disk_failure(&error, terminal))?;
        let mut found = Diagnostics::new();
        let project = Project::open(&path, &mut found).map_err(|error| disk_failure(&error, terminal))?;
        if project.sources.by_path("book/book.yaml").is_none() && found.is_empty() {
            return Err(no_project(&path, terminal));
        }
        Ok(Self { project, path, found, _lock: lock })
    }

    /// Reads the project in the same folder again: with `trusts` without the files that look as they did.
    pub(super) fn read_again(&self, trusts: bool, terminal: &Terminal) -> Result<Self, Failure> {
        let mut found = Diagnostics::new();
        let project = self.project.open_again(&self.path, &self.found, trusts, &mut found);
        let project = project.map_err(|error| disk_failure(&error, terminal))?;
        Ok(Self { project, path: self.path.clone(), found, _lock: None })
    }

    /// The folders whose entries decide what the inputs are.
    pub(super) fn folders(&self) -> &BTreeSet<PathBuf> {
        &self.project.folders
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

    /// Writes files into output/, all or none; returns their paths from the root. On a full disk the memos of earlier builds make
    /// room for them.
    pub(super) fn write_output(&self, files: &[(String, Parts)], terminal: &Terminal) -> Result<Vec<String>, Failure> {
        let written = match self.project.write(files) {
            Err(error) if error.is_full() && self.project.make_room() => self.project.write(files),
            written => written,
        };
        written.map_err(|error| disk_failure(&error, terminal))?;
        Ok(files.iter().map(|(name, _)| format!("output/{name}")).collect())
    }

    /// Writes files into the folder `to`, else into `name` below output/; returns the folder as the user knows it.
    pub(super) fn write_folder(
        &self,
        to: Option<&Path>,
        name: &str,
        files: &[(String, Parts)],
        terminal: &Terminal,
    ) -> Result<String, Failure> {
        if let Some(folder) = to {
            let written = project::Folder::shared(folder).and_then(|folder| folder.write(files));
            written.map_err(|error| disk_failure(&error, terminal))?;
            return Ok(folder.display().to_string());
        }
        let inside: Vec<(String, Parts)> = files.iter().map(|(file, parts)| (format!("{name}/{file}"), parts.clone())).collect();
        self.write_output(&inside, terminal)?;
        Ok(format!("output/{name}"))
    }

    /// Removes from output/ what killed builds left there.
    pub(super) fn sweep_output(&self) {
        project::sweep_output(&self.path);
    }

    /// Writes a file of output/.cache, if there is room.
    pub(super) fn write_cache(&self, name: String, parts: Parts) -> Result<(), project::Error> {
        self.project.write(&[(name, parts)]).map(|_| ())
    }

    /// Its spill file.
    pub(super) fn spill_file(&self) -> Option<project::SpillFile> {
        self.project.spill_file()
    }

    /// Writes a file of output/.cache that only its owner may read, if that is possible.
    pub(super) fn write_private(&self, name: &str, bytes: &[u8]) -> Result<(), project::Error> {
        project::write_private(&self.path, name, bytes)
    }

    /// Appends to an existing file of output/; false when that is not possible.
    pub(super) fn append_output(&self, name: &str, parts: &Parts) -> bool {
        project::append_output(&self.path, name, parts)
    }

    /// The bytes of a file of output/; none when it cannot be read or has more than `limit` bytes.
    pub(super) fn read_output(&self, name: &str, limit: u64) -> Option<Vec<u8>> {
        project::read_output(&self.path, name, limit)
    }

    /// Hands the bytes of a file of output/ to `take`, chunk by chunk; false when it has another length or cannot be read.
    pub(super) fn scan_output(&self, name: &str, length: u64, take: impl FnMut(&[u8])) -> bool {
        project::scan_output(&self.path, name, length, take)
    }

    /// The first name made of `path`, a number if need be, and `suffix` that no file has.
    pub(super) fn free_name(&self, path: &str, suffix: &str) -> String {
        project::free_name(&self.path, path, suffix)
    }

    /// Changes inputs, all or none.
    pub(super) fn change(&self, changes: &[InputChange<'_>], terminal: &Terminal) -> Result<(), Failure> {
        project::write_inputs(&self.path, changes).map_err(|error| disk_failure(&error, terminal))
    }
}

/// A failure of the disk as a message.
pub(super) fn disk_failure(error: &project::Error, terminal: &Terminal) -> Failure {
    let arguments = disk_arguments(error, terminal);
    let arguments: Vec<_> = arguments.iter().map(|(name, text)| (*name, Argument::Text(text))).collect();
    terminal.failure(error.id(), &arguments)
}

/// The arguments of the message for an error of the disk, with plain words for its reason.
pub(super) fn disk_arguments(error: &project::Error, terminal: &Terminal) -> [(&'static str, String); 3] {
    error.arguments().map(|(name, text)| match error.reason_id() {
        Some(id) if name == "reason" => (name, terminal.say(id, &[("system", Argument::Text(&text))])),
        _ => (name, text),
    })
}

/// Says that no project is at `start`, or what keeps one from being found.
pub(super) fn no_project(start: &Path, terminal: &Terminal) -> Failure {
    if let Some(found) = project::misnamed_book(start) {
        return terminal.failure("no-project-misnamed", &[("found", Argument::Text(&found))]);
    }
    let shown = start.display().to_string();
    terminal.failure("no-project", &[("path", Argument::Text(&shown))])
}
