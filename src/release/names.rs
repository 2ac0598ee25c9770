//! Names of files that say which book they are (Qualebook, recommendation 050): publisher, title, volume, number.

use super::facts::{ReleasedFormat, publisher};
use crate::{
    book::{Book, Isbn, Slug, plain_text},
    locale::{Argument, Words},
};

/// The longest part of a name, in bytes.
const LONGEST: usize = 60;

/// The name of the file of a volume in a format, with its extension.
#[must_use]
pub fn file_name(book: &Book, format: ReleasedFormat) -> String {
    format!("{}.{}", stem(book, format.isbn(book)), format.extension())
}

/// The name of a file without its extension: `editeur_titre-tome-1_9782955037867`; without ISBN, `editeur_titre-tome-1`.
#[must_use]
pub fn stem(book: &Book, isbn: Option<&Isbn>) -> String {
    let part = |text: &str| Slug::from_text(text).shortened(LONGEST);
    let mut stem = format!("{}_{}", part(&publisher(book)), part(&plain_text(&book.work.title)));
    if book.work.tomes.len() > 1 {
        let number = ("number", Argument::Number(i64::from(book.tome.number)));
        let volume = Words::of_book(book.work.lang.as_str()).say("volume-number", &[number]);
        stem.push_str(&format!("-{}", part(&volume)));
    }
    if let Some(isbn) = isbn {
        stem.push_str(&format!("_{}", isbn.digits()));
    }
    stem
}
