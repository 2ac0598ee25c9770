//! Flow: the blocks of a section become strips, and its logical structure.
//!
//! Owns the spacing between blocks, what stays with what, and the state that setting a block needs: the column's edges, the style
//! of its paragraphs, the box it lies in. It does not know where pages end (`page`) nor how a line is broken (`paragraph`).
//! Read next: `flow/text` for paragraphs and what is made of them; each other kind of block has its file.

mod barcode;
mod biography;
mod chart;
mod contents;
mod display_page;
mod figure;
mod index;
mod line;
mod list;
mod looseness;
mod notes;
mod opening;
mod paragraph_source;
mod sponsors;
mod state;
mod table;
mod text;

pub use looseness::add_variants;

use crate::{
    book::SectionKind,
    diagnostic::Diagnostics,
    layout::{
        context::LayoutContext,
        flow::{paragraph_source::ParagraphSource, state::Flow},
        folios::Folios,
        section::OutlineHeading,
        strip::{BreakPenalty, Column, Strip},
        structure::Structure,
    },
    typeset::length::Length,
};
use std::ops::Range;

/// A section in strips.
#[derive(Debug)]
pub struct FlowedSection<'a> {
    /// Its strips and notes.
    pub column: Column,
    /// Its structure; the first element is the section's.
    pub structure: Structure,
    /// Its paragraphs that may be set anew.
    pub paragraphs: Vec<ParagraphSource<'a>>,
    /// Headings inside it.
    pub headings: Vec<OutlineHeading>,
    /// What is wrong with it.
    pub diagnostics: Diagnostics,
}

/// Sets a section.
#[must_use]
pub fn set_section<'a>(context: &'a LayoutContext<'a>, index: usize, folios: &'a Folios) -> FlowedSection<'a> {
    let section = &context.book.sections[index];
    let mut flow = Flow::new(context, section, folios);
    if let SectionKind::Made(page) = section.kind
        && display_page::is_display_page(page)
    {
        flow.display_page(page);
    } else {
        flow.opening();
        flow.blocks(&section.blocks);
        // What stands last has no text to wait behind, and who signs comes after it.
        flow.column.strips.iter_mut().rev().take_while(|strip| strip.floats).for_each(|strip| strip.floats = false);
        flow.closing();
        keep_only_figures(&mut flow.column.strips, &flow.text_headings);
        keep_two_lines(&mut flow.column.strips, &flow.text_headings, context.geometry.leading);
        spread_over_lines(&mut flow.column.strips, context.geometry.leading);
    }
    flow.uncalled_notes();
    flow.name_calls();
    let Flow { column, paragraphs, tagger, headings, sink, .. } = flow;
    FlowedSection { column, structure: tagger.finish(), paragraphs, headings, diagnostics: sink }
}

/// Keeps the figure with its heading where nothing else stands under that: without it the heading would stand over the next one.
fn keep_only_figures(strips: &mut [Strip], headings: &[Range<usize>]) {
    for (heading, next) in headings.iter().zip(headings.iter().skip(1)) {
        if let Some([figure, others @ ..]) = strips.get_mut(heading.end..next.start)
            && figure.floats
            && others.iter().all(|strip| strip.floats)
        {
            figure.floats = false;
        }
    }
}

/// Keeps two lines with each heading, where the first is a paragraph or an item of its own.
fn keep_two_lines(strips: &mut [Strip], headings: &[Range<usize>], leading: Length) {
    for first in headings.iter().map(|heading| heading.end) {
        if let Some([one, two]) = strips.get_mut(first..first + 2)
            && !one.floats
            && one.height < leading * 2
        {
            two.break_before = two.break_before.max(BreakPenalty::Never);
        }
    }
}

/// What stands off the lines of the page, between paragraphs that stand on them, has the same room above and below: half of what
/// is missing to whole lines goes above it, and the paragraph below finds its line by itself.
fn spread_over_lines(strips: &mut [Strip], leading: Length) {
    let mut last_on_grid: Option<usize> = None;
    for next in 0..strips.len() {
        if !strips[next].on_grid {
            continue;
        }
        if let Some(above) = last_on_grid.replace(next)
            && let [first, ..] = &strips[above + 1..next]
            && first.break_before < BreakPenalty::Never
            && strips[above + 1..next].iter().all(|strip| !strip.floats && strip.height > Length::ZERO)
        {
            let from = strips[above].phase + strips[above].height;
            let to = from + strips[above + 1..next].iter().map(Strip::extent).sum() + strips[next].space;
            let missing = Length((strips[next].phase - to).0.rem_euclid(leading.0));
            strips[above + 1].space += missing / 2;
        }
    }
}
