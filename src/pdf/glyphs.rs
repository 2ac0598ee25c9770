//! Glyph runs → strings of the file, and the library's glyphs.
//!
//! Owns three cares. Each glyph of a face is drawn by the library once, for what it first stands for, and from then on has the
//! number that the library gave it: runs are strings of such numbers (`shown` says why). Advances that are the font's own are
//! handed over as such, so that the file need not correct each letter by a millionth of an em. And a glyph that stands for
//! other characters than elsewhere (a hyphen at a line's end, a narrow space) ends its piece of content: the library gives it a
//! replacement text (`ActualText`), and readers that go by the structure may lose what follows one inside the same piece
//! (poppler up to 22.12 does). What a run belongs to: `draw`.

use super::{destinations::point, draw::ink, kept::Seen, shown::Shown};
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
    text::{Font, GlyphId, KrillaGlyph},
};
use skrifa::MetadataProvider as _;
use std::{collections::BTreeMap, ops::Range};

/// Steps in a font's unit: advances are written in quarters of it. A pen that is off by less is nowhere seen.
const STEPS: i32 = 4;

/// Glyphs of a run that go into one piece of content.
pub(super) struct Part {
    /// Which.
    glyphs: Range<usize>,
    /// The last of them, which have a replacement text.
    replaced: Range<usize>,
}

impl Part {
    /// Whether it ends in a replacement text.
    pub(super) fn is_replaced(&self) -> bool {
        !self.replaced.is_empty()
    }
}

/// What the file knows of the faces.
#[derive(Default)]
pub(super) struct Inventory {
    /// By font: one that is two faces of the book is one font of the file.
    fonts: Vec<(Font, Known)>,
    /// Which of them a face is.
    faces: BTreeMap<FaceId, usize>,
    page: Shows,
}

/// What the page at hand shows.
#[derive(Default)]
struct Shows {
    /// Its number, from 1.
    number: u32,
    /// Glyphs that stand for what the file says of them.
    plain: Vec<(FaceId, u16)>,
    /// Glyphs that stand for something else.
    replaced: Vec<(FaceId, u16, Box<str>)>,
}

/// What the file knows of a font.
struct Known {
    /// By number in the face.
    glyphs: Vec<Option<Met>>,
    /// How many glyphs the library has numbered; the first is the one for what a face cannot show.
    count: u16,
    /// The glyph after that.
    first: Option<u16>,
    /// Whether all its glyphs are outlines. The library makes several fonts of one that has pictures too.
    outlined: bool,
}

/// A glyph that was drawn before.
struct Met {
    /// The characters it was first drawn for, which is what it stands for in the file.
    text: Box<str>,
    /// Its number in the file.
    number: u16,
    /// The same in a string (7.3.4.2), and how many of these bytes.
    escaped: ([u8; 4], u8),
    /// How far it moves the pen, in steps.
    advance: i32,
    /// The last page that showed it so.
    page: u32,
}

impl Met {
    fn new(text: &str, number: u16, advance: i32) -> Self {
        let (mut bytes, mut length) = ([0; 4], 0);
        for byte in number.to_be_bytes() {
            let (escape, byte) = match byte {
                b'(' | b')' | b'\\' => (Some(b'\\'), byte),
                // A reader takes one for a line feed.
                b'\r' => (Some(b'\\'), b'r'),
                _ => (None, byte),
            };
            for byte in escape.into_iter().chain([byte]) {
                bytes[length] = byte;
                length += 1;
            }
        }
        Self { text: text.into(), number, escaped: (bytes, length as u8), advance, page: 0 }
    }

    fn string(&self) -> &[u8] {
        &self.escaped.0[..usize::from(self.escaped.1)]
    }
}

/// What keeps its own name wherever a reader goes by the font's map alone: a hyphen, which ends lines too, and the space, which
/// the narrow and fixed ones often share their glyph with.
const PLAIN: [char; 2] = ['-', ' '];

