//! Phrases that several generated pages print: enumerations, names of people, the number of the volume.

use crate::{
    book::{Book, ContributorId, RichText, direction},
    locale::{Argument, Words},
    source::Span,
};

/// The names of `people` as an enumeration, those of the other direction isolated.
pub(super) fn named(book: &Book, people: impl IntoIterator<Item = ContributorId>, words: &Words, span: Span) -> RichText {
    let names: Vec<String> = people.into_iter().map(|person| book.person(person).name.display()).collect();
    direction::sentence(&words.enumeration(&names), names.iter().map(String::as_str), &book.work.lang, span)
}

/// « Tome 1 »; none when the work has a single volume.
pub(super) fn volume_number(book: &Book, words: &Words) -> Option<String> {
    let number = i64::from(book.tome.number);
    (book.work.tomes.len() > 1).then(|| words.say("volume-number", &[("number", Argument::Number(number))]))
}
