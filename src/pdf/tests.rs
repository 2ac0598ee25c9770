//! Pages made by hand, written and read back; and each rule broken once.

use super::{write, write_with};
use crate::{
    book::{Book, ImageFormat, Inline, Lang},
    diagnostic::{Code, Diagnostics},
    fonts::FontSet,
    layout::{
        frame::{Artifact, Content, LinkArea, OutlineEntry, PageTarget, Path, Shape},
        structure::{HeaderScope, ListNumbering, Structure, StructureChild, StructureType as Role},
    },
    memo::Memo,
    pagination::Folio,
    picture::svg::data_url,
    raster::sheet::{FACE, Sheets, book, fonts, place, span},
    source::{SourceMap, Span},
    typeset::{
        color::Color,
        glyphs::Glyph,
        length::{Length, Point},
        mark::MarkId,
        run::GlyphRun,
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

/// Every shape and every role.
fn everything() -> Sheets {
    let mut sheets = Sheets::new();
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
    sheets.pages.structure.elements[english.0 as usize].lang = Lang::new("en");
    sheets.pages.structure.elements[english.0 as usize].actual_text = Some("for instance".to_owned());
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
        sheets.draw(Content::Marked(mark), Shape::Link(area));
    }
    sheets.more(Content::Marked(mark), "deux lignes");
    let note = sheets.element(section, Role::Note);
    sheets.pages.structure.elements[note.0 as usize].id = Some("note-1".to_owned());
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
    // An empty cell: a mark that nothing is drawn for.
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
    sheets.draw(Content::Marked(mark), Shape::Link(LinkArea { rect, target, description: "exemple.fr".into(), underline: None }));

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
        sheets.draw(Content::Marked(mark), Shape::Path(Path { lines: vec![line.clone(), Vec::new()], fill, stroke }));
    }
    let rect = sheets.area(100, 1);
    sheets.draw(Content::Artifact(Artifact::Decoration), Shape::Rule { rect, color: Color { rgb: [120; 3] } });
    sheets.more(Content::Artifact(Artifact::Footer), "iv");
    sheets.page(Folio::Unnumbered);
    sheets.pages.outline[0].children.push(entry(2));
    sheets
}

fn entry(page: usize) -> OutlineEntry {
    OutlineEntry { title: "Suite".into(), destination: place(page), children: Vec::new() }
}

fn written(book: &Book, sheets: &Sheets) -> (Option<Vec<u8>>, Vec<(Code, Span)>) {
    let mut sink = Diagnostics::new();
    let bytes = write(book, &sheets.pages, &fonts(), &mut sink);
    (bytes, sink.iter().map(|diagnostic| (diagnostic.code, diagnostic.span)).collect())
}

#[test]
fn everything_is_written_twice_the_same() {
    let (book, sheets) = (pictured(), everything());
    let (first, found) = written(&book, &sheets);
    assert_eq!(found, []);
    let first = first.expect("a PDF");
    assert!(first.starts_with(b"%PDF-1.7"));
    assert_eq!(written(&book, &sheets).0, Some(first));
}

/// What an editor changes between two builds.
type Edit = fn(&mut Book, &mut Sheets);

