//! What the YAML files declare: optional values with spans, nothing resolved. Text for readers is inline Markdown, not yet parsed.

use super::catalogue::Catalogue;
use crate::{
    book::{
        Canon, ContributionKind, Date, EditionRole, Isbn, Justification, Lang, MadePage, ManualCheck, Network, OpeningPage,
        PageFormat, PdfStandard, SharedKind, Slug,
    },
    source::{Span, Spanned},
};

/// Inline Markdown as written in YAML; block Markdown for a long biography.
pub type Markup = Spanned<String>;

/// Everything that the YAML files declare.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// book.yaml.
    pub work: WorkEntry,
    /// people.yaml, in the order written. Identifiers are unique.
    pub people: Vec<PersonEntry>,
    /// Whether people.yaml could be read. If not, that is reported, and an identifier that is not in `people` may be right.
    pub people_are_known: bool,
    /// sponsors.yaml.
    pub sponsors: SponsorsEntry,
    /// Each tome.yaml, in the order of book.yaml.
    pub tomes: Vec<TomeEntry>,
    /// What the texts of all volumes say of people.
    pub(super) catalogue: Catalogue,
}

/// book.yaml.
#[derive(Clone, Debug)]
pub struct WorkEntry {
    /// The whole file.
    pub span: Span,
    /// Title.
    pub title: Markup,
    /// Subtitle.
    pub subtitle: Option<Markup>,
    /// Language.
    pub language: Spanned<Lang>,
    /// Identifiers of people.yaml.
    pub editors: Vec<Spanned<Slug>>,
    /// « & Collectif ».
    pub collective: Option<Spanned<String>>,
    /// Publisher.
    pub publisher: Option<PublisherEntry>,
    /// Rights.
    pub rights: Option<Markup>,
    /// Date.
    pub date: Option<Spanned<Date>>,
    /// Hashtag.
    pub hashtag: Option<Spanned<String>>,
    /// Name of the set of volumes.
    pub collection: Option<Spanned<String>>,
    /// Summary.
    pub summary: Option<Markup>,
    /// Subjects.
    pub subjects: Vec<Spanned<String>>,
    /// Folder names of the volumes.
    pub tomes: Vec<Spanned<Slug>>,
    /// Page format.
    pub page: Option<Spanned<PageFormat>>,
    /// What the printer asks for.
    pub print: PrintEntry,
    /// `pdf.standard`.
    pub pdf_standard: Option<Spanned<PdfStandard>>,
    /// Theme.
    pub theme: ThemeEntry,
    /// Hyphenation exceptions.
    pub hyphenation: Vec<Spanned<String>>,
    /// Legal statements.
    pub legal: LegalEntry,
    /// Contact: e-mail address.
    pub contact_email: Option<Spanned<String>>,
    /// Contact: URL of a page.
    pub contact_url: Option<Spanned<String>>,
    /// `accessibility.signed`.
    pub signatures: Vec<SignatureEntry>,
}

/// One of `accessibility.signed`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct SignatureEntry {
    pub tome: Spanned<Slug>,
    pub by: Spanned<String>,
    pub date: Spanned<Date>,
    pub checks: Vec<ManualCheck>,
}

/// `publisher`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct PublisherEntry {
    pub name: Spanned<String>,
    pub address: Vec<Spanned<String>>,
    pub url: Option<Spanned<String>>,
    pub email: Option<Spanned<String>>,
}

/// `print`.
#[derive(Clone, Debug, Default)]
pub struct PrintEntry {
    /// In thousandths of a millimetre.
    pub bleed: Option<Spanned<u32>>,
    /// Number of pages on a printed sheet.
    pub signature: Option<Spanned<u32>>,
    /// Weight in grams per square metre, and bulk in thousandths of a cubic centimetre per gram.
    pub paper: Option<(Spanned<u32>, Spanned<u32>)>,
}

