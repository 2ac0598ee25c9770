//! `make-book new text`, `new person` and `new sponsor`: entries in the files of a project, which keep every other line.

use super::{
    arguments::General,
    import::{FileNames, display},
    open_project::OpenProject,
    outcome::{Failure, Outcome},
    rehearsal::report_consequences,
    scaffold,
    selection::select_tomes_or_report,
    terminal::Terminal,
};
use crate::{
    book::{ContributionKind, Slug},
    diagnostic::Diagnostics,
    import::{
        clean,
        edits::{self, Position},
    },
    locale::Argument,
    manifest::{self, Manifest, OrderEntry, TomeEntry},
    project::InputChange,
    source::{NameIndex, names_of, without_titles},
};

/// A text to create.
pub(super) struct Text<'a> {
    pub(super) title: &'a str,
    pub(super) tome: &'a str,
    /// Identifiers or names of people.yaml.
    pub(super) authors: &'a [String],
    pub(super) kind: Option<&'a str>,
    /// The title of the part that takes it, or the identifier of that part.
    pub(super) part: Option<&'a str>,
}

/// Creates a text, and adds it to the tome's body or to a part of it.
pub(super) fn text(general: &General, wanted: &Text<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = OpenProject::open_for_changes(general, terminal)?;
    let title = visible(&clean(wanted.title).0);
    if title.is_empty() {
        return Err(terminal.failure("new-empty-name", &[]));
    }
    let kinds: Vec<&str> = ContributionKind::ALL.iter().map(|(name, _)| *name).collect();
    let kind = wanted.kind.unwrap_or("text");
    let Some(kind) = kinds.iter().copied().find(|known| *known == kind) else {
        let near = manifest::meant(kind, kinds.iter().copied()).unwrap_or("none");
        let kinds = kinds.join(", ");
        let arguments = [("kind", kind), ("kinds", kinds.as_str()), ("suggestion", near)];
        return Err(terminal.failure("new-unknown-kind", &arguments.map(|(name, text)| (name, Argument::Text(text)))));
    };
    let Some((manifest, found)) = read_manifest(&project, terminal)? else { return Ok(Outcome::HasErrors) };
    let tomes = [wanted.tome.to_owned()];
    let selected = select_tomes_or_report(&manifest, &tomes, &found, project.sources(), terminal)?;
    let Some(tome) = selected.and_then(|selected| manifest.tomes.get(*selected.first()?)) else { return Ok(Outcome::HasErrors) };
    let mut authors: Vec<String> = Vec::new();
    for id in wanted.authors.iter().map(|typed| signing(&manifest, typed, terminal)).collect::<Result<Vec<_>, _>>()?.concat() {
        if !authors.contains(&id) {
            authors.push(id);
        }
    }
    if authors.is_empty() {
        authors.push(first_editor(&manifest, terminal)?);
    }
    let file = FileNames::of(tome, project.sources()).take(&title);
    let order = format!("{}/tome.yaml", tome.id);
    let before = project.sources().by_path(&order).map(|source| source.text().to_owned()).unwrap_or_default();
    let edited = match wanted.part {
        None => edits::add_to_list(&before, "body", &[&file], Position::Last),
        Some(part) => edits::add_to_part(&before, part, &file),
    };
    let edited = edited.ok_or_else(|| match wanted.part {
        None => terminal.failure("new-list-not-found", &[("path", Argument::Text(&order))]),
        Some(part) => {
            let parts = parts(tome);
            let arguments = [("part", part), ("path", order.as_str()), ("parts", parts.as_str())];
            terminal.failure("new-unknown-part", &arguments.map(|(name, text)| (name, Argument::Text(text))))
        }
    })?;
    let path = format!("{}/{file}", tome.id);
    let text = scaffold::text(&title, kind, &authors, &scaffold::words(manifest.work.language.value.as_str()));
    let changes = [
        InputChange { path: &path, before: None, after: text.as_bytes() },
        InputChange { path: &order, before: Some(before.as_bytes()), after: edited.as_bytes() },
    ];
    change(&project, &changes, terminal)
}

