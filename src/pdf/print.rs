//! The files for a printer: the block of pages on sheets with bleed and crop marks, and the wrap of the cover.
//!
//! The block is the tagged file that is read on a screen, without links and with all the pixels of its pictures; the wrap holds
//! no text to be read aloud and is archival only. Boxes say where to cut (ISO 32000-1, 14.11.2): the media box is the sheet, the
//! bleed box what is inked, the trim box the book.

use super::{Origins, draw::Drawing, kept::Group, pictures, pictures::Resolution, tags::Placement};
use crate::{
    book::Book,
    diagnostic::Diagnostics,
    fonts::FontSet,
    layout::{
        frame::Pages,
        structure::Structure,
        volume::wrap::{Panel, WrapCover},
    },
    memo::Memo,
    pagination::PageMap,
    source::Parts,
    typeset::length::{Length, Rect},
};
use krilla::{
    Document,
    color::luma,
    configure::{Archival, Configuration, ConfigurationBuilder, PdfVersion},
    geom::{self, PathBuilder, Transform},
    page::PageSettings,
    paint::{FillRule, Stroke, StrokeDash},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag},
};

/// From the bleed to the edge of the sheet: room for the marks.
const AROUND: Length = Length::micrometres(8_000);
/// From the bleed to a mark: a mark that touched it would be printed on the book when the knife is off.
const GAP: Length = Length::micrometres(1_000);
/// Length of a mark.
const MARK: Length = Length::micrometres(5_000);
/// Thickness of a mark in points.
const HAIR: f32 = 0.25;

/// The sheet around a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// From the edge of the sheet to that of the page.
    pub(super) margin: f32,
    bleed: f32,
}

impl Sheet {
    fn of(book: &Book) -> Self {
        let bleed = Length::micrometres(i64::from(book.design.print.bleed));
        Self { margin: points(bleed + AROUND), bleed: points(bleed) }
    }

    /// The sheet of a page of this size, with its boxes.
    pub(super) fn settings(self, width: f32, height: f32) -> Option<PageSettings> {
        let Self { margin, bleed } = self;
        let around =
            |by: f32| geom::Rect::from_xywh(margin - by, margin - by, 2.0_f32.mul_add(by, width), 2.0_f32.mul_add(by, height));
        let settings = PageSettings::from_wh(2.0_f32.mul_add(margin, width), 2.0_f32.mul_add(margin, height))?;
        Some(settings.with_trim_box(around(0.0)).with_bleed_box(around(bleed)))
    }

    /// Marks at the corners of the page, and dashed ones where it is folded.
    pub(super) fn marks(self, width: f32, height: f32, folds: &[f32], surface: &mut Surface<'_>) {
        let Self { margin, bleed } = self;
        let near = margin - bleed - points(GAP);
        let far = near - points(MARK);
        let (right, foot) = (margin + width, margin + height);
        let mut cuts = PathBuilder::new();
        let mut line = |from: (f32, f32), to: (f32, f32)| {
            cuts.move_to(from.0, from.1);
            cuts.line_to(to.0, to.1);
        };
        for x in [margin, right] {
            line((x, far), (x, near));
            line((x, 2.0_f32.mul_add(margin, height) - near), (x, 2.0_f32.mul_add(margin, height) - far));
        }
        for y in [margin, foot] {
            line((far, y), (near, y));
            line((2.0_f32.mul_add(margin, width) - near, y), (2.0_f32.mul_add(margin, width) - far, y));
        }
        let mut bends = PathBuilder::new();
        for x in folds.iter().map(|fold| margin + fold) {
            bends.move_to(x, far);
            bends.line_to(x, near);
            bends.move_to(x, 2.0_f32.mul_add(margin, height) - near);
            bends.line_to(x, 2.0_f32.mul_add(margin, height) - far);
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)));
        surface.set_fill(None);
        for (marks, dash) in [(cuts, None), (bends, Some(StrokeDash { array: vec![2.0, 2.0], offset: 0.0 }))] {
            let Some(path) = marks.finish() else { continue };
            surface.set_stroke(Some(Stroke { paint: luma::Color::new(0).into(), width: HAIR, dash, ..Stroke::default() }));
            surface.draw_path(&path);
        }
        surface.set_stroke(None);
        surface.end_tagged();
    }
}

/// Writes the pages between the covers, as `layout::print` made them.
#[must_use]
pub fn write_block(book: &Book, block: &Pages, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Parts> {
    super::write_on(book, block, fonts, (Some(Sheet::of(book)), &Memo::default()), sink)
}

/// Writes the wrap of the cover on one sheet, PDF/A-2b.
#[must_use]
pub fn write_wrap(book: &Book, wrap: &WrapCover, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Parts> {
    let mut origins = Origins::new(book.tome.span);
    let mut document = Document::new_with(super::settings(archival()));
    let isbn = book.tome.isbn.print.as_ref();
    let items = wrap.panels.iter().flat_map(|panel| &panel.items);
    let pictures = pictures::prepare(book, items, Resolution::Full, fonts, sink);

    let sheet = Sheet::of(book);
    let (width, height) = (points(wrap.size.width), points(wrap.size.height));
    let settings = sheet.settings(width, height)?;
    let no_pages = Pages {
        pages: Vec::new(),
        structure: Structure::default(),
        outline: Vec::new(),
        destinations: Vec::new(),
        map: PageMap::default(),
    };
    let (placement, destinations) = (Placement::of(&no_pages.structure), super::destinations::Destinations::new());
    let parts = (&placement, &destinations, pictures);
    let mut drawing = Drawing::new(book, &no_pages, fonts, parts, &mut origins, sink);
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    surface.push_transform(&Transform::from_translate(sheet.margin, sheet.margin));
    drawing.introduce(wrap.panels.iter().flat_map(|panel| &panel.items), &[], &mut surface);
    wrap.panels.iter().for_each(|panel| draw(panel, &mut drawing, &mut surface));
    surface.pop();
    sheet.marks(width, height, &wrap.folds.map(points), &mut surface);
    surface.finish();
    page.finish();
    drawing.end_page(None, None);
    let drawn = drawing.drawn();
    super::finished(document, book, isbn, (&drawn.faces, &origins), (&drawn.shown, &Memo::default()), sink)
}

fn archival() -> Configuration {
    ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_archival_validator(Archival::A2_B)
        .finish()
        .expect("the standard is made for PDF 1.7")
}

/// Draws a part of the wrap, and nothing outside it.
fn draw(panel: &Panel, drawing: &mut Drawing<'_, '_>, surface: &mut Surface<'_>) {
    let Some(clip) = clip(panel.clip) else { return };
    surface.push_clip_path(&clip, &FillRule::NonZero);
    let (x, y) = (points(panel.origin.x), points(panel.origin.y));
    let turn = if panel.turned { Transform::from_row(0.0, -1.0, 1.0, 0.0, x, y) } else { Transform::from_translate(x, y) };
    surface.push_transform(&turn);
    drawing.content(&Group { items: &panel.items, mark: None }, surface);
    surface.pop();
    surface.pop();
}

fn clip(rect: Rect) -> Option<geom::Path> {
    let Rect { origin, size } = rect;
    let mut builder = PathBuilder::new();
    builder.push_rect(geom::Rect::from_xywh(points(origin.x), points(origin.y), points(size.width), points(size.height))?);
    builder.finish()
}

fn points(length: Length) -> f32 {
    length.to_points() as f32
}

#[cfg(test)]
mod tests;
