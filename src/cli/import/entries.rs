//! New entries of the project's YAML files: what they say, and where they go. Writes nothing.

use crate::{
    book::Slug,
    import::edits::{self, Position},
    source::{SourceMap, is_placeholder},
};
use std::{borrow::Cow, collections::BTreeSet};

/// A new entry of a YAML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Path of the file.
    pub(super) path: String,
    pub(super) place: Place,
    /// The lines of the entry, without a dash.
    pub(super) yaml: String,
    /// Whether an earlier text of the same import asks for it too.
    pub(super) is_repeated: bool,
}

/// Where an entry goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Into the top-level list of this key.
    List(&'static str, Position),
    /// To the end of the top-level mapping.
    Mapping,
    /// To the end of the mapping under this top-level key.
    Within(Slug),
}

impl Entry {
    pub(super) fn item(path: &str, list: &'static str, position: Position, yaml: String) -> Self {
        Self { path: path.to_owned(), place: Place::List(list, position), yaml, is_repeated: false }
    }

    /// The entry as an editor reads it, under the key of its list.
    pub(super) fn shown(&self) -> String {
        match &self.place {
            Place::List(list, _) => format!("{list}:\n  - {}", self.yaml.replace('\n', "\n    ")),
            Place::Mapping => self.yaml.clone(),
            Place::Within(key) => format!("{key}:\n  {}", self.yaml.replace('\n', "\n  ")),
        }
    }
}

/// A file as it was read and as it is edited.
pub(super) struct Edited {
    pub(super) path: String,
    /// None for a new file.
    pub(super) before: Option<String>,
    pub(super) after: String,
}

/// The files with these entries, each once, in the order of the first entry of each. Entries that a file has no place for are left out:
/// [`has_place`] tells which.
pub(super) fn edit<'e>(entries: impl Iterator<Item = &'e Entry>, sources: &SourceMap) -> Vec<Edited> {
    let mut seen = BTreeSet::new();
    let mut groups: Vec<(&str, Place, Vec<&str>)> = Vec::new();
    for entry in entries {
        if !seen.insert((entry.path.as_str(), entry.shown())) {
            continue;
        }
        match groups.iter_mut().find(|(path, place, _)| *path == entry.path && *place == entry.place) {
            Some((_, _, items)) => items.push(&entry.yaml),
            None => groups.push((&entry.path, entry.place.clone(), vec![&entry.yaml])),
        }
    }
    let mut edited: Vec<Edited> = Vec::new();
    for (path, place, items) in groups {
        let known = edited.iter().position(|file| file.path == path);
        let before = sources.by_path(path).map(|source| source.text().to_owned());
        let text = known.map(|at| edited[at].after.as_str()).or(before.as_deref()).unwrap_or_default();
        let after = match place {
            Place::List(list, position) => edits::add_to_list(text, list, &items, position),
            Place::Mapping => Some(edits::append_entry(text, &items.join("\n\n"))),
            Place::Within(key) => {
                let lines = items.join("\n");
                let text = if has_biography(&lines) { Cow::Owned(without_placeholder(text, &key)) } else { Cow::Borrowed(text) };
                edits::add_to_mapping(&text, key.as_str(), &lines)
            }
        };
        match (after, known) {
            (Some(after), Some(at)) => edited[at].after = after,
            (Some(after), None) => edited.push(Edited { path: path.to_owned(), before, after }),
            (None, _) => {}
        }
    }
    edited
}

fn has_biography(lines: &str) -> bool {
    lines.lines().any(|line| line.starts_with("bio:") || line.starts_with("long-bio:"))
}

/// people.yaml without the line of this person that waits for a biography.
fn without_placeholder(text: &str, id: &Slug) -> String {
    let mut is_own = false;
    let waits = |line: &str| {
        let value = line.trim_start().strip_prefix("bio:").map(|value| value.trim_start().trim_start_matches(['"', '\'']));
        value.is_some_and(is_placeholder)
    };
    let kept = text.split_inclusive('\n').filter(|line| {
        if !line.starts_with([' ', '#', '\r', '\n']) {
            is_own = line.split(':').next().is_some_and(|key| key.trim().trim_matches(['"', '\'']) == id.as_str());
        }
        !(is_own && line.starts_with(' ') && waits(line))
    });
    kept.collect()
}

/// Whether the file at `path` has a place for entries there, as it is laid out.
pub(super) fn has_place(path: &str, place: &Place, sources: &SourceMap) -> bool {
    let text = sources.by_path(path).map_or("", crate::source::Source::text);
    match place {
        Place::List(list, position) => edits::add_to_list(text, list, &["x"], *position).is_some(),
        Place::Mapping => true,
        Place::Within(key) => edits::add_to_mapping(text, key.as_str(), "x: y").is_some(),
    }
}

/// The entry of a tier; the gold tier is the highest.
pub(super) fn tier(id: &str, title: &str) -> Entry {
    let position = if id == "gold" { Position::First } else { Position::Last };
    Entry::item("book/sponsors.yaml", "tiers", position, format!("id: {id}\ntitle: {}", edits::quote_scalar(title)))
}
