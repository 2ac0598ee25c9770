//! The lines of a paragraph: the glyphs between two breaks, justified.
//!
//! Owns the distribution of space, protrusion at both ends, the added hyphen, and shaping again where a word is broken. It does
//! not choose breaks. Read next: `place`, which makes the items of a line; `line`, what comes out.

use crate::{
    book::TextId,
    typeset::{
        advances::Advances,
        expansion::expansion_share,
        length::{Length, Size},
        line::Line,
        protrusion::protrusion,
        shape::{ShapedGlyph, ShapedText, Shaper},
        spaces::{elasticity, space_at},
        style::{Align, ParagraphStyle},
        styled_text::{RunKind, StyledText},
    },
};
use std::ops::Range;

mod place;

/// The text of a line, and the room it has.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineBounds {
    /// First byte of the text.
    pub(super) start: usize,
    /// Byte after the last that counts for its width.
    pub(super) end: usize,
    /// First byte of the next line. The spaces between are set outside the measure, so that extracted words stay apart.
    pub(super) next: usize,
    /// Whether a hyphen is added.
    pub(super) hyphen: bool,
    /// Whether a forced break ends it: the rest stays blank.
    pub(super) forced: bool,
    /// Left edge.
    pub(super) x: Length,
    /// Width to fill.
    pub(super) width: Length,
}

/// Sets the lines of one paragraph.
pub(super) struct LineSetter<'a, 'f> {
    pub(super) styled: &'a StyledText,
    pub(super) shaped: &'a ShapedText,
    pub(super) shaper: &'a mut Shaper<'f>,
    pub(super) advances: &'a Advances,
    pub(super) style: &'a ParagraphStyle,
    pub(super) right_to_left: bool,
    /// What the line before has left: its room serves the next one.
    pub(super) buffers: Buffers,
}

/// What is needed while a line is set.
#[derive(Default)]
pub(super) struct Buffers {
    /// The glyphs of the line, in logical order.
    glyphs: Vec<ShapedGlyph>,
    fragments: Vec<Fragment>,
    /// The spaces among the glyphs that stretch, in order.
    spaces: Vec<ElasticSpace>,
}

impl Buffers {
    /// Room for the lines of a text of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        let [glyphs, fragments, spaces] = OF_A_LINE.map(|count| count.min(bytes + 1));
        Self { glyphs: Vec::with_capacity(glyphs), fragments: Vec::with_capacity(fragments), spaces: Vec::with_capacity(spaces) }
    }
}

/// More glyphs, fragments and spaces than most lines have.
const OF_A_LINE: [usize; 3] = [128, 4, 24];

/// A part of a line that becomes one item.
enum Fragment {
    /// Glyphs of one run: their indices among the line's glyphs, and whether they are the spaces after its end.
    Glyphs { run: usize, glyphs: Range<usize>, trailing: bool },
    /// A picture.
    Picture { styled_run: usize, size: Size },
}

/// A space of a line that stretches with it.
struct ElasticSpace {
    /// Its index among the line's glyphs.
    glyph: usize,
    /// How far it stretches.
    stretch: Length,
    /// How far it shrinks.
    shrink: Length,
}

/// Widths of a line before it is justified.
#[derive(Clone, Copy, Default)]
struct Totals {
    /// Of everything.
    natural: Length,
    /// Of everything but its stretchable spaces.
    letters: Length,
    /// How far its spaces stretch.
    stretch: Length,
    /// How far they shrink.
    shrink: Length,
}

/// How far the spaces of a line give way beyond their least width: the parts of a divided word may come out wider than the search
/// reckoned, and a line that stands out by less than a point is worse than spaces that are narrower by a tenth of one.
const REFIT: Length = Length::points(1);

impl Totals {
    /// What the spaces take of `room`, which is negative where they shrink.
    fn share_of_spaces(&self, room: Length) -> Length {
        let refits = self.shrink > Length::ZERO && -room - self.shrink <= REFIT;
        if refits { room } else { room.max(-self.shrink) }
    }
}

