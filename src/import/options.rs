//! What an import is told of the book, and by its user.

use super::sponsors::KnownSponsors;
use std::fmt;

/// Gives the bytes of a file by its address from another one.
pub type FindBeside<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;

/// What an import is told of the book, and by its user.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The sponsors of the registry.
    pub known: &'a KnownSponsors,
    /// The name of the author, when the user gives it.
    pub author: Option<&'a str>,
    /// The language of the book, as a BCP 47 tag.
    pub language: &'a str,
    /// Whether tracked changes are taken over as rejected; else they are accepted.
    pub reject_changes: bool,
    /// The bytes of a file beside the one that is imported, by its relative address; none when there is no such file.
    pub beside: Option<&'a FindBeside<'a>>,
    /// A picture of the author that came with the text and not in it, as with an e-mail: its name and the file.
    pub portrait: Option<(&'a str, &'a [u8])>,
    /// Other pictures that came with it, which go to its end: their names and the files.
    pub pictures: &'a [(String, Vec<u8>)],
}

/// No sponsors.
const NONE: &KnownSponsors = &KnownSponsors::new();

impl Default for Options<'_> {
    fn default() -> Self {
        Self { known: NONE, author: None, language: "", reject_changes: false, beside: None, portrait: None, pictures: &[] }
    }
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { known, author, language, reject_changes, beside, portrait, pictures } = self;
        let mut shown = formatter.debug_struct("Options");
        shown.field("known", known).field("author", author).field("language", language).field("reject_changes", reject_changes);
        shown.field("beside", &beside.is_some()).field("portrait", &portrait.map(|(file, _)| file));
        shown.field("pictures", &pictures.len()).finish()
    }
}
