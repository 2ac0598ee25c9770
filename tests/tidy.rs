//! What a machine can check of how the code is laid out: who imports whom, headers, lengths, cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read the sources")]

use make_book::diagnostic::Code;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// Each module with what it may import: the table of ARCHITECTURE.md.
const IMPORTS: &[(&str, &str)] = &[
    ("source", ""),
    ("locale", ""),
    ("diagnostic", "source locale"),
    ("book", "source"),
    ("project", "source diagnostic"),
    ("manifest", "source diagnostic book"),
    ("markdown", "source diagnostic book"),
    ("assemble", "source diagnostic book manifest markdown locale"),
    ("typography", "source book"),
    ("check", "source diagnostic book manifest markdown assemble locale"),
    ("fonts", "source diagnostic book"),
    ("pagination", "book"),
    ("layout", "source diagnostic book fonts pagination locale"),
    ("raster", "book fonts layout source diagnostic pagination"),
    ("epub", "source diagnostic book fonts pagination locale"),
    ("pdf", "source diagnostic book fonts layout pagination raster locale"),
    ("dump", "source book fonts layout pagination markdown"),
    ("compile", "source diagnostic book manifest assemble typography check fonts layout raster epub pdf"),
    ("import", "source diagnostic"),
];

/// Files that may be longer than 800 lines, with the reason.
const LONG: &[(&str, &str)] =
    &[("src/diagnostic/code.rs", "a flat table of codes"), ("src/manifest/format.rs", "a flat table of keys")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|known| known == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// The module of a file: `layout` for src/layout/page.rs.
fn module(path: &str) -> String {
    let inside = path.strip_prefix("src/").unwrap();
    inside.split(['/', '.']).next().unwrap().to_owned()
}

/// Every module that a text names as `crate::name`, also in `crate::{a, b::c}`.
fn named(text: &str) -> BTreeSet<String> {
    let name = |text: &str| text.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    let mut names = BTreeSet::new();
    for (at, found) in text.match_indices("crate::") {
        let rest = &text[at + found.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            names.insert(name(rest));
            continue;
        };
        let (mut depth, mut item) = (1, String::new());
        for character in list.chars() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 || (depth == 1 && character == ',') {
                names.insert(name(&item));
                item.clear();
            } else {
                item.push(character);
            }
            if depth == 0 {
                break;
            }
        }
    }
    names.remove("");
    names
}

#[test]
fn imports_go_up_the_table_only() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let path = shown(&path);
        // The façade and the command line may import anything; a unit test may build what its module takes.
        if matches!(path.as_str(), "src/lib.rs" | "src/main.rs") || path.starts_with("src/cli/") || path.ends_with("tests.rs") {
            continue;
        }
        let text = std::fs::read_to_string(root().join(&path)).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        let module = module(&path);
        let allowed = IMPORTS.iter().find(|(name, _)| *name == module).map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else {
            wrong.push(format!("{path}: the module {module} is not in the table"));
            continue;
        };
        for name in named(text) {
            if name != module && IMPORTS.iter().any(|(known, _)| *known == name) && !allowed.split(' ').any(|other| other == name)
            {
                wrong.push(format!("{path}: {module} may not import {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_owns_and_is_short() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests"] {
        for path in files(&root().join(folder), "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let (path, lines) = (shown(&path), text.lines().count());
            if !text.starts_with("//! ") {
                wrong.push(format!("{path}: opens without //!"));
            }
            if lines > 800 && LONG.iter().all(|(long, _)| *long != path) {
                wrong.push(format!("{path}: {lines} lines"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_its_case() {
    // Rules of an imported page need a page, not a project: tests of `import` report each.
    let missing: Vec<_> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| !name.starts_with('I'))
        .filter(|name| !root().join("tests/cases/diagnostics").join(name).join("in").is_dir())
        .collect();
    assert!(missing.is_empty(), "no tests/cases/diagnostics/CODE/in/ for {}", missing.join(", "));
}

#[test]
fn no_case_is_for_a_code_that_does_not_exist() {
    for entry in std::fs::read_dir(root().join("tests/cases/diagnostics")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(Code::ALL.iter().any(|code| code.name() == name), "tests/cases/diagnostics/{name} is orphaned");
    }
}

#[test]
fn every_fixture_is_used() {
    let mut texts = String::new();
    for folder in ["src", "tests"] {
        for path in files(&root().join(folder), "rs") {
            texts.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    let fixtures = root().join("tests/fixtures");
    let mut waiting = vec![fixtures];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                // A folder named by a test is used as a whole.
                if !texts.contains(&format!("fixtures/{name}\"")) {
                    waiting.push(path);
                }
            } else {
                assert!(texts.contains(&name), "{} is orphaned", shown(&path));
            }
        }
    }
}
