//! people.yaml → [`PersonEntry`]s, and names wherever they are written out.

use super::{
    declared::{NameEntry, PersonEntry},
    format::{NETWORKS, choose},
    node::{Entry, Node},
    references::picture,
};
use crate::{
    book::{Network, Slug},
    diagnostic::Diagnostics,
    source::{SourceMap, Spanned},
};

/// The identifiers of people.yaml, also of people whose entries have mistakes: they are declared all the same.
pub(super) fn ids(node: &Node) -> Vec<Spanned<Slug>> {
    let id = |entry: &Entry| Some(Spanned::new(Slug::new(&entry.key.value)?, entry.key.span));
    node.entries().iter().filter_map(id).collect()
}

/// Reads a checked people.yaml.
pub(super) fn people(node: &Node, sources: &SourceMap, sink: &mut Diagnostics) -> Vec<PersonEntry> {
    node.entries().iter().filter_map(|entry| person(entry, sources, sink)).collect()
}

fn person(entry: &Entry, sources: &SourceMap, sink: &mut Diagnostics) -> Option<PersonEntry> {
    let Entry { key, value: node } = entry;
    let portrait = picture(node, "portrait", "book/", sources, sink);
    let id = Spanned::new(Slug::new(&key.value)?, key.span);
    // A person without a usable name keeps their identifier as a name: texts that they sign can still be checked.
    let name = node.get("name").and_then(name).unwrap_or_else(|| NameEntry::Group(key.clone()));
    Some(PersonEntry {
        id,
        name,
        role: node.text_of("role"),
        organisation: node.text_of("organisation"),
        handles: node.get("handles").map_or_else(Vec::new, handles),
        links: node.texts("links"),
        portrait,
        bio: node.text_of("bio"),
        long_bio: node.text_of("long-bio"),
    })
}

/// A name: a person's as a mapping, a group's as a text.
pub(super) fn name(node: &Node) -> Option<NameEntry> {
    match node.text() {
        Some(group) => Some(NameEntry::Group(group.map(str::to_owned))),
        None => {
            Some(NameEntry::Person { given: node.text_of("given"), family: node.text_of("family")?, sort: node.text_of("sort") })
        }
    }
}

fn handles(node: &Node) -> Vec<(Network, Spanned<String>)> {
    let handle = |entry: &Entry| Some((choose(&NETWORKS, &entry.key.value)?, entry.value.text()?.map(str::to_owned)));
    node.entries().iter().filter_map(handle).collect()
}
