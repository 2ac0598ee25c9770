//! The file: written twice the same, from the page cache, and read back.

use super::{SVG, encoded, everything, images, pictured, plain, written};
use crate::{
    book::{Book, Isbn, PdfStandard},
    diagnostic::Diagnostics,
    layout::{
        frame::{Artifact, Content, Pages, Shape},
        structure::{Structure, StructureType as Role},
    },
    memo::Memo,
    pagination::Folio,
    pdf::{line_ends, placement, write_with},
    raster::test_pages::{TestPages, fonts},
    typeset::{color::Color, length::Length, run::GlyphRun},
};
use image::ImageFormat as Encoding;
use std::borrow::Cow;

#[test]
fn everything_is_written_twice_the_same() {
    let (book, sheets) = (pictured(), everything());
    let (first, found) = written(&book, &sheets);
    assert_eq!(found, []);
    let first = first.expect("a PDF");
    assert!(first.starts_with(b"%PDF-1.7"));
    assert_eq!(written(&book, &sheets).0, Some(first));
}

#[test]
fn pages_that_are_given_away_give_the_same_file_and_the_same_messages() {
    let (book, mut sheets) = (pictured(), everything());
    let write = |pages: Cow<'_, Pages>| {
        let mut found = Diagnostics::new();
        let bytes = write_with(&book, pages, &fonts(), &Memo::default(), &mut found).map(|parts| parts.to_vec());
        (bytes, found.iter().map(|diagnostic| (diagnostic.code, diagnostic.span)).collect::<Vec<_>>())
    };
    let kept = write(Cow::Borrowed(&sheets.pages));
    assert!(kept.0.is_some());
    assert_eq!(write(Cow::Owned(sheets.pages.clone())), kept);
    // Figures without a description, whose place is that of what they show.
    for element in sheets.pages.structure.elements.iter_mut().filter(|element| element.structure_type == Role::Figure) {
        element.attributes_mut().alt = None;
        element.span = None;
    }
    let kept = write(Cow::Borrowed(&sheets.pages));
    assert!(kept.0.is_none() && !kept.1.is_empty());
    assert_eq!(write(Cow::Owned(sheets.pages)), kept);
}

/// What an editor changes between two builds.
type Edit = fn(&mut Book, &mut TestPages);