/// Whether a glyph counts for the width of its line: the spaces after its end do not, an added hyphen does.
const fn counts(glyph: &ShapedGlyph, bounds: &LineBounds) -> bool {
    (glyph.start as usize) < bounds.end || glyph.start == glyph.end
}

impl LineSetter<'_, '_> {
    /// Sets a line.
    pub(super) fn set_line(&mut self, bounds: &LineBounds) -> Line {
        let Buffers { mut glyphs, mut fragments, mut spaces } = std::mem::take(&mut self.buffers);
        glyphs.clear();
        fragments.clear();
        spaces.clear();
        self.collect_glyphs(bounds, &mut glyphs, &mut fragments);
        // They are in logical order: those that do not count come last.
        let counted = glyphs.partition_point(|glyph| counts(glyph, bounds));
        let (left, right) = self.protrusion(&glyphs[..counted], glyphs.first());
        self.collect_spaces(&glyphs, &mut spaces);
        let mut totals = Totals { natural: advances(&glyphs[..counted]), ..Totals::default() };
        totals.letters = totals.natural;
        for space in spaces.iter().take_while(|space| space.glyph < counted) {
            (totals.stretch, totals.shrink) = (totals.stretch + space.stretch, totals.shrink + space.shrink);
            totals.letters -= glyphs[space.glyph].advance;
        }
        totals.natural += self.pictures(bounds).map(|(_, size)| size.width).sum();
        let width = totals.natural - left - right;
        let room = bounds.width - width;
        let justified = self.style.align == Align::Justified && !self.style.balanced;
        // What letters and spaces cannot give up stands out.
        let (expansion, excess) = if justified && (room < Length::ZERO || !bounds.forced) {
            self.justify(&mut glyphs, counted, &spaces, &totals, room)
        } else {
            (0, (-room).max(Length::ZERO))
        };
        let shift = match (self.style.align, self.right_to_left) {
            (Align::Center, _) => room / 2,
            (Align::End, false) | (Align::Start, true) => room,
            (Align::Justified, true) if bounds.forced => room,
            (Align::Start | Align::Justified, _) | (Align::End, true) => Length::ZERO,
        };
        let mut line = Line { width, expansion, excess, start: self.text_start(bounds), ..Line::default() };
        self.measure_height(&fragments, &mut line);
        // The spaces after a line's end are at its left where it runs from right to left.
        let outside = if self.right_to_left { advances(&glyphs[counted..]) } else { Length::ZERO };
        self.place(&glyphs, &fragments, bounds.x + shift - left - outside, &mut line);
        self.buffers = Buffers { glyphs, fragments, spaces };
        line
    }

    /// The glyphs of a line in logical order, with the broken words at its ends shaped again, and its fragments.
    fn collect_glyphs(&mut self, bounds: &LineBounds, glyphs: &mut Vec<ShapedGlyph>, fragments: &mut Vec<Fragment>) {
        glyphs.reserve(bounds.next - bounds.start + 1);
        let shaped = self.shaped;
        let first = shaped.runs.partition_point(|run| run.range.end <= bounds.start);
        let mut pictures = self.pictures(bounds).collect::<Vec<_>>().into_iter().peekable();
        for (index, run) in shaped.runs.iter().enumerate().skip(first).take_while(|(_, run)| run.range.start < bounds.next) {
            while let Some((at, size)) = pictures.next_if(|(at, _)| *at < run.range.start) {
                fragments.push(self.picture(at, size));
            }
            let from = glyphs.len();
            let range = run.range.start.max(bounds.start)..run.range.end.min(bounds.end).max(run.range.start.max(bounds.start));
            self.collect_run(index, range.clone(), bounds.hyphen && !range.is_empty() && range.end == bounds.end, glyphs);
            let trailing = range.end..run.range.end.min(bounds.next);
            // Spaces at a line's end have the direction of the paragraph (UAX 9, L1). In a run against it they are a fragment of their own.
            let against = run.level % 2 != u8::from(self.right_to_left);
            if against && glyphs.len() > from {
                fragments.push(Fragment::Glyphs { run: index, glyphs: from..glyphs.len(), trailing: false });
            }
            let rest = if against { glyphs.len() } else { from };
            glyphs.extend_from_slice(glyphs_of(shaped, index, &trailing));
            if glyphs.len() > rest {
                fragments.push(Fragment::Glyphs { run: index, glyphs: rest..glyphs.len(), trailing: against });
            }
        }
        for (at, size) in pictures {
            fragments.push(self.picture(at, size));
        }
    }

