//! Phrases that several generated pages print: enumerations, names of people, the number of the volume.

use crate::{
    book::{Book, ContributorId},
    locale::{Argument, Words},
};

/// The names of `people` as an enumeration.
pub(super) fn names(book: &Book, people: impl IntoIterator<Item = ContributorId>, words: &Words) -> String {
    let names: Vec<String> = people.into_iter().map(|person| book.person(person).name.display()).collect();
    words.enumeration(&names)
}

/// « Tome 1 »; none when the work has a single volume.
pub(super) fn volume_number(book: &Book, words: &Words) -> Option<String> {
    let number = i64::from(book.tome.number);
    (book.work.tomes.len() > 1).then(|| words.say("volume-number", &[("number", Argument::Number(number))]))
}
