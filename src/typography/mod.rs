//! The typography pass: `Book` → `Book`, Unicode only.
//!
//! Each rich text is seen as one line of characters across emphasis and links (`line`), in which the rules of each phrase's
//! language are applied: `common` (apostrophes, dots, quotation marks, dashes) and `french` (spaces, ordinals, centuries).
//! Addresses, handles and code stay as typed. Applying the pass twice changes nothing. How wide a space is, is `layout`'s.

mod common;
mod french;
mod line;
mod protect;
mod signs;

use crate::book::{Book, Lang, RichText, numbering, walk};
use line::Line;
use rayon::prelude::*;
use signs::Kinds;

/// Applies the rules of each phrase's language to every rich text of the book, then numbers its leaves.
#[must_use]
pub fn apply(mut book: Book) -> Book {
    let mut sections = std::mem::take(&mut book.sections);
    walk::book_mut(&mut book, &mut set);
    sections.par_iter_mut().for_each(|section| {
        // The memory of one line after the other.
        let mut line = Line::default();
        walk::section_mut(section, &mut |lang, rich| set_in(&mut line, lang, rich));
    });
    book.sections = sections;
    numbering::number(&mut book);
    book
}

/// Applies the rules to one rich text, until nothing changes: a dash that gets its space can make room for another rule.
pub fn set(lang: &Lang, rich: &mut RichText) {
    set_in(&mut Line::default(), lang, rich);
}

fn set_in(line: &mut Line, lang: &Lang, rich: &mut RichText) {
    line.read(rich, lang);
    let mut is_written = true;
    // Two rounds settle all but contrived strings of marks.
    for _ in 0..6 {
        round(line);
        if !line.is_changed() {
            break;
        }
        is_written = line.is_formed();
        if is_written {
            line.write(rich);
            line.read(rich, lang);
        }
    }
    if !is_written {
        line.write(rich);
    }
}

fn round(line: &mut Line) {
    let seen = line.begin();
    if seen.any(Kinds::PROTECTED) {
        protect::protect(line);
    }
    if seen.any(Kinds::APOSTROPHE) {
        common::apostrophes(line);
    }
    if seen.any(Kinds::POINTS) {
        common::ellipses(line);
    }
    if seen.any(Kinds::QUOTE) {
        common::quotes(line);
    }
    if seen.any(Kinds::DASH) {
        common::dashes(line);
    }
    // Quotation marks may have become guillemets.
    if seen.any(Kinds::SPACED) || seen.any(Kinds::QUOTE) {
        french::spaces(line);
    }
    if seen.any(Kinds::DIGIT) {
        french::numbers(line);
    }
    if seen.any(Kinds::DIGIT) || seen.any(Kinds::CAPITAL) {
        french::abbreviations(line);
    }
    if seen.any(Kinds::DIGIT) || seen.any(Kinds::NUMERAL) {
        french::ordinals(line);
    }
}
