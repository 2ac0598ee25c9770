//! A face: its bytes, its metrics, its coverage, and the shaping plans made for it.

use super::{
    data::FontData,
    ink::{self, InkExtents, InkTable},
    sound::{self, Fault, Soundness},
    space,
    sums::Tag,
};
use harfrust::{Direction, Feature, Font, GlyphId, Language, Script, ShapePlan, ShaperFont, font::Blob};
use std::{
    collections::BTreeMap,
    fmt,
    ops::Range,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// A compiled shaping plan, shared by all text of the same script, language and features.
pub(super) type Plan = Arc<ShapePlan>;

/// What a plan is compiled for: script, whether right to left, language, features with their values.
type CacheKey = (Script, bool, String, Vec<([u8; 4], u32)>);

/// A face.
#[derive(Clone)]
pub struct Face {
    /// The font file's bytes (one face a file, index 0).
    pub data: FontData,
    /// Units per em.
    pub units_per_em: u16,
    /// Height above the baseline that lines are given, in units.
    pub ascender: i32,
    /// Depth below the baseline, in units; positive.
    pub descender: i32,
    /// Height of capitals, in units.
    pub cap_height: i32,
    /// Height of a lower-case x, in units.
    pub x_height: i32,
    /// Advance of the hyphen, in units: it is needed at every place where a word may be broken.
    pub hyphen_advance: i32,
    /// Family name.
    pub family: String,
    /// Name in PostScript and PDF.
    pub postscript_name: String,
    /// Whether it is slanted.
    pub italic: bool,
    /// Whether it is heavy.
    pub bold: bool,
    /// How heavy it is (OS/2 `usWeightClass`): 400 is regular, 700 bold.
    pub weight: u16,
    font: Font,
    ink: InkTable,
    /// Glyphs of the characters that nearly all of a French text consists of, by [`frequent_index`]; 0 for none.
    frequent: Arc<[u16]>,
    /// Glyphs of letters that draw nothing, in order: the face counts as having none.
    blank: Arc<[u16]>,
    /// Plans made so far. A plan depends on its key only, so that neither order nor threads change a result.
    plans: Arc<Mutex<BTreeMap<CacheKey, Plan>>>,
    /// Read from its tables when it is asked for first.
    space_participates: OnceLock<bool>,
    /// Found when it is asked for first.
    covers_ascii: OnceLock<bool>,
}

/// Latin letters with their signs, and general punctuation: dashes, apostrophes, spaces of fixed width.
const FREQUENT: [Range<u32>; 2] = [0..0x250, 0x2000..0x2070];

/// The place of a character among the [`FREQUENT`] ones.
const fn frequent_index(character: char) -> Option<usize> {
    let [latin, punctuation] = FREQUENT;
    match character as u32 {
        code if code < latin.end => Some(code as usize),
        code if code >= punctuation.start && code < punctuation.end => Some((latin.end + code - punctuation.start) as usize),
        _ => None,
    }
}

impl Face {
    /// Reads a font file of a project, and names the tables that are not as its maker wrote them; its fault when it is not whole.
    pub(super) fn read_whole(data: FontData) -> Result<(Self, Vec<Tag>), Fault> {
        let Soundness { blank, changed } = sound::soundness(&data)?;
        let mut face = Self::read(data).ok_or(Fault::Damaged)?;
        let has_ink = |glyph: &u16| blank.binary_search(glyph).is_err();
        face.frequent = face.frequent.iter().map(|glyph| if has_ink(glyph) { *glyph } else { 0 }).collect();
        face.blank = blank.into();
        Ok((face, changed))
    }

    /// Reads a font file; none when it is damaged, or lacks what a book needs (glyphs, metrics, a Unicode character map).
    #[must_use]
    pub fn read(data: FontData) -> Option<Self> {
        use harfrust::font::{attribute, name::NameId};
        let blob = match &data {
            FontData::Static(bytes) => Blob::Static(bytes),
            FontData::Shared(bytes) => Blob::Shared(Arc::<Vec<u8>>::clone(bytes)),
        };
        let font = Font::new(blob, 0)?;
        let metrics = font.metrics();
        if font.num_glyphs() == 0 || metrics.raw_units_per_em == 0 || !font.charmap().has_unicode() {
            return None;
        }
        let line = metrics.h_line()?;
        let units =
            |value: harfrust::font::metrics::LineBox| (value.ascender.round().to_i32(), -value.descender.round().to_i32());
        let (ascender, descender) = units(line);
        let per_em = i32::from(metrics.units_per_em);
        // Half an em and two thirds of one are what text faces measure where OS/2 is silent.
        let measured = |value: Option<i32>, otherwise: i32| value.filter(|&height| height > 0).unwrap_or(otherwise);
        let x_height = measured(metrics.x_height.map(|height| height.round().to_i32()), per_em / 2);
        let cap_height = measured(metrics.cap_height.map(|height| height.round().to_i32()), per_em * 2 / 3);
        let names = font.names();
        let name = |id| names.get(id).and_then(|name| name.english_or_first()).map(|name| name.name().to_string());
        let family = name(NameId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(NameId::FAMILY_NAME))?;
        let postscript_name = name(NameId::POSTSCRIPT_NAME).unwrap_or_else(|| family.replace(' ', ""));
        let attributes = font.default_attributes();
        let charmap = font.charmap();
        let glyph = |code: u32| charmap.map_unicode(code).and_then(|glyph| u16::try_from(glyph.to_u32()).ok()).unwrap_or(0);
        let hyphen_advance = ShaperFont::new(&font).glyph_h_advance(GlyphId::new(u32::from(glyph(u32::from('-')))));
        let frequent = FREQUENT.into_iter().flatten().map(glyph).collect();
        let ink = ink::read(&data, glyph);
        Some(Self {
            units_per_em: metrics.units_per_em,
            ascender,
            descender,
            cap_height,
            x_height,
            hyphen_advance,
            italic: attributes.style != attribute::Style::Normal,
            bold: attributes.weight.value() >= attribute::Weight::SEMI_BOLD.value(),
            weight: attributes.weight.value().round() as u16,
            family,
            postscript_name,
            ink,
            frequent,
            blank: Arc::default(),
            data,
            plans: Arc::default(),
            space_participates: OnceLock::new(),
            covers_ascii: OnceLock::new(),
            font,
        })
    }

    /// The glyph of a character before any feature; none when the face has none.
    #[must_use]
    #[inline]
    pub fn glyph(&self, character: char) -> Option<u16> {
        if let Some(index) = frequent_index(character) {
            // Blank ones have been left out.
            return self.frequent.get(index).copied().filter(|&glyph| glyph != 0);
        }
        let glyph = self.font.charmap().map_unicode(character).and_then(|glyph| u16::try_from(glyph.to_u32()).ok())?;
        (glyph != 0 && self.blank.binary_search(&glyph).is_err()).then_some(glyph)
    }

    /// The ink extents of a punctuation sign; none for letters and for signs that never stand in a margin.
    #[must_use]
    pub fn ink_extents(&self, sign: char) -> Option<InkExtents> {
        ink::extents(&self.ink, sign)
    }

    /// Whether the face can show a character.
    #[must_use]
    pub fn covers(&self, character: char) -> bool {
        self.glyph(character).is_some()
    }

    /// Whether the face can show all of ASCII that is printed, and the space.
    #[must_use]
    pub fn covers_ascii(&self) -> bool {
        *self.covers_ascii.get_or_init(|| (' '..='~').all(|character| self.covers(character)))
    }

    /// Whether a rule of the face may see the space between words; if none does, a word is shaped alike wherever it stands.
    #[must_use]
    pub fn space_participates_in_shaping(&self) -> bool {
        let look = || self.glyph(' ').is_none_or(|space| space::participates_in_shaping(&self.data, space));
        *self.space_participates.get_or_init(look)
    }

    /// The font as the shaper reads it.
    #[must_use]
    pub const fn font(&self) -> &Font {
        &self.font
    }

    /// The shaping plan for a script, direction, language and features.
    #[must_use]
    pub(super) fn plan(&self, script: Script, right_to_left: bool, lang: &str, features: &[Feature]) -> Plan {
        let tags = features.iter().map(|feature| (feature.tag.to_be_bytes(), feature.value)).collect();
        let key = (script, right_to_left, lang.to_owned(), tags);
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let plan = plans.entry(key).or_insert_with(|| {
            let direction = if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
            Arc::new(ShapePlan::new(&self.font, direction, Some(script), Language::new(lang).as_ref(), features))
        });
        Arc::clone(plan)
    }

    /// How far its weight is from that of its style: of two faces of a family in one style the one with less is the style's.
    pub(super) const fn weight_off(&self) -> u16 {
        self.weight.abs_diff(if self.bold { 700 } else { 400 })
    }

    /// Index of the style in a family: 0 regular, 1 italic, 2 bold, 3 bold italic.
    pub(super) const fn style_index(&self) -> usize {
        (self.bold as usize) * 2 + self.italic as usize
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("name", &self.postscript_name).finish_non_exhaustive()
    }
}
