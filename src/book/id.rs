//! Identifiers: indices into the lists of a book or a section, and the numbers of leaves and blocks.

use crate::source::Reference;
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};

/// Index of a person in `Book::people`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContributorId(pub u32);

/// Index of a picture in `Book::assets`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AssetId(pub u32);

/// Index of a note in `Section::notes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

/// Number of a figure, table or chart, unique in its section, given in reading order by `numbering::number`; 0 before that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BlockId(pub u32);

/// Number of a text node, unique in the book, given in reading order by `numbering::number`; the default value before that.
///
/// Each section counts for itself, so that an edit in one text does not change the numbers of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TextId {
    /// The section, from 1; 0 for text of no section, such as the biographies of people.
    pub section: u32,
    /// The number in the section, from 1.
    pub number: u32,
}

impl Hash for ContributorId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Reference::Person(self.0).hash(state);
    }
}

impl Hash for AssetId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Reference::Picture(self.0).hash(state);
    }
}

impl Hash for TextId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Reference::Text(self.section, self.number).hash(state);
    }
}

/// Feeds a hasher the index of a section.
pub(super) fn hash_section<H: Hasher>(index: usize, state: &mut H) {
    Reference::Section(u32::try_from(index).unwrap_or(u32::MAX)).hash(state);
}
