//! The sheet around a printed page: page boundaries and printer's marks (ISO 32000-1, 14.11.2 and 14.11.3).
//!
//! The media box is the sheet, the bleed box the inked area, the trim box the page of the book.

use crate::{book::Book, typeset::length::Length};
use krilla::{
    color::luma,
    geom::{self, PathBuilder},
    page::PageSettings,
    paint::{Stroke, StrokeDash},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag},
};

/// From the bleed to the edge of the sheet: the area for marks.
const MARK_AREA: Length = Length::micrometres(8_000);
/// From the bleed to a mark: an imprecise cut must not leave a mark on the page.
const MARK_GAP: Length = Length::micrometres(1_000);
/// Length of a mark.
const MARK_LENGTH: Length = Length::micrometres(5_000);
/// Thickness of a mark in points.
const MARK_WIDTH: f32 = 0.25;

/// The sheet around a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// From the edge of the sheet to the edge of the page, in points.
    pub(super) margin: f32,
    bleed: f32,
}

impl Sheet {
    /// The sheet for the pages of `book`, with the bleed of its design.
    pub(super) fn new(book: &Book) -> Self {
        let bleed = Length::micrometres(i64::from(book.design.print.bleed));
        Self { margin: points(bleed + MARK_AREA), bleed: points(bleed) }
    }

    /// The page boundaries for a page of this size in points; none when it has no extent.
    pub(super) fn page_settings(self, width: f32, height: f32) -> Option<PageSettings> {
        let Self { margin, bleed } = self;
        let around =
            |by: f32| geom::Rect::from_xywh(margin - by, margin - by, 2.0_f32.mul_add(by, width), 2.0_f32.mul_add(by, height));
        let settings = PageSettings::from_wh(2.0_f32.mul_add(margin, width), 2.0_f32.mul_add(margin, height))?;
        Some(settings.with_trim_box(around(0.0)).with_bleed_box(around(bleed)))
    }

    /// Draws cut marks at the corners of a page of this size, and dashed fold marks at the distances `folds` from its left edge.
    pub(super) fn draw_marks(self, width: f32, height: f32, folds: &[f32], surface: &mut Surface<'_>) {
        let Self { margin, bleed } = self;
        let near = margin - bleed - points(MARK_GAP);
        let far = near - points(MARK_LENGTH);
        let (right, foot) = (margin + width, margin + height);
        let mut cut_marks = PathBuilder::new();
        let mut line = |from: (f32, f32), to: (f32, f32)| {
            cut_marks.move_to(from.0, from.1);
            cut_marks.line_to(to.0, to.1);
        };
        for x in [margin, right] {
            line((x, far), (x, near));
            line((x, 2.0_f32.mul_add(margin, height) - near), (x, 2.0_f32.mul_add(margin, height) - far));
        }
        for y in [margin, foot] {
            line((far, y), (near, y));
            line((2.0_f32.mul_add(margin, width) - near, y), (2.0_f32.mul_add(margin, width) - far, y));
        }
        let mut fold_marks = PathBuilder::new();
        for x in folds.iter().map(|fold| margin + fold) {
            fold_marks.move_to(x, far);
            fold_marks.line_to(x, near);
            fold_marks.move_to(x, 2.0_f32.mul_add(margin, height) - near);
            fold_marks.line_to(x, 2.0_f32.mul_add(margin, height) - far);
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)));
        surface.set_fill(None);
        for (marks, dash) in [(cut_marks, None), (fold_marks, Some(StrokeDash { array: vec![2.0, 2.0], offset: 0.0 }))] {
            let Some(path) = marks.finish() else { continue };
            surface.set_stroke(Some(Stroke { paint: luma::Color::new(0).into(), width: MARK_WIDTH, dash, ..Stroke::default() }));
            surface.draw_path(&path);
        }
        surface.set_stroke(None);
        surface.end_tagged();
    }
}

/// A length in points.
pub(super) fn points(length: Length) -> f32 {
    length.to_points() as f32
}