/// The identifiers of the people who are typed as one, or as a byline: « Ann Ée et Zoé Li » are two, unless a group has this name.
fn signing(manifest: &Manifest, typed: &str, terminal: &Terminal) -> Result<Vec<String>, Failure> {
    let names = names_of(typed);
    match author(manifest, typed, terminal) {
        Err(_) if names.len() > 1 => names.into_iter().map(|name| author(manifest, name, terminal)).collect(),
        found => Ok(vec![found?]),
    }
}

/// The identifier of the person of people.yaml who is typed as an identifier, with accents or without, or as a name.
fn author(manifest: &Manifest, typed: &str, terminal: &Terminal) -> Result<String, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(terminal.failure("new-empty-name", &[]));
    }
    let slug = Slug::from_text(without_titles(typed).1);
    let ids = || manifest.people.iter().map(|person| person.id.value.as_str());
    let named = || manifest.people.iter().find(|person| Slug::from_text(&display(&person.name)) == slug);
    let found = ids().find(|id| *id == slug.as_str()).or_else(|| named().map(|person| person.id.value.as_str()));
    found.map(str::to_owned).ok_or_else(|| {
        let near = NameIndex::new(ids()).nearest(slug.as_str()).unwrap_or("none").to_owned();
        let arguments = [("person", Argument::Text(typed)), ("suggestion", Argument::Text(&near))];
        terminal.failure("new-unknown-person", &arguments)
    })
}

/// A name without what stands around it, and without the signs that take no room in it and join no letters (C020).
fn visible(name: &str) -> String {
    name.replace(['\u{ad}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{feff}'], "").trim().to_owned()
}

/// The titles of the parts of a volume, as they would be typed; `none` when it has none.
fn parts(tome: &TomeEntry) -> String {
    let titles = tome.body.iter().filter_map(|entry| match entry {
        OrderEntry::Part { title, .. } => Some(title.value.as_str()),
        OrderEntry::Made(_) | OrderEntry::Text(_) => None,
    });
    let titles: Vec<&str> = titles.collect();
    if titles.is_empty() { "none".to_owned() } else { titles.join(", ") }
}

/// Adds a person to people.yaml. The identifier is made of the name, unless one is given.
pub(super) fn person(
    general: &General,
    name: &str,
    id: Option<&str>,
    role: Option<&str>,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let project = OpenProject::open_for_changes(general, terminal)?;
    let name = visible(&clean(name).0);
    if let Some((first, second)) = two_names(&name) {
        return Err(terminal.failure("new-two-people", &[("first", Argument::Text(first)), ("second", Argument::Text(second))]));
    }
    // A title before the name has no place in it; « Zhang, Wei », as an index has it.
    let (titles, name) = without_titles(&name);
    print_titles(&[titles], terminal)?;
    let name = manifest::turned_name(name).map_or_else(|| name.to_owned(), |(given, family)| format!("{given} {family}"));
    let made = Slug::from_text(&name);
    let id = match id {
        Some(id) => Slug::new(id).ok_or_else(|| terminal.failure("new-not-an-id", &[("name", Argument::Text(id))]))?,
        None if name.is_empty() => return Err(terminal.failure("new-empty-name", &[])),
        None => made,
    };
    let Some((manifest, _)) = read_manifest(&project, terminal)? else { return Ok(Outcome::HasErrors) };
    if manifest.people.iter().any(|person| person.id.value == id) {
        return Err(terminal.failure("new-known-person", &[("person", Argument::Text(id.as_str()))]));
    }
    let words = scaffold::words(manifest.work.language.value.as_str());
    let entry = scaffold::person(&id, &name, role, &words);
    let done = add(&project, "book/people.yaml", |before| Some(edits::append_entry(before, &entry)), terminal)?;
    if let Outcome::HasErrors = done {
        return Ok(done);
    }
    // Who typed a name sees how it was read, and by which identifier texts name it.
    let names = manifest::of_a_person(&name);
    let (kind, (given, family)) = if let Some(names) = names { ("person", names) } else { ("group", Default::default()) };
    let arguments = [("kind", kind), ("id", id.as_str()), ("name", &name), ("given", &given), ("family", &family)];
    terminal.print_message(&terminal.say("new-person-done", &arguments.map(|(key, text)| (key, Argument::Text(text)))))?;
    Ok(done)
}

