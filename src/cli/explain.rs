//! `make-book explain C001`: what a code means, why it matters to a reader, how to mend it.

use super::{Failure, Status, terminal::Terminal};
use crate::{
    diagnostic::{Code, nearest},
    locale::{Argument, Language},
};

/// Prints the explanation of a code; letter case does not matter.
pub(super) fn run(code: &str, terminal: &Terminal) -> Result<Status, Failure> {
    let wanted = code.to_uppercase();
    let Some(found) = Code::ALL.iter().find(|code| code.name() == wanted) else {
        let near = nearest(&wanted, Code::ALL.iter().map(|code| code.name())).unwrap_or("M001");
        let arguments = [("code", Argument::Text(code)), ("suggestion", Argument::Text(near))];
        return Err(terminal.failure("unknown-code", &arguments));
    };
    let explained = match terminal.words.language() {
        Language::English => found.explanation().iter().map(|line| format!("{}\n", line.trim())).collect(),
        Language::French => in_general(*found, terminal),
    };
    terminal.product(&format!("{} {found:?}\n\n{explained}", found.name()))?;
    Ok(Status::Done)
}

/// The message as it reads whatever it is about, and the remedy. The manual's explanations are in English only.
fn in_general(code: Code, terminal: &Terminal) -> String {
    let id = code.name().to_lowercase();
    let texts = [id.clone(), format!("{id}.help")].map(|id| terminal.words.find(&id, &[]).unwrap_or_default());
    texts.iter().map(|text| without_variables(text) + "\n").collect()
}

/// Fluent shows a variable without a value as `{$name}`.
fn without_variables(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{$") {
        shown.push_str(before);
        shown.push('…');
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    shown + rest
}
