//! `make-book new`: creates a project, a tome or a text, with sample contents that can be built.

use super::{
    arguments::{General, New},
    import::FileNames,
    new_ci,
    open_project::{OpenProject, disk_failure},
    outcome::{Failure, Outcome},
    selection::{COMMANDS, select_tomes_or_report},
    terminal::Terminal,
};
use crate::{
    book::Slug,
    diagnostic::Diagnostics,
    import::{
        clean,
        edits::{self, Position},
    },
    locale::Argument,
    manifest::{self, Manifest},
    project::{InputChange, complete_change, create_root, is_portable_name, write_inputs},
};
use std::path::Path;

/// Creates what was asked for. No existing file is replaced.
pub(super) fn run(general: &General, what: &New, terminal: &Terminal) -> Result<Outcome, Failure> {
    match what {
        New::Book { folder, title } => book(folder, title.as_deref(), terminal),
        New::Tome { tome } => new_tome(general, tome, terminal),
        New::Text { title, tome, author } => text(general, title, tome, author.as_deref(), terminal),
        New::Ci { system, binary, sha256 } => {
            new_ci::run(general, &new_ci::Request { system: *system, binary, sha256: sha256.as_deref() }, terminal)
        }
    }
}

/// Creates a project of one tome with one text.
fn book(folder: &Path, title: Option<&str>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let words = &terminal.words;
    let title = edits::quote_scalar(&title.map_or_else(|| words.word("new-book-title"), |title| clean(title).0));
    let language = words.word("new-language");
    let editor = edits::quote_scalar(&words.word("new-editor"));
    let tier = |id: &str| format!("  - id: {id}\n    title: {}\n", edits::quote_scalar(&words.word(&format!("new-tier-{id}"))));
    let files = [
        (
            "book/book.yaml",
            format!(
                "title: {title}\nlanguage: {language}\neditors: [redaction]\npublisher:\n  name: {editor}\nrights: {}\ntomes: [tome1]\npage:\n  format: 160x240\n",
                edits::quote_scalar(&words.word("new-rights"))
            ),
        ),
        ("book/people.yaml", format!("redaction:\n  name: {editor}\n  bio: {}\n", edits::quote_scalar(&words.word("new-bio")))),
        ("book/sponsors.yaml", format!("tiers:\n{}{}sponsors: []\n", tier("gold"), tier("sponsor"))),
        ("tome1/tome.yaml", tome_yaml(1, words.word("new-first-file").as_str(), terminal)),
        (&format!("tome1/{}", words.word("new-first-file")), contribution(&words.word("new-text-title"), "redaction", terminal)),
        (".gitignore", "/output/\n".to_owned()),
    ];
    create_root(folder).and_then(|()| complete_change(folder, None)).map_err(|error| disk_failure(&error, terminal))?;
    let changes = files.each_ref().map(|(path, text)| InputChange { path, before: None, after: text.as_bytes() });
    write_inputs(folder, &changes).map_err(|error| disk_failure(&error, terminal))?;
    changes.iter().try_for_each(|change| print_written(&format!("{}/{}", folder.display(), change.path), terminal))?;
    new_ci::offer(terminal)?;
    Ok(Outcome::Done)
}

/// Creates a tome with one text, and adds it to book.yaml.
fn new_tome(general: &General, name: &str, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = OpenProject::open_for_changes(general, terminal)?;
    let id = Slug::new(name).ok_or_else(|| terminal.failure("new-not-a-slug", &[("name", Argument::Text(name))]))?;
    let is_taken = matches!(name, "book" | "fonts" | "output") || COMMANDS.contains(&name) || !is_portable_name(name);
    if is_taken {
        return Err(terminal.failure("new-reserved", &[("name", Argument::Text(name))]));
    }
    let manifest = read_manifest(&project, terminal)?;
    let Some((manifest, _)) = manifest else { return Ok(Outcome::HasErrors) };
    let number = manifest.tomes.iter().map(|tome| tome.number.value).max().unwrap_or(0).saturating_add(1);
    let before = project.sources().by_path("book/book.yaml").map(|source| source.text().to_owned()).unwrap_or_default();
    let edited = edits::add_to_list(&before, "tomes", &[id.as_str()], Position::Last);
    let edited = edited.ok_or_else(|| terminal.failure("new-list-not-found", &[("path", Argument::Text("book/book.yaml"))]))?;
    let author = first_editor(&manifest, terminal)?;
    let file = terminal.words.word("new-first-file");
    let (order, order_text) = (format!("{id}/tome.yaml"), tome_yaml(number, &file, terminal));
    let (path, text) = (format!("{id}/{file}"), contribution(&terminal.words.word("new-text-title"), &author, terminal));
    let changes = [
        InputChange { path: &path, before: None, after: text.as_bytes() },
        InputChange { path: &order, before: None, after: order_text.as_bytes() },
        InputChange { path: "book/book.yaml", before: Some(&before), after: edited.as_bytes() },
    ];
    change(&project, &changes, terminal)
}

