//! `make-book import FILE --tome tome1`: a page from elsewhere becomes a contribution to review.
//!
//! Without `--write` everything is shown and nothing changed. With it, a new text is created, or the file of an expected text
//! with the same title or author is filled if its body is empty; entries are added to the YAML files, which are otherwise left
//! byte for byte as they were. Before anything is written the result is read again: an edit that breaks a file is not made.

use super::{
    Failure, Status,
    arguments::General,
    build::{chosen, count, judged},
    root::{Root, machine},
    terminal::Terminal,
};
use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    import::{
        self, Form, FoundSponsor, KnownSponsor, Page,
        edits::{self, Place},
        fold,
    },
    locale::{Argument, Language, Words},
    manifest::{self, AuthorEntry, Manifest, NameEntry, Status as TextStatus, TomeEntry},
    project,
    source::{SourceMap, Span},
};
use std::path::Path;

/// Largest page that we read, in bytes; a text of a book has some 20,000.
const LIMIT: u64 = 16 << 20;

/// An import as asked for.
pub(super) struct Import<'a> {
    /// The page.
    pub(super) file: &'a Path,
    /// The tome that takes the text.
    pub(super) tome: &'a str,
    /// Who signs, an id of people.yaml or a name, whatever the page says.
    pub(super) author: Option<&'a str>,
    /// Whether to write.
    pub(super) write: bool,
}

/// Imports a page.
pub(super) fn run(general: &General, import: &Import<'_>, terminal: &Terminal) -> Result<Status, Failure> {
    let &Import { file, tome, author, write } = import;
    let root = Root::open(general, terminal)?;
    let mut found = root.found.clone();
    let Some(manifest) = manifest::read(root.sources(), &mut found) else {
        terminal.report(&found, root.sources())?;
        return Ok(Status::Faulty);
    };
    let tome = &manifest.tomes[chosen(&manifest, &[tome.to_owned()], terminal)?[0]];
    let mut sources = root.sources().clone();
    let text = page_text(file, terminal)?;
    let shown = file.display().to_string();
    let page_id = sources.add(shown.as_str(), text);

    let known: Vec<KnownSponsor> = manifest.sponsors.sponsors.iter().filter_map(known_sponsor).collect();
    let mut sink = Diagnostics::new();
    let mut page = import::read(sources.get(page_id), Form::of_path(&shown), &known, &mut sink);
    if let Some(author) = author {
        let registered = manifest.people.iter().find(|person| person.id.value.as_str() == author);
        page.author = Some(registered.map_or_else(|| author.to_owned(), |person| display(&person.name)));
        sink.retain(|diagnostic| diagnostic.code != Code::ImportWithoutAuthor);
    }
    let plan = plan(&page, &manifest, tome, &sources, Span::whole(page_id), &mut sink);
    let sink = judged(sink, general);
    terminal.report(&sink, &sources)?;
    if sink.has_errors() {
        count(&sink, terminal)?;
        return Ok(Status::Faulty);
    }
    if !verified(&plan, root.sources(), &manifest, tome, terminal)? {
        return Ok(Status::Faulty);
    }
    show(&plan, write, terminal)?;
    if write {
        for (path, before, after) in &plan.changes {
            match before {
                Some(before) => root.replace(path, before, after, terminal)?,
                None => root.create(path, after, terminal)?,
            }
            terminal.tell(&terminal.say("import-written", &[("path", Argument::Text(path))]))?;
        }
    }
    Ok(Status::Done)
}

