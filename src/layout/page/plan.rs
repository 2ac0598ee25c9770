//! A page as it was chosen: which strips stand on it, and where.

use crate::{book::NoteId, typeset::length::Length};

/// A page as chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagePlan {
    /// What stands on it, y from the top of the text.
    pub placed: Vec<Placed>,
    /// Where its notes begin, when it has any.
    pub notes: Option<Length>,
    /// How far it is overfull.
    pub excess: Length,
}

/// A strip in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which strip.
    pub source: Source,
    /// Its top.
    pub y: Length,
}

/// Which strip is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Of the text.
    Text(usize),
    /// Of a repeated head: the head and the strip in it.
    Head(usize, usize),
    /// Of a note.
    Note(NoteId, usize),
}
