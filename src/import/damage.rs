//! What can be wrong with a document.

use crate::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};

/// What is wrong with a document that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Damage {
    Zip,
    /// It holds more files than this.
    Parts(usize),
    /// Unpacked, it is larger than this many MiB.
    Bomb(u64),
    /// Its elements stand deeper in each other than this.
    Deep(usize),
    Encrypted,
    /// It has no main part.
    Main,
    /// It is no XML.
    Xml(String),
}

impl Damage {
    /// The message.
    pub(super) fn diagnostic(&self, span: Span) -> Diagnostic {
        let (reason, limit, detail) = match self {
            Self::Zip => ("zip", 0, ""),
            Self::Parts(limit) => ("parts", *limit, ""),
            Self::Bomb(limit) => ("bomb", usize::try_from(*limit).unwrap_or(usize::MAX), ""),
            Self::Deep(limit) => ("deep", *limit, ""),
            Self::Encrypted => ("encrypted", 0, ""),
            Self::Main => ("main", 0, ""),
            Self::Xml(detail) => ("xml", 0, detail.as_str()),
        };
        Diagnostic::new(Code::ImportDamaged, span).with("reason", reason).with("limit", limit).with("detail", detail)
    }
}
