//! The memo of a tome, in output/.cache: what a build spares the next one. Whoever deletes it, loses a build's time.

use super::{root::Root, seal::PROGRAM, terminal::Terminal};
use crate::memo::Memo;

fn name(tome: &str) -> String {
    format!(".cache/{tome}.memo")
}

/// What the last build of a tome left; an empty memo when there was none, or it was another program's.
pub(super) fn read(root: &Root, tome: &str) -> Memo {
    root.read_output(&name(tome)).map_or_else(Memo::default, |bytes| Memo::from_bytes(bytes, PROGRAM))
}

/// Leaves what this build used and made to the next, when that is any news.
pub(super) fn write(root: &Root, tome: &str, memo: &Memo, terminal: &Terminal) {
    if memo.is_changed() {
        // A book is no worse for a memo that finds no room on the disk.
        if let Some(added) = memo.additions() {
            let _slower_next_time = root.append_output(&name(tome), &added);
            return;
        }
        let _slower_next_time = root.write_output(&[(name(tome), memo.to_bytes(PROGRAM).into())], terminal);
    }
}