impl Inventory {
    /// Takes a face in, and draws its plain characters before all others: a glyph's name in the font's map is what it is first
    /// drawn for.
    pub(super) fn enter(&mut self, id: FaceId, face: &Face, font: &Font, surface: &mut Surface<'_>) {
        let index = self.fonts.iter().position(|(other, _)| other == font).unwrap_or_else(|| {
            let known = Known { glyphs: Vec::new(), count: 0, first: None, outlined: is_outlined(&face.data) };
            self.fonts.push((font.clone(), known));
            self.fonts.len() - 1
        });
        self.faces.insert(id, index);
        let known = &mut self.fonts[index].1;
        for (character, glyph) in PLAIN.into_iter().filter_map(|character| Some((character, face.glyph(character)?))) {
            known.meet(glyph, character.encode_utf8(&mut [0; 4]), face, (font, None), surface);
        }
    }

    /// Names the font of a run as a resource of the page, by drawing any glyph of it.
    pub(super) fn name(&mut self, run: &GlyphRun, face: &Face, location: Location, surface: &mut Surface<'_>) {
        let Some((font, known)) = self.faces.get(&run.face).map(|&index| &mut self.fonts[index]) else { return };
        if known.any().is_none()
            && let Some(first) = run.glyphs.iter().next()
        {
            known.meet(first.id, &run.text[cluster(&run.text, &first)], face, (font, Some(location)), surface);
        }
        if let Some((glyph, text)) = known.any() {
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

    /// The glyphs that the page at hand shows.
    pub(super) fn seen(&self) -> Vec<Seen<'_>> {
        let plain = self.page.plain.iter().filter_map(|&(face, glyph)| {
            let Met { text, number, .. } = self.met(face, glyph)?;
            Some(Seen { face, glyph, text, number: *number, is_replaced: false })
        });
        let replaced = self.page.replaced.iter().filter_map(|(face, glyph, text)| {
            let number = self.met(*face, *glyph)?.number;
            Some(Seen { face: *face, glyph: *glyph, text, number, is_replaced: true })
        });
        plain.chain(replaced).collect()
    }

    /// Whether the content of a page that shows these glyphs would be the same in this file. Those of them that no page before it
    /// shows must be the next in number.
    pub(super) fn agrees(&self, seen: &[Seen<'_>]) -> bool {
        let mut counts: Vec<u16> = self.fonts.iter().map(|(_, known)| known.count).collect();
        seen.iter().all(|seen| {
            let Some(&font) = self.faces.get(&seen.face).filter(|&&font| self.fonts[font].1.outlined) else { return false };
            match self.met(seen.face, seen.glyph) {
                Some(met) => met.number == seen.number && (*met.text != *seen.text) == seen.is_replaced,
                None => {
                    counts[font] = counts[font].saturating_add(1);
                    !seen.is_replaced && seen.number == counts[font]
                }
            }
        })
    }

    /// Takes in the glyphs of a page that agrees and is not drawn.
    pub(super) fn admit(&mut self, seen: &[Seen<'_>], fonts: &FontSet, surface: &mut Surface<'_>) {
        for seen in seen {
            let Some((font, known)) = self.faces.get(&seen.face).map(|&index| &mut self.fonts[index]) else { continue };
            known.meet(seen.glyph, seen.text, fonts.face(seen.face), (font, None), surface);
        }
    }

    /// What the file knows of a glyph, of a font that is one font in it.
    fn met(&self, face: FaceId, glyph: u16) -> Option<&Met> {
        let (_, known) = &self.fonts[*self.faces.get(&face)?];
        known.glyphs.get(usize::from(glyph))?.as_ref().filter(|_| known.outlined)
    }

    /// The glyphs of `run`, given unpacked, in parts, each with a replacement text at its end at most.
    pub(super) fn parts(
        &mut self,
        (run, all): (&GlyphRun, &[Glyph]),
        face: &Face,
        location: Location,
        surface: &mut Surface<'_>,
    ) -> Vec<Part> {
        let Some((font, known)) = self.faces.get(&run.face).map(|&index| &mut self.fonts[index]) else { return Vec::new() };
        let mut parts = Vec::with_capacity(1);
        let mut start = 0;
        // The first glyph of the cluster at hand, whose characters it shows.
        let mut first = 0;
        let mut next = all.first().map(|glyph| cluster(&run.text, glyph));
        for (index, glyph) in all.iter().enumerate() {
            let range = next.unwrap_or_default();
            let text = &run.text[range.clone()];
            let stands_for_other = known.meet(glyph.id, text, face, (font, Some(location)), surface);
            self.page.note(run.face, known, (glyph.id, text), stands_for_other);
            next = all.get(index + 1).map(|glyph| cluster(&run.text, glyph));
            if next.as_ref() == Some(&range) {
                continue;
            }
            // Several glyphs of one cluster have one replacement text for all of them.
            if stands_for_other || first < index {
                parts.push(Part { glyphs: start..index + 1, replaced: first..index + 1 });
                start = index + 1;
            }
            first = index + 1;
        }
        let end = all.len();
        if start < end {
            parts.push(Part { glyphs: start..end, replaced: end..end });
        }
        parts
    }

    /// Draws a part of a run, whose glyphs are given unpacked.
    pub(super) fn draw(
        &self,
        (run, all): (&GlyphRun, &[Glyph]),
        part: &Part,
        location: Location,
        shown: &mut Shown,
        surface: &mut Surface<'_>,
    ) {
        let Some((font, known)) = self.faces.get(&run.face).map(|&index| &self.fonts[index]) else { return };
        let em = run.size.to_points();
        if em <= 0.0 || part.glyphs.is_empty() {
            return;
        }
        // The library draws glyphs as wide as the face has them: a run that is widened is drawn in a space that is.
        let wide = 1.0 + f64::from(run.widening) / 10_000.0;
        let units = f64::from(font.units_per_em());
        let mut pen = Pen { run, units, wide: em * wide, steps: units * f64::from(STEPS) / (em * wide), owed: 0.0, location };
        let plain = part.glyphs.start..part.replaced.start;
        let start = shown.bytes.len();
        let mut glyphs = Vec::with_capacity(1 + part.replaced.len());
        match known.string(&all[plain.clone()], &mut pen, &mut shown.bytes) {
            Some((first, steps)) => {
                shown.ours(first);
                glyphs.push(pen.shown(&all[plain.start], steps, 0.0));
            }
            None => {
                shown.bytes.truncate(start);
                shown.theirs();
                pen.owed = 0.0;
                glyphs.extend(all[plain].iter().map(|glyph| pen.glyph(glyph)));
            }
        }
        glyphs.extend(all[part.replaced.clone()].iter().map(|glyph| pen.glyph(glyph)));
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
            surface.draw_glyphs(origin, &glyphs, font.clone(), &run.text, em as f32, false);
            return;
        };
        surface.push_transform(&transform);
        surface.draw_glyphs(geom::Point::default(), &glyphs, font.clone(), &run.text, em as f32, false);
        surface.pop();
    }
}

impl Shows {
    /// Notes that the page shows a glyph.
    fn note(&mut self, face: FaceId, known: &mut Known, (glyph, text): (u16, &str), is_replaced: bool) {
        if is_replaced {
            let is_noted = |(face_of, other, said): &(FaceId, u16, Box<str>)| (*face_of, *other, &**said) == (face, glyph, text);
            if !self.replaced.iter().any(is_noted) {
                self.replaced.push((face, glyph, text.into()));
            }
        } else if let Some(Some(met)) = known.glyphs.get_mut(usize::from(glyph))
            && met.page != self.number
        {
            met.page = self.number;
            self.plain.push((face, glyph));
        }
    }
}

impl Known {
    /// A glyph that was drawn before, with what it stands for.
    fn any(&self) -> Option<(GlyphId, &str)> {
        let glyph = self.first?;
        let met = self.glyphs.get(usize::from(glyph))?.as_ref()?;
        Some((GlyphId::new(u32::from(glyph)), &met.text))
    }

    /// Notes what a glyph is drawn for; whether it was first drawn for something else.
    fn meet(
        &mut self,
        glyph: u16,
        text: &str,
        face: &Face,
        introduction: (&Font, Option<Location>),
        surface: &mut Surface<'_>,
    ) -> bool {
        match self.glyphs.get(usize::from(glyph)) {
            // The glyph for what a face cannot show is reported wherever it stands.
            Some(Some(met)) if glyph != 0 => match (met.text.as_bytes(), text.as_bytes()) {
                ([first], [now]) => first != now,
                (first, now) => first != now,
            },
            _ => self.introduce(glyph, text, face, introduction, surface),
        }
    }

    /// Has the library draw a glyph where nobody sees it: it numbers glyphs as they come, and checks them.
    #[cold]
    fn introduce(
        &mut self,
        glyph: u16,
        text: &str,
        face: &Face,
        (font, location): (&Font, Option<Location>),
        surface: &mut Surface<'_>,
    ) -> bool {
        let slot = usize::from(glyph);
        if self.glyphs.len() <= slot {
            self.glyphs.resize_with(slot + 1, || None);
        }
        let shown = KrillaGlyph::new(GlyphId::new(u32::from(glyph)), 0.0, 0.0, 0.0, 0.0, 0..text.len(), location);
        let mut unseen = surface.stream_builder();
        let mut aside = unseen.surface();
        aside.draw_glyphs(geom::Point::default(), &[shown], font.clone(), text, 1.0, false);
        aside.finish();
        let _never_shown = unseen.finish();
        let number = if glyph == 0 { 0 } else { self.count + 1 };
        self.first = self.first.or((glyph != 0).then_some(glyph));
        self.count = self.count.max(number);
        let met = self.glyphs[slot].get_or_insert_with(|| Met::new(text, number, advance(&face.data, glyph)));
        *met.text != *text
    }

    /// Writes the operator that shows `glyphs`: the number of the first of them, and how far they move the pen in steps. None
    /// when the library must draw them itself: a glyph alone, off the baseline, from right to left, or that may be a picture.
    fn string(&self, glyphs: &[Glyph], pen: &mut Pen<'_>, out: &mut Vec<u8>) -> Option<(u16, i32)> {
        if glyphs.len() < 2 || !self.outlined {
            return None;
        }
        let (mut moved, mut off, mut last, mut is_empty) = (0, 0, 0, true);
        out.extend_from_slice(b"[(");
        for glyph in glyphs {
            let met = self.glyphs.get(usize::from(glyph.id))?.as_ref()?;
            if glyph.dy != Length::ZERO || glyph.start < last {
                return None;
            }
            last = glyph.start;
            let aside = if glyph.dx == Length::ZERO { 0 } else { rounded(pen.wanted(glyph.dx)) };
            off += aside;
            if off != 0 {
                if is_empty {
                    out.pop();
                } else {
                    out.push(b')');
                }
                // Positive is to the left, in thousandths of an em.
                decimal(-f64::from(off) * 1000.0 / f64::from(STEPS) / pen.units, out);
                out.push(b'(');
            }
            out.extend_from_slice(met.string());
            is_empty = false;
            let steps = pen.step(glyph.advance);
            off = steps - met.advance - aside;
            moved += steps;
        }
        out.extend_from_slice(b")]TJ");
        let first = self.glyphs.get(usize::from(glyphs[0].id))?.as_ref()?;
        Some((first.number, moved))
    }
}

/// Where a run is drawn, glyph by glyph.
struct Pen<'a> {
    run: &'a GlyphRun,
    /// In an em.
    units: f64,
    /// An em in points, as wide as the run is drawn.
    wide: f64,
    /// Steps in a point.
    steps: f64,
    /// The rounding of one advance is made good by the next that is not the font's own; in steps.
    owed: f64,
    location: Location,
}

impl Pen<'_> {
    /// A length along the line, in steps.
    fn wanted(&self, length: Length) -> f64 {
        length.to_points() * self.steps
    }

