//! The index page: people in alphabetical order, with the texts that they sign and the places where others mention them.

use super::contributors;
use crate::{
    assemble::index,
    book::{Block, Book, Contributor, Index, IndexEntry, Inline, Network, RichText},
    source::Span,
};

pub(super) fn blocks(book: &mut Book, span: Span) -> Vec<Block> {
    let mentions = index::mentions(book);
    let mut signed = contributors::signed(book);
    let entries = contributors::in_order(book).into_iter().map(|(id, person)| IndexEntry {
        person: id,
        heading: heading(person, span),
        sections: signed.remove(&id).unwrap_or_default(),
        mentions: mentions.get(&id).cloned().unwrap_or_default(),
    });
    let entries = entries.filter(|entry| !entry.sections.is_empty() || !entry.mentions.is_empty());
    vec![Block::Index(Index { entries: entries.collect() })]
}

/// « Rollin, Sandrine (@srollin) ». The handle on Twitter comes first, because the book began there.
fn heading(person: &Contributor, span: Span) -> RichText {
    let twitter = person.handles.iter().find(|handle| handle.network == Network::Twitter);
    let name = person.name.inverted();
    let text = match twitter.or_else(|| person.handles.first()) {
        Some(handle) => format!("{name} ({})", handle.handle),
        None => name,
    };
    vec![Inline::text(text, span)]
}
