//! Failures of the machine: what was tried, on which file, and the system's error. Mistakes of authors are diagnostics.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOperation {
    /// Listing a folder.
    List,
    /// Reading a file.
    Read,
    /// Reading a file again that has changed meanwhile.
    ReadAgain,
    /// Writing a file.
    Write,
    /// Writing to a path that leads out of output/, by its name or through a link.
    WriteOutside,
    /// Writing into output/ when it is a folder of the book's own files.
    WriteIntoSources,
    /// Writing into a folder that holds files of others.
    WriteIntoFolder,
    /// Changing the inputs while another process does.
    Lock,
}

/// A failure of the disk or of a permission.
#[derive(Debug)]
pub struct Error {
    /// What was tried.
    pub operation: FileOperation,
    /// On which file or folder.
    pub path: PathBuf,
    /// The system's error.
    pub source: io::Error,
    /// The files of a group that were replaced all the same and could not get back what they were.
    pub new_files: Vec<PathBuf>,
}

impl Error {
    pub(super) fn new(operation: FileOperation, path: &Path, source: io::Error) -> Self {
        Self { operation, path: path.to_owned(), source, new_files: Vec::new() }
    }

    pub(super) fn with_new_files(self, new_files: Vec<PathBuf>) -> Self {
        Self { new_files, ..self }
    }

    /// Whether the disk, or the part of it that the user may fill, is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(self.source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge)
    }

    /// The failure to write to `path`, which leads out of output/ or out of the project.
    pub(super) fn outside(path: &Path) -> Self {
        Self::new(FileOperation::WriteOutside, path, io::ErrorKind::PermissionDenied.into())
    }

    /// Identifier of the message in the word lists; its arguments are `path`, `reason` and `new`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self.operation {
            FileOperation::Write if !self.new_files.is_empty() => "project-half-written",
            FileOperation::Write if self.source.kind() == io::ErrorKind::AlreadyExists => "project-exists",
            FileOperation::List => "project-cannot-list",
            FileOperation::Read => "project-cannot-read",
            FileOperation::ReadAgain => "project-changed",
            FileOperation::Write => "project-cannot-write",
            FileOperation::WriteOutside => "project-writes-outside",
            FileOperation::WriteIntoSources => "project-writes-into-sources",
            FileOperation::WriteIntoFolder => "project-folder-of-others",
            FileOperation::Lock => "project-locked",
        }
    }

    /// Identifier of the words for the system's error, where there are plainer ones than the system's, which are their argument
    /// `system`.
    #[must_use]
    pub fn reason_id(&self) -> Option<&'static str> {
        Some(match self.source.kind() {
            io::ErrorKind::NotFound => "reason-not-found",
            io::ErrorKind::PermissionDenied => "reason-forbidden",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "reason-full",
            io::ErrorKind::ReadOnlyFilesystem => "reason-read-only",
            io::ErrorKind::NotADirectory => "reason-no-folder",
            io::ErrorKind::IsADirectory => "reason-folder",
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "reason-busy",
            _ => return None,
        })
    }

    /// Arguments of the message.
    #[must_use]
    pub fn arguments(&self) -> [(&'static str, String); 3] {
        let new: Vec<_> = self.new_files.iter().map(|path| path.display().to_string()).collect();
        [("path", self.path.display().to_string()), ("reason", self.source.to_string()), ("new", new.join(", "))]
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, reason) = (self.path.display(), &self.source);
        match self.operation {
            FileOperation::List => write!(f, "cannot list the folder {path}: {reason}"),
            FileOperation::Read => write!(f, "cannot read {path}: {reason}"),
            FileOperation::ReadAgain => write!(f, "{path} has changed while the book was made"),
            FileOperation::Write => write!(f, "cannot write {path}: {reason}"),
            FileOperation::WriteOutside => write!(f, "{path} leads out of the output folder: nothing is written there"),
            FileOperation::WriteIntoSources => write!(f, "{path} is a folder of the book's files: nothing is written there"),
            FileOperation::WriteIntoFolder => write!(f, "{path} holds files, but no release: nothing is written there"),
            FileOperation::Lock => write!(f, "{path} is being changed by another process"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
