//! Folios that contents and index print, and what prints them.

use crate::{
    book::{Block, IndexEntry, TextId},
    pagination::Folio,
};

/// Folios that the contents and the index print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folios {
    /// First and last page of each section.
    pub sections: Vec<Option<(Folio, Folio)>>,
    /// The page of each line, by the leaf and byte it begins with, for each section.
    pub lines: Vec<Vec<(TextId, usize, Folio)>>,
}

/// The page of each mention of an entry; none for what is not numbered yet.
pub fn mention_folios(entry: &IndexEntry, folios: &Folios) -> Vec<Option<Folio>> {
    entry.mentions.iter().map(|&(section, text)| page_of(folios, section, text)).collect()
}

/// The page where a text leaf is: that of the last line that begins with it or one before it.
fn page_of(folios: &Folios, section: usize, text: TextId) -> Option<Folio> {
    let lines = folios.lines.get(section)?;
    let after = lines.partition_point(|&(leaf, offset, _)| (leaf, offset) <= (text, 0));
    after
        .checked_sub(1)
        .map(|index| lines[index].2)
        .or_else(|| folios.sections.get(section).copied().flatten().map(|pages| pages.0))
}

/// Whether blocks print folios of other sections.
pub(super) fn prints_folios(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Contents(_) | Block::Index(_)))
}
