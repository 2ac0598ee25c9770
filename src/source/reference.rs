//! References: values that say where something stands and not what it says.
//!
//! A [`Hasher`] is fed a reference as one number of 128 bits, as nothing else of a book is. So one that sums what is printed can put in its
//! place what the reference leads to; any other takes it as a number like all others.

use std::hash::{Hash, Hasher};

/// A reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// To a place in a file: the numbers of a [`Span`](super::Span).
    Place([u32; 3]),
    /// To a text node: its section, from 1, or 0 for none; its number there.
    Text(u32, u32),
    /// To a picture.
    Picture(u32),
    /// To a person.
    Person(u32),
    /// To a section.
    Section(u32),
}

impl Reference {
    /// It as a number: the kind, then three numbers of 32 bits.
    const fn packed(self) -> u128 {
        let (kind, [first, second, third]) = match self {
            Self::Place(span) => (1, span),
            Self::Text(section, number) => (2, [section, number, 0]),
            Self::Picture(number) => (3, [number, 0, 0]),
            Self::Person(number) => (4, [number, 0, 0]),
            Self::Section(number) => (5, [number, 0, 0]),
        };
        kind << 96 | (first as u128) << 64 | (second as u128) << 32 | third as u128
    }

    /// The reference that a hasher was fed as this number; none if it was something else.
    #[must_use]
    pub fn unpacked(number: u128) -> Option<Self> {
        let [kind, first, second, third] = [96, 64, 32, 0].map(|shift| (number >> shift) as u32);
        match kind {
            1 => Some(Self::Place([first, second, third])),
            2 => Some(Self::Text(first, second)),
            3 => Some(Self::Picture(first)),
            4 => Some(Self::Person(first)),
            5 => Some(Self::Section(first)),
            _ => None,
        }
    }
}

impl Hash for Reference {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.packed());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hasher_gets_the_reference_back() {
        let all = [
            Reference::Place([7, 3, 9]),
            Reference::Place([1, u32::MAX, u32::MAX]),
            Reference::Text(4, u32::MAX),
            Reference::Picture(0),
            Reference::Person(1),
            Reference::Section(u32::MAX),
        ];
        for reference in all {
            assert_eq!(Reference::unpacked(reference.packed()), Some(reference));
        }
        assert_eq!(Reference::unpacked(7), None);
    }
}
