//! Pages as they were printed: where each ends, what stands last on it, whether facing pages are level.
//!
//! A page's foot is where its lowest line or drawing ends. A line ends a quarter of its leading below its baseline, so that text,
//! pictures and grounds can be compared.

use crate::{
    layout::{
        frame::{Artifact, Content, FrameItem, Page, Pages, Shape},
        geometry::{Geometry, Side},
    },
    report::{
        figures::count,
        finding::FindingKind,
        found::{Found, Subject},
        lines::{Kind, Line, Paragraph},
    },
    typeset::length::{Length, Point, Rect, Size},
};

/// A last page should have as many lines as this.
const LAST_LINES: usize = 4;
/// A heading wants as many lines below it as this.
const LINES_BELOW: usize = 2;
/// A page may be as many lines short as this, for the sake of the next.
const SHORT: i64 = 2;

/// What stands on a page.
#[derive(Default)]
struct Sheet<'a> {
    lines: Vec<Placed<'a>>,
    notes: Vec<&'a Line<'a>>,
    drawings: Vec<Rect>,
}

/// A line of the text, with what it belongs to.
struct Placed<'a> {
    kind: Kind,
    line: &'a Line<'a>,
    /// Whether its paragraph goes on below it.
    goes_on: bool,
}

/// Where a page ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Foot {
    y: Length,
    ends_with: Ending,
}

/// What a page ends with: cells, captions and code stand on lines of their own, as drawings do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Text,
    Note,
    Drawing,
}

pub(super) fn look_over<'a>(
    pages: &Pages,
    paragraphs: &'a [Paragraph<'a>],
    geometry: &Geometry,
    subjects: &[Subject],
    found: &mut Found<'_>,
) {
    let sheets = sheets(pages, paragraphs, geometry);
    let is_text = |page: usize| {
        let section = pages.pages.get(page).and_then(|page| page.section);
        section.and_then(|section| subjects.get(section)).is_some_and(|subject| subject.is_text)
    };
    for (page, sheet) in sheets.iter().enumerate() {
        if pages.pages[page].section.is_none() {
            continue;
        }
        if found.runs_on(page) {
            headings_at_foot(page, sheet, found);
            hyphen_at_foot(page, sheet, found);
            if is_text(page) {
                hole(page, sheet, geometry, found);
            }
        } else {
            short_last_page(page, sheet, pages, found);
        }
    }
    // The front cover is a right-hand page: facing pages are an odd index and the next.
    for verso in (1..sheets.len().saturating_sub(1)).step_by(2) {
        if found.runs_on(verso) && found.runs_on(verso + 1) && is_text(verso) {
            spread(verso, [&sheets[verso], &sheets[verso + 1]], geometry, found);
        }
    }
}

fn sheets<'a>(pages: &Pages, paragraphs: &'a [Paragraph<'a>], geometry: &Geometry) -> Vec<Sheet<'a>> {
    let mut sheets: Vec<Sheet<'a>> = pages.pages.iter().map(|_| Sheet::default()).collect();
    for paragraph in paragraphs {
        for (index, line) in paragraph.lines.iter().enumerate().filter(|(_, line)| !line.turned) {
            let Some(sheet) = sheets.get_mut(line.page) else { continue };
            let goes_on = index + 1 < paragraph.lines.len();
            match paragraph.kind {
                Kind::Note => sheet.notes.push(line),
                Kind::Text | Kind::Heading | Kind::Other => sheet.lines.push(Placed { kind: paragraph.kind, line, goes_on }),
            }
        }
    }
    for (sheet, page) in sheets.iter_mut().zip(&pages.pages) {
        // A label of a note is not a line of the text, though it is not one of the note's paragraphs either.
        if let Some(top) = sheet.notes.iter().map(|note| note.baseline).min() {
            let half = geometry.leading / 2;
            sheet.lines.retain(|placed| placed.line.baseline < top - half);
        }
        let notes = sheet.note_top(geometry);
        sheet.drawings = page.items.iter().filter_map(|item| drawing(item, page)).collect();
        // The rule between text and notes belongs to the notes.
        sheet.drawings.retain(|rect| notes.is_none_or(|top| rect.origin.y + rect.size.height < top - geometry.leading));
    }
    sheets
}

/// The area of a drawing; none for text, for what is not seen, and for a ground under the whole page.
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
        // A line that runs up the page.
        Shape::Glyphs(run) if run.turned => {
            let (start, end) = (run.start(), run.end());
            let size = Size { width: run.size, height: end.x - start.x };
            Rect { origin: Point { x: run.origin.x - run.size, y: run.origin.y - size.height }, size }
        }
        Shape::Glyphs(_) | Shape::Link(_) => return None,
    };
    (rect.size.width < page.size.width).then_some(rect)
}

impl Sheet<'_> {
    /// Where the text above the notes ends.
    fn text_foot(&self, geometry: &Geometry) -> Option<Foot> {
        let drawn = self.drawings.iter().map(|rect| rect.origin.y + rect.size.height).max();
        let drawn = drawn.map(|y| Foot { y, ends_with: Ending::Drawing });
        let Some(last) = self.last() else { return drawn };
        let y = last.line.baseline + geometry.leading / 4;
        // The ground of a box that goes on reaches two fifths of a line below its last line.
        if let Some(drawn) = drawn.filter(|drawn| drawn.y > y + geometry.leading.of_em(9, 20)) {
            return Some(drawn);
        }
        let ends_with = match last.kind {
            Kind::Text => Ending::Text,
            Kind::Heading | Kind::Note | Kind::Other => Ending::Drawing,
        };
        Some(Foot { y, ends_with })
    }

    /// Where the page ends.
    fn foot(&self, geometry: &Geometry) -> Option<Foot> {
        let note = self.notes.iter().map(|note| note.baseline).max();
        match note {
            Some(baseline) => Some(Foot { y: baseline + geometry.leading / 5, ends_with: Ending::Note }),
            None => self.text_foot(geometry),
        }
    }

    /// The top of the first note.
    fn note_top(&self, geometry: &Geometry) -> Option<Length> {
        let first = self.notes.iter().map(|note| note.baseline).min()?;
        Some(first - geometry.leading.of_em(3, 5))
    }

    /// The line that stands lowest, notes apart.
    fn last(&self) -> Option<&Placed<'_>> {
        self.lines.iter().max_by_key(|placed| placed.line.baseline)
    }
}

