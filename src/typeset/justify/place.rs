//! The items of a line: its fragments in visual order, each at its place, with their links and strokes.
//!
//! It does not change widths: `justify` has done that.

use super::{Fragment, LineSetter};
use crate::typeset::{
    glyphs::{Glyph, Glyphs},
    length::{Length, Point, Rect, Size},
    line::{Line, LineContent, LineItem, LineLink, LineTarget},
    run::GlyphRun,
    shape::{ShapedGlyph, is_invisible},
    styled_text::{RunKind, StyledRun},
};
use smallvec::SmallVec;
use std::{borrow::Cow, sync::Arc};

impl LineSetter<'_, '_> {
    /// Sets the ascent and descent of `line`: those of its highest and deepest face, or of a picture.
    pub(super) fn measure_height(&self, fragments: &[Fragment], line: &mut Line) {
        let text = &self.style.text;
        let fonts = self.shaper.fonts();
        let mut grow = |face, size: Length| {
            let face = fonts.face(face);
            let em = i64::from(face.units_per_em);
            line.ascent = line.ascent.max(size.of_em(i64::from(face.ascender), em));
            line.descent = line.descent.max(size.of_em(i64::from(face.descender), em));
        };
        grow(fonts.choose(text.family, text.bold, text.italic), text.size);
        let mut pictures = Length::ZERO;
        for fragment in fragments {
            match fragment {
                // Superscripts and subscripts stay within the height of the text, so their rise does not count.
                Fragment::Glyphs { run, .. } => grow(self.shaped.runs[*run].face, self.shaped.runs[*run].size),
                Fragment::Picture { size, .. } => pictures = pictures.max(size.height),
            }
        }
        line.ascent = line.ascent.max(pictures);
    }

    /// Places the fragments from `x` on in visual order. The items of `line` stay in reading order.
    pub(super) fn place(&self, glyphs: &[ShapedGlyph], fragments: &[Fragment], x: Length, line: &mut Line) {
        let base = u8::from(self.right_to_left);
        let level = |fragment: &Fragment| match fragment {
            Fragment::Glyphs { run, trailing: false, .. } => self.shaped.runs[*run].level,
            Fragment::Glyphs { trailing: true, .. } | Fragment::Picture { .. } => base,
        };
        let width = |fragment: &Fragment| match fragment {
            Fragment::Glyphs { glyphs: range, .. } => glyphs[range.clone()].iter().map(|glyph| glyph.advance).sum(),
            Fragment::Picture { size, .. } => size.width,
        };
        let mut extents: SmallVec<[(Length, Length); 8]> = SmallVec::new();
        let mut pen = x;
        for fragment in fragments {
            let start = pen;
            pen += width(fragment);
            extents.push((start, pen));
        }
        if fragments.iter().any(|fragment| level(fragment) > 0) {
            let levels: Vec<unicode_bidi::Level> = fragments
                .iter()
                .map(|fragment| unicode_bidi::Level::new(level(fragment)).unwrap_or(unicode_bidi::Level::ltr()))
                .collect();
            let mut pen = x;
            for index in unicode_bidi::BidiInfo::reorder_visual(&levels) {
                let (start, end) = &mut extents[index];
                (*start, *end) = (pen, pen + (*end - *start));
                pen = *end;
            }
        }
        for (fragment, (start, end)) in fragments.iter().zip(extents) {
            let (styled_run, content) = match fragment {
                Fragment::Glyphs { run, glyphs: range, .. } => {
                    let styled_run = &self.styled.runs[self.shaped.runs[*run].styled_run];
                    (
                        styled_run,
                        LineContent::Glyphs(self.glyph_run(*run, styled_run, &glyphs[range.clone()], start, line.expansion)),
                    )
                }
                Fragment::Picture { styled_run, size } => {
                    let styled_run = &self.styled.runs[*styled_run];
                    let RunKind::Picture(asset) = styled_run.kind else { continue };
                    let rect = Rect { origin: Point { x: start, y: -size.height }, size: *size };
                    (styled_run, LineContent::Picture { asset, rect })
                }
            };
            if styled_run.style.struck {
                line.items.push(LineItem {
                    content: self.strike(styled_run, start, end),
                    mark: styled_run.mark,
                    span: Some(styled_run.span),
                });
            }
            self.add_link(styled_run, &content, start, end, line);
            line.items.push(LineItem { content, mark: styled_run.mark, span: Some(styled_run.span) });
        }
    }

