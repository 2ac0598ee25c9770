//! Words shaped before. What a face makes of a word is the same wherever the word stands, so it is asked once.
//!
//! Owns the way from characters to glyphs in font units, and the memory of it. A workbench belongs to one thread at a time and
//! goes back to the font set afterwards: none waits for another, and what one remembers changes nothing but the time that it
//! takes. It knows neither sizes nor paragraphs: see `layout::shape`.

use super::{Face, FaceId, FontSet, Plan};
use harfrust::{Buffer, Direction, Feature, Script, ShapeOptions, ShaperFont};
use std::{
    collections::HashMap,
    fmt,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

/// A glyph as the face has it, lengths in font units, in logical order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitGlyph {
    /// Its number.
    pub id: u16,
    /// First byte of the text that it shows.
    pub cluster: u32,
    /// How far the pen moves.
    pub advance: i32,
    /// Displacement to the right.
    pub dx: i32,
    /// Displacement upwards.
    pub dy: i32,
}

/// What text is shaped as: a face, and all that chooses its rules.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// The face.
    pub face: FaceId,
    /// The script.
    pub script: Script,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// The language.
    pub lang: &'a str,
    /// What is asked of the face.
    pub features: &'a [Feature],
}

/// Shapes text, and remembers what it has shaped.
#[derive(Default)]
pub struct Workbench {
    buffer: Option<Buffer>,
    manners: Vec<Known>,
}

/// A manner that was met, and its words.
struct Known {
    face: FaceId,
    script: Script,
    right_to_left: bool,
    lang: String,
    features: Vec<Feature>,
    plan: Plan,
    words: HashMap<Box<str>, Range<u32>, foldhash::fast::RandomState>,
    glyphs: Vec<UnitGlyph>,
    /// What stands between words, when it is one glyph.
    space: Option<UnitGlyph>,
}

/// A manner known to a workbench.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MannerId(usize);

/// The workbenches that nobody uses.
#[derive(Clone, Default)]
pub(super) struct Workshop(Arc<Mutex<Vec<Workbench>>>);

/// Glyphs that a workbench remembers for one manner: some 50,000 words. A text that never repeats itself must not fill the memory.
const MOST: usize = 1 << 19;
/// Bytes of the longest piece worth remembering: a running head is, a paragraph is not.
const LONGEST: usize = 96;

impl FontSet {
    /// A workbench, with what it remembers.
    #[must_use]
    pub fn workbench(&self) -> Workbench {
        self.workshop.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Puts a workbench back for the next one.
    pub fn put_back(&self, workbench: Workbench) {
        self.workshop.0.lock().unwrap_or_else(PoisonError::into_inner).push(workbench);
    }
}

impl Workbench {
    /// The number of a manner.
    pub fn manner(&mut self, fonts: &FontSet, wanted: &Manner<'_>) -> MannerId {
        let same = |known: &Known| {
            known.face == wanted.face
                && known.script == wanted.script
                && known.right_to_left == wanted.right_to_left
                && known.lang == wanted.lang
                && known.features == wanted.features
        };
        if let Some(index) = self.manners.iter().position(same) {
            return MannerId(index);
        }
        let plan = fonts.face(wanted.face).plan(wanted.script, wanted.right_to_left, wanted.lang, wanted.features);
        self.manners.push(Known {
            face: wanted.face,
            script: wanted.script,
            right_to_left: wanted.right_to_left,
            lang: wanted.lang.to_owned(),
            features: wanted.features.to_vec(),
            plan,
            words: HashMap::default(),
            glyphs: Vec::new(),
            space: None,
        });
        MannerId(self.manners.len() - 1)
    }

    /// Hands each glyph of `text` to `put`.
    pub fn shape(&mut self, fonts: &FontSet, manner: MannerId, text: &str, mut put: impl FnMut(UnitGlyph)) {
        let known = &mut self.manners[manner.0];
        let face = fonts.face(known.face);
        if known.right_to_left || !face.words_stand_apart() {
            return known.piece(face, &mut self.buffer, text, 0, &mut put);
        }
        let mut start = 0;
        for (at, _) in text.match_indices(' ') {
            // A mark stands on the space before it, and is shaped with it.
            let after = &text[at + 1..];
            if at < start || after.chars().next().is_some_and(may_be_a_mark) {
                continue;
            }
            known.piece(face, &mut self.buffer, &text[start..at], start, &mut put);
            match known.space {
                Some(space) => put(UnitGlyph { cluster: at as u32, ..space }),
                None => known.learn_space(face, &mut self.buffer, at, &mut put),
            }
            start = at + 1;
        }
        known.piece(face, &mut self.buffer, &text[start..], start, &mut put);
    }
}

/// Whether a character might join the space before it; more characters than those that do.
const fn may_be_a_mark(character: char) -> bool {
    character >= '\u{300}' && !matches!(character, '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{205f}' | '\u{20a0}'..='\u{20bf}')
}

impl Known {
    /// Hands the glyphs of a piece that begins at byte `start` to `put`, shaping it unless it is remembered.
    fn piece(&mut self, face: &Face, buffer: &mut Option<Buffer>, text: &str, start: usize, put: &mut impl FnMut(UnitGlyph)) {
        if text.is_empty() {
            return;
        }
        let mut moved = |glyph: &UnitGlyph| put(UnitGlyph { cluster: glyph.cluster + start as u32, ..*glyph });
        if let Some(range) = self.words.get(text) {
            self.glyphs[range.start as usize..range.end as usize].iter().for_each(moved);
            return;
        }
        if self.glyphs.len() > MOST {
            self.words.clear();
            self.glyphs.clear();
        }
        let first = self.glyphs.len();
        self.ask(face, buffer, text);
        self.glyphs[first..].iter().for_each(&mut moved);
        if text.len() <= LONGEST {
            self.words.insert(text.into(), first as u32..self.glyphs.len() as u32);
        } else {
            self.glyphs.truncate(first);
        }
    }

