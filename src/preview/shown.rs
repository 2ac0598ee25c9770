//! A volume as the page is told of it: its sections, and its spreads by the sum of what is drawn on them.

use crate::{
    book::plain_text,
    compile::LaidOut,
    epub,
    layout::frame::Page,
    source::SourceMap,
    typeset::length::{Length, Size},
};
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
    // A single volume may have no title of its own.
    let title = [&book.tome.title, &book.work.title].map(|title| plain_text(title)).into_iter().find(|title| !title.is_empty());
    let size = most_frequent_size(&pages.pages);
    let [width, height] = [size.width, size.height].map(Length::to_points);
    let volume = ShownVolume {
        id: book.tome.id.as_str(),
        title,
        lang: book.work.lang.as_str(),
        right_to_left: book.work.lang.is_right_to_left(),
        width,
        height,
        sections: sections.collect(),
    };
    // Words and numbers are always JSON.
    let mut json = serde_json::to_string(&volume).unwrap_or_default();
    // The spreads, of which there are hundreds, are written without the serializer.
    json.pop();
    json.push_str(",\"spreads\":[");
    for (index, (sum, range)) in spreads.enumerate() {
        json.push_str(if index > 0 { "," } else { "" });
        write_spread(&sum, &pages.pages[range], size, &mut json);
    }
    json.push_str("]}");
    json
}

/// The size of most pages: of all but the odd one, such as a cover with a spine.
fn most_frequent_size(pages: &[Page]) -> Size {
    // The second page is none of the cover's.
    pages.get(1).or_else(|| pages.first()).map(|page| page.size).unwrap_or_default()
}

/// Writes a spread as JSON: `sum`, and for each page `folio`, `section` and, if it has another size than most, its own.
fn write_spread(sum: &str, pages: &[Page], usual: Size, json: &mut String) {
    for part in ["{\"sum\":\"", sum, "\",\"pages\":["] {
        json.push_str(part);
    }
    for (index, page) in pages.iter().enumerate() {
        json.push_str(if index > 0 { ",{\"folio\":\"" } else { "{\"folio\":\"" });
        // Digits or letters.
        json.push_str(&page.folio.label());
        json.push_str("\",\"section\":");
        match page.section {
            Some(section) => json.push_str(&section.to_string()),
            None => json.push_str("null"),
        }
        if page.size != usual {
            let [width, height] = [page.size.width, page.size.height].map(Length::to_points);
            json.push_str(&format!(",\"width\":{width},\"height\":{height}"));
        }
        json.push('}');
    }
    json.push_str("]}");
}

/// A volume as the page is told of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ShownVolume<'a> {
    id: &'a str,
    title: Option<String>,
    lang: &'a str,
    right_to_left: bool,
    /// The size of most pages, in points.
    width: f64,
    height: f64,
    sections: Vec<ShownSection<'a>>,
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
