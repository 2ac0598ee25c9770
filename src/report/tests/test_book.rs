//! Test pages: what a test needs to build pages by hand, line by line.
#![expect(clippy::unwrap_used, reason = "the values that a test builds are there")]

use crate::{
    book::{Design, Lang},
    diagnostic::Diagnostics,
    fonts::{FaceId, FontSet},
    layout::{
        frame::{Artifact, Content, FrameItem, Page, Pages, Shape},
        geometry::{Geometry, Side},
        structure::{ElementId, ParagraphFormat, Structure, StructureElement, StructureType},
    },
    pagination::{Folio, PageMap},
    report::{Report, analyse_pages, builder::SectionInfo},
    source::SourceMap,
    typeset::{
        color::Color,
        glyphs::Glyph,
        length::{Length, Point, Rect, Size},
        mark::MarkId,
        run::GlyphRun,
    },
};
use skrifa::MetadataProvider as _;

/// A text that nearly fills a line of the default measure.
pub(super) const FULL: &str = "Une ligne de texte courant que l’on étire ainsi jusqu’au bord de la justification";
/// The same, ending with a hyphen of hyphenation.
pub(super) const BROKEN: &str = "Une ligne de texte courant que l’on étire ainsi bien jusqu’au bord de la justifica\u{ad}";

/// A front cover, and the pages that a test adds to it.
pub(super) struct TestBook {
    pub(super) pages: Pages,
    fonts: FontSet,
    pub(super) geometry: Geometry,
}

impl TestBook {
    /// A book of a front cover alone.
    pub(super) fn new() -> Self {
        let structure = Structure::new(Lang::french());
        let pages =
            Pages { pages: Vec::new(), structure, outline: Vec::new(), destinations: Vec::new(), map: PageMap::default() };
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        let mut book = Self { pages, fonts, geometry: Geometry::new(&Design::default()) };
        book.add_page(None);
        book
    }

    /// Adds a page of a section; returns its index.
    pub(super) fn add_page(&mut self, section: Option<usize>) -> usize {
        let index = self.pages.pages.len();
        let folio = Folio::Arabic(u32::try_from(index).unwrap());
        self.pages.pages.push(Page { size: self.geometry.page, folio, section, items: Vec::new(), origin: None });
        index
    }

    /// Adds pages of section 0.
    pub(super) fn add_pages(&mut self, count: usize) {
        (0..count).for_each(|_| _ = self.add_page(Some(0)));
    }

    /// Adds an element to the structure.
    pub(super) fn element(&mut self, parent: ElementId, structure_type: StructureType) -> ElementId {
        self.pages.structure.add(parent, StructureElement::new(structure_type))
    }

    /// A justified paragraph under an element of this type; returns its mark.
    pub(super) fn paragraph(&mut self, structure_type: StructureType) -> MarkId {
        let parent = self.element(Structure::ROOT, structure_type);
        let own = self.element(parent, StructureType::Paragraph);
        let mark = self.pages.structure.mark(own);
        self.pages.structure.paragraphs.push(ParagraphFormat {
            marks: mark.0..mark.0 + 1,
            width: self.geometry.text.width,
            indent: Length::ZERO,
            leading: self.geometry.leading,
            justified: true,
        });
        mark
    }

    /// A justified paragraph of text; returns its mark.
    pub(super) fn text(&mut self) -> MarkId {
        self.paragraph(StructureType::Article)
    }

    /// The baseline of a line of the page; lines count from 0.
    pub(super) fn baseline(&self, line: i64) -> Length {
        self.geometry.top + self.geometry.leading * line + self.geometry.leading.of_em(3, 4)
    }

    /// A justified line.
    pub(super) fn full_line(&mut self, paragraph: MarkId, page: usize, line: i64, text: &str) {
        let y = self.baseline(line);
        let mut run = self.run(text, page, y);
        let spaces = text.matches(' ').count() as i64;
        let natural: Length = run.glyphs.width();
        let (room, mut spaces_so_far) = (self.geometry.text.width - natural, 0);
        let justify = |mut glyph: Glyph| {
            if text[glyph.start as usize..].starts_with(' ') {
                spaces_so_far += 1;
                glyph.advance += room.of_em(spaces_so_far, spaces) - room.of_em(spaces_so_far - 1, spaces);
            }
            glyph
        };
        run.glyphs = run.glyphs.iter().map(justify).collect();
        self.draw(paragraph, page, run);
    }

