//! Filling one page from a state of the section: which strips it may hold, and what each choice costs.

use crate::{
    book::NoteId,
    layout::{
        length::Length,
        strip::{Column, Parting, Strip},
    },
};
use std::ops::Range;

/// Room between text and notes, with the rule in it, in lines.
const NOTE_GAP: (i64, i64) = (5, 4);

/// Prices, in units of a hundredth of a line short, squared.
const RELUCTANT: i64 = 700;
const AVOID: i64 = 12_000;
const NEVER: i64 = 2_000_000;
const OVERFULL: i64 = 5_000_000;
const HYPHEN: i64 = 150;
const NOTE_PARTED: i64 = 900;
const FLOAT_WAITS: i64 = 400;
const LONELY_LAST: i64 = 8_000;
/// A last page should have as many lines as this.
const LAST_LINES: i64 = 4;

/// How far a section is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    /// The next strip.
    next: usize,
    /// How many floats are printed, of those in order.
    floats: usize,
    /// How many strips of notes are printed, of those in order of call.
    notes: usize,
}

impl State {
    pub(super) const START: Self = Self { next: 0, floats: 0, notes: 0 };
}

/// A page as chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagePlan {
    /// What stands on it, y from the top of the text.
    pub placed: Vec<Placed>,
    /// Where its notes begin, when it has any.
    pub notes: Option<Length>,
    /// How far it is overfull.
    pub excess: Length,
}

/// A strip in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which strip.
    pub source: Source,
    /// Its top.
    pub y: Length,
}

/// Which strip is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Of the text.
    Text(usize),
    /// Of a repeated head: the head and the strip in it.
    Head(usize, usize),
    /// Of a note.
    Note(NoteId, usize),
}

/// A page that may be printed, where it leads, and its price.
pub(super) struct Candidate {
    pub(super) next: State,
    pub(super) cost: i64,
    pub(super) plan: PagePlan,
}

/// What filling pages needs to know of a section.
pub(super) struct Filler<'a> {
    column: &'a Column,
    height: Length,
    leading: Length,
    /// Strips that may wait, in order.
    floats: Vec<usize>,
    /// Strips of notes in order of call.
    notes: Vec<(NoteId, usize)>,
    /// How many of them are called up to and with each strip.
    called: Vec<usize>,
    /// Heights of the notes up to each of their strips.
    note_sums: Vec<Length>,
}

/// A page being filled.
#[derive(Clone)]
struct Filling {
    placed: Vec<Placed>,
    y: Length,
    /// Room that the last strip wants below it.
    below: Length,
    floats: usize,
    notes: usize,
    waiting: i64,
}

impl Filling {
    /// Where a strip's top is after what is placed: no space at the top of the page, else the larger of two wishes.
    fn top_for(&self, strip: &Strip) -> Length {
        if self.placed.is_empty() { Length::ZERO } else { self.y + strip.space.max(self.below) }
    }

    fn put(&mut self, source: Source, y: Length, strip: &Strip) {
        self.placed.push(Placed { source, y });
        self.y = y + strip.height;
        self.below = strip.below;
    }
}

impl<'a> Filler<'a> {
    pub(super) fn new(column: &'a Column, height: Length, leading: Length) -> Self {
        let floats = (0..column.strips.len()).filter(|&index| column.strips[index].floats).collect();
        let mut notes: Vec<(NoteId, usize)> = Vec::new();
        let mut called = Vec::with_capacity(column.strips.len());
        let mut seen = vec![false; column.notes.len()];
        for strip in &column.strips {
            for &note in &strip.notes {
                if let Some(seen) = seen.get_mut(note.0 as usize).filter(|seen| !**seen) {
                    *seen = true;
                    notes.extend((0..column.notes[note.0 as usize].len()).map(|strip| (note, strip)));
                }
            }
            called.push(notes.len());
        }
        let mut note_sums = vec![Length::ZERO];
        for &(note, strip) in &notes {
            let sum = note_sums[note_sums.len() - 1] + column.notes[note.0 as usize][strip].extent();
            note_sums.push(sum);
        }
        Self { column, height, leading, floats, notes, called, note_sums }
    }

    pub(super) fn is_end(&self, state: State) -> bool {
        state.next == self.column.strips.len() && state.floats == self.floats.len() && state.notes == self.notes.len()
    }

    /// Notes called before the strip at `next`.
    fn called_before(&self, next: usize) -> usize {
        next.checked_sub(1).map_or(0, |last| self.called[last])
    }

    /// Height of a range of notes at the foot, with the gap above them.
    fn note_area(&self, notes: Range<usize>) -> Length {
        if notes.is_empty() {
            return Length::ZERO;
        }
        self.note_sums[notes.end] - self.note_sums[notes.start] + self.leading.of_em(NOTE_GAP.0, NOTE_GAP.1)
    }

