//! The galley: a section's column as it is read for paging.
//!
//! Owns positions in the column, paragraphs set in another number of lines, and the order of what is printed apart: figures that
//! may wait, notes by their calls. It knows neither prices nor where a page ends. Read next: `fill`.

use crate::{
    book::NoteId,
    layout::strip::{BreakPenalty, Column, Strip},
    typeset::length::Length,
};
use std::ops::Range;

/// Room between text and notes, with the rule in it, in lines.
const NOTE_GAP: (i64, i64) = (5, 4);

/// A place before a strip: of the column, or of a paragraph set anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    /// A strip of the column: the one that follows or, in a paragraph set anew, the first that it replaces.
    pub(super) strip: usize,
    /// Which other setting the strip is of, from 1; 0 when it is of the column.
    pub(super) setting: usize,
    /// Its line there.
    pub(super) line: usize,
}

impl Position {
    pub(super) const fn of(strip: usize) -> Self {
        Self { strip, setting: 0, line: 0 }
    }
}

/// How far a section is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Progress {
    /// Up to which strip.
    pub(super) at: Position,
    /// How many floats, of those in order.
    pub(super) floats: usize,
    /// How many strips of notes, of those in order of call.
    pub(super) notes: usize,
}

/// A column, and what is printed apart from it.
pub(super) struct Galley<'a> {
    pub(super) column: &'a Column,
    pub(super) height: Length,
    pub(super) leading: Length,
    /// Strips that may wait, in order.
    pub(super) floats: Vec<usize>,
    /// Strips of notes in order of call.
    pub(super) notes: Vec<(NoteId, usize)>,
    /// For each note, how many strips of notes there are up to its end.
    note_ends: Vec<usize>,
    /// How many strips of notes are called before each strip, and in all.
    called: Vec<usize>,
    /// Heights of the notes up to each of their strips.
    note_sums: Vec<Length>,
}

impl<'a> Galley<'a> {
    pub(super) fn new(column: &'a Column, height: Length, leading: Length) -> Self {
        let floats = (0..column.strips.len()).filter(|&index| column.strips[index].floats).collect();
        let mut notes: Vec<(NoteId, usize)> = Vec::new();
        let mut note_ends = vec![0; column.notes.len()];
        let mut called = vec![0];
        for strip in &column.strips {
            for &note in &strip.notes {
                if let Some(end) = note_ends.get_mut(note.0 as usize).filter(|end| **end == 0) {
                    notes.extend((0..column.notes[note.0 as usize].len()).map(|strip| (note, strip)));
                    *end = notes.len();
                }
            }
            called.push(notes.len());
        }
        let mut note_sums = vec![Length::ZERO];
        for &(note, strip) in &notes {
            let sum = note_sums[note_sums.len() - 1] + column.notes[note.0 as usize][strip].extent();
            note_sums.push(sum);
        }
        Self { column, height, leading, floats, notes, note_ends, called, note_sums }
    }

    /// The strip at a position; none at the end.
    pub(super) fn strip(&self, at: Position) -> Option<&'a Strip> {
        match at.setting.checked_sub(1) {
            None => self.column.strips.get(at.strip),
            Some(variant) => self.column.variants.get(variant).and_then(|variant| variant.lines.get(at.line)),
        }
    }

    /// The position after a strip.
    pub(super) fn after(&self, at: Position) -> Position {
        match at.setting.checked_sub(1).map(|variant| &self.column.variants[variant]) {
            None => Position::of(at.strip + 1),
            Some(variant) if at.line + 1 < variant.lines.len() => Position { line: at.line + 1, ..at },
            Some(variant) => Position::of(variant.replaces.end),
        }
    }

    /// The other settings of the paragraph that begins at a position.
    pub(super) fn settings(&self, at: Position) -> Range<usize> {
        if at.setting > 0 {
            return 0..0;
        }
        let variants = &self.column.variants;
        let first = variants.partition_point(|variant| variant.replaces.start < at.strip);
        let count = variants[first..].iter().take_while(|variant| variant.replaces.start == at.strip).count();
        first..first + count
    }

    /// Strips of notes called before a position.
    pub(super) fn called_before(&self, at: Position) -> usize {
        let before = self.called[at.strip.min(self.called.len() - 1)];
        let lines = at.setting.checked_sub(1).map_or(&[][..], |variant| &self.column.variants[variant].lines[..at.line]);
        lines.iter().fold(before, |called, line| self.called_with(called, line))
    }

    /// Strips of notes called up to and with a strip, when `called` were before it.
    pub(super) fn called_with(&self, called: usize, strip: &Strip) -> usize {
        let ends = strip.notes.iter().filter_map(|note| self.note_ends.get(note.0 as usize));
        ends.copied().fold(called, usize::max)
    }

    pub(super) fn is_text_end(&self, at: Position) -> bool {
        at == Position::of(self.column.strips.len())
    }

    pub(super) fn is_end(&self, progress: Progress) -> bool {
        self.is_text_end(progress.at) && progress.floats == self.floats.len() && progress.notes == self.notes.len()
    }

    /// Height of a range of notes at the foot, with the gap above them.
    pub(super) fn note_area(&self, notes: Range<usize>) -> Length {
        if notes.is_empty() {
            return Length::ZERO;
        }
        self.note_height(notes) + self.leading.of_em(NOTE_GAP.0, NOTE_GAP.1)
    }

    /// Height of a range of notes.
    pub(super) fn note_height(&self, notes: Range<usize>) -> Length {
        self.note_sums[notes.end] - self.note_sums[notes.start]
    }

    /// Up to where notes from `first` on may be printed in `room`: all that are called or, of the last of them, a part that leaves
    /// two lines on each page. Not less than two lines of each note that the page calls, from `owed` on; none when that does not
    /// fit.
    pub(super) fn notes_in(&self, room: Length, first: usize, owed: usize, called: usize) -> Option<usize> {
        if room < Length::ZERO {
            return None;
        }
        if self.note_area(first..called) <= room {
            return Some(called);
        }
        let begun = if called > owed { self.first_of_note(called - 1) + 2 } else { first + 1 };
        let fitting = self
            .note_sums
            .partition_point(|&sum| sum - self.note_sums[first] + self.leading.of_em(NOTE_GAP.0, NOTE_GAP.1) <= room);
        let most = fitting.saturating_sub(1).min(called);
        // A few steps back find a good place in any note that has one.
        let place = |is_good: &dyn Fn(usize) -> bool| {
            (begun.max(most.saturating_sub(4))..=most).rev().find(|&count| self.parts_well(first, count) && is_good(count))
        };
        place(&|count| !self.is_bonded(count)).or_else(|| place(&|_| true))
    }

    /// Whether a page that prints notes from `first` up to `count` has two lines of the last one, and so has the next page.
    fn parts_well(&self, first: usize, count: usize) -> bool {
        let (note, strip) = self.notes[count];
        let left = self.column.notes[note.0 as usize].len() - strip;
        strip == 0 || (left >= 2 && strip >= 2 && count >= first + 2)
    }

    /// Whether parting notes before a strip would leave a line of one of their paragraphs alone.
    fn is_bonded(&self, count: usize) -> bool {
        let (note, strip) = self.notes[count];
        strip > 0 && self.column.notes[note.0 as usize][strip].break_before >= BreakPenalty::Never
    }

    /// The first strip of the note that a strip of notes is of.
    fn first_of_note(&self, strip: usize) -> usize {
        strip - self.notes[strip].1
    }

    pub(super) fn head_height(&self, head: usize) -> Length {
        self.column.heads[head].iter().map(|strip| strip.height).sum()
    }
}
