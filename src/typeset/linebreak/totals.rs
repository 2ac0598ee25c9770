//! The width, stretch and shrink of any range of items, from prefix sums.

use crate::typeset::{length::Length, linebreak::item::Item};
use std::ops::Sub;

/// Totals over a range of items.
#[derive(Clone, Copy, Default)]
pub(super) struct Totals {
    /// Width of boxes and glue.
    pub(super) width: Length,
    /// Width of the glue alone.
    pub(super) glue: Length,
    pub(super) stretch: Length,
    pub(super) shrink: Length,
}

/// The totals of all items before each item.
pub(super) struct PrefixTotals {
    before: Vec<Totals>,
}

impl PrefixTotals {
    pub(super) fn new(items: &[Item]) -> Self {
        let mut totals = Totals::default();
        let mut before = Vec::with_capacity(items.len() + 1);
        for item in items {
            before.push(totals);
            match *item {
                Item::Box { width, .. } => totals.width += width,
                Item::Glue { width, stretch, shrink, .. } => {
                    totals.width += width;
                    totals.glue += width;
                    totals.stretch += stretch;
                    totals.shrink += shrink;
                }
                Item::Penalty { .. } | Item::Break => {}
            }
        }
        before.push(totals);
        Self { before }
    }

    /// The totals of the items before `index`.
    pub(super) fn before(&self, index: usize) -> Totals {
        self.before[index]
    }
}

impl Sub for Totals {
    type Output = Self;
    fn sub(self, before: Self) -> Self {
        Self {
            width: self.width - before.width,
            glue: self.glue - before.glue,
            stretch: self.stretch - before.stretch,
            shrink: self.shrink - before.shrink,
        }
    }
}
