//! From what was placed to paragraphs and lines: glyph runs gathered by the element of the structure that they belong to.
//!
//! It reads positions and advances of glyphs only; of what the paragraph was meant to be it takes the measure. Read next: `text`.

use crate::{
    fonts::FontSet,
    layout::{
        frame::{Content, FrameItem, Pages, Shape},
        structure::{ElementId, ParagraphFormat, Structure, StructureChild, StructureType},
    },
    source::Span,
    typeset::{length::Length, mark::MarkId, run::GlyphRun},
};
use skrifa::{
    MetadataProvider as _,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};
use std::collections::BTreeMap;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text, lists and quotations: what a reader reads line after line.
    Text,
    /// A note at the foot.
    Note,
    /// A heading.
    Heading,
    /// Cells, captions, lines of the contents, code.
    Other,
}

/// A paragraph as it was placed.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    pub(super) kind: Kind,
    pub(super) wanted: Option<&'a ParagraphFormat>,
    /// In reading order, over as many pages as it takes.
    pub(super) lines: Vec<Line<'a>>,
}

/// A line of a paragraph on a page.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Index of its page.
    pub(super) page: usize,
    /// Its baseline: that of its longest run, as one has it who turns a turned page.
    pub(super) baseline: Length,
    /// Whether it runs up the page: it stands in a table that is a drawing to the page.
    pub(super) turned: bool,
    /// Left and right edge of what is seen in it, without the signs that may hang at its ends.
    edges: Option<(Length, Length)>,
    /// Both edges with the signs that hang.
    ink: Option<(Length, Length)>,
    /// Width of the spaces between its words, and what the faces give them.
    pub(super) spaces: Length,
    pub(super) natural: Length,
    /// Where it begins in the sources.
    pub(super) span: Option<Span>,
    /// Spaces after the last word so far.
    waiting: (Length, Length),
    runs: Vec<&'a GlyphRun>,
}

impl Line<'_> {
    /// Its characters; a hyphen that was added is U+00AD.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| &*run.text).collect::<String>().trim().to_owned()
    }

    /// Whether it ends with a hyphen, whoever put it there.
    pub(super) fn is_hyphenated(&self) -> bool {
        let last = self.runs.iter().rev().find_map(|run| run.text.chars().rev().find(|character| !character.is_whitespace()));
        last.is_some_and(|last| matches!(last, '\u{ad}' | '-' | '\u{2010}' | '\u{2011}'))
    }

    /// Word spaces in thousandths of what the faces give them; none for a line of one word.
    pub(super) fn stretch(&self) -> Option<i64> {
        (self.natural > Length::ZERO).then(|| self.spaces.0 * 1_000 / self.natural.0)
    }

    /// The size of its longest run.
    pub(super) fn size(&self) -> Length {
        self.runs.iter().max_by_key(|run| run.glyphs.len()).map_or(Length::ZERO, |run| run.size)
    }

    /// How much wider its letters are than the face has them, in ten-thousandths.
    pub(super) fn widening(&self) -> i32 {
        self.runs.iter().map(|run| run.widening).max_by_key(|widening| widening.abs()).unwrap_or(0)
    }

    /// Width of what is seen, with the signs that hang.
    pub(super) fn ink(&self) -> Length {
        self.ink.map_or(Length::ZERO, |(left, right)| right - left)
    }

    /// Width of what is seen, without the signs that may hang.
    pub(super) fn width(&self) -> Length {
        self.edges.map_or(Length::ZERO, |(left, right)| right - left)
    }
}

/// The advances that faces give their glyphs.
pub(super) struct Advances<'a> {
    fonts: &'a FontSet,
    faces: Vec<Option<GlyphMetrics<'a>>>,
}

