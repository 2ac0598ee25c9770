//! What a drawing shows: groups, paths, pictures, clips and masks, in their order.
//!
//! Transformations are applied to the points of fills, and to the coordinate system of strokes only: groups then need no graphics state of
//! their own, whose nesting is limited.

use super::{
    form::{Form, MaskKind, Parts, matrix},
    gradient::Axis,
};
use crate::{
    deflate::CompressorPool,
    pdf::{image_xobjects::ImageXObject, objects::chunk},
    raster::filters,
    typeset::color::Color,
};
use pdf_writer::{Finish as _, Rect, Ref, types};
use resvg::{
    tiny_skia::{Path, PathBuilder, Pixmap},
    usvg::{self, BlendMode, FillRule, Group, ImageKind, LineCap, LineJoin, Node, Opacity, Paint, PaintOrder, Transform},
};
use std::{collections::BTreeMap, sync::Arc};

/// Draws the groups of a drawing.
pub(super) struct Painter<'a> {
    pub(super) parts: Parts<'a>,
    /// Reads a picture inside the drawing.
    embedded: &'a dyn Fn(&[u8]) -> Option<ImageXObject>,
    /// The pictures read so far: a symbol with a picture may be used a thousand times.
    known: BTreeMap<Arc<Vec<u8>>, Option<Ref>>,
}

impl<'a> Painter<'a> {
    pub(super) fn new(embedded: &'a dyn Fn(&[u8]) -> Option<ImageXObject>, compressors: &'a CompressorPool) -> Self {
        Self { parts: Parts::new(compressors), embedded, known: BTreeMap::new() }
    }

    /// Draws a group whose parent has the coordinates `transform`.
    pub(super) fn group(&mut self, group: &Group, transform: Transform, out: &mut Form) {
        if !group.filters().is_empty() {
            self.filtered(group, transform, out);
            return;
        }
        let transform = transform.pre_concat(group.transform());
        // A clip alone needs no group of transparency.
        let is_isolated = group.isolate()
            || group.opacity() != Opacity::ONE
            || group.mask().is_some()
            || group.blend_mode() != BlendMode::Normal;
        match group.clip_path() {
            None if !is_isolated => self.children(group, transform, out),
            None => self.isolated(group, transform, out),
            Some(clip) => {
                self.save(out);
                if is_simple(clip) {
                    self.clip(clip, transform, out);
                    if is_isolated { self.isolated(group, transform, out) } else { self.children(group, transform, out) }
                } else {
                    let mut inner = Form::group(out.bounds);
                    if is_isolated {
                        self.isolated(group, transform, &mut inner)
                    } else {
                        self.children(group, transform, &mut inner)
                    }
                    let mask = self.clip_mask(clip, transform, out.bounds);
                    let state = self.parts.mask_state(mask, MaskKind::Alpha);
                    out.state(state);
                    let inner = self.parts.form(inner);
                    out.object(inner);
                }
                Self::restore(out);
            }
        }
    }

    fn children(&mut self, group: &Group, transform: Transform, out: &mut Form) {
        for child in group.children() {
            match child {
                Node::Group(group) => self.group(group, transform, out),
                Node::Path(path) => self.path(path, transform, out),
                Node::Image(image) => self.image(image, transform, out),
                Node::Text(text) => self.group(text.flattened(), transform, out),
            }
        }
    }

    /// Draws the children of a group as one transparent object.
    fn isolated(&mut self, group: &Group, transform: Transform, out: &mut Form) {
        let layer = group.layer_bounding_box().to_rect().transform(transform);
        let bounds =
            layer.map_or(out.bounds, |layer| [layer.left() - 1.0, layer.top() - 1.0, layer.right() + 1.0, layer.bottom() + 1.0]);
        let mut inner = Form::group(bounds);
        self.children(group, transform, &mut inner);
        let inner = self.parts.form(inner);
        self.save(out);
        if let Some(mask) = group.mask() {
            let kind = MaskKind::of(mask.kind());
            let mask = self.mask(mask, transform, out.bounds);
            let state = self.parts.mask_state(mask, kind);
            out.state(state);
        }
        if group.opacity() != Opacity::ONE || group.blend_mode() != BlendMode::Normal {
            let state = self.parts.blend_state(group.opacity().get(), group.blend_mode());
            out.state(state);
        }
        out.object(inner);
        Self::restore(out);
    }

