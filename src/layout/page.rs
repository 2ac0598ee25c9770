//! Pages: where a section's strips are parted, the best way over the whole section.
//!
//! Owns the choice: a shortest path over legal breaks, in which widows, headings at the foot, short pages, broken words and
//! notes that go on all have a price. It knows heights and prices; it knows neither text nor margins. Read next: `compose`.

mod fill;

pub use fill::{PagePlan, Placed, Source};

use super::{geometry::Geometry, length::Length, strip::Column};
use fill::{Filler, State};
use std::collections::BTreeMap;

/// The price of the way to a state, and the page that leads there.
struct Reached {
    cost: i64,
    from: State,
    plan: PagePlan,
}

/// Divides a column into pages.
#[must_use]
pub fn divide(column: &Column, geometry: &Geometry) -> Vec<PagePlan> {
    let filler = Filler::new(column, geometry.text.height, geometry.leading);
    let mut reached: BTreeMap<State, Option<Reached>> = BTreeMap::from([(State::START, None)]);
    let mut after = Some(State::START);
    while let Some(state) = after {
        let cost = reached.get(&state).and_then(Option::as_ref).map_or(0, |reached| reached.cost);
        if filler.is_end(state) {
            return path(reached, state);
        }
        for candidate in filler.pages_from(state) {
            let cost = cost + candidate.cost;
            let better = match reached.get(&candidate.next) {
                None => true,
                Some(Some(known)) => cost < known.cost,
                Some(None) => false,
            };
            if better {
                reached.insert(candidate.next, Some(Reached { cost, from: state, plan: candidate.plan }));
            }
        }
        after = reached.range((std::ops::Bound::Excluded(state), std::ops::Bound::Unbounded)).next().map(|(next, _)| *next);
    }
    Vec::new()
}

/// The pages on the way to `end`.
fn path(mut reached: BTreeMap<State, Option<Reached>>, end: State) -> Vec<PagePlan> {
    let mut plans = Vec::new();
    let mut state = end;
    while let Some(Some(step)) = reached.remove(&state) {
        plans.push(step.plan);
        state = step.from;
    }
    plans.reverse();
    plans
}

/// Gives the springs of a page made as one piece the room that its strips leave.
pub fn settle(column: &mut Column, geometry: &Geometry) {
    let used: Length = column.strips.iter().map(super::strip::Strip::extent).sum();
    let shares: u32 = column.strips.iter().map(|strip| strip.spring).sum();
    let room = geometry.text.height - used;
    if shares == 0 || room <= Length::ZERO {
        return;
    }
    for strip in &mut column.strips {
        strip.height += room.of_em(i64::from(strip.spring), i64::from(shares));
    }
}

#[cfg(test)]
mod tests;
