//! `make-book import FILE --tome tome1`: a saved page becomes a contribution for review.
//!
//! Without `--write` the result is shown and nothing is changed. With it, a new text is created, or the file of an expected text
//! with the same title or author is filled if its body is empty; entries are added to the YAML files, in which every other byte
//! stays the same. Before anything is written, the result is parsed: an edit that breaks a file is not made.

use super::{
    arguments::General,
    open_project::{OpenProject, disk_failure},
    outcome::{Failure, Outcome},
    selection::select_tomes_or_report,
    terminal::Terminal,
};
use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    import::{
        self, Format, FoundSponsor, KnownSponsor, Page,
        edits::{self, Position},
        fold,
    },
    locale::{Argument, Language, Words},
    manifest::{self, AuthorEntry, Manifest, NameEntry, Status as TextStatus, TomeEntry},
    markdown,
    project::{self, InputChange},
    source::{Source, SourceMap, Span},
};
use std::path::Path;

/// Maximal size of a page, in bytes; a text of a book has some 20,000.
const MAX_SIZE: u64 = 16 << 20;

/// Most characters of a file's name made from a title, or of an id made from a person's name. Systems allow 255 bytes for a name;
/// an editor reads it in a list.
const LONGEST_NAME: usize = 80;

/// Arguments of the command.
pub(super) struct Import<'a> {
    /// The page.
    pub(super) file: &'a Path,
    /// The tome for the text.
    pub(super) tome: &'a str,
    /// The author, as an id of people.yaml or a name; overrides the page's.
    pub(super) author: Option<&'a str>,
    /// Whether to write the files.
    pub(super) write: bool,
}

/// Imports a page.
pub(super) fn run(general: &General, import: &Import<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let &Import { file, tome, author, write } = import;
    let project = if write { OpenProject::open_for_changes(general, terminal) } else { OpenProject::open(general, terminal) }?;
    let mut found = project.found.clone();
    let Some(manifest) = manifest::read(project.sources(), &mut found) else {
        terminal.report(&found, project.sources())?;
        return Ok(Outcome::HasErrors);
    };
    let selected = select_tomes_or_report(&manifest, &[tome.to_owned()], &found, project.sources(), terminal)?;
    let Some(tome) = selected.and_then(|selected| manifest.tomes.get(*selected.first()?)) else { return Ok(Outcome::HasErrors) };
    let mut sources = project.sources().clone();
    let text = read_page(file, terminal)?;
    let shown = file.display().to_string();
    let page_id = sources.add(shown.as_str(), text);

    let known: Vec<KnownSponsor> = manifest.sponsors.sponsors.iter().filter_map(known_sponsor).collect();
    let mut sink = Diagnostics::new();
    let mut page = import::read(sources.get(page_id), Format::of_path(&shown), &known, &mut sink);
    if let Some(author) = author {
        let registered = manifest.people.iter().find(|person| person.id.value.as_str() == author);
        page.author = Some(registered.map_or_else(|| import::clean(author).0, |person| display(&person.name)));
        sink.retain(|diagnostic| diagnostic.code != Code::ImportWithoutAuthor);
    }
    let plan = plan(&page, &manifest, tome, &sources, Span::whole(page_id), &mut sink);
    let sink = general.apply_strict(sink);
    terminal.report(&sink, &sources)?;
    if sink.has_errors() {
        terminal.print_totals(&sink)?;
        return Ok(Outcome::HasErrors);
    }
    if let Some((path, _, _)) = plan.changes.iter().find(|(_, _, text)| text.len() as u64 > MAX_SIZE) {
        return Err(terminal.failure("import-too-large", &[("path", Argument::Text(path))]));
    }
    if !verify(&plan, project.sources(), &manifest, tome, terminal)? {
        return Ok(Outcome::HasErrors);
    }
    show(&plan, write, terminal)?;
    if write {
        let changes: Vec<_> =
            plan.changes.iter().map(|(path, before, after)| InputChange { path, before: before.as_deref(), after }).collect();
        // The text after what it names, and the list that names it after the text: a project in which only the first of them are
        // written, because the machine stopped, can be built.
        let mut ordered = changes.clone();
        ordered.sort_by_key(|change| (change.path.ends_with("/tome.yaml"), change.path == plan.path));
        project.change(&ordered, terminal)?;
        for change in &changes {
            terminal.print_message(&terminal.say("import-written", &[("path", Argument::Text(change.path))]))?;
        }
    }
    Ok(Outcome::Done)
}

