//! The back cover: what the book is, its bar code, its price.

use super::{legal, rich_line, volume_number, words_line};
use crate::{
    book::{BarCode, Block, Book, DisplayRole},
    locale::Words,
    source::Span,
};

pub(super) fn blocks(book: &Book, words: &Words, span: Span) -> Vec<Block> {
    // A bar code is read from paper: the printed book's number first, else that of the PDF which a printer may receive.
    let isbn = book.tome.isbn.print.as_ref().or(book.tome.isbn.pdf.as_ref());
    [
        rich_line(DisplayRole::WorkTitle, &book.work.title),
        volume_number(book, words).map(|number| words_line(DisplayRole::VolumeNumber, number, span)),
        rich_line(DisplayRole::VolumeTitle, &book.tome.title),
        rich_line(DisplayRole::Summary, &book.tome.summary),
        book.work.hashtag.as_ref().map(|hashtag| words_line(DisplayRole::Hashtag, hashtag, span)),
        isbn.map(|isbn| Block::BarCode(BarCode { ean: isbn.digits().to_owned(), isbn: isbn.to_string() })),
        Some(words_line(DisplayRole::Price, legal::price(book, words), span)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
