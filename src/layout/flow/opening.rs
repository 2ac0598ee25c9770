//! The opening and the end of a section: kicker, title, subtitle, byline with portrait; source, licence, short biographies.

use crate::{
    book::{
        BiographyPlace, Contributor, Inline, InlineStyle, Link, LinkTarget, RichText, Role, SectionKind, Slug, Text,
        direction::{self, isolated, sentence},
        first_text_id,
    },
    layout::{
        flow::{line::rule, state::Flow},
        folios::biography_folio,
        strip::{BreakPenalty, Strip},
        structure::{StructureElement, StructureType},
        theme,
    },
    pagination::Folio,
    source::Span,
    typeset::{
        length::{Length, Point, Size},
        style::Align,
    },
};

impl<'a> Flow<'a> {
    /// Sets the opening of a section, below the sinkage: three lines, or a third of the page for a part.
    pub(super) fn opening(&mut self) {
        let section = self.section;
        if !section.title_shown {
            return;
        }
        let leading = self.theme().leading;
        let is_part = matches!(section.kind, SectionKind::Part { .. });
        let first = self.column.strips.len();
        self.push(Strip::blank(leading * if is_part { self.context.geometry.lines() / 3 } else { 3 }));
        if let Some(label) = self.kicker() {
            let (content, style) = ([self.context.label_in(label, &section.lang, section.span)], self.theme().kicker());
            self.set_text(&content, &style, StructureElement::new(StructureType::Paragraph));
        }
        let mut element = StructureElement::new(StructureType::Heading(1));
        element.span = Some(section.title.first().map_or(section.span, Inline::span));
        let title = self.fitted(&section.title, &self.theme().title(), leading * 11);
        self.set_text(&section.title, &title, element);
        if !section.subtitle.is_empty() {
            self.add_vspace(leading.of_em(1, 2));
            self.set_text(&section.subtitle, &self.theme().subtitle(), StructureElement::new(StructureType::Paragraph));
        }
        self.byline();
        self.pending_space = Length::ZERO;
        self.push(Strip::blank(leading));
        self.keep_together(first, BreakPenalty::Never);
        if !is_part {
            let last = self.column.strips.len();
            self.round_up_to_lines(first, last);
        }
        self.keep_with_next(BreakPenalty::Never);
        self.follows_paragraph = false;
        self.heading_end = self.column.strips.len();
    }

    /// Makes the strips from `first` to `last` a whole number of lines high.
    fn round_up_to_lines(&mut self, first: usize, last: usize) {
        let leading = self.theme().leading;
        let height: Length = self.column.strips[first..last].iter().map(Strip::extent).sum();
        let missing = (leading.0 - height.0 % leading.0) % leading.0;
        if let Some(strip) = self.column.strips.last_mut() {
            strip.height += Length(missing);
        }
    }

    /// The kicker, the small word above the title: the number of a part, or the kind of a text.
    fn kicker(&self) -> Option<String> {
        let words = &self.context.words;
        match self.section.kind {
            SectionKind::Part { number } => {
                Some(words.say("part-number", &[("number", crate::locale::Argument::Number(i64::from(number)))]))
            }
            SectionKind::Contribution(kind) => kind.label().map(|id| words.word(id)),
            SectionKind::Shared(_) | SectionKind::Made(_) => None,
        }
        // A kicker that repeats the title is left out: « Préface » above « Préface ».
        .filter(|label| !crate::book::plain_text(&self.section.title).eq_ignore_ascii_case(label))
    }

    /// Sets the byline: authors or interviewees with their affiliation and portrait, then the interviewers.
    fn byline(&mut self) {
        if self.section.byline.is_empty() {
            return;
        }
        self.add_vspace(self.theme().leading);
        for credit in &self.section.byline {
            match credit.role {
                Role::Author | Role::Interviewee => {
                    self.byline_entry(self.context.book.person(credit.person), self.section.span);
                    self.add_vspace(self.theme().leading.of_em(1, 4));
                }
                Role::Interviewer => {}
            }
        }
        self.interviewers();
    }

