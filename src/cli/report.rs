//! `--report FILE`: the typographic report as a file of output/, for a program or for a person.
//!
//! A name ending in `.json` asks for JSON, any other name for text. Numbers and places come from `crate::report`; the text is in
//! the language of the messages. Read next: `report/json`, `report/text`.

mod json;
mod place;
mod text;

use super::{open_project::OpenProject, outcome::Failure, terminal::Terminal};
use crate::{locale::Argument, report::Report};
use std::path::{Component, Path};

/// The file that `--report` names.
pub(super) struct ReportFile {
    /// Its path inside output/.
    name: String,
    json: bool,
}

impl ReportFile {
    /// Checks the path given, which is relative to the project's root (as we print paths) or absolute, and must be in output/.
    pub(super) fn from_path(path: &Path, project: &OpenProject, terminal: &Terminal) -> Result<Self, Failure> {
        let shown = path.display().to_string();
        let refuse = |id: &str| terminal.failure(id, &[("path", Argument::Text(&shown))]);
        let inside = path.strip_prefix(project.path()).unwrap_or(path);
        let mut parts = inside.components().filter(|part| *part != Component::CurDir);
        let first = parts.next();
        let rest: Vec<_> = parts
            .map(|part| match part {
                Component::Normal(name) => name.to_str(),
                Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
            })
            .collect::<Option<_>>()
            .ok_or_else(|| refuse("report-outside"))?;
        if first != Some(Component::Normal("output".as_ref())) || rest.is_empty() {
            return Err(refuse("report-outside"));
        }
        let ends_in = |extension: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(extension));
        if ends_in("pdf") || ends_in("epub") {
            return Err(refuse("report-names-a-book"));
        }
        Ok(Self { name: rest.join("/"), json: ends_in("json") })
    }

    /// Writes the reports of the tomes that were built, each with the tome's name.
    pub(super) fn write(&self, reports: &[(String, Report)], project: &OpenProject, terminal: &Terminal) -> Result<(), Failure> {
        let text = match self.json {
            true => json::render(reports, project.sources()),
            false => text::render(reports, project.sources(), &terminal.words),
        };
        let kilobytes = text.len().div_ceil(1000);
        let files = [(self.name.clone(), text.into_bytes().into())];
        for path in project.write_output(&files, terminal)? {
            if !terminal.writes_json() {
                let arguments = [("path", Argument::Text(&path)), ("kilobytes", kilobytes.into())];
                terminal.print_message(&terminal.say("build-file", &arguments))?;
            }
        }
        Ok(())
    }
}
