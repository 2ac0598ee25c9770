//! Identifiers: indices into the lists of a book or a section, and the numbers of leaves and blocks.

use serde::{Deserialize, Serialize};

/// Index of a person in `Book::people`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContributorId(pub u32);

/// Index of a picture in `Book::assets`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextId {
    /// The section, from 1; 0 for text of no section, such as the biographies of people.
    pub section: u32,
    /// The number in the section, from 1.
    pub number: u32,
}