    /// « propos recueillis par A, B et C ».
    fn interviewers(&mut self) {
        let asked = self.section.byline.iter().filter(|credit| credit.role == Role::Interviewer);
        let names: Vec<_> = asked.map(|credit| self.context.book.person(credit.person).name.display()).collect();
        let Some((last, others)) = names.split_last() else { return };
        let words = &self.context.words;
        let span = self.section.span;
        let mut content =
            vec![self.context.label_in(words.word("interviewed-by"), &self.section.lang, span), Inline::text(" ", span)];
        let name = |name: &str| isolated(vec![Inline::text(name, span)], &self.section.lang, span);
        if !others.is_empty() {
            let text = format!("{} ", others.join(", "));
            content.extend(sentence(&text, others.iter().map(String::as_str), &self.section.lang, span));
            content.push(self.context.label_in(words.word("and"), &self.section.lang, span));
            content.push(Inline::text(" ", span));
        }
        content.extend(name(last));
        let style = self.theme().affiliation();
        self.set_text(&content, &style, StructureElement::new(StructureType::Paragraph));
        self.add_vspace(self.theme().leading.of_em(1, 4));
    }

    /// Sets a name, and role and organisation below it, beside the portrait if there is one.
    fn byline_entry(&mut self, person: &'a Contributor, span: Span) {
        let first = self.column.strips.len();
        let side = self.theme().em(480);
        let gap = self.theme().em(110);
        let edge = if person.portrait.is_some() { side + gap } else { Length::ZERO };
        let portrait = person.portrait.as_ref().map(|portrait| {
            let size = self.portrait_size(portrait, side);
            (self.picture(portrait, Point { x: self.left, y: Length::ZERO }, size), size)
        });
        self.inset(edge, Length::ZERO, |flow| {
            let name = flow.generated_text(&person.name.display(), span);
            let style = flow.theme().byline();
            flow.set_text(&name, &style, StructureElement::new(StructureType::Paragraph));
            let place = flow.in_language_of_people(affiliation(person), span);
            if !place.is_empty() {
                let style = flow.theme().affiliation();
                flow.set_text(&place, &style, StructureElement::new(StructureType::Paragraph));
            }
        });
        if let Some((item, size)) = portrait {
            self.place_beside(first, item, size);
            self.add_vspace(self.theme().leading.of_em(1, 2));
        }
    }

    /// The size of a portrait: `side` wide, and at most a third higher than that.
    pub(super) fn portrait_size(&self, portrait: &crate::book::Picture, side: Length) -> Size {
        let (across, down) = self.context.book.asset(portrait.asset).size;
        let (across, down) = (i64::from(across.max(1)), i64::from(down.max(1)));
        let height = side.of_em(down, across).min(side.of_em(4, 3));
        Size { width: height.of_em(across, down).min(side), height }
    }

    /// Places a picture beside the strips from `first` on, and keeps those that it reaches together.
    pub(super) fn place_beside(&mut self, first: usize, item: crate::layout::frame::FrameItem, size: Size) {
        let mut covered = Length::ZERO;
        for (index, strip) in self.column.strips.iter_mut().enumerate().skip(first) {
            if index > first && covered < size.height {
                strip.break_before = strip.break_before.max(BreakPenalty::Never);
            }
            covered += if index == first { strip.height } else { strip.extent() };
        }
        if self.column.strips.len() == first {
            self.push(Strip::default());
        }
        self.column.strips[first].items.insert(0, item);
        if covered < size.height {
            let rest = Strip { break_before: BreakPenalty::Never, ..Strip::blank(size.height - covered) };
            self.push(rest);
        }
    }

