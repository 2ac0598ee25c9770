//! The parameters of line breaking: those of a paragraph, and those of one pass over it. They come from the paragraph's style
//! (`paragraph`) and from `linebreak`.

use crate::typeset::{expansion::Expansion, length::Length, linebreak::item::BreakClass};

/// The parameters of a paragraph.
#[derive(Clone, Copy)]
pub struct BreakParameters<'a> {
    /// Width of a line, by its index (TeX's `\parshape`).
    pub line_width: &'a dyn Fn(usize) -> Length,
    /// Index of the first line from which on all lines have the same width.
    pub uniform_from: usize,
    /// For lines that are not justified: how much room at the end of a line is no fault.
    pub ragged: Option<Length>,
    /// Whether the last line should be as long as the others, as in a title.
    pub even_last: bool,
    /// Shortest last line that is no fault.
    pub min_last_line: Length,
    /// The last class of breaks that may be used.
    pub allowed: BreakClass,
    /// How far the letters of a line may be drawn wider or narrower.
    pub expansion: Expansion,
}

/// The parameters of a pass over a paragraph.
pub(super) struct Pass {
    /// The largest adjustment ratio that is considered, in thousandths.
    pub(super) tolerance: i64,
    /// The last class of breaks that is considered.
    pub(super) allowed: BreakClass,
    /// Stretch added to each line, so that very loose lines can be told from one another (TeX's `\emergencystretch`): the width
    /// of the line divided by this.
    pub(super) emergency_stretch: Option<i64>,
    /// Whether this pass must find breaks, overfull lines included.
    pub(super) is_final: bool,
}