#[test]
fn pages_of_an_earlier_build_are_as_if_drawn_anew() {
    fn written_with(memo: &Memo, edit: Edit) -> Option<Vec<u8>> {
        let (mut book, mut sheets) = (pictured(), everything());
        edit(&mut book, &mut sheets);
        write_with(&book, &sheets.pages, &fonts(), memo, &mut Diagnostics::new()).map(|parts| parts.to_vec())
    }
    /// The runs of a page, in their order.
    fn runs(sheets: &mut Sheets, page: usize) -> impl Iterator<Item = &mut GlyphRun> {
        sheets.pages.pages[page].items.iter_mut().filter_map(|item| match &mut item.shape {
            Shape::Glyphs(run) => Some(run),
            _ => None,
        })
    }
    fn text_of(sheets: &mut Sheets, page: usize, text: &str) {
        let mut other = Sheets::new();
        other.more(Content::Artifact(Artifact::Header), text);
        let new = runs(&mut other, 0).next().expect("a run").clone();
        let old = runs(sheets, page).next().expect("a run");
        *old = GlyphRun { origin: old.origin, ..new };
    }
    let first = Memo::default();
    let bytes = written_with(&first, |_, _| {});
    assert!(bytes.is_some());
    let kept = first.to_bytes("");
    let again = Memo::from_bytes(kept.clone(), "");
    assert_eq!(written_with(&again, |_, _| {}), bytes);
    assert!(!again.is_changed(), "every page was there");

    let edits: [(&str, Edit); 12] = [
        ("a glyph that comes first", |_, sheets| text_of(sheets, 0, "Żądło")),
        ("the same glyphs in another order", |_, sheets| text_of(sheets, 0, "1 uaevin ed ertiT")),
        ("a glyph that the first page showed first", |_, sheets| text_of(sheets, 0, "T")),
        ("a glyph that stands for other characters", |_, sheets| {
            for run in runs(sheets, 0) {
                run.text = run.text.replace('o', "0").into();
            }
        }),
        ("pages in another order", |_, sheets| sheets.pages.pages.swap(0, 1)),
        ("a page more", |_, sheets| {
            let mut other = Sheets::new();
            other.more(Content::Artifact(Artifact::Header), "Zéro, ZÉRO");
            sheets.pages.pages.insert(0, other.pages.pages.remove(0));
        }),
        ("a colour", |_, sheets| runs(sheets, 1).for_each(|run| run.color = Color { rgb: [1, 2, 3] })),
        ("a place", |_, sheets| runs(sheets, 1).for_each(|run| run.origin.x = Length::points(33))),
        ("two pictures that are one", |book, _| {
            (book.assets[5].bytes, book.assets[5].size) = (book.assets[0].bytes.clone(), book.assets[0].size);
        }),
        ("another picture", |book, _| {
            let other = encoded(20, 20, Encoding::Png);
            (book.assets[1].bytes, book.assets[1].size) = (other.as_slice().into(), (20, 20));
        }),
        ("another drawing", |book, _| book.assets[4].bytes = SVG.replace("0 0 10 10", "0 0 20 10").as_bytes().into()),
        ("links that are underlined", |_, sheets| {
            for item in &mut sheets.pages.pages[0].items {
                if let Shape::Link(area) = &mut item.shape {
                    area.underline = Some(Length::points(9));
                }
            }
        }),
    ];
    for (name, edit) in edits {
        let memo = Memo::from_bytes(kept.clone(), "");
        let anew = written_with(&Memo::default(), edit);
        assert!(anew.is_some() && anew != bytes, "{name} changes the file");
        assert!(written_with(&memo, edit) == anew, "{name}: another file with a memo than without");
        // And back, with what that build left.
        let memo = Memo::from_bytes(memo.to_bytes(""), "");
        assert!(written_with(&memo, |_, _| {}) == bytes, "{name}: not the first file again");
    }
}

/// The pictures of a file.
fn images(file: &lopdf::Document) -> impl Iterator<Item = &lopdf::Stream> {
    let streams = file.objects.values().filter_map(|object| object.as_stream().ok());
    streams.filter(|stream| stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).ok() == Some(b"Image"))
}

