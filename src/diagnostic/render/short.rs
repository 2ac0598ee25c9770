//! One line for each diagnostic, as compilers write it, for text editors that jump to `path:line:column`.
//!
//! The severity is a keyword for programs and not translated; the message is in the user's language.

use super::{Phrases, Place, keyword};
use crate::{diagnostic::Diagnostic, locale::Words, source::SourceMap};

/// `path:line:column: error[C012]: message`, without a line end.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap, words: &Words) -> String {
    let place = Place::of(diagnostic.span, sources);
    let message = Phrases::of(diagnostic, words).message;
    let message = message.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    format!("{place}: {}[{}]: {message}", keyword(diagnostic.severity), diagnostic.code.name())
}
