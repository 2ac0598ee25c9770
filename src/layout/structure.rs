//! The logical structure of the pages (ISO 32000-1, 14.7): what a screen reader reads, in the author's order.
//!
//! Structure elements form a tree. Its leaves are marks, and each item on a page names its mark: together the items of a mark are its
//! marked content. One mark may be drawn on several lines and pages; `pdf` gathers the pieces in drawing order. The tree is built by
//! `tagging`.

use crate::{
    book::{BlockId, Lang, Slug},
    source::Span,
    typeset::{length::Length, mark::MarkId},
};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::ops::Range;

/// Index of an element in [`Structure::elements`]; the default is the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ElementId(pub u32);

/// The structure tree.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Structure {
    /// All elements; the first is the root: the document, or a section whose tree is not grafted yet.
    pub elements: Vec<StructureElement>,
    /// The number of marks.
    pub marks: u32,
    /// How the marked content of each paragraph was set, ordered by marks.
    pub paragraphs: Vec<ParagraphFormat>,
    /// The elements to which destinations lead, with the names of these; and the drawings of charts, by [`chart_name`]. Of two with one
    /// name the first counts.
    pub anchors: Vec<(String, ElementId)>,
}

/// The measure and style to which the content of some marks was set as one paragraph. `report` compares the lines on pages with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphFormat {
    /// Its marks.
    pub marks: Range<u32>,
    /// The measure.
    pub width: Length,
    /// Indent of the first line; negative for a hanging one.
    pub indent: Length,
    /// Distance between baselines.
    pub leading: Length,
    /// Whether all lines but the last are justified.
    pub justified: bool,
}

/// A structure element. A book has a hundred thousand, so that what few of them have is apart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StructureElement {
    /// Its type.
    pub structure_type: StructureType,
    /// What it says of itself, when it says anything.
    attributes: Option<Box<Attributes>>,
    /// Its children, in reading order.
    pub children: SmallVec<[StructureChild; 2]>,
    /// Where it comes from, for messages.
    pub span: Option<Span>,
}

/// What a structure element says of itself; most say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attributes {
    /// Its language, when that is not its parent's.
    pub lang: Option<Lang>,
    /// Alternative text of a figure or a link (`Alt`).
    pub alt: Option<String>,
    /// The text to read instead of its content (`ActualText`).
    pub actual_text: Option<String>,
    /// The expansion of an abbreviation (`E`).
    pub expansion: Option<String>,
    /// A unique identifier, for notes and table headers.
    pub id: Option<String>,
}

/// A child of a structure element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StructureChild {
    /// An element.
    Element(ElementId),
    /// Marked content on pages.
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
    /// The title of the book.
    Title,
    /// Its level, from 1 to 6.
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

/// What a table header cell is the header of (`Scope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum HeaderScope {
    Row,
    Column,
}

/// How the items of a list are labelled (`ListNumbering`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ListNumbering {
    None,
    Dash,
    Decimal,
}

/// The name among [`Structure::anchors`] of the drawing of a chart in a section.
#[must_use]
pub fn chart_name(section: &Slug, chart: BlockId) -> String {
    format!("{section}.chart.{}", chart.0)
}

impl Structure {
    /// A tree that holds the document element only.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let mut document = StructureElement::new(StructureType::Document);
        document.attributes_mut().lang = Some(lang);
        Self { elements: vec![document], ..Self::default() }
    }

    /// The root.
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

impl StructureType {
    /// Whether a note may be its child: tables, lists and tables of contents have fixed children (PDF/UA-1, 7.2).
    #[must_use]
    pub const fn admits_notes(self) -> bool {
        !matches!(
            self,
            Self::Table
                | Self::TableHead
                | Self::TableBody
                | Self::TableRow
                | Self::List(_)
                | Self::ListItem
                | Self::Contents
                | Self::ContentsItem
        )
    }
}

impl StructureElement {
    /// An element without attributes and children.
    #[must_use]
    pub fn new(structure_type: StructureType) -> Self {
        Self { structure_type, attributes: None, children: SmallVec::new(), span: None }
    }

    /// The same in another language, if there is one.
    #[must_use]
    pub fn with_lang(structure_type: StructureType, lang: Option<&Lang>) -> Self {
        let mut element = Self::new(structure_type);
        if let Some(lang) = lang {
            element.attributes_mut().lang = Some(lang.clone());
        }
        element
    }

    /// What it says of itself.
    #[must_use]
    pub fn attributes(&self) -> &Attributes {
        static NONE: Attributes = Attributes { lang: None, alt: None, actual_text: None, expansion: None, id: None };
        self.attributes.as_deref().unwrap_or(&NONE)
    }

    /// The same, to change it; to be called only for what it says something of.
    pub fn attributes_mut(&mut self) -> &mut Attributes {
        self.attributes.get_or_insert_default()
    }
}
