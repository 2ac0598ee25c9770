//! Shaping: characters and faces to glyphs.
//!
//! Owns the choice of a face for each character, of features for each look, and the widths of spaces. It knows no line.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::{FaceId, FontSet, PlanKey, WordShaper},
    typeset::{
        leaves::{Leaf, LeafKind, Leaves, Look, Position},
        length::Length,
        style::Figures,
    },
};
use harfrust::{Feature, Script, Tag};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// A run of text in one face, of one leaf and one direction.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Bytes of the paragraph's text.
    pub(super) range: Range<usize>,
    /// Index of its leaf.
    pub(super) leaf: usize,
    /// The face.
    pub(super) face: FaceId,
    /// The size it is set at.
    pub(super) size: Length,
    /// How far it is raised (or lowered).
    pub(super) rise: Length,
    /// Bidirectional level; odd is right to left.
    pub(super) level: u8,
    script: Script,
    features: Features,
}

/// A glyph in logical order.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapedGlyph {
    pub(super) id: u16,
    /// Its run.
    pub(super) run: u32,
    /// Bytes of the paragraph's text that it shows.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) advance: Length,
    pub(super) dx: Length,
    pub(super) dy: Length,
}

/// A paragraph's glyphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Shaped {
    /// The runs; pictures and forced breaks have none.
    pub(super) runs: Vec<Run>,
    /// The glyphs of all runs in logical order.
    pub(super) glyphs: Vec<ShapedGlyph>,
}

/// What a look asks of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Features {
    figures: Figures,
    small_caps: bool,
    script: Position,
    ligatures: bool,
}

/// Shapes text with one word shaper, which it returns when it is dropped.
pub(super) struct Shaper<'a> {
    fonts: &'a FontSet,
    words: WordShaper,
    /// What is shaped with a hyphen after it.
    hyphenated: String,
}

/// Number of a glyph that is left out; no font has so many.
const DROPPED: u16 = u16::MAX;
/// A thin space is an eighth of an em: the word space of our text face is only a fifth.
const THIN: i64 = 8;
/// Size of raised and lowered characters that a face has no glyphs for, in thousandths.
const SCRIPT_SIZE: i64 = 620;
/// How far they are raised, in thousandths of the size.
const SUPERIOR_RISE: i64 = 340;
/// How far they are lowered.
const INFERIOR_DROP: i64 = 140;

impl<'a> Shaper<'a> {
    pub(super) fn new(fonts: &'a FontSet) -> Self {
        Self { fonts, words: fonts.word_shaper(), hyphenated: String::new() }
    }

