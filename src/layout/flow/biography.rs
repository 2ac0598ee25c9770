//! The page of contributors: portrait, name, lines, biography, where their texts are.

use super::Flow;
use crate::{
    book::{Biography, Inline, Link, LinkTarget},
    layout::{
        length::{Length, Point},
        strip::Parting,
        structure::StructureRole,
        style::ParagraphStyle,
        tagging::role,
    },
};

impl<'a> Flow<'a> {
    /// An entry, kept whole when it is not longer than half a page.
    pub(super) fn biography(&mut self, biography: &'a Biography) {
        let person = self.setting.book.person(biography.person);
        let leading = self.theme().leading;
        self.space(if self.headed == self.column.strips.len() { Length::ZERO } else { leading });
        self.anchors.push(person.slug.to_string());
        let first = self.column.strips.len();
        let (side, gap) = (self.theme().em(520), self.theme().em(120));
        let edge = if person.portrait.is_some() { side + gap } else { Length::ZERO };
        let portrait = person.portrait.as_ref().map(|portrait| {
            let size = self.portrait_size(portrait, side);
            (self.picture(portrait, Point { x: self.left, y: leading.of_em(1, 4) }, size), size)
        });
        self.inset(edge, Length::ZERO, |flow| {
            flow.heading_line(&biography.heading, Length::ZERO);
            let style = flow.theme().role();
            for line in &biography.lines {
                flow.text(line, &style, role(StructureRole::Paragraph));
                flow.bond(Parting::Never);
            }
            let style = ParagraphStyle { text: flow.theme().quote().text, ..flow.theme().body() };
            flow.styled(style, |flow| flow.blocks(&biography.blocks));
            flow.texts_of(biography);
        });
        if let Some((item, size)) = portrait {
            self.beside(first, item, size);
        }
        if self.height_since(first) < self.setting.geometry.text.height / 2 {
            self.keep_together(first, Parting::Never);
        }
        self.space(leading);
        self.follows = false;
    }

    /// Their texts in this volume, each a link.
    fn texts_of(&mut self, biography: &'a Biography) {
        let mut content = vec![Inline::text("→ ", biography.heading.span)];
        for &text in &biography.texts {
            let section = &self.setting.book.sections[text];
            if content.len() > 1 {
                content.push(Inline::text(" ; ", biography.heading.span));
            }
            content.push(Inline::Link(Link {
                target: LinkTarget::Section(section.slug.clone()),
                content: section.title.clone(),
                span: biography.heading.span,
            }));
        }
        if content.len() > 1 {
            let style = self.theme().caption();
            self.text(&content, &style, role(StructureRole::Paragraph));
        }
    }
}
