//! `make-book list`: the volumes with the names of their files, for people and for a matrix of continuous integration.

use super::{
    arguments::General,
    open_project::OpenProject,
    outcome::{Failure, Outcome},
    selection::select_tomes_or_report,
    terminal::Terminal,
};
use crate::{
    compile::{self, Options},
    diagnostic::Diagnostics,
    manifest,
    memo::Memo,
    release::{self, ReleasedFormat},
};
use serde_json::{Value, json};

/// Prints the tomes asked for, or all. With `as_json` a list on one line, as a matrix takes it; else a line for each with tabs between
/// its name, language, title and files. What is wrong with texts is for `check`.
pub(super) fn run(general: &General, tomes: &[String], as_json: bool, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = OpenProject::open(general, terminal)?;
    let mut found = project.found.clone();
    let Some(manifest) = manifest::read(project.sources(), &mut found) else {
        terminal.report(&found, project.sources())?;
        return Ok(Outcome::HasErrors);
    };
    let selected = select_tomes_or_report(&manifest, tomes, &found, project.sources(), terminal)?;
    let Some(selected) = selected else { return Ok(Outcome::HasErrors) };
    let memo = Memo::default();
    let mut volumes = Vec::new();
    for tome in selected {
        let mut sink = Diagnostics::new();
        let options = Options::for_readers(None, &memo, &|_, _| {});
        let Some(book) = compile::prepare(project.sources(), &manifest, tome, options, &mut sink) else {
            found.append(sink);
            terminal.report(&general.apply_strict(found), project.sources())?;
            return Ok(Outcome::HasErrors);
        };
        let id = book.tome.id.as_str();
        let files = ReleasedFormat::ALL.map(|format| format!("output/{id}.{}", format.extension()));
        let released = ReleasedFormat::ALL.map(|format| release::file_name(&book, format));
        volumes.push(json!({
            "tome": id, "number": book.tome.number, "title": release::volume_title(&book), "language": book.work.lang.as_str(),
            "files": files, "released": released,
        }));
    }
    project.check_unchanged(terminal)?;
    if as_json || terminal.writes_json() {
        terminal.print_output(&format!("{}\n", Value::Array(volumes)))?;
    } else {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        for volume in &volumes {
            let mut columns = vec![text(&volume["tome"]), text(&volume["language"]), text(&volume["title"])];
            columns.extend(volume["files"].as_array().into_iter().flatten().map(text));
            terminal.print_output(&format!("{}\n", columns.join("\t")))?;
        }
    }
    Ok(Outcome::Done)
}
