//! Sections: each is set, broken into pages and composed, until contents and index print the right folios.
//!
//! Owns two things that a section cannot know alone: on which side it opens, which follows from the pages before it, and the folios
//! that it prints, which follow from all pages. Sections are set in parallel, and taken from the cache where possible. It does not
//! know how a page is broken. Read next: `flow`, `page`, `section_cache`.

use crate::{
    book::{Book, plain_text},
    diagnostic::{Code, Diagnostic},
    layout::{
        context::LayoutContext,
        flow::{self, FlowedSection},
        folios::{Folios, cited, prints_folios},
        geometry::Side,
        page::{self, PageBreaks, compose::compose},
        section::PaginatedSection,
        section_cache::{CachedSection, SectionCache, SectionSum},
        volume::sequence::{folios, opening_side, opening_sides, page_sequence},
    },
    memo::Key,
};
use rayon::prelude::*;

/// How often sections that print folios are set again at most. A section moves the next ones only when its own number of pages
/// changes, so that two or three rounds are enough.
const MAX_ROUNDS: usize = 5;

/// Sets all sections, as yet without folios of others. Where one opens is known when those before it have their pages: until then
/// it is broken into pages for both sides. Calls `progress` with the title of each section that is not in the cache.
pub(super) fn set_sections(
    context: &LayoutContext<'_>,
    cache: &SectionCache<'_>,
    progress: &(dyn Fn(&str) + Sync),
) -> Vec<PaginatedSection> {
    let no_folios = Folios::default();
    let book = context.book;
    let candidates: Vec<_> = (0..book.sections.len())
        .into_par_iter()
        .map(|index| {
            let sides = possible_sides(book, index);
            let sum = cache.sum(index, &no_folios, sides);
            match cache.get(&sum) {
                Some(cached) => Candidate::Cached(sum, cached),
                None => {
                    progress(&plain_text(&book.sections[index].title));
                    Candidate::Broken(sum, break_section(context, index, &no_folios, sides))
                }
            }
        })
        .collect();
    let sequence = page_sequence(book, |section, side| candidates[section].page_count(side));
    let sides = opening_sides(&sequence, candidates.len());
    candidates
        .into_par_iter()
        .zip(sides)
        .enumerate()
        .map(|(index, (candidate, side))| match candidate {
            Candidate::Cached(_, cached) if cached.set.side == side => cached.set,
            Candidate::Cached(sum, _) => match cache.get_turned(&sum, side) {
                Some(cached) if cached.set.side == side => cached.set,
                Some(_) | None => {
                    let section = break_section(context, index, &no_folios, possible_sides(book, index));
                    let mut set = compose_section(context, index, section, sum.key, side);
                    cache.insert_turned(&sum, &mut set);
                    set
                }
            },
            Candidate::Broken(sum, section) => {
                let counts: Vec<_> = section.breaks.iter().map(|(side, breaks)| (*side, breaks.pages.len())).collect();
                let mut set = compose_section(context, index, section, sum.key, side);
                cache.insert(&sum, &counts, &mut set);
                set
            }
        })
        .collect()
}

/// Sets the sections that print folios, and those that now open on the other side, until no folio changes.
pub(super) fn resolve_folios(context: &LayoutContext<'_>, cache: &SectionCache<'_>, sections: &mut [PaginatedSection]) {
    let book = context.book;
    let prints: Vec<bool> = book.sections.iter().map(prints_folios).collect();
    let cited = cited(book);
    let mut printed = Folios::default();
    for _ in 0..MAX_ROUNDS {
        let sequence = page_sequence(book, |section, _| sections[section].pages.len());
        let folios = folios(&sequence, sections, &cited);
        let sides = opening_sides(&sequence, sections.len());
        let has_moved = sections.iter().zip(&sides).any(|(section, &side)| section.side != side);
        if folios == printed && !has_moved {
            break;
        }
        for (index, &side) in sides.iter().enumerate() {
            if prints[index] || sections[index].side != side {
                let sum = cache.sum(index, &folios, &[side]);
                sections[index] = match cache.get(&sum) {
                    Some(cached) => cached.set,
                    None => {
                        let section = break_section(context, index, &folios, &[side]);
                        let mut set = compose_section(context, index, section, sum.key, side);
                        let counts = [(side, set.pages.len())];
                        cache.insert(&sum, &counts, &mut set);
                        set
                    }
                };
            }
        }
        printed = folios;
    }
}

