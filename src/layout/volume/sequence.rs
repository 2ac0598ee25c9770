//! The sequence of pages: on which side each section opens, where blank pages go, which folio each page has.
//!
//! Front matter has roman folios; from the body on they are arabic, and begin again at 1. It knows how many pages a section has,
//! not what is on them. Read next: `volume`, which builds the pages in this order.

use crate::{
    book::{Book, MadePage, Matter, OpeningPage, Section, SectionKind},
    layout::{folios::Folios, geometry::Side, section::PaginatedSection},
    pagination::Folio,
};

/// A page of the sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSlot {
    /// What is on it.
    pub content: SlotContent,
    /// Its number.
    pub folio: Folio,
}

/// What is on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotContent {
    /// The front cover.
    Cover,
    /// Nothing.
    Blank,
    /// A page of a section.
    Section {
        /// Index of the section.
        section: usize,
        /// Which of its pages, from 0.
        page: usize,
    },
}

/// The order of all pages. `page_count` says how many pages a section has when it opens on a side.
#[must_use]
pub fn page_sequence(book: &Book, page_count: impl Fn(usize, Side) -> usize) -> Vec<PageSlot> {
    let unnumbered = |content| PageSlot { content, folio: Folio::Unnumbered };
    let mut sequence = vec![unnumbered(SlotContent::Cover), unnumbered(SlotContent::Blank)];
    let (mut number, mut matter) = (0, Matter::Front);
    let folio = |number, matter| if matter == Matter::Front { Folio::Roman(number) } else { Folio::Arabic(number) };
    for (index, section) in book.sections.iter().enumerate() {
        let is_back_cover = section.kind == SectionKind::Made(MadePage::BackCover);
        let opens_body = matter == Matter::Front && section.matter != Matter::Front;
        let side = opening_side(book, index);
        if side.is_some_and(|side| Side::of_index(sequence.len()) != side) {
            number += 1;
            sequence.push(PageSlot { content: SlotContent::Blank, folio: folio(number, matter) });
        }
        if opens_body {
            (number, matter) = (0, Matter::Body);
        }
        for page in 0..page_count(index, Side::of_index(sequence.len())) {
            number += 1;
            let folio = if is_back_cover { Folio::Unnumbered } else { folio(number, matter) };
            sequence.push(PageSlot { content: SlotContent::Section { section: index, page }, folio });
        }
    }
    sequence
}

/// The side on which a section must open; none when it opens on the page after the section before it.
#[must_use]
pub fn opening_side(book: &Book, index: usize) -> Option<Side> {
    let section = &book.sections[index];
    let opens_body = section.matter != Matter::Front && book.sections[..index].iter().all(|other| other.matter == Matter::Front);
    if section.kind == SectionKind::Made(MadePage::BackCover) {
        Some(Side::Verso)
    } else if opens_body || opens_on_recto(book, section) {
        Some(Side::Recto)
    } else {
        None
    }
}

/// The side on which each of `count` sections opens in a sequence.
#[must_use]
pub fn opening_sides(sequence: &[PageSlot], count: usize) -> Vec<Side> {
    let mut sides = vec![Side::Recto; count];
    for (index, slot) in sequence.iter().enumerate() {
        if let SlotContent::Section { section, page: 0 } = slot.content {
            sides[section] = Side::of_index(index);
        }
    }
    sides
}

/// Whether a section opens on a recto.
fn opens_on_recto(book: &Book, section: &Section) -> bool {
    match section.kind {
        SectionKind::Part { .. } => true,
        SectionKind::Made(MadePage::HalfTitle | MadePage::Title | MadePage::Contents) => true,
        SectionKind::Made(_) => false,
        SectionKind::Contribution(_) | SectionKind::Shared(_) => book.design.openings == OpeningPage::Recto,
    }
}

/// The folios that contents and index print for a sequence: those of the lines only of sections that are `cited`.
#[must_use]
pub fn folios(sequence: &[PageSlot], sections: &[PaginatedSection], cited: &[bool]) -> Folios {
    let mut folios = Folios { sections: vec![None; sections.len()], lines: vec![Vec::new(); sections.len()] };
    for slot in sequence {
        let SlotContent::Section { section, page } = slot.content else { continue };
        match &mut folios.sections[section] {
            Some((_, last)) => *last = slot.folio,
            none => *none = Some((slot.folio, slot.folio)),
        }
        if !cited[section] {
            continue;
        }
        let (lines, pages) = (&mut folios.lines[section], &sections[section].pages);
        if page == 0 {
            lines.reserve(pages.iter().map(|composed| composed.lines.len()).sum());
        }
        if let Some(composed) = pages.get(page) {
            lines.extend(composed.lines.iter().map(|&(text, offset)| (text, offset, slot.folio)));
        }
    }
    for lines in &mut folios.lines {
        // Nearly always they stand in the order of their texts.
        let key = |&(text, offset, _): &(_, _, _)| (text, offset);
        if !lines.is_sorted_by_key(key) {
            lines.sort_by_key(key);
        }
    }
    folios
}
