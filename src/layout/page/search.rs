//! The search: the cheapest way through the feasible page breaks of a section.
//!
//! A label-setting shortest path in an acyclic graph. A node is a [`State`]: how far the section is
//! printed, and what the next page faces. An edge is a page, made by `fill` and given its depth by `spread`. It knows neither
//! strips nor heights. Read next: `place`.

use crate::layout::{
    geometry::Side,
    page::{
        cost,
        fill::{Choice, PageBuilder},
        galley::{Galley, Progress},
        page_break::PageBreak,
        spread::{self, Facing},
    },
};
use std::collections::{BTreeMap, btree_map::Entry};

/// A page of the result.
pub(super) struct ChosenPage {
    pub(super) start: Progress,
    pub(super) end: Progress,
    /// By how many lines it is short.
    pub(super) short: u8,
    /// The variants of paragraphs that it uses: indices in `Column::variants`, in order.
    pub(super) variants: Vec<usize>,
    /// What it costs.
    pub(super) cost: i64,
}

/// What is printed so far, and what the next page faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    printed: Progress,
    facing: Facing,
}

/// The best way known to a state: its cost, and its last page.
struct Label {
    cost: i64,
    /// The settled state before that page: an index.
    predecessor: usize,
    /// By how many lines that page is short.
    short: u8,
    /// The last of the variants on it.
    choice: Option<usize>,
}

/// The cheapest pages for a column whose first page is on `side`; none when they cost more than `limit`.
pub(super) fn cheapest_pages(galley: &Galley<'_>, side: Side, limit: i64) -> Option<Vec<ChosenPage>> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut settled: Vec<(State, Label)> = Vec::new();
    let start = State { printed: Progress::default(), facing: Facing::at_opening(side) };
    let mut frontier = BTreeMap::from([(start, Label { cost: 0, predecessor: 0, short: 0, choice: None })]);
    // States that differ only in what the page faces come one after the other and have the same breaks.
    let mut breaks: (Option<Progress>, Vec<PageBreak>) = (None, Vec::new());
    let mut most = SETTLED;
    // Every page moves forward, so no other way can reach the first state of the frontier any more.
    while let Some((state, label)) = frontier.pop_first() {
        if is_dominated(&settled, state, label.cost) {
            continue;
        }
        let cost = label.cost;
        settled.push((state, label));
        if settled.len() > most {
            forget(&mut settled, &mut frontier);
            most = settled.len() * 2 + SETTLED;
        }
        let predecessor = settled.len() - 1;
        if galley.is_end(state.printed) {
            return Some(trace_back(&settled, &choices));
        }
        if breaks.0 != Some(state.printed) {
            let builder = PageBuilder { galley, start: state.printed };
            breaks = (Some(state.printed), builder.breaks(limit, &mut choices));
        }
        for page_break in &breaks.1 {
            for (short, depth_cost) in spread::depths(page_break, state.facing, galley.leading) {
                let cost = cost + page_break.cost + depth_cost;
                if cost > limit {
                    continue;
                }
                let next = State { printed: page_break.end, facing: state.facing.after_page(short, page_break.kind) };
                let label = Label { cost, predecessor, short, choice: page_break.choice };
                match frontier.entry(next) {
                    Entry::Vacant(entry) => {
                        entry.insert(label);
                    }
                    Entry::Occupied(mut entry) if label.cost < entry.get().cost => {
                        entry.insert(label);
                    }
                    Entry::Occupied(_) => {}
                }
            }
        }
    }
    None
}

/// How many settled states are kept before those that lead nowhere are forgotten for the first time.
const SETTLED: usize = if cfg!(test) { 8 } else { 4_096 };

/// Forgets the settled states that are on no way to the frontier or to the place that was settled last. Nearly all are: every line is a
/// place where some page could end, and few of those ways are the cheapest to a page further on.
fn forget(settled: &mut Vec<(State, Label)>, frontier: &mut BTreeMap<State, Label>) {
    let mut kept = vec![false; settled.len()];
    kept[0] = true;
    let last = settled.last().map(|(state, _)| state.printed);
    let of_last = (0..settled.len()).rev().take_while(|&at| Some(settled[at].0.printed) == last);
    for end in frontier.values().map(|label| label.predecessor).chain(of_last) {
        let mut at = end;
        // The first state has no predecessor, and is kept.
        while !kept[at] {
            kept[at] = true;
            at = settled[at].1.predecessor;
        }
    }
    let mut moved = Vec::with_capacity(settled.len());
    let mut count = 0;
    for &is_kept in &kept {
        moved.push(count);
        count += usize::from(is_kept);
    }
    let mut is_kept = kept.iter();
    settled.retain(|_| is_kept.next() == Some(&true));
    settled.iter_mut().map(|(_, label)| label).chain(frontier.values_mut()).for_each(|label| {
        label.predecessor = moved[label.predecessor];
    });
}

/// Whether a verso of another depth reaches the same place so much cheaper that no recto beside this one can make up for it.
fn is_dominated(settled: &[(State, Label)], state: State, cost: i64) -> bool {
    let Facing::Verso(short) = state.facing else { return false };
    let same_place = settled.iter().rev().take_while(|(other, _)| other.printed == state.printed);
    same_place.into_iter().any(|(other, label)| match other.facing {
        Facing::Verso(other_short) => label.cost + cost::uneven(other_short, short) <= cost,
        Facing::NewSpread | Facing::Unrelated => false,
    })
}

/// The pages on the way to the last settled state.
fn trace_back(settled: &[(State, Label)], choices: &[Choice]) -> Vec<ChosenPage> {
    let mut pages = Vec::new();
    let mut at = settled.len() - 1;
    // The state at index 0 is the start, before any page.
    while at > 0 {
        let (state, label) = &settled[at];
        let (before, label_before) = &settled[label.predecessor];
        let chain = std::iter::successors(label.choice, |&choice| choices[choice].previous);
        let mut variants: Vec<usize> = chain.map(|choice| choices[choice].variant).collect();
        variants.reverse();
        let cost = label.cost - label_before.cost;
        pages.push(ChosenPage { start: before.printed, end: state.printed, short: label.short, variants, cost });
        at = label.predecessor;
    }
    pages.reverse();
    pages
}
