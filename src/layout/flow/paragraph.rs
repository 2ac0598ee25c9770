//! Paragraphs, and the separator between two of them.
//!
//! Read next: `line`, which makes strips of their lines; `looseness`, which sets them again in another number of lines.

use crate::{
    book::{Inline, Paragraph},
    layout::{
        flow::{paragraph_source::ParagraphSource, state::Flow},
        frame::{Artifact, Content},
        strip::BreakPenalty,
        structure::{StructureElement, StructureType},
    },
    typeset::{
        length::Length,
        mark::MarkId,
        style::{Align, ParagraphStyle},
    },
};
use std::borrow::Cow;

impl<'a> Flow<'a> {
    /// Sets a paragraph in its language.
    pub(super) fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let mut element = StructureElement::with_lang(StructureType::Paragraph, paragraph.lang.as_ref());
        element.span = Some(paragraph.span);
        let outer = paragraph.lang.clone().map(|lang| std::mem::replace(&mut self.lang, lang));
        self.plain_paragraph(Cow::Borrowed(&paragraph.content), element);
        if let Some(outer) = outer {
            self.lang = outer;
        }
    }

    /// Sets a paragraph in the style of this place, indented when it follows another.
    pub(super) fn plain_paragraph(&mut self, content: Cow<'a, [Inline]>, element: StructureElement) {
        let mut style = self.body.clone();
        if self.follows_paragraph && style.align == Align::Justified {
            style.indent = self.theme().indent();
        }
        let set = self.set_text(&content, &style, element);
        if self.is_running_text(&style) {
            self.column.strips[set.strips.clone()].iter_mut().for_each(|strip| strip.on_grid = strip.enclosing_box.is_none());
            let (strips, marks, lang, demerits) = (set.strips, set.marks, set.lang, set.demerits);
            self.paragraphs.push(ParagraphSource { strips, content, style, marks, lang, demerits });
        }
        self.follows_paragraph = true;
    }

    /// Whether paragraphs of `style` stand on the baseline grid. Those of the text itself do; lists and quotations have half a line
    /// above and below instead.
    fn is_running_text(&self, style: &ParagraphStyle) -> bool {
        style.text.leading == self.theme().leading && self.left == Length::ZERO && self.enclosing_box.is_none()
    }

    /// Sets three centred asterisks, which are no content of the structure.
    pub(super) fn separator(&mut self) {
        let leading = self.theme().leading;
        let style = ParagraphStyle { align: Align::Center, ..self.theme().body() };
        let content = [Inline::text("*\u{2002}*\u{2002}*", self.section.span)];
        let set = self.break_marked_lines(&content, &style, self.width, &[MarkId(0)]);
        self.add_vspace(leading.of_em(1, 2));
        let left = self.left;
        for mut strip in self.line_strips(&set.lines, left, leading) {
            for item in &mut strip.items {
                item.content = Content::Artifact(Artifact::Decoration);
            }
            strip.start = None;
            strip.break_before = BreakPenalty::Avoid;
            self.push(strip);
        }
        self.add_vspace(leading.of_em(1, 2));
        self.keep_with_next(BreakPenalty::Avoid);
        self.follows_paragraph = false;
    }
}
