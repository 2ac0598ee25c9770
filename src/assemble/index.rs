//! The index of people: who is mentioned where.
//!
//! A mention is a link to a person inside what a text prints (not its speakers who sign it, not biographies). It is kept as the
//! number of its first text leaf, and leaves are numbered by `walk::number`, which typography runs again after adding leaves of
//! its own (superscripts). So mentions are found twice: when the index is made, and by [`finish`] after the last numbering.

use crate::book::{Block, Book, ContributorId, Inline, LinkTarget, RichText, Section, SectionKind, TextId, walk};
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
pub(super) fn mentions(book: &mut Book) -> BTreeMap<ContributorId, Vec<(usize, TextId)>> {
    let mut found: BTreeMap<ContributorId, Vec<(usize, TextId)>> = BTreeMap::new();
    for (index, section) in book.sections.iter_mut().enumerate() {
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
fn printed_texts(section: &mut Section, visit: &mut impl FnMut(&mut RichText)) {
    let lang = section.lang.clone();
    visit(&mut section.title);
    visit(&mut section.subtitle);
    walk::blocks(&mut section.blocks, &lang, &mut |_, rich| visit(rich));
    visit(&mut section.source);
    for note in &mut section.notes {
        walk::blocks(&mut note.blocks, &lang, &mut |_, rich| visit(rich));
    }
}

fn people_linked(inlines: &mut [Inline], visit: &mut impl FnMut(ContributorId, TextId)) {
    for inline in inlines {
        match inline {
            Inline::Link(link) => {
                if let (LinkTarget::Person(person), Some(leaf)) = (&link.target, first_leaf(&link.content)) {
                    visit(*person, leaf);
                }
            }
            Inline::Styled(styled) => people_linked(&mut styled.content, visit),
            Inline::Text(_) | Inline::Code(_) | Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_) => {}
        }
    }
}

fn first_leaf(inlines: &[Inline]) -> Option<TextId> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => Some(text.id),
        Inline::Styled(styled) => first_leaf(&styled.content),
        Inline::Link(link) => first_leaf(&link.content),
        Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_) => None,
    })
}
