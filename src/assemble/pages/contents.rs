//! The table of contents: parts, texts and their authors.

use super::phrases::named;
use crate::{
    assemble::rewrite,
    book::{Block, Book, Contents, ContentsEntry, RichText, Role, Section, direction},
    locale::Words,
};

pub(super) fn blocks(book: &Book, words: &Words) -> Vec<Block> {
    let listed = book.sections.iter().enumerate().filter(|(_, section)| section.in_contents);
    let entries = listed.map(|(index, section)| ContentsEntry {
        section: index,
        depth: section.depth,
        title: direction::title(rewrite::plain_title(&section.title), &section.lang, &book.work.lang, section.span),
        authors: authors(book, section, words),
    });
    vec![Block::Contents(Contents { entries: entries.collect() })]
}

/// The names of those who sign; an interviewer does not.
fn authors(book: &Book, section: &Section, words: &Words) -> RichText {
    let sign = section.byline.iter().filter(|credit| credit.role != Role::Interviewer).map(|credit| credit.person);
    let mut sign = sign.peekable();
    if sign.peek().is_none() { Vec::new() } else { named(book, sign, words, section.span) }
}
