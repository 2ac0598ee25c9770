//! Where the short biography of each contributor stands: at the end of the first text that they sign.
//!
//! A text that several sign refers to those that stand elsewhere, so that none of them seems to be forgotten: after another text, or, for
//! someone who has a long biography alone, on the page of contributors. It knows no page number; the writers print it.

use super::anchors::anchors;
use crate::book::{
    BiographyPlace, Book, ContributorId, LinkTarget, MadePage, Section, SectionKind, ShortBiography, Slug, UniqueSlugs,
};
use std::collections::{BTreeMap, BTreeSet};

/// Assigns the biographies. To be called when no section is removed any more: indices of sections are stored.
pub(super) fn assign(book: &mut Book) {
    let first = first_texts(book);
    let page = book.sections.iter().position(|section| section.kind == SectionKind::Made(MadePage::Contributors));
    let has_long = |person: ContributorId| !book.person(person).long_bio.is_empty();
    let stands = |person: ContributorId| first.get(&person).copied().or_else(|| page.filter(|_| has_long(person)));
    let of_sections = book.sections.iter().enumerate().map(|(index, section)| {
        let signers = signers(section);
        let are_several = signers.len() > 1;
        let placed = signers.into_iter().filter_map(|person| Some((person, stands(person)?)));
        placed.filter(|(_, at)| *at == index || are_several).collect::<Vec<_>>()
    });
    let of_sections: Vec<_> = of_sections.collect();
    let mut referred: BTreeMap<usize, BTreeSet<ContributorId>> = BTreeMap::new();
    for (index, placed) in of_sections.iter().enumerate() {
        for &(person, at) in placed.iter().filter(|(person, at)| *at != index && first.contains_key(person)) {
            referred.entry(at).or_default().insert(person);
        }
    }
    let mut names: BTreeMap<ContributorId, Slug> = BTreeMap::new();
    for (&section, people) in &referred {
        let mut taken = UniqueSlugs::default();
        anchors(&book.sections[section].blocks).into_iter().for_each(|anchor| taken.reserve(anchor));
        names.extend(people.iter().map(|&person| (person, taken.take(book.person(person).slug.clone().into_anchor()))));
    }
    for (index, placed) in of_sections.into_iter().enumerate() {
        let biographies = placed.into_iter().map(|(person, section)| {
            let place = match names.get(&person).cloned() {
                anchor if section == index => BiographyPlace::Here(anchor),
                Some(anchor) => {
                    let target = LinkTarget::Anchor { section: book.sections[section].slug.clone(), anchor };
                    BiographyPlace::Elsewhere { section, target }
                }
                None => BiographyPlace::Elsewhere { section, target: LinkTarget::Person(person) },
            };
            ShortBiography { person, place }
        });
        book.sections[index].biographies = biographies.collect();
    }
}

/// The first text that each of those with a short biography signs.
fn first_texts(book: &Book) -> BTreeMap<ContributorId, usize> {
    let mut first = BTreeMap::new();
    for (index, section) in book.sections.iter().enumerate() {
        for person in signers(section).into_iter().filter(|person| !book.person(*person).bio.is_empty()) {
            first.entry(person).or_insert(index);
        }
    }
    first
}

/// Who signs a text, in order, each once.
fn signers(section: &Section) -> Vec<ContributorId> {
    let mut seen = BTreeSet::new();
    let is_text = matches!(section.kind, SectionKind::Contribution(_));
    let people = section.byline.iter().map(|credit| credit.person).filter(|_| is_text);
    people.filter(|person| seen.insert(*person)).collect()
}
