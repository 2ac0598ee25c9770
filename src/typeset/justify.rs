//! A justified line: the glyphs between two breaks, each at its place.
//!
//! Owns the distribution of space, hanging signs, the hyphen, and reshaping where a word is broken. It does not choose breaks.

use crate::typeset::{
    glyphs::Glyph,
    leaves::{Leaf, LeafKind, Leaves},
    length::{Length, Point, Rect, Size},
    line::{Line, LineContent, LineItem, LineLink, LineTarget},
    linebreak::demerits::letters_share,
    pieces::{self, Pen},
    run::GlyphRun,
    shape::{Shaped, ShapedGlyph, Shaper, is_invisible},
    style::{Align, ParagraphStyle},
};
use std::{borrow::Cow, ops::Range, sync::Arc};

/// What a line holds, and the room it has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// First byte of the text.
    pub(super) start: usize,
    /// Byte after the last that counts for its width.
    pub(super) end: usize,
    /// First byte of the next line; the spaces between hang invisibly, so that extracted words stay apart.
    pub(super) next: usize,
    /// Whether a hyphen is added.
    pub(super) hyphen: bool,
    /// Whether the author ends it: what is left stays blank.
    pub(super) forced: bool,
    /// Left edge.
    pub(super) x: Length,
    /// Width to fill.
    pub(super) width: Length,
}

/// Sets the lines of one paragraph.
pub(super) struct Setter<'a, 'f> {
    pub(super) leaves: &'a Leaves,
    pub(super) shaped: &'a Shaped,
    pub(super) shaper: &'a mut Shaper<'f>,
    pub(super) pen: &'a Pen,
    pub(super) style: &'a ParagraphStyle,
    pub(super) right_to_left: bool,
}

/// A part of a line that is drawn as one.
enum Fragment {
    /// Glyphs of one run: their indices in the line, and whether they are the spaces after its end.
    Glyphs { run: usize, glyphs: Range<usize>, trailing: bool },
    /// A picture.
    Picture { leaf: usize, size: Size },
}

/// Widths of a line before it is justified.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Of all that stands in it.
    natural: Length,
    /// Of its letters and signs.
    letters: Length,
    /// How far its spaces stretch, and how far they shrink.
    stretch: Length,
    shrink: Length,
}

/// Whether a glyph counts for the width of its line: the spaces after its end do not, an added hyphen does.
const fn counts(glyph: &ShapedGlyph, bounds: &Bounds) -> bool {
    (glyph.start as usize) < bounds.end || glyph.start == glyph.end
}

impl Setter<'_, '_> {
    /// Sets a line.
    pub(super) fn line(&mut self, bounds: &Bounds) -> Line {
        let (mut glyphs, fragments) = self.gather(bounds);
        let (left, right) = self.hang(&glyphs, bounds);
        let mut sums = Sums::default();
        for glyph in glyphs.iter().filter(|glyph| counts(glyph, bounds)) {
            sums.natural += glyph.advance;
            match self.elasticity(glyph) {
                Some((more, less)) => (sums.stretch, sums.shrink) = (sums.stretch + more, sums.shrink + less),
                None => sums.letters += glyph.advance,
            }
        }
        sums.natural += self.pictures(bounds).map(|(_, size)| size.width).sum();
        let width = sums.natural - left - right;
        let room = bounds.width - width;
        let justified = self.style.align == Align::Justified && !self.style.balanced;
        let widening =
            if justified && (room < Length::ZERO || !bounds.forced) { self.justify(&mut glyphs, bounds, &sums, room) } else { 0 };
        let shift = match (self.style.align, self.right_to_left) {
            (Align::Center, _) => room / 2,
            (Align::End, false) | (Align::Start, true) => room,
            (Align::Justified, true) if bounds.forced => room,
            (Align::Start | Align::Justified, _) | (Align::End, true) => Length::ZERO,
        };
        let mut line = Line { width, widening, start: self.start(bounds), ..Line::default() };
        self.measure_height(&fragments, &mut line);
        self.draw(&glyphs, &fragments, bounds.x + shift - left, &mut line);
        line
    }

