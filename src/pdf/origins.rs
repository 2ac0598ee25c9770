//! The positions in the sources that the library gets as locations, so that its errors are reported where the author wrote.

use crate::source::Span;
use krilla::surface::Location;

/// The spans of what was drawn.
pub(super) struct Origins {
    spans: Vec<Span>,
    /// The place of errors without one: the tome.yaml.
    pub(super) fallback: Span,
}

impl Origins {
    /// No spans yet.
    pub(super) const fn new(fallback: Span) -> Self {
        Self { spans: Vec::new(), fallback }
    }

    /// The library's location for `span`: its number in our list, from 1.
    pub(super) fn location(&mut self, span: Option<Span>) -> Location {
        let span = span.unwrap_or(self.fallback);
        if self.spans.last() != Some(&span) {
            self.spans.push(span);
        }
        Location::new(self.spans.len() as u64).expect("the list has at least this span")
    }

    /// The span of a location.
    pub(super) fn span(&self, location: Option<Location>) -> Span {
        let index = location.and_then(|location| usize::try_from(location.get()).ok()).map(|number| number - 1);
        index.and_then(|index| self.spans.get(index)).copied().unwrap_or(self.fallback)
    }
}
