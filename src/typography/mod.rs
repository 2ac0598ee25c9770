//! The typography pass: `Book` → `Book`, Unicode only.
//!
//! Each rich text is seen as one line of characters across emphasis and links (`line`), in which the rules of each phrase's
//! language are applied: `common` (apostrophes, dots, quotation marks, dashes) and `french` (spaces, ordinals, centuries).
//! Addresses, handles and code stay as typed. Applying the pass twice changes nothing. How wide a space is, is `layout`'s.

mod common;
mod french;
mod line;
mod protect;

use crate::book::{Book, Lang, RichText, walk};
use rayon::prelude::*;

/// Applies the rules of each phrase's language to every rich text of the book, then numbers its leaves.
#[must_use]
pub fn apply(mut book: Book) -> Book {
    let mut sections = std::mem::take(&mut book.sections);
    walk::rich_texts(&mut book, &mut set);
    sections.par_iter_mut().for_each(|section| walk::section_texts(section, &mut set));
    book.sections = sections;
    walk::number(&mut book);
    book
}

/// Applies the rules to one rich text, until nothing changes: a dash that gets its space can make room for another rule.
pub fn set(lang: &Lang, rich: &mut RichText) {
    // Two rounds settle all but contrived strings of marks.
    for _ in 0..6 {
        let mut line = line::Line::read(rich, lang);
        round(&mut line);
        if line.says(rich) {
            break;
        }
        line.write(rich);
    }
}

fn round(line: &mut line::Line) {
    protect::protect(line);
    common::apostrophes(line);
    common::ellipses(line);
    common::quotes(line);
    common::dashes(line);
    french::spaces(line);
    french::numbers(line);
    french::abbreviations(line);
    french::ordinals(line);
}