/// The sides on which a section may open, as long as no section has its pages.
fn possible_sides(book: &Book, index: usize) -> &'static [Side] {
    match opening_side(book, index) {
        Some(Side::Verso) => &[Side::Verso],
        Some(Side::Recto) => &[Side::Recto],
        None => &[Side::Verso, Side::Recto],
    }
}

/// A section whose number of pages is known, but not yet its opening side.
enum Candidate<'a> {
    /// From an earlier build.
    Cached(SectionSum, CachedSection),
    /// Set now.
    Broken(SectionSum, BrokenSection<'a>),
}

impl Candidate<'_> {
    /// How many pages it has when it opens on `side`.
    fn page_count(&self, side: Side) -> usize {
        match self {
            Self::Cached(_, cached) => cached.counts.iter().find(|(counted, _)| *counted == side).map_or(0, |(_, count)| *count),
            Self::Broken(_, section) => section.breaks_on(side).map_or(0, |breaks| breaks.pages.len()),
        }
    }
}

/// A section in strips, with its page breaks for each side on which it may open.
struct BrokenSection<'a> {
    flowed: FlowedSection<'a>,
    breaks: Vec<(Side, PageBreaks)>,
}

impl BrokenSection<'_> {
    fn breaks_on(&self, side: Side) -> Option<&PageBreaks> {
        self.breaks.iter().find(|(opening, _)| *opening == side).map(|(_, breaks)| breaks)
    }
}

/// Sets a section and breaks it into pages. Where pages have faults, paragraphs there get variants one line longer or shorter, and
/// the pages are broken again.
fn break_section<'a>(context: &'a LayoutContext<'a>, index: usize, folios: &'a Folios, sides: &[Side]) -> BrokenSection<'a> {
    let mut flowed = flow::set_section(context, index, folios);
    if flowed.column.is_display_page {
        page::stretch_display_page(&mut flowed.column, &context.geometry);
    }
    let mut breaks: Vec<_> =
        sides.iter().map(|&side| (side, page::break_pages(&flowed.column, &context.geometry, side))).collect();
    let faulty: Vec<_> = breaks.iter().flat_map(|(_, breaks)| breaks.faulty.iter().cloned()).collect();
    flow::add_variants(context, index, folios, &flowed.paragraphs, &faulty, &mut flowed.column);
    if !flowed.column.variants.is_empty() {
        for (side, breaks) in breaks.iter_mut().filter(|(_, breaks)| !breaks.faulty.is_empty()) {
            *breaks = page::break_pages(&flowed.column, &context.geometry, *side);
        }
    }
    BrokenSection { flowed, breaks }
}

/// Composes the pages of a section that opens on `side`; `origin` is its key in the cache.
fn compose_section(
    context: &LayoutContext<'_>,
    index: usize,
    section: BrokenSection,
    origin: Key,
    side: Side,
) -> PaginatedSection {
    let breaks = section.breaks.into_iter().find(|(opening, _)| *opening == side);
    let PageBreaks { pages: plans, variants, .. } = breaks.map(|(_, breaks)| breaks).unwrap_or_default();
    let FlowedSection { mut column, structure, headings, mut diagnostics, .. } = section.flowed;
    column.apply_variants(&variants);
    let starts = page::start::starts(&column, &plans);
    let pages: Vec<_> =
        plans.iter().zip(starts).map(|(plan, start)| compose(&mut column, plan, start, &context.geometry)).collect();
    for (_, span) in pages.iter().filter_map(|page| page.excess) {
        diagnostics.push(Diagnostic::new(Code::OverfullPage, span.unwrap_or(context.book.sections[index].span)));
    }
    PaginatedSection { origin, side, pages, structure, headings, diagnostics }
}