    /// Appends the glyphs of `range` of a run. Where the line cuts a word, its part is shaped again.
    fn collect_run(&mut self, index: usize, range: Range<usize>, hyphen: bool, glyphs: &mut Vec<ShapedGlyph>) {
        let (shaped, text) = (self.shaped, &self.styled.text);
        let run = &shaped.runs[index].range;
        let is_space = |character: char| character == ' ';
        let cut_left = range.start > run.start && !text[..range.start].ends_with(is_space);
        let cut_right = hyphen || (range.end < run.end && !text[range.end..].starts_with(is_space));
        let within = &text[range.clone()];
        let head = if cut_left { within.find(is_space).map_or(range.end, |at| range.start + at) } else { range.start };
        let tail = if cut_right { within.rfind(is_space).map_or(range.start, |at| range.start + at + 1) } else { range.end };
        if cut_left && cut_right && tail <= head {
            self.shaper.reshape(self.styled, shaped, index, range, hyphen, glyphs);
            return;
        }
        if cut_left {
            self.shaper.reshape(self.styled, shaped, index, range.start..head, false, glyphs);
        }
        glyphs.extend_from_slice(glyphs_of(shaped, index, &(head..tail)));
        if cut_right {
            self.shaper.reshape(self.styled, shaped, index, tail..range.end, hyphen, glyphs);
        }
    }

    /// The pictures of a line, by their bytes.
    fn pictures(&self, bounds: &LineBounds) -> impl Iterator<Item = (usize, Size)> + use<'_> {
        let (start, end) = (bounds.start, bounds.end);
        self.advances.pictures.iter().copied().filter(move |(at, _)| (start..end).contains(at))
    }

    fn picture(&self, at: usize, size: Size) -> Fragment {
        Fragment::Picture { styled_run: self.styled.runs.partition_point(|run| run.range.end <= at), size }
    }

    /// The spaces among the glyphs of a line that stretch, in order.
    fn collect_spaces(&self, glyphs: &[ShapedGlyph], spaces: &mut Vec<ElasticSpace>) {
        let text = &self.styled.text;
        for (index, glyph) in glyphs.iter().enumerate() {
            let start = glyph.start as usize;
            // Most glyphs show letters. The two spaces that stretch begin with one of these bytes.
            if !matches!(text.as_bytes().get(start), Some(b' ' | 0xc2)) {
                continue;
            }
            let character = text[start..glyph.end as usize].chars().next();
            let Some(space) = character.and_then(|character| space_at(self.styled, start, character)) else { continue };
            let em = self.styled.run_at(start).map_or(self.style.text.size, |styled_run| styled_run.style.size);
            let (stretch, shrink) = elasticity(glyph.advance, em, space);
            spaces.push(ElasticSpace { glyph: index, stretch, shrink });
        }
    }

    /// Distributes `room` among the letters and spaces of a line, of whose glyphs the first `counted` count for its width. Returns by how much
    /// the letters are expanded, in ten-thousandths, and by how much the line is too long all the same.
    fn justify(
        &self,
        glyphs: &mut [ShapedGlyph],
        counted: usize,
        spaces: &[ElasticSpace],
        totals: &Totals,
        room: Length,
    ) -> (i32, Length) {
        let elasticity = if room < Length::ZERO { totals.shrink } else { totals.stretch };
        let share = expansion_share(room, elasticity, self.style.letter_expansion().of(room, totals.letters));
        let expansion = share.0 * 10_000 / totals.letters.0.max(1);
        let mut left = room;
        if expansion != 0 {
            let mut start = 0;
            for end in spaces.iter().map(|space| space.glyph).chain([glyphs.len()]) {
                let middle = counted.clamp(start, end);
                left -= expand(&mut glyphs[start..middle], expansion);
                expand(&mut glyphs[middle..end], expansion);
                start = end + 1;
            }
        }
        let of_spaces = totals.share_of_spaces(left);
        distribute(&mut glyphs[..counted], spaces, elasticity, of_spaces);
        (i32::try_from(expansion).unwrap_or(0), of_spaces - left)
    }

    /// How far the first glyph and the last of those that count protrude.
    fn protrusion(&self, counted: &[ShapedGlyph], first: Option<&ShapedGlyph>) -> (Length, Length) {
        if self.style.align != Align::Justified || self.style.balanced || self.right_to_left {
            return (Length::ZERO, Length::ZERO);
        }
        let side_of = |glyph: &ShapedGlyph, side: fn((i64, i64)) -> i64| {
            let shown = self.styled.text[glyph.start as usize..glyph.end as usize].chars().next().unwrap_or('\u{ad}');
            let face = self.shaper.fonts().face(self.shaped.runs[glyph.run as usize].face);
            glyph.advance.of_em(side(protrusion(face, shown)), 1_000)
        };
        let left = first.map_or(Length::ZERO, |glyph| side_of(glyph, |sides| sides.0));
        (left, counted.last().map_or(Length::ZERO, |glyph| side_of(glyph, |sides| sides.1)))
    }

    /// The first text of a line, and the byte of it that the line starts at.
    fn text_start(&self, bounds: &LineBounds) -> Option<(TextId, usize)> {
        let first = self.styled.runs.partition_point(|run| run.range.end <= bounds.start);
        let of_line = self.styled.runs[first..].iter().take_while(|styled_run| styled_run.range.start < bounds.end);
        of_line.clone().find_map(|styled_run| match styled_run.kind {
            RunKind::Text(id) | RunKind::Code(id) => {
                Some((id, bounds.start.max(styled_run.range.start) - styled_run.range.start))
            }
            RunKind::Note(_) | RunKind::Picture(_) | RunKind::Break => None,
        })
    }
}

