//! Flow: the blocks of a section become strips of its column, and elements of its logical structure.
//!
//! Owns the space between blocks and the penalties against a page break there. It does not know where pages end (`page`) nor how a
//! line is broken (`typeset::paragraph`). Read first: `state`, which dispatches each kind of block. Each kind has its file:
//!
//! | Block | File |
//! | --- | --- |
//! | `Paragraph`, `Separator` | `paragraph` |
//! | `Heading` | `heading` |
//! | `List`, `DefinitionList` | `list` |
//! | `Quote`, `Epigraph`, `Verse` | `quotation` |
//! | `Aside` | `aside` |
//! | `Exchange` (a turn of an interview) | `interview` |
//! | `Code` | `code` |
//! | `Figure` | `figure` |
//! | `Table` | `table`, `table/wide` |
//! | `Chart` | `chart`, `chart/bars`, `chart/lines` |
//! | `Display` (a line of a title page, legal page, cover) | `display_page` |
//! | `Contents` | `contents` |
//! | `Sponsors` | `sponsors` |
//! | `Biography` | `biography` |
//! | `Index` | `index` |
//! | `BarCode` | `barcode` |
//!
//! What is no block: the head and the end of a section are in `opening`, footnotes in `notes`, the lines of any text in `line`, what
//! is kept together after all blocks are set in `keep`, paragraphs a line longer or shorter in `looseness`.

mod aside;
mod barcode;
mod biography;
mod chart;
mod code;
mod contents;
mod cover_setting;
mod display_page;
mod figure;
mod heading;
mod index;
mod interview;
mod keep;
mod line;
mod list;
mod looseness;
mod notes;
mod opening;
mod paragraph;
mod paragraph_source;
mod quotation;
mod sponsors;
mod state;
mod table;

pub use looseness::add_variants;

use crate::{
    book::SectionKind,
    diagnostic::Diagnostics,
    layout::{
        context::LayoutContext,
        flow::{paragraph_source::ParagraphSource, state::Flow},
        folios::Folios,
        section::OutlineHeading,
        strip::Column,
        structure::Structure,
    },
};

/// A section whose blocks are set, before it is divided into pages.
#[derive(Debug)]
pub struct FlowedSection<'a> {
    /// Its strips and notes.
    pub column: Column,
    /// Its structure; the first element is the section's.
    pub structure: Structure,
    /// Its paragraphs that may be set in another number of lines ([`add_variants`]).
    pub paragraphs: Vec<ParagraphSource<'a>>,
    /// The headings inside it.
    pub headings: Vec<OutlineHeading>,
    /// What is wrong with it.
    pub diagnostics: Diagnostics,
}

/// Sets the section at `index` of the book; contents and index print what `folios` says.
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
        // No text follows the last floats that could fill the page while they wait; and source and biographies must come after them.
        flow.column.strips.iter_mut().rev().take_while(|strip| strip.floats).for_each(|strip| strip.floats = false);
        flow.closing();
        keep::only_figure_with_heading(&mut flow.column.strips, &flow.text_headings);
        keep::two_lines_with_heading(&mut flow.column.strips, &flow.text_headings, context.geometry.leading);
        keep::center_between_grid_lines(&mut flow.column.strips, context.geometry.leading);
    }
    flow.place_uncalled_notes();
    flow.anchor_note_calls();
    let Flow { column, paragraphs, tagger, headings, sink, .. } = flow;
    FlowedSection { column, structure: tagger.finish(), paragraphs, headings, diagnostics: sink }
}
