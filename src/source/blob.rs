//! The bytes of a file, or derived from one: in memory, or outside it and read each time they are needed.
//!
//! A book's text fits into memory; the photographs of three hundred contributors may not. Callers need not know where the bytes
//! are. This module does not touch the disk: `project` implements [`External`].

use std::{
    borrow::Cow,
    fmt,
    sync::{Arc, OnceLock},
};
use xxhash_rust::xxh3::xxh3_128;

/// Shared bytes; cheap to clone.
#[derive(Clone, Debug)]
pub struct Blob(Storage);

#[derive(Clone, Debug)]
enum Storage {
    /// The bytes, and their checksum once it was asked for.
    Memory(Arc<Vec<u8>>, Arc<OnceLock<u128>>),
    External(Arc<dyn External>),
}

/// Bytes stored outside memory.
pub trait External: fmt::Debug + Send + Sync {
    /// Their number.
    fn length(&self) -> usize;

    /// Their XXH3 of 128 bits.
    fn checksum(&self) -> u128;

    /// The bytes; none when they are missing or have changed. The implementation must remember that: a build made with missing bytes is
    /// not written.
    fn read(&self) -> Option<Vec<u8>>;

    /// Stores bytes derived from these.
    fn store(&self, derived: Vec<u8>) -> Blob;
}

impl Blob {
    /// Bytes stored outside memory.
    #[must_use]
    pub fn external(stored: impl External + 'static) -> Self {
        Self(Storage::External(Arc::new(stored)))
    }

    /// Whether they are stored outside memory.
    #[must_use]
    pub const fn is_external(&self) -> bool {
        matches!(self.0, Storage::External(_))
    }

    /// The bytes; empty when they cannot be read.
    #[must_use]
    pub fn read(&self) -> Cow<'_, [u8]> {
        self.try_read().unwrap_or_default()
    }

    /// The bytes; none when they are missing or have changed ([`External::read`]).
    #[must_use]
    pub fn try_read(&self) -> Option<Cow<'_, [u8]>> {
        match &self.0 {
            Storage::Memory(bytes, _) => Some(Cow::Borrowed(bytes)),
            Storage::External(stored) => stored.read().map(Cow::Owned),
        }
    }

    /// The bytes, loaded into memory; empty when they cannot be read.
    #[must_use]
    pub fn load(&self) -> Arc<Vec<u8>> {
        match &self.0 {
            Storage::Memory(bytes, _) => Arc::clone(bytes),
            Storage::External(stored) => Arc::new(stored.read().unwrap_or_default()),
        }
    }

    /// The number of bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        match &self.0 {
            Storage::Memory(bytes, _) => bytes.len(),
            Storage::External(stored) => stored.length(),
        }
    }

    /// Their XXH3 of 128 bits. Different bytes never have the same one by chance; but it is no cryptographic hash, and collisions can be
    /// made on purpose.
    #[must_use]
    pub fn checksum(&self) -> u128 {
        match &self.0 {
            Storage::Memory(bytes, checksum) => *checksum.get_or_init(|| xxh3_128(bytes)),
            Storage::External(stored) => stored.checksum(),
        }
    }

    /// Stores bytes derived from these in the same way: in memory, or outside.
    #[must_use]
    pub fn store(&self, derived: Vec<u8>) -> Self {
        match &self.0 {
            Storage::Memory(..) => derived.into(),
            Storage::External(stored) => stored.store(derived),
        }
    }
}

impl Default for Blob {
    fn default() -> Self {
        Self(Storage::Memory(Arc::default(), Arc::default()))
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
        Self(Storage::Memory(Arc::new(bytes.into()), Arc::default()))
    }
}
