//! Text extraction: the glyph runs of the pages become the lines of paragraphs, by the structure element that they belong to.
//!
//! It reads only positions and advances of glyphs, and the measure that the paragraph was set to. It knows no faults. Read next:
//! `paragraphs`.

use crate::{
    fonts::{Face, FontSet},
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

/// The kinds of paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParagraphKind {
    /// Running text, with lists and quotations.
    Text,
    /// A note at the foot of the page.
    Note,
    /// A heading.
    Heading,
    /// Table cells, captions, entries of the contents, code.
    Other,
}

/// A paragraph as it stands on the pages.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    pub(super) kind: ParagraphKind,
    /// The format that it was set to; none for text that was not set as a paragraph.
    pub(super) format: Option<&'a ParagraphFormat>,
    /// In reading order, over as many pages as it takes.
    pub(super) lines: Vec<Line<'a>>,
}

/// A line of a paragraph on a page.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Index of its page.
    pub(super) page: usize,
    /// Its baseline: that of its longest run, in the direction of reading.
    pub(super) baseline: Length,
    /// Whether it runs up the page, in a rotated table, which counts as a drawing.
    pub(super) turned: bool,
    /// The left and right edge of its ink, without what may protrude into the margin.
    edges: Option<(Length, Length)>,
    /// The left and right edge of its ink.
    ink: Option<(Length, Length)>,
    /// The total width of the spaces between its words.
    pub(super) spaces: Length,
    /// The total width that these have in the face.
    pub(super) natural: Length,
    /// Where it begins in the sources.
    pub(super) span: Option<Span>,
    /// The spaces after the last word so far: their width, and that in the face.
    trailing: (Length, Length),
    runs: Vec<&'a GlyphRun>,
}

impl Line<'_> {
    /// Its text; a hyphen of hyphenation is U+00AD.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| &*run.text).collect::<String>().trim().to_owned()
    }

    /// Whether it ends with a hyphen, the author's or one of hyphenation.
    pub(super) fn is_hyphenated(&self) -> bool {
        let last = self.runs.iter().rev().find_map(|run| run.text.chars().rev().find(|character| !character.is_whitespace()));
        last.is_some_and(|last| matches!(last, '\u{ad}' | '-' | '\u{2010}' | '\u{2011}'))
    }

    /// Its word spaces in thousandths of those of the face; none for a line of one word.
    pub(super) fn space_ratio(&self) -> Option<i64> {
        (self.natural > Length::ZERO).then(|| self.spaces.0 * 1_000 / self.natural.0)
    }

    /// The type size of its longest run.
    pub(super) fn size(&self) -> Length {
        self.runs.iter().max_by_key(|run| run.glyphs.len()).map_or(Length::ZERO, |run| run.size)
    }

    /// Its font expansion in ten-thousandths.
    pub(super) fn expansion(&self) -> i32 {
        self.runs.iter().map(|run| run.expansion).max_by_key(|expansion| expansion.abs()).unwrap_or(0)
    }

    /// The left and right edge of its ink.
    pub(super) const fn ink_edges(&self) -> Option<(Length, Length)> {
        self.ink
    }

    /// The width of its ink.
    pub(super) fn ink(&self) -> Length {
        self.ink.map_or(Length::ZERO, |(left, right)| right - left)
    }

    /// The width of its ink without what may protrude into the margin.
    pub(super) fn width(&self) -> Length {
        self.edges.map_or(Length::ZERO, |(left, right)| right - left)
    }
}

/// The advance widths of glyphs in their faces.
pub(super) struct Advances<'a> {
    fonts: &'a FontSet,
    faces: Vec<Option<GlyphMetrics<'a>>>,
}

impl<'a> Advances<'a> {
    pub(super) fn new(fonts: &'a FontSet) -> Self {
        let metrics = |face: &'a Face| {
            let font = skrifa::FontRef::new(&face.data).ok()?;
            Some(font.glyph_metrics(Size::unscaled(), LocationRef::default()))
        };
        Self { fonts, faces: fonts.faces().map(|(_, face)| metrics(face)).collect() }
    }

    /// The advance width of a glyph in the face and size of a run.
    #[expect(clippy::cast_possible_truncation, reason = "advances are whole units, far below 2^53")]
    fn of(&self, run: &GlyphRun, glyph: u16) -> Length {
        let metrics = self.faces.get(usize::from(run.face.0)).and_then(Option::as_ref);
        let units = metrics.and_then(|metrics| metrics.advance_width(skrifa::GlyphId::from(glyph))).unwrap_or_default();
        run.size.of_em(units.round() as i64, i64::from(self.fonts.face(run.face).units_per_em))
    }
}

/// What runs of one paragraph have in common: the paragraph that they were set as, else the element of their mark.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum ParagraphKey {
    Set(usize),
    Element(u32),
}

/// The paragraph of a mark, with its index.
fn paragraph_of(structure: &Structure, mark: MarkId) -> Option<(usize, &ParagraphFormat)> {
    let index = structure.paragraphs.partition_point(|paragraph| paragraph.marks.end <= mark.0);
    let paragraph = structure.paragraphs.get(index)?;
    paragraph.marks.contains(&mark.0).then_some((index, paragraph))
}

