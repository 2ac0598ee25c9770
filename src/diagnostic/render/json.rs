//! One JSON object for each diagnostic, for programs.
//!
//! Keys keep their order and are never translated. `line`, `column` and `end` are null for a whole file.

use super::{Phrases, Place, keyword};
use crate::{
    diagnostic::Diagnostic,
    locale::Words,
    source::{SourceMap, Span},
};
use serde_json::{Value, json};

/// The diagnostic as one line of JSON, without a line end.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap, words: &Words) -> String {
    let phrases = Phrases::of(diagnostic, words);
    let labels: Vec<Value> = phrases
        .others
        .iter()
        .map(|(span, text)| {
            let mut label = json!({ "message": text });
            add_place(&mut label, *span, sources);
            label
        })
        .collect();
    let mut object = json!({
        "code": diagnostic.code.name(),
        "severity": keyword(diagnostic.severity),
        "message": phrases.message,
        "label": phrases.label,
        "help": phrases.help,
        "hints": phrases.hints,
    });
    add_place(&mut object, diagnostic.span, sources);
    object["labels"] = Value::Array(labels);
    object.to_string()
}

/// Adds `path`, `line`, `column` and `end` of a span to an object.
pub fn add_place(object: &mut Value, span: Span, sources: &SourceMap) {
    let place = Place::of(span, sources);
    let (start, end) = place.range.unzip();
    object["path"] = place.path.into();
    object["line"] = start.map(|(line, _)| line).into();
    object["column"] = start.map(|(_, column)| column).into();
    object["end"] = end.map(|(line, column)| json!({ "line": line, "column": column })).into();
}
