//! What the file says of itself: title, authors, identifier, dates; and the document information dictionary (ISO 32000-1, 14.3.3). The
//! packet for other programs is `xmp`.

use crate::{
    book::{Book, Isbn, Subject, plain_text},
    locale::Words,
};
use pdf_writer::{Date, Finish as _, TextStr, writers};
use std::collections::BTreeSet;

/// The value of Creator and Producer (ISO 32000-1, 14.3.3).
pub(super) const PRODUCER: &str = concat!("make-book ", env!("CARGO_PKG_VERSION"));

/// Writes the document information dictionary.
pub(super) fn write_information(book: &Book, mut information: writers::DocumentInfo<'_>) {
    let texts = [title(book), book.tome.summary_paragraphs().join(" "), keywords(book), authors(book).join(", ")];
    let [title, summary, keywords, authors] = &texts;
    if !title.is_empty() {
        information.title(TextStr(title));
    }
    if !summary.is_empty() {
        information.subject(TextStr(summary));
    }
    if !keywords.is_empty() {
        information.keywords(TextStr(keywords));
    }
    if !authors.is_empty() {
        information.author(TextStr(authors));
    }
    information.creator(TextStr(PRODUCER)).producer(TextStr(PRODUCER));
    let (year, month, day) = date(book);
    let date = Date::new(year).month(month).day(day).hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0);
    information.creation_date(date).modified_date(date);
    information.finish();
}

/// The date of the file, which comes from the book and never from the clock: year, month, day.
pub(super) fn date(book: &Book) -> (u16, u8, u8) {
    let (year, month, day) = book.tome.modified.first_day();
    (year.unsigned_abs().min(9_999), month.unsigned_abs().clamp(1, 12), day.unsigned_abs().clamp(1, 31))
}

/// The subjects of the work as one text.
pub(super) fn keywords(book: &Book) -> String {
    book.work.subjects.iter().map(Subject::label).collect::<Vec<_>>().join(", ")
}

/// The title of the volume, with its number where the work has several. Never empty, unless both titles are.
pub(super) fn title(book: &Book) -> String {
    let (work, volume) = (plain_text(&book.work.title), plain_text(&book.tome.title));
    if work.trim().is_empty() {
        return volume;
    }
    let number = (book.work.tomes.len() > 1).then_some(book.tome.number);
    Words::of_book(book.work.lang.as_str()).volume_title(&work, number, &volume)
}

/// The names on the cover: the editors and the collective.
pub(super) fn authors(book: &Book) -> Vec<String> {
    let mut authors: Vec<String> = book.work.editors.iter().map(|&id| book.person(id).name.display()).collect();
    // « & Collectif » follows a name on the cover; in a list it needs no conjunction.
    authors.extend(book.work.collective.iter().map(|name| name.trim_start_matches(['&', ' ', '\u{a0}', '\u{202f}']).to_owned()));
    authors.retain(|author| !author.is_empty());
    if authors.is_empty() {
        // What nobody edits is by those who sign its texts: an offprint.
        let signed = book.sections.iter().flat_map(|section| &section.byline);
        let mut known = BTreeSet::new();
        authors =
            signed.filter(|credit| known.insert(credit.person)).map(|credit| book.person(credit.person).name.display()).collect();
    }
    authors
}

/// The identifier of the volume in all its versions: the ISBN of the edition, or else the work's title and the volume's folder. The
/// identifier of this version is derived from the content of the file.
pub(super) fn identifier(book: &Book, isbn: Option<&Isbn>) -> String {
    match isbn {
        Some(isbn) => format!("urn:isbn:{}", isbn.digits()),
        None => format!("{} {}", plain_text(&book.work.title), book.tome.id),
    }
}
