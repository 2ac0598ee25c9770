//! Costs: what each fault of a page costs.
//!
//! All costs are on one scale, so that two faults can be weighed against each other: a page one line short is hardly noticed and
//! costs 80. None is negative. This file knows no strips; `fill` and `spread` say which faults a page has.

use crate::layout::{geometry::Side, strip::BreakPenalty};

/// A page whose content is higher than the text area.
pub(super) const OVERFULL: i64 = 5_000_000;
/// A note that continues on the next page.
pub(super) const NOTE_SPLIT: i64 = 900;
/// A note called on a page that begins on the next one: as bad as a page four lines short. Only where the call cannot move to that
/// page is it right.
pub(super) const NOTE_WAITS: i64 = 5_000;
/// A note called in a row of a table that begins on the next page: who reads along the row looks for it below the table. Rather a page
/// of any depth, unless the row is higher than a page with its notes.
pub(super) const NOTE_OF_ROW_WAITS: i64 = 200_000;
/// A note that continues and leaves the text less than a third of the page.
pub(super) const NOTES_DOMINATE: i64 = 1_500;
/// A note that continues on a page with fewer than three lines of text, for each missing line: a single line at the top of a page
/// looks like the end of the text above the notes of the page before.
pub(super) const TEXT_LINE_MISSING: i64 = 700;
/// How many lines of text a page with a continued note should have.
pub(super) const LEAST_TEXT_LINES: i64 = 3;
/// A page of notes alone, while there is text left to stand above them.
pub(super) const NOTES_ALONE: i64 = 20_000;
/// A figure that waits for the next page.
pub(super) const FLOAT_DEFERRED: i64 = 400;
/// A float that fills a page, below the biographies that close its text, where it would be taken for a part of the next one; better than
/// a page of biographies alone.
pub(super) const CLOSING_BEFORE_FLOAT: i64 = 5_000;
/// A last page with fewer than four lines.
pub(super) const SHORT_LAST_PAGE: i64 = 30_000;
/// A last page with nothing but a few lines of notes: the line that calls them goes there too, whatever room it leaves.
pub(super) const FEW_NOTES_ALONE: i64 = 60_000;
/// A last page with fewer than four lines of text and a biography below them; twice this without any text.
pub(super) const LITTLE_TEXT: i64 = 1_200;
/// A last page with as few lines as are bearable, where one more would look better.
pub(super) const FEW_LAST_LINES: i64 = 1_000;
/// How many lines a last page should have at least.
pub(super) const LEAST_LAST_LINES: i64 = 4;
/// Facing pages of unequal depth, for each line of difference.
const UNEQUAL_DEPTH: i64 = 3_000;
/// A page that costs this much more than another from the same place is never worth it.
pub(super) const PRUNING_MARGIN: i64 = 60_000;

/// A page that costs no more than this is good.
pub(super) const GOOD_PAGE: i64 = 500;

/// A page break between two strips.
pub(super) const fn page_break(penalty: BreakPenalty) -> i64 {
    match penalty {
        BreakPenalty::Free | BreakPenalty::Forced => 0,
        BreakPenalty::Slight => 40,
        BreakPenalty::Reluctant => 700,
        BreakPenalty::Avoid => 12_000,
        BreakPenalty::Never => 2_000_000,
    }
}

/// A hyphen at the foot of a page: who turns the leaf must keep half a word in mind; who looks across the spread need not.
pub(super) const fn hyphen(side: Side) -> i64 {
    match side {
        Side::Recto => 20_000,
        Side::Verso => 450,
    }
}

/// A page short by `lines`.
pub(super) const fn short(lines: u8) -> i64 {
    match lines {
        0 => 0,
        1 => 80,
        lines => (2 * lines as i64 - 1) * (2 * lines as i64 - 1) * 100,
    }
}

/// A page short by `lines` although what follows would fit. With this cost the room that a large block cannot use stays in one
/// place before the block, and is not shared out among pages of text. From 15 lines on the cost of [`short`] alone exceeds
/// [`PRUNING_MARGIN`].
pub(super) const fn needlessly_short(lines: u8) -> i64 {
    match lines {
        4..=14 => (lines as i64 - 3) * 20_000,
        _ => 0,
    }
}

/// A gap of `lines` between text and notes, beyond the usual one: half the cost of a page as short, since the foot is level.
pub(super) const fn note_gap(lines: u8) -> i64 {
    short(lines) / 2
}

/// Spaces that stretch by `lines` together. The space below an opening goes first, since openings differ in height anyway.
pub(super) const fn stretched(lines: u8, has_opening: bool) -> i64 {
    match (lines, has_opening) {
        (0, _) => 0,
        (1, true) => 120,
        (2, true) => 350,
        (lines, true) => stretched(lines - 2, false) + 350,
        (lines, false) => lines as i64 * lines as i64 * 300,
    }
}

/// Facing pages that are short by `verso` and `recto` lines.
pub(super) const fn uneven(verso: u8, recto: u8) -> i64 {
    verso.abs_diff(recto) as i64 * UNEQUAL_DEPTH
}
