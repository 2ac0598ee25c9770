//! Entries at another place than their writer meant, in a file that is right for YAML: keys that are not indented below their own, the
//! title of a part as a key, the end of a text that a comma between braces parts from it.
//!
//! Each is reported once, and the tree is changed to what was meant before `check` sees it, so that one slip is one message. `meant` does
//! the same for keys under another name.

use super::{
    node::{Entry, Node, NodeKind},
    shape::{ScalarType, Shape, Table},
    synonyms,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Span, Spanned},
};

/// Reports what stands at another place than it was meant to in a value of this shape, and moves it there.
pub(super) fn put_right(node: &mut Node, shape: &Shape, sink: &mut Diagnostics) {
    if let Some(table) = parts(shape) {
        put_parts_right(node, table, sink);
    }
    let span = node.span;
    match (&mut node.kind, shape) {
        (NodeKind::Mapping(entries), Shape::Registry(value)) => {
            if let Some(table) = value.table() {
                indent_of_registry(entries, table, sink);
            }
            entries.iter_mut().for_each(|entry| put_right(&mut entry.value, value, sink));
        }
        (NodeKind::Mapping(entries), Shape::Mapping(table) | Shape::Either(_, table)) => {
            join_texts(entries, table, span, sink);
            indent_below_empty_key(entries, table, sink);
            for Entry { key, value } in entries {
                if let Some(known) = known(table, &key.value) {
                    put_right(value, &known.shape, sink);
                }
            }
        }
        (NodeKind::Sequence(items), Shape::List(item)) => items.iter_mut().for_each(|node| put_right(node, item, sink)),
        (NodeKind::Mapping(_) | NodeKind::Sequence(_) | NodeKind::Scalar { .. }, _) => {}
    }
}

fn known<'t>(table: &'t Table, name: &str) -> Option<&'t super::shape::Key> {
    table.keys.iter().find(|key| key.name == name)
}

/// The table of the items of a list of parts and files.
fn parts(shape: &Shape) -> Option<&'static Table> {
    let Shape::List(item) = shape else { return None };
    item.table().filter(|table| known(table, "part").is_some())
}

fn unknown_key(key: &Spanned<String>, table: &Table) -> Diagnostic {
    let names: Vec<&str> = table.keys.iter().map(|known| known.name).collect();
    Diagnostic::new(Code::UnknownKey, key.span).with("key", &key.value).with("keys", names.join(", "))
}

/// Moves the keys of a person that stand at the head of a line into the entry above them.
fn indent_of_registry(entries: &mut Vec<Entry>, table: &'static Table, sink: &mut Diagnostics) {
    let belongs = |entry: &Entry| {
        let is_key = |name: &str| known(table, name).is_some();
        let is_inner =
            || table.keys.iter().filter_map(|key| key.shape.table()).any(|inner| known(inner, &entry.key.value).is_some());
        let is_entry = entry.value.entries().iter().any(|inner| is_key(&inner.key.value));
        !is_entry && (is_key(&entry.key.value) || is_inner() && !matches!(entry.value.kind, NodeKind::Mapping(_)))
    };
    let takes = |above: &Entry| above.value.is_null() || matches!(above.value.kind, NodeKind::Mapping(_));
    move_runs(entries, |above, entry| takes(above) && belongs(entry), sink);
}

/// Moves the keys that belong below a key without a value, and stand beside it, below it.
fn indent_below_empty_key(entries: &mut Vec<Entry>, table: &'static Table, sink: &mut Diagnostics) {
    let belongs = |above: &Entry, entry: &Entry| {
        let inner = known(table, &above.key.value).and_then(|key| key.shape.table());
        let is_inner = inner.is_some_and(|inner| known(inner, &entry.key.value).is_some());
        let is_open = above.value.is_null() && above.value.comment().is_none() || is_moved(above);
        is_inner && is_open && known(table, &entry.key.value).is_none()
    };
    move_runs(entries, belongs, sink);
}

/// Whether entries were moved below a key: its value has the place of the first of them.
fn is_moved(entry: &Entry) -> bool {
    entry.value.entries().first().is_some_and(|first| first.key.span == entry.value.span)
}

/// Moves each run of entries of which `belongs` says so below the entry before it, and reports its first.
fn move_runs(entries: &mut Vec<Entry>, belongs: impl Fn(&Entry, &Entry) -> bool, sink: &mut Diagnostics) {
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut is_run = false;
    for entry in entries.drain(..) {
        let Some(above) = kept.last_mut().filter(|above| belongs(above, &entry)) else {
            is_run = false;
            kept.push(entry);
            continue;
        };
        if !is_run {
            let report = Diagnostic::new(Code::YamlSyntax, entry.key.span).with("problem", "unindented");
            sink.push(report.with("example", &above.key.value));
        }
        is_run = true;
        match &mut above.value.kind {
            NodeKind::Mapping(inner) => inner.push(entry),
            NodeKind::Scalar { .. } | NodeKind::Sequence(_) => {
                above.value.span = entry.key.span;
                above.value.kind = NodeKind::Mapping(vec![entry]);
            }
        }
    }
    *entries = kept;
}

