//! The desk of a project: opened for `make-book watch`, and spoken to by `make-book watch --at`.
//!
//! Its address lies in output/.cache, so that an editor's task finds it, and pages that are open come back when the desk is opened again.

use super::{
    arguments::General,
    environment,
    open_project::{OpenProject, no_project},
    outcome::{Failure, Outcome},
    programs,
    terminal::Terminal,
};
use crate::{
    locale::Argument,
    preview::{self, Desk, Editor, Shown},
    project,
};
use std::{
    path::{Path, PathBuf, absolute},
    sync::Arc,
};

/// The file in output/ with the address.
const FILE: &str = ".cache/desk";
/// Longest address, in bytes.
const LONGEST: u64 = 200;
/// How the editor is called when nobody says otherwise: editors of this family have an address for every file.
const EDITOR: &str = "vscode://file/{file}:{line}:{column}";

/// Opens the desk of a project at a port, if one is asked for, and notes its address. `editor` is the command that opens a file.
pub(super) fn open(project: &OpenProject, port: Option<u16>, editor: Option<&str>, terminal: &Terminal) -> Result<Desk, Failure> {
    let last = project.read_output(FILE, LONGEST).and_then(|bytes| String::from_utf8(bytes).ok());
    let command = editor.map(str::to_owned).or_else(environment::editor).unwrap_or_else(|| EDITOR.to_owned());
    let root = absolute(project.path()).unwrap_or_else(|_| project.path().to_owned());
    let editor: Editor = Arc::new(move |path, line, column| programs::edit(&command, &root.join(path), line, column));
    let desk = Desk::open(port, last.as_deref(), &terminal.words, editor).map_err(|preview::Failure(error)| {
        let (port, reason) = (port.unwrap_or(0).to_string(), error.to_string());
        let kind = match error.kind() {
            std::io::ErrorKind::AddrInUse => "taken",
            std::io::ErrorKind::PermissionDenied => "forbidden",
            _ => "other",
        };
        terminal.failure(
            "watch-cannot-open",
            &[("kind", Argument::Text(kind)), ("port", Argument::Text(&port)), ("reason", Argument::Text(&reason))],
        )
    })?;
    // Where it cannot be noted, `--at` finds no desk, and says so.
    let _ = project.write_private(FILE, desk.address().as_bytes());
    Ok(desk)
}

/// Has the desk of the project show the place `FILE:LINE:COLUMN`.
pub(super) fn show_at(general: &General, place: &str, terminal: &Terminal) -> Result<Outcome, Failure> {
    let here = PathBuf::from(".");
    let root = general.root.clone().or_else(|| project::find_root(&here));
    let root = root.ok_or_else(|| no_project(&here, terminal))?;
    let place = in_project(&root, place);
    let address = project::read_output(&root, FILE, LONGEST).and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(address) = address else { return Err(terminal.failure("watch-no-address", &[])) };
    match preview::show_at(&address, &place) {
        None => Err(terminal.failure("watch-none", &[])),
        Some(Shown { is_printed: false, .. }) => Err(terminal.failure("watch-unprinted", &[("place", Argument::Text(&place))])),
        Some(Shown { windows: 0, .. }) => {
            terminal.print_message(&terminal.say("watch-no-window", &[]))?;
            Ok(Outcome::Done)
        }
        Some(_) => Ok(Outcome::Done),
    }
}

/// A place with its file as a path from the root; a file that is not below the root as it is.
fn in_project(root: &Path, place: &str) -> String {
    let Some((file, line, column)) = preview::split_place(place) else { return place.to_owned() };
    let below = || {
        let (root, file) = (absolute(root).ok()?, absolute(file).ok()?);
        let parts = file.strip_prefix(&root).ok()?.components();
        parts.map(|part| part.as_os_str().to_str()).collect::<Option<Vec<_>>>().map(|parts| parts.join("/"))
    };
    format!("{}:{line}:{column}", below().filter(|path| !path.is_empty()).unwrap_or_else(|| file.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_from_the_root() {
        let root = Path::new("/livres/un");
        for (said, place) in [
            ("/livres/un/tome1/02 b.md:14:3", "tome1/02 b.md:14:3"),
            ("/livres/un/./tome1/02.md:14", "tome1/02.md:14:1"),
            ("tome1/02.md", "tome1/02.md:1:1"),
            ("/livres/deux/tome1/02.md:1:2", "/livres/deux/tome1/02.md:1:2"),
        ] {
            assert_eq!(in_project(root, said), place);
        }
    }
}
