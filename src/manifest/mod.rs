//! The manifest: what the YAML files declare, with the span of every value.
//!
//! `read` turns book.yaml, people.yaml, sponsors.yaml and each tome.yaml into a [`Manifest`]; `front_matter` reads the header of a
//! text. All mistakes are reported at once. Nothing is resolved here: names stay names until `assemble`, which may rely on one thing:
//! the people, tiers, volumes and files that a manifest names exist. A name of something that does not is reported and left out.
//! Read next: [`declared`] (the types), `format` (the keys), then `parse`, `check` and the reader of a file, which are the steps.

mod catalogue;
pub mod check;
mod declared;
mod format;
mod french;
mod groups;
mod header;
mod invisible;
mod isbn_error;
mod meant;
mod misplaced;
mod mistakes;
mod node;
mod order;
mod parse;
mod people;
mod recover;
mod reference;
mod references;
mod scalar;
mod schema;
mod shape;
mod signatures;
mod signs;
mod sizes;
mod sponsors;
mod synonyms;
mod syntax;
#[cfg(test)]
mod tests;
mod tome;
mod work;

pub use catalogue::{Catalogue, SignedText};
pub use declared::*;
pub use header::front_matter;
pub use order::text_slug;
pub use people::{of_a_person, people_of, turned_name};
pub use reference::{Explained, explain, topics};
pub use schema::{SchemaKind, schema};
pub use synonyms::meant;

use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, SourceMap, Span, Spanned},
};
use node::{Node, NodeKind};
use references::Names;
use shape::Shape;
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{Hash as _, Hasher as _},
};
use xxhash_rust::xxh3::Xxh3Default;

/// Reads the four kinds of YAML file of a project. None when book.yaml is missing or unusable; otherwise the best possible result,
/// with every mistake in `sink`.
#[must_use]
pub fn read(sources: &SourceMap, sink: &mut Diagnostics) -> Option<Manifest> {
    let book = load(sources, "book/book.yaml", &Shape::Mapping(&format::BOOK), sink);
    let people = load(sources, "book/people.yaml", &format::PEOPLE, sink);
    let sponsors = load(sources, "book/sponsors.yaml", &Shape::Mapping(&format::SPONSORS), sink);

    report_misnamed(sources, "book/sponsors.yaml", &sponsors, None, sink);
    let editors = book.node().and_then(|book| book.get("editors")).map(Node::head);
    report_misnamed(sources, "book/people.yaml", &people, editors, sink);
    // Of a file that cannot be read, only that is reported: everything that depends on it may be right.
    let ids = people.node().filter(|node| node.is_null() || matches!(node.kind, NodeKind::Mapping(_))).map(people::ids);
    let people_are_known = ids.is_some();
    let names = Names { unknown: Code::UnknownPerson, known: ids.as_deref() };
    let listed: Option<Vec<Spanned<Slug>>> = book.node().map(|book| book.list("tomes", |item| item.parse(Slug::new)));
    let is_sure = book.node().is_some_and(lists_tomes);
    let folders = match &listed {
        Some(listed) => present_tomes(listed, is_sure, sources, sink),
        // Without book.yaml the volumes are still checked: each folder with a tome.yaml is taken for one.
        None => tome_folders(sources).map(|(slug, source)| Spanned::new(slug, Span::whole(source.id()))).collect(),
    };

    let mut tomes = Vec::new();
    for (rank, folder) in (1..).zip(&folders) {
        let path = format!("{}/tome.yaml", folder.value);
        if let Loaded::Tree(node, span) = load(sources, &path, &Shape::Mapping(&format::TOME), sink) {
            tomes.push(tome::read_tome(&node, span, folder.value.clone(), rank, sources, sink));
        }
    }
    tome::report_repeated_numbers(&tomes, sink);
    if is_sure && listed.as_ref().is_some_and(|listed| listed.len() == folders.len()) {
        report_unlisted_pages(&tomes, folders.len(), sources, sink);
    }
    let tome_names = Names { unknown: Code::UnknownTome, known: listed.as_deref() };
    let sponsors = sponsors.node().map(|node| sponsors::read_sponsors(node, tome_names, sources, sink)).unwrap_or_default();
    let people = people.node().map(|node| people::read_people(node, sources, sink)).unwrap_or_default();
    let Loaded::Tree(book, span) = &book else { return None };
    let work = work::read_work(book, *span, names, folders, sources, sink);
    Some(Manifest { work, people, people_are_known, sponsors, tomes, catalogue: Catalogue::default() })
}