/// The two halves of what may be two people, or one whose names are turned: both sides of a comma have several words, the first a given
/// name among them.
fn two_names(name: &str) -> Option<(&str, &str)> {
    let (first, second) = name.split_once(',')?;
    let (first, second) = (first.trim(), second.trim());
    let is_name = |name: &str| name.split_whitespace().count() > 1 && name.starts_with(char::is_uppercase);
    (is_name(first) && is_name(second)).then_some((first, second))
}

/// A sponsor to add.
pub(super) struct Sponsor<'a> {
    pub(super) name: &'a str,
    /// The identifier of a tier; the last one when none is given.
    pub(super) tier: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) tagline: Option<&'a str>,
}

/// Adds a sponsor to sponsors.yaml.
pub(super) fn sponsor(general: &General, wanted: &Sponsor<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = OpenProject::open_for_changes(general, terminal)?;
    let name = visible(&clean(wanted.name).0);
    if name.is_empty() {
        return Err(terminal.failure("new-empty-name", &[]));
    }
    let Some((manifest, _)) = read_manifest(&project, terminal)? else { return Ok(Outcome::HasErrors) };
    let tiers: Vec<&str> = manifest.sponsors.tiers.iter().map(|tier| tier.id.value.as_str()).collect();
    let known = tiers.join(", ");
    let tier = match wanted.tier {
        Some(tier) => tiers.iter().copied().find(|known| *known == tier),
        None => tiers.last().copied(),
    };
    let tier = tier.ok_or_else(|| {
        let tier = wanted.tier.unwrap_or_default();
        terminal.failure("new-unknown-tier", &[("tier", Argument::Text(tier)), ("tiers", Argument::Text(&known))])
    })?;
    let entry = scaffold::sponsor(&name, tier, wanted.url, wanted.tagline);
    let edit = |before: &str| edits::add_to_list(before, "sponsors", &[&entry], Position::Last);
    add(&project, "book/sponsors.yaml", edit, terminal)
}

/// Changes a file of book/, or creates it.
fn add(
    project: &OpenProject,
    path: &str,
    edit: impl FnOnce(&str) -> Option<String>,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let before = project.sources().by_path(path).map(|source| source.text().to_owned());
    let edited = edit(before.as_deref().unwrap_or_default());
    let edited = edited.ok_or_else(|| terminal.failure("new-list-not-found", &[("path", Argument::Text(path))]))?;
    change(project, &[InputChange { path, before: before.as_deref().map(str::as_bytes), after: edited.as_bytes() }], terminal)
}

/// Makes all changes, and says which files were written; none when a build would refuse one of them.
pub(super) fn change(project: &OpenProject, changes: &[InputChange<'_>], terminal: &Terminal) -> Result<Outcome, Failure> {
    if let Outcome::HasErrors = report_consequences(project.sources(), changes, terminal)? {
        return Ok(Outcome::HasErrors);
    }
    project.change(changes, terminal)?;
    changes.iter().try_for_each(|change| print_written(change.path, terminal))?;
    Ok(Outcome::Done)
}

/// The manifest and what is wrong with it; none when it cannot be read, which is reported.
pub(super) fn read_manifest(project: &OpenProject, terminal: &Terminal) -> Result<Option<(Manifest, Diagnostics)>, Failure> {
    let mut found = project.found.clone();
    let manifest = manifest::read(project.sources(), &mut found);
    if manifest.is_none() {
        terminal.report(&found, project.sources())?;
    }
    Ok(manifest.map(|manifest| (manifest, found)))
}

/// The identifier of who edits the book.
pub(super) fn first_editor(manifest: &Manifest, terminal: &Terminal) -> Result<String, Failure> {
    let editor = manifest.work.editors.first().map(|editor| editor.value.to_string());
    editor.ok_or_else(|| terminal.failure("new-no-author", &[]))
}

/// Says which titles before names are left out.
pub(super) fn print_titles(titles: &[&str], terminal: &Terminal) -> Result<(), Failure> {
    let titles = titles.join(", ");
    if titles.is_empty() {
        return Ok(());
    }
    terminal.print_message(&terminal.say("new-title-of-person", &[("titles", Argument::Text(&titles))]))
}

/// Says that a file was written.
pub(super) fn print_written(path: &str, terminal: &Terminal) -> Result<(), Failure> {
    terminal.print_message(&terminal.say("import-written", &[("path", Argument::Text(path))]))
}
