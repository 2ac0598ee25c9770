//! Asides, and the tinted box that they and code blocks lie in.
//!
//! A box is not drawn here: its strips carry its [`BoxArea`], and `page::compose` paints what of it lies on each page.

use crate::{
    book::Aside,
    layout::{
        flow::state::Flow,
        strip::{BoxArea, BreakPenalty, Strip},
        structure::{StructureElement, StructureType},
    },
    typeset::length::Length,
};
use std::sync::Arc;

impl<'a> Flow<'a> {
    /// Sets an aside: a tinted box with a bar where its lines begin.
    pub(super) fn aside(&mut self, aside: &'a Aside) {
        if aside.title.is_empty() && aside.blocks.is_empty() {
            return;
        }
        let room = self.theme().leading.of_em(3, 4);
        self.add_vspace(room);
        self.follows_paragraph = false;
        self.in_element(StructureType::Section, |flow| {
            flow.in_box(true, |flow| {
                if !aside.title.is_empty() {
                    let style = flow.theme().small_title();
                    let mut element = StructureElement::new(StructureType::Paragraph);
                    element.span = Some(aside.span);
                    flow.set_text(&aside.title, &style, element);
                    flow.add_vspace(flow.theme().leading.of_em(1, 4));
                    flow.keep_with_next(BreakPenalty::Never);
                }
                let style = flow.theme().aside();
                flow.with_style(style, |flow| flow.blocks(&aside.blocks));
            });
        });
        self.add_vspace(room);
        self.follows_paragraph = false;
    }

    /// Runs `inner` in a box; inside another box only its left edge moves. A box lower than 45 % of the page is kept together.
    pub(super) fn in_box(&mut self, bar: bool, inner: impl FnOnce(&mut Self)) {
        let edge = self.theme().em(100);
        if self.enclosing_box.is_some() {
            return self.inset(edge, Length::ZERO, inner);
        }
        let padding = self.theme().leading.of_em(1, 2);
        self.box_count += 1;
        self.enclosing_box = Some(Arc::new(BoxArea { number: self.box_count, left: self.left, width: self.width, bar }));
        let first = self.column.strips.len();
        self.push(Strip::blank(padding));
        self.keep_with_next(BreakPenalty::Never);
        self.inset(edge, edge, inner);
        let end = Strip { break_before: BreakPenalty::Never, ..Strip::blank(padding) };
        self.push(end);
        if self.height_since(first) < self.context.geometry.text.height.of_em(45, 100) {
            self.keep_together(first, BreakPenalty::Avoid);
        }
        self.enclosing_box = None;
    }
}
