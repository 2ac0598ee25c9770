//! The index page: people in alphabetical order, with the texts that they sign and the places where others mention them.

use super::contributors;
use crate::{
    assemble::index,
    book::{Block, Book, Contributor, Index, IndexEntry, Lang, Network, RichText, direction, plain_text},
    diagnostic::{Code, Diagnostic, Diagnostics},
    memo::Resident,
    source::Span,
};
use std::collections::BTreeMap;

pub(super) fn blocks(book: &Book, span: Span, resident: Option<&Resident>, sink: &mut Diagnostics) -> Vec<Block> {
    let mentions = index::mentions(book);
    let mut signed = contributors::signed(book);
    let entries = contributors::in_order(book, resident).into_iter().map(|(id, person)| IndexEntry {
        person: id,
        heading: heading(person, &book.work.lang, span),
        sections: signed.remove(&id).unwrap_or_default(),
        mentions: mentions.get(&id).cloned().unwrap_or_default(),
    });
    let entries = entries.filter(|entry| !entry.sections.is_empty() || !entry.mentions.is_empty());
    let mut entries: Vec<IndexEntry> = entries.collect();
    tell_apart(book, &mut entries, span, sink);
    vec![Block::Index(Index { entries })]
}

/// Adds to equal headings what the people do, or where: « Zhang, Wei (torréfacteur) ». Reports headings that are equal all the same, of
/// people whom the manifest takes for two because each has a portrait; those of others it has reported.
fn tell_apart(book: &Book, entries: &mut [IndexEntry], span: Span, sink: &mut Diagnostics) {
    let mut equal: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        equal.entry(plain_text(&entry.heading)).or_default().push(index);
    }
    for (heading, indices) in equal.into_iter().filter(|(_, indices)| indices.len() > 1) {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for index in indices {
            let person = book.person(entries[index].person);
            let does = [&person.role, &person.organisation].map(|text| plain_text(text).trim().to_owned());
            let does = does.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
            if !does.is_empty() {
                let text = format!("{heading} ({does})");
                entries[index].heading =
                    direction::sentence(&text, [person.name.inverted().as_str(), &does], &book.work.lang, span);
            }
            if let Some(first) = seen.get(&does) {
                if person.portrait.is_some() {
                    let found = Diagnostic::new(Code::SameName, person.span).with("what", "index").with("name", heading.trim());
                    sink.push(found.label(*first, "first"));
                }
            } else {
                seen.insert(does, person.span);
            }
        }
    }
}

/// « Rollin, Sandrine (@srollin) ». The handle on Twitter comes first, because the book began there.
fn heading(person: &Contributor, lang: &Lang, span: Span) -> RichText {
    let twitter = person.handles.iter().find(|handle| handle.network == Network::Twitter);
    let name = person.name.inverted();
    let text = match twitter.or_else(|| person.handles.first()) {
        Some(handle) => format!("{name} ({})", handle.handle),
        None => name.clone(),
    };
    // Its page numbers follow it on the line.
    direction::sentence(&text, [name.as_str()], lang, span)
}
