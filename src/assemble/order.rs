//! The order of the volume, flattened: which piece stands where, in which matter, how deep.
//!
//! A made page that has nothing to say and a part without a text are left out here, with a note.

use super::texts::Text;
use crate::{
    book::{MadePage, Matter},
    diagnostic::{Code, Diagnostic, Diagnostics},
    manifest::{Markup, OrderEntry, TomeEntry},
    source::{Span, Spanned},
};
use std::collections::BTreeMap;

/// A piece in its place.
pub(super) struct Placed<'a> {
    pub(super) matter: Matter,
    pub(super) depth: u8,
    pub(super) piece: Piece<'a>,
}

/// What will be a section.
pub(super) enum Piece<'a> {
    Made(MadePage, Span),
    Part {
        number: u32,
        title: &'a Markup,
        id: Option<&'a Spanned<crate::book::Slug>>,
    },
    /// Index into the texts.
    Text(usize),
}

/// The pieces of `entry` in order. Expected texts have none.
pub(super) fn flatten<'a>(entry: &'a TomeEntry, texts: &[Text<'_>], sink: &mut Diagnostics) -> Vec<Placed<'a>> {
    let present: BTreeMap<&str, usize> =
        texts.iter().enumerate().filter(|(_, text)| !text.is_expected()).map(|(index, text)| (text.path(), index)).collect();
    let mut placed = Vec::new();
    let mut part = 0;
    for (matter, list) in [(Matter::Front, &entry.front), (Matter::Body, &entry.body), (Matter::Back, &entry.back)] {
        for item in list {
            match item {
                OrderEntry::Made(page) => placed.push(Placed { matter, depth: 0, piece: Piece::Made(page.value, page.span) }),
                OrderEntry::Text(path) => {
                    let index = present.get(path.value.as_str());
                    placed.extend(index.map(|&index| Placed { matter, depth: 0, piece: Piece::Text(index) }));
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
                    let piece = Piece::Part { number: part, title, id: id.as_ref() };
                    placed.push(Placed { matter, depth: 0, piece });
                    placed.extend(inside.into_iter().map(|index| Placed { matter, depth: 1, piece: Piece::Text(index) }));
                }
            }
        }
    }
    placed
}

/// The name of a made page in tome.yaml.
pub(super) fn page_name(page: MadePage) -> &'static str {
    MadePage::ALL.iter().find(|(_, known)| *known == page).map_or("", |(name, _)| name)
}
