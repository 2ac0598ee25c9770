//! What the YAML files declare: options and spans, nothing resolved. Strings for readers are Markdown inlines, not yet parsed.

use crate::{
    book::{
        Canon, ContributionKind, Date, EditionRole, Isbn, Lang, MadePage, ManualCheck, Network, Openings, PageFormat, SharedKind,
        Slug,
    },
    source::{Span, Spanned},
};

/// Markdown inlines (or blocks, for a long biography) as written in YAML.
pub type Markup = Spanned<String>;

/// All that the YAML files declare.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// book.yaml.
    pub work: WorkEntry,
    /// people.yaml, in the order written; ids are unique.
    pub people: Vec<PersonEntry>,
    /// sponsors.yaml.
    pub sponsors: SponsorsEntry,
    /// Each tome.yaml, in book.yaml's order.
    pub tomes: Vec<TomeEntry>,
}

/// book.yaml.
#[derive(Clone, Debug)]
pub struct WorkEntry {
    /// The file.
    pub span: Span,
    /// Title.
    pub title: Markup,
    /// Subtitle.
    pub subtitle: Option<Markup>,
    /// Language.
    pub language: Spanned<Lang>,
    /// Ids of people.yaml.
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
    /// Name of the set.
    pub collection: Option<Spanned<String>>,
    /// Summary.
    pub summary: Option<Markup>,
    /// Subjects.
    pub subjects: Vec<Spanned<String>>,
    /// Folder names.
    pub tomes: Vec<Spanned<Slug>>,
    /// Page format.
    pub page: Option<Spanned<PageFormat>>,
    /// What the printer asks for.
    pub print: PrintEntry,
    /// Theme.
    pub theme: ThemeEntry,
    /// Hyphenation exceptions.
    pub hyphenation: Vec<Spanned<String>>,
    /// Legal particulars.
    pub legal: LegalEntry,
    /// Contact: electronic mail.
    pub contact_email: Option<Spanned<String>>,
    /// Contact: page.
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
    /// Thousandths of a millimetre.
    pub bleed: Option<Spanned<u32>>,
    /// Pages of a printed sheet.
    pub signature: Option<Spanned<u32>>,
    /// Grams a square metre, thousandths of a cubic centimetre a gram.
    pub paper: Option<(Spanned<u32>, Spanned<u32>)>,
}

/// `theme`.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct ThemeEntry {
    pub openings: Option<Spanned<Openings>>,
    pub canon: Option<Spanned<Canon>>,
    /// Thousandths of a point.
    pub text_size: Option<Spanned<u32>>,
    /// Thousandths of a point.
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
    /// Absent means reserved.
    pub data_mining_reserved: Option<Spanned<bool>>,
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
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
pub enum NameEntry {
    /// A person; `sort` when declared.
    Person {
        /// Given names; may be absent.
        given: Option<Spanned<String>>,
        /// Family name.
        family: Spanned<String>,
        /// What it is sorted under.
        sort: Option<Spanned<String>>,
    },
    /// A group.
    Group(Spanned<String>),
}

/// A picture as declared; the path is relative to the folder of the YAML file.
#[derive(Clone, Debug)]
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

/// One of `sponsors`, or a member of a group of supporters (then `tier` is none).
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the keys of the file")]
pub struct SponsorEntry {
    pub name: Spanned<String>,
    pub tier: Option<Spanned<Slug>>,
    pub tagline: Option<Markup>,
    pub url: Option<Spanned<String>>,
    pub logo: Option<PictureEntry>,
    /// Empty means all.
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
    /// Empty means all.
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
    /// The file.
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
    /// Cover, relative to the tome's folder.
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
    /// A page made by name.
    Made(Spanned<MadePage>),
    /// A text: path from the project's root (`tome1/02-x.md`, `book/merci.md`), which exists.
    Text(Spanned<String>),
    /// A part with its texts.
    Part {
        /// Title.
        title: Markup,
        /// Identifier, when declared.
        id: Option<Spanned<Slug>>,
        /// Paths from the project's root, which exist.
        texts: Vec<Spanned<String>>,
    },
}

/// The YAML header of a contribution (a file of a tome) or of a shared page (a file of book/).
#[derive(Clone, Debug)]
pub struct FrontMatter {
    /// The header.
    pub span: Span,
    /// Title.
    pub title: Markup,
    /// Subtitle.
    pub subtitle: Option<Markup>,
    /// Title for the running head.
    pub short_title: Option<Markup>,
    /// What it is.
    pub kind: Spanned<TextKind>,
    /// Who signs.
    pub authors: Vec<AuthorEntry>,
    /// Who asked.
    pub interviewer: Vec<AuthorEntry>,
    /// How far it is.
    pub status: Spanned<Status>,
    /// Summary.
    pub summary: Option<Markup>,
    /// Date.
    pub date: Option<Spanned<Date>>,
    /// Where it appeared first: an address or rich text.
    pub source: Option<Markup>,
    /// Licence.
    pub licence: Option<Spanned<String>>,
    /// Language.
    pub language: Option<Spanned<Lang>>,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A contribution, in a tome's folder.
    Contribution(ContributionKind),
    /// A shared page, in book/.
    Shared(SharedKind),
}

/// An author: an id of people.yaml, or a name written out for someone who appears once.
#[derive(Clone, Debug)]
pub enum AuthorEntry {
    /// An id.
    Id(Spanned<Slug>),
    /// A name.
    Name(NameEntry),
}

/// How far a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Announced and not yet received: no page in the book.
    Expected,
    /// Received.
    Draft,
    /// Being corrected.
    Review,
    /// Ready.
    Approved,
}

impl Status {
    /// Every status with its name in a header.
    pub const ALL: [(&'static str, Self); 4] =
        [("expected", Self::Expected), ("draft", Self::Draft), ("review", Self::Review), ("approved", Self::Approved)];
}
