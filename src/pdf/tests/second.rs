//! The file of PDF 2.0: what it adds, and the rules that only it has.

use super::{Case, SVG, TOME, broken, pictured, written};
use crate::{
    book::{Block, Chart, ChartKind, Decimal, ImageFormat, Inline, PdfStandard, Series},
    diagnostic::{Code, Diagnostics},
    layout::{
        frame::{Content, LinkArea, PageTarget, Shape},
        structure::{ElementId, ListNumbering, Structure, StructureType as Role, chart_name},
    },
    pagination::Folio,
    pdf::write_draft,
    raster::test_pages::{TestPages, book, fonts, place, span},
    source::Span,
};
use lopdf::{Dictionary, Document, Object};

/// Adds a link to a place, inside a reference, and returns the reference.
fn reference(sheets: &mut TestPages, parent: ElementId, text: &str, name: &str) -> ElementId {
    let reference = sheets.element(parent, Role::Reference);
    let link = sheets.element(reference, Role::Link);
    let mark = sheets.line(link, text);
    let (rect, target) = (sheets.area(60, 10), PageTarget::Destination(name.to_owned()));
    let area = LinkArea { rect, target, description: text.to_owned(), underline: None };
    sheets.draw(Content::Marked(mark), Shape::Link(Box::new(area)));
    reference
}

/// A title, contents, a note with its call, a list, a captioned figure on the second page.
fn volume() -> TestPages {
    let mut sheets = TestPages::default();
    let title = sheets.element(Structure::ROOT, Role::Title);
    sheets.line(title, "Un livre");
    let contents = sheets.element(Structure::ROOT, Role::Contents);
    let item = sheets.element(contents, Role::ContentsItem);
    reference(&mut sheets, item, "Un texte", "texte");
    let article = sheets.element(Structure::ROOT, Role::Article);
    let heading = sheets.element(article, Role::Heading(1));
    sheets.line(heading, "Un texte");
    let paragraph = sheets.element(article, Role::Paragraph);
    sheets.line(paragraph, "Une phrase");
    let call = reference(&mut sheets, paragraph, "1", "texte.note.1");
    let note = sheets.element(article, Role::Note);
    sheets.pages.structure.elements[note.0 as usize].attributes_mut().id = Some("texte.note.1".to_owned());
    let label = sheets.element(note, Role::ListLabel);
    reference(&mut sheets, label, "1.", "texte.call.1");
    let body = sheets.element(note, Role::Paragraph);
    sheets.line(body, "Une note.");
    let heading = sheets.element(note, Role::Heading(2));
    sheets.line(heading, "Un titre dans une note");
    let list = sheets.element(article, Role::List(ListNumbering::Dash));
    let item = sheets.element(list, Role::ListItem);
    let label = sheets.element(item, Role::ListLabel);
    sheets.line(label, "–");
    let body = sheets.element(item, Role::ListBody);
    sheets.line(body, "Un point.");
    sheets.page(Folio::Arabic(2));
    let division = sheets.element(article, Role::Division);
    let figure = sheets.figure(division, 1, Some("Une image"));
    let caption = sheets.element(division, Role::Caption);
    sheets.line(caption, "Une légende");
    let last = sheets.element(article, Role::Paragraph);
    sheets.line(last, "La fin.");
    let anchors = [("texte", article), ("texte.note.1", note), ("texte.call.1", call), ("texte.chart.4", figure)];
    sheets.pages.structure.anchors.extend(anchors.map(|(name, id)| (name.to_owned(), id)));
    for (name, page) in [("texte", 0), ("texte.note.1", 0), ("texte.call.1", 0), ("page.2", 1)] {
        sheets.pages.destinations.push((name.to_owned(), place(page)));
    }
    sheets.pages.outline[0].name = "texte".to_owned();
    sheets
}

