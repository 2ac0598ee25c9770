//! Line breaking: where the lines of a paragraph end.
//!
//! The total-fit algorithm (Knuth and Plass, 1981) over boxes, glue and penalties, in integers. It knows no font and no text:
//! `paragraph` makes the items, `line` sets what is chosen here.

use super::length::Length;

/// A piece of a paragraph, as far as breaking is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Something that is not broken.
    Box {
        /// Its width.
        width: Length,
        /// How far it may hang out of the measure at a line's start.
        left: Length,
        /// How far it may hang out at a line's end.
        right: Length,
    },
    /// A space.
    Glue {
        /// Its natural width.
        width: Length,
        /// How much it likes to stretch at most.
        stretch: Length,
        /// How much it can shrink.
        shrink: Length,
        /// Whether a line may end here.
        breaks: bool,
    },
    /// A place inside a word where a line may end.
    Penalty {
        /// Width of what is added there, a hyphen.
        width: Length,
        /// How far that may hang out.
        right: Length,
        /// How bad it is to break here; 50 for a hyphen.
        cost: i64,
        /// Whether the line then ends with a hyphen, added or the word's own.
        hyphen: bool,
        /// When it is considered at all.
        resort: Resort,
    },
    /// A line must end here; what is left of it stays blank.
    Break,
}

/// From which attempt on a break is considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resort {
    /// From the first: the text's own hyphens, addresses.
    First,
    /// When words must be broken.
    Words,
    /// When names must be broken too.
    Last,
}

/// What the lines are broken to.
#[derive(Clone, Copy)]
pub struct Widths<'a> {
    /// Width of a line, by its index.
    pub line: &'a dyn Fn(usize) -> Length,
    /// Index of the first line from which on all are of one width.
    pub even_from: usize,
    /// For lines that end where they end: how much room at the end of one is no fault.
    pub ragged: Option<Length>,
    /// Shortest last line that is no fault.
    pub min_last: Length,
    /// Which breaks may be used.
    pub resort: Resort,
}

/// The end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breakpoint {
    /// Index of the item the line ends at: a glue or a penalty or a break.
    pub item: usize,
    /// Index of the first item of the line, past the spaces that a break swallows.
    pub start: usize,
    /// Stretch (positive) or shrink (negative) of its glue in thousandths of what it likes.
    pub ratio: i32,
    /// How far it is too long, even shrunk.
    pub excess: Length,
}

/// The ends of all lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breaks {
    /// One for each line.
    pub points: Vec<Breakpoint>,
    /// Sum of the demerits.
    pub demerits: i64,
}

/// Badness from which on all lines are equally bad.
const AWFUL: i64 = 10_000;
/// Demerits for two consecutive lines, one tight and one loose.
const UNEVEN: i64 = 5_000;
/// Demerits for two hyphens on top of each other; three are refused.
const STACKED_HYPHENS: i64 = 30_000;
/// Demerits for a hyphen before the last line.
const LAST_HYPHEN: i64 = 10_000;
/// Demerits for a last line that is too short.
const SHORT_LAST: i64 = 30_000;
/// Demerits for a line that is too long, and for each thousandth of the measure that it is too long: nothing else weighs as much.
const OVERFULL: i64 = 1_000_000;

/// An attempt.
struct Pass {
    tolerance: i64,
    resort: Resort,
    /// Stretch lent to each line, so that very loose ones can be told from one another: this part of the measure.
    lent: i64,
    last: bool,
}

/// Attempts from the best to the one that always ends. French at a book's measure seldom needs more than the second.
const PASSES: [Pass; 4] = [
    Pass { tolerance: 200, resort: Resort::First, lent: 0, last: false },
    Pass { tolerance: 400, resort: Resort::Words, lent: 0, last: false },
    Pass { tolerance: 1_000, resort: Resort::Last, lent: 12, last: false },
    Pass { tolerance: AWFUL, resort: Resort::Last, lent: 6, last: true },
];

