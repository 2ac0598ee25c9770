//! Who signs which text of all volumes, who is named where, and which volume lists which text: read once for all volumes that are built.
//!
//! Mistakes in the headers are ignored: the build of each volume reports its own.

use super::{
    catalogue::{PersonPlaces, SignedText},
    declared::{AuthorEntry, Manifest, Status, TextKind},
    header::front_matter,
    order::text_slug,
};
use crate::{
    book::Slug,
    diagnostic::Diagnostics,
    source::{Source, SourceMap, Spanned, is_placeholder},
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

impl Manifest {
    /// The texts that a person signs in volumes other than the one at index `tome`, in their order. `sources` are those of the manifest.
    pub fn texts_elsewhere<'a>(
        &'a self,
        person: &Slug,
        tome: usize,
        sources: &SourceMap,
    ) -> impl Iterator<Item = &'a SignedText> + use<'a> {
        // A volume alone has no others, whose headers would be read.
        let signed = (self.tomes.len() > 1).then(|| self.catalogue.signed.get_or_init(|| signed_texts(self, sources)));
        signed.and_then(|signed| signed.get(person)).into_iter().flatten().filter(move |text| text.tome != tome)
    }

    /// Whether a text of a volume other than the one at index `tome` names the person at index `person` of people.yaml: as author or
    /// interviewer, as the target of a link, or as a speaker.
    pub fn is_named_elsewhere(&self, person: usize, tome: usize, sources: &SourceMap) -> bool {
        self.tomes.len() > 1
            && self.places(person, sources).is_some_and(|places| places.volumes.iter().any(|other| *other != tome))
    }

    /// Whether the person at index `person` of people.yaml may appear in the volume at index `tome`: not if only texts of others name them. A
    /// volume that needs one of whom this says no must ask for all.
    pub fn may_appear(&self, person: usize, tome: usize, sources: &SourceMap) -> bool {
        if self.tomes.len() < 2 {
            return true;
        }
        let Some(PersonPlaces { volumes, everywhere }) = self.places(person, sources) else { return true };
        *everywhere || volumes.is_empty() || volumes.binary_search(&tome).is_ok()
    }

    /// The index of a person in people.yaml.
    #[must_use]
    pub fn person(&self, id: &Slug) -> Option<usize> {
        let index = || self.people.iter().enumerate().map(|(index, person)| (person.id.value.clone(), index)).collect();
        self.catalogue.people.get_or_init(index).get(id).copied()
    }

    /// The index of a volume that could be read.
    #[must_use]
    pub fn tome(&self, id: &Slug) -> Option<usize> {
        let index = || self.tomes.iter().enumerate().map(|(index, tome)| (tome.id.clone(), index)).collect();
        self.catalogue.tomes.get_or_init(index).get(id).copied()
    }

    /// The path of a text, as the first volume other than the one at index `tome` lists it, with that volume's index.
    #[must_use]
    pub fn listed_elsewhere(&self, path: &str, tome: usize) -> Option<(&str, usize)> {
        let (path, volumes) = self.catalogue.listed.get_or_init(|| volumes_listing(self)).get_key_value(path)?;
        volumes.iter().find(|other| **other != tome).map(|other| (path.as_str(), *other))
    }

    /// The paths of the texts of all volumes.
    pub fn listed_texts(&self) -> impl Iterator<Item = &str> {
        self.catalogue.listed.get_or_init(|| volumes_listing(self)).keys().map(String::as_str)
    }

    fn places(&self, person: usize, sources: &SourceMap) -> Option<&PersonPlaces> {
        let read = || {
            let (mut named, everywhere) = (named_people(self, sources), people_everywhere(self, sources));
            let ids = self.people.iter().map(|person| person.id.value.as_str());
            ids.map(|id| PersonPlaces { volumes: named.remove(id).unwrap_or_default(), everywhere: everywhere.contains(id) })
                .collect()
        };
        self.catalogue.places.get_or_init(read).get(person)
    }
}

/// Every listed text with the index of its volume, in order.
fn listed(manifest: &Manifest) -> Vec<(usize, &Spanned<String>)> {
    manifest.tomes.iter().enumerate().flat_map(|(index, tome)| tome.texts().map(move |path| (index, path))).collect()
}