    /// The glyphs of a line in logical order, the broken words at its ends reshaped.
    fn gather(&mut self, bounds: &Bounds) -> (Vec<ShapedGlyph>, Vec<Fragment>) {
        let (mut glyphs, mut fragments) = (Vec::new(), Vec::new());
        let shaped = self.shaped;
        let first = shaped.runs.partition_point(|run| run.range.end <= bounds.start);
        let mut pictures = self.pictures(bounds).collect::<Vec<_>>().into_iter().peekable();
        for (index, run) in shaped.runs.iter().enumerate().skip(first).take_while(|(_, run)| run.range.start < bounds.next) {
            while let Some((at, size)) = pictures.next_if(|(at, _)| *at < run.range.start) {
                fragments.push(self.picture(at, size));
            }
            let from = glyphs.len();
            let range = run.range.start.max(bounds.start)..run.range.end.min(bounds.end).max(run.range.start.max(bounds.start));
            self.gather_run(index, range.clone(), bounds.hyphen && !range.is_empty() && range.end == bounds.end, &mut glyphs);
            let trailing = range.end..run.range.end.min(bounds.next);
            // Spaces at a line's end stand in the direction of the paragraph (UAX 9, L1): in a run against it they are apart.
            let against = run.level % 2 != u8::from(self.right_to_left);
            if against && glyphs.len() > from {
                fragments.push(Fragment::Glyphs { run: index, glyphs: from..glyphs.len(), trailing: false });
            }
            let rest = if against { glyphs.len() } else { from };
            glyphs.extend_from_slice(copy(shaped, index, &trailing));
            if glyphs.len() > rest {
                fragments.push(Fragment::Glyphs { run: index, glyphs: rest..glyphs.len(), trailing: against });
            }
        }
        for (at, size) in pictures {
            fragments.push(self.picture(at, size));
        }
        (glyphs, fragments)
    }

    fn gather_run(&mut self, index: usize, range: Range<usize>, hyphen: bool, glyphs: &mut Vec<ShapedGlyph>) {
        let (shaped, text) = (self.shaped, &self.leaves.text);
        let run = &shaped.runs[index].range;
        let is_space = |character: char| character == ' ';
        let cut_left = range.start > run.start && !text[..range.start].ends_with(is_space);
        let cut_right = hyphen || (range.end < run.end && !text[range.end..].starts_with(is_space));
        let within = &text[range.clone()];
        let head = if cut_left { within.find(is_space).map_or(range.end, |at| range.start + at) } else { range.start };
        let tail = if cut_right { within.rfind(is_space).map_or(range.start, |at| range.start + at + 1) } else { range.end };
        if cut_left && cut_right && tail <= head {
            glyphs.extend(self.shaper.part(self.leaves, shaped, index, range, hyphen));
            return;
        }
        if cut_left {
            glyphs.extend(self.shaper.part(self.leaves, shaped, index, range.start..head, false));
        }
        glyphs.extend_from_slice(copy(shaped, index, &(head..tail)));
        if cut_right {
            glyphs.extend(self.shaper.part(self.leaves, shaped, index, tail..range.end, hyphen));
        }
    }

