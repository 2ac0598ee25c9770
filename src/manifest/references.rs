//! References from a YAML file to people, tiers, volumes and other files. Each must exist.
//!
//! A reference that cannot be resolved is reported here, and its reader drops the value. So `assemble` finds only names that exist.

use super::{
    declared::PictureEntry,
    node::Node,
    scalar::{is_inside, plain_path},
};
use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    source::{SourceMap, Span, Spanned, paths},
};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization as _;

/// The names that references of one kind may use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'a> {
    /// The code that reports an unknown name.
    pub(super) unknown: Code,
    /// None when the file that declares the names could not be read; then every name is accepted.
    pub(super) known: Option<&'a [Spanned<Slug>]>,
}

impl Names<'_> {
    /// The slug in `node`, if it is one of the names. Otherwise it is reported.
    pub(super) fn resolve(&self, node: &Node, sink: &mut Diagnostics) -> Option<Spanned<Slug>> {
        let slug = node.parse(Slug::new)?;
        let Some(known) = self.known else { return Some(slug) };
        if known.iter().any(|name| name.value == slug.value) {
            return Some(slug);
        }
        let diagnostic = Diagnostic::new(self.unknown, slug.span).with("name", slug.value.as_str());
        sink.push(diagnostic.suggest(slug.value.as_str(), known.iter().map(|name| name.value.as_str())));
        None
    }
}

/// The picture `key` of `node`. Its file must exist in `folder`, which ends with `/`.
pub(super) fn read_picture(
    node: &Node,
    key: &str,
    folder: &str,
    sources: &SourceMap,
    sink: &mut Diagnostics,
) -> Option<PictureEntry> {
    let node = node.get(key)?;
    let file = read_path(node, "file", folder, sources, sink)?;
    Some(PictureEntry { file, alt: node.text_of("alt"), credit: node.text_of("credit") })
}

/// The path `key` of `node`, relative to `folder`, which ends with `/`, if the file exists. Otherwise it is reported.
pub(super) fn read_path(
    node: &Node,
    key: &str,
    folder: &str,
    sources: &SourceMap,
    sink: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let path = node.text_of(key)?.map(|path| plain_path(&path.nfc().collect::<String>()));
    if !is_inside(&path.value) {
        return None;
    }
    if let Some(found) = paths::find(sources, folder, &path.value).and_then(|found| found.path().strip_prefix(folder)) {
        return Some(Spanned::new(found.to_owned(), path.span));
    }
    // A folder that is a link out of the project is told itself.
    if paths::resolve(folder, &path.value).is_some_and(|path| sources.is_within_refused(&path)) {
        return None;
    }
    let is_text = |name: &str| name.ends_with(".md") || name.ends_with(".yaml");
    let diagnostic = Diagnostic::new(Code::AbsentFile, path.span).with("path", format!("{folder}{}", path.value));
    sink.push(if paths::has_twins(sources, folder, &path.value) {
        diagnostic.hint("invisible")
    } else {
        diagnostic.suggest_one(sources.nearest(folder, &path.value, |name| !is_text(name)))
    });
    None
}

/// The results of `read` for the items of the list `key`, without those that stand there already, which are reported: one who edits a book
/// twice would be printed twice.
pub(super) fn once<T>(
    node: &Node,
    key: &str,
    sink: &mut Diagnostics,
    read: impl Fn(&Node, &mut Diagnostics) -> Option<T>,
) -> Vec<T> {
    let mut places: BTreeMap<String, Span> = BTreeMap::new();
    node.list(key, |item| {
        let name = item.text().map(|name| name.map(str::to_owned));
        if let Some(first) = name.as_ref().and_then(|name| places.insert(name.value.to_lowercase(), name.span)) {
            let name = name.as_ref().map_or("", |name| name.value.as_str());
            let mut report = Diagnostic::new(Code::DuplicateIdentifier, item.span).with("what", "item").with("name", name);
            // It counts once: nothing is wrong in the book.
            report.severity = Severity::Warning;
            sink.push(report.label(first, "first"));
            return None;
        }
        read(item, sink)
    })
}

/// Reports every repeated name, with a label on its first occurrence. `what` selects the words of the message.
pub(super) fn report_duplicates(names: &[Spanned<String>], what: &'static str, sink: &mut Diagnostics) {
    let mut places: BTreeMap<&str, Span> = BTreeMap::new();
    for name in names {
        if let Some(first) = places.get(name.value.as_str()) {
            let diagnostic = Diagnostic::new(Code::DuplicateIdentifier, name.span).with("what", what).with("name", &name.value);
            sink.push(diagnostic.label(*first, "first"));
        } else {
            places.insert(&name.value, name.span);
        }
    }
}
