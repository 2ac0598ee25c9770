//! « Du même auteur »: for each person who signs in several volumes, a sentence that names their texts in the others.

use super::{cross_references, rewrite};
use crate::{
    book::{Book, ContributorId, Inline, Link, LinkTarget, RichText, Slug},
    diagnostic::Diagnostics,
    locale::Words,
    manifest::{self, AuthorEntry, Manifest, Status, TextKind},
    markdown,
    source::{SourceMap, Span},
};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A text of another volume.
struct OtherText {
    tome: Slug,
    number: u32,
    section: Slug,
    title: RichText,
    authors: Vec<Slug>,
}

/// The sentence « Du même auteur : … » of each person who signs in this volume, at index `tome` of the manifest, and in another.
pub(super) fn sentences(
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
    let mut sentences: BTreeMap<ContributorId, RichText> = BTreeMap::new();
    for text in texts_of_other_volumes(sources, manifest, tome) {
        for person in text.authors.iter().filter_map(|author| signers.get(author).copied()) {
            let span = book.person(person).span;
            let sentence = sentences.entry(person).or_default();
            let before =
                if sentence.is_empty() { format!("{} ", words.word("same-author")) } else { words.word("texts-separator") };
            sentence.push(Inline::label(before, words.foreign(), span));
            sentence.push(cross_reference(&text, span, words));
        }
    }
    for (person, sentence) in &mut sentences {
        sentence.push(Inline::text(".", book.person(*person).span));
    }
    sentences
}

/// Appends each sentence to the short biography, which stands at the end of a text.
pub(super) fn append_to_biographies(book: &mut Book, sentences: &BTreeMap<ContributorId, RichText>) {
    for (person, sentence) in sentences {
        let Some(person) = book.people.get_mut(person.0 as usize) else { continue };
        if !person.bio.is_empty() {
            person.bio.push(Inline::text(" ", person.span));
            person.bio.extend(sentence.iter().cloned());
        }
    }
}

fn cross_reference(text: &OtherText, span: Span, words: &Words) -> Inline {
    let mut content = text.title.clone();
    content.push(Inline::label(cross_references::label(text.number, None, words), words.foreign(), span));
    let target = LinkTarget::OtherTome { tome: text.tome.clone(), section: text.section.clone(), anchor: None };
    Inline::link(Link { target, content, span })
}

/// The received and signed contributions of the other volumes, in their order.
fn texts_of_other_volumes(sources: &SourceMap, manifest: &Manifest, tome: usize) -> Vec<OtherText> {
    let others = manifest.tomes.iter().enumerate().filter(|(index, _)| *index != tome).map(|(_, other)| other);
    let listed: Vec<_> = others.flat_map(|other| other.texts().map(move |path| (other, path))).collect();
    listed
        .par_iter()
        .filter_map(|(other, path)| {
            // The build of the other volume reports the mistakes in its headers.
            let mut ignored = Diagnostics::new();
            let header = manifest::front_matter(sources.by_path(&path.value)?, &mut ignored).0?;
            let received = header.status.value != Status::Expected && matches!(header.kind.value, TextKind::Contribution(_));
            let authors: Vec<Slug> = header
                .authors
                .iter()
                .filter_map(|author| match author {
                    AuthorEntry::Id(id) => Some(id.value.clone()),
                    AuthorEntry::NotAnId(_) | AuthorEntry::Name(_) => None,
                })
                .collect();
            (received && !authors.is_empty()).then(|| OtherText {
                tome: other.id.clone(),
                number: other.number.value,
                section: manifest::text_slug(&path.value),
                title: rewrite::plain_title(&markdown::parse_inline(&header.title.value, header.title.span, &mut ignored)),
                authors,
            })
        })
        .collect()
}
