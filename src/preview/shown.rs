//! A volume as the page is told of it: its sections, and its spreads by the sum of what is drawn on them.

use crate::{book::plain_text, compile::LaidOut, epub, layout::frame::Page, source::SourceMap, typeset::length::Length};
use serde::Serialize;
use std::ops::Range;

/// What the page is told of a volume, as JSON. `spreads` are the sums of its spreads and their pages.
pub(super) fn volume(
    LaidOut { book, pages, .. }: &LaidOut,
    sources: &SourceMap,
    spreads: impl Iterator<Item = (String, Range<usize>)>,
) -> String {
    let mut first_pages = vec![None; book.sections.len()];
    for (index, section) in pages.pages.iter().enumerate().filter_map(|(index, page)| Some((index, page.section?))) {
        first_pages[section].get_or_insert(index);
    }
    let names = epub::document_names(book);
    let sections = book.sections.iter().enumerate().map(|(index, section)| ShownSection {
        title: plain_text(&section.title),
        depth: section.depth,
        path: sources.get(section.span.source).path(),
        page: first_pages[index],
        document: names.get(index),
    });
    let page = |page: &Page| {
        let [width, height] = [page.size.width, page.size.height].map(Length::to_points);
        ShownPage { folio: page.folio.label(), width, height, section: page.section }
    };
    let spread = |(sum, range): (String, Range<usize>)| ShownSpread {
        sum,
        first: range.start,
        pages: pages.pages[range].iter().map(page).collect(),
    };
    // A single volume may have no title of its own.
    let title = [&book.tome.title, &book.work.title].map(|title| plain_text(title)).into_iter().find(|title| !title.is_empty());
    let volume = ShownVolume {
        id: book.tome.id.as_str(),
        title,
        lang: book.work.lang.as_str(),
        right_to_left: book.work.lang.is_right_to_left(),
        sections: sections.collect(),
        spreads: spreads.map(spread).collect(),
    };
    // Words and numbers are always JSON.
    serde_json::to_string(&volume).unwrap_or_default()
}

/// A volume as the page is told of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ShownVolume<'a> {
    id: &'a str,
    title: Option<String>,
    lang: &'a str,
    right_to_left: bool,
    sections: Vec<ShownSection<'a>>,
    spreads: Vec<ShownSpread>,
}

#[derive(Serialize)]
struct ShownSection<'a> {
    title: String,
    depth: u8,
    path: &'a str,
    /// The index of its first page; none when it has none.
    page: Option<usize>,
    /// The name of its document in the EPUB.
    document: Option<&'a String>,
}

#[derive(Serialize)]
struct ShownSpread {
    sum: String,
    first: usize,
    pages: Vec<ShownPage>,
}

/// A page; its size in points.
#[derive(Serialize)]
struct ShownPage {
    folio: String,
    width: f64,
    height: f64,
    section: Option<usize>,
}