fn second(mut sheets: TestPages) -> Document {
    let mut book = pictured();
    book.design.pdf = PdfStandard::Ua2;
    sheets.pages.destinations.sort_by(|one, other| one.0.cmp(&other.0));
    let (bytes, found) = written(&book, &sheets);
    assert_eq!(found, []);
    let bytes = bytes.expect("a PDF");
    assert!(bytes.starts_with(b"%PDF-2.0"));
    assert_eq!(written(&book, &sheets).0.as_deref(), Some(&bytes[..]), "the same bytes");
    Document::load_mem(&bytes).expect("a PDF that others read")
}

/// The structure elements of a type, with their objects.
fn elements<'f>(file: &'f Document, kind: &[u8]) -> Vec<(lopdf::ObjectId, &'f Dictionary)> {
    let dicts = file.objects.iter().filter_map(|(id, object)| Some((*id, object.as_dict().ok()?)));
    dicts.filter(|(_, dict)| dict.has(b"P") && dict.get(b"S").and_then(Object::as_name).ok() == Some(kind)).collect()
}

fn references(dict: &Dictionary) -> Vec<lopdf::ObjectId> {
    let held = dict.get(b"Ref").and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    held.iter().filter_map(|object| object.as_reference().ok()).collect()
}

#[test]
fn elements_have_the_types_of_pdf_2_and_refer_to_each_other() {
    let file = second(volume());
    assert!(!file.trailer.has(b"Info"));
    let only = |kind: &[u8]| match elements(&file, kind)[..] {
        [one] => one,
        ref many => panic!("{} of {}", many.len(), String::from_utf8_lossy(kind)),
    };
    for kind in [&b"Document"[..], b"Title", b"H1", b"L", b"Caption", b"Figure"] {
        assert!(only(kind).1.has(b"NS"), "{}", String::from_utf8_lossy(kind));
    }
    // Types that PDF 2.0 took over from PDF 1.7 are outside its namespace.
    for kind in [&b"Art"[..], b"TOC", b"TOCI"] {
        assert!(!only(kind).1.has(b"NS"), "{}", String::from_utf8_lossy(kind));
    }
    // A note may have no heading.
    assert_eq!(elements(&file, b"H2").len(), 0);
    // A division with a caption, which is its last child.
    assert_eq!((elements(&file, b"Div").len(), elements(&file, b"Sect").len()), (0, 1));
    let (note, written) = only(b"FENote");
    let calls = elements(&file, b"Reference").into_iter().filter(|(_, dict)| references(dict) == [note]);
    let calls: Vec<_> = calls.map(|(id, _)| id).collect();
    assert_eq!(calls.len(), 1);
    assert_eq!(references(written), calls);
    let article = only(b"Art").0;
    let entry = elements(&file, b"Reference").into_iter().find(|(_, dict)| references(dict) == [article]).expect("an entry");
    assert_eq!(entry.1.get(b"P").and_then(Object::as_reference).ok(), Some(only(b"TOCI").0));
    let attribute = |kind: &[u8], name: &[u8]| {
        let attributes = only(kind).1.get(b"A").and_then(Object::as_array).expect("attributes");
        let value = attributes[0].as_dict().and_then(|dict| dict.get(name)).and_then(Object::as_name);
        String::from_utf8_lossy(value.expect("a name")).into_owned()
    };
    assert_eq!((attribute(b"L", b"ListNumbering"), attribute(b"FENote", b"NoteType")), ("Unordered".into(), "Footnote".into()));
}

