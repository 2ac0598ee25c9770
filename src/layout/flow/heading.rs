//! Headings inside a text: their place on the baseline grid, their entry in the outline, their level in the structure.
//!
//! The title of a section is set by `opening`.

use crate::{
    book::{Heading, spoken_text},
    layout::{
        flow::state::Flow,
        section::OutlineHeading,
        strip::BreakPenalty,
        structure::{StructureElement, StructureType},
    },
    typeset::length::Length,
};

impl<'a> Flow<'a> {
    /// Sets a heading of the text, on the baseline grid.
    pub(super) fn heading(&mut self, heading: &'a Heading) {
        let level = heading.level as u8;
        self.headings.push(OutlineHeading {
            level,
            title: spoken_text(&heading.content),
            destination: format!("{}.{}", self.section.slug, heading.anchor),
        });
        let leading = self.theme().leading;
        let (above, below) = match level {
            0..=2 => (leading.of_em(3, 2), leading.of_em(1, 2)),
            _ => (leading, Length::ZERO),
        };
        // A heading below a title or another heading only has the space that these ask for below them.
        let above = if self.heading_end == self.column.strips.len() { Length::ZERO } else { above };
        let first = self.column.strips.len();
        self.heading_line(heading, above);
        self.align_to_grid(first, below);
        self.add_vspace(below);
        self.heading_end = self.column.strips.len();
        self.text_headings.push(first..self.heading_end);
    }

    /// Places the strips from `first` on between two lines of the baseline grid, so that after `below` the text is on the grid again.
    pub(super) fn align_to_grid(&mut self, first: usize, below: Length) {
        let height = self.height_since(first) - self.column.strips.get(first).map_or(Length::ZERO, |strip| strip.space);
        let is_unboxed = self.left == Length::ZERO && self.enclosing_box.is_none();
        let phase = Length((-(height + below)).0.rem_euclid(self.theme().leading.0));
        if let Some(strip) = self.column.strips.get_mut(first).filter(|_| is_unboxed) {
            (strip.on_grid, strip.phase) = (true, phase);
        }
    }

    /// Sets the lines of a heading, with `above` above them, and keeps them with what follows.
    pub(super) fn heading_line(&mut self, heading: &'a Heading, above: Length) {
        let level = heading.level as u8;
        // The structure may not skip a level (PDF/UA-1, 7.4.2), whatever the author skipped.
        self.heading_level = level.min(self.heading_level + 1);
        let mut element = StructureElement::new(StructureType::Heading(self.heading_level));
        element.span = Some(heading.span);
        self.add_vspace(above);
        let name = format!("{}.{}", self.section.slug, heading.anchor);
        self.tagger.name_next(name.clone());
        self.pending_anchors.push(name);
        let style = self.theme().heading(level);
        let first = self.column.strips.len();
        self.set_text(&heading.content, &style, element);
        self.keep_together(first, BreakPenalty::Never);
        self.keep_with_next(BreakPenalty::Never);
        self.follows_paragraph = false;
    }
}
