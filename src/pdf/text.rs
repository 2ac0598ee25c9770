//! Text objects (ISO 32000-1, 9.4): runs of glyphs → strings of codes with adjustments.
//!
//! No adjustment is written where an advance is the font's own, so strings stay short; rounding errors are carried to the next glyph.
//! Letters that are spaced get character spacing, because readers take large adjustments for spaces between words. Several glyphs that
//! stand for the same characters, and the parts of a divided word (`line_ends`), get a replacement text (`ActualText`, 14.9.4). It ends
//! its marked-content sequence, because readers that follow the structure may lose what comes after it (poppler up to 22.12 does). Runs
//! from right to left are shown as they are seen; readers know how to turn them.

use super::{
    canvas::Canvas,
    content_items::is_private,
    face_codes::{FaceCodes, STEPS_PER_UNIT},
    line_ends::{DividedPart, RunEnds},
    operators::{round, write_decimal, write_text_string},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    fonts::FaceId,
    source::Span,
    typeset::{
        glyphs::Glyph,
        length::{Length, Point},
        run::GlyphRun,
    },
};
use std::ops::Range;

/// Spacing between letters from this part of an em on is written as character spacing: from there on readers see spaces between words.
const LEAST_SPACING: f64 = 0.03;

/// The marked-content sequences of the run's mark, and where the run was written.
pub(super) struct RunContext<'s> {
    /// The identifiers of the mark's sequences; none for an artifact.
    pub(super) identifiers: Option<&'s mut Range<u32>>,
    /// Whether the open sequence ends with a replacement text.
    pub(super) is_replaced: &'s mut bool,
    /// What is at the ends of the run.
    pub(super) ends: RunEnds<'s>,
    pub(super) span: Span,
}

impl Canvas<'_> {
    /// Draws a run.
    pub(super) fn run(&mut self, run: &GlyphRun, mut context: RunContext<'_>) {
        let codes = self.codes.face(run.face);
        let em = run.size.to_points();
        if em <= 0.0 || codes.len() == 0 {
            return;
        }
        let mut glyphs = std::mem::take(&mut self.glyphs);
        glyphs.clear();
        glyphs.extend(&run.glyphs);
        if context.ends.spaced
            && let Some(id) = codes.space
        {
            let at = u32::try_from(run.text.len()).unwrap_or(u32::MAX);
            glyphs.push(Glyph {
                id,
                advance: run.size / 4,
                dx: Length::ZERO,
                dy: Length::ZERO,
                start: at,
                end: at.saturating_add(1),
            });
        }
        self.fill(run.color);
        let pen = Pen::new(run, codes, em);
        let spacing = pen.spacing(&glyphs, codes);
        let index = self.fonts.index(run.face);
        let mut line =
            RunLine { run, codes, pen, spacing, index, em, offset: 0, array: None, moved: Length::ZERO, is_placed: false };
        let mut start = 0;
        while start < glyphs.len() {
            let (end, replaced, hyphen) = line.span(&glyphs, start, context.ends.divided);
            if *context.is_replaced {
                line.split(self, &mut context);
            }
            match replaced {
                Some(text) => {
                    line.place(self);
                    line.close(self);
                    self.out.raw("/Span<</ActualText");
                    write_text_string(text, &mut self.out.bytes);
                    self.out.raw(">>BDC\n");
                    line.show_all(&glyphs[start..end], hyphen, (self, context.span));
                    line.close(self);
                    self.out.raw("EMC\n");
                    *context.is_replaced = true;
                }
                None => line.show_all(&glyphs[start..end], hyphen, (self, context.span)),
            }
            start = end;
        }
        line.close(self);
        if run.rotated {
            self.end_text();
        }
        self.glyphs = glyphs;
    }

    /// Sets what the next string depends on.
    fn text_state(&mut self, font: ((FaceId, u8), f64), spacing: f64, scaling: i32, rise: f64) {
        if self.state.font != Some(font) {
            self.state.font = Some(font);
            let ((face, variant), size) = font;
            self.out.raw(&font_name(face, variant));
            self.out.put(&[size], " Tf");
        }
        if self.state.spacing != spacing {
            self.state.spacing = spacing;
            self.out.put(&[spacing], "Tc");
        }
        if self.state.scaling != scaling {
            self.state.scaling = scaling;
            self.out.put(&[100.0 + f64::from(scaling) / 100.0], "Tz");
        }
        if self.state.rise != rise {
            self.state.rise = rise;
            self.out.put(&[rise], "Ts");
        }
    }
}

