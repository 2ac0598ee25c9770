//! Which tomes a command works on: names from the command line become indices in the manifest.

use super::{arguments::General, open_project::OpenProject, outcome::Failure, shard::Shard, terminal::Terminal};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    locale::Argument,
    manifest::{self, Manifest, PersonEntry},
    source::{NameIndex, SourceMap, Span},
};

/// The commands, by their names.
pub(super) const COMMANDS: [&str; 15] = [
    "check",
    "watch",
    "fix",
    "status",
    "import",
    "release",
    "extract",
    "offprint",
    "list",
    "new",
    "schema",
    "explain",
    "completions",
    "man",
    "help",
];

/// A project that was opened, and the tomes of it that a command works on.
pub(super) struct Selection {
    /// The project.
    pub(super) project: OpenProject,
    /// What its YAML files say.
    pub(super) manifest: Manifest,
    /// Indices of the tomes in the manifest, in its order.
    pub(super) tomes: Vec<usize>,
    /// What is wrong with what was read so far.
    pub(super) found: Diagnostics,
}

impl Selection {
    /// Opens the project to read it and selects the tomes named, or all. None when the manifest cannot be read or selected from, which
    /// has been reported then.
    pub(super) fn open(general: &General, names: &[String], terminal: &Terminal) -> Result<Option<Self>, Failure> {
        let project = OpenProject::open(general, terminal)?;
        let mut found = project.found.clone();
        let Some(manifest) = manifest::read(project.sources(), &mut found) else {
            terminal.report(&found, project.sources())?;
            return Ok(None);
        };
        let tomes = select_tomes_or_report(&manifest, names, &found, project.sources(), terminal)?;
        Ok(tomes.map(|tomes| {
            found.retain(|found| may_concern(found, &manifest, &tomes, project.sources()));
            Self { project, manifest, tomes, found }
        }))
    }
}

/// Indices of the tomes named, or of all tomes when `names` is empty; each once, in the order of the manifest.
pub(super) fn select_tomes(manifest: &Manifest, names: &[String], terminal: &Terminal) -> Result<Vec<usize>, Failure> {
    let mut selected = Vec::new();
    for name in names {
        // The shell's completion of a folder's name ends with a slash.
        let name = name.trim_end_matches(['/', '\\']);
        match manifest.tomes.iter().position(|tome| tome.id.as_str() == name) {
            Some(index) => selected.push(index),
            // Its tome.yaml cannot be read, which is reported with the other mistakes.
            None if manifest.work.tomes.iter().any(|tome| tome.value.as_str() == name) => {}
            None => return Err(unknown_tome(manifest, name, terminal)),
        }
    }
    if names.is_empty() {
        selected.extend(0..manifest.tomes.len());
    }
    selected.sort_unstable();
    selected.dedup();
    Ok(selected)
}

/// Whether a mistake found before any volume is assembled can be one of the volumes at these indices. Words to replace are not, when they
/// stand in the folder of another volume, or in the entry of somebody who appears only there: nothing of a volume that is yet to be
/// written stops those that are.
pub(super) fn may_concern(found: &Diagnostic, manifest: &Manifest, tomes: &[usize], sources: &SourceMap) -> bool {
    if found.code != Code::Placeholder {
        return true;
    }
    let path = sources.get(found.span.source).path();
    if path == "book/people.yaml" {
        let start = |span: Span| span.range().map_or(0, |range| range.start);
        let begins_before = |person: &PersonEntry| start(person.id.span) <= start(found.span);
        let person = manifest.people.iter().rposition(begins_before);
        return person.is_none_or(|person| tomes.iter().any(|tome| manifest.may_appear(person, *tome, sources)));
    }
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    match manifest.tomes.iter().position(|tome| tome.id.as_str() == folder) {
        Some(tome) => tomes.contains(&tome),
        // A folder that is no volume's is reported as such; a volume that cannot be read may be one of these.
        None => folder == "book" || manifest.work.tomes.iter().any(|tome| tome.value.as_str() == folder),
    }
}

/// As [`select_tomes`]. When a tome is unknown and book.yaml has errors that can be the cause, `found` is reported, and there is no
/// selection.
pub(super) fn select_tomes_or_report(
    manifest: &Manifest,
    names: &[String],
    found: &Diagnostics,
    sources: &SourceMap,
    terminal: &Terminal,
) -> Result<Option<Vec<usize>>, Failure> {
    let selected = select_tomes(manifest, names, terminal);
    let in_book = |found: &Diagnostic| sources.get(found.span.source).path() == "book/book.yaml";
    let may_hide = |found: &Diagnostic| found.severity == Severity::Error && found.code != Code::Placeholder && in_book(found);
    if selected.is_err() && found.iter().any(may_hide) {
        terminal.report(found, sources)?;
        terminal.print_totals(found)?;
        return Ok(None);
    }
    selected.map(Some)
}

/// Those of `tomes`, indices in the manifest, that are in `shard`; all of them without one. Says so when there is none, which is no
/// mistake: another machine has them.
pub(super) fn part(
    tomes: Vec<usize>,
    shard: Option<Shard>,
    manifest: &Manifest,
    terminal: &Terminal,
) -> Result<Vec<usize>, Failure> {
    let Some(shard) = shard else { return Ok(tomes) };
    let own: Vec<usize> = tomes.into_iter().filter(|tome| shard.holds(manifest.tomes[*tome].id.as_str())).collect();
    if own.is_empty() && !terminal.writes_json() {
        let shown = shard.to_string();
        terminal.print_message(&terminal.say("shard-empty", &[("shard", Argument::Text(&shown))]))?;
    }
    Ok(own)
}

fn unknown_tome(manifest: &Manifest, name: &str, terminal: &Terminal) -> Failure {
    let tomes: Vec<&str> = manifest.tomes.iter().map(|tome| tome.id.as_str()).collect();
    match NameIndex::new(tomes.iter().copied().chain(COMMANDS)).nearest(name) {
        Some(near) => {
            terminal.failure("unknown-tome-near", &[("tome", Argument::Text(name)), ("suggestion", Argument::Text(near))])
        }
        None => terminal.failure("unknown-tome", &[("tome", Argument::Text(name)), ("tomes", Argument::Text(&tomes.join(", ")))]),
    }
}
