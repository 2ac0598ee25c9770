//! The check of a tree of values against its shape.
//!
//! It reports every mistake; the readers then take the correct values and report nothing. It knows no file names and no other files:
//! `references` and `order` check whether a person exists or a text is listed.

use super::{
    mistakes,
    node::{Entry, Node, NodeKind},
    scalar,
    shape::{Key, ScalarType, Shape, Table},
    synonyms,
};
use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Span, Spanned},
};
use std::collections::BTreeSet;

/// Reports every way in which `node` differs from `shape`.
pub(super) fn check(node: &Node, shape: &Shape, sink: &mut Diagnostics) {
    match (shape, &node.kind) {
        (Shape::Scalar(scalar) | Shape::Either(scalar, _), NodeKind::Scalar { .. }) => check_scalar(node, *scalar, sink),
        (Shape::List(item), NodeKind::Sequence(items)) => {
            let mut at = 0;
            while let Some(node) = items.get(at) {
                let parted = item.table().zip(items.get(at + 1)).filter(|(table, next)| is_parted(node, next, table));
                if let Some((_, next)) = parted {
                    let report = Diagnostic::new(Code::YamlSyntax, next.head()).with("problem", "extra-dash");
                    sink.push(report.with("example", ""));
                    [node, next].into_iter().for_each(|part| check_partly(part, item, sink));
                } else {
                    check(node, item, sink);
                }
                at += if parted.is_some() { 2 } else { 1 };
            }
        }
        (Shape::Mapping(table) | Shape::Either(_, table), NodeKind::Mapping(_)) => _ = check_table(node, table, sink),
        (Shape::Registry(value), NodeKind::Mapping(entries)) => {
            for Entry { key, value: node } in entries {
                check_text(ScalarType::Slug, key.as_ref().map(String::as_str), sink);
                check(node, value, sink);
            }
        }
        (Shape::List(_), NodeKind::Scalar { text, plain: true, .. }) if mistakes::listed_items(text).is_some() => {
            let problem = mistakes::listed_items(text).map_or("other", |(problem, _)| problem);
            sink.push(Diagnostic::new(Code::YamlSyntax, node.head()).with("problem", problem).with("example", ""));
        }
        (Shape::List(item), NodeKind::Scalar { .. } | NodeKind::Mapping(_)) => {
            let bracketed = node.text().and_then(|text| mistakes::bracketed_items(text.value));
            let is_bracketed = bracketed.is_some();
            let names = bracketed.or_else(|| node.text().map(|text| names_in(text.value))).unwrap_or_default();
            sink.push(wrong_type(node, "list").with("example", list_of(item, &names)));
            // « A et B » is no wrong item: the list would have two. What a text should have been is said by the example.
            let is_item = matches!((item, &node.kind), (Shape::Scalar(_) | Shape::Either(..), _) | (_, NodeKind::Mapping(_)));
            // Keys of which the item has none are names of items: what a list looks like is said once.
            let is_named = |table: &Table| {
                let known = |entry: &Entry| table.keys.iter().any(|key| key.name == entry.key.value);
                !node.entries().is_empty() && !node.entries().iter().any(known)
            };
            let are_names = item.table().is_some_and(is_named);
            if !node.is_null() && is_item && names.len() < 2 && !is_bracketed && !are_names {
                check(node, item, sink);
            }
        }
        (Shape::Scalar(_), NodeKind::Sequence(_) | NodeKind::Mapping(_)) => {
            sink.push(wrong_type(node, "text").with("example", shape.example()));
        }
        (Shape::Mapping(_) | Shape::Registry(_), NodeKind::Scalar { .. } | NodeKind::Sequence(_)) => {
            sink.push(wrong_type(node, "mapping").with("example", shape.example()));
        }
        (Shape::Either(..), NodeKind::Sequence(_)) => {
            sink.push(wrong_type(node, "text-or-mapping").with("example", shape.example()));
        }
    }
}

/// Reports every way in which `node`, a few entries of a value of this shape, differs from it. Keys are not missing that may stand in
/// the other entries.
pub(super) fn check_partly(node: &Node, shape: &Shape, sink: &mut Diagnostics) {
    match shape {
        Shape::Mapping(table) | Shape::Either(_, table) if matches!(node.kind, NodeKind::Mapping(_)) => {
            check_entries(node, table, sink);
        }
        _ => check(node, shape, sink),
    }
}

