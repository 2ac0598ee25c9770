//! `--report FILE`: the typographic report as a file of output/, for a program or for a person.
//!
//! A name that ends in `.json` asks for JSON, any other for text. Numbers and places are those of `report`; the words are
//! in the language of the messages. Read next: `report/json`, `report/text`.

mod json;
mod place;
mod text;

use super::{Failure, root::Root, terminal::Terminal};
use crate::{locale::Argument, report::Report};
use std::path::{Component, Path};

/// A report that was asked for.
pub(super) struct Wanted {
    /// Its path inside output/.
    name: String,
    json: bool,
}

impl Wanted {
    /// Reads the path typed: from the project's root, as paths are printed, or absolute; in output/ in any case.
    pub(super) fn read(path: &Path, root: &Root, terminal: &Terminal) -> Result<Self, Failure> {
        let shown = path.display().to_string();
        let refused = |id: &str| terminal.failure(id, &[("path", Argument::Text(&shown))]);
        let inside = path.strip_prefix(root.path()).unwrap_or(path);
        let mut parts = inside.components().filter(|part| *part != Component::CurDir);
        let first = parts.next();
        let rest: Vec<_> = parts
            .map(|part| match part {
                Component::Normal(name) => name.to_str(),
                Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
            })
            .collect::<Option<_>>()
            .ok_or_else(|| refused("report-outside"))?;
        if first != Some(Component::Normal("output".as_ref())) || rest.is_empty() {
            return Err(refused("report-outside"));
        }
        let ends_in = |extension: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(extension));
        if ends_in("pdf") || ends_in("epub") {
            return Err(refused("report-names-a-book"));
        }
        Ok(Self { name: rest.join("/"), json: ends_in("json") })
    }

    /// Writes the reports of the tomes that were built, each with its name.
    pub(super) fn write(&self, reports: &[(String, Report)], root: &Root, terminal: &Terminal) -> Result<(), Failure> {
        let made = match self.json {
            true => json::render(reports, root.sources()),
            false => text::render(reports, root.sources(), &terminal.words),
        };
        let kilobytes = Argument::Number(i64::try_from(made.len().div_ceil(1000)).unwrap_or(i64::MAX));
        let files = [(self.name.clone(), made.into_bytes().into())];
        for path in root.write_output(&files, terminal)? {
            if !terminal.speaks_json() {
                terminal
                    .tell(&terminal.say("build-file", &[("path", Argument::Text(&path)), ("kilobytes", kilobytes.clone())]))?;
            }
        }
        Ok(())
    }
}
