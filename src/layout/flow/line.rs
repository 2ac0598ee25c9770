//! Lines: what `typeset::paragraph` returns becomes strips.
//!
//! Owns where a baseline is in its strip, the active areas of links, and the penalties against widows and orphans.

use crate::{
    book::{Inline, LinkTarget, MadePage, SectionKind, TextId, web_address},
    layout::{
        flow::{index::PAGE_RANGE_DASH, paragraph_source::ParagraphSource, state::Flow},
        frame::{Artifact, Content, FrameItem, LinkArea, PageTarget, Shape, page_destination},
        strip::{BreakPenalty, Strip, StripStart},
        structure::{ParagraphFormat, StructureElement},
    },
    locale::Argument,
    source::Span,
    typeset::{
        length::{Length, Point, Rect, Size},
        line::{Line, LineContent, LineLink, LineTarget, Paragraph},
        mark::MarkId,
        paragraph,
        style::{Align, ParagraphStyle},
    },
};
use std::borrow::Cow;

/// The distance from the top of a line to its baseline.
pub(super) fn baseline(leading: Length) -> Length {
    leading.of_em(3, 4)
}

impl<'a> Flow<'a> {
    /// Breaks `content` into lines, tagged under the open element.
    pub(super) fn break_lines(&mut self, content: &[Inline], style: &ParagraphStyle, width: Length) -> Paragraph {
        let marks = self.tagger.marks(content);
        self.record_format(&marks, style, width);
        self.break_marked_lines(content, style, width, &marks)
    }