impl<'a> Advances<'a> {
    pub(super) fn new(fonts: &'a FontSet) -> Self {
        let metrics = |face: &'a crate::fonts::Face| {
            let font = skrifa::FontRef::new(&face.data).ok()?;
            Some(font.glyph_metrics(Size::unscaled(), LocationRef::default()))
        };
        Self { fonts, faces: fonts.faces().map(|(_, face)| metrics(face)).collect() }
    }

    #[expect(clippy::cast_possible_truncation, reason = "advances are whole units, far below 2^53")]
    fn of(&self, run: &GlyphRun, glyph: u16) -> Length {
        let metrics = self.faces.get(usize::from(run.face.0)).and_then(Option::as_ref);
        let units = metrics.and_then(|metrics| metrics.advance_width(skrifa::GlyphId::from(glyph))).unwrap_or_default();
        run.size.of_em(units.round() as i64, i64::from(self.fonts.face(run.face).units_per_em))
    }
}

/// What makes runs lines of one paragraph: being set as one, else the element that holds their mark.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Set(usize),
    Element(u32),
}

/// The paragraph that a mark was set with.
fn set_with(structure: &Structure, mark: MarkId) -> Option<(usize, &ParagraphFormat)> {
    let index = structure.paragraphs.partition_point(|paragraph| paragraph.marks.end <= mark.0);
    let paragraph = structure.paragraphs.get(index)?;
    paragraph.marks.contains(&mark.0).then_some((index, paragraph))
}

/// Every paragraph of the pages, in the order in which they begin.
pub(super) fn paragraphs<'a>(pages: &'a Pages, advances: &Advances<'_>) -> Vec<Paragraph<'a>> {
    let structure = &pages.structure;
    let owners = Owners::new(structure);
    let mut found: Vec<Paragraph<'a>> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let (Shape::Glyphs(run), Content::Marked(mark)) = (&item.shape, item.content) else { continue };
            let Some(element) = owners.marks.get(mark.0 as usize).copied().flatten() else { continue };
            let set = set_with(structure, mark);
            let key = set.map_or(Key::Element(element.0), |(index, _)| Key::Set(index));
            let index = *known.entry(key).or_insert_with(|| {
                let wanted = set.map(|(_, paragraph)| paragraph);
                let kind = owners.kind(element, wanted.is_some_and(|wanted| wanted.justified), structure);
                found.push(Paragraph { kind, wanted, lines: Vec::new() });
                found.len() - 1
            });
            found[index].add(number, item, run, advances);
        }
    }
    found
}

impl<'a> Paragraph<'a> {
    /// Adds a run to the last line, or begins one.
    fn add(&mut self, page: usize, item: &FrameItem, run: &'a GlyphRun, advances: &Advances<'_>) {
        // Raised figures stand on a third of an em; the next baseline is farther than half a line.
        let half = self.wanted.map_or(run.size, |wanted| wanted.leading) / 2;
        let baseline = run.start().y;
        let on_line = |line: &&mut Line<'_>| line.page == page && (line.baseline - baseline).0.abs() < half.0;
        match self.lines.last_mut().filter(on_line) {
            Some(line) => line.add(run, advances),
            None => {
                let mut line = Line {
                    page,
                    baseline,
                    turned: run.turned,
                    edges: None,
                    ink: None,
                    spaces: Length::ZERO,
                    natural: Length::ZERO,
                    span: item.span,
                    waiting: (Length::ZERO, Length::ZERO),
                    runs: Vec::new(),
                };
                line.add(run, advances);
                self.lines.push(line);
            }
        }
    }
}