/// The sum of what [`read`] looks at: all names, and what is in all files but the texts of the volumes.
#[must_use]
pub fn sum_of_inputs(sources: &SourceMap) -> u128 {
    let mut sum = Xxh3Default::new();
    for source in sources.iter() {
        (source.path(), source.is_refused()).hash(&mut sum);
        if source.path().starts_with("book/") || !source.path().ends_with(".md") {
            source.checksum().hash(&mut sum);
        }
    }
    sum.write_u8(0);
    sum.digest128()
}

/// Reports the shared pages of book/ that no volume lists, unless a volume could not be read.
fn report_unlisted_pages(tomes: &[TomeEntry], volumes: usize, sources: &SourceMap, sink: &mut Diagnostics) {
    let is_complete = tomes.len() == volumes && !tomes.iter().any(|tome| sink.has_errors_in(tome.span.source));
    if !is_complete {
        return;
    }
    let listed: BTreeSet<&str> = tomes.iter().flat_map(TomeEntry::texts).map(|path| path.value.as_str()).collect();
    for source in sources.under("book/").filter(|source| !source.is_refused()) {
        let path = source.path();
        let name = path.strip_prefix("book/").filter(|name| name.ends_with(".md") && !name.contains('/'));
        // Notes of the editors have no header.
        let is_page = source.text().lines().next().is_some_and(|line| line.trim_end() == "---");
        if name.is_some() && is_page && !listed.contains(path) {
            sink.push(Diagnostic::new(Code::UnlistedPage, Span::whole(source.id())).with("path", path));
        }
    }
}

/// Reports an absent file: at the file that was probably meant, such as book/people.yml, else at `user`, which needs it.
fn report_misnamed(sources: &SourceMap, path: &str, loaded: &Loaded, user: Option<Span>, sink: &mut Diagnostics) {
    if !matches!(loaded, Loaded::Absent) {
        return;
    }
    let stem = path.trim_end_matches("yaml");
    let is_near = |found: &str| found.len() < path.len() + 8 && found.to_lowercase().starts_with(stem) && !found.ends_with(".md");
    let report = |span| Diagnostic::new(Code::AbsentFile, span).with("path", path);
    if let Some(near) = sources.under("book/").find(|source| is_near(source.path())) {
        sink.push(report(Span::whole(near.id())).with("found", near.path()).hint("rename"));
    } else if let Some(user) = user {
        sink.push(report(user));
    }
}

/// The result of loading a file.
enum Loaded {
    /// The file does not exist.
    Absent,
    /// The file cannot be read, which has been reported.
    Broken,
    /// The tree of the file, checked against its shape, and the span of the whole file.
    Tree(Node, Span),
}

impl Loaded {
    const fn node(&self) -> Option<&Node> {
        match self {
            Self::Tree(node, _) => Some(node),
            Self::Absent | Self::Broken => None,
        }
    }
}

/// Parses the file at `path` and checks it against its shape.
fn load(sources: &SourceMap, path: &str, shape: &Shape, sink: &mut Diagnostics) -> Loaded {
    let Some(source) = sources.by_path(path) else { return Loaded::Absent };
    if source.is_refused() {
        return Loaded::Broken;
    }
    let span = Span::whole(source.id());
    let whole = 0..source.text().len();
    let may_be_empty = matches!(shape, Shape::Mapping(table) if !table.keys.iter().any(|key| key.required));
    let empty = || {
        let needed = match shape {
            Shape::Registry(_) => "people",
            _ if path == "book/book.yaml" => "book",
            _ => "tome",
        };
        Diagnostic::new(Code::EmptyFile, span).with("path", path).hint(needed)
    };
    if !may_be_empty && says_nothing(source.text()) {
        sink.push(empty());
        return Loaded::Broken;
    }
    let mut found = Diagnostics::new();
    let Some(mut node) = parse::parse(source, whole.clone(), span, &mut found) else {
        sink.append(recover::report(source, whole, shape, found));
        return Loaded::Broken;
    };
    sink.append(found);
    if node.is_null() && !may_be_empty {
        sink.push(empty());
        return Loaded::Broken;
    }
    if let Shape::Mapping(table) = shape
        && node.is_null()
    {
        check::check_table(&node, table, sink);
    } else if !node.is_null() {
        if let Some(wrapped) = wrapped_people(&node, shape) {
            sink.push(Diagnostic::new(Code::YamlSyntax, wrapped).with("problem", "wrapped").with("example", ""));
            return Loaded::Broken;
        }
        misplaced::put_right(&mut node, shape, sink);
        check::check(&node, shape, sink);
    }
    meant::read_as_meant(&mut node, shape);
    Loaded::Tree(node, span)
}

/// Whether a file of YAML has comments and lines around documents only.
fn says_nothing(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.all(|line| line.is_empty() || line.starts_with('#') || line == "---" || line == "...")
}

