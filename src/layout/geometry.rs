//! The geometry of the page: margins, measure, lines.
//!
//! Owns the canons of page construction. It knows no text: `theme` chooses sizes of type, and `volume` places the text area.

use crate::{
    book::{Book, Canon, Design},
    typeset::length::{Length, Point, Size},
};
use serde::{Deserialize, Serialize};

/// Proportions of a page and of the text on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// The trimmed page.
    pub page: Size,
    /// Margin at the spine.
    pub inside: Length,
    /// Margin at the fore edge.
    pub outside: Length,
    /// Margin above the text.
    pub top: Length,
    /// The text area: as wide as the measure, a whole number of lines high.
    pub text: Size,
    /// The distance between baselines.
    pub leading: Length,
    /// Whether the book is bound at its right, as those in Arabic or Hebrew are: a recto is then a left-hand page.
    pub right_to_left: bool,
}

/// Which side of the spine a page lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Side {
    /// Odd page: right-hand, or left-hand in a book bound at its right.
    Recto,
    /// Even page, on the other side.
    Verso,
}

impl Side {
    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Recto => Self::Verso,
            Self::Verso => Self::Recto,
        }
    }

    /// The side of the page at `index` of the file; the front cover is a recto.
    #[must_use]
    pub const fn of_index(index: usize) -> Self {
        if index.is_multiple_of(2) { Self::Recto } else { Self::Verso }
    }
}

impl Geometry {
    /// The pages of a book, bound at the side where its language begins a line.
    #[must_use]
    pub fn of_book(book: &Book) -> Self {
        Self { right_to_left: book.work.lang.is_right_to_left(), ..Self::new(&book.design) }
    }

    /// The page of a design, with the margins of its canon.
    #[must_use]
    pub fn new(design: &Design) -> Self {
        let page = Size {
            width: Length::micrometres(i64::from(design.page.width)),
            height: Length::micrometres(i64::from(design.page.height)),
        };
        let leading = Length::millipoints(i64::from(design.leading)).max(Length::points(1));
        let margins = match design.canon {
            Canon::Measure => Margins::of_measure(page, Length::millipoints(i64::from(design.text_size))),
            Canon::Ninths => Margins::of_parts(page, 9),
            Canon::Twelfths => Margins::of_parts(page, 12),
        };
        let Margins { inside, outside, top, foot } = margins;
        let lines = ((page.height - top - foot).0 / leading.0).max(4);
        let text = Size { width: page.width - inside - outside, height: leading * lines };
        Self { page, inside, outside, top, text, leading, right_to_left: false }
    }

    /// The top left corner of the text area on a page on `side`.
    #[must_use]
    pub const fn text_origin(&self, side: Side) -> Point {
        match (side, self.right_to_left) {
            (Side::Recto, false) | (Side::Verso, true) => Point { x: self.inside, y: self.top },
            (Side::Verso, false) | (Side::Recto, true) => Point { x: self.outside, y: self.top },
        }
    }

    /// How many lines a page has.
    #[must_use]
    pub const fn lines(&self) -> i64 {
        self.text.height.0 / self.leading.0
    }

    /// The height of the block of colour on composed covers: the larger part of the golden section of the page.
    #[must_use]
    pub fn cover_block(&self) -> Length {
        self.page.height.of_em(618, 1000)
    }
}

/// The margins of a canon. The foot is a minimum: the last line that fits decides.
struct Margins {
    inside: Length,
    outside: Length,
    top: Length,
    foot: Length,
}

impl Margins {
    /// A measure of about 68 characters, margins inside : outside = 2 : 3, top : foot = 2 : 3.
    fn of_measure(page: Size, size: Length) -> Self {
        // A character of French text is about 0.40 em wide on average, spaces included.
        let ideal = size.of_em(68 * 400, 1000);
        let margins = page.width - ideal.min(page.width.of_em(70, 100));
        let inside = margins.of_em(2, 5);
        let top = inside.of_em(11, 10).min(page.height.of_em(13, 100));
        let foot = inside.of_em(16, 10).min(page.height.of_em(18, 100));
        Self { inside, outside: margins - inside, top, foot }
    }

    /// The page divided into `parts` each way (nine: the canon of Van de Graaf and Tschichold): one part at the spine and at the
    /// head, two at the fore edge and at the foot. The text area then has the proportions of the page and lies on the diagonals of
    /// page and spread.
    fn of_parts(page: Size, parts: i64) -> Self {
        let (across, down) = (page.width / parts, page.height / parts);
        Self { inside: across, outside: across * 2, top: down, foot: down * 2 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::PageFormat;

    #[test]
    fn a_canon_of_parts_puts_the_text_on_the_diagonals() {
        for (canon, parts) in [(Canon::Ninths, 9), (Canon::Twelfths, 12)] {
            let geometry = Geometry::new(&Design { canon, ..Design::default() });
            let (across, down) = (geometry.page.width / parts, geometry.page.height / parts);
            assert_eq!((geometry.inside, geometry.outside, geometry.top), (across, across * 2, down));
            let foot = geometry.page.height - geometry.top - geometry.text.height;
            assert!(foot >= down * 2 && foot < down * 2 + geometry.leading);
            assert_eq!((geometry.text_origin(Side::Recto).x, geometry.text_origin(Side::Verso).x), (across, across * 2));
        }
    }

    #[test]
    fn the_text_is_whole_lines_within_the_page() {
        for (width, height) in [(160_000, 240_000), (148_000, 210_000), (210_000, 297_000), (110_000, 180_000)] {
            for canon in [Canon::Measure, Canon::Ninths, Canon::Twelfths] {
                let geometry = Geometry::new(&Design { page: PageFormat { width, height }, canon, ..Design::default() });
                assert_eq!(geometry.text.height.0 % geometry.leading.0, 0);
                assert!(geometry.top + geometry.text.height < geometry.page.height);
                assert_eq!(geometry.inside + geometry.text.width + geometry.outside, geometry.page.width);
                assert!(geometry.inside < geometry.outside);
                assert!(geometry.lines() > 20, "{width}x{height}");
            }
        }
    }
}
