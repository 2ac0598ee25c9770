//! The index of people: who is mentioned where.
//!
//! A mention is a link to a person inside what a text prints (not its speakers who sign it, not biographies). It is kept as the
//! number of its first text leaf, and leaves are numbered by `numbering::number`, which typography runs again after adding leaves of
//! its own (superscripts). So mentions are found twice: when the index is made, and by [`finish`] after the last numbering.

use crate::book::{Block, Book, ContributorId, Inline, LinkTarget, RichText, Section, SectionKind, TextId, first_leaf, walk};
use std::collections::BTreeMap;

/// Finds the mentions of the index again, by the leaves' present numbers. Call it after typography.
pub fn finish(book: &mut Book) {
    let mut found = mentions(book);
    for block in book.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::Index(index) = block {
            for entry in &mut index.entries {
                entry.mentions = found.remove(&entry.person).unwrap_or_default();
            }
        }
    }
}

/// Every mention by person, in reading order. A text's own signers are not mentioned in it: the index names the whole text.
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

/// The rich texts that stand on the section's pages: the running title and the summary do not.
fn printed_texts(section: &Section, visit: &mut impl FnMut(&RichText)) {
    visit(&section.title);
    visit(&section.subtitle);
    walk::rich_texts(&section.blocks, visit);
    visit(&section.source);
    for note in &section.notes {
        walk::rich_texts(&note.blocks, visit);
    }
}

fn people_linked(inlines: &[Inline], visit: &mut impl FnMut(ContributorId, TextId)) {
    walk::inlines(inlines, &mut |inline| {
        if let Inline::Link(link) = inline
            && let (LinkTarget::Person(person), Some(leaf)) = (&link.target, first_leaf(&link.content))
        {
            visit(*person, leaf);
        }
    });
}
