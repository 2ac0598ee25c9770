//! A font of the file: its glyphs, in the order in which the library numbers them.
//!
//! The library gives a glyph its CID when it first draws it, and the ToUnicode map then has the characters for which it was drawn. So each
//! glyph is drawn once, out of sight, before a string uses its CID. Clauses are of ISO 32000-1.

use crate::fonts::Face;
use krilla::{
    geom,
    surface::{Location, Surface},
    text::{Font, GlyphId, KrillaGlyph},
};
use skrifa::MetadataProvider as _;

/// Steps in a unit of the font: advances are rounded to quarters of a unit, a difference that nobody can see.
pub(super) const STEPS_PER_UNIT: i32 = 4;

/// A font of the file (a CID font, 9.7.4), as far as the library has seen its glyphs.
pub(super) struct CidFont {
    /// The registered glyphs, by glyph index of the face.
    glyphs: Vec<Option<CidGlyph>>,
    /// The highest CID given so far; `.notdef` has 0.
    pub(super) last_cid: u16,
    /// The glyph with CID 1.
    first: Option<u16>,
    /// Whether all its glyphs are outlines. The library splits a font with bitmap or colour glyphs into several.
    pub(super) has_outlines_only: bool,
}

/// A registered glyph.
pub(super) struct CidGlyph {
    /// The characters for which it was first drawn: its entry in the ToUnicode map (9.10.3).
    pub(super) text: Box<str>,
    pub(super) cid: u16,
    /// The CID as bytes of a literal string (7.3.4.2), and how many of these bytes are used.
    escaped: ([u8; 4], u8),
    /// Its advance in the font, in steps.
    pub(super) advance: i32,
    /// The last page that showed it for these characters.
    pub(super) page: u32,
}

impl CidGlyph {
    fn new(text: &str, cid: u16, advance: i32) -> Self {
        let (mut bytes, mut length) = ([0; 4], 0);
        for byte in cid.to_be_bytes() {
            let (escape, byte) = match byte {
                b'(' | b')' | b'\\' => (Some(b'\\'), byte),
                // Unescaped, it would be read as a line feed.
                b'\r' => (Some(b'\\'), b'r'),
                _ => (None, byte),
            };
            for byte in escape.into_iter().chain([byte]) {
                bytes[length] = byte;
                length += 1;
            }
        }
        Self { text: text.into(), cid, escaped: (bytes, length as u8), advance, page: 0 }
    }

    /// The CID as bytes of a literal string.
    pub(super) fn code(&self) -> &[u8] {
        &self.escaped.0[..usize::from(self.escaped.1)]
    }
}

impl CidFont {
    /// A font without registered glyphs, from the bytes of its file.
    pub(super) fn new(data: &[u8]) -> Self {
        Self { glyphs: Vec::new(), last_cid: 0, first: None, has_outlines_only: has_outlines_only(data) }
    }

    /// The registered glyph of this glyph index.
    pub(super) fn glyph(&self, glyph: u16) -> Option<&CidGlyph> {
        self.glyphs.get(usize::from(glyph))?.as_ref()
    }

    /// The same, to be changed.
    pub(super) fn glyph_mut(&mut self, glyph: u16) -> Option<&mut CidGlyph> {
        self.glyphs.get_mut(usize::from(glyph))?.as_mut()
    }

    /// A registered glyph, with the characters that it represents.
    pub(super) fn any_glyph(&self) -> Option<(GlyphId, &str)> {
        let glyph = self.first?;
        let known = self.glyph(glyph)?;
        Some((GlyphId::new(u32::from(glyph)), &known.text))
    }

    /// Registers a glyph that is drawn for `text`. Returns whether the ToUnicode map gives it other characters, so that it needs a
    /// replacement text.
    pub(super) fn register(
        &mut self,
        glyph: u16,
        text: &str,
        face: &Face,
        font: (&Font, Option<Location>),
        surface: &mut Surface<'_>,
    ) -> bool {
        match self.glyph(glyph) {
            // `.notdef` is drawn again each time, so that the library reports every place.
            Some(known) if glyph != 0 => match (known.text.as_bytes(), text.as_bytes()) {
                ([first], [now]) => first != now,
                (first, now) => first != now,
            },
            _ => self.register_new(glyph, text, face, font, surface),
        }
    }

    /// Has the library draw a glyph out of sight, so that it checks the glyph and gives it the next CID.
    #[cold]
    fn register_new(
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
        let mut builder = surface.stream_builder();
        let mut hidden = builder.surface();
        hidden.draw_glyphs(geom::Point::default(), &[shown], font.clone(), text, 1.0, false);
        hidden.finish();
        let _unused = builder.finish();
        let cid = if glyph == 0 { 0 } else { self.last_cid + 1 };
        self.first = self.first.or((glyph != 0).then_some(glyph));
        self.last_cid = self.last_cid.max(cid);
        let known = self.glyphs[slot].get_or_insert_with(|| CidGlyph::new(text, cid, advance(&face.data, glyph)));
        *known.text != *text
    }
}

/// Rounds to the nearest whole number, halves away from zero. `f64::round` is slow on processors without an instruction for it.
pub(super) fn round(value: f64) -> i32 {
    (value + 0.5_f64.copysign(value)) as i32
}

/// The advance of a glyph in its font, in steps.
fn advance(data: &[u8], glyph: u16) -> i32 {
    let Ok(font) = skrifa::FontRef::new(data) else { return 0 };
    let metrics = font.glyph_metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default());
    round(f64::from(metrics.advance_width(skrifa::GlyphId::from(glyph)).unwrap_or_default()) * f64::from(STEPS_PER_UNIT))
}

/// Whether a font has outlines, and neither bitmap nor colour glyphs.
fn has_outlines_only(data: &[u8]) -> bool {
    use skrifa::raw::TableProvider as _;
    let Ok(font) = skrifa::FontRef::new(data) else { return false };
    let any = |tags: &[&[u8; 4]]| tags.iter().any(|tag| font.data_for_tag(skrifa::Tag::new(tag)).is_some());
    any(&[b"glyf", b"CFF ", b"CFF2"]) && !any(&[b"COLR", b"SVG ", b"sbix", b"CBDT", b"EBDT"])
}
