//! Prices: what each fault of a page costs.
//!
//! One scale for all of them, so that two faults can be weighed against each other: a page one line short is hardly seen and
//! costs 80. It knows no strip; `fill` and `spread` say which faults a page has.

use crate::layout::{geometry::Side, strip::BreakPenalty};

/// A page taller than the paper allows.
pub(super) const OVERFULL: i64 = 5_000_000;
/// A note that goes on on the next page.
pub(super) const NOTE_PARTED: i64 = 900;
/// A note that goes on and leaves the text less than a third of the page.
pub(super) const NOTE_HEAVY: i64 = 1_500;
/// A note that goes on below less than three lines of text, for each that is missing: a line alone at the top of a page is read as
/// the end of what stands above the notes before it.
pub(super) const NOTE_THIN: i64 = 700;
/// Lines of text that a page of notes should have.
pub(super) const TEXT_LINES: i64 = 3;
/// A page of notes alone, while there is text to stand above them.
pub(super) const NOTES_ALONE: i64 = 20_000;
/// A figure that waits for the next page.
pub(super) const FLOAT_WAITS: i64 = 400;
/// A last page with less than four lines on it.
pub(super) const LONELY_LAST: i64 = 30_000;
/// A last page with less than four lines of text, and a biography below them; without any text twice that.
pub(super) const LITTLE_TEXT: i64 = 1_200;
/// A last page should have as many lines as this.
pub(super) const LAST_LINES: i64 = 4;
/// Facing pages of unequal depth, for each line.
const UNLEVEL: i64 = 3_000;
/// A page as much dearer than another from the same place is never worth it.
pub(super) const SPAN: i64 = 60_000;

/// A page that costs no more is well made.
pub(super) const FAULTLESS: i64 = 500;

/// What a page break between two strips costs.
pub(super) const fn page_break(penalty: BreakPenalty) -> i64 {
    match penalty {
        BreakPenalty::Free | BreakPenalty::Forced => 0,
        BreakPenalty::Slight => 40,
        BreakPenalty::Reluctant => 700,
        BreakPenalty::Avoid => 12_000,
        BreakPenalty::Never => 2_000_000,
    }
}

/// A hyphen at the foot: the reader who turns the leaf has to keep half a word in mind; one who looks across does not.
pub(super) const fn hyphen(side: Side) -> i64 {
    match side {
        Side::Recto => 20_000,
        Side::Verso => 300,
    }
}

/// A page `lines` short.
pub(super) const fn short(lines: u8) -> i64 {
    match lines {
        0 => 0,
        1 => 80,
        lines => (2 * lines as i64 - 1) * (2 * lines as i64 - 1) * 100,
    }
}

/// A page `lines` short though what follows would stand on it: a hole that a large block needs is
/// left before that block, and not shared out to pages of text. More lines than these are never worth it anyway.
pub(super) const fn wasted(lines: u8) -> i64 {
    match lines {
        4..=14 => (lines as i64 - 3) * 20_000,
        _ => 0,
    }
}

/// A gap of `lines` between text and notes, beyond what always is there: half of a page as much short, since the foot is level.
pub(super) const fn gap(lines: u8) -> i64 {
    short(lines) / 2
}

/// Opening the spaces of a page by `lines`, a line each; the room below an opening first, since openings differ anyway.
pub(super) const fn opened(lines: u8, has_opening: bool) -> i64 {
    match (lines, has_opening) {
        (0, _) => 0,
        (1, true) => 120,
        (2, true) => 350,
        (lines, true) => opened(lines - 2, false) + 350,
        (lines, false) => lines as i64 * lines as i64 * 300,
    }
}

/// Facing pages, `verso` and `recto` lines short.
pub(super) const fn unlevel(verso: u8, recto: u8) -> i64 {
    verso.abs_diff(recto) as i64 * UNLEVEL
}
