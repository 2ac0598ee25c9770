//! people.yaml → [`PersonEntry`]s, and names as they stand there and in headers.

use super::{
    declared::{NameEntry, PersonEntry},
    format::{NETWORKS, lookup},
    node::{Entry, Node},
    references::read_picture,
};
use crate::{
    book::{Network, Slug},
    diagnostic::Diagnostics,
    source::{SourceMap, Spanned},
};

/// The identifiers of people.yaml. Those of entries with mistakes count as declared too.
pub(super) fn ids(node: &Node) -> Vec<Spanned<Slug>> {
    let id = |entry: &Entry| Some(Spanned::new(Slug::new(&entry.key.value)?, entry.key.span));
    node.entries().iter().filter_map(id).collect()
}

/// Reads a checked people.yaml.
pub(super) fn read_people(node: &Node, sources: &SourceMap, sink: &mut Diagnostics) -> Vec<PersonEntry> {
    node.entries().iter().filter_map(|entry| read_person(entry, sources, sink)).collect()
}

fn read_person(entry: &Entry, sources: &SourceMap, sink: &mut Diagnostics) -> Option<PersonEntry> {
    let Entry { key, value: node } = entry;
    let portrait = read_picture(node, "portrait", "book/", sources, sink);
    let id = Spanned::new(Slug::new(&key.value)?, key.span);
    // Without a usable name the identifier stands for the name, so that the texts they sign can still be checked.
    let name = node.get("name").and_then(read_name).unwrap_or_else(|| NameEntry::Group(key.clone()));
    Some(PersonEntry {
        id,
        name,
        role: node.text_of("role"),
        organisation: node.text_of("organisation"),
        handles: node.get("handles").map_or_else(Vec::new, read_handles),
        links: node.texts("links"),
        portrait,
        bio: node.text_of("bio"),
        long_bio: node.text_of("long-bio"),
    })
}

/// A name: that of a person is a mapping, that of a group a text.
pub(super) fn read_name(node: &Node) -> Option<NameEntry> {
    match node.text() {
        Some(group) => Some(NameEntry::Group(group.map(str::to_owned))),
        None => {
            Some(NameEntry::Person { given: node.text_of("given"), family: node.text_of("family")?, sort: node.text_of("sort") })
        }
    }
}

fn read_handles(node: &Node) -> Vec<(Network, Spanned<String>)> {
    let handle = |entry: &Entry| Some((lookup(&NETWORKS, &entry.key.value)?, entry.value.text()?.map(str::to_owned)));
    node.entries().iter().filter_map(handle).collect()
}