/// Whether two items of a list are one, which a dash too many parts: the second lacks what the first has, and no key is in both.
fn is_parted(first: &Node, second: &Node, table: &Table) -> bool {
    let has = |node: &Node, name: &str| node.entries().iter().any(|entry| entry.key.value == name);
    let is_known = |node: &Node| {
        !node.entries().is_empty() && node.entries().iter().all(|entry| table.keys.iter().any(|key| key.name == entry.key.value))
    };
    let required = || table.keys.iter().filter(|key| key.required);
    is_known(first)
        && is_known(second)
        && required().all(|key| has(first, key.name) || has(second, key.name))
        && required().any(|key| !has(second, key.name))
        && !first.entries().iter().any(|entry| has(second, &entry.key.value))
}

/// The names that stand in one text where a list is wanted: « A, B et C » → A, B, C.
fn names_in(text: &str) -> Vec<&str> {
    let parts = text.split([',', ';', '&', '+']).flat_map(|part| part.split(" et ")).flat_map(|part| part.split(" and "));
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A list of `names` as it would be written, or of two items when there are none.
fn list_of(item: &Shape, names: &[&str]) -> String {
    let example = item.example();
    let written = |name: &&str| match item {
        Shape::Scalar(ScalarType::Slug | ScalarType::Person) | Shape::Either(ScalarType::Slug | ScalarType::Person, _) => {
            Slug::from_text(name).to_string()
        }
        _ => (*name).to_owned(),
    };
    let are_items = !names.is_empty() && matches!(item, Shape::Scalar(_) | Shape::Either(..));
    let items: Vec<String> = if are_items { names.iter().map(written).collect() } else { vec![example.clone(), example] };
    format!("[{}]", items.join(", "))
}

fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    let found = match &node.kind {
        NodeKind::Scalar { .. } if node.is_null() => "nothing",
        NodeKind::Scalar { .. } => "text",
        NodeKind::Sequence(_) => "list",
        NodeKind::Mapping(_) => "mapping",
    };
    Diagnostic::new(Code::WrongType, node.head()).with("expected", expected).with("found", found)
}

/// Checks a mapping. An empty file counts as a mapping without keys.
///
/// Returns the keys that unknown ones seem to mean.
pub(super) fn check_table(node: &Node, table: &Table, sink: &mut Diagnostics) -> Vec<String> {
    let meant = check_entries(node, table, sink);
    let is_present = |name: &str| node.entries().iter().any(|entry| entry.key.value == name);
    let is_missing = |name: &&str| !is_present(name) && !meant.iter().any(|meant| meant == name);
    let missing: Vec<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name).filter(is_missing).collect();
    let report = || Diagnostic::new(Code::MissingKey, node.head());
    if missing.len() > 1 && node.entries().is_empty() {
        // Nothing is written: one slip.
        sink.push(report().with("key", missing.join(", ")).with("count", "many"));
    } else {
        missing.iter().for_each(|key| sink.push(report().with("key", *key).with("count", "one")));
    }
    meant
}

