//! The fonts of one page: which glyph stands for which characters.
//!
//! A font of the file gives each code one text (its ToUnicode map, ISO 32000-1, 9.10.3). Where a glyph stands for two texts, as the hyphen
//! stands for itself and for U+2010 (`line_ends`), the second goes into a variant: another font with the same glyphs. A page knows only what it
//! shows itself; `font_objects` finds fonts of the file that agree with all pages.

use super::face_codes::{Codes, FaceCodes};
use crate::fonts::FaceId;
use serde::{Deserialize, Serialize};

/// The fonts of the current page.
pub(super) struct PageFonts<'a> {
    codes: &'a Codes<'a>,
    faces: Vec<PageFace>,
}

/// A face on the current page.
struct PageFace {
    face: FaceId,
    /// For each glyph: one more than its place in the first variant; zero for a glyph that is not there.
    places: Vec<u16>,
    variants: Vec<Vec<(u16, Box<str>)>>,
}

impl PageFace {
    /// Has no glyph stand in the first variant any more.
    fn forget_places(&mut self) {
        for (glyph, _) in self.variants.first().into_iter().flatten() {
            self.places[usize::from(*glyph)] = 0;
        }
    }
}

/// A font that a page uses: a variant of a face.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PageFont {
    pub(super) face: FaceId,
    pub(super) variant: u8,
    /// The glyphs that are shown, each with the characters for which it stands.
    pub(super) glyphs: Vec<(u16, Box<str>)>,
}

/// The most variants of a face on a page. More would be malice; further texts get a replacement text instead.
const MOST_VARIANTS: usize = 8;

impl<'a> PageFonts<'a> {
    pub(super) const fn new(codes: &'a Codes<'a>) -> Self {
        Self { codes, faces: Vec::new() }
    }

    /// Begins a page.
    pub(super) fn clear(&mut self) {
        for face in &mut self.faces {
            face.forget_places();
            face.variants.clear();
        }
    }

    /// Where a face is among those of the page, for [`PageFonts::variant`].
    pub(super) fn index(&mut self, face: FaceId) -> usize {
        if let Some(index) = self.faces.iter().position(|other| other.face == face) {
            return index;
        }
        let places = vec![0; self.codes.face(face).len()];
        self.faces.push(PageFace { face, places, variants: Vec::new() });
        self.faces.len() - 1
    }

    /// The variant of a face in which `glyph` stands for `text`, and whether the pair is new on the page. None when there are too many.
    #[inline]
    pub(super) fn variant(&mut self, index: usize, glyph: u16, text: &str) -> Option<(u8, bool)> {
        let PageFace { face, places, variants } = &mut self.faces[index];
        if let Some(&place) = places.get(usize::from(glyph))
            && place > 0
        {
            let (_, known) = &variants[0][usize::from(place) - 1];
            let is_same = match (known.as_bytes(), text.as_bytes()) {
                ([known], [text]) => known == text,
                (known, text) => known == text,
            };
            if is_same {
                return Some((0, false));
            }
        }
        Self::other_variant(self.codes.face(*face), places, variants, (glyph, text))
    }

    #[cold]
    fn other_variant(
        codes: &FaceCodes,
        places: &mut [u16],
        variants: &mut Vec<Vec<(u16, Box<str>)>>,
        (glyph, text): (u16, &str),
    ) -> Option<(u8, bool)> {
        // In the first variant the hyphen and the space stand for themselves, whatever comes first.
        let is_reserved = (Some(glyph) == codes.hyphen && text != "-") || (Some(glyph) == codes.space && text != " ");
        let place = places.get_mut(usize::from(glyph))?;
        if *place == 0 && !is_reserved {
            if variants.is_empty() {
                variants.push(Vec::new());
            }
            variants[0].push((glyph, text.into()));
            *place = u16::try_from(variants[0].len()).ok()?;
            return Some((0, true));
        }
        for (index, variant) in variants.iter_mut().enumerate().skip(1) {
            match variant.iter().find(|(other, _)| *other == glyph) {
                Some((_, known)) if **known == *text => return Some((index as u8, false)),
                Some(_) => {}
                None => {
                    variant.push((glyph, text.into()));
                    return Some((index as u8, true));
                }
            }
        }
        if variants.is_empty() {
            variants.push(Vec::new());
        }
        if variants.len() >= MOST_VARIANTS {
            return None;
        }
        variants.push(vec![(glyph, text.into())]);
        Some((variants.len() as u8 - 1, true))
    }

    /// The fonts that the page uses, in the order of faces; the page ends with that.
    pub(super) fn take_used(&mut self) -> Vec<PageFont> {
        let mut used: Vec<PageFont> = Vec::new();
        for face in &mut self.faces {
            face.forget_places();
            for (variant, glyphs) in face.variants.drain(..).enumerate().filter(|(_, glyphs)| !glyphs.is_empty()) {
                used.push(PageFont { face: face.face, variant: variant as u8, glyphs });
            }
        }
        used.sort_unstable_by_key(|font| (font.face, font.variant));
        used
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::test_pages::{FACE, fonts};

    #[test]
    fn a_second_text_of_a_glyph_goes_into_a_variant() {
        let fonts = fonts();
        let codes = Codes::new(&fonts);
        let mut page = PageFonts::new(&codes);
        let face = page.index(FACE);
        let glyph = |character| fonts.face(FACE).glyph(character).expect("a glyph");
        assert_eq!(page.variant(face, glyph('a'), "a"), Some((0, true)));
        assert_eq!(page.variant(face, glyph('a'), "a"), Some((0, false)));
        assert_eq!(page.variant(face, glyph('a'), "ä"), Some((1, true)));
        // A soft hyphen first: the plain one keeps its place.
        assert_eq!(page.variant(face, glyph('-'), "\u{ad}"), Some((1, true)));
        assert_eq!(page.variant(face, glyph('-'), "-"), Some((0, true)));
        let used = page.take_used();
        assert_eq!(used.iter().map(|font| (font.variant, font.glyphs.len())).collect::<Vec<_>>(), [(0, 2), (1, 2)]);
        let given: Vec<_> = (0..20).map(|text| page.variant(face, glyph('b'), &text.to_string())).collect();
        assert_eq!(given.iter().flatten().count(), MOST_VARIANTS);
        page.clear();
        assert_eq!(page.take_used(), []);
        assert_eq!(page.variant(face, glyph('a'), "ä"), Some((0, true)));
    }
}
