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
#[derive(Debug)]
pub(super) struct PersonPlaces {
    /// The volumes whose texts name the person, in ascending order.
    pub(super) volumes: Vec<usize>,
    /// Whether a YAML file or a shared page does: then they may appear in every volume.
    pub(super) everywhere: bool,
}

/// What is known of the texts of all volumes, from the first time that it was asked for. A copy knows nothing, because its manifest may be
/// changed.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub(super) signed: OnceLock<BTreeMap<Slug, Vec<SignedText>>>,
    /// Where each person of people.yaml is named, by index.
    pub(super) places: OnceLock<Vec<PersonPlaces>>,
    /// The index of each person in people.yaml.
    pub(super) people: OnceLock<BTreeMap<Slug, usize>>,
    /// The index of each volume.
    pub(super) tomes: OnceLock<BTreeMap<Slug, usize>>,
    /// The volumes that list a text, in ascending order, by its path.
    pub(super) listed: OnceLock<BTreeMap<String, Vec<usize>>>,
}

impl Clone for Catalogue {
    fn clone(&self) -> Self {
        Self::default()
    }
}
