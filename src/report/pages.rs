//! Faults of pages: headings at the foot, hyphens at the foot, short pages, spreads that are not level.
//!
//! A page ends where its lowest line or drawing ends. A line ends a quarter of its leading below its baseline, so that text,
//! pictures and backgrounds can be compared. It does not know how pages were broken.

use crate::{
    layout::{
        frame::{Artifact, Content, FrameItem, Page, Pages, Shape},
        geometry::{Geometry, Side},
    },
    report::{
        builder::{ReportBuilder, SectionInfo},
        extraction::{Line, Paragraph, ParagraphKind},
        finding::FindingKind,
        statistics::amount,
    },
    typeset::length::{Length, Point, Rect, Size},
};

/// How many lines a last page should have.
const LEAST_LAST_LINES: usize = 4;
/// How many lines a heading should have below it.
const LINES_BELOW: usize = 2;
/// By how many lines a page may be short, for the sake of the next.
const MOST_SHORT: i64 = 2;

/// The content of a page, without running head and folio.
#[derive(Default)]
struct PageContent<'a> {
    /// The lines of the text.
    lines: Vec<PageLine<'a>>,
    /// The lines of the notes.
    notes: Vec<&'a Line<'a>>,
    /// The areas of pictures, rules and backgrounds.
    drawings: Vec<Rect>,
}

/// A line of the text, with the kind of its paragraph.
struct PageLine<'a> {
    kind: ParagraphKind,
    line: &'a Line<'a>,
    /// Whether another line of its paragraph follows.
    continues: bool,
}

/// Where the content of a page ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Foot {
    y: Length,
    last_item: LastItem,
}

/// What a page ends with. Table cells, captions and code are not on the line grid, and so count as drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LastItem {
    Text,
    Note,
    Drawing,
}

/// Adds the faults of all pages to the report, and counts spreads.
pub(super) fn analyse<'a>(
    pages: &Pages,
    paragraphs: &'a [Paragraph<'a>],
    geometry: &Geometry,
    sections: &[SectionInfo],
    report: &mut ReportBuilder<'_>,
) {
    let contents = page_contents(pages, paragraphs, geometry);
    let is_text = |page: usize| {
        let section = pages.pages.get(page).and_then(|page| page.section);
        section.and_then(|section| sections.get(section)).is_some_and(|section| section.is_text)
    };
    for (page, content) in contents.iter().enumerate() {
        if pages.pages[page].section.is_none() {
            continue;
        }
        if report.continues_after(page) {
            headings_at_foot(page, content, report);
            hyphen_at_foot(page, content, report);
            if is_text(page) {
                short_page(page, content, geometry, report);
            }
        } else {
            short_last_page(page, content, pages, report);
        }
    }
    // The front cover, at index 0, is a recto: facing pages are an odd index and the next.
    for verso in (1..contents.len().saturating_sub(1)).step_by(2) {
        if report.continues_after(verso) && report.continues_after(verso + 1) && is_text(verso) {
            spread(verso, [&contents[verso], &contents[verso + 1]], geometry, report);
        }
    }
}

