//! Made pages: the pieces of a volume that nobody writes, one file each.
//!
//! Each page is a function from the resolved book to blocks. Sections have their final indices here, so that contents, index and
//! biographies may name them. Pages know no layout: a [`Display`] says what a line is, writers say how it looks.

pub(super) mod accessibility;
mod back_cover;
mod colophon;
mod contents;
mod contributors;
mod half_title;
mod index;
mod legal;
mod sponsors;
mod title;

use crate::{
    book::{Block, Book, ContributorId, Display, DisplayRole, Inline, MadePage, RichText, SectionKind},
    locale::{Argument, Words},
    source::Span,
};
use std::collections::BTreeMap;

/// Fills every made page of the book; `elsewhere` says what its people sign in other volumes.
pub(super) fn fill(book: &mut Book, words: &Words, elsewhere: &BTreeMap<ContributorId, RichText>) {
    let pages: Vec<(usize, MadePage)> = book
        .sections
        .iter()
        .enumerate()
        .filter_map(|(index, section)| match section.kind {
            SectionKind::Made(page) => Some((index, page)),
            SectionKind::Part { .. } | SectionKind::Contribution(_) | SectionKind::Shared(_) => None,
        })
        .collect();
    for (section, page) in pages {
        let span = book.sections[section].span;
        book.sections[section].blocks = match page {
            MadePage::HalfTitle => half_title::blocks(book),
            MadePage::Title => title::blocks(book, words, span),
            MadePage::Legal => legal::blocks(book, words, span),
            MadePage::Supporters => sponsors::supporters(book),
            MadePage::Sponsors => sponsors::tiers(book, words, span),
            MadePage::Contents => contents::blocks(book, words),
            MadePage::Contributors => contributors::blocks(book, elsewhere),
            MadePage::Index => index::blocks(book, span),
            // Filled by `accessibility::describe`, once everything is found.
            MadePage::Accessibility => Vec::new(),
            MadePage::Colophon => colophon::blocks(book, words, span),
            MadePage::BackCover => back_cover::blocks(book, words, span),
        };
    }
}

/// A line of a made page.
const fn line(role: DisplayRole, content: RichText) -> Block {
    Block::Display(Display { role, content })
}

/// A line of plain words.
fn words_line(role: DisplayRole, words: impl Into<String>, span: Span) -> Block {
    line(role, vec![Inline::text(words, span)])
}

/// A line of rich text, when there is any.
fn rich_line(role: DisplayRole, content: &RichText) -> Option<Block> {
    (!content.is_empty()).then(|| line(role, content.clone()))
}

/// « A », « A et B », « A, B et C ».
fn enumeration(items: &[String], words: &Words) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), words.word("and")),
    }
}

/// The names of people as a sentence prints them.
fn names(book: &Book, people: impl IntoIterator<Item = ContributorId>, words: &Words) -> String {
    let names: Vec<String> = people.into_iter().map(|person| book.person(person).name.display()).collect();
    enumeration(&names, words)
}

/// « Tome 1 », when the work has several volumes.
fn volume_number(book: &Book, words: &Words) -> Option<String> {
    let number = i64::from(book.tome.number);
    (book.work.tomes.len() > 1).then(|| words.say("volume-number", &[("number", Argument::Number(number))]))
}
