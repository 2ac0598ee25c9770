//! The plan of a page: which strips stand on it, and where.

use crate::{book::NoteId, typeset::length::Length};

/// A page whose strips are chosen and placed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagePlan {
    /// The strips on it, y from the top of the text area.
    pub placed: Vec<PlacedStrip>,
    /// Where its notes begin, when it has any.
    pub notes: Option<Length>,
    /// By how much its content is too high.
    pub excess: Length,
}

/// A strip in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedStrip {
    /// Which strip.
    pub source: StripSource,
    /// Its top.
    pub y: Length,
}

/// Where a placed strip comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StripSource {
    /// The text: an index in `Column::strips`.
    Text(usize),
    /// A repeated table head: its index in `Column::heads`, and the strip in it.
    Head(usize, usize),
    /// A note, and the strip in it.
    Note(NoteId, usize),
}