#[test]
fn places_are_on_a_page_and_in_an_element() {
    let file = second(volume());
    let element = |dict: &Dictionary| {
        assert!(dict.has(b"D"), "readers of PDF 1.7 know pages only");
        let place = dict.get(b"SD").and_then(Object::as_array).expect("a structure destination");
        let id = place[0].as_reference().expect("an element");
        let kind = file.get_dictionary(id).and_then(|dict| dict.get(b"S")).and_then(Object::as_name).expect("a type");
        String::from_utf8_lossy(kind).into_owned()
    };
    let catalog = file.catalog().expect("a catalog");
    let names = |key: &[u8]| -> Vec<(String, &Object)> {
        let tree = catalog.get(b"Names").and_then(Object::as_dict).and_then(|names| names.get(key)).and_then(Object::as_dict);
        let list = tree.and_then(|tree| tree.get(b"Names")).and_then(Object::as_array).expect("names");
        list.chunks(2).map(|pair| (String::from_utf8_lossy(pair[0].as_str().expect("a name")).into_owned(), &pair[1])).collect()
    };
    let places: Vec<_> =
        names(b"Dests").into_iter().map(|(name, place)| (name, element(place.as_dict().expect("a dictionary")))).collect();
    let wanted =
        [("debut", "Title"), ("page.2", "Figure"), ("texte", "Art"), ("texte.call.1", "Reference"), ("texte.note.1", "FENote")];
    assert_eq!(places, wanted.map(|(name, kind)| (name.to_owned(), kind.to_owned())));
    let name =
        |dict: &Dictionary| String::from_utf8_lossy(dict.get(b"Dest").and_then(Object::as_str).expect("a name")).into_owned();
    let dicts = || file.objects.values().filter_map(|object| object.as_dict().ok());
    let links: Vec<_> =
        dicts().filter(|dict| dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Link")).map(name).collect();
    assert_eq!(links, ["texte", "texte.note.1", "texte.call.1"]);
    let bookmark = dicts().find(|dict| dict.has(b"SE")).expect("a bookmark");
    assert_eq!(name(bookmark), "texte");
    // One file, the citation, of the whole document.
    let [(name, file_specification)] = &names(b"EmbeddedFiles")[..] else { panic!("one file") };
    assert_eq!(name, "tome1.bib");
    let of_all = catalog.get(b"AF").and_then(Object::as_array).expect("associated files");
    assert_eq!(of_all, &[(*file_specification).clone()]);
}

#[test]
fn the_values_of_a_chart_are_attached_to_its_drawing() {
    let mut sheets = volume();
    let mut book = pictured();
    book.design.pdf = PdfStandard::Ua2;
    let mut section = crate::raster::test_pages::section("texte");
    section.blocks.push(Block::Chart(Box::new(Chart {
        id: crate::book::BlockId(4),
        anchor: None,
        kind: ChartKind::Bars,
        title: vec![Inline::text("Réseaux", span(0))],
        caption: Vec::new(),
        unit: String::new(),
        label_name: Vec::new(),
        labels: vec![vec![Inline::text("Un", span(0))]],
        series: vec![Series { name: Vec::new(), values: vec![Decimal::parse("3")] }],
        is_grouped: false,
        span: span(0),
    })));
    assert_eq!(chart_name(&section.slug, crate::book::BlockId(4)), "texte.chart.4");
    book.sections.push(section);
    sheets.pages.destinations.sort_by(|one, other| one.0.cmp(&other.0));
    let file = Document::load_mem(&written(&book, &sheets).0.expect("a PDF")).expect("a PDF that others read");
    let [(_, figure)] = elements(&file, b"Figure")[..] else { panic!("one figure") };
    let files = figure.get(b"AF").and_then(Object::as_array).expect("associated files");
    let specification = file.get_dictionary(files[0].as_reference().expect("a file")).expect("a file specification");
    let text = |key: &[u8]| specification.get(key).and_then(lopdf::decode_text_string).expect("a text");
    assert_eq!((text(b"UF"), text(b"Desc")), ("texte-1.csv".to_owned(), "Réseaux".to_owned()));
    let stream = specification.get(b"EF").and_then(Object::as_dict).and_then(|files| files.get(b"F")).expect("a stream");
    let stream = file.get_object(stream.as_reference().expect("a stream")).and_then(Object::as_stream).expect("a stream");
    assert_eq!(stream.dict.get(b"Subtype").and_then(Object::as_name).ok(), Some(&b"text/csv"[..]));
    assert_eq!(stream.decompressed_content().expect("a table"), b",\r\nUn,3\r\n");
}

#[test]
fn the_file_says_to_what_it_conforms() {
    let file = second(volume());
    let id = file.catalog().and_then(|root| root.get(b"Metadata")).and_then(Object::as_reference).expect("metadata");
    let packet = file.get_object(id).and_then(Object::as_stream).expect("a packet").content.clone();
    let packet = String::from_utf8(packet).expect("UTF-8");
    for said in [
        "<pdfaid:part>4</pdfaid:part><pdfaid:conformance>F</pdfaid:conformance><pdfaid:rev>2020</pdfaid:rev>",
        "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>",
        "<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>",
        "<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo>",
        "<pdf:PDFVersion>2.0</pdf:PDFVersion>",
    ] {
        assert!(packet.contains(said), "{said}: {packet}");
    }
    assert!(!packet.contains("pdfaExtension"));
}

/// What [`broken`] finds in a file of PDF 2.0 after `breaks`, which returns the place of the mistake.
fn broken_2(breaks: impl FnOnce(&mut Case) -> Span) -> (Vec<(Code, Span)>, bool, Span) {
    let mut at = span(TOME);
    let (found, is_written) = broken(|case| {
        case.book.design.pdf = PdfStandard::Ua2;
        at = breaks(case);
    });
    (found, is_written, at)
}

#[test]
fn elements_are_nested_as_pdf_2_has_it() {
    let (found, _, at) = broken_2(|case| {
        let section = case.sheets.element(Structure::ROOT, Role::Section);
        let phrase = case.sheets.element(section, Role::Emphasis);
        case.sheets.line(phrase, "sans alinéa");
        case.sheets.pages.structure.elements[phrase.0 as usize].span.expect("a span")
    });
    assert_eq!(found, [(Code::PdfMisplacedElement, at)]);
    let (found, _, at) = broken_2(|case| {
        let section = case.sheets.element(Structure::ROOT, Role::Section);
        case.sheets.line(section, "sans alinéa");
        case.sheets.pages.structure.elements[section.0 as usize].span.expect("a span")
    });
    assert_eq!(found, [(Code::PdfMisplacedElement, at)]);
    let (found, _, at) = broken_2(|case| {
        let paragraph = case.sheets.element(Structure::ROOT, Role::Paragraph);
        let heading = case.sheets.element(paragraph, Role::Heading(2));
        case.sheets.line(heading, "Un titre");
        case.sheets.pages.structure.elements[heading.0 as usize].span.expect("a span")
    });
    assert_eq!(found, [(Code::PdfMisplacedElement, at)]);
}

#[test]
fn what_is_heard_has_no_private_characters() {
    let (found, is_written, at) = broken_2(|case| {
        let figure = case.sheets.figure(Structure::ROOT, 1, Some("un logo \u{f8ff}"));
        case.sheets.pages.structure.elements[figure.0 as usize].span.expect("a span")
    });
    assert_eq!((found, is_written), (vec![(Code::PdfPrivateCharacter, at)], false));
}

#[test]
fn a_draft_claims_nothing() {
    let mut book = book(&[(ImageFormat::Svg, (10, 10), SVG.as_bytes().to_vec())]);
    book.design.pdf = PdfStandard::Ua2;
    let mut sheets = TestPages::default();
    sheets.figure(Structure::ROOT, 0, None);
    let mut sink = Diagnostics::new();
    let bytes = write_draft(&book, &sheets.pages, &fonts(), &[], &mut sink).expect("a draft").to_vec();
    assert_eq!(sink.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::PdfFigureWithoutAlternative]);
    let file = Document::load_mem(&bytes).expect("a PDF that others read");
    assert!(!String::from_utf8_lossy(&bytes).contains("pdfuaid:part"));
    assert!(file.trailer.has(b"Info"));
}