    /// A line with the spaces of the face, as the last of a paragraph is.
    pub(super) fn last_line(&mut self, paragraph: MarkId, page: usize, line: i64, text: &str) {
        let y = self.baseline(line);
        let run = self.run(text, page, y);
        self.draw(paragraph, page, run);
    }

    /// A paragraph of full lines and a last one, from one line of the page to another.
    pub(super) fn fill(&mut self, page: usize, lines: std::ops::RangeInclusive<i64>) {
        let paragraph = self.text();
        let (first, last) = lines.into_inner();
        (first..last).for_each(|line| self.full_line(paragraph, page, line, FULL));
        self.last_line(paragraph, page, last, "Une dernière ligne.");
    }

    /// A run of the text face with its baseline at `y`.
    pub(super) fn run(&self, text: &str, page: usize, y: Length) -> GlyphRun {
        let face = self.fonts.face(FaceId(0));
        let font = skrifa::FontRef::new(&face.data).unwrap();
        let metrics = font.glyph_metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default());
        let size = Length::millipoints(10_500);
        let glyphs = text.char_indices().map(|(start, character)| {
            let id = font.charmap().map(if character == '\u{ad}' { '-' } else { character }).unwrap_or_default();
            let advance = size.of_em(metrics.advance_width(id).unwrap() as i64, i64::from(face.units_per_em));
            let end = start + character.len_utf8();
            Glyph { id: id.to_u32() as u16, advance, dx: Length::ZERO, dy: Length::ZERO, start: start as u32, end: end as u32 }
        });
        let origin = Point { x: self.geometry.text_origin(Side::of_index(page)).x, y };
        GlyphRun {
            face: FaceId(0),
            size,
            origin,
            glyphs: glyphs.collect(),
            text: text.into(),
            color: Color::BLACK,
            expansion: 0,
            rotated: false,
        }
    }

    /// Adds a run to a page.
    pub(super) fn draw(&mut self, paragraph: MarkId, page: usize, run: GlyphRun) {
        let item = FrameItem { shape: Shape::Glyphs(run), content: Content::Marked(paragraph), span: None };
        self.pages.pages[page].items.push(item);
    }

    /// A picture as wide as the text, from one line to another.
    pub(super) fn picture(&mut self, page: usize, lines: std::ops::Range<i64>) {
        let leading = self.geometry.leading;
        let origin = Point { x: self.geometry.inside, y: self.geometry.top + leading * lines.start };
        let size = Size { width: self.geometry.text.width, height: leading * (lines.end - lines.start) };
        let shape = Shape::Rule { rect: Rect { origin, size }, color: Color::BLACK };
        let content = Content::Artifact(Artifact::Decoration);
        self.pages.pages[page].items.push(FrameItem { shape, content, span: None });
    }

    /// How many lines a page has.
    pub(super) fn lines(&self) -> i64 {
        self.geometry.lines()
    }

    /// The report. Section 0 is a text, section 1 is not.
    pub(super) fn report(&self) -> Report {
        let sections =
            ["a", "b"].map(|slug| SectionInfo { slug: slug.to_owned(), title: slug.to_uppercase(), is_text: slug == "a" });
        analyse_pages(&sections, &self.pages, &self.geometry, &self.fonts)
    }

    /// The name, page and amount of each finding.
    pub(super) fn findings(&self) -> Vec<(&'static str, usize, i64)> {
        self.report().findings.iter().map(|found| (found.kind.name(), found.page, found.amount)).collect()
    }
}

/// A cover, three full pages and a last one, without faults.
pub(super) fn good_pages() -> TestBook {
    let mut book = TestBook::new();
    book.add_pages(4);
    let last = book.lines() - 1;
    (1..=3).for_each(|page| book.fill(page, 0..=last));
    book.fill(4, 0..=9);
    book
}
