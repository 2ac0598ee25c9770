//! What an import would change: the text, its pictures, and entries of the YAML files. Writes nothing.

use super::{
    expected::{ExpectedText, file_name, find_expected_text, person},
    revision::Revision,
};
use crate::{
    book::Slug,
    cli::{outcome::Failure, terminal::Terminal},
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{
        FoundSponsor, KnownSponsor, Page, PictureNames,
        edits::{self, Position},
        fold,
    },
    locale::{Language, Words},
    manifest::{self, Manifest, TomeEntry},
    source::{Source, SourceMap, Span},
};

/// A sponsor of the registry; none when its tier is missing.
pub(super) fn known_sponsor(entry: &manifest::SponsorEntry) -> Option<KnownSponsor> {
    let tier = entry.tier.as_ref()?.value.as_str().to_owned();
    Some(KnownSponsor { name: entry.name.value.clone(), tier })
}

/// The changes that an import would make.
pub(super) struct Plan {
    /// Path, text before (none for a new file), and text after.
    pub(super) changes: Vec<(String, Option<String>, String)>,
    /// New YAML entries to show, each with the path of its file.
    pub(super) entries: Vec<(String, String)>,
    /// Path of the contribution.
    pub(super) path: String,
    /// Paths and bytes of new pictures.
    pub(super) pictures: Vec<(String, Vec<u8>)>,
    /// The text that gets a new body, when it is one that exists.
    pub(super) again: Option<Revision>,
}

/// Plans the changes for a page. What cannot be placed is reported; `whole` is the span of the page.
pub(super) fn plan(
    page: &mut Page,
    manifest: &Manifest,
    tome: &TomeEntry,
    sources: &SourceMap,
    whole: Span,
    sink: &mut Diagnostics,
) -> Plan {
    let title = page.bare_title();
    let person = page.author.as_deref().map(|name| person(name, manifest));
    let expected = find_expected_text(&title, page.author.as_deref(), person.as_ref().map(|(id, _)| id), tome, sources, manifest);
    let mut plan = Plan { changes: Vec::new(), entries: Vec::new(), path: String::new(), pictures: Vec::new(), again: None };
    let new_name = file_name(&title, tome, sources);
    plan.path = expected.as_ref().map_or_else(|| format!("{}/{new_name}", tome.id), |expected| expected.path.clone());
    page.settle(picture_stem(&plan.path), &picture_names(&plan.path, tome, sources), whole);
    plan.pictures = pictures(page, tome, sources);
    let header = header(page, person.as_ref().map(|(id, _)| id));
    let lines: String = header.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
    let new_text = format!("---\n{lines}---\n{}", page.body);
    // A preface goes to the front matter, any other text to the end of the body, until an editor moves it.
    let list = if page.preface { "front" } else { "body" };
    let order = format!("{}/tome.yaml", tome.id);
    match expected {
        // An import that was interrupted before its last step is completed.
        Some(ExpectedText { path, .. }) if is_left_over(&path, &new_text, &order, sources) => {
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            add_entry(&mut plan, sources, &order, Entry::Items(list, vec![name], Position::Last), whole, sink);
        }
        Some(ExpectedText { path, is_empty }) => {
            let text = sources.by_path(&path).map(|source| source.text().to_owned()).unwrap_or_default();
            if is_empty {
                keep_title(page, sources.by_path(&path), whole, sink);
            }
            let source: Vec<_> =
                header.into_iter().filter(|(key, _)| matches!(*key, "source" | "authors" | "language")).collect();
            match edits::fill_text(&text, "draft", &source, &page.body).filter(|_| is_empty) {
                Some(filled) => plan.changes.push((path.clone(), Some(text), filled)),
                None => sink.push(Diagnostic::new(Code::TextExists, whole).with("path", &path)),
            }
        }
        None => {
            plan.changes.push((plan.path.clone(), None, new_text));
            add_entry(&mut plan, sources, &order, Entry::Items(list, vec![new_name], Position::Last), whole, sink);
        }
    }
    if let Some((id, entry)) = person.and_then(|(id, entry)| Some((id, entry?))) {
        add_entry(&mut plan, sources, "book/people.yaml", Entry::Mapping(format!("{id}:\n{entry}")), whole, sink);
    }
    let added = |sponsor: &&FoundSponsor| !sponsor.known;
    for (tier, place) in missing_tiers(page.sponsors.iter().filter(added), manifest) {
        let title = Words::new(Language::of_tag(manifest.work.language.value.as_str())).word(&format!("new-tier-{tier}"));
        let entry = format!("id: {tier}\ntitle: {}", edits::quote_scalar(&title));
        add_entry(&mut plan, sources, "book/sponsors.yaml", Entry::Items("tiers", vec![entry], place), whole, sink);
    }
    let sponsors: Vec<String> = page.sponsors.iter().filter(added).map(sponsor_entry).collect();
    if !sponsors.is_empty() {
        add_entry(&mut plan, sources, "book/sponsors.yaml", Entry::Items("sponsors", sponsors, Position::Last), whole, sink);
    }
    plan
}

