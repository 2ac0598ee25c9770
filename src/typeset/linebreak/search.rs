//! The cheapest way through a paragraph.
//!
//! Owns the search from break to break and the states that it keeps apart. What a line costs is `demerits`' business.

use crate::typeset::{
    length::Length,
    linebreak::{
        demerits::{BAD_LAST, Candidate, OVERFULL, STACKED_HYPHENS, THIRD_HYPHEN, UNEVEN, measure},
        item::{Breakpoint, Breaks, Item, Resort, Widths},
        pass::Pass,
        sums::Sums,
    },
};

/// A way to reach a break.
#[derive(Clone, Copy)]
struct Node {
    start: usize,
    line: usize,
    fitness: u8,
    hyphens: u8,
    demerits: i64,
    point: Breakpoint,
    previous: usize,
}

const ROOT: usize = usize::MAX;

/// A break that the search has come to.
#[derive(Clone, Copy)]
struct Chance {
    index: usize,
    /// First item of the next line.
    next: usize,
    cost: i64,
    hyphen: bool,
    forced: bool,
}

/// The cheapest breaks of an attempt, in exactly `lines` lines if that is asked.
pub(super) fn search(items: &[Item], sums: &Sums, widths: &Widths<'_>, pass: &Pass, lines: Option<usize>) -> Option<Breaks> {
    let resort = pass.resort.min(widths.resort);
    let even_from = if lines.is_some() { usize::MAX } else { widths.even_from };
    let origin = Breakpoint { item: 0, start: 0, ratio: 0, excess: Length::ZERO };
    let first = Node { start: 0, line: 0, fitness: 1, hyphens: 0, demerits: 0, point: origin, previous: ROOT };
    let mut nodes = vec![first];
    let mut active = vec![0_usize];
    let mut candidates: Vec<Node> = Vec::new();
    for index in 0..items.len() {
        let Some(chance) = chance(items, index, resort) else { continue };
        candidates.clear();
        let mut rescued: Option<Node> = None;
        let mut too_loose = false;
        let mut known: Option<(usize, Length, Candidate)> = None;
        active.retain(|&id| {
            let node = &nodes[id];
            // A break that the line's start has swallowed, or that would leave nothing on it.
            if too_loose || (index <= node.start && !chance.forced) {
                return true;
            }
            let width = (widths.line)(node.line);
            let line = match known {
                Some((start, same, line)) if start == node.start && same == width => line,
                Some(_) | None => measure(items, sums, widths, pass, (node.start, index), width),
            };
            known = Some((node.start, width, line));
            let fits = line.excess <= Length::ZERO;
            if fits && line.ratio > pass.tolerance {
                // The active breaks stand in the order of the text: the lines from later ones are looser still. Signs that hang
                // at a line's start blur that by a little.
                too_loose = line.ratio > pass.tolerance.saturating_add(1_000);
                return true;
            }
            if fits || pass.last {
                let reached = reach(id, node, &line, &chance, widths, width);
                if !fits {
                    if rescued.is_none_or(|other| reached.demerits < other.demerits) {
                        rescued = Some(reached);
                    }
                } else if pass.last || !refused(node, &line, &chance, reached.hyphens) {
                    offer(&mut candidates, reached, even_from);
                }
            }
            fits && !chance.forced
        });
        // Only where nothing else is left does a line stick out.
        if candidates.is_empty() && active.is_empty() {
            candidates.extend(rescued);
        }
        for node in candidates.drain(..) {
            active.push(nodes.len());
            nodes.push(node);
        }
        if active.is_empty() {
            return None;
        }
    }
    let wanted = |&id: &usize| lines.is_none_or(|lines| nodes[id].line == lines);
    let best = active.into_iter().filter(wanted).min_by_key(|&id| nodes[id].demerits)?;
    let (mut points, mut id) = (Vec::new(), best);
    while nodes[id].previous != ROOT {
        points.push(nodes[id].point);
        id = nodes[id].previous;
    }
    points.reverse();
    Some(Breaks { points, demerits: nodes[best].demerits })
}

/// The break at an item; none where a line cannot end, or not in this attempt.
fn chance(items: &[Item], index: usize, resort: Resort) -> Option<Chance> {
    let (cost, hyphen, forced) = match items[index] {
        Item::Box { .. } => return None,
        Item::Glue { breaks, hyphen, .. } => {
            let after_box = matches!(items[index.checked_sub(1)?], Item::Box { .. });
            (breaks && after_box).then_some((0, hyphen, false))?
        }
        Item::Penalty { resort: wanted, .. } if wanted > resort => return None,
        Item::Penalty { cost, hyphen, .. } => (cost, hyphen, false),
        Item::Break => (0, false, true),
    };
    Some(Chance { index, next: after(items, index), cost, hyphen, forced })
}

/// The first item of the line after a break: spaces and unused breaks vanish.
fn after(items: &[Item], index: usize) -> usize {
    let rest = items[index..].iter().skip(1).take_while(|item| matches!(item, Item::Glue { .. } | Item::Penalty { .. })).count();
    index + 1 + rest
}

/// What no line may be as long as there is another way.
const fn refused(node: &Node, line: &Candidate, chance: &Chance, hyphens: u8) -> bool {
    hyphens > 2 || (chance.forced && node.hyphens > 0 && line.single)
}

/// The way to `chance` by a line from `node`.
fn reach(id: usize, node: &Node, line: &Candidate, chance: &Chance, widths: &Widths<'_>, width: Length) -> Node {
    let hyphens = if chance.hyphen { node.hyphens.saturating_add(1) } else { 0 };
    let mut demerits = line.demerits() + chance.cost;
    if node.fitness.abs_diff(line.fitness()) > 1 {
        demerits += UNEVEN;
    }
    match hyphens {
        0 | 1 => {}
        2 => demerits += STACKED_HYPHENS,
        3.. => demerits += THIRD_HYPHEN,
    }
    if chance.forced && node.hyphens > 0 {
        demerits += if line.single { 2 * BAD_LAST } else { BAD_LAST };
    }
    if chance.forced && node.line > 0 && line.natural < widths.min_last {
        demerits += BAD_LAST;
    }
    if line.excess > Length::ZERO {
        let thousandths = line.excess.0.saturating_mul(1_000) / width.0.max(1);
        demerits += OVERFULL * (1_000 + thousandths.min(10_000));
    }
    Node {
        start: chance.next,
        line: node.line + 1,
        fitness: line.fitness(),
        // A state more would only tell apart what is refused.
        hyphens: hyphens.min(3),
        demerits: node.demerits.saturating_add(demerits),
        point: Breakpoint {
            item: chance.index,
            start: node.start,
            ratio: i32::try_from(line.ratio).unwrap_or(i32::MAX),
            excess: line.excess,
        },
        previous: id,
    }
}

/// Keeps `node` if it is the best way to its state: lines of equal width to come, same fitness, same number of hyphens.
fn offer(candidates: &mut Vec<Node>, node: Node, even_from: usize) {
    let state = |node: &Node| (node.line.min(even_from), node.fitness, node.hyphens);
    match candidates.iter_mut().find(|other| state(other) == state(&node)) {
        Some(other) if node.demerits < other.demerits => *other = node,
        Some(_) => {}
        None => candidates.push(node),
    }
}
