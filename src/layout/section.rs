//! A section broken into pages, as `sections` makes it and `volume` binds it.
//!
//! Its pages have neither folio nor running head, and its marks are numbered within the section.

use crate::{
    diagnostic::Diagnostics,
    layout::{geometry::Side, page::compose::ComposedPage, structure::Structure},
    memo::Key,
};
use serde::{Deserialize, Serialize};

/// A section broken into pages.
#[derive(Debug)]
pub struct PaginatedSection {
    /// Its key in the section cache: the hash of all that it prints.
    pub origin: Key,
    /// The side on which it opens.
    pub side: Side,
    /// Its pages.
    pub pages: Vec<ComposedPage>,
    /// Its structure; the first element is the section's.
    pub structure: Structure,
    /// The headings in it, for the outline.
    pub headings: Vec<OutlineHeading>,
    /// The diagnostics of its layout.
    pub diagnostics: Diagnostics,
}

/// A heading, for the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineHeading {
    /// Its level, from 2.
    pub level: u8,
    /// Its title.
    pub title: String,
    /// The name of its destination.
    pub destination: String,
}
