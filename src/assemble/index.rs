//! The index of people: who is mentioned where.
//!
//! A mention is a link to a person in what a text prints, except speakers who sign the text, and biographies. It is stored as the
//! number of its first text node. Typography adds text nodes (superscripts) and numbers all of them again. So mentions are found
//! twice: when the index is generated, and by [`update_index`] after the last numbering.

use crate::book::{Block, Book, ContributorId, Inline, LinkTarget, RichText, Section, SectionKind, TextId, first_text_id, walk};
use std::collections::BTreeMap;

/// Finds the mentions of the index again, by the current numbers of the text nodes. Call it after typography.
pub fn update_index(book: &mut Book) {
    let mut found = mentions(book);
    for block in book.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::Index(index) = block {
            for entry in &mut index.entries {
                entry.mentions = found.remove(&entry.person).unwrap_or_default();
            }
        }
    }
}

/// The mentions of each person, in reading order: the index of the section and the number of the text node. Those who sign a text
/// are not mentioned in it, because the index refers to the whole text for them.
pub(super) fn mentions(book: &Book) -> BTreeMap<ContributorId, Vec<(usize, TextId)>> {
    let mut found: BTreeMap<ContributorId, Vec<(usize, TextId)>> = BTreeMap::new();
    for (index, section) in book.sections.iter().enumerate() {
        if matches!(section.kind, SectionKind::Made(_)) {
            continue;
        }
        let signers: Vec<ContributorId> = section.byline.iter().map(|credit| credit.person).collect();
        printed_texts(section, &mut |rich| {
            people_linked(rich, &mut |person, leaf| {
                if !signers.contains(&person) {
                    found.entry(person).or_default().push((index, leaf));
                }
            });
        });
    }
    found
}

/// Visits the rich texts that are printed on the pages of the section, so neither the running title nor the summary.
fn printed_texts(section: &Section, visit: &mut impl FnMut(&RichText)) {
    visit(&section.title);
    visit(&section.subtitle);
    walk::rich_texts(&section.blocks, visit);
    visit(&section.source);
    for note in &section.notes {
        walk::rich_texts(&note.blocks, visit);
    }
}

/// Visits each link to a person, with the first text node of the link.
fn people_linked(inlines: &[Inline], visit: &mut impl FnMut(ContributorId, TextId)) {
    walk::inlines(inlines, &mut |inline| {
        if let Inline::Link(link) = inline
            && let (LinkTarget::Person(person), Some(leaf)) = (&link.target, first_text_id(&link.content))
        {
            visit(*person, leaf);
        }
    });
}