    /// Records for `report` to which measure and style the content of these marks is set.
    pub(super) fn record_format(&mut self, marks: &[MarkId], style: &ParagraphStyle, width: Length) {
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return };
        self.tagger.record_format(ParagraphFormat {
            marks: first.0..last.0 + 1,
            width,
            indent: style.indent,
            leading: style.text.leading,
            justified: style.align == Align::Justified && !style.balanced,
        });
    }

    /// Breaks `content` into lines; `marks` are those of its inlines, in order.
    pub(super) fn break_marked_lines(
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

    /// `style` in the largest size at which `content` fits the column, no higher than `height` and without a broken word.
    pub(super) fn fitted(&self, content: &[Inline], style: &ParagraphStyle, height: Length) -> ParagraphStyle {
        paragraph::shrink_to_fit(content, style, self.width, height, &self.inline_context())
    }

    /// Sets `content` in `element`, as strips of the column, and then the notes called in it. Returns what it was set from, where its
    /// strips are and the demerits of its lines.
    pub(super) fn set_text<'c>(
        &mut self,
        content: &'c [Inline],
        style: &ParagraphStyle,
        element: StructureElement,
    ) -> ParagraphSource<'c> {
        let set = self.set_words(content, style, element);
        let notes = self.notes_called_in(set.strips.clone());
        self.set_notes(&notes);
        set
    }

    /// The same without the notes, for what the structure follows with something else.
    pub(super) fn set_words<'c>(
        &mut self,
        content: &'c [Inline],
        style: &ParagraphStyle,
        element: StructureElement,
    ) -> ParagraphSource<'c> {
        self.tagger.enter(element);
        let marks = self.tagger.marks(content);
        self.record_format(&marks, style, self.width);
        let set = self.break_marked_lines(content, style, self.width, &marks);
        self.tagger.leave();
        let (left, leading) = (self.left, style.text.leading);
        let strips = self.line_strips(&set.lines, left, leading);
        let first = self.column.strips.len();
        strips.into_iter().for_each(|strip| self.push(strip));
        ParagraphSource {
            strips: first..self.column.strips.len(),
            content: Cow::Borrowed(content),
            style: style.clone(),
            marks,
            lang: self.lang.clone(),
            demerits: set.demerits,
        }
    }

    /// The strips of a paragraph's lines, with the penalties between them.
    pub(super) fn line_strips(&self, lines: &[Line], left: Length, leading: Length) -> Vec<Strip> {
        let count = lines.len();
        let mut strips: Vec<_> = lines.iter().map(|line| self.line_strip(line, left, leading)).collect();
        for (index, strip) in strips.iter_mut().enumerate() {
            strip.break_before = interline_penalty(index, count);
        }
        strips
    }

    /// The strip of a line: as high as the leading, or higher if a picture in it is.
    fn line_strip(&self, line: &Line, left: Length, leading: Length) -> Strip {
        // Only a picture makes a line higher. Fonts of other scripts and of symbols declare heights that hardly a glyph reaches; their
        // lines keep the leading.
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
            notes: line.notes.clone().into(),
            start: line_start(line),
            hyphenated: line.hyphenated,
            ..Strip::default()
        }
    }

    /// The items of a line whose measure begins at `origin`, the areas of its links last.
    ///
    /// In a column from right to left each item is at the mirror image of its place in the line, because the column will be mirrored.
    pub(super) fn line_items(&self, line: &Line, origin: Point) -> Vec<FrameItem> {
        let mut items: Vec<_> =
            line.items.iter().map(|item| FrameItem::from_line(item, origin, Content::Marked(item.mark))).collect();
        items.extend(line.links.iter().filter_map(|link| self.link_area(link, line, origin)));
        if self.column.right_to_left {
            items.iter_mut().for_each(|item| item.shape.mirror(origin.x * 2 + line.measure));
        }
        items
    }

    /// The active area of a link in a line; none for a link that leads nowhere in a PDF.
    fn link_area(&self, link: &LineLink, line: &Line, origin: Point) -> Option<FrameItem> {
        let (target, description) = match &link.target {
            // The description has all words of the link, also when it runs over several lines.
            LineTarget::Link(target) => {
                let whole = self.tagger.link_alt(link.mark).map_or_else(|| link.text.clone(), str::to_owned);
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
        // A note call is raised, and every folio of an index is a link: only words of the text are underlined.
        let is_underlined = matches!(link.target, LineTarget::Link(_)) && self.section.kind != SectionKind::Made(MadePage::Index);
        let underline = is_underlined.then(|| line.ascent + line.descent.of_em(1, 2));
        let shape = Shape::link(LinkArea { rect, target, description, underline });
        Some(FrameItem { shape, content: Content::Marked(link.mark), span: Some(link.span) })
    }

    /// The target and the description of the link on folios of the index: it leads to the first of their pages.
    fn index_target(&self, pages: &str) -> (PageTarget, String) {
        let first = pages.split(PAGE_RANGE_DASH).next().unwrap_or(pages);
        let said = self.context.words.say("page-label", &[("folio", Argument::Text(pages))]);
        (PageTarget::Destination(page_destination(first)), said)
    }

    /// Generated text: a label, a folio.
    pub(super) fn generated_text(&self, text: &str, span: Span) -> [Inline; 1] {
        [Inline::text(text, span)]
    }

    /// Where a link leads in a PDF; none when it leads nowhere there.
    pub(super) fn page_target(&self, target: &LinkTarget) -> Option<PageTarget> {
        match target {
            LinkTarget::Url(url) => web_address(url).map(PageTarget::Url),
            LinkTarget::Section(section) => Some(PageTarget::Destination(section.to_string())),
            LinkTarget::Anchor { section, anchor } => Some(PageTarget::Destination(format!("{section}.{anchor}"))),
            LinkTarget::Person(person) if self.context.people_page => {
                Some(PageTarget::Destination(self.context.book.person(*person).slug.to_string()))
            }
            LinkTarget::Person(_) | LinkTarget::OtherTome { .. } | LinkTarget::Unresolved(_) => None,
        }
    }
}

/// Where a line begins in the text; none in words of our own.
pub(super) fn line_start(line: &Line) -> Option<StripStart> {
    let (text, offset) = line.start.filter(|(text, _)| *text != TextId::default())?;
    Some(StripStart::Text(text, u32::try_from(offset).unwrap_or(u32::MAX)))
}

/// The penalty for a page break before the line at `index` of a paragraph of `count` lines (TeX's `\clubpenalty` and
/// `\widowpenalty`): no break leaves its first or last line alone, and three lines together are better than two.
pub(super) fn interline_penalty(index: usize, count: usize) -> BreakPenalty {
    match index.min(count.saturating_sub(index)) {
        0 => BreakPenalty::Free,
        1 => BreakPenalty::Never,
        2 => BreakPenalty::Slight,
        _ => BreakPenalty::Free,
    }
}

/// A filled rectangle, as an artifact.
pub(super) fn rule(x: Length, y: Length, width: Length, height: Length, color: crate::typeset::color::Color) -> FrameItem {
    let rect = Rect { origin: Point { x, y }, size: Size { width, height } };
    FrameItem { shape: Shape::Rule { rect, color }, content: Content::Artifact(Artifact::Decoration), span: None }
}