/// The entry of a new sponsor.
fn sponsor_entry(sponsor: &FoundSponsor) -> String {
    let tagline = sponsor.tagline.as_ref().map(|tagline| format!("\ntagline: {}", edits::quote_scalar(tagline)));
    format!("name: {}\ntier: {}{}", edits::quote_scalar(&sponsor.name), sponsor.tier, tagline.unwrap_or_default())
}

/// Whether the file at `path` is the text of an import that was interrupted: it is as this import would write it, and `order`, the
/// tome's list, does not name it.
fn is_left_over(path: &str, text: &str, order: &str, sources: &SourceMap) -> bool {
    let read = |path| sources.by_path(path).map_or("", Source::text);
    read(path) == text && path.rsplit('/').next().is_some_and(|name| !read(order).contains(name))
}

/// What the names of a text's pictures begin with: its own name without the number and the extension.
pub(super) fn picture_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// The names of pictures that begin as those of the text at `path` would: a picture that is there already keeps its name, and no other
/// is replaced.
pub(super) fn picture_names(path: &str, tome: &TomeEntry, sources: &SourceMap) -> PictureNames {
    let mut names = PictureNames::default();
    let folder = format!("{}/", tome.id);
    let lead = format!("{folder}images/{}-", picture_stem(path));
    for source in sources.under(&lead) {
        let Some(name) = source.path().strip_prefix(folder.as_str()) else { continue };
        names.known.entry(source.bytes().read().into_owned()).or_insert_with(|| name.to_owned());
        names.taken.insert(name.to_owned());
    }
    names
}

/// The pictures that are not there yet.
pub(super) fn pictures(page: &Page, tome: &TomeEntry, sources: &SourceMap) -> Vec<(String, Vec<u8>)> {
    let places = page.pictures.iter().map(|picture| (format!("{}/{}", tome.id, picture.path), picture.bytes.clone()));
    places.filter(|(path, _)| sources.by_path(path).is_none()).collect()
}

/// Keeps the title of a document that differs from the one that an expected text has in its header: it becomes the first line.
fn keep_title(page: &mut Page, expected: Option<&Source>, whole: Span, sink: &mut Diagnostics) {
    let mut unreported = Diagnostics::new();
    let header = expected.and_then(|source| manifest::front_matter(source, &mut unreported).0);
    let (Some(header), Some(title)) = (header, page.title_block.clone()) else { return };
    if fold(&header.title.value) == fold(&title.replace('\\', "")) {
        return;
    }
    let added = format!("## {title}\n\n");
    for place in page.remarks.iter_mut().filter_map(|remark| remark.place.as_mut()) {
        *place = place.start + added.len()..place.end + added.len();
    }
    page.body.insert_str(0, &added);
    sink.push(Diagnostic::new(Code::ImportTitleDiffers, whole).with("title", title));
}

/// Adds the text as it will be to `sources`, and reports there what an editor must know of its places; the rest is about the document.
pub(super) fn report_remarks(page: &Page, plan: &Plan, sources: &mut SourceMap, sink: &mut Diagnostics) {
    let text = plan.changes.iter().find(|(path, _, _)| *path == plan.path).map(|(_, _, text)| text.as_str());
    let body = text.and_then(|text| Some((text, text.rfind(&page.body)?)));
    let id = body.filter(|_| !page.remarks.is_empty()).map(|(text, _)| sources.add(plan.path.as_str(), text));
    for remark in &page.remarks {
        let mut diagnostic = remark.diagnostic.clone();
        if let (Some(id), Some((_, start)), Some(place)) = (id, body, &remark.place) {
            diagnostic.span = Span::new(id, place.start + start..place.end + start);
        }
        sink.push(diagnostic);
    }
}

