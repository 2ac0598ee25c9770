//! Fonts: families, faces, coverage, subsets.

use crate::{diagnostic::Diagnostics, source::SourceMap};
use std::sync::Arc;

/// Index of a face in the font set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// What a family is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FamilyRole {
    /// Running text.
    Text,
    /// Captions, tables, made pages.
    Sans,
    /// Literal text.
    Mono,
}

/// Every face of the book: the project's own fonts/ first, then the embedded ones.
#[derive(Clone, Debug, Default)]
pub struct FontSet {
    faces: Vec<Face>,
}

/// A face.
#[derive(Clone, Debug)]
pub struct Face {
    /// The font file's bytes (one face a file, index 0).
    pub data: Arc<[u8]>,
    /// Units an em.
    pub units_per_em: u16,
}

impl FontSet {
    /// The project's fonts (`fonts/*.otf|ttf` of `sources`), then the embedded families.
    #[must_use]
    pub fn load(_sources: &SourceMap, _sink: &mut Diagnostics) -> Self {
        Self::default()
    }

    /// The face of an identifier.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }
}
