//! What a line costs.
//!
//! Readers notice uneven spacing: the cost of a line is the square of its adjustment ratio, so that the cheapest paragraph is the
//! one whose spaces vary least. All other demerits are weighed against that square; their unit is the square of a hundredth of the
//! ratio. It does not choose breaks; `search` asks for the cost of each candidate, and adds what depends
//! on the line before it: hyphens in a row, a jump of fitness, the last line.

use crate::typeset::{
    expansion::expansion_share,
    length::Length,
    linebreak::{
        item::Item,
        parameters::{BreakParameters, Pass},
        totals::{PrefixTotals, Totals},
    },
};

/// A hyphen costs as much as an adjustment ratio of 1.90: spaces stretch by half their width, so that is 1.95 times their width.
/// Chosen on a tome of 306 texts with long words, where every eighth line then ends in a hyphen, and on real prose, where one in
/// fifty does.
pub(in crate::typeset) const HYPHEN: i64 = 36_000;
/// Added for each letter short of five before or after a hyphen: `expérimen-tal` reads better than `ex-périmental`.
pub(in crate::typeset) const NEAR_EDGE: i64 = HYPHEN * 15 / 100;
/// Demerits for a hyphen under another: three times a single hyphen, which leaves one such pair in a hundred hyphens. A third in a
/// row is refused.
pub(super) const STACKED_HYPHENS: i64 = 3 * HYPHEN;
/// Demerits for a hyphen at the end of the last line but one; twice this if only a part of the word is left for the last line.
pub(super) const HYPHEN_BEFORE_LAST_LINE: i64 = 3 * HYPHEN;
/// Demerits for a last line that is too short.
pub(super) const SHORT_LAST_LINE: i64 = 6 * HYPHEN;
/// Demerits for a tight line next to a loose one: their fitness classes are not adjacent.
pub(super) const FITNESS_JUMP: i64 = 6_000;
/// Demerits of any line: of two equally good paragraphs the shorter is preferred.
pub(super) const LINE: i64 = 100;
/// Demerits for a third hyphen in a row, where all else is worse still: a word longer than three lines.
pub(super) const THIRD_HYPHEN: i64 = 1_000_000_000;
/// Demerits for an overfull line, and again for each thousandth of its width by which it is too long.
pub(super) const OVERFULL: i64 = 10_000_000_000;
/// From this ratio on, in thousandths, a space is seen as a hole: it is twice its natural width.
const HOLE: i64 = 2_000;
/// Factor of the square of what exceeds [`HOLE`]. It allows a higher cost of hyphens without more holes.
const HOLE_FACTOR: i64 = 10;
/// The largest ratio that is told apart from larger ones, in thousandths.
const LOOSEST: i64 = 10_000;

/// A line that may be chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct CandidateLine {
    /// Its natural width, without what protrudes.
    pub(super) natural: Length,
    /// Its adjustment ratio, in thousandths.
    pub(super) ratio: i64,
    /// How far it is too long.
    pub(super) excess: Length,
    /// Whether it has no space: a single word, or the rest of one.
    pub(super) single_word: bool,
}

/// The end of the lines that a break ends: what is the same of all of them.
pub(super) struct LineEnd {
    /// The item of the break.
    index: usize,
    /// The totals of all items before it.
    before: Totals,
    /// Width of the hyphen that is added there.
    hyphen: Length,
    /// How far the end of a line protrudes that has anything before the break.
    protrusion: Length,
    /// Whether the break is forced.
    forced: bool,
}

impl LineEnd {
    /// The end of the lines that the item `index` ends.
    pub(super) fn new(items: &[Item], totals: &PrefixTotals, index: usize) -> Self {
        let last_item = index.checked_sub(1).map(|last| items[last]);
        let (hyphen, protrusion) = match (items[index], last_item) {
            (Item::Penalty { width, right, .. }, _) if width > Length::ZERO => (width - right, Length::ZERO),
            (_, Some(Item::Box { right, .. })) => (Length::ZERO, right),
            _ => (Length::ZERO, Length::ZERO),
        };
        Self { index, before: totals.before(index), hyphen, protrusion, forced: items[index] == Item::Break }
    }
}

/// Measures the line from the item `start` to `end`, set to `width`.
pub(super) fn measure_line(
    items: &[Item],
    totals: &PrefixTotals,
    parameters: &BreakParameters<'_>,
    pass: &Pass,
    (start, end): (usize, &LineEnd),
    width: Length,
) -> CandidateLine {
    let (totals, protrusion) =
        if start < end.index { (end.before - totals.before(start), end.protrusion) } else { (Totals::default(), Length::ZERO) };
    let mut natural = totals.width + end.hyphen - protrusion;
    if let Item::Box { left, .. } = items[start] {
        natural -= left;
    }
    let single_word = totals.glue == Length::ZERO;
    let line = |ratio, excess| CandidateLine { natural, ratio, excess, single_word };
    let room = width - natural;
    let letters = match parameters.ragged {
        Some(_) => Length::ZERO,
        None => parameters.expansion.of(room, totals.width - totals.glue),
    };
    if room < Length::ZERO {
        let shrink = if parameters.ragged.is_some() { Length::ZERO } else { totals.shrink };
        let excess = -room - shrink - letters;
        if excess > Length::ZERO {
            return line(-1_000, excess);
        }
        let spaces = room - expansion_share(room, shrink, letters);
        return line(spaces.0 * 1_000 / shrink.0.max(1), Length::ZERO);
    }
    if (end.forced && !parameters.even_last) || room == Length::ZERO {
        return line(0, Length::ZERO);
    }
    let stretch = match (parameters.ragged, pass.emergency_stretch) {
        (Some(tolerance), _) => tolerance,
        (None, Some(divisor)) => totals.stretch + width / divisor,
        (None, None) => totals.stretch,
    };
    // Most lines that are looked at are as loose as can be, whatever the letters take. That saves two divisions.
    if room - letters > stretch.max(Length(1)) * (LOOSEST / 1_000) {
        return line(LOOSEST, Length::ZERO);
    }
    let spaces = room - expansion_share(room, stretch, letters);
    // A line without any stretch costs as much as the loosest.
    line((spaces.0.saturating_mul(1_000) / stretch.0.max(1)).min(LOOSEST), Length::ZERO)
}

impl CandidateLine {
    /// Demerits of its spacing.
    pub(super) const fn demerits(&self) -> i64 {
        let hundredths = self.ratio / 10;
        let beyond = if self.ratio > HOLE { (self.ratio - HOLE) / 10 } else { 0 };
        LINE + hundredths * hundredths + HOLE_FACTOR * beyond * beyond
    }

    /// Its fitness class: tight (0), decent (1), loose (2), very loose (3).
    pub(super) const fn fitness(&self) -> u8 {
        match self.ratio {
            ..-500 => 0,
            -500..=500 => 1,
            501..=1_500 => 2,
            1_501.. => 3,
        }
    }
}
