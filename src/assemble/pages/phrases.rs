//! Phrases that several generated pages print: enumerations, names of people, the number of the volume.

use crate::{
    book::{Book, ContributorId, Inline, InlineStyle, Lang, RichText, direction},
    locale::{Argument, Words},
    source::Span,
};

/// The names of `people` as an enumeration, those of the other direction isolated.
pub(super) fn named(book: &Book, people: impl IntoIterator<Item = ContributorId>, words: &Words, span: Span) -> RichText {
    let names: Vec<String> = people.into_iter().map(|person| book.person(person).name.display()).collect();
    let said = words.enumeration(&names);
    let sentence = |text: &str| direction::sentence(text, names.iter().map(String::as_str), &book.work.lang, span);
    let Some((lang, [first @ .., last])) =
        words.foreign().and_then(Lang::new).zip(Some(&names[..])).filter(|(_, names)| names.len() > 1)
    else {
        return sentence(&said);
    };
    // The word before the last name is the program's, and not in the book's language.
    let (before, after) = (first.join(", "), said.len() - last.len());
    let and = vec![Inline::text(said[before.len()..after].trim(), span)];
    let mut content = sentence(&before);
    content.extend([Inline::text(" ", span), Inline::styled(InlineStyle::Language(lang), and, span), Inline::text(" ", span)]);
    content.extend(direction::isolated(vec![Inline::text(last, span)], &book.work.lang, span));
    content
}

/// « Tome 1 »; none when the work has a single volume.
pub(super) fn volume_number(book: &Book, words: &Words) -> Option<String> {
    let number = i64::from(book.tome.number);
    (book.work.tomes.len() > 1).then(|| words.say("volume-number", &[("number", Argument::Number(number))]))
}