#[test]
fn the_file_can_be_read_back() {
    let book = pictured();
    let bytes = written(&book, &everything()).0.expect("a PDF");
    let file = lopdf::Document::load_mem(&bytes).expect("a PDF that others read");
    let catalog = file.catalog().expect("a catalog");
    assert_eq!(catalog.get(b"Lang").and_then(lopdf::Object::as_str).ok(), Some(&b"fr"[..]));
    for key in ["MarkInfo", "StructTreeRoot", "Outlines", "PageLabels", "Names", "Metadata", "OutputIntents", "ViewerPreferences"]
    {
        assert!(catalog.has(key.as_bytes()), "{key}");
    }
    assert_eq!(catalog.get(b"PageMode").and_then(lopdf::Object::as_name).ok(), Some(&b"UseOutlines"[..]));
    let metadata = catalog.get(b"Metadata").and_then(lopdf::Object::as_reference).expect("metadata");
    let metadata = file.get_object(metadata).and_then(lopdf::Object::as_stream).expect("a packet");
    let metadata = String::from_utf8_lossy(&metadata.content);
    for written in [
        "<dc:creator><rdf:Seq><rdf:li>Ada Premier</rdf:li><rdf:li>Blaise Second</rdf:li><rdf:li>Collectif</rdf:li>",
        "<dc:publisher><rdf:Bag><rdf:li>Maison d’essai &amp; fils</rdf:li>",
        "<dc:date><rdf:Seq><rdf:li>2015-11</rdf:li>",
        "<dc:identifier>urn:isbn:9782955037867</dc:identifier>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
    ] {
        assert!(metadata.contains(written), "{written}");
    }
    assert_eq!(metadata.matches("<dc:creator>").count(), 1);
    // Title, summary and rights, for whoever asks for no language and for whoever asks for theirs.
    assert_eq!(metadata.matches("<rdf:li xml:lang=\"x-default\">").count(), 3, "{metadata}");
    for text in ["Un livre à l’essai — ", "© 2015 les auteurs</rdf:li>"] {
        assert!(metadata.contains(&format!("</rdf:li><rdf:li xml:lang=\"fr\">{text}")), "{metadata}");
    }
    let text = file.extract_text(&[1]).expect("text");
    assert!(text.contains("L’œuvre où l’on coupe"), "{text}");

    // However often each is shown: two JPEGs, the GIF, and the PNG with its transparency; the WebP holds the PNG's pixels.
    assert_eq!(images(&file).count(), 5);
    assert!(images(&file).any(|stream| stream.content == *book.assets[0].bytes.read()), "a JPEG goes in byte for byte");
    let width = |stream: &lopdf::Stream| stream.dict.get(b"Width").and_then(lopdf::Object::as_i64).unwrap_or_default();
    // 40 points at 300 dots an inch.
    assert_eq!(images(&file).map(width).max(), Some(167));

    let links: Vec<_> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| dict.get(b"Subtype").and_then(lopdf::Object::as_name).ok() == Some(b"Link"))
        .collect();
    assert_eq!(links.len(), 2, "a link over two lines is one link");
    assert!(links.iter().all(|link| link.has(b"Contents") && link.has(b"StructParent")));
}

#[test]
fn a_line_that_ends_without_its_space_gets_one() {
    let mut sheets = Sheets::new();
    let paragraph = sheets.element(Structure::ROOT, Role::Paragraph);
    let emphasis = sheets.element(paragraph, Role::Emphasis);
    sheets.line(emphasis, "un lien sur");
    sheets.line(paragraph, "deux lignes ");
    sheets.line(paragraph, "cou\u{ad}");
    sheets.line(paragraph, "pées, à la fin");
    let code = sheets.element(Structure::ROOT, Role::Paragraph);
    sheets.line(code, "---");
    sheets.line(code, "porte-");
    sheets.line(code, "fenêtre");
    let next = sheets.element(Structure::ROOT, Role::Paragraph);
    sheets.line(next, "d’un autre");
    sheets.page(Folio::Arabic(2));
    sheets.line(next, "alinéa");
    let ends = super::line_ends::spaces_after_runs(&sheets.pages, &super::placement::Placement::new(&sheets.pages.structure));
    assert_eq!(ends, [true, false, false, false, true, false, false, true, false]);
}

#[test]
fn a_file_has_another_name_when_a_letter_inside_a_line_changes() {
    let instance = |text: &str| {
        let mut sheets = plain();
        let paragraph = sheets.element(Structure::ROOT, Role::Paragraph);
        sheets.line(paragraph, text);
        let bytes = written(&pictured(), &sheets).0.expect("a PDF");
        let file = lopdf::Document::load_mem(&bytes).expect("a PDF that others read");
        let names = file.trailer.get(b"ID").and_then(lopdf::Object::as_array).expect("identifiers");
        let names: Vec<_> =
            names.iter().map(|name| String::from_utf8_lossy(name.as_str().expect("a string")).into_owned()).collect();
        assert!(String::from_utf8_lossy(&bytes).contains(&format!("<xmpMM:InstanceID>{}</xmpMM:InstanceID>", names[1])));
        names
    };
    // The same letters, of which the library draws only the first in its place.
    let (one, other) = (instance("mines"), instance("menis"));
    assert_eq!(one[0], other[0]);
    assert_ne!(one[1], other[1]);
    assert_eq!(one, instance("mines"));
}

/// One page with one heading: right, before a test breaks it.
fn plain() -> Sheets {
    let mut sheets = Sheets::new();
    let heading = sheets.element(Structure::ROOT, Role::Heading(1));
    sheets.line(heading, "Titre");
    sheets
}

/// A volume, its pages and its fonts, for a test to break.
struct Case {
    book: Book,
    sheets: Sheets,
    fonts: FontSet,
}