/// Tiers of these sponsors that the registry does not have, each once, with its position: the gold tier is the highest.
fn missing_tiers<'a>(sponsors: impl Iterator<Item = &'a FoundSponsor>, manifest: &Manifest) -> Vec<(&'static str, Position)> {
    let mut missing = Vec::new();
    for tier in sponsors.map(|sponsor| sponsor.tier) {
        let known = manifest.sponsors.tiers.iter().any(|known| known.id.value.as_str() == tier);
        if !known && missing.iter().all(|(other, _)| *other != tier) {
            missing.push((tier, if tier == "gold" { Position::First } else { Position::Last }));
        }
    }
    missing
}

/// The keys and values of a new text's header.
fn header(page: &Page, author: Option<&Slug>) -> Vec<(&'static str, String)> {
    let mut header = vec![
        ("title", edits::quote_scalar(page.title.as_deref().unwrap_or_default())),
        ("kind", if page.preface { "preface" } else { "text" }.to_owned()),
    ];
    if let Some(subtitle) = &page.subtitle {
        header.insert(1, ("subtitle", edits::quote_scalar(subtitle)));
    }
    header.extend(page.language.as_deref().map(|language| ("language", edits::quote_scalar(language))));
    header.extend(author.map(|id| ("authors", format!("[{id}]"))));
    header.push(("status", "review".to_owned()));
    header.extend(page.address.as_deref().map(|address| ("source", edits::quote_scalar(address))));
    header
}

/// A new entry of a YAML file.
enum Entry {
    /// Items of a top-level list: the list's key, the items, and their position.
    Items(&'static str, Vec<String>, Position),
    /// An entry of the top-level mapping.
    Mapping(String),
}

/// Adds an entry to the change of a file. If the file's layout does not allow it, the entry is only shown, and reported.
fn add_entry(plan: &mut Plan, sources: &SourceMap, path: &str, entry: Entry, whole: Span, sink: &mut Diagnostics) {
    let change = plan.changes.iter().position(|(changed, _, _)| changed == path);
    let read = sources.by_path(path).map(|source| source.text().to_owned());
    let text = change.map(|at| plan.changes[at].2.clone()).or_else(|| read.clone()).unwrap_or_default();
    let (edited, shown) = match entry {
        Entry::Items(list, items, position) => {
            let edited = edits::add_to_list(&text, list, &items.iter().map(String::as_str).collect::<Vec<_>>(), position);
            (edited, items.iter().map(|item| format!("{list}:\n  - {}", item.replace('\n', "\n    "))).collect())
        }
        Entry::Mapping(entry) => (Some(edits::append_entry(&text, &entry)), vec![entry]),
    };
    plan.entries.extend(shown.iter().map(|shown| (path.to_owned(), shown.clone())));
    match (edited, change) {
        (Some(edited), Some(at)) => plan.changes[at].2 = edited,
        (Some(edited), None) => plan.changes.push((path.to_owned(), read, edited)),
        (None, _) => {
            for shown in shown {
                sink.push(Diagnostic::new(Code::EntryNotPlaced, whole).with("path", path).with("entry", shown));
            }
        }
    }
}

/// Shows the text, unless it is written, and the new entries.
pub(super) fn show(plan: &Plan, write: bool, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.writes_json() {
        let entries: Vec<_> = plan.entries.iter().map(|(path, yaml)| serde_json::json!({ "path": path, "yaml": yaml })).collect();
        let files: Vec<_> =
            plan.changes.iter().map(|(path, _, text)| serde_json::json!({ "path": path, "text": text })).collect();
        let object = serde_json::json!({ "text": plan.path, "written": write, "entries": entries, "files": files });
        return terminal.print_output(&format!("{object}\n"));
    }
    let mut shown = String::new();
    if !write && let Some((path, _, text)) = plan.changes.iter().find(|(path, _, _)| *path == plan.path) {
        shown.push_str(&format!("# {path}\n{text}\n"));
    }
    if !write {
        shown.extend(plan.pictures.iter().map(|(path, bytes)| format!("# {path} ({} o)\n", bytes.len())));
    }
    for (path, entry) in &plan.entries {
        shown.push_str(&format!("# {path}\n{entry}\n\n"));
    }
    terminal.print_output(&shown)?;
    if !write {
        terminal.print_message(&terminal.say("import-not-written", &[]))?;
    }
    Ok(())
}
