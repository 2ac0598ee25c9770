//! Folios (page numbers) that the table of contents and the index print, and the blocks that print them.

use crate::{
    book::{Block, IndexEntry, TextId},
    pagination::Folio,
};

/// Folios that the contents and the index print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folios {
    /// The first and last folio of each section; none before it has pages.
    pub sections: Vec<Option<(Folio, Folio)>>,
    /// For each section, the folio of each of its lines with the text and the byte that the line begins with, sorted by these.
    pub lines: Vec<Vec<(TextId, usize, Folio)>>,
}

/// The folio of each mention of an entry; none for a section that has no pages yet.
pub fn mention_folios(entry: &IndexEntry, folios: &Folios) -> Vec<Option<Folio>> {
    entry.mentions.iter().map(|&(section, text)| page_of(folios, section, text)).collect()
}

/// The folio of the page where a text begins: that of the last line that begins with it or with a text before it.
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