#[test]
fn cached_pages_give_the_same_file_as_drawn_ones() {
    fn written_with(memo: &Memo, edit: Edit) -> Option<Vec<u8>> {
        let (mut book, mut sheets) = (pictured(), everything());
        edit(&mut book, &mut sheets);
        write_with(&book, Cow::Borrowed(&sheets.pages), &fonts(), memo, &mut Diagnostics::new()).map(|parts| parts.to_vec())
    }
    /// The runs of a page, in their order.
    fn runs(sheets: &mut TestPages, page: usize) -> impl Iterator<Item = &mut GlyphRun> {
        sheets.pages.pages[page].items.iter_mut().filter_map(|item| match &mut item.shape {
            Shape::Glyphs(run) => Some(run),
            _ => None,
        })
    }
    fn text_of(sheets: &mut TestPages, page: usize, text: &str) {
        let mut other = TestPages::default();
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
            let mut other = TestPages::default();
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
    // Title, summary and rights, each for the default language and for the book's.
    assert_eq!(metadata.matches("<rdf:li xml:lang=\"x-default\">").count(), 3, "{metadata}");
    for text in ["Un livre à l’essai</rdf:li>", "© 2015 les auteurs</rdf:li>"] {
        assert!(metadata.contains(&format!("</rdf:li><rdf:li xml:lang=\"fr\">{text}")), "{metadata}");
    }
    let text = file.extract_text(&[1]).expect("text");
    assert!(text.contains("L’œuvre où l’on coupe"), "{text}");

    // Each once: two JPEGs, the GIF, and the PNG with its soft mask; the WebP has the same pixels as the PNG.
    assert_eq!(images(&file).count(), 5);
    assert!(images(&file).any(|stream| stream.content == *book.assets[0].bytes.read()), "a JPEG goes in byte for byte");
    let width = |stream: &lopdf::Stream| stream.dict.get(b"Width").and_then(lopdf::Object::as_i64).unwrap_or_default();
    // 40 points at 300 pixels per inch.
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

/// What there is to know of the runs of each page.
fn ends(sheets: &TestPages) -> Vec<line_ends::LineEnds> {
    line_ends::line_ends(&sheets.pages, &placement::Placement::new(&sheets.pages.structure))
}

/// Whether a space is appended, for each run of all pages.
fn spaced(sheets: &TestPages) -> Vec<bool> {
    ends(sheets).into_iter().flat_map(|page| page.spaced).collect()
}

/// What each run of all pages is read as. A replacement text stands between bars, a hyphen that is only told apart is shown as U+2010.
fn read(sheets: &TestPages) -> Vec<String> {
    let runs = sheets.pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match (&item.shape, item.content) {
        (Shape::Glyphs(run), Content::Marked(_)) => Some(&*run.text),
        _ => None,
    });
    let ends = ends(sheets);
    let read = |(text, ends): (&str, line_ends::RunEnds<'_>)| {
        let (mut read, mut at) = (String::new(), 0);
        for part in ends.divided {
            read.push_str(&text[at..part.bytes.start as usize]);
            read.push_str(&part.text.as_ref().map_or("\u{2010}".to_owned(), |text| format!("|{text}|")));
            at = part.bytes.end as usize;
        }
        read + &text[at..]
    };
    runs.zip(ends.iter().flat_map(line_ends::LineEnds::runs)).map(read).collect()
}

#[test]
fn a_divided_word_is_read_whole_at_its_first_part() {
    let read_as = |lines: &[&str]| {
        let mut sheets = TestPages::default();
        let paragraph = sheets.element(Structure::ROOT, Role::Paragraph);
        let mark = sheets.line(paragraph, lines[0]);
        lines[1..].iter().for_each(|line| sheets.more(Content::Marked(mark), line));
        read(&sheets)
    };
    for (lines, expected) in [
        (
            &["ils nous avertis\u{ad}", "saient que c’est-", "à-dire demain"][..],
            &["ils nous |avertissaient|", "| |que |c’est-à-dire|", "| |demain"][..],
        ),
        // With the signs that follow it, up to where a line might end; without those before a space.
        (&["«\u{202f}aver\u{ad}", "tis\u{202f}; oui"], &["«\u{202f}|avertis\u{202f};|", "| |oui"]),
        (&["(aver\u{ad}", "tis)."], &["|(avertis).|", "| |"]),
        // In three lines: the hyphen of hyphenation stays what it is, the author's own is told apart.
        (&["an\u{ad}", "ti\u{ad}", "constitution"], &["an\u{ad}", "|ticonstitution|", "| |"]),
        (&["c’est-", "à-", "dire oui"], &["c’est\u{2010}", "|à-dire|", "| |oui"]),
        // No hyphen of a word: a dash, an option, a suffix, the end of a paragraph.
        (&["oui --", "non"], &["oui --", "non"]),
        (&["un suffixe -", "able"], &["un suffixe -", "able"]),
        (&["mi- ", "temps"], &["mi- ", "temps"]),
        (&["avant-", " et après"], &["avant-", " et après"]),
        (&["avant-"], &["avant-"]),
    ] {
        assert_eq!(read_as(lines), expected, "{lines:?}");
    }
}

#[test]
fn a_divided_word_ends_with_a_space_only_where_words_end() {
    let mut sheets = TestPages::default();
    let paragraph = sheets.element(Structure::ROOT, Role::Paragraph);
    for beside in [", dit-on", " et dits"] {
        let mark = sheets.line(paragraph, "aver\u{ad}");
        sheets.more(Content::Marked(mark), "tis");
        sheets.line(paragraph, beside);
        // On the same line.
        let [.., before, last] = &mut *sheets.pages.pages[0].items else { panic!("two runs") };
        let (Shape::Glyphs(before), Shape::Glyphs(last)) = (&before.shape, &mut last.shape) else { panic!("two runs") };
        last.origin = before.end();
    }
    let next = sheets.element(Structure::ROOT, Role::Paragraph);
    let mark = sheets.line(next, "aver\u{ad}");
    sheets.more(Content::Marked(mark), "tis");
    let expected = ["|avertis|", "|\u{200b}|", ", dit-on", "|avertis|", "| |", " et dits", "|avertis|", "| |"].map(str::to_owned);
    assert_eq!(read(&sheets), expected);
}

#[test]
fn a_word_is_read_in_its_two_parts_over_pages_and_over_elements() {
    let mut sheets = TestPages::default();
    let paragraph = sheets.element(Structure::ROOT, Role::Paragraph);
    let mark = sheets.line(paragraph, "la lune et l’aver\u{ad}");
    let note = sheets.element(Structure::ROOT, Role::Note);
    sheets.line(note, "Une note.");
    sheets.page(Folio::Arabic(2));
    sheets.more(Content::Marked(mark), "tissement. Puis c’est-");
    let emphasis = sheets.element(paragraph, Role::Emphasis);
    sheets.line(emphasis, "à-dire aver\u{ad}");
    sheets.line(paragraph, "tis");
    let expected =
        ["la lune et l’aver\u{ad}", "Une note.", "tissement. Puis c’est\u{2010}", "à-dire aver\u{ad}", "tis"].map(str::to_owned);
    assert_eq!(read(&sheets), expected);
    assert_eq!(ends(&sheets).len(), 2);
}

#[test]
fn a_line_that_ends_a_word_without_a_space_gets_one() {
    let mut sheets = TestPages::default();
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
    assert_eq!(spaced(&sheets), [true, false, false, false, true, false, false, true, false]);
}

#[test]
fn labels_of_a_chart_do_not_run_into_each_other() {
    let mut sheets = TestPages::default();
    let chart = sheets.element(Structure::ROOT, Role::Figure);
    let mark = sheets.line(chart, "répondants");
    sheets.more(Content::Marked(mark), "12 ");
    sheets.more(Content::Marked(mark), "Aucune");
    let next = sheets.element(Structure::ROOT, Role::Paragraph);
    sheets.line(next, "Un alinéa");
    assert_eq!(spaced(&sheets), [true, false, true, false]);
}

#[test]
fn the_file_identifier_changes_with_a_letter_inside_a_line() {
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
    // The same letters in another order.
    let (one, other) = (instance("mines"), instance("menis"));
    assert_eq!(one[0], other[0]);
    assert_ne!(one[1], other[1]);
    assert_eq!(one, instance("mines"));
}

#[test]
fn metadata_name_the_volume_its_editions_and_its_rights() {
    let mut book = pictured();
    let other = book.work.tomes[0].clone();
    book.work.tomes.push(other);
    book.tome.isbn.print = Isbn::parse("978-2-9550378-7-4");
    book.work.legal.data_mining_reserved = true;
    book.work.legal.data_mining_policy = Some("https://exemple.fr/tdm?a&b".to_owned());
    for standard in [PdfStandard::Ua1, PdfStandard::Ua2] {
        book.design.pdf = standard;
        let bytes = written(&book, &plain()).0.expect("a PDF");
        let text = String::from_utf8_lossy(&bytes);
        let start = text.find("<?xpacket begin").expect("a packet");
        let packet = &text[start..text.find("<?xpacket end").expect("its end")];
        for said in [
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Un livre à l’essai. Tome 1, Premier tome</rdf:li>",
            "<dc:source>urn:isbn:9782955037874</dc:source>",
            "<tdm:reservation>1</tdm:reservation><tdm:policy>https://exemple.fr/tdm?a&amp;b</tdm:policy>",
            "xmlns:tdm=\"http://www.w3.org/ns/tdmrep/\"",
        ] {
            assert!(packet.contains(said), "{said}: {packet}");
        }
        // A second list of extension schemas would make the packet unreadable; PDF/A-4 needs none.
        let is_first = standard == PdfStandard::Ua1;
        assert_eq!(packet.matches("<pdfaExtension:schemas>").count(), usize::from(is_first));
        assert_eq!(packet.matches("<pdfaSchema:prefix>").count(), if is_first { 2 } else { 0 });
    }
}