/// Breaks `items` into lines. Every paragraph has a solution; a line that nothing can break is too long.
///
/// A paragraph that does not end with a break is treated as if it did.
#[must_use]
pub fn breaks(items: &[Item], widths: &Widths<'_>) -> Breaks {
    let mut items = std::borrow::Cow::Borrowed(items);
    if items.is_empty() {
        return Breaks::default();
    }
    if items.last() != Some(&Item::Break) {
        items.to_mut().push(Item::Break);
    }
    let sums = Sums::new(&items);
    PASSES.iter().find_map(|pass| attempt(&items, &sums, widths, pass)).unwrap_or_default()
}

/// Sums of widths before each item.
struct Sums {
    before: Vec<[Length; 3]>,
}

impl Sums {
    fn new(items: &[Item]) -> Self {
        let mut sum = [Length::ZERO; 3];
        let mut before = Vec::with_capacity(items.len() + 1);
        for item in items {
            before.push(sum);
            match *item {
                Item::Box { width, .. } => sum[0] += width,
                Item::Glue { width, stretch, shrink, .. } => {
                    sum[0] += width;
                    sum[1] += stretch;
                    sum[2] += shrink;
                }
                Item::Penalty { .. } | Item::Break => {}
            }
        }
        before.push(sum);
        Self { before }
    }

    fn between(&self, from: usize, to: usize) -> [Length; 3] {
        let to = to.max(from);
        std::array::from_fn(|index| self.before[to][index] - self.before[from][index])
    }
}

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