    fn pictures(&self, bounds: &Bounds) -> impl Iterator<Item = (usize, Size)> + use<'_> {
        let (start, end) = (bounds.start, bounds.end);
        self.pen.pictures.iter().copied().filter(move |(at, _)| (start..end).contains(at))
    }

    fn picture(&self, at: usize, size: Size) -> Fragment {
        Fragment::Picture { leaf: self.leaves.leaves.partition_point(|leaf| leaf.range.end <= at), size }
    }

    /// How far a glyph may stretch and shrink: spaces do; none for letters and signs.
    fn elasticity(&self, glyph: &ShapedGlyph) -> Option<(Length, Length)> {
        let start = glyph.start as usize;
        // Most glyphs show letters; the two spaces that stretch begin with one of these bytes.
        if !matches!(self.leaves.text.as_bytes().get(start), Some(b' ' | 0xc2)) {
            return None;
        }
        let character = self.leaves.text[start..glyph.end as usize].chars().next()?;
        let space = pieces::space(self.leaves, start, character)?;
        let em = self.leaves.at(start).map_or(self.style.text.size, |leaf| leaf.look.size);
        Some(pieces::elasticity(glyph.advance, em, space))
    }

    /// Gives `room` to letters and spaces, each what they may take; how much the letters are widened, in ten-thousandths.
    fn justify(&self, glyphs: &mut [ShapedGlyph], bounds: &Bounds, sums: &Sums, room: Length) -> i32 {
        let spaces = if room < Length::ZERO { sums.shrink } else { sums.stretch };
        let share = letters_share(room, spaces, sums.letters.of_em(self.style.letter_expansion(), 10_000));
        let widening = share.0 * 10_000 / sums.letters.0.max(1);
        let mut left = room;
        if widening != 0 {
            for glyph in glyphs.iter_mut() {
                if self.elasticity(glyph).is_none() {
                    let wider = glyph.advance.of_em(widening, 10_000);
                    glyph.advance += wider;
                    glyph.dx += glyph.dx.of_em(widening, 10_000);
                    left -= if counts(glyph, bounds) { wider } else { Length::ZERO };
                }
            }
        }
        self.distribute(glyphs, bounds, spaces, left.max(-sums.shrink));
        i32::try_from(widening).unwrap_or(0)
    }

    /// How far the signs at both ends hang.
    fn hang(&self, glyphs: &[ShapedGlyph], bounds: &Bounds) -> (Length, Length) {
        if self.style.align != Align::Justified || self.style.balanced || self.right_to_left {
            return (Length::ZERO, Length::ZERO);
        }
        let hangs = |glyph: &ShapedGlyph, side: fn((i64, i64)) -> i64| {
            let shown = self.leaves.text[glyph.start as usize..glyph.end as usize].chars().next().unwrap_or('\u{ad}');
            let face = self.shaper.fonts().face(self.shaped.runs[glyph.run as usize].face);
            glyph.advance.of_em(side(pieces::margin::hang(face, shown)), 1_000)
        };
        let first = glyphs.first();
        let last = glyphs.iter().rev().find(|glyph| (glyph.start as usize) < bounds.end || glyph.start == glyph.end);
        let left = first.map_or(Length::ZERO, |glyph| hangs(glyph, |sides| sides.0));
        (left, last.map_or(Length::ZERO, |glyph| hangs(glyph, |sides| sides.1)))
    }

    /// Adds `change` to the elastic spaces, each in its proportion of `total`, without losing a unit.
    fn distribute(&self, glyphs: &mut [ShapedGlyph], bounds: &Bounds, total: Length, change: Length) {
        if total <= Length::ZERO {
            return;
        }
        let (mut passed, mut given) = (Length::ZERO, Length::ZERO);
        let shrinking = change < Length::ZERO;
        for glyph in glyphs.iter_mut().filter(|glyph| (glyph.start as usize) < bounds.end) {
            let (more, less) = self.elasticity(glyph).unwrap_or_default();
            passed += if shrinking { less } else { more };
            let due = change.of_em(passed.0, total.0);
            glyph.advance += due - given;
            given = due;
        }
    }

    fn start(&self, bounds: &Bounds) -> Option<(crate::book::TextId, usize)> {
        let first = self.leaves.leaves.partition_point(|leaf| leaf.range.end <= bounds.start);
        let of_line = self.leaves.leaves[first..].iter().take_while(|leaf| leaf.range.start < bounds.end);
        of_line.clone().find_map(|leaf| match leaf.kind {
            LeafKind::Text(id) | LeafKind::Code(id) => Some((id, bounds.start.max(leaf.range.start) - leaf.range.start)),
            LeafKind::Note(_) | LeafKind::Picture(_) | LeafKind::Break => None,
        })
    }

    fn measure_height(&self, fragments: &[Fragment], line: &mut Line) {
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
                // Raised and lowered characters stay within the text's own height.
                Fragment::Glyphs { run, .. } => grow(self.shaped.runs[*run].face, self.shaped.runs[*run].size),
                Fragment::Picture { size, .. } => pictures = pictures.max(size.height),
            }
        }
        line.ascent = line.ascent.max(pictures);
    }

    /// Draws the fragments from `x` on, in visual order; the items stay in reading order.
    fn draw(&self, glyphs: &[ShapedGlyph], fragments: &[Fragment], x: Length, line: &mut Line) {
        let base = u8::from(self.right_to_left);
        let level = |fragment: &Fragment| match fragment {
            Fragment::Glyphs { run, trailing: false, .. } => self.shaped.runs[*run].level,
            Fragment::Glyphs { trailing: true, .. } | Fragment::Picture { .. } => base,
        };
        let width = |fragment: &Fragment| match fragment {
            Fragment::Glyphs { glyphs: range, .. } => glyphs[range.clone()].iter().map(|glyph| glyph.advance).sum(),
            Fragment::Picture { size, .. } => size.width,
        };
        let levels: Vec<unicode_bidi::Level> = fragments
            .iter()
            .map(|fragment| unicode_bidi::Level::new(level(fragment)).unwrap_or(unicode_bidi::Level::ltr()))
            .collect();
        let mut starts = vec![Length::ZERO; fragments.len()];
        let mut pen = x;
        for index in unicode_bidi::BidiInfo::reorder_visual(&levels) {
            starts[index] = pen;
            pen += width(&fragments[index]);
        }
        for (fragment, start) in fragments.iter().zip(starts) {
            let (leaf, content) = match fragment {
                Fragment::Glyphs { run, glyphs: range, .. } => {
                    let leaf = &self.leaves.leaves[self.shaped.runs[*run].leaf];
                    (leaf, LineContent::Glyphs(self.glyph_run(*run, leaf, &glyphs[range.clone()], start, line.widening)))
                }
                Fragment::Picture { leaf, size } => {
                    let leaf = &self.leaves.leaves[*leaf];
                    let LeafKind::Picture(asset) = leaf.kind else { continue };
                    let rect = Rect { origin: Point { x: start, y: -size.height }, size: *size };
                    (leaf, LineContent::Picture { asset, rect })
                }
            };
            let end = start + width(fragment);
            if leaf.look.struck {
                line.items.push(LineItem { content: self.strike(leaf, start, end), mark: leaf.mark, span: Some(leaf.span) });
            }
            self.link(leaf, &content, start, end, line);
            line.items.push(LineItem { content, mark: leaf.mark, span: Some(leaf.span) });
        }
    }

    fn glyph_run(&self, run: usize, leaf: &Leaf, glyphs: &[ShapedGlyph], x: Length, widening: i32) -> GlyphRun {
        let run = &self.shaped.runs[run];
        let text = &self.leaves.text;
        let start = glyphs.first().map_or(0, |glyph| glyph.start as usize);
        let end = glyphs.last().map_or(start, |glyph| glyph.end as usize);
        let slice = &text[start..end];
        let without = slice.contains(is_invisible);
        let mut shown = if without { Cow::Owned(slice.replace(is_invisible, "")) } else { Cow::Borrowed(slice) };
        let place = |byte: u32| {
            let byte = byte as usize;
            let hidden: usize =
                if without { text[start..byte].chars().filter(|&c| is_invisible(c)).map(char::len_utf8).sum() } else { 0 };
            (byte - start - hidden) as u32
        };
        let hyphen_start = shown.len() as u32;
        if glyphs.last().is_some_and(|glyph| glyph.start == glyph.end) {
            shown.to_mut().push('\u{ad}');
        }
        let hyphen_end = shown.len() as u32;
        let placed = |glyph: &ShapedGlyph| {
            let (start, end) =
                if glyph.start == glyph.end { (hyphen_start, hyphen_end) } else { (place(glyph.start), place(glyph.end)) };
            Glyph { id: glyph.id, advance: glyph.advance, dx: glyph.dx, dy: glyph.dy, start, end }
        };
        let right_to_left = run.level % 2 == 1;
        GlyphRun {
            face: run.face,
            size: run.size,
            widening,
            origin: Point { x, y: -run.rise },
            glyphs: if right_to_left { glyphs.iter().rev().map(placed).collect() } else { glyphs.iter().map(placed).collect() },
            text: Arc::from(&*shown),
            color: leaf.look.color,
            turned: false,
        }
    }

    /// The stroke through struck text: at half the height of its lower-case letters.
    fn strike(&self, leaf: &Leaf, start: Length, end: Length) -> LineContent {
        let look = &leaf.look;
        let fonts = self.shaper.fonts();
        let face = fonts.face(fonts.choose(look.family, look.bold, look.italic));
        let height = look.size.of_em(i64::from(face.x_height) / 2, i64::from(face.units_per_em));
        let size = Size { width: end - start, height: look.size / 20 };
        LineContent::Rule { rect: Rect { origin: Point { x: start, y: -height }, size }, color: look.color }
    }

    /// Notes the active area of a leaf, joined to the one before it when both are of one link.
    fn link(&self, leaf: &Leaf, content: &LineContent, start: Length, end: Length, line: &mut Line) {
        let words = match content {
            LineContent::Glyphs(run) => &*run.text,
            LineContent::Rule { .. } | LineContent::Picture { .. } => "",
        };
        let (target, mark) = match (leaf.kind, leaf.link) {
            (LeafKind::Note(note), _) => {
                line.notes.push(note);
                (LineTarget::Note(note), leaf.mark)
            }
            (_, Some(link)) => {
                let (target, mark) = &self.leaves.links[link];
                (LineTarget::Link(target.clone()), *mark)
            }
            (LeafKind::Text(_) | LeafKind::Code(_) | LeafKind::Picture(_) | LeafKind::Break, None) => return,
        };
        match line.links.last_mut() {
            Some(last) if last.mark == mark && last.target == target => {
                last.start = last.start.min(start);
                last.end = last.end.max(end);
                last.text.push_str(words);
            }
            Some(_) | None => line.links.push(LineLink { start, end, target, mark, text: words.to_owned() }),
        }
    }
}

/// The glyphs of a run that show `range`.
fn copy<'a>(shaped: &'a Shaped, run: usize, range: &Range<usize>) -> &'a [ShapedGlyph] {
    if range.is_empty() {
        return &[];
    }
    let key = |glyph: &ShapedGlyph| (glyph.run as usize, glyph.start as usize);
    let start = shaped.glyphs.partition_point(|glyph| key(glyph) < (run, range.start));
    let end = shaped.glyphs.partition_point(|glyph| key(glyph) < (run, range.end));
    &shaped.glyphs[start..end]
}
