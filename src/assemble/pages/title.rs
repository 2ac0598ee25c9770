//! The title page: work, volume, editors, publisher and date.

use super::{
    display::{label_line, line, optional_line, plain_line},
    phrases::volume_number,
};
use crate::{
    assemble::dates,
    book::{Block, Book, DisplayRole, direction},
    locale::Words,
    source::Span,
};

pub(super) fn blocks(book: &Book, words: &Words, span: Span) -> Vec<Block> {
    let statement = book.author_statement();
    let editors: Vec<String> = book.work.editors.iter().map(|&editor| book.person(editor).name.display()).collect();
    let publisher = &book.work.publisher.name;
    let optional = |role, text: &str| (!text.is_empty()).then(|| plain_line(role, text, span));
    [
        optional_line(DisplayRole::WorkTitle, &book.work.title),
        optional_line(DisplayRole::WorkSubtitle, &book.work.subtitle),
        (!statement.is_empty()).then(|| {
            line(
                DisplayRole::Statement,
                direction::sentence(&statement, editors.iter().map(String::as_str), &book.work.lang, span),
            )
        }),
        volume_number(book, words).map(|number| label_line(DisplayRole::VolumeNumber, number, words, span)),
        optional_line(DisplayRole::VolumeTitle, &book.tome.title),
        optional_line(DisplayRole::VolumeSubtitle, &book.tome.subtitle),
        // Editors who publish the book themselves are named once.
        optional(DisplayRole::Publisher, publisher).filter(|_| *publisher != statement),
        Some(label_line(DisplayRole::Date, dates::format(book.tome.date, words), words, span)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
