//! The structure tree (ISO 32000-1, 14.7): our elements and marks → the library's structure elements and content items.
//!
//! A mark becomes the content items that were drawn for it, in drawing order; a mark for which nothing was drawn is left out. The content
//! items come from `painter`; rules that the library does not check are in `structure_check`.

use super::{
    content_items::{ContentItems, one_line},
    origins::Origins,
};
use crate::{
    layout::structure::{ElementId, HeaderScope, ListNumbering, Structure, StructureChild, StructureElement, StructureType},
    typeset::mark::MarkId,
};
use krilla::{
    geom::Rect,
    tagging::{self, BBox, Node, Tag, TagGroup, TagId, TagKind, TagTree},
};
use std::{collections::BTreeSet, num::NonZeroU16};

/// Builds the library's tree. `items` are the content items of each mark.
pub(super) fn build(structure: &Structure, items: Vec<ContentItems>, origins: &mut Origins) -> TagTree {
    let mut builder =
        TreeBuilder { structure, items, visited: vec![false; structure.elements.len()], ids: BTreeSet::new(), level: 0, origins };
    let root = structure.elements.first();
    let mut tree = TagTree::new().with_lang(root.and_then(|root| root.lang.as_ref()).map(ToString::to_string));
    if root.is_some() {
        tree.children = builder.children(Structure::ROOT);
    }
    tree
}

struct TreeBuilder<'a> {
    structure: &'a Structure,
    items: Vec<ContentItems>,
    /// The elements in the tree. One that occurs twice is built once: the library allows one parent for each content item.
    visited: Vec<bool>,
    ids: BTreeSet<String>,
    /// The level of the last heading, as written to the file.
    level: u8,
    origins: &'a mut Origins,
}