/// The resource name of a variant of a face, with what separates it from its size.
fn font_name(face: FaceId, variant: u8) -> String {
    format!("/{} ", resource_name(face, variant))
}

/// The resource name of a variant of a face.
pub(super) fn resource_name(face: FaceId, variant: u8) -> String {
    if variant == 0 { format!("f{}", face.0) } else { format!("f{}v{variant}", face.0) }
}

/// A run being drawn.
struct RunLine<'r> {
    run: &'r GlyphRun,
    codes: &'r FaceCodes,
    pen: Pen,
    /// Character spacing in steps.
    spacing: i64,
    /// The face among those of the page.
    index: usize,
    em: f64,
    /// The adjustment before the next glyph, in steps.
    offset: i64,
    /// The open array of strings.
    array: Option<Array>,
    /// The advances so far.
    moved: Length,
    /// Whether the text object is at the run's place.
    is_placed: bool,
}

/// An array of strings being written.
struct Array {
    start: usize,
    has_adjustments: bool,
    in_string: bool,
    /// The variant of the face, and the rise.
    state: (u8, Length),
}

impl<'r> RunLine<'r> {
    /// The end of the glyphs from `start` on that are shown alike, their replacement text, and the characters for which a hyphen stands
    /// at the end of a line.
    fn span(&self, glyphs: &[Glyph], start: usize, divided: &'r [DividedPart]) -> (usize, Option<&'r str>, Option<&'r str>) {
        let part_of = |glyph: &Glyph| divided.iter().find(|part| part.bytes.contains(&glyph.start));
        if let Some(part) = part_of(&glyphs[start]) {
            let length = glyphs[start..].iter().take_while(|glyph| part.bytes.contains(&glyph.start)).count();
            // The author's own hyphen must not be taken for one of hyphenation, which readers take away.
            let is_soft = self.run.text.ends_with('\u{ad}');
            let is_at_end = part.bytes.end as usize == self.run.text.len();
            return (start + length, part.text.as_deref(), is_at_end.then_some(if is_soft { "-" } else { "\u{2010}" }));
        }
        let rest = match divided {
            [] => &glyphs[start..],
            _ => &glyphs[start..start + glyphs[start..].iter().take_while(|glyph| part_of(glyph).is_none()).count()],
        };
        let end = start + self.span_end(rest);
        (end, self.replaced(&glyphs[start..end]), None)
    }

    /// Shows glyphs, the last of them as `hyphen`, if it is one.
    fn show_all(&mut self, glyphs: &[Glyph], hyphen: Option<&str>, (canvas, span): (&mut Canvas<'_>, Span)) {
        let run = self.run;
        for (index, glyph) in glyphs.iter().enumerate() {
            let text = cluster_text(run, glyph);
            let is_hyphen = || index + 1 == glyphs.len() && matches!(text, "-" | "\u{ad}");
            let text = hyphen.filter(|_| is_hyphen()).unwrap_or(text);
            self.show(glyph, text, (canvas, span));
        }
    }

    /// How many of the first glyphs are shown alike: one cluster with a replacement text, or all up to the next such cluster.
    fn span_end(&self, glyphs: &[Glyph]) -> usize {
        let same = |a: &Glyph, b: &Glyph| (a.start, a.end) == (b.start, b.end);
        let cluster = glyphs.iter().take_while(|glyph| same(glyph, &glyphs[0])).count();
        if cluster > 1 {
            return cluster;
        }
        // Up to a glyph that shares its text with the next one.
        let pair = glyphs.windows(2).position(|pair| same(&pair[0], &pair[1]));
        pair.unwrap_or(glyphs.len()).max(1)
    }

    /// The replacement text of glyphs that [`RunLine::span_end`] found; none when each stands for its own characters.
    fn replaced(&self, glyphs: &[Glyph]) -> Option<&'r str> {
        let [first, second, ..] = glyphs else { return None };
        ((first.start, first.end) == (second.start, second.end)).then(|| cluster_text(self.run, first))
    }

