//! Headings inside a section.

use super::{inline::RichText, slug::Slug};
use crate::source::Span;

/// A heading inside a section.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Heading {
    /// Level 2 to 6: the section's title is level 1.
    pub level: HeadingLevel,
    /// Its anchor, unique in the section.
    pub anchor: Slug,
    /// Its text.
    pub content: RichText,
    /// Where it was written.
    pub span: Span,
}

/// Levels of headings below a section's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the numbers say it")]
pub enum HeadingLevel {
    H2 = 2,
    H3,
    H4,
    H5,
    H6,
}
