//! The colophon: how the book was made, and the licences of its fonts.

use super::{credits, display::plain_line};
use crate::{
    assemble::{dates, index, unshown},
    book::{Block, Book, DisplayRole, MadePage, SectionKind, numbering},
    locale::{Argument, Words},
    source::Span,
};

pub(super) fn blocks(book: &Book, words: &Words, span: Span) -> Vec<Block> {
    lines(book, [words.word("colophon-faces"), words.word("colophon-licences")], words, span)
}

/// Names the faces of the text, where they are not those that the program sets a book in Latin letters in. `are_ours` says that all of
/// them come with the program, under its fonts' licence. Numbers the text nodes again and updates the index.
pub fn name_faces(book: &mut Book, families: &[String], are_ours: bool) {
    let is_colophon = |kind: SectionKind| kind == SectionKind::Made(MadePage::Colophon);
    let Some(index) = book.sections.iter().position(|section| is_colophon(section.kind)) else { return };
    let words = Words::of_book(book.work.lang.as_str());
    let faces = words.say("colophon-faces-named", &[("faces", Argument::Text(&words.enumeration(families)))]);
    let licence = are_ours.then(|| words.word("colophon-licences-named"));
    book.sections[index].blocks = lines(book, std::iter::once(faces).chain(licence), &words, book.sections[index].span);
    numbering::number(book);
    index::update_index(book);
}

/// The lines, with `faces` among them.
fn lines(book: &Book, faces: impl IntoIterator<Item = String>, words: &Words, span: Span) -> Vec<Block> {
    let date = dates::format(book.tome.date, words);
    let lines = std::iter::once(words.word("colophon-making")).chain(faces);
    let lines = lines.chain([words.say("colophon-date", &[("date", Argument::Text(&date))])]);
    let lines = lines.map(|text| plain_line(DisplayRole::SmallPrint, text, span));
    let credits = if unshown::has_page(book, MadePage::Legal) { Vec::new() } else { credits::lines(book, words) };
    lines.chain(credits).collect()
}
