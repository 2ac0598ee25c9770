//! Notes: set where they are called, printed at the foot of the page of their call.
//!
//! In the structure a note stands after the paragraph that calls it, where a listener expects it.

use super::{Flow, line::baseline};
use crate::{
    book::{Inline, NoteId},
    layout::{
        length::{Length, Point},
        strip::{Column, Parting, Strip},
        structure::StructureRole,
        tagging::role,
    },
};

impl<'a> Flow<'a> {
    /// The name of a note's destination; slugs have no full stop, so that it is unique.
    pub(super) fn note_destination(&self, note: NoteId) -> String {
        format!("{}.note.{}", self.section.slug, note.0 + 1)
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
        let mut element = role(StructureRole::Note);
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

    fn note_label(&mut self, id: NoteId) -> Vec<crate::layout::FrameItem> {
        let style = self.theme().note();
        let label = [Inline::text(format!("{}.", id.0 + 1), self.section.notes[id.0 as usize].span)];
        self.tagger.enter(role(StructureRole::ListLabel));
        let set = self.lines(&label, &style, self.theme().em(300));
        self.tagger.leave();
        let origin = Point { x: Length::ZERO, y: baseline(style.text.leading) };
        set.lines.first().map(|line| self.line_items(line, origin)).unwrap_or_default()
    }

    /// Starts a column beside the text; gives back what `end_apart` restores.
    fn begin_apart(&mut self) -> Apart {
        let strips = std::mem::take(&mut self.column.strips);
        let apart = Apart {
            strips,
            left: self.left,
            width: self.width,
            boxed: self.boxed.take(),
            follows: self.follows,
            space: std::mem::take(&mut self.space),
            bond: std::mem::take(&mut self.bond),
            anchors: std::mem::take(&mut self.anchors),
        };
        self.left = Length::ZERO;
        self.width = self.setting.geometry.text.width;
        self.follows = false;
        apart
    }

    fn end_apart(&mut self, apart: Apart) -> Vec<Strip> {
        let mut strips = std::mem::replace(&mut self.column.strips, apart.strips);
        strips.iter_mut().for_each(|strip| strip.on_grid = false);
        self.left = apart.left;
        self.width = apart.width;
        self.boxed = apart.boxed;
        self.follows = apart.follows;
        self.space = apart.space;
        self.bond = apart.bond;
        self.anchors = apart.anchors;
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
    boxed: Option<crate::layout::strip::BoxId>,
    follows: bool,
    space: Length,
    bond: Parting,
    anchors: Vec<String>,
}
