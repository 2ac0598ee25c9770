//! What an import is told of the book, and by its user.

use super::page::KnownSponsor;

/// What an import is told of the book, and by its user.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The sponsors of the registry.
    pub known: &'a [KnownSponsor],
    /// The language of the book, as a BCP 47 tag.
    pub language: &'a str,
    /// Whether tracked changes are taken over as rejected; else they are accepted.
    pub reject_changes: bool,
}
