//! Reads inline elements of WordprocessingML: runs with their formats, fields, links, notes, comments, tracked changes.

use super::{
    blocks::{PAGE_BREAK, chosen},
    fields::{Field, Meaning, meaning},
    handlings::handling,
    reader::{Marking, Note, Reader},
    relations::Target,
    shown::chosen_in_form,
    styles::{CharacterFormat, Properties, value},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        address::without_redirect,
        handling::Handling,
        nest::{Format, Passage, Run, has_language},
        symbols::is_symbol_font,
        tree::Inline,
        xml::{Element, Ns},
    },
};
use std::rc::Rc;

/// Most characters of the words that a message quotes.
const QUOTED: usize = 120;

/// The first part of a language tag.
pub(super) fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

impl<'a> Reader<'a> {
    /// Reads the inlines of `element`, which stands in a paragraph of `style` and perhaps in a link.
    pub(super) fn read_inlines(
        &mut self,
        element: Element<'a>,
        style: Option<&'a str>,
        link: Option<&Rc<str>>,
        out: &mut Vec<Run>,
    ) {
        for child in element.children() {
            self.read_inline(child, style, link, out);
        }
    }

    /// Reads one inline.
    pub(super) fn read_inline(&mut self, child: Element<'a>, style: Option<&'a str>, link: Option<&Rc<str>>, out: &mut Vec<Run>) {
        match child.name() {
            (Ns::W, "r") => self.read_run(child, style, link, out),
            (Ns::W, "hyperlink") => {
                let target = self.hyperlink(child).map(Into::into);
                self.read_inlines(child, style, target.as_ref().or(link), out);
            }
            (Ns::W, "fldSimple") => match meaning(child.attribute(Ns::W, "instr").unwrap_or_default()) {
                Meaning::Link(target) => {
                    let target: Rc<str> = without_redirect(&target).into();
                    self.read_inlines(child, style, Some(&target), out);
                }
                Meaning::Text => {
                    let before = out.len();
                    self.read_inlines(child, style, link, out);
                    if out.len() == before {
                        let instructions = child.attribute(Ns::W, "instr").unwrap_or_default().to_owned();
                        let look = self.styles.look(style, None, &Properties::default());
                        let field = Field { instructions, ..Field::default() };
                        self.push_unshown(&field, &mut Passage { look: &look, link, out });
                    }
                }
                Meaning::Generated(kind) => self.furniture.push(kind, &super::words::spaced(child)),
            },
            (Ns::W, "ins" | "moveTo") if self.options.reject_changes => {}
            (Ns::W, "del" | "moveFrom") if !self.options.reject_changes => {}
            (Ns::W, "ins" | "moveTo" | "del" | "moveFrom") => self.read_inlines(child, style, link, out),
            (Ns::W, "sdt") => self.read_control(child, |reader, content| reader.read_inlines(content, style, link, out)),
            (Ns::W, "bookmarkStart") => self.anchors.extend(child.attribute(Ns::W, "name")),
            (Ns::W, "commentRangeStart" | "commentRangeEnd") => self.comment_range(child),
            (Ns::Mc, "AlternateContent") => {
                if let Some(chosen) = chosen(child) {
                    self.read_inlines(chosen, style, link, out);
                }
            }
            (Ns::M, _) => self.read_formula(child, out),
            (Ns::W, name) => match handling(name) {
                Handling::Content | Handling::Structure | Handling::Text => self.read_inlines(child, style, link, out),
                Handling::Reported => {
                    self.report(name, out);
                    self.read_inlines(child, style, link, out);
                }
                Handling::Nothing => {}
            },
            // Elements of other programs may hold text of ours.
            (_, name) if !name.is_empty() => self.read_inlines(child, style, link, out),
            _ => {}
        }
    }

    /// Where a link leads.
    fn hyperlink(&self, element: Element<'a>) -> Option<String> {
        let anchor = element.attribute(Ns::W, "anchor").filter(|anchor| !anchor.is_empty());
        let target = element.attribute(Ns::R, "id").and_then(|id| self.relations[self.part].target(id));
        match (target, anchor) {
            (Some(Target::Outside(target)), Some(anchor)) if !target.contains('#') => {
                Some(without_redirect(&format!("{target}#{anchor}")))
            }
            (Some(Target::Outside(target)), _) => Some(without_redirect(target)),
            (Some(Target::Part(_)) | None, anchor) => anchor.map(|anchor| format!("#{anchor}")),
        }
    }

    /// Begins or ends the range of words that a comment hangs on.
    pub(super) fn comment_range(&mut self, element: Element<'a>) {
        let Some(id) = element.attribute(Ns::W, "id") else { return };
        if element.is(Ns::W, "commentRangeStart") {
            self.comment_words.entry(id).or_default();
            self.open_comments.push(id);
        } else {
            self.open_comments.retain(|open| *open != id);
        }
    }

