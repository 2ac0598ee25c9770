//! `make-book import FILE --tome tome1`: a saved page becomes a contribution for review.
//!
//! Without `--write` the result is shown and nothing is changed. With it, a new text is created, or the file of an expected text
//! with the same title or author is filled if its body is empty; entries are added to the YAML files, in which every other byte
//! stays the same. Before anything is written, the result is parsed: an edit that breaks a file is not made.

mod plan;

use super::{
    arguments::General,
    open_project::{OpenProject, disk_failure},
    outcome::{Failure, Outcome},
    selection::select_tomes_or_report,
    terminal::Terminal,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    import::{self, KnownSponsor, Options, Page},
    locale::Argument,
    manifest::{self, Manifest, TomeEntry},
    markdown,
    project::{self, InputChange},
    source::{SourceId, SourceMap, Span},
};
use plan::{Plan, display, known_sponsor, report_remarks};
use std::path::Path;

pub(super) use plan::file_name;

/// Maximal size of a page, in bytes; a text of a book has some 20,000.
const MAX_SIZE: u64 = 16 << 20;

/// Maximal size of a document with its pictures, in bytes.
const MAX_DOCUMENT: u64 = 512 << 20;

/// Arguments of the command.
pub(super) struct Import<'a> {
    /// The page.
    pub(super) file: &'a Path,
    /// The tome for the text.
    pub(super) tome: &'a str,
    /// The author, as an id of people.yaml or a name; overrides the page's.
    pub(super) author: Option<&'a str>,
    /// The title, as text; overrides the page's, which then stays in the text.
    pub(super) title: Option<&'a str>,
    /// Whether tracked changes are rejected; else they are accepted.
    pub(super) reject_changes: bool,
    /// Whether to write the files.
    pub(super) write: bool,
}

/// Imports a page.
pub(super) fn run(general: &General, import: &Import<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let &Import { file, tome, author, title, reject_changes, write } = import;
    let project = if write { OpenProject::open_for_changes(general, terminal) } else { OpenProject::open(general, terminal) }?;
    let mut found = project.found.clone();
    let Some(manifest) = manifest::read(project.sources(), &mut found) else {
        terminal.report(&found, project.sources())?;
        return Ok(Outcome::HasErrors);
    };
    let selected = select_tomes_or_report(&manifest, &[tome.to_owned()], &found, project.sources(), terminal)?;
    let Some(tome) = selected.and_then(|selected| manifest.tomes.get(*selected.first()?)) else { return Ok(Outcome::HasErrors) };
    let mut sources = project.sources().clone();
    let mut sink = Diagnostics::new();
    let known: Vec<KnownSponsor> = manifest.sponsors.sponsors.iter().filter_map(known_sponsor).collect();
    let options = Options { known: &known, language: manifest.work.language.value.as_str(), reject_changes };
    let (page_id, mut page) = read_file(file, &mut sources, &options, &mut sink, terminal)?;
    if let Some(author) = author {
        let registered = manifest.people.iter().find(|person| person.id.value.as_str() == author);
        page.set_author(&registered.map_or_else(|| import::clean(author).0, |person| display(&person.name)));
        sink.retain(|diagnostic| diagnostic.code != Code::ImportWithoutAuthor);
    }
    if let Some(title) = title {
        page.set_title(&import::clean(title).0);
        sink.retain(|diagnostic| !matches!(diagnostic.code, Code::ImportWithoutTitle | Code::ImportTitleGuessed));
        if !page.body.is_empty() {
            sink.retain(|diagnostic| diagnostic.code != Code::ImportWithoutText);
        }
    }
    let plan = plan::plan(&mut page, &manifest, tome, &sources, Span::whole(page_id), &mut sink);
    report_remarks(&page, &plan, &mut sources, &mut sink);
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
        let pictures = plan.pictures.iter().map(|(path, bytes)| InputChange { path, before: None, after: bytes });
        let texts = plan.changes.iter().map(|(path, before, after)| InputChange {
            path,
            before: before.as_deref(),
            after: after.as_bytes(),
        });
        let changes: Vec<_> = pictures.chain(texts).collect();
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

/// Reads a file, which is added to `sources`, as its format says.
fn read_file(
    file: &Path,
    sources: &mut SourceMap,
    options: &Options<'_>,
    sink: &mut Diagnostics,
    terminal: &Terminal,
) -> Result<(SourceId, Page), Failure> {
    let path = file.display().to_string();
    let argument = [("path", Argument::Text(&path))];
    let bytes = project::read_file(file, MAX_DOCUMENT).map_err(|error| disk_failure(&error, terminal))?;
    let bytes = bytes.ok_or_else(|| terminal.failure("import-too-large", &argument))?;
    let format = match import::detect(&path, &bytes) {
        Ok(format) => format,
        Err(name) => {
            let id = sources.add_binary(path.as_str(), bytes);
            sink.push(Diagnostic::new(Code::ImportForeignFormat, Span::whole(id)).with("format", name));
            return Ok((id, Page::default()));
        }
    };
    let id = if format.is_text() {
        if bytes.len() as u64 > MAX_SIZE {
            return Err(terminal.failure("import-too-large", &argument));
        }
        let text = String::from_utf8(bytes).map_err(|_| terminal.failure("import-not-utf-8", &argument))?;
        sources.add(path.as_str(), text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    } else {
        sources.add_binary(path.as_str(), bytes)
    };
    let page = import::read(sources.get(id), format, options, sink);
    Ok((id, page))
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
