//! Other volumes: what this one says of them.
//!
//! A reference to a text of another volume is words with the volume and, once its pages are known, the page: the last leaf of such a
//! link says them. And who signs in several volumes is told of it with their biography. It lays out nothing: `compile` finds
//! the pages and hands them to [`refer`].

use super::{texts, traverse};
use crate::{
    book::{Book, ContributorId, Inline, Link, LinkTarget, RichText, Slug, walk},
    diagnostic::Diagnostics,
    locale::{Argument, Language, Words},
    manifest::{self, AuthorEntry, Manifest, Status, TextKind},
    markdown,
    source::{SourceMap, Span},
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A place in another volume: the volume, and the destination's name in its pages.
pub type Place = (Slug, String);

/// The folios of places in other volumes.
pub type Folios = BTreeMap<Place, String>;

/// The places of other volumes that the book refers to.
pub fn references(book: &mut Book) -> BTreeSet<Place> {
    let mut places = BTreeSet::new();
    each_reference(book, &mut |link| places.extend(place(&link.target)));
    places
}

/// Gives each reference its page, where `folios` knows it.
pub fn refer(book: &mut Book, folios: &Folios) {
    let words = Words::new(Language::of_tag(book.work.lang.as_str()));
    let numbers: BTreeMap<Slug, u32> = book.work.tomes.iter().map(|tome| (tome.id.clone(), tome.number)).collect();
    each_reference(book, &mut |link| {
        let Some(place) = place(&link.target) else { return };
        let number = numbers.get(&place.0).copied().unwrap_or_default();
        if let Some(Inline::Text(last)) = link.content.last_mut() {
            last.text = whereabouts(number, folios.get(&place).map(String::as_str), &words);
        }
    });
}

/// « (tome 2, p. 47) », behind a space.
pub(super) fn whereabouts(number: u32, folio: Option<&str>, words: &Words) -> String {
    let number = ("number", Argument::Number(i64::from(number)));
    let said = match folio {
        Some(folio) => words.say("other-tome-page", &[number, ("folio", Argument::Text(folio))]),
        None => words.say("other-tome", &[number]),
    };
    format!(" {said}")
}

fn place(target: &LinkTarget) -> Option<Place> {
    match target {
        LinkTarget::OtherTome { tome, section, anchor } => {
            let name = anchor.as_ref().map_or_else(|| section.to_string(), |anchor| format!("{section}.{anchor}"));
            Some((tome.clone(), name))
        }
        LinkTarget::Url(_)
        | LinkTarget::Section(_)
        | LinkTarget::Anchor { .. }
        | LinkTarget::Person(_)
        | LinkTarget::Unresolved(_) => None,
    }
}

fn each_reference(book: &mut Book, visit: &mut impl FnMut(&mut Link)) {
    walk::book_mut(book, &mut |_, rich| {
        walk::inlines_mut(rich, &mut |inline| {
            if let Inline::Link(link) = inline
                && matches!(link.target, LinkTarget::OtherTome { .. })
            {
                visit(link);
            }
        });
    });
}

/// A text of another volume.
struct Elsewhere {
    tome: Slug,
    number: u32,
    section: Slug,
    title: RichText,
    authors: Vec<Slug>,
}

/// For each person who signs here and in another volume: « Du même auteur : … ».
pub(super) fn same_author(
    book: &Book,
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    words: &Words,
) -> BTreeMap<ContributorId, RichText> {
    let signers: BTreeMap<&Slug, ContributorId> = book
        .sections
        .iter()
        .flat_map(|section| &section.byline)
        .map(|credit| (&book.person(credit.person).slug, credit.person))
        .collect();
    if signers.is_empty() || manifest.tomes.len() < 2 {
        return BTreeMap::new();
    }
    let mut said: BTreeMap<ContributorId, RichText> = BTreeMap::new();
    for text in of_other_volumes(sources, manifest, tome) {
        for person in text.authors.iter().filter_map(|author| signers.get(author).copied()) {
            let span = book.person(person).span;
            let sentence = said.entry(person).or_default();
            let before =
                if sentence.is_empty() { format!("{} ", words.word("same-author")) } else { words.word("texts-separator") };
            sentence.push(Inline::text(before, span));
            sentence.push(reference(&text, span, words));
        }
    }
    for (person, sentence) in &mut said {
        sentence.push(Inline::text(".", book.person(*person).span));
    }
    said
}

/// Adds the sentence to the short biography, which stands at the end of a text.
pub(super) fn tell(book: &mut Book, said: &BTreeMap<ContributorId, RichText>) {
    for (person, sentence) in said {
        let Some(person) = book.people.get_mut(person.0 as usize) else { continue };
        if !person.bio.is_empty() {
            person.bio.push(Inline::text(" ", person.span));
            person.bio.extend(sentence.iter().cloned());
        }
    }
}

fn reference(text: &Elsewhere, span: Span, words: &Words) -> Inline {
    let mut content = text.title.clone();
    content.push(Inline::text(whereabouts(text.number, None, words), span));
    let target = LinkTarget::OtherTome { tome: text.tome.clone(), section: text.section.clone(), anchor: None };
    Inline::Link(Link { target, content, span })
}

/// The signed texts of the other volumes that are there, in their order.
fn of_other_volumes(sources: &SourceMap, manifest: &Manifest, tome: usize) -> Vec<Elsewhere> {
    let others = manifest.tomes.iter().enumerate().filter(|(index, _)| *index != tome).map(|(_, other)| other);
    let listed: Vec<_> = others.flat_map(|other| texts::listed(other).map(move |path| (other, path))).collect();
    listed
        .par_iter()
        .filter_map(|(other, path)| {
            // The other volume's own build reports the mistakes of its headers.
            let mut unheard = Diagnostics::new();
            let header = manifest::front_matter(sources.by_path(&path.value)?, &mut unheard).0?;
            let there = header.status.value != Status::Expected && matches!(header.kind.value, TextKind::Contribution(_));
            let authors: Vec<Slug> = header
                .authors
                .iter()
                .filter_map(|author| match author {
                    AuthorEntry::Id(id) => Some(id.value.clone()),
                    AuthorEntry::Name(_) => None,
                })
                .collect();
            (there && !authors.is_empty()).then(|| Elsewhere {
                tome: other.id.clone(),
                number: other.number.value,
                section: manifest::text_slug(&path.value),
                title: traverse::quoted(&markdown::parse_inline(&header.title.value, header.title.span, &mut unheard)),
                authors,
            })
        })
        .collect()
}
