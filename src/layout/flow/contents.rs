//! The table of contents: title, leaders and folio, then the authors; each entry is a link.

use crate::{
    book::{Contents, ContentsEntry, Inline, SectionKind},
    layout::{
        flow::{line::baseline, state::Flow},
        frame::{Artifact, Content, FrameItem, LinkArea, PageTarget, Shape},
        strip::{BreakPenalty, Strip},
        structure::{StructureElement, StructureType},
    },
    typeset::{
        length::{Length, Point, Rect, Size},
        mark::MarkId,
        style::{Align, Figures, ParagraphStyle, TextStyle},
    },
};

impl<'a> Flow<'a> {
    /// Sets the table of contents. In the structure (`TOC`, `TOCI`) the contents of a part are inside the part's item.
    pub(super) fn contents(&mut self, contents: &'a Contents) {
        let leading = self.theme().leading;
        let mut above: Option<u8> = None;
        let mut parts: Vec<u8> = Vec::new();
        self.tagger.enter(StructureElement::new(StructureType::Contents));
        for (index, entry) in contents.entries.iter().enumerate() {
            let depth = entry.depth;
            let opens_part = contents.entries.get(index + 1).is_some_and(|next| next.depth > depth);
            // Half a line above each part, and above what follows the last entry of a part.
            let opens_group = opens_part || above.is_some_and(|above| above > depth);
            while parts.pop_if(|part| *part >= depth).is_some() {
                self.close_part();
            }
            self.add_vspace(leading.of_em(1, if opens_group { 2 } else { 8 }));
            self.tagger.enter(StructureElement::new(StructureType::ContentsItem));
            self.contents_entry(entry, opens_part);
            if opens_part {
                self.tagger.enter(StructureElement::new(StructureType::Contents));
                parts.push(depth);
            } else {
                self.tagger.leave();
            }
            above = Some(depth);
        }
        parts.iter().for_each(|_| self.close_part());
        self.tagger.leave();
        self.follows_paragraph = false;
    }

    /// Closes the elements of a part: its contents and its item.
    fn close_part(&mut self) {
        self.tagger.leave();
        self.tagger.leave();
    }

    fn contents_entry(&mut self, entry: &'a ContentsEntry, opens_part: bool) {
        let target = &self.context.book.sections[entry.section];
        let is_part = matches!(target.kind, SectionKind::Part { .. });
        let style = if is_part { self.theme().contents_part() } else { self.theme().contents() };
        let folio = self.first_folio(entry.section);
        let room = self.theme().em(300);
        let edge = self.theme().em(130) * i64::from(entry.depth);
        self.tagger.enter(StructureElement::new(StructureType::Reference));
        let mut link = StructureElement::new(StructureType::Link);
        link.attributes_mut().alt = Some(crate::book::plain_text(&entry.title));
        self.tagger.enter(link);
        let area = self.tagger.mark();
        let title = self.break_lines(&entry.title, &style, self.width - edge - room);
        let number = self.break_lines(&self.generated_text(&folio, target.span), &folio_style(&style), room);
        let authors = self.break_lines(&entry.authors, &self.theme().contents_authors(), self.width - edge - room);
        self.tagger.leave();
        self.tagger.leave();
        let first = self.column.strips.len();
        let left = self.left + edge;
        let mut strips = self.line_strips(&title.lines, left, style.text.leading);
        if let (Some(last), Some(line), Some(number)) = (strips.last_mut(), title.lines.last(), number.lines.first()) {
            let base = baseline(style.text.leading);
            last.items.append(&mut self.line_items(number, Point { x: self.left + self.width - room, y: base }));
            if !is_part {
                last.items.append(&mut self.leaders(edge + line.width, self.width - number.width, base));
            }
        }
        strips.extend(self.line_strips(&authors.lines, left, self.theme().contents_authors().text.leading));
        for mut strip in strips {
            strip.items.push(self.entry_area(&strip, area, entry));
            self.push(strip);
        }
        self.keep_together(first, BreakPenalty::Never);
        if opens_part {
            self.keep_with_next(BreakPenalty::Never);
        }
    }

    /// The folio of the first page of a section; an en dash before it has pages.
    fn first_folio(&self, section: usize) -> String {
        self.folios.sections.get(section).copied().flatten().map_or_else(|| "–".to_owned(), |(first, _)| first.label())
    }

    /// The leaders from the end of the title to the folio. Their dots are aligned from line to line, as with TeX's `\leaders`.
    fn leaders(&mut self, from: Length, to: Length, base: Length) -> Vec<FrameItem> {
        let (raster, gap) = (self.theme().em(70), self.theme().em(60));
        let style = self.theme().contents();
        let dot = self.break_marked_lines(&self.generated_text(".", self.section.span), &style, raster, &[MarkId(0)]);
        let Some(dot) = dot.lines.first() else { return Vec::new() };
        let mut leaders = Vec::new();
        let mut slot = (from + gap).0 / raster.0 + 1;
        while raster * slot + dot.width < to - gap {
            leaders.append(&mut self.line_items(dot, Point { x: self.left + raster * slot, y: base }));
            slot += 1;
        }
        for item in &mut leaders {
            item.content = Content::Artifact(Artifact::Decoration);
        }
        leaders
    }

    /// The active area over a strip of an entry.
    fn entry_area(&self, strip: &Strip, mark: MarkId, entry: &ContentsEntry) -> FrameItem {
        let target = &self.context.book.sections[entry.section];
        let shape = Shape::link(LinkArea {
            rect: Rect {
                origin: Point { x: self.left, y: Length::ZERO },
                size: Size { width: self.width, height: strip.height },
            },
            target: PageTarget::Destination(target.slug.to_string()),
            description: crate::book::plain_text(&entry.title),
            underline: None,
        });
        FrameItem { shape, content: Content::Marked(mark), span: entry.title.first().map(Inline::span) }
    }
}

/// The style of folios: tabular lining figures at the right edge, so that their digits are aligned.
fn folio_style(style: &ParagraphStyle) -> ParagraphStyle {
    let text = TextStyle { figures: Figures::LiningTabular, ..style.text.clone() };
    ParagraphStyle { align: Align::End, text, ..style.clone() }
}
