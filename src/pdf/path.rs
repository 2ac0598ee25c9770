//! Path objects (ISO 32000-1, 8.5): rectangles and polygons in the library's units.

use super::{
    color::{fill, paint},
    destinations::point,
};
use crate::{
    layout::frame::Path,
    typeset::length::{Length, Rect},
};
use krilla::{
    geom::{self, PathBuilder},
    paint::{Fill, Stroke},
    surface::Surface,
};

/// Draws a path of our layout.
pub(super) fn draw_path(path: &Path, surface: &mut Surface<'_>) {
    let mut builder = PathBuilder::new();
    for line in &path.lines {
        let [first, rest @ ..] = line.as_slice() else { continue };
        let start = point(*first);
        builder.move_to(start.x, start.y);
        for to in rest.iter().copied().map(point) {
            builder.line_to(to.x, to.y);
        }
        // A closed outline has a corner at its start; an open one would have two ends there.
        if line.len() > 2 && line.last() == Some(first) {
            builder.close();
        }
    }
    let stroke =
        path.stroke.map(|(color, width)| Stroke { paint: paint(color), width: width.to_points() as f32, ..Stroke::default() });
    paint_path(builder, path.fill.map(fill), stroke, surface);
}

/// Fills a path and strokes its outline.
pub(super) fn paint_path(builder: PathBuilder, inside: Option<Fill>, outline: Option<Stroke>, surface: &mut Surface<'_>) {
    // With neither, the library would fill with black.
    if inside.is_none() && outline.is_none() {
        return;
    }
    let Some(path) = builder.finish() else { return };
    surface.set_fill(inside);
    surface.set_stroke(outline);
    surface.draw_path(&path);
}

/// Draws a square, to make the current colour's space a resource of the page.
pub(super) fn draw_square(surface: &mut Surface<'_>) {
    let mut builder = PathBuilder::new();
    if let Some(square) = geom::Rect::from_xywh(0.0, 0.0, 1.0, 1.0) {
        builder.push_rect(square);
    }
    if let Some(path) = builder.finish() {
        surface.draw_path(&path);
    }
}

/// A rectangle in points; none when it has no extent.
pub(super) fn rect(rect: Rect) -> Option<geom::Rect> {
    let points = |length: Length| length.to_points() as f32;
    let (width, height) = (points(rect.size.width), points(rect.size.height));
    (width > 0.0 && height > 0.0).then(|| geom::Rect::from_xywh(points(rect.origin.x), points(rect.origin.y), width, height))?
}
