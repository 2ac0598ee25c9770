//! Each rule of the standards broken once, and where that is reported.

use super::{Case, TOME, broken, entry, pictured, plain, written};
use crate::{
    book::Inline,
    deflate::CompressorPool,
    diagnostic::{Code, Diagnostics},
    fonts::FontSet,
    layout::{
        frame::{Artifact, Content, LinkArea, PageTarget, Shape},
        structure::{Structure, StructureChild, StructureType as Role},
    },
    pagination::Folio,
    pdf::{catalog::Catalog, document::File, face_codes::Codes, profile::Profile},
    raster::test_pages::{FACE, TestPages, fonts, place, span},
    source::{SourceId, SourceMap, Span},
    typeset::{glyphs::Glyph, mark::MarkId, run::GlyphRun},
};

/// Whether a dictionary is a structure element of this type.
fn is_element(dict: &lopdf::Dictionary, kind: &[u8]) -> bool {
    dict.has(b"P") && dict.get(b"S").and_then(lopdf::Object::as_name).ok() == Some(kind)
}

/// The last item of the last page, and its span.
fn last(case: &mut Case) -> (&mut Shape, Span) {
    let item = case.sheets.pages.pages.last_mut().and_then(|page| page.items.last_mut()).expect("an item");
    (&mut item.shape, item.span.expect("a span"))
}

/// Sets a line whose glyphs `change` breaks. Returns what [`broken`] does, and the line's span.
fn broken_line(text: &str, change: impl FnOnce(&mut GlyphRun)) -> ((Vec<(Code, Span)>, bool), Span) {
    let mut at = span(TOME);
    let found = broken(|case| {
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
    let (found, at) = broken_line("x", |run| change_first(run, |glyph| glyph.id = 0));
    assert_eq!(found, (vec![(Code::PdfGlyphMissing, at)], false));
    let (found, at) = broken_line("x", |run| change_first(run, |glyph| glyph.end = 0));
    assert_eq!(found, (vec![(Code::PdfGlyphWithoutText, at)], false));
    // A glyph that shows a forbidden character: the x's glyph with another text.
    for (text, code) in [("\u{feff}", Code::PdfForbiddenCharacter), ("\u{e000}", Code::PdfPrivateCharacter)] {
        let (found, at) = broken_line("x", |run| {
            run.text = text.into();
            change_first(run, |glyph| glyph.end = text.len() as u32);
        });
        assert_eq!(found, (vec![(code, at)], false));
    }
}

#[test]
fn glyphs_that_point_outside_their_text_do_not_stop_us() {
    let (found, at) = broken_line("é", |run| change_first(run, |glyph| (glyph.start, glyph.end) = (1, 99)));
    assert_eq!(found, (vec![], true), "{at:?}");
}

/// The fonts with a changed text face. `change` gets the font file and the offset of the record of its table `name`.
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
fn a_font_must_allow_embedding_and_be_complete() {
    let file = Span::whole(SourceId::from_index(0));
    let restricted = fonts_with(b"OS/2", |data, record| {
        let table = u32::from_be_bytes([data[record + 8], data[record + 9], data[record + 10], data[record + 11]]) as usize;
        // fsType: restricted licence.
        data[table + 8..table + 10].copy_from_slice(&[0, 2]);
    });
    assert_eq!(broken(|case| case.fonts = restricted), (vec![(Code::PdfFontRestricted, file)], false));
    // The table is cut, which matters to nobody but those who reduce the font.
    let cut = fonts_with(b"post", |data, record| data[record + 12..record + 16].copy_from_slice(&[0, 0, 0, 4]));
    assert_eq!(broken(|case| case.fonts = cut), (vec![(Code::PdfFontUnusable, file)], false));
    // Without a `loca` table the face can be measured but not drawn: it is told and left out before anything is set.
    let without_outlines = fonts_with(b"loca", |data, record| data[record] = b'X');
    assert_eq!(broken(|case| case.fonts = without_outlines), (vec![], true));
}

#[test]
fn figures_and_links_have_descriptions() {
    let mut at = span(TOME);
    let found = broken(|case| {
        let figure = case.sheets.figure(Structure::ROOT, 1, None);
        at = case.sheets.pages.structure.elements[figure.0 as usize].span.expect("a span");
    });
    assert_eq!(found, (vec![(Code::PdfFigureWithoutAlternative, at)], false));

    let found = broken(|case| {
        at = link(case, "https://exemple.fr/", " ");
    });
    assert_eq!(found, (vec![(Code::PdfLinkWithoutDescription, at)], false));
}

/// Adds a link with its structure element. Returns its span.
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
        Shape::link(LinkArea { rect, target, description: description.to_owned(), underline: None }),
    );
    last(case).1
}

