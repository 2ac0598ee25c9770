//! Reads inline elements of OpenDocument: text and its spaces, spans, links, notes, comments, fields, tracked changes.

use super::{blocks::PARAGRAPH_END, handlings::handling, reader::Reader, styles::CharacterFormat, words::spaced};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        address::without_redirect,
        handling::Handling,
        nest::{Format, Passage, Run, has_language},
        symbols::{is_symbol_font, symbol},
        tree::Inline,
        xml::{Element, Ns},
    },
};
use std::rc::Rc;

/// Most characters of the words that a message quotes.
const QUOTED: usize = 120;

impl<'a> Reader<'a, '_> {
    /// Reads the inlines in an element.
    pub(super) fn read_inlines(&mut self, element: Element<'a>, passage: &mut Passage<'_, CharacterFormat>) {
        for child in element.children() {
            self.read_inline(child, passage);
        }
    }

    /// Reads one inline.
    pub(super) fn read_inline(&mut self, child: Element<'a>, passage: &mut Passage<'_, CharacterFormat>) {
        match child.name() {
            (_, "") => self.push_text(child.characters(), passage),
            (Ns::Text, "span") => {
                let look = self.styles.span_look(passage.look, child.attribute(Ns::Text, "style-name"));
                self.read_inlines(child, &mut passage.with_look(&look));
            }
            (Ns::Text, "s") => self.push_text(" ", passage),
            (Ns::Text, "tab") => self.push_text("\t", passage),
            (Ns::Text, "line-break") => self.push(Inline::Break, passage),
            (Ns::Text, "a") | (Ns::Draw, "a") => {
                let target =
                    child.attribute(Ns::Xlink, "href").map(|target| Rc::<str>::from(internal(&without_redirect(target))));
                let target = target.as_ref().filter(|target| leads_somewhere(target));
                self.read_inlines(child, &mut passage.in_link(target));
            }
            (Ns::Text, "bookmark-ref" | "reference-ref") => {
                let target = child.attribute(Ns::Text, "ref-name").map(|name| Rc::<str>::from(format!("#{name}")));
                self.read_inlines(child, &mut passage.in_link(target.as_ref()));
            }
            (Ns::Text, "note") => self.read_note(child, passage.out),
            (Ns::Text, "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start") => {
                self.anchors.extend(child.attribute(Ns::Text, "name").map(str::to_owned));
            }
            (Ns::Text, "change-start" | "change-end" | "change") => self.read_change(child, passage),
            (Ns::Office, "annotation") => self.read_comment(child, passage.out),
            (Ns::Office, "annotation-end") => {
                let name = child.attribute(Ns::Office, "name").unwrap_or_default();
                self.end_comment(name);
            }
            (Ns::Text, "ruby") => {
                if let Some(base) = child.child(Ns::Text, "ruby-base") {
                    self.read_inlines(base, passage);
                }
                // The reading above a word: in brackets after it, as programs without ruby show it.
                let reading = child.child(Ns::Text, "ruby-text").map(spaced).unwrap_or_default();
                if !reading.is_empty() {
                    self.push_text(&format!("\u{a0}({reading})"), passage);
                }
            }
            (Ns::Text, "hidden-text") => {
                let words = child.attribute(Ns::Text, "string-value").unwrap_or_default();
                if child.attribute(Ns::Text, "is-hidden") != Some("true") {
                    let text = spaced(child);
                    let shown = if text.is_empty() { words } else { &text };
                    self.push_text(shown, passage);
                } else if !words.is_empty() {
                    self.hidden.push(words.to_owned());
                }
            }
            (Ns::Text, "placeholder") => {
                let words = spaced(child);
                let remark = self.remark(Diagnostic::new(Code::ImportPlaceholder, self.span).with("words", words));
                passage.push_plain(remark);
            }
            // What the tables do not know gives up its text, as fields do, which keep the words that they last showed.
            (ns, name) => match (handling(ns, name), ns) {
                (Handling::Nothing, _) => {}
                (handling, Ns::Draw) => {
                    if handling == Handling::Reported {
                        self.report(name, passage.out);
                    }
                    self.read_shape(child, passage.link, passage.out);
                }
                (handling, _) => {
                    if handling == Handling::Reported {
                        self.report(name, passage.out);
                    }
                    self.read_inlines(child, passage);
                }
            },
        }
    }

    /// Names an element that has no form in a book.
    pub(super) fn report(&mut self, name: &str, out: &mut Vec<Run>) {
        let remark = self.remark(Diagnostic::new(Code::ImportElementLost, self.span).with("element", name));
        out.push(Run { content: remark, format: Format::default() });
    }

    fn push(&mut self, content: Inline, passage: &mut Passage<'_, CharacterFormat>) {
        if passage.look.hidden || !self.skipped.is_empty() {
            return;
        }
        let mut format = passage.look.format(&self.ignored_languages);
        format.link = passage.link.cloned();
        format.language = format.language.filter(|_| has_language(&content));
        passage.out.push(Run { content, format });
    }

    fn push_text(&mut self, text: &str, passage: &mut Passage<'_, CharacterFormat>) {
        if !self.skipped.is_empty() || text.is_empty() {
            return;
        }
        if passage.look.hidden {
            if text.contains(|c: char| c.is_alphanumeric()) {
                self.hidden.push(text.trim().to_owned());
            }
            return;
        }
        for (_, _, words) in &mut self.open_comments {
            if words.len() < 4 * QUOTED {
                words.push_str(text);
            }
        }
        let text = match passage.look.font.as_deref().filter(|font| is_symbol_font(font)) {
            Some(font) => self.shown_in(font, text, passage.out),
            None => text.to_owned(),
        };
        let told = if passage.look.highlighted && !text.trim().is_empty() {
            Some(Code::ImportHighlight)
        } else if passage.look.capitals && text.chars().any(char::is_lowercase) {
            Some(Code::ImportCapitals)
        } else {
            None
        };
        if let Some(code) = told {
            let words: String = text.trim().chars().take(QUOTED).collect();
            let remark = self.remark(Diagnostic::new(code, self.span).with("words", words));
            passage.push_plain(remark);
        }
        self.push(Inline::Text(text), passage);
    }

    /// What letters show in a font of signs.
    fn shown_in(&mut self, font: &str, text: &str, out: &mut Vec<Run>) -> String {
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            let code = u32::from(character);
            if character.is_whitespace() || code > 0xff && !(0xf000..=0xf0ff).contains(&code) {
                shown.push(character);
            } else if let Some(sign) = symbol(font, code) {
                shown.push(sign);
            } else {
                let diagnostic = Diagnostic::new(Code::ImportUnknownSymbol, self.span).with("font", font);
                let remark = self.remark(diagnostic.with("codepoint", format!("U+{code:04X}")).with("shown", "□"));
                out.push(Run { content: remark, format: Format::default() });
                shown.push('□');
            }
        }
        shown
    }

    fn read_note(&mut self, note: Element<'a>, out: &mut Vec<Run>) {
        if !self.skipped.is_empty() {
            return;
        }
        let index = self.tree.notes.len();
        self.tree.notes.push(Vec::new());
        out.push(Run { content: Inline::Note(index), format: Format::default() });
        if let Some(body) = note.child(Ns::Text, "note-body") {
            self.tree.notes[index] = self.blocks_apart(body);
        }
    }

    fn read_comment(&mut self, comment: Element<'a>, out: &mut Vec<Run>) {
        let author = comment.child(Ns::Dc, "creator").map_or_else(|| "?".to_owned(), Element::text);
        let mut words = Vec::new();
        for child in comment.children().filter(|child| matches!(child.name(), (Ns::Text, "p" | "list"))) {
            words.push(spaced(child));
        }
        let diagnostic = Diagnostic::new(Code::ImportComment, self.span).with("author", author).with("comment", words.join(" "));
        let remark = self.remark(diagnostic);
        out.push(Run { content: remark, format: Format::default() });
        let index = self.tree.remarks.len() - 1;
        match comment.attribute(Ns::Office, "name") {
            Some(name) => self.open_comments.push((name, index, String::new())),
            None => self.tree.remarks[index].arguments.push(("words", "…".into())),
        }
    }

    fn end_comment(&mut self, name: &str) {
        let Some(at) = self.open_comments.iter().position(|(open, _, _)| *open == name) else { return };
        let (_, index, words) = self.open_comments.remove(at);
        self.complete_comment(index, &words);
    }

    /// Gives a comment the words that it hangs on.
    pub(super) fn complete_comment(&mut self, index: usize, words: &str) {
        let mut words: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(QUOTED).collect();
        if words.is_empty() {
            "…".clone_into(&mut words);
        }
        self.tree.remarks[index].arguments.push(("words", words.into()));
    }

    /// The beginning, the end, or the place of a tracked change.
    fn read_change(&mut self, element: Element<'a>, passage: &mut Passage<'_, CharacterFormat>) {
        let Some(id) = element.attribute(Ns::Text, "change-id") else { return };
        let Some(change) = self.changes.get(id).copied() else { return };
        let lost = change.deletes != self.options.reject_changes;
        match element.name().1 {
            "change-start" if lost => self.skipped.push(id),
            "change-end" => self.skipped.retain(|open| *open != id),
            "change" if change.deletes && self.options.reject_changes => {
                let Some(text) = change.text else { return };
                let mut first = true;
                for paragraph in text.children().filter(|child| matches!(child.name(), (Ns::Text, "p" | "h"))) {
                    if !first {
                        self.push(
                            Inline::Text(PARAGRAPH_END.to_owned()),
                            &mut Passage { look: passage.look, link: None, out: passage.out },
                        );
                    }
                    first = false;
                    self.read_inlines(paragraph, passage);
                }
            }
            _ => {}
        }
    }
}

/// A link within the document as `#name`: LibreOffice adds what kind of place the name is of.
fn internal(target: &str) -> String {
    match target.strip_prefix('#') {
        Some(name) => format!("#{}", name.split('|').next().unwrap_or(name)),
        None => target.to_owned(),
    }
}

/// Whether a target means something outside the author's own disk.
fn leads_somewhere(target: &str) -> bool {
    target.starts_with('#')
        || ["https://", "http://", "mailto:", "ftp://", "tel:"].iter().any(|scheme| target.starts_with(scheme))
}
