//! A tree as its writer meant it: an unknown key, which has been reported, stands for the known one that it seems to mean, and a list that
//! was typed with bullets for a list. So one slip is one message, and what the key or the list holds is not missed as well.

use super::{
    mistakes::typed_items,
    node::{Entry, Kind, Node},
    shape::{Shape, Table},
    synonyms,
};
use crate::diagnostic::{Code, Diagnostic};

/// Gives a value of this shape the keys that were meant.
pub(super) fn read_as_meant(node: &mut Node, shape: &Shape) {
    match (&mut node.kind, shape) {
        (Kind::Mapping(entries), Shape::Mapping(table) | Shape::Either(_, table)) => keys_as_meant(entries, table),
        (Kind::Mapping(entries), Shape::Registry(value)) => {
            entries.iter_mut().for_each(|entry| read_as_meant(&mut entry.value, value));
        }
        (Kind::Sequence(items), Shape::List(item)) => items.iter_mut().for_each(|node| read_as_meant(node, item)),
        (Kind::Scalar { text, plain: true, .. }, Shape::List(_)) => {
            let Some((_, items)) = typed_items(text) else { return };
            let item = |text: &str| Kind::Scalar { text: text.to_owned(), plain: true, literal: false, comment: None };
            node.kind = Kind::Sequence(items.into_iter().map(|text| Node { kind: item(text), span: node.span }).collect());
        }
        // One item where a list of them is wanted is read as the list.
        (Kind::Mapping(_), Shape::List(item)) => read_as_meant(node, item),
        (Kind::Mapping(_) | Kind::Sequence(_) | Kind::Scalar { .. }, _) => {}
    }
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
