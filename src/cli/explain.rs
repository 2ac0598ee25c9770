//! `make-book explain C001`: what a code means, why it matters to a reader, how to mend it.

use super::{Failure, Status, terminal::Terminal};
use crate::{
    diagnostic::{Code, nearest},
    locale::Argument,
};

/// Prints the explanation of a code; letter case does not matter.
pub(super) fn run(code: &str, terminal: &Terminal) -> Result<Status, Failure> {
    let wanted = code.to_uppercase();
    let Some(found) = Code::ALL.iter().find(|code| code.name() == wanted) else {
        let near = nearest(&wanted, Code::ALL.iter().map(|code| code.name())).unwrap_or("M001");
        let arguments = [("code", Argument::Text(code)), ("suggestion", Argument::Text(near))];
        return Err(terminal.failure("unknown-code", &arguments));
    };
    let id = found.name().to_lowercase();
    let help = terminal.words.find(&format!("{id}.help"), &[]).unwrap_or_default();
    let explanation: Vec<&str> = found.explanation().iter().map(|line| line.trim()).collect();
    terminal.product(&format!("{} {found:?}\n\n{}\n\n{help}\n", found.name(), explanation.join("\n")))?;
    Ok(Status::Done)
}
