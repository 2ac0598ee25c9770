//! Shaping: characters to glyphs.
//!
//! Drives itemization and the shaper, and owns the widths of thin spaces, the superscripts of faces that have none, and kerning
//! across runs. It knows no line. Read next: `itemize` for the choice of faces, `features` for OpenType features.

use crate::{
    diagnostic::Diagnostics,
    fonts::{FontSet, PlanKey, UnscaledGlyph, WordShaper},
    typeset::{
        length::Length,
        style::Figures,
        styled_text::{Position, RunKind, RunStyle, StyledText},
    },
};
use harfrust::Script;
use itemize::{ShapingRun, itemize};
use std::ops::Range;

mod features;
pub(super) mod itemize;

/// A glyph as shaped.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapedGlyph {
    /// Its number in the face.
    pub(super) id: u16,
    /// Index of its run.
    pub(super) run: u32,
    /// First byte of the paragraph's text that it shows: the start of its cluster.
    pub(super) start: u32,
    /// Byte after its cluster.
    pub(super) end: u32,
    pub(super) advance: Length,
    pub(super) dx: Length,
    pub(super) dy: Length,
}

/// A shaped paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct ShapedText {
    /// The runs; pictures and forced breaks have none.
    pub(super) runs: Vec<ShapingRun>,
    /// The glyphs of all runs in logical order.
    pub(super) glyphs: Vec<ShapedGlyph>,
}

/// Shapes the text of paragraphs with one word shaper, which it returns when it is dropped.
pub(super) struct Shaper<'a> {
    fonts: &'a FontSet,
    words: WordShaper,
    /// A buffer for text that is shaped with a hyphen after it.
    hyphenated: String,
}

/// The number of a glyph that is left out: no font has so many glyphs.
const DROPPED: u16 = u16::MAX;
/// A thin space is an eighth of an em, because the word space of our text face is only a fifth.
const THIN: i64 = 8;
/// Size of superscripts and subscripts in a face without glyphs for them, in thousandths.
const SCRIPT_SIZE: i64 = 620;
/// How far superscripts are raised, in thousandths of the size.
const SUPERSCRIPT_RISE: i64 = 340;
/// How far subscripts are lowered, in thousandths of the size.
const SUBSCRIPT_DROP: i64 = 140;

impl<'a> Shaper<'a> {
    pub(super) fn new(fonts: &'a FontSet) -> Self {
        Self { fonts, words: fonts.word_shaper(), hyphenated: String::new() }
    }

