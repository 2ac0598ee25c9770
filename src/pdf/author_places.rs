//! Where structure elements come from in the author's files, for messages.

use crate::{
    layout::{
        frame::{Content, Pages},
        structure::{ElementId, Structure, StructureChild},
    },
    source::Span,
};
use std::cell::OnceCell;

/// The places of the elements of some pages. They are looked for when the first is asked for, since most books have no mistakes.
pub(super) struct AuthorPlaces<'a> {
    structure: &'a Structure,
    marks: &'a [Option<Span>],
    fallback: Span,
    spans: OnceCell<Vec<Span>>,
}

/// Where the first of what each mark shows was written; asked before the pages lose their items.
pub(super) fn spans_of_marks(pages: &Pages) -> Vec<Option<Span>> {
    let mut marks = vec![None; pages.structure.marks as usize];
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let Content::Marked(mark) = item.content
            && let Some(place @ None) = marks.get_mut(mark.0 as usize)
        {
            *place = item.span;
        }
    }
    marks
}

impl<'a> AuthorPlaces<'a> {
    /// The places for the elements of `structure`; `marks` are those of its marks, `fallback` is that of the volume.
    pub(super) const fn new(structure: &'a Structure, marks: &'a [Option<Span>], fallback: Span) -> Self {
        Self { structure, marks, fallback, spans: OnceCell::new() }
    }

    /// The place of an element: its own, or else that of the first text below it, or else that of its parent.
    pub(super) fn element(&self, id: ElementId) -> Span {
        if let Some(span) = self.structure.elements.get(id.0 as usize).and_then(|element| element.span) {
            return span;
        }
        self.spans.get_or_init(|| self.find()).get(id.0 as usize).copied().unwrap_or(self.fallback)
    }

    /// The place of what a destination leads to.
    pub(super) fn destination(&self, name: &str) -> Span {
        let target = self.structure.anchors.iter().find(|(known, _)| known == name);
        target.map_or(self.fallback, |(_, element)| self.element(*element))
    }

    fn find(&self) -> Vec<Span> {
        let structure = self.structure;
        // Parents before their children.
        let mut order = Vec::with_capacity(structure.elements.len());
        let mut seen = vec![false; structure.elements.len()];
        let mut open = vec![(Structure::ROOT, Structure::ROOT)];
        while let Some((parent, id)) = open.pop() {
            if seen.get(id.0 as usize) != Some(&false) {
                continue;
            }
            seen[id.0 as usize] = true;
            order.push((parent, id));
            for child in structure.elements[id.0 as usize].children.iter().rev() {
                if let StructureChild::Element(child) = *child {
                    open.push((id, child));
                }
            }
        }
        let mut own: Vec<Option<Span>> = structure.elements.iter().map(|element| element.span).collect();
        for &(_, id) in order.iter().rev() {
            let below = structure.elements[id.0 as usize].children.iter().find_map(|child| match *child {
                StructureChild::Element(child) => own.get(child.0 as usize).copied().flatten(),
                StructureChild::Mark(mark) => self.marks.get(mark.0 as usize).copied().flatten(),
            });
            own[id.0 as usize] = own[id.0 as usize].or(below);
        }
        let mut spans = vec![self.fallback; structure.elements.len()];
        for (parent, id) in order {
            spans[id.0 as usize] = own[id.0 as usize].unwrap_or(spans[parent.0 as usize]);
        }
        spans
    }
}
