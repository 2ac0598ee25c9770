//! tome.yaml → [`TomeEntry`], and the numbers that must be unique among the volumes.

use super::{
    declared::TomeEntry,
    node::Node,
    order::Order,
    references::{read_picture, report_duplicates},
    scalar::parse_positive,
};
use crate::{
    book::{Date, Isbn, Slug},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{SourceMap, Span, Spanned},
};
use std::collections::BTreeSet;

/// Reads a checked tome.yaml of the folder `id`. `rank` is its position in book.yaml, from 1; it is the default number.
pub(super) fn read_tome(node: &Node, span: Span, id: Slug, rank: u32, sources: &SourceMap, sink: &mut Diagnostics) -> TomeEntry {
    let folder = format!("{id}/");
    let isbns = node.get("isbn");
    let mut isbn = |format: &str| {
        let isbn = isbns.and_then(|isbns| isbns.parsed(format, Isbn::parse))?;
        let written = isbns.and_then(|isbns| isbns.get(format)).and_then(Node::text).map_or("", |text| text.value);
        let shown = isbn.value.to_string();
        if shown != written {
            sink.push(Diagnostic::new(Code::IsbnHyphens, isbn.span).with("written", written).with("shown", shown));
        }
        Some(isbn)
    };
    let [isbn_epub, isbn_pdf, isbn_print] = ["epub", "pdf", "print"].map(&mut isbn);
    let cover = read_picture(node, "cover", &folder, sources, sink);
    let mut order = Order::new(&folder, sources);
    let front = node.list("front", |item| order.read_entry(item, sink));
    let body = node.list("body", |item| order.read_entry(item, sink));
    let back = node.list("back", |item| order.read_entry(item, sink));
    order.finish(sink);
    TomeEntry {
        span,
        number: node.parsed("number", parse_positive).unwrap_or_else(|| Spanned::new(rank, span)),
        title: node.text_of("title"),
        subtitle: node.text_of("subtitle"),
        date: node.parsed("date", Date::parse),
        isbn_epub,
        isbn_pdf,
        isbn_print,
        cover,
        summary: node.paragraphs_of("summary"),
        front,
        body,
        back,
        id,
    }
}

/// Reports volume numbers and ISBNs that are used twice.
pub(super) fn report_repeated_numbers(tomes: &[TomeEntry], sink: &mut Diagnostics) {
    let numbers: Vec<_> = tomes.iter().map(|tome| tome.number.map(|number| number.to_string())).collect();
    report_duplicates(&numbers, "volume", sink);
    let all = |tome: &TomeEntry| {
        let mut isbns = [tome.isbn_epub.clone(), tome.isbn_pdf.clone(), tome.isbn_print.clone()];
        // The second is the one further down, whatever its format.
        isbns.sort_by_key(|isbn| isbn.as_ref().map(|isbn| isbn.span));
        isbns
    };
    let isbns: Vec<_> = tomes.iter().flat_map(all).flatten().map(|isbn| isbn.map(|isbn| isbn.digits().to_owned())).collect();
    // Of a number that stands there again only that is told: it is to be replaced.
    let mut seen = BTreeSet::new();
    let repeated: BTreeSet<Span> = isbns.iter().filter(|isbn| !seen.insert(&isbn.value)).map(|isbn| isbn.span).collect();
    sink.retain(|found| found.code != Code::IsbnHyphens || !repeated.contains(&found.span));
    report_duplicates(&isbns, "isbn", sink);
}
