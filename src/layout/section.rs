//! A section set and divided into pages.

use crate::{
    diagnostic::Diagnostics,
    layout::{geometry::Side, page::compose::ComposedPage, structure::Structure},
    memo::Key,
};
use serde::{Deserialize, Serialize};

/// A section set and divided into pages.
#[derive(Debug)]
pub struct PaginatedSection {
    /// The sum of all that it comes from.
    pub origin: Key,
    /// The side on which it opens.
    pub side: Side,
    /// Its pages.
    pub pages: Vec<ComposedPage>,
    /// Its structure.
    pub structure: Structure,
    /// Its headings.
    pub headings: Vec<OutlineHeading>,
    /// What is wrong with it.
    pub diagnostics: Diagnostics,
}

/// A heading, for the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineHeading {
    /// Level, from 2.
    pub level: u8,
    /// As shown.
    pub title: String,
    /// The destination it has.
    pub destination: String,
}
