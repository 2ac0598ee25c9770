//! `make-book import FILE… --tome tome1`: what contributors hand in becomes contributions for review.
//!
//! Without `--write` the result is shown and nothing is changed. With it, a new text is created, or the file of an expected text
//! with the same title or author is filled if its body is empty; entries are added to the YAML files, in which every other byte
//! stays the same. `--again` gives a text a new body instead. Each text is imported by itself: one that cannot be does not stop the
//! others. Read next: `batch`, then `plan` and
//! `again`, and `holdings`, on which they plan.

mod about;
mod again;
mod batch;
mod changes;
mod entries;
mod files;
mod holdings;
mod names;
mod people;
mod plan;
mod request;
mod revision;
mod table;
mod texts;
mod verify;
mod waiting;

use super::{
    arguments::General,
    open_project::OpenProject,
    outcome::{Failure, Outcome},
    selection::select_tomes_or_report,
    terminal::Terminal,
};
use crate::manifest;
use batch::Batch;

pub(super) use names::FileNames;
pub(super) use people::display;
pub(super) use request::Import;

/// Imports files.
pub(super) fn run(general: &General, import: &Import<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let changes = import.write || (import.again && terminal.can_ask());
    let project = if changes { OpenProject::open_for_changes(general, terminal) } else { OpenProject::open(general, terminal) }?;
    let mut found = project.found.clone();
    let Some(manifest) = manifest::read(project.sources(), &mut found) else {
        terminal.report(&found, project.sources())?;
        return Ok(Outcome::HasErrors);
    };
    let selected = select_tomes_or_report(&manifest, &[import.tome.to_owned()], &found, project.sources(), terminal)?;
    let tome = selected.and_then(|selected| manifest.tomes.get(*selected.first()?));
    let Some(tome) = tome else { return Ok(Outcome::HasErrors) };
    let found = files::find(import.files, terminal)?;
    if found.are_many && import.title.is_some() {
        return Err(terminal.failure("import-title-of-many", &[]));
    }
    let mut batch = Batch::new(&project, (&manifest, tome), general, import, &found, terminal);
    for file in &found.paths {
        batch.file(file)?;
    }
    batch.finish()
}
