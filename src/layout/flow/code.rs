//! Code blocks: literal lines in a box.

use crate::{
    book::{CodeBlock, Inline, Text},
    layout::{
        flow::state::Flow,
        frame::{Artifact, Content, FrameItem, Path, Shape},
        strip::{Strip, StripStart},
        structure::{StructureElement, StructureType},
        theme,
    },
    typeset::{
        length::{Length, Point},
        style::ParagraphStyle,
    },
};

impl<'a> Flow<'a> {
    /// Sets literal lines in a box; a line too long goes on below, behind an arrow.
    pub(super) fn code(&mut self, code: &'a CodeBlock) {
        let room = self.theme().leading.of_em(3, 4);
        let mut style = self.theme().code();
        style.indent = -self.theme().em(150);
        let hang = self.theme().em(150);
        self.add_vspace(room);
        // Code is an inline-level structure element (ISO 32000-1, 14.8.4.4): a paragraph must hold it.
        self.tagger.enter(StructureElement::new(StructureType::Paragraph));
        self.tagger.enter(StructureElement::new(StructureType::Code));
        self.in_box(false, |flow| {
            flow.left_to_right(|flow| {
                flow.inset(hang, Length::ZERO, |flow| {
                    let mut offset = 0;
                    for line in code.text.split_inclusive('\n') {
                        flow.code_line(code, line.trim_end_matches(['\n', '\r']), offset, &style);
                        offset += line.len();
                    }
                });
            });
        });
        self.tagger.leave();
        self.tagger.leave();
        self.add_vspace(room);
        self.follows_paragraph = false;
    }

    /// Sets a line of a code block that begins at the byte `offset` of it.
    fn code_line(&mut self, code: &CodeBlock, line: &str, offset: usize, style: &ParagraphStyle) {
        let shown = literal(line);
        if shown.is_empty() {
            return self.push(Strip::blank(style.text.leading));
        }
        let content = [Inline::Code(Text { id: code.id, text: shown, span: code.span })];
        let first = self.column.strips.len();
        let set = {
            let mark = self.tagger.mark_in(StructureElement::new(StructureType::Span));
            self.record_format(&[mark], style, self.width);
            self.break_marked_lines(&content, style, self.width, &[mark])
        };
        let (left, leading) = (self.left, style.text.leading);
        let strips = self.line_strips(&set.lines, left, leading);
        strips.into_iter().for_each(|strip| self.push(strip));
        let turn = turn_arrow(left - style.text.size, leading);
        for (index, strip) in self.column.strips.iter_mut().skip(first).enumerate() {
            strip.start = (index == 0).then_some(StripStart::Text(code.id, u32::try_from(offset).unwrap_or(u32::MAX)));
            if index > 0 {
                strip.items.push(turn.clone());
            }
        }
    }
}

/// The arrow before the rest of a literal line: down from the line above, then to the right. A hyphen would be read as code.
fn turn_arrow(x: Length, leading: Length) -> FrameItem {
    let (top, foot, tip) = (leading.of_em(1, 4), leading.of_em(11, 20), leading.of_em(1, 8));
    let end = x + leading.of_em(1, 2);
    let at = |x: Length, y: Length| Point { x, y };
    let lines = vec![
        vec![at(x, top), at(x, foot), at(end, foot)],
        vec![at(end - tip, foot - tip), at(end, foot), at(end - tip, foot + tip)],
    ];
    let shape = Shape::path(Path { lines, fill: None, stroke: Some((theme::GREY, Length::millipoints(500))) });
    FrameItem { shape, content: Content::Artifact(Artifact::Decoration), span: None }
}

/// A literal line as it is printed: tab stops every four columns, leading spaces kept; empty when it has spaces only.
fn literal(line: &str) -> String {
    let mut shown = String::new();
    let (mut column, mut is_blank) = (0, true);
    for character in line.chars() {
        let spaces = match character {
            '\t' => 4 - column % 4,
            ' ' if is_blank => 1,
            other => {
                is_blank &= other == '\u{a0}';
                shown.push(other);
                column += 1;
                continue;
            }
        };
        shown.extend(std::iter::repeat_n('\u{a0}', spaces));
        column += spaces;
    }
    if is_blank { String::new() } else { shown }
}
