//! Footnotes: insertions in the sense of TeX, set where they are called and printed at the foot of the page of the call.
//!
//! In the structure a note follows the paragraph that calls it, where a listener expects it. A note may call others: these are set
//! where they are called, in its column, and `page` prints them after it.

use crate::{
    book::{Inline, NoteId},
    layout::{
        flow::{line::baseline, state::Flow},
        frame::{Content, FrameItem, LinkArea, PageTarget, Shape},
        strip::{BoxArea, BreakPenalty, Column, Strip},
        structure::{StructureElement, StructureType},
        tagging::call_destination,
    },
    locale::Argument,
    typeset::length::{Length, Point, Rect, Size},
};
use std::sync::Arc;

impl<'a> Flow<'a> {
    /// The name of a note's destination. It is unique, because slugs have no full stop.
    pub(super) fn note_destination(&self, note: NoteId) -> String {
        format!("{}.note.{}", self.section.slug, note.0 + 1)
    }

    /// The name of the destination at the call of a note.
    pub(super) fn call_destination(&self, note: NoteId) -> String {
        call_destination(&self.section.slug, note)
    }

    /// The notes that the strips of a range call.
    pub(super) fn notes_called_in(&self, strips: std::ops::Range<usize>) -> Vec<NoteId> {
        self.column.strips[strips].iter().flat_map(|strip| strip.notes.iter().copied()).collect()
    }

    /// Sets those of the notes `called` that are not set yet.
    pub(super) fn set_notes(&mut self, called: &[NoteId]) {
        for &note in called {
            if self.column.notes.get(note.0 as usize).is_some_and(Vec::is_empty) {
                let strips = self.note(note);
                self.column.notes[note.0 as usize] = strips;
            }
        }
    }

    /// Sets one note, number first, in a column of its own.
    fn note(&mut self, id: NoteId) -> Vec<Strip> {
        let section = self.section;
        let style = self.theme().note();
        let mut element = StructureElement::new(StructureType::Note);
        element.attributes_mut().id = Some(self.note_destination(id));
        element.span = Some(section.notes[id.0 as usize].span);
        self.tagger.name_next(self.note_destination(id));
        self.tagger.enter_note(element);
        let outer = self.begin_insertion();
        let label = self.note_label(id);
        let indent = self.theme().em(150);
        self.with_style(style, |flow| flow.inset(indent, Length::ZERO, |flow| flow.blocks(&section.notes[id.0 as usize].blocks)));
        let mut strips = self.end_insertion(outer);
        self.tagger.leave();
        if let Some(first) = strips.first_mut() {
            first.prepend(label);
            first.anchors.push(self.note_destination(id));
            first.space = self.theme().leading.of_em(1, 8);
        }
        strips
    }

    /// The note's number, which leads back to its call.
    fn note_label(&mut self, id: NoteId) -> Vec<FrameItem> {
        let style = self.theme().note();
        let span = self.section.notes[id.0 as usize].span;
        let number = id.0 + 1;
        let label = [Inline::text(format!("{number}."), span)];
        let description = self.context.words.say("note-back", &[("number", Argument::Number(i64::from(number)))]);
        self.tagger.enter(StructureElement::new(StructureType::ListLabel));
        let mut link = StructureElement::with_lang(StructureType::Link, self.context.label_lang(&self.section.lang).as_ref());
        link.attributes_mut().alt = Some(description.clone());
        link.span = Some(span);
        self.tagger.enter(link);
        let area = self.tagger.mark();
        let set = self.break_lines(&label, &style, self.theme().em(300));
        self.tagger.leave();
        self.tagger.leave();
        let origin = Point { x: Length::ZERO, y: baseline(style.text.leading) };
        let Some(line) = set.lines.first() else { return Vec::new() };
        let mut items = self.line_items(line, origin);
        let target = PageTarget::Destination(self.call_destination(id));
        let size = Size { width: line.width, height: style.text.leading };
        let shape = Shape::link(LinkArea { rect: Rect { origin: Point::default(), size }, target, description, underline: None });
        items.push(FrameItem { shape, content: Content::Marked(area), span: Some(span) });
        items
    }