/// Sorts lines and drawings into pages.
fn page_contents<'a>(pages: &Pages, paragraphs: &'a [Paragraph<'a>], geometry: &Geometry) -> Vec<PageContent<'a>> {
    let mut contents: Vec<PageContent<'a>> = pages.pages.iter().map(|_| PageContent::default()).collect();
    for paragraph in paragraphs {
        for (index, line) in paragraph.lines.iter().enumerate().filter(|(_, line)| !line.turned) {
            let Some(content) = contents.get_mut(line.page) else { continue };
            let continues = index + 1 < paragraph.lines.len();
            match paragraph.kind {
                ParagraphKind::Note => content.notes.push(line),
                ParagraphKind::Text | ParagraphKind::Heading | ParagraphKind::Other => {
                    content.lines.push(PageLine { kind: paragraph.kind, line, continues })
                }
            }
        }
    }
    for (content, page) in contents.iter_mut().zip(&pages.pages) {
        // The label of a note belongs to none of the note's paragraphs, but it is no line of the text either.
        if let Some(top) = content.notes.iter().map(|note| note.baseline).min() {
            let half = geometry.leading / 2;
            content.lines.retain(|line| line.line.baseline < top - half);
        }
        let notes = content.note_top(geometry);
        content.drawings = page.items.iter().filter_map(|item| drawing(item, page)).collect();
        // The rule between text and notes is no drawing of the text.
        content.drawings.retain(|rect| notes.is_none_or(|top| rect.origin.y + rect.size.height < top - geometry.leading));
    }
    contents
}

/// The area of a drawing; none for text, for what is invisible, and for a background of the whole page.
fn drawing(item: &FrameItem, page: &Page) -> Option<Rect> {
    if matches!(item.content, Content::Artifact(Artifact::Header | Artifact::Footer)) {
        return None;
    }
    let rect = match &item.shape {
        Shape::Rule { rect, .. } | Shape::Image { rect, .. } => *rect,
        Shape::Path(path) => {
            let points = || path.lines.iter().flatten();
            let (left, right) = (points().map(|point| point.x).min()?, points().map(|point| point.x).max()?);
            let (top, foot) = (points().map(|point| point.y).min()?, points().map(|point| point.y).max()?);
            Rect { origin: Point { x: left, y: top }, size: Size { width: right - left, height: foot - top } }
        }
        // A rotated line.
        Shape::Glyphs(run) if run.rotated => {
            let (start, end) = (run.start(), run.end());
            let size = Size { width: run.size, height: end.x - start.x };
            Rect { origin: Point { x: run.origin.x - run.size, y: run.origin.y - size.height }, size }
        }
        Shape::Glyphs(_) | Shape::Link(_) => return None,
    };
    (rect.size.width < page.size.width).then_some(rect)
}

impl PageContent<'_> {
    /// Where the text above the notes ends.
    fn text_foot(&self, geometry: &Geometry) -> Option<Foot> {
        let drawn = self.drawings.iter().map(|rect| rect.origin.y + rect.size.height).max();
        let drawn = drawn.map(|y| Foot { y, last_item: LastItem::Drawing });
        let Some(last) = self.last_line() else { return drawn };
        let y = last.line.baseline + geometry.leading / 4;
        // The background of a box that continues on the next page extends two fifths of a line below its last line.
        if let Some(drawn) = drawn.filter(|drawn| drawn.y > y + geometry.leading.of_em(9, 20)) {
            return Some(drawn);
        }
        let last_item = match last.kind {
            ParagraphKind::Text => LastItem::Text,
            ParagraphKind::Heading | ParagraphKind::Note | ParagraphKind::Other => LastItem::Drawing,
        };
        Some(Foot { y, last_item })
    }

    /// Where the page ends, with its notes.
    fn foot(&self, geometry: &Geometry) -> Option<Foot> {
        let note = self.notes.iter().map(|note| note.baseline).max();
        match note {
            Some(baseline) => Some(Foot { y: baseline + geometry.leading / 5, last_item: LastItem::Note }),
            None => self.text_foot(geometry),
        }
    }

    /// The top of the first note.
    fn note_top(&self, geometry: &Geometry) -> Option<Length> {
        let first = self.notes.iter().map(|note| note.baseline).min()?;
        Some(first - geometry.leading.of_em(3, 5))
    }

    /// The lowest line of the text.
    fn last_line(&self) -> Option<&PageLine<'_>> {
        self.lines.iter().max_by_key(|line| line.line.baseline)
    }
}

/// Headings with fewer than two lines of text below them; a picture or a table is as good.
fn headings_at_foot(page: usize, content: &PageContent<'_>, report: &mut ReportBuilder<'_>) {
    for heading in content.lines.iter().filter(|line| line.kind == ParagraphKind::Heading && !line.continues_on(content)) {
        let from = heading.line.baseline;
        let mut below: Vec<Length> = content
            .lines
            .iter()
            .filter(|line| line.kind != ParagraphKind::Heading && line.line.baseline > from)
            .map(|line| line.line.baseline)
            .collect();
        below.sort_unstable();
        below.dedup();
        let two_lines = heading.line.size() * LINES_BELOW as i64;
        let has_drawing = content.drawings.iter().any(|rect| rect.origin.y >= from && rect.size.height > two_lines);
        if below.len() < LINES_BELOW && !has_drawing {
            let line = heading.line;
            report.add(FindingKind::HeadingAtFoot, page, line.span, line.text(), amount(below.len()));
        }
    }
}

