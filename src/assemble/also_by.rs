//! « Du même auteur »: for each person who signs in several volumes, a sentence that names their texts in the others.

use super::{cross_references, rewrite};
use crate::{
    book::{Book, Contributor, ContributorId, Inline, Lang, Link, LinkTarget, RichText, direction},
    diagnostic::Diagnostics,
    locale::Words,
    manifest::{Manifest, SignedText, TomeEntry},
    markdown,
    source::{SourceMap, Span},
};
use std::collections::{BTreeMap, BTreeSet};

/// The sentence « Du même auteur : … » of each person who signs in this volume, at index `tome` of the manifest, and in another.
pub(super) fn sentences(
    book: &Book,
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    words: &Words,
) -> BTreeMap<ContributorId, RichText> {
    let signers: BTreeSet<ContributorId> =
        book.sections.iter().flat_map(|section| &section.byline).map(|credit| credit.person).collect();
    let mut sentences: BTreeMap<ContributorId, RichText> = BTreeMap::new();
    for person in signers {
        let Contributor { slug, span, .. } = book.person(person);
        for text in manifest.texts_elsewhere(slug, tome, sources) {
            let sentence = sentences.entry(person).or_default();
            let before =
                if sentence.is_empty() { format!("{} ", words.word("same-author")) } else { words.word("texts-separator") };
            sentence.push(Inline::label(before, words.foreign(), *span));
            sentence.push(cross_reference(text, &manifest.tomes[text.tome], (*span, &book.work.lang), words));
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

fn cross_reference(text: &SignedText, tome: &TomeEntry, (span, lang): (Span, &Lang), words: &Words) -> Inline {
    let title = markdown::parse_inline(&text.title.value, text.title.span, &mut Diagnostics::new());
    let mut content = direction::isolated(rewrite::plain_title(&title), lang, span);
    content.push(Inline::label(cross_references::label(tome.number.value, None, words), words.foreign(), span));
    let target = LinkTarget::OtherTome { tome: tome.id.clone(), section: text.section.clone(), anchor: None };
    Inline::link(Link { target, content, span })
}
