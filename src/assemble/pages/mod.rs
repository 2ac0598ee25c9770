//! Generated pages: the sections of a volume that nobody writes, one file each.
//!
//! Each page is a function from the resolved book to blocks. The indices of sections are final by now, so that contents, index and
//! biographies can refer to them. Pages know no layout: the role of a `Display` says what a line is, the writers decide how it looks.

pub(super) mod accessibility;
mod back_cover;
pub(super) mod colophon;
mod contents;
mod contributors;
mod credits;
mod display;
mod half_title;
mod index;
mod legal;
mod links;
mod phrases;
mod sponsors;
mod title;

use crate::{
    book::{Book, ContributorId, MadePage, RichText, SectionKind},
    diagnostic::Diagnostics,
    locale::Words,
    memo::Resident,
};
use std::collections::BTreeMap;

/// Fills every generated page of the book. `also_by` holds the sentences about texts in other volumes.
pub(super) fn fill(
    book: &mut Book,
    words: &Words,
    also_by: &BTreeMap<ContributorId, RichText>,
    resident: Option<&Resident>,
    sink: &mut Diagnostics,
) {
    let pages: Vec<(usize, MadePage)> = book
        .sections
        .iter()
        .enumerate()
        .filter_map(|(index, section)| match section.kind {
            SectionKind::Made(page) => Some((index, page)),
            SectionKind::Part { .. } | SectionKind::Contribution(_) | SectionKind::Shared(_) => None,
        })
        .collect();
    for (section, page) in pages {
        let span = book.sections[section].span;
        book.sections[section].blocks = match page {
            MadePage::HalfTitle => half_title::blocks(book),
            MadePage::Title => title::blocks(book, words, span),
            MadePage::Legal => legal::blocks(book, words, span),
            MadePage::Supporters => sponsors::supporters(book),
            MadePage::Sponsors => sponsors::tiers(book, words, span),
            MadePage::Contents => contents::blocks(book, words),
            MadePage::Contributors => contributors::blocks(book, also_by, resident),
            MadePage::Index => index::blocks(book, span, resident, sink),
            // Filled by `write_accessibility_page`, after the checks.
            MadePage::Accessibility => Vec::new(),
            MadePage::Colophon => colophon::blocks(book, words, span),
            MadePage::BackCover => back_cover::blocks(book, words, span),
        };
    }
}
