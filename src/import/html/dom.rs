//! Access to the nodes of a parsed page.

use markup5ever_rcdom::{Handle, NodeData};

/// The local name of an element; empty for any other node.
pub(super) fn name(node: &Handle) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        NodeData::Document
        | NodeData::Doctype { .. }
        | NodeData::Text { .. }
        | NodeData::Comment { .. }
        | NodeData::ProcessingInstruction { .. } => "",
    }
}

/// The value of an attribute.
pub(super) fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    attrs.borrow().iter().find(|attribute| &*attribute.name.local == wanted).map(|attribute| attribute.value.to_string())
}

/// The text of all descendants of a node. Without recursion, because the depth of a page is unbounded.
pub(super) fn text_content(node: &Handle) -> String {
    let mut text = String::new();
    let mut waiting = vec![node.clone()];
    while let Some(node) = waiting.pop() {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        waiting.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}

/// Collects the descendants named `wanted`, except those inside another one of that name.
pub(super) fn find_all(node: &Handle, wanted: &str, found: &mut Vec<Handle>) {
    let mut waiting = vec![node.clone()];
    while let Some(node) = waiting.pop() {
        if name(&node) == wanted {
            found.push(node);
        } else {
            waiting.extend(node.children.borrow().iter().rev().cloned());
        }
    }
}
