//! Marked-content sequences (ISO 32000-1, 14.6): shapes drawn under their mark, or as artifacts.

use super::PagePainter;
use crate::{
    diagnostic::{Code, Diagnostic},
    layout::frame::{Artifact, Content, FrameItem, Shape},
    pdf::{
        color::fill,
        destinations::point,
        line_ends::append_space,
        page_cache::MarkedContent,
        path::{draw_path, paint_path, rect},
    },
    typeset::{length::Length, mark::MarkId, run::GlyphRun},
};
use krilla::{
    geom::PathBuilder,
    surface::{Location, Surface},
    tagging::{self, ArtifactType, ContentTag},
};

impl PagePainter<'_, '_> {
    /// The mark of an item; none for an artifact, and for a mark outside the structure tree, which is reported.
    pub(super) fn mark(&mut self, page: usize, item: &FrameItem) -> Option<MarkId> {
        match item.content {
            Content::Marked(mark) if self.placement.contains(mark) => Some(mark),
            Content::Marked(_) => {
                let span = item.span.unwrap_or(self.origins.fallback);
                self.sink.push(Diagnostic::new(Code::PdfUntaggedContent, span).with("page", page + 1));
                None
            }
            Content::Artifact(_) => None,
        }
    }

    /// Records what the structure tree needs of a page: texts and bounding boxes. Sets `pending_runs` to the runs of the page.
    pub(super) fn record_content(&mut self, sequences: &[MarkedContent<'_>], page: usize) {
        let start = self.pending_runs.end;
        for &MarkedContent { items, mark } in sequences {
            let Some(mark) = mark else { continue };
            let needs_bbox = self.placement.needs_bbox(mark);
            for item in items {
                match &item.shape {
                    Shape::Glyphs(run) => {
                        let spaced = self.spaces.get(self.pending_runs.end) == Some(&true);
                        self.pending_runs.end += 1;
                        if self.placement.needs_text(mark) {
                            let text = &mut self.items[mark.0 as usize].text;
                            text.push_str(&run.text);
                            text.extend(spaced.then_some(' '));
                        }
                        if needs_bbox {
                            let width: Length = run.glyphs.width();
                            let (left, base) = (point(run.origin), run.size.to_points() as f32);
                            let right = left.x + width.to_points() as f32;
                            self.extend_bbox(mark, page, [left.x, left.y - base * 0.75, right, left.y + base * 0.25]);
                        }
                    }
                    Shape::Path(path) if needs_bbox => {
                        for at in path.lines.iter().flatten().copied().map(point) {
                            self.extend_bbox(mark, page, [at.x, at.y, at.x, at.y]);
                        }
                    }
                    Shape::Image { rect: area, .. } if needs_bbox => {
                        if let Some(area) = rect(*area) {
                            self.extend_bbox(mark, page, [area.left(), area.top(), area.right(), area.bottom()]);
                        }
                    }
                    Shape::Path(_) | Shape::Image { .. } | Shape::Rule { .. } | Shape::Link(_) => {}
                }
            }
        }
        self.pending_runs.start = start;
    }

    /// Draws a marked-content sequence.
    pub(in crate::pdf) fn draw_sequence(&mut self, sequence: &MarkedContent<'_>, surface: &mut Surface<'_>) {
        let &MarkedContent { items, mark } = sequence;
        if sequence.paints_nothing() {
            return;
        }
        let tag = match (mark, items[0].content) {
            (Some(_), _) => ContentTag::Other,
            (None, Content::Artifact(kind)) => ContentTag::Artifact(artifact(kind)),
            (None, Content::Marked(_)) => ContentTag::Artifact(tagging::Artifact::with_kind(ArtifactType::Other)),
        };
        let identifier = surface.start_tagged(tag);
        if let Some(mark) = mark {
            self.items[mark.0 as usize].marked_content.push(identifier);
            self.sequence_counts.push(1);
        }
        self.open_sequence = (mark, false);
        for item in items {
            let location = self.origins.location(item.span);
            surface.set_location(location);
            self.draw_shape(&item.shape, mark, location, surface);
        }
        surface.end_tagged();
    }

    /// Ends the open sequence, if it ends with a replacement text, and begins another of the same mark.
    fn split_sequence(&mut self, surface: &mut Surface<'_>) {
        let (Some(mark), true) = self.open_sequence else { return };
        surface.end_tagged();
        let identifier = surface.start_tagged(ContentTag::Other);
        self.items[mark.0 as usize].marked_content.push(identifier);
        if let Some(count) = self.sequence_counts.last_mut() {
            *count += 1;
        }
    }

    /// Gives the library the marked-content sequences of a cached page. `counts` has the number of sequences for each mark.
    pub(super) fn replay_marks(&mut self, sequences: &[MarkedContent<'_>], counts: &[u32], surface: &mut Surface<'_>) {
        let marks = sequences.iter().filter(|sequence| !sequence.paints_nothing()).filter_map(|sequence| sequence.mark);
        for (mark, count) in marks.zip(counts) {
            for _ in 0..*count {
                self.items[mark.0 as usize].marked_content.push(surface.start_tagged(ContentTag::Other));
                surface.end_tagged();
            }
        }
    }

    /// Draws an item.
    fn draw_shape(&mut self, shape: &Shape, mark: Option<MarkId>, location: Location, surface: &mut Surface<'_>) {
        match shape {
            Shape::Glyphs(run) => self.draw_run(run, mark, location, surface),
            Shape::Rule { rect: area, color } => {
                let mut builder = PathBuilder::new();
                let Some(area) = rect(*area) else { return };
                builder.push_rect(area);
                paint_path(builder, Some(fill(*color)), None, surface);
            }
            Shape::Path(path) => draw_path(path, surface),
            Shape::Image { asset, rect: area } => {
                let Some(area) = rect(*area) else { return };
                self.draw_picture(*asset, area, surface);
            }
            Shape::Link(_) => {}
        }
    }

    /// Draws a run, with a space where a line ends without one.
    fn draw_run(&mut self, run: &GlyphRun, mark: Option<MarkId>, location: Location, surface: &mut Surface<'_>) {
        let spaced = mark.is_some() && self.pending_runs.next().is_some_and(|end| self.spaces.get(end) == Some(&true));
        let face = self.fonts.face(run.face);
        if !self.load_face(run.face, surface) {
            return;
        }
        let spaced_run = spaced.then(|| append_space(run, face.glyph(' ')));
        let run = spaced_run.as_ref().unwrap_or(run);
        let mut glyphs = std::mem::take(&mut self.glyph_buffer);
        glyphs.extend(&run.glyphs);
        for part in self.registry.split_run((run, &glyphs), face, location, surface) {
            self.split_sequence(surface);
            self.registry.draw((run, &glyphs), &part, location, &mut self.contents, surface);
            self.open_sequence.1 = part.is_replaced();
        }
        glyphs.clear();
        self.glyph_buffer = glyphs;
    }

    /// Extends the bounding box of a mark by `edges` (left, top, right, bottom) on a page.
    fn extend_bbox(&mut self, mark: MarkId, page: usize, edges: [f32; 4]) {
        let [left, top, right, bottom] = edges.map(|edge| edge + self.margin());
        let items = &mut self.items[mark.0 as usize];
        items.bbox = match items.bbox {
            Some((other, [l, t, r, b])) if other == page => Some((page, [l.min(left), t.min(top), r.max(right), b.max(bottom)])),
            Some(_) | None => Some((page, [left, top, right, bottom])),
        };
    }

    /// The distance of the page from the edges of its sheet.
    fn margin(&self) -> f32 {
        self.sheet.map_or(0.0, |sheet| sheet.margin)
    }
}

/// The artifact type (ISO 32000-1, 14.8.2.2) of page furniture and decoration.
fn artifact(kind: Artifact) -> tagging::Artifact {
    tagging::Artifact::with_kind(match kind {
        Artifact::Header => ArtifactType::Header,
        Artifact::Footer => ArtifactType::Footer,
        Artifact::Decoration => ArtifactType::Layout,
    })
}