impl TreeBuilder<'_> {
    /// The nodes below an element.
    fn children(&mut self, parent: ElementId) -> Vec<Node> {
        let structure = self.structure;
        self.visited[parent.0 as usize] = true;
        let element = &structure.elements[parent.0 as usize];
        let mut nodes = Vec::with_capacity(element.children.len());
        for child in &element.children {
            match *child {
                StructureChild::Element(id) => {
                    if self.visited.get(id.0 as usize) == Some(&false) {
                        let group = self.group(id);
                        let element = &structure.elements[id.0 as usize];
                        // An empty element is left out, unless its parent may need it, as a row needs its cells.
                        let is_optional = matches!(
                            element.structure_type,
                            StructureType::Division | StructureType::Paragraph | StructureType::Span
                        );
                        let is_empty = group.children.is_empty() && element.actual_text.is_none();
                        nodes.extend((!(is_empty && is_optional)).then_some(Node::Group(group)));
                    }
                }
                StructureChild::Mark(mark) => {
                    let Some(items) = self.items.get_mut(mark.0 as usize) else { continue };
                    nodes.extend(std::mem::take(&mut items.marked_content).into_iter().map(Node::Leaf));
                    let annotations = std::mem::take(&mut items.annotations).into_iter().map(Node::Leaf);
                    if element.structure_type == StructureType::Link {
                        nodes.extend(annotations);
                    } else if annotations.len() > 0 {
                        // A link annotation must be in a Link element (PDF/UA-1, 7.18.5).
                        nodes.push(Node::Group(TagGroup::with_children(Tag::Link, annotations.collect())));
                    }
                }
            }
        }
        nodes
    }

    /// An element with its attributes and all that is below it.
    fn group(&mut self, id: ElementId) -> TagGroup {
        let element = &self.structure.elements[id.0 as usize];
        for text in [&element.alt, &element.actual_text, &element.expansion].into_iter().flatten() {
            self.origins.note_text(text, element.span);
        }
        let mut tag = self.kind(id, element);
        tag.set_lang(element.lang.as_ref().map(ToString::to_string));
        if element.structure_type != StructureType::Figure {
            let is_link = element.structure_type == StructureType::Link;
            let alt = element.alt.as_ref().filter(|alt| !alt.is_empty()).filter(|alt| !is_link || !self.says(id, alt));
            tag.set_alt_text(alt.cloned());
        }
        tag.set_actual_text(element.actual_text.clone());
        tag.set_expanded(element.expansion.clone());
        // Identifiers must be unique in the file; a repeated one is dropped, since nothing refers to it.
        let name = element.id.clone().filter(|name| self.ids.insert(name.clone()));
        tag.set_id(name.map(|name| TagId::from(name.into_bytes())));
        tag.set_location(Some(self.origins.location(element.span)));
        TagGroup::with_children(tag, self.children(id))
    }

    /// The structure type (14.8.4) and its own attributes.
    fn kind(&mut self, id: ElementId, element: &StructureElement) -> TagKind {
        match element.structure_type {
            // The library adds the one Document element itself.
            StructureType::Document | StructureType::Part => Tag::Part.into(),
            StructureType::Article => Tag::Article.into(),
            StructureType::Section => Tag::Section.into(),
            StructureType::Division => Tag::Div.into(),
            StructureType::BlockQuote => Tag::BlockQuote.into(),
            StructureType::Caption => Tag::Caption.into(),
            StructureType::Contents => Tag::TOC.into(),
            StructureType::ContentsItem => Tag::TOCI.into(),
            StructureType::Index => Tag::Index.into(),
            StructureType::Paragraph => Tag::P.into(),
            StructureType::Heading(level) => {
                // PDF/UA-1, 7.4.2: no level may be skipped; `structure_check` reports it.
                self.level = level.clamp(1, self.level.saturating_add(1));
                let level = NonZeroU16::new(u16::from(self.level)).unwrap_or(NonZeroU16::MIN);
                let title = Some(self.text(id)).filter(|text| !text.is_empty()).unwrap_or_else(|| self.alternatives(id));
                self.origins.note_text(&title, element.span);
                if title.is_empty() {
                    self.origins.empty_heading = self.origins.empty_heading.or(element.span);
                }
                Tag::Hn(level, Some(title)).into()
            }
            StructureType::List(numbering) => Tag::L(match numbering {
                ListNumbering::None => tagging::ListNumbering::None,
                // The standard has no dash; a disc means one sign for all items.
                ListNumbering::Dash => tagging::ListNumbering::Disc,
                ListNumbering::Decimal => tagging::ListNumbering::Decimal,
            })
            .into(),
            StructureType::ListItem => Tag::LI.into(),
            StructureType::ListLabel => Tag::Lbl.into(),
            StructureType::ListBody => Tag::LBody.into(),
            StructureType::Table => Tag::Table.into(),
            StructureType::TableRow => Tag::TR.into(),
            StructureType::TableHeader(scope) => Tag::TH(match scope {
                HeaderScope::Row => tagging::TableHeaderScope::Row,
                HeaderScope::Column => tagging::TableHeaderScope::Column,
            })
            .into(),
            StructureType::TableData => Tag::TD.into(),
            StructureType::TableHead => Tag::THead.into(),
            StructureType::TableBody => Tag::TBody.into(),
            StructureType::Span => Tag::Span.into(),
            StructureType::Quote => Tag::InlineQuote.into(),
            StructureType::Note => Tag::Note.into(),
            StructureType::Reference => Tag::Reference.into(),
            StructureType::Link => Tag::Link.into(),
            StructureType::Code => Tag::Code.into(),
            StructureType::Figure => Tag::Figure(element.alt.clone()).with_bbox(self.bbox(id)).into(),
            StructureType::Emphasis => Tag::Em.into(),
            StructureType::Strong => Tag::Strong.into(),
        }
    }

    /// The marks below an element, in reading order.
    fn marks(&self, id: ElementId) -> Vec<MarkId> {
        let mut marks = Vec::new();
        let mut open = vec![StructureChild::Element(id)];
        while let Some(child) = open.pop() {
            match child {
                StructureChild::Mark(mark) => marks.push(mark),
                StructureChild::Element(id) if self.visited[id.0 as usize] => {}
                StructureChild::Element(id) => open.extend(self.structure.elements[id.0 as usize].children.iter().rev()),
            }
        }
        marks
    }

    /// The text drawn for an element.
    fn text(&self, id: ElementId) -> String {
        let mut text = String::new();
        for items in self.marks(id).into_iter().filter_map(|mark| self.items.get(mark.0 as usize)) {
            text.push_str(&items.text);
        }
        one_line(&text)
    }

    /// The alternative texts of the figures below an element.
    fn alternatives(&self, id: ElementId) -> String {
        let mut found = Vec::new();
        let mut open = vec![StructureChild::Element(id)];
        while let Some(child) = open.pop() {
            let StructureChild::Element(id) = child else { continue };
            let element = &self.structure.elements[id.0 as usize];
            found.extend(element.alt.as_deref().filter(|_| element.structure_type == StructureType::Figure));
            open.extend(element.children.iter().rev());
        }
        one_line(&found.join(" "))
    }

    /// Whether the content of a link already says `words`. An alternative text replaces the content for listeners, who would lose the
    /// author and folio of an entry in the contents, or the language of foreign words.
    fn says(&self, id: ElementId, words: &str) -> bool {
        let figure_says =
            self.structure.elements[id.0 as usize].children.iter().any(|child| match *child {
                StructureChild::Element(child) => self.structure.elements.get(child.0 as usize).is_some_and(|element| {
                    element.structure_type == StructureType::Figure && element.alt.as_deref() == Some(words)
                }),
                StructureChild::Mark(_) => false,
            });
        figure_says || self.text(id).contains(&one_line(words))
    }

    /// The bounding box of an element; none when its content is on several pages.
    fn bbox(&self, id: ElementId) -> Option<BBox> {
        let mut bbox: Option<(usize, [f32; 4])> = None;
        for items in self.marks(id).into_iter().filter_map(|mark| self.items.get(mark.0 as usize)) {
            bbox = match (bbox, items.bbox) {
                (None, other) | (other, None) => other,
                (Some((page, a)), Some((other, b))) if page == other => {
                    Some((page, [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]))
                }
                (Some(_), Some(_)) => return None,
            };
        }
        let (page, [left, top, right, bottom]) = bbox?;
        Some(BBox::new(page, Rect::from_ltrb(left, top, right, bottom)?))
    }
}
