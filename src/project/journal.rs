//! The journal of a change of inputs: which files are to be renamed, written before the first one is. A change that was interrupted
//! between two renames is completed by the next command, because all its files are on the disk by then.
//!
//! An editor may have worked in the meantime: a step that would lose his work is not made, and neither are those after it.
#![expect(clippy::disallowed_methods, reason = "`project` is the module that touches the disk")]

use super::{
    open::{Access, open_below},
    replace::{Staged, is_temporary, temporary},
};
use crate::source::hexadecimal;
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    io::{self, Read as _, Write as _},
    path::{Component, Path},
};

/// Its name in the project's folder.
const NAME: &str = ".make-book-journal";

/// Most bytes of a journal that are read, and of a file that it names.
const LONGEST: u64 = 64 << 20;

/// Whether a change of the inputs in `root` was interrupted, or is being made.
pub(super) fn exists(root: &Path) -> bool {
    root.join(NAME).symlink_metadata().is_ok_and(|metadata| metadata.is_file())
}

/// Writes the journal of the renames to come; `before` says what each place holds, none for a new file.
///
/// # Errors
/// When the disk fails.
pub(super) fn write(root: &Path, staged: &[Staged], before: &[Option<&[u8]>]) -> io::Result<()> {
    let relative = |path: &Path| path.strip_prefix(root).ok().and_then(Path::to_str).map(str::to_owned);
    let mut steps = Vec::new();
    for (file, before) in staged.iter().zip(before) {
        // Where a name is not Unicode there is no journal: the renames are made without.
        let beside = file.file.path().file_name().map(|name| file.place.with_file_name(name));
        let (Some(from), Some(to)) = (beside.and_then(|path| relative(&path)), relative(&file.place)) else { return Ok(()) };
        steps.push(serde_json::json!({ "from": from, "to": to, "before": before.map(digest) }));
    }
    let mut file = temporary(root)?;
    file.write_all(serde_json::Value::from(steps).to_string().as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(root.join(NAME)).map_err(|error| error.error)?;
    Ok(())
}

/// Removes the journal: its change is made, or was given up.
pub(super) fn remove(root: &Path) {
    // One that stays names temporary files that do not exist, and does no harm.
    let _ = fs::remove_file(root.join(NAME));
}

/// Completes the change of an interrupted journal in `root`, a path without links. The caller holds the lock of the inputs.
pub(super) fn complete(root: &Path) {
    let steps = read(root, NAME).and_then(|bytes| serde_json::from_slice::<Vec<serde_json::Value>>(&bytes).ok());
    let mut is_possible = true;
    for step in steps.into_iter().flatten() {
        let path = |key: &str| step.get(key)?.as_str().filter(|path| is_inside(path));
        let (Some(from), Some(to)) = (path("from"), path("to")) else { break };
        let (temporary, place) = (root.join(from), root.join(to));
        let is_own = temporary.parent() == place.parent() && temporary.file_name().is_some_and(is_temporary);
        if !is_own || !temporary.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
            // This step was made.
            continue;
        }
        let before = step.get("before").and_then(serde_json::Value::as_str);
        is_possible &= match before {
            Some(before) => read(root, to).is_some_and(|bytes| digest(without_mark(&bytes)) == before),
            None => place.symlink_metadata().is_err(),
        };
        is_possible = is_possible && fs::rename(&temporary, &place).is_ok();
        if !is_possible {
            let _ = fs::remove_file(&temporary);
        }
    }
    remove(root);
}

/// The bytes of an ordinary file below `root`.
fn read(root: &Path, path: &str) -> Option<Vec<u8>> {
    let (file, metadata) = open_below(root, &root.join(path), Access::Read).ok()?;
    let mut bytes = Vec::new();
    (metadata.len() <= LONGEST).then(|| file.take(LONGEST).read_to_end(&mut bytes).ok())??;
    Some(bytes)
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn is_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A change of three files of which the first `done` are renamed; then the process ends without a word.
    fn interrupted(root: &Path, done: usize) -> Vec<PathBuf> {
        fs::create_dir(root.join("book")).expect("a folder");
        fs::write(root.join("book/book.yaml"), "old").expect("a file");
        let before: [Option<&[u8]>; 3] = [None, Some(b"old"), None];
        let stage = |name: &str| {
            let mut file = temporary(&root.join("book")).expect("a file");
            file.write_all(b"new").expect("written");
            Staged { file, place: root.join("book").join(name), is_new: name != "book.yaml" }
        };
        let staged: Vec<Staged> = ["a.md", "book.yaml", "b.md"].map(stage).into();
        write(root, &staged, &before).expect("written");
        let places = staged.iter().map(|file| file.place.clone()).collect();
        for (number, Staged { file, place, .. }) in staged.into_iter().enumerate() {
            if number < done {
                file.persist(place).expect("renamed");
            } else {
                file.keep().expect("kept");
            }
        }
        places
    }

    #[test]
    fn a_change_is_completed_wherever_it_was_interrupted() {
        for done in 0..=3 {
            let folder = tempfile::tempdir().expect("a folder");
            let root = folder.path().canonicalize().expect("there");
            let places = interrupted(&root, done);
            assert!(exists(&root));
            complete(&root);
            assert!(places.iter().all(|place| fs::read_to_string(place).is_ok_and(|text| text == "new")), "{done}");
            assert_eq!(fs::read_dir(root.join("book")).expect("listed").count(), 3, "no temporary file is left");
            assert!(!exists(&root));
        }
    }

    #[test]
    fn what_was_changed_by_hand_meanwhile_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("there");
        interrupted(&root, 1);
        fs::write(root.join("book/book.yaml"), "by hand").expect("a file");
        complete(&root);
        assert_eq!(fs::read_to_string(root.join("book/book.yaml")).expect("there"), "by hand");
        assert!(!root.join("book/b.md").exists() && !exists(&root));
        assert_eq!(fs::read_dir(root.join("book")).expect("listed").count(), 2);
    }

    #[test]
    fn a_journal_leads_nowhere_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("root").canonicalize().unwrap_or_else(|_| {
            fs::create_dir(folder.path().join("root")).expect("a folder");
            folder.path().join("root").canonicalize().expect("there")
        });
        fs::write(root.join(".make-book-x.tmp"), "x").expect("a file");
        fs::write(root.join("plain"), "x").expect("a file");
        for (from, to) in [(".make-book-x.tmp", "../out"), ("plain", "moved"), ("/etc/hostname", "hostname")] {
            let steps = serde_json::json!([{ "from": from, "to": to, "before": null }]);
            fs::write(root.join(NAME), steps.to_string()).expect("a file");
            complete(&root);
        }
        let mut names: Vec<_> = fs::read_dir(&root).expect("listed").flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        assert_eq!(names, [".make-book-x.tmp", "plain"]);
        assert!(!folder.path().join("out").exists());
    }
}
