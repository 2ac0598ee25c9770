//! The root of the structure tree (ISO 32000-1, 14.7.2) and its maps: from names to elements, from content to its parents, from the types of
//! PDF 2.0 to older ones. The tree below it is `structure_tree`.

use super::{
    objects::Objects,
    structure_types::{EMPHASIS, STRONG},
};
use pdf_writer::{Finish as _, Name, Ref, Str, TextStr, types::StructRole};
use std::collections::BTreeMap;

/// What the root refers to.
pub(super) struct StructureRoot {
    /// Its object.
    pub(super) id: Ref,
    pub(super) document: Ref,
    /// The namespace of PDF 2.0; none in a file of PDF 1.7.
    pub(super) namespace: Option<Ref>,
    /// The elements with an identifier.
    pub(super) ids: BTreeMap<String, Ref>,
    /// For each page, the parent of each marked-content identifier.
    pub(super) page_parents: Vec<Vec<Ref>>,
    /// The parents of annotations, by key in the parent tree.
    pub(super) annotation_parents: BTreeMap<i32, Ref>,
}

impl StructureRoot {
    /// Writes the root.
    pub(super) fn write(self, objects: &mut Objects) {
        let Self { id: root, document, namespace, ids, page_parents, annotation_parents } = self;
        let next = i32::try_from(page_parents.len()).unwrap_or(i32::MAX);
        let next = annotation_parents.keys().next_back().map_or(next, |last| last + 1);
        let mut parents: Vec<(i32, Ref)> = Vec::with_capacity(page_parents.len() + annotation_parents.len());
        for (key, of_page) in page_parents.into_iter().enumerate().filter(|(_, of_page)| !of_page.is_empty()) {
            let id = objects.reserve();
            objects.add(|chunk| chunk.indirect(id).array().items(of_page).finish());
            parents.push((i32::try_from(key).unwrap_or(i32::MAX), id));
        }
        parents.extend(annotation_parents);
        if let Some(namespace) = namespace {
            objects.add(|chunk| {
                // As ISO 32000-2, 14.8.6.2 has it; readers compare it letter by letter.
                chunk.namespace(namespace).pair(Name(b"NS"), TextStr("http://iso.org/pdf2/ssn"));
            });
        }
        objects.add(|chunk| {
            let mut tree = chunk.indirect(root).start::<pdf_writer::writers::StructTreeRoot<'_>>();
            tree.child(document);
            if let Some(namespace) = namespace {
                tree.namespaces().item(namespace);
            }
            if !parents.is_empty() {
                let mut tree = tree.parent_tree();
                let mut nums = tree.nums();
                for (key, id) in parents {
                    nums.insert(key, id);
                }
            }
            tree.parent_tree_next_key(next);
            if !ids.is_empty() {
                let mut tree = tree.id_tree();
                let mut names = tree.names();
                for (name, id) in &ids {
                    names.insert(Str(name.as_bytes()), *id);
                }
            }
            let mut roles = tree.role_map();
            roles.insert(Name(EMPHASIS), StructRole::Span).insert(Name(STRONG), StructRole::Span);
            if namespace.is_some() {
                // For readers that know no namespaces.
                roles.insert(Name(b"FENote"), StructRole::Note).insert(Name(b"Title"), StructRole::P);
            }
        });
    }
}
