//! The printer's files, written and read back.

use super::{write_block, write_wrap};
use crate::{
    book::{Book, ImageFormat},
    diagnostic::{Code, Diagnostics},
    layout::{
        frame::{Artifact, Content, FrameItem, LinkArea, PageTarget, Path, Shape},
        structure::{Structure, StructureType as Role},
        volume::{print, wrap},
    },
    pagination::Folio,
    raster::test_pages::{TestPages, book, fonts, place},
    typeset::{
        color::Color,
        length::{Length, Point, Rect, Size},
    },
};
use lopdf::{Dictionary, Document, Object};
use std::io::Cursor;

fn jpeg() -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(900, 900, |x, y| image::Rgb([x as u8, y as u8, 128]));
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("pixels that the encoder takes");
    bytes.into_inner()
}

/// Two covers, and between them a page with a link and a picture of a high resolution.
fn volume() -> (Book, TestPages) {
    let book = book(&[(ImageFormat::Jpeg, (900, 900), jpeg())]);
    let mut sheets = TestPages::default();
    let ground = Rect { origin: Point::default(), size: Size { width: Length::points(300), height: Length::points(200) } };
    sheets.draw(Content::Artifact(Artifact::Decoration), Shape::Rule { rect: ground, color: Color { rgb: [29, 58, 74] } });
    sheets.pages.pages[0].folio = Folio::Unnumbered;
    sheets.page(Folio::Unnumbered);
    sheets.page(Folio::Arabic(1));
    sheets.pages.outline[0].destination = place(2);
    let heading = sheets.element(Structure::ROOT, Role::Heading(1));
    sheets.line(heading, "Titre");
    let link = sheets.element(Structure::ROOT, Role::Link);
    let mark = sheets.line(link, "un lien");
    let rect = sheets.area(60, 10);
    let target = PageTarget::Url("https://exemple.fr/".to_owned());
    sheets.draw(
        Content::Marked(mark),
        Shape::link(LinkArea { rect, target, description: "exemple.fr".to_owned(), underline: None }),
    );
    sheets.figure(Structure::ROOT, 0, Some("Une image"));
    sheets.page(Folio::Unnumbered);
    let summary = sheets.element(Structure::ROOT, Role::Paragraph);
    sheets.line(summary, "Quatrième de couverture.");
    (book, sheets)
}

fn sides(page: &Dictionary, name: &str) -> Vec<f32> {
    let array = page.get(name.as_bytes()).and_then(Object::as_array).expect("a box");
    array.iter().map(|side| (side.as_float().expect("a number") * 10.0).round() / 10.0).collect()
}

fn pages(file: &Document) -> Vec<Dictionary> {
    file.get_pages().values().map(|id| file.get_dictionary(*id).expect("a page").clone()).collect()
}

#[test]
fn the_block_has_boxes_and_no_links() {
    let (book, sheets) = volume();
    let block = print::book_block(&sheets.pages, &book.design.print, false);
    let mut sink = Diagnostics::new();
    let bytes = write_block(&book, &block, &fonts(), &mut sink).expect("a PDF").to_vec();
    assert_eq!(sink.iter().count(), 0, "{sink:?}");
    let file = Document::load_mem(&bytes).expect("a PDF that others read");
    let pages = pages(&file);
    assert_eq!(pages.len(), 2, "one page and a blank one that fills its leaf");
    for page in &pages {
        // A page of 300 by 450 points, 3 mm of bleed, 8 mm for the marks.
        assert_eq!(sides(page, "MediaBox"), [0.0, 0.0, 362.4, 512.4]);
        assert_eq!(sides(page, "BleedBox"), [22.7, 22.7, 339.7, 489.7]);
        assert_eq!(sides(page, "TrimBox"), [31.2, 31.2, 331.2, 481.2]);
        assert!(!page.has(b"Annots"));
    }
    let kinds: Vec<_> =
        file.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"S").ok()?.as_name().ok()).collect();
    assert!(kinds.contains(&&b"H1"[..]) && !kinds.contains(&&b"Link"[..]));
    let streams = file.objects.values().filter_map(|object| object.as_stream().ok());
    assert!(streams.clone().any(|stream| stream.content == *book.assets[0].bytes.read()), "all pixels of the picture");
}

#[test]
fn text_rules_and_tints_of_the_block_are_black_ink_only() {
    let (book, mut sheets) = volume();
    let area = sheets.area(60, 10);
    let tint = Shape::Rule { rect: area, color: Color { rgb: [0xf4, 0xf2, 0xed] } };
    let lines = vec![vec![area.origin, Point { x: Length::points(90), ..area.origin }]];
    let line = Path { lines, fill: None, stroke: Some((Color { rgb: [200, 0, 0] }, Length::points(1))) };
    for page in 0..sheets.pages.pages.len() {
        for shape in [tint.clone(), Shape::Path(Box::new(line.clone()))] {
            let content = Content::Artifact(Artifact::Decoration);
            sheets.pages.pages[page].items.push(FrameItem { shape, content, span: None });
        }
    }
    let block = print::book_block(&sheets.pages, &book.design.print, false);
    let bytes = write_block(&book, &block, &fonts(), &mut Diagnostics::new()).expect("a PDF").to_vec();
    let file = Document::load_mem(&bytes).expect("a PDF that others read");
    let mut greys = Vec::new();
    for page in file.get_pages().values() {
        let content = file.get_page_content(*page);
        for operation in lopdf::content::Content::decode(&content).expect("operators").operations {
            // Device greys, which the output intent leaves to the black plate (ISO 19005-2, 6.2.4.3); no other colour operator.
            match operation.operator.as_str() {
                "g" | "G" => greys.push((operation.operator, operation.operands[0].as_float().expect("a number"))),
                "rg" | "RG" | "k" | "K" | "cs" | "CS" | "sc" | "SC" | "scn" | "SCN" | "sh" => panic!("{operation:?}"),
                _ => {}
            }
        }
    }
    // A page begins with black.
    for wanted in [("g", 0.949), ("G", 0.169)] {
        assert!(greys.iter().any(|(operator, grey)| (operator.as_str(), *grey) == wanted), "{wanted:?}: {greys:?}");
    }
}

#[test]
fn the_wrap_is_one_sheet_with_a_spine() {
    let (mut book, sheets) = volume();
    book.design.print.paper = Some(crate::book::Paper { weight: 100, bulk: 1_500 });
    // Only a volume among others has its number on the spine.
    let other = book.work.tomes[0].clone();
    book.work.tomes.push(other);
    let fonts = fonts();
    let made = || {
        let mut sink = Diagnostics::new();
        let wrap = wrap::compose_wrap_cover(&book, &fonts, &sheets.pages, 320, &mut sink);
        (write_wrap(&book, &wrap, &fonts, &mut sink).expect("a PDF").to_vec(), sink)
    };
    let (bytes, sink) = made();
    assert_eq!(sink.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::WrapWithoutIsbn]);
    assert_eq!(made().0, bytes);
    let file = Document::load_mem(&bytes).expect("a PDF that others read");
    let [page] = &pages(&file)[..] else { panic!("one page") };
    // Covers as the design has them, 160 by 240 mm, and 160 leaves of 150 micrometres: 344 by 240 mm.
    let trimmed = sides(page, "TrimBox");
    assert_eq!([trimmed[2] - trimmed[0], trimmed[3] - trimmed[1]].map(f32::round), [975.0, 680.0]);
    let text = file.extract_text(&[1]).expect("text");
    for words in ["Quatrième de couverture.", "Un livre à l’essai", "Tome"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
