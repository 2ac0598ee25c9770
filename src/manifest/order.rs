//! The order of a volume, checked against the files: every text must be listed once, and every listed text must exist.

use super::{
    declared::OrderEntry,
    format::{generated_pages, lookup},
    node::{Node, NodeKind},
    scalar::{is_inside, plain_path},
    synonyms,
};
use crate::{
    book::{MadePage, Slug},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{NameIndex, Source, SourceMap, Span, Spanned, paths},
};
use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};
use unicode_normalization::UnicodeNormalization as _;

/// The slug of a text: its file name without leading digits and their hyphen, and without `.md`.
#[must_use]
pub fn text_slug(path: &str) -> Slug {
    let stem = stem(path);
    Slug::new(stem).unwrap_or_else(|| Slug::from_text(stem))
}

/// The file name without leading digits and their hyphen, and without `.md`.
fn stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let name = name.strip_suffix(".md").unwrap_or(name);
    let after = name.trim_start_matches(|character: char| character.is_ascii_digit());
    after.strip_prefix('-').filter(|rest| after.len() < name.len() && !rest.is_empty()).unwrap_or(name)
}

/// The order of one volume while it is read.
pub(super) struct Order<'a> {
    /// The folder of the volume, with its final `/`.
    folder: &'a str,
    sources: &'a SourceMap,
    /// The texts and generated pages listed so far, by path or name, and where.
    listed: BTreeMap<String, Span>,
    /// The slugs used so far, and where.
    slugs: BTreeMap<Slug, Span>,
    /// Texts suggested instead of one that does not exist; they are not reported as unlisted too.
    suggested: BTreeSet<String>,
    /// What an entry may have meant, by what the folder holds.
    names: OnceCell<NameIndex>,
    /// The files whose names end otherwise than in `.md`, by their names in small letters and without `.txt`.
    endings: OnceCell<BTreeMap<String, String>>,
}

impl<'a> Order<'a> {
    pub(super) const fn new(folder: &'a str, sources: &'a SourceMap) -> Self {
        Self {
            folder,
            sources,
            listed: BTreeMap::new(),
            slugs: BTreeMap::new(),
            suggested: BTreeSet::new(),
            names: OnceCell::new(),
            endings: OnceCell::new(),
        }
    }

    /// Reads an item of `front`, `body` or `back`.
    pub(super) fn read_entry(&mut self, node: &Node, sink: &mut Diagnostics) -> Option<OrderEntry> {
        if let NodeKind::Mapping(_) = node.kind {
            return self.read_part(node, sink);
        }
        let name = node.text()?;
        if let Some(page) = lookup(&MadePage::ALL, name.value) {
            let slug = Slug::new(name.value)?;
            let new = self.record(name.value, name.span, sink) && self.record_slug(slug, name.span, sink);
            return new.then(|| OrderEntry::Made(Spanned::new(page, name.span)));
        }
        self.read_text(name, sink).map(OrderEntry::Text)
    }

