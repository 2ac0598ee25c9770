//! Flow: the blocks of a section become strips, and its logical structure.
//!
//! Owns the spacing between blocks, what stays with what, and the state that setting a block needs: the column's edges, the style
//! of its paragraphs, the box it lies in. It does not know where pages end (`page`) nor how a line is broken (`paragraph`).
//! Read next: `flow/text` for paragraphs and what is made of them; each other kind of block has its file.

mod anew;
mod barcode;
mod biography;
mod chart;
mod contents;
mod figure;
mod index;
mod line;
mod list;
mod made;
mod notes;
mod opening;
mod sponsors;
mod table;
mod text;

pub use anew::{Recipe, set_anew};
pub use index::pages_of;

use super::{
    geometry::Geometry,
    hyphenate::Hyphenation,
    length::Length,
    paragraph::InlineContext,
    strip::{BoxId, Column, Parting, Strip},
    structure::{Structure, StructureRole},
    style::ParagraphStyle,
    tagging::{Tagger, role},
    theme::Theme,
};
use crate::{
    book::{Block, Book, Lang, MadePage, Section, SectionKind, TextId},
    diagnostic::Diagnostics,
    fonts::FontSet,
    locale::{Language, Words},
    pagination::Folio,
};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What all sections of a volume share.
#[derive(Debug)]
pub struct Setting<'a> {
    /// The book.
    pub book: &'a Book,
    /// The faces.
    pub fonts: &'a FontSet,
    /// The editor's word breaks.
    pub exceptions: Hyphenation,
    /// Labels in the book's language.
    pub words: Words,
    /// Sizes.
    pub theme: Theme,
    /// Margins and measure.
    pub geometry: Geometry,
    /// Whether the volume has a page of contributors, where links to people lead.
    pub people_page: bool,
}

impl<'a> Setting<'a> {
    /// What follows from the book alone.
    #[must_use]
    pub fn new(book: &'a Book, fonts: &'a FontSet) -> Self {
        let people_page = book.sections.iter().any(|section| section.kind == SectionKind::Made(MadePage::Contributors));
        Self {
            book,
            fonts,
            exceptions: Hyphenation::new(&book.design.hyphenation),
            words: Words::new(Language::of_tag(book.work.lang.as_str())),
            theme: Theme::new(&book.design),
            geometry: Geometry::new(&book.design),
            people_page,
        }
    }
}

/// Folios that the contents and the index print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folios {
    /// First and last page of each section.
    pub sections: Vec<Option<(Folio, Folio)>>,
    /// The page of each line, by the leaf and byte it begins with, for each section.
    pub leaves: Vec<Vec<(TextId, usize, Folio)>>,
}

/// A heading, for the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineHeading {
    /// Level, from 2.
    pub level: u8,
    /// As shown.
    pub title: String,
    /// The destination it has.
    pub destination: String,
}

/// A section in strips.
#[derive(Debug)]
pub struct Flowed<'a> {
    /// Its strips and notes.
    pub column: Column,
    /// Its structure; the first element is the section's.
    pub structure: Structure,
    /// Its paragraphs that may be set anew.
    pub recipes: Vec<Recipe<'a>>,
    /// Headings inside it.
    pub headings: Vec<OutlineHeading>,
    /// What is wrong with it.
    pub diagnostics: Diagnostics,
}

/// The state of setting one section.
struct Flow<'a> {
    setting: &'a Setting<'a>,
    folios: &'a Folios,
    section: &'a Section,
    tagger: Tagger,
    column: Column,
    recipes: Vec<Recipe<'a>>,
    headings: Vec<OutlineHeading>,
    sink: Diagnostics,
    lang: Lang,
    /// Left edge and width of the column where the next strip goes.
    left: Length,
    width: Length,
    /// Style of a paragraph here.
    body: ParagraphStyle,
    boxed: Option<BoxId>,
    boxes: u32,
    /// How many lists lie around what is set.
    lists: u32,
    /// Whether the next paragraph is indented, because it follows another.
    follows: bool,
    /// Level of the last heading: structure may not skip one.
    level: u8,
    /// How many strips there were after the last heading or the opening.
    headed: usize,
    /// The strips of each heading of the text.
    text_headings: Vec<Range<usize>>,
    /// Room, bond and destinations of the next strip.
    space: Length,
    bond: Parting,
    anchors: Vec<String>,
}

