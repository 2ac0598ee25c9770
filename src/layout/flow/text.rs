//! Paragraphs and what is made of them: headings, quotations, epigraphs, boxes, turns of an interview, verse, literal lines.

use crate::{
    book::{
        Aside, CodeBlock, Container, Epigraph, Exchange, Heading, Inline, InlineStyle, Paragraph, Text, Turn, Verse, first_leaf,
        plain_text,
    },
    layout::{
        flow::{paragraph_source::ParagraphSource, state::Flow},
        frame::{Artifact, Content, FrameItem, Path, Shape},
        section::OutlineHeading,
        strip::{BoxArea, BreakPenalty, Strip},
        structure::{StructureElement, StructureType},
        tagging::{in_lang, role},
        theme,
    },
    typeset::{
        length::{Length, Point},
        style::{Align, ParagraphStyle},
    },
};
use std::borrow::Cow;

impl<'a> Flow<'a> {
    /// A paragraph, indented when it follows another.
    pub(super) fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let mut element = in_lang(StructureType::Paragraph, paragraph.lang.as_ref());
        element.span = Some(paragraph.span);
        let outer = paragraph.lang.clone().map(|lang| std::mem::replace(&mut self.lang, lang));
        self.plain_paragraph(Cow::Borrowed(&paragraph.content), element);
        if let Some(outer) = outer {
            self.lang = outer;
        }
    }

    /// A paragraph in the style of this place.
    pub(super) fn plain_paragraph(&mut self, content: Cow<'a, [Inline]>, element: StructureElement) {
        let mut style = self.body.clone();
        if self.follows && style.align == Align::Justified {
            style.indent = self.theme().indent();
        }
        let set = self.set_text(&content, &style, element);
        if self.is_running_text(&style) {
            self.column.strips[set.strips.clone()].iter_mut().for_each(|strip| strip.on_grid = strip.enclosing_box.is_none());
            let (strips, marks, lang, demerits) = (set.strips, set.marks, set.lang, set.demerits);
            self.paragraphs.push(ParagraphSource { strips, content, style, marks, lang, demerits });
        }
        self.follows = true;
    }

    /// Whether paragraphs of `style` stand on the lines of the page: those of the text itself do, lists and quotations find
    /// their way back after half a line.
    fn is_running_text(&self, style: &ParagraphStyle) -> bool {
        style.text.leading == self.theme().leading && self.left == Length::ZERO && self.enclosing_box.is_none()
    }

    /// A heading, with its two lines of text below it.
    pub(super) fn heading(&mut self, heading: &'a Heading) {
        let level = heading.level as u8;
        self.headings.push(OutlineHeading {
            level,
            title: plain_text(&heading.content),
            destination: format!("{}.{}", self.section.slug, heading.anchor),
        });
        let leading = self.theme().leading;
        let (above, below) = match level {
            0..=2 => (leading.of_em(3, 2), leading.of_em(1, 2)),
            _ => (leading, Length::ZERO),
        };
        // A heading below a title or another heading has the room that stands below these.
        let above = if self.headed == self.column.strips.len() { Length::ZERO } else { above };
        let first = self.column.strips.len();
        self.heading_line(heading, above);
        self.stand_over_lines(first, below);
        self.space(below);
        self.headed = self.column.strips.len();
        self.text_headings.push(first..self.headed);
    }

    /// Makes the strips from `first` on stand so that, after `below`, the text is on the lines of the page.
    pub(super) fn stand_over_lines(&mut self, first: usize, below: Length) {
        let height = self.height_since(first) - self.column.strips.get(first).map_or(Length::ZERO, |strip| strip.space);
        let runs_free = self.left == Length::ZERO && self.enclosing_box.is_none();
        let phase = Length((-(height + below)).0.rem_euclid(self.theme().leading.0));
        if let Some(strip) = self.column.strips.get_mut(first).filter(|_| runs_free) {
            (strip.on_grid, strip.phase) = (true, phase);
        }
    }

    /// The line of a heading, with `above` above it.
    pub(super) fn heading_line(&mut self, heading: &'a Heading, above: Length) {
        let level = heading.level as u8;
        // The structure may not skip a level (PDF/UA-1, 7.4.2), whatever the author skipped.
        self.level = level.min(self.level + 1);
        let mut element = role(StructureType::Heading(self.level));
        element.span = Some(heading.span);
        self.space(above);
        self.anchors.push(format!("{}.{}", self.section.slug, heading.anchor));
        let style = self.theme().heading(level);
        let first = self.column.strips.len();
        self.text(&heading.content, &style, element);
        self.keep_together(first, BreakPenalty::Never);
        self.bond(BreakPenalty::Never);
        self.follows = false;
    }

    /// Blocks set in from both edges, half a line from what surrounds them.
    pub(super) fn quote(&mut self, quote: &'a Container) {
        let half = self.theme().leading.of_em(1, 2);
        let style = if self.enclosing_box.is_some() { self.body.clone() } else { self.theme().quote() };
        let edge = self.theme().em(170);
        self.space(half);
        self.follows = false;
        self.element(StructureType::BlockQuote, |flow| {
            flow.styled(style, |flow| flow.inset(edge, edge, |flow| flow.blocks(&quote.blocks)));
        });
        self.space(half);
        self.follows = false;
    }

    /// An epigraph, at the right, its source below it.
    pub(super) fn epigraph(&mut self, epigraph: &'a Epigraph) {
        let (half, third) = (self.theme().leading.of_em(1, 2), self.width.of_em(1, 3));
        let style = self.theme().epigraph();
        self.space(half);
        self.element(StructureType::BlockQuote, |flow| {
            flow.inset(third, Length::ZERO, |flow| {
                let first = flow.column.strips.len();
                flow.styled(style, |flow| flow.blocks(&epigraph.blocks));
                if !epigraph.source.is_empty() {
                    let style = flow.theme().source(Align::Start);
                    flow.text(&epigraph.source, &style, role(StructureType::Paragraph));
                }
                flow.keep_together(first, BreakPenalty::Avoid);
            });
        });
        self.space(self.theme().leading);
        self.follows = false;
    }

    /// A box on a tinted ground, with a bar at its left.
    pub(super) fn aside(&mut self, aside: &'a Aside) {
        if aside.title.is_empty() && aside.blocks.is_empty() {
            return;
        }
        let room = self.theme().leading.of_em(3, 4);
        self.space(room);
        self.follows = false;
        self.element(StructureType::Section, |flow| {
            flow.in_box(true, |flow| {
                if !aside.title.is_empty() {
                    let style = flow.theme().small_title();
                    let mut element = role(StructureType::Paragraph);
                    element.span = Some(aside.span);
                    flow.text(&aside.title, &style, element);
                    flow.space(flow.theme().leading.of_em(1, 4));
                    flow.bond(BreakPenalty::Never);
                }
                let style = flow.theme().aside();
                flow.styled(style, |flow| flow.blocks(&aside.blocks));
            });
        });
        self.space(room);
        self.follows = false;
    }

    /// Does `inner` in a box; a box in a box is only set in.
    pub(super) fn in_box(&mut self, bar: bool, inner: impl FnOnce(&mut Self)) {
        let edge = self.theme().em(100);
        if self.enclosing_box.is_some() {
            return self.inset(edge, Length::ZERO, inner);
        }
        let padding = self.theme().leading.of_em(1, 2);
        self.boxes += 1;
        self.enclosing_box = Some(BoxArea { number: self.boxes, left: self.left, width: self.width, bar });
        let first = self.column.strips.len();
        self.push(Strip::blank(padding));
        self.bond(BreakPenalty::Never);
        self.inset(edge, edge, inner);
        let end = Strip { break_before: BreakPenalty::Never, ..Strip::blank(padding) };
        self.push(end);
        if self.height_since(first) < self.context.geometry.text.height.of_em(45, 100) {
            self.keep_together(first, BreakPenalty::Avoid);
        }
        self.enclosing_box = None;
    }

    /// A question in italics or an answer, the speaker's name before it.
    pub(super) fn exchange(&mut self, exchange: &'a Exchange) {
        let leading = self.theme().leading;
        let mut style = self.body.clone();
        style.text.italic = exchange.turn == Turn::Question;
        match exchange.turn {
            Turn::Question => self.space(leading),
            Turn::Answer => self.space(Length::ZERO),
        }
        self.follows = exchange.turn == Turn::Answer;
        let first = self.column.strips.len();
        self.styled(style, |flow| {
            let rest = flow.speech(exchange);
            flow.blocks(rest);
        });
        if exchange.turn == Turn::Question {
            if self.column.strips.len() - first < 8 {
                self.keep_together(first, BreakPenalty::Never);
            }
            self.bond(BreakPenalty::Never);
        }
        self.follows = false;
    }

    /// The first paragraph of a turn with the speaker's name; returns what is left to set.
    fn speech(&mut self, exchange: &'a Exchange) -> &'a [crate::book::Block] {
        use crate::book::Block;
        if exchange.speaker.is_empty() {
            return &exchange.blocks;
        }
        let name = Inline::styled(InlineStyle::SmallCaps, exchange.speaker.clone(), exchange.span);
        match exchange.blocks.split_first() {
            Some((Block::Paragraph(paragraph), rest)) => {
                let leaf = first_leaf(&paragraph.content).unwrap_or_default();
                let dash = Inline::Text(Text { id: leaf, text: "\u{a0}— ".to_owned(), span: exchange.span });
                let content: Vec<_> = [name, dash].into_iter().chain(paragraph.content.iter().cloned()).collect();
                let mut element = in_lang(StructureType::Paragraph, paragraph.lang.as_ref());
                element.span = Some(paragraph.span);
                self.plain_paragraph(Cow::Owned(content), element);
                rest
            }
            Some(_) | None => {
                let style = self.theme().speaker();
                self.text(&exchange.speaker, &style, role(StructureType::Paragraph));
                self.bond(BreakPenalty::Never);
                &exchange.blocks
            }
        }
    }

    /// Verse: a strip a line, stanzas half a line apart and not parted for their ends.
    pub(super) fn verse(&mut self, verse: &'a Verse) {
        let half = self.theme().leading.of_em(1, 2);
        // The turned part of a verse too long hangs behind its beginning.
        let (style, edge) = (self.theme().verse(), self.theme().em(450));
        self.space(half);
        self.element(StructureType::BlockQuote, |flow| {
            flow.inset(edge, Length::ZERO, |flow| {
                for stanza in &verse.stanzas {
                    flow.space(half);
                    let first = flow.column.strips.len();
                    for line in stanza {
                        flow.text(line, &style, role(StructureType::Paragraph));
                    }
                    flow.keep_stanza(first);
                }
            });
        });
        self.space(half);
        self.follows = false;
    }

    /// A short stanza is kept whole; a long one leaves no line alone.
    fn keep_stanza(&mut self, first: usize) {
        let count = self.column.strips.len() - first;
        for (index, strip) in self.column.strips.iter_mut().skip(first).enumerate().skip(1) {
            let alone = index == 1 || index + 1 == count;
            strip.break_before = strip.break_before.max(if alone { BreakPenalty::Never } else { BreakPenalty::Avoid });
        }
    }

    /// Literal lines in a box; a line too long goes on below, behind an arrow.
    pub(super) fn code(&mut self, code: &'a CodeBlock) {
        let room = self.theme().leading.of_em(3, 4);
        let mut style = self.theme().code();
        style.indent = -self.theme().em(150);
        let hang = self.theme().em(150);
        self.space(room);
        // Code is said inside a line (ISO 32000-1, 14.8.4.4): a paragraph holds it.
        self.tagger.enter(role(StructureType::Paragraph));
        self.tagger.enter(role(StructureType::Code));
        self.in_box(false, |flow| {
            flow.left += hang;
            flow.width -= hang;
            let mut offset = 0;
            for line in code.text.split_inclusive('\n') {
                flow.code_line(code, line.trim_end_matches(['\n', '\r']), offset, &style);
                offset += line.len();
            }
        });
        self.tagger.leave();
        self.tagger.leave();
        self.space(room);
        self.follows = false;
    }

    fn code_line(&mut self, code: &CodeBlock, line: &str, offset: usize, style: &ParagraphStyle) {
        use crate::layout::strip::StripStart;
        let shown = literal(line);
        if shown.is_empty() {
            return self.push(Strip::blank(style.text.leading));
        }
        let content = [Inline::Code(Text { id: code.id, text: shown, span: code.span })];
        let first = self.column.strips.len();
        let set = {
            let mark = self.tagger.leaf(role(StructureType::Span));
            self.lines_marked(&content, style, self.width, &[mark])
        };
        let (left, leading) = (self.left, style.text.leading);
        let strips = self.strips(&set.lines, left, leading);
        strips.into_iter().for_each(|strip| self.push(strip));
        let turn = turn_arrow(left - style.text.size, leading);
        for (index, strip) in self.column.strips.iter_mut().skip(first).enumerate() {
            strip.start = (index == 0).then_some(StripStart::Text(code.id, offset));
            if index > 0 {
                strip.items.push(turn.clone());
            }
        }
    }

    /// Three asterisks in the middle of a line of their own.
    pub(super) fn separator(&mut self) {
        let leading = self.theme().leading;
        let style = ParagraphStyle { align: Align::Center, ..self.theme().body() };
        let content = [Inline::text("*\u{2002}*\u{2002}*", self.section.span)];
        let set = self.lines_marked(&content, &style, self.width, &[crate::typeset::mark::MarkId(0)]);
        self.space(leading.of_em(1, 2));
        let left = self.left;
        for mut strip in self.strips(&set.lines, left, leading) {
            for item in &mut strip.items {
                item.content = crate::layout::frame::Content::Artifact(crate::layout::frame::Artifact::Decoration);
            }
            strip.start = None;
            strip.break_before = BreakPenalty::Avoid;
            self.push(strip);
        }
        self.space(leading.of_em(1, 2));
        self.bond(BreakPenalty::Avoid);
        self.follows = false;
    }
}

