//! Messages of an earlier build, kept in its stamp, so that a build of what has not changed can show them again.
//!
//! A message is kept as its code, places and arguments; its words are chosen when it is shown. Places are valid only for the same
//! sources, which the digest of the stamp says. A file of the cache may hold anything: what is no message of these sources is none.

use crate::{
    diagnostic::{Argument, Code, Diagnostic, Diagnostics, Label, Severity},
    source::{SourceMap, Span},
};
use serde::{Deserialize, Serialize};

/// A message as it is kept.
#[derive(Serialize, Deserialize)]
struct StoredMessage {
    code: String,
    span: Span,
    is_error: bool,
    arguments: Vec<(String, StoredArgument)>,
    labels: Vec<(Span, String)>,
    hints: Vec<String>,
}

/// An argument of a message.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StoredArgument {
    Number(i64),
    Text(String),
}

/// The warnings and errors of `found`, as JSON.
pub(super) fn to_json(found: &Diagnostics) -> serde_json::Value {
    let stored: Vec<StoredMessage> = found.iter().filter(|message| message.severity > Severity::Note).map(stored).collect();
    serde_json::to_value(stored).unwrap_or_default()
}

fn stored(message: &Diagnostic) -> StoredMessage {
    let argument = |(name, argument): &(&str, Argument)| {
        let value = match argument {
            Argument::Text(text) => StoredArgument::Text(text.clone()),
            Argument::Number(number) => StoredArgument::Number(*number),
        };
        ((*name).to_owned(), value)
    };
    StoredMessage {
        code: message.code.name().to_owned(),
        span: message.span,
        is_error: message.severity == Severity::Error,
        arguments: message.arguments.iter().map(argument).collect(),
        labels: message.labels.iter().map(|label| (label.span, label.attribute.to_owned())).collect(),
        hints: message.hints.iter().map(|hint| (*hint).to_owned()).collect(),
    }
}

/// The messages in `stored` about `sources`; none when one of them is not what [`to_json`] writes.
pub(super) fn from_json(stored: &serde_json::Value, sources: &SourceMap) -> Option<Diagnostics> {
    let stored: Vec<StoredMessage> = serde_json::from_value(stored.clone()).ok()?;
    let mut found = Diagnostics::new();
    for message in stored {
        found.push(message.restored(sources)?);
    }
    Some(found)
}

impl StoredMessage {
    /// The message; none when its code is unknown or a place is in none of `sources`.
    fn restored(self, sources: &SourceMap) -> Option<Diagnostic> {
        let places = || std::iter::once(self.span).chain(self.labels.iter().map(|(span, _)| *span));
        if !places().all(|span| is_in(span, sources)) {
            return None;
        }
        let code = Code::ALL.iter().copied().find(|code| code.name() == self.code)?;
        let argument = |(name, value)| {
            let value = match value {
                StoredArgument::Text(text) => Argument::Text(text),
                StoredArgument::Number(number) => Argument::Number(number),
            };
            (known(name), value)
        };
        Some(Diagnostic {
            span: self.span,
            code,
            severity: if self.is_error { Severity::Error } else { Severity::Warning },
            arguments: self.arguments.into_iter().map(argument).collect(),
            labels: self.labels.into_iter().map(|(span, attribute)| Label { span, attribute: known(attribute) }).collect(),
            hints: self.hints.into_iter().map(known).collect(),
        })
    }
}

/// A name of a message's argument or attribute. Those of one stamp are few, and the process ends when they are shown.
fn known(name: String) -> &'static str {
    name.leak()
}

/// Whether a place is in one of `sources`, at whole characters.
fn is_in(span: Span, sources: &SourceMap) -> bool {
    let Some(source) = sources.iter().nth(span.source.index()) else { return false };
    span.range().is_none_or(|range| source.text().get(range).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_back_as_they_were() {
        let mut sources = SourceMap::new();
        let id = sources.add("tome1/a.md", "Élan");
        let mut found = Diagnostics::new();
        found.push(Diagnostic::new(Code::TopHeading, Span::new(id, 0..2)).with("a", "é").with("n", 3_usize).hint("did-you-mean"));
        found.push(Diagnostic::new(Code::OverfullPage, Span::whole(id)).label(Span::new(id, 2..4), "first"));
        let stored = to_json(&found);
        assert_eq!(from_json(&stored, &sources), Some(found));
        // Half a character, and a file that is not there.
        for (place, other) in [(r#""start":0"#, r#""start":1"#), (r#""source":1"#, r#""source":7"#)] {
            let damaged = stored.to_string().replacen(place, other, 1);
            let damaged = serde_json::from_str(&damaged).expect("JSON");
            assert_eq!(from_json(&damaged, &sources), None, "{damaged}");
        }
    }
}