fn volumes_listing(manifest: &Manifest) -> BTreeMap<String, Vec<usize>> {
    let mut volumes = BTreeMap::<String, Vec<usize>>::new();
    for (tome, path) in listed(manifest) {
        volumes.entry(path.value.clone()).or_default().push(tome);
    }
    volumes
}

fn signed_texts(manifest: &Manifest, sources: &SourceMap) -> BTreeMap<Slug, Vec<SignedText>> {
    let read = |(tome, path): &(usize, &Spanned<String>)| {
        let header = front_matter(sources.by_path(&path.value)?, &mut Diagnostics::new()).0?;
        let received = header.status.value != Status::Expected && matches!(header.kind.value, TextKind::Contribution(_));
        // No other volume prints a title that waits for the editor's.
        let received = received && !is_placeholder(&header.title.value);
        let mut authors: Vec<Slug> = header
            .authors
            .into_iter()
            .filter_map(|author| match author {
                AuthorEntry::Id(id) => Some(id.value),
                AuthorEntry::NotAnId(_) | AuthorEntry::Name(_) => None,
            })
            .collect();
        authors.sort_unstable();
        authors.dedup();
        let text = SignedText { tome: *tome, section: text_slug(&path.value), title: header.title };
        received.then_some((authors, text))
    };
    let read: Vec<_> = listed(manifest).par_iter().filter_map(read).collect();
    let mut signed = BTreeMap::<Slug, Vec<SignedText>>::new();
    for (authors, text) in read {
        for author in authors {
            signed.entry(author).or_default().push(text.clone());
        }
    }
    signed
}

fn named_people(manifest: &Manifest, sources: &SourceMap) -> BTreeMap<String, Vec<usize>> {
    let read = |(tome, path): &(usize, &Spanned<String>)| Some((*tome, ids(sources.by_path(&path.value)?)));
    let read: Vec<_> = listed(manifest).par_iter().filter_map(read).collect();
    let mut named = BTreeMap::<String, Vec<usize>>::new();
    for (tome, ids) in read {
        for id in ids {
            let volumes = named.entry(id).or_default();
            if volumes.last() != Some(&tome) {
                volumes.push(tome);
            }
        }
    }
    named
}

/// Editors, those who are credited, and those whom the files in book/ or a tome.yaml link.
fn people_everywhere(manifest: &Manifest, sources: &SourceMap) -> BTreeSet<String> {
    let work = &manifest.work;
    let credited = work.legal.credits.iter().flat_map(|credit| &credit.people);
    let named = work.editors.iter().chain(credited).map(|id| id.value.to_string());
    let files = sources.under("book/").chain(sources.iter().filter(|source| source.path().ends_with("/tome.yaml")));
    named.chain(files.flat_map(|source| linked(source.text()))).collect()
}

/// The identifiers that a text names: authors, interviewers, link targets and speakers.
fn ids(source: &Source) -> Vec<String> {
    let (header, body) = front_matter(source, &mut Diagnostics::new());
    let body = source.text().get(body).unwrap_or_default();
    let signers = header.into_iter().flat_map(|header| header.authors.into_iter().chain(header.interviewer));
    let signers = signers.filter_map(|author| match author {
        AuthorEntry::Id(id) => Some(id.value.as_str().to_owned()),
        AuthorEntry::NotAnId(name) => Some(Slug::from_text(&name.value).to_string()),
        AuthorEntry::Name(_) => None,
    });
    signers.chain(linked(body)).collect()
}

/// The identifiers of link targets and speakers in a text.
fn linked(text: &str) -> impl Iterator<Item = String> {
    let in_slug = |c: char| c.is_alphanumeric() || c == '-' || unicode_normalization::char::is_combining_mark(c);
    ["person:", "by=\""].into_iter().flat_map(|mark| text.match_indices(mark)).map(move |(at, mark)| {
        let rest = &text[at + mark.len()..];
        rest[..rest.find(|c| !in_slug(c)).unwrap_or(rest.len())].to_owned()
    })
}
