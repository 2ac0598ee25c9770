//! The positions in the sources that the library gets as locations, so that its errors are reported where the author wrote.

use crate::source::Span;
use krilla::surface::Location;

/// The spans of what was drawn.
pub(super) struct Origins {
    spans: Vec<Span>,
    /// The place of errors without one: the tome.yaml.
    pub(super) fallback: Span,
    /// The first heading without text.
    pub(super) empty_heading: Option<Span>,
    /// The longest of the long texts, with its length: what may exceed a limit of the format.
    longest: Option<(usize, Span)>,
}

/// From this length in bytes a text is long: a third of what a string may have (ISO 19005-2, 6.1.13).
const LONG: usize = 10_000;

impl Origins {
    /// No spans yet.
    pub(super) const fn new(fallback: Span) -> Self {
        Self { spans: Vec::new(), fallback, empty_heading: None, longest: None }
    }

    /// The library's location for `span`: its number in our list, from 1.
    pub(super) fn location(&mut self, span: Option<Span>) -> Location {
        let span = span.unwrap_or(self.fallback);
        if self.spans.last() != Some(&span) {
            self.spans.push(span);
        }
        Location::new(self.spans.len() as u64).expect("the list has at least this span")
    }

    /// Remembers a text written at `span` if it is the longest yet.
    pub(super) fn note_text(&mut self, text: &str, span: Option<Span>) {
        if text.len() >= LONG.max(self.longest.map_or(0, |(length, _)| length + 1)) {
            self.longest = span.map(|span| (text.len(), span)).or(self.longest);
        }
    }

    /// The place of an error about what is too long for the format.
    pub(super) fn of_limit(&self) -> Span {
        self.longest.map_or(self.fallback, |(_, span)| span)
    }

    /// The span of a location.
    pub(super) fn span(&self, location: Option<Location>) -> Span {
        let index = location.and_then(|location| usize::try_from(location.get()).ok()).map(|number| number - 1);
        index.and_then(|index| self.spans.get(index)).copied().unwrap_or(self.fallback)
    }
}
