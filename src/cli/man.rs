//! `make-book man`: the manual page, in the language of the messages.

use super::{
    help,
    outcome::{Failure, Outcome},
    terminal::Terminal,
};

/// Prints the manual page (roff).
pub(super) fn run(terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(help::command(&terminal.words)).render(&mut page);
    rendered.map_err(|error| Failure(error.to_string()))?;
    terminal.print_output(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}
