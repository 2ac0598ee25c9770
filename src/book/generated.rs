//! Blocks that only generated pages have: display lines, contents, sponsors, index, bar code.

use super::{
    heading::Heading,
    id::{ContributorId, TextId},
    inline::RichText,
    sponsor::Sponsor,
};

/// A line of a generated page.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Display {
    /// What it is.
    pub role: DisplayRole,
    /// Its text.
    pub content: RichText,
}

/// Lines of generated pages; each has a style of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DisplayRole {
    /// The work's title, large.
    WorkTitle,
    /// The work's subtitle.
    WorkSubtitle,
    /// Editors and collective.
    Statement,
    /// « Tome 1 ».
    VolumeNumber,
    /// The volume's own title.
    VolumeTitle,
    /// The volume's own subtitle.
    VolumeSubtitle,
    /// Publisher at the foot of the title page.
    Publisher,
    /// Date at the foot of the title page.
    Date,
    /// Title alone on the half-title page.
    HalfTitle,
    /// Hashtag.
    Hashtag,
    /// A paragraph of the legal page or the colophon, small.
    SmallPrint,
    /// The summary on the back cover.
    Summary,
    /// Price or « ne peut être vendu » on the back cover.
    Price,
}

/// The contents of the volume.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Contents {
    /// Its lines; the folio of each is that of its section.
    pub entries: Vec<ContentsEntry>,
}

/// A line of the contents.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct ContentsEntry {
    /// The section, by its index in `Book::sections`.
    pub section: usize,
    /// Nesting, from 0.
    pub depth: u8,
    /// The title as the contents shows it.
    pub title: RichText,
    /// Who signs it; may be empty.
    pub authors: RichText,
}

/// Sponsors of a tier, or supporters of a group.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct SponsorGroup {
    /// Rank of the tier, 0 highest; none for supporters.
    pub rank: Option<usize>,
    /// Title (a heading of level 2) with its anchor.
    pub heading: Heading,
    /// Who.
    pub sponsors: Vec<Sponsor>,
}

/// The index of people.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Index {
    /// Entries in French alphabetical order.
    pub entries: Vec<IndexEntry>,
}

/// A line of the index.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IndexEntry {
    /// Who.
    pub person: ContributorId,
    /// Inverted name with handle: « Rollin, Sandrine (@…) ».
    pub heading: RichText,
    /// Sections that they sign, by index; the index prints all pages of each.
    pub sections: Vec<usize>,
    /// Mentions by a link inside a text: index of the section and the first text node of the mention.
    pub mentions: Vec<(usize, TextId)>,
}

/// A bar code.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct BarCode {
    /// 13 digits.
    pub ean: String,
    /// The ISBN as printed above the bars.
    pub isbn: String,
}
