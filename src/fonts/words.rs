//! Shaping of words, with a cache: what a face makes of a word is the same wherever the word stands, so it is shaped once.
//!
//! Owns the way from characters to glyphs in font units. A word shaper belongs to one thread at a time and goes back to the pool of its
//! font set afterwards, so that no thread waits for another; what one remembers changes nothing but the time that shaping takes. It knows
//! neither sizes nor paragraphs: see `typeset::shape`.

use super::{
    face::{Face, Plan},
    family::FaceId,
};
use harfrust::{Buffer, Direction, Feature, Script, ShapeOptions, ShaperFont};
use std::{
    collections::HashMap,
    fmt,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

/// A shaped glyph with its lengths in font units. Glyphs come in logical order, also where text runs from right to left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnscaledGlyph {
    /// Its number in the face.
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

/// What a shaping plan is made for: a face, and all that selects its lookups (HarfBuzz: segment properties and features).
#[derive(Clone, Copy, Debug)]
pub struct PlanKey<'a> {
    /// The face.
    pub face: FaceId,
    /// The script.
    pub script: Script,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// The language.
    pub lang: &'a str,
    /// The OpenType features that are asked for.
    pub features: &'a [Feature],
}

/// Shapes text word by word, and remembers the words.
#[derive(Default)]
pub struct WordShaper {
    buffer: Option<Buffer>,
    /// By [`PlanId`].
    caches: Vec<WordCache>,
}

/// A shaping plan with the words that were shaped by it.
struct WordCache {
    face: FaceId,
    script: Script,
    right_to_left: bool,
    lang: String,
    features: Vec<Feature>,
    plan: Plan,
    words: HashMap<Box<str>, Range<u32>, foldhash::fast::RandomState>,
    glyphs: Vec<UnscaledGlyph>,
    /// The space between words, when it is one glyph.
    space: Option<UnscaledGlyph>,
}

/// Index of a shaping plan in the word shaper that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanId(usize);

/// The word shapers that no thread uses at present.
#[derive(Clone, Default)]
pub(super) struct WordShaperPool(Arc<Mutex<Vec<WordShaper>>>);

/// How many glyphs are kept for one plan, some 50,000 words: a text that never repeats itself must not fill the memory.
const CACHE_LIMIT: usize = 1 << 19;
/// Length in bytes of the longest text that is kept: a running head may come again, a paragraph does not.
const LONGEST_CACHED: usize = 96;

/// Longest text in bytes that is shaped as one. The shaper looks back over all marks of a letter at each of them, and over all joined
/// signs: their work goes with the square of their number.
const LONGEST_SHAPED: usize = 4096;

/// Where a text that is too long is divided: at a space in its first part, else before a letter that no sign joins to the one before.
fn place_to_cut(text: &str) -> usize {
    let end = (0..=LONGEST_SHAPED).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = text[..end].char_indices().rev().find(|(at, _)| *at <= end / 2).map_or(0, |(at, _)| at);
    let late = &text[start..end];
    if let Some(space) = late.rfind(' ').filter(|space| start + space > 0) {
        return start + space;
    }
    let mut after = text[end..].chars().next();
    for (at, character) in late.char_indices().rev() {
        if after.is_some_and(|after| !joins(after)) && character != JOINER && start + at > 0 {
            return start + at + character.len_utf8();
        }
        after = Some(character);
    }
    end
}

/// Joins the characters on either side.
const JOINER: char = '\u{200d}';

/// Whether a character belongs to the one before it.
fn joins(character: char) -> bool {
    character == JOINER || unicode_normalization::char::is_combining_mark(character)
}

impl WordShaperPool {
    /// Takes a word shaper out of the pool, or makes one.
    pub(super) fn take(&self) -> WordShaper {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Puts a word shaper back for the next thread.
    pub(super) fn put(&self, shaper: WordShaper) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(shaper);
    }
}

