//! The state of setting one section: the column, its edges, the style of its paragraphs, the box that they lie in.

use crate::{
    book::{Block, Lang, Section, SectionKind},
    diagnostic::Diagnostics,
    layout::{
        context::LayoutContext,
        flow::paragraph_source::ParagraphSource,
        folios::Folios,
        section::OutlineHeading,
        strip::{BoxArea, BreakPenalty, Column, Strip},
        structure::StructureType,
        tagging::{Tagger, role},
        theme::Theme,
    },
    typeset::{context::InlineContext, length::Length, style::ParagraphStyle},
};
use std::ops::Range;

/// The state of setting one section.
pub(super) struct Flow<'a> {
    pub(super) context: &'a LayoutContext<'a>,
    pub(super) folios: &'a Folios,
    pub(super) section: &'a Section,
    pub(super) tagger: Tagger,
    pub(super) column: Column,
    pub(super) paragraphs: Vec<ParagraphSource<'a>>,
    pub(super) headings: Vec<OutlineHeading>,
    pub(super) sink: Diagnostics,
    pub(super) lang: Lang,
    /// Left edge and width of the column where the next strip goes.
    pub(super) left: Length,
    pub(super) width: Length,
    /// Style of a paragraph here.
    pub(super) body: ParagraphStyle,
    pub(super) enclosing_box: Option<BoxArea>,
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
    pub(super) bond: BreakPenalty,
    pub(super) anchors: Vec<String>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(context: &'a LayoutContext<'a>, section: &'a Section, folios: &'a Folios) -> Self {
        let kind = match section.kind {
            SectionKind::Contribution(_) => StructureType::Article,
            SectionKind::Part { .. } => StructureType::Part,
            SectionKind::Made(_) | SectionKind::Shared(_) => StructureType::Section,
        };
        let mut root = role(kind);
        root.span = Some(section.span);
        root.lang = (section.lang != context.book.work.lang).then(|| section.lang.clone());
        Self {
            context,
            folios,
            section,
            tagger: Tagger::new(root, context.people_page),
            column: Column { notes: vec![Vec::new(); section.notes.len()], ..Column::default() },
            paragraphs: Vec::new(),
            headings: Vec::new(),
            sink: Diagnostics::new(),
            lang: section.lang.clone(),
            left: Length::ZERO,
            width: context.geometry.text.width,
            body: context.theme.body(),
            enclosing_box: None,
            boxes: 0,
            lists: 0,
            follows: false,
            level: 1,
            headed: usize::MAX,
            text_headings: Vec::new(),
            space: Length::ZERO,
            bond: BreakPenalty::Free,
            anchors: vec![section.slug.to_string()],
        }
    }

    /// What setting a paragraph of this section needs.
    pub(super) fn inline_context(&self) -> InlineContext<'_> {
        self.context.inline_context(&self.lang)
    }

    pub(super) fn theme(&self) -> &'a Theme {
        &self.context.theme
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
    pub(super) fn bond(&mut self, penalty: BreakPenalty) {
        self.bond = self.bond.max(penalty);
    }

    /// Adds a strip, with the room, the bond, the destinations and the box that wait for it.
    pub(super) fn push(&mut self, mut strip: Strip) {
        strip.space = strip.space.max(std::mem::take(&mut self.space));
        strip.break_before = strip.break_before.max(std::mem::take(&mut self.bond));
        strip.enclosing_box = strip.enclosing_box.or(self.enclosing_box);
        strip.on_grid &= strip.enclosing_box.is_none();
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
    pub(super) fn element(&mut self, kind: StructureType, inner: impl FnOnce(&mut Self)) {
        self.tagger.enter(role(kind));
        inner(self);
        self.tagger.leave();
    }

    /// Keeps the strips from `first` on together, as far as a page can hold them.
    pub(super) fn keep_together(&mut self, first: usize, penalty: BreakPenalty) {
        for strip in self.column.strips.iter_mut().skip(first + 1) {
            strip.break_before = strip.break_before.max(penalty);
        }
    }

    /// Height of the strips from `first` on.
    pub(super) fn height_since(&self, first: usize) -> Length {
        self.column.strips.iter().skip(first).map(Strip::extent).sum()
    }
}