/// Checks the entries of a mapping that are there. Returns the keys that unknown ones seem to mean: they are not missing too.
fn check_entries(node: &Node, table: &Table, sink: &mut Diagnostics) -> Vec<String> {
    let mut meant = Vec::new();
    let names: Vec<&str> = table.keys.iter().map(|key| key.name).collect();
    let present: BTreeSet<&str> = node.entries().iter().map(|entry| entry.key.value.as_str()).collect();
    let start = |span: Span| span.range().map_or(0, |range| range.start);
    // A brace stands before the first key.
    let is_flow = node.entries().first().is_some_and(|first| start(node.span) < start(first.key.span));
    let mut parted: BTreeSet<Span> = BTreeSet::new();
    for (at, Entry { key, value }) in node.entries().iter().enumerate() {
        if parted.contains(&key.span) {
            continue;
        }
        match table.keys.iter().find(|known| known.name == key.value) {
            Some(known) if value.is_null() => {
                // A sign that YAML takes for its own, and that has been reported, may stand in its place.
                let is_reported = || sink.iter().any(|found| found.code == Code::YamlFeature && found.span == value.span);
                if known.required && !is_reported() {
                    sink.push(empty_value(value, key.span, known.name));
                } else if let Some(comment) = value.comment() {
                    sink.push(lost_comment(comment));
                }
            }
            Some(known) => {
                let blank = matches!(value.kind, NodeKind::Scalar { .. }) && value.text().is_none();
                let empty = blank || matches!(&value.kind, NodeKind::Sequence(items) if items.is_empty());
                if empty && known.required {
                    // Below `|` or `>` nothing stands; the place of a text that is not there would be the next line.
                    let is_below = value.span.range().is_some_and(|range| range.is_empty());
                    let span = if is_below { key.span } else { value.span };
                    sink.push(Diagnostic::new(Code::EmptyValue, span).with("key", known.name));
                } else if let Some((report, rest)) = is_flow.then(|| parted_format(node.entries(), at, known)).flatten() {
                    sink.push(report);
                    parted.extend(rest.iter().map(|entry| entry.key.span));
                } else if !blank {
                    check(value, &known.shape, sink);
                }
            }
            // An entry of the file that stands within the one before it.
            None if value.get("name").is_some() && present.contains(&"name") && names.contains(&"name") => {
                let report = Diagnostic::new(Code::YamlSyntax, key.span).with("problem", "entry");
                sink.push(report.with("example", key.value.as_str()));
            }
            None => {
                let free = names.iter().copied().filter(|known| !present.contains(known));
                let diagnostic =
                    Diagnostic::new(Code::UnknownKey, key.span).with("key", &key.value).with("keys", names.join(", "));
                let diagnostic = synonyms::suggest(diagnostic, &key.value, free);
                meant.extend(diagnostic.suggestion().map(str::to_owned));
                // `isbn, { print: … }`: a comma for a colon makes one key of all.
                let parts = key.value.split_once([',', ';', '=']).map(|(name, rest)| (name.trim(), rest));
                if let Some((name, rest)) = parts.filter(|(name, _)| names.contains(name)) {
                    meant.push(name.to_owned());
                    let report = Diagnostic::new(Code::YamlSyntax, key.span).with("problem", "key-sign");
                    let rest = rest.trim();
                    let example = if value.is_null() { format!("{name}: {rest}") } else { format!("{name}: {rest}: …") };
                    sink.push(report.with("example", example));
                    continue;
                }
                // `{given:Ann}`: between braces, what has no space after its colon is all key.
                let glued = key.value.split_once(':').filter(|(name, _)| value.is_null() && names.contains(name));
                if let Some((name, rest)) = glued {
                    meant.push(name.to_owned());
                    sink.push(diagnostic.with("example", format!("{name}: {}", rest.trim())).hint("space"));
                    continue;
                }
                // `{ bulk: 1,25 }`: the comma parts the number, and `{ given, Wei }` the key from its value.
                if is_flow && value.is_null() {
                    let before = node.entries().iter().take_while(|entry| entry.key.span != key.span).last();
                    if let Some(report) = before.and_then(|before| parted_by_comma(before, key, table)) {
                        sink.push(report);
                        continue;
                    }
                }
                // `{ alt: Wei, au comptoir }`: what follows the comma is no key, and has no value.
                if is_flow && value.is_null() && key.value.contains(' ') {
                    sink.push(diagnostic.hint("comma"));
                    continue;
                }
                match within(&key.value, table) {
                    Some((outer, inner)) if diagnostic.suggestion().is_none() => {
                        meant.push(outer.name.to_owned());
                        let example = format!("{}: {}", outer.name, outer.shape.example_with(inner));
                        sink.push(diagnostic.with("example", example).hint("within"));
                    }
                    _ => sink.push(diagnostic),
                }
            }
        }
    }
    meant
}

/// The report of what a comma between braces parted: the whole of a number from its decimals, or a key from its value.
fn parted_by_comma(before: &Entry, after: &Spanned<String>, table: &Table) -> Option<Diagnostic> {
    let known = table.keys.iter().find(|key| key.name == before.key.value)?;
    if before.value.is_null() {
        let found = Diagnostic::new(Code::YamlSyntax, before.key.span.to(after.span)).with("problem", "key-sign");
        return Some(found.with("example", format!("{}: {}", known.name, after.value)));
    }
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Shape::Scalar(scalar @ (ScalarType::Decimal(..) | ScalarType::Number(_))) = known.shape else { return None };
    let whole = before.value.text().filter(|text| is_number(text.value) && is_number(&after.value))?;
    let written = format!("{},{}", whole.value, after.value);
    scalar::error(scalar, Spanned::new(&written, whole.span.to(after.span)))
}

