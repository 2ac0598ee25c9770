//! What line breaking takes and gives: boxes, glue and penalties in, breakpoints out (Knuth and Plass, 1981).

use crate::typeset::length::Length;

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
