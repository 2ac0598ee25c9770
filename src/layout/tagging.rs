//! Tagging: the logical structure of one section, grown while its blocks are set.
//!
//! Elements are opened and closed as blocks are entered and left; `marks` gives the leaves of a rich text. Sections are tagged
//! apart and grafted into one tree afterwards, so that they can be set in parallel.

use super::{
    paragraph::marked,
    structure::{ElementId, MarkId, Structure, StructureChild, StructureElement, StructureRole},
};
use crate::book::{Alt, Inline, InlineStyle, Lang, LinkTarget, Picture, plain_text};

/// The structure of a section under construction.
#[derive(Debug)]
pub struct Tagger {
    structure: Structure,
    open: Vec<ElementId>,
    people_page: bool,
}

impl Tagger {
    /// A section whose element is `root`; `people_page` says whether links to people lead anywhere.
    #[must_use]
    pub fn new(root: StructureElement, people_page: bool) -> Self {
        Self { structure: Structure { elements: vec![root], marks: 0 }, open: vec![Structure::ROOT], people_page }
    }

    /// The element that new ones go into.
    #[must_use]
    pub fn current(&self) -> ElementId {
        self.open.last().copied().unwrap_or(Structure::ROOT)
    }

    /// Opens an element.
    pub fn enter(&mut self, element: StructureElement) {
        let id = self.structure.add(self.current(), element);
        self.open.push(id);
    }

    /// Closes the element opened last.
    pub fn leave(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Sets content inside an element of `role`.
    pub fn mark(&mut self) -> MarkId {
        let current = self.current();
        self.structure.mark(current)
    }

    /// One mark for everything that stands in a new element.
    pub fn leaf(&mut self, element: StructureElement) -> MarkId {
        self.enter(element);
        let mark = self.mark();
        self.leave();
        mark
    }

    /// The marks of `content`, in the order that `paragraph::set` wants them, with the elements of its inlines.
    pub fn marks(&mut self, content: &[Inline]) -> Vec<MarkId> {
        let mut marks = Vec::new();
        self.inlines(content, &mut marks);
        marks
    }

    fn inlines(&mut self, content: &[Inline], marks: &mut Vec<MarkId>) {
        for inline in content {
            let depth = self.open.len();
            for element in self.elements(inline) {
                self.enter(element);
            }
            if marked(inline) {
                marks.push(self.mark());
            }
            match inline {
                Inline::Styled(styled) => self.inlines(&styled.content, marks),
                Inline::Link(link) => self.inlines(&link.content, marks),
                Inline::Text(_) | Inline::Code(_) | Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_) => {}
            }
            self.open.truncate(depth);
        }
    }

    /// The elements that an inline opens, the outer first.
    fn elements(&self, inline: &Inline) -> Vec<StructureElement> {
        match inline {
            Inline::Text(_) | Inline::LineBreak(_) => Vec::new(),
            Inline::Code(_) => vec![role(StructureRole::Code)],
            Inline::Link(link) if self.leads(&link.target) => {
                let mut element = role(StructureRole::Link);
                element.alt = Some(plain_text(&link.content)).filter(|text| !text.is_empty());
                element.span = Some(link.span);
                vec![element]
            }
            // Plain words: no element, though its mark is counted.
            Inline::Link(_) => Vec::new(),
            Inline::NoteCall(call) => {
                let mut link = role(StructureRole::Link);
                link.span = Some(call.span);
                vec![role(StructureRole::Reference), link]
            }
            Inline::Image(picture) if picture.alt == Alt::Decorative => Vec::new(),
            Inline::Image(picture) => vec![figure(picture)],
            Inline::Styled(styled) => match &styled.style {
                InlineStyle::Emphasis => vec![role(StructureRole::Emphasis)],
                InlineStyle::Strong => vec![role(StructureRole::Strong)],
                InlineStyle::Language(lang) => {
                    let mut element = role(StructureRole::Span);
                    element.lang = Some(lang.clone());
                    vec![element]
                }
                InlineStyle::Abbreviation(_)
                | InlineStyle::Strikethrough
                | InlineStyle::Superscript
                | InlineStyle::Subscript
                | InlineStyle::SmallCaps => Vec::new(),
            },
        }
    }

    /// Whether a link leads somewhere in a PDF.
    const fn leads(&self, target: &LinkTarget) -> bool {
        match target {
            LinkTarget::Url(_) | LinkTarget::Section(_) | LinkTarget::Anchor { .. } => true,
            LinkTarget::Person(_) => self.people_page,
            LinkTarget::OtherTome { .. } | LinkTarget::Unresolved(_) => false,
        }
    }

    /// The tree.
    #[must_use]
    pub fn finish(self) -> Structure {
        self.structure
    }
}

/// An element of `role`.
#[must_use]
pub const fn role(role: StructureRole) -> StructureElement {
    StructureElement::new(role)
}

/// An element of `role` in another language.
#[must_use]
pub fn in_lang(kind: StructureRole, lang: Option<&Lang>) -> StructureElement {
    let mut element = role(kind);
    element.lang = lang.cloned();
    element
}

/// The element of a picture.
#[must_use]
pub fn figure(picture: &Picture) -> StructureElement {
    let mut element = role(StructureRole::Figure);
    element.alt = match &picture.alt {
        Alt::Text(text) => Some(text.clone()),
        Alt::Decorative => None,
    };
    element.span = Some(picture.span);
    element
}

/// Where the elements and marks of a grafted tree begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graft {
    /// Its root in the new tree.
    pub root: ElementId,
    /// What is added to its marks.
    pub marks: u32,
}

/// Adds the tree `branch` under `parent` of `trunk`.
pub fn graft(trunk: &mut Structure, parent: ElementId, branch: Structure) -> Graft {
    let elements = u32::try_from(trunk.elements.len()).unwrap_or(u32::MAX);
    let marks = trunk.marks;
    for mut element in branch.elements {
        for child in &mut element.children {
            match child {
                StructureChild::Element(id) => id.0 += elements,
                StructureChild::Mark(mark) => mark.0 += marks,
            }
        }
        trunk.elements.push(element);
    }
    trunk.marks += branch.marks;
    let root = ElementId(elements);
    trunk.elements[parent.0 as usize].children.push(StructureChild::Element(root));
    Graft { root, marks }
}