    /// The faces it shapes with.
    pub(super) const fn fonts(&self) -> &'a FontSet {
        self.fonts
    }

    /// Shapes a paragraph; `levels` has the bidirectional level of each byte, or is empty where all is left to right.
    pub(super) fn shape(&mut self, styled: &StyledText, levels: &[u8], sink: &mut Diagnostics) -> ShapedText {
        // Hardly a text has more glyphs than bytes.
        let mut shaped = ShapedText { runs: Vec::new(), glyphs: Vec::with_capacity(styled.text.len()) };
        for (index, styled_run) in styled.runs.iter().enumerate() {
            match styled_run.kind {
                RunKind::Picture(_) | RunKind::Break => {}
                RunKind::Text(_) | RunKind::Code(_) | RunKind::Note(_) => {
                    let first = shaped.runs.len();
                    itemize(self.fonts, styled, index, levels, &mut shaped.runs, sink);
                    for run in first..shaped.runs.len() {
                        self.shape_run(styled, run, &mut shaped);
                        self.kern_across(styled, run, &mut shaped);
                    }
                }
            }
        }
        shaped
    }

    /// Kerns the last letter of the run before `index` with the first of the run, where both are set alike: « l’[A](…)V ».
    fn kern_across(&mut self, styled: &StyledText, index: usize, shaped: &mut ShapedText) {
        let Some([before, run]) = index.checked_sub(1).and_then(|first| shaped.runs.get(first..=index)) else { return };
        let setting = |run: &ShapingRun| (run.face, run.size, run.rise, run.level, run.script, run.features);
        if setting(before) != setting(run) || before.range.end != run.range.start || run.level % 2 == 1 {
            return;
        }
        let first = shaped.glyphs.partition_point(|glyph| (glyph.run as usize) < index);
        let Some((left, right)) = first.checked_sub(1).and_then(|last| Some((shaped.glyphs[last], *shaped.glyphs.get(first)?)))
        else {
            return;
        };
        let range = left.start as usize..right.end as usize;
        if left.run as usize + 1 != index || styled.text[range.clone()].contains(char::is_whitespace) {
            return;
        }
        let mut pair = Vec::with_capacity(2);
        self.shape_range(styled, &shaped.runs[index - 1], index - 1, range, false, &mut pair);
        // Other glyphs than before are a ligature, which would belong to both runs.
        if let [kerned, other] = pair[..]
            && (kerned.id, other.id) == (left.id, right.id)
        {
            shaped.glyphs[first - 1].advance = kerned.advance;
        }
    }

    /// Shapes a run and appends its glyphs. Where a face has no superscripts or subscripts, other characters are reduced and shifted.
    fn shape_run(&mut self, styled: &StyledText, index: usize, shaped: &mut ShapedText) {
        let first = shaped.glyphs.len();
        self.shape_range(styled, &shaped.runs[index], index, shaped.runs[index].range.clone(), false, &mut shaped.glyphs);
        let run = &mut shaped.runs[index];
        if run.features.position == Position::Baseline {
            return;
        }
        let face = self.fonts.face(run.face);
        let unchanged = shaped.glyphs[first..].iter().any(|glyph| {
            let text = &styled.text[glyph.start as usize..glyph.end as usize];
            text.chars().any(|character| character.is_alphanumeric() && face.glyph(character) == Some(glyph.id))
        });
        if unchanged {
            let shift = if run.features.position == Position::Superscript { SUPERSCRIPT_RISE } else { -SUBSCRIPT_DROP };
            run.rise = run.size.of_em(shift, 1_000);
            run.size = run.size.of_em(SCRIPT_SIZE, 1_000);
            run.features.position = Position::Baseline;
            run.features.figures = Figures::Lining;
            shaped.glyphs.truncate(first);
            let run = shaped.runs[index].clone();
            self.shape_range(styled, &run, index, run.range.clone(), false, &mut shaped.glyphs);
        }
    }

    /// Shapes a part of a run again, without regard to the text beside it, and with a hyphen after it if `hyphen` is set. Appends its
    /// glyphs to `out`.
    ///
    /// The hyphen's glyph shows no byte: it starts and ends at the end of `range`.
    pub(super) fn reshape(
        &mut self,
        styled: &StyledText,
        shaped: &ShapedText,
        run: usize,
        range: Range<usize>,
        hyphen: bool,
        out: &mut Vec<ShapedGlyph>,
    ) {
        self.shape_range(styled, &shaped.runs[run], run, range, hyphen, out);
    }

    /// Width of the hyphen in a run.
    pub(super) fn hyphen_width(&self, run: &ShapingRun, style: &RunStyle) -> Length {
        let face = self.fonts.face(run.face);
        run.size.of_em(i64::from(face.hyphen_advance), i64::from(face.units_per_em)) + style.tracking
    }

    /// Shapes `range` of the run `index` and appends its glyphs.
    fn shape_range(
        &mut self,
        styled: &StyledText,
        run: &ShapingRun,
        index: usize,
        range: Range<usize>,
        hyphen: bool,
        out: &mut Vec<ShapedGlyph>,
    ) {
        let styled_run = &styled.runs[run.styled_run];
        let key = PlanKey {
            face: run.face,
            script: if run.script == Script::COMMON { Script::LATIN } else { run.script },
            right_to_left: run.level % 2 == 1,
            lang: styled_run.lang.as_str(),
            features: &run.features.list(),
        };
        let face = self.fonts.face(run.face);
        let plan = self.words.plan(face, &key);
        let mut text = &styled.text[range.clone()];
        if hyphen {
            self.hyphenated.clear();
            self.hyphenated.push_str(text);
            self.hyphenated.push('-');
            text = &self.hyphenated;
        }
        let first = out.len();
        let (size, em) = (run.size, i64::from(face.units_per_em));
        self.words.shape(face, plan, text, |word, word_start| {
            let (index, start) = (index as u32, range.start as u32 + word_start);
            // Of most faces: a division by a constant takes a fifth of the time.
            if em == 1_000 {
                append(out, word, index, start, |units| size.of_em(units, 1_000));
            } else {
                append(out, word, index, start, |units| size.of_em(units, em));
            }
        });
        finish_clusters(styled, run, range.end, first, out);
    }
}

impl Drop for Shaper<'_> {
    fn drop(&mut self) {
        self.fonts.return_word_shaper(std::mem::take(&mut self.words));
    }
}

/// Appends the glyphs of a word that begins at byte `start` of the paragraph, in the run `run`; `scaled` makes lengths of font units.
fn append(out: &mut Vec<ShapedGlyph>, word: &[UnscaledGlyph], run: u32, start: u32, scaled: impl Fn(i64) -> Length) {
    out.extend(word.iter().map(|glyph| {
        let start = start + glyph.cluster;
        let advance = scaled(glyph.advance.into());
        let no_offset = glyph.dx | glyph.dy == 0;
        let (dx, dy) = if no_offset { Default::default() } else { (scaled(glyph.dx.into()), scaled(glyph.dy.into())) };
        ShapedGlyph { id: glyph.id, run, start, end: start, advance, dx, dy }
    }));
}

/// Gives the glyphs from `first` on the ends of their clusters and tracking, thin spaces their width, and drops invisible characters.
///
/// `end` is the byte after the last cluster.
fn finish_clusters(styled: &StyledText, run: &ShapingRun, end: usize, first: usize, out: &mut Vec<ShapedGlyph>) {
    let styled_run = &styled.runs[run.styled_run];
    let mut next = end as u32;
    let mut cluster = end as u32;
    let literal = matches!(styled_run.kind, RunKind::Code(_));
    let mut drops = false;
    for glyph in out[first..].iter_mut().rev() {
        if glyph.start != cluster {
            (next, cluster) = (cluster, glyph.start);
            glyph.advance += styled_run.style.tracking;
        }
        glyph.end = next;
        // Most glyphs show letters. The characters that matter below begin with one of these bytes.
        if !matches!(styled.text.as_bytes().get(glyph.start as usize), Some(0xc2 | 0xe2 | 0xef)) {
            continue;
        }
        let shown = &styled.text[glyph.start as usize..glyph.end as usize];
        if matches!(shown, "\u{202f}" | "\u{2009}" | "\u{2006}") && !literal {
            glyph.advance = run.size / THIN + styled_run.style.tracking;
        } else if !shown.is_empty() && shown.chars().all(is_invisible) {
            glyph.id = DROPPED;
            drops = true;
        }
    }
    if !drops {
        return;
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

/// Whether a character only controls line breaks: it is neither drawn nor part of the text that can be extracted.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
