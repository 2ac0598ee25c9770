//! The standards to which a file conforms.

/// What a file claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    /// PDF/UA-1 and PDF/A-2a: accessible and archival.
    Accessible,
    /// PDF/A-2b: archival only, for a sheet that nobody reads.
    Archival,
    /// Nothing: for drafts, which are looked at to mend what the standards do not allow.
    Draft,
}

impl Profile {
    /// The part and the level of PDF/A.
    pub(super) const fn archival(self) -> Option<(u8, &'static str)> {
        match self {
            Self::Accessible => Some((2, "A")),
            Self::Archival => Some((2, "B")),
            Self::Draft => None,
        }
    }

    /// The part of PDF/UA.
    pub(super) const fn accessible(self) -> Option<u8> {
        match self {
            Self::Accessible => Some(1),
            Self::Archival | Self::Draft => None,
        }
    }
}
