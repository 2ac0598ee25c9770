//! The page of contributors: portrait, name, affiliation, links, biography, and links to their texts.

use crate::{
    book::{Biography, Inline, InlineStyle, Link, LinkTarget, Text, direction, first_text_id, without_calls},
    layout::{
        flow::state::Flow,
        strip::BreakPenalty,
        structure::{StructureElement, StructureType},
    },
    typeset::{
        length::{Length, Point},
        style::ParagraphStyle,
    },
};

impl<'a> Flow<'a> {
    /// Sets the entry of a person, kept together if it is lower than half a page.
    pub(super) fn biography(&mut self, biography: &'a Biography) {
        let person = self.context.book.person(biography.person);
        let leading = self.theme().leading;
        self.add_vspace(if self.heading_end == self.column.strips.len() { Length::ZERO } else { leading });
        // The heading, which comes next, is the target.
        self.tagger.name_next(person.slug.to_string());
        self.pending_anchors.push(person.slug.to_string());
        let first = self.column.strips.len();
        let (side, gap) = (self.theme().em(520), self.theme().em(120));
        let edge = if person.portrait.is_some() { side + gap } else { Length::ZERO };
        let (mut portrait, left) = (None, self.left);
        self.inset(edge, Length::ZERO, |flow| {
            let heading = flow.column.strips.len();
            flow.heading_line(&biography.heading, Length::ZERO);
            // The name is on the baseline grid, so that what is missing to whole lines is between entries and not inside them.
            flow.align_to_grid(heading, Length::ZERO);
            // The portrait is read after the name: before it, a listener would think that it belongs to the entry above.
            portrait = person.portrait.as_ref().map(|portrait| {
                let size = flow.portrait_size(portrait, side);
                (flow.picture(portrait, Point { x: left, y: leading.of_em(1, 4) }, size), size)
            });
            let style = flow.theme().affiliation();
            for line in &biography.lines {
                flow.set_text(line, &style, StructureElement::new(StructureType::Paragraph));
                flow.keep_with_next(BreakPenalty::Never);
            }
            flow.links_of(biography);
            let style = ParagraphStyle { text: flow.theme().quote().text, ..flow.theme().body() };
            flow.with_style(style, |flow| flow.blocks(&biography.blocks));
            flow.texts_of(biography);
        });
        match portrait {
            Some((item, size)) => self.place_beside(first, item, size),
            // Lines as high as the leading are on the grid too: no space opens between name, affiliation and biography.
            None => self.column.strips[first..].iter_mut().for_each(|strip| strip.on_grid |= strip.height == leading),
        }
        if self.height_since(first) < self.context.geometry.text.height / 2 {
            self.keep_together(first, BreakPenalty::Never);
        }
        self.add_vspace(leading);
        self.follows_paragraph = false;
    }

    /// Sets the person's web addresses, a line each, and the credit of the portrait.
    fn links_of(&mut self, biography: &'a Biography) {
        let person = self.context.book.person(biography.person);
        let style = self.theme().affiliation();
        for url in &person.links {
            let shown = vec![Inline::text(shown(url), person.span)];
            let link = Inline::link(Link { target: LinkTarget::Url(url.clone()), content: shown, span: person.span });
            self.set_text(&[link], &style, StructureElement::new(StructureType::Paragraph));
            self.keep_with_next(BreakPenalty::Never);
        }
        if let Some(portrait) = person.portrait.as_ref().filter(|portrait| !portrait.credit.is_empty()) {
            let style = self.theme().caption();
            self.set_text(&portrait.credit, &style, StructureElement::new(StructureType::Paragraph));
            self.keep_with_next(BreakPenalty::Never);
        }
    }

    /// Sets the titles of the person's texts in this volume, each a link.
    fn texts_of(&mut self, biography: &'a Biography) {
        let lang = self.context.label_lang(&self.section.lang);
        // Outside a label of another language: in a line of the other direction the space would stand at its far end.
        let space = if lang.is_some() { "" } else { " " };
        let label = format!("{}{space}", self.context.words.word("texts-label"));
        let first = biography.texts.first().map(|&text| &self.context.book.sections[text]);
        let id = first.and_then(|section| first_text_id(&section.title)).unwrap_or_default();
        // It counts as the beginning of the first text, for the page map.
        let label = Inline::Text(Text { id, text: label, span: biography.heading.span });
        let mut content = match lang {
            Some(lang) => {
                let label = Inline::styled(InlineStyle::Language(lang), vec![label], biography.heading.span);
                vec![label, Inline::text(" ", biography.heading.span)]
            }
            None => vec![label],
        };
        let labels = content.len();
        for &text in &biography.texts {
            let section = &self.context.book.sections[text];
            if content.len() > labels {
                content.push(Inline::text(self.context.words.word("texts-separator"), biography.heading.span));
            }
            content.push(Inline::link(Link {
                target: LinkTarget::Section(section.slug.clone()),
                content: direction::title(
                    without_calls(&section.title),
                    &section.lang,
                    &self.section.lang,
                    biography.heading.span,
                ),
                span: biography.heading.span,
            }));
        }
        if content.len() > labels {
            let style = self.theme().caption();
            self.set_text(&content, &style, StructureElement::new(StructureType::Paragraph));
        }
    }
}

/// A web address as printed: without its scheme and its last slash.
pub(super) fn shown(url: &str) -> &str {
    let bare = url.trim();
    let bare = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://")).unwrap_or(bare);
    bare.strip_suffix('/').unwrap_or(bare)
}
