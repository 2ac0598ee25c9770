//! Tagging: builds the structure tree of a section while its blocks are set.
//!
//! `enter` and `leave` open and close structure elements; `marks` makes the elements and marks of a rich text. Each section has a tree
//! of its own, so that sections can be set in parallel; `graft` joins them into one.

use crate::{
    book::{Alt, Inline, InlineStyle, LinkTarget, NoteId, Picture, Slug, plain_text, spoken_text, web_address},
    layout::structure::{ElementId, ParagraphFormat, Structure, StructureChild, StructureElement, StructureType},
    typeset::mark::{MarkId, has_mark},
};
use std::collections::BTreeMap;

/// Builds a structure tree: the elements that are open are a path from its root.
#[derive(Debug)]
pub struct Tagger {
    structure: Structure,
    open: Vec<ElementId>,
    people_page: bool,
    /// The element that holds the mark of each link.
    links: BTreeMap<MarkId, ElementId>,
    /// The section whose note calls are destinations.
    section: Option<Slug>,
    /// The names of the element that is entered next.
    next_names: Vec<String>,
}

/// The name of the destination at the call of a note. It is unique, because slugs have no full stop.
#[must_use]
pub fn call_destination(section: &Slug, note: NoteId) -> String {
    format!("{section}.call.{}", note.0 + 1)
}

impl Tagger {
    /// A tree whose root element is `root`. `people_page` says whether the volume has a page of contributors that links can lead to.
    #[must_use]
    pub fn new(root: StructureElement, people_page: bool) -> Self {
        let structure = Structure { elements: vec![root], ..Structure::default() };
        let (links, next_names) = (BTreeMap::new(), Vec::new());
        Self { structure, open: vec![Structure::ROOT], people_page, links, section: None, next_names }
    }

    /// The same for a section: its root and the calls of its notes are destinations.
    #[must_use]
    pub fn for_section(root: StructureElement, people_page: bool, section: &Slug) -> Self {
        let mut tagger = Self::new(root, people_page);
        tagger.name(section.to_string());
        tagger.section = Some(section.clone());
        tagger
    }

    /// Names the innermost open element as the target of a destination.
    pub fn name(&mut self, name: String) {
        let current = self.current();
        self.structure.anchors.push((name, current));
    }

    /// Names the element that is entered next.
    pub fn name_next(&mut self, name: String) {
        self.next_names.push(name);
    }

    /// The innermost open element, of which new elements and marks become children.
    #[must_use]
    pub fn current(&self) -> ElementId {
        self.open.last().copied().unwrap_or(Structure::ROOT)
    }

    /// Opens `element`.
    pub fn enter(&mut self, element: StructureElement) {
        let id = self.structure.add(self.current(), element);
        self.open(id);
    }

    /// Makes an element the innermost open one, and gives it the names that wait for it.
    fn open(&mut self, id: ElementId) {
        self.structure.anchors.extend(self.next_names.drain(..).map(|name| (name, id)));
        self.open.push(id);
    }

    /// Opens a note in the innermost open element that may hold one: a note called in the caption of a table stands beside the table.
    pub fn enter_note(&mut self, note: StructureElement) {
        let admits = |id: &&ElementId| self.structure.elements[id.0 as usize].structure_type.admits_notes();
        let parent = self.open.iter().rev().find(admits).copied().unwrap_or(Structure::ROOT);
        let id = self.structure.add(parent, note);
        self.open(id);
    }