    /// The run that is drawn for `glyphs`, which starts at `x`.
    fn glyph_run(&self, run: usize, styled_run: &StyledRun, glyphs: &[ShapedGlyph], x: Length, expansion: i32) -> GlyphRun {
        let run = &self.shaped.runs[run];
        let text = &self.styled.text;
        let start = glyphs.first().map_or(0, |glyph| glyph.start as usize);
        let end = glyphs.last().map_or(start, |glyph| glyph.end as usize);
        let slice = &text[start..end];
        // An invisible character begins with one of these bytes.
        let has_invisible = memchr::memchr3_iter(0xc2, 0xe2, 0xef, slice.as_bytes())
            .any(|at| slice.get(at..).is_some_and(|rest| rest.starts_with(is_invisible)));
        let mut shown = if has_invisible { Cow::Owned(slice.replace(is_invisible, "")) } else { Cow::Borrowed(slice) };
        // After each invisible character: its byte, and the length of all up to it.
        let mut hidden: Vec<(usize, usize)> = Vec::new();
        if has_invisible {
            for (at, character) in slice.char_indices().filter(|(_, character)| is_invisible(*character)) {
                hidden.push((start + at, hidden.last().map_or(0, |(_, length)| *length) + character.len_utf8()));
            }
        }
        let without_hidden = |byte: u32| {
            let byte = byte as usize;
            let before = hidden.partition_point(|(at, _)| *at < byte);
            let hidden = before.checked_sub(1).map_or(0, |last| hidden[last].1);
            (byte - start - hidden) as u32
        };
        let hyphen_start = shown.len() as u32;
        if glyphs.last().is_some_and(|glyph| glyph.start == glyph.end) {
            shown.to_mut().push('\u{ad}');
        }
        let (right_to_left, hyphen) = (run.level % 2 == 1, (hyphen_start, shown.len() as u32));
        let packed = if has_invisible {
            pack(glyphs, right_to_left, hyphen, without_hidden)
        } else {
            pack(glyphs, right_to_left, hyphen, |byte| byte - start as u32)
        };
        GlyphRun {
            face: run.face,
            size: run.size,
            expansion,
            origin: Point { x, y: -run.rise },
            glyphs: packed,
            text: Arc::from(&*shown),
            color: styled_run.style.color,
            rotated: false,
        }
    }

    /// The stroke through struck text, at half its x-height.
    fn strike(&self, styled_run: &StyledRun, start: Length, end: Length) -> LineContent {
        let style = &styled_run.style;
        let fonts = self.shaper.fonts();
        let face = fonts.face(fonts.choose(style.family, style.bold, style.italic));
        let height = style.size.of_em(i64::from(face.x_height) / 2, i64::from(face.units_per_em));
        let size = Size { width: end - start, height: style.size / 20 };
        LineContent::Rule { rect: Rect { origin: Point { x: start, y: -height }, size }, color: style.color }
    }

    /// Adds the active area of a run to `line`, joined to the area before it when both are of one link.
    fn add_link(&self, styled_run: &StyledRun, content: &LineContent, start: Length, end: Length, line: &mut Line) {
        let words = match content {
            LineContent::Glyphs(run) => &*run.text,
            LineContent::Rule { .. } | LineContent::Picture { .. } => "",
        };
        let (target, mark) = match (styled_run.kind, styled_run.link) {
            (RunKind::Note(note), _) => {
                line.notes.push(note);
                (LineTarget::Note(note), styled_run.mark)
            }
            (_, Some(link)) => {
                let (target, mark) = &self.styled.links[link];
                (LineTarget::Link(target.clone()), *mark)
            }
            (RunKind::Text(_) | RunKind::Code(_) | RunKind::Picture(_) | RunKind::Break, None) => return,
        };
        match line.links.last_mut() {
            Some(last) if last.mark == mark && last.target == target => {
                last.start = last.start.min(start);
                last.end = last.end.max(end);
                last.text.push_str(words);
            }
            Some(_) | None => {
                line.links.push(LineLink { start, end, target, mark, text: words.to_owned(), span: styled_run.span })
            }
        }
    }
}

/// The glyphs from left to right, with the bytes of their run that they show: `byte_in_run` gives them for those of the paragraph, `hyphen`
/// are the start and the end of an added hyphen.
fn pack(glyphs: &[ShapedGlyph], right_to_left: bool, hyphen: (u32, u32), byte_in_run: impl Fn(u32) -> u32) -> Glyphs {
    let placed = |glyph: &ShapedGlyph| {
        let is_hyphen = glyph.start == glyph.end;
        let (start, end) = if is_hyphen { hyphen } else { (byte_in_run(glyph.start), byte_in_run(glyph.end)) };
        Glyph { id: glyph.id, advance: glyph.advance, dx: glyph.dx, dy: glyph.dy, start, end }
    };
    if right_to_left { glyphs.iter().rev().map(placed).collect() } else { glyphs.iter().map(placed).collect() }
}