/// The key under which all people of people.yaml stand, as if the file had a key of its own.
fn wrapped_people(node: &Node, shape: &Shape) -> Option<Span> {
    let [only] = node.entries() else { return None };
    let is_group = |entry: &node::Entry| entry.value.entries().iter().any(|inner| inner.key.value == "name");
    let is_wrapped =
        matches!(shape, Shape::Registry(_)) && only.value.get("name").is_none() && only.value.entries().iter().any(is_group);
    is_wrapped.then_some(only.key.span)
}

/// Whether book.yaml lists volumes without a mistake. One has been reported, and another folder may be meant.
fn lists_tomes(book: &Node) -> bool {
    let tomes = book.get("tomes").filter(|tomes| matches!(tomes.kind, NodeKind::Sequence(_)));
    tomes.is_some_and(|tomes| tomes.items().iter().all(|item| item.parse(Slug::new).is_some()))
}

/// The names of all volumes that there may be: those of the list, then each folder with a tome.yaml that the list lacks.
#[must_use]
pub fn possible_tomes(manifest: Option<&Manifest>, sources: &SourceMap) -> Vec<Slug> {
    let mut names: Vec<Slug> = manifest.iter().flat_map(|manifest| &manifest.work.tomes).map(|tome| tome.value.clone()).collect();
    for (folder, _) in tome_folders(sources) {
        if !names.contains(&folder) {
            names.push(folder);
        }
    }
    names
}

/// The folders at the root of the project that hold a tome.yaml and whose name is a slug.
fn tome_folders(sources: &SourceMap) -> impl Iterator<Item = (Slug, &Source)> {
    sources.iter().filter_map(|source| Some((Slug::new(source.path().strip_suffix("/tome.yaml")?)?, source)))
}

/// The listed volumes that exist. Reports those listed twice, and, when the list is sure, those that do not exist and folders that are
/// not listed.
fn present_tomes(listed: &[Spanned<Slug>], is_sure: bool, sources: &SourceMap, sink: &mut Diagnostics) -> Vec<Spanned<Slug>> {
    let names: Vec<_> = listed.iter().map(|tome| tome.clone().map(|slug| slug.to_string())).collect();
    references::report_duplicates(&names, "tome", sink);
    let folders: BTreeMap<Slug, &Source> = tome_folders(sources).collect();
    let all: BTreeSet<&Slug> = listed.iter().map(|tome| &tome.value).collect();
    let (mut proposed, mut seen) = (Vec::new(), BTreeSet::new());
    let mut tomes: Vec<Spanned<Slug>> = Vec::new();
    for tome in listed {
        if folders.contains_key(&tome.value) {
            if seen.insert(&tome.value) {
                tomes.push(tome.clone());
            }
            continue;
        }
        // A folder that is a link out of the project is told itself.
        if !is_sure || sources.by_path(tome.value.as_str()).is_some_and(|folder| sink.has_errors_in(folder.id())) {
            continue;
        }
        let folder = format!("{}/", tome.value);
        let misnamed = sources.under(&folder).find(|source| source.path().to_lowercase().contains("/tome.y"));
        if let Some(misnamed) = misnamed {
            let diagnostic = Diagnostic::new(Code::AbsentTome, tome.span).with("name", tome.value.as_str());
            sink.push(diagnostic.with("found", misnamed.path()).hint("rename"));
            continue;
        }
        let free = folders.keys().filter(|folder| !all.contains(folder));
        let diagnostic = Diagnostic::new(Code::AbsentTome, tome.span).with("name", tome.value.as_str());
        let diagnostic = diagnostic.suggest(tome.value.as_str(), free.map(Slug::as_str));
        proposed.extend(diagnostic.arguments.iter().find(|(name, _)| *name == "suggestion").map(|(_, value)| value.clone()));
        sink.push(diagnostic);
    }
    for (folder, source) in &folders {
        if is_sure && !all.contains(folder) && !proposed.contains(&folder.as_str().into()) {
            sink.push(Diagnostic::new(Code::UnlistedTome, Span::whole(source.id())).with("name", folder.as_str()));
        }
    }
    // Folders with texts and without a tome.yaml (`project`).
    for source in sources.iter().filter(|source| source.is_refused()) {
        let folder = source.path().split('/').next().unwrap_or_default();
        let is_folder = folder == source.path() || source.path().to_lowercase().contains("/tome.y");
        let is_listed = listed.iter().any(|tome| tome.value.as_str() == folder) || folders.keys().any(|id| id.as_str() == folder);
        if is_sure && is_folder && !is_listed && !sink.has_errors_in(source.id()) {
            sink.push(Diagnostic::new(Code::FolderWithoutVolume, Span::whole(source.id())).with("name", folder));
        }
    }
    tomes
}