impl<'a> Line<'a> {
    fn add(&mut self, run: &'a GlyphRun, advances: &Advances<'_>) {
        if self.runs.iter().all(|other| other.glyphs.len() < run.glyphs.len()) {
            self.baseline = run.start().y;
        }
        self.runs.push(run);
        let mut pen = run.start().x;
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let (start, end) = (pen, pen + glyph.advance);
            pen = end;
            let shown = run.text.get(glyph.start as usize..glyph.end as usize).unwrap_or_default();
            if shown.chars().all(char::is_whitespace) {
                if shown == " " {
                    self.waiting.0 += glyph.advance;
                    self.waiting.1 += advances.of(run, glyph.id);
                }
                continue;
            }
            // Only spaces with something on both sides are between words: those at a line's end are there to be copied.
            let (spaces, natural) = std::mem::take(&mut self.waiting);
            if self.edges.is_some() {
                self.spaces += spaces;
                self.natural += natural;
            }
            let (left, right) = self.ink.unwrap_or((start, end));
            self.ink = Some((left.min(start), right.max(end)));
            let (left, right) = self.edges.unwrap_or((end, start));
            let hangs = may_hang(shown);
            let slope = if slopes(shown) { glyph.advance.of_em(1, 10) } else { Length::ZERO };
            let left = left.min(if hangs && index == 0 { end } else { start + slope });
            let right = right.max(if hangs { start } else { end - slope });
            self.edges = Some((left, right));
        }
    }
}

/// Signs that a typographer lets stand in the margin.
fn may_hang(shown: &str) -> bool {
    let hangs = |character| {
        matches!(character, '-' | '\u{2010}' | '\u{ad}' | '.' | ',' | ':' | ';' | '’' | '‘' | '“' | '”' | '"' | '\'' | '…')
            || matches!(character, '«' | '»' | '‹' | '›' | '–' | '—' | '(' | ')' | '!' | '?' | '*')
    };
    shown.chars().all(hangs)
}

/// Letters whose foot or shoulder is so far from their edge that they may stand out by a tenth of their width.
fn slopes(shown: &str) -> bool {
    matches!(shown, "A" | "À" | "Â" | "T" | "V" | "W" | "Y")
}

/// Which element holds each mark as a paragraph.
struct Owners {
    parents: Vec<Option<ElementId>>,
    marks: Vec<Option<ElementId>>,
}

impl Owners {
    fn new(structure: &Structure) -> Self {
        let mut owners = Self { parents: vec![None; structure.elements.len()], marks: vec![None; structure.marks as usize] };
        for (index, element) in (0_u32..).zip(&structure.elements) {
            for child in &element.children {
                let (list, at) = match child {
                    StructureChild::Element(id) => (&mut owners.parents, id.0),
                    StructureChild::Mark(mark) => (&mut owners.marks, mark.0),
                };
                if let Some(parent) = list.get_mut(at as usize) {
                    *parent = Some(ElementId(index));
                }
            }
        }
        owners
    }

    /// What a paragraph is whose first mark `own` holds.
    fn kind(&self, own: ElementId, justified: bool, structure: &Structure) -> Kind {
        let above = |id: &ElementId| self.parents.get(id.0 as usize).copied().flatten();
        let chain = || std::iter::successors(Some(own), above);
        let element = |id: ElementId| &structure.elements[id.0 as usize];
        let is_paragraph = chain().any(|id| element(id).structure_type == StructureType::Paragraph);
        let mut kind = if is_paragraph || justified { Kind::Text } else { Kind::Other };
        for id in chain() {
            kind = match element(id).structure_type {
                StructureType::Heading(_) => Kind::Heading,
                StructureType::Note if kind == Kind::Text => Kind::Note,
                StructureType::Caption
                | StructureType::Contents
                | StructureType::Table
                | StructureType::Figure
                | StructureType::ListLabel => Kind::Other,
                StructureType::Note
                | StructureType::Document
                | StructureType::Part
                | StructureType::Article
                | StructureType::Section
                | StructureType::Division
                | StructureType::BlockQuote
                | StructureType::ContentsItem
                | StructureType::Index
                | StructureType::Paragraph
                | StructureType::List(_)
                | StructureType::ListItem
                | StructureType::ListBody
                | StructureType::TableRow
                | StructureType::TableHeader(_)
                | StructureType::TableData
                | StructureType::TableHead
                | StructureType::TableBody
                | StructureType::Span
                | StructureType::Quote
                | StructureType::Reference
                | StructureType::Link
                | StructureType::Code
                | StructureType::Emphasis
                | StructureType::Strong => kind,
            };
        }
        kind
    }
}