    /// The form whose colours or opacity are a mask.
    fn mask(&mut self, mask: &usvg::Mask, transform: Transform, bounds: [f32; 4]) -> Ref {
        let mut form = Form::group(bounds);
        self.save(&mut form);
        if let Some(outer) = mask.mask() {
            let kind = MaskKind::of(outer.kind());
            let outer = self.mask(outer, transform, bounds);
            let state = self.parts.mask_state(outer, kind);
            form.state(state);
        }
        if let Some(path) = PathBuilder::from_rect(mask.rect().to_rect()).transform(transform) {
            form.out.path(&path, Transform::identity());
            form.out.raw("W n\n");
        }
        self.group(mask.root(), transform, &mut form);
        Self::restore(&mut form);
        self.parts.form(form)
    }

    /// Clips what follows to a simple clip path.
    fn clip(&mut self, clip: &usvg::ClipPath, transform: Transform, out: &mut Form) {
        if let Some(outer) = clip.clip_path() {
            self.clip(outer, transform, out);
        }
        let mut paths = Vec::new();
        clip_paths(clip.root(), transform.pre_concat(clip.transform()), &mut paths);
        if paths.is_empty() {
            // Nothing is inside.
            out.out.raw("0 0 0 0 re\n");
        }
        for (path, transform, _) in &paths {
            out.out.path(path, *transform);
        }
        let is_even_odd = paths.first().is_some_and(|(.., rule)| *rule == FillRule::EvenOdd);
        out.out.raw(if is_even_odd { "W* n\n" } else { "W n\n" });
    }

    /// The form whose opacity is a clip path that is not simple.
    fn clip_mask(&mut self, clip: &usvg::ClipPath, transform: Transform, bounds: [f32; 4]) -> Ref {
        let mut form = Form::group(bounds);
        self.save(&mut form);
        if let Some(outer) = clip.clip_path() {
            if is_simple(outer) {
                self.clip(outer, transform, &mut form);
            } else {
                let outer = self.clip_mask(outer, transform, bounds);
                let state = self.parts.mask_state(outer, MaskKind::Alpha);
                form.state(state);
            }
        }
        let mut inner = Form::group(bounds);
        self.group(clip.root(), transform.pre_concat(clip.transform()), &mut inner);
        let inner = self.parts.form(inner);
        form.object(inner);
        Self::restore(&mut form);
        self.parts.form(form)
    }