/// The page's text, whatever its byte order mark.
fn page_text(file: &Path, terminal: &Terminal) -> Result<String, Failure> {
    let path = file.display().to_string();
    let argument = [("path", Argument::Text(&path))];
    let bytes = project::read_file(file, LIMIT).map_err(|error| machine(&error, terminal))?;
    let bytes = bytes.ok_or_else(|| terminal.failure("import-too-large", &argument))?;
    let text = String::from_utf8(bytes).map_err(|_| terminal.failure("import-not-utf-8", &argument))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn known_sponsor(entry: &manifest::SponsorEntry) -> Option<KnownSponsor> {
    let tier = entry.tier.as_ref()?.value.as_str().to_owned();
    Some(KnownSponsor { name: entry.name.value.clone(), tier })
}

/// What an import would change: each file with its text before (none: a new one) and after, and the entries as shown.
struct Plan {
    changes: Vec<(String, Option<String>, String)>,
    /// YAML entries recognised, with the file that they belong to.
    entries: Vec<(String, String)>,
    /// Path of the contribution.
    path: String,
}

fn plan(page: &Page, manifest: &Manifest, tome: &TomeEntry, sources: &SourceMap, whole: Span, sink: &mut Diagnostics) -> Plan {
    let title = page.title.clone().unwrap_or_default();
    let person = page.author.as_deref().map(|name| person(name, manifest));
    let slot = slot(&title, page.author.as_deref(), person.as_ref().map(|(id, _)| id), tome, sources, manifest);
    let header = header(page, person.as_ref().map(|(id, _)| id));
    let mut plan = Plan { changes: Vec::new(), entries: Vec::new(), path: String::new() };
    match slot {
        Some(Slot { path, empty }) => {
            let text = sources.by_path(&path).map(|source| source.text().to_owned()).unwrap_or_default();
            let source: Vec<_> = header.into_iter().filter(|(key, _)| *key == "source" || *key == "authors").collect();
            match edits::fill_text(&text, "draft", &source, &page.body).filter(|_| empty) {
                Some(filled) => plan.changes.push((path.clone(), Some(text), filled)),
                None => sink.push(Diagnostic::new(Code::TextExists, whole).with("path", &path)),
            }
            plan.path = path;
        }
        None => {
            let name = file_name(&title, tome, sources);
            plan.path = format!("{}/{name}", tome.id);
            let lines: String = header.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
            plan.changes.push((plan.path.clone(), None, format!("---\n{lines}---\n{}", page.body)));
            // A preface opens the book; any other text waits at the end of the body for its place.
            let list = if page.preface { "front" } else { "body" };
            add(&mut plan, sources, &format!("{}/tome.yaml", tome.id), Entry::Item(list, name, Place::Last), whole, sink);
        }
    }
    if let Some((id, entry)) = person.and_then(|(id, entry)| Some((id, entry?))) {
        add(&mut plan, sources, "book/people.yaml", Entry::Mapping(format!("{id}:\n{entry}")), whole, sink);
    }
    let added = |sponsor: &&FoundSponsor| !sponsor.known;
    for (tier, place) in missing_tiers(page.sponsors.iter().filter(added), manifest) {
        let title = Words::new(Language::of_tag(manifest.work.language.value.as_str())).word(&format!("new-tier-{tier}"));
        let entry = format!("id: {tier}\ntitle: {}", edits::scalar(&title));
        add(&mut plan, sources, "book/sponsors.yaml", Entry::Item("tiers", entry, place), whole, sink);
    }
    for sponsor in page.sponsors.iter().filter(added) {
        let mut entry = format!("name: {}\ntier: {}", edits::scalar(&sponsor.name), sponsor.tier);
        if let Some(tagline) = &sponsor.tagline {
            entry.push_str(&format!("\ntagline: {}", edits::scalar(tagline)));
        }
        add(&mut plan, sources, "book/sponsors.yaml", Entry::Item("sponsors", entry, Place::Last), whole, sink);
    }
    plan
}

/// Tiers that sponsors need and the registry lacks, each once. The golden one is the highest wherever it comes.
fn missing_tiers<'a>(sponsors: impl Iterator<Item = &'a FoundSponsor>, manifest: &Manifest) -> Vec<(&'static str, Place)> {
    let mut missing = Vec::new();
    for tier in sponsors.map(|sponsor| sponsor.tier) {
        let known = manifest.sponsors.tiers.iter().any(|known| known.id.value.as_str() == tier);
        if !known && missing.iter().all(|(other, _)| *other != tier) {
            missing.push((tier, if tier == "gold" { Place::First } else { Place::Last }));
        }
    }
    missing
}