/// The report of a page format whose decimals commas parted between braces, `{ format: 152,4x228,6 }`, and the entries that are parts of it.
fn parted_format<'n>(entries: &'n [Entry], at: usize, known: &Key) -> Option<(Diagnostic, &'n [Entry])> {
    let Shape::Scalar(scalar @ ScalarType::PageFormat) = known.shape else { return None };
    let (first, rest) = entries.get(at..)?.split_first()?;
    let is_part = |entry: &&Entry| entry.value.is_null() && entry.key.value.starts_with(|sign: char| sign.is_ascii_digit());
    let rest = &rest[..rest.iter().take_while(is_part).count()];
    let whole = first.value.text()?;
    let written =
        [whole.value].into_iter().chain(rest.iter().map(|entry| entry.key.value.as_str())).collect::<Vec<_>>().join(",");
    let span = whole.span.to(rest.last()?.key.span);
    let report = scalar::error(scalar, Spanned::new(&written, span))?;
    report.hints.contains(&"point").then_some((report, rest))
}

/// The key of `table` in whose value an unknown key belongs, and that key there.
fn within(written: &str, table: &Table) -> Option<(&'static Key, &'static str)> {
    table.keys.iter().find_map(|key| {
        let inner = key.shape.table()?.keys.iter().map(|key| key.name);
        let found = inner.clone().find(|name| *name == written).or_else(|| synonyms::meant(written, inner))?;
        Some((key, found))
    })
}

fn check_scalar(node: &Node, scalar: ScalarType, sink: &mut Diagnostics) {
    match node.text() {
        Some(text) => {
            // The other types say enough themselves: after a date or an identifier, a comment is a comment.
            let free = matches!(scalar, ScalarType::Rich | ScalarType::Blocks | ScalarType::Plain | ScalarType::Subject);
            if let Some(comment) = node.comment().filter(|_| free) {
                sink.push(lost_comment(comment));
            }
            if let Some(report) = signs_for_words(node, text).filter(|_| free) {
                sink.push(report);
            }
            check_text(scalar, text, sink);
        }
        // An empty item of a list. Keys without a value are checked by `check_table`.
        None => sink.push(empty_value(node, node.span, "item")),
    }
}

/// The report of a value that is missing. A comment in its place is the cause.
fn empty_value(node: &Node, span: Span, key: &'static str) -> Diagnostic {
    let report = |span| Diagnostic::new(Code::EmptyValue, span).with("key", key);
    match node.comment() {
        Some(comment) => report(comment.span).with("quoted", format!("\"{}\"", comment.value)).hint("comment"),
        None => report(span),
    }
}

/// The report of a text of which nothing is said but that it is not known: `?`, which YAML takes for its own elsewhere, `???`, `…`.
fn signs_for_words(node: &Node, text: Spanned<&str>) -> Option<Diagnostic> {
    let is_sign = |sign: char| matches!(sign, '?' | '.' | '…' | '_' | '-' | '–' | '—' | '/') || sign.is_whitespace();
    let is_plain = matches!(node.kind, NodeKind::Scalar { plain: true, .. });
    if !is_plain || !text.value.chars().all(is_sign) {
        return None;
    }
    let example = format!("\"{}\"", text.value);
    Some(match text.value {
        "?" | "-" => Diagnostic::new(Code::YamlSyntax, text.span).with("problem", "lone-sign").with("example", example),
        signs => Diagnostic::new(Code::SignsForWords, text.span).with("text", signs).with("example", example),
    })
}

/// The report of a comment that may be a part of the value before it.
fn lost_comment(comment: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(Code::LostComment, comment.span).with("lost", &comment.value)
}

fn check_text(scalar: ScalarType, text: Spanned<&str>, sink: &mut Diagnostics) {
    if let Some(diagnostic) = scalar::error(scalar, text) {
        sink.push(diagnostic);
    }
}
