//! Spreads: facing pages end on the same line.
//!
//! Owns how deep a page may be, and what a recto costs beside its verso. It knows no strips: `fill` says how much room a page has
//! left and how many of its spaces may stretch.

use crate::{
    layout::{
        geometry::Side,
        page::{
            cost,
            page_break::{BreakKind, PageBreak},
        },
    },
    typeset::length::Length,
};

/// What the next page faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facing {
    /// Nothing yet: the page is a verso and opens a spread.
    NewSpread,
    /// A verso whose depth does not bind it: that of another section, or the last before a forced break.
    Unrelated,
    /// A verso short by so many lines.
    Verso(u8),
}

impl Facing {
    /// For the first page of a section, on `side`.
    pub(super) const fn at_opening(side: Side) -> Self {
        match side {
            Side::Verso => Self::NewSpread,
            Side::Recto => Self::Unrelated,
        }
    }

    /// The side of the next page.
    pub(super) const fn side(self) -> Side {
        match self {
            Self::NewSpread => Side::Verso,
            Self::Unrelated | Self::Verso(_) => Side::Recto,
        }
    }

    /// For the page after one that is short by `short` lines and ends with a break of `kind`.
    pub(super) const fn after_page(self, short: u8, kind: BreakKind) -> Self {
        match (self, kind) {
            (_, BreakKind::SectionEnd) => Self::NewSpread,
            (Self::NewSpread, BreakKind::Forced) => Self::Unrelated,
            (Self::NewSpread, BreakKind::Unforced) => Self::Verso(short),
            (Self::Unrelated | Self::Verso(_), _) => Self::NewSpread,
        }
    }
}

/// Every depth that a page may have, as the number of lines by which it is short, and its cost.
pub(super) fn depths(page_break: &PageBreak, facing: Facing, leading: Length) -> impl Iterator<Item = (u8, i64)> {
    let PageBreak { room, has_notes, stretch, kind, hyphenated, next_fits, .. } = *page_break;
    let natural = whole_lines(room, leading);
    let (least, most) = match (kind, has_notes) {
        (BreakKind::SectionEnd | BreakKind::Forced, true) => (0, 0),
        (BreakKind::SectionEnd | BreakKind::Forced, false) => (natural, natural),
        // Notes end on the last line or, where the whole spread is a line short, on the one above it.
        (BreakKind::Unforced, true) => (0, natural.min(1)),
        (BreakKind::Unforced, false) => (natural.saturating_sub(stretch.max_lines()), natural),
    };
    (least..=most).map(move |short| {
        if kind != BreakKind::Unforced {
            return (short, 0);
        }
        let stretched = stretch.take(natural - short, has_notes).1;
        let uneven = if let Facing::Verso(verso) = facing { cost::uneven(verso, short) } else { 0 };
        let hyphen = if hyphenated { cost::hyphen(facing.side()) } else { 0 };
        let needless = if next_fits { cost::needlessly_short(short) } else { 0 };
        (short, cost::short(short) + needless + stretched + uneven + hyphen)
    })
}

/// How many whole lines fit in `room`; a line that lacks only what rounding took away counts.
pub(super) fn whole_lines(room: Length, leading: Length) -> u8 {
    u8::try_from((room + leading / 50).0.max(0) / leading.0.max(1)).unwrap_or(u8::MAX)
}
