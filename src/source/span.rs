//! Identifiers of source files, and positions in them.
//!
//! Positions are byte ranges. Lines and columns are computed by [`super::Source`], and only for messages.

use serde::{Deserialize, Serialize};
use std::{num::NonZeroU32, ops::Range};

/// Identifies one input file of a project. Identifiers are ordered as the files' paths are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(NonZeroU32);

impl SourceId {
    /// The identifier of the source at `index` in its [`super::SourceMap`].
    #[must_use]
    pub const fn from_index(index: usize) -> Self {
        // From 1, so that an optional span is no larger than a span.
        match NonZeroU32::new((index as u32).saturating_add(1)) {
            Some(number) => Self(number),
            None => Self(NonZeroU32::MAX),
        }
    }

    /// The source's index in its [`super::SourceMap`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A position in a source: a byte range, or the whole file, as for a damaged picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    start: u32,
    end: u32,
}

impl Span {
    const WHOLE: u32 = u32::MAX;

    /// The byte range `range` of `source`. Offsets beyond 4 GiB are clamped: no source of that size is accepted.
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(Self::WHOLE - 1).min(Self::WHOLE - 1);
        let start = clamp(range.start);
        Self { source, start, end: clamp(range.end).max(start) }
    }

    /// The whole of `source`.
    #[must_use]
    pub const fn whole(source: SourceId) -> Self {
        Self { source, start: Self::WHOLE, end: Self::WHOLE }
    }

    /// The byte range; none when the span is the whole file.
    #[must_use]
    pub fn range(self) -> Option<Range<usize>> {
        (self.start != Self::WHOLE).then_some(self.start as usize..self.end as usize)
    }

    /// The smallest span that covers both; `self` when they lie in different files or either is a whole file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        match (self.range(), other.range()) {
            (Some(a), Some(b)) if self.source == other.source => Self::new(self.source, a.start.min(b.start)..a.end.max(b.end)),
            (Some(_) | None, Some(_) | None) => self,
        }
    }
}

/// A value with the position where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its position.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its position.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Converts the value and keeps the position.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }

    /// The same position with a borrowed value.
    pub const fn as_ref(&self) -> Spanned<&T> {
        Spanned { value: &self.value, span: self.span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_join_within_a_file_only() {
        let (a, b) = (SourceId::from_index(0), SourceId::from_index(1));
        assert_eq!(Span::new(a, 3..5).to(Span::new(a, 8..9)).range(), Some(3..9));
        assert_eq!(Span::new(a, 3..5).to(Span::new(b, 8..9)).range(), Some(3..5));
    }
}
