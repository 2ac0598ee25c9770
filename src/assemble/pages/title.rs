//! The title page: work, volume, who made it, publisher and date.

use super::{
    display::{optional_line, plain_line},
    phrases::volume_number,
};
use crate::{
    assemble::dates,
    book::{Block, Book, DisplayRole},
    locale::Words,
    source::Span,
};

pub(super) fn blocks(book: &Book, words: &Words, span: Span) -> Vec<Block> {
    let statement = book.author_statement();
    let publisher = &book.work.publisher.name;
    let said = |role, text: &str| (!text.is_empty()).then(|| plain_line(role, text, span));
    [
        optional_line(DisplayRole::WorkTitle, &book.work.title),
        optional_line(DisplayRole::WorkSubtitle, &book.work.subtitle),
        said(DisplayRole::Statement, &statement),
        volume_number(book, words).map(|number| plain_line(DisplayRole::VolumeNumber, number, span)),
        optional_line(DisplayRole::VolumeTitle, &book.tome.title),
        optional_line(DisplayRole::VolumeSubtitle, &book.tome.subtitle),
        // A book that its editors publish themselves names them once.
        said(DisplayRole::Publisher, publisher).filter(|_| *publisher != statement),
        said(DisplayRole::Date, &dates::in_words(book.tome.date, words)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