    /// The pages and texts in an entry that has nothing else, without the commas between them: `legal sponsors`.
    fn several<'n>(&self, name: &'n str) -> Option<Vec<&'n str>> {
        let names: Vec<&str> = name.split_whitespace().collect();
        let is_text = |name: &str| {
            let path = plain_path(name);
            let path = if path.starts_with("book/") { path } else { format!("{}{path}", self.folder) };
            name.ends_with(".md") && self.sources.by_path(&path).is_some()
        };
        let is_known = |name: &&str| lookup(&MadePage::ALL, name).is_some() || is_text(name);
        (names.len() > 1 && names.iter().all(is_known)).then_some(names)
    }

    fn read_part(&mut self, node: &Node, sink: &mut Diagnostics) -> Option<OrderEntry> {
        let id = node.parsed("id", Slug::new);
        if let Some(id) = &id {
            self.record_slug(id.value.clone(), id.span, sink);
        }
        let texts = node.list("texts", |item| self.read_text(item.text()?, sink));
        Some(OrderEntry::Part { title: node.text_of("part")?, id, texts })
    }

    /// The path of a text from the root, if it exists and is not listed already.
    fn read_text(&mut self, name: Spanned<&str>, sink: &mut Diagnostics) -> Option<Spanned<String>> {
        if let Some(several) = self.several(name.value) {
            let report = Diagnostic::new(Code::UnknownPage, name.span).with("name", name.value);
            sink.push(report.with("pages", several.join(", ")).with("reason", "several"));
            let texts = several.iter().map(|name| format!("{}{}", self.folder, plain_path(name)));
            self.suggested.extend(texts);
            return None;
        }
        if !is_inside(name.value) {
            // The file that is meant, wherever its path was to lead, is not unlisted as well.
            let file = name.value.rsplit(['/', '\\']).next().unwrap_or_default();
            self.suggested.insert(format!("{}{file}", self.folder));
            return None;
        }
        let written = plain_path(&name.value.nfc().collect::<String>());
        if !written.ends_with(".md") {
            // One text in the place of a list has been reported.
            if name.value.contains(',') && sink.iter().any(|found| found.code == Code::WrongType && found.span == name.span) {
                return None;
            }
            let diagnostic = Diagnostic::new(Code::UnknownPage, name.span).with("name", name.value);
            let diagnostic = diagnostic.with("pages", generated_pages().join(", ")).with("reason", "other");
            let meant = synonyms::meant(name.value, generated_pages());
            let near = || self.nearest(name.value, |found| !found.starts_with("book/")).map(str::to_owned);
            let text = format!("{written}.md");
            let text = Some(text).filter(|text| self.sources.by_path(&format!("{}{text}", self.folder)).is_some());
            let diagnostic = diagnostic.suggest_one(meant.map(str::to_owned).or(text).or_else(near).as_deref());
            let ending = written.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
            let diagnostic = match ending.as_str() {
                "doc" | "docx" | "odt" | "rtf" | "pages" | "html" | "htm" | "eml" | "txt" => {
                    let tome = self.folder.trim_end_matches('/');
                    diagnostic.with("tome", tome).hint("import")
                }
                _ => diagnostic,
            };
            self.suggested.insert(format!("{}{written}", self.folder));
            self.report_with_suggestion(diagnostic, sink);
            return None;
        }
        let path = if written.starts_with("book/") { written.clone() } else { format!("{}{written}", self.folder) };
        let twin = || paths::the_twin(self.sources, &path).map(|twin| twin.path().to_owned());
        let exists = self.sources.by_path(&path).is_some();
        let path = if exists { path } else { twin().unwrap_or(path) };
        if self.sources.by_path(&path).is_none() {
            let diagnostic = Diagnostic::new(Code::AbsentFile, name.span).with("path", &path);
            if let Some(found) = self.misnamed(&path) {
                let found = found.to_owned();
                sink.push(diagnostic.with("found", &found).hint("rename"));
                self.suggested.insert(found);
                return None;
            }
            // The folder of the volume is not written.
            let inner = written.strip_prefix(self.folder).filter(|_| self.sources.by_path(&written).is_some());
            let near = inner.or_else(|| self.nearest(&written, |found| found.ends_with(".md")));
            let diagnostic = diagnostic.suggest_one(near);
            self.report_with_suggestion(diagnostic, sink);
            return None;
        }
        if !self.record(&path, name.span, sink) {
            return None;
        }
        let slug = text_slug(&path);
        if slug.as_str() != stem(&path) {
            let diagnostic = Diagnostic::new(Code::BadSlug, name.span).with("value", stem(&path));
            sink.push(diagnostic.with("proposal", slug.as_str()));
        }
        self.record_slug(slug, name.span, sink);
        Some(Spanned::new(path, name.span))
    }

    /// Records that `name` is listed at `span`. False when it is listed already, which is reported.
    fn record(&mut self, name: &str, span: Span, sink: &mut Diagnostics) -> bool {
        if let Some(first) = self.listed.get(name) {
            sink.push(Diagnostic::new(Code::ListedTwice, span).with("name", name).label(*first, "first"));
            return false;
        }
        self.listed.insert(name.to_owned(), span);
        true
    }

    /// Records that the entry at `span` has this slug. False when another entry has it, which is reported.
    fn record_slug(&mut self, slug: Slug, span: Span, sink: &mut Diagnostics) -> bool {
        if let Some(first) = self.slugs.get(&slug) {
            sink.push(Diagnostic::new(Code::SameSlug, span).with("slug", slug.as_str()).label(*first, "first"));
            return false;
        }
        self.slugs.insert(slug, span);
        true
    }

    /// Reports an entry that leads to no text, and records the text that is suggested instead.
    fn report_with_suggestion(&mut self, diagnostic: Diagnostic, sink: &mut Diagnostics) {
        if let Some(suggestion) = diagnostic.suggestion() {
            self.suggested.insert(format!("{}{suggestion}", self.folder));
        }
        sink.push(diagnostic);
    }

    /// The generated page or the text that `written` may mean, as the order would name it, if `fits` accepts it.
    fn nearest(&self, written: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
        let names = self.names.get_or_init(|| {
            let of_folder = self.sources.under(self.folder).filter_map(|source| source.path().strip_prefix(self.folder));
            let shared = self.sources.under("book/").map(Source::path);
            let texts = of_folder.chain(shared).filter(|name| name.ends_with(".md"));
            NameIndex::new(generated_pages().into_iter().chain(texts))
        });
        names.nearest_to("", written, fits).map(|(_, name)| name)
    }

    /// The file that has the name `path` but for capitals, or with `.txt` after it: `01-x.MD`, `01-x.md.txt`.
    fn misnamed(&self, path: &str) -> Option<&str> {
        let names = self.endings.get_or_init(|| {
            let found = self.sources.under(self.folder).chain(self.sources.under("book/")).map(Source::path);
            let small = |path: &str| path.to_lowercase().trim_end_matches(".txt").to_owned();
            found.filter(|path| !path.ends_with(".md")).map(|path| (small(path), path.to_owned())).collect()
        });
        names.get(&path.to_lowercase()).map(String::as_str)
    }

    /// Reports the texts in the folder that are not listed.
    pub(super) fn finish(self, sink: &mut Diagnostics) {
        for source in self.sources.under(self.folder) {
            let path = source.path();
            let known = self.listed.contains_key(path) || self.suggested.contains(path);
            let is_text = [".md", ".markdown", ".mdown"].iter().any(|ending| path.to_lowercase().ends_with(ending));
            // What cannot be a file of the book is told at its place.
            if is_text && !known && !self.sources.is_within_refused(path) {
                let name = path.strip_prefix(self.folder).unwrap_or(path);
                let diagnostic = Diagnostic::new(Code::UnlistedText, Span::whole(source.id()));
                let diagnostic = diagnostic.with("name", name).with("tome", format!("{}tome.yaml", self.folder));
                sink.push(if path.ends_with(".md") { diagnostic } else { diagnostic.hint("rename") });
            }
        }
    }
}
