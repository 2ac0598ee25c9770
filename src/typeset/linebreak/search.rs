//! The cheapest breaks of a paragraph, by dynamic programming over its legal breakpoints.
//!
//! Owns the active nodes and which of them are kept apart. What a line costs is known by `demerits`.

use crate::typeset::{
    length::Length,
    linebreak::{
        breakpoint::{Breakpoint, Breaks},
        demerits::{
            CandidateLine, FITNESS_JUMP, HYPHEN_BEFORE_LAST_LINE, LineEnd, OVERFULL, SHORT_LAST_LINE, STACKED_HYPHENS,
            THIRD_HYPHEN, measure_line,
        },
        item::{BreakClass, Item},
        parameters::{BreakParameters, Pass},
        totals::PrefixTotals,
    },
};

/// The cheapest breaks so far that end at a breakpoint in one state (see [`offer`]).
#[derive(Clone, Copy)]
struct Node {
    /// First item of the next line.
    start: usize,
    /// Index of the next line.
    line: usize,
    /// Fitness class of the line that ends here.
    fitness: u8,
    /// How many lines in a row end in a hyphen here.
    hyphens: u8,
    /// Demerits up to here.
    demerits: i64,
    point: Breakpoint,
    /// The node that the line starts from.
    previous: usize,
}

/// The `previous` of the paragraph's start.
const ROOT: usize = usize::MAX;

/// An item at which the pass may end a line.
#[derive(Clone, Copy)]
struct LegalBreak {
    index: usize,
    cost: i64,
    hyphen: bool,
    forced: bool,
}

