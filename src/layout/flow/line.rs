//! Lines: what `paragraph::set` returns becomes strips.
//!
//! Owns where a baseline stands in its strip, the areas of links, and the bonds between the lines of a paragraph.

use crate::{
    book::{Inline, LinkTarget, MadePage, SectionKind, TextId},
    layout::{
        flow::{index::PAGES_JOINED, paragraph_source::ParagraphSource, state::Flow},
        frame::{Artifact, Content, FrameItem, LinkArea, PageTarget, Shape, page_destination},
        strip::{BreakPenalty, Strip, StripStart},
        structure::{ParagraphFormat, StructureElement},
    },
    locale::Argument,
    typeset::{
        length::{Length, Point, Rect, Size},
        line::{Line, LineContent, LineLink, LineTarget, Paragraph},
        mark::MarkId,
        paragraph,
        style::{Align, ParagraphStyle},
    },
};
use std::borrow::Cow;

/// Where the baseline stands below the top of a line of this leading.
pub(super) fn baseline(leading: Length) -> Length {
    leading.of_em(3, 4)
}

impl<'a> Flow<'a> {
    /// Breaks `content` into lines, tagged under the open element.
    pub(super) fn lines(&mut self, content: &[Inline], style: &ParagraphStyle, width: Length) -> Paragraph {
        let marks = self.tagger.marks(content);
        self.wanted(&marks, style, width);
        self.lines_marked(content, style, width, &marks)
    }

