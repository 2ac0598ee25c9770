//! What all sections are written with.

use super::{pagebreak::SectionBreaks, pictures::Pictures, places::Places};
use crate::{
    book::{Block, Book, TextId},
    locale::Words,
    pagination::PageMap,
};
use std::collections::BTreeSet;

/// The book, what was prepared for it, and where everything stands.
pub(super) struct EpubContext<'a> {
    pub(super) book: &'a Book,
    pub(super) words: &'a Words,
    /// The printed pages; none where the EPUB has no page list.
    pub(super) map: Option<&'a PageMap>,
    pub(super) places: Places,
    /// Page breaks, by section.
    pub(super) breaks: Vec<SectionBreaks>,
    pub(super) pictures: &'a Pictures,
    /// Text nodes that the index leads to.
    pub(super) mentioned: BTreeSet<TextId>,
    /// Style sheets, in the order of the cascade.
    pub(super) styles: &'a [&'static str],
}

/// The leaves that an index leads to.
pub(super) fn mentioned(book: &Book) -> BTreeSet<TextId> {
    let indices = book.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Index(index) => Some(index),
        _ => None,
    });
    indices.flat_map(|index| &index.entries).flat_map(|entry| entry.mentions.iter().map(|(_, leaf)| *leaf)).collect()
}