/// All paragraphs of the pages, in the order in which they begin.
pub(super) fn paragraphs<'a>(pages: &'a Pages, advances: &Advances<'_>) -> Vec<Paragraph<'a>> {
    let structure = &pages.structure;
    let parents = Parents::new(structure);
    let mut found: Vec<Paragraph<'a>> = Vec::new();
    let mut known: BTreeMap<ParagraphKey, usize> = BTreeMap::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let (Shape::Glyphs(run), Content::Marked(mark)) = (&item.shape, item.content) else { continue };
            let Some(element) = parents.marks.get(mark.0 as usize).copied().flatten() else { continue };
            let set = paragraph_of(structure, mark);
            let key = set.map_or(ParagraphKey::Element(element.0), |(index, _)| ParagraphKey::Set(index));
            let index = *known.entry(key).or_insert_with(|| {
                let format = set.map(|(_, paragraph)| paragraph);
                let kind = parents.kind(element, format.is_some_and(|format| format.justified), structure);
                found.push(Paragraph { kind, format, lines: Vec::new() });
                found.len() - 1
            });
            found[index].add(number, item, run, advances);
        }
    }
    found
}

impl<'a> Paragraph<'a> {
    /// Adds a run to the last line, or begins a new line.
    fn add(&mut self, page: usize, item: &FrameItem, run: &'a GlyphRun, advances: &Advances<'_>) {
        // Superscript figures are raised by a third of an em; the next baseline is farther away than half a line.
        let half = self.format.map_or(run.size, |format| format.leading) / 2;
        let baseline = run.start().y;
        let on_line = |line: &&mut Line<'_>| line.page == page && (line.baseline - baseline).0.abs() < half.0;
        match self.lines.last_mut().filter(on_line) {
            Some(line) => line.add(run, advances),
            None => {
                let mut line = Line {
                    page,
                    baseline,
                    turned: run.rotated,
                    edges: None,
                    ink: None,
                    spaces: Length::ZERO,
                    natural: Length::ZERO,
                    span: item.span,
                    trailing: (Length::ZERO, Length::ZERO),
                    runs: Vec::new(),
                };
                line.add(run, advances);
                self.lines.push(line);
            }
        }
    }
}

impl<'a> Line<'a> {
    /// Adds a run at the end.
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
                    self.trailing.0 += glyph.advance;
                    self.trailing.1 += advances.of(run, glyph.id);
                }
                continue;
            }
            // Only spaces with ink on both sides are between words; those at the end of a line are there for text extraction.
            let (spaces, natural) = std::mem::take(&mut self.trailing);
            if self.edges.is_some() {
                self.spaces += spaces;
                self.natural += natural;
            }
            let (left, right) = self.ink.unwrap_or((start, end));
            self.ink = Some((left.min(start), right.max(end)));
            let (left, right) = self.edges.unwrap_or((end, start));
            let protrudes = may_protrude(shown);
            let slight = if may_protrude_slightly(shown) { glyph.advance.of_em(1, 10) } else { Length::ZERO };
            let left = left.min(if protrudes && index == 0 { end } else { start + slight });
            let right = right.max(if protrudes { start } else { end - slight });
            self.edges = Some((left, right));
        }
    }
}

/// Whether all characters may protrude into the margin entirely.
fn may_protrude(shown: &str) -> bool {
    let protrudes = |character| {
        matches!(character, '-' | '\u{2010}' | '\u{ad}' | '.' | ',' | ':' | ';' | '’' | '‘' | '“' | '”' | '"' | '\'' | '…')
            || matches!(character, '«' | '»' | '‹' | '›' | '–' | '—' | '(' | ')' | '!' | '?' | '*')
    };
    shown.chars().all(protrudes)
}

/// Whether a letter has so much white at its edges that it may protrude by a tenth of its width.
fn may_protrude_slightly(shown: &str) -> bool {
    matches!(shown, "A" | "À" | "Â" | "T" | "V" | "W" | "Y")
}

/// The parent element of each element and of each mark.
struct Parents {
    elements: Vec<Option<ElementId>>,
    marks: Vec<Option<ElementId>>,
}

impl Parents {
    fn new(structure: &Structure) -> Self {
        let mut parents = Self { elements: vec![None; structure.elements.len()], marks: vec![None; structure.marks as usize] };
        for (index, element) in (0_u32..).zip(&structure.elements) {
            for child in &element.children {
                let (list, at) = match child {
                    StructureChild::Element(id) => (&mut parents.elements, id.0),
                    StructureChild::Mark(mark) => (&mut parents.marks, mark.0),
                };
                if let Some(parent) = list.get_mut(at as usize) {
                    *parent = Some(ElementId(index));
                }
            }
        }
        parents
    }

    /// The kind of a paragraph whose first mark is in the element `own`.
    fn kind(&self, own: ElementId, justified: bool, structure: &Structure) -> ParagraphKind {
        let above = |id: &ElementId| self.elements.get(id.0 as usize).copied().flatten();
        let chain = || std::iter::successors(Some(own), above);
        let element = |id: ElementId| &structure.elements[id.0 as usize];
        let is_paragraph =
            chain().any(|id| matches!(element(id).structure_type, StructureType::Paragraph | StructureType::Title));
        let mut kind = if is_paragraph || justified { ParagraphKind::Text } else { ParagraphKind::Other };
        for id in chain() {
            kind = match element(id).structure_type {
                StructureType::Heading(_) => ParagraphKind::Heading,
                StructureType::Note if kind == ParagraphKind::Text => ParagraphKind::Note,
                StructureType::Caption
                | StructureType::Contents
                | StructureType::Table
                | StructureType::Figure
                | StructureType::ListLabel => ParagraphKind::Other,
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
                | StructureType::Title
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
