//! The EPUB of the book with one of each kind of node, and of sections too large for one file. Leaves two EPUBs for the validators in the
//! folder that Cargo gives to tests.

use super::{
    archive::{file, unzipped},
    everything::{PIXEL, everything, page_map},
    nodes::{cell, heading, link, paragraph, slug, span},
};
use make_book::{
    book::*,
    diagnostic::Diagnostics,
    epub,
    fonts::FontSet,
    pagination::{Folio, PageMap, PagePosition, PageStart},
};

fn cover() -> epub::Cover {
    let bytes = PIXEL.into();
    let picture =
        Asset { path: "cover".into(), bytes, format: ImageFormat::Gif, size: (1, 1), stored: Stored::default(), span: span() };
    epub::Cover { picture }
}

fn write(book: &Book, map: Option<&PageMap>) -> (Vec<u8>, Diagnostics) {
    let mut sink = Diagnostics::new();
    let bytes = epub::write(book, map, &cover(), &FontSet::default(), &mut sink);
    (bytes, sink)
}

#[test]
fn a_book_with_one_of_everything() {
    let book = everything();
    let map = page_map(&book);
    let (bytes, sink) = write(&book, Some(&map));
    assert_eq!(write(&book, Some(&map)).0, bytes, "the same book is the same bytes");
    let reported: Vec<_> = sink.iter().map(|diagnostic| diagnostic.code.name()).collect();
    assert_eq!(reported, ["E005", "E001"]);

    let files = unzipped(&bytes);
    assert_eq!(files[0], ("mimetype".to_owned(), "application/epub+zip".to_owned()));
    let text = file(&files, "OEBPS/je-twitte.xhtml");
    assert!(text.contains(
        "Un texte <span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page_3\" aria-label=\"page 3\"></span>&amp; des"
    ));
    let nav = file(&files, "OEBPS/nav.xhtml");
    assert!(nav.contains("<a href=\"je-twitte.xhtml#page_3\">3</a>"));
    // The validators do not run here.
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/everything.epub"), bytes).expect("a file for the validators");
}

/// MuPDF prints the words of what it does not know in generated content: « none », « attr ». A table that folds on narrow pages alone does so in a
/// container query, which MuPDF passes over.
#[test]
fn heads_before_the_values_of_a_folded_table_are_text() {
    let table = |columns: usize| {
        let cells = |word: &str| (0..columns).map(|column| cell(&format!("{word}{column}"))).collect::<Vec<_>>();
        let head = [vec![cell("")], cells("a").into_iter().skip(1).collect()].concat();
        let columns = vec![Alignment::End; columns];
        let (caption, anchor) = (Vec::new(), None);
        Block::Table(Box::new(Table { id: BlockId(0), anchor, head, columns, rows: vec![cells("b")], caption, span: span() }))
    };
    let mut book = everything();
    book.sections[4].blocks.extend([table(12), table(13)]);
    let (bytes, _) = write(&book, None);
    let files = unzipped(&bytes);
    let text =
        files.iter().find(|(_, text)| text.contains("class=\"table folded\"")).map(|(_, text)| text.as_str()).expect("the text");
    let (folding, folded) = text.split_once("class=\"table folded\"").expect("the wider table");
    assert!(folding.contains("<td class=\"end\">b0</td><td data-head=\"a1\u{a0}: \" class=\"end\">b1</td>"), "{folding}");
    assert!(
        folded.contains("<td class=\"end\">b0</td><td class=\"end\"><span class=\"column-head\">a1\u{a0}: </span>b1</td>"),
        "{folded}"
    );
    let css = file(&files, "OEBPS/stylesheet.css");
    let generated: Vec<&str> = css
        .lines()
        .filter(|line| line.contains("content: ") && !line.contains("content: \"") && !line.starts_with("/*"))
        .collect();
    assert_eq!(generated, ["  .folding [data-head]::before { content: attr(data-head); font-style: italic; }"]);
}

/// The mark of a page that begins with a heading, or with an entry of the contents, stands before it. Within it, a screen reader that
/// moves from heading to heading would announce « page 7 Un titre ».
#[test]
fn a_page_break_is_not_part_of_a_heading() {
    let book = everything();
    let heading = book.sections[8].blocks.iter().find_map(|block| match block {
        Block::Heading(heading) => first_text_id(&heading.content),
        _ => None,
    });
    let title = book.sections[4].blocks.iter().find_map(|block| match block {
        Block::Contents(contents) => {
            contents.entries.iter().find(|entry| entry.section == 10).and_then(|entry| first_text_id(&entry.title))
        }
        _ => None,
    });
    let at = |folio, section, text: Option<TextId>| PageStart {
        page: 0,
        folio: Folio::Arabic(folio),
        position: PagePosition::Text { section, text: text.expect("a leaf"), offset: 0 },
    };
    let map = PageMap { starts: vec![at(7, 8, heading), at(9, 4, title)], section_folios: Vec::new(), ..PageMap::default() };
    let files = unzipped(&write(&book, Some(&map)).0);
    let mark = |page| {
        format!("<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page_{page}\" aria-label=\"page {page}\"></span>")
    };
    let text = file(&files, "OEBPS/je-twitte.xhtml");
    assert!(text.contains(&format!("{}<h2 id=\"a\">Un titre trop profond</h2>", mark(7))), "{text}");
    let contents = file(&files, "OEBPS/sommaire.xhtml");
    assert!(contents.contains(&format!("<li>{}<a href=\"postface.xhtml\">", mark(9))), "{contents}");
}

#[test]
fn a_section_too_large_for_one_file_is_spread_over_several() {
    let mut book = everything();
    let words = "mot ".repeat(500);
    let long = (0..300).flat_map(|number| {
        let title = (number % 20 == 0).then(|| Block::Heading(heading(HeadingLevel::H2, &format!("h-{number}"), "Titre")));
        title.into_iter().chain([paragraph(&words)])
    });
    book.sections[8].blocks.extend(long);
    book.sections[10].blocks.push(Block::paragraph(
        vec![link(LinkTarget::Anchor { section: slug("je-twitte"), anchor: slug("h-280") }, "loin")],
        span(),
    ));
    numbering::number(&mut book);
    let (bytes, _) = write(&book, None);
    let files = unzipped(&bytes);
    let sizes = || files.iter().filter(|(name, _)| name.contains("je-twitte")).map(|(_, text)| text.len());
    assert!(sizes().count() > 2 && sizes().all(|size| size < 300_000), "{:?}", sizes().collect::<Vec<_>>());
    let target = file(&files, "OEBPS/postface.xhtml").split("href=\"je-twitte_").nth(1).and_then(|rest| rest.split('#').next());
    let target = format!("OEBPS/je-twitte_{}", target.expect("a link to a later file"));
    assert!(file(&files, &target).contains("id=\"h-280\""));
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/large.epub"), bytes).expect("a file for the validators");
}

#[test]
fn a_block_too_large_for_one_file_is_reported() {
    let mut book = everything();
    let text = "mot\n".repeat(80_000);
    book.sections[8].blocks.push(Block::Code(CodeBlock { language: None, text, id: TextId::default(), span: span() }));
    numbering::number(&mut book);
    let (_, sink) = write(&book, None);
    assert!(sink.iter().any(|diagnostic| diagnostic.code.name() == "E062"), "{sink:?}");
}
