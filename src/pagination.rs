//! The page map: where in the book each printed page begins, and its folio.
//!
//! `layout` makes it, `epub` turns it into page-break markers. It knows neither pages nor XHTML.

use crate::book::TextId;

/// What a page's number looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Folio {
    /// Lower-case roman, for the front matter.
    Roman(u32),
    /// Arabic, for the body and the back matter.
    Arabic(u32),
    /// The cover and the back cover, which have none.
    Unnumbered,
}

/// Where a page begins in the reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PagePosition {
    /// At the start of the section at this index of `Book::sections`.
    Section(usize),
    /// Inside a section, at a byte of a text leaf (its typographed text).
    Text {
        /// Index of the section in `Book::sections`.
        section: usize,
        /// The leaf.
        text: TextId,
        /// Byte offset in the leaf's text, on a character boundary.
        offset: usize,
    },
    /// Before the figure, table, chart or sponsor with this leaf number (its `BlockId`).
    Block {
        /// Index of the section in `Book::sections`.
        section: usize,
        /// The block.
        block: crate::book::BlockId,
    },
}

/// One printed page that begins in the flow of the text. Blank pages and pages that a float fills alone have no entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// Index of the page in the document, from 0.
    pub page: usize,
    /// Its number.
    pub folio: Folio,
    /// Where it begins.
    pub position: PagePosition,
}

/// The beginnings of all pages, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMap {
    /// One entry a page that holds running text, in order.
    pub starts: Vec<PageStart>,
    /// First page of each section, by index in `Book::sections`; none for a section without a page.
    pub section_folios: Vec<Option<Folio>>,
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
