//! What a build would say of a change, before it is made: the project with the change in memory, read as a build reads it.
//!
//! So a command refuses by the same rules what a build refuses, and knows none of them itself.

use super::{
    outcome::{Failure, Outcome},
    terminal::Terminal,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    manifest,
    project::{InputChange, Project},
    source::SourceMap,
};
use std::collections::{BTreeMap, BTreeSet};

/// Says what a build would say of `changes` and did not say before them. With an error among it nothing may be written, which is said, too.
pub(super) fn report_consequences(
    sources: &SourceMap,
    changes: &[InputChange<'_>],
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    // Pictures are not looked into, only that they exist.
    let texts = sources.iter().map(|source| (source.path().to_owned(), source.text().as_bytes().to_vec()));
    let mut files: BTreeMap<String, Vec<u8>> = texts.collect();
    let (before, known) = read(&files);
    files.extend(changes.iter().map(|change| (change.path.to_owned(), change.after.to_vec())));
    let (after, mut found) = read(&files);
    let told = |project: &Project, diagnostic: &Diagnostic| {
        (diagnostic.code, project.sources.get(diagnostic.span.source).path().to_owned(), diagnostic.arguments.clone())
    };
    let known: BTreeSet<_> = known.iter().map(|diagnostic| told(&before, diagnostic)).collect();
    // The words to replace are the scaffold's own.
    found.retain(|diagnostic| diagnostic.code != Code::Placeholder && !known.contains(&told(&after, diagnostic)));
    let least = if found.has_errors() { Severity::Error } else { Severity::Warning };
    found.retain(|diagnostic| diagnostic.severity >= least);
    if found.is_empty() {
        return Ok(Outcome::Done);
    }
    terminal.report(&found, &after.sources)?;
    let outcome = Outcome::of(&found);
    if found.has_errors() {
        terminal.print_message(&terminal.say("new-refused", &[]))?;
    }
    Ok(outcome)
}

/// The project of `files`, with what is wrong in its YAML files and in the headers of its texts.
fn read(files: &BTreeMap<String, Vec<u8>>) -> (Project, Diagnostics) {
    let mut found = Diagnostics::new();
    let project = Project::from_files(files.iter().map(|(path, bytes)| (path.clone(), bytes.clone())), &mut found);
    let manifest = manifest::read(&project.sources, &mut found);
    for path in manifest.iter().flat_map(|manifest| &manifest.tomes).flat_map(|tome| tome.texts()) {
        if let Some(source) = project.sources.by_path(&path.value) {
            let _ = manifest::front_matter(source, &mut found);
        }
    }
    (project, found)
}