#[test]
fn headings_have_text_and_skip_no_level() {
    let mut at = span(TOME);
    let found = broken(|case| {
        let heading = case.sheets.element(Structure::ROOT, Role::Heading(2));
        case.sheets.pages.structure.mark(heading);
        at = case.sheets.pages.structure.elements[heading.0 as usize].span.expect("a span");
    });
    assert_eq!(found, (vec![(Code::PdfHeadingWithoutText, at)], false));

    let found = broken(|case| {
        let heading = case.sheets.element(Structure::ROOT, Role::Heading(3));
        case.sheets.line(heading, "Trop bas");
        at = case.sheets.pages.structure.elements[heading.0 as usize].span.expect("a span");
    });
    assert_eq!(found, (vec![(Code::PdfHeadingSkipsLevel, at)], true));
}

#[test]
fn a_heading_that_skips_a_level_is_tagged_with_the_next() {
    let mut sheets = TestPages::default();
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
    let found = broken(|case| {
        case.book.work.title.clear();
        case.book.tome.title.clear();
    });
    assert_eq!(found, (vec![(Code::PdfWithoutTitle, span(TOME))], false));
    let found = broken(|case| case.sheets.pages.outline.clear());
    assert_eq!(found, (vec![(Code::PdfWithoutOutline, span(TOME))], false));
}

#[test]
fn a_title_longer_than_a_string_of_the_file_may_be() {
    let found = broken(|case| case.book.work.title = vec![Inline::text("é".repeat(40_000), span(1))]);
    assert_eq!(found, (vec![(Code::PdfTooLarge, span(TOME))], false));
}

#[test]
fn an_object_that_is_not_written_is_our_fault() {
    let (book, fonts, compressors) = (pictured(), fonts(), CompressorPool::zlib());
    let codes = Codes::new(&fonts);
    let written = |forget: bool| {
        let mut file = File::new(&book, &fonts, &codes, &compressors);
        if forget {
            file.objects.reserve();
        }
        let mut sink = Diagnostics::new();
        let bytes = file.finish(&Catalog::default(), None, Profile::Archival, Diagnostics::new(), &mut sink);
        (bytes.is_some(), sink.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>())
    };
    assert_eq!(written(false), (true, vec![]));
    assert_eq!(written(true), (false, vec![Code::PdfRefused]));
}

#[test]
fn content_has_a_place_in_the_structure() {
    let mut at = span(TOME);
    let found = broken(|case| {
        case.sheets.more(Content::Marked(MarkId(77)), "Hors de l’arbre");
        at = last(case).1;
    });
    assert_eq!(found, (vec![(Code::PdfUntaggedContent, at)], true));

    let found = broken(|case| {
        link(case, "https://exemple.fr/", "un lien");
        let area = last(case).0.clone();
        case.sheets.draw(Content::Artifact(Artifact::Decoration), area);
        at = last(case).1;
    });
    assert_eq!(found, (vec![(Code::PdfMisplacedElement, at)], true));

    let found = broken(|case| {
        let item = case.sheets.element(Structure::ROOT, Role::ListItem);
        case.sheets.line(item, "sans liste");
        at = case.sheets.pages.structure.elements[item.0 as usize].span.expect("a span");
    });
    assert_eq!(found, (vec![(Code::PdfMisplacedElement, at)], true));
}

#[test]
fn a_link_outside_its_element_is_still_a_link() {
    let found = broken(|case| {
        link(case, "https://exemple.fr/", "un lien");
        let element = case.sheets.pages.structure.elements.last_mut().expect("the link");
        element.structure_type = Role::Span;
    });
    assert_eq!(found, (vec![], true));
}

