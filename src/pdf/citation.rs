//! The citation of the volume in BibTeX, which reference managers read: attached to the file, so that whoever has the file can cite it.

use crate::{
    bibtex::{escaped, names},
    book::{Book, Isbn, plain_text},
};
use std::fmt::Write as _;

/// The entry of the volume, with the ISBN of this edition.
pub(super) fn bibtex(book: &Book, isbn: Option<&Isbn>) -> String {
    let work = &book.work;
    let (title, volume) = (plain_text(&work.title), plain_text(&book.tome.title));
    let editors = names(work.editors.iter().map(|&id| &book.person(id).name));
    let date = book.tome.date.to_string();
    let mut parts = date.split('-');
    let (year, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let key = format!("{}-{year}", book.tome.id);
    let mut entry = format!("@book{{{key}");
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            let _infallible = write!(entry, ",\n  {name} = {{{value}}}");
        }
    };
    field("title", &escaped(&title));
    field("subtitle", &escaped(&plain_text(&work.subtitle)));
    field("editor", &editors);
    if work.tomes.len() > 1 {
        field("volume", &book.tome.number.to_string());
    }
    if volume != title {
        field("note", &escaped(&volume));
    }
    field("publisher", &escaped(&work.publisher.name));
    field("year", year);
    field("month", month);
    field("isbn", isbn.map(ToString::to_string).unwrap_or_default().as_str());
    field("language", work.lang.as_str());
    entry.push_str("\n}\n");
    entry
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{book::Inline, raster::test_pages};

    #[test]
    fn the_volume_can_be_cited() {
        let mut book = test_pages::book(&[]);
        book.work.subtitle = vec![Inline::text("R&D à 100 %", test_pages::span(0))];
        let entry = bibtex(&book, book.tome.isbn.pdf.as_ref());
        let wanted = "@book{tome1-2015,\n  title = {Un livre à l’essai},\n  subtitle = {R\\&D à 100 \\%},\n  \
                      editor = {Premier, Ada and Second, Blaise},\n  note = {Premier tome},\n  publisher = {Maison d’essai \\& fils},\n  \
                      year = {2015},\n  month = {11},\n  isbn = {978-2-9550378-6-7},\n  language = {fr}\n}\n";
        assert_eq!(entry, wanted);
    }
}
