//! The character codes (CIDs) of the glyphs of a face, and their advances.
//!
//! A code depends on the face alone, never on the text: pages can be drawn by many threads, and a page of an earlier build fits into any
//! file. Letters of Latin-1 have their own number as code, so that most codes of a text share their first byte and compress well.

use crate::fonts::{Face, FaceId, FontSet, draws};
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
    raw::TableProvider as _,
};
use std::sync::OnceLock;

/// Steps in a unit of the font: advances are rounded to quarters of a unit, a difference that nobody can see.
pub(super) const STEPS_PER_UNIT: i32 = 4;

/// The codes of each face that is used.
pub(super) struct Codes<'a> {
    fonts: &'a FontSet,
    faces: Vec<OnceLock<FaceCodes>>,
}

/// The codes of a face.
#[derive(Default)]
pub(super) struct FaceCodes {
    glyphs: Vec<GlyphCode>,
    pub(super) units_per_em: f64,
    pub(super) hyphen: Option<u16>,
    pub(super) space: Option<u16>,
    /// Glyphs without ink, to show spaces for which the face has no glyph of their own: for U+202F, for U+00A0.
    blanks: [Option<u16>; 2],
    /// Whether it has bitmap or colour glyphs, of which the file shows only the outlines.
    has_other_glyphs: bool,
}

/// The code of a glyph.
#[derive(Clone, Copy)]
pub(super) struct GlyphCode {
    pub(super) cid: u16,
    /// Its advance in the font, in steps.
    pub(super) advance: i32,
    /// The code as bytes of a literal string (7.3.4.2 of ISO 32000-1), and how many of these bytes are used.
    escaped: ([u8; 4], u8),
}

impl<'a> Codes<'a> {
    /// No face is read yet.
    pub(super) fn new(fonts: &'a FontSet) -> Self {
        Self { fonts, faces: fonts.faces().map(|_| OnceLock::new()).collect() }
    }

    /// The codes of a face.
    pub(super) fn face(&self, id: FaceId) -> &FaceCodes {
        self.faces[usize::from(id.0)].get_or_init(|| FaceCodes::read(self.fonts.face(id)))
    }

    /// The face itself.
    pub(super) fn font(&self, id: FaceId) -> &'a Face {
        self.fonts.face(id)
    }
}

/// The characters whose glyphs may stand for U+202F, and for U+00A0, where the face has none for these: fixed spaces that a book
/// hardly uses.
const STAND_INS: [&[char]; 2] =
    [&['\u{2009}', '\u{2006}', '\u{200a}', '\u{2008}'], &['\u{2007}', '\u{2002}', '\u{2004}', '\u{2003}']];

impl FaceCodes {
    fn read(face: &Face) -> Self {
        let Ok(font) = FontRef::new(&face.data) else { return Self::default() };
        let count = font.maxp().map_or(0, |table| table.num_glyphs());
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let cids = cids(face, count);
        let glyphs = (0..count)
            .zip(cids)
            .map(|(glyph, cid)| {
                let advance = metrics.advance_width(GlyphId::from(glyph)).unwrap_or_default();
                GlyphCode::new(cid, (advance * STEPS_PER_UNIT as f32).round() as i32)
            })
            .collect();
        let space = face.glyph(' ');
        let outlines = font.outline_glyphs();
        let blanks = STAND_INS.map(|characters| {
            let glyphs = characters.iter().filter_map(|&character| face.glyph(character));
            glyphs.into_iter().find(|&glyph| Some(glyph) != space && draws(&outlines, GlyphId::from(glyph)) != Some(true))
        });
        let any = |tags: &[&[u8; 4]]| tags.iter().any(|tag| font.data_for_tag(skrifa::Tag::new(tag)).is_some());
        let has_other_glyphs = any(&[b"COLR", b"SVG ", b"sbix", b"CBDT", b"EBDT"]);
        Self { glyphs, units_per_em: face.units_per_em.into(), hyphen: face.glyph('-'), space, blanks, has_other_glyphs }
    }

