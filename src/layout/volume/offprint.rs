//! The offprint of a text: its own pages out of the volume, with their folios, as they are printed there.
//!
//! Nothing is set again. Of the logical structure, the outline and the destinations remain those of the text; a link that leads out of it
//! becomes plain text.

use super::print;
use crate::{
    layout::{
        frame::{Content, Destination, OutlineEntry, Page, PageTarget, Pages, Shape},
        structure::{ElementId, Structure, StructureChild, StructureType},
    },
    pagination::{PageMap, PagePosition, PageStart},
    typeset::mark::MarkId,
};
use std::collections::BTreeSet;

/// The pages of the section at index `section` of `Book::sections`, which becomes the only one, at index 0. None when it has no page.
#[must_use]
pub fn offprint(pages: &Pages, section: usize) -> Option<Pages> {
    let kept: Vec<usize> = (0..pages.pages.len()).filter(|&page| pages.pages[page].section == Some(section)).collect();
    let (first, last) = (*kept.first()?, *kept.last()?);
    let index = |page: usize| kept.binary_search(&page).ok();
    let destinations: Vec<(String, Destination)> = pages
        .destinations
        .iter()
        .filter_map(|(name, destination)| Some((name.clone(), Destination { page: index(destination.page)?, ..*destination })))
        .collect();
    let names: BTreeSet<&str> = destinations.iter().map(|(name, _)| name.as_str()).collect();
    let leads_out = |shape: &Shape| match shape {
        Shape::Link(area) => matches!(&area.target, PageTarget::Destination(name) if !names.contains(name.as_str())),
        Shape::Glyphs(_) | Shape::Rule { .. } | Shape::Path(_) | Shape::Image { .. } => false,
    };
    let mut structure = pages.structure.clone();
    let tree = Tree::new(&structure);
    let own = |page: &&Page| page.section == Some(section);
    let inside = tree.holders(marks(pages.pages.iter().filter(own)));
    let outside = tree.holders(marks(pages.pages.iter().filter(|page| !own(page))));
    let links = pages.pages.iter().filter(own).flat_map(|page| &page.items).filter(|item| leads_out(&item.shape));
    let plain: Vec<ElementId> = links.filter_map(|item| tree.link(&structure, item.content)).collect();
    for (id, element) in structure.elements.iter_mut().enumerate() {
        // What holds other texts too loses them; what is the text's own stays whole, with empty cells.
        if inside[id] && outside[id] {
            element.children.retain(|child| match child {
                StructureChild::Element(child) => inside[child.0 as usize],
                StructureChild::Mark(_) => false,
            });
        }
    }
    for id in plain {
        let element = &mut structure.elements[id.0 as usize];
        element.structure_type = StructureType::Span;
        if element.attributes().alt.is_some() {
            element.attributes_mut().alt = None;
        }
    }
    structure.anchors.retain(|(_, id)| inside[id.0 as usize]);
    raise_headings(&mut structure, &inside);
    let own_pages = pages.pages[first..=last].iter().filter(own).map(|page| {
        let mut page = page.clone();
        page.section = Some(0);
        page.items.retain(|item| !leads_out(&item.shape));
        page
    });
    let starts = pages.map.starts.iter().filter_map(|start| {
        let position = match start.position {
            PagePosition::Section(at) if at == section => PagePosition::Section(0),
            PagePosition::Text { section: at, text, offset } if at == section => PagePosition::Text { section: 0, text, offset },
            PagePosition::Block { section: at, block } if at == section => PagePosition::Block { section: 0, block },
            PagePosition::End(at) if at == section => PagePosition::End(0),
            PagePosition::Section(_) | PagePosition::Text { .. } | PagePosition::Block { .. } | PagePosition::End(_) => {
                return None;
            }
        };
        Some(PageStart { page: index(start.page)?, folio: start.folio, position })
    });
    let map = PageMap {
        starts: starts.collect(),
        section_folios: vec![pages.map.section_folios.get(section).copied().flatten()],
        // As printed: these pages are in the volume.
        biographies: pages.map.biographies.clone(),
    };
    let mut outline = Vec::new();
    entries(&pages.outline, &index, &mut outline);
    Some(Pages { pages: own_pages.collect(), outline, destinations, map, structure })
}

/// The marks of what is drawn on `pages`.
fn marks<'a>(pages: impl Iterator<Item = &'a Page>) -> impl Iterator<Item = MarkId> {
    pages.flat_map(|page| &page.items).filter_map(|item| match item.content {
        Content::Marked(mark) => Some(mark),
        Content::Artifact(_) => None,
    })
}

/// Who is whose parent in a structure.
struct Tree {
    /// The parent of each element; that of the root and of what is not in the tree is the root.
    parents: Vec<ElementId>,
    /// The element of each mark.
    elements: Vec<ElementId>,
}

impl Tree {
    fn new(structure: &Structure) -> Self {
        let mut parents = vec![Structure::ROOT; structure.elements.len()];
        let mut elements = vec![Structure::ROOT; structure.marks as usize];
        for (parent, element) in (0..).map(ElementId).zip(&structure.elements) {
            for child in &element.children {
                match child {
                    StructureChild::Element(child) => parents[child.0 as usize] = parent,
                    StructureChild::Mark(mark) => elements[mark.0 as usize] = parent,
                }
            }
        }
        Self { parents, elements }
    }

    /// Which elements hold one of `marks`, themselves or in a descendant.
    fn holders(&self, marks: impl Iterator<Item = MarkId>) -> Vec<bool> {
        let mut holds = vec![false; self.parents.len()];
        for mark in marks {
            let mut id = self.elements[mark.0 as usize];
            // Above an element that is known all are known.
            while !std::mem::replace(&mut holds[id.0 as usize], true) {
                id = self.parents[id.0 as usize];
            }
        }
        holds
    }

    /// The link that holds `content`.
    fn link(&self, structure: &Structure, content: Content) -> Option<ElementId> {
        let Content::Marked(mark) = content else { return None };
        let mut id = self.elements[mark.0 as usize];
        while id != Structure::ROOT {
            if structure.elements[id.0 as usize].structure_type == StructureType::Link {
                return Some(id);
            }
            id = self.parents[id.0 as usize];
        }
        None
    }
}

/// Raises the headings of a text that stands below others in the volume, so that its own is of level 1 (PDF/UA-1, 7.4.2).
fn raise_headings(structure: &mut Structure, inside: &[bool]) {
    let level = |structure_type| if let StructureType::Heading(level) = structure_type { Some(level) } else { None };
    let own = || inside.iter().enumerate().filter(|(_, inside)| **inside).map(|(id, _)| id);
    let Some(highest) = own().filter_map(|id| level(structure.elements[id].structure_type)).min() else { return };
    for id in own().collect::<Vec<_>>() {
        if let StructureType::Heading(level) = &mut structure.elements[id].structure_type {
            *level -= highest - 1;
        }
    }
}

/// The entries that lead into the text, wherever they stand in the outline of the volume.
fn entries(list: &[OutlineEntry], index: &impl Fn(usize) -> Option<usize>, out: &mut Vec<OutlineEntry>) {
    for entry in list {
        if index(entry.destination.page).is_some() {
            out.extend(print::outline(std::slice::from_ref(entry), index));
        } else {
            entries(&entry.children, index, out);
        }
    }
}
