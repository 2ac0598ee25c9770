//! Pages made by hand, for tests: a page with every shape and element, and one page to break rules with.

mod file;
mod pictures;
mod rules;
mod second;

use super::write;
use crate::{
    book::{Book, ImageFormat, Lang},
    diagnostic::{Code, Diagnostics},
    fonts::FontSet,
    layout::{
        frame::{Artifact, Content, LinkArea, OutlineEntry, PageTarget, Path, Shape},
        structure::{HeaderScope, ListNumbering, Structure, StructureType as Role},
    },
    pagination::Folio,
    raster::test_pages::{TestPages, book, fonts, place},
    source::Span,
    typeset::{
        color::Color,
        length::{Length, Point},
    },
};
use image::{DynamicImage, ImageFormat as Encoding};
use std::io::Cursor;

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#123456" fill-opacity="0.5"/><text x="1" y="6" font-size="3" font-family="sans-serif">Mot</text></svg>"##;

fn encoded(width: u32, height: u32, encoding: Encoding) -> Vec<u8> {
    let pixels = image::RgbaImage::from_fn(width, height, |x, y| image::Rgba([x as u8, y as u8, 128, 255 - (x % 7) as u8]));
    let pixels = DynamicImage::ImageRgba8(pixels);
    let mut bytes = Cursor::new(Vec::new());
    let pixels = if encoding == Encoding::Jpeg { DynamicImage::ImageRgb8(pixels.into_rgb8()) } else { pixels };
    pixels.write_to(&mut bytes, encoding).expect("pixels that every encoder takes");
    bytes.into_inner()
}

/// A book with a picture of each format, the last one far finer than print.
fn pictured() -> Book {
    book(&[
        (ImageFormat::Jpeg, (30, 30), encoded(30, 30, Encoding::Jpeg)),
        (ImageFormat::Png, (30, 30), encoded(30, 30, Encoding::Png)),
        (ImageFormat::Gif, (30, 30), encoded(30, 30, Encoding::Gif)),
        (ImageFormat::WebP, (30, 30), encoded(30, 30, Encoding::WebP)),
        (ImageFormat::Svg, (10, 10), SVG.as_bytes().to_vec()),
        (ImageFormat::Jpeg, (900, 900), encoded(900, 900, Encoding::Jpeg)),
    ])
}