/// The header of a new text, key by key.
fn header(page: &Page, author: Option<&Slug>) -> Vec<(&'static str, String)> {
    let mut header = vec![
        ("title", edits::scalar(page.title.as_deref().unwrap_or_default())),
        ("kind", if page.preface { "preface" } else { "text" }.to_owned()),
    ];
    header.extend(author.map(|id| ("authors", format!("[{id}]"))));
    header.push(("status", "review".to_owned()));
    header.extend(page.address.as_deref().map(|address| ("source", edits::scalar(address))));
    header
}

/// The id of a person, and the entry for people.yaml when there is none yet. Names are compared without case and accents.
fn person(name: &str, manifest: &Manifest) -> (Slug, Option<String>) {
    let known = manifest.people.iter().find(|person| fold(&display(&person.name)) == fold(name));
    if let Some(person) = known {
        return (person.id.value.clone(), None);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    // Particles belong to the family name: Jean de La Fontaine.
    let particle = words.iter().position(|word| matches!(*word, "de" | "du" | "des" | "von" | "van" | "di" | "da" | "del"));
    let split = particle.filter(|at| *at > 0).unwrap_or(words.len().saturating_sub(1));
    let (given, family) = (words[..split].join(" "), words[split..].join(" "));
    let entry = if given.is_empty() {
        format!("  name: {}", edits::scalar(&family))
    } else {
        format!("  name: {{ given: {}, family: {} }}", edits::scalar(&given), edits::scalar(&family))
    };
    (Slug::from_text(name), Some(entry))
}

fn display(name: &NameEntry) -> String {
    match name {
        NameEntry::Person { given, family, .. } => {
            given.iter().chain([family]).map(|part| part.value.as_str()).collect::<Vec<_>>().join(" ")
        }
        NameEntry::Group(name) => name.value.clone(),
    }
}

/// The place that a text was promised.
struct Slot {
    path: String,
    /// Whether it may be filled: still expected, and without a body.
    empty: bool,
}

/// The file of this text: the one with the same title, else the only expected one of the same author.
fn slot(
    title: &str,
    name: Option<&str>,
    id: Option<&Slug>,
    tome: &TomeEntry,
    sources: &SourceMap,
    manifest: &Manifest,
) -> Option<Slot> {
    let folder = format!("{}/", tome.id);
    let mut by_author = Vec::new();
    for source in sources.under(&folder).filter(|source| source.path().ends_with(".md")) {
        // What is wrong with other texts is for `check` to say.
        let (Some(front), body) = manifest::front_matter(source, &mut Diagnostics::new()) else { continue };
        let expected = front.status.value == TextStatus::Expected;
        let empty = expected && source.text()[body].trim().is_empty();
        let slot = Slot { path: source.path().to_owned(), empty };
        if fold(&front.title.value) == fold(title) {
            return Some(slot);
        }
        let same = front.authors.iter().any(|author| match author {
            AuthorEntry::Id(author) => {
                Some(&author.value) == id && manifest.people.iter().any(|person| person.id.value == author.value)
            }
            AuthorEntry::Name(author) => name.is_some_and(|name| fold(&display(author)) == fold(name)),
        });
        if same && empty {
            by_author.push(slot);
        }
    }
    if by_author.len() == 1 { by_author.pop() } else { None }
}

/// `NN-slug.md` with the next number of the tome.
pub(super) fn file_name(title: &str, tome: &TomeEntry, sources: &SourceMap) -> String {
    let folder = format!("{}/", tome.id);
    let names: Vec<&str> = sources.under(&folder).filter_map(|source| source.path().strip_prefix(&folder)).collect();
    let number = names.iter().filter_map(|name| name.split_once('-')?.0.parse::<u32>().ok()).max().unwrap_or(0).saturating_add(1);
    let slug = Slug::from_text(title);
    let taken = |slug: &str| names.iter().any(|name| name.split_once('-').is_some_and(|(_, rest)| rest == format!("{slug}.md")));
    // Slugs are unique in a tome: two texts of one title are told apart by a number.
    let unique =
        (1_u32..).map(|copy| if copy == 1 { slug.to_string() } else { format!("{slug}-{copy}") }).find(|slug| !taken(slug));
    format!("{number:02}-{}.md", unique.unwrap_or_default())
}

/// An entry for a YAML file.
enum Entry {
    /// An item of a top-level list.
    Item(&'static str, String, Place),
    /// An entry of the file's mapping.
    Mapping(String),
}

/// Adds an entry to a file's change; one that the file's layout has no place for is shown and reported.
fn add(plan: &mut Plan, sources: &SourceMap, path: &str, entry: Entry, whole: Span, sink: &mut Diagnostics) {
    let change = plan.changes.iter().position(|(changed, _, _)| changed == path);
    let read = sources.by_path(path).map(|source| source.text().to_owned());
    let text = change.map(|at| plan.changes[at].2.clone()).or_else(|| read.clone()).unwrap_or_default();
    let (edited, shown) = match entry {
        Entry::Item(list, item, place) => {
            let edited = edits::add_to_list(&text, list, &item, place);
            (edited, format!("{list}:\n  - {}", item.replace('\n', "\n    ")))
        }
        Entry::Mapping(entry) => (Some(edits::append(&text, &entry)), entry),
    };
    plan.entries.push((path.to_owned(), shown.clone()));
    match (edited, change) {
        (Some(edited), Some(at)) => plan.changes[at].2 = edited,
        (Some(edited), None) => plan.changes.push((path.to_owned(), read, edited)),
        (None, _) => sink.push(Diagnostic::new(Code::EntryNotPlaced, whole).with("path", path).with("entry", shown)),
    }
}

/// Whether the project is as sound with the changes as without them; what they would break is reported.
fn verified(
    plan: &Plan,
    sources: &SourceMap,
    manifest: &Manifest,
    tome: &TomeEntry,
    terminal: &Terminal,
) -> Result<bool, Failure> {
    let mut changed = SourceMap::new();
    let after = |path: &str| plan.changes.iter().find(|(changed, _, _)| changed == path).map(|(_, _, text)| text.as_str());
    for source in sources.iter() {
        match after(source.path()) {
            Some(text) => changed.add(source.path(), text),
            None if source.bytes().length() == 0 => changed.add(source.path(), source.text()),
            None => changed.add_binary(source.path(), source.bytes().clone()),
        };
    }
    for (path, _, text) in plan.changes.iter().filter(|(path, _, _)| sources.by_path(path).is_none()) {
        changed.add(path.as_str(), text.as_str());
    }
    let (mut before, mut found) = (Diagnostics::new(), Diagnostics::new());
    let _ = manifest::read(sources, &mut before);
    let read = manifest::read(&changed, &mut found);
    let header = changed.by_path(&plan.path).and_then(|source| manifest::front_matter(source, &mut found).0);
    let people = read.as_ref().map_or(0, |manifest| manifest.people.len());
    let kept = people >= manifest.people.len()
        && read.is_some_and(|manifest| manifest.tomes.iter().any(|other| other.id == tome.id))
        && header.is_some();
    if kept && found.count(Severity::Error) <= before.count(Severity::Error) {
        return Ok(true);
    }
    terminal.report(&found, &changed)?;
    terminal.tell(&terminal.say("import-would-break", &[]))?;
    Ok(false)
}

/// Shows the text (unless it is written) and the entries recognised.
fn show(plan: &Plan, write: bool, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.speaks_json() {
        let entries: Vec<_> = plan.entries.iter().map(|(path, yaml)| serde_json::json!({ "path": path, "yaml": yaml })).collect();
        let files: Vec<_> =
            plan.changes.iter().map(|(path, _, text)| serde_json::json!({ "path": path, "text": text })).collect();
        let object = serde_json::json!({ "text": plan.path, "written": write, "entries": entries, "files": files });
        return terminal.product(&format!("{object}\n"));
    }
    let mut shown = String::new();
    if !write && let Some((path, _, text)) = plan.changes.iter().find(|(path, _, _)| *path == plan.path) {
        shown.push_str(&format!("# {path}\n{text}\n"));
    }
    for (path, entry) in &plan.entries {
        shown.push_str(&format!("# {path}\n{entry}\n\n"));
    }
    terminal.product(&shown)?;
    if !write {
        terminal.tell(&terminal.say("import-not-written", &[]))?;
    }
    Ok(())
}
