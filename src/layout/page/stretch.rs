//! Vertical stretch: the spaces of a page that may grow by whole lines, so that it is as deep as its facing page.

use crate::layout::page::cost;

/// The spaces of a page that may grow by one line each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    /// How many there are.
    pub(super) spaces: u8,
    /// Whether the first is the space below the opening of a section, which may grow by two lines.
    pub(super) opening: bool,
}

impl Stretch {
    /// How many lines they can take.
    pub(super) const fn max_lines(self) -> u8 {
        let lines = self.spaces + self.opening as u8;
        if lines < MAX_STRETCH { lines } else { MAX_STRETCH }
    }

    /// How many of `lines` surplus lines the spaces take, and what this costs. Above notes the others may stay a gap, which costs
    /// too.
    pub(super) fn take(self, lines: u8, has_notes: bool) -> (u8, i64) {
        let least = if has_notes { 0 } else { lines };
        let counts = least..=lines.min(self.max_lines()).max(least);
        let cost = |taken: u8| cost::stretched(taken, self.opening) + cost::note_gap(lines - taken);
        counts.map(|taken| (taken, cost(taken))).min_by_key(|(_, cost)| *cost).unwrap_or_default()
    }
}

/// How many lines the spaces of a page can take at most.
pub(super) const MAX_STRETCH: u8 = 3;
