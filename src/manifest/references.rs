//! What one YAML file says of another, or of the files around it: people, tiers, tomes, pictures. Each must exist.
//!
//! A reader that gets nothing back drops the value: the mistake is reported here, and `assemble` finds only names that exist.

use super::{declared::PictureEntry, node::Node, shape::is_inside};
use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{SourceMap, Span, Spanned},
};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization as _;

/// Names that may be referred to; none when the file that declares them could not be read, and then every name passes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'a> {
    /// What a name that is not among them is.
    pub(super) unknown: Code,
    pub(super) known: Option<&'a [Spanned<Slug>]>,
}

impl Names<'_> {
    /// The slug in `node`, if it is one of the names.
    pub(super) fn refer(&self, node: &Node, sink: &mut Diagnostics) -> Option<Spanned<Slug>> {
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

/// The picture `key` of `node`; its file must exist in `folder` (with its `/`).
pub(super) fn picture(node: &Node, key: &str, folder: &str, sources: &SourceMap, sink: &mut Diagnostics) -> Option<PictureEntry> {
    let node = node.get(key)?;
    let file = file(node, "file", folder, sources, sink)?;
    Some(PictureEntry { file, alt: node.text_of("alt"), credit: node.text_of("credit") })
}

/// The path `key` of `node`, relative to `folder` (with its `/`), if that file exists.
pub(super) fn file(node: &Node, key: &str, folder: &str, sources: &SourceMap, sink: &mut Diagnostics) -> Option<Spanned<String>> {
    let path = node.text_of(key)?.map(|path| path.nfc().collect::<String>());
    if !is_inside(&path.value) {
        return None;
    }
    if sources.by_path(&format!("{folder}{}", path.value)).is_some() {
        return Some(path);
    }
    let siblings = sources.under(folder).filter_map(|source| source.path().strip_prefix(folder));
    let texts = |name: &&str| name.ends_with(".md") || name.ends_with(".yaml");
    let diagnostic = Diagnostic::new(Code::AbsentFile, path.span).with("path", format!("{folder}{}", path.value));
    sink.push(diagnostic.suggest(&path.value, siblings.filter(|name| !texts(name))));
    None
}

/// Reports every name given a second time, with a label on the first; `what` chooses the message's words.
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
