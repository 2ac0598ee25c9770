//! Line breaking: where the lines of a paragraph end.
//!
//! The total-fit algorithm (Knuth and Plass, 1981) over boxes, glue and penalties, in integers. It knows no font and no text:
//! `paragraph` makes the items, `line` sets what is chosen here. Read next: `demerits`, what a line costs; `search`, the cheapest
//! way through the paragraph.

use crate::typeset::linebreak::{
    item::{Breaks, Item, Resort, Widths},
    pass::Pass,
    sums::Sums,
};
use search::search;
use std::borrow::Cow;

pub mod demerits;
pub mod item;
mod pass;
mod search;
mod sums;

/// Attempts, from the best to the one that always ends. Words are broken in the first already: a search that may weigh a hyphen
/// against holes in four lines finds better paragraphs than one that sees no hyphen as long as it can.
const PASSES: [Pass; 3] = [
    Pass { tolerance: 3_000, resort: Resort::Words, lent: 0, last: false },
    Pass { tolerance: 6_000, resort: Resort::Words, lent: 0, last: false },
    Pass { tolerance: i64::MAX, resort: Resort::Last, lent: 6, last: true },
];

/// The attempt that makes a paragraph a line longer or shorter: no space more than twice its natural width, no name broken.
const OTHER_LENGTH: Pass = Pass { tolerance: 2_000, resort: Resort::Words, lent: 0, last: false };

/// Breaks `items` into lines. Every paragraph has a solution; a line that nothing can break is too long.
///
/// A paragraph that does not end with a break is treated as if it did.
#[must_use]
pub fn breaks(items: &[Item], widths: &Widths<'_>) -> Breaks {
    if items.is_empty() {
        return Breaks::default();
    }
    let items = ended(items);
    let sums = Sums::new(&items);
    PASSES.iter().find_map(|pass| search(&items, &sums, widths, pass, None)).unwrap_or_default()
}

/// The best way to break `items` into exactly `lines` lines; none when that would show: a hole in a line, three hyphens in a row,
/// a name broken, a syllable alone on the last line.
///
/// For who chooses page breaks: a paragraph that can be a line longer or shorter saves a widow.
#[must_use]
pub fn breaks_with(items: &[Item], widths: &Widths<'_>, lines: usize) -> Option<Breaks> {
    if items.is_empty() {
        return None;
    }
    let items = ended(items);
    search(&items, &Sums::new(&items), widths, &OTHER_LENGTH, Some(lines))
}

fn ended(items: &[Item]) -> Cow<'_, [Item]> {
    let mut items = Cow::Borrowed(items);
    if items.last() != Some(&Item::Break) {
        items.to_mut().push(Item::Break);
    }
    items
}

#[cfg(test)]
mod tests;