/// Creates a text, and adds it to the tome's body.
fn text(general: &General, title: &str, tome: &str, author: Option<&str>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = OpenProject::open_for_changes(general, terminal)?;
    let title = &clean(title).0;
    let Some((manifest, found)) = read_manifest(&project, terminal)? else { return Ok(Outcome::HasErrors) };
    let selected = select_tomes_or_report(&manifest, &[tome.to_owned()], &found, project.sources(), terminal)?;
    let Some(tome) = selected.and_then(|selected| manifest.tomes.get(*selected.first()?)) else { return Ok(Outcome::HasErrors) };
    let author = match author {
        Some(id) if manifest.people.iter().any(|person| person.id.value.as_str() == id) => id.to_owned(),
        Some(id) => return Err(terminal.failure("new-unknown-person", &[("person", Argument::Text(id))])),
        None => first_editor(&manifest, terminal)?,
    };
    let file = FileNames::of(tome, project.sources()).take(title);
    let order = format!("{}/tome.yaml", tome.id);
    let before = project.sources().by_path(&order).map(|source| source.text().to_owned()).unwrap_or_default();
    let edited = edits::add_to_list(&before, "body", &[&file], Position::Last);
    let edited = edited.ok_or_else(|| terminal.failure("new-list-not-found", &[("path", Argument::Text(&order))]))?;
    let path = format!("{}/{file}", tome.id);
    let text = contribution(title, &author, terminal);
    let changes = [
        InputChange { path: &path, before: None, after: text.as_bytes() },
        InputChange { path: &order, before: Some(&before), after: edited.as_bytes() },
    ];
    change(&project, &changes, terminal)
}

/// Makes all changes, and says which files were written.
fn change(project: &OpenProject, changes: &[InputChange<'_>], terminal: &Terminal) -> Result<Outcome, Failure> {
    project.change(changes, terminal)?;
    changes.iter().try_for_each(|change| print_written(change.path, terminal))?;
    Ok(Outcome::Done)
}

/// The manifest and what is wrong with it; none when it cannot be read, which is reported.
fn read_manifest(project: &OpenProject, terminal: &Terminal) -> Result<Option<(Manifest, Diagnostics)>, Failure> {
    let mut found = project.found.clone();
    let manifest = manifest::read(project.sources(), &mut found);
    if manifest.is_none() {
        terminal.report(&found, project.sources())?;
    }
    Ok(manifest.map(|manifest| (manifest, found)))
}

fn first_editor(manifest: &Manifest, terminal: &Terminal) -> Result<String, Failure> {
    let editor = manifest.work.editors.first().map(|editor| editor.value.to_string());
    editor.ok_or_else(|| terminal.failure("new-no-author", &[]))
}

fn tome_yaml(number: u32, file: &str, terminal: &Terminal) -> String {
    let title = edits::quote_scalar(&terminal.words.word("new-tome-title"));
    let today = terminal.words.word("new-date");
    format!(
        "number: {number}\ntitle: {title}\ndate: {today}\nfront: [half-title, title, legal, sponsors, contents]\nbody:\n  - {file}\n\
         back: [contributors, accessibility, colophon]\n"
    )
}

fn contribution(title: &str, author: &str, terminal: &Terminal) -> String {
    let body = terminal.words.word("new-text-body");
    format!("---\ntitle: {}\nkind: text\nauthors: [{author}]\nstatus: draft\n---\n{body}\n", edits::quote_scalar(title))
}

fn print_written(path: &str, terminal: &Terminal) -> Result<(), Failure> {
    terminal.print_message(&terminal.say("import-written", &[("path", Argument::Text(path))]))
}
