//! The logical structure of the pages: what a screen reader hears, in the author's order.
//!
//! Elements form a tree; a leaf of it is a mark, and each item on a page names its mark. One mark may be drawn on several lines
//! and pages; `pdf` gathers the pieces in drawing order.

use crate::{
    book::Lang,
    source::Span,
    typeset::{length::Length, mark::MarkId},
};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Index of an element in [`Structure::elements`]; by default the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ElementId(pub u32);

/// The tree.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Structure {
    /// Every element; the first is the document.
    pub elements: Vec<StructureElement>,
    /// How many marks there are.
    pub marks: u32,
    /// Which marks were set as the lines of a paragraph, in order.
    pub paragraphs: Vec<ParagraphFormat>,
}

/// What the lines of a paragraph are set to: what `report` measures the lines against that were placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphFormat {
    /// Its marks.
    pub marks: Range<u32>,
    /// The measure.
    pub width: Length,
    /// Indent of the first line; negative for a hanging one.
    pub indent: Length,
    /// Distance of the baselines.
    pub leading: Length,
    /// Whether all but the last end at both edges.
    pub justified: bool,
}

/// An element.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StructureElement {
    /// What it is.
    pub structure_type: StructureType,
    /// Its language, when it is not its parent's.
    pub lang: Option<Lang>,
    /// Alternative text (figures, links).
    pub alt: Option<String>,
    /// The characters it stands for, where the page shows something else.
    pub actual_text: Option<String>,
    /// What an abbreviation stands for.
    pub expansion: Option<String>,
    /// A unique identifier, for notes and table headers.
    pub id: Option<String>,
    /// What it holds, in reading order.
    pub children: Vec<StructureChild>,
    /// Where it comes from, for messages.
    pub span: Option<Span>,
}

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StructureChild {
    /// An element.
    Element(ElementId),
    /// Content on pages.
    Mark(MarkId),
}

/// Standard structure types (ISO 32000-1, 14.8.4) that the book uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the standard's own names")]
pub enum StructureType {
    Document,
    Part,
    Article,
    Section,
    Division,
    BlockQuote,
    Caption,
    Contents,
    ContentsItem,
    Index,
    Paragraph,
    /// Level 1 to 6; `title` for the outline text of it.
    Heading(u8),
    List(ListNumbering),
    ListItem,
    ListLabel,
    ListBody,
    Table,
    TableRow,
    TableHeader(HeaderScope),
    TableData,
    TableHead,
    TableBody,
    Span,
    Quote,
    Note,
    Reference,
    Link,
    Code,
    Figure,
    Emphasis,
    Strong,
}

/// What a table header is the header of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum HeaderScope {
    Row,
    Column,
}

/// How a list is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ListNumbering {
    None,
    Dash,
    Decimal,
}

impl Structure {
    /// A tree with the document element alone.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let mut document = StructureElement::new(StructureType::Document);
        document.lang = Some(lang);
        Self { elements: vec![document], ..Self::default() }
    }

    /// The document element.
    pub const ROOT: ElementId = ElementId(0);

    /// Adds `element` as the last child of `parent`.
    pub fn add(&mut self, parent: ElementId, element: StructureElement) -> ElementId {
        let id = ElementId(u32::try_from(self.elements.len()).unwrap_or(u32::MAX));
        self.elements.push(element);
        self.elements[parent.0 as usize].children.push(StructureChild::Element(id));
        id
    }

    /// Adds a mark as the last child of `parent`.
    pub fn mark(&mut self, parent: ElementId) -> MarkId {
        let mark = MarkId(self.marks);
        self.marks += 1;
        self.elements[parent.0 as usize].children.push(StructureChild::Mark(mark));
        mark
    }
}

impl StructureElement {
    /// An empty element.
    #[must_use]
    pub const fn new(structure_type: StructureType) -> Self {
        Self {
            structure_type,
            lang: None,
            alt: None,
            actual_text: None,
            expansion: None,
            id: None,
            children: Vec::new(),
            span: None,
        }
    }
}
