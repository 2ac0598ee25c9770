//! The input of line breaking: boxes, glue and penalties (Knuth and Plass, 1981). It knows no text. Read next: `parameters`.

use crate::typeset::length::Length;

/// An item of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Something that is not broken: a word or a part of one.
    Box {
        /// Its width.
        width: Length,
        /// How far it may protrude into the margin at the start of a line.
        left: Length,
        /// How far it may protrude at the end of a line.
        right: Length,
    },
    /// A space.
    Glue {
        /// Its natural width.
        width: Length,
        /// How far it stretches before that shows.
        stretch: Length,
        /// How far it can shrink.
        shrink: Length,
        /// Whether a line may end here.
        breaks: bool,
        /// Whether the text before it ends with a hyphen: « sous- et surestimer ».
        hyphen: bool,
    },
    /// A place between two boxes where a line may end.
    Penalty {
        /// Width of the hyphen that is added there; zero when none is.
        width: Length,
        /// How far that hyphen may protrude.
        right: Length,
        /// The demerits of breaking here.
        cost: i64,
        /// Whether the line then ends with a hyphen, added or the word's own.
        hyphen: bool,
        /// Which passes may break here.
        class: BreakClass,
    },
    /// A forced break: the line ends here, and the rest of it stays blank.
    Break,
}

/// The kinds of breaks, from the most to the least welcome. A pass uses those up to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreakClass {
    /// Where the text itself allows it: after its own hyphens, within addresses.
    Plain,
    /// Inside code, after a sign that ends a part of a name or a path.
    Code,
    /// Where a word may be hyphenated.
    Word,
    /// Where a name may be hyphenated: in the final pass only.
    Name,
}