#[test]
fn a_link_has_an_alternative_text_only_if_its_content_says_too_little() {
    let mut sheets = plain();
    for (alternative, shown) in [("Sommaire", "Sommaire v La rédaction"), ("cou\u{ad}pé\u{a0}net", "coupé net"), ("Retour", "1.")]
    {
        let link = sheets.element(Structure::ROOT, Role::Link);
        sheets.pages.structure.elements[link.0 as usize].attributes_mut().alt = Some(alternative.to_owned());
        sheets.line(link, shown);
    }
    let pictured = sheets.element(Structure::ROOT, Role::Link);
    sheets.pages.structure.elements[pictured.0 as usize].attributes_mut().alt = Some("Un logo".to_owned());
    sheets.figure(pictured, 1, Some("Un logo"));
    let bytes = written(&self::pictured(), &sheets).0.expect("a PDF");
    let file = lopdf::Document::load_mem(&bytes).expect("a PDF that others read");
    let links = file.objects.values().filter_map(|object| object.as_dict().ok()).filter(|dict| is_element(dict, b"Link"));
    let heard: Vec<_> = links.map(|link| link.get(b"Alt").ok().and_then(|alt| lopdf::decode_text_string(alt).ok())).collect();
    assert_eq!(heard, [None, None, Some("Retour".to_owned()), None]);
}

#[test]
fn repeated_elements_and_marks_are_written_once() {
    let found = broken(|case| {
        let structure = &mut case.sheets.pages.structure;
        let again = structure.elements[0].children.clone();
        structure.elements[0].children.extend(again);
        let mark = structure.elements[1].children[0];
        structure.elements[1].children.push(mark);
        // A heading that contains the document: a circle.
        structure.elements[1].children.push(StructureChild::Element(Structure::ROOT));
    });
    assert_eq!(found, (vec![], true));
}

#[test]
fn a_note_has_an_identifier_of_its_own() {
    let mut at = span(TOME);
    for identifiers in [[Some("une.note.1"), None], [Some("une.note.1"), Some("une.note.1")]] {
        let found = broken(|case| {
            for identifier in identifiers {
                let note = case.sheets.element(Structure::ROOT, Role::Note);
                let paragraph = case.sheets.element(note, Role::Paragraph);
                case.sheets.line(paragraph, "Une note.");
                let element = &mut case.sheets.pages.structure.elements[note.0 as usize];
                element.attributes_mut().id = identifier.map(str::to_owned);
                at = element.span.expect("a span");
            }
        });
        assert_eq!(found, (vec![(Code::PdfNoteWithoutIdentifier, at)], false));
    }
}

#[test]
fn a_mistake_of_an_element_is_at_its_text() {
    let mut at = span(TOME);
    let found = broken(|case| {
        let section = case.sheets.element(Structure::ROOT, Role::Section);
        let item = case.sheets.element(section, Role::ListItem);
        let body = case.sheets.element(item, Role::ListBody);
        case.sheets.line(body, "sans liste");
        at = last(case).1;
        for element in [item, body] {
            case.sheets.pages.structure.elements[element.0 as usize].span = None;
        }
    });
    assert_eq!(found, (vec![(Code::PdfMisplacedElement, at)], true));
    // Without a text of its own, at what is around it.
    let found = broken(|case| {
        let section = case.sheets.element(Structure::ROOT, Role::Section);
        let heading = case.sheets.element(section, Role::Heading(2));
        at = case.sheets.pages.structure.elements[section.0 as usize].span.expect("a span");
        case.sheets.pages.structure.elements[heading.0 as usize].span = None;
    });
    assert_eq!(found, (vec![(Code::PdfHeadingWithoutText, at)], false));
}

#[test]
fn tables_are_regular() {
    let mut at = span(TOME);
    let found = broken(|case| {
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
    let found = broken(|case| at = link(case, "#nulle-part", "un lien"));
    assert_eq!(found, (vec![(Code::PdfDestinationMissing, at)], true));
    let found = broken(|case| case.sheets.pages.outline[0].children.push(entry(7)));
    assert_eq!(found, (vec![(Code::PdfDestinationMissing, span(TOME))], true));
    let found = broken(|case| case.sheets.pages.destinations.push(("loin".to_owned(), place(7))));
    assert_eq!(found, (vec![(Code::PdfDestinationMissing, span(TOME))], true));
    let found = broken(|case| {
        case.sheets.page(Folio::Arabic(2));
        case.sheets.pages.destinations.push(("debut".to_owned(), place(1)));
    });
    assert_eq!(found, (vec![(Code::PdfDestinationTwice, span(TOME))], true));
}
