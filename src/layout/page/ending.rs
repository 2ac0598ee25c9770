//! Where a page may end, and with which faults.

use crate::{
    layout::page::{galley::Progress, spaces::Spaces},
    typeset::length::Length,
};

/// A page that may be printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending {
    /// What is printed after it.
    pub(super) next: Progress,
    /// The price of all that does not depend on the page beside it.
    pub(super) cost: i64,
    /// Room left on it.
    pub(super) free: Length,
    pub(super) spaces: Spaces,
    pub(super) has_notes: bool,
    /// Whether its last line ends inside a word.
    pub(super) hyphen: bool,
    /// Whether what follows would stand in the room that is left.
    pub(super) wastes: bool,
    pub(super) ends: Ends,
    /// The last of its paragraphs that are set anew: an index in [`Picks`].
    pub(super) pick: Option<usize>,
}

/// What follows the end of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// Text that goes on.
    Free,
    /// A strip that opens a page.
    Forced,
    /// Nothing.
    Section,
}
