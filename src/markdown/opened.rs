//! Open containers: what is known of one until it ends.
//!
//! It knows no builder: `containers` opens and ends them.

use super::marks::TypedLine;
use crate::book::{RichText, Slug, Turn};
use std::ops::Range;

/// An open container.
pub(super) struct Opened {
    /// Its name.
    pub(super) name: String,
    /// The number of colons of its fence.
    pub(super) colons: usize,
    /// The line that opens it.
    pub(super) head: Range<usize>,
    /// What it will become.
    pub(super) kind: ContainerKind,
    /// The first fence in it that closes nothing.
    pub(super) stray: Option<Range<usize>>,
}

/// What a container will become, with what its first line says.
pub(super) enum ContainerKind {
    Aside {
        title: RichText,
    },
    Epigraph {
        source: RichText,
    },
    Exchange {
        turn: Turn,
        speaker: RichText,
    },
    Verse {
        lines: Vec<(Range<usize>, TypedLine)>,
    },
    Figure {
        anchor: Option<Slug>,
        caption: RichText,
        credit: RichText,
    },
    Table {
        anchor: Option<Slug>,
        caption: RichText,
    },
    /// Its name is unknown; its content is kept.
    Unknown,
}
