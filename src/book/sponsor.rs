//! Sponsors and supporters.

use super::{
    id::BlockId,
    inline::{Picture, RichText},
    slug::Slug,
};
use crate::source::Span;

/// A tier of sponsors.
#[derive(Clone, Debug, Hash)]
pub struct Tier {
    /// Its identifier.
    pub slug: Slug,
    /// As printed.
    pub title: RichText,
    /// Sponsors of this volume, in the order written.
    pub sponsors: Vec<Sponsor>,
}

/// A sponsor or supporter.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Sponsor {
    /// Its number on its page, where a printed page may begin with it; given with those of figures.
    pub id: BlockId,
    /// Name.
    pub name: String,
    /// Tag line; may be empty.
    pub tagline: RichText,
    /// Site.
    pub url: Option<String>,
    /// Logo; set in type when absent.
    pub logo: Option<Picture>,
    /// Where it is declared.
    pub span: Span,
}

/// A group of supporters.
#[derive(Clone, Debug, Hash)]
pub struct SupporterGroup {
    /// As printed.
    pub title: RichText,
    /// Members in the order written.
    pub members: Vec<Sponsor>,
}
