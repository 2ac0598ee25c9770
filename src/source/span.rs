//! Identifiers of source files, and positions in them.
//!
//! Positions are byte ranges. Lines and columns are computed by [`super::Source`], and only for messages.

use super::reference::Reference;
use serde::{Deserialize, Serialize};
use std::{
    hash::{Hash, Hasher},
    num::NonZeroU32,
    ops::Range,
};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

    /// The span with the numbers of a [`Reference::Place`]; none if they are no span's.
    #[must_use]
    pub fn of_numbers([source, start, end]: [u32; 3]) -> Option<Self> {
        NonZeroU32::new(source).map(|source| Self { source: SourceId(source), start, end })
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

impl Hash for Span {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Reference::Place([self.source.0.get(), self.start, self.end]).hash(state);
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
    fn a_hasher_that_knows_references_gets_the_span() {
        struct Heard(Option<Reference>);
        impl Hasher for Heard {
            fn write(&mut self, _: &[u8]) {}
            fn write_u128(&mut self, number: u128) {
                self.0 = Reference::unpacked(number);
            }
            fn finish(&self) -> u64 {
                0
            }
        }
        let source = SourceId::from_index(6);
        for span in [Span::new(source, 3..9), Span::whole(source)] {
            let mut heard = Heard(None);
            span.hash(&mut heard);
            let Some(Reference::Place(numbers)) = heard.0 else { panic!("no place") };
            assert_eq!(Span::of_numbers(numbers), Some(span));
        }
    }

    #[test]
    fn spans_join_within_a_file_only() {
        let (a, b) = (SourceId::from_index(0), SourceId::from_index(1));
        assert_eq!(Span::new(a, 3..5).to(Span::new(a, 8..9)).range(), Some(3..9));
        assert_eq!(Span::new(a, 3..5).to(Span::new(b, 8..9)).range(), Some(3..5));
    }
}