/// What is found once `spoil` has broken one thing; and whether there is a PDF nevertheless.
fn spoilt(spoil: impl FnOnce(&mut Case)) -> (Vec<(Code, Span)>, bool) {
    let mut case = Case { book: pictured(), sheets: plain(), fonts: fonts() };
    spoil(&mut case);
    let mut sink = Diagnostics::new();
    let bytes = write(&case.book, &case.sheets.pages, &case.fonts, &mut sink);
    (sink.iter().map(|diagnostic| (diagnostic.code, diagnostic.span)).collect(), bytes.is_some())
}

/// Whether a dictionary is an element of the structure of this kind.
fn is_element(dict: &lopdf::Dictionary, kind: &[u8]) -> bool {
    dict.has(b"P") && dict.get(b"S").and_then(lopdf::Object::as_name).ok() == Some(kind)
}

/// Where an error without a place of its own is shown.
const TOME: usize = 999;

/// The last item of the last page, and where it comes from.
fn last(case: &mut Case) -> (&mut Shape, Span) {
    let item = case.sheets.pages.pages.last_mut().and_then(|page| page.items.last_mut()).expect("an item");
    (&mut item.shape, item.span.expect("a span"))
}

/// Sets a line and lets `change` spoil its glyphs.
fn spoilt_line(text: &str, change: impl FnOnce(&mut GlyphRun)) -> ((Vec<(Code, Span)>, bool), Span) {
    let mut at = span(TOME);
    let found = spoilt(|case| {
        let paragraph = case.sheets.element(Structure::ROOT, Role::Paragraph);
        case.sheets.line(paragraph, text);
        let (shape, place) = last(case);
        at = place;
        if let Shape::Glyphs(run) = shape {
            change(run);
        }
    });
    (found, at)
}

/// Changes the first glyph of a run.
fn change_first(run: &mut GlyphRun, change: impl FnOnce(&mut Glyph)) {
    let mut glyphs: Vec<_> = run.glyphs.iter().collect();
    change(&mut glyphs[0]);
    run.glyphs = glyphs.into_iter().collect();
}

#[test]
fn every_glyph_shows_a_character_that_can_be_read() {
    let (found, at) = spoilt_line("x", |run| change_first(run, |glyph| glyph.id = 0));
    assert_eq!(found, (vec![(Code::PdfGlyphMissing, at)], false));
    let (found, at) = spoilt_line("x", |run| change_first(run, |glyph| glyph.end = 0));
    assert_eq!(found, (vec![(Code::PdfGlyphWithoutText, at)], false));
    // A glyph that shows a forbidden character: the x's glyph with another text.
    for (text, code) in [("\u{feff}", Code::PdfForbiddenCharacter), ("\u{e000}", Code::PdfPrivateCharacter)] {
        let (found, at) = spoilt_line("x", |run| {
            run.text = text.into();
            change_first(run, |glyph| glyph.end = text.len() as u32);
        });
        assert_eq!(found, (vec![(code, at)], false));
    }
}

#[test]
fn glyphs_that_point_outside_their_text_do_not_stop_us() {
    let (found, at) = spoilt_line("é", |run| change_first(run, |glyph| (glyph.start, glyph.end) = (1, 99)));
    assert_eq!(found, (vec![], true), "{at:?}");
}

/// The set whose text face is the usual one after `change`, which is told where the table `name` has its record.
fn fonts_with(name: &[u8; 4], change: impl FnOnce(&mut [u8], usize)) -> FontSet {
    let mut data = fonts().face(FACE).data.to_vec();
    let tables = usize::from(u16::from_be_bytes([data[4], data[5]]));
    let record = (0..tables).map(|table| 12 + 16 * table).find(|&at| &data[at..at + 4] == name).expect("a table");
    change(&mut data, record);
    let mut sources = SourceMap::new();
    sources.add_binary("fonts/own.ttf", data);
    FontSet::load(&sources, &mut Diagnostics::new())
}

#[test]
fn a_font_must_allow_its_embedding_and_be_whole() {
    let restricted = fonts_with(b"OS/2", |data, record| {
        let table = u32::from_be_bytes([data[record + 8], data[record + 9], data[record + 10], data[record + 11]]) as usize;
        // fsType: restricted licence.
        data[table + 8..table + 10].copy_from_slice(&[0, 2]);
    });
    assert_eq!(spoilt(|case| case.fonts = restricted), (vec![(Code::PdfFontRestricted, span(TOME))], false));
    // Outlines that no table locates: the face can be measured, and not drawn.
    let without_outlines = fonts_with(b"loca", |data, record| data[record] = b'X');
    assert_eq!(spoilt(|case| case.fonts = without_outlines), (vec![(Code::PdfFontUnusable, span(TOME))], false));
}

