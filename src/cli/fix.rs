//! `make-book fix`: mends what has one answer, and shows it as differences.

use super::{
    arguments::General,
    open_project::{OpenProject, disk_failure},
    outcome::{Failure, Outcome},
    terminal::Terminal,
};
use crate::{
    fix::{self, Fixed},
    locale::Argument,
    project::{InputChange, read_input, rename_input},
    source::composed,
};
use std::collections::BTreeMap;

/// Lines shown before and after a difference.
const CONTEXT: usize = 1;

/// Shows every change that has one answer; makes them unless `dry_run` says not to.
pub(super) fn run(general: &General, dry_run: bool, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = OpenProject::open_for_changes(general, terminal)?;
    let files = texts(&project);
    let fixed = fix::fix(files.clone());
    if fixed.is_empty() {
        terminal.print_message(&terminal.say("fix-nothing", &[]))?;
        return Ok(Outcome::Done);
    }
    fixed.iter().try_for_each(|file| show(file, terminal))?;
    let message = if dry_run { "fix-shown" } else { "fix-done" };
    if !dry_run {
        write(&project, &files, &fixed, terminal)?;
    }
    terminal.print_message(&terminal.say(message, &[("files", fixed.len().into())]))?;
    Ok(Outcome::Done)
}

/// Whether a project has anything that `fix` would change.
pub(super) fn has_answers(project: &OpenProject) -> bool {
    !fix::fix(texts(project)).is_empty()
}

/// The files that an editor writes, by their paths, as they are on the disk.
fn texts(project: &OpenProject) -> Vec<(String, Vec<u8>)> {
    let is_text = |path: &str| {
        let path = path.to_lowercase();
        [".md", ".markdown", ".mdown", ".yaml", ".yml", ".txt", ".csv"].iter().any(|ending| path.ends_with(ending))
    };
    let paths = project.sources().iter().map(|source| source.path().to_owned()).filter(|path| is_text(path));
    paths.filter_map(|path| Some((path.clone(), read_input(project.path(), &path)?))).collect()
}

/// Prints the changes of a file: its new name and encoding, and the lines that differ.
fn show(file: &Fixed, terminal: &Terminal) -> Result<(), Failure> {
    let before = composed(&file.before);
    let lines = fix::diff::diff(&before, &file.after, CONTEXT);
    if terminal.writes_json() {
        let object = serde_json::json!({
            "path": file.path, "renamed": file.renamed, "encoding": file.encoding, "diff": lines,
        });
        return terminal.print_output(&format!("{object}\n"));
    }
    let letters = if before == file.before { "no" } else { "yes" };
    let arguments = [
        ("path", Argument::Text(&file.path)),
        ("renamed", Argument::Text(file.renamed.as_deref().unwrap_or("no"))),
        ("encoding", Argument::Text(file.encoding.unwrap_or("no"))),
        ("letters", Argument::Text(letters)),
    ];
    terminal.print_output(&format!("{}\n{lines}", terminal.say("fix-file", &arguments)))
}

/// Gives the files their names, then their texts: all texts or none.
fn write(project: &OpenProject, files: &[(String, Vec<u8>)], fixed: &[Fixed], terminal: &Terminal) -> Result<(), Failure> {
    for file in fixed {
        if let Some(renamed) = &file.renamed {
            rename_input(project.path(), &file.path, renamed).map_err(|error| disk_failure(&error, terminal))?;
        }
    }
    let bytes: BTreeMap<&str, &[u8]> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let mut changes = Vec::new();
    for file in fixed {
        let before = bytes.get(file.path.as_str()).map(|bytes| bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
        let before = before.filter(|before| *before != file.after.as_bytes());
        if before.is_some() {
            changes.push(InputChange { path: file.new_path(), before, after: file.after.as_bytes() });
        }
    }
    project.change(&changes, terminal)
}
