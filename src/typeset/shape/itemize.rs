//! Itemization: styled runs to runs that the shaper takes, each of one face, script and direction.
//!
//! Owns the choice of a face for each character. It makes no glyph.

use super::features::Features;
use crate::{
    diagnostic::Diagnostics,
    fonts::{Face, FaceId, FamilyRole, FontSet, SHOWN, joins_emoji, missing_glyphs},
    typeset::{
        length::Length,
        letters::is_letter,
        styled_text::{RunKind, RunStyle, StyledText},
    },
};
use harfrust::Script;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// A run of one face, script and direction, within one styled run.
#[derive(Clone, Debug)]
pub(in crate::typeset) struct ShapingRun {
    /// Bytes of the paragraph's text.
    pub(in crate::typeset) range: Range<usize>,
    /// Index of its styled run.
    pub(in crate::typeset) styled_run: usize,
    /// The face.
    pub(in crate::typeset) face: FaceId,
    /// The size it is set at.
    pub(in crate::typeset) size: Length,
    /// How far it is raised above the baseline; negative when lowered.
    pub(in crate::typeset) rise: Length,
    /// Bidirectional level; odd is right to left.
    pub(in crate::typeset) level: u8,
    pub(super) script: Script,
    pub(super) features: Features,
}

/// Appends the runs of the styled run `index`.
///
/// `levels` has the bidirectional level of each byte, or is empty where all is left to right. A character that no face has is
/// reported.
pub(super) fn itemize(
    fonts: &FontSet,
    styled: &StyledText,
    index: usize,
    levels: &[u8],
    runs: &mut Vec<ShapingRun>,
    sink: &mut Diagnostics,
) {
    let styled_run = &styled.runs[index];
    let style = &styled_run.style;
    let preferred = fonts.choose(style.family, style.bold, style.italic);
    let ligatures = style.tracking == Length::ZERO && !matches!(styled_run.kind, RunKind::Code(_));
    let features = Features::new(style, ligatures);
    let first = runs.len();
    let text = &styled.text[styled_run.range.clone()];
    let face = fonts.face(preferred);
    if levels.is_empty() && is_plain(text, face) {
        // Nearly all text is of this kind, and needs no look at its grapheme clusters.
        let size = size_in(fonts, preferred, style);
        let (range, script) = (styled_run.range.clone(), Script::LATIN);
        runs.push(ShapingRun { range, styled_run: index, face: preferred, size, rise: Length::ZERO, level: 0, script, features });
        return;
    }
    let mut missing: Vec<Missing> = Vec::new();
    for (offset, cluster) in text.grapheme_indices(true) {
        let start = styled_run.range.start + offset;
        let face = face_for(fonts, preferred, cluster).unwrap_or_else(|character| {
            // A phrase in a script without a face is reported once, with all its letters.
            match missing.last_mut().filter(|last| !text[last.end..offset].contains(char::is_alphanumeric)) {
                Some(last) => last.extend(character, offset + cluster.len()),
                None => missing.push(Missing { characters: vec![character], end: offset + cluster.len() }),
            }
            preferred
        });
        let face = if face == preferred { face } else { in_style(fonts, face, style, cluster) };
        let level = levels.get(start).copied().unwrap_or(0);
        let script = cluster.chars().find_map(script_of);
        let end = start + cluster.len();
        if let Some(run) = runs[first..].last_mut() {
            // Spaces and signs between words of another script stay in that script's face.
            let of_script = script.is_none() && run.script != Script::COMMON && !cluster.chars().any(char::is_alphanumeric);
            let face_fits = run.face == face || (of_script && face == preferred && covers(fonts, run.face, cluster));
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
        let size = size_in(fonts, face, style);
        runs.push(ShapingRun { range: start..end, styled_run: index, face, size, rise: Length::ZERO, level, script, features });
    }
    for Missing { characters, .. } in missing {
        sink.push(missing_glyphs(styled_run.span, &characters));
    }
}

/// Whether one face shows a text in the Latin script.
fn is_plain(text: &str, face: &Face) -> bool {
    let is_known = |&byte: &u8| byte.is_ascii_graphic() || byte == b' ';
    let mut rest = text;
    loop {
        // A face that has all of ASCII, as nearly all have, is asked for the other characters alone.
        if face.covers_ascii() {
            rest = &rest[rest.as_bytes().iter().take_while(|byte| is_known(byte)).count()..];
        }
        let mut characters = rest.chars();
        let Some(character) = characters.next() else { return true };
        let is_latin = character < '\u{250}' || script_of(character).is_none_or(|script| script == Script::LATIN);
        if !is_latin || !has(face, character) {
            return false;
        }
        rest = characters.as_str();
    }
}

/// Characters side by side that no face has.
struct Missing {
    /// Each once, in order.
    characters: Vec<char>,
    /// The byte of the styled run after the last of them.
    end: usize,
}

impl Missing {
    fn extend(&mut self, character: char, end: usize) {
        if self.characters.len() <= SHOWN && !self.characters.contains(&character) {
            self.characters.push(character);
        }
        self.end = end;
    }
}

/// The face for a grapheme cluster: the preferred one, or the first that has all its characters; else the character that all lack.
///
/// A sequence of emoji gets the face of emoji, even if another has its characters: only that one draws them as one sign.
fn face_for(fonts: &FontSet, preferred: FaceId, cluster: &str) -> Result<FaceId, char> {
    if cluster.chars().any(joins_emoji)
        && let Some(emoji) = fonts.emoji().filter(|&face| covers(fonts, face, cluster))
    {
        return Ok(emoji);
    }
    if covers(fonts, preferred, cluster) {
        return Ok(preferred);
    }
    let whole = fonts.fallbacks().find(|&face| covers(fonts, face, cluster));
    let lacking = cluster.chars().find(|&character| !has(fonts.face(preferred), character)).unwrap_or(' ');
    // A combining mark that the letter's face lacks comes from another face rather than not at all.
    whole.or_else(|| fonts.fallback(lacking)).ok_or(lacking)
}

/// The face of the same family in the style of the text, if it has the cluster too.
fn in_style(fonts: &FontSet, face: FaceId, style: &RunStyle, cluster: &str) -> FaceId {
    let styled = fonts.in_style(face, style.bold, style.italic);
    if styled != face && covers(fonts, styled, cluster) { styled } else { face }
}

fn covers(fonts: &FontSet, face: FaceId, cluster: &str) -> bool {
    let face = fonts.face(face);
    cluster.chars().all(|character| has(face, character))
}

/// Whether a face can show a character, by its own glyph or by what the shaper substitutes.
#[inline]
fn has(face: &Face, character: char) -> bool {
    face.covers(character)
        || match character {
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => face.covers(' '),
            '\u{2010}' | '\u{2011}' => face.covers('-'),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' => {
                true
            }
            _ => false,
        }
}

/// The size of a style in a face: literal text is set so small that its x-height is that of the text face.
fn size_in(fonts: &FontSet, face: FaceId, style: &RunStyle) -> Length {
    let mono = fonts.choose(FamilyRole::Mono, false, false);
    if face != mono || style.family != FamilyRole::Mono {
        return style.size;
    }
    let (text, mono) = (fonts.face(fonts.choose(FamilyRole::Text, false, false)), fonts.face(mono));
    let (text_em, mono_em) = (i64::from(text.units_per_em), i64::from(mono.units_per_em));
    Length(style.size.0 * i64::from(text.x_height) * mono_em / (text_em * i64::from(mono.x_height).max(1)))
}

/// The script of a character, for the scripts that have shaping rules of their own in our faces; none for signs that all share.
fn script_of(character: char) -> Option<Script> {
    if !is_letter(character) {
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
