//! The command line: arguments, terminal, exit status. One file a command.

use std::process::ExitCode;

/// Runs the command of the process's arguments; returns its exit status (0 done, 1 errors in the book, 2 usage or machine).
#[must_use]
pub fn run() -> ExitCode {
    ExitCode::from(2)
}
