//! The galley: the column of a section as page breaking reads it.
//!
//! Owns positions in the column and in the variants of its paragraphs, and the order of what is printed out of the flow: floats,
//! and notes in the order of their calls. It knows neither costs nor where a page ends. Read next: `fill`.

use crate::{
    book::NoteId,
    layout::strip::{BreakPenalty, Column, Strip},
    typeset::length::Length,
};
use std::ops::Range;

/// The space between text and notes, which holds the rule, in lines: a fraction.
const NOTE_GAP: (i64, i64) = (5, 4);

/// A place before a strip of the column or of a variant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    /// The strip of the column that follows; in a variant, the first strip that it replaces.
    pub(super) strip: usize,
    /// The variant, an index in `Column::variants`; none for the column itself.
    pub(super) variant: Option<usize>,
    /// The line in the variant; 0 in the column.
    pub(super) line: usize,
}

impl Position {
    /// Before a strip of the column.
    pub(super) const fn of(strip: usize) -> Self {
        Self { strip, variant: None, line: 0 }
    }
}

/// How far a section is printed. Pages only move forward: each field grows or stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Progress {
    /// Up to where in the text.
    pub(super) at: Position,
    /// How many of `Galley::floats`.
    pub(super) floats: usize,
    /// How many of `Galley::notes`.
    pub(super) notes: usize,
}

/// A column, and what is printed out of its flow.
pub(super) struct Galley<'a> {
    pub(super) column: &'a Column,
    /// The height of the text area of a page.
    pub(super) height: Length,
    pub(super) leading: Length,
    /// The strips that float, in order.
    pub(super) floats: Vec<usize>,
    /// The strips of all notes, in the order of their calls. A note that calls others is followed by them.
    pub(super) notes: Vec<(NoteId, usize)>,
    /// For each note, the index in `notes` after its last strip and those of the notes that it calls.
    note_ends: Vec<usize>,
    /// How many notes begin before each index of `notes`.
    note_starts: Vec<usize>,
    /// How many of these are called in rows of tables; empty where there are none.
    row_note_starts: Vec<usize>,
    /// For each strip of the column, how many of `notes` are called before it; then for the end of the column.
    called: Vec<usize>,
    /// For each variant and each of its lines, how many of `notes` are called up to there, counted from its first line; then for its end.
    /// There are none in a column without notes.
    called_in_variants: Vec<Vec<usize>>,
    /// The height of `notes` up to each index.
    note_heights: Vec<Length>,
}

impl<'a> Galley<'a> {
    pub(super) fn new(column: &'a Column, height: Length, leading: Length) -> Self {
        let floats = (0..column.strips.len()).filter(|&index| column.strips[index].floats).collect();
        let (mut notes, mut note_ends) = (Vec::new(), vec![0; column.notes.len()]);
        let mut called = vec![0];
        let mut of_rows = Vec::new();
        for (index, strip) in column.strips.iter().enumerate() {
            let first = notes.len();
            strip.notes.iter().for_each(|&note| add_note(column, note, &mut notes, &mut note_ends));
            called.push(notes.len());
            if notes.len() > first && is_row(column, index) {
                of_rows.push(first..notes.len());
            }
        }
        let (mut note_heights, mut note_starts) = (vec![Length::ZERO], vec![0]);
        for &(note, strip) in &notes {
            let sum = note_heights[note_heights.len() - 1] + column.notes[note.0 as usize][strip].extent();
            note_heights.push(sum);
            note_starts.push(note_starts[note_starts.len() - 1] + usize::from(strip == 0));
        }
        let row_note_starts = starts_within(&notes, &of_rows);
        let mut galley = Self {
            column,
            height,
            leading,
            floats,
            notes,
            note_ends,
            note_starts,
            row_note_starts,
            called,
            called_in_variants: Vec::new(),
            note_heights,
        };
        if !column.notes.is_empty() {
            galley.called_in_variants = column.variants.iter().map(|variant| galley.called_up_to(&variant.lines)).collect();
        }
        galley
    }

