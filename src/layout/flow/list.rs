//! Lists: bulleted, numbered, of definitions.

use crate::{
    book::{DefinitionList, Inline, List, ListMarker},
    layout::{
        flow::{line::baseline, state::Flow},
        strip::BreakPenalty,
        structure::{ListNumbering, StructureElement, StructureType},
    },
    typeset::{
        length::{Length, Point},
        style::{Align, ParagraphStyle},
    },
};

impl<'a> Flow<'a> {
    /// Sets a list, its labels to the left of its items. A page break after the first item or before the last is discouraged.
    pub(super) fn list(&mut self, list: &'a List) {
        let half = self.theme().leading.of_em(1, 2);
        let nested = self.list_depth > 0;
        let hang = self.label_width(list);
        let lead = if nested { Length::ZERO } else { self.theme().indent() };
        let numbering = match list.marker {
            ListMarker::Bullet => ListNumbering::Dash,
            ListMarker::Number(_) => ListNumbering::Decimal,
        };
        self.add_vspace(if nested { Length::ZERO } else { half });
        // The sentence above introduces the list.
        self.keep_with_next(BreakPenalty::Reluctant);
        self.list_depth += 1;
        self.in_element(StructureType::List(numbering), |flow| {
            for (index, item) in (0_u64..).zip(&list.items) {
                if index > 0 && !list.tight {
                    flow.add_vspace(half.of_em(1, 2));
                }
                let is_edge = index == 1 || index + 1 == list.items.len() as u64;
                if index > 0 && is_edge && !nested {
                    flow.keep_with_next(BreakPenalty::Reluctant);
                }
                let label = flow.label(list.marker, index);
                flow.in_element(StructureType::ListItem, |flow| flow.item(item, &label, lead, hang));
            }
        });
        self.list_depth -= 1;
        self.add_vspace(if nested { Length::ZERO } else { half });
        self.follows_paragraph = false;
    }

    /// Sets an item `lead + hang` from the left edge, its label beside its first line.
    fn item(&mut self, item: &'a crate::book::Container, label: &str, lead: Length, hang: Length) {
        let style = ParagraphStyle { align: Align::Start, indent: Length::ZERO, ..self.body.clone() };
        let content = [Inline::text(label, item.span)];
        self.tagger.enter(StructureElement::new(StructureType::ListLabel));
        // Wider than any label, so that none is broken.
        let set = self.break_lines(&content, &style, hang * 2);
        self.tagger.leave();
        let first = self.column.strips.len();
        self.follows_paragraph = false;
        self.in_element(StructureType::ListBody, |flow| flow.inset(lead + hang, Length::ZERO, |flow| flow.blocks(&item.blocks)));
        let Some(line) = set.lines.first() else { return };
        let gap = self.theme().em(45);
        let x = if label.ends_with('.') { self.left + lead + hang - gap - line.width } else { self.left + lead };
        let items = self.line_items(line, Point { x, y: baseline(style.text.leading) });
        if self.column.strips.len() == first {
            self.push(crate::layout::strip::Strip::blank(style.text.leading));
        }
        if let Some(strip) = self.column.strips.get_mut(first) {
            strip.prepend(items);
        }
    }

    /// The width of the widest label and the space after it.
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

    /// The label of the item at `index`: an en dash in French, a bullet elsewhere, or a number.
    fn label(&self, marker: ListMarker, index: u64) -> String {
        match marker {
            ListMarker::Bullet if self.lang.is_french() => "–".to_owned(),
            ListMarker::Bullet => "•".to_owned(),
            ListMarker::Number(first) => format!("{}.", first.saturating_add(index)),
        }
    }

    /// Sets terms in bold, their definitions indented below them.
    pub(super) fn definition_list(&mut self, list: &'a DefinitionList) {
        let half = self.theme().leading.of_em(1, 2);
        let mut term_style = ParagraphStyle { align: Align::Start, hyphenate: false, ..self.body.clone() };
        term_style.text.bold = true;
        term_style.indent = Length::ZERO;
        let edge = self.theme().em(150);
        self.add_vspace(half);
        self.in_element(StructureType::List(ListNumbering::None), |flow| {
            for entry in &list.entries {
                flow.add_vspace(half.of_em(1, 2));
                flow.in_element(StructureType::ListItem, |flow| {
                    let first = flow.column.strips.len();
                    for term in &entry.terms {
                        flow.set_words(term, &term_style, StructureElement::new(StructureType::ListLabel));
                        flow.keep_with_next(BreakPenalty::Never);
                    }
                    let notes = flow.notes_called_in(first..flow.column.strips.len());
                    flow.follows_paragraph = false;
                    flow.in_element(StructureType::ListBody, |flow| {
                        // A list item has a label and a body only: the notes of a term open the body.
                        flow.set_notes(&notes);
                        flow.inset(edge, Length::ZERO, |flow| {
                            for definition in &entry.definitions {
                                // Another meaning is no next paragraph of the one before.
                                flow.follows_paragraph = false;
                                flow.blocks(&definition.blocks);
                            }
                        });
                    });
                });
            }
        });
        self.add_vspace(half);
        self.follows_paragraph = false;
    }
}
