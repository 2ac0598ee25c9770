//! Tagging: the logical structure of one section, grown while its blocks are set.
//!
//! Elements are opened and closed as blocks are entered and left; `marks` gives the leaves of a rich text. Sections are tagged
//! apart and grafted into one tree afterwards, so that they can be set in parallel.

use crate::{
    book::{Alt, Inline, InlineStyle, Lang, LinkTarget, Picture, plain_text},
    layout::structure::{ElementId, ParagraphFormat, Structure, StructureChild, StructureElement, StructureType},
    typeset::mark::{MarkId, has_mark},
};

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
        Self { structure: Structure { elements: vec![root], ..Structure::default() }, open: vec![Structure::ROOT], people_page }
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

    /// What the link says whose mark this is.
    pub fn link(&self, mark: MarkId) -> Option<&str> {
        let holds = |element: &&StructureElement| element.children.contains(&StructureChild::Mark(mark));
        self.structure.elements.iter().rev().find(holds)?.alt.as_deref()
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

    /// Notes what the lines of a paragraph are set to.
    pub fn set_paragraph(&mut self, paragraph: ParagraphFormat) {
        // Nearly always the last; the cells of a table are set in another order than they are read.
        let paragraphs = &mut self.structure.paragraphs;
        let at = paragraphs.partition_point(|other| other.marks.start < paragraph.marks.start);
        if paragraphs.get(at).is_some_and(|other| other.marks.start == paragraph.marks.start) {
            paragraphs[at] = paragraph;
        } else {
            paragraphs.insert(at, paragraph);
        }
    }

    fn inlines(&mut self, content: &[Inline], marks: &mut Vec<MarkId>) {
        for inline in content {
            let depth = self.open.len();
            for element in self.elements(inline) {
                self.enter(element);
            }
            if has_mark(inline) {
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
            Inline::Code(_) => vec![role(StructureType::Code)],
            Inline::Link(link) if self.leads(&link.target) => {
                let mut element = role(StructureType::Link);
                element.alt = Some(plain_text(&link.content)).filter(|text| !text.is_empty());
                element.span = Some(link.span);
                // The places of an index refer to the text (ISO 32000-1, table 334).
                if self.is_in(StructureType::Index) { vec![role(StructureType::Reference), element] } else { vec![element] }
            }
            // Plain words: no element, though its mark is counted.
            Inline::Link(_) => Vec::new(),
            Inline::NoteCall(call) => {
                let mut link = role(StructureType::Link);
                link.span = Some(call.span);
                vec![role(StructureType::Reference), link]
            }
            Inline::Image(picture) if picture.alt == Alt::Decorative => Vec::new(),
            Inline::Image(picture) => vec![figure(picture)],
            Inline::Styled(styled) => match &styled.style {
                InlineStyle::Emphasis => vec![role(StructureType::Emphasis)],
                InlineStyle::Strong => vec![role(StructureType::Strong)],
                InlineStyle::Language(lang) => {
                    let mut element = role(StructureType::Span);
                    element.lang = Some(lang.clone());
                    vec![element]
                }
                InlineStyle::Abbreviation(expansion) => {
                    let mut element = role(StructureType::Span);
                    element.expansion = Some(expansion.clone()).filter(|expansion| !expansion.is_empty());
                    vec![element]
                }
                // « xvi » in small capitals is a number, and is read as one when it is written XVI.
                InlineStyle::SmallCaps => match plain_text(&styled.content) {
                    numeral if is_roman(&numeral) => {
                        let mut element = role(StructureType::Span);
                        element.actual_text = Some(numeral.to_uppercase());
                        vec![element]
                    }
                    _ => Vec::new(),
                },
                InlineStyle::Strikethrough | InlineStyle::Superscript | InlineStyle::Subscript => Vec::new(),
            },
        }
    }

    /// Whether an open element has `role`.
    fn is_in(&self, role: StructureType) -> bool {
        self.open.iter().any(|id| self.structure.elements[id.0 as usize].structure_type == role)
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

/// Whether letters are a Roman numeral of more than one sign; a single one may be a word.
fn is_roman(text: &str) -> bool {
    text.len() > 1 && text.bytes().all(|letter| matches!(letter, b'i' | b'v' | b'x' | b'l' | b'c' | b'd' | b'm'))
}

/// An element of `role`.
#[must_use]
pub const fn role(role: StructureType) -> StructureElement {
    StructureElement::new(role)
}

/// An element of `role` in another language.
#[must_use]
pub fn in_lang(kind: StructureType, lang: Option<&Lang>) -> StructureElement {
    let mut element = role(kind);
    element.lang = lang.cloned();
    element
}

/// The element of a picture.
#[must_use]
pub fn figure(picture: &Picture) -> StructureElement {
    let mut element = role(StructureType::Figure);
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
    trunk.paragraphs.extend(branch.paragraphs.into_iter().map(|mut paragraph| {
        paragraph.marks = paragraph.marks.start + marks..paragraph.marks.end + marks;
        paragraph
    }));
    trunk.marks += branch.marks;
    let root = ElementId(elements);
    trunk.elements[parent.0 as usize].children.push(StructureChild::Element(root));
    Graft { root, marks }
}

/// Makes the headings of the tree that was grafted last those of a level below; there are six.
pub fn demote_headings(structure: &mut Structure, graft: Graft) {
    for element in &mut structure.elements[graft.root.0 as usize..] {
        if let StructureType::Heading(level) = &mut element.structure_type {
            *level = (*level + 1).min(6);
        }
    }
}