/// The sum of their advances.
fn advances(glyphs: &[ShapedGlyph]) -> Length {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}

/// Draws glyphs wider by so many ten-thousandths. Returns what their advances grow by.
fn expand(glyphs: &mut [ShapedGlyph], expansion: i64) -> Length {
    let mut sum = Length::ZERO;
    for glyph in glyphs {
        let wider = glyph.advance.of_em(expansion, 10_000);
        glyph.advance += wider;
        sum += wider;
        if glyph.dx != Length::ZERO {
            glyph.dx += glyph.dx.of_em(expansion, 10_000);
        }
    }
    sum
}

/// Adds `change` to the stretchable spaces among `counted`, to each in its proportion of `total`, without losing a unit to rounding.
fn distribute(counted: &mut [ShapedGlyph], spaces: &[ElasticSpace], total: Length, change: Length) {
    if total <= Length::ZERO {
        return;
    }
    let (mut passed, mut given) = (Length::ZERO, Length::ZERO);
    let shrinking = change < Length::ZERO;
    for space in spaces {
        let Some(glyph) = counted.get_mut(space.glyph) else { break };
        passed += if shrinking { space.shrink } else { space.stretch };
        let due = change.of_em(passed.0, total.0);
        glyph.advance += due - given;
        given = due;
    }
}

/// The glyphs of a run that show `range`.
fn glyphs_of<'a>(shaped: &'a ShapedText, run: usize, range: &Range<usize>) -> &'a [ShapedGlyph] {
    if range.is_empty() {
        return &[];
    }
    let key = |glyph: &ShapedGlyph| (glyph.run as usize, glyph.start as usize);
    let start = shaped.glyphs.partition_point(|glyph| key(glyph) < (run, range.start));
    let end = shaped.glyphs.partition_point(|glyph| key(glyph) < (run, range.end));
    &shaped.glyphs[start..end]
}
