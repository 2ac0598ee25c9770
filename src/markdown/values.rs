//! Values: rich text written in a YAML value or in an attribute, such as a title or a caption.

use super::{attributes::Attributes, fragment::Fragment, guillemets, inline, parser::Parser, slips};
use crate::{
    book::{Inline, RichText, plain_text},
    diagnostic::{Code, Diagnostic},
    source::Span,
};

impl Parser<'_> {
    /// Parses a value as inlines. A mark of a block is reported, and its text is kept.
    pub(super) fn value(&mut self, text: &str, span: Span) -> RichText {
        if inline::is_plain(text) {
            let text = text.trim();
            return if text.is_empty() { Vec::new() } else { vec![Inline::text(text, span)] };
        }
        // CommonMark replaces NUL; U+0001 is of the same length and is dropped with the other control characters.
        let text = text.replace('\0', "\u{1}");
        let text = guillemets::replaced(&text);
        let fragment = Fragment::value(&text, span);
        let trimmed = text.trim_start();
        let marks = trimmed.len() - trimmed.trim_start_matches(['#', '>']).len();
        let is_marked = marks > 0 && trimmed[marks..].starts_with(' ');
        let is_divided = text.trim().replace('\r', "").contains("\n\n");
        if is_marked || trimmed.starts_with("```") || is_divided {
            let kind = if is_divided && !is_marked { "paragraphs" } else { "block" };
            self.sink.push(Diagnostic::new(Code::BlockInValue, span).with("kind", kind));
        }
        let start = if is_marked { text.len() - trimmed.len() + marks } else { 0 };
        let rich = self.parse_inlines(&fragment, start..text.len());
        slips::value(self, &fragment, &text, &plain_text(&rich), &(0..text.len()));
        rich
    }

    /// The rich text of the attribute `key`; empty when it is absent.
    pub(super) fn attribute(&mut self, attributes: &Attributes, key: &str, fragment: &Fragment<'_>) -> RichText {
        attributes.value(key).map(|value| self.value(&value.text, fragment.span(&value.range))).unwrap_or_default()
    }
}
