//! From a rich text to a [`Line`]: the characters of all its inlines, one after another.

use super::{
    characters::{NOTE_CALL, OBJECT},
    line::{Line, Rules, Run, Variant},
    triggers,
};
use crate::book::{Inline, InlineStyle, Lang, RichText};

impl Line {
    /// Replaces the content of this line by that of `rich`, whose language is `lang`. The buffers are used again.
    pub(super) fn read(&mut self, rich: &RichText, lang: &Lang) {
        let Self { characters, triggers, runs, buffer: _, text_nodes, changed, has_variants } = self;
        characters.clear();
        triggers.clear();
        runs.clear();
        (*text_nodes, *changed, *has_variants) = (0, false, false);
        self.collect(rich, rules_of(lang), false);
    }

    fn collect(&mut self, list: &[Inline], rules: Rules, exempt: bool) {
        for inline in list {
            let (node, exempt) = match inline {
                Inline::Text(text) => {
                    // Eight more for spaces that rules insert; one in twelve characters of a French text is a trigger.
                    self.characters.reserve(text.text.len() + 8);
                    self.triggers.reserve(text.text.len() / 8 + 8);
                    self.push_text(&text.text);
                    self.text_nodes += 1;
                    (Some(self.text_nodes - 1), exempt)
                }
                Inline::Code(_) | Inline::Image(_) => {
                    self.characters.push(OBJECT);
                    (None, true)
                }
                Inline::NoteCall(_) => {
                    self.characters.push(NOTE_CALL);
                    (None, true)
                }
                Inline::LineBreak(_) => {
                    self.triggers.push(self.characters.len());
                    self.characters.push('\n');
                    (None, true)
                }
                Inline::Link(link) => {
                    self.collect(&link.content, rules, exempt);
                    continue;
                }
                Inline::Styled(styled) => {
                    match &styled.style {
                        InlineStyle::Language(lang) => self.collect(&styled.content, rules_of(lang), exempt),
                        InlineStyle::Superscript | InlineStyle::Subscript => self.collect(&styled.content, rules, true),
                        InlineStyle::Emphasis
                        | InlineStyle::Strong
                        | InlineStyle::Strikethrough
                        | InlineStyle::SmallCaps
                        | InlineStyle::AllSmallCaps
                        | InlineStyle::Abbreviation(_)
                        | InlineStyle::Isolated { .. } => self.collect(&styled.content, rules, exempt),
                    }
                    continue;
                }
            };
            let end = self.characters.len();
            self.runs.push(Run { end, node, rules, exempt, protected: exempt, variant: Variant::Normal });
        }
    }

    fn push_text(&mut self, text: &str) {
        for character in text.chars() {
            if triggers::is_trigger(character) {
                self.triggers.push(self.characters.len());
            }
            self.characters.push(character);
        }
    }
}

fn rules_of(lang: &Lang) -> Rules {
    match lang.primary() {
        "fr" => Rules::French,
        "en" => Rules::English,
        _ => Rules::Other,
    }
}
