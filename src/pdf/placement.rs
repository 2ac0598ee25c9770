//! The place of each mark in the logical structure: its block, and what the structure tree needs to know of its content.

use crate::{
    layout::structure::{ElementId, Structure, StructureChild, StructureType},
    typeset::mark::MarkId,
};

/// The place of each mark in the structure tree; marks outside the tree have none.
pub(super) struct Placement {
    places: Vec<Option<Place>>,
}

/// The place of a mark.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The nearest ancestor that is not an inline-level element.
    block: ElementId,
    /// Whether the tree needs its text, for the title of a heading or the description of a link.
    needs_text: bool,
    /// Whether the tree needs its bounding box, for the `BBox` of a figure.
    needs_bbox: bool,
}

impl Placement {
    /// Walks the tree from the root. For a mark that occurs twice, the first place counts.
    pub(super) fn new(structure: &Structure) -> Self {
        let mut places = vec![None; structure.marks as usize];
        let mut seen = vec![false; structure.elements.len()];
        let mut open = vec![(Place::default(), Structure::ROOT)];
        while let Some((around, id)) = open.pop() {
            let Some(element) = structure.elements.get(id.0 as usize).filter(|_| !seen[id.0 as usize]) else { continue };
            seen[id.0 as usize] = true;
            let here = Place {
                block: if is_inline(element.structure_type) { around.block } else { id },
                needs_text: around.needs_text
                    || matches!(element.structure_type, StructureType::Heading(_) | StructureType::Link),
                needs_bbox: around.needs_bbox || element.structure_type == StructureType::Figure,
            };
            for child in element.children.iter().rev() {
                match *child {
                    StructureChild::Element(child) => open.push((here, child)),
                    StructureChild::Mark(mark) => {
                        if let Some(place @ None) = places.get_mut(mark.0 as usize) {
                            *place = Some(here);
                        }
                    }
                }
            }
        }
        Self { places }
    }

    /// Whether `mark` is in the tree.
    pub(super) fn contains(&self, mark: MarkId) -> bool {
        self.place(mark).is_some()
    }

    /// The block-level element of `mark`, such as a paragraph.
    pub(super) fn block(&self, mark: MarkId) -> Option<ElementId> {
        self.place(mark).map(|place| place.block)
    }

    /// Whether the tree needs the text of `mark`: for the title of a heading, or the description of a link.
    pub(super) fn needs_text(&self, mark: MarkId) -> bool {
        self.place(mark).is_some_and(|place| place.needs_text)
    }

    /// Whether the tree needs the bounding box of `mark`, which belongs to a figure.
    pub(super) fn needs_bbox(&self, mark: MarkId) -> bool {
        self.place(mark).is_some_and(|place| place.needs_bbox)
    }

    fn place(&self, mark: MarkId) -> Option<Place> {
        self.places.get(mark.0 as usize).copied().flatten()
    }
}

/// Inline-level structure elements (ISO 32000-1, 14.8.4.4).
const fn is_inline(role: StructureType) -> bool {
    matches!(
        role,
        StructureType::Span
            | StructureType::Quote
            | StructureType::Reference
            | StructureType::Link
            | StructureType::Code
            | StructureType::Emphasis
            | StructureType::Strong
    )
}
