//! Document metadata that the library can write; `xmp` adds the rest.

use crate::book::{Book, Isbn, plain_text};
use krilla::metadata::{DateTime, Metadata, PageLayout, TextDirection};

/// The value of Creator and Producer (ISO 32000-1, 14.3.3).
const PRODUCER: &str = concat!("make-book ", env!("CARGO_PKG_VERSION"));

/// Title, authors, language, identifier, and dates, which come from the book and never from the clock.
pub(super) fn metadata(book: &Book, isbn: Option<&Isbn>) -> Metadata {
    let (year, month, day) = book.tome.modified.first_day();
    let mut date = DateTime::new(year.unsigned_abs()).hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0);
    date = date.month(month.unsigned_abs()).day(day.unsigned_abs());
    Metadata::new()
        .title(title(book))
        .description(plain_text(&book.tome.summary))
        .keywords(book.work.subjects.clone())
        .language(book.work.lang.to_string())
        .authors(authors(book))
        .creator(PRODUCER.to_owned())
        .producer(PRODUCER.to_owned())
        .creation_date(date)
        .document_id(identifier(book, isbn))
        .text_direction(if book.work.lang.is_right_to_left() { TextDirection::RightToLeft } else { TextDirection::LeftToRight })
        .page_layout(PageLayout::SinglePage)
}

/// The work's title, and the volume's after a dash.
pub(super) fn title(book: &Book) -> String {
    let mut title = plain_text(&book.work.title);
    let volume = plain_text(&book.tome.title);
    if !volume.is_empty() && volume != title {
        if !title.is_empty() {
            title.push_str(" — ");
        }
        title.push_str(&volume);
    }
    title
}

/// The names on the cover: the editors and the collective.
pub(super) fn authors(book: &Book) -> Vec<String> {
    let mut authors: Vec<String> = book.work.editors.iter().map(|&id| book.person(id).name.display()).collect();
    // « & Collectif » follows a name on the cover; in a list it needs no conjunction.
    authors.extend(book.work.collective.iter().map(|name| name.trim_start_matches(['&', ' ', '\u{a0}', '\u{202f}']).to_owned()));
    authors.retain(|author| !author.is_empty());
    authors
}

/// The identifier of the volume in all its versions: the ISBN of the edition, or else the work's title and the volume's folder. The
/// identifier of this version is derived from the content of the file.
fn identifier(book: &Book, isbn: Option<&Isbn>) -> String {
    match isbn {
        Some(isbn) => format!("urn:isbn:{}", isbn.digits()),
        None => format!("{} {}", plain_text(&book.work.title), book.tome.id),
    }
}