    /// Every page that may follow `state`; one at least, and each goes further than `state`.
    pub(super) fn pages_from(&self, state: State) -> Vec<Candidate> {
        let mut filling = self.begin(state);
        let mut candidates = Vec::new();
        let mut next = state.next;
        let owed = self.called_before(state.next);
        if filling.notes < owed {
            return self.pages_under_notes(state, filling);
        }
        while next < self.column.strips.len() {
            let strip = &self.column.strips[next];
            if next > state.next && strip.parting == Parting::Forced {
                break;
            }
            if strip.floats {
                let alone = next == state.next && filling.placed.is_empty();
                self.place_or_wait(next, state, &mut filling, alone);
                next += 1;
                candidates.push(self.candidate(state, next, &filling));
                continue;
            }
            let first = !filling.placed.iter().any(|placed| matches!(placed.source, Source::Text(_)));
            let Some(fits) = self.place(next, state, &mut filling, first) else { break };
            next += 1;
            candidates.push(self.candidate(state, next, &filling));
            if !fits {
                break;
            }
        }
        if candidates.is_empty() {
            candidates.push(self.candidate(state, next, &filling));
        }
        candidates
    }

    /// Pages whose notes do not come to an end: text above them as long as it calls no further note; without any, notes alone.
    fn pages_under_notes(&self, state: State, mut filling: Filling) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let foot = self.height - self.note_area(state.notes..filling.notes);
        let owed = self.called_before(state.next);
        let strips = self.column.strips.iter().enumerate().skip(state.next);
        for (index, strip) in strips.take_while(|(index, strip)| !strip.floats && self.called[*index] == owed) {
            let y = self.top_of(strip, &filling, false).0;
            let is_first = filling.placed.is_empty();
            if y + strip.height > foot || (strip.parting == Parting::Forced && !is_first) || (strip.head.is_some() && is_first) {
                break;
            }
            filling.put(Source::Text(index), y, strip);
            candidates.push(self.candidate(state, index + 1, &filling));
        }
        if candidates.is_empty() {
            while filling.notes < owed && filling.y + self.note_area(state.notes..filling.notes + 1) <= self.height {
                filling.notes += 1;
            }
            candidates.push(self.candidate(state, state.next, &filling));
        }
        candidates
    }

    /// The page with what waits for it: floats at its top, notes at its foot.
    fn begin(&self, state: State) -> Filling {
        let (floats, notes) = (state.floats, state.notes);
        let mut filling = Filling { placed: Vec::new(), y: Length::ZERO, below: Length::ZERO, floats, notes, waiting: 0 };
        while let Some(&float) = self.floats.get(filling.floats).filter(|&&float| float < state.next) {
            let strip = &self.column.strips[float];
            let y = filling.top_for(strip);
            if !filling.placed.is_empty() && y + strip.height > self.height {
                break;
            }
            filling.put(Source::Text(float), y, strip);
            filling.floats += 1;
        }
        let owed = self.called_before(state.next);
        // What goes on from the page before may take two thirds of this one.
        let most = if filling.placed.is_empty() { self.height.of_em(2, 3) } else { self.height - filling.y };
        while filling.notes < owed && self.note_area(state.notes..filling.notes + 1) <= most {
            filling.notes += 1;
        }
        if filling.notes == state.notes && filling.notes < owed && filling.placed.is_empty() {
            filling.notes += 1;
        }
        filling
    }

    /// Prints a float here when it fits, else lets it wait for the next page.
    fn place_or_wait(&self, float: usize, state: State, filling: &mut Filling, alone: bool) {
        let strip = &self.column.strips[float];
        let in_order = self.floats.get(filling.floats) == Some(&float);
        let y = filling.top_for(strip);
        let notes = self.note_area(state.notes..filling.notes);
        if in_order && (alone || y + strip.height + notes <= self.height) {
            filling.put(Source::Text(float), y, strip);
            filling.floats += 1;
        } else {
            filling.waiting += 1;
        }
    }

    /// Prints the strip at `index` when there is room: none when there is not, false when nothing may follow it.
    fn place(&self, index: usize, state: State, filling: &mut Filling, first: bool) -> Option<bool> {
        let strip = &self.column.strips[index];
        let (mut y, head) = self.top_of(strip, filling, first);
        let end = y + head.map_or(Length::ZERO, |head| self.head_height(head)) + strip.height;
        let wanted = self.called[index];
        let room = self.height - end;
        let notes = self.notes_that_fit(state, filling.notes, wanted, room);
        let must = filling.placed.is_empty() && filling.notes == state.notes;
        let printed = match notes {
            Some(printed) => printed,
            None if must => wanted.min(filling.notes + 1),
            None => return None,
        };
        if let Some(head) = head {
            for (number, part) in self.column.heads[head].iter().enumerate() {
                filling.placed.push(Placed { source: Source::Head(head, number), y });
                y += part.height;
            }
        }
        filling.put(Source::Text(index), y, strip);
        filling.notes = printed;
        Some(printed == wanted && end <= self.height)
    }

    /// Where a strip's top is, and the head repeated above it.
    fn top_of(&self, strip: &Strip, filling: &Filling, first: bool) -> (Length, Option<usize>) {
        let mut y = filling.top_for(strip);
        if strip.on_grid {
            y += Length((strip.phase - y).0.rem_euclid(self.leading.0));
        }
        (y, if first { strip.head } else { None })
    }

    fn head_height(&self, head: usize) -> Length {
        self.column.heads[head].iter().map(|strip| strip.height).sum()
    }

    /// How many notes are printed when `room` is left for all of this page's notes: all that are wanted, or a part of the last
    /// one that leaves two lines on each page; none when even that does not fit.
    fn notes_that_fit(&self, state: State, printed: usize, wanted: usize, room: Length) -> Option<usize> {
        if room < Length::ZERO {
            return None;
        }
        if self.note_area(state.notes..wanted) <= room {
            return Some(wanted);
        }
        (printed..wanted).rev().find(|&count| {
            let parted_well = count > printed && self.notes[count].1 >= 2 && self.tail(count) >= 2;
            parted_well && self.note_area(state.notes..count) <= room
        })
    }

    /// How many strips of its note are left from the one at `count` on.
    fn tail(&self, count: usize) -> usize {
        let (note, strip) = self.notes[count];
        self.column.notes[note.0 as usize].len() - strip
    }

    fn candidate(&self, state: State, next: usize, filling: &Filling) -> Candidate {
        let mut after = State { next, floats: filling.floats, notes: filling.notes };
        if after <= state {
            // Nothing fits: whatever comes first is printed all the same, and `place` says that it is overfull.
            after = State { next: (state.next + 1).min(self.column.strips.len()), ..after };
        }
        let area = self.note_area(state.notes..filling.notes);
        let used = filling.y + area;
        let mut plan = PagePlan { placed: filling.placed.clone(), notes: None, excess: (used - self.height).max(Length::ZERO) };
        if filling.notes > state.notes {
            let mut y = (self.height - area + self.leading.of_em(NOTE_GAP.0, NOTE_GAP.1)).max(filling.y);
            plan.notes = Some(y);
            for &(note, strip) in &self.notes[state.notes..filling.notes] {
                let part = &self.column.notes[note.0 as usize][strip];
                y += part.space;
                plan.placed.push(Placed { source: Source::Note(note, strip), y });
                y += part.height;
            }
        }
        Candidate { next: after, cost: self.cost(state, after, filling, used), plan }
    }

    /// What parting costs before the next strip. A figure that waits for the next page bonds what stands on its two sides.
    fn parting_before(&self, after: State) -> Parting {
        let waits = |strip: usize| self.floats.get(after.floats..).is_some_and(|waiting| waiting.contains(&strip));
        let first = (0..after.next).rev().take_while(|&strip| waits(strip)).last().unwrap_or(after.next);
        (first..=after.next)
            .filter_map(|strip| self.column.strips.get(strip))
            .map(|strip| strip.parting)
            .max()
            .unwrap_or_default()
    }

    /// How many lines of text a page has, without what closes the section.
    fn lines_of_text(&self, filling: &Filling) -> i64 {
        let closing = self.column.closing.unwrap_or(self.column.strips.len());
        let text = filling.placed.iter().filter_map(|placed| match placed.source {
            Source::Text(index) if index < closing => Some(self.column.strips[index].height),
            Source::Text(_) | Source::Head(..) | Source::Note(..) => None,
        });
        text.sum::<Length>().0 / self.leading.0
    }

    /// What a page costs.
    fn cost(&self, state: State, after: State, filling: &Filling, used: Length) -> i64 {
        let mut cost = filling.waiting * FLOAT_WAITS;
        if used > self.height {
            cost += OVERFULL;
        }
        if filling.notes < self.called_before(after.next) {
            cost += NOTE_PARTED;
        }
        if self.is_end(after) {
            let lonely = state != State::START && self.lines_of_text(filling) < LAST_LINES;
            return cost + if lonely { LONELY_LAST } else { 0 };
        }
        let Some(following) = self.column.strips.get(after.next) else { return cost };
        if following.parting == Parting::Forced {
            return cost;
        }
        cost += match self.parting_before(after) {
            Parting::Free | Parting::Forced => 0,
            Parting::Reluctant => RELUCTANT,
            Parting::Avoid => AVOID,
            Parting::Never => NEVER,
        };
        let broken = after.next.checked_sub(1).is_some_and(|last| self.column.strips[last].hyphenated);
        if broken {
            cost += HYPHEN;
        }
        // Hundredths of a line short: one line is hardly seen, more are.
        let short = (self.height - used).max(Length::ZERO).0 * 100 / self.leading.0.max(1);
        cost + match short {
            0..50 => 0,
            50..150 => 60,
            short => short * short / 100,
        }
    }
}