fn attempt(items: &[Item], sums: &Sums, widths: &Widths<'_>, pass: &Pass) -> Option<Breaks> {
    let resort = pass.resort.min(widths.resort);
    let origin = Breakpoint { item: 0, start: 0, ratio: 0, excess: Length::ZERO };
    let first = Node { start: 0, line: 0, fitness: 1, hyphens: 0, demerits: 0, point: origin, previous: ROOT };
    let mut nodes = vec![first];
    let mut active = vec![0_usize];
    let mut candidates: Vec<Node> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let (cost, hyphen, forced) = match *item {
            Item::Box { .. } => continue,
            Item::Glue { breaks, .. } if breaks && matches!(items[index.saturating_sub(1)], Item::Box { .. }) => {
                (0, false, false)
            }
            Item::Glue { .. } => continue,
            Item::Penalty { resort: wanted, .. } if wanted > resort => continue,
            Item::Penalty { cost, hyphen, .. } => (cost, hyphen, false),
            Item::Break => (0, false, true),
        };
        let next = after(items, index);
        candidates.clear();
        let mut rescued: Option<Node> = None;
        active.retain(|&id| {
            let node = nodes[id];
            // A break that the line's start has swallowed, or that would leave nothing on it.
            if index <= node.start && !forced {
                return true;
            }
            let line = measure(items, sums, widths, pass, &node, index);
            let fits = line.excess <= Length::ZERO;
            let tolerable = fits && line.badness <= pass.tolerance;
            if tolerable || (pass.last && !fits) {
                let hyphens = if hyphen { node.hyphens + 1 } else { 0 };
                let mut demerits = (10 + line.badness) * (10 + line.badness) + cost * cost;
                if node.fitness.abs_diff(line.fitness) > 1 {
                    demerits += UNEVEN;
                }
                if hyphens > 1 {
                    demerits += STACKED_HYPHENS * i64::from(hyphens - 1);
                }
                if forced && node.hyphens > 0 {
                    demerits += LAST_HYPHEN;
                }
                if forced && node.line > 0 && line.natural < widths.min_last {
                    demerits += SHORT_LAST;
                }
                if !fits {
                    let width = (widths.line)(node.line).0.max(1);
                    demerits += OVERFULL * (1_000 + (line.excess.0.saturating_mul(1_000) / width).min(1_000_000));
                }
                let point = Breakpoint { item: index, start: node.start, ratio: line.ratio, excess: line.excess };
                let reached = Node {
                    start: next,
                    line: node.line + 1,
                    fitness: line.fitness,
                    hyphens,
                    demerits: node.demerits + demerits,
                    point,
                    previous: id,
                };
                if !fits {
                    if rescued.is_none_or(|other| reached.demerits < other.demerits) {
                        rescued = Some(reached);
                    }
                } else if hyphens < 3 || pass.last {
                    offer(&mut candidates, reached, widths.even_from);
                }
            }
            fits && !forced
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
    let best = active.into_iter().min_by_key(|&id| nodes[id].demerits)?;
    let (mut points, mut id) = (Vec::new(), best);
    while nodes[id].previous != ROOT {
        points.push(nodes[id].point);
        id = nodes[id].previous;
    }
    points.reverse();
    Some(Breaks { points, demerits: nodes[best].demerits })
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

/// The first item of the line after a break: spaces and unused breaks vanish.
fn after(items: &[Item], index: usize) -> usize {
    let rest = items[index..].iter().skip(1).take_while(|item| matches!(item, Item::Glue { .. } | Item::Penalty { .. })).count();
    index + 1 + rest
}

/// A line that might be.
struct Candidate {
    natural: Length,
    badness: i64,
    ratio: i32,
    fitness: u8,
    excess: Length,
}

fn measure(items: &[Item], sums: &Sums, widths: &Widths<'_>, pass: &Pass, node: &Node, end: usize) -> Candidate {
    let [mut natural, mut stretch, shrink] = sums.between(node.start, end);
    let last_box = end.checked_sub(1).filter(|&last| last >= node.start).map(|last| items[last]);
    let hanging = |item: Option<Item>| match item {
        Some(Item::Box { right, .. }) => right,
        Some(Item::Glue { .. } | Item::Penalty { .. } | Item::Break) | None => Length::ZERO,
    };
    match items[end] {
        Item::Penalty { width, right, .. } if width > Length::ZERO => natural += width - right,
        Item::Box { .. } | Item::Glue { .. } | Item::Penalty { .. } | Item::Break => natural -= hanging(last_box),
    }
    if let Item::Box { left, .. } = items[node.start] {
        natural -= left;
    }
    let width = (widths.line)(node.line);
    let room = width - natural;
    let shrink = if widths.ragged.is_some() { Length::ZERO } else { shrink };
    if room < Length::ZERO {
        let excess = -room - shrink;
        if excess > Length::ZERO {
            return Candidate { natural, badness: AWFUL, ratio: -1_000, fitness: 0, excess };
        }
        let ratio = room.0 * 1_000 / shrink.0.max(1);
        return Candidate::fitting(natural, ratio);
    }
    if items[end] == Item::Break {
        return Candidate::fitting(natural, 0);
    }
    stretch = match widths.ragged {
        Some(tolerance) => tolerance,
        None if pass.lent > 0 => stretch + width / pass.lent,
        None => stretch,
    };
    // A line without any space to stretch is as bad as one stretched ten times too far.
    let ratio = if room == Length::ZERO { 0 } else { (room.0.saturating_mul(1_000) / stretch.0.max(1)).min(10_000) };
    Candidate::fitting(natural, ratio)
}

impl Candidate {
    fn fitting(natural: Length, ratio: i64) -> Self {
        let size = ratio.abs();
        let badness = (100 * size * size * size / 1_000_000_000).min(AWFUL);
        let fitness = match ratio {
            ..-500 => 0,
            -500..=500 => 1,
            501..=1_000 => 2,
            1_001.. => 3,
        };
        Self { natural, badness, ratio: i32::try_from(ratio).unwrap_or(i32::MAX), fitness, excess: Length::ZERO }
    }
}

#[cfg(test)]
mod tests;
