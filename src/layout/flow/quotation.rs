//! Quotations, epigraphs and verse: blocks that the structure holds as block quotations.

use crate::{
    book::{Container, Epigraph, Verse},
    layout::{
        flow::state::Flow,
        strip::BreakPenalty,
        structure::{StructureElement, StructureType},
    },
    typeset::{length::Length, style::Align},
};

impl<'a> Flow<'a> {
    /// Sets a quotation in from both edges, half a line from what surrounds it.
    pub(super) fn quote(&mut self, quote: &'a Container) {
        let half = self.theme().leading.of_em(1, 2);
        let style = if self.enclosing_box.is_some() { self.body.clone() } else { self.no_larger(self.theme().quote()) };
        let edge = self.theme().em(170);
        self.add_vspace(half);
        self.follows_paragraph = false;
        self.in_element(StructureType::BlockQuote, |flow| {
            flow.with_style(style, |flow| flow.inset(edge, edge, |flow| flow.blocks(&quote.blocks)));
        });
        self.add_vspace(half);
        self.follows_paragraph = false;
    }

    /// Sets an epigraph in the right two thirds of the column, its source below it.
    pub(super) fn epigraph(&mut self, epigraph: &'a Epigraph) {
        let (half, third) = (self.theme().leading.of_em(1, 2), self.width.of_em(1, 3));
        let style = self.no_larger(self.theme().epigraph());
        self.add_vspace(half);
        self.in_element(StructureType::BlockQuote, |flow| {
            flow.inset(third, Length::ZERO, |flow| {
                let first = flow.column.strips.len();
                flow.with_style(style, |flow| flow.blocks(&epigraph.blocks));
                if !epigraph.source.is_empty() {
                    let style = flow.no_larger(flow.theme().source(Align::Start));
                    flow.set_text(&epigraph.source, &style, StructureElement::new(StructureType::Paragraph));
                }
                flow.keep_together(first, BreakPenalty::Avoid);
            });
        });
        self.add_vspace(self.theme().leading);
        self.follows_paragraph = false;
    }

    /// Sets verse: each line a paragraph of the structure, half a line between stanzas.
    pub(super) fn verse(&mut self, verse: &'a Verse) {
        let half = self.theme().leading.of_em(1, 2);
        // A line too long goes on below, further in than it begins.
        let (style, edge) = (self.no_larger(self.theme().verse()), self.theme().em(450));
        self.add_vspace(half);
        self.in_element(StructureType::BlockQuote, |flow| {
            flow.inset(edge, Length::ZERO, |flow| {
                for stanza in &verse.stanzas {
                    flow.add_vspace(half);
                    let first = flow.column.strips.len();
                    for line in stanza {
                        let indent = flow.theme().em(100 * i64::from(line.indent));
                        flow.inset(indent, Length::ZERO, |flow| {
                            flow.set_text(&line.content, &style, StructureElement::new(StructureType::Paragraph));
                        });
                    }
                    flow.keep_stanza(first);
                }
            });
        });
        self.add_vspace(half);
        self.follows_paragraph = false;
    }

    /// Keeps the stanza that begins at the strip `first` together if a page can, and no single line of it on either page.
    fn keep_stanza(&mut self, first: usize) {
        let count = self.column.strips.len() - first;
        for (index, strip) in self.column.strips.iter_mut().skip(first).enumerate().skip(1) {
            let alone = index == 1 || index + 1 == count;
            strip.break_before = strip.break_before.max(if alone { BreakPenalty::Never } else { BreakPenalty::Avoid });
        }
    }
}
