//! Failures of the machine: what was tried, on which file, and what the system answered. Mistakes of authors are diagnostics.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Listing a folder.
    List,
    /// Reading a file.
    Read,
    /// Reading a file again, which is another than it was.
    ReadAgain,
    /// Writing a file.
    Write,
    /// Writing through a link, or under a name, that leads out of output/.
    WriteOutside,
}

/// The disk, or a permission, failed.
#[derive(Debug)]
pub struct Error {
    /// What was tried.
    pub action: Action,
    /// On which file or folder.
    pub path: PathBuf,
    /// What the system answered.
    pub source: io::Error,
}

impl Error {
    pub(super) fn new(action: Action, path: &Path, source: io::Error) -> Self {
        Self { action, path: path.to_owned(), source }
    }

    /// Identifier of the message in the word lists; its arguments are `path` and `reason`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self.action {
            Action::List => "project-cannot-list",
            Action::Read => "project-cannot-read",
            Action::ReadAgain => "project-changed",
            Action::Write => "project-cannot-write",
            Action::WriteOutside => "project-writes-outside",
        }
    }

    /// Arguments of the message.
    #[must_use]
    pub fn arguments(&self) -> [(&'static str, String); 2] {
        [("path", self.path.display().to_string()), ("reason", self.source.to_string())]
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, reason) = (self.path.display(), &self.source);
        match self.action {
            Action::List => write!(f, "cannot list the folder {path}: {reason}"),
            Action::Read => write!(f, "cannot read {path}: {reason}"),
            Action::ReadAgain => write!(f, "{path} has changed while the book was made"),
            Action::Write => write!(f, "cannot write {path}: {reason}"),
            Action::WriteOutside => write!(f, "{path} leads out of the output folder: nothing is written there"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