    /// Sets the end of a section: the source, the licence, the short biographies.
    pub(super) fn closing(&mut self) {
        let section = self.section;
        self.column.closing = Some(self.column.strips.len());
        if !section.source.is_empty() {
            self.add_vspace(self.theme().leading);
            self.keep_with_next(BreakPenalty::Avoid);
            self.set_text(&section.source, &self.theme().source(Align::End), StructureElement::new(StructureType::Paragraph));
        }
        if let Some(licence) = &section.licence {
            let label = self.context.words.say("licence-label", &[("licence", crate::locale::Argument::Text(licence))]);
            self.add_vspace(self.theme().leading.of_em(1, 2));
            self.keep_with_next(BreakPenalty::Avoid);
            let content = [self.context.label_in(label, &section.lang, section.span)];
            self.set_text(&content, &self.theme().source(Align::End), StructureElement::new(StructureType::Paragraph));
        }
        if section.biographies.is_empty() {
            return;
        }
        self.add_vspace(self.theme().leading);
        let mut line = Strip::blank(self.theme().leading.of_em(1, 2));
        line.items.push(rule(self.left, Length::ZERO, self.theme().em(400), Length::millipoints(500), theme::RULE_GREY));
        self.push(line);
        self.keep_with_next(BreakPenalty::Never);
        for biography in &section.biographies {
            let person = self.context.book.person(biography.person);
            match &biography.place {
                BiographyPlace::Here(anchor) => self.short_biography(person, anchor.as_ref()),
                BiographyPlace::Elsewhere { section, target } => {
                    let folio = biography_folio(self.context.book, self.folios, (biography.person, *section));
                    self.see_biography(person, target, folio.map(Folio::label).unwrap_or_default());
                }
            }
        }
    }

    /// Says where the biography of someone stands, on the page numbered `folio`.
    fn see_biography(&mut self, person: &Contributor, target: &LinkTarget, folio: String) {
        let span = self.section.span;
        let words = &self.context.words;
        let languages = (words.foreign_to(self.section.lang.as_str()), &self.section.lang);
        let content =
            direction::label_of_person(person, |name, after_de| words.see_biography(name, after_de, &folio), languages, span);
        let link = Inline::link(Link { target: target.clone(), content, span });
        let style = self.theme().caption();
        let first = self.column.strips.len();
        self.set_text(&[link], &style, StructureElement::new(StructureType::Paragraph));
        self.keep_together(first, BreakPenalty::Never);
        self.add_vspace(self.theme().leading.of_em(1, 2));
    }

    /// Words of people.yaml, which are in the book's language, marked with it where the text is in another.
    fn in_language_of_people(&self, content: RichText, span: Span) -> RichText {
        let lang = &self.context.book.work.lang;
        if content.is_empty() || *lang == self.section.lang {
            return content;
        }
        vec![Inline::styled(crate::book::InlineStyle::Language(lang.clone()), content, span)]
    }

    /// Sets a name in bold and the short biography as one paragraph, kept together. Others refer to it by `anchor`.
    fn short_biography(&mut self, person: &'a Contributor, anchor: Option<&Slug>) {
        if let Some(anchor) = anchor {
            let name = format!("{}.{anchor}", self.section.slug);
            self.tagger.name_next(name.clone());
            self.pending_anchors.push(name);
        }
        let mut style = self.theme().caption();
        style.align = Align::Justified;
        // The name has no text leaf of its own; in the page map it counts as the first text of the biography.
        let leaf = first_text_id(&person.bio).unwrap_or_default();
        let name = vec![Inline::Text(Text { id: leaf, text: person.name.display(), span: person.span })];
        let name = Inline::styled(InlineStyle::Strong, isolated(name, &self.section.lang, person.span), person.span);
        let mut content = if person.bio_begins_with_name() { Vec::new() } else { vec![name, Inline::text(". ", person.span)] };
        content.extend(self.in_language_of_people(person.bio.clone(), person.span));
        let first = self.column.strips.len();
        self.set_text(&content, &style, StructureElement::new(StructureType::Paragraph));
        self.keep_together(first, BreakPenalty::Never);
        self.add_vspace(self.theme().leading.of_em(1, 2));
    }
}

/// Role and organisation of a person: « rôle, organisation ».
pub(super) fn affiliation(person: &Contributor) -> RichText {
    let mut place = person.role.clone();
    if !place.is_empty() && !person.organisation.is_empty() {
        place.push(Inline::text(", ", person.span));
    }
    place.extend(person.organisation.iter().cloned());
    place
}