    /// The faces.
    pub(super) const fn fonts(&self) -> &'a FontSet {
        self.fonts
    }

    /// Shapes all leaves; `levels` has the bidirectional level of each byte, or is empty where all is left to right.
    pub(super) fn shape(&mut self, leaves: &Leaves, levels: &[u8], sink: &mut Diagnostics) -> Shaped {
        let mut shaped = Shaped::default();
        for (index, leaf) in leaves.leaves.iter().enumerate() {
            match leaf.kind {
                LeafKind::Picture(_) | LeafKind::Break => {}
                LeafKind::Text(_) | LeafKind::Code(_) | LeafKind::Note(_) => {
                    let first = shaped.runs.len();
                    self.split(leaves, index, levels, &mut shaped.runs, sink);
                    for run in first..shaped.runs.len() {
                        self.shape_run(leaves, run, &mut shaped);
                        self.kern_across(leaves, run, &mut shaped);
                    }
                }
            }
        }
        shaped
    }

    /// Kerns the first letter of a run with the last of the run before it, where both are of one face, as in « l’[A](…)V ».
    fn kern_across(&mut self, leaves: &Leaves, index: usize, shaped: &mut Shaped) {
        let Some([before, run]) = index.checked_sub(1).and_then(|first| shaped.runs.get(first..=index)) else { return };
        let place = |run: &Run| (run.face, run.size, run.rise, run.level, run.script, run.features);
        if place(before) != place(run) || before.range.end != run.range.start || run.level % 2 == 1 {
            return;
        }
        let first = shaped.glyphs.partition_point(|glyph| (glyph.run as usize) < index);
        let Some((left, right)) = first.checked_sub(1).and_then(|last| Some((shaped.glyphs[last], *shaped.glyphs.get(first)?)))
        else {
            return;
        };
        let range = left.start as usize..right.end as usize;
        if left.run as usize + 1 != index || leaves.text[range.clone()].contains(char::is_whitespace) {
            return;
        }
        let mut pair = Vec::with_capacity(2);
        self.glyphs(leaves, &shaped.runs[index - 1], index - 1, range, false, &mut pair);
        // A ligature would belong to both.
        if let [kerned, other] = pair[..]
            && (kerned.id, other.id) == (left.id, right.id)
        {
            shaped.glyphs[first - 1].advance = kerned.advance;
        }
    }

    /// Splits a leaf into runs of one face, script and direction.
    fn split(&self, leaves: &Leaves, index: usize, levels: &[u8], runs: &mut Vec<Run>, sink: &mut Diagnostics) {
        let leaf = &leaves.leaves[index];
        let look = &leaf.look;
        let chosen = self.fonts.choose(look.family, look.bold, look.italic);
        let features = Features {
            figures: look.figures,
            small_caps: look.small_caps,
            script: look.script,
            ligatures: look.tracking == Length::ZERO && !matches!(leaf.kind, LeafKind::Code(_)),
        };
        let first = runs.len();
        let text = &leaves.text[leaf.range.clone()];
        let plain = |character| {
            self.has(chosen, character)
                && (character < '\u{250}' || script_of(character).is_none_or(|script| script == Script::LATIN))
        };
        if levels.is_empty() && text.chars().all(plain) {
            // Nearly all of the text: no need to look at its clusters.
            let size = self.size_in(chosen, look);
            let (range, script) = (leaf.range.clone(), Script::LATIN);
            runs.push(Run { range, leaf: index, face: chosen, size, rise: Length::ZERO, level: 0, script, features });
            return;
        }
        let mut lacking = None;
        for (offset, cluster) in text.grapheme_indices(true) {
            let start = leaf.range.start + offset;
            let face = self.face_for(chosen, cluster).unwrap_or_else(|character| {
                // A phrase in a script without a face is one mistake, not one for each letter.
                let goes_on = lacking.is_some_and(|end: usize| !text[end..offset].contains(char::is_alphanumeric));
                if !goes_on {
                    sink.push(missing(character, leaf));
                }
                lacking = Some(offset + cluster.len());
                chosen
            });
            let level = levels.get(start).copied().unwrap_or(0);
            let script = cluster.chars().find_map(script_of);
            let end = start + cluster.len();
            if let Some(run) = runs[first..].last_mut() {
                // Spaces and signs between words of another script stay in its face.
                let of_script = script.is_none() && run.script != Script::COMMON && !cluster.chars().any(char::is_alphanumeric);
                let face_fits = run.face == face || (of_script && face == chosen && self.covers(run.face, cluster));
                let script_fits = script.is_none_or(|script| run.script == script || run.script == Script::COMMON);
                if face_fits && script_fits && run.level == level {
                    run.range.end = end;
                    if let (Script::COMMON, Some(script)) = (run.script, script) {
                        run.script = script;
                    }
                    continue;
                }
            }
            let script = script.unwrap_or(Script::COMMON);
            let size = self.size_in(face, look);
            runs.push(Run { range: start..end, leaf: index, face, size, rise: Length::ZERO, level, script, features });
        }
    }

    /// The face for a grapheme cluster: the chosen one, or the first that has all its characters; else the character that all lack.
    fn face_for(&self, chosen: FaceId, cluster: &str) -> Result<FaceId, char> {
        if self.covers(chosen, cluster) {
            return Ok(chosen);
        }
        let whole = self.fonts.fallbacks().find(|&face| self.covers(face, cluster));
        let lacking = cluster.chars().find(|&character| !self.has(chosen, character)).unwrap_or(' ');
        // A mark that the letter's face lacks comes from another face rather than not at all.
        whole.or_else(|| self.fonts.fallback(lacking)).ok_or(lacking)
    }

    fn covers(&self, face: FaceId, cluster: &str) -> bool {
        cluster.chars().all(|character| self.has(face, character))
    }

    /// Whether a face can show a character, itself or by what the shaper puts in its place.
    fn has(&self, face: FaceId, character: char) -> bool {
        let face = self.fonts.face(face);
        face.covers(character)
            || match character {
                '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => face.covers(' '),
                '\u{2010}' | '\u{2011}' => face.covers('-'),
                '\u{ad}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{fe00}'..='\u{fe0f}' => true,
                _ => false,
            }
    }

    /// The size of a look in a face: literal text is set so small that its x-height is the text's.
    fn size_in(&self, face: FaceId, look: &Look) -> Length {
        use crate::fonts::FamilyRole;
        let mono = self.fonts.choose(FamilyRole::Mono, false, false);
        if face != mono || look.family != FamilyRole::Mono {
            return look.size;
        }
        let (text, mono) = (self.fonts.face(self.fonts.choose(FamilyRole::Text, false, false)), self.fonts.face(mono));
        let (text_em, mono_em) = (i64::from(text.units_per_em), i64::from(mono.units_per_em));
        Length(look.size.0 * i64::from(text.x_height) * mono_em / (text_em * i64::from(mono.x_height).max(1)))
    }

    /// Shapes a run and appends its glyphs; falls back to smaller characters where a face has no superior ones.
    fn shape_run(&mut self, leaves: &Leaves, index: usize, shaped: &mut Shaped) {
        let first = shaped.glyphs.len();
        self.glyphs(leaves, &shaped.runs[index], index, shaped.runs[index].range.clone(), false, &mut shaped.glyphs);
        let run = &mut shaped.runs[index];
        if run.features.script == Position::Baseline {
            return;
        }
        let face = self.fonts.face(run.face);
        let unchanged = shaped.glyphs[first..].iter().any(|glyph| {
            let text = &leaves.text[glyph.start as usize..glyph.end as usize];
            text.chars().any(|character| character.is_alphanumeric() && face.glyph(character) == Some(glyph.id))
        });
        if unchanged {
            let shift = if run.features.script == Position::Superior { SUPERIOR_RISE } else { -INFERIOR_DROP };
            run.rise = run.size.of_em(shift, 1_000);
            run.size = run.size.of_em(SCRIPT_SIZE, 1_000);
            run.features.script = Position::Baseline;
            run.features.figures = Figures::Lining;
            shaped.glyphs.truncate(first);
            let run = shaped.runs[index].clone();
            self.glyphs(leaves, &run, index, run.range.clone(), false, &mut shaped.glyphs);
        }
    }

    /// Shapes a part of a run once more, cut off from what stands beside it, with a hyphen after it if asked.
    ///
    /// The hyphen's glyph shows no byte: it starts and ends at the end of `range`.
    pub(super) fn part(
        &mut self,
        leaves: &Leaves,
        shaped: &Shaped,
        run: usize,
        range: Range<usize>,
        hyphen: bool,
    ) -> Vec<ShapedGlyph> {
        let mut glyphs = Vec::new();
        self.glyphs(leaves, &shaped.runs[run], run, range, hyphen, &mut glyphs);
        glyphs
    }

    /// Width of the hyphen in a run.
    pub(super) fn hyphen_width(&self, run: &Run, look: &Look) -> Length {
        let face = self.fonts.face(run.face);
        run.size.of_em(i64::from(face.hyphen_advance), i64::from(face.units_per_em)) + look.tracking
    }

    fn glyphs(
        &mut self,
        leaves: &Leaves,
        run: &Run,
        index: usize,
        range: Range<usize>,
        hyphen: bool,
        out: &mut Vec<ShapedGlyph>,
    ) {
        let leaf = &leaves.leaves[run.leaf];
        let key = PlanKey {
            face: run.face,
            script: if run.script == Script::COMMON { Script::LATIN } else { run.script },
            right_to_left: run.level % 2 == 1,
            lang: leaf.lang.as_str(),
            features: &run.features.list(),
        };
        let face = self.fonts.face(run.face);
        let plan = self.words.plan(face, &key);
        let mut text = &leaves.text[range.clone()];
        if hyphen {
            self.hyphenated.clear();
            self.hyphenated.push_str(text);
            self.hyphenated.push('-');
            text = &self.hyphenated;
        }
        let first = out.len();
        let em = i64::from(face.units_per_em);
        let scaled = |units: i32| if units == 0 { Length::ZERO } else { run.size.of_em(i64::from(units), em) };
        self.words.shape(face, plan, text, |glyph| {
            let start = range.start as u32 + glyph.cluster;
            let (advance, dx, dy) = (scaled(glyph.advance), scaled(glyph.dx), scaled(glyph.dy));
            out.push(ShapedGlyph { id: glyph.id, run: index as u32, start, end: start, advance, dx, dy });
        });
        self.finish(leaves, run, leaf, range.end, first, out);
    }

    /// Gives each glyph the end of its cluster, spaces their width, and drops what is not to be seen.
    fn finish(&self, leaves: &Leaves, run: &Run, leaf: &Leaf, end: usize, first: usize, out: &mut Vec<ShapedGlyph>) {
        let mut next = end as u32;
        let mut cluster = end as u32;
        let literal = matches!(leaf.kind, LeafKind::Code(_));
        for glyph in out[first..].iter_mut().rev() {
            if glyph.start != cluster {
                (next, cluster) = (cluster, glyph.start);
                glyph.advance += leaf.look.tracking;
            }
            glyph.end = next;
            // Most glyphs show letters: what is asked below begins with one of these bytes.
            if !matches!(leaves.text.as_bytes().get(glyph.start as usize), Some(0xc2 | 0xe2 | 0xef)) {
                continue;
            }
            let shown = &leaves.text[glyph.start as usize..glyph.end as usize];
            if matches!(shown, "\u{202f}" | "\u{2009}" | "\u{2006}") && !literal {
                glyph.advance = run.size / THIN + leaf.look.tracking;
            } else if !shown.is_empty() && shown.chars().all(is_invisible) {
                glyph.id = DROPPED;
            }
        }
        let mut kept = first;
        for index in first..out.len() {
            if out[index].id != DROPPED {
                out[kept] = out[index];
                kept += 1;
            }
        }
        out.truncate(kept);
    }
}

