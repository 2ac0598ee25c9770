//! Font expansion: how letters and spaces share what a justified line has too much or too little.
//!
//! `linebreak` asks it when it weighs a line, `justify` when it sets one. How far letters may be expanded is said by
//! `ParagraphStyle::letter_expansion`.

use crate::typeset::length::Length;

/// How much of `room`, positive or negative, the letters of a line take; its spaces take the rest.
///
/// `spaces` and `letters` say how much each may take, and they share `room` in that proportion. When the letters have taken all
/// they may, the spaces take the remainder alone.
#[must_use]
pub(super) fn expansion_share(room: Length, spaces: Length, letters: Length) -> Length {
    let whole = spaces + letters;
    if letters <= Length::ZERO || whole <= Length::ZERO {
        return Length::ZERO;
    }
    // A line of a hundred thousand characters without a space is far wider than any page, and its product exceeds 64 bits.
    let share = match room.0.checked_mul(letters.0) {
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
        assert_eq!(share(15, 20, 10), 5);
        assert_eq!(share(-15, 20, 10), -5);
        assert_eq!((share(90, 20, 10), share(-90, 20, 10)), (10, -10));
        assert_eq!((share(30, 0, 0), share(30, 20, 0)), (0, 0));
    }
}
