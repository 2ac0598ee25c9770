//! The state of writing one section, and what every kind of block needs of it: identifiers, languages, page breaks.

use super::super::{
    context::EpubContext,
    document::{Document, direction},
    markup::Markup,
    pagebreak::{PageBreak, SectionBreaks},
};
use crate::{
    book::{Lang, NoteCall, NoteId, Section, TextId},
    diagnostic::Diagnostics,
    locale::Argument,
};
use std::collections::{BTreeMap, BTreeSet};

/// What stands around the inlines being written, because XHTML allows no link inside a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// Anything may stand here.
    Text,
    /// Inside a link of the author: a note's call waits for its end.
    Link,
    /// Inside a link of a generated page: it repeats words of another place, whose notes stay there.
    Label,
}

/// The state of writing one section.
pub(super) struct Writer<'a> {
    pub(super) context: &'a EpubContext<'a>,
    pub(super) index: usize,
    pub(super) section: &'a Section,
    pub(super) mention_folios: &'a BTreeMap<TextId, String>,
    pub(super) out: Markup,
    /// Identifiers given so far; unique in the whole section, whatever the number of its files.
    pub(super) ids: BTreeSet<String>,
    /// Levels of the open headings as the author wrote them; their count is the level written, so that none is skipped.
    pub(super) headings: Vec<u8>,
    pub(super) breaks: SectionBreaks,
    pub(super) folio: Option<String>,
    pub(super) calls: Vec<NoteId>,
    pub(super) call_counts: BTreeMap<NoteId, usize>,
    pub(super) written_notes: BTreeSet<NoteId>,
    pub(super) inside: Inside,
    pub(super) held_calls: Vec<NoteCall>,
    pub(super) document: Document,
    pub(super) sink: Diagnostics,
}

impl<'a> Writer<'a> {
    pub(super) fn new(context: &'a EpubContext<'a>, index: usize, mention_folios: &'a BTreeMap<TextId, String>) -> Self {
        Self {
            context,
            index,
            section: &context.book.sections[index],
            mention_folios,
            out: Markup::new(),
            ids: BTreeSet::new(),
            headings: Vec::new(),
            breaks: context.breaks[index].clone(),
            folio: None,
            calls: Vec::new(),
            call_counts: BTreeMap::new(),
            written_notes: BTreeSet::new(),
            inside: Inside::Text,
            held_calls: Vec::new(),
            document: Document::new(String::new()),
            sink: Diagnostics::new(),
        }
    }

    /// Writes a page break.
    pub(super) fn page_break(&mut self, page: &PageBreak) {
        let label = self.context.words.say("page-label", &[("folio", Argument::Text(&page.label))]);
        self.out.open("span").attr("epub:type", "pagebreak").attr("role", "doc-pagebreak").attr("id", &page.id);
        self.out.attr("aria-label", &label);
        self.label_attributes();
        self.out.close();
        self.folio = Some(page.label.clone());
        self.document.pages.push(page.clone());
    }

    /// Gives the element just opened this identifier, unless the section has it already.
    pub(super) fn id(&mut self, id: Option<&str>) {
        if let Some(id) = id
            && self.ids.insert(id.to_owned())
        {
            self.out.attr("id", id);
            self.document.anchors.push(id.to_owned());
        }
    }

    /// Gives the element just opened the language of our labels, where it is not the section's.
    pub(super) fn label_attributes(&mut self) {
        let lang = self.context.words.foreign_to(self.section.lang.as_str()).and_then(Lang::new);
        self.lang_attributes(lang.as_ref());
    }

    /// Writes a label, marked with its language where that is not the section's.
    pub(super) fn our_label(&mut self, label: &str) {
        if self.context.words.foreign_to(self.section.lang.as_str()).is_none() {
            self.out.text(label);
            return;
        }
        self.out.open("span");
        self.label_attributes();
        self.out.text(label).close();
    }

    /// Gives the element just opened its language, in both attributes (SNE charter), and its direction when it is the other one.
    pub(super) fn lang_attributes(&mut self, lang: Option<&Lang>) {
        if let Some(lang) = lang {
            self.out.attr("lang", lang.as_str()).attr("xml:lang", lang.as_str());
            if direction(lang) != direction(&self.section.lang) {
                self.out.attr("dir", direction(lang));
            }
        }
    }
}
