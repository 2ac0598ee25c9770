//! Line breaking: where the lines of a paragraph end.
//!
//! The total-fit algorithm (Knuth and Plass, 1981) over boxes, glue and penalties, in integers. It knows no font and no text:
//! `paragraph` makes the items, `line` sets what is chosen here. Read next: `demerits`, what a line costs; `search`, the cheapest
//! way through the paragraph.

use super::length::Length;
use search::{Pass, Sums, search};
use std::borrow::Cow;

mod demerits;
mod search;

pub use demerits::letters_share;
pub(super) use demerits::{HYPHEN, NEAR_EDGE};

/// A piece of a paragraph, as far as breaking is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Something that is not broken.
    Box {
        /// Its width.
        width: Length,
        /// How far it may hang out of the measure at a line's start.
        left: Length,
        /// How far it may hang out at a line's end.
        right: Length,
    },
    /// A space.
    Glue {
        /// Its natural width.
        width: Length,
        /// By how much it is stretched before that shows.
        stretch: Length,
        /// How much it can shrink.
        shrink: Length,
        /// Whether a line may end here.
        breaks: bool,
        /// Whether what stands before it ends with a hyphen: « sous- et surestimer ».
        hyphen: bool,
    },
    /// A place inside a word where a line may end.
    Penalty {
        /// Width of what is added there, a hyphen.
        width: Length,
        /// How far that may hang out.
        right: Length,
        /// The demerits of breaking here.
        cost: i64,
        /// Whether the line then ends with a hyphen, added or the word's own.
        hyphen: bool,
        /// When it is considered at all.
        resort: Resort,
    },
    /// A line must end here; what is left of it stays blank.
    Break,
}

/// From which attempt on a break is considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resort {
    /// From the first: the text's own hyphens, addresses.
    First,
    /// Where words may be broken.
    Words,
    /// When names must be broken too.
    Last,
}

/// What the lines are broken to.
#[derive(Clone, Copy)]
pub struct Widths<'a> {
    /// Width of a line, by its index.
    pub line: &'a dyn Fn(usize) -> Length,
    /// Index of the first line from which on all are of one width.
    pub even_from: usize,
    /// For lines that end where they end: how much room at the end of one is no fault.
    pub ragged: Option<Length>,
    /// Whether the last line is to be as long as the others, as in a title.
    pub even_last: bool,
    /// Shortest last line that is no fault.
    pub min_last: Length,
    /// Which breaks may be used.
    pub resort: Resort,
    /// How much wider or narrower the letters of a line may be drawn, in ten-thousandths.
    pub letters: i64,
}

/// The end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breakpoint {
    /// Index of the item the line ends at: a glue or a penalty or a break.
    pub item: usize,
    /// Index of the first item of the line, past the spaces that a break swallows.
    pub start: usize,
    /// Stretch (positive) or shrink (negative) of its glue in thousandths of what it likes.
    pub ratio: i32,
    /// How far it is too long, even shrunk.
    pub excess: Length,
}

/// The ends of all lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breaks {
    /// One for each line.
    pub points: Vec<Breakpoint>,
    /// Sum of the demerits.
    pub demerits: i64,
}

/// Attempts, from the best to the one that always ends. Words are broken in the first already: a search that may weigh a hyphen
/// against holes in four lines finds better paragraphs than one that sees no hyphen as long as it can.
const PASSES: [Pass; 3] = [
    Pass { tolerance: 3_000, resort: Resort::Words, lent: 0, last: false },
    Pass { tolerance: 6_000, resort: Resort::Words, lent: 0, last: false },
    Pass { tolerance: i64::MAX, resort: Resort::Last, lent: 6, last: true },
];

/// The attempt that makes a paragraph a line longer or shorter: no space more than twice its natural width, no name broken.
const OTHER_LENGTH: Pass = Pass { tolerance: 2_000, resort: Resort::Words, lent: 0, last: false };

/// Breaks `items` into lines. Every paragraph has a solution; a line that nothing can break is too long.
///
/// A paragraph that does not end with a break is treated as if it did.
#[must_use]
pub fn breaks(items: &[Item], widths: &Widths<'_>) -> Breaks {
    if items.is_empty() {
        return Breaks::default();
    }
    let items = ended(items);
    let sums = Sums::new(&items);
    PASSES.iter().find_map(|pass| search(&items, &sums, widths, pass, None)).unwrap_or_default()
}

/// The best way to break `items` into exactly `lines` lines; none when that would show: a hole in a line, three hyphens in a row,
/// a name broken, a syllable alone on the last line.
///
/// For who chooses page breaks: a paragraph that can be a line longer or shorter saves a widow.
#[must_use]
pub fn breaks_with(items: &[Item], widths: &Widths<'_>, lines: usize) -> Option<Breaks> {
    if items.is_empty() {
        return None;
    }
    let items = ended(items);
    search(&items, &Sums::new(&items), widths, &OTHER_LENGTH, Some(lines))
}

fn ended(items: &[Item]) -> Cow<'_, [Item]> {
    let mut items = Cow::Borrowed(items);
    if items.last() != Some(&Item::Break) {
        items.to_mut().push(Item::Break);
    }
    items
}

#[cfg(test)]
mod tests;
