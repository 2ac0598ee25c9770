//! What authors hand in, damaged: the promises of tests/fuzz/documents.rs, for the cases that are kept, for those of tests/cases/import,
//! and for each of them cut, doubled and spoilt in some hundred ways.

#[path = "../fuzz/documents.rs"]
mod documents;

use std::path::{Path, PathBuf};

/// Panics when `data` breaks it.
type Promise = fn(&[u8]);

const TARGETS: [(&str, Promise); 4] =
    [("docx", documents::docx), ("odt", documents::odt), ("wxr", documents::wxr), ("eml", documents::eml)];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The kept inputs of each target.
fn inputs(target: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(root().join("fuzz/cases").join(target)).into_iter().flatten() {
        found.push(entry.unwrap().path());
    }
    for case in std::fs::read_dir(root().join("cases/import")).unwrap().map(|entry| entry.unwrap().path()) {
        for name in [format!("document.{target}.parts"), format!("document.{target}"), format!("document.f{target}")] {
            found.extend(Some(case.join(name)).filter(|path| path.is_file()));
        }
    }
    found.sort();
    found
}

fn keeps(promise: Promise, data: &[u8], what: &str) {
    let held = std::panic::catch_unwind(|| promise(data));
    assert!(held.is_ok(), "{what} breaks its promise");
}

#[test]
fn kept_documents_hold() {
    for (target, promise) in TARGETS {
        let inputs = inputs(target);
        assert!(!inputs.is_empty(), "{target} has no input");
        for path in inputs {
            keeps(promise, &std::fs::read(&path).unwrap(), &path.display().to_string());
        }
    }
}

#[test]
fn damaged_documents_hold() {
    // A generator of ours (xorshift), so that each run tries the same.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit.max(1) as u64).unwrap()
    };
    for (target, promise) in TARGETS {
        for path in inputs(target) {
            let whole = std::fs::read(&path).unwrap();
            for turn in 0..4 {
                let mut data = whole.clone();
                let (from, length) = (next(data.len()), 1 + next(400));
                let to = (from + length).min(data.len());
                match turn {
                    0 => data.truncate(from),
                    1 => drop(data.drain(from..to)),
                    2 => {
                        let piece = data[from..to].to_vec();
                        let at = next(data.len());
                        data.splice(at..at, piece);
                    }
                    _ => {
                        for _ in 0..8 {
                            let at = next(data.len());
                            data[at] = b"<>&;/\"=\x00\xff[]:\nA0"[next(15)];
                        }
                    }
                }
                keeps(promise, &data, &format!("{} ({turn}, {from}, {length})", path.display()));
            }
        }
    }
}
