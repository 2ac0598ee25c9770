//! Page breaking: where the column of a section is divided into pages, optimal over the whole section.
//!
//! This is the shortest-path method of Plass (“Optimal Pagination Techniques for Automatic Typesetting Systems”, 1981), which does
//! for pages what Knuth and Plass do for lines: widows, headings at the foot, short pages, broken words, notes that continue and
//! facing pages of unequal depth all have a cost, and the sum over all pages is minimal. This module knows heights; it knows
//! neither text nor margins.
//!
//! For a wrong page break read in this order: `cost` (what each fault costs), `fill` (which breaks a page may have), `spread` (how
//! deep a page is beside its facing page), `search` (the choice), `place` (where the strips stand), `compose` (the drawing).

pub mod compose;
mod cost;
mod fill;
mod galley;
mod page_break;
mod partial_page;
mod place;
pub mod plan;
mod search;
mod spread;
pub mod start;
mod stretch;

use crate::{
    layout::{
        geometry::{Geometry, Side},
        page::plan::PagePlan,
        strip::{Column, Strip},
    },
    typeset::length::Length,
};
use galley::{Galley, Position};
use search::ChosenPage;
use std::{
    collections::BTreeMap,
    ops::{Bound, Range},
};

/// A section divided into pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageBreaks {
    /// Its pages. Strips have the indices that they have after [`Column::apply_variants`].
    pub pages: Vec<PagePlan>,
    /// The variants of paragraphs to use: indices in `Column::variants`, in order.
    pub variants: Vec<usize>,
    /// The sum of the costs of all pages.
    pub cost: i64,
    /// Where a paragraph one line longer or shorter might help: the strips on and around each page that costs more than
    /// [`cost::GOOD_PAGE`].
    pub faulty: Vec<Range<usize>>,
}

/// What all pages of a section may cost together, tried one after the other. Most sections cost little, and a low limit spares the
/// search most pages. As no cost is negative, a result within a limit is the best one without any limit.
const LIMITS: [i64; 4] = [500, 3_000, 20_000, i64::MAX];

/// Divides a column into pages, the first of them on `side`.
#[must_use]
pub fn break_pages(column: &Column, geometry: &Geometry, side: Side) -> PageBreaks {
    let galley = Galley::new(column, geometry.text.height + column.foot, geometry.leading);
    LIMITS.iter().find_map(|&limit| break_within(&galley, side, limit)).unwrap_or_default()
}

/// The cheapest pages; none when they cost more than `limit`.
fn break_within(galley: &Galley<'_>, side: Side, limit: i64) -> Option<PageBreaks> {
    let chosen = search::cheapest_pages(galley, side, limit)?;
    let variants: Vec<usize> = chosen.iter().flat_map(|page| &page.variants).copied().collect();
    let index = indices_with(galley.column, &variants);
    let pages = chosen.iter().map(|page| place::place(galley, page, &index)).collect();
    let cost = chosen.iter().map(|page| page.cost).sum();
    let faulty = faulty(&chosen);
    drop(index);
    Some(PageBreaks { pages, variants, cost, faulty })
}

/// Returns the function that says which index a strip has in the column once `variants` have replaced their paragraphs.
fn indices_with(column: &Column, variants: &[usize]) -> impl Fn(Position) -> usize {
    // By the first strip of each replaced paragraph: how far the strips after it move.
    let mut offsets: BTreeMap<usize, i64> = BTreeMap::new();
    let mut total = 0;
    for variant in variants.iter().map(|&variant| &column.variants[variant]) {
        let difference = i64::try_from(variant.lines.len()).unwrap_or(0) - i64::try_from(variant.replaces.len()).unwrap_or(0);
        total += difference;
        offsets.insert(variant.replaces.start, total);
    }
    move |at: Position| {
        let before = offsets.range((Bound::Unbounded, Bound::Excluded(at.strip))).next_back().map_or(0, |(_, offset)| *offset);
        (at.strip + at.line).saturating_add_signed(isize::try_from(before).unwrap_or(0))
    }
}

/// How many pages before a faulty one may help it.
const PAGES_BEFORE: usize = 2;

/// The strips on the pages that cost too much and on their neighbours: a line on the page itself or on one before it can help.
fn faulty(chosen: &[ChosenPage]) -> Vec<Range<usize>> {
    let around = |page: usize| {
        let (first, last) = (page.saturating_sub(PAGES_BEFORE), (page + 1).min(chosen.len() - 1));
        chosen[first].start.at.strip..chosen[last].end.at.strip
    };
    let costly = chosen.iter().enumerate().filter(|(_, page)| page.cost > cost::GOOD_PAGE);
    costly.map(|(page, _)| around(page)).collect()
}

/// Shares the space that the strips of a display page leave among those that stretch.
pub fn stretch_display_page(column: &mut Column, geometry: &Geometry) {
    let used: Length = column.strips.iter().map(Strip::extent).sum();
    let shares: u32 = column.strips.iter().map(|strip| strip.stretch).sum();
    let room = geometry.text.height + column.foot - used;
    if shares == 0 || room <= Length::ZERO {
        return;
    }
    for strip in &mut column.strips {
        strip.height += room.of_em(i64::from(strip.stretch), i64::from(shares));
    }
}

#[cfg(test)]
mod tests;
