//! The sheet around a printed page: page boundaries and printer's marks (ISO 32000-1, 14.11.2 and 14.11.3).
//!
//! The media box is the sheet, the bleed box the inked area, the trim box the page of the book.

use super::operators::{Operators, short};
use crate::{book::Book, layout::frame::Page, typeset::length::Length};
use pdf_writer::{Rect, writers};

/// From the bleed to the edge of the sheet: the area for marks.
const MARK_AREA: Length = Length::micrometres(8_000);
/// From the bleed to a mark: an imprecise cut must not leave a mark on the page.
const MARK_GAP: Length = Length::micrometres(1_000);
/// Length of a mark.
const MARK_LENGTH: Length = Length::micrometres(5_000);
/// Thickness of a mark in points.
const MARK_WIDTH: f64 = 0.25;

/// The sheet around a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// From the edge of the sheet to the edge of the page, in points.
    pub(super) margin: f64,
    bleed: f64,
}

impl Sheet {
    /// The sheet for the pages of `book`, with the bleed of its design.
    pub(super) fn new(book: &Book) -> Self {
        let bleed = Length::micrometres(i64::from(book.design.print.bleed));
        Self { margin: (bleed + MARK_AREA).to_points(), bleed: bleed.to_points() }
    }

    /// Draws cut marks at the corners of a page of this size, and dashed fold marks at the distances `folds` from its left edge.
    pub(super) fn draw_marks(self, (width, height): (f64, f64), folds: &[f64], out: &mut Operators) {
        let Self { margin, bleed } = self;
        let near = margin - bleed - MARK_GAP.to_points();
        let far = near - MARK_LENGTH.to_points();
        let (right, top) = (margin + width, margin + height);
        let (across, up) = (2.0_f64.mul_add(margin, width), 2.0_f64.mul_add(margin, height));
        out.raw("/Artifact<</Type/Page>>BDC\nq\n0 G\n");
        out.put(&[MARK_WIDTH], "w");
        for x in [margin, right] {
            line((x, up - far), (x, up - near), out);
            line((x, near), (x, far), out);
        }
        for y in [margin, top] {
            line((far, y), (near, y), out);
            line((across - near, y), (across - far, y), out);
        }
        out.raw("S\n");
        if !folds.is_empty() {
            out.raw("[2 2] 0 d\n");
            for x in folds.iter().map(|fold| margin + fold) {
                line((x, up - far), (x, up - near), out);
                line((x, near), (x, far), out);
            }
            out.raw("S\n");
        }
        out.raw("Q\nEMC\n");
    }
}

fn line(from: (f64, f64), to: (f64, f64), out: &mut Operators) {
    out.put(&[from.0, from.1], "m");
    out.put(&[to.0, to.1], "l");
}

/// Writes the page boundaries of a page of this size in points, on a sheet where there is one.
pub(super) fn write_boxes(sheet: Option<Sheet>, (width, height): (f64, f64), page: &mut writers::Page<'_>) {
    let around = |left: f64, by: f64| {
        let [low, right, top] = [left - by, left + width + by, left + height + by].map(short);
        Rect::new(low, low, right, top)
    };
    match sheet {
        None => {
            page.media_box(around(0.0, 0.0));
        }
        Some(Sheet { margin, bleed }) => {
            page.media_box(around(margin, margin)).bleed_box(around(margin, bleed)).trim_box(around(margin, 0.0));
        }
    }
}

/// Width and height of a page in points. Readers refuse a page smaller than three points (ISO 32000-1, annex C).
pub(super) fn page_size(page: &Page) -> (f64, f64) {
    (page.size.width.to_points().max(3.0), page.size.height.to_points().max(3.0))
}
