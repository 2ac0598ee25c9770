//! What the texts of all volumes say of people, as it is kept from the first time that it was asked for. `signatures` reads it.

use crate::{book::Slug, source::Spanned};
use std::{collections::BTreeMap, sync::OnceLock};

/// A received and signed contribution.
#[derive(Clone, Debug)]
pub struct SignedText {
    /// Index of its volume in the manifest.
    pub tome: usize,
    /// The slug of its section.
    pub section: Slug,
    /// Its title, as inline Markdown.
    pub title: Spanned<String>,
}

/// Where a person is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// The first volume.
    pub(super) tome: usize,
    /// Whether there is another.
    pub(super) elsewhere: bool,
}

/// What is known of the texts of all volumes, from the first time that it was asked for. A copy knows nothing, because its manifest may be
/// changed.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub(super) signed: OnceLock<BTreeMap<Slug, Vec<SignedText>>>,
    pub(super) named: OnceLock<BTreeMap<String, Named>>,
}

impl Clone for Catalogue {
    fn clone(&self) -> Self {
        Self::default()
    }
}