    /// Closes the innermost open element; the root stays open.
    pub fn leave(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Adds a mark to the innermost open element.
    pub fn mark(&mut self) -> MarkId {
        let current = self.current();
        self.structure.mark(current)
    }

    /// The alternative text of the link that holds `mark`.
    pub fn link_alt(&self, mark: MarkId) -> Option<&str> {
        self.structure.elements[self.links.get(&mark)?.0 as usize].attributes().alt.as_deref()
    }

    /// Adds `element` with one mark in it.
    pub fn mark_in(&mut self, element: StructureElement) -> MarkId {
        self.enter(element);
        let mark = self.mark();
        self.leave();
        mark
    }

    /// Adds the elements and marks of `content`. Returns the marks in the order in which `typeset::paragraph` expects them.
    pub fn marks(&mut self, content: &[Inline]) -> Vec<MarkId> {
        let mut marks = Vec::new();
        self.inlines(content, &mut marks);
        marks
    }

    /// Records to which measure and style the content of some marks is set; a later record for the same marks replaces the first.
    pub fn record_format(&mut self, paragraph: ParagraphFormat) {
        // It nearly always goes to the end; only cells of a table are set in another order than they are read in.
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
            // The comma between two calls belongs to neither of their links.
            if matches!(inline, Inline::NoteCall(call) if call.follows_call) {
                marks.push(self.mark());
            }
            if let (Inline::NoteCall(call), Some(section)) = (inline, &self.section) {
                self.next_names.push(call_destination(section, call.note));
            }
            for element in self.elements(inline) {
                self.enter(element);
            }
            if has_mark(inline) {
                let mark = self.mark();
                marks.push(mark);
                if matches!(inline, Inline::Link(_)) {
                    self.links.insert(mark, self.current());
                }
            }
            match inline {
                Inline::Styled(styled) => self.inlines(&styled.content, marks),
                Inline::Link(link) => self.inlines(&link.content, marks),
                Inline::Text(_) | Inline::Code(_) | Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_) => {}
            }
            self.open.truncate(depth);
        }
    }

    /// The elements that hold an inline, the outermost first.
    fn elements(&self, inline: &Inline) -> Vec<StructureElement> {
        match inline {
            Inline::Text(_) | Inline::LineBreak(_) => Vec::new(),
            Inline::Code(_) => vec![StructureElement::new(StructureType::Code)],
            Inline::Link(link) if self.leads(&link.target) => {
                let mut element = StructureElement::new(StructureType::Link);
                if let Some(text) = Some(spoken_text(&link.content)).filter(|text| !text.is_empty()) {
                    element.attributes_mut().alt = Some(text);
                }
                element.span = Some(link.span);
                // The folios of an index refer to the text (ISO 32000-1, table 334).
                if self.is_inside(StructureType::Index) {
                    vec![StructureElement::new(StructureType::Reference), element]
                } else {
                    vec![element]
                }
            }
            // A link that leads nowhere is plain text: it has a mark but no element.
            Inline::Link(_) => Vec::new(),
            Inline::NoteCall(call) => {
                let mut link = StructureElement::new(StructureType::Link);
                link.span = Some(call.span);
                vec![StructureElement::new(StructureType::Reference), link]
            }
            Inline::Image(picture) if picture.alt == Alt::Decorative => Vec::new(),
            Inline::Image(picture) => vec![figure_element(picture)],
            Inline::Styled(styled) => match &styled.style {
                InlineStyle::Emphasis => vec![StructureElement::new(StructureType::Emphasis)],
                InlineStyle::Strong => vec![StructureElement::new(StructureType::Strong)],
                InlineStyle::Language(lang) => {
                    vec![StructureElement::with_lang(StructureType::Span, Some(lang))]
                }
                InlineStyle::Abbreviation(expansion) => {
                    let mut element = StructureElement::new(StructureType::Span);
                    if !expansion.is_empty() {
                        element.attributes_mut().expansion = Some(expansion.clone());
                    }
                    vec![element]
                }
                // « xvi » in small capitals is a number; a screen reader recognises it when it is written XVI.
                InlineStyle::SmallCaps => match plain_text(&styled.content) {
                    numeral if is_roman(&numeral) => {
                        let mut element = StructureElement::new(StructureType::Span);
                        element.attributes_mut().actual_text = Some(numeral.to_uppercase());
                        vec![element]
                    }
                    _ => Vec::new(),
                },
                InlineStyle::AllSmallCaps
                | InlineStyle::Strikethrough
                | InlineStyle::Superscript
                | InlineStyle::Subscript
                | InlineStyle::Isolated { .. } => Vec::new(),
            },
        }
    }

    /// Whether an open element is of this type.
    fn is_inside(&self, structure_type: StructureType) -> bool {
        self.open.iter().any(|id| self.structure.elements[id.0 as usize].structure_type == structure_type)
    }

    /// Whether a link leads somewhere in a PDF.
    fn leads(&self, target: &LinkTarget) -> bool {
        match target {
            LinkTarget::Url(url) => web_address(url).is_some(),
            LinkTarget::Section(_) | LinkTarget::Anchor { .. } => true,
            LinkTarget::Person(_) => self.people_page,
            LinkTarget::OtherTome { .. } | LinkTarget::Unresolved(_) => false,
        }
    }

    /// The finished tree.
    #[must_use]
    pub fn finish(self) -> Structure {
        self.structure
    }
}

