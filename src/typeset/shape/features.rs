//! The OpenType features that a style asks for.

use crate::typeset::{
    style::{Caps, Figures},
    styled_text::{Position, RunStyle},
};
use harfrust::{Feature, Tag};
use smallvec::{SmallVec, smallvec};

/// What a style asks of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Features {
    pub(super) figures: Figures,
    pub(super) caps: Caps,
    pub(super) position: Position,
    pub(super) ligatures: bool,
}

impl Features {
    pub(super) fn new(style: &RunStyle, ligatures: bool) -> Self {
        Self { figures: style.figures, caps: style.caps, position: style.position, ligatures }
    }

    /// The features, as the shaper takes them.
    pub(super) fn list(self) -> SmallVec<[Feature; 8]> {
        let on = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 1, ..);
        let mut list = match self.figures {
            Figures::OldStyle => smallvec![on(b"onum"), on(b"pnum")],
            Figures::Lining => smallvec![on(b"lnum"), on(b"pnum")],
            Figures::LiningTabular => smallvec![on(b"lnum"), on(b"tnum")],
        };
        match self.caps {
            Caps::Normal => {}
            Caps::Small => list.push(on(b"smcp")),
            Caps::AllSmall => list.extend([on(b"c2sc"), on(b"smcp")]),
        }
        match self.position {
            Position::Baseline => {}
            Position::Superscript => list.push(on(b"sups")),
            Position::Subscript => list.push(on(b"subs")),
        }
        if !self.ligatures {
            list.push(Feature::new(Tag::new(b"liga"), 0, ..));
            list.push(Feature::new(Tag::new(b"clig"), 0, ..));
        }
        list
    }
}
