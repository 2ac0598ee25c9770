//! The state of setting one section: the column, its edges, the style of its paragraphs, the box that they lie in.

use crate::{
    book::{Block, Lang, Section, SectionKind},
    diagnostic::Diagnostics,
    layout::{
        flow::recipe::Recipe,
        folios::Folios,
        section::OutlineHeading,
        setting::Setting,
        strip::{BoxId, Column, Parting, Strip},
        structure::StructureRole,
        tagging::{Tagger, role},
        theme::Theme,
    },
    typeset::{context::InlineContext, length::Length, style::ParagraphStyle},
};
use std::ops::Range;

/// The state of setting one section.
pub(super) struct Flow<'a> {
    pub(super) setting: &'a Setting<'a>,
    pub(super) folios: &'a Folios,
    pub(super) section: &'a Section,
    pub(super) tagger: Tagger,
    pub(super) column: Column,
    pub(super) recipes: Vec<Recipe<'a>>,
    pub(super) headings: Vec<OutlineHeading>,
    pub(super) sink: Diagnostics,
    pub(super) lang: Lang,
    /// Left edge and width of the column where the next strip goes.
    pub(super) left: Length,
    pub(super) width: Length,
    /// Style of a paragraph here.
    pub(super) body: ParagraphStyle,
    pub(super) boxed: Option<BoxId>,
    pub(super) boxes: u32,
    /// How many lists lie around what is set.
    pub(super) lists: u32,
    /// Whether the next paragraph is indented, because it follows another.
    pub(super) follows: bool,
    /// Level of the last heading: structure may not skip one.
    pub(super) level: u8,
    /// How many strips there were after the last heading or the opening.
    pub(super) headed: usize,
    /// The strips of each heading of the text.
    pub(super) text_headings: Vec<Range<usize>>,
    /// Room, bond and destinations of the next strip.
    pub(super) space: Length,
    pub(super) bond: Parting,
    pub(super) anchors: Vec<String>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(setting: &'a Setting<'a>, section: &'a Section, folios: &'a Folios) -> Self {
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
    pub(super) fn context(&self) -> InlineContext<'_> {
        self.setting.context(&self.lang)
    }

    pub(super) fn theme(&self) -> &'a Theme {
        &self.setting.theme
    }

    /// Sets blocks one after the other.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    pub(super) fn block(&mut self, block: &'a Block) {
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
    pub(super) fn space(&mut self, length: Length) {
        self.space = self.space.max(length);
    }

    /// Bonds the next strip to the last one; the stronger of two wishes.
    pub(super) fn bond(&mut self, parting: Parting) {
        self.bond = self.bond.max(parting);
    }

    /// Adds a strip, with the room, the bond, the destinations and the box that wait for it.
    pub(super) fn push(&mut self, mut strip: Strip) {
        strip.space = strip.space.max(std::mem::take(&mut self.space));
        strip.parting = strip.parting.max(std::mem::take(&mut self.bond));
        strip.boxed = strip.boxed.or(self.boxed);
        strip.on_grid &= strip.boxed.is_none();
        strip.anchors.splice(0..0, std::mem::take(&mut self.anchors));
        self.column.strips.push(strip);
    }

    /// Does `inner` in a column narrower by `left` and `right`.
    pub(super) fn inset(&mut self, left: Length, right: Length, inner: impl FnOnce(&mut Self)) {
        let before = (self.left, self.width);
        self.left += left;
        self.width = (self.width - left - right).max(self.theme().em(400));
        inner(self);
        (self.left, self.width) = before;
    }

    /// Does `inner` with paragraphs in `style`.
    pub(super) fn styled(&mut self, style: ParagraphStyle, inner: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.body, style);
        inner(self);
        self.body = before;
    }

    /// Does `inner` inside an element of `kind`.
    pub(super) fn element(&mut self, kind: StructureRole, inner: impl FnOnce(&mut Self)) {
        self.tagger.enter(role(kind));
        inner(self);
        self.tagger.leave();
    }

    /// Keeps the strips from `first` on together, as far as a page can hold them.
    pub(super) fn keep_together(&mut self, first: usize, parting: Parting) {
        for strip in self.column.strips.iter_mut().skip(first + 1) {
            strip.parting = strip.parting.max(parting);
        }
    }

    /// Height of the strips from `first` on.
    pub(super) fn height_since(&self, first: usize) -> Length {
        self.column.strips.iter().skip(first).map(Strip::extent).sum()
    }
}
