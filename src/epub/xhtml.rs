//! Sections → XHTML documents: the frame of a document, its head and foot, and the state that its blocks are written with.
//!
//! A section is one file; beyond [`LARGEST`] bytes it is spread over several, cut before a heading where there is one. It does
//! not know how the files are listed and packed. Read next: [`blocks`], [`inlines`], [`made`].

mod blocks;
mod figures;
mod inlines;
mod made;
mod pictures;

use super::{
    markup::Markup,
    pagebreak::{PageBreak, SectionBreaks},
    pictures::Pictures,
    places::Places,
    semantics,
};
use crate::{
    book::{self, Alt, AssetId, Block, Book, Lang, NoteId, Role, Section, TextId, plain_text},
    diagnostic::{Code, Diagnostic, Diagnostics},
    locale::{Argument, Words},
    pagination::PageMap,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Qualebook 087 asks for XHTML files of less than 300 KB.
const LARGEST_ALLOWED: usize = 300_000;
/// Where a section is spread over several files, the notes at the end included.
const LARGEST: usize = 290_000;

/// What all sections are written with.
pub(super) struct Setting<'a> {
    pub(super) book: &'a Book,
    pub(super) words: &'a Words,
    pub(super) map: Option<&'a PageMap>,
    pub(super) places: Places,
    pub(super) breaks: Vec<SectionBreaks>,
    pub(super) pictures: &'a Pictures,
    /// Leaves that the index leads to.
    pub(super) mentioned: BTreeSet<TextId>,
    /// Style sheets, in the order of the cascade.
    pub(super) styles: &'a [&'static str],
}

/// One XHTML document.
#[derive(Debug)]
pub(super) struct Document {
    /// Its file name.
    pub(super) href: String,
    /// The document.
    pub(super) xhtml: String,
    /// Whether it holds SVG: the package says so.
    pub(super) svg: bool,
    /// Whether a picture in it says something.
    pub(super) shows: bool,
    /// The pages that begin in it.
    pub(super) pages: Vec<PageBreak>,
    /// The pictures it shows.
    pub(super) pictures: BTreeSet<AssetId>,
    /// The printed page of each leaf that the index leads to, and found here.
    mentions: Vec<(TextId, Option<String>)>,
    /// Anchors, in the order written.
    anchors: Vec<String>,
    /// Where each block of the section begins, in bytes.
    cuts: Vec<(usize, usize)>,
}

/// Writes every section of the book, in order; each may be several documents.
pub(super) fn write_sections(setting: &mut Setting<'_>, sink: &mut Diagnostics) -> Vec<Vec<Document>> {
    let whole: Vec<Vec<Range<usize>>> =
        setting.book.sections.iter().map(|section| std::iter::once(0..section.blocks.len()).collect()).collect();
    let written = write_all(setting, &whole);
    // A first writing says how large a section is and where its anchors fall; only a book with too large a section is written
    // a second time, when links know the parts.
    let parts: Vec<_> = written
        .iter()
        .map(|(documents, _)| &documents[0])
        .zip(&setting.book.sections)
        .map(|(document, section)| parts_of(document, section))
        .collect();
    if parts.iter().all(|parts| parts.len() == 1) {
        return collect(setting.book, written, sink);
    }
    for (section, ranges) in parts.iter().enumerate().filter(|(_, ranges)| ranges.len() > 1) {
        setting.places.split(setting.book, section, ranges.len(), []);
    }
    let again = write_all(setting, &parts);
    for (section, (documents, _)) in again.iter().enumerate().filter(|(_, (documents, _))| documents.len() > 1) {
        let anchors: Vec<_> = documents
            .iter()
            .enumerate()
            .flat_map(|(part, document)| document.anchors.iter().map(move |anchor| (anchor.clone(), part)))
            .collect();
        setting.places.split(setting.book, section, documents.len(), anchors);
    }
    collect(setting.book, write_all(setting, &parts), sink)
}

type Written = Vec<(Vec<Document>, Diagnostics)>;

