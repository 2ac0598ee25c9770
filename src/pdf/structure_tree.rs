//! The structure tree (ISO 32000-1, 14.7): our elements and marks → structure elements and content items.
//!
//! A mark becomes the content items that were drawn for it, in drawing order; a mark for which nothing was drawn is left out. The content
//! items come from `page_painter`. What single elements must say for PDF/UA-1 is checked here, at the author's place; their nesting in
//! `structure_check`. Clauses are of ISO 32000-1.

use super::{
    author_places::AuthorPlaces,
    content_items::{Annotation, ContentItems, one_line, union},
    objects::{Objects, chunk},
    structure_root::StructureRoot,
    structure_types::{role, role_2, write_attributes},
    targets::Targets,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::structure::{ElementId, Structure, StructureChild, StructureElement, StructureType},
    typeset::mark::MarkId,
};
use pdf_writer::{
    Finish as _, Name, Ref, Str, TextStr,
    types::{StructRole, StructRole2},
    writers::StructElement,
};
use std::collections::BTreeMap;

/// Writes the tree and returns its root. `items` are the content items of each mark, `pages` the objects of the pages, each with its number
/// of marked-content identifiers. Keys of the parent tree below the number of pages are those of pages; those of annotations follow.
/// `targets` are what elements refer to in a file of PDF 2.0; none in one of PDF 1.7.
pub(super) fn write(
    (structure, targets): (&Structure, Option<&Targets>),
    items: ContentItems,
    pages: &[(Ref, u32)],
    places: &AuthorPlaces<'_>,
    objects: &mut Objects,
    sink: &mut Diagnostics,
) -> Ref {
    let root = objects.reserve();
    let document = targets.and_then(|targets| targets.object(Structure::ROOT)).unwrap_or_else(|| objects.reserve());
    let edition = targets.map(|targets| (targets, objects.reserve()));
    let parents = pages.iter().map(|(_, count)| vec![document; *count as usize]).collect();
    let mut writer = TreeWriter {
        structure,
        edition,
        items,
        pages,
        places,
        visited: vec![false; structure.elements.len()],
        ids: BTreeMap::new(),
        level: 0,
        page_parents: parents,
        annotation_parents: BTreeMap::new(),
        objects,
        sink,
    };
    let kids = if structure.elements.is_empty() { Vec::new() } else { writer.children(Structure::ROOT, document) };
    let mut one = chunk();
    let mut element = one.struct_element(document);
    match edition {
        None => element.kind(StructRole::Document),
        Some((_, namespace)) => element.kind_2(StructRole2::Document, namespace),
    };
    element.parent(root);
    if let Some(lang) = structure.elements.first().and_then(|root| root.attributes().lang.as_ref()) {
        element.lang(TextStr(lang.as_str()));
    }
    writer.write_kids(&kids, &mut element);
    element.finish();
    writer.objects.take(&one);
    let TreeWriter { ids, page_parents, annotation_parents, objects, .. } = writer;
    let namespace = edition.map(|(_, namespace)| namespace);
    StructureRoot { id: root, document, namespace, ids, page_parents, annotation_parents }.write(objects);
    root
}

struct TreeWriter<'a> {
    structure: &'a Structure,
    /// What elements refer to, and the namespace of their types, in a file of PDF 2.0.
    edition: Option<(&'a Targets, Ref)>,
    items: ContentItems,
    pages: &'a [(Ref, u32)],
    places: &'a AuthorPlaces<'a>,
    /// The elements in the tree. One that occurs twice is written once: a content item has one parent.
    visited: Vec<bool>,
    /// The elements with an identifier.
    ids: BTreeMap<String, Ref>,
    /// The level of the last heading, as written to the file.
    level: u8,
    /// For each page, the parent of each marked-content identifier.
    page_parents: Vec<Vec<Ref>>,
    /// The parents of annotations, by key in the parent tree.
    annotation_parents: BTreeMap<i32, Ref>,
    objects: &'a mut Objects,
    sink: &'a mut Diagnostics,
}

/// A child of an element in the file.
enum Kid {
    Element(Ref),
    /// A marked-content sequence of a page.
    Content(usize, u32),
    /// An annotation of a page.
    Annotation(usize, Ref),
}

