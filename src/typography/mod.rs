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
    let seen = Seen::of(line);
    if seen.protected {
        protect::protect(line);
    }
    if seen.apostrophe {
        common::apostrophes(line);
    }
    if seen.points {
        common::ellipses(line);
    }
    if seen.quote {
        common::quotes(line);
    }
    common::dashes(line);
    // Quotation marks may have become guillemets.
    if seen.sign || seen.quote {
        french::spaces(line);
    }
    if seen.digit {
        french::numbers(line);
    }
    french::abbreviations(line);
    if seen.digit || seen.numeral {
        french::ordinals(line);
    }
}

/// What a line holds of that which most rules begin with: a rule without any has nothing to do, and need not look for it.
#[derive(Default)]
struct Seen {
    /// A sign without which nothing is an address, a handle, an emoticon or a time.
    protected: bool,
    apostrophe: bool,
    points: bool,
    quote: bool,
    sign: bool,
    digit: bool,
    numeral: bool,
}

impl Seen {
    fn of(line: &line::Line) -> Self {
        let mut seen = Self::default();
        let mut before = ' ';
        for character in line.cells.iter().map(|cell| cell.character) {
            seen.protected |= match before {
                '.' => !line::is_blank(character),
                'x' | 'X' => character == 'D',
                _ => matches!(character, '@' | '#' | ':' | ';' | '<' | '^' | '='),
            };
            match character {
                '\'' | '´' | '`' => seen.apostrophe = true,
                '.' => seen.points |= before == '.',
                '"' => seen.quote = true,
                '«' | '»' | ';' | '!' | '?' | ':' => seen.sign = true,
                '0'..='9' => seen.digit = true,
                'I' | 'V' | 'X' => seen.numeral = true,
                _ => {}
            }
            before = character;
        }
        seen
    }
}
