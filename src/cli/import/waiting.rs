//! Plans that wait for each other: the entries of many texts are verified together and written once.

use super::{
    changes::Plan,
    entries::{Edited, Entry},
    holdings::Holdings,
    verify::{Loss, Verifier},
};
use crate::project::InputChange;
use std::ops::Range;

/// Most bytes that wait: pictures of hundreds of documents do not stay in memory together.
const HELD: usize = 64 << 20;

/// A plan that is not carried out yet.
pub(super) struct Waiting {
    pub(super) plan: Plan,
    /// The number of its row in the table.
    pub(super) row: usize,
    /// Whether it is to be written.
    pub(super) is_written: bool,
}

/// Plans in the order of their texts.
#[derive(Default)]
pub(super) struct Queue {
    pub(super) plans: Vec<Waiting>,
    weight: usize,
}

impl Queue {
    /// Adds a plan; true when there is no room for more.
    pub(super) fn push(&mut self, waiting: Waiting) -> bool {
        self.weight += waiting.plan.weight();
        self.plans.push(waiting);
        self.weight > HELD
    }

    /// Whether a plan changes the text at `path`.
    pub(super) fn changes(&self, path: &str) -> bool {
        self.plans.iter().any(|waiting| waiting.plan.path == path)
    }
}

/// Takes out the plans whose entries would harm the project, each with what they would do.
pub(super) fn take_harmful(plans: &mut Vec<Waiting>, holdings: &Holdings<'_>) -> Vec<(Waiting, Loss)> {
    let mut is_good = vec![false; plans.len()];
    let mut losses: Vec<(usize, Loss)> = Vec::new();
    if plans.iter().any(|waiting| !waiting.plan.entries.is_empty()) {
        let verifier = Verifier::new(holdings, plans.iter().map(|waiting| waiting.plan.path.as_str()).collect());
        // All together at first; of those that harm, each half by itself.
        let mut ranges: Vec<Range<usize>> = std::iter::once(0..plans.len()).collect();
        while let Some(range) = ranges.pop() {
            let together = plans.iter().enumerate().filter(|(at, _)| is_good[*at] || range.contains(at));
            match verifier.loss_by(together.flat_map(|(_, waiting)| &waiting.plan.entries)) {
                None => is_good[range].fill(true),
                Some(loss) if range.len() == 1 => losses.push((range.start, loss)),
                Some(_) => {
                    let middle = range.start + range.len() / 2;
                    ranges.extend([middle..range.end, range.start..middle]);
                }
            }
        }
    }
    let mut losses = losses.into_iter().peekable();
    let mut taken = Vec::new();
    for (at, waiting) in std::mem::take(plans).into_iter().enumerate() {
        match losses.next_if(|(harmful, _)| *harmful == at) {
            Some((_, loss)) => taken.push((waiting, loss)),
            None => plans.push(waiting),
        }
    }
    taken
}

/// The entries of all these plans.
pub(super) fn entries(plans: &[Waiting]) -> impl Iterator<Item = &Entry> {
    plans.iter().flat_map(|waiting| &waiting.plan.entries)
}

/// The changes of files for these plans: copies of texts that are replaced (path and text), pictures, texts, and YAML files.
pub(super) fn changes<'a>(plans: &'a [&Waiting], copies: &'a [(String, String)], edited: &'a [Edited]) -> Vec<InputChange<'a>> {
    let copies = copies.iter().map(|(path, text)| InputChange { path, before: None, after: text.as_bytes() });
    let made = plans.iter().flat_map(|waiting| {
        let plan = &waiting.plan;
        let pictures = plan.pictures.iter().map(|(path, bytes)| InputChange { path, before: None, after: bytes });
        let text = plan.change.iter().map(|change| InputChange {
            path: &plan.path,
            before: change.before.as_deref().map(str::as_bytes),
            after: change.after.as_bytes(),
        });
        pictures.chain(text)
    });
    let edited = edited.iter().map(|file| InputChange {
        path: &file.path,
        before: file.before.as_deref().map(str::as_bytes),
        after: file.after.as_bytes(),
    });
    copies.chain(made).chain(edited).collect()
}
