//! What Word shows and writes nowhere as text: letters in fonts of signs, and the results of fields that it never keeps.

use super::{
    fields::{Field, Unshown, unshown},
    reader::Reader,
    styles::{CharacterFormat, switch, value},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        nest::{Format, Passage, Run},
        symbols::{is_symbol_font, symbol},
        xml::{Element, Ns},
    },
};

/// What the author of a form chose in one of its fields, which `begin` opens: the entry of a list, or a box with or without its cross.
pub(super) fn chosen_in_form(begin: Element<'_>) -> Option<String> {
    let form = begin.child(Ns::W, "ffData")?;
    if let Some(ticked) = form.child(Ns::W, "checkBox") {
        let is_on = ticked.child(Ns::W, "checked").or_else(|| ticked.child(Ns::W, "default")).is_some_and(switch);
        return Some(if is_on { "☒" } else { "☐" }.to_owned());
    }
    let list = form.child(Ns::W, "ddList")?;
    let index = value(list, "result").or_else(|| value(list, "default")).and_then(|index| index.parse().ok()).unwrap_or(0);
    let entry = list.children().filter(|child| child.is(Ns::W, "listEntry")).nth(index)?;
    entry.attribute(Ns::W, "val").map(str::to_owned)
}

impl<'a> Reader<'a> {
    /// Adds what Word shows for a field whose result shows nothing.
    pub(super) fn push_unshown(&mut self, field: &Field, passage: &mut Passage<'_, CharacterFormat>) {
        // Within the instructions of another field, or in a table of contents.
        if self.fields.iter().any(|outer| outer.meaning.is_none()) || self.generated().is_some() {
            return;
        }
        match unshown(&field.instructions) {
            Unshown::Nothing => {}
            Unshown::Chosen => {
                if let Some(chosen) = &field.chosen {
                    self.push_text(chosen, passage);
                }
            }
            Unshown::Text(text) => self.push_text(&text, passage),
            Unshown::Sign { font, code } => {
                let font = font.as_deref().or(passage.look.font.as_deref()).unwrap_or_default().to_owned();
                self.push_sign(&font, code, passage);
            }
            Unshown::Formula(shown) => {
                let words: String =
                    field.instructions.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect();
                let remark = self.remark(Diagnostic::new(Code::ImportFormula, self.span).with("words", words));
                passage.push_plain(remark);
                self.push_text(&shown, passage);
            }
            Unshown::Number(name) => self.report(name, passage.out),
        }
    }

    /// What letters show in a font of signs.
    pub(super) fn shown_in(&mut self, font: &str, text: &str, out: &mut Vec<Run>) -> String {
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            let code = u32::from(character);
            if character.is_whitespace() || code > 0xff && !(0xf000..=0xf0ff).contains(&code) {
                shown.push(character);
                continue;
            }
            shown.push(self.sign(font, code, out));
        }
        shown
    }

    /// The character that a font of signs shows for a code; an unknown one is reported.
    fn sign(&mut self, font: &str, code: u32, out: &mut Vec<Run>) -> char {
        if let Some(character) = symbol(font, code) {
            return character;
        }
        let private = (0xe000..=0xf8ff).contains(&code);
        let shown = char::from_u32(code).filter(|_| !private && !is_symbol_font(font)).unwrap_or('\u{25a1}');
        let diagnostic =
            Diagnostic::new(Code::ImportUnknownSymbol, self.span).with("font", font).with("codepoint", format!("U+{code:04X}"));
        let remark = self.remark(diagnostic.with("shown", shown.to_string()));
        out.push(Run { content: remark, format: Format::default() });
        shown
    }

    /// Adds the sign that an element names by its font and its code.
    pub(super) fn push_symbol(&mut self, element: Element<'a>, passage: &mut Passage<'_, CharacterFormat>) {
        let font = element.attribute(Ns::W, "font").unwrap_or_default();
        let Some(code) = element.attribute(Ns::W, "char").and_then(|code| u32::from_str_radix(code, 16).ok()) else { return };
        self.push_sign(font, code, passage);
    }

    fn push_sign(&mut self, font: &str, code: u32, passage: &mut Passage<'_, CharacterFormat>) {
        let character =
            if is_symbol_font(font) { self.sign(font, code, passage.out) } else { self.plain_sign(font, code, passage.out) };
        let look = CharacterFormat { font: None, ..passage.look.clone() };
        self.push_text(&character.to_string(), &mut passage.with_look(&look));
    }

    /// A sign of a font of letters.
    fn plain_sign(&mut self, font: &str, code: u32, out: &mut Vec<Run>) -> char {
        match char::from_u32(code).filter(|_| !(0xe000..=0xf8ff).contains(&code)) {
            Some(character) => character,
            None => self.sign(font, code, out),
        }
    }
}