/// The page's text, without a byte order mark.
fn read_page(file: &Path, terminal: &Terminal) -> Result<String, Failure> {
    let path = file.display().to_string();
    let argument = [("path", Argument::Text(&path))];
    let bytes = project::read_file(file, MAX_SIZE).map_err(|error| disk_failure(&error, terminal))?;
    let bytes = bytes.ok_or_else(|| terminal.failure("import-too-large", &argument))?;
    let text = String::from_utf8(bytes).map_err(|_| terminal.failure("import-not-utf-8", &argument))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// A sponsor of the registry; none when its tier is missing.
fn known_sponsor(entry: &manifest::SponsorEntry) -> Option<KnownSponsor> {
    let tier = entry.tier.as_ref()?.value.as_str().to_owned();
    Some(KnownSponsor { name: entry.name.value.clone(), tier })
}

/// The changes that an import would make.
struct Plan {
    /// Path, text before (none for a new file), and text after.
    changes: Vec<(String, Option<String>, String)>,
    /// New YAML entries to show, each with the path of its file.
    entries: Vec<(String, String)>,
    /// Path of the contribution.
    path: String,
}

/// Plans the changes for a page. What cannot be placed is reported; `whole` is the span of the page.
fn plan(page: &Page, manifest: &Manifest, tome: &TomeEntry, sources: &SourceMap, whole: Span, sink: &mut Diagnostics) -> Plan {
    let title = page.title.clone().unwrap_or_default();
    let person = page.author.as_deref().map(|name| person(name, manifest));
    let expected = find_expected_text(&title, page.author.as_deref(), person.as_ref().map(|(id, _)| id), tome, sources, manifest);
    let header = header(page, person.as_ref().map(|(id, _)| id));
    let mut plan = Plan { changes: Vec::new(), entries: Vec::new(), path: String::new() };
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
            plan.path = path;
        }
        Some(ExpectedText { path, is_empty }) => {
            let text = sources.by_path(&path).map(|source| source.text().to_owned()).unwrap_or_default();
            let source: Vec<_> = header.into_iter().filter(|(key, _)| *key == "source" || *key == "authors").collect();
            match edits::fill_text(&text, "draft", &source, &page.body).filter(|_| is_empty) {
                Some(filled) => plan.changes.push((path.clone(), Some(text), filled)),
                None => sink.push(Diagnostic::new(Code::TextExists, whole).with("path", &path)),
            }
            plan.path = path;
        }
        None => {
            let name = file_name(&title, tome, sources);
            plan.path = format!("{}/{name}", tome.id);
            plan.changes.push((plan.path.clone(), None, new_text));
            add_entry(&mut plan, sources, &order, Entry::Items(list, vec![name], Position::Last), whole, sink);
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
    header.extend(author.map(|id| ("authors", format!("[{id}]"))));
    header.push(("status", "review".to_owned()));
    header.extend(page.address.as_deref().map(|address| ("source", edits::quote_scalar(address))));
    header
}

/// The id of a person, and the entry for people.yaml if the person is not there yet. Names are compared without case and accents.
fn person(name: &str, manifest: &Manifest) -> (Slug, Option<String>) {
    let known = manifest.people.iter().find(|person| fold(&display(&person.name)) == fold(name));
    if let Some(person) = known {
        return (person.id.value.clone(), None);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    // A particle begins the family name: Jean de La Fontaine.
    let particle = words.iter().position(|word| matches!(*word, "de" | "du" | "des" | "von" | "van" | "di" | "da" | "del"));
    let split = particle.filter(|at| *at > 0).unwrap_or(words.len().saturating_sub(1));
    let (given, family) = (words[..split].join(" "), words[split..].join(" "));
    let entry = if given.is_empty() {
        format!("  name: {}", edits::quote_scalar(&family))
    } else {
        format!("  name: {{ given: {}, family: {} }}", edits::quote_scalar(&given), edits::quote_scalar(&family))
    };
    (Slug::from_text(name).shortened(LONGEST_NAME), Some(entry))
}

/// A name as it is printed: given name, then family name.
fn display(name: &NameEntry) -> String {
    match name {
        NameEntry::Person { given, family, .. } => {
            given.iter().chain([family]).map(|part| part.value.as_str()).collect::<Vec<_>>().join(" ")
        }
        NameEntry::Group(name) => name.value.clone(),
    }
}

/// A text of the tome that the page may be.
struct ExpectedText {
    path: String,
    /// Whether it may be filled: its status is “expected” and it has no body.
    is_empty: bool,
}

/// The file for this text: the one with the same title, else the only expected text of the same author.
fn find_expected_text(
    title: &str,
    name: Option<&str>,
    id: Option<&Slug>,
    tome: &TomeEntry,
    sources: &SourceMap,
    manifest: &Manifest,
) -> Option<ExpectedText> {
    let folder = format!("{}/", tome.id);
    let mut by_author = Vec::new();
    for source in sources.under(&folder).filter(|source| source.path().ends_with(".md")) {
        // Mistakes in other texts are not reported here; `check` does that.
        let (Some(front), body) = manifest::front_matter(source, &mut Diagnostics::new()) else { continue };
        let expected = front.status.value == TextStatus::Expected;
        let is_empty = expected && source.text()[body].trim().is_empty();
        let text = ExpectedText { path: source.path().to_owned(), is_empty };
        if fold(&front.title.value) == fold(title) {
            return Some(text);
        }
        let same = front.authors.iter().any(|author| match author {
            AuthorEntry::Id(author) => {
                Some(&author.value) == id && manifest.people.iter().any(|person| person.id.value == author.value)
            }
            AuthorEntry::Name(author) => name.is_some_and(|name| fold(&display(author)) == fold(name)),
        });
        if same && is_empty {
            by_author.push(text);
        }
    }
    if by_author.len() == 1 { by_author.pop() } else { None }
}

/// The file name of a new text: `NN-slug.md` with the next number of the tome.
pub(super) fn file_name(title: &str, tome: &TomeEntry, sources: &SourceMap) -> String {
    let folder = format!("{}/", tome.id);
    let names: Vec<&str> = sources.under(&folder).filter_map(|source| source.path().strip_prefix(&folder)).collect();
    let number = names.iter().filter_map(|name| name.split_once('-')?.0.parse::<u32>().ok()).max().unwrap_or(0).saturating_add(1);
    let slug = Slug::from_text(title).shortened(LONGEST_NAME);
    let taken = |slug: &str| names.iter().any(|name| name.split_once('-').is_some_and(|(_, rest)| rest == format!("{slug}.md")));
    // Slugs are unique in a tome: a second text with the same title gets a number.
    let unique =
        (1_u32..).map(|copy| if copy == 1 { slug.to_string() } else { format!("{slug}-{copy}") }).find(|slug| !taken(slug));
    format!("{number:02}-{}.md", unique.unwrap_or_default())
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

/// Whether the changes add no error to the project and lose none of its parts, and the text can be built; otherwise reports why not.
fn verify(plan: &Plan, sources: &SourceMap, manifest: &Manifest, tome: &TomeEntry, terminal: &Terminal) -> Result<bool, Failure> {
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
    let mut unusable = Diagnostics::new();
    let header = changed.by_path(&plan.path).and_then(|source| {
        let (header, body) = manifest::front_matter(source, &mut found);
        let _ = markdown::parse(source, body, &changed, &mut unusable);
        header
    });
    unusable.retain(|diagnostic| diagnostic.severity == Severity::Error);
    if unusable.has_errors() {
        terminal.report(&unusable, &changed)?;
        terminal.print_message(&terminal.say("import-would-not-build", &[]))?;
        return Ok(false);
    }
    let people = read.as_ref().map_or(0, |manifest| manifest.people.len());
    let kept = people >= manifest.people.len()
        && read.is_some_and(|manifest| manifest.tomes.iter().any(|other| other.id == tome.id))
        && header.is_some();
    if kept && found.count(Severity::Error) <= before.count(Severity::Error) {
        return Ok(true);
    }
    terminal.report(&found, &changed)?;
    terminal.print_message(&terminal.say("import-would-break", &[]))?;
    Ok(false)
}

/// Shows the text, unless it is written, and the new entries.
fn show(plan: &Plan, write: bool, terminal: &Terminal) -> Result<(), Failure> {
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
    for (path, entry) in &plan.entries {
        shown.push_str(&format!("# {path}\n{entry}\n\n"));
    }
    terminal.print_output(&shown)?;
    if !write {
        terminal.print_message(&terminal.say("import-not-written", &[]))?;
    }
    Ok(())
}
