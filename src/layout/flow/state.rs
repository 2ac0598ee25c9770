//! The state of setting one section, and the dispatch of its blocks.
//!
//! Holds the column, its edges, the style of its paragraphs, the box that they lie in, and what waits for the next strip: space, a
//! penalty, destinations. It sets nothing itself: `Flow::block` calls the file of each kind of block.

use crate::{
    book::{Block, Lang, Section, SectionKind},
    diagnostic::Diagnostics,
    layout::{
        context::LayoutContext,
        flow::{cover_setting::CoverSetting, paragraph_source::ParagraphSource},
        folios::Folios,
        section::OutlineHeading,
        strip::{BoxArea, BreakPenalty, Column, Strip},
        structure::{StructureElement, StructureType},
        tagging::Tagger,
        theme::Theme,
    },
    typeset::{context::InlineContext, length::Length, style::ParagraphStyle},
};
use std::{ops::Range, sync::Arc};

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
    /// Left edge and width of the column at the next strip; the left is where lines begin ([`Column::right_to_left`]).
    pub(super) left: Length,
    pub(super) width: Length,
    /// The style of a paragraph at this place.
    pub(super) body: ParagraphStyle,
    /// The box that the next strip lies in.
    pub(super) enclosing_box: Option<Arc<BoxArea>>,
    /// How many boxes there have been: each has a number.
    pub(super) box_count: u32,
    /// How deeply lists are nested here.
    pub(super) list_depth: u32,
    /// Whether the next paragraph follows another, and so is indented.
    pub(super) follows_paragraph: bool,
    /// Whether the last line of a display page was a paragraph of the summary.
    pub(super) follows_summary: bool,
    /// How the words of a back cover are set.
    pub(super) cover: CoverSetting,
    /// The level of the last heading in the structure, which may not skip a level.
    pub(super) heading_level: u8,
    /// The number of strips when the last heading or the opening ended: while it is the same, nothing stands below that.
    pub(super) heading_end: usize,
    /// The strips of each heading of the text, for `keep`.
    pub(super) text_headings: Vec<Range<usize>>,
    /// The block after the one that is being set, in the same list of blocks.
    pub(super) following: Option<&'a Block>,
    /// Space above the next strip.
    pub(super) pending_space: Length,
    /// Penalty for a page break before the next strip.
    pub(super) pending_penalty: BreakPenalty,
    /// Destinations at the top of the next strip.
    pub(super) pending_anchors: Vec<String>,
}

impl<'a> Flow<'a> {
    /// The state before the first strip of `section`.
    pub(super) fn new(context: &'a LayoutContext<'a>, section: &'a Section, folios: &'a Folios) -> Self {
        let kind = match section.kind {
            SectionKind::Contribution(_) => StructureType::Article,
            SectionKind::Part { .. } => StructureType::Part,
            SectionKind::Made(_) | SectionKind::Shared(_) => StructureType::Section,
        };
        let mut root = StructureElement::with_lang(kind, Some(&section.lang).filter(|lang| **lang != context.book.work.lang));
        root.span = Some(section.span);
        Self {
            context,
            folios,
            section,
            tagger: Tagger::for_section(root, context.people_page, &section.slug),
            column: Column {
                notes: vec![Vec::new(); section.notes.len()],
                right_to_left: section.lang.is_right_to_left(),
                ..Column::default()
            },
            paragraphs: Vec::new(),
            headings: Vec::new(),
            sink: Diagnostics::new(),
            lang: section.lang.clone(),
            left: Length::ZERO,
            width: context.geometry.text.width,
            body: context.theme.body(),
            enclosing_box: None,
            box_count: 0,
            list_depth: 0,
            follows_paragraph: false,
            follows_summary: false,
            cover: CoverSetting::LARGEST,
            heading_level: 1,
            heading_end: usize::MAX,
            text_headings: Vec::new(),
            following: None,
            pending_space: Length::ZERO,
            pending_penalty: BreakPenalty::Free,
            pending_anchors: vec![section.slug.to_string()],
        }
    }