    fn path(&mut self, path: &usvg::Path, transform: Transform, out: &mut Form) {
        if !path.is_visible() {
            return;
        }
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                self.fill(path, transform, out);
                self.stroke(path, transform, out);
            }
            PaintOrder::StrokeAndFill => {
                self.stroke(path, transform, out);
                self.fill(path, transform, out);
            }
        }
    }

    fn image(&mut self, image: &usvg::Image, transform: Transform, out: &mut Form) {
        if !image.is_visible() {
            return;
        }
        let (width, height) = (image.size().width(), image.size().height());
        let bytes = match image.kind() {
            ImageKind::JPEG(bytes) | ImageKind::PNG(bytes) | ImageKind::GIF(bytes) | ImageKind::WEBP(bytes) => bytes,
            ImageKind::SVG(tree) => {
                self.save(out);
                let (width, height) = (tree.size().width(), tree.size().height());
                if let Some(area) = resvg::tiny_skia::Rect::from_xywh(0.0, 0.0, width, height) {
                    out.out.path(&PathBuilder::from_rect(area), transform);
                    out.out.raw("W n\n");
                }
                self.group(tree.root(), transform, out);
                Self::restore(out);
                return;
            }
        };
        let id = match self.known.get(bytes) {
            Some(known) => *known,
            None => {
                let id = (self.embedded)(bytes).map(|image| self.parts.image(image));
                self.known.insert(Arc::clone(bytes), id);
                id
            }
        };
        if let Some(id) = id {
            self.pixels(id, transform.pre_scale(width, height), out);
        }
    }

    /// Fills a path.
    fn fill(&mut self, path: &usvg::Path, transform: Transform, out: &mut Form) {
        let Some(fill) = path.fill() else { return };
        let is_plain = matches!(fill.paint(), Paint::Color(_)) && fill.opacity() == Opacity::ONE;
        if !is_plain {
            self.save(out);
        }
        self.paint((fill.paint(), fill.opacity()), false, transform, out);
        out.out.path(path.data(), transform);
        out.out.raw(if fill.rule() == FillRule::EvenOdd { "f*\n" } else { "f\n" });
        if !is_plain {
            Self::restore(out);
        }
    }

    /// Strokes a path.
    fn stroke(&mut self, path: &usvg::Path, transform: Transform, out: &mut Form) {
        let Some(stroke) = path.stroke() else { return };
        self.save(out);
        self.paint((stroke.paint(), stroke.opacity()), true, transform, out);
        if !transform.is_identity() {
            out.out.concat(matrix(transform).map(f64::from));
        }
        out.out.put(&[stroke.width().get().into()], "w");
        match stroke.linecap() {
            LineCap::Butt => {}
            LineCap::Round => out.out.raw("1 J\n"),
            LineCap::Square => out.out.raw("2 J\n"),
        }
        match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => out.out.put(&[stroke.miterlimit().get().into()], "M"),
            LineJoin::Round => out.out.raw("1 j\n"),
            LineJoin::Bevel => out.out.raw("2 j\n"),
        }
        if let Some(dashes) = stroke.dasharray() {
            let dashes: Vec<String> = dashes.iter().map(ToString::to_string).collect();
            out.out.raw(&format!("[{}] ", dashes.join(" ")));
            out.out.put(&[stroke.dashoffset().into()], "d");
        }
        out.out.path(path.data(), Transform::identity());
        out.out.raw("S\n");
        Self::restore(out);
    }

    /// Sets the colour of fills or strokes. Patterns and gradients lie in the coordinates of `transform`.
    fn paint(&mut self, (paint, opacity): (&Paint, Opacity), is_stroke: bool, transform: Transform, out: &mut Form) {
        if opacity != Opacity::ONE && !matches!(paint, Paint::Pattern(_)) {
            let state = self.parts.blend_state(opacity.get(), BlendMode::Normal);
            out.state(state);
        }
        match paint {
            Paint::Color(color) => out.out.color(Color { rgb: [color.red, color.green, color.blue] }, is_stroke),
            Paint::Pattern(pattern) => {
                let pattern = self.tiling(pattern, opacity, transform);
                out.pattern(pattern, is_stroke);
            }
            Paint::LinearGradient(linear) => {
                self.parts.gradient(linear, &Axis::linear(linear), is_stroke, transform, out);
            }
            Paint::RadialGradient(radial) => {
                self.parts.gradient(radial, &Axis::radial(radial), is_stroke, transform, out);
            }
        }
    }

    /// A tiling pattern. Its opacity is drawn into its cell: readers differ in what they make of it outside.
    fn tiling(&mut self, pattern: &usvg::Pattern, opacity: Opacity, transform: Transform) -> Ref {
        let rect = pattern.rect();
        let bounds = [0.0, 0.0, rect.width(), rect.height()];
        let mut cell = Form::new(bounds);
        if opacity == Opacity::ONE {
            self.group(pattern.root(), Transform::identity(), &mut cell);
        } else {
            let mut inner = Form::group(bounds);
            self.group(pattern.root(), Transform::identity(), &mut inner);
            let state = self.parts.blend_state(opacity.get(), BlendMode::Normal);
            cell.state(state);
            let inner = self.parts.form(inner);
            cell.object(inner);
        }
        let id = self.parts.reserve();
        let data = self.parts.compressors.deflate(&cell.out.bytes);
        let placed = transform.pre_concat(pattern.transform()).pre_translate(rect.x(), rect.y());
        let mut one = chunk();
        let mut written = one.tiling_pattern(id, &data);
        written.filter(pdf_writer::Filter::FlateDecode);
        cell.resources.write(written.resources());
        written
            .tiling_type(types::TilingType::ConstantSpacing)
            .paint_type(types::PaintType::Colored)
            .bbox(Rect::new(0.0, 0.0, rect.width(), rect.height()))
            .x_step(rect.width())
            .y_step(rect.height())
            .matrix(matrix(placed));
        written.finish();
        self.parts.objects.push(one);
        id
    }

    /// Draws a group with filters as pixels.
    fn filtered(&mut self, group: &Group, transform: Transform, out: &mut Form) {
        let Some((pixels, bounds)) = filters::pixels(group) else { return };
        let image = self.image_of(&pixels);
        let image = self.parts.image(image);
        let area = transform.pre_translate(bounds.x(), bounds.y()).pre_scale(bounds.width(), bounds.height());
        self.pixels(image, area, out);
    }

    fn image_of(&self, pixels: &Pixmap) -> ImageXObject {
        let (mut colors, mut mask) = (Vec::new(), Vec::new());
        for pixel in pixels.pixels() {
            let color = pixel.demultiply();
            colors.extend([color.red(), color.green(), color.blue()]);
            mask.push(color.alpha());
        }
        let packed = [colors, mask].map(|channel| self.parts.compressors.deflate(&channel));
        let [colors, mask] = packed;
        ImageXObject::pixels((pixels.width(), pixels.height()), false, colors.into(), Some(mask.into()))
    }

    /// Draws an image into the unit square of `transform`, whose y grows downwards.
    fn pixels(&mut self, id: Ref, transform: Transform, out: &mut Form) {
        self.save(out);
        let upright = transform.pre_concat(Transform::from_row(1.0, 0.0, 0.0, -1.0, 0.0, 1.0));
        out.out.concat(matrix(upright).map(f64::from));
        out.object(id);
        Self::restore(out);
    }

    fn save(&mut self, out: &mut Form) {
        /// The most graphics states that may be saved at once (ISO 19005-2, 6.1.13).
        const DEEPEST: usize = 28;
        out.out.raw("q\n");
        out.depth += 1;
        self.parts.faults.nests_too_deeply |= out.depth > DEEPEST;
    }

    fn restore(out: &mut Form) {
        out.out.raw("Q\n");
        out.depth -= 1;
    }
}

