//! `make-book completions SHELL`: a script that completes our commands.

use super::{Failure, Status, help, terminal::Terminal};

/// Prints the completions of a shell.
pub(super) fn run(shell: clap_complete::Shell, terminal: &Terminal) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(&terminal.words), "make-book", &mut script);
    terminal.product(&String::from_utf8_lossy(&script))?;
    Ok(Status::Done)
}
