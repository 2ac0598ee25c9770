//! Links: resolves each target as written, or reports it.
//!
//! A relative target is resolved against the file that the link stands in, which its span names. So one resolver serves texts and
//! YAML values.

use super::{
    anchors::anchors as found_anchors,
    cross_references,
    people::{Registry, read_name},
    rewrite,
    texts::Text,
};
use crate::{
    book::{ContributorId, Inline, Link, LinkTarget, RichText, Slug, plain_text, web_address},
    diagnostic::{Code, Diagnostic, Diagnostics},
    locale::Words,
    manifest::{self, Manifest, Status},
    markdown,
    source::{NameIndex, SourceMap, Span, paths, percent_decoded},
};
use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeMap, BTreeSet},
};

/// Everything that a link may lead to.
pub(super) struct Targets<'a> {
    sources: &'a SourceMap,
    /// The texts of this volume, received or announced.
    texts: BTreeMap<&'a str, Target>,
    /// Those of other volumes to which a link has led.
    others: RefCell<BTreeMap<&'a str, OtherText>>,
    manifest: &'a Manifest,
    /// The index of this volume.
    tome: usize,
    /// The names of those named in headers, who come after those of people.yaml.
    people: Vec<String>,
    /// Their identifiers.
    ids: BTreeMap<Slug, ContributorId>,
    words: &'a Words,
    /// Whether an unknown person is a mistake of the link. When people.yaml could not be read, nobody knows.
    people_are_known: bool,
    /// The folders of the volumes whose tome.yaml could not be read, with their final `/`.
    unread: OnceCell<Vec<String>>,
    /// What a wrong link may have meant, computed when there is one.
    text_names: OnceCell<NameIndex>,
    person_names: OnceCell<NameIndex>,
}

/// A text of this volume.
enum Target {
    Received {
        slug: Slug,
        title: String,
        anchors: Anchors,
    },
    /// Announced but not received.
    Expected {
        title: String,
    },
}

/// A text of another volume.
struct OtherText {
    title: String,
    /// Whether it is announced and not there, so that no page can be named.
    is_expected: bool,
    /// Read when a link asks for one.
    anchors: OnceCell<Anchors>,
}

/// Where a path leads.
enum Place<'t> {
    Here(&'t Target),
    /// To a text of the volume at this index.
    Elsewhere(usize),
}

/// The anchors of a text, with the one made of its title, which leads to its beginning.
struct Anchors {
    all: BTreeSet<Slug>,
    of_title: Slug,
    /// Both, to be suggested for a wrong one.
    names: OnceCell<NameIndex>,
}