impl PageLine<'_> {
    /// Whether the next line of its paragraph is on the same page.
    fn continues_on(&self, content: &PageContent<'_>) -> bool {
        let is_below = |other: &PageLine<'_>| other.kind == self.kind && other.line.baseline > self.line.baseline;
        self.continues && content.lines.iter().any(is_below)
    }
}

/// A page whose last line of text ends with a hyphen.
fn hyphen_at_foot(page: usize, content: &PageContent<'_>, report: &mut ReportBuilder<'_>) {
    let Some(last) =
        content.last_line().filter(|last| last.kind == ParagraphKind::Text && last.continues && last.line.is_hyphenated())
    else {
        return;
    };
    let kind = match Side::of_index(page) {
        Side::Recto => FindingKind::RectoHyphen,
        Side::Verso => FindingKind::VersoHyphen,
    };
    report.add(kind, page, last.line.span, last.line.text(), 1);
}

/// A page that is short, at its foot or above its notes, although its section continues.
fn short_page(page: usize, content: &PageContent<'_>, geometry: &Geometry, report: &mut ReportBuilder<'_>) {
    let bottom = geometry.top + geometry.text.height;
    // The gap between text and notes is a line and a quarter.
    let limit = content.note_top(geometry).map_or(bottom, |top| top - geometry.leading.of_em(5, 4));
    let gap = limit - content.text_foot(geometry).map_or(geometry.top, |foot| foot.y);
    if gap > geometry.leading * MOST_SHORT + geometry.leading / 2 {
        let (span, text) = content.last_line().map_or((None, String::new()), |last| (last.line.span, last.line.text()));
        report.add(FindingKind::ShortPage, page, span, text, thousandths_of_line(gap, geometry));
    }
}

/// A last page with few lines.
fn short_last_page(page: usize, content: &PageContent<'_>, pages: &Pages, report: &mut ReportBuilder<'_>) {
    let section = pages.pages[page].section;
    let is_first = page.checked_sub(1).and_then(|before| pages.pages.get(before)).is_none_or(|before| before.section != section);
    if is_first || content.drawings.iter().any(|rect| rect.size.height > Length::points(30)) {
        return;
    }
    let mut baselines: Vec<Length> = content.lines.iter().map(|line| line.line.baseline).collect();
    baselines.sort_unstable();
    baselines.dedup();
    if baselines.len() < LEAST_LAST_LINES {
        let (span, text) = content.last_line().map_or((None, String::new()), |last| (last.line.span, last.line.text()));
        report.add(FindingKind::ShortLastPage, page, span, text, amount(baselines.len()));
    }
}

/// Two facing pages of a text that continues after them: they are level when they end at the same height.
fn spread(verso: usize, contents: [&PageContent<'_>; 2], geometry: &Geometry, report: &mut ReportBuilder<'_>) {
    let [Some(left), Some(right)] = contents.map(|content| content.foot(geometry)) else { return };
    let difference = Length((left.y - right.y).0.abs());
    // Lines of text are on the same grid line or not; notes have another leading; the foot of a picture is no baseline.
    let tolerance = match (left.last_item, right.last_item) {
        (LastItem::Text, LastItem::Text) => Length::points(1),
        (LastItem::Drawing, _) | (_, LastItem::Drawing) => geometry.leading / 2,
        (LastItem::Note, _) | (_, LastItem::Note) => geometry.leading / 4,
    };
    let is_level = difference <= tolerance;
    if let Some(statistics) = report.statistics(verso) {
        statistics.spreads += 1;
        statistics.level_spreads += usize::from(is_level);
    }
    if !is_level {
        let short = if left.y < right.y { 0 } else { 1 };
        let (span, text) = contents[short].last_line().map_or((None, String::new()), |last| (last.line.span, last.line.text()));
        report.add(FindingKind::UnevenSpread, verso + short, span, text, thousandths_of_line(difference, geometry));
    }
}

/// A height in thousandths of a line.
fn thousandths_of_line(height: Length, geometry: &Geometry) -> i64 {
    height.0 * 1_000 / geometry.leading.0.max(1)
}