    /// Shows a glyph that stands for `text`.
    fn show(&mut self, glyph: &Glyph, text: &str, (canvas, span): (&mut Canvas<'_>, Span)) {
        let id = self.codes.stand_in(glyph.id, text);
        let Some(&code) = self.codes.glyph(id) else { return };
        let variant = match canvas.fonts.variant(self.index, id, text) {
            Some((variant, is_new)) => {
                if is_new || id == 0 {
                    let face = canvas.codes.font(self.run.face);
                    check_glyph(id, text, self.codes.is_lost(id, face), span, &mut canvas.found);
                }
                variant
            }
            None => 0,
        };
        let state = (variant, glyph.dy);
        if self.array.as_ref().is_none_or(|array| array.state != state) {
            self.close(canvas);
            self.place(canvas);
            let scaling = self.run.expansion;
            let spacing = self.pen.points(self.spacing) / (1.0 + f64::from(scaling) / 10_000.0);
            canvas.text_state(((self.run.face, variant), self.em), spacing, scaling, glyph.dy.to_points());
            let start = canvas.out.bytes.len();
            canvas.out.bytes.push(b'[');
            self.array = Some(Array { start, has_adjustments: false, in_string: false, state });
        }
        let Some(array) = &mut self.array else { return };
        let displacement = if glyph.dx == Length::ZERO { 0 } else { round(self.pen.steps(glyph.dx)) };
        self.offset += displacement;
        let bytes = &mut canvas.out.bytes;
        if self.offset != 0 {
            if array.in_string {
                bytes.push(b')');
            }
            // In thousandths of an em; positive values move to the left.
            write_decimal(-(self.offset as f64) * 1000.0 / f64::from(STEPS_PER_UNIT) / self.codes.units_per_em, 3, bytes);
            (array.has_adjustments, array.in_string) = (true, false);
        }
        if !array.in_string {
            bytes.push(b'(');
            array.in_string = true;
        }
        match *code.code() {
            // Nearly all: a known number of bytes is stored without a call.
            [high, low] => bytes.extend_from_slice(&[high, low]),
            ref escaped => bytes.extend_from_slice(escaped),
        }
        let steps = self.pen.advance(glyph.advance);
        self.offset = steps - i64::from(code.advance) - displacement - self.spacing;
        self.moved += glyph.advance;
    }

    /// Ends the open array of strings.
    fn close(&mut self, canvas: &mut Canvas<'_>) {
        let Some(array) = self.array.take() else { return };
        let bytes = &mut canvas.out.bytes;
        if array.has_adjustments {
            bytes.extend_from_slice(if array.in_string { b")]TJ\n" } else { b"]TJ\n" });
        } else {
            bytes.remove(array.start);
            bytes.extend_from_slice(b")Tj\n");
        }
    }

    /// Moves the text object to the run, or to where the run goes on.
    fn place(&mut self, canvas: &mut Canvas<'_>) {
        if std::mem::replace(&mut self.is_placed, true) {
            return;
        }
        let GlyphRun { origin, rotated, .. } = *self.run;
        let moved = self.moved;
        let at = if rotated { Point { y: origin.y - moved, ..origin } } else { Point { x: origin.x + moved, ..origin } };
        let (x, y) = canvas.point(at);
        let rounded = |value: f64| round(value * 10_000.0) as f64 / 10_000.0;
        let (x, y) = (rounded(x), rounded(y));
        if rotated {
            canvas.end_text();
            canvas.out.raw("BT\n");
            canvas.out.put(&[0.0, 1.0, -1.0, 0.0, x, y], "Tm");
            canvas.line = Some((x, y));
            return;
        }
        let (left, top) = canvas.line.unwrap_or_else(|| {
            canvas.out.raw("BT\n");
            (0.0, 0.0)
        });
        canvas.out.put(&[x - left, y - top], "Td");
        canvas.line = Some((x, y));
    }

    /// Ends the marked-content sequence and begins another of the same mark; for an artifact nothing changes.
    fn split(&mut self, canvas: &mut Canvas<'_>, context: &mut RunContext<'_>) {
        *context.is_replaced = false;
        let Some(identifiers) = &mut context.identifiers else { return };
        self.close(canvas);
        canvas.end_marked();
        identifiers.end = canvas.begin_marked() + 1;
        (self.is_placed, self.offset) = (false, 0);
        self.pen.error = 0.0;
    }
}

/// Reports what may not be drawn: an empty box, a sign without characters, characters without a meaning.
fn check_glyph(glyph: u16, text: &str, is_lost: bool, span: Span, found: &mut Vec<Diagnostic>) {
    let code_point = |character: char| format!("U+{:04X}", u32::from(character));
    let is_space = text.chars().all(|character| character.is_whitespace() || character.is_control());
    if glyph == 0 || is_lost && !is_space {
        let is_told = |other: &Diagnostic| other.code == Code::PdfGlyphMissing && other.span == span;
        if !found.iter().any(is_told) {
            found.push(Diagnostic::new(Code::PdfGlyphMissing, span).with("text", text));
        }
        return;
    }
    if text.is_empty() {
        found.push(Diagnostic::new(Code::PdfGlyphWithoutText, span));
    }
    if let Some(character) = text.chars().find(|character| matches!(character, '\0' | '\u{feff}' | '\u{fffe}')) {
        found.push(Diagnostic::new(Code::PdfForbiddenCharacter, span).with("code", code_point(character)));
    }
    if let Some(character) = text.chars().find(is_private) {
        found.push(Diagnostic::new(Code::PdfPrivateCharacter, span).with("code", code_point(character)));
    }
}

/// Converts lengths along a run to units of its font.
struct Pen {
    /// Steps in a point.
    steps_per_point: f64,
    /// The rounding error so far, in steps; the next advance makes it good.
    error: f64,
}

impl Pen {
    /// A pen for a run of `em` points.
    fn new(run: &GlyphRun, codes: &FaceCodes, em: f64) -> Self {
        let em = em * (1.0 + f64::from(run.expansion) / 10_000.0);
        Self { steps_per_point: codes.units_per_em * f64::from(STEPS_PER_UNIT) / em, error: 0.0 }
    }