/// Whether `text` is a Roman numeral in lower case of more than one letter; a single letter may be a word.
fn is_roman(text: &str) -> bool {
    text.len() > 1 && text.bytes().all(|letter| matches!(letter, b'i' | b'v' | b'x' | b'l' | b'c' | b'd' | b'm'))
}

/// The structure element of a picture, with its alternative text.
#[must_use]
pub fn figure_element(picture: &Picture) -> StructureElement {
    let mut element = StructureElement::new(StructureType::Figure);
    if let Alt::Text(text) = &picture.alt {
        element.attributes_mut().alt = Some(text.clone());
    }
    element.span = Some(picture.span);
    element
}

/// Where a grafted tree lies in the whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graft {
    /// Its root.
    pub root: ElementId,
    /// What was added to the numbers of its marks.
    pub mark_offset: u32,
}

/// Adds the tree `branch` to `trunk` as the last child of `parent`; its elements and marks are renumbered.
pub fn graft(trunk: &mut Structure, parent: ElementId, mut branch: Structure) -> Graft {
    let elements = u32::try_from(trunk.elements.len()).unwrap_or(u32::MAX);
    let marks = trunk.marks;
    for child in branch.elements.iter_mut().flat_map(|element| &mut element.children) {
        match child {
            StructureChild::Element(id) => id.0 += elements,
            StructureChild::Mark(mark) => mark.0 += marks,
        }
    }
    branch.paragraphs.iter_mut().for_each(|paragraph| {
        paragraph.marks = paragraph.marks.start + marks..paragraph.marks.end + marks;
    });
    append(&mut trunk.elements, branch.elements);
    append(&mut trunk.paragraphs, branch.paragraphs);
    let anchors = branch.anchors.into_iter().map(|(name, id)| (name, ElementId(id.0 + elements)));
    trunk.anchors.extend(anchors);
    trunk.marks += branch.marks;
    let root = ElementId(elements);
    trunk.elements[parent.0 as usize].children.push(StructureChild::Element(root));
    Graft { root, mark_offset: marks }
}

/// Appends `last` to `first`. The longer list stays where it is: a copy of that of a large section would take its memory twice.
fn append<T>(first: &mut Vec<T>, mut last: Vec<T>) {
    if last.len() > first.len() {
        last.reserve_exact(first.len());
        last.splice(0..0, first.drain(..));
        *first = last;
    } else {
        first.append(&mut last);
    }
}

/// Lowers the headings of the tree that was grafted last by one level; the lowest is 6.
pub fn demote_headings(structure: &mut Structure, graft: Graft) {
    for element in &mut structure.elements[graft.root.0 as usize..] {
        if let StructureType::Heading(level) = &mut element.structure_type {
            *level = (*level + 1).min(6);
        }
    }
}
