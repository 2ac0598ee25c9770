//! Line breaking: where the lines of a paragraph end.
//!
//! The total-fit algorithm of Knuth and Plass (“Breaking Paragraphs into Lines”, 1981) over boxes, glue and penalties, in integers.
//! It knows no font and no text: `items` makes its input, `justify` sets the lines that it chooses. Read next: `item` and
//! `parameters` for what goes in, `demerits` for what a line costs, `search` for the cheapest breaks.

use crate::typeset::linebreak::{
    item::{BreakClass, Item},
    parameters::{BreakParameters, Pass},
    totals::PrefixTotals,
};
use breakpoint::Breaks;
use search::search;
use std::borrow::Cow;

pub mod breakpoint;
pub(in crate::typeset) mod demerits;
pub mod item;
pub mod parameters;
mod search;
mod totals;

/// The passes, from the strictest to the one that always finds breaks. The first already hyphenates: a search that may weigh a
/// hyphen against loose lines finds better paragraphs than one that avoids hyphens as long as it can.
const PASSES: [Pass; 3] = [
    Pass { tolerance: 3_000, allowed: BreakClass::Word, emergency_stretch: None, is_final: false },
    Pass { tolerance: 6_000, allowed: BreakClass::Word, emergency_stretch: None, is_final: false },
    Pass { tolerance: i64::MAX, allowed: BreakClass::Name, emergency_stretch: Some(6), is_final: true },
];

/// The pass for a given number of lines (TeX's `\looseness`): no space wider than twice its natural width, no name broken.
const LOOSENESS_PASS: Pass = Pass { tolerance: 2_000, allowed: BreakClass::Word, emergency_stretch: None, is_final: false };

/// Breaks `items` into lines. Every paragraph has a solution; a line that cannot be broken is overfull.
///
/// A paragraph that does not end with a forced break is treated as if it did.
#[must_use]
pub fn break_lines(items: &[Item], parameters: &BreakParameters<'_>) -> Breaks {
    if items.is_empty() {
        return Breaks::default();
    }
    let items = with_final_break(items);
    let totals = PrefixTotals::new(&items);
    PASSES.iter().find_map(|pass| search(&items, &totals, parameters, pass, None)).unwrap_or_default()
}

/// The best way to break `items` into exactly `lines` lines. None when the difference would show: a very loose line, three hyphens
/// in a row, a broken name, a syllable alone on the last line.
///
/// The page breaker uses it: a paragraph that can be a line longer or shorter may save a widow.
#[must_use]
pub fn break_into(items: &[Item], parameters: &BreakParameters<'_>, lines: usize) -> Option<Breaks> {
    if items.is_empty() {
        return None;
    }
    let items = with_final_break(items);
    search(&items, &PrefixTotals::new(&items), parameters, &LOOSENESS_PASS, Some(lines))
}

fn with_final_break(items: &[Item]) -> Cow<'_, [Item]> {
    let mut items = Cow::Borrowed(items);
    if items.last() != Some(&Item::Break) {
        items.to_mut().push(Item::Break);
    }
    items
}

#[cfg(test)]
mod tests;
