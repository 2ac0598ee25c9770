//! Pages: where a section's strips are parted, the best way over the whole section.
//!
//! Owns the choice: a shortest path over the places where a page may end. Widows, headings at the foot, short pages, broken words,
//! notes that go on and facing pages of unequal depth all have a price (`price`). It knows heights; it knows neither text nor
//! margins. The steps: `galley` reads the column, `fill` fills one page in every way, `spread` weighs it against the page beside
//! it, `place` says where the strips of the chosen pages stand. Read next: `compose`.

pub mod compose;
mod ending;
mod fill;
mod galley;
mod place;
pub mod plan;
mod price;
mod spaces;
mod spread;

use crate::{
    layout::{
        geometry::{Geometry, Side},
        page::{ending::Ending, plan::PagePlan},
        strip::{Column, Strip},
    },
    typeset::length::Length,
};
use fill::{Filler, Picks};
use galley::{Galley, Position, Progress};
use place::Chosen;
use spread::Beside;
use std::{
    collections::{BTreeMap, btree_map::Entry},
    ops::{Bound, Range},
};

/// A section divided into pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Division {
    /// Its pages; strips are counted as [`Column::apply_variants`] leaves them.
    pub pages: Vec<PagePlan>,
    /// The paragraphs set in another number of lines: indices in `Column::variants`, in order.
    pub variants: Vec<usize>,
    /// What all its faults cost.
    pub cost: i64,
    /// Where paragraphs a line longer or shorter might mend a fault: strips around each page that does not come out well.
    pub troubled: Vec<Range<usize>>,
}

/// What is printed, and what the next page lies beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    printed: Progress,
    beside: Beside,
}

/// The best way known to a state: its price, and the last page of it.
struct Reached {
    cost: i64,
    /// The step before that page.
    from: usize,
    /// How many lines short it is.
    short: u8,
    /// The last variant chosen for it.
    pick: Option<usize>,
}

/// Divides a column into pages, the first of them on `side`.
#[must_use]
pub fn divide(column: &Column, geometry: &Geometry, side: Side) -> Division {
    let galley = Galley::new(column, geometry.text.height, geometry.leading);
    BUDGETS.iter().find_map(|&budget| search(&galley, geometry, side, budget)).unwrap_or_default()
}

/// What a section may cost, tried one after the other: most cost little, and in those only good pages are worth a look. A way that
/// keeps to its budget is the cheapest of all, since no fault has a price below nothing.
const BUDGETS: [i64; 4] = [500, 3_000, 20_000, i64::MAX];

/// The cheapest way to divide a column; none when it costs more than `budget`.
fn search(galley: &Galley<'_>, geometry: &Geometry, side: Side, budget: i64) -> Option<Division> {
    let mut picks = Picks::new();
    let mut steps: Vec<(State, Reached)> = Vec::new();
    let start = State { printed: Progress::default(), beside: Beside::opening(side) };
    let mut frontier = BTreeMap::from([(start, Reached { cost: 0, from: 0, short: 0, pick: None })]);
    // States that differ only in what lies beside the page come one after the other, and are filled alike.
    let mut endings: (Option<Progress>, Vec<Ending>) = (None, Vec::new());
    // Pages only go forward: the first state in order is reached by no other way any more.
    while let Some((state, reached)) = frontier.pop_first() {
        if is_dominated(&steps, state, reached.cost) {
            continue;
        }
        let cost = reached.cost;
        let from = steps.len();
        steps.push((state, reached));
        if galley.is_end(state.printed) {
            return Some(path(galley, &steps, &picks));
        }
        if endings.0 != Some(state.printed) {
            let filler = Filler { galley, from: state.printed };
            endings = (Some(state.printed), filler.endings(budget, &mut picks));
        }
        for ending in &endings.1 {
            for (short, price) in spread::depths(ending, state.beside, geometry.leading) {
                let cost = cost + ending.cost + price;
                if cost > budget {
                    continue;
                }
                let next = State { printed: ending.next, beside: state.beside.next(short, ending.ends) };
                let reached = Reached { cost, from, short, pick: ending.pick };
                match frontier.entry(next) {
                    Entry::Vacant(entry) => {
                        entry.insert(reached);
                    }
                    Entry::Occupied(mut entry) if reached.cost < entry.get().cost => {
                        entry.insert(reached);
                    }
                    Entry::Occupied(_) => {}
                }
            }
        }
    }
    None
}