/// The arrow before a literal line that goes on: down from the line above, then to the right. A dash would be read as code.
fn turn_arrow(x: Length, leading: Length) -> FrameItem {
    let (top, foot, tip) = (leading.of_em(1, 4), leading.of_em(11, 20), leading.of_em(1, 8));
    let end = x + leading.of_em(1, 2);
    let at = |x: Length, y: Length| Point { x, y };
    let lines = vec![
        vec![at(x, top), at(x, foot), at(end, foot)],
        vec![at(end - tip, foot - tip), at(end, foot), at(end - tip, foot + tip)],
    ];
    let shape = Shape::Path(Path { lines, fill: None, stroke: Some((theme::GREY, Length::millipoints(500))) });
    FrameItem { shape, content: Content::Artifact(Artifact::Decoration), span: None }
}

/// A literal line as it is printed: tabs to columns of four, spaces at its start kept.
fn literal(line: &str) -> String {
    let mut shown = String::new();
    for character in line.chars() {
        match character {
            '\t' => (0..4 - shown.chars().count() % 4).for_each(|_| shown.push('\u{a0}')),
            ' ' if shown.chars().all(|c| c == '\u{a0}') => shown.push('\u{a0}'),
            other => shown.push(other),
        }
    }
    if shown.chars().all(|c| c == '\u{a0}') { String::new() } else { shown }
}
