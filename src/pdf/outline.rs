//! The document outline (ISO 32000-1, 12.3.3) and page labels (12.4.2).

use super::destinations::place;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::frame::{OutlineEntry, Pages},
    locale::Words,
    pagination::Folio,
    source::Span,
};
use krilla::{
    outline::{Outline, OutlineNode},
    page::{NumberingStyle, PageLabel},
};
use std::num::NonZeroU32;

/// The outline; none without entries, which the library reports as an error.
pub(super) fn outline(pages: &Pages, sink: &mut Diagnostics, fallback: Span) -> Option<Outline> {
    let mut outline = Outline::new();
    let nodes = nodes(&pages.outline, pages, sink, fallback);
    let some = !nodes.is_empty();
    for node in nodes {
        // Parts are open, so that readers see the texts at once.
        outline.push_child(node.with_open(true));
    }
    some.then_some(outline)
}

fn nodes(entries: &[OutlineEntry], pages: &Pages, sink: &mut Diagnostics, fallback: Span) -> Vec<OutlineNode> {
    let mut list = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some(place) = place(entry.destination, pages) else {
            sink.push(Diagnostic::new(Code::PdfDestinationMissing, fallback).with("name", &entry.title));
            continue;
        };
        let mut node = OutlineNode::new(entry.title.clone(), place);
        for child in nodes(&entry.children, pages, sink, fallback) {
            node.push_child(child);
        }
        list.push(node);
    }
    list
}

/// The label of the page at `index` of `count`: its folio as printed, or words for the covers.
pub(super) fn label(folio: Folio, index: usize, count: usize, words: &Words) -> PageLabel {
    match folio {
        Folio::Roman(number) => PageLabel::new(Some(NumberingStyle::LowerRoman), None, NonZeroU32::new(number)),
        Folio::Arabic(number) => PageLabel::new(Some(NumberingStyle::Arabic), None, NonZeroU32::new(number)),
        Folio::Unnumbered if index == 0 => PageLabel::new(None, Some(words.word("cover-title")), None),
        Folio::Unnumbered if index + 1 == count => PageLabel::new(None, Some(words.word("back-cover-title")), None),
        Folio::Unnumbered => PageLabel::default(),
    }
}
