//! A book and pages built by hand, for tests: just enough layout for every shape and every structure element.

use crate::{
    book::{
        Accessibility, Asset, AssetId, Book, ContributionKind, Contributor, ContributorId, Date, Design, ImageFormat, Inline,
        Isbn, Isbns, Lang, Legal, Name, Publisher, RichText, Section, SectionKind, Slug, Subject, Tome, TomeSummary, Work,
    },
    diagnostic::Diagnostics,
    fonts::{FaceId, FontSet},
    layout::{
        frame::{Content, Destination, FrameItem, OutlineEntry, Page, Pages, Shape},
        structure::{ElementId, Structure, StructureElement, StructureType},
    },
    pagination::{Folio, PageMap},
    source::{SourceId, SourceMap, Span},
    typeset::{
        color::Color,
        glyphs::Glyph,
        length::{Length, Point, Rect, Size},
        mark::MarkId,
        run::GlyphRun,
    },
};
use skrifa::MetadataProvider as _;

/// The face of the text.
pub const FACE: FaceId = FaceId(0);

/// A span with this number, to recognise it in diagnostics.
pub fn span(number: usize) -> Span {
    Span::new(SourceId::from_index(0), number..number + 1)
}

/// The built-in fonts.
pub fn fonts() -> FontSet {
    FontSet::load(&SourceMap::new(), &mut Diagnostics::new())
}

/// A volume by two editors, with these pictures.
pub fn book(pictures: &[(ImageFormat, (u32, u32), Vec<u8>)]) -> Book {
    let text = |text: &str| -> RichText { vec![Inline::text(text, span(0))] };
    let person = |given: &str, family: &str| Contributor {
        slug: Slug::from_text(family),
        name: Name::Person { given: given.into(), family: family.into(), sort: family.into() },
        role: Vec::new(),
        organisation: Vec::new(),
        handles: Vec::new(),
        links: Vec::new(),
        portrait: None,
        bio: Vec::new(),
        long_bio: Vec::new(),
        span: span(0),
    };
    let id = Slug::from_text("tome1");
    Book {
        work: Work {
            title: text("Un livre à l’essai"),
            subtitle: Vec::new(),
            lang: Lang::french(),
            editors: vec![ContributorId(0), ContributorId(1)],
            collective: Some("& Collectif".to_owned()),
            publisher: Publisher { name: "Maison d’essai & fils".to_owned(), ..Publisher::default() },
            rights: text("© 2015 les auteurs"),
            hashtag: None,
            collection: "Essais".to_owned(),
            subjects: vec![Subject::parse("essai"), Subject::parse("épreuve")],
            legal: Legal::default(),
            tomes: vec![TomeSummary { id: id.clone(), number: 1 }],
            contact: None,
            signatures: Vec::new(),
        },
        tome: Tome {
            id,
            number: 1,
            title: text("Premier tome"),
            subtitle: Vec::new(),
            date: Date::parse("2015-11").expect("a date"),
            modified: Date::parse("2015-11").expect("a date"),
            isbn: Isbns { pdf: Isbn::parse("978-2-9550378-6-7"), ..Isbns::default() },
            cover: None,
            summary: vec![text("Un résumé.")],
            accessibility: Accessibility::default(),
            span: span(999),
        },
        sections: Vec::new(),
        people: vec![person("Ada", "Premier"), person("Blaise", "Second")],
        tiers: Vec::new(),
        supporters: Vec::new(),
        assets: pictures
            .iter()
            .enumerate()
            .map(|(index, (format, size, bytes))| Asset {
                path: format!("images/{index}").into(),
                bytes: bytes.as_slice().into(),
                format: *format,
                size: *size,
                stored: crate::picture::read_header(bytes).map(|header| header.stored).unwrap_or_default(),
                span: Span::whole(SourceId::from_index(index + 1)),
            })
            .collect(),
        design: Design::default(),
    }
}

/// An empty text with this slug.
pub fn section(slug: &str) -> Section {
    Section::new(Slug::from_text(slug), SectionKind::Contribution(ContributionKind::Text), Lang::french(), Vec::new(), span(0))
}