    /// For each of the lines, how many of `notes` are called before it, counted from the first; then for the end.
    fn called_up_to(&self, lines: &[Strip]) -> Vec<usize> {
        let mut called = 0;
        let after = lines.iter().map(|line| {
            called = self.called_with(called, line);
            called
        });
        std::iter::once(0).chain(after).collect()
    }

    /// The strip at a position; none at the end.
    pub(super) fn strip(&self, at: Position) -> Option<&'a Strip> {
        match at.variant {
            None => self.column.strips.get(at.strip),
            Some(variant) => self.column.variants.get(variant).and_then(|variant| variant.lines.get(at.line)),
        }
    }

    /// The position after a strip.
    pub(super) fn after(&self, at: Position) -> Position {
        match at.variant.map(|variant| &self.column.variants[variant]) {
            None => Position::of(at.strip + 1),
            Some(variant) if at.line + 1 < variant.lines.len() => Position { line: at.line + 1, ..at },
            Some(variant) => Position::of(variant.replaces.end),
        }
    }

    /// The variants of the paragraph that begins at a position.
    pub(super) fn variants(&self, at: Position) -> Range<usize> {
        if at.variant.is_some() {
            return 0..0;
        }
        let variants = &self.column.variants;
        let first = variants.partition_point(|variant| variant.replaces.start < at.strip);
        let count = variants[first..].iter().take_while(|variant| variant.replaces.start == at.strip).count();
        first..first + count
    }

    /// How many of `notes` are called before a position.
    pub(super) fn called_before(&self, at: Position) -> usize {
        let before = self.called[at.strip.min(self.called.len() - 1)];
        let in_variant = at.variant.and_then(|variant| self.called_in_variants.get(variant)?.get(at.line));
        before.max(in_variant.copied().unwrap_or_default())
    }

    /// How far the section is printed before a strip of the column when no float waits, and no note.
    pub(super) fn printed_before(&self, strip: usize) -> Progress {
        let at = Position::of(strip);
        Progress { at, floats: self.floats.partition_point(|float| *float < strip), notes: self.called_before(at) }
    }

    /// How many of `notes` are called up to and in a strip, when `called` are called before it.
    pub(super) fn called_with(&self, called: usize, strip: &Strip) -> usize {
        let ends = strip.notes.iter().filter_map(|note| self.note_ends.get(note.0 as usize));
        ends.copied().fold(called, usize::max)
    }

    fn is_text_end(&self, at: Position) -> bool {
        at == Position::of(self.column.strips.len())
    }

    /// Whether everything is printed.
    pub(super) fn is_end(&self, progress: Progress) -> bool {
        self.is_text_end(progress.at) && progress.floats == self.floats.len() && progress.notes == self.notes.len()
    }

    /// The height of a range of `notes` at the foot of a page, with the gap above them.
    pub(super) fn note_area(&self, notes: Range<usize>) -> Length {
        if notes.is_empty() {
            return Length::ZERO;
        }
        self.note_height(notes) + self.leading.of_em(NOTE_GAP.0, NOTE_GAP.1)
    }

    /// The height of a range of `notes`.
    pub(super) fn note_height(&self, notes: Range<usize>) -> Length {
        self.note_heights[notes.end] - self.note_heights[notes.start]
    }

    /// How many of the notes in a range of `notes` begin in it.
    pub(super) fn note_count(&self, notes: Range<usize>) -> usize {
        self.note_starts[notes.end] - self.note_starts[notes.start]
    }

    /// How many of them are called in rows of tables.
    pub(super) fn notes_of_rows(&self, notes: Range<usize>) -> usize {
        match (self.row_note_starts.get(notes.start), self.row_note_starts.get(notes.end)) {
            (Some(before), Some(after)) => after - before,
            _ => 0,
        }
    }

    /// Up to which of `notes` a page can print in `room`, from `first` on: all that are `called`, or a part of them such that two
    /// lines of a note that is split are on each page.
    ///
    /// At least two lines must fit of the first note that the page itself calls, the one after `called_before`; none when they do
    /// not. The notes after it may wait for the next page, as with TeX's split insertions: `cost` says how bad that is.
    pub(super) fn notes_in(&self, room: Length, first: usize, called_before: usize, called: usize) -> Option<usize> {
        if room < Length::ZERO {
            return None;
        }
        if self.note_area(first..called) <= room {
            return Some(called);
        }
        let least = if called > called_before { (called_before + 2).min(self.end_of_note(called_before)) } else { first + 1 };
        let fitting = self
            .note_heights
            .partition_point(|&sum| sum - self.note_heights[first] + self.leading.of_em(NOTE_GAP.0, NOTE_GAP.1) <= room);
        let most = fitting.saturating_sub(1).min(called);
        // A good place leaves two lines on each side and parts no pair: within four strips there is one, if the note has any.
        let find = |is_good: &dyn Fn(usize) -> bool| {
            (least.max(most.saturating_sub(4))..=most).rev().find(|&count| self.splits_well(first, count) && is_good(count))
        };
        find(&|count| !self.leaves_line_alone(count)).or_else(|| find(&|_| true))
    }

    /// Whether two lines of the note that is split before `count` stand on the page whose notes begin at `first`, and two on the
    /// next.
    fn splits_well(&self, first: usize, count: usize) -> bool {
        let (note, strip) = self.notes[count];
        let left = self.column.notes[note.0 as usize].len() - strip;
        strip == 0 || (left >= 2 && strip >= 2 && count >= first + 2)
    }

    /// Whether a split before `count` would leave one line of a paragraph of the note alone.
    fn leaves_line_alone(&self, count: usize) -> bool {
        let (note, strip) = self.notes[count];
        strip > 0 && self.column.notes[note.0 as usize][strip].break_before >= BreakPenalty::Never
    }

    /// The notes that are whole in a range of `notes`, each with those that it calls.
    pub(super) fn whole_notes(&self, notes: Range<usize>) -> Vec<Range<usize>> {
        let mut whole = Vec::new();
        let mut at = notes.start + self.notes[notes.clone()].iter().take_while(|(_, strip)| *strip > 0).count();
        while at < notes.end && self.note_ends[self.notes[at].0.0 as usize] <= notes.end {
            let end = self.note_ends[self.notes[at].0.0 as usize];
            whole.push(at..end);
            at = end;
        }
        whole
    }

    /// The index in `notes` after the last strip of the note to which the strip at index `strip` belongs.
    fn end_of_note(&self, strip: usize) -> usize {
        let (note, part) = self.notes[strip];
        strip - part + self.column.notes[note.0 as usize].len()
    }

    /// The height of a repeated table head.
    pub(super) fn head_height(&self, head: usize) -> Length {
        self.column.heads[head].iter().map(|strip| strip.height).sum()
    }
}

