//! Bytes of a file, or made of one: held in memory, or put away and read again whenever they are asked for.
//!
//! A book's text fits into memory, the photographs of three hundred contributors may not. Who asks for bytes need not know
//! where they are. It knows no disk: what is put away lies with whoever implements [`Away`] (`project`).

use std::{borrow::Cow, fmt, sync::Arc};
use xxhash_rust::xxh3::xxh3_128;

/// Bytes that many share; cheap to clone.
#[derive(Clone, Debug)]
pub struct Blob(Place);

#[derive(Clone, Debug)]
enum Place {
    Held(Arc<Vec<u8>>),
    Away(Arc<dyn Away>),
}

/// Bytes that lie elsewhere.
pub trait Away: fmt::Debug + Send + Sync {
    /// How many they are.
    fn length(&self) -> usize;

    /// Their XXH3 of 128 bits.
    fn sum(&self) -> u128;

    /// The bytes. None when they are there no more or are others than they were: the implementation remembers that, and whoever
    /// builds a book asks it before he believes what came out.
    fn read(&self) -> Option<Vec<u8>>;

    /// Puts away what was made of these bytes.
    fn keep(&self, made: Vec<u8>) -> Blob;
}

impl Blob {
    /// Bytes that lie elsewhere.
    #[must_use]
    pub fn away(place: impl Away + 'static) -> Self {
        Self(Place::Away(Arc::new(place)))
    }

    /// Whether they lie elsewhere.
    #[must_use]
    pub const fn is_away(&self) -> bool {
        matches!(self.0, Place::Away(_))
    }

    /// The bytes; none where [`Blob::whole`] has none.
    #[must_use]
    pub fn read(&self) -> Cow<'_, [u8]> {
        self.whole().unwrap_or_default()
    }

    /// The bytes; nothing when they lie elsewhere and cannot be read as they were ([`Away::read`]).
    #[must_use]
    pub fn whole(&self) -> Option<Cow<'_, [u8]>> {
        match &self.0 {
            Place::Held(bytes) => Some(Cow::Borrowed(bytes)),
            Place::Away(place) => place.read().map(Cow::Owned),
        }
    }

    /// The bytes, held from now on.
    #[must_use]
    pub fn held(&self) -> Arc<Vec<u8>> {
        match &self.0 {
            Place::Held(bytes) => Arc::clone(bytes),
            Place::Away(place) => Arc::new(place.read().unwrap_or_default()),
        }
    }

    /// How many bytes they are.
    #[must_use]
    pub fn length(&self) -> usize {
        match &self.0 {
            Place::Held(bytes) => bytes.len(),
            Place::Away(place) => place.length(),
        }
    }

    /// Their XXH3 of 128 bits: equal for equal bytes, and of others by chance never, but whoever wants to can make two of one sum.
    #[must_use]
    pub fn sum(&self) -> u128 {
        match &self.0 {
            Place::Held(bytes) => xxh3_128(bytes),
            Place::Away(place) => place.sum(),
        }
    }

    /// What was made of these bytes, kept where they are: in memory, or away.
    #[must_use]
    pub fn keep(&self, made: Vec<u8>) -> Self {
        match &self.0 {
            Place::Held(_) => made.into(),
            Place::Away(place) => place.keep(made),
        }
    }
}

impl Default for Blob {
    fn default() -> Self {
        Self(Place::Held(Arc::default()))
    }
}

impl PartialEq for Blob {
    fn eq(&self, other: &Self) -> bool {
        self.length() == other.length() && self.read() == other.read()
    }
}

impl Eq for Blob {}

impl<T: Into<Vec<u8>>> From<T> for Blob {
    fn from(bytes: T) -> Self {
        Self(Place::Held(Arc::new(bytes.into())))
    }
}