    fn read_run(&mut self, run: Element<'a>, style: Option<&'a str>, link: Option<&Rc<str>>, out: &mut Vec<Run>) {
        let properties = run.child(Ns::W, "rPr");
        let character = properties.and_then(|properties| value(properties, "rStyle"));
        let direct = properties.map(Properties::read).unwrap_or_default();
        let look = self.styles.look(style, character, &direct);
        self.read_run_content(run, style, &mut Passage { look: &look, link, out });
    }

    fn read_run_content(&mut self, run: Element<'a>, style: Option<&'a str>, passage: &mut Passage<'_, CharacterFormat>) {
        let mut own_mark: Option<(Note, &'a str)> = None;
        for child in run.children() {
            let (ns, name) = child.name();
            match (ns, name) {
                (Ns::W, "t") => match own_mark {
                    Some(note) => {
                        self.own_marks.insert(note, child.text());
                    }
                    None => self.push_text(&child.text(), passage),
                },
                (Ns::W, "delText") if self.options.reject_changes => self.push_text(&child.text(), passage),
                (Ns::W, "tab" | "ptab") => self.push_text("\t", passage),
                (Ns::W, "noBreakHyphen") => self.push_text("\u{2011}", passage),
                (Ns::W, "br") if child.attribute(Ns::W, "type") == Some("page") => {
                    self.push(Inline::Text(PAGE_BREAK.to_owned()), passage)
                }
                (Ns::W, "br" | "cr") => self.push(Inline::Break, passage),
                (Ns::W, "sym") if own_mark.is_none() => self.push_symbol(child, passage),
                (Ns::W, "footnoteReference" | "endnoteReference") => {
                    let Some(id) = child.attribute(Ns::W, "id") else { continue };
                    if self.is_code() || self.generated().is_some() {
                        continue;
                    }
                    let kind = if name == "footnoteReference" { Note::Foot } else { Note::End };
                    let index = self.note_index(kind, id);
                    passage.push_plain(Inline::Note(index));
                    if child.attribute(Ns::W, "customMarkFollows").is_some_and(|val| !matches!(val, "0" | "false" | "off")) {
                        own_mark = Some((kind, id));
                    }
                }
                (Ns::W, "fldChar") => match child.attribute(Ns::W, "fldCharType") {
                    Some("begin") => self.fields.push(Field { chosen: chosen_in_form(child), ..Field::default() }),
                    Some("separate") => {
                        if let Some(field) = self.fields.last_mut() {
                            field.meaning = Some(meaning(&field.instructions));
                        }
                    }
                    Some("end") => {
                        if let Some(field) = self.fields.pop().filter(|field| !field.shows) {
                            self.push_unshown(&field, passage);
                        }
                    }
                    _ => {}
                },
                (Ns::W, "instrText") => {
                    if let Some(field) = self.fields.last_mut().filter(|field| field.meaning.is_none()) {
                        field.instructions.push_str(&child.text());
                    }
                }
                (Ns::W, "drawing") => self.read_drawing(child, passage.link, passage.out),
                (Ns::W, "pict" | "object") => self.read_vml(child, passage.link, passage.out),
                (Ns::W, "commentReference") => self.push_comment(child, passage.out),
                (Ns::W, "ruby") => {
                    if let Some(base) = child.child(Ns::W, "rubyBase") {
                        self.read_inlines(base, style, passage.link, passage.out);
                    }
                    // The reading above a word: in brackets after it, as programs without ruby show it.
                    let reading = child.child(Ns::W, "rt").map(super::words::spaced).unwrap_or_default();
                    if !reading.is_empty() {
                        self.push_text(&format!("\u{a0}({reading})"), passage);
                    }
                }
                (Ns::Mc, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.read_run_content(chosen, style, passage);
                    }
                }
                (Ns::M, _) => self.read_formula(child, passage.out),
                (Ns::W, name) => match handling(name) {
                    Handling::Reported => {
                        self.report(name, passage.out);
                        self.push_text(&child.text(), passage);
                    }
                    Handling::Content => self.read_run_content(child, style, passage),
                    Handling::Structure => self.read_inline(child, style, passage.link, passage.out),
                    Handling::Nothing | Handling::Text => {}
                },
                // Elements of other programs may hold text of ours.
                (_, name) if !name.is_empty() => self.read_run_content(child, style, passage),
                _ => {}
            }
        }
    }

    /// Whether the instructions of a field are read.
    fn is_code(&self) -> bool {
        self.fields.iter().any(|field| field.meaning.is_none())
    }

    /// Names an element that has no form in a book.
    pub(super) fn report(&mut self, name: &str, out: &mut Vec<Run>) {
        let remark = self.remark(Diagnostic::new(Code::ImportElementLost, self.span).with("element", name));
        out.push(Run { content: remark, format: Format::default() });
    }