/// Writes the sections in parallel; those with an index last, because the index names the pages of what the others say.
fn write_all(setting: &Setting<'_>, parts: &[Vec<Range<usize>>]) -> Written {
    use rayon::prelude::*;
    let sections = &setting.book.sections;
    let has_index = |section: &Section| section.blocks.iter().any(|block| matches!(block, Block::Index(_)));
    let none = BTreeMap::new();
    let mut written: Vec<Option<(Vec<Document>, Diagnostics)>> = (0..sections.len())
        .into_par_iter()
        .map_init(String::new, |room, index| {
            (!has_index(&sections[index])).then(|| Writer::new(setting, index, &none).section(&parts[index], room))
        })
        .collect();
    let mentions: BTreeMap<_, _> = written
        .iter()
        .flatten()
        .flat_map(|(documents, _)| documents)
        .flat_map(|document| &document.mentions)
        .filter_map(|(leaf, folio)| Some((*leaf, folio.clone()?)))
        .collect();
    written
        .iter_mut()
        .enumerate()
        .map(|(index, slot)| {
            let write = || Writer::new(setting, index, &mentions).section(&parts[index], &mut String::new());
            slot.take().unwrap_or_else(write)
        })
        .collect()
}

fn collect(book: &Book, written: Written, sink: &mut Diagnostics) -> Vec<Vec<Document>> {
    written
        .into_iter()
        .zip(&book.sections)
        .map(|((documents, diagnostics), section)| {
            sink.append(diagnostics);
            for document in documents.iter().filter(|document| document.xhtml.len() > LARGEST_ALLOWED) {
                let report = Diagnostic::new(Code::LargePiece, section.span).with("name", &document.href);
                sink.push(report.with("size", document.xhtml.len() / 1000));
            }
            documents
        })
        .collect()
}

/// The blocks of each file of a section: cut where the next block would pass the limit, at the last heading of the second half
/// when there is one.
fn parts_of(document: &Document, section: &Section) -> Vec<Range<usize>> {
    let count = section.blocks.len();
    if document.xhtml.len() <= LARGEST {
        return std::iter::once(0..count).collect();
    }
    // The notes are spread over the parts; their share of each block is taken to be even.
    let body = document.cuts.last().map_or(1, |(offset, _)| *offset).max(1);
    let limit = LARGEST.saturating_mul(body) / document.xhtml.len().max(body) * 9 / 10;
    let mut parts = Vec::new();
    let (mut first, mut start) = (0, 0);
    for window in document.cuts.windows(2) {
        let [(_, block), (end, next)] = *window else { continue };
        if end - start <= limit || block == first {
            continue;
        }
        let heading = (first + 1..=block)
            .rev()
            .find(|&candidate| matches!(section.blocks.get(candidate), Some(Block::Heading(_))))
            .filter(|&candidate| document.cuts[candidate].0 - start > limit / 2);
        let cut = heading.unwrap_or(block);
        parts.push(first..cut);
        (first, start) = (cut, document.cuts[cut].0);
        debug_assert!(next > cut, "each part holds a block");
    }
    parts.push(first..count);
    parts
}

/// The state of writing one section.
struct Writer<'a> {
    setting: &'a Setting<'a>,
    index: usize,
    section: &'a Section,
    mention_folios: &'a BTreeMap<TextId, String>,
    out: Markup,
    /// Identifiers of the whole section, so that its parts could be one file again.
    ids: BTreeSet<String>,
    /// Levels of the open headings as the author wrote them; their count is the level written, so that none is skipped.
    headings: Vec<u8>,
    breaks: SectionBreaks,
    folio: Option<String>,
    calls: Vec<NoteId>,
    call_counts: BTreeMap<NoteId, usize>,
    written_notes: BTreeSet<NoteId>,
    inside: inlines::Inside,
    held_calls: Vec<NoteId>,
    document: Document,
    sink: Diagnostics,
}

impl<'a> Writer<'a> {
    fn new(setting: &'a Setting<'a>, index: usize, mention_folios: &'a BTreeMap<TextId, String>) -> Self {
        Self {
            setting,
            index,
            section: &setting.book.sections[index],
            mention_folios,
            out: Markup::new(),
            ids: BTreeSet::new(),
            headings: Vec::new(),
            breaks: setting.breaks[index].clone(),
            folio: None,
            calls: Vec::new(),
            call_counts: BTreeMap::new(),
            written_notes: BTreeSet::new(),
            inside: inlines::Inside::Text,
            held_calls: Vec::new(),
            document: Document::new(String::new()),
            sink: Diagnostics::new(),
        }
    }

