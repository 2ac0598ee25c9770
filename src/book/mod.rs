//! The book: the one model between reading and writing.
//!
//! Everything in it is resolved: people, sponsors, pictures and links are indices that exist, defaults are applied, every text
//! has its language. Each block and inline keeps its span. The model knows neither files, nor YAML, nor pages, nor XHTML.
//! Read next: [`section`] (what the reading order is made of), [`block`], [`inline`].

pub mod accessibility;
pub mod block;
mod chart_values;
pub mod design;
pub mod inline;
pub mod names;
pub mod numbering;
pub mod people;
pub mod section;
pub mod walk;

pub use accessibility::{Accessibility, Claim, ManualCheck, Signature};
pub use block::*;
pub use design::*;
pub use inline::*;
pub use names::*;
pub use people::*;
pub use section::*;

use crate::source::{Blob, Span};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One volume, ready to be set: the work it belongs to, its sections in reading order, its people, sponsors and pictures.
#[derive(Clone, Debug)]
pub struct Book {
    /// The work that all volumes share.
    pub work: Work,
    /// This volume.
    pub tome: Tome,
    /// Every piece in reading order: made pages, parts, contributions, shared pages.
    pub sections: Vec<Section>,
    /// People who appear in this volume, by [`ContributorId`], in registry order.
    pub people: Vec<Contributor>,
    /// Every tier with its sponsors of this volume, perhaps none, highest first: the index is the rank.
    pub tiers: Vec<Tier>,
    /// Groups of supporters of this volume.
    pub supporters: Vec<SupporterGroup>,
    /// Pictures, by [`AssetId`].
    pub assets: Vec<Asset>,
    /// Page geometry and theme.
    pub design: Design,
}

/// What all volumes share.
#[derive(Clone, Debug, Hash)]
pub struct Work {
    /// Title.
    pub title: RichText,
    /// Subtitle; may be empty.
    pub subtitle: RichText,
    /// Language of the book.
    pub lang: Lang,
    /// Editors, into `Book::people`.
    pub editors: Vec<ContributorId>,
    /// What follows the editors' names: « & Collectif ».
    pub collective: Option<String>,
    /// Publisher.
    pub publisher: Publisher,
    /// Statement of rights.
    pub rights: RichText,
    /// `#612Rencontres`.
    pub hashtag: Option<String>,
    /// Name of the set of volumes.
    pub collection: String,
    /// Subjects, for the metadata.
    pub subjects: Vec<String>,
    /// Legal particulars.
    pub legal: Legal,
    /// Every volume of the work in order, this one included.
    pub tomes: Vec<TomeSummary>,
    /// Where to write to.
    pub contact: Option<Contact>,
    /// Who vouches for checks that no program can make, of all volumes.
    pub signatures: Vec<Signature>,
}

/// The publisher.
#[derive(Clone, Debug, Default, Hash)]
pub struct Publisher {
    /// Name.
    pub name: String,
    /// Address, line by line; may be empty.
    pub address: Vec<String>,
    /// Site.
    pub url: Option<String>,
    /// Electronic mail.
    pub email: Option<String>,
}

/// An address to write to about the book.
#[derive(Clone, Debug, Default, Hash)]
pub struct Contact {
    /// Electronic mail.
    pub email: Option<String>,
    /// Page.
    pub url: Option<String>,
}

/// What the law and the trade want stated (standards: arrêté du 12 janvier 1995, Code du patrimoine L131-1).
#[derive(Clone, Debug, Default, Hash)]
pub struct Legal {
    /// Printer's name and address.
    pub printer: Option<RichText>,
    /// « Achevé d'imprimer ».
    pub printed: Option<Date>,
    /// « Dépôt légal ».
    pub deposit: Option<Date>,
    /// Price; none: the copy is not for sale.
    pub price: Option<String>,
    /// Whether text and data mining is reserved (directive 2019/790, article 4).
    pub data_mining_reserved: bool,
    /// Further paragraphs.
    pub notices: Vec<RichText>,
    /// Who made the edition.
    pub credits: Vec<EditionCredit>,
}

/// One kind of work on the edition, with who did it.
#[derive(Clone, Debug, Hash)]
pub struct EditionCredit {
    /// The work done.
    pub role: EditionRole,
    /// By whom.
    pub people: Vec<ContributorId>,
}

