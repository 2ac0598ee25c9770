//! A feasible page break: how far a page reaches when it ends there, and what is wrong with it.

use crate::{
    layout::page::{galley::Progress, stretch::Stretch},
    typeset::length::Length,
};

/// A place where a page may end.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageBreak {
    /// How far the section is printed after the page.
    pub(super) end: Progress,
    /// The cost of everything that does not depend on the facing page.
    pub(super) cost: i64,
    /// The room left on the page.
    pub(super) room: Length,
    /// The spaces on it that may stretch.
    pub(super) stretch: Stretch,
    pub(super) has_notes: bool,
    /// Whether its last line ends inside a word.
    pub(super) hyphenated: bool,
    /// Whether what follows would fit in the room left; false also where that would cost nothing.
    pub(super) next_fits: bool,
    pub(super) kind: BreakKind,
    /// The last of the variants on the page: an index in the list of [`super::fill::Choice`]s.
    pub(super) choice: Option<usize>,
}

/// Why a page ends; forced and unforced breaks are those of CSS Fragmentation 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// It is full, and the text continues.
    Unforced,
    /// The next strip must open a page.
    Forced,
    /// The section ends.
    SectionEnd,
}
