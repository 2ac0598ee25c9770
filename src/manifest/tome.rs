//! tome.yaml → [`TomeEntry`], and what must be unique among the volumes.

use super::{
    declared::TomeEntry,
    node::Node,
    order::Order,
    references::{picture, report_duplicates},
    shape::whole,
};
use crate::{
    book::{Date, Isbn, Slug},
    diagnostic::Diagnostics,
    source::{SourceMap, Span, Spanned},
};

/// Reads a checked tome.yaml of the folder `id`; `rank` is its place in book.yaml, from 1.
pub(super) fn tome(node: &Node, span: Span, id: Slug, rank: u32, sources: &SourceMap, sink: &mut Diagnostics) -> TomeEntry {
    let folder = format!("{id}/");
    let isbn = |format: &str| node.get("isbn").and_then(|isbns| isbns.parsed(format, Isbn::parse));
    let cover = picture(node, "cover", &folder, sources, sink);
    let mut order = Order::new(&folder, sources);
    let front = node.list("front", |item| order.entry(item, sink));
    let body = node.list("body", |item| order.entry(item, sink));
    let back = node.list("back", |item| order.entry(item, sink));
    order.finish(sink);
    TomeEntry {
        span,
        number: node.parsed("number", whole).unwrap_or_else(|| Spanned::new(rank, span)),
        title: node.text_of("title"),
        subtitle: node.text_of("subtitle"),
        date: node.parsed("date", Date::parse),
        isbn_epub: isbn("epub"),
        isbn_pdf: isbn("pdf"),
        isbn_print: isbn("print"),
        cover,
        summary: node.text_of("summary"),
        front,
        body,
        back,
        id,
    }
}

/// Reports volume numbers and ISBNs given twice: each product has its own.
pub(super) fn report_twins(tomes: &[TomeEntry], sink: &mut Diagnostics) {
    let numbers: Vec<_> = tomes.iter().map(|tome| tome.number.map(|number| number.to_string())).collect();
    report_duplicates(&numbers, "volume", sink);
    let all = |tome: &TomeEntry| [tome.isbn_epub.clone(), tome.isbn_pdf.clone(), tome.isbn_print.clone()];
    let isbns: Vec<_> = tomes.iter().flat_map(all).flatten().map(|isbn| isbn.map(|isbn| isbn.digits().to_owned())).collect();
    report_duplicates(&isbns, "isbn", sink);
}
