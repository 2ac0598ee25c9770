//! The fonts of the file, and the drawing of glyph runs with them.
//!
//! A glyph whose characters differ from its entry in the ToUnicode map (a hyphen at the end of a line, a narrow space) gets a replacement
//! text (`ActualText`). It ends its marked-content sequence, because readers that follow the structure may lose what comes after a
//! replacement text in the same sequence (poppler up to 22.12 does). Why strings are written here: `content_streams`. Glyphs and CIDs:
//! `cid_font`; strings: `text_showing`. Which content a run belongs to: `painter`.

use super::{
    cid_font::{CidFont, CidGlyph},
    color::fill,
    content_streams::PageContents,
    destinations::point,
    page_cache::GlyphUse,
    text_showing::{Pen, cluster},
};
use crate::{
    fonts::{Face, FaceId, FontSet},
    typeset::{
        glyphs::Glyph,
        length::{Length, Point},
        run::GlyphRun,
    },
};
use krilla::{
    geom::{self, Transform},
    surface::{Location, Surface},
    text::{Font, KrillaGlyph},
};
use std::{collections::BTreeMap, ops::Range};

/// Glyphs of a run that go into one marked-content sequence.
pub(super) struct RunPart {
    /// Their indices in the run.
    glyphs: Range<usize>,
    /// Those at the end that have a replacement text.
    replaced: Range<usize>,
}

impl RunPart {
    /// Whether it ends with a replacement text.
    pub(super) fn is_replaced(&self) -> bool {
        !self.replaced.is_empty()
    }
}

/// The fonts of the file, for the faces of the book.
#[derive(Default)]
pub(super) struct FontRegistry {
    /// Each font once, even when it serves as two faces of the book.
    fonts: Vec<(Font, CidFont)>,
    /// The index of each face in `fonts`.
    faces: BTreeMap<FaceId, usize>,
    page: PageGlyphs,
}

/// The glyphs that the current page shows.
#[derive(Default)]
struct PageGlyphs {
    /// The number of the page, from 1.
    number: u32,
    /// Glyphs that represent the characters of the ToUnicode map.
    plain: Vec<(FaceId, u16)>,
    /// Glyphs that represent other characters.
    replaced: Vec<(FaceId, u16, Box<str>)>,
}

/// Characters that get their ToUnicode entries first, for readers that ignore replacement texts: soft hyphens share the glyph of the
/// hyphen, and no-break spaces often share that of the space.
const MAPPED_FIRST: [char; 2] = ['-', ' '];

impl FontRegistry {
    /// Adds a face, and registers [`MAPPED_FIRST`] before all other glyphs.
    pub(super) fn add_face(&mut self, id: FaceId, face: &Face, font: &Font, surface: &mut Surface<'_>) {
        let index = self.fonts.iter().position(|(other, _)| other == font).unwrap_or_else(|| {
            self.fonts.push((font.clone(), CidFont::new(&face.data)));
            self.fonts.len() - 1
        });
        self.faces.insert(id, index);
        let known = &mut self.fonts[index].1;
        for (character, glyph) in MAPPED_FIRST.into_iter().filter_map(|character| Some((character, face.glyph(character)?))) {
            known.register(glyph, character.encode_utf8(&mut [0; 4]), face, (font, None), surface);
        }
    }

    /// Makes the font of a run a resource of the page, by drawing any glyph of it.
    pub(super) fn name_resource(&mut self, run: &GlyphRun, face: &Face, location: Location, surface: &mut Surface<'_>) {
        let Some((font, known)) = self.faces.get(&run.face).map(|&index| &mut self.fonts[index]) else { return };
        if known.any_glyph().is_none()
            && let Some(first) = run.glyphs.iter().next()
        {
            known.register(first.id, &run.text[cluster(&run.text, &first)], face, (font, Some(location)), surface);
        }
        if let Some((glyph, text)) = known.any_glyph() {
            let glyph = KrillaGlyph::new(glyph, 0.0, 0.0, 0.0, 0.0, 0..text.len(), Some(location));
            surface.draw_glyphs(geom::Point::default(), &[glyph], font.clone(), text, 1.0, false);
        }
    }

    /// Begins a page.
    pub(super) fn begin_page(&mut self) {
        self.page.number += 1;
        self.page.plain.clear();
        self.page.replaced.clear();
    }