/// Whether a verso of another depth leads to the same place so much cheaper that no recto beside this one makes up for it.
fn is_dominated(steps: &[(State, Reached)], state: State, cost: i64) -> bool {
    let Beside::Verso(short) = state.beside else { return false };
    let same_place = steps.iter().rev().take_while(|(other, _)| other.printed == state.printed);
    same_place.into_iter().any(|(other, reached)| match other.beside {
        Beside::Verso(depth) => reached.cost + price::unlevel(depth, short) <= cost,
        Beside::Nothing | Beside::Stranger => false,
    })
}

/// The pages on the way to the last step.
fn path(galley: &Galley<'_>, steps: &[(State, Reached)], picks: &Picks) -> Division {
    let mut chosen = Vec::new();
    let (mut variants, mut costs): (Vec<usize>, Vec<i64>) = Default::default();
    let mut at = steps.len() - 1;
    let cost = steps[at].1.cost;
    // The first step is no page.
    while at > 0 {
        let (state, Reached { from, short, pick, .. }) = &steps[at];
        let on_page: Vec<usize> = std::iter::successors(*pick, |&pick| picks[pick].1).map(|pick| picks[pick].0).collect();
        variants.extend(&on_page);
        let first_strip = |&variant: &usize| (galley.column.variants[variant].replaces.start, variant);
        costs.push(steps[at].1.cost - steps[*from].1.cost);
        chosen.push(Chosen {
            from: steps[*from].0.printed,
            next: state.printed,
            short: *short,
            variants: on_page.iter().map(first_strip).collect(),
        });
        at = *from;
    }
    chosen.reverse();
    costs.reverse();
    variants.reverse();
    // Where a strip is in the column once the variants have replaced their paragraphs.
    let mut moved: BTreeMap<usize, i64> = BTreeMap::new();
    let mut total = 0;
    for variant in variants.iter().map(|&variant| &galley.column.variants[variant]) {
        let difference = i64::try_from(variant.lines.len()).unwrap_or(0) - i64::try_from(variant.replaces.len()).unwrap_or(0);
        total += difference;
        moved.insert(variant.replaces.start, total);
    }
    let index = |at: Position| {
        let before = moved.range((Bound::Unbounded, Bound::Excluded(at.strip))).next_back().map_or(0, |(_, moved)| *moved);
        (at.strip + at.line).saturating_add_signed(isize::try_from(before).unwrap_or(0))
    };
    let pages = chosen.iter().map(|chosen| place::place(galley, chosen, index)).collect();
    Division { pages, variants, cost, troubled: troubled(&chosen, &costs) }
}

/// The strips on the pages that cost too much, and on their neighbours: a page is mended by a line on it or before it.
fn troubled(chosen: &[Chosen], costs: &[i64]) -> Vec<Range<usize>> {
    let around = |page: usize| {
        let (first, last) = (page.saturating_sub(NEIGHBOURS), (page + 1).min(chosen.len() - 1));
        chosen[first].from.at.strip..chosen[last].next.at.strip
    };
    costs.iter().enumerate().filter(|(_, cost)| **cost > price::FAULTLESS).map(|(page, _)| around(page)).collect()
}

/// How many pages before a faulty one may help it.
const NEIGHBOURS: usize = 2;

/// Gives the springs of a page made as one piece the room that its strips leave.
pub fn settle(column: &mut Column, geometry: &Geometry) {
    let used: Length = column.strips.iter().map(Strip::extent).sum();
    let shares: u32 = column.strips.iter().map(|strip| strip.stretch).sum();
    let room = geometry.text.height - used;
    if shares == 0 || room <= Length::ZERO {
        return;
    }
    for strip in &mut column.strips {
        strip.height += room.of_em(i64::from(strip.stretch), i64::from(shares));
    }
}

#[cfg(test)]
mod tests;
