//! The back cover: title, summary, bar code and price.

use super::{
    display::{label_line, optional_line, plain_line},
    legal,
    phrases::volume_number,
};
use crate::{
    book::{BarCode, Block, Book, DisplayRole},
    locale::Words,
    source::Span,
};

pub(super) fn blocks(book: &Book, words: &Words, span: Span) -> Vec<Block> {
    // A bar code is printed: the ISBN of the printed book, otherwise that of the PDF, from which it may be printed.
    let isbn = book.tome.isbn.print.as_ref().or(book.tome.isbn.pdf.as_ref());
    let head = [
        optional_line(DisplayRole::WorkTitle, &book.work.title),
        volume_number(book, words).map(|number| label_line(DisplayRole::VolumeNumber, number, words, span)),
        optional_line(DisplayRole::VolumeTitle, &book.tome.title),
    ];
    let summary = book.tome.summary.iter().map(|paragraph| optional_line(DisplayRole::Summary, paragraph));
    let foot = [
        book.work.hashtag.as_ref().map(|hashtag| plain_line(DisplayRole::Hashtag, hashtag.value.as_str(), hashtag.span)),
        isbn.map(|isbn| Block::BarCode(BarCode { ean: isbn.digits().to_owned(), isbn: isbn.to_string() })),
        legal::price(book, words).map(|price| label_line(DisplayRole::Price, price, words, span)),
    ];
    head.into_iter().chain(summary).chain(foot).flatten().collect()
}
