//! The title page: work, volume, who made it, publisher and date.

use super::{rich_line, volume_number, words_line};
use crate::{
    assemble::dates,
    book::{Block, Book, DisplayRole},
    locale::Words,
    source::Span,
};

pub(super) fn blocks(book: &Book, words: &Words, span: Span) -> Vec<Block> {
    let statement = book.author_statement();
    let publisher = &book.work.publisher.name;
    let said = |role, text: &str| (!text.is_empty()).then(|| words_line(role, text, span));
    [
        rich_line(DisplayRole::WorkTitle, &book.work.title),
        rich_line(DisplayRole::WorkSubtitle, &book.work.subtitle),
        said(DisplayRole::Statement, &statement),
        volume_number(book, words).map(|number| words_line(DisplayRole::VolumeNumber, number, span)),
        rich_line(DisplayRole::VolumeTitle, &book.tome.title),
        rich_line(DisplayRole::VolumeSubtitle, &book.tome.subtitle),
        // A book that its editors publish themselves names them once.
        said(DisplayRole::Publisher, publisher).filter(|_| *publisher != statement),
        said(DisplayRole::Date, &dates::in_words(book.tome.date, words)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
