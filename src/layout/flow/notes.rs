//! Notes: set where they are called, printed at the foot of the page of their call.
//!
//! In the structure a note stands after the paragraph that calls it, where a listener expects it.

use crate::{
    book::{Inline, NoteId},
    layout::{
        flow::{line::baseline, state::Flow},
        frame::{Content, FrameItem, LinkArea, PageTarget, Shape},
        strip::{BreakPenalty, Column, Strip},
        structure::StructureType,
        tagging::role,
    },
    locale::Argument,
    typeset::length::{Length, Point, Rect, Size},
};

impl<'a> Flow<'a> {
    /// The name of a note's destination; slugs have no full stop, so that it is unique.
    pub(super) fn note_destination(&self, note: NoteId) -> String {
        format!("{}.note.{}", self.section.slug, note.0 + 1)
    }

    /// The name of the place that a note is called from.
    pub(super) fn call_destination(&self, note: NoteId) -> String {
        format!("{}.call.{}", self.section.slug, note.0 + 1)
    }

    /// Sets the notes that were called and are not set yet.
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
        let mut element = role(StructureType::Note);
        element.id = Some(self.note_destination(id));
        element.span = Some(section.notes[id.0 as usize].span);
        self.tagger.enter(element);
        let outer = self.begin_apart();
        let label = self.note_label(id);
        let indent = self.theme().em(150);
        self.styled(style, |flow| flow.inset(indent, Length::ZERO, |flow| flow.blocks(&section.notes[id.0 as usize].blocks)));
        let mut strips = self.end_apart(outer);
        self.tagger.leave();
        if let Some(first) = strips.first_mut() {
            first.items.splice(0..0, label);
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
        self.tagger.enter(role(StructureType::ListLabel));
        let mut link = role(StructureType::Link);
        (link.alt, link.span) = (Some(description.clone()), Some(span));
        self.tagger.enter(link);
        let area = self.tagger.mark();
        let set = self.lines(&label, &style, self.theme().em(300));
        self.tagger.leave();
        self.tagger.leave();
        let origin = Point { x: Length::ZERO, y: baseline(style.text.leading) };
        let Some(line) = set.lines.first() else { return Vec::new() };
        let mut items = self.line_items(line, origin);
        let target = PageTarget::Destination(self.call_destination(id));
        let size = Size { width: line.width, height: style.text.leading };
        let shape = Shape::Link(LinkArea { rect: Rect { origin: Point::default(), size }, target, description, underline: None });
        items.push(FrameItem { shape, content: Content::Marked(area), span: Some(span) });
        items
    }

    /// Makes each line that calls a note the place where its note leads back to.
    pub(super) fn name_calls(&mut self) {
        let mut columns: Vec<Vec<Strip>> = std::mem::take(&mut self.column.notes);
        columns.push(std::mem::take(&mut self.column.strips));
        for strip in columns.iter_mut().flatten() {
            strip.anchors.extend(strip.notes.iter().map(|&note| self.call_destination(note)));
        }
        self.column.strips = columns.pop().unwrap_or_default();
        self.column.notes = columns;
    }

    /// Starts a column beside the text; gives back what `end_apart` restores.
    fn begin_apart(&mut self) -> Apart {
        let strips = std::mem::take(&mut self.column.strips);
        let apart = Apart {
            strips,
            left: self.left,
            width: self.width,
            enclosing_box: self.enclosing_box.take(),
            lists: std::mem::take(&mut self.lists),
            follows: self.follows,
            space: std::mem::take(&mut self.space),
            bond: std::mem::take(&mut self.bond),
            anchors: std::mem::take(&mut self.anchors),
            headings: std::mem::take(&mut self.text_headings),
        };
        self.left = Length::ZERO;
        self.width = self.context.geometry.text.width;
        self.follows = false;
        apart
    }

    fn end_apart(&mut self, apart: Apart) -> Vec<Strip> {
        let mut strips = std::mem::replace(&mut self.column.strips, apart.strips);
        strips.iter_mut().for_each(|strip| strip.on_grid = false);
        self.left = apart.left;
        self.width = apart.width;
        self.enclosing_box = apart.enclosing_box;
        self.lists = apart.lists;
        self.follows = apart.follows;
        self.space = apart.space;
        self.bond = apart.bond;
        self.anchors = apart.anchors;
        self.text_headings = apart.headings;
        strips
    }

    /// Notes that no line calls are printed with the last line rather than lost.
    pub(super) fn uncalled_notes(&mut self) {
        let Column { strips, notes, .. } = &self.column;
        let uncalled: Vec<_> = (0_u32..).zip(notes).filter(|(_, strips)| strips.is_empty()).map(|(n, _)| NoteId(n)).collect();
        if uncalled.is_empty() || strips.is_empty() {
            return;
        }
        self.set_notes(&uncalled);
        if let Some(last) = self.column.strips.last_mut() {
            last.notes.extend(uncalled);
        }
    }
}

/// The state of the text while a note is set.
struct Apart {
    strips: Vec<Strip>,
    left: Length,
    width: Length,
    enclosing_box: Option<crate::layout::strip::BoxArea>,
    lists: u32,
    follows: bool,
    space: Length,
    bond: BreakPenalty,
    anchors: Vec<String>,
    headings: Vec<std::ops::Range<usize>>,
}