    /// The code of a glyph; none outside the face.
    pub(super) fn glyph(&self, glyph: u16) -> Option<&GlyphCode> {
        self.glyphs.get(usize::from(glyph))
    }

    /// The number of its glyphs.
    pub(super) const fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// The glyph that shows `text` in place of `glyph`: for a no-break space that the face draws as a space, a glyph without ink that
    /// stands for nothing else. A glyph with two meanings needs two fonts of the file, and readers lose a space that is alone in its
    /// operator.
    pub(super) fn stand_in(&self, glyph: u16, text: &str) -> u16 {
        if Some(glyph) != self.space {
            return glyph;
        }
        match text {
            "\u{202f}" => self.blanks[0].unwrap_or(glyph),
            "\u{a0}" => self.blanks[1].unwrap_or(glyph),
            _ => glyph,
        }
    }

    /// Whether the file cannot show a glyph that the face draws with pixels or colours only.
    pub(super) fn is_lost(&self, glyph: u16, face: &Face) -> bool {
        self.has_other_glyphs
            && FontRef::new(&face.data).is_ok_and(|font| draws(&font.outline_glyphs(), GlyphId::from(glyph)) != Some(true))
    }
}

impl GlyphCode {
    fn new(cid: u16, advance: i32) -> Self {
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
        Self { cid, advance, escaped: (bytes, length as u8) }
    }

    /// The code as bytes of a literal string.
    pub(super) fn code(&self) -> &[u8] {
        &self.escaped.0[..usize::from(self.escaped.1)]
    }
}

/// The code of each of `count` glyphs: the number of a character of Latin-1, and from 256 on for the rest.
fn cids(face: &Face, count: u16) -> Vec<u16> {
    const REST: u16 = 256;
    if count > u16::MAX - REST {
        return (0..count).collect();
    }
    let mut cids = vec![0; usize::from(count)];
    for character in ' '..='\u{ff}' {
        let Some(glyph) = face.glyph(character) else { continue };
        if let Some(cid @ 0) = cids.get_mut(usize::from(glyph)) {
            *cid = character as u16;
        }
    }
    for (next, cid) in (REST..).zip(cids.iter_mut().skip(1).filter(|cid| **cid == 0)) {
        *cid = next;
    }
    cids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::test_pages::{FACE, fonts};
    use std::collections::BTreeSet;

    #[test]
    fn each_glyph_has_a_code_of_its_own() {
        let fonts = fonts();
        for (id, face) in fonts.faces() {
            let codes = Codes::new(&fonts);
            let codes = codes.face(id);
            let cids: BTreeSet<u16> = codes.glyphs.iter().map(|glyph| glyph.cid).collect();
            assert_eq!(cids.len(), codes.len(), "{}", face.postscript_name);
            assert_eq!(codes.glyphs[0].cid, 0);
        }
        let codes = Codes::new(&fonts);
        let codes = codes.face(FACE);
        let cid = |character| codes.glyph(fonts.face(FACE).glyph(character).expect("a glyph")).expect("a code").cid;
        assert_eq!([cid('a'), cid('é'), cid(' ')], [97, 233, 32]);
        assert!(cid('œ') >= 256);
    }

    #[test]
    fn codes_are_escaped_in_strings() {
        let code = |cid| GlyphCode::new(cid, 0).code().to_vec();
        assert_eq!(code(0x0128), b"\x01\\(");
        assert_eq!(code(0x0d5c), b"\\r\\\\");
        assert_eq!(code(0x0041), b"\0A");
    }

    #[test]
    fn narrow_spaces_have_a_glyph_of_their_own() {
        let fonts = fonts();
        let codes = Codes::new(&fonts);
        for role in [crate::fonts::FamilyRole::Text, crate::fonts::FamilyRole::Sans] {
            let id = fonts.choose(role, false, false);
            let face = codes.face(id);
            let space = face.space.expect("a space");
            assert_ne!(face.stand_in(space, "\u{202f}"), space);
            assert_eq!(face.stand_in(space, " "), space);
            assert_eq!(face.stand_in(space + 1, "\u{202f}"), space + 1);
        }
    }
}
