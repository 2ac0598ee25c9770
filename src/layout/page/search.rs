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
    /// What the page costs.
    page_cost: i64,
    /// The step before that page.
    predecessor: usize,
    /// By how many lines that page is short.
    short: u8,
    /// The last of the variants on it.
    choice: Option<usize>,
}

/// The cheapest pages for a column whose first page is on `side`; none when they cost more than `limit`.
pub(super) fn cheapest_pages(galley: &Galley<'_>, side: Side, limit: i64) -> Option<Vec<ChosenPage>> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut trail = Trail::default();
    // The settled states that were reached last, all at one place, with what it costs to reach each.
    let mut settled: Vec<(State, i64)> = Vec::new();
    let start = State { printed: Progress::default(), facing: Facing::at_opening(side) };
    let mut frontier = BTreeMap::from([(start, Label { cost: 0, page_cost: 0, predecessor: 0, short: 0, choice: None })]);
    // States that differ only in what the page faces come one after the other and have the same breaks.
    let mut breaks: (Option<Progress>, Vec<PageBreak>) = (None, Vec::new());
    let mut most = SETTLED;
    // Every page moves forward, so no other way can reach the first state of the frontier any more.
    while let Some((state, label)) = frontier.pop_first() {
        settled.retain(|(other, _)| other.printed == state.printed);
        if is_dominated(&settled, state, label.cost) {
            continue;
        }
        let cost = label.cost;
        settled.push((state, cost));
        trail.push(galley, state.printed, &label);
        if trail.steps.len() > most {
            trail.forget(settled.len(), &mut frontier);
            most = trail.steps.len() / 4 * 5 + SETTLED;
        }
        let predecessor = trail.steps.len() - 1;
        if galley.is_end(state.printed) {
            return Some(trail.pages(galley, &choices));
        }
        if breaks.0 != Some(state.printed) {
            let builder = PageBuilder { galley, start: state.printed };
            breaks = (Some(state.printed), builder.breaks(limit, &mut choices));
        }
        for page_break in &breaks.1 {
            for (short, depth_cost) in spread::depths(page_break, state.facing, galley.leading) {
                let page_cost = page_break.cost + depth_cost;
                let cost = cost + page_cost;
                if cost > limit {
                    continue;
                }
                let next = State { printed: page_break.end, facing: state.facing.after_page(short, page_break.kind) };
                let label = Label { cost, page_cost, predecessor, short, choice: page_break.choice };
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

/// How many steps are kept before those that lead nowhere are forgotten for the first time.
const SETTLED: usize = if cfg!(test) { 8 } else { 4_096 };

/// Whether a verso of another depth reaches the same place so much cheaper that no recto beside this one can make up for it. `settled` are
/// the states at that place.
fn is_dominated(settled: &[(State, i64)], state: State, cost: i64) -> bool {
    let Facing::Verso(short) = state.facing else { return false };
    settled.iter().any(|(other, other_cost)| match other.facing {
        Facing::Verso(other_short) => other_cost + cost::uneven(other_short, short) <= cost,
        Facing::NewSpread | Facing::Unrelated => false,
    })
}

/// The pages on the ways to all settled states. A book of verse has half a million of them: each takes twenty bytes, and what few have is
/// apart.
#[derive(Default)]
struct Trail {
    steps: Vec<Step>,
    rare: Vec<Rare>,
}

/// A page, and how far the section is printed after it.
#[derive(Clone, Copy)]
struct Step {
    /// The strip that follows.
    strip: u32,
    /// The step before: an index. The first step is the start, before any page.
    predecessor: u32,
    /// What the page costs.
    cost: u32,
    /// An index in `Trail::rare`; [`Step::COMMON`] for none.
    rare: u32,
    /// By how many lines the page is short.
    short: u8,
}

impl Step {
    const COMMON: u32 = u32::MAX;
}

/// What does not follow from the strip: a place in a variant, floats or notes that wait, a great cost.
#[derive(Clone, Copy)]
struct Rare {
    printed: Progress,
    cost: i64,
    choice: Option<usize>,
}

impl Trail {
    /// Adds the page that leads to a settled state.
    fn push(&mut self, galley: &Galley<'_>, printed: Progress, label: &Label) {
        let index = |number: usize| u32::try_from(number).expect("a section has fewer places than 2³²");
        let cost = u32::try_from(label.page_cost);
        let is_common = label.choice.is_none() && printed == galley.printed_before(printed.at.strip);
        let mut step = Step {
            strip: index(printed.at.strip),
            predecessor: index(label.predecessor),
            cost: cost.unwrap_or_default(),
            rare: Step::COMMON,
            short: label.short,
        };
        if !is_common || cost.is_err() {
            step.rare = index(self.rare.len());
            self.rare.push(Rare { printed, cost: label.page_cost, choice: label.choice });
        }
        self.steps.push(step);
    }

    fn rare(&self, step: &Step) -> Option<&Rare> {
        self.rare.get(step.rare as usize)
    }

    /// How far the section is printed after a step.
    fn printed(&self, galley: &Galley<'_>, step: &Step) -> Progress {
        self.rare(step).map_or_else(|| galley.printed_before(step.strip as usize), |rare| rare.printed)
    }

    /// Forgets the steps that are on no way to the frontier or to the last `count` ones. Nearly all are: every line is a place where some
    /// page could end, and few of those ways are the cheapest to a page further on.
    fn forget(&mut self, count: usize, frontier: &mut BTreeMap<State, Label>) {
        let mut kept = vec![false; self.steps.len()];
        kept[0] = true;
        let last = self.steps.len() - count..self.steps.len();
        for end in frontier.values().map(|label| label.predecessor).chain(last) {
            let mut at = end;
            // The start has no predecessor, and is kept.
            while !kept[at] {
                kept[at] = true;
                at = self.steps[at].predecessor as usize;
            }
        }
        let mut moved: Vec<u32> = Vec::with_capacity(kept.len());
        let mut count = 0;
        for &is_kept in &kept {
            moved.push(count);
            count += u32::from(is_kept);
        }
        let mut is_kept = kept.iter();
        self.steps.retain(|_| is_kept.next() == Some(&true));
        let mut rare = Vec::new();
        for step in &mut self.steps {
            step.predecessor = moved[step.predecessor as usize];
            if let Some(&one) = self.rare.get(step.rare as usize) {
                step.rare = u32::try_from(rare.len()).expect("there are no more than there were");
                rare.push(one);
            }
        }
        self.rare = rare;
        frontier.values_mut().for_each(|label| label.predecessor = moved[label.predecessor] as usize);
    }

    /// The pages on the way to the last step.
    fn pages(&self, galley: &Galley<'_>, choices: &[Choice]) -> Vec<ChosenPage> {
        let mut pages = Vec::new();
        let mut at = self.steps.len() - 1;
        while at > 0 {
            let step = &self.steps[at];
            let rare = self.rare(step);
            let chain = std::iter::successors(rare.and_then(|rare| rare.choice), |&choice| choices[choice].previous);
            let mut variants: Vec<usize> = chain.map(|choice| choices[choice].variant).collect();
            variants.reverse();
            at = step.predecessor as usize;
            pages.push(ChosenPage {
                start: self.printed(galley, &self.steps[at]),
                end: self.printed(galley, step),
                short: step.short,
                variants,
                cost: rare.map_or_else(|| i64::from(step.cost), |rare| rare.cost),
            });
        }
        pages.reverse();
        pages
    }
}
