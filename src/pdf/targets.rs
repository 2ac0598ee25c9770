//! What elements of the structure refer to in PDF 2.0: the targets of destinations (ISO 32000-2, 12.3.2.3), the `Ref` of contents entries,
//! references, links and notes (14.7.2), and the associated files of charts (14.13.5).
//!
//! Elements that others refer to get their objects before the tree is written (`structure_tree`). For PDF 1.7 all of it is empty.

use super::{objects::Objects, placement::Placement};
use crate::{
    layout::{
        frame::{Content, Destination, Pages},
        structure::{ElementId, Structure, StructureChild, StructureType},
    },
    typeset::mark::MarkId,
};
use pdf_writer::Ref;
use std::collections::{BTreeMap, BTreeSet};

/// What elements refer to.
#[derive(Default)]
pub(super) struct Targets {
    /// The objects of elements that others refer to.
    objects: BTreeMap<ElementId, Ref>,
    /// The element to which each destination leads.
    places: BTreeMap<String, ElementId>,
    /// The elements to which an element refers.
    references: BTreeMap<ElementId, BTreeSet<ElementId>>,
    /// The elements with the names of [`chart_name`](crate::layout::structure::chart_name).
    named: BTreeMap<String, ElementId>,
    /// The associated files of elements.
    files: BTreeMap<ElementId, Ref>,
}

impl Targets {
    /// The targets of the links of all pages, each with its mark and the name of its destination; and of all destinations.
    pub(super) fn new<'a>(
        (pages, placement): (&Pages, &Placement),
        destinations: &BTreeMap<String, Destination>,
        links: impl Iterator<Item = (MarkId, &'a str)>,
        objects: &mut Objects,
    ) -> Self {
        let tree = Tree::new(&pages.structure);
        let mut targets = Self::default();
        for (name, element) in &pages.structure.anchors {
            if tree.contains(*element) {
                targets.named.entry(name.clone()).or_insert(*element);
            }
        }
        let first = first_elements(pages, placement);
        for (name, destination) in destinations {
            let at = first.get(destination.page).copied().unwrap_or(Structure::ROOT);
            let element = targets.named.get(name).copied().unwrap_or(at);
            targets.places.insert(name.clone(), element);
        }
        for (mark, name) in links {
            let (Some(&target), Some(source)) = (targets.places.get(name), tree.reference(&pages.structure, mark)) else {
                continue;
            };
            targets.references.entry(source).or_default().insert(target);
            // A note refers to what refers to it (PDF/UA-2, 8.2.5.14).
            if pages.structure.elements[target.0 as usize].structure_type == StructureType::Note {
                targets.references.entry(target).or_default().insert(source);
            }
        }
        let referred = targets.places.values().chain(targets.references.values().flatten());
        for element in referred.copied().collect::<BTreeSet<_>>() {
            targets.objects.insert(element, objects.reserve());
        }
        targets
    }

    /// The object of an element that others refer to.
    pub(super) fn object(&self, element: ElementId) -> Option<Ref> {
        self.objects.get(&element).copied()
    }

    /// The object of the element to which the destination called `name` leads.
    pub(super) fn place(&self, name: &str) -> Option<Ref> {
        self.object(*self.places.get(name)?)
    }

    /// The objects of the elements to which an element refers.
    pub(super) fn references(&self, element: ElementId) -> impl Iterator<Item = Ref> {
        self.references.get(&element).into_iter().flatten().filter_map(|&target| self.object(target))
    }

    /// Associates a file with the element of that name.
    pub(super) fn attach(&mut self, name: &str, file: Ref) {
        if let Some(element) = self.named.get(name) {
            self.files.insert(*element, file);
        }
    }

    /// The file associated with an element.
    pub(super) fn file(&self, element: ElementId) -> Option<Ref> {
        self.files.get(&element).copied()
    }
}

/// The parents of elements and marks that can be reached from the root. Of two places of one element the first counts.
struct Tree {
    parents: Vec<Option<ElementId>>,
    marks: Vec<Option<ElementId>>,
}

impl Tree {
    fn new(structure: &Structure) -> Self {
        let mut tree = Self { parents: vec![None; structure.elements.len()], marks: vec![None; structure.marks as usize] };
        let mut open = vec![(Structure::ROOT, Structure::ROOT)];
        while let Some((parent, id)) = open.pop() {
            let Some(place @ None) = tree.parents.get_mut(id.0 as usize) else { continue };
            *place = Some(parent);
            for child in structure.elements[id.0 as usize].children.iter().rev() {
                match *child {
                    StructureChild::Element(child) => open.push((id, child)),
                    StructureChild::Mark(mark) => {
                        if let Some(place @ None) = tree.marks.get_mut(mark.0 as usize) {
                            *place = Some(id);
                        }
                    }
                }
            }
        }
        tree
    }

    fn contains(&self, element: ElementId) -> bool {
        self.parents.get(element.0 as usize).is_some_and(Option::is_some)
    }

    /// The element that refers to the target of a link with this mark: the reference around the link, or the link itself.
    fn reference(&self, structure: &Structure, mark: MarkId) -> Option<ElementId> {
        let link = self.marks.get(mark.0 as usize).copied().flatten()?;
        let parent = self.parents[link.0 as usize]?;
        let is = |id: ElementId, kind| structure.elements[id.0 as usize].structure_type == kind;
        match () {
            () if is(parent, StructureType::Reference) => Some(parent),
            () if is(link, StructureType::Link) => Some(link),
            () => None,
        }
    }
}

/// For each page, the block that a destination at its head leads to: the first that begins on it, or else the first that it shows. For a
/// page that shows none, that of the next one.
fn first_elements(pages: &Pages, placement: &Placement) -> Vec<ElementId> {
    let mut has_begun = vec![false; pages.structure.elements.len()];
    let mut found: Vec<Option<ElementId>> = Vec::with_capacity(pages.pages.len());
    for page in &pages.pages {
        let (mut begins, mut goes_on) = (None, None);
        for item in &page.items {
            let Content::Marked(mark) = item.content else { continue };
            let Some(block) = placement.block(mark) else { continue };
            if begins.is_none() && goes_on != Some(block) {
                if has_begun[block.0 as usize] {
                    goes_on = goes_on.or(Some(block));
                } else {
                    begins = Some(block);
                }
            }
            has_begun[block.0 as usize] = true;
        }
        found.push(begins.or(goes_on));
    }
    let mut next = Structure::ROOT;
    let mut elements: Vec<ElementId> = found
        .into_iter()
        .rev()
        .map(|element| {
            next = element.unwrap_or(next);
            next
        })
        .collect();
    elements.reverse();
    elements
}
