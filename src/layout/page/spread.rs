//! Spreads: facing pages end on the same line.
//!
//! Owns how deep a page may be made, and what a recto owes to the verso beside it. It knows no strip: `fill` says how much room a
//! page leaves and how many of its spaces may open.

use crate::{
    layout::{
        geometry::Side,
        page::{
            ending::{Ending, Ends},
            price,
        },
    },
    typeset::length::Length,
};

/// What the next page lies beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Beside {
    /// Nothing yet: it is a verso and opens a spread.
    Nothing,
    /// A page that is no measure for it: of another section, or the last before a forced break.
    Stranger,
    /// A verso as many lines short.
    Verso(u8),
}

impl Beside {
    /// What the first page of a section lies beside.
    pub(super) const fn opening(side: Side) -> Self {
        match side {
            Side::Verso => Self::Nothing,
            Side::Recto => Self::Stranger,
        }
    }

    /// The side of the next page.
    pub(super) const fn side(self) -> Side {
        match self {
            Self::Nothing => Side::Verso,
            Self::Stranger | Self::Verso(_) => Side::Recto,
        }
    }

    /// What the page after one `short` lines short lies beside.
    pub(super) const fn next(self, short: u8, ends: Ends) -> Self {
        match (self, ends) {
            (_, Ends::Section) => Self::Nothing,
            (Self::Nothing, Ends::Forced) => Self::Stranger,
            (Self::Nothing, Ends::Free) => Self::Verso(short),
            (Self::Stranger | Self::Verso(_), _) => Self::Nothing,
        }
    }
}

/// Every depth that a page may be given, in lines short, and its price.
pub(super) fn depths(ending: &Ending, beside: Beside, leading: Length) -> impl Iterator<Item = (u8, i64)> {
    let natural = lines(ending.free, leading);
    let (least, most) = match (ending.ends, ending.has_notes) {
        (Ends::Section | Ends::Forced, true) => (0, 0),
        (Ends::Section | Ends::Forced, false) => (natural, natural),
        // Notes stand on the last line or, where the spread is a line short, on the one above it.
        (Ends::Free, true) => (0, natural.min(1)),
        (Ends::Free, false) => (natural.saturating_sub(ending.spaces.most()), natural),
    };
    let Ending { has_notes, spaces, ends, hyphen, wastes, .. } = *ending;
    (least..=most).map(move |short| {
        if ends != Ends::Free {
            return (short, 0);
        }
        let spaces = spaces.take(natural - short, has_notes).1;
        let beside_verso = if let Beside::Verso(verso) = beside { price::unlevel(verso, short) } else { 0 };
        let hyphen = if hyphen { price::hyphen(beside.side()) } else { 0 };
        let wasted = if wastes { price::wasted(short) } else { 0 };
        (short, price::short(short) + wasted + spaces + beside_verso + hyphen)
    })
}

/// Whole lines in a room; what is missing to one by rounding is not missed.
pub(super) fn lines(room: Length, leading: Length) -> u8 {
    u8::try_from((room + leading / 50).0.max(0) / leading.0.max(1)).unwrap_or(u8::MAX)
}
