//! Widths of any stretch of items, from sums that are made once.

use crate::typeset::{length::Length, linebreak::item::Item};

/// Widths of a stretch of items.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    /// Of everything.
    pub(super) width: Length,
    /// Of the spaces.
    pub(super) glue: Length,
    pub(super) stretch: Length,
    pub(super) shrink: Length,
}

/// Sums of widths before each item.
pub(super) struct Sums {
    before: Vec<Sum>,
}

impl Sums {
    pub(super) fn new(items: &[Item]) -> Self {
        let mut sum = Sum::default();
        let mut before = Vec::with_capacity(items.len() + 1);
        for item in items {
            before.push(sum);
            match *item {
                Item::Box { width, .. } => sum.width += width,
                Item::Glue { width, stretch, shrink, .. } => {
                    sum.width += width;
                    sum.glue += width;
                    sum.stretch += stretch;
                    sum.shrink += shrink;
                }
                Item::Penalty { .. } | Item::Break => {}
            }
        }
        before.push(sum);
        Self { before }
    }

    pub(super) fn between(&self, from: usize, to: usize) -> Sum {
        let (before, after) = (self.before[from], self.before[to.max(from)]);
        Sum {
            width: after.width - before.width,
            glue: after.glue - before.glue,
            stretch: after.stretch - before.stretch,
            shrink: after.shrink - before.shrink,
        }
    }
}
