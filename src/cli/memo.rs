//! The memo file of a tome, in output/.cache: the results that the next build reuses. Deleting it costs the time of a full build and
//! nothing else, so that a failure to read or write it is none of the build's.

use super::{build_stamp::PROGRAM, open_project::OpenProject};
use crate::{memo::Memo, project};

/// Largest memo that is read or written, in bytes: that of the largest book allowed takes less, and it is read into memory.
const LIMIT: usize = 1 << 30;

fn name(tome: &str) -> String {
    format!(".cache/{tome}.memo")
}

/// The memo of the last build of a tome; empty when there is none, or when another version of the program wrote it.
pub(super) fn read(project: &OpenProject, tome: &str) -> Memo {
    project.read_output(&name(tome), LIMIT as u64).map_or_else(Memo::default, |bytes| Memo::from_bytes(bytes, PROGRAM))
}

/// Writes what this build used and computed for the next one, when that has changed.
pub(super) fn write(project: &OpenProject, tome: &str, memo: &Memo) -> Result<(), project::Error> {
    if !memo.is_changed() {
        return Ok(());
    }
    if memo.additions().is_some_and(|added| project.append_output(&name(tome), &added)) {
        return Ok(());
    }
    let bytes = memo.to_bytes(PROGRAM);
    if bytes.len() > LIMIT { Ok(()) } else { project.write_cache(name(tome), bytes) }
}