    /// How far an advance moves the pen, in whole steps.
    fn step(&mut self, advance: Length) -> i32 {
        let wanted = self.wanted(advance) + self.owed;
        let written = rounded(wanted);
        self.owed = wanted - f64::from(written);
        written
    }

    /// The next glyph for the library.
    fn glyph(&mut self, glyph: &Glyph) -> KrillaGlyph {
        let steps = self.step(glyph.advance);
        self.shown(glyph, steps, (glyph.dx.to_points() / self.wide) as f32)
    }

    /// A glyph for the library that moves the pen by `steps`.
    fn shown(&self, glyph: &Glyph, steps: i32, aside: f32) -> KrillaGlyph {
        let along = f64::from(steps) / f64::from(STEPS) / self.units;
        let above = glyph.dy.to_points() / self.run.size.to_points();
        let range = cluster(&self.run.text, glyph);
        let id = GlyphId::new(u32::from(glyph.id));
        KrillaGlyph::new(id, along as f32, aside, above as f32, 0.0, range, Some(self.location))
    }
}

/// To the nearest whole number; written out, because processors of ten years ago have no instruction for it.
fn rounded(value: f64) -> i32 {
    (value + 0.5_f64.copysign(value)) as i32
}

/// Writes a number with three decimals at most, of which nobody sees the last.
fn decimal(value: f64, out: &mut Vec<u8>) {
    let thousandths = rounded(value * 1000.0);
    if thousandths < 0 {
        out.push(b'-');
    }
    let magnitude = thousandths.unsigned_abs();
    let mut digits = [b'0'; 12];
    let (mut whole, mut at) = (magnitude / 1000, digits.len());
    while at == digits.len() || whole > 0 {
        at -= 1;
        digits[at] = b'0' + (whole % 10) as u8;
        whole /= 10;
    }
    out.extend_from_slice(&digits[at..]);
    let (mut rest, mut place) = (magnitude % 1000, 100);
    if rest > 0 {
        out.push(b'.');
    }
    while rest > 0 {
        out.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

/// How far a glyph moves the pen by its font, in steps.
fn advance(data: &[u8], glyph: u16) -> i32 {
    let Ok(font) = skrifa::FontRef::new(data) else { return 0 };
    let metrics = font.glyph_metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default());
    rounded(f64::from(metrics.advance_width(skrifa::GlyphId::from(glyph)).unwrap_or_default()) * f64::from(STEPS))
}

/// Whether a font has outlines, and nothing else that a glyph could be.
fn is_outlined(data: &[u8]) -> bool {
    use skrifa::raw::TableProvider as _;
    let Ok(font) = skrifa::FontRef::new(data) else { return false };
    let any = |tags: &[&[u8; 4]]| tags.iter().any(|tag| font.data_for_tag(skrifa::Tag::new(tag)).is_some());
    any(&[b"glyf", b"CFF ", b"CFF2"]) && !any(&[b"COLR", b"SVG ", b"sbix", b"CBDT", b"EBDT"])
}

/// The bytes that a glyph shows, held to the text and to whole characters: the library indexes the text with them.
fn cluster(text: &str, glyph: &Glyph) -> Range<usize> {
    let bound = |offset: u32| match offset as usize {
        offset if text.is_char_boundary(offset) => offset,
        offset => text.floor_char_boundary(offset),
    };
    let start = bound(glyph.start);
    start..bound(glyph.end).max(start)
}
