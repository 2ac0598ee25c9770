//! Layout: `Book` → `Pages` and their page map.
//!
//! Read in the order of the steps: `flow` (blocks to strips; `paragraph` below it makes the lines), `page` (strips to pages),
//! `compose` (pages to items), `volume` (sections to a volume).

pub mod context;
pub mod flow;
pub mod folios;
pub mod frame;
pub mod geometry;
pub mod page;
mod remember;
mod resolution;
pub mod section;
pub mod strip;
pub mod structure;
pub mod tagging;
pub mod theme;
pub mod volume;

pub use frame::*;

use crate::{
    book::{Book, plain_text},
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::FontSet,
    layout::{
        context::LayoutContext,
        folios::{Folios, prints_folios},
        section::PaginatedSection,
    },
    memo::{Key, Memo},
    pagination::Folio,
};
use flow::FlowedSection;
use geometry::Side;
use page::Division;
use rayon::prelude::*;
use remember::{Memory, Remembered};

/// How often contents and index are set again until their folios stand; each changes only when their own length does.
const ROUNDS: usize = 5;

/// Lays out a typographed book: the cover, its sections in reading order, the back cover.
#[must_use]
pub fn lay_out(book: &Book, fonts: &FontSet, sink: &mut Diagnostics) -> Pages {
    lay_out_with(book, fonts, &Memo::default(), &|_| {}, sink)
}

/// The same, sparing the sections that `memo` has from an earlier build; the pages are the same. `told` hears the title of each
/// section that is set.
#[must_use]
pub fn lay_out_with(book: &Book, fonts: &FontSet, memo: &Memo, told: &(dyn Fn(&str) + Sync), sink: &mut Diagnostics) -> Pages {
    let context = LayoutContext::new(book, fonts);
    let memory = Memory::new(&context, memo);
    let mut sections = set_sections(&context, &memory, told);
    settle_folios(&context, &memory, &mut sections);
    let cover = volume::cover::cover(&context, sink);
    let pages = volume::bind(&context, cover, sections, sink);
    resolution::check(book, &pages, sink);
    pages
}

/// The cover alone, on a tinted page as wide as the book's and of the shape `across` to `down`.
#[must_use]
pub fn lay_out_cover(book: &Book, fonts: &FontSet, (across, down): (u32, u32), sink: &mut Diagnostics) -> Page {
    let mut context = LayoutContext::new(book, fonts);
    context.geometry.page.height = context.geometry.page.width.of_em(i64::from(down), i64::from(across.max(1)));
    let mut items = vec![volume::cover::backing(&context.geometry)];
    items.extend(volume::cover::cover(&context, sink).items);
    Page { size: context.geometry.page, folio: Folio::Unnumbered, section: None, items, origin: None }
}

/// Sets all sections. Where one opens is known when those before it have their pages: until then it is divided for both sides.
fn set_sections(context: &LayoutContext<'_>, memory: &Memory<'_>, told: &(dyn Fn(&str) + Sync)) -> Vec<PaginatedSection> {
    let first = Folios::default();
    let book = context.book;
    let begun: Vec<_> = (0..book.sections.len())
        .into_par_iter()
        .map(|index| {
            let sides = tried(book, index);
            let key = memory.key(index, &first, sides);
            match memory.recall(&key) {
                Some(known) => Begun::Known(known),
                None => {
                    told(&plain_text(&book.sections[index].title));
                    Begun::Divided(key, divided(context, index, &first, sides))
                }
            }
        })
        .collect();
    let leaves = volume::sequence(book, |section, side| begun[section].count(side));
    let sides = volume::opening_sides(&leaves, begun.len());
    begun
        .into_par_iter()
        .zip(sides)
        .enumerate()
        .map(|(index, (begun, side))| match begun {
            Begun::Known(known) if known.set.side == side => known.set,
            Begun::Known(known) => {
                composed(context, index, divided(context, index, &first, tried(book, index)), known.set.origin, side)
            }
            Begun::Divided(key, section) => {
                let counts: Vec<_> = section.divisions.iter().map(|(side, division)| (*side, division.pages.len())).collect();
                let set = composed(context, index, section, key, side);
                memory.keep(key, &counts, &set);
                set
            }
        })
        .collect()
}

