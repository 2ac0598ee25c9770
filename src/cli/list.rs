//! `make-book list`: the volumes with the names of their files, for people and for a matrix of continuous integration.

use super::{
    arguments::General,
    outcome::{Failure, Outcome},
    selection::{self, Selection},
    shard::Shard,
    terminal::Terminal,
};
use crate::{
    compile::{self, Options},
    diagnostic::Diagnostics,
    memo::Memo,
    release::{self, ReleasedFormat},
};
use serde_json::{Value, json};

/// Prints the tomes asked for, or all, or those of a shard. With `as_json` a list on one line, as a matrix takes it; else a line for each with tabs between
/// its name, language, title and files. What is wrong with texts is for `check`.
pub(super) fn run(
    general: &General,
    (tomes, shard): (&[String], Option<Shard>),
    as_json: bool,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let Some(selection) = Selection::open(general, tomes, terminal)? else { return Ok(Outcome::HasErrors) };
    let Selection { project, manifest, tomes: selected, mut found } = selection;
    let selected = selection::part(selected, shard, &manifest, terminal)?;
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
