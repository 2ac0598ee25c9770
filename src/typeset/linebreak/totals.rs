//! The width, stretch and shrink of any range of items, from prefix sums.

use crate::typeset::{length::Length, linebreak::item::Item};

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

    /// The totals of the items `from..to`.
    pub(super) fn between(&self, from: usize, to: usize) -> Totals {
        let (before, after) = (self.before[from], self.before[to.max(from)]);
        Totals {
            width: after.width - before.width,
            glue: after.glue - before.glue,
            stretch: after.stretch - before.stretch,
            shrink: after.shrink - before.shrink,
        }
    }
}
