//! Marked-content sequences (ISO 32000-1, 14.6): consecutive items of a page with one mark, and what the structure tree needs of them.

use super::placement::Placement;
use crate::{
    diagnostic::{Code, Diagnostic},
    layout::frame::{Content, FrameItem, Page, Shape},
    source::Span,
    typeset::{
        length::{Length, Point, Rect, Size},
        mark::MarkId,
    },
};
use std::ops::Range;

/// A marked-content sequence: consecutive items of one mark, or of one kind of artifact.
#[derive(Clone, Copy)]
pub(super) struct MarkedContent<'a> {
    pub(super) items: &'a [FrameItem],
    /// The mark; none for an artifact.
    pub(super) mark: Option<MarkId>,
}

impl MarkedContent<'_> {
    /// Whether it has only links, which paint nothing.
    pub(super) fn paints_nothing(&self) -> bool {
        self.items.iter().all(|item| matches!(item.shape, Shape::Link(_)))
    }
}

/// A part of the content of a mark: what one sequence of a page shows of it.
pub(super) struct Piece {
    pub(super) mark: MarkId,
    /// The identifiers of its marked-content sequences on the page.
    pub(super) identifiers: Range<u32>,
    /// What it shows, where the structure tree needs it.
    pub(super) shown: Option<Box<ShownPart>>,
}

/// What a sequence shows, as far as the structure tree needs it.
#[derive(Default)]
pub(super) struct ShownPart {
    pub(super) text: String,
    /// Its bounding box on the page.
    pub(super) bbox: Option<Rect>,
}

/// The sequences of a page. Content outside the structure tree is reported and drawn as an artifact.
pub(super) fn sequences<'a>(
    (index, page): (usize, &'a Page),
    placement: &Placement,
    fallback: Span,
    found: &mut Vec<Diagnostic>,
) -> Vec<MarkedContent<'a>> {
    let mut sequences = Vec::new();
    for items in page.items.chunk_by(|a, b| a.content == b.content) {
        let mark = match items[0].content {
            Content::Marked(mark) if placement.contains(mark) => Some(mark),
            Content::Marked(_) => {
                let span = items[0].span.unwrap_or(fallback);
                found.push(Diagnostic::new(Code::PdfUntaggedContent, span).with("page", index + 1));
                None
            }
            Content::Artifact(_) => None,
        };
        sequences.push(MarkedContent { items, mark });
    }
    sequences
}

/// What the structure tree needs of a sequence of `mark`. `spaced` says for each of its runs whether a space is appended.
pub(super) fn piece(items: &[FrameItem], mark: MarkId, placement: &Placement, spaced: &[bool]) -> Piece {
    let (needs_text, needs_bbox) = (placement.needs_text(mark), placement.needs_bbox(mark));
    if !needs_text && !needs_bbox {
        return Piece { mark, identifiers: 0..0, shown: None };
    }
    let mut shown = ShownPart::default();
    let mut spaced = spaced.iter();
    for item in items {
        match &item.shape {
            Shape::Glyphs(run) => {
                let is_spaced = spaced.next() == Some(&true);
                if needs_text {
                    shown.text.push_str(&run.text);
                    shown.text.extend(is_spaced.then_some(' '));
                }
                if needs_bbox {
                    // Letters rise three quarters of their size, and descend a quarter.
                    let (width, base) = (run.glyphs.width(), run.size);
                    let (origin, size) = if run.rotated {
                        let origin = Point { x: run.origin.x - base * 3 / 4, y: run.origin.y - width };
                        (origin, Size { width: base, height: width })
                    } else {
                        (Point { x: run.origin.x, y: run.origin.y - base * 3 / 4 }, Size { width, height: base })
                    };
                    extend(&mut shown.bbox, Rect { origin, size });
                }
            }
            Shape::Path(path) if needs_bbox => {
                for &origin in path.lines.iter().flatten() {
                    extend(&mut shown.bbox, Rect { origin, size: Size { width: Length::ZERO, height: Length::ZERO } });
                }
            }
            Shape::Image { rect, .. } if needs_bbox => extend(&mut shown.bbox, *rect),
            Shape::Path(_) | Shape::Image { .. } | Shape::Rule { .. } | Shape::Link(_) => {}
        }
    }
    Piece { mark, identifiers: 0..0, shown: Some(Box::new(shown)) }
}

/// Extends a bounding box.
fn extend(bbox: &mut Option<Rect>, by: Rect) {
    let Some(rect) = bbox else {
        *bbox = Some(by);
        return;
    };
    let right = (rect.origin.x + rect.size.width).max(by.origin.x + by.size.width);
    let foot = (rect.origin.y + rect.size.height).max(by.origin.y + by.size.height);
    rect.origin = Point { x: rect.origin.x.min(by.origin.x), y: rect.origin.y.min(by.origin.y) };
    rect.size = Size { width: right - rect.origin.x, height: foot - rect.origin.y };
}
