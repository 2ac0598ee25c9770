//! Whether an import would leave a project that can be read and built.

use super::plan::Plan;
use crate::{
    cli::{outcome::Failure, terminal::Terminal},
    diagnostic::{Diagnostics, Severity},
    manifest::{self, Manifest, TomeEntry},
    markdown,
    source::SourceMap,
};

/// Whether the changes add no error to the project and lose none of its parts, and the text can be built; otherwise reports why not.
pub(super) fn verify(
    plan: &Plan,
    sources: &SourceMap,
    manifest: &Manifest,
    tome: &TomeEntry,
    terminal: &Terminal,
) -> Result<bool, Failure> {
    let mut changed = sources.clone();
    for (path, _, text) in &plan.changes {
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