#[test]
fn what_cannot_be_seen_is_described() {
    let mut at = span(TOME);
    let found = spoilt(|case| {
        let figure = case.sheets.figure(Structure::ROOT, 1, None);
        at = case.sheets.pages.structure.elements[figure.0 as usize].span.expect("a span");
    });
    assert_eq!(found, (vec![(Code::PdfFigureWithoutAlternative, at)], false));

    let found = spoilt(|case| {
        at = link(case, "https://exemple.fr/", " ");
    });
    assert_eq!(found, (vec![(Code::PdfLinkWithoutDescription, at)], false));
}

/// Sets a link under its element; where it comes from.
fn link(case: &mut Case, address: &str, description: &str) -> Span {
    let paragraph = case.sheets.element(Structure::ROOT, Role::Paragraph);
    let link = case.sheets.element(paragraph, Role::Link);
    let mark = case.sheets.line(link, "un lien");
    let rect = case.sheets.area(60, 10);
    let target = match address.strip_prefix('#') {
        Some(name) => PageTarget::Destination(name.to_owned()),
        None => PageTarget::Url(address.to_owned()),
    };
    case.sheets.draw(
        Content::Marked(mark),
        Shape::Link(LinkArea { rect, target, description: description.to_owned(), underline: None }),
    );
    last(case).1
}

#[test]
fn headings_have_text_and_skip_no_level() {
    let found = spoilt(|case| {
        let heading = case.sheets.element(Structure::ROOT, Role::Heading(2));
        case.sheets.pages.structure.mark(heading);
    });
    assert_eq!(found, (vec![(Code::PdfHeadingWithoutText, span(TOME))], false));

    let mut at = span(TOME);
    let found = spoilt(|case| {
        let heading = case.sheets.element(Structure::ROOT, Role::Heading(3));
        case.sheets.line(heading, "Trop bas");
        at = case.sheets.pages.structure.elements[heading.0 as usize].span.expect("a span");
    });
    assert_eq!(found, (vec![(Code::PdfHeadingSkipsLevel, at)], true));
}

#[test]
fn a_heading_that_skips_a_level_is_tagged_with_the_next() {
    let mut sheets = Sheets::new();
    for level in [1, 4, 5, 2] {
        let heading = sheets.element(Structure::ROOT, Role::Heading(level));
        sheets.line(heading, "Titre");
    }
    let bytes = written(&pictured(), &sheets).0.expect("a PDF");
    let file = lopdf::Document::load_mem(&bytes).expect("a PDF that others read");
    let elements = file.objects.values().filter_map(|object| object.as_dict().ok()).filter(|dict| dict.has(b"P"));
    let kinds = elements.filter_map(|dict| dict.get(b"S").and_then(lopdf::Object::as_name).ok());
    let headings: Vec<&[u8]> = kinds.filter(|kind| kind.starts_with(b"H")).collect();
    assert_eq!(headings, [b"H1", b"H2", b"H3", b"H2"]);
}

#[test]
fn the_file_has_a_title_and_bookmarks() {
    let found = spoilt(|case| {
        case.book.work.title.clear();
        case.book.tome.title.clear();
    });
    assert_eq!(found, (vec![(Code::PdfWithoutTitle, span(TOME))], false));
    let found = spoilt(|case| case.sheets.pages.outline.clear());
    assert_eq!(found, (vec![(Code::PdfWithoutOutline, span(TOME))], false));
}

#[test]
fn a_title_longer_than_a_string_of_the_file_may_be() {
    let found = spoilt(|case| case.book.work.title = vec![Inline::text("é".repeat(40_000), span(1))]);
    assert_eq!(found, (vec![(Code::PdfTooLarge, span(TOME))], false));
}

#[test]
fn a_file_that_cannot_be_read_back_is_our_fault() {
    let mut sink = Diagnostics::new();
    let bytes = super::postprocess::postprocess(
        b"neither",
        (&super::content_streams::PageContents::default(), &Memo::default()),
        &pictured(),
        None,
        &mut sink,
    );
    assert_eq!(bytes, None);
    assert_eq!(sink.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), [Code::PdfRefused]);
}

