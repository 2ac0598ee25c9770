//! Folios (page numbers) that the contents, the index and references to biographies print, and which sections print them.

use crate::{
    book::{BiographyPlace, Block, Book, ContributorId, IndexEntry, Section, TextId, first_text_id},
    pagination::Folio,
};

/// Folios that the contents and the index print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folios {
    /// The first and last folio of each section; none before it has pages.
    pub sections: Vec<Option<(Folio, Folio)>>,
    /// For each section of which a place is [`cited`], the folio of each of its lines with the text and the byte that the line begins
    /// with, sorted by these; empty for the others.
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

/// The biographies elsewhere to which a section refers: whose, and the section where each stands.
pub fn references(section: &Section) -> impl Iterator<Item = (ContributorId, usize)> {
    section.biographies.iter().filter_map(|biography| match biography.place {
        BiographyPlace::Elsewhere { section, .. } => Some((biography.person, section)),
        BiographyPlace::Here(_) => None,
    })
}

/// The folio of the page where the biography of someone stands in a section; none for a section that has no pages yet.
pub fn biography_folio(book: &Book, folios: &Folios, (person, section): (ContributorId, usize)) -> Option<Folio> {
    let entry = book.sections.get(section)?.blocks.iter().find_map(|block| match block {
        Block::Biography(biography) if biography.person == person => Some(&biography.heading.content),
        _ => None,
    });
    page_of(folios, section, first_text_id(entry.unwrap_or(&book.person(person).bio))?)
}

/// Whether sections print the folio of a place in each section: of a mention, or of a biography.
pub(super) fn cited(book: &Book) -> Vec<bool> {
    let mut cited = vec![false; book.sections.len()];
    let mut cite = |section: usize| cited.get_mut(section).into_iter().for_each(|cited| *cited = true);
    for section in &book.sections {
        references(section).for_each(|(_, section)| cite(section));
        let indexes = section.blocks.iter().filter_map(|block| if let Block::Index(index) = block { Some(index) } else { None });
        indexes.flat_map(|index| &index.entries).flat_map(|entry| &entry.mentions).for_each(|(section, _)| cite(*section));
    }
    cited
}

/// Whether a section prints folios of others.
pub(super) fn prints_folios(section: &Section) -> bool {
    prints_many(section) || references(section).next().is_some()
}

/// Whether it prints those of all sections, or of all their lines.
pub(super) fn prints_many(section: &Section) -> bool {
    section.blocks.iter().any(|block| matches!(block, Block::Contents(_) | Block::Index(_)))
}
