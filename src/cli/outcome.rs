//! How a command ends: the values behind the exit statuses 0, 1 and 2.

use crate::diagnostic::Diagnostics;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Success, perhaps with warnings: exit status 0.
    Done,
    /// The book has errors: exit status 1.
    HasErrors,
}

impl Outcome {
    pub(super) fn of(diagnostics: &Diagnostics) -> Self {
        if diagnostics.has_errors() { Self::HasErrors } else { Self::Done }
    }
}

/// A failure of usage or of the machine, as the message for the user: exit status 2.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failure(pub(super) String);