/// `theme`.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct ThemeEntry {
    pub openings: Option<Spanned<OpeningPage>>,
    pub canon: Option<Spanned<Canon>>,
    pub justification: Option<Spanned<Justification>>,
    /// In thousandths of a point.
    pub text_size: Option<Spanned<u32>>,
    /// In thousandths of a point.
    pub leading: Option<Spanned<u32>>,
    /// Path inside book/.
    pub css: Option<Spanned<String>>,
}

/// `legal`.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct LegalEntry {
    pub printer: Option<Markup>,
    pub printed: Option<Spanned<Date>>,
    pub deposit: Option<Spanned<Date>>,
    pub price: Option<Spanned<String>>,
    /// Reserved when absent.
    pub data_mining_reserved: Option<Spanned<bool>>,
    pub data_mining_policy: Option<Spanned<String>>,
    pub notices: Vec<Markup>,
    pub credits: Vec<CreditEntry>,
}

/// One of `legal.credits`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct CreditEntry {
    pub role: Spanned<EditionRole>,
    pub people: Vec<Spanned<Slug>>,
}

/// One of people.yaml.
#[derive(Clone, Debug, Hash)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct PersonEntry {
    pub id: Spanned<Slug>,
    pub name: NameEntry,
    pub role: Option<Markup>,
    pub organisation: Option<Markup>,
    pub handles: Vec<(Network, Spanned<String>)>,
    pub links: Vec<Spanned<String>>,
    pub portrait: Option<PictureEntry>,
    pub bio: Option<Markup>,
    /// Block Markdown.
    pub long_bio: Option<Markup>,
}

/// A name as declared.
#[derive(Clone, Debug, Hash)]
pub enum NameEntry {
    /// A person.
    Person {
        /// Given names.
        given: Option<Spanned<String>>,
        /// Family name.
        family: Spanned<String>,
        /// Sort key, when declared.
        sort: Option<Spanned<String>>,
    },
    /// A group.
    Group(Spanned<String>),
}

/// A picture. The path is relative to the folder of the YAML file.
#[derive(Clone, Debug, Hash)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct PictureEntry {
    pub file: Spanned<String>,
    pub alt: Option<Spanned<String>>,
    pub credit: Option<Markup>,
}

/// sponsors.yaml.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct SponsorsEntry {
    pub tiers: Vec<TierEntry>,
    pub sponsors: Vec<SponsorEntry>,
    pub supporters: Vec<SupporterGroupEntry>,
}

/// One of `tiers`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct TierEntry {
    pub id: Spanned<Slug>,
    pub title: Markup,
}

/// One of `sponsors`, or a member of a group of supporters, which has no `tier`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct SponsorEntry {
    pub name: Spanned<String>,
    pub tier: Option<Spanned<Slug>>,
    pub tagline: Option<Markup>,
    pub url: Option<Spanned<String>>,
    pub logo: Option<PictureEntry>,
    /// Empty for all volumes.
    pub tomes: Vec<Spanned<Slug>>,
}

impl SponsorEntry {
    /// Whether it supports the volume `tome`.
    #[must_use]
    pub fn supports(&self, tome: &Slug) -> bool {
        is_listed(&self.tomes, tome)
    }
}

/// One of `supporters`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct SupporterGroupEntry {
    pub title: Markup,
    /// Empty for all volumes.
    pub tomes: Vec<Spanned<Slug>>,
    pub members: Vec<SponsorEntry>,
}

impl SupporterGroupEntry {
    /// Whether it supports the volume `tome`.
    #[must_use]
    pub fn supports(&self, tome: &Slug) -> bool {
        is_listed(&self.tomes, tome)
    }
}

/// Whether `tome` is one of `tomes`; an empty list means all volumes.
fn is_listed(tomes: &[Spanned<Slug>], tome: &Slug) -> bool {
    tomes.is_empty() || tomes.iter().any(|listed| listed.value == *tome)
}