    /// Gives each strip with a note call the destination that the note links back to.
    pub(super) fn anchor_note_calls(&mut self) {
        let mut columns: Vec<Vec<Strip>> = std::mem::take(&mut self.column.notes);
        columns.push(std::mem::take(&mut self.column.strips));
        for strip in columns.iter_mut().flatten() {
            strip.anchors.extend(strip.notes.iter().map(|&note| self.call_destination(note)));
        }
        self.column.strips = columns.pop().unwrap_or_default();
        self.column.notes = columns;
    }

    /// Starts a column apart from the text; returns what `end_insertion` restores.
    fn begin_insertion(&mut self) -> Suspended {
        let strips = std::mem::take(&mut self.column.strips);
        let suspended = Suspended {
            strips,
            left: self.left,
            width: self.width,
            enclosing_box: self.enclosing_box.take(),
            list_depth: std::mem::take(&mut self.list_depth),
            follows_paragraph: self.follows_paragraph,
            pending_space: std::mem::take(&mut self.pending_space),
            pending_penalty: std::mem::take(&mut self.pending_penalty),
            pending_anchors: std::mem::take(&mut self.pending_anchors),
            text_headings: std::mem::take(&mut self.text_headings),
        };
        self.left = Length::ZERO;
        self.width = self.context.geometry.text.width;
        self.follows_paragraph = false;
        suspended
    }

    /// Ends the column apart and returns its strips; the text goes on as it was.
    fn end_insertion(&mut self, suspended: Suspended) -> Vec<Strip> {
        let mut strips = std::mem::replace(&mut self.column.strips, suspended.strips);
        strips.iter_mut().for_each(|strip| strip.on_grid = false);
        strips.shrink_to_fit();
        self.left = suspended.left;
        self.width = suspended.width;
        self.enclosing_box = suspended.enclosing_box;
        self.list_depth = suspended.list_depth;
        self.follows_paragraph = suspended.follows_paragraph;
        self.pending_space = suspended.pending_space;
        self.pending_penalty = suspended.pending_penalty;
        self.pending_anchors = suspended.pending_anchors;
        self.text_headings = suspended.text_headings;
        strips
    }

    /// Prints notes that no line calls with the last line, so that they are not lost.
    pub(super) fn place_uncalled_notes(&mut self) {
        if self.column.notes.is_empty() || self.column.strips.is_empty() {
            return;
        }
        let mut is_called = vec![false; self.column.notes.len()];
        let called = self.column.strips.iter().flat_map(|strip| strip.notes.iter().copied()).collect();
        follow_calls(&self.column, called, &mut is_called);
        for note in (0..is_called.len()).filter_map(|index| u32::try_from(index).ok()).map(NoteId) {
            if !is_called[note.0 as usize] {
                self.set_notes(&[note]);
                follow_calls(&self.column, vec![note], &mut is_called);
                self.column.strips.last_mut().into_iter().for_each(|last| last.notes.push(note));
            }
        }
    }
}

/// Marks the notes in `called` and those that they call.
fn follow_calls(column: &Column, mut called: Vec<NoteId>, is_called: &mut [bool]) {
    while let Some(note) = called.pop() {
        let Some(known) = is_called.get_mut(note.0 as usize) else { continue };
        if !std::mem::replace(known, true) {
            called.extend(column.notes[note.0 as usize].iter().flat_map(|strip| strip.notes.iter().copied()));
        }
    }
}

/// The state of the text while a note is set.
struct Suspended {
    strips: Vec<Strip>,
    left: Length,
    width: Length,
    enclosing_box: Option<Arc<BoxArea>>,
    list_depth: u32,
    follows_paragraph: bool,
    pending_space: Length,
    pending_penalty: BreakPenalty,
    pending_anchors: Vec<String>,
    text_headings: Vec<std::ops::Range<usize>>,
}
