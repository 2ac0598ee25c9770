//! Which files an import is about.

use crate::cli::{open_project::disk_failure, outcome::Failure, terminal::Terminal};
use crate::{locale::Argument, project};
use std::path::PathBuf;

/// Maximal size of a page, in bytes; a text of a book has some 20,000.
pub(super) const MAX_SIZE: u64 = 16 << 20;

/// Maximal size of a document with its pictures, in bytes.
pub(super) const MAX_DOCUMENT: u64 = 512 << 20;

/// Maximal size of a picture beside a page, in bytes.
pub(super) const MAX_PICTURE: u64 = 64 << 20;

/// Most files of a folder.
const MAX_FILES: usize = 5_000;

/// The files that were named.
pub(super) struct Found {
    pub(super) paths: Vec<PathBuf>,
    /// Whether there may be several texts, which are then listed and not shown.
    pub(super) are_many: bool,
}

/// The files, and those in folders, in the order of their names; folders in folders are only named.
pub(super) fn find(named: &[PathBuf], terminal: &Terminal) -> Result<Found, Failure> {
    let mut found = Found { paths: Vec::new(), are_many: named.len() > 1 };
    for path in named {
        let listed = project::list_folder(path, MAX_FILES).map_err(|error| disk_failure(&error, terminal))?;
        let Some(listed) = listed else {
            found.paths.push(path.clone());
            continue;
        };
        found.are_many = true;
        let shown = path.display().to_string();
        if listed.is_cut {
            return Err(terminal.failure("import-too-many", &[("path", Argument::Text(&shown)), ("limit", MAX_FILES.into())]));
        }
        for folder in &listed.folders {
            let folder = folder.display().to_string();
            terminal.print_message(&terminal.say("import-folder-skipped", &[("path", Argument::Text(&folder))]))?;
        }
        if listed.files.is_empty() {
            return Err(terminal.failure("import-empty-folder", &[("path", Argument::Text(&shown))]));
        }
        found.paths.extend(listed.files);
    }
    Ok(found)
}
