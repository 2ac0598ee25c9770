//! Sections: the pieces of the reading order, from half-title to back cover.

use super::{
    block::{Block, Note},
    date::Date,
    id::{ContributorId, hash_section},
    inline::{LinkTarget, RichText},
    lang::Lang,
    slug::Slug,
};
use crate::source::Span;
use std::hash::{Hash, Hasher};

/// The three parts of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the trade's own names")]
pub enum Matter {
    Front,
    Body,
    Back,
}

/// One piece of the book in reading order. Writers print, in this order: title, subtitle, byline, blocks, closing lines
/// (`source`), biographies, notes.
#[derive(Clone, Debug, Hash)]
pub struct Section {
    /// Unique in the volume: file name in the EPUB, destination in the PDF.
    pub slug: Slug,
    /// Front, body or back matter.
    pub matter: Matter,
    /// What it is.
    pub kind: SectionKind,
    /// Its language.
    pub lang: Lang,
    /// Title as printed at its head (level 1), unless `title_shown` is false; never empty, navigation shows it.
    pub title: RichText,
    /// Whether the title is printed at the head (half-title, title page, legal page, back cover have none).
    pub title_shown: bool,
    /// Title for the running head, when the title is too long for it.
    pub short_title: RichText,
    /// Subtitle; may be empty.
    pub subtitle: RichText,
    /// Nesting in the outline: 0, or 1 for a text inside a part.
    pub depth: u8,
    /// Whether the contents lists it.
    pub in_contents: bool,
    /// Who signs, with what they did, in order.
    pub byline: Vec<Credit>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Notes, numbered by their order here.
    pub notes: Vec<Note>,
    /// Count of the words of its blocks and notes, as written by the author.
    pub words: usize,
    /// Where and when it appeared first; may be empty.
    pub source: RichText,
    /// Date of the text.
    pub date: Option<Date>,
    /// Licence of the text.
    pub licence: Option<String>,
    /// Summary; may be empty.
    pub summary: RichText,
    /// The short biographies at its end, or where they stand, in the order of the byline.
    pub biographies: Vec<ShortBiography>,
    /// Where it was declared or written.
    pub span: Span,
}

impl Section {
    /// A section without content.
    #[must_use]
    pub const fn new(slug: Slug, kind: SectionKind, lang: Lang, title: RichText, span: Span) -> Self {
        Self {
            slug,
            matter: Matter::Body,
            kind,
            lang,
            title,
            title_shown: true,
            short_title: Vec::new(),
            subtitle: Vec::new(),
            depth: 0,
            in_contents: true,
            byline: Vec::new(),
            blocks: Vec::new(),
            notes: Vec::new(),
            words: 0,
            source: Vec::new(),
            date: None,
            licence: None,
            summary: Vec::new(),
            biographies: Vec::new(),
            span,
        }
    }
}

/// What a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// A page that the program writes.
    Made(MadePage),
    /// A part's opening page.
    Part {
        /// Its number, from 1.
        number: u32,
    },
    /// A signed text.
    Contribution(ContributionKind),
    /// A page shared by the volumes.
    Shared(SharedKind),
}

/// Pages that the program writes from what is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the trade's own names")]
pub enum MadePage {
    HalfTitle,
    Title,
    Legal,
    Supporters,
    Sponsors,
    Contents,
    Contributors,
    Index,
    Accessibility,
    Colophon,
    BackCover,
}

impl MadePage {
    /// Every page, in the usual order, with its name in tome.yaml.
    pub const ALL: [(&'static str, Self); 11] = [
        ("half-title", Self::HalfTitle),
        ("title", Self::Title),
        ("legal", Self::Legal),
        ("supporters", Self::Supporters),
        ("sponsors", Self::Sponsors),
        ("contents", Self::Contents),
        ("contributors", Self::Contributors),
        ("index", Self::Index),
        ("accessibility", Self::Accessibility),
        ("colophon", Self::Colophon),
        ("back-cover", Self::BackCover),
    ];
}

/// Kinds of contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the trade's own names")]
pub enum ContributionKind {
    Preface,
    Foreword,
    Text,
    Interview,
    Portrait,
    Study,
    Introduction,
    Afterword,
}

impl ContributionKind {
    /// Every kind with its name in a header.
    pub const ALL: [(&'static str, Self); 8] = [
        ("preface", Self::Preface),
        ("foreword", Self::Foreword),
        ("text", Self::Text),
        ("interview", Self::Interview),
        ("portrait", Self::Portrait),
        ("study", Self::Study),
        ("introduction", Self::Introduction),
        ("afterword", Self::Afterword),
    ];

    /// Name of the label printed over the title; a text needs none.
    #[must_use]
    pub const fn label(self) -> Option<&'static str> {
        match self {
            Self::Preface => Some("kind-preface"),
            Self::Foreword => Some("kind-foreword"),
            Self::Text => None,
            Self::Interview => Some("kind-interview"),
            Self::Portrait => Some("kind-portrait"),
            Self::Study => Some("kind-study"),
            Self::Introduction => Some("kind-introduction"),
            Self::Afterword => Some("kind-afterword"),
        }
    }
}

/// Kinds of shared page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SharedKind {
    Page,
    Acknowledgments,
    About,
    Introduction,
    Note,
    Dedication,
}

impl SharedKind {
    /// Every kind with its name in a header.
    pub const ALL: [(&'static str, Self); 6] = [
        ("page", Self::Page),
        ("acknowledgments", Self::Acknowledgments),
        ("about", Self::About),
        ("introduction", Self::Introduction),
        ("note", Self::Note),
        ("dedication", Self::Dedication),
    ];
}

/// Someone's share in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Credit {
    /// Who.
    pub person: ContributorId,
    /// What they did.
    pub role: Role,
}

/// The short biography of someone who signs a section.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShortBiography {
    /// Whose.
    pub person: ContributorId,
    /// Where it stands.
    pub place: BiographyPlace,
}

/// Where the short biography of someone stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BiographyPlace {
    /// At the end of the section, with the anchor by which others refer to it, if they do.
    Here(Option<Slug>),
    /// In another section, to which this one refers.
    Elsewhere {
        /// Its index.
        section: usize,
        /// The biography in it.
        target: LinkTarget,
    },
}

impl Hash for BiographyPlace {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Self::Here(anchor) => anchor.hash(state),
            Self::Elsewhere { section, target } => {
                hash_section(*section, state);
                target.hash(state);
            }
        }
    }
}

/// What someone did for a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Role {
    Author,
    Interviewee,
    Interviewer,
}
