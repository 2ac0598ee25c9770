//! Lists: dashes, numbers, definitions.

use crate::{
    book::{DefinitionList, Inline, List, ListMarker},
    layout::{
        flow::{line::baseline, state::Flow},
        strip::BreakPenalty,
        structure::{ListNumbering, StructureType},
        tagging::role,
    },
    source::Span,
    typeset::{
        length::{Length, Point},
        style::{Align, ParagraphStyle},
    },
};

impl<'a> Flow<'a> {
    /// A list, its labels in the margin that its items leave.
    pub(super) fn list(&mut self, list: &'a List) {
        let half = self.theme().leading.of_em(1, 2);
        let nested = self.lists > 0;
        let hang = self.label_width(list);
        let lead = if nested { Length::ZERO } else { self.theme().indent() };
        let numbering = match list.marker {
            ListMarker::Bullet => ListNumbering::Dash,
            ListMarker::Number(_) => ListNumbering::Decimal,
        };
        self.space(if nested { Length::ZERO } else { half });
        // The sentence above announces it.
        self.bond(BreakPenalty::Reluctant);
        self.lists += 1;
        self.element(StructureType::List(numbering), |flow| {
            for (index, item) in (0_u64..).zip(&list.items) {
                if index > 0 && !list.tight {
                    flow.space(half.of_em(1, 2));
                }
                let is_edge = index == 1 || index + 1 == list.items.len() as u64;
                if index > 0 && is_edge && !nested {
                    flow.bond(BreakPenalty::Reluctant);
                }
                let label = flow.label(list.marker, index);
                flow.element(StructureType::ListItem, |flow| flow.item(item, &label, lead, hang));
            }
        });
        self.lists -= 1;
        self.space(if nested { Length::ZERO } else { half });
        self.follows = false;
    }

    fn item(&mut self, item: &'a crate::book::Container, label: &str, lead: Length, hang: Length) {
        let style = ParagraphStyle { align: Align::Start, indent: Length::ZERO, ..self.body.clone() };
        let content = [Inline::text(label, item.span)];
        self.tagger.enter(role(StructureType::ListLabel));
        let set = self.lines(&content, &style, hang * 2);
        self.tagger.leave();
        let first = self.column.strips.len();
        self.follows = false;
        self.element(StructureType::ListBody, |flow| flow.inset(lead + hang, Length::ZERO, |flow| flow.blocks(&item.blocks)));
        let Some(line) = set.lines.first() else { return };
        let gap = self.theme().em(45);
        let x = if label.ends_with('.') { self.left + lead + hang - gap - line.width } else { self.left + lead };
        let items = self.line_items(line, Point { x, y: baseline(style.text.leading) });
        if self.column.strips.len() == first {
            self.push(crate::layout::strip::Strip::blank(style.text.leading));
        }
        if let Some(strip) = self.column.strips.get_mut(first) {
            strip.items.splice(0..0, items);
        }
    }

    /// Room for the widest label and the space after it.
    fn label_width(&self, list: &List) -> Length {
        match list.marker {
            ListMarker::Bullet => self.theme().em(110),
            ListMarker::Number(first) => {
                let last = first.saturating_add(list.items.len() as u64);
                let digits = i64::try_from(last.to_string().len()).unwrap_or(20);
                self.theme().em(55 * digits + 65)
            }
        }
    }

    fn label(&self, marker: ListMarker, index: u64) -> String {
        match marker {
            ListMarker::Bullet if self.lang.is_french() => "–".to_owned(),
            ListMarker::Bullet => "•".to_owned(),
            ListMarker::Number(first) => format!("{}.", first.saturating_add(index)),
        }
    }

    /// Terms in bold, what they mean set in below them.
    pub(super) fn definition_list(&mut self, list: &'a DefinitionList) {
        let half = self.theme().leading.of_em(1, 2);
        let mut term_style = ParagraphStyle { align: Align::Start, hyphenate: false, ..self.body.clone() };
        term_style.text.bold = true;
        term_style.indent = Length::ZERO;
        let edge = self.theme().em(150);
        self.space(half);
        self.element(StructureType::List(ListNumbering::None), |flow| {
            for entry in &list.entries {
                flow.space(half.of_em(1, 2));
                flow.element(StructureType::ListItem, |flow| {
                    for term in &entry.terms {
                        flow.text(term, &term_style, role(StructureType::ListLabel));
                        flow.bond(BreakPenalty::Never);
                    }
                    flow.follows = false;
                    flow.element(StructureType::ListBody, |flow| {
                        flow.inset(edge, Length::ZERO, |flow| {
                            entry.definitions.iter().for_each(|definition| flow.blocks(&definition.blocks));
                        });
                    });
                });
            }
        });
        self.space(half);
        self.follows = false;
    }

    /// Text of our own: a label, a folio.
    pub(super) fn own_text(&self, text: &str, span: Span) -> [Inline; 1] {
        [Inline::text(text, span)]
    }
}