/// Whether a strip is a row of a table or the head above the first of them.
fn is_row(column: &Column, strip: usize) -> bool {
    let has_head = |strip: usize| column.strips.get(strip).is_some_and(|strip| strip.head.is_some());
    has_head(strip) || has_head(strip + 1)
}

/// How many notes begin before each index of `notes` within the ranges; empty where there are no ranges.
fn starts_within(notes: &[(NoteId, usize)], ranges: &[Range<usize>]) -> Vec<usize> {
    if ranges.is_empty() {
        return Vec::new();
    }
    let mut starts = vec![0; notes.len() + 1];
    for index in ranges.iter().cloned().flatten().filter(|&index| notes[index].1 == 0) {
        starts[index + 1] = 1;
    }
    let mut sum = 0;
    starts.iter_mut().for_each(|start| {
        sum += *start;
        *start = sum;
    });
    starts
}

/// Adds the strips of `note` to `notes`, and those of the notes that it calls, unless they are there. `markdown::notes` has cut the
/// circles and the long chains.
fn add_note(column: &Column, note: NoteId, notes: &mut Vec<(NoteId, usize)>, ends: &mut [usize]) {
    let Some(end) = ends.get_mut(note.0 as usize).filter(|end| **end == 0) else { return };
    let strips = &column.notes[note.0 as usize];
    notes.extend((0..strips.len()).map(|strip| (note, strip)));
    *end = notes.len();
    strips.iter().flat_map(|strip| &strip.notes).for_each(|&inner| add_note(column, inner, notes, ends));
    ends[note.0 as usize] = notes.len();
}