#[test]
fn what_is_drawn_has_its_place() {
    let mut at = span(TOME);
    let found = spoilt(|case| {
        case.sheets.more(Content::Marked(MarkId(77)), "Hors de l’arbre");
        at = last(case).1;
    });
    assert_eq!(found, (vec![(Code::PdfUntaggedContent, at)], true));

    let found = spoilt(|case| {
        link(case, "https://exemple.fr/", "un lien");
        let area = last(case).0.clone();
        case.sheets.draw(Content::Artifact(Artifact::Decoration), area);
        at = last(case).1;
    });
    assert_eq!(found, (vec![(Code::PdfMisplacedElement, at)], true));

    let found = spoilt(|case| {
        let item = case.sheets.element(Structure::ROOT, Role::ListItem);
        case.sheets.line(item, "sans liste");
        at = case.sheets.pages.structure.elements[item.0 as usize].span.expect("a span");
    });
    assert_eq!(found, (vec![(Code::PdfMisplacedElement, at)], true));
}

#[test]
fn a_link_outside_its_element_is_still_a_link() {
    let found = spoilt(|case| {
        link(case, "https://exemple.fr/", "un lien");
        let element = case.sheets.pages.structure.elements.last_mut().expect("the link");
        element.structure_type = Role::Span;
    });
    assert_eq!(found, (vec![], true));
}

#[test]
fn a_link_is_heard_as_what_it_shows_unless_that_says_too_little() {
    let mut sheets = plain();
    for (alternative, shown) in [("Sommaire", "Sommaire v La rédaction"), ("cou\u{ad}pé\u{a0}net", "coupé net"), ("Retour", "1.")]
    {
        let link = sheets.element(Structure::ROOT, Role::Link);
        sheets.pages.structure.elements[link.0 as usize].alt = Some(alternative.to_owned());
        sheets.line(link, shown);
    }
    let pictured = sheets.element(Structure::ROOT, Role::Link);
    sheets.pages.structure.elements[pictured.0 as usize].alt = Some("Un logo".to_owned());
    sheets.figure(pictured, 1, Some("Un logo"));
    let bytes = written(&self::pictured(), &sheets).0.expect("a PDF");
    let file = lopdf::Document::load_mem(&bytes).expect("a PDF that others read");
    let links = file.objects.values().filter_map(|object| object.as_dict().ok()).filter(|dict| is_element(dict, b"Link"));
    let heard: Vec<_> = links.map(|link| link.get(b"Alt").ok().and_then(|alt| lopdf::decode_text_string(alt).ok())).collect();
    assert_eq!(heard, [None, None, Some("Retour".to_owned()), None]);
}

#[test]
fn elements_and_marks_that_stand_twice_are_written_once() {
    let found = spoilt(|case| {
        let structure = &mut case.sheets.pages.structure;
        let again = structure.elements[0].children.clone();
        structure.elements[0].children.extend(again);
        let mark = structure.elements[1].children[0];
        structure.elements[1].children.push(mark);
        // A heading that holds the document: a circle.
        structure.elements[1].children.push(StructureChild::Element(Structure::ROOT));
    });
    assert_eq!(found, (vec![], true));
}

#[test]
fn tables_are_regular() {
    let mut at = span(TOME);
    let found = spoilt(|case| {
        let table = case.sheets.element(Structure::ROOT, Role::Table);
        for cells in [2, 1] {
            let row = case.sheets.element(table, Role::TableRow);
            at = case.sheets.pages.structure.elements[row.0 as usize].span.expect("a span");
            for _cell in 0..cells {
                let cell = case.sheets.element(row, Role::TableData);
                case.sheets.line(cell, "x");
            }
        }
    });
    assert_eq!(found, (vec![(Code::PdfRaggedTable, at)], true));
}

#[test]
fn links_and_bookmarks_lead_somewhere() {
    let mut at = span(TOME);
    let found = spoilt(|case| at = link(case, "#nulle-part", "un lien"));
    assert_eq!(found, (vec![(Code::PdfDestinationMissing, at)], true));
    let found = spoilt(|case| case.sheets.pages.outline[0].children.push(entry(7)));
    assert_eq!(found, (vec![(Code::PdfDestinationMissing, span(TOME))], true));
    let found = spoilt(|case| case.sheets.pages.destinations.push(("loin".to_owned(), place(7))));
    assert_eq!(found, (vec![(Code::PdfDestinationMissing, span(TOME))], true));
    let found = spoilt(|case| {
        case.sheets.page(Folio::Arabic(2));
        case.sheets.pages.destinations.push(("debut".to_owned(), place(1)));
    });
    assert_eq!(found, (vec![(Code::PdfDestinationTwice, span(TOME))], true));
}

