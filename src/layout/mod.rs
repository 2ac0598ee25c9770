//! Layout: `Book` → `Pages` and their page map.
//!
//! Read in the order of the steps: `flow` (blocks to strips; `paragraph` below it makes the lines), `page` (strips to pages),
//! `compose` (pages to items), `volume` (sections to a volume).

pub mod compose;
pub mod cover;
pub mod flow;
pub mod frame;
pub mod furniture;
pub mod geometry;
pub mod hyphenate;
mod leaves;
pub mod length;
mod line;
pub mod linebreak;
pub mod page;
pub mod paragraph;
mod pieces;
mod shape;
pub mod strip;
pub mod structure;
pub mod style;
pub mod tagging;
pub mod theme;
pub mod volume;

pub use frame::*;

use crate::{
    book::{Block, Book},
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::FontSet,
    pagination::Folio,
};
use flow::{Flowed, Folios, Setting};
use rayon::prelude::*;
use volume::SetSection;

/// How often contents and index are set again until their folios stand; each changes only when their own length does.
const ROUNDS: usize = 5;

/// Lays out a typographed book: the cover, its sections in reading order, the back cover.
#[must_use]
pub fn lay_out(book: &Book, fonts: &FontSet, sink: &mut Diagnostics) -> Pages {
    let setting = Setting::new(book, fonts);
    let first = Folios::default();
    let mut sections: Vec<_> =
        (0..book.sections.len()).into_par_iter().map(|index| set_section(&setting, index, &first)).collect();
    settle_folios(&setting, &mut sections);
    let cover = cover::cover(&setting, sink);
    volume::bind(&setting, cover, sections, sink)
}

/// The first page alone, without setting the text behind it.
#[must_use]
pub fn lay_out_cover(book: &Book, fonts: &FontSet, sink: &mut Diagnostics) -> Page {
    let setting = Setting::new(book, fonts);
    let items = cover::cover(&setting, sink).items;
    Page { size: setting.geometry.page, folio: Folio::Unnumbered, items }
}

/// Sets a section and divides it into pages.
fn set_section(setting: &Setting<'_>, index: usize, folios: &Folios) -> SetSection {
    let Flowed { mut column, structure, headings, mut diagnostics } = flow::section(setting, index, folios);
    if column.made {
        page::settle(&mut column, &setting.geometry);
    }
    let plans = page::divide(&column, &setting.geometry);
    let pages: Vec<_> = plans.iter().map(|plan| compose::compose(&column, plan, &setting.geometry)).collect();
    for (_, span) in pages.iter().filter_map(|page| page.excess) {
        diagnostics.push(Diagnostic::new(Code::OverfullPage, span.unwrap_or(setting.book.sections[index].span)));
    }
    SetSection { pages, structure, headings, diagnostics }
}

/// Sets again what prints folios, until no folio changes.
fn settle_folios(setting: &Setting<'_>, sections: &mut [SetSection]) {
    let book = setting.book;
    let dependent: Vec<usize> = (0..sections.len()).filter(|&index| prints_folios(&book.sections[index].blocks)).collect();
    let mut known = Folios::default();
    for _ in 0..ROUNDS {
        let counts: Vec<_> = sections.iter().map(|section| section.pages.len()).collect();
        let folios = volume::folios(&volume::sequence(book, &counts), sections);
        if folios == known {
            break;
        }
        for &index in &dependent {
            sections[index] = set_section(setting, index, &folios);
        }
        known = folios;
    }
}

/// Whether blocks print folios of other sections.
fn prints_folios(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Contents(_) | Block::Index(_)))
}
