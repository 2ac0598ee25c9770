//! A tree as its writer meant it: an unknown key, which has been reported, stands for the known one that it seems to mean, and a list that
//! was typed with bullets for a list. So one slip is one message, and what the key or the list holds is not missed as well.

use super::{
    mistakes::{bracketed_items, listed_items},
    node::{Entry, Node, NodeKind},
    shape::{ScalarType, Shape, Table},
    synonyms,
};
use crate::diagnostic::{Code, Diagnostic};

/// Gives a value of this shape the keys that were meant.
pub(super) fn read_as_meant(node: &mut Node, shape: &Shape) {
    match (&mut node.kind, shape) {
        (NodeKind::Mapping(entries), Shape::Mapping(table) | Shape::Either(_, table)) => keys_as_meant(entries, table),
        (NodeKind::Mapping(entries), Shape::Registry(value)) => {
            lift_entries(entries);
            entries.iter_mut().for_each(|entry| read_as_meant(&mut entry.value, value));
        }
        (NodeKind::Sequence(items), Shape::List(item)) => items.iter_mut().for_each(|node| read_as_meant(node, item)),
        (NodeKind::Scalar { text, plain: true, .. }, Shape::List(_)) => {
            let items = listed_items(text).map(|(_, items)| items).or_else(|| bracketed_items(text));
            let Some(items) = items else { return };
            let item = |text: &str| NodeKind::Scalar { text: text.to_owned(), plain: true, literal: false, comment: None };
            node.kind = NodeKind::Sequence(items.into_iter().map(|text| Node { kind: item(text), span: node.span }).collect());
        }
        // After `|` a name or an address may be typed on several lines; it is one.
        (NodeKind::Scalar { text, .. }, Shape::Scalar(scalar) | Shape::Either(scalar, _))
            if !matches!(scalar, ScalarType::Rich | ScalarType::Blocks) && text.trim().contains('\n') =>
        {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        // One item where a list of them is wanted is read as the list.
        (NodeKind::Mapping(_), Shape::List(item)) => read_as_meant(node, item),
        (NodeKind::Mapping(_) | NodeKind::Sequence(_) | NodeKind::Scalar { .. }, _) => {}
    }
}

/// Takes the entries of a registry that stand within another one by a slip of their indentation out of it.
fn lift_entries(entries: &mut Vec<Entry>) {
    let is_entry = |inner: &Entry| inner.value.get("name").is_some();
    let mut lifted = Vec::new();
    for entry in entries.iter_mut() {
        if entry.value.get("name").is_some()
            && let NodeKind::Mapping(inner) = &mut entry.value.kind
        {
            lifted.extend(inner.extract_if(.., |inner| is_entry(inner)));
        }
    }
    lifted.retain(|new: &Entry| !entries.iter().any(|entry| entry.key.value == new.key.value));
    entries.append(&mut lifted);
}

/// Gives the entries of a mapping the keys that were meant: by the same rule as the message proposes them.
fn keys_as_meant(entries: &mut [Entry], table: &Table) {
    for at in 0..entries.len() {
        let key = &entries[at].key;
        if !table.keys.iter().any(|known| known.name == key.value) {
            let is_free = |name: &&str| !entries.iter().any(|entry| entry.key.value == **name);
            let free: Vec<&str> = table.keys.iter().map(|known| known.name).filter(is_free).collect();
            let proposal = synonyms::suggest(Diagnostic::new(Code::UnknownKey, key.span), &key.value, free);
            if let Some(meant) = proposal.suggestion().map(str::to_owned) {
                entries[at].key.value = meant;
            }
        }
        let Entry { key, value } = &mut entries[at];
        if let Some(known) = table.keys.iter().find(|known| known.name == key.value) {
            read_as_meant(value, &known.shape);
        }
    }
}
