//! The page map: where in the book each printed page begins, and its folio (the printed page number).
//!
//! `layout` makes it; `epub` turns it into page-break markers, `pdf` into page labels. It knows neither the content of pages nor XHTML.

use crate::book::{ContributorId, TextId};
use std::collections::BTreeMap;

/// A page number as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Folio {
    /// Lower-case roman, for the front matter.
    Roman(u32),
    /// Arabic, for the body and the back matter.
    Arabic(u32),
    /// None, on the cover and the back cover.
    Unnumbered,
}

/// Where a page begins in the reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PagePosition {
    /// At the start of the section at this index of `Book::sections`.
    Section(usize),
    /// Inside a section, at a byte of a text node (after the typographic corrections).
    Text {
        /// Index of the section in `Book::sections`.
        section: usize,
        /// The text node.
        text: TextId,
        /// Byte offset in the node's text, on a character boundary.
        offset: usize,
    },
    /// Before the figure, table, chart or sponsor with this `BlockId`.
    Block {
        /// Index of the section in `Book::sections`.
        section: usize,
        /// The block.
        block: crate::book::BlockId,
    },
    /// At the end of the section at this index, after its notes: a page of figures that stand in the text before earlier pages.
    End(usize),
}

/// A printed page. Blank pages have no entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// Index of the page in the document, from 0.
    pub page: usize,
    /// Its folio.
    pub folio: Folio,
    /// Where it begins.
    pub position: PagePosition,
}

/// The beginnings of all pages, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMap {
    /// One entry for each page that is not blank, in order.
    pub starts: Vec<PageStart>,
    /// The folio of each section's first page, by index in `Book::sections`; none for a section without a page.
    pub section_folios: Vec<Option<Folio>>,
    /// The folio of the page with the biography of each person to which a text refers.
    pub biographies: BTreeMap<ContributorId, Folio>,
}

impl Folio {
    /// The folio as printed; empty when there is none.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Roman(number) => roman(number),
            Self::Arabic(number) => number.to_string(),
            Self::Unnumbered => String::new(),
        }
    }
}

/// Lower-case roman numeral of `number`.
#[must_use]
pub fn roman(mut number: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, digits) in DIGITS {
        while number >= value {
            text.push_str(digits);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn roman_numerals() {
        let numerals: Vec<_> = [1, 4, 9, 14, 40, 1999].map(super::roman).into();
        assert_eq!(numerals, ["i", "iv", "ix", "xiv", "xl", "mcmxcix"]);
    }
}