/// Sets a section.
#[must_use]
pub fn section<'a>(setting: &'a Setting<'a>, index: usize, folios: &'a Folios) -> Flowed<'a> {
    let section = &setting.book.sections[index];
    let mut flow = Flow::new(setting, section, folios);
    if let SectionKind::Made(page) = section.kind
        && made::is_one_piece(page)
    {
        flow.made_page(page);
    } else {
        flow.opening();
        flow.blocks(&section.blocks);
        // What stands last has no text to wait behind, and who signs comes after it.
        flow.column.strips.iter_mut().rev().take_while(|strip| strip.floats).for_each(|strip| strip.floats = false);
        flow.closing();
        keep_only_figures(&mut flow.column.strips, &flow.text_headings);
        keep_two_lines(&mut flow.column.strips, &flow.text_headings, setting.geometry.leading);
        spread_over_lines(&mut flow.column.strips, setting.geometry.leading);
    }
    flow.uncalled_notes();
    flow.name_calls();
    let Flow { column, recipes, tagger, headings, sink, .. } = flow;
    Flowed { column, structure: tagger.finish(), recipes, headings, diagnostics: sink }
}

/// Keeps the figure with its heading where nothing else stands under that: without it the heading would stand over the next one.
fn keep_only_figures(strips: &mut [Strip], headings: &[Range<usize>]) {
    for (heading, next) in headings.iter().zip(headings.iter().skip(1)) {
        if let Some([figure, others @ ..]) = strips.get_mut(heading.end..next.start)
            && figure.floats
            && others.iter().all(|strip| strip.floats)
        {
            figure.floats = false;
        }
    }
}

/// Keeps two lines with each heading, where the first is a paragraph or an item of its own.
fn keep_two_lines(strips: &mut [Strip], headings: &[Range<usize>], leading: Length) {
    for first in headings.iter().map(|heading| heading.end) {
        if let Some([one, two]) = strips.get_mut(first..first + 2)
            && !one.floats
            && one.height < leading * 2
        {
            two.parting = two.parting.max(Parting::Never);
        }
    }
}

/// What stands off the lines of the page, between paragraphs that stand on them, has the same room above and below: half of what
/// is missing to whole lines goes above it, and the paragraph below finds its line by itself.
fn spread_over_lines(strips: &mut [Strip], leading: Length) {
    let mut last_on_grid: Option<usize> = None;
    for next in 0..strips.len() {
        if !strips[next].on_grid {
            continue;
        }
        if let Some(above) = last_on_grid.replace(next)
            && let [first, ..] = &strips[above + 1..next]
            && first.parting < Parting::Never
            && strips[above + 1..next].iter().all(|strip| !strip.floats && strip.height > Length::ZERO)
        {
            let from = strips[above].phase + strips[above].height;
            let to = from + strips[above + 1..next].iter().map(Strip::extent).sum() + strips[next].space;
            let missing = Length((strips[next].phase - to).0.rem_euclid(leading.0));
            strips[above + 1].space += missing / 2;
        }
    }
}

