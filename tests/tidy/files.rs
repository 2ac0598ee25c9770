//! Each Rust file opens with what it owns. Each source file is short enough to be read at once.

use crate::repository::{files, read, rust_files};

/// A file with more lines must be listed. An inline `mod tests` at the end of a file of src is not counted.
const MOST_LINES: usize = 400;

/// Files with more lines, each with the reason. An entry whose file is shorter fails the test.
const LONG: &[(&str, &str)] = &[
    ("src/diagnostic/code.rs", "a flat table of codes"),
    ("src/manifest/format.rs", "a flat table of keys"),
    ("tests/conformance/broken.py", "flat tables of rules"),
];

/// The lines of a file of `path` that count.
fn lines(path: &str, text: &str) -> usize {
    let counted = if path.starts_with("src/") { text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text) } else { text };
    counted.lines().count()
}

#[test]
fn every_file_says_what_it_owns() {
    let files = ["src", "tests"].into_iter().flat_map(rust_files);
    let wrong: Vec<String> = files.filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    assert!(wrong.is_empty(), "these open without //!: {}", wrong.join(", "));
}

#[test]
fn files_are_short_or_say_why() {
    let mut wrong = Vec::new();
    let is_source = |path: &String| [".rs", ".py", ".mjs", ".java"].iter().any(|extension| path.ends_with(extension));
    let mut listed: Vec<&str> = LONG.iter().map(|(path, _)| *path).collect();
    for path in ["src", "tests"].into_iter().flat_map(files).filter(is_source) {
        let lines = lines(&path, &read(&path));
        let known = listed.contains(&path.as_str());
        listed.retain(|listed| *listed != path);
        match known {
            false if lines > MOST_LINES => {
                wrong.push(format!("{path} has {lines} lines: split it, or list it in LONG with the reason"))
            }
            true if lines <= MOST_LINES => wrong.push(format!("{path} has {lines} lines: take it out of LONG")),
            _ => {}
        }
    }
    wrong.extend(listed.iter().map(|path| format!("{path} is not there: take it out of LONG")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
