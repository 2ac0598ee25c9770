//! Diagnostics: what is wrong with the book, as values.
//!
//! A [`Diagnostic`] says which rule is broken ([`Code`]), where ([`Span`]), and with which arguments. It holds no sentence, path,
//! line number or colour: `render` makes those, in the user's language, from `locale`.
//! Failures of the machine are not diagnostics (`project::Error`), and neither are our own mistakes (panics).
//! Read next: `code`, then `render`.

mod code;
pub mod render;
mod severity;

pub use code::Code;
pub use severity::Severity;

use crate::source::{NameIndex, SourceId, Span};
use std::collections::BTreeSet;

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// Text of the input, shown as it is: a name, a key, a path.
    Text(String),
    /// A quantity, which chooses singular or plural.
    Number(i64),
}

impl From<&str> for Argument {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Argument {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&String> for Argument {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<usize> for Argument {
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

/// A further place of a diagnostic, with the attribute of the message that explains it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// Name of the attribute of the code's message, e.g. `first` for `m004.first`.
    pub attribute: &'static str,
}

/// One thing that is wrong, or could be better.
///
/// Its text is the Fluent message named like the code in lower case (`m004`): the value is the message, `.label` is shown under
/// the excerpt (optional), `.help` says what to do, and further attributes are named by [`Label`]s and hints.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// Where it is; the first field, so that diagnostics sort by place.
    pub span: Span,
    /// The rule.
    pub code: Code,
    /// How serious it is; [`Code::severity`] unless the caller chose another.
    pub severity: Severity,
    /// Arguments of the message, by name.
    pub arguments: Vec<(&'static str, Argument)>,
    /// Further places to show.
    pub labels: Vec<Label>,
    /// Attributes to show as further hints after `.help`, e.g. `did-you-mean`.
    pub hints: Vec<&'static str>,
}

impl Diagnostic {
    /// A diagnostic of `code` at `span`, with the code's own severity.
    #[must_use]
    pub fn new(code: Code, span: Span) -> Self {
        Self { span, code, severity: code.severity(), arguments: Vec::new(), labels: Vec::new(), hints: Vec::new() }
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Adds a further place, explained by `attribute`.
    #[must_use]
    pub fn label(mut self, span: Span, attribute: &'static str) -> Self {
        self.labels.push(Label { span, attribute });
        self
    }

    /// Adds a hint: an attribute of the code's message.
    #[must_use]
    pub fn hint(mut self, attribute: &'static str) -> Self {
        self.hints.push(attribute);
        self
    }

    /// What the hint `did-you-mean` suggests.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.arguments.iter().find_map(|(name, argument)| match argument {
            Argument::Text(text) if *name == "suggestion" => Some(text.as_str()),
            Argument::Text(_) | Argument::Number(_) => None,
        })
    }

    /// Adds the hint `did-you-mean` with the argument `suggestion`, when one of `candidates` is close to `written`.
    #[must_use]
    pub fn suggest<'a>(self, written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        self.suggest_one(NameIndex::new(candidates).nearest(written))
    }

    /// Adds the hint `did-you-mean` with this suggestion, if there is one.
    #[must_use]
    pub fn suggest_one(self, suggestion: Option<&str>) -> Self {
        match suggestion {
            Some(suggestion) => self.with("suggestion", suggestion).hint("did-you-mean"),
            None => self,
        }
    }
}

/// The sink that every stage writes to. It is a set: the same mistake found twice is reported once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(BTreeSet<Diagnostic>);

impl Diagnostics {
    /// An empty sink.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeSet::new())
    }

    /// Reports a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.insert(diagnostic);
    }

    /// Adds all diagnostics of another sink.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Removes every diagnostic for which `keep` is false.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// All diagnostics, sorted by place.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Whether a diagnostic is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether there is an error in this file. A value with a mistake looks like a missing one, so missing values are reported only
    /// when the rest of the file is right.
    #[must_use]
    pub fn has_errors_in(&self, source: SourceId) -> bool {
        self.of(source).any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether one of these codes was reported in this file, so that a consequence need not be reported too.
    #[must_use]
    pub fn reports(&self, codes: &[Code], source: SourceId) -> bool {
        self.of(source).any(|diagnostic| codes.contains(&diagnostic.code))
    }

    /// The diagnostics of one file; diagnostics are sorted by place.
    fn of(&self, source: SourceId) -> impl Iterator<Item = &Diagnostic> {
        let first = Diagnostic { severity: Severity::Note, ..Diagnostic::new(Code::ALL[0], Span::new(source, 0..0)) };
        self.0.range(first..).take_while(move |diagnostic| diagnostic.span.source == source)
    }

    /// The number of diagnostics of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether there is no diagnostic.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same without notes: what a build shows.
    #[must_use]
    pub fn without_notes(self) -> Self {
        Self(self.0.into_iter().filter(|diagnostic| diagnostic.severity > Severity::Note).collect())
    }

    /// The same with every warning made an error (`--strict`).
    #[must_use]
    pub fn strict(self) -> Self {
        self.raise(|_| true)
    }

    /// The same with the warnings of these codes made errors.
    #[must_use]
    pub fn raise(self, wanted: impl Fn(Code) -> bool) -> Self {
        let raise = |mut diagnostic: Diagnostic| {
            if diagnostic.severity == Severity::Warning && wanted(diagnostic.code) {
                diagnostic.severity = Severity::Error;
            }
            diagnostic
        };
        Self(self.0.into_iter().map(raise).collect())
    }
}
