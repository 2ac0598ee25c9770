//! The content of an output file, as a list of parts.
//!
//! A picture need not be copied into a book in order to be written with it.

use super::blob::Blob;
use std::borrow::Cow;

/// The content of an output file: its parts in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(Vec<Part>);

/// A part of an output file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Bytes made for this file.
    Owned(Vec<u8>),
    /// The bytes of a source, or derived from them.
    Shared(Blob),
}

impl Part {
    /// Its bytes; none when they cannot be read ([`Blob::try_read`]).
    #[must_use]
    pub fn try_read(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Owned(bytes) => Some(Cow::Borrowed(bytes)),
            Self::Shared(bytes) => bytes.try_read(),
        }
    }

    /// Its bytes; empty when they cannot be read.
    #[must_use]
    pub fn read(&self) -> Cow<'_, [u8]> {
        self.try_read().unwrap_or_default()
    }

    /// Its length in bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        match self {
            Self::Owned(bytes) => bytes.len(),
            Self::Shared(bytes) => bytes.length(),
        }
    }
}

impl Parts {
    /// Appends a part.
    pub fn push(&mut self, part: Part) {
        self.0.push(part);
    }

    /// The parts in order.
    pub fn iter(&self) -> impl Iterator<Item = &Part> {
        self.0.iter()
    }

    /// The length of all parts in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.iter().map(Part::length).sum()
    }

    /// The bytes of all parts.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        self.iter().map(Part::read).collect::<Vec<_>>().concat()
    }
}

impl From<Part> for Parts {
    fn from(part: Part) -> Self {
        Self(vec![part])
    }
}

impl From<Vec<u8>> for Parts {
    fn from(bytes: Vec<u8>) -> Self {
        Self(vec![Part::Owned(bytes)])
    }
}
