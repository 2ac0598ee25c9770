//! Links: from a target as written to a place of the book, or a report.
//!
//! A link is read against the file that it stands in, which its span names; so the same resolver serves texts and YAML values.

use super::{
    anchors::anchors,
    elsewhere, paths,
    people::Registry,
    texts::{self, Text},
};
use crate::{
    book::{Inline, Link, LinkTarget, RichText, Slug, plain_text},
    diagnostic::{Code, Diagnostic, Diagnostics},
    locale::Words,
    manifest::{self, Manifest},
    markdown,
    source::{SourceMap, Span},
};
use std::collections::{BTreeMap, BTreeSet};

/// All that a link may lead to.
pub(super) struct Targets<'a> {
    sources: &'a SourceMap,
    texts: BTreeMap<&'a str, Target>,
    people: Vec<String>,
    ids: BTreeMap<String, crate::book::ContributorId>,
    words: &'a Words,
    numbers: BTreeMap<Slug, u32>,
}

/// A text as a link sees it.
enum Target {
    /// Of this volume.
    Here { slug: Slug, title: String, anchors: BTreeSet<Slug> },
    /// Of this volume, announced.
    Expected { title: String },
    /// Of another volume.
    Elsewhere { tome: Slug },
}

impl<'a> Targets<'a> {
    /// Gathers the targets of the volume at index `tome`; `addresses` are the slugs of its sections by path.
    pub(super) fn gather(
        sources: &'a SourceMap,
        manifest: &'a Manifest,
        tome: usize,
        texts: &[Text<'a>],
        addresses: &BTreeMap<&str, Slug>,
        registry: &Registry,
        words: &'a Words,
    ) -> Self {
        let mut targets = BTreeMap::new();
        for other in manifest.tomes.iter().enumerate().filter(|(index, _)| *index != tome).map(|(_, entry)| entry) {
            for path in texts::listed(other) {
                targets.entry(path.value.as_str()).or_insert_with(|| Target::Elsewhere { tome: other.id.clone() });
            }
        }
        for text in texts {
            let title = plain(&text.header.title.value, text.header.title.span);
            let target = match addresses.get(text.path()) {
                Some(slug) => Target::Here { slug: slug.clone(), title, anchors: text.anchors.clone() },
                None => Target::Expected { title },
            };
            targets.insert(text.listed.value.as_str(), target);
        }
        let people = registry.people().iter().map(|person| person.name.display()).collect();
        let ids = registry.slugs().filter_map(|slug| Some((slug.to_owned(), registry.find(slug)?))).collect();
        let numbers = manifest.tomes.iter().map(|tome| (tome.id.clone(), tome.number.value)).collect();
        Self { sources, texts: targets, people, ids, words, numbers }
    }

    /// Resolves every link of `rich`.
    pub(super) fn resolve(&self, rich: &mut RichText, sink: &mut Diagnostics) {
        super::traverse::rewrite_links(rich, &mut |link| self.link(link, sink));
    }

    fn link(&self, mut link: Link, sink: &mut Diagnostics) -> Vec<Inline> {
        let LinkTarget::Unresolved(written) = &link.target else { return vec![Inline::Link(link)] };
        let written = written.clone();
        let (target, name) = match self.target(&written, link.span, sink) {
            Some((target, name)) => (target, name),
            None => (None, written),
        };
        if link.content.is_empty() {
            link.content = vec![Inline::text(name, link.span)];
        }
        match target {
            Some(target) => {
                if let LinkTarget::OtherTome { tome, .. } = &target {
                    let number = self.numbers.get(tome).copied().unwrap_or_default();
                    link.content.push(Inline::text(elsewhere::whereabouts(number, None, self.words), link.span));
                }
                link.target = target;
                vec![Inline::Link(link)]
            }
            None => link.content,
        }
    }

    /// Whether a path leads to a text that is there, but could not be read: that was reported, and is mistake enough.
    fn is_unreadable(&self, folder: &str, path: &str) -> bool {
        let there = |folder: &str| paths::resolve(folder, path).and_then(|path| self.sources.by_path(&path));
        [folder, ""]
            .into_iter()
            .filter_map(there)
            .any(|source| source.is_refused() || manifest::front_matter(source, &mut Diagnostics::new()).0.is_none())
    }

    /// The target (none: plain words) and what to call it when the author gave it no words; none when it leads nowhere.
    fn target(&self, written: &str, span: Span, sink: &mut Diagnostics) -> Option<(Option<LinkTarget>, String)> {
        let scheme = written.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        if let Some("http" | "https" | "mailto" | "tel") = scheme.as_deref() {
            let name = written.split_once(':').map_or(written, |(_, rest)| rest.trim_start_matches('/'));
            return Some((Some(LinkTarget::Url(written.to_owned())), name.to_owned()));
        }
        if let Some(id) = written.strip_prefix("person:") {
            let Some(&person) = self.ids.get(id) else {
                let candidates: Vec<String> = self.ids.keys().map(|id| format!("person:{id}")).collect();
                report(written, span, &candidates, sink);
                return None;
            };
            return Some((Some(LinkTarget::Person(person)), self.people[person.0 as usize].clone()));
        }
        let (path, anchor) = written.split_once('#').map_or((written, None), |(path, anchor)| (path, Some(anchor)));
        let own = self.sources.get(span.source).path();
        let folder = paths::folder(self.sources, span);
        let seen_from = |folder: &str| paths::resolve(folder, path).and_then(|path| self.texts.get_key_value(path.as_str()));
        let found = if path.is_empty() { self.texts.get_key_value(own) } else { seen_from(folder).or_else(|| seen_from("")) };
        let Some((path, target)) = found else {
            if self.is_unreadable(folder, path) {
                return None;
            }
            let near = |path: &&str| path.strip_prefix(folder).unwrap_or(path).to_owned();
            report(written, span, &self.texts.keys().map(near).collect::<Vec<_>>(), sink);
            return None;
        };
        match target {
            Target::Here { slug, title, anchors } => {
                let Some(anchor) = anchor else { return Some((Some(LinkTarget::Section(slug.clone())), title.clone())) };
                let anchor = known_anchor(anchor, anchors, written, span, sink)?;
                Some((Some(LinkTarget::Anchor { section: slug.clone(), anchor }), title.clone()))
            }
            Target::Expected { title } => {
                sink.push(Diagnostic::new(Code::LinkToExpected, span).with("target", written).with("title", title));
                Some((None, title.clone()))
            }
            Target::Elsewhere { tome } => {
                // Read only now: few links lead to another volume, and its own build reports its mistakes.
                let source = self.sources.by_path(path)?;
                let mut unheard = Diagnostics::new();
                let (header, body) = manifest::front_matter(source, &mut unheard);
                let anchor = match anchor {
                    Some(anchor) => {
                        let document = markdown::parse(source, body, self.sources, &mut unheard);
                        Some(known_anchor(anchor, &anchors(&document.blocks), written, span, sink)?)
                    }
                    None => None,
                };
                let title = header.map(|header| plain(&header.title.value, span)).unwrap_or_default();
                Some((Some(LinkTarget::OtherTome { tome: tome.clone(), section: manifest::text_slug(path), anchor }), title))
            }
        }
    }
}

fn known_anchor(anchor: &str, anchors: &BTreeSet<Slug>, written: &str, span: Span, sink: &mut Diagnostics) -> Option<Slug> {
    let found = Slug::new(anchor).filter(|anchor| anchors.contains(anchor));
    if found.is_none() {
        let path = written.split('#').next().unwrap_or_default();
        report(written, span, &anchors.iter().map(|anchor| format!("{path}#{anchor}")).collect::<Vec<_>>(), sink);
    }
    found
}

fn report(written: &str, span: Span, candidates: &[String], sink: &mut Diagnostics) {
    let report = Diagnostic::new(Code::DanglingLink, span).with("target", written);
    sink.push(report.suggest(written, candidates.iter().map(String::as_str)));
}

fn plain(markup: &str, span: Span) -> String {
    plain_text(&markdown::parse_inline(markup, span, &mut Diagnostics::new()))
}