    /// A length along the line, in steps.
    fn steps(&self, length: Length) -> f64 {
        length.to_points() * self.steps_per_point
    }

    /// Steps in points.
    fn points(&self, steps: i64) -> f64 {
        steps as f64 / self.steps_per_point
    }

    /// An advance in whole steps.
    fn advance(&mut self, advance: Length) -> i64 {
        let exact = self.steps(advance) + self.error;
        let rounded = round(exact);
        self.error = exact - rounded as f64;
        rounded
    }

    /// The spacing that all letters of a run have, in steps; zero when it is too small to matter.
    fn spacing(&self, glyphs: &[Glyph], codes: &FaceCodes) -> i64 {
        let Some((_, spaced)) = glyphs.split_last() else { return 0 };
        let least = LEAST_SPACING * codes.units_per_em * f64::from(STEPS_PER_UNIT);
        let mut common = i64::MAX;
        for glyph in spaced {
            let Some(code) = codes.glyph(glyph.id) else { return 0 };
            common = common.min(round(self.steps(glyph.advance)) - i64::from(code.advance));
            if (common as f64) < least {
                return 0;
            }
        }
        if common == i64::MAX { 0 } else { common }
    }
}

/// The characters that a glyph represents. A glyph after the text is a space.
#[inline]
fn cluster_text<'r>(run: &'r GlyphRun, glyph: &Glyph) -> &'r str {
    run.text.get(glyph.start as usize..glyph.end as usize).unwrap_or_else(|| cluster_within(&run.text, glyph))
}

/// The same for a glyph that begins or ends beyond the text or inside a character: limited to the text and to whole characters.
#[cold]
fn cluster_within<'r>(text: &'r str, glyph: &Glyph) -> &'r str {
    if glyph.start as usize == text.len() && glyph.end > glyph.start && !text.is_empty() {
        return " ";
    }
    let start = text.floor_char_boundary(glyph.start as usize);
    &text[start..text.floor_char_boundary(glyph.end as usize).max(start)]
}