impl Drop for Shaper<'_> {
    fn drop(&mut self) {
        self.fonts.return_word_shaper(std::mem::take(&mut self.words));
    }
}

impl Features {
    fn list(self) -> Vec<Feature> {
        let on = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 1, ..);
        let mut list = match self.figures {
            Figures::OldStyle => vec![on(b"onum"), on(b"pnum")],
            Figures::Lining => vec![on(b"lnum"), on(b"pnum")],
            Figures::LiningTabular => vec![on(b"lnum"), on(b"tnum")],
        };
        if self.small_caps {
            list.push(on(b"smcp"));
        }
        match self.script {
            Position::Baseline => {}
            Position::Superior => list.push(on(b"sups")),
            Position::Inferior => list.push(on(b"subs")),
        }
        if !self.ligatures {
            list.push(Feature::new(Tag::new(b"liga"), 0, ..));
            list.push(Feature::new(Tag::new(b"clig"), 0, ..));
        }
        list
    }
}

fn missing(character: char, leaf: &Leaf) -> Diagnostic {
    let codepoint = format!("U+{:04X}", character as u32);
    Diagnostic::new(Code::MissingGlyph, leaf.span).with("character", character.to_string()).with("codepoint", codepoint)
}

/// Whether a character only says where lines may end, and is left out of what is drawn and extracted.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The script of a character, for the few that a face shapes each in its own way; none for signs that serve all.
fn script_of(character: char) -> Option<Script> {
    if !character.is_alphabetic() {
        return None;
    }
    Some(match character as u32 {
        0..=0x2af | 0x1e00..=0x1eff | 0x2c60..=0x2c7f | 0xa720..=0xa7ff | 0xfb00..=0xfb06 => Script::LATIN,
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::GREEK,
        0x400..=0x52f | 0x1c80..=0x1c8f | 0x2de0..=0x2dff => Script::CYRILLIC,
        0x590..=0x5ff | 0xfb1d..=0xfb4f => Script::HEBREW,
        0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Script::ARABIC,
        _ => return None,
    })
}