impl<'a> Targets<'a> {
    /// Collects the targets for the volume at index `tome`. `slugs` are those of its sections, by path.
    pub(super) fn collect(
        sources: &'a SourceMap,
        manifest: &'a Manifest,
        tome: usize,
        texts: &[Text<'a>],
        slugs: &BTreeMap<&str, Slug>,
        registry: &Registry<'_>,
        words: &'a Words,
    ) -> Self {
        let mut targets = BTreeMap::new();
        for text in texts {
            let title = plain(&text.header.title.value, text.header.title.span);
            let target = match slugs.get(text.path()) {
                Some(slug) => {
                    let anchors = Anchors::new(text.anchors.clone(), &title);
                    Target::Received { slug: slug.clone(), title, anchors }
                }
                None => Target::Expected { title },
            };
            targets.insert(text.listed.value.as_str(), target);
        }
        let (people, ids) = (registry.names_in_headers(), registry.slugs_in_headers());
        let people_are_known = registry.is_complete();
        let (text_names, person_names) = (OnceCell::new(), OnceCell::new());
        Self {
            sources,
            texts: targets,
            others: RefCell::default(),
            manifest,
            tome,
            people,
            ids,
            words,
            people_are_known,
            unread: OnceCell::new(),
            text_names,
            person_names,
        }
    }

    /// Resolves every link of `rich`.
    pub(super) fn resolve(&self, rich: &mut RichText, sink: &mut Diagnostics) {
        rewrite::rewrite_links(rich, &mut |link| self.link(link, sink));
    }

    /// Resolves a link. One that leads nowhere is replaced by its words.
    fn link(&self, mut link: Link, sink: &mut Diagnostics) -> Vec<Inline> {
        let LinkTarget::Unresolved(written) = &link.target else { return vec![Inline::link(link)] };
        let written = written.clone();
        let (target, name) = match self.target(&written, link.span, sink) {
            Some((target, name)) => (target, name),
            // A draft shows the name as it was typed.
            None => (None, written.strip_prefix("person:").unwrap_or(&written).to_owned()),
        };
        if link.content.is_empty() {
            link.content = vec![Inline::text(name, link.span)];
        }
        match target {
            Some(target) => {
                if let LinkTarget::OtherTome { tome, .. } = &target {
                    let number = self.manifest.tome(tome).map_or(0, |index| self.manifest.tomes[index].number.value);
                    link.content.push(Inline::label(
                        cross_references::label(number, None, self.words),
                        self.words.foreign(),
                        link.span,
                    ));
                }
                link.target = target;
                vec![Inline::link(link)]
            }
            None => link.content,
        }
    }

    /// Whether a path leads to a text that exists but could not be read, or is of a volume that could not be read: that has been
    /// reported already.
    fn is_unreadable(&self, folder: &str, path: &str) -> bool {
        let find = |folder: &str| paths::find(self.sources, folder, path);
        // `01-x.MD` and `01-x.md.txt` are reported where the order lists them.
        let misnamed = |path: String| {
            let endings = [".MD", ".Md", ".md.txt", ".txt"].map(|ending| format!("{}{ending}", path.trim_end_matches(".md")));
            endings.iter().any(|path| self.sources.by_path(path).is_some())
        };
        if path.ends_with(".md") && [folder, ""].into_iter().any(|folder| paths::candidates(folder, path).any(misnamed)) {
            return true;
        }
        // A text that its volume does not list is reported there.
        let is_of_a_volume = |path: &str| {
            let folder = path.split_once('/').map_or("", |(folder, _)| folder);
            path.ends_with(".md") && Slug::new(folder).is_some_and(|id| self.manifest.tome(&id).is_some())
        };
        let unread = self.unread.get_or_init(|| {
            let ids = self.manifest.work.tomes.iter().filter(|id| self.manifest.tome(&id.value).is_none());
            ids.map(|id| format!("{}/", id.value)).collect()
        });
        [folder, ""].into_iter().filter_map(find).any(|source| {
            is_of_a_volume(source.path())
                || unread.iter().any(|folder| source.path().starts_with(folder.as_str()))
                || source.is_refused()
                || manifest::front_matter(source, &mut Diagnostics::new()).0.is_none()
        })
    }

    /// The person with an identifier as it is written in a link.
    fn person(&self, id: &str) -> Option<ContributorId> {
        let slug = Slug::new(id).filter(|slug| slug.as_str() == id)?;
        let declared = || self.manifest.person(&slug).and_then(|index| u32::try_from(index).ok()).map(ContributorId);
        self.ids.get(&slug).copied().or_else(declared)
    }

    /// The target of a link, and a text for a link without words. The target is none when the words must not be a link. None when
    /// the link leads nowhere, which is reported.
    fn target(&self, written: &str, span: Span, sink: &mut Diagnostics) -> Option<(Option<LinkTarget>, String)> {
        let scheme = written.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        if let Some("http" | "https" | "mailto" | "tel") = scheme.as_deref() {
            let name = written.split_once(':').map_or(written, |(_, rest)| rest.trim_start_matches('/'));
            let address = web_address(written);
            if address.is_none() {
                sink.push(Diagnostic::new(Code::UnusableAddress, span).with("address", written));
            }
            return Some((address.map(LinkTarget::Url), name.to_owned()));
        }
        if let Some(id) = written.strip_prefix("person:") {
            let Some(person) = self.person(id) else {
                if !self.people_are_known {
                    return None;
                }
                let ids = || self.manifest.people.iter().map(|person| &person.id.value).chain(self.ids.keys()).map(Slug::as_str);
                let names = self.person_names.get_or_init(|| NameIndex::new(ids()));
                let near = names.nearest(id);
                // Who speaks is an attribute, and no link that somebody wrote.
                let is_speaker = span.range().is_some_and(|range| {
                    self.sources.get(span.source).text().get(range).is_some_and(|text| text.starts_with("by="))
                });
                if is_speaker {
                    sink.push(Diagnostic::new(Code::UnknownPerson, span).with("name", id).suggest_one(near));
                } else {
                    report(written, span, near.map(|id| format!("person:{id}")).as_deref(), sink);
                }
                return None;
            };
            let index = person.0 as usize;
            let name = match self.manifest.people.get(index) {
                Some(entry) => read_name(&entry.name).display(),
                None => self.people.get(index - self.manifest.people.len()).cloned().unwrap_or_default(),
            };
            return Some((Some(LinkTarget::Person(person)), name));
        }
        let (path, anchor) = written.split_once('#').map_or((written, None), |(path, anchor)| (path, Some(anchor)));
        let own = self.sources.get(span.source).path();
        let folder = paths::folder(self.sources, span);
        let text = |path: &str| {
            let here = self.texts.get_key_value(path).map(|(path, target)| (*path, Place::Here(target)));
            let elsewhere = || self.manifest.listed_elsewhere(path, self.tome);
            here.or_else(|| elsewhere().map(|(path, other)| (path, Place::Elsewhere(other))))
        };
        let relative_to = |folder: &str| {
            let exact = paths::candidates(folder, path).find_map(|path| text(&path));
            exact.or_else(|| paths::find(self.sources, folder, path).and_then(|found| text(found.path())))
        };
        let found = if path.is_empty() { text(own) } else { relative_to(folder).or_else(|| relative_to("")) };
        let Some((path, target)) = found else {
            if self.is_unreadable(folder, path) {
                return None;
            }
            // « [Wei](wei-zhang) » and « [Wei](personne:wei-zhang) » mean a person.
            let name = path.rsplit_once(':').map_or(path, |(_, name)| name).trim();
            let person = self.person(name).map(|_| format!("person:{name}"));
            let near = person.as_deref().or_else(|| self.nearest_text(folder, written));
            report(written, span, near, sink);
            return None;
        };
        match target {
            Place::Here(Target::Received { slug, title, anchors }) => {
                let Some(anchor) = anchor else { return Some((Some(LinkTarget::Section(slug.clone())), title.clone())) };
                let target = match anchors.find(anchor, written, span, sink)? {
                    Some(anchor) => LinkTarget::Anchor { section: slug.clone(), anchor },
                    None => LinkTarget::Section(slug.clone()),
                };
                Some((Some(target), title.clone()))
            }
            Place::Here(Target::Expected { title }) => {
                sink.push(Diagnostic::new(Code::LinkToExpected, span).with("target", written).with("title", title));
                Some((None, title.clone()))
            }
            Place::Elsewhere(other) => {
                // The text is read only now, because few links lead to other volumes, and once for all of them. The build of that
                // volume reports its mistakes.
                let source = self.sources.by_path(path)?;
                let mut ignored = Diagnostics::new();
                let mut others = self.others.borrow_mut();
                let OtherText { title, is_expected, anchors } = others.entry(path).or_insert_with(|| {
                    let header = manifest::front_matter(source, &mut ignored).0;
                    let is_expected = header.as_ref().is_some_and(|header| header.status.value == Status::Expected);
                    let title = header.map(|header| plain(&header.title.value, span)).unwrap_or_default();
                    OtherText { title, is_expected, anchors: OnceCell::new() }
                });
                if *is_expected {
                    sink.push(Diagnostic::new(Code::LinkToExpected, span).with("target", written).with("title", &*title));
                    return Some((None, title.clone()));
                }
                let read = || {
                    let body = manifest::front_matter(source, &mut ignored).1;
                    Anchors::new(found_anchors(&markdown::parse(source, body, self.sources, &mut ignored).blocks), title)
                };
                let anchor = match anchor {
                    Some(anchor) => anchors.get_or_init(read).find(anchor, written, span, sink)?,
                    None => None,
                };
                let (tome, section) = (self.manifest.tomes[other].id.clone(), manifest::text_slug(path));
                Some((Some(LinkTarget::OtherTome { tome, section, anchor }), title.clone()))
            }
        }
    }

    /// The text that a wrong link in `folder` may mean, as a path from it, or from the root if it lies in another folder.
    fn nearest_text(&self, folder: &str, written: &str) -> Option<&str> {
        let names = self.text_names.get_or_init(|| NameIndex::new(self.manifest.listed_texts()));
        let beside = names.nearest_to(folder, written, |path| path.starts_with(folder));
        let elsewhere = names.nearest_to("", written, |path| !path.starts_with(folder));
        let near = beside.into_iter().chain(elsewhere).min().map(|(_, path)| path);
        let path = near.or_else(|| names.only_with(written.split('#').next().unwrap_or_default()))?;
        Some(path.strip_prefix(folder).unwrap_or(path))
    }
}

/// How many anchors of a text a message names.
const SHOWN: usize = 12;

impl Anchors {
    fn new(all: BTreeSet<Slug>, title: &str) -> Self {
        Self { all, of_title: Slug::anchor(title), names: OnceCell::new() }
    }