impl TreeWriter<'_> {
    /// Writes what is below an element, whose object is `id`.
    fn children(&mut self, parent: ElementId, id: Ref) -> Vec<Kid> {
        let structure = self.structure;
        self.visited[parent.0 as usize] = true;
        let element = &structure.elements[parent.0 as usize];
        let mut kids = Vec::with_capacity(element.children.len());
        for child in &element.children {
            match *child {
                StructureChild::Element(child) => {
                    if self.visited.get(child.0 as usize) == Some(&false) {
                        kids.extend(self.element((child, element.structure_type), id).map(Kid::Element));
                    }
                }
                StructureChild::Mark(mark) => {
                    let (sequences, annotations) = self.items.take(mark);
                    for (page, identifiers) in sequences {
                        self.page_parents[page][identifiers.start as usize..identifiers.end as usize].fill(id);
                        kids.extend(identifiers.map(|identifier| Kid::Content(page, identifier)));
                    }
                    if annotations.len() == 0 {
                        continue;
                    }
                    let owner = if element.structure_type == StructureType::Link {
                        id
                    } else {
                        // A link annotation must be in a Link element (PDF/UA-1, 7.18.5).
                        self.objects.reserve()
                    };
                    let mut own = Vec::new();
                    for Annotation { page, object, key } in annotations {
                        self.annotation_parents.insert(key, owner);
                        own.push(Kid::Annotation(page, object));
                    }
                    if owner == id {
                        kids.append(&mut own);
                    } else {
                        let mut one = chunk();
                        let mut link = one.struct_element(owner);
                        match self.edition {
                            None => link.kind(StructRole::Link),
                            Some((_, namespace)) => link.kind_2(StructRole2::Link, namespace),
                        };
                        link.parent(id);
                        self.write_kids(&own, &mut link);
                        link.finish();
                        self.objects.take(&one);
                        kids.push(Kid::Element(owner));
                    }
                }
            }
        }
        kids
    }

    /// Writes an element with its attributes and all that is below it. None when it is empty and its parent does not need it, as a row
    /// needs its cells. `around` is the type of the parent.
    fn element(&mut self, (id, around): (ElementId, StructureType), parent: Ref) -> Option<Ref> {
        let structure = self.structure;
        let element = &structure.elements[id.0 as usize];
        // Their texts are gathered before what is below them is taken.
        let title = match element.structure_type {
            StructureType::Heading(level) => Some(self.heading(id, level)),
            _ => None,
        };
        let alternative = self.alternative(id, element);
        let bbox = if element.structure_type == StructureType::Figure { self.bbox(id) } else { None };
        let known = self.edition.and_then(|(targets, _)| targets.object(id));
        let object = known.unwrap_or_else(|| self.objects.reserve());
        let kids = self.children(id, object);
        let is_optional =
            matches!(element.structure_type, StructureType::Division | StructureType::Paragraph | StructureType::Span);
        if is_optional && kids.is_empty() && element.attributes().actual_text.is_none() && known.is_none() {
            self.objects.release(object);
            return None;
        }
        let mut one = chunk();
        let mut written = one.struct_element(object);
        self.write_kind((element, around), &mut written);
        written.parent(parent);
        if let Some((targets, _)) = self.edition {
            let mut references = targets.references(id).peekable();
            if references.peek().is_some() {
                written.refs(references);
            }
            if let Some(file) = targets.file(id) {
                written.insert(Name(b"AF")).array().item(file);
            }
        }
        if let Some(name) = &element.attributes().id
            && !self.ids.contains_key(name)
        {
            // Identifiers must be unique in the file; a repeated one is dropped, since nothing refers to it.
            self.ids.insert(name.clone(), object);
            written.id(Str(name.as_bytes()));
        }
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            written.title(TextStr(&title));
        }
        if let Some(lang) = &element.attributes().lang {
            written.lang(TextStr(lang.as_str()));
        }
        if let Some(alternative) = alternative {
            written.alt(TextStr(&alternative));
        }
        if let Some(expansion) = &element.attributes().expansion {
            written.expanded(TextStr(expansion));
        }
        if let Some(text) = &element.attributes().actual_text {
            written.actual_text(TextStr(text));
        }
        write_attributes(element.structure_type, self.edition.is_some(), bbox, &mut written);
        self.write_kids(&kids, &mut written);
        written.finish();
        if self.objects.take(&one) {
            self.sink.push(Diagnostic::new(Code::PdfTooLarge, self.places.element(id)).with("limit", "32767"));
        }
        Some(object)
    }

    /// Writes the type of an element.
    fn write_kind(&self, (element, around): (&StructureElement, StructureType), written: &mut StructElement<'_>) {
        let is_caption = |child: &StructureChild| match *child {
            StructureChild::Element(id) => {
                self.structure.elements.get(id.0 as usize).is_some_and(|child| child.structure_type == StructureType::Caption)
            }
            StructureChild::Mark(_) => false,
        };
        if let Some((_, namespace)) = self.edition
            && let Some(role) = role_2((element.structure_type, around), self.level, element.children.iter().any(is_caption))
        {
            written.kind_2(role, namespace);
            return;
        }
        match role(element.structure_type, self.level) {
            Ok(role) => written.kind(role),
            Err(name) => written.custom_kind(Name(name)),
        };
    }

    /// The title of a heading. Sets the level of what is written next: no level may be skipped (PDF/UA-1, 7.4.2), which `structure_check`
    /// reports.
    fn heading(&mut self, id: ElementId, level: u8) -> String {
        self.level = level.clamp(1, self.level.saturating_add(1)).min(6);
        let title = Some(self.text(id)).filter(|text| !text.is_empty()).unwrap_or_else(|| self.alternatives(id));
        if title.is_empty() {
            self.sink.push(Diagnostic::new(Code::PdfHeadingWithoutText, self.places.element(id)));
        }
        title
    }

    /// The alternative text of an element. A figure must have one.
    fn alternative(&mut self, id: ElementId, element: &StructureElement) -> Option<String> {
        let alternative = element.attributes().alt.as_ref().filter(|alt| !alt.is_empty());
        match element.structure_type {
            StructureType::Figure => {
                if alternative.is_none() {
                    self.sink.push(Diagnostic::new(Code::PdfFigureWithoutAlternative, self.places.element(id)));
                }
                alternative.cloned()
            }
            StructureType::Link => {
                let words = alternative.filter(|words| !self.says(id, words))?;
                // In PDF 2.0 it must be what the annotation says (PDF/UA-2, 8.9.4.2).
                Some(if self.edition.is_some() { one_line(words) } else { words.clone() })
            }
            _ => alternative.cloned(),
        }
    }

    /// Writes the children of an element (14.7.2), and the page on which most of them are.
    fn write_kids(&self, kids: &[Kid], element: &mut StructElement<'_>) {
        let page = kids.iter().find_map(|kid| if let Kid::Content(page, _) = kid { Some(*page) } else { None });
        if let Some(page) = page {
            element.page(self.pages[page].0);
        }
        if kids.is_empty() {
            return;
        }
        let mut list = element.children();
        for kid in kids {
            match *kid {
                Kid::Element(id) => {
                    list.struct_element(id);
                }
                Kid::Content(on, identifier) => {
                    let identifier = i32::try_from(identifier).unwrap_or(i32::MAX);
                    if Some(on) == page {
                        list.marked_content_id(identifier);
                    } else {
                        list.marked_content_ref().page(self.pages[on].0).marked_content_id(identifier);
                    }
                }
                Kid::Annotation(on, annotation) => {
                    list.object_ref().page(self.pages[on].0).object(annotation);
                }
            }
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
        for shown in self.marks(id).into_iter().filter_map(|mark| self.items.shown(mark)) {
            text.push_str(&shown.text);
        }
        one_line(&text)
    }

    /// The alternative texts of the figures below an element.
    fn alternatives(&self, id: ElementId) -> String {
        let mut found = Vec::new();
        let mut open = vec![StructureChild::Element(id)];
        while let Some(child) = open.pop() {
            let StructureChild::Element(id) = child else { continue };
            if self.visited[id.0 as usize] {
                continue;
            }
            let element = &self.structure.elements[id.0 as usize];
            found.extend(element.attributes().alt.as_deref().filter(|_| element.structure_type == StructureType::Figure));
            open.extend(element.children.iter().rev());
        }
        one_line(&found.join(" "))
    }

    /// Whether the content of a link already says `words`. An alternative text replaces the content for listeners, who would lose the
    /// author and folio of an entry in the contents, or the language of foreign words.
    fn says(&self, id: ElementId, words: &str) -> bool {
        let figure_says = self.structure.elements[id.0 as usize].children.iter().any(|child| match *child {
            StructureChild::Element(child) => self.structure.elements.get(child.0 as usize).is_some_and(|element| {
                element.structure_type == StructureType::Figure && element.attributes().alt.as_deref() == Some(words)
            }),
            StructureChild::Mark(_) => false,
        });
        figure_says || self.text(id).contains(&one_line(words))
    }

    /// The bounding box of an element (left, bottom, right, top); none when its content is on several pages.
    fn bbox(&self, id: ElementId) -> Option<[f64; 4]> {
        let mut bbox: Option<(usize, [f64; 4])> = None;
        for shown in self.marks(id).into_iter().filter_map(|mark| self.items.shown(mark)) {
            bbox = union(bbox, shown.bbox)?;
        }
        Some(bbox?.1)
    }
}