    /// The glyphs that the current page shows.
    pub(super) fn glyphs_used(&self) -> Vec<GlyphUse<'_>> {
        let plain = self.page.plain.iter().filter_map(|&(face, glyph)| {
            let CidGlyph { text, cid, .. } = self.glyph(face, glyph)?;
            Some(GlyphUse { face, glyph, text, cid: *cid, is_replaced: false })
        });
        let replaced = self.page.replaced.iter().filter_map(|(face, glyph, text)| {
            let cid = self.glyph(*face, *glyph)?.cid;
            Some(GlyphUse { face: *face, glyph: *glyph, text, cid, is_replaced: true })
        });
        plain.chain(replaced).collect()
    }

    /// Whether a cached page with these glyphs fits into this file: registered glyphs must have the same CIDs and characters here, and new
    /// ones must have the next CIDs.
    pub(super) fn matches(&self, glyphs: &[GlyphUse<'_>]) -> bool {
        let mut last_cids: Vec<u16> = self.fonts.iter().map(|(_, known)| known.last_cid).collect();
        glyphs.iter().all(|used| {
            let Some(&font) = self.faces.get(&used.face).filter(|&&font| self.fonts[font].1.has_outlines_only) else {
                return false;
            };
            match self.glyph(used.face, used.glyph) {
                Some(known) => known.cid == used.cid && (*known.text != *used.text) == used.is_replaced,
                None => {
                    last_cids[font] = last_cids[font].saturating_add(1);
                    !used.is_replaced && used.cid == last_cids[font]
                }
            }
        })
    }

    /// Registers the glyphs of a cached page, which is not drawn.
    pub(super) fn register_cached(&mut self, glyphs: &[GlyphUse<'_>], fonts: &FontSet, surface: &mut Surface<'_>) {
        for used in glyphs {
            let Some((font, known)) = self.faces.get(&used.face).map(|&index| &mut self.fonts[index]) else { continue };
            known.register(used.glyph, used.text, fonts.face(used.face), (font, None), surface);
        }
    }

    /// A registered glyph of a face; none for a font that the library splits.
    fn glyph(&self, face: FaceId, glyph: u16) -> Option<&CidGlyph> {
        let (_, known) = &self.fonts[*self.faces.get(&face)?];
        known.glyph(glyph).filter(|_| known.has_outlines_only)
    }

    /// Splits a run after each replacement text. `all` are the run's glyphs.
    pub(super) fn split_run(
        &mut self,
        (run, all): (&GlyphRun, &[Glyph]),
        face: &Face,
        location: Location,
        surface: &mut Surface<'_>,
    ) -> Vec<RunPart> {
        let Some((font, known)) = self.faces.get(&run.face).map(|&index| &mut self.fonts[index]) else { return Vec::new() };
        let mut parts = Vec::with_capacity(1);
        let mut start = 0;
        // The first glyph of the current cluster.
        let mut first = 0;
        let mut next = all.first().map(|glyph| cluster(&run.text, glyph));
        for (index, glyph) in all.iter().enumerate() {
            let range = next.unwrap_or_default();
            let text = &run.text[range.clone()];
            let is_replaced = known.register(glyph.id, text, face, (font, Some(location)), surface);
            self.page.record(run.face, known, (glyph.id, text), is_replaced);
            next = all.get(index + 1).map(|glyph| cluster(&run.text, glyph));
            if next.as_ref() == Some(&range) {
                continue;
            }
            // The glyphs of a cluster share one replacement text.
            if is_replaced || first < index {
                parts.push(RunPart { glyphs: start..index + 1, replaced: first..index + 1 });
                start = index + 1;
            }
            first = index + 1;
        }
        let end = all.len();
        if start < end {
            parts.push(RunPart { glyphs: start..end, replaced: end..end });
        }
        parts
    }

    /// Draws a part of a run. `all` are the run's glyphs.
    pub(super) fn draw(
        &self,
        (run, all): (&GlyphRun, &[Glyph]),
        part: &RunPart,
        location: Location,
        contents: &mut PageContents,
        surface: &mut Surface<'_>,
    ) {
        let Some((font, known)) = self.faces.get(&run.face).map(|&index| &self.fonts[index]) else { return };
        let em = run.size.to_points();
        if em <= 0.0 || part.glyphs.is_empty() {
            return;
        }
        // The library cannot widen glyphs, so a widened run is drawn with a transformation.
        let expansion = 1.0 + f64::from(run.expansion) / 10_000.0;
        let mut pen = Pen::new(run, f64::from(font.units_per_em()), em * expansion, location);
        let plain = part.glyphs.start..part.replaced.start;
        let start = contents.bytes.len();
        let mut glyphs = Vec::with_capacity(1 + part.replaced.len());
        match known.show(&all[plain.clone()], &mut pen, &mut contents.bytes) {
            Some((first, steps)) => {
                contents.replace_string(first);
                glyphs.push(pen.library_glyph(&all[plain.start], steps, 0.0));
            }
            None => {
                contents.bytes.truncate(start);
                contents.keep_string();
                pen.reset();
                glyphs.extend(all[plain].iter().map(|glyph| pen.next_glyph(glyph)));
            }
        }
        glyphs.extend(all[part.replaced.clone()].iter().map(|glyph| pen.next_glyph(glyph)));
        let before: Length = all[..part.glyphs.start].iter().map(|glyph| glyph.advance).sum();
        surface.set_stroke(None);
        surface.set_fill(Some(fill(run.color)));
        let start = if run.rotated {
            Point { y: run.origin.y - before, ..run.origin }
        } else {
            Point { x: run.origin.x + before, ..run.origin }
        };
        let origin = point(start);
        let expansion = expansion as f32;
        let transform = match (run.rotated, run.expansion) {
            (false, 0) => None,
            (false, _) => Some(Transform::from_row(expansion, 0.0, 0.0, 1.0, origin.x, origin.y)),
            // A quarter turn: the line runs upwards.
            (true, _) => Some(Transform::from_row(0.0, -expansion, 1.0, 0.0, origin.x, origin.y)),
        };
        let Some(transform) = transform else {
            surface.draw_glyphs(origin, &glyphs, font.clone(), &run.text, em as f32, false);
            return;
        };
        surface.push_transform(&transform);
        surface.draw_glyphs(geom::Point::default(), &glyphs, font.clone(), &run.text, em as f32, false);
        surface.pop();
    }
}

impl PageGlyphs {
    /// Records that the page shows a glyph.
    fn record(&mut self, face: FaceId, known: &mut CidFont, (glyph, text): (u16, &str), is_replaced: bool) {
        if is_replaced {
            let is_same = |(face_of, other, said): &(FaceId, u16, Box<str>)| (*face_of, *other, &**said) == (face, glyph, text);
            if !self.replaced.iter().any(is_same) {
                self.replaced.push((face, glyph, text.into()));
            }
        } else if let Some(known) = known.glyph_mut(glyph)
            && known.page != self.number
        {
            known.page = self.number;
            self.plain.push((face, glyph));
        }
    }
}