    /// What setting a paragraph of this section needs, in the language of this place.
    pub(super) fn inline_context(&self) -> InlineContext<'_> {
        self.context.inline_context(&self.lang)
    }

    /// Sizes and styles.
    pub(super) fn theme(&self) -> &'a Theme {
        &self.context.theme
    }

    /// Sets blocks one after the other.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        for (at, block) in blocks.iter().enumerate() {
            self.following = blocks.get(at + 1);
            self.block(block);
        }
    }

    /// Sets a block: the file of its kind is named in `flow`.
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

    /// Asks for space above the next strip: the larger of two requests counts, as with LaTeX's `\addvspace` and the collapsing
    /// margins of CSS.
    pub(super) fn add_vspace(&mut self, length: Length) {
        self.pending_space = self.pending_space.max(length);
    }

    /// Keeps the last strip with the next one: the stronger of two penalties counts.
    pub(super) fn keep_with_next(&mut self, penalty: BreakPenalty) {
        self.pending_penalty = self.pending_penalty.max(penalty);
    }

    /// Adds a strip, with the space, the penalty, the destinations and the box that wait for it.
    pub(super) fn push(&mut self, mut strip: Strip) {
        strip.space = strip.space.max(std::mem::take(&mut self.pending_space));
        strip.break_before = strip.break_before.max(std::mem::take(&mut self.pending_penalty));
        if strip.enclosing_box.is_none() {
            strip.enclosing_box.clone_from(&self.enclosing_box);
        }
        strip.on_grid &= strip.enclosing_box.is_none();
        if !self.pending_anchors.is_empty() {
            let mut anchors = std::mem::take(&mut self.pending_anchors);
            anchors.extend(strip.anchors.take());
            strip.anchors = anchors.into();
        }
        strip.items.shrink_to_fit();
        self.column.strips.push(strip);
    }

    /// Runs `inner` in a column narrower by `left` and `right`.
    pub(super) fn inset(&mut self, left: Length, right: Length, inner: impl FnOnce(&mut Self)) {
        let before = (self.left, self.width);
        self.left += left;
        self.width = (self.width - left - right).max(self.theme().em(400));
        inner(self);
        (self.left, self.width) = before;
    }

    /// Runs `inner` from left to right, whatever the direction of the section: code and bar codes have one direction only. The column keeps
    /// its place on the page, and what `inner` adds to it is not mirrored.
    pub(super) fn left_to_right(&mut self, inner: impl FnOnce(&mut Self)) {
        if !self.column.right_to_left {
            return inner(self);
        }
        let text = self.context.geometry.text.width;
        let (first, left) = (self.column.strips.len(), self.left);
        let lang = std::mem::replace(&mut self.lang, Lang::undetermined());
        self.column.right_to_left = false;
        self.left = text - self.left - self.width;
        inner(self);
        (self.left, self.lang, self.column.right_to_left) = (left, lang, true);
        let added = self.column.strips.iter_mut().skip(first).flat_map(|strip| &mut strip.items);
        added.for_each(|item| item.shape.mirror(text));
    }

    /// Runs `inner` with paragraphs in `style`.
    pub(super) fn with_style(&mut self, style: ParagraphStyle, inner: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.body, style);
        inner(self);
        self.body = before;
    }

    /// Runs `inner` inside a structure element of `kind`.
    pub(super) fn in_element(&mut self, kind: StructureType, inner: impl FnOnce(&mut Self)) {
        self.tagger.enter(StructureElement::new(kind));
        inner(self);
        self.tagger.leave();
    }

    /// `style` no larger than the paragraphs of this place: a quotation in a note is as small as the note.
    pub(super) fn no_larger(&self, mut style: ParagraphStyle) -> ParagraphStyle {
        if style.text.size > self.body.text.size {
            (style.text.size, style.text.leading) = (self.body.text.size, style.text.leading.min(self.body.text.leading));
        }
        style
    }

    /// Puts `penalty` on each page break between the strips from `first` on.
    pub(super) fn keep_together(&mut self, first: usize, penalty: BreakPenalty) {
        for strip in self.column.strips.iter_mut().skip(first + 1) {
            strip.break_before = strip.break_before.max(penalty);
        }
    }

    /// The height of the strips from `first` on, with the space above each.
    pub(super) fn height_since(&self, first: usize) -> Length {
        self.column.strips.iter().skip(first).map(Strip::extent).sum()
    }
}
