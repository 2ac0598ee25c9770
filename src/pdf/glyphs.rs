//! Glyph runs → the library's glyphs.
//!
//! Owns two cares. Advances that are the font's own are handed over as such, so that the file need not correct each letter by a
//! millionth of an em. And a glyph that stands for other characters than elsewhere (a hyphen at a line's end, a narrow space)
//! ends its piece of content: the library gives it a replacement text (`ActualText`), and readers that go by the structure may
//! lose what follows one inside the same piece (poppler up to 22.12 does). What a run belongs to: `draw`.

use super::{destinations::point, draw::ink};
use crate::{
    fonts::{Face, FaceId},
    layout::{
        Glyph, GlyphRun,
        length::{Length, Point},
    },
};
use krilla::{
    geom::{self, Transform},
    surface::{Location, Surface},
    text::{Font, GlyphId, KrillaGlyph},
};
use std::{collections::BTreeMap, ops::Range};

/// Advances are written in quarters of a font's unit; a pen that is off by less is nowhere seen.
const STEP: f64 = 0.25;

/// Glyphs of a run that go into one piece of content.
pub(super) struct Part {
    /// Which.
    pub(super) glyphs: Range<usize>,
    /// Whether the last of them have a replacement text.
    pub(super) replaced: bool,
}

/// What each glyph stands for in the file: the characters it was first drawn for.
#[derive(Default)]
pub(super) struct Replacements {
    first: BTreeMap<FaceId, Vec<Option<Box<str>>>>,
}

/// What keeps its own name wherever a reader goes by the font's map alone: a hyphen, which ends lines too, and the space, which
/// the narrow and fixed ones often share their glyph with.
const PLAIN: [char; 2] = ['-', ' '];

impl Replacements {
    /// Draws the plain characters of a face before all others, where nobody sees them: a glyph's name in the font's map is what
    /// it is first drawn for.
    pub(super) fn name_plain(&mut self, id: FaceId, face: &Face, font: &Font, surface: &mut Surface<'_>) {
        let known = self.first.entry(id).or_default();
        let mut unseen = surface.stream_builder();
        let mut aside = unseen.surface();
        for (character, glyph) in PLAIN.into_iter().filter_map(|character| Some((character, face.glyph(character)?))) {
            name(known, glyph, character.encode_utf8(&mut [0; 4]));
            let range = 0..character.len_utf8();
            let glyph = KrillaGlyph {
                glyph_id: GlyphId::new(u32::from(glyph)),
                text_range: range,
                x_advance: 0.0,
                x_offset: 0.0,
                y_offset: 0.0,
                y_advance: 0.0,
                location: None,
            };
            let origin = krilla::geom::Point::from_xy(0.0, 0.0);
            aside.draw_glyphs(origin, &[glyph], font.clone(), character.encode_utf8(&mut [0; 4]), 1.0, false);
        }
        aside.finish();
        let _never_shown = unseen.finish();
    }

    /// The glyphs of `run`, unpacked, in parts, each with a replacement text at its end at most.
    pub(super) fn parts(&mut self, run: &GlyphRun, glyphs: &[Glyph]) -> Vec<Part> {
        let known = self.first.entry(run.face).or_default();
        let mut parts = Vec::with_capacity(1);
        let mut start = 0;
        let mut before = 0..0;
        for (index, glyph) in glyphs.iter().enumerate() {
            let range = cluster(&run.text, glyph);
            let stands_for_other = name(known, glyph.id, &run.text[range.clone()]);
            // Several glyphs of one cluster have one replacement text for all of them.
            let shared = index > 0 && before == range;
            let ends = glyphs.get(index + 1).is_none_or(|next| cluster(&run.text, next) != range);
            if ends && (stands_for_other || shared) {
                parts.push(Part { glyphs: start..index + 1, replaced: true });
                start = index + 1;
            }
            before = range;
        }
        if start < glyphs.len() {
            parts.push(Part { glyphs: start..glyphs.len(), replaced: false });
        }
        parts
    }
}

/// Notes what a glyph is drawn for; whether it was first drawn for something else.
fn name(known: &mut Vec<Option<Box<str>>>, glyph: u16, text: &str) -> bool {
    let slot = usize::from(glyph);
    if known.len() <= slot {
        known.resize(slot + 1, None);
    }
    &**known[slot].get_or_insert_with(|| text.into()) != text
}

/// Draws a part of a run.
pub(super) fn draw(
    run: &GlyphRun,
    all: &[Glyph],
    part: &Part,
    units_per_em: u16,
    font: Font,
    location: Location,
    surface: &mut Surface<'_>,
) {
    let em = run.size.to_points();
    let Some(shown) = all.get(part.glyphs.clone()).filter(|glyphs| em > 0.0 && !glyphs.is_empty()) else { return };
    // The library draws glyphs as wide as the face has them: a run that is widened is drawn in a space that is.
    let wide = 1.0 + f64::from(run.widening) / 10_000.0;
    let along = |length: Length| length.to_points() / em / wide;
    let units = f64::from(units_per_em.max(1));
    // The rounding of one advance is made good by the next that is not the font's own.
    let mut owed = 0.0;
    let glyphs: Vec<KrillaGlyph> = shown
        .iter()
        .map(|glyph| {
            let wanted = along(glyph.advance) * units + owed;
            let written = (wanted / STEP).round() * STEP;
            owed = wanted - written;
            KrillaGlyph {
                glyph_id: GlyphId::new(u32::from(glyph.id)),
                text_range: cluster(&run.text, glyph),
                x_advance: (written / units) as f32,
                x_offset: along(glyph.dx) as f32,
                y_offset: (glyph.dy.to_points() / em) as f32,
                y_advance: 0.0,
                location: Some(location),
            }
        })
        .collect();
    let before: Length = all[..part.glyphs.start].iter().map(|glyph| glyph.advance).sum();
    surface.set_stroke(None);
    surface.set_fill(Some(ink(run.color)));
    let start = if run.turned {
        Point { y: run.origin.y - before, ..run.origin }
    } else {
        Point { x: run.origin.x + before, ..run.origin }
    };
    let origin = point(start);
    let wide = wide as f32;
    let transform = match (run.turned, run.widening) {
        (false, 0) => None,
        (false, _) => Some(Transform::from_row(wide, 0.0, 0.0, 1.0, origin.x, origin.y)),
        // To the right is up, and down is to the right.
        (true, _) => Some(Transform::from_row(0.0, -wide, 1.0, 0.0, origin.x, origin.y)),
    };
    let Some(transform) = transform else {
        surface.draw_glyphs(origin, &glyphs, font, &run.text, em as f32, false);
        return;
    };
    surface.push_transform(&transform);
    surface.draw_glyphs(geom::Point::default(), &glyphs, font, &run.text, em as f32, false);
    surface.pop();
}

/// The bytes that a glyph shows, held to the text and to whole characters: the library indexes the text with them.
fn cluster(text: &str, glyph: &Glyph) -> Range<usize> {
    let bound = |offset: u32| text.floor_char_boundary(offset as usize);
    let start = bound(glyph.start);
    start..bound(glyph.end).max(start)
}
