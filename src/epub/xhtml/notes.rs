//! Notes → XHTML: their calls, and the notes themselves at the end of the document that calls them first.

use super::writer::Writer;
use crate::{
    book::{Block, NoteCall, NoteId},
    locale::Argument,
};
use std::collections::VecDeque;

impl Writer<'_> {
    pub(super) fn note_call(&mut self, call: NoteCall) {
        let note = call.note;
        let number = note.0 + 1;
        let count = self.call_counts.entry(note).or_default();
        *count += 1;
        let id = if *count == 1 { format!("call_{number}") } else { format!("call_{number}_{count}") };
        self.calls.push(note);
        let address = self.note_address(note);
        if call.follows_call {
            // Read aloud, the comma of « ¹,² » would make a decimal number of the two.
            self.out.open("sup").attr("class", "call").attr("aria-hidden", "true").text(",").close();
        }
        self.out.open("sup").attr("class", "call").open("a");
        self.out.attr("epub:type", "noteref").attr("role", "doc-noteref").attr("href", &address);
        self.out.attr("id", &id).text(&number.to_string()).close().close();
    }

    /// A note stands in the file that calls it first.
    fn note_address(&self, note: NoteId) -> String {
        let anchor = format!("note_{}", note.0 + 1);
        if self.written_notes.contains(&note) {
            return self.context.places.anchor(self.index, &anchor).unwrap_or_default();
        }
        format!("#{anchor}")
    }

    /// The notes called in this part, and in the last part those that nothing calls.
    pub(super) fn notes(&mut self, last: bool) {
        let section = self.section;
        let mut waiting: VecDeque<NoteId> = std::mem::take(&mut self.calls).into();
        if last {
            waiting.extend((0..section.notes.len()).filter_map(|index| u32::try_from(index).ok()).map(NoteId));
        }
        waiting.retain(|note| (note.0 as usize) < section.notes.len() && !self.written_notes.contains(note));
        if waiting.is_empty() {
            return;
        }
        let label = self.context.words.word("notes-title");
        self.out.open("section").attr("class", "notes").attr("epub:type", "footnotes");
        // A label in another language than the notes would be read aloud with their voice.
        if self.context.words.foreign_to(self.section.lang.as_str()).is_none() {
            self.out.attr("aria-label", &label);
        }
        self.out.line();
        while let Some(note) = waiting.pop_front() {
            if self.written_notes.insert(note) {
                self.note(note);
                // A note may call others, which have the next numbers.
                for called in std::mem::take(&mut self.calls).into_iter().rev() {
                    waiting.push_front(called);
                }
            }
        }
        self.out.line().close().line();
    }

    /// Writes a note. No line end follows it: between two notes one would cost the second its identifier in Okular, which would not
    /// go there (Qt's reader of HTML gives it to no text).
    fn note(&mut self, id: NoteId) {
        let number = id.0 + 1;
        let Some(note) = self.section.notes.get(id.0 as usize) else { return };
        let called = self.call_counts.contains_key(&id);
        self.document.anchors.push(format!("note_{number}"));
        self.out
            .open("aside")
            .attr("epub:type", "footnote")
            .attr("role", "doc-footnote")
            .attr("id", &format!("note_{number}"))
            .line();
        let mark = |writer: &mut Self| {
            if called {
                let back = writer.context.words.say("note-back", &[("number", Argument::Text(&number.to_string()))]);
                writer.out.open("a").attr("href", &format!("#call_{number}")).attr("role", "doc-backlink").attr("title", &back);
                writer.label_attributes();
                writer.out.text(&format!("{number}.")).close().text(" ");
            } else {
                writer.out.text(&format!("{number}. "));
            }
        };
        match note.blocks.split_first() {
            Some((Block::Paragraph(paragraph), rest)) => {
                self.out.open("p");
                self.lang_attributes(paragraph.lang.as_ref());
                mark(self);
                self.inlines(&paragraph.content);
                self.out.close().line();
                self.blocks(rest);
            }
            Some(_) | None => {
                self.out.open("p");
                mark(self);
                self.out.close().line();
                self.blocks(&note.blocks);
            }
        }
        self.out.close();
    }
}