#[test]
fn pictures_are_readable() {
    let shown = |format, bytes: &[u8]| {
        let mut at = span(TOME);
        let found = spoilt(|case| {
            case.book = book(&[(format, (4, 4), bytes.to_vec())]);
            at = case.book.assets[0].span;
            case.sheets.figure(Structure::ROOT, 0, Some("Une image"));
        });
        let codes: Vec<Code> = found.0.iter().map(|(code, _)| *code).collect();
        assert!(found.0.iter().all(|(code, span)| *span == at || *code == Code::PdfDrawingNotArchivable), "{found:?}");
        (codes, found.1)
    };
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Svg] {
        assert_eq!(shown(format, b"neither"), (vec![Code::PdfPictureUnreadable], true));
    }
    let cmyk = include_bytes!("../../tests/fixtures/cmyk.jpg");
    assert_eq!(shown(ImageFormat::Jpeg, cmyk), (vec![], true));
    let repeated = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><linearGradient id="g" spreadMethod="repeat" x2="0.2"><stop stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient><rect width="4" height="4" fill="url(#g)"/></svg>"##;
    assert_eq!(shown(ImageFormat::Svg, repeated.as_bytes()), (vec![Code::PdfDrawingNotArchivable], false));
}

#[test]
fn pictures_within_drawings_are_those_that_were_put_there() {
    let png = encoded(30, 20, Encoding::Png);
    let jpeg = encoded(40, 10, Encoding::Jpeg);
    // Too small for a name.
    let small = encoded(3, 4, Encoding::Png);
    let pictures = [("image/png", &png), ("image/jpeg", &jpeg), ("image/png", &png), ("image/png", &small)];
    // Printers' inks, which the library takes for a fault.
    let cmyk = include_bytes!("../../tests/fixtures/cmyk.jpg");
    let written_in = |style: &str| {
        let pictures =
            pictures.map(|(kind, bytes)| format!("<image width='9' height='9' {style} href='{}'/>", data_url(kind, bytes)));
        let inks = format!("<image width='9' height='9' href='{}'/>", data_url("image/jpeg", cmyk));
        let filter = "<filter id='f'><feGaussianBlur stdDeviation='0.1'/></filter>";
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{filter}{inks}{}</svg>", pictures.concat())
            .into_bytes();
        let book = book(&[(ImageFormat::Svg, (9, 9), svg), (ImageFormat::Png, (30, 20), png.clone())]);
        let mut sheets = plain();
        sheets.figure(Structure::ROOT, 0, Some("Des images"));
        sheets.figure(Structure::ROOT, 1, Some("Une image"));
        let (bytes, found) = written(&book, &sheets);
        assert_eq!(found, []);
        assert_eq!(written(&book, &sheets).0, bytes);
        let file = lopdf::Document::load_mem(&bytes.expect("a PDF")).expect("a PDF that others read");
        let unpacked = |image: &lopdf::Stream| image.decompressed_content().unwrap_or_else(|_| image.content.clone());
        images(&file).map(unpacked).collect::<Vec<_>>()
    };
    let unfiltered = written_in("");
    // The PNG of the drawing, in the file once; that of the page; the small one: each with its mask. And the JPEGs.
    assert_eq!(unfiltered.len(), 8);
    assert!(unfiltered.contains(&jpeg), "a JPEG goes in byte for byte");
    for bytes in [&png, &small] {
        let pixels = image::load_from_memory(bytes).expect("a PNG").into_rgba8();
        let colors: Vec<u8> = pixels.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
        let mask: Vec<u8> = pixels.pixels().map(|pixel| pixel.0[3]).collect();
        assert!(unfiltered.contains(&colors) && unfiltered.contains(&mask));
    }
    // What a filter changes is drawn from the pixels themselves.
    let blurred = written_in("filter='url(#f)'");
    let ink = |image: &[u8]| image.iter().filter(|&&byte| byte != 0).count();
    assert!(blurred.iter().all(|image| ink(image) * 8 > image.len()), "a stub was drawn");
}