impl WordShaper {
    /// The plan for `wanted`, made when it is asked for first; `face` is the face that `wanted` names.
    pub fn plan(&mut self, face: &Face, wanted: &PlanKey<'_>) -> PlanId {
        let same = |cache: &WordCache| {
            cache.face == wanted.face
                && cache.script == wanted.script
                && cache.right_to_left == wanted.right_to_left
                && cache.lang == wanted.lang
                && cache.features == wanted.features
        };
        if let Some(index) = self.caches.iter().position(same) {
            return PlanId(index);
        }
        let plan = face.plan(wanted.script, wanted.right_to_left, wanted.lang, wanted.features);
        self.caches.push(WordCache {
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
        PlanId(self.caches.len() - 1)
    }

    /// Shapes `text` by a plan of `face`, and hands the glyphs to `put` a word or a space at a time, each time with the byte of `text` from
    /// which their clusters are counted.
    pub fn shape(&mut self, face: &Face, plan: PlanId, text: &str, mut put: impl FnMut(&[UnscaledGlyph], u32)) {
        let cache = &mut self.caches[plan.0];
        if cache.right_to_left || face.space_participates_in_shaping() {
            return cache.shape_cached(face, &mut self.buffer, text, 0, &mut put);
        }
        let mut start = 0;
        for at in memchr::memchr_iter(b' ', text.as_bytes()) {
            // A mark stands on the space before it, and is shaped with it.
            let after = &text[at + 1..];
            if at < start || after.chars().next().is_some_and(may_be_a_mark) {
                continue;
            }
            cache.shape_cached(face, &mut self.buffer, &text[start..at], start, &mut put);
            match cache.space {
                Some(space) => put(&[space], at as u32),
                None => cache.shape_space(face, &mut self.buffer, at, &mut put),
            }
            start = at + 1;
        }
        cache.shape_cached(face, &mut self.buffer, &text[start..], start, &mut put);
    }
}

/// Whether a character might be a combining mark, which joins the space before it; true of more characters than marks.
const fn may_be_a_mark(character: char) -> bool {
    character >= '\u{300}' && !matches!(character, '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{205f}' | '\u{20a0}'..='\u{20bf}')
}

impl WordCache {
    /// Hands the glyphs of `text` to `put`, with the byte `start` at which it begins; shapes it unless it is in the cache.
    fn shape_cached(
        &mut self,
        face: &Face,
        buffer: &mut Option<Buffer>,
        text: &str,
        start: usize,
        put: &mut impl FnMut(&[UnscaledGlyph], u32),
    ) {
        if text.is_empty() {
            return;
        }
        let (mut text, mut start) = (text, start);
        while text.len() > LONGEST_SHAPED {
            let (head, tail) = text.split_at(place_to_cut(text));
            self.shape_cached(face, buffer, head, start, put);
            (text, start) = (tail, start + head.len());
        }
        if let Some(range) = self.words.get(text) {
            return put(&self.glyphs[range.start as usize..range.end as usize], start as u32);
        }
        if self.glyphs.len() > CACHE_LIMIT {
            self.words.clear();
            self.glyphs.clear();
        }
        let first = self.glyphs.len();
        self.shape_uncached(face, buffer, text);
        put(&self.glyphs[first..], start as u32);
        if text.len() <= LONGEST_CACHED {
            self.words.insert(text.into(), first as u32..self.glyphs.len() as u32);
        } else {
            self.glyphs.truncate(first);
        }
    }

    /// The same for the space at byte `start`, which is kept by itself because one follows every word.
    fn shape_space(
        &mut self,
        face: &Face,
        buffer: &mut Option<Buffer>,
        start: usize,
        put: &mut impl FnMut(&[UnscaledGlyph], u32),
    ) {
        let mut space = None;
        self.shape_cached(face, buffer, " ", start, &mut |glyphs, start| {
            space = <[UnscaledGlyph; 1]>::try_from(glyphs).ok().map(|[space]| space);
            put(glyphs, start);
        });
        self.space = space;
    }

    /// Has the face shape `text`, and appends its glyphs in logical order.
    fn shape_uncached(&mut self, face: &Face, shared: &mut Option<Buffer>, text: &str) {
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
            self.glyphs.extend(shaped.map(|(info, position)| UnscaledGlyph {
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

impl fmt::Debug for WordShaper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WordShaper({} plans)", self.caches.len())
    }
}

impl fmt::Debug for WordShaperPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WordShaperPool")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_text_too_long_is_cut_at_a_space_or_before_a_letter() {
        use super::{LONGEST_SHAPED, place_to_cut};
        let long = LONGEST_SHAPED * 2;
        for text in ["mot ".repeat(long), "é".repeat(long), format!("a{}", "\u{301}".repeat(long)), "👩\u{200d}".repeat(long)]
        {
            let cut = place_to_cut(&text);
            assert!((LONGEST_SHAPED / 2 - 4..=LONGEST_SHAPED).contains(&cut), "{cut}");
            assert!(text.is_char_boundary(cut));
        }
        assert!("mot ".repeat(long)[place_to_cut(&"mot ".repeat(long))..].starts_with(' '));
        let marked = "e\u{301}".repeat(long);
        assert!(marked[place_to_cut(&marked)..].starts_with('e'), "a letter keeps its mark");
    }

    use super::*;
    use crate::{
        diagnostic::Diagnostics,
        fonts::{FamilyRole, FontSet},
        source::SourceMap,
    };

    const TEXT: &str = "AVANT de partir, l’affluence fluide\u{a0}: «\u{a0}Tout va\u{a0}?\u{a0}» 1 234,5 To, V. Fi – fjord ffi ; fin  Qu’y a-t-il \u{301}e";

    fn shape(shaper: &mut WordShaper, face: &Face, plan: PlanId, whole: bool) -> Vec<UnscaledGlyph> {
        let mut glyphs = Vec::new();
        if whole {
            shaper.caches[plan.0].shape_cached(face, &mut shaper.buffer, TEXT, 0, &mut |word, _| glyphs.extend_from_slice(word));
        } else {
            let moved = |start| move |glyph: &UnscaledGlyph| UnscaledGlyph { cluster: glyph.cluster + start, ..*glyph };
            shaper.shape(face, plan, TEXT, |word, start| glyphs.extend(word.iter().map(moved(start))));
        }
        glyphs
    }

    #[test]
    fn words_are_shaped_as_their_line_would_be() {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        let features = [Feature::new(harfrust::Tag::new(b"onum"), 1, ..), Feature::new(harfrust::Tag::new(b"smcp"), 1, ..)];
        for (id, face) in fonts.faces() {
            for features in [&features[..], &features[..1], &[]] {
                let mut shaper = fonts.word_shaper();
                let key = PlanKey { face: id, script: Script::LATIN, right_to_left: false, lang: "fr", features };
                let plan = shaper.plan(face, &key);
                let whole = shape(&mut shaper, face, plan, true);
                assert!(!whole.is_empty());
                for _ in 0..2 {
                    assert_eq!(shape(&mut shaper, face, plan, false), whole, "{face:?}");
                }
            }
        }
    }

    #[test]
    fn the_text_faces_have_no_rule_that_sees_a_space() {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        for (bold, italic) in [(false, false), (false, true), (true, false), (true, true)] {
            assert!(!fonts.face(fonts.choose(FamilyRole::Text, bold, italic)).space_participates_in_shaping());
        }
        // Its italics kern the space, its upright faces know a ligature that begins with one.
        assert!(fonts.face(fonts.choose(FamilyRole::Sans, false, true)).space_participates_in_shaping());
        assert!(fonts.face(fonts.choose(FamilyRole::Sans, false, false)).space_participates_in_shaping());
    }
}
