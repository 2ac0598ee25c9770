//! Families by what they are for, and the index of a face.

use serde::{Deserialize, Serialize};

/// Index of a face in the font set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FaceId(pub u16);

/// What a family is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FamilyRole {
    /// Running text.
    Text,
    /// Captions, tables, generated pages.
    Sans,
    /// Literal text.
    Mono,
}
