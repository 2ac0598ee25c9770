//! `make-book completions SHELL`: a shell script that completes our commands.

use super::{
    help,
    outcome::{Failure, Outcome},
    terminal::Terminal,
};

/// Prints the completion script of a shell.
pub(super) fn run(shell: clap_complete::Shell, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(&terminal.words), "make-book", &mut script);
    terminal.print_output(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