/// Whether a clip path can be one path of the format: nothing in it is clipped, and its shapes are joined, not subtracted.
fn is_simple(clip: &usvg::ClipPath) -> bool {
    fn is_plain(group: &Group) -> bool {
        group.children().iter().all(|node| match node {
            Node::Group(group) => group.clip_path().is_none() && is_plain(group),
            Node::Path(_) | Node::Image(_) | Node::Text(_) => true,
        })
    }
    let mut paths = Vec::new();
    clip_paths(clip.root(), Transform::identity(), &mut paths);
    let is_even_odd = |(.., rule): &(&Path, Transform, FillRule)| *rule == FillRule::EvenOdd;
    is_plain(clip.root()) && (paths.len() == 1 || !paths.iter().any(is_even_odd)) && clip.clip_path().is_none_or(is_simple)
}

/// The shapes of a clip path, with their transformations and rules.
fn clip_paths<'t>(group: &'t Group, transform: Transform, paths: &mut Vec<(&'t Path, Transform, FillRule)>) {
    for node in group.children() {
        match node {
            Node::Path(path) => {
                if path.is_visible()
                    && let Some(fill) = path.fill()
                {
                    paths.push((path.data(), transform, fill.rule()));
                }
            }
            Node::Group(group) => clip_paths(group, transform.pre_concat(group.transform()), paths),
            Node::Text(text) => clip_paths(text.flattened(), transform, paths),
            // Images clip nothing.
            Node::Image(_) => {}
        }
    }
}