impl<'a> Flow<'a> {
    fn new(setting: &'a Setting<'a>, section: &'a Section, folios: &'a Folios) -> Self {
        let kind = match section.kind {
            SectionKind::Contribution(_) => StructureRole::Article,
            SectionKind::Part { .. } => StructureRole::Part,
            SectionKind::Made(_) | SectionKind::Shared(_) => StructureRole::Section,
        };
        let mut root = role(kind);
        root.span = Some(section.span);
        root.lang = (section.lang != setting.book.work.lang).then(|| section.lang.clone());
        Self {
            setting,
            folios,
            section,
            tagger: Tagger::new(root, setting.people_page),
            column: Column { notes: vec![Vec::new(); section.notes.len()], ..Column::default() },
            recipes: Vec::new(),
            headings: Vec::new(),
            sink: Diagnostics::new(),
            lang: section.lang.clone(),
            left: Length::ZERO,
            width: setting.geometry.text.width,
            body: setting.theme.body(),
            boxed: None,
            boxes: 0,
            lists: 0,
            follows: false,
            level: 1,
            headed: usize::MAX,
            text_headings: Vec::new(),
            space: Length::ZERO,
            bond: Parting::Free,
            anchors: vec![section.slug.to_string()],
        }
    }

    /// What setting a paragraph of this section needs.
    fn context(&self) -> InlineContext<'_> {
        InlineContext {
            fonts: self.setting.fonts,
            assets: &self.setting.book.assets,
            lang: &self.lang,
            exceptions: &self.setting.exceptions,
        }
    }

    fn theme(&self) -> &'a Theme {
        &self.setting.theme
    }

    /// Sets blocks one after the other.
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Heading(heading) => self.heading(heading),
            Block::List(list) => self.list(list),
            Block::DefinitionList(list) => self.definition_list(list),
            Block::Quote(quote) => self.quote(quote),
            Block::Epigraph(epigraph) => self.epigraph(epigraph),
            Block::Aside(aside) => self.aside(aside),
            Block::Exchange(exchange) => self.exchange(exchange),
            Block::Verse(verse) => self.verse(verse),
            Block::Code(code) => self.code(code),
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Separator(_) => self.separator(),
            Block::Display(display) => self.display(display),
            Block::Contents(contents) => self.contents(contents),
            Block::Sponsors(group) => self.sponsors(group),
            Block::Biography(biography) => self.biography(biography),
            Block::Index(index) => self.index(index),
            Block::BarCode(code) => self.bar_code(code),
        }
    }

    /// Room above the next strip; the larger of two wishes.
    fn space(&mut self, length: Length) {
        self.space = self.space.max(length);
    }

    /// Bonds the next strip to the last one; the stronger of two wishes.
    fn bond(&mut self, parting: Parting) {
        self.bond = self.bond.max(parting);
    }

    /// Adds a strip, with the room, the bond, the destinations and the box that wait for it.
    fn push(&mut self, mut strip: Strip) {
        strip.space = strip.space.max(std::mem::take(&mut self.space));
        strip.parting = strip.parting.max(std::mem::take(&mut self.bond));
        strip.boxed = strip.boxed.or(self.boxed);
        strip.on_grid &= strip.boxed.is_none();
        strip.anchors.splice(0..0, std::mem::take(&mut self.anchors));
        self.column.strips.push(strip);
    }

    /// Does `inner` in a column narrower by `left` and `right`.
    fn inset(&mut self, left: Length, right: Length, inner: impl FnOnce(&mut Self)) {
        let before = (self.left, self.width);
        self.left += left;
        self.width = (self.width - left - right).max(self.theme().em(400));
        inner(self);
        (self.left, self.width) = before;
    }

    /// Does `inner` with paragraphs in `style`.
    fn styled(&mut self, style: ParagraphStyle, inner: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.body, style);
        inner(self);
        self.body = before;
    }

    /// Does `inner` inside an element of `kind`.
    fn element(&mut self, kind: StructureRole, inner: impl FnOnce(&mut Self)) {
        self.tagger.enter(role(kind));
        inner(self);
        self.tagger.leave();
    }

    /// Keeps the strips from `first` on together, as far as a page can hold them.
    fn keep_together(&mut self, first: usize, parting: Parting) {
        for strip in self.column.strips.iter_mut().skip(first + 1) {
            strip.parting = strip.parting.max(parting);
        }
    }

    /// Height of the strips from `first` on.
    fn height_since(&self, first: usize) -> Length {
        self.column.strips.iter().skip(first).map(Strip::extent).sum()
    }
}
