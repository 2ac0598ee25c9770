//! A page filled in part: its strips one below the other, and what page breaking must know of them.
//!
//! Owns where the top of each strip is: the space between two strips, and the line grid of the page. It does not know where the
//! page ends. Read next: `fill`.

use crate::{
    layout::{
        page::{
            galley::{Galley, Position, Progress},
            stretch::Stretch,
        },
        strip::Strip,
    },
    typeset::length::Length,
};

/// Whether the last strips of a page stand on its line grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OffGrid {
    /// The last strip is on the grid.
    No,
    /// No strip of the page is on the grid.
    FromTop,
    /// The last strips are off the grid, after one that is on it.
    AfterLine,
}

/// A page filled in part.
#[derive(Clone, Copy, Debug)]
pub(super) struct PartialPage {
    /// The next strip.
    pub(super) at: Position,
    /// Where the last strip ends.
    pub(super) y: Length,
    /// The space that the last strip wants below it.
    pub(super) below: Length,
    pub(super) is_empty: bool,
    pub(super) has_text: bool,
    pub(super) hyphenated: bool,
    /// How many of `Galley::floats` are printed.
    pub(super) floats: usize,
    /// How many of `Galley::notes` are called up to here.
    pub(super) called: usize,
    pub(super) off_grid: OffGrid,
    pub(super) stretch: Stretch,
    /// The height of the text on it.
    pub(super) text: Length,
    /// The height of the floats at its top that waited for it.
    pub(super) deferred: Length,
    /// The height of what follows the text of the section: its source, the biographies.
    pub(super) closing: Length,
    pub(super) cost: i64,
    /// The last of the variants on it.
    pub(super) choice: Option<usize>,
}

/// Where a strip is placed.
pub(super) struct Placement {
    /// The top of the strip, or of the table head above it.
    pub(super) top: Length,
    /// The table head that is repeated above it.
    pub(super) head: Option<usize>,
    /// Whether the space above it may stretch.
    pub(super) stretches: bool,
}

impl PartialPage {
    /// An empty page that begins at `start`.
    pub(super) fn new(galley: &Galley<'_>, start: Progress) -> Self {
        Self {
            at: start.at,
            y: Length::ZERO,
            below: Length::ZERO,
            is_empty: true,
            has_text: false,
            hyphenated: false,
            floats: start.floats,
            called: galley.called_before(start.at),
            off_grid: OffGrid::No,
            stretch: Stretch::default(),
            text: Length::ZERO,
            deferred: Length::ZERO,
            closing: Length::ZERO,
            cost: 0,
            choice: None,
        }
    }

    /// Adds a strip below the last one. The space between them is the larger of what the two want; there is none at the top.
    pub(super) fn add(&mut self, galley: &Galley<'_>, strip: &Strip) -> Placement {
        let head = if self.has_text || strip.floats { None } else { strip.head.map(|head| head as usize) };
        let mut top = if self.is_empty { Length::ZERO } else { self.y + strip.space.max(self.below) };
        if strip.on_grid {
            top += Length((strip.phase - top).0.rem_euclid(galley.leading.0));
        }
        // The page may stretch by a line where strips off the grid end, and above a heading, which stands between two lines.
        let is_heading = strip.phase > Length::ZERO && strip.space > Length::ZERO && !self.is_empty;
        let stretches = strip.on_grid && (self.off_grid != OffGrid::No || is_heading);
        self.stretch.spaces = self.stretch.spaces.saturating_add(u8::from(stretches));
        self.off_grid = match (strip.on_grid, self.off_grid, self.is_empty) {
            (true, _, _) => OffGrid::No,
            (false, OffGrid::No, true) => OffGrid::FromTop,
            (false, OffGrid::No, false) => OffGrid::AfterLine,
            (false, off_grid, _) => off_grid,
        };
        self.y = top + head.map_or(Length::ZERO, |head| galley.head_height(head)) + strip.height;
        self.below = strip.below;
        self.is_empty = false;
        self.hyphenated = strip.hyphenated;
        self.called = galley.called_with(self.called, strip);
        Placement { top, head, stretches }
    }
}