/// The cheapest breaks in one pass, into exactly `lines` lines if that is given; none when the pass finds none.
pub(super) fn search(
    items: &[Item],
    totals: &PrefixTotals,
    parameters: &BreakParameters<'_>,
    pass: &Pass,
    lines: Option<usize>,
) -> Option<Breaks> {
    let allowed = pass.allowed.min(parameters.allowed);
    let uniform_from = if lines.is_some() { usize::MAX } else { parameters.uniform_from };
    let origin = Breakpoint { item: 0, start: 0, ratio: 0, excess: Length::ZERO };
    let first = Node { start: 0, line: 0, fitness: 1, hyphens: 0, demerits: 0, point: origin, previous: ROOT };
    let uniform_width = (parameters.line_width)(parameters.uniform_from);
    let mut nodes = Vec::with_capacity(items.len());
    nodes.push(first);
    let mut active = vec![0_usize];
    let mut candidates: Vec<Node> = Vec::new();
    for index in 0..items.len() {
        let Some(legal) = legal_break(items, index, allowed) else { continue };
        candidates.clear();
        let mut overfull: Option<Node> = None;
        let mut too_loose = false;
        let mut measured: Option<(usize, Length, CandidateLine)> = None;
        let end = LineEnd::new(items, totals, index);
        active.retain(|&id| {
            let node = &nodes[id];
            // Skip a break that is discarded at the line's start, or that would leave the line empty.
            if too_loose || (index <= node.start && !legal.forced) {
                return true;
            }
            let width = if node.line < parameters.uniform_from { (parameters.line_width)(node.line) } else { uniform_width };
            let line = match measured {
                Some((start, same, line)) if start == node.start && same == width => line,
                Some(_) | None => measure_line(items, totals, parameters, pass, (node.start, &end), width),
            };
            measured = Some((node.start, width, line));
            let fits = line.excess <= Length::ZERO;
            if fits && line.ratio > pass.tolerance {
                // Active nodes are in text order, so the lines from later ones are looser still. Characters that protrude at a
                // line's start make that inexact by a little, hence the margin.
                too_loose = line.ratio > pass.tolerance.saturating_add(1_000);
                return true;
            }
            if fits || pass.is_final {
                let reached = extend(id, node, &line, &legal, parameters, width);
                if !fits {
                    if overfull.is_none_or(|other| reached.demerits < other.demerits) {
                        overfull = Some(reached);
                    }
                } else if pass.is_final || !is_forbidden(node, &line, &legal, reached.hyphens, parameters) {
                    offer(&mut candidates, reached, uniform_from);
                }
            }
            fits && !legal.forced
        });
        // An overfull line is used only where no other way is left.
        if candidates.is_empty() && active.is_empty() {
            candidates.extend(overfull);
        }
        // Glue and penalties at the start of the next line are discarded.
        let start = if candidates.is_empty() { index } else { next_start(items, index) };
        for node in candidates.iter().filter(|node| !is_dominated(node, &candidates, uniform_from)) {
            active.push(nodes.len());
            nodes.push(Node { start, ..*node });
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

/// The legal break at an item; none where a line cannot end, or not in this pass.
fn legal_break(items: &[Item], index: usize, allowed: BreakClass) -> Option<LegalBreak> {
    let (cost, hyphen, forced) = match items[index] {
        Item::Box { .. } => return None,
        Item::Glue { breaks, hyphen, .. } => {
            let after_box = matches!(items[index.checked_sub(1)?], Item::Box { .. });
            (breaks && after_box).then_some((0, hyphen, false))?
        }
        Item::Penalty { class, .. } if class > allowed => return None,
        Item::Penalty { cost, hyphen, .. } => (cost, hyphen, false),
        Item::Break => (0, false, true),
    };
    Some(LegalBreak { index, cost, hyphen, forced })
}

/// The first item of the line after a break: glue and penalties there are discarded.
fn next_start(items: &[Item], index: usize) -> usize {
    let rest = items[index..].iter().skip(1).take_while(|item| matches!(item, Item::Glue { .. } | Item::Penalty { .. })).count();
    index + 1 + rest
}

/// Whether no pass but the final one accepts a line: the third hyphen in a row, a last line that is the rest of a broken word, or one
/// that is too short.
fn is_forbidden(node: &Node, line: &CandidateLine, legal: &LegalBreak, hyphens: u8, parameters: &BreakParameters<'_>) -> bool {
    hyphens > 2 || (legal.forced && node.line > 0 && (is_rest_of_word(node, line) || is_too_short(line, parameters)))
}

/// Whether a last line is the rest of the word that the line before it divides.
const fn is_rest_of_word(node: &Node, line: &CandidateLine) -> bool {
    node.hyphens > 0 && line.single_word
}

/// Whether a last line is shorter than its paragraph's shortest.
fn is_too_short(line: &CandidateLine, parameters: &BreakParameters<'_>) -> bool {
    line.natural < parameters.min_last_line
}

/// The node that is reached from `node` by `line`, which ends at `legal`.
fn extend(
    id: usize,
    node: &Node,
    line: &CandidateLine,
    legal: &LegalBreak,
    parameters: &BreakParameters<'_>,
    width: Length,
) -> Node {
    let hyphens = if legal.hyphen { node.hyphens.saturating_add(1) } else { 0 };
    let weighed = |cost: i64| cost * parameters.expansion.hyphens / 10;
    let mut demerits = line.demerits() + if legal.hyphen { weighed(legal.cost) } else { legal.cost };
    if node.fitness.abs_diff(line.fitness()) > 1 {
        demerits += FITNESS_JUMP;
    }
    match hyphens {
        0 | 1 => {}
        2 => demerits += weighed(STACKED_HYPHENS),
        3.. => demerits += THIRD_HYPHEN,
    }
    if legal.forced && node.hyphens > 0 {
        demerits += if is_rest_of_word(node, line) { 2 * HYPHEN_BEFORE_LAST_LINE } else { HYPHEN_BEFORE_LAST_LINE };
    }
    if legal.forced && node.line > 0 && is_too_short(line, parameters) {
        demerits += SHORT_LAST_LINE;
    }
    if line.excess > Length::ZERO {
        let thousandths = line.excess.0.saturating_mul(1_000) / width.0.max(1);
        demerits += OVERFULL * (1_000 + thousandths.min(10_000));
    }
    Node {
        start: legal.index,
        line: node.line + 1,
        fitness: line.fitness(),
        // More than three are refused alike: counting them would only add states.
        hyphens: hyphens.min(3),
        demerits: node.demerits.saturating_add(demerits),
        point: Breakpoint {
            item: legal.index,
            start: node.start,
            ratio: i32::try_from(line.ratio).unwrap_or(i32::MAX),
            excess: line.excess,
        },
        previous: id,
    }
}

/// Whether another node at the same breakpoint makes every way on from `node` dearer than its own: it has no more hyphens in a row,
/// and is cheaper by more than a difference of fitness can cost later. Without such nodes the result is the same, and sooner found.
fn is_dominated(node: &Node, candidates: &[Node], uniform_from: usize) -> bool {
    candidates.iter().any(|other| {
        let later = if other.fitness == node.fitness { 0 } else { FITNESS_JUMP };
        other.demerits.saturating_add(later) < node.demerits
            && other.hyphens <= node.hyphens
            && other.line.min(uniform_from) == node.line.min(uniform_from)
    })
}

/// Keeps `node` if it is the cheapest of its state: same width of the lines to come, same fitness, same number of hyphens.
fn offer(candidates: &mut Vec<Node>, node: Node, uniform_from: usize) {
    let state = |node: &Node| (node.line.min(uniform_from), node.fitness, node.hyphens);
    match candidates.iter_mut().find(|other| state(other) == state(&node)) {
        Some(other) if node.demerits < other.demerits => *other = node,
        Some(_) => {}
        None => candidates.push(node),
    }
}
