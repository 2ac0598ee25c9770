//! `make-book man`: the manual page, in the language of the messages.

use super::{Failure, Status, help, terminal::Terminal};

/// Prints the manual page (roff).
pub(super) fn run(terminal: &Terminal) -> Result<Status, Failure> {
    let mut page = Vec::new();
    let made = clap_mangen::Man::new(help::command(&terminal.words)).render(&mut page);
    made.map_err(|error| Failure(error.to_string()))?;
    terminal.product(&String::from_utf8_lossy(&page))?;
    Ok(Status::Done)
}