    /// Notes what the lines of these marks are set to.
    pub(super) fn wanted(&mut self, marks: &[MarkId], style: &ParagraphStyle, width: Length) {
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return };
        self.tagger.set_paragraph(ParagraphFormat {
            marks: first.0..last.0 + 1,
            width,
            indent: style.indent,
            leading: style.text.leading,
            justified: style.align == Align::Justified && !style.balanced,
        });
    }

    /// Breaks `content` into lines whose marks are given.
    pub(super) fn lines_marked(
        &mut self,
        content: &[Inline],
        style: &ParagraphStyle,
        width: Length,
        marks: &[MarkId],
    ) -> Paragraph {
        let mut sink = std::mem::take(&mut self.sink);
        let set = paragraph::set(content, style, width, marks, &self.inline_context(), &mut sink);
        self.sink = sink;
        set
    }

    /// `style` in the largest size at which `content` stands in this column, no higher than `height` and no word cut.
    pub(super) fn fitted(&self, content: &[Inline], style: &ParagraphStyle, height: Length) -> ParagraphStyle {
        paragraph::shrink_to_fit(content, style, self.width, height, &self.inline_context())
    }

    /// Sets `content` in an element, as strips of the column; says how many.
    pub(super) fn text(&mut self, content: &[Inline], style: &ParagraphStyle, element: StructureElement) -> usize {
        self.set_text(content, style, element).strips.len()
    }

    /// The same; how it was set, for setting it again.
    pub(super) fn set_text<'c>(
        &mut self,
        content: &'c [Inline],
        style: &ParagraphStyle,
        element: StructureElement,
    ) -> ParagraphSource<'c> {
        self.tagger.enter(element);
        let marks = self.tagger.marks(content);
        self.wanted(&marks, style, self.width);
        let set = self.lines_marked(content, style, self.width, &marks);
        self.tagger.leave();
        let (left, leading) = (self.left, style.text.leading);
        let strips = self.strips(&set.lines, left, leading);
        let first = self.column.strips.len();
        let notes: Vec<_> = strips.iter().flat_map(|strip| strip.notes.iter().copied()).collect();
        strips.into_iter().for_each(|strip| self.push(strip));
        self.set_notes(&notes);
        ParagraphSource {
            strips: first..self.column.strips.len(),
            content: Cow::Borrowed(content),
            style: style.clone(),
            marks,
            lang: self.lang.clone(),
            demerits: set.demerits,
        }
    }

    /// The strips of a paragraph's lines.
    pub(super) fn strips(&self, lines: &[Line], left: Length, leading: Length) -> Vec<Strip> {
        let count = lines.len();
        let mut strips: Vec<_> = lines.iter().map(|line| self.strip(line, left, leading)).collect();
        for (index, strip) in strips.iter_mut().enumerate() {
            strip.break_before = bond(index, count);
        }
        strips
    }

    /// The strip of a line; higher than the leading when a picture in it is.
    fn strip(&self, line: &Line, left: Length, leading: Length) -> Strip {
        // Only a picture makes a line higher. The faces of other scripts and of signs name heights that hardly a letter has; their
        // lines keep the distance of all others.
        let pictures = line.items.iter().filter_map(|item| match &item.content {
            LineContent::Picture { rect, .. } => Some(-rect.origin.y),
            LineContent::Glyphs(_) | LineContent::Rule { .. } => None,
        });
        let highest = pictures.max().unwrap_or_default();
        let base = baseline(leading).max(highest - leading.of_em(1, 4));
        let height = base + leading - baseline(leading);
        Strip {
            height,
            items: self.line_items(line, Point { x: left, y: base }),
            notes: line.notes.clone(),
            start: line.start.filter(|(text, _)| *text != TextId::default()).map(|(text, offset)| StripStart::Text(text, offset)),
            hyphenated: line.hyphenated,
            ..Strip::default()
        }
    }

    /// The items of a line whose baseline starts at `origin`.
    pub(super) fn line_items(&self, line: &Line, origin: Point) -> Vec<FrameItem> {
        let mut items: Vec<_> =
            line.items.iter().map(|item| FrameItem::from_line(item, origin, Content::Marked(item.mark))).collect();
        items.extend(line.links.iter().filter_map(|link| self.area(link, line, origin)));
        items
    }

    /// The active area of a link in a line; none for a link that leads nowhere in a PDF.
    fn area(&self, link: &LineLink, line: &Line, origin: Point) -> Option<FrameItem> {
        let (target, description) = match &link.target {
            // All its words, wherever its lines part: they are one link.
            LineTarget::Link(target) => {
                let whole = self.tagger.link(link.mark).map_or_else(|| link.text.clone(), str::to_owned);
                if self.section.kind == SectionKind::Made(MadePage::Index) {
                    self.index_target(&whole)
                } else {
                    (self.page_target(target)?, whole)
                }
            }
            LineTarget::Note(note) => {
                let number = i64::from(note.0) + 1;
                let name = self.note_destination(*note);
                (PageTarget::Destination(name), self.context.words.say("note-number", &[("number", Argument::Number(number))]))
            }
        };
        let rect = Rect {
            origin: Point { x: origin.x + link.start, y: origin.y - line.ascent },
            size: Size { width: link.end - link.start, height: line.ascent + line.descent },
        };
        // A call is raised, and an index is nothing but places: only words of the text need a sign that they lead elsewhere.
        let words = matches!(link.target, LineTarget::Link(_)) && self.section.kind != SectionKind::Made(MadePage::Index);
        let underline = words.then(|| line.ascent + line.descent.of_em(1, 2));
        let shape = Shape::Link(LinkArea { rect, target, description, underline });
        Some(FrameItem { shape, content: Content::Marked(link.mark), span: None })
    }

    /// Where a place of the index leads, and what it says: to the page itself, the first one of several.
    fn index_target(&self, pages: &str) -> (PageTarget, String) {
        let first = pages.split(PAGES_JOINED).next().unwrap_or(pages);
        let said = self.context.words.say("page-label", &[("folio", Argument::Text(pages))]);
        (PageTarget::Destination(page_destination(first)), said)
    }

    /// Where a link leads in a PDF.
    pub(super) fn page_target(&self, target: &LinkTarget) -> Option<PageTarget> {
        match target {
            LinkTarget::Url(url) => Some(PageTarget::Url(url.clone())),
            LinkTarget::Section(section) => Some(PageTarget::Destination(section.to_string())),
            LinkTarget::Anchor { section, anchor } => Some(PageTarget::Destination(format!("{section}.{anchor}"))),
            LinkTarget::Person(person) if self.context.people_page => {
                Some(PageTarget::Destination(self.context.book.person(*person).slug.to_string()))
            }
            LinkTarget::Person(_) | LinkTarget::OtherTome { .. } | LinkTarget::Unresolved(_) => None,
        }
    }
}

/// How the line at `index` of a paragraph of `count` is bonded to the one above it: neither the first nor the last line is left
/// alone, and three together are better than two.
pub(super) fn bond(index: usize, count: usize) -> BreakPenalty {
    match index.min(count.saturating_sub(index)) {
        0 => BreakPenalty::Free,
        1 => BreakPenalty::Never,
        2 => BreakPenalty::Slight,
        _ => BreakPenalty::Free,
    }
}

/// A filled rectangle that belongs to no text.
pub(super) fn rule(x: Length, y: Length, width: Length, height: Length, color: crate::typeset::color::Color) -> FrameItem {
    let rect = Rect { origin: Point { x, y }, size: Size { width, height } };
    FrameItem { shape: Shape::Rule { rect, color }, content: Content::Artifact(Artifact::Decoration), span: None }
}