    /// Writes the documents of a section, each in `room` until its size is known.
    fn section(mut self, parts: &[Range<usize>], room: &mut String) -> (Vec<Document>, Diagnostics) {
        let mut documents = Vec::with_capacity(parts.len());
        for (part, range) in parts.iter().enumerate() {
            let href = self.setting.places.files(self.index).get(part).cloned().unwrap_or_default();
            self.document = Document::new(href);
            self.out = Markup::in_room(std::mem::take(room));
            self.begin();
            if part == 0 {
                self.head();
            }
            self.body(range);
            if part + 1 == parts.len() {
                self.foot();
            }
            self.notes(part + 1 == parts.len());
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
        open_document(&mut self.out, &section.lang, title, self.setting.styles);
        self.out.open("body").attr("epub:type", semantics::of_matter(section.matter)).line();
        let semantics = semantics::of_section(section.kind);
        let class = class_of(section);
        self.out.open("section").attr_if("epub:type", semantics.epub_type).attr_if("role", semantics.role).attr("class", class);
        if semantics.role.is_some() {
            if section.title_shown && self.headings.is_empty() {
                self.out.attr("aria-labelledby", "title_");
            } else {
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
        if let book::SectionKind::Part { number } = section.kind {
            let label = self.setting.words.say("part-number", &[("number", Argument::Number(i64::from(number)))]);
            self.out.open("p").attr("class", "part-number").text(&label).close().line();
        }
        if let book::SectionKind::Contribution(kind) = section.kind
            && let Some(label) = kind.label().map(|id| self.setting.words.word(id))
            && !plain_text(&section.title).eq_ignore_ascii_case(&label)
        {
            self.out.open("p").attr("class", "kind").text(&label).close().line();
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
            let person = self.setting.book.person(person);
            if !person.role.is_empty() || !person.organisation.is_empty() {
                self.out.open("p").attr("class", "affiliation");
                self.inlines(&person.role);
                self.out.text(if person.role.is_empty() || person.organisation.is_empty() { "" } else { ", " });
                self.inlines(&person.organisation);
                self.out.close().line();
            }
        }
        if !asked.is_empty() {
            self.out.open("p").attr("class", "interviewers");
            let label = self.setting.words.word("interviewed-by");
            self.out.text(&label).text(" ");
            self.people(&asked);
            self.out.close().line();
        }
    }

    /// « A, B et C », each a link to the biography where there is one.
    fn people(&mut self, people: &[book::ContributorId]) {
        let and = self.setting.words.word("and");
        for (position, &person) in people.iter().enumerate() {
            if position > 0 {
                let last = position + 1 == people.len();
                self.out.text(&if last { format!(" {and} ") } else { ", ".to_owned() });
            }
            self.person(person);
        }
    }

    /// A person's name, a link to the biography where there is one.
    fn person(&mut self, person: book::ContributorId) {
        let name = self.setting.book.person(person).name.display();
        match self.setting.places.biography(person) {
            Some(address) => self.out.open("a").attr("href", &address).text(&name).close(),
            None => self.out.text(&name),
        };
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
            let label = self.setting.words.say("licence-label", &[("licence", Argument::Text(licence))]);
            self.out.open("p").attr("class", "licence").text(&label).close().line();
        }
        for &person in &section.biographies {
            self.short_biography(person);
        }
        for page in self.breaks.take_rest() {
            self.page_break(&page);
        }
    }

    /// The notes called in this part, and in the last part those that nothing calls.
    fn notes(&mut self, last: bool) {
        let section = self.section;
        let mut waiting: std::collections::VecDeque<NoteId> = std::mem::take(&mut self.calls).into();
        if last {
            waiting.extend((0..section.notes.len()).filter_map(|index| u32::try_from(index).ok()).map(NoteId));
        }
        waiting.retain(|note| (note.0 as usize) < section.notes.len() && !self.written_notes.contains(note));
        if waiting.is_empty() {
            return;
        }
        let label = self.setting.words.word("notes-title");
        self.out.open("section").attr("class", "notes").attr("epub:type", "footnotes").attr("aria-label", &label).line();
        while let Some(note) = waiting.pop_front() {
            if self.written_notes.insert(note) {
                self.note(note);
                // A note may call another.
                waiting.extend(std::mem::take(&mut self.calls));
            }
        }
        self.out.close().line();
    }

    fn note(&mut self, id: NoteId) {
        let number = id.0 + 1;
        let Some(note) = self.section.notes.get(id.0 as usize) else { return };
        let called = self.call_counts.contains_key(&id);
        self.document.anchors.push(format!("note_{number}"));
        self.out
            .open("aside")
            .attr("epub:type", "footnote")
            .attr("role", "doc-footnote")
            .attr("id", &format!("note_{number}"))
            .line();
        let mark = |writer: &mut Self| {
            if called {
                let back = writer.setting.words.say("note-back", &[("number", Argument::Text(&number.to_string()))]);
                writer.out.open("a").attr("href", &format!("#call_{number}")).attr("role", "doc-backlink").attr("title", &back);
                writer.out.text(&format!("{number}.")).close().text(" ");
            } else {
                writer.out.text(&format!("{number}. "));
            }
        };
        match note.blocks.split_first() {
            Some((Block::Paragraph(paragraph), rest)) => {
                self.out.open("p");
                self.lang_attributes(paragraph.lang.as_ref());
                mark(self);
                self.inlines(&paragraph.content);
                self.out.close().line();
                self.blocks(rest);
            }
            Some(_) | None => {
                self.out.open("p");
                mark(self);
                self.out.close().line();
                self.blocks(&note.blocks);
            }
        }
        self.out.close().line();
    }

    /// Writes a page break.
    fn page_break(&mut self, page: &PageBreak) {
        let label = self.setting.words.say("page-label", &[("folio", Argument::Text(&page.label))]);
        self.out
            .open("span")
            .attr("epub:type", "pagebreak")
            .attr("role", "doc-pagebreak")
            .attr("id", &page.id)
            .attr("aria-label", &label)
            .close();
        self.folio = Some(page.label.clone());
        self.document.pages.push(page.clone());
    }

    /// Gives the element just opened this identifier, unless the section has it already.
    fn id(&mut self, id: Option<&str>) {
        if let Some(id) = id
            && self.ids.insert(id.to_owned())
        {
            self.out.attr("id", id);
            self.document.anchors.push(id.to_owned());
        }
    }

    /// Gives the element just opened its language, in both attributes (SNE charter), and its direction when it is the other one.
    fn lang_attributes(&mut self, lang: Option<&Lang>) {
        if let Some(lang) = lang {
            self.out.attr("lang", lang.as_str()).attr("xml:lang", lang.as_str());
            if direction(lang) != direction(&self.section.lang) {
                self.out.attr("dir", direction(lang));
            }
        }
    }
}

impl Document {
    /// An empty document.
    pub(super) const fn new(href: String) -> Self {
        Self {
            href,
            xhtml: String::new(),
            svg: false,
            shows: false,
            pages: Vec::new(),
            pictures: BTreeSet::new(),
            mentions: Vec::new(),
            anchors: Vec::new(),
            cuts: Vec::new(),
        }
    }
}

/// The page of the cover. A given one says what it shows, as its editor wrote it.
pub(super) fn cover(book: &Book, words: &Words, styles: &[&'static str], pictures: &Pictures) -> Document {
    let given = book.tome.cover.as_ref().and_then(|picture| match &picture.alt {
        Alt::Text(alt) if !alt.trim().is_empty() => Some(alt.clone()),
        Alt::Text(_) | Alt::Decorative => None,
    });
    let alternative = given.unwrap_or_else(|| words.word("cover-alt"));
    let (width, height) = pictures.cover_size();
    let mut out = Markup::new();
    open_document(&mut out, &book.work.lang, &words.word("cover-title"), styles);
    out.open("body").attr("epub:type", "cover").line();
    out.open("section").attr("class", "cover").attr("epub:type", "cover").line();
    out.open("p").open("img").attr("role", "doc-cover").attr("src", pictures.cover().0);
    out.attr("width", &width.to_string()).attr("height", &height.to_string()).attr("alt", &alternative).close().close();
    out.line().close().line();
    let mut document = Document::new(super::places::COVER.to_owned());
    document.xhtml = out.finish();
    document.xhtml.push('\n');
    document
}

fn open_document(out: &mut Markup, lang: &Lang, title: &str, styles: &[&'static str]) {
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
    out.open("html").attr("xmlns", "http://www.w3.org/1999/xhtml").attr("xmlns:epub", "http://www.idpf.org/2007/ops");
    out.attr("lang", lang.as_str()).attr("xml:lang", lang.as_str()).attr("dir", direction(lang)).line();
    out.open("head").line().open("meta").attr("charset", "utf-8").close().line().element("title", title).line();
    for style in styles {
        out.open("link").attr("rel", "stylesheet").attr("type", "text/css").attr("href", style).close().line();
    }
    out.close().line();
}

/// The direction of a language's usual script.
pub(super) fn direction(lang: &Lang) -> &'static str {
    if matches!(lang.primary(), "ar" | "arc" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi") { "rtl" } else { "ltr" }
}

/// The class of a section, for style sheets.
const fn class_of(section: &Section) -> &'static str {
    use book::{MadePage, SectionKind};
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