/// Pages under construction.
pub struct TestPages {
    pub pages: Pages,
    fonts: FontSet,
    y: i64,
}

impl Default for TestPages {
    /// One empty page, with an outline entry for it.
    fn default() -> Self {
        let pages = Pages {
            pages: Vec::new(),
            structure: Structure::new(Lang::french()),
            outline: vec![OutlineEntry {
                title: "Début".to_owned(),
                destination: place(0),
                name: "debut".to_owned(),
                children: Vec::new(),
            }],
            destinations: vec![("debut".to_owned(), place(0))],
            map: PageMap::default(),
        };
        let mut test_pages = Self { pages, fonts: fonts(), y: 0 };
        test_pages.page(Folio::Arabic(1));
        test_pages
    }
}

impl TestPages {
    /// Starts a page.
    pub fn page(&mut self, folio: Folio) {
        let size = Size { width: Length::points(300), height: Length::points(450) };
        self.pages.pages.push(Page { size, folio, section: None, items: Vec::new(), origin: None });
        self.y = 20;
    }

    /// Adds an element under `parent`.
    pub fn element(&mut self, parent: ElementId, role: StructureType) -> ElementId {
        let mut element = StructureElement::new(role);
        element.span = Some(span(self.pages.structure.elements.len()));
        self.pages.structure.add(parent, element)
    }

    /// Adds a shape to the last page.
    pub fn draw(&mut self, content: Content, shape: Shape) {
        let span = Some(span(500 + self.y as usize));
        self.pages.pages.last_mut().expect("a page").items.push(FrameItem { shape, content, span });
    }

    /// Sets a line under a new mark of `parent`.
    pub fn line(&mut self, parent: ElementId, text: &str) -> MarkId {
        let mark = self.pages.structure.mark(parent);
        self.more(Content::Marked(mark), text);
        mark
    }

    /// Sets another line of the same content.
    pub fn more(&mut self, content: Content, text: &str) {
        self.y += 12;
        let run = self.run(text, 10, self.y);
        self.draw(content, Shape::Glyphs(run));
    }

    fn run(&self, text: &str, size: i64, y: i64) -> GlyphRun {
        let face = self.fonts.face(FACE);
        let font = skrifa::FontRef::new(&face.data).expect("a font");
        let metrics = font.glyph_metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default());
        let size = Length::points(size);
        let glyphs = text
            .char_indices()
            .map(|(start, character)| {
                // A hyphen at the end of a line is U+00AD in the text.
                let shown = if character == '\u{ad}' { '-' } else { character };
                let id = font.charmap().map(shown).unwrap_or_default();
                let advance = metrics.advance_width(id).unwrap_or_default() as i64;
                Glyph {
                    id: id.to_u32() as u16,
                    advance: size.of_em(advance, i64::from(face.units_per_em)),
                    dx: Length::ZERO,
                    dy: Length::ZERO,
                    start: start as u32,
                    end: (start + character.len_utf8()) as u32,
                }
            })
            .collect();
        let origin = Point { x: Length::points(20), y: Length::points(y) };
        GlyphRun { face: FACE, size, expansion: 0, origin, glyphs, text: text.into(), color: Color::BLACK, rotated: false }
    }

    /// A rectangle under the last line.
    pub fn area(&mut self, width: i64, height: i64) -> Rect {
        let origin = Point { x: Length::points(20), y: Length::points(self.y + 2) };
        self.y += height;
        Rect { origin, size: Size { width: Length::points(width), height: Length::points(height) } }
    }

    /// Adds a picture as a figure with the alternative text `alt`.
    pub fn figure(&mut self, parent: ElementId, asset: u32, alt: Option<&str>) -> ElementId {
        let figure = self.element(parent, StructureType::Figure);
        self.pages.structure.elements[figure.0 as usize].attributes_mut().alt = alt.map(str::to_owned);
        let mark = self.pages.structure.mark(figure);
        let rect = self.area(40, 40);
        self.draw(Content::Marked(mark), Shape::Image { asset: AssetId(asset), rect });
        figure
    }
}

/// The top of a page.
pub fn place(page: usize) -> Destination {
    Destination { page, point: Point::default() }
}
