//! The order of the volume as a flat list of items, each with its matter and its depth.
//!
//! A part without a received text is left out, with a note.

use super::texts::Text;
use crate::{
    book::{MadePage, Matter},
    diagnostic::{Code, Diagnostic, Diagnostics},
    manifest::{Markup, OrderEntry, TomeEntry},
    source::{Span, Spanned},
};
use std::collections::BTreeMap;

/// An item of the order.
pub(super) struct OrderItem<'a> {
    pub(super) matter: Matter,
    pub(super) depth: u8,
    pub(super) kind: ItemKind<'a>,
}

/// What an item is; each becomes a section.
pub(super) enum ItemKind<'a> {
    Made(MadePage, Span),
    Part {
        number: u32,
        title: &'a Markup,
        id: Option<&'a Spanned<crate::book::Slug>>,
    },
    /// An index into the texts.
    Text(usize),
}

/// The items of `entry` in order. Expected texts are left out.
pub(super) fn flatten<'a>(entry: &'a TomeEntry, texts: &[Text<'_>], sink: &mut Diagnostics) -> Vec<OrderItem<'a>> {
    let present: BTreeMap<&str, usize> =
        texts.iter().enumerate().filter(|(_, text)| !text.is_expected()).map(|(index, text)| (text.path(), index)).collect();
    let mut items = Vec::new();
    let mut part = 0;
    for (matter, list) in [(Matter::Front, &entry.front), (Matter::Body, &entry.body), (Matter::Back, &entry.back)] {
        for item in list {
            match item {
                OrderEntry::Made(page) => items.push(OrderItem { matter, depth: 0, kind: ItemKind::Made(page.value, page.span) }),
                OrderEntry::Text(path) => {
                    let index = present.get(path.value.as_str());
                    items.extend(index.map(|&index| OrderItem { matter, depth: 0, kind: ItemKind::Text(index) }));
                }
                OrderEntry::Part { title, id, texts } => {
                    let inside: Vec<usize> = texts.iter().filter_map(|path| present.get(path.value.as_str()).copied()).collect();
                    if inside.is_empty() {
                        if !sink.has_errors() {
                            sink.push(Diagnostic::new(Code::EmptyPart, title.span).with("title", &title.value));
                        }
                        continue;
                    }
                    part += 1;
                    let kind = ItemKind::Part { number: part, title, id: id.as_ref() };
                    items.push(OrderItem { matter, depth: 0, kind });
                    items.extend(inside.into_iter().map(|index| OrderItem { matter, depth: 1, kind: ItemKind::Text(index) }));
                }
            }
        }
    }
    back_cover_last(&mut items, sink);
    items
}

/// Puts the back cover at the end of the volume, whatever its place in the order: on paper nothing can follow it.
fn back_cover_last(items: &mut Vec<OrderItem<'_>>, sink: &mut Diagnostics) {
    let place = items.iter().enumerate().find_map(|(index, item)| match item.kind {
        ItemKind::Made(MadePage::BackCover, span) => Some((index, span)),
        ItemKind::Made(..) | ItemKind::Part { .. } | ItemKind::Text(_) => None,
    });
    let Some((index, span)) = place.filter(|(index, _)| index + 1 < items.len()) else { return };
    sink.push(Diagnostic::new(Code::BackCoverNotLast, span));
    let back_cover = items.remove(index);
    items.push(OrderItem { matter: Matter::Back, ..back_cover });
}

/// The name of a generated page in tome.yaml.
pub(super) fn page_name(page: MadePage) -> &'static str {
    MadePage::ALL.iter().find(|(_, known)| *known == page).map_or("", |(name, _)| name)
}