/// Reads the title of a part that is a key as the part: `- Partie 1: [01-a.md]`, `Partie 1:` without its hyphen, or above the files of its
/// part; and the name of a file that is a key, or stands after the title of its text, as that file.
fn put_parts_right(node: &mut Node, table: &Table, sink: &mut Diagnostics) {
    let is_part = |entry: &Entry| matches!(entry.value.kind, NodeKind::Sequence(_)) && known(table, &entry.key.value).is_none();
    if let NodeKind::Mapping(entries) = &mut node.kind
        && entries.iter().all(is_part)
    {
        let span = node.span;
        let item = |entry: Entry| Node { kind: NodeKind::Mapping(vec![entry]), span };
        node.kind = NodeKind::Sequence(entries.drain(..).map(item).collect());
    }
    let NodeKind::Sequence(items) = &mut node.kind else { return };
    let mut read: Vec<Node> = Vec::with_capacity(items.len());
    // The part to which the files below a title belong.
    let mut open = false;
    let is_file = |name: &str| name.trim().ends_with(".md");
    for mut item in items.drain(..) {
        let only = match &mut item.kind {
            NodeKind::Mapping(entries) if entries.len() == 1 && known(table, &entries[0].key.value).is_none() => entries.pop(),
            NodeKind::Scalar { text, .. } if open && is_file(text) => {
                if let Some(NodeKind::Mapping(part)) = read.last_mut().map(|part| &mut part.kind)
                    && let Some(Entry { value: Node { kind: NodeKind::Sequence(texts), .. }, .. }) = part.last_mut()
                {
                    texts.push(item);
                }
                continue;
            }
            NodeKind::Mapping(_) | NodeKind::Sequence(_) | NodeKind::Scalar { .. } => None,
        };
        open = false;
        let Some(Entry { key, value }) = only else {
            read.push(item);
            continue;
        };
        let report = unknown_key(&key, table);
        if matches!(value.kind, NodeKind::Scalar { .. }) && value.text().is_some_and(|text| is_file(text.value)) {
            let file = value.text().map_or("", |text| text.value).to_owned();
            sink.push(report.with("example", file).hint("title"));
            read.push(value);
        } else if value.is_null() && is_file(&key.value) {
            sink.push(report.with("example", &key.value).hint("file"));
            read.push(scalar(key));
        } else if value.is_null() || matches!(value.kind, NodeKind::Sequence(_)) {
            sink.push(report.with("example", format!("part: {}", key.value)).hint("part"));
            open = value.is_null();
            let texts = if open { Node { kind: NodeKind::Sequence(Vec::new()), span: key.span } } else { value };
            let name = |name: &str| Spanned::new(name.to_owned(), key.span);
            let entries = [(name("part"), scalar(key.clone())), (name("texts"), texts)];
            let entries = entries.into_iter().map(|(key, value)| Entry { key, value }).collect();
            read.push(Node { kind: NodeKind::Mapping(entries), span: item.span });
        } else {
            item.kind = NodeKind::Mapping(vec![Entry { key, value }]);
            read.push(item);
        }
    }
    // Of a part without files its title is told already.
    let is_empty = |item: &Node| {
        let texts = item.entries().iter().find(|entry| entry.key.value == "texts");
        texts.is_some_and(|texts| texts.key.span == texts.value.span && texts.value.items().is_empty())
    };
    read.retain(|item| !is_empty(item));
    *items = read;
}

fn scalar(text: Spanned<String>) -> Node {
    Node { span: text.span, kind: NodeKind::Scalar { text: text.value, plain: true, literal: false, comment: None } }
}

/// Gives a text between braces back what a comma parted from it: `{ price: 12,50 € }`, `{ alt: Wei, au comptoir }`.
fn join_texts(entries: &mut Vec<Entry>, table: &Table, span: Span, sink: &mut Diagnostics) {
    let start = |span: Span| span.range().map_or(0, |range| range.start);
    // A brace stands before the first key.
    if entries.first().is_none_or(|first| start(span) >= start(first.key.span)) {
        return;
    }
    let names: Vec<&str> = table.keys.iter().map(|known| known.name).collect();
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries.drain(..) {
        let is_end = |before: &Entry| {
            let free = |scalar| matches!(scalar, ScalarType::Plain | ScalarType::Rich | ScalarType::Subject);
            let is_text =
                known(table, &before.key.value).is_some_and(|key| matches!(key.shape, Shape::Scalar(scalar) if free(scalar)));
            let is_known = || {
                let report = unknown_key(&entry.key, table);
                names.contains(&entry.key.value.as_str())
                    || entry.key.value.contains(':')
                    || synonyms::suggest(report, &entry.key.value, names.iter().copied()).suggestion().is_some()
            };
            is_text && before.value.text().is_some() && entry.value.is_null() && !is_known()
        };
        match kept.last_mut().filter(|before| is_end(before)) {
            Some(Entry { value: Node { kind: NodeKind::Scalar { text, .. }, .. }, .. }) => {
                sink.push(unknown_key(&entry.key, table).hint("comma"));
                *text = format!("{text},{}", entry.key.value);
            }
            Some(_) | None => kept.push(entry),
        }
    }
    *entries = kept;
}
