//! The memo file of a tome, in output/.cache: the results that the next build reuses. Deleting it costs the time of a full build and
//! nothing else.

use super::{build_stamp::PROGRAM, open_project::OpenProject, terminal::Terminal};
use crate::memo::Memo;

fn name(tome: &str) -> String {
    format!(".cache/{tome}.memo")
}

/// The memo of the last build of a tome; empty when there is none, or when another version of the program wrote it.
pub(super) fn read(project: &OpenProject, tome: &str) -> Memo {
    project.read_output(&name(tome)).map_or_else(Memo::default, |bytes| Memo::from_bytes(bytes, PROGRAM))
}

/// Writes what this build used and computed for the next one, when that has changed.
pub(super) fn write(project: &OpenProject, tome: &str, memo: &Memo, terminal: &Terminal) {
    if memo.is_changed() {
        // An error is ignored: without a memo the next build is slower, but the book is the same.
        if let Some(added) = memo.additions() {
            let _ = project.append_output(&name(tome), &added);
            return;
        }
        let _ = project.write_output(&[(name(tome), memo.to_bytes(PROGRAM).into())], terminal);
    }
}
