//! The work: what all its volumes share.

use super::{
    accessibility::Signature, date::Date, id::ContributorId, inline::RichText, lang::Lang, slug::Slug, subject::Subject,
};
use crate::source::Spanned;

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
    pub hashtag: Option<Spanned<String>>,
    /// Name of the set of volumes.
    pub collection: String,
    /// Subjects, for the metadata.
    pub subjects: Vec<Subject>,
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
    /// Price, or `not-for-sale`.
    pub price: Option<String>,
    /// Whether text and data mining is reserved (directive 2019/790, article 4).
    pub data_mining_reserved: bool,
    /// Address of the policy under which it is licensed (TDMRep, `tdm-policy`).
    pub data_mining_policy: Option<String>,
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

/// A volume as the others speak of it.
#[derive(Clone, Debug, Hash)]
pub struct TomeSummary {
    /// Folder name, e.g. `tome1`.
    pub id: Slug,
    /// Volume number.
    pub number: u32,
}
