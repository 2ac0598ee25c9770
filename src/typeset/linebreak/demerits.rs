//! What a line costs.
//!
//! Evenness of colour is what readers feel: the cost of a line is the square of how far its spaces are from their natural width,
//! so that the cheapest paragraph is the one whose spaces vary least. All other demerits are weighed against that square; the unit
//! is a hundredth of what a space likes, squared. It knows no breaks; `search` asks for lines.

use crate::typeset::{
    length::Length,
    linebreak::{
        item::{Item, Widths},
        pass::Pass,
        sums::Sums,
    },
};

/// A hyphen is as bad as spaces 1.93 times as wide as natural. Chosen on a tome of 306 texts of long words, where every eighth line
/// then ends in one, and on real prose, where one in fifty does.
pub(in crate::typeset) const HYPHEN: i64 = 34_500;
/// What is added for each letter that is missing to five before or after a hyphen: `expérimen-tal` reads better than `ex-périmental`.
pub(in crate::typeset) const NEAR_EDGE: i64 = HYPHEN * 15 / 100;
/// Demerits for a hyphen under another: three times a hyphen alone, so that one such pair is left in a hundred hyphens. A third is
/// refused.
pub(super) const STACKED_HYPHENS: i64 = 3 * HYPHEN;
/// Demerits for a hyphen before the last line, and for a last line that is too short: the last resorts.
pub(super) const BAD_LAST: i64 = 3 * HYPHEN;
/// Demerits for two lines on top of each other, one tight and one loose.
pub(super) const UNEVEN: i64 = 6_000;
/// Demerits of any line: of two equal ways the shorter is the better.
pub(super) const LINE: i64 = 100;
/// Demerits for a third hyphen where every other way is worse than that: a word longer than three lines.
pub(super) const THIRD_HYPHEN: i64 = 1_000_000_000;
/// Demerits for a line that is too long, and again for each thousandth of the measure that it is too long.
pub(super) const OVERFULL: i64 = 10_000_000_000;
/// From here on, in thousandths of what a space likes, a space is a hole: twice its natural width.
const HOLE: i64 = 2_000;
/// How much dearer a hole is than its square says. With it a hyphen may cost more, and no more lines have holes.
const BEYOND: i64 = 10;
/// The loosest line that is told from a looser one, in thousandths.
const LOOSEST: i64 = 10_000;

/// A line that might be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Width of what stands in it.
    pub(super) natural: Length,
    /// Stretch or shrink, in thousandths of what its spaces like.
    pub(super) ratio: i64,
    /// How far it is too long.
    pub(super) excess: Length,
    /// Whether it has no space between words: a word alone, or what is left of one.
    pub(super) single: bool,
}

/// The line from item `start` up to the break `end`.
pub(super) fn measure(
    items: &[Item],
    sums: &Sums,
    widths: &Widths<'_>,
    pass: &Pass,
    (start, end): (usize, usize),
    width: Length,
) -> Candidate {
    let sum = sums.between(start, end);
    let letters = (sum.width - sum.glue).of_em(widths.letters, 10_000);
    let mut natural = sum.width;
    let last_box = end.checked_sub(1).filter(|&last| last >= start).map(|last| items[last]);
    let hanging = match last_box {
        Some(Item::Box { right, .. }) => right,
        Some(Item::Glue { .. } | Item::Penalty { .. } | Item::Break) | None => Length::ZERO,
    };
    match items[end] {
        Item::Penalty { width, right, .. } if width > Length::ZERO => natural += width - right,
        Item::Box { .. } | Item::Glue { .. } | Item::Penalty { .. } | Item::Break => natural -= hanging,
    }
    if let Item::Box { left, .. } = items[start] {
        natural -= left;
    }
    let single = sum.glue == Length::ZERO;
    let line = |ratio, excess| Candidate { natural, ratio, excess, single };
    let room = width - natural;
    if room < Length::ZERO {
        let (shrink, letters) = if widths.ragged.is_some() { (Length::ZERO, Length::ZERO) } else { (sum.shrink, letters) };
        let excess = -room - shrink - letters;
        if excess > Length::ZERO {
            return line(-1_000, excess);
        }
        let spaces = room - letters_share(room, shrink, letters);
        return line(spaces.0 * 1_000 / shrink.0.max(1), Length::ZERO);
    }
    if (items[end] == Item::Break && !widths.even_last) || room == Length::ZERO {
        return line(0, Length::ZERO);
    }
    let stretch = match widths.ragged {
        Some(tolerance) => tolerance,
        None if pass.lent > 0 => sum.stretch + width / pass.lent,
        None => sum.stretch,
    };
    let letters = if widths.ragged.is_some() { Length::ZERO } else { letters };
    let spaces = room - letters_share(room, stretch, letters);
    // A line without any space to stretch is as bad as the loosest.
    line((spaces.0.saturating_mul(1_000) / stretch.0.max(1)).min(LOOSEST), Length::ZERO)
}

/// How much of `room`, positive or negative, the letters of a line take; its spaces take the rest.
///
/// Both give in proportion to what they may, `spaces` and `letters`; when the letters have given all, the spaces go on alone.
#[must_use]
pub fn letters_share(room: Length, spaces: Length, letters: Length) -> Length {
    let whole = spaces + letters;
    if letters <= Length::ZERO || whole <= Length::ZERO {
        return Length::ZERO;
    }
    // A line of a hundred thousand signs without a space goes far over any page, and its product over 64 bits.
    let share = match room.0.checked_mul(letters.0) {
        Some(product) => Length(product / whole.0),
        None if room < Length::ZERO => -letters,
        None => letters,
    };
    share.max(-letters).min(letters)
}

impl Candidate {
    /// Demerits of the spaces.
    pub(super) const fn demerits(&self) -> i64 {
        let hundredths = self.ratio / 10;
        let beyond = if self.ratio > HOLE { (self.ratio - HOLE) / 10 } else { 0 };
        LINE + hundredths * hundredths + BEYOND * beyond * beyond
    }

    /// How the line looks beside another: tight, even, loose, very loose.
    pub(super) const fn fitness(&self) -> u8 {
        match self.ratio {
            ..-500 => 0,
            -500..=500 => 1,
            501..=1_500 => 2,
            1_501.. => 3,
        }
    }
}
