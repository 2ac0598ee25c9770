//! The spaces of a page that may open by a line, so that its foot is where the facing page has it.

use crate::layout::page::price;

/// The spaces of a page that may open by a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spaces {
    /// How many.
    pub(super) count: u8,
    /// Whether the first is the room below an opening, which may open by two.
    pub(super) opening: bool,
}

impl Spaces {
    /// How many lines they may take.
    pub(super) const fn most(self) -> u8 {
        let lines = self.count + self.opening as u8;
        if lines < MOST_OPENED { lines } else { MOST_OPENED }
    }

    /// How many of `lines` too many the spaces take, the price of it and, above notes, of the gap that the others leave.
    pub(super) fn take(self, lines: u8, has_notes: bool) -> (u8, i64) {
        let least = if has_notes { 0 } else { lines };
        let ways = least..=lines.min(self.most()).max(least);
        let price = |taken: u8| price::opened(taken, self.opening) + price::gap(lines - taken);
        ways.map(|taken| (taken, price(taken))).min_by_key(|(_, price)| *price).unwrap_or_default()
    }
}

/// How many lines the spaces of a page take at most.
pub(super) const MOST_OPENED: u8 = 3;
