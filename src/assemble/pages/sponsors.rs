//! The pages of sponsors and of supporters: one block for each tier or group.

use super::display::label_line;
use crate::{
    book::{Block, Book, DisplayRole, Heading, HeadingLevel, RichText, Slug, Sponsor, SponsorGroup, UniqueSlugs, plain_text},
    locale::Words,
    source::Span,
};

/// Sponsors by tier, highest first.
pub(super) fn tiers(book: &Book, words: &Words, span: Span) -> Vec<Block> {
    let groups = book.tiers.iter().enumerate().filter(|(_, tier)| !tier.sponsors.is_empty());
    let groups = groups.map(|(rank, tier)| group(Some(rank), tier.slug.clone(), &tier.title, &tier.sponsors));
    // Who the names are is said before the first of them. What is paid for, only the editor can say: in the title of a tier.
    let label = label_line(DisplayRole::SmallPrint, words.word("sponsored-label"), words, span);
    std::iter::once(label).chain(groups.flatten()).collect()
}

/// Supporters by group.
pub(super) fn supporters(book: &Book) -> Vec<Block> {
    let mut taken = UniqueSlugs::default();
    let mut blocks = Vec::new();
    for supporters in &book.supporters {
        let anchor = taken.take(Slug::from_text(&plain_text(&supporters.title)));
        blocks.extend(group(None, anchor, &supporters.title, &supporters.members));
    }
    blocks
}

fn group(rank: Option<usize>, anchor: Slug, title: &RichText, sponsors: &[Sponsor]) -> Option<Block> {
    let span = title.first().map(crate::book::Inline::span).or_else(|| sponsors.first().map(|sponsor| sponsor.span))?;
    let heading = Heading { level: HeadingLevel::H2, anchor, content: title.clone(), span };
    Some(Block::Sponsors(Box::new(SponsorGroup { rank, heading, sponsors: sponsors.to_vec() })))
}
