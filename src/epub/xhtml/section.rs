//! Sections → XHTML documents: head, blocks, foot.

use super::{
    super::{
        document::{Document, DocumentTitle, open_document},
        markup::Markup,
        semantics,
    },
    writer::Writer,
};
use crate::{
    book::{
        BiographyPlace, ContributorId, Inline, InlineStyle, MadePage, Role, Section, SectionKind, Styled,
        direction::runs_right_to_left, plain_text,
    },
    diagnostic::Diagnostics,
    locale::Argument,
};
use std::ops::Range;

impl Writer<'_> {
    /// Writes the documents of a section, each in `room` until its size is known.
    pub(super) fn section(mut self, parts: &[Range<usize>], room: &mut String) -> (Vec<Document>, Diagnostics) {
        let mut documents = Vec::with_capacity(parts.len());
        for (part, range) in parts.iter().enumerate() {
            let href = self.context.places.files(self.index).get(part).cloned().unwrap_or_default();
            self.document = Document::new(href);
            self.out = Markup::with_buffer(std::mem::take(room));
            self.begin();
            if part == 0 {
                self.head();
            }
            self.body(range);
            if part + 1 == parts.len() {
                self.foot();
            }
            self.notes(part + 1 == parts.len());
            if part + 1 == parts.len() {
                self.rest();
            }
            self.out.close().line();
            let mut document = std::mem::replace(&mut self.document, Document::new(String::new()));
            *room = std::mem::take(&mut self.out).finish();
            room.push('\n');
            document.xhtml.clone_from(room);
            documents.push(document);
        }
        (documents, self.sink)
    }

    /// Opens the document and its section.
    fn begin(&mut self) {
        let section = self.section;
        let title = plain_text(&section.title);
        let title = if title.trim().is_empty() { section.slug.as_str() } else { title.trim() };
        // A title that is a label of the program may be in another language.
        let title_lang = match &section.title[..] {
            [Inline::Styled(Styled { style: InlineStyle::Language(lang), .. })] if *lang != section.lang => Some(lang),
            _ => None,
        };
        open_document(&mut self.out, &section.lang, DocumentTitle { text: title, lang: title_lang }, self.context.styles);
        self.out.open("body").attr("epub:type", semantics::of_matter(section.matter)).line();
        let semantics = semantics::of_section(section.kind);
        let class = class_of(section);
        self.out.open("section").attr_if("epub:type", semantics.epub_type).attr_if("role", semantics.role).attr("class", class);
        if semantics.role.is_some() {
            if section.title_shown && self.headings.is_empty() {
                self.out.attr("aria-labelledby", "title_");
            } else if title_lang.is_none() {
                // In another language it would be read aloud by the wrong voice; the role says what the section is.
                self.out.attr("aria-label", title);
            }
        }
        self.out.line();
    }

    /// Title, subtitle, byline.
    fn head(&mut self) {
        let section = self.section;
        let shown = section.title_shown;
        if shown {
            self.out.open("header").line();
        }
        for page in std::mem::take(&mut self.breaks.start) {
            self.page_break(&page);
        }
        if let SectionKind::Part { number } = section.kind {
            let label = self.context.words.say("part-number", &[("number", Argument::Number(i64::from(number)))]);
            self.out.open("p").attr("class", "part-number");
            self.label_attributes();
            self.out.text(&label).close().line();
        }
        if let SectionKind::Contribution(kind) = section.kind
            && let Some(label) = kind.label().map(|id| self.context.words.word(id))
            && !plain_text(&section.title).eq_ignore_ascii_case(&label)
        {
            self.out.open("p").attr("class", "kind");
            self.label_attributes();
            self.out.text(&label).close().line();
        }
        if shown {
            self.headings.push(1);
            self.out.open("h1").attr("id", "title_");
            self.inlines(&section.title);
            self.out.close().line();
        }
        if !section.subtitle.is_empty() {
            self.out.open("p").attr("class", "subtitle").attr("role", "doc-subtitle");
            self.inlines(&section.subtitle);
            self.out.close().line();
        }
        self.byline();
        if shown {
            self.out.close().line();
        }
    }

    fn byline(&mut self) {
        let section = self.section;
        let names = |wanted: fn(Role) -> bool| {
            section.byline.iter().filter(move |credit| wanted(credit.role)).map(|credit| credit.person)
        };
        let signed: Vec<_> = names(|role| matches!(role, Role::Author | Role::Interviewee)).collect();
        let asked: Vec<_> = names(|role| role == Role::Interviewer).collect();
        for person in signed {
            self.out.open("p").attr("class", "byline");
            self.person(person);
            self.out.close().line();
            let person = self.context.book.person(person);
            if !person.role.is_empty() || !person.organisation.is_empty() {
                self.out.open("p").attr("class", "affiliation");
                self.language_of_people();
                self.inlines(&person.role);
                self.out.text(if person.role.is_empty() || person.organisation.is_empty() { "" } else { ", " });
                self.inlines(&person.organisation);
                self.out.close().line();
            }
        }
        if !asked.is_empty() {
            self.out.open("p").attr("class", "interviewers");
            let label = self.context.words.word("interviewed-by");
            self.our_label(&label);
            self.out.text(" ");
            self.people(&asked);
            self.out.close().line();
        }
    }

    /// Gives the element just opened the language of people.yaml, which is the book's, where the text is in another.
    pub(super) fn language_of_people(&mut self) {
        let lang = &self.context.book.work.lang;
        self.lang_attributes(Some(lang).filter(|lang| **lang != self.section.lang));
    }

    /// « A, B et C », each a link to the biography where there is one.
    fn people(&mut self, people: &[ContributorId]) {
        let and = self.context.words.word("and");
        for (position, &person) in people.iter().enumerate() {
            if position > 0 {
                let last = position + 1 == people.len();
                if last {
                    self.out.text(" ");
                    self.our_label(&and);
                    self.out.text(" ");
                } else {
                    self.out.text(", ");
                }
            }
            self.person(person);
        }
    }

    /// A person's name, a link to the biography where there is one.
    pub(super) fn person(&mut self, person: ContributorId) {
        let name = self.context.book.person(person).name.display();
        match self.context.places.biography(person) {
            Some(address) => {
                self.out.open("a").attr("href", &address);
                self.name(&name);
                self.out.close();
            }
            None => self.name(&name),
        }
    }

    /// Writes a name or a title, isolated if it runs the other way than the words around it.
    pub(super) fn name(&mut self, name: &str) {
        self.isolate(name, |writer| {
            writer.out.text(name);
        });
    }

    /// Writes what `write` does, whose words are `text`, isolated if they run the other way than those around them.
    pub(super) fn isolate(&mut self, text: &str, write: impl FnOnce(&mut Self)) {
        let other = runs_right_to_left(text).filter(|right_to_left| *right_to_left != self.section.lang.is_right_to_left());
        if let Some(right_to_left) = other {
            self.out.open("bdi").attr("dir", if right_to_left { "rtl" } else { "ltr" });
        }
        write(self);
        if other.is_some() {
            self.out.close();
        }
    }

    fn body(&mut self, range: &Range<usize>) {
        let section = self.section;
        for (position, block) in section.blocks.iter().enumerate().skip(range.start).take(range.len()) {
            self.document.cuts.push((self.out.len(), position));
            let before = position.checked_sub(1).filter(|before| range.contains(before)).map(|before| &section.blocks[before]);
            let after = Some(position + 1).filter(|after| range.contains(after)).map(|after| &section.blocks[after]);
            self.block_between(before, block, after);
        }
        self.document.cuts.push((self.out.len(), range.end));
    }

    /// What stands under the text: source, licence, biographies of its authors.
    fn foot(&mut self) {
        let section = self.section;
        if !section.source.is_empty() {
            self.out.open("p").attr("class", "first-published");
            self.inlines(&section.source);
            self.out.close().line();
        }
        if let Some(licence) = &section.licence {
            let label = self.context.words.say("licence-label", &[("licence", Argument::Text(licence))]);
            self.out.open("p").attr("class", "licence");
            self.label_attributes();
            self.out.text(&label).close().line();
        }
        for biography in &section.biographies {
            match &biography.place {
                BiographyPlace::Here(anchor) => self.short_biography(biography.person, anchor.as_ref()),
                BiographyPlace::Elsewhere { target, .. } => self.see_biography(biography.person, target),
            }
        }
    }

    /// The pages that begin at no place written, after the notes, in which pages may begin, too.
    fn rest(&mut self) {
        for page in self.breaks.take_rest() {
            self.page_break(&page);
        }
    }
}

/// The class of a section, for style sheets.
const fn class_of(section: &Section) -> &'static str {
    match section.kind {
        SectionKind::Made(page) => match page {
            MadePage::HalfTitle => "half-title",
            MadePage::Title => "title-page",
            MadePage::Legal => "legal",
            MadePage::Supporters => "supporters",
            MadePage::Sponsors => "sponsors",
            MadePage::Contents => "contents",
            MadePage::Contributors => "contributors",
            MadePage::Index => "index",
            MadePage::Accessibility => "accessibility",
            MadePage::Colophon => "colophon",
            MadePage::BackCover => "back-cover",
        },
        SectionKind::Part { .. } => "part",
        SectionKind::Contribution(_) => "contribution",
        SectionKind::Shared(_) => "shared",
    }
}