/// Work on an edition that is credited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum EditionRole {
    Cover,
    Illustration,
    Translation,
    Proofreading,
    Layout,
    Photography,
}

/// A volume as the other volume speaks of it.
#[derive(Clone, Debug, Hash)]
pub struct TomeSummary {
    /// Folder name, e.g. `tome1`.
    pub id: Slug,
    /// Volume number.
    pub number: u32,
    /// Its own title; may be empty.
    pub title: RichText,
}

/// This volume.
#[derive(Clone, Debug, Hash)]
pub struct Tome {
    /// Folder name, e.g. `tome1`.
    pub id: Slug,
    /// Volume number.
    pub number: u32,
    /// Its own title; may be empty.
    pub title: RichText,
    /// Its own subtitle; may be empty.
    pub subtitle: RichText,
    /// Date of the edition, as printed.
    pub date: Date,
    /// Date of the files: the edition's, unless whoever builds them says another.
    pub modified: Date,
    /// One ISBN per format.
    pub isbn: Isbns,
    /// The cover picture; composed when absent.
    pub cover: Option<Picture>,
    /// Summary for the back cover and the metadata; may be empty.
    pub summary: RichText,
    /// What it offers to those who read otherwise than by sight; found once everything else stands.
    pub accessibility: Accessibility,
    /// The tome.yaml.
    pub span: Span,
}

/// One ISBN per format (one product, one number).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Isbns {
    /// Of the EPUB.
    pub epub: Option<Isbn>,
    /// Of the PDF.
    pub pdf: Option<Isbn>,
    /// Of the printed book.
    pub print: Option<Isbn>,
}

/// Index of a picture in `Book::assets`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AssetId(pub u32);

/// A picture file.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path from the project's root.
    pub path: Arc<str>,
    /// The file's bytes.
    pub bytes: Blob,
    /// What the bytes are (found in the bytes, not in the name).
    pub format: ImageFormat,
    /// Width and height of the upright picture in pixels (for an SVG, in CSS pixels of its view box).
    pub size: (u32, u32),
    /// How the file stores what it shows.
    pub stored: Stored,
    /// The file as a whole.
    pub span: Span,
}

/// Where the pixels of a file are not what a reader should see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stored {
    /// Lying on a side or mirrored, with a header that asks to turn them.
    pub turned: bool,
    /// Printers' inks, of which screens know nothing.
    pub cmyk: bool,
    /// Whether the file says which colours these numbers stand for, or need not.
    pub profiled: bool,
    /// Sixteen bits a channel.
    pub deep: bool,
    /// More than one frame.
    pub animated: bool,
    /// The page may show through.
    pub transparent: bool,
}

impl Stored {
    /// Whether the file shows, byte for byte, what a reader should see.
    #[must_use]
    pub const fn as_shown(self) -> bool {
        !(self.turned || self.cmyk || self.deep || self.animated)
    }
}

impl Default for Stored {
    fn default() -> Self {
        Self { turned: false, cmyk: false, profiled: true, deep: false, animated: false, transparent: false }
    }
}

/// Formats of pictures that a book may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ImageFormat {
    Jpeg,
    Png,
    Gif,
    WebP,
    Svg,
}

/// A picture in its place: the file, and what it says to someone who does not see it.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Picture {
    /// The file.
    pub asset: AssetId,
    /// Alternative text.
    pub alt: Alt,
    /// Who made it; may be empty.
    pub credit: RichText,
    /// Where it was asked for.
    pub span: Span,
}

/// Alternative text of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Alt {
    /// What it shows.
    Text(String),
    /// It shows nothing that a reader needs.
    Decorative,
}

impl Book {
    /// The person of an identifier.
    #[must_use]
    pub fn person(&self, id: ContributorId) -> &Contributor {
        &self.people[id.0 as usize]
    }

    /// The picture file of an identifier.
    #[must_use]
    pub fn asset(&self, id: AssetId) -> &Asset {
        &self.assets[id.0 as usize]
    }

    /// « Alban Jarry & Collectif »: the editors and the collective.
    #[must_use]
    pub fn author_statement(&self) -> String {
        let mut statement = self.work.editors.iter().map(|&id| self.person(id).name.display()).collect::<Vec<_>>().join(", ");
        if let Some(collective) = &self.work.collective {
            if !statement.is_empty() {
                statement.push(' ');
            }
            statement.push_str(collective);
        }
        statement
    }
}
