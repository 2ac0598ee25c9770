//! The standards to which a file conforms.

use crate::book::PdfStandard;

/// What a file claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    /// PDF 1.7, PDF/UA-1 and PDF/A-2a: accessible and archival.
    Ua1,
    /// PDF 2.0, PDF/UA-2, PDF/A-4f and both levels of Well-Tagged PDF 1.0.
    Ua2,
    /// PDF/A-2b: archival only, for a sheet that nobody reads.
    Archival,
    /// Nothing: for drafts, which are looked at to mend what the standards do not allow.
    Draft,
}

/// A claim to conform to a part of PDF/A.
pub(super) struct ArchivalClaim {
    pub(super) part: u8,
    pub(super) conformance: &'static str,
    /// The year of the edition, from part 4 on.
    pub(super) revision: Option<&'static str>,
}

/// A claim to conform to a part of PDF/UA.
pub(super) struct AccessibleClaim {
    pub(super) part: u8,
    /// The year of the edition, from part 2 on.
    pub(super) revision: Option<&'static str>,
}

impl Profile {
    /// The profile that the editor asks for.
    pub(super) const fn of(standard: PdfStandard) -> Self {
        match standard {
            PdfStandard::Ua1 => Self::Ua1,
            PdfStandard::Ua2 => Self::Ua2,
        }
    }

    /// The claim of PDF/A.
    pub(super) const fn archival(self) -> Option<ArchivalClaim> {
        let (part, conformance, revision) = match self {
            Self::Ua1 => (2, "A", None),
            Self::Ua2 => (4, "F", Some("2020")),
            Self::Archival => (2, "B", None),
            Self::Draft => return None,
        };
        Some(ArchivalClaim { part, conformance, revision })
    }

    /// The claim of PDF/UA.
    pub(super) const fn accessible(self) -> Option<AccessibleClaim> {
        match self {
            Self::Ua1 => Some(AccessibleClaim { part: 1, revision: None }),
            Self::Ua2 => Some(AccessibleClaim { part: 2, revision: Some("2024") }),
            Self::Archival | Self::Draft => None,
        }
    }

    /// The PDF declarations: the levels of Well-Tagged PDF (WTPDF 1.0, 6.1).
    pub(super) const fn declarations(self) -> &'static [&'static str] {
        match self {
            Self::Ua2 => &["http://pdfa.org/declarations/wtpdf#accessibility1.0", "http://pdfa.org/declarations/wtpdf#reuse1.0"],
            Self::Ua1 | Self::Archival | Self::Draft => &[],
        }
    }

    /// Whether it is a file of PDF 2.0 (ISO 32000-2); else of PDF 1.7 (ISO 32000-1).
    pub(super) const fn is_pdf_2(self) -> bool {
        matches!(self, Self::Ua2)
    }

    /// The version of the format.
    pub(super) const fn version(self) -> &'static str {
        if self.is_pdf_2() { "2.0" } else { "1.7" }
    }
}