    /// The same for a space, of which there is one after every word.
    fn learn_space(&mut self, face: &Face, buffer: &mut Option<Buffer>, start: usize, put: &mut impl FnMut(UnitGlyph)) {
        let mut glyphs = Vec::with_capacity(1);
        self.piece(face, buffer, " ", 0, &mut |glyph| glyphs.push(glyph));
        if let [space] = glyphs[..] {
            self.space = Some(space);
        }
        glyphs.iter().for_each(|glyph| put(UnitGlyph { cluster: glyph.cluster + start as u32, ..*glyph }));
    }

    /// Has the face shape `text`, and appends its glyphs in logical order.
    fn ask(&mut self, face: &Face, shared: &mut Option<Buffer>, text: &str) {
        let mut buffer = shared.take().unwrap_or_default();
        buffer.clear();
        for (offset, character) in text.char_indices() {
            buffer.push(character as u32, offset as u32);
        }
        buffer.set_direction(if self.right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.set_script(Some(self.script));
        let font = ShaperFont::new(face.font());
        let options = ShapeOptions::new().plan(Some(&self.plan)).features(&self.features);
        // The plan is made for this script and direction: shaping cannot refuse them.
        if harfrust::shape(&font, &mut buffer, options).is_ok() {
            let first = self.glyphs.len();
            let shaped = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
            self.glyphs.extend(shaped.map(|(info, position)| UnitGlyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                cluster: info.cluster,
                advance: position.x_advance,
                dx: position.x_offset,
                dy: position.y_offset,
            }));
            if self.right_to_left {
                self.glyphs[first..].reverse();
            }
        }
        *shared = Some(buffer);
    }
}

impl fmt::Debug for Workbench {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Workbench({} manners)", self.manners.len())
    }
}

impl fmt::Debug for Workshop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Workshop")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::Diagnostics, fonts::FamilyRole, source::SourceMap};

    const TEXT: &str = "AVANT de partir, l’affluence fluide\u{a0}: «\u{a0}Tout va\u{a0}?\u{a0}» 1 234,5 To, V. Fi – fjord ffi ; fin  Qu’y a-t-il \u{301}e";

    fn shaped(bench: &mut Workbench, fonts: &FontSet, manner: MannerId, whole: bool) -> Vec<UnitGlyph> {
        let mut glyphs = Vec::new();
        if whole {
            let known = &mut bench.manners[manner.0];
            known.piece(fonts.face(known.face), &mut bench.buffer, TEXT, 0, &mut |glyph| glyphs.push(glyph));
        } else {
            bench.shape(fonts, manner, TEXT, |glyph| glyphs.push(glyph));
        }
        glyphs
    }

    #[test]
    fn words_are_shaped_as_their_line_would_be() {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        let features = [Feature::new(harfrust::Tag::new(b"onum"), 1, ..), Feature::new(harfrust::Tag::new(b"smcp"), 1, ..)];
        for (face, _) in fonts.faces() {
            for features in [&features[..], &features[..1], &[]] {
                let mut bench = fonts.workbench();
                let manner =
                    bench.manner(&fonts, &Manner { face, script: Script::LATIN, right_to_left: false, lang: "fr", features });
                let whole = shaped(&mut bench, &fonts, manner, true);
                assert!(!whole.is_empty());
                for _ in 0..2 {
                    assert_eq!(shaped(&mut bench, &fonts, manner, false), whole, "{:?}", fonts.face(face));
                }
            }
        }
    }

    #[test]
    fn the_text_faces_have_no_rule_that_sees_a_space() {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        for (bold, italic) in [(false, false), (false, true), (true, false), (true, true)] {
            assert!(fonts.face(fonts.choose(FamilyRole::Text, bold, italic)).words_stand_apart());
        }
        // Its italics kern the space, its upright faces know a ligature that begins with one.
        assert!(!fonts.face(fonts.choose(FamilyRole::Sans, false, true)).words_stand_apart());
        assert!(!fonts.face(fonts.choose(FamilyRole::Sans, false, false)).words_stand_apart());
    }
}
