//! Interviews: questions and answers, each turn opened by the speaker's name.

use crate::{
    book::{Block, Exchange, Inline, InlineStyle, Text, Turn, first_text_id},
    layout::{
        flow::state::Flow,
        strip::BreakPenalty,
        structure::{StructureElement, StructureType},
    },
    typeset::length::Length,
};
use std::borrow::Cow;

impl<'a> Flow<'a> {
    /// Sets a question in italics or an answer, the speaker's name before it. A short question is kept whole, and any with its answer.
    pub(super) fn exchange(&mut self, exchange: &'a Exchange) {
        let leading = self.theme().leading;
        let mut style = self.body.clone();
        style.text.italic = exchange.turn == Turn::Question;
        match exchange.turn {
            Turn::Question => self.add_vspace(leading),
            Turn::Answer => self.add_vspace(Length::ZERO),
        }
        self.follows_paragraph = exchange.turn == Turn::Answer;
        let first = self.column.strips.len();
        self.with_style(style, |flow| {
            let rest = flow.speech(exchange);
            flow.blocks(rest);
        });
        if exchange.turn == Turn::Question {
            if self.column.strips.len() - first < 8 {
                self.keep_together(first, BreakPenalty::Never);
            }
            self.keep_with_next(BreakPenalty::Never);
        }
        self.follows_paragraph = false;
    }

    /// Sets the speaker's name with the first paragraph of the turn; returns the blocks that are left to set.
    fn speech(&mut self, exchange: &'a Exchange) -> &'a [Block] {
        if exchange.speaker.is_empty() {
            return &exchange.blocks;
        }
        let name = Inline::styled(InlineStyle::SmallCaps, exchange.speaker.clone(), exchange.span);
        match exchange.blocks.split_first() {
            Some((Block::Paragraph(paragraph), rest)) => {
                let leaf = first_text_id(&paragraph.content).unwrap_or_default();
                let dash = Inline::Text(Text { id: leaf, text: "\u{a0}— ".to_owned(), span: exchange.span });
                let content: Vec<_> = [name, dash].into_iter().chain(paragraph.content.iter().cloned()).collect();
                let mut element = StructureElement::with_lang(StructureType::Paragraph, paragraph.lang.as_ref());
                element.span = Some(paragraph.span);
                self.plain_paragraph(Cow::Owned(content), element);
                rest
            }
            Some(_) | None => {
                let style = self.theme().speaker();
                self.set_text(&exchange.speaker, &style, StructureElement::new(StructureType::Paragraph));
                self.keep_with_next(BreakPenalty::Never);
                &exchange.blocks
            }
        }
    }
}