    fn push(&mut self, content: Inline, passage: &mut Passage<'_, CharacterFormat>) {
        if passage.look.hidden || self.is_code() || self.generated().is_some() {
            return;
        }
        self.fields.iter_mut().for_each(|field| field.shows = true);
        let field = self.fields.iter().rev().find_map(|field| match &field.meaning {
            Some(Meaning::Link(target)) => Some(Rc::<str>::from(without_redirect(target))),
            Some(Meaning::Text | Meaning::Generated(_)) | None => None,
        });
        let language = passage.look.language.as_deref().filter(|language| {
            let primary = primary(language);
            (2..=3).contains(&primary.len()) && !self.ignored_languages.contains(&primary)
        });
        let format = Format {
            link: passage.link.cloned().or(field),
            language: language.filter(|_| has_language(&content)).map(|language| primary(language).into()),
            strong: passage.look.strong,
            emphasis: passage.look.emphasis,
            strike: passage.look.strike,
            small_caps: passage.look.small_caps,
            superscript: passage.look.raised > 0,
            subscript: passage.look.raised < 0,
            code: passage.look.font.as_deref().is_some_and(is_fixed_width),
        };
        passage.out.push(Run { content, format });
    }

    /// Adds text as its look says: hidden text is counted, letters in a font of signs become what they show.
    pub(super) fn push_text(&mut self, text: &str, passage: &mut Passage<'_, CharacterFormat>) {
        if text.is_empty() || self.is_code() {
            return;
        }
        if let Some(kind) = self.generated() {
            self.furniture.push(kind, text);
            return;
        }
        if passage.look.hidden {
            if text.contains(|c: char| c.is_alphanumeric()) {
                self.hidden.push(text.trim().to_owned());
            }
            return;
        }
        for id in &self.open_comments {
            if let Some(words) = self.comment_words.get_mut(id).filter(|words| words.len() < 4 * QUOTED) {
                words.push_str(text);
            }
        }
        let shown = match passage.look.font.as_deref().filter(|font| is_symbol_font(font)) {
            Some(font) => self.shown_in(font, text, passage.out),
            None => text.to_owned(),
        };
        self.mark(0, passage.look.highlighted && !shown.trim().is_empty(), Code::ImportHighlight, &shown, passage.out);
        let capitals = passage.look.capitals && shown.chars().any(char::is_lowercase);
        self.mark(1, capitals, Code::ImportCapitals, &shown, passage.out);
        self.push(Inline::Text(shown), passage);
    }

    /// Begins, continues or ends a passage that a remark is about.
    fn mark(&mut self, slot: usize, on: bool, code: Code, text: &str, out: &mut Vec<Run>) {
        if !on {
            // A space between two marked words parts no passage.
            if !text.trim().is_empty() {
                self.end_marking(slot);
            } else if let Some(marking) = &mut self.markings[slot] {
                marking.words.push_str(text);
            }
            return;
        }
        if self.markings[slot].is_none() {
            let remark = self.remark(Diagnostic::new(code, self.span));
            self.markings[slot] = Some(Marking { remark: self.tree.remarks.len() - 1, words: String::new() });
            out.push(Run { content: remark, format: Format::default() });
        }
        if let Some(marking) = &mut self.markings[slot] {
            marking.words.push_str(text);
        }
    }

    fn end_marking(&mut self, slot: usize) {
        if let Some(Marking { remark, words }) = self.markings[slot].take() {
            let words: String = words.trim().chars().take(QUOTED).collect();
            self.tree.remarks[remark].arguments.push(("words", words.into()));
        }
    }

    /// Ends the passages of a paragraph.
    pub(super) fn end_markings(&mut self) {
        self.end_marking(0);
        self.end_marking(1);
    }

    fn push_comment(&mut self, element: Element<'a>, out: &mut Vec<Run>) {
        let Some(id) = element.attribute(Ns::W, "id") else { return };
        let Some((author, comment)) = self.comments.remove(id) else { return };
        let words = self.comment_words.remove(id).unwrap_or_default();
        let mut words: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(QUOTED).collect();
        if words.is_empty() {
            "…".clone_into(&mut words);
        }
        let author = if author.is_empty() { "?" } else { author };
        let diagnostic = Diagnostic::new(Code::ImportComment, self.span).with("author", author).with("comment", comment);
        let remark = self.remark(diagnostic.with("words", words));
        out.push(Run { content: remark, format: Format::default() });
    }

    /// A formula: its characters, and a message.
    pub(super) fn read_formula(&mut self, element: Element<'a>, out: &mut Vec<Run>) {
        let text: String =
            element.descendants().filter(|node| matches!(node.name(), (Ns::M | Ns::W, "t"))).map(Element::text).collect();
        if text.trim().is_empty() {
            return;
        }
        let words: String = text.chars().take(QUOTED).collect();
        let remark = self.remark(Diagnostic::new(Code::ImportFormula, self.span).with("words", words));
        out.push(Run { content: remark, format: Format::default() });
        out.push(Run { content: Inline::Text(text), format: Format::default() });
    }
}

/// Whether a face has letters of one width.
fn is_fixed_width(font: &str) -> bool {
    let font = font.to_ascii_lowercase();
    ["courier", "consolas", "mono", "menlo", "lucida console", "source code"].iter().any(|name| font.contains(name))
}