/// The sides on which a section may open, for all that is known before any has its pages.
fn tried(book: &Book, index: usize) -> &'static [Side] {
    match volume::opening_side(book, index) {
        Some(Side::Verso) => &[Side::Verso],
        Some(Side::Recto) => &[Side::Recto],
        None => &[Side::Verso, Side::Recto],
    }
}

/// A section of which is known how many pages it has.
enum Begun<'a> {
    /// By an earlier build.
    Known(Remembered),
    /// Divided now, under its key.
    Divided(Key, Divided<'a>),
}

impl Begun<'_> {
    fn count(&self, side: Side) -> usize {
        match self {
            Self::Known(known) => known.counts.iter().find(|(tried, _)| *tried == side).map_or(0, |(_, count)| *count),
            Self::Divided(_, section) => section.on(side).map_or(0, |division| division.pages.len()),
        }
    }
}

/// A section in pages, for each side on which it may open.
struct Divided<'a> {
    flowed: FlowedSection<'a>,
    divisions: Vec<(Side, Division)>,
}

impl Divided<'_> {
    fn on(&self, side: Side) -> Option<&Division> {
        self.divisions.iter().find(|(opening, _)| *opening == side).map(|(_, division)| division)
    }
}

/// Sets a section and divides it into pages; where that does not come out well, once more with paragraphs a line longer or shorter.
fn divided<'a>(context: &'a LayoutContext<'a>, index: usize, folios: &'a Folios, sides: &[Side]) -> Divided<'a> {
    let mut flowed = flow::set_section(context, index, folios);
    if flowed.column.is_display_page {
        page::settle(&mut flowed.column, &context.geometry);
    }
    let mut divisions: Vec<_> = sides.iter().map(|&side| (side, page::divide(&flowed.column, &context.geometry, side))).collect();
    let troubled: Vec<_> = divisions.iter().flat_map(|(_, division)| division.troubled.iter().cloned()).collect();
    flow::add_variants(context, index, folios, &flowed.paragraphs, &troubled, &mut flowed.column);
    if !flowed.column.variants.is_empty() {
        for (side, division) in divisions.iter_mut().filter(|(_, division)| !division.troubled.is_empty()) {
            *division = page::divide(&flowed.column, &context.geometry, *side);
        }
    }
    Divided { flowed, divisions }
}

/// Composes the pages of a section that opens on `side`; `origin` is its key.
fn composed(context: &LayoutContext<'_>, index: usize, section: Divided, origin: Key, side: Side) -> PaginatedSection {
    let Division { pages: plans, variants, .. } = section.on(side).cloned().unwrap_or_default();
    let FlowedSection { mut column, structure, headings, mut diagnostics, .. } = section.flowed;
    column.apply_variants(&variants);
    let pages: Vec<_> = plans.iter().map(|plan| page::compose::compose(&mut column, plan, &context.geometry)).collect();
    for (_, span) in pages.iter().filter_map(|page| page.excess) {
        diagnostics.push(Diagnostic::new(Code::OverfullPage, span.unwrap_or(context.book.sections[index].span)));
    }
    PaginatedSection { origin, side, pages, structure, headings, diagnostics }
}

/// Sets again what prints folios, and what that moves to the other side, until no folio changes.
fn settle_folios(context: &LayoutContext<'_>, memory: &Memory<'_>, sections: &mut [PaginatedSection]) {
    let book = context.book;
    let prints: Vec<bool> = book.sections.iter().map(|section| prints_folios(&section.blocks)).collect();
    let mut known = Folios::default();
    for _ in 0..ROUNDS {
        let leaves = volume::sequence(book, |section, _| sections[section].pages.len());
        let folios = volume::folios(&leaves, sections);
        let sides = volume::opening_sides(&leaves, sections.len());
        let moved = sections.iter().zip(&sides).any(|(section, &side)| section.side != side);
        if folios == known && !moved {
            break;
        }
        for (index, &side) in sides.iter().enumerate() {
            if prints[index] || sections[index].side != side {
                let key = memory.key(index, &folios, &[side]);
                sections[index] = match memory.recall(&key) {
                    Some(known) => known.set,
                    None => {
                        let set = composed(context, index, divided(context, index, &folios, &[side]), key, side);
                        memory.keep(key, &[(side, set.pages.len())], &set);
                        set
                    }
                };
            }
        }
        known = folios;
    }
}
