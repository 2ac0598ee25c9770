//! The output of line breaking: where each line starts and ends. `justify` sets the lines.

use crate::typeset::length::Length;

/// The end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breakpoint {
    /// Index of the item that the line ends at: glue, a penalty or a forced break.
    pub item: usize,
    /// Index of the first item of the line, after the glue that the break before it discards.
    pub start: usize,
    /// The adjustment ratio, in thousandths: 1,000 uses all the stretch of the line's glue, -1,000 all its shrink.
    pub ratio: i32,
    /// How far the line exceeds its width with all glue shrunk; zero when it fits.
    pub excess: Length,
}

/// The breaks of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breaks {
    /// One for each line.
    pub points: Vec<Breakpoint>,
    /// Sum of the demerits.
    pub demerits: i64,
}