/// Headings without two lines of text below them; a picture or a table below is as good.
fn headings_at_foot(page: usize, sheet: &Sheet<'_>, found: &mut Found<'_>) {
    for heading in sheet.lines.iter().filter(|placed| placed.kind == Kind::Heading && !placed.goes_on_here(sheet)) {
        let from = heading.line.baseline;
        let mut below: Vec<Length> = sheet
            .lines
            .iter()
            .filter(|placed| placed.kind != Kind::Heading && placed.line.baseline > from)
            .map(|placed| placed.line.baseline)
            .collect();
        below.sort_unstable();
        below.dedup();
        let high = heading.line.size() * LINES_BELOW as i64;
        let drawn = sheet.drawings.iter().any(|rect| rect.origin.y >= from && rect.size.height > high);
        if below.len() < LINES_BELOW && !drawn {
            let line = heading.line;
            found.push(FindingKind::HeadingAtFoot, page, line.span, line.text(), count(below.len()));
        }
    }
}

impl Placed<'_> {
    /// Whether the next line of its paragraph is on the same page.
    fn goes_on_here(&self, sheet: &Sheet<'_>) -> bool {
        let next = |other: &Placed<'_>| other.kind == self.kind && other.line.baseline > self.line.baseline;
        self.goes_on && sheet.lines.iter().any(next)
    }
}

/// A page whose last line ends with a hyphen.
fn hyphen_at_foot(page: usize, sheet: &Sheet<'_>, found: &mut Found<'_>) {
    let Some(last) = sheet.last().filter(|last| last.kind == Kind::Text && last.goes_on && last.line.is_hyphenated()) else {
        return;
    };
    let kind = match Side::of_index(page) {
        Side::Recto => FindingKind::RectoHyphen,
        Side::Verso => FindingKind::VersoHyphen,
    };
    found.push(kind, page, last.line.span, last.line.text(), 1);
}

/// A page that is short although its section goes on, at its foot or above its notes.
fn hole(page: usize, sheet: &Sheet<'_>, geometry: &Geometry, found: &mut Found<'_>) {
    let bottom = geometry.top + geometry.text.height;
    // Notes stand at the foot, a line and a quarter below the text.
    let limit = sheet.note_top(geometry).map_or(bottom, |top| top - geometry.leading.of_em(5, 4));
    let gap = limit - sheet.text_foot(geometry).map_or(geometry.top, |foot| foot.y);
    if gap > geometry.leading * SHORT + geometry.leading / 2 {
        let (span, text) = sheet.last().map_or((None, String::new()), |last| (last.line.span, last.line.text()));
        found.push(FindingKind::Hole, page, span, text, lines_of(gap, geometry));
    }
}

fn short_last_page(page: usize, sheet: &Sheet<'_>, pages: &Pages, found: &mut Found<'_>) {
    let section = pages.pages[page].section;
    let is_first = page.checked_sub(1).and_then(|before| pages.pages.get(before)).is_none_or(|before| before.section != section);
    if is_first || sheet.drawings.iter().any(|rect| rect.size.height > Length::points(30)) {
        return;
    }
    let mut baselines: Vec<Length> = sheet.lines.iter().map(|placed| placed.line.baseline).collect();
    baselines.sort_unstable();
    baselines.dedup();
    if baselines.len() < LAST_LINES {
        let (span, text) = sheet.last().map_or((None, String::new()), |last| (last.line.span, last.line.text()));
        found.push(FindingKind::ShortLastPage, page, span, text, count(baselines.len()));
    }
}

/// Two facing pages that run on: level when they end at the same height.
fn spread(verso: usize, sheets: [&Sheet<'_>; 2], geometry: &Geometry, found: &mut Found<'_>) {
    let [Some(left), Some(right)] = sheets.map(|sheet| sheet.foot(geometry)) else { return };
    let apart = Length((left.y - right.y).0.abs());
    // Lines of text stand on the same line or they do not; notes have another leading; the foot of a picture is not a baseline.
    let tolerance = match (left.ends_with, right.ends_with) {
        (Ending::Text, Ending::Text) => Length::points(1),
        (Ending::Drawing, _) | (_, Ending::Drawing) => geometry.leading / 2,
        (Ending::Note, _) | (_, Ending::Note) => geometry.leading / 4,
    };
    let is_level = apart <= tolerance;
    if let Some(figures) = found.figures(verso) {
        figures.spreads += 1;
        figures.level_spreads += usize::from(is_level);
    }
    if !is_level {
        let short = if left.y < right.y { 0 } else { 1 };
        let (span, text) = sheets[short].last().map_or((None, String::new()), |last| (last.line.span, last.line.text()));
        found.push(FindingKind::UnevenSpread, verso + short, span, text, lines_of(apart, geometry));
    }
}

/// A height in thousandths of a line.
fn lines_of(height: Length, geometry: &Geometry) -> i64 {
    height.0 * 1_000 / geometry.leading.0.max(1)
}