/// Every shape and every structure type.
fn everything() -> TestPages {
    let mut sheets = TestPages::default();
    let root = Structure::ROOT;
    let part = sheets.element(root, Role::Part);
    let article = sheets.element(part, Role::Article);
    let section = sheets.element(article, Role::Section);
    let mut parent = section;
    for level in 1..=6 {
        let heading = sheets.element(section, Role::Heading(level));
        sheets.line(heading, &format!("Titre de niveau {level}"));
    }

    let paragraph = sheets.element(parent, Role::Paragraph);
    let mark = sheets.line(paragraph, "L’œuvre où l’on coupe un mot en deux à la fin de la li\u{ad}");
    sheets.more(Content::Marked(mark), "gne, sans perdre le fil.");
    for role in [Role::Span, Role::Quote, Role::Code, Role::Emphasis, Role::Strong] {
        let inline = sheets.element(paragraph, role);
        sheets.line(inline, "un passage");
    }
    let english = sheets.element(paragraph, Role::Span);
    sheets.pages.structure.elements[english.0 as usize].attributes_mut().lang = Lang::new("en");
    sheets.pages.structure.elements[english.0 as usize].attributes_mut().actual_text = Some("for instance".to_owned());
    sheets.line(english, "e.g.");

    let reference = sheets.element(paragraph, Role::Reference);
    let link = sheets.element(reference, Role::Link);
    let mark = sheets.line(link, "un lien sur");
    for _line in 0..2 {
        let rect = sheets.area(60, 10);
        let area = LinkArea {
            rect,
            target: PageTarget::Destination("debut".into()),
            description: "Vers le début".into(),
            underline: None,
        };
        sheets.draw(Content::Marked(mark), Shape::link(area));
    }
    sheets.more(Content::Marked(mark), "deux lignes");
    let note = sheets.element(section, Role::Note);
    sheets.pages.structure.elements[note.0 as usize].attributes_mut().id = Some("note-1".to_owned());
    let body = sheets.element(note, Role::Paragraph);
    sheets.line(body, "Une note.");

    sheets.page(Folio::Arabic(2));
    sheets.more(Content::Artifact(Artifact::Header), "Titre courant");
    let quote = sheets.element(section, Role::BlockQuote);
    parent = sheets.element(quote, Role::Paragraph);
    sheets.line(parent, "Une citation.");
    for numbering in [ListNumbering::None, ListNumbering::Dash, ListNumbering::Decimal] {
        let list = sheets.element(section, Role::List(numbering));
        let item = sheets.element(list, Role::ListItem);
        let label = sheets.element(item, Role::ListLabel);
        sheets.line(label, "—");
        let body = sheets.element(item, Role::ListBody);
        sheets.line(body, "Un point.");
    }
    let table = sheets.element(section, Role::Table);
    let caption = sheets.element(table, Role::Caption);
    sheets.line(caption, "Une légende");
    let head = sheets.element(table, Role::TableHead);
    let row = sheets.element(head, Role::TableRow);
    for text in ["Année", "Nombre"] {
        let cell = sheets.element(row, Role::TableHeader(HeaderScope::Column));
        sheets.line(cell, text);
    }
    let rows = sheets.element(table, Role::TableBody);
    let row = sheets.element(rows, Role::TableRow);
    let cell = sheets.element(row, Role::TableHeader(HeaderScope::Row));
    sheets.line(cell, "2015");
    // An empty cell: a mark without content.
    let cell = sheets.element(row, Role::TableData);
    sheets.pages.structure.mark(cell);
    let contents = sheets.element(section, Role::Contents);
    let item = sheets.element(contents, Role::ContentsItem);
    sheets.line(item, "Une entrée");
    let index = sheets.element(section, Role::Index);
    let division = sheets.element(index, Role::Division);
    let web = sheets.element(division, Role::Link);
    let mark = sheets.line(web, "exemple.fr");
    let rect = sheets.area(60, 10);
    let target = PageTarget::Url("https://exemple.fr/".into());
    sheets.draw(Content::Marked(mark), Shape::link(LinkArea { rect, target, description: "exemple.fr".into(), underline: None }));

    sheets.page(Folio::Roman(4));
    for asset in [0, 1, 2, 3, 4, 5, 4, 0] {
        sheets.figure(section, asset, Some("Une image"));
    }
    let chart = sheets.figure(section, 1, Some("Un graphique"));
    let mark = sheets.pages.structure.mark(chart);
    let at = |x, y| Point { x: Length::points(x), y: Length::points(y) };
    let line = vec![at(200, 20), at(240, 20), at(240, 60), at(200, 20)];
    let red = Color { rgb: [200, 0, 0] };
    for (fill, stroke) in [(Some(red), None), (None, Some((Color::BLACK, Length::points(1)))), (None, None)] {
        sheets.draw(Content::Marked(mark), Shape::path(Path { lines: vec![line.clone(), Vec::new()], fill, stroke }));
    }
    let rect = sheets.area(100, 1);
    sheets.draw(Content::Artifact(Artifact::Decoration), Shape::Rule { rect, color: Color { rgb: [120; 3] } });
    sheets.more(Content::Artifact(Artifact::Footer), "iv");
    sheets.page(Folio::Unnumbered);
    sheets.pages.outline[0].children.push(entry(2));
    sheets
}

fn entry(page: usize) -> OutlineEntry {
    OutlineEntry { title: "Suite".into(), destination: place(page), name: String::new(), children: Vec::new() }
}

fn written(book: &Book, sheets: &TestPages) -> (Option<Vec<u8>>, Vec<(Code, Span)>) {
    let mut sink = Diagnostics::new();
    let bytes = write(book, &sheets.pages, &fonts(), &mut sink);
    (bytes, sink.iter().map(|diagnostic| (diagnostic.code, diagnostic.span)).collect())
}

/// One page with one heading: valid, before a test breaks it.
fn plain() -> TestPages {
    let mut sheets = TestPages::default();
    let heading = sheets.element(Structure::ROOT, Role::Heading(1));
    sheets.line(heading, "Titre");
    sheets
}

/// A volume, its pages and its fonts, in which a test breaks one rule.
struct Case {
    book: Book,
    sheets: TestPages,
    fonts: FontSet,
}

/// The diagnostics after `breaks` has broken a rule, and whether a PDF is written nevertheless.
fn broken(breaks: impl FnOnce(&mut Case)) -> (Vec<(Code, Span)>, bool) {
    let mut case = Case { book: pictured(), sheets: plain(), fonts: fonts() };
    breaks(&mut case);
    let mut sink = Diagnostics::new();
    let bytes = write(&case.book, &case.sheets.pages, &case.fonts, &mut sink);
    (sink.iter().map(|diagnostic| (diagnostic.code, diagnostic.span)).collect(), bytes.is_some())
}

/// The span of errors without a place of their own.
const TOME: usize = 999;

/// The image XObjects of a file.
fn images(file: &lopdf::Document) -> impl Iterator<Item = &lopdf::Stream> {
    let streams = file.objects.values().filter_map(|object| object.as_stream().ok());
    streams.filter(|stream| stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).ok() == Some(b"Image"))
}
