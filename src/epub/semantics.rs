//! What each section is in the vocabularies of EPUB and ARIA, and who made it in that of MARC: one table.
//!
//! EPUB Structural Semantics Vocabulary 1.1, DPUB-ARIA 1.1, MARC relators. It knows how none of it is written.

use crate::book::{ContributionKind, EditionRole, MadePage, Matter, Role, SectionKind, SharedKind};

/// A section's `epub:type` and ARIA role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Semantics {
    /// `epub:type`; none where the vocabulary has no word.
    pub(super) epub_type: Option<&'static str>,
    /// `role`; none where DPUB-ARIA has no counterpart.
    pub(super) role: Option<&'static str>,
}

const fn both(epub_type: &'static str, role: &'static str) -> Semantics {
    Semantics { epub_type: Some(epub_type), role: Some(role) }
}

const fn type_alone(epub_type: &'static str) -> Semantics {
    Semantics { epub_type: Some(epub_type), role: None }
}

const NONE: Semantics = Semantics { epub_type: None, role: None };

/// The semantics of a section.
pub(super) const fn of_section(kind: SectionKind) -> Semantics {
    match kind {
        SectionKind::Made(page) => match page {
            MadePage::HalfTitle => type_alone("halftitlepage"),
            MadePage::Title => type_alone("titlepage"),
            MadePage::Legal => type_alone("copyright-page"),
            // SSV: "contributions by persons, organizations, governments…".
            MadePage::Supporters | MadePage::Sponsors => both("acknowledgments", "doc-acknowledgments"),
            MadePage::Contents => both("toc", "doc-toc"),
            MadePage::Contributors => type_alone("contributors"),
            MadePage::Index => both("index", "doc-index"),
            MadePage::Colophon => both("colophon", "doc-colophon"),
            MadePage::Accessibility | MadePage::BackCover => NONE,
        },
        SectionKind::Part { .. } => both("part", "doc-part"),
        SectionKind::Contribution(kind) => match kind {
            ContributionKind::Preface => both("preface", "doc-preface"),
            ContributionKind::Foreword => both("foreword", "doc-foreword"),
            ContributionKind::Text | ContributionKind::Interview | ContributionKind::Portrait | ContributionKind::Study => {
                both("chapter", "doc-chapter")
            }
            ContributionKind::Introduction => both("introduction", "doc-introduction"),
            ContributionKind::Afterword => both("afterword", "doc-afterword"),
        },
        SectionKind::Shared(kind) => match kind {
            SharedKind::Page | SharedKind::About => NONE,
            SharedKind::Acknowledgments => both("acknowledgments", "doc-acknowledgments"),
            SharedKind::Introduction => both("introduction", "doc-introduction"),
            SharedKind::Note => type_alone("preamble"),
            SharedKind::Dedication => both("dedication", "doc-dedication"),
        },
    }
}

/// The `epub:type` of a document's body.
pub(super) const fn of_matter(matter: Matter) -> &'static str {
    match matter {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    }
}

/// The MARC relator of someone's share in a section.
pub(super) const fn relator(kind: SectionKind, role: Role) -> &'static str {
    match role {
        Role::Interviewee => "ive",
        Role::Interviewer => "ivr",
        Role::Author => match kind {
            SectionKind::Contribution(ContributionKind::Preface) => "wpr",
            SectionKind::Contribution(ContributionKind::Foreword) => "wfw",
            SectionKind::Contribution(ContributionKind::Introduction) => "win",
            SectionKind::Contribution(ContributionKind::Afterword) => "waw",
            SectionKind::Contribution(
                ContributionKind::Text | ContributionKind::Interview | ContributionKind::Portrait | ContributionKind::Study,
            )
            | SectionKind::Made(_)
            | SectionKind::Part { .. }
            | SectionKind::Shared(_) => "aut",
        },
    }
}

/// The MARC relator of work on the edition.
pub(super) const fn edition_relator(role: EditionRole) -> &'static str {
    match role {
        EditionRole::Cover => "cov",
        EditionRole::Illustration => "ill",
        EditionRole::Translation => "trl",
        EditionRole::Proofreading => "pfr",
        EditionRole::Layout => "bkd",
        EditionRole::Photography => "pht",
    }
}
