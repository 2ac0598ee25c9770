//! Diagnostics: what is wrong with the book, as values.
//!
//! A [`Diagnostic`] says which rule ([`Code`]), where ([`Span`]) and about what (arguments). It holds no sentence, no path,
//! no line number and no colour: `render` makes those, in the reader's language, from `locale`.
//! Failures of the machine are not diagnostics (`project::Error`), nor are our own mistakes (panics).

mod code;
pub mod render;

pub use code::Code;

use crate::source::{SourceId, Span};
use std::collections::BTreeSet;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice: shown by `check`, never counted against a build.
    Note,
    /// The book can be made, but a reader may notice. `--strict` makes it an error.
    Warning,
    /// The book cannot be made as written.
    Error,
}

/// An argument of a message: shown as it is, or counted (which chooses singular or plural).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// Words of the input: a name, a key, a path.
    Text(String),
    /// A quantity.
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

/// A second place that a message speaks of, with the message attribute that explains it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// Name of the attribute of the code's message, e.g. `first` for `m004.first`.
    pub attribute: &'static str,
}

/// One thing that is wrong, or could be better.
///
/// Its words are the Fluent message named like the code in lower case (`m004`): the value is the message, `.label` what stands
/// under the excerpt (optional), `.help` what to do, and further attributes are named by [`Label`]s and hints.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// Where it is; diagnostics sort by place.
    pub span: Span,
    /// Which rule.
    pub code: Code,
    /// How grave; [`Code::severity`] unless the caller knows better.
    pub severity: Severity,
    /// Arguments of the message, by name.
    pub arguments: Vec<(&'static str, Argument)>,
    /// Other places to show.
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

    /// Adds a second place, explained by `attribute`.
    #[must_use]
    pub fn label(mut self, span: Span, attribute: &'static str) -> Self {
        self.labels.push(Label { span, attribute });
        self
    }

    /// Adds a hint, an attribute of the code's message.
    #[must_use]
    pub fn hint(mut self, attribute: &'static str) -> Self {
        self.hints.push(attribute);
        self
    }

    /// Adds the hint `did-you-mean` with the argument `suggestion`, when one of `candidates` is close to `written`.
    #[must_use]
    pub fn suggest<'a>(self, written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(written, candidates) {
            Some(suggestion) => self.with("suggestion", suggestion).hint("did-you-mean"),
            None => self,
        }
    }
}

/// The candidate most like `written`, if it is like enough (Damerau–Levenshtein within a third of the length, case ignored).
#[must_use]
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = written.to_lowercase();
    let most = (wanted.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The sink every stage writes to: a set, because the same mistake met twice is one mistake.
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

    /// Takes over all that another sink holds.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Keeps what `keep` says: the rest has been answered.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// All diagnostics by place.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Whether a diagnostic is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether an error lies in this file. A value written with a mistake looks as if it were missing: what a file lacks is said
    /// once the rest of it is right.
    #[must_use]
    pub fn has_errors_in(&self, source: SourceId) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error && diagnostic.span.source == source)
    }

    /// Whether one of these rules was found broken in this file, so that a consequence of it need not be told.
    #[must_use]
    pub fn reports(&self, codes: &[Code], source: SourceId) -> bool {
        self.0.iter().any(|diagnostic| codes.contains(&diagnostic.code) && diagnostic.span.source == source)
    }

    /// How many have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether nothing was reported.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same without advice: what a build says.
    #[must_use]
    pub fn without_notes(self) -> Self {
        Self(self.0.into_iter().filter(|diagnostic| diagnostic.severity > Severity::Note).collect())
    }

    /// The same with every warning made an error (`--strict`).
    #[must_use]
    pub fn strict(self) -> Self {
        let raise = |mut diagnostic: Diagnostic| {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
            diagnostic
        };
        Self(self.0.into_iter().map(raise).collect())
    }
}
