//! The three renderings of a diagnostic. Lines and columns are computed here and nowhere else: both count from 1, columns count
//! characters.
//!
//! It takes the text of messages from `locale`, in the user's language. It does not know whether there is a terminal: the caller
//! gives the width and says whether to use colours.
//! Read next: [`human`] (with an excerpt), [`short`] (one line), [`json`] (one object).

pub mod human;
pub mod json;
pub mod short;

use super::{Argument, Code, Diagnostic, Severity};
use crate::{
    locale::{self, Words, visible},
    source::{SourceMap, Span},
};

/// A place as path, line and column.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place<'a> {
    path: &'a str,
    /// Line and column of the start and of the end; none for a whole file.
    range: Option<((usize, usize), (usize, usize))>,
}

impl<'a> Place<'a> {
    fn of(span: Span, sources: &'a SourceMap) -> Self {
        let source = sources.get(span.source);
        let range = span.range().map(|range| (source.line_column(range.start), source.line_column(range.end)));
        Self { path: source.path(), range }
    }
}

/// `path:line:column`, or the path alone for a whole file; in one line, whatever is in the path.
impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.range {
            Some(((line, column), _)) => write!(f, "{}:{line}:{column}", visible::in_one_line(self.path)),
            None => f.write_str(&visible::in_one_line(self.path)),
        }
    }
}

/// A span as `path:line:column`, or the path alone for a whole file.
#[must_use]
pub fn place(span: Span, sources: &SourceMap) -> String {
    Place::of(span, sources).to_string()
}

/// An argument as a message shows it.
enum Shown<'a> {
    Text(std::borrow::Cow<'a, str>),
    Number(i64),
}

/// All texts of a diagnostic, in one language.
struct Phrases {
    message: String,
    label: Option<String>,
    help: Option<String>,
    hints: Vec<String>,
    others: Vec<(Span, String)>,
}

impl Phrases {
    fn of(diagnostic: &Diagnostic, words: &Words) -> Self {
        let shown: Vec<_> = diagnostic
            .arguments
            .iter()
            .map(|(name, argument)| match argument {
                // Lines of a file, to be copied whole, and words of the format.
                Argument::Text(text) if matches!(*name, "entry" | "keys" | "pages" | "choices" | "example") => {
                    (*name, Shown::Text(visible::in_lines(text)))
                }
                Argument::Text(text) => (*name, Shown::Text(visible::quoted(text))),
                Argument::Number(number) => (*name, Shown::Number(*number)),
            })
            .collect();
        let arguments: Vec<_> = shown
            .iter()
            .map(|(name, argument)| match argument {
                Shown::Text(text) => (*name, locale::Argument::Text(text)),
                Shown::Number(number) => (*name, locale::Argument::Number(*number)),
            })
            .collect();
        let id = message_id(diagnostic.code);
        let attribute = |name: &str| words.find(&format!("{id}.{name}"), &arguments);
        Self {
            // A missing message must not hide a mistake of the book. A test proves that none is missing.
            message: words.find(&id, &arguments).unwrap_or_else(|| diagnostic.code.explanation()[0].trim().to_owned()),
            label: attribute("label"),
            help: attribute("help"),
            hints: diagnostic.hints.iter().filter_map(|hint| attribute(hint)).collect(),
            others: diagnostic.labels.iter().map(|label| (label.span, attribute(label.attribute).unwrap_or_default())).collect(),
        }
    }
}

/// The Fluent identifier of a code's message: `m001`.
fn message_id(code: Code) -> String {
    code.name().to_lowercase()
}

/// The severity as a keyword for programs.
const fn keyword(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[cfg(test)]
mod tests;