    /// The anchor that is meant; none for the text itself, if its title is. An anchor of neither is reported. Authors also write it as
    /// other programs do: with accents and capitals, or percent-encoded.
    fn find(&self, anchor: &str, written: &str, span: Span, sink: &mut Diagnostics) -> Option<Option<Slug>> {
        let wanted = Slug::anchor(&percent_decoded(anchor));
        if self.all.contains(&wanted) {
            return Some(Some(wanted));
        }
        if wanted == self.of_title {
            return Some(None);
        }
        let path = written.split('#').next().unwrap_or_default();
        let names = self.names.get_or_init(|| NameIndex::new(self.all.iter().chain([&self.of_title]).map(Slug::as_str)));
        let near = names.nearest(wanted.as_str()).map(|near| format!("{path}#{near}"));
        let mut shown: Vec<String> = self.all.iter().take(SHOWN).map(|anchor| format!("#{anchor}")).collect();
        if self.all.len() > SHOWN {
            shown.push("…".to_owned());
        }
        let found = Diagnostic::new(Code::DanglingLink, span).with("target", written).with("anchors", shown.join(", "));
        sink.push(if shown.is_empty() { found.hint("no-anchors") } else { found.hint("anchors") }.suggest_one(near.as_deref()));
        None
    }
}

/// Reports a link that leads nowhere. One without its scheme gets it as a hint.
fn report(written: &str, span: Span, near: Option<&str>, sink: &mut Diagnostics) {
    let report = Diagnostic::new(Code::DanglingLink, span).with("target", written);
    sink.push(match scheme(written) {
        Some(scheme) => report.with("scheme", scheme).hint("scheme"),
        None => report.suggest_one(near),
    });
}

/// The scheme that a mail address or a web address lacks; none for anything else, such as the name of a file.
fn scheme(written: &str) -> Option<&'static str> {
    /// The endings of names of files that are not the end of a domain's name in a book.
    const FILES: [&str; 22] = [
        "md", "txt", "yaml", "yml", "csv", "htm", "html", "xhtml", "pdf", "epub", "doc", "docx", "odt", "zip", "css", "png",
        "jpg", "jpeg", "gif", "svg", "webp", "xml",
    ];
    // `02-x.md#titre` is a part of a file.
    let is_whole = !written.split('#').next().unwrap_or_default().contains(['/', '?']);
    let host = written.split(['/', '?', '#']).next().unwrap_or_default();
    let is_mail = host.split_once('@').is_some_and(|(name, _)| !name.is_empty());
    let domain = host.rsplit_once('@').map_or(host, |(_, domain)| domain);
    let (name, end) = domain.rsplit_once('.')?;
    let labels = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '.');
    let is_domain = name.starts_with(char::is_alphanumeric) && name.chars().all(labels) && !name.contains("..");
    let is_domain = is_domain && end.len() > 1 && end.chars().all(char::is_alphabetic);
    let is_file = is_whole && !is_mail && FILES.contains(&end.to_ascii_lowercase().as_str());
    (is_domain && !is_file).then_some(if is_mail { "mailto:" } else { "https://" })
}

/// Inline Markdown as plain text.
fn plain(markup: &str, span: Span) -> String {
    plain_text(&markdown::parse_inline(markup, span, &mut Diagnostics::new()))
}