/// A tome.yaml.
#[derive(Clone, Debug)]
pub struct TomeEntry {
    /// Folder name.
    pub id: Slug,
    /// The whole file.
    pub span: Span,
    /// Volume number.
    pub number: Spanned<u32>,
    /// Title.
    pub title: Option<Markup>,
    /// Subtitle.
    pub subtitle: Option<Markup>,
    /// Date.
    pub date: Option<Spanned<Date>>,
    /// ISBN of the EPUB.
    pub isbn_epub: Option<Spanned<Isbn>>,
    /// ISBN of the PDF.
    pub isbn_pdf: Option<Spanned<Isbn>>,
    /// ISBN of the printed book.
    pub isbn_print: Option<Spanned<Isbn>>,
    /// Cover picture, relative to the folder of the volume.
    pub cover: Option<PictureEntry>,
    /// Summary.
    pub summary: Option<Markup>,
    /// Front matter, in order.
    pub front: Vec<OrderEntry>,
    /// Body, in order.
    pub body: Vec<OrderEntry>,
    /// Back matter, in order.
    pub back: Vec<OrderEntry>,
}

impl TomeEntry {
    /// The paths of all listed texts, in order.
    pub fn texts(&self) -> impl Iterator<Item = &Spanned<String>> {
        [&self.front, &self.body, &self.back].into_iter().flatten().flat_map(|entry| match entry {
            OrderEntry::Made(_) => &[],
            OrderEntry::Text(path) => std::slice::from_ref(path),
            OrderEntry::Part { texts, .. } => texts.as_slice(),
        })
    }
}

/// An entry of the order.
#[derive(Clone, Debug)]
pub enum OrderEntry {
    /// A generated page, by its name.
    Made(Spanned<MadePage>),
    /// The path of an existing text from the project's root: `tome1/02-x.md`, `book/merci.md`.
    Text(Spanned<String>),
    /// A part with its texts.
    Part {
        /// Title.
        title: Markup,
        /// Identifier, when declared.
        id: Option<Spanned<Slug>>,
        /// The paths of its existing texts, from the project's root.
        texts: Vec<Spanned<String>>,
    },
}

/// The YAML header of a contribution (a file of a tome) or of a shared page (a file of book/).
#[derive(Clone, Debug)]
pub struct FrontMatter {
    /// The opening line of the header.
    pub span: Span,
    /// Title.
    pub title: Markup,
    /// Subtitle.
    pub subtitle: Option<Markup>,
    /// Title for the running head.
    pub short_title: Option<Markup>,
    /// NodeKind of text.
    pub kind: Spanned<TextKind>,
    /// Authors.
    pub authors: Vec<AuthorEntry>,
    /// Interviewers.
    pub interviewer: Vec<AuthorEntry>,
    /// Progress of the text.
    pub status: Spanned<Status>,
    /// Summary.
    pub summary: Option<Markup>,
    /// Date.
    pub date: Option<Spanned<Date>>,
    /// Where it appeared first: a URL or inline Markdown.
    pub source: Option<Markup>,
    /// Licence.
    pub licence: Option<Spanned<String>>,
    /// Language.
    pub language: Option<Spanned<Lang>>,
}

/// The kind of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A contribution, in a tome's folder.
    Contribution(ContributionKind),
    /// A shared page, in book/.
    Shared(SharedKind),
}

/// An author: an identifier of people.yaml, or a name, for someone who appears once.
#[derive(Clone, Debug)]
pub enum AuthorEntry {
    /// An identifier.
    Id(Spanned<Slug>),
    /// A text that is no identifier, as a full name.
    NotAnId(Spanned<String>),
    /// A name.
    Name(NameEntry),
}

/// The progress of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Announced but not received; it has no page in the book.
    Expected,
    /// Received.
    Draft,
    /// In correction.
    Review,
    /// Ready for publication.
    Approved,
}

impl Status {
    /// All statuses, with their names in a header.
    pub const ALL: [(&'static str, Self); 4] =
        [("expected", Self::Expected), ("draft", Self::Draft), ("review", Self::Review), ("approved", Self::Approved)];
}
