//! The colophon: how the book was made, and the licences of its fonts.

use super::display::plain_line;
use crate::{
    assemble::dates,
    book::{Block, Book, DisplayRole},
    locale::{Argument, Words},
    source::Span,
};

pub(super) fn blocks(book: &Book, words: &Words, span: Span) -> Vec<Block> {
    let date = dates::format(book.tome.date, words);
    [
        words.word("colophon-making"),
        words.word("colophon-faces"),
        words.word("colophon-licences"),
        words.say("colophon-date", &[("date", Argument::Text(&date))]),
    ]
    .into_iter()
    .map(|text| plain_line(DisplayRole::SmallPrint, text, span))
    .collect()
}
