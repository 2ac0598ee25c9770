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
    ("memo", ""),
    ("deflate", ""),
    ("diagnostic", "source locale"),
    ("book", "source"),
    ("picture", "source diagnostic book"),
    ("project", "source diagnostic"),
    ("manifest", "source diagnostic book"),
    ("markdown", "source diagnostic book"),
    ("assemble", "source diagnostic book picture manifest markdown locale"),
    ("typography", "source book"),
    ("check", "source diagnostic book manifest markdown assemble locale"),
    ("fonts", "source diagnostic book"),
    ("pagination", "book"),
    ("layout", "source diagnostic book memo fonts pagination locale"),
    ("raster", "book picture fonts layout source diagnostic pagination"),
    ("epub", "source diagnostic book memo deflate picture fonts pagination locale"),
    ("pdf", "source diagnostic book memo deflate picture fonts layout pagination raster locale"),
    ("dump", "source book fonts layout pagination markdown"),
    ("compile", "source diagnostic book memo manifest assemble typography check fonts layout raster epub pdf"),
    ("import", "source diagnostic"),
];

/// Files that may be longer than 800 lines, with the reason.
const LONG: &[(&str, &str)] =
    &[("src/diagnostic/code.rs", "a flat table of codes"), ("src/manifest/format.rs", "a flat table of keys")];

/// Codes without a case on the disk: why no project in the repository can show them, and the test that does.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("M042", "a file of 16 MiB", "src/project/tests.rs"),
    ("M043", "a link out of the project, which some systems cannot check out", "src/project/tests.rs"),
    ("M044", "two names that some disks hold to be one", "src/project/tests.rs"),
    ("I001 I002 I003 I004 I005 I006 I007 I008", "a page to import is not in a project", "src/import/tests.rs"),
    ("I009", "the command that imports reports it", "tests/suite/cli.rs"),
    ("I010", "the command that imports reports it", "tests/cases/cli/import/already-there/expected.txt"),
    ("E060", "a font whose maker forbids what we need", "src/epub/faces.rs"),
    ("E062", "a piece of code of 320 KB", "tests/suite/epub.rs"),
    ("P001", "F001 stops the work before a PDF is drawn", "src/pdf/tests.rs"),
    ("P003", "C020 and M041: such a character is not let into the text", "src/pdf/tests.rs"),
    ("P004", "F001: no face that we embed has such a character; a face of the project may", "src/pdf/tests.rs"),
    ("P005 P006", "a whole font, spoilt on purpose", "src/pdf/tests.rs"),
    ("P007", "C056: a picture without an alternative text stops the work", "src/pdf/tests.rs"),
    ("P008", "C018: a link without words shows its address", "src/pdf/tests.rs"),
    ("P009", "C032: a heading without words is left out", "src/pdf/tests.rs"),
    ("P010", "C058: a heading that skips a level is raised", "src/pdf/tests.rs"),
    ("P011", "M006 and M007: a book has a title", "src/pdf/tests.rs"),
    ("P012", "every volume has a section, and each section has its bookmark", "src/pdf/tests.rs"),
    ("P002 P013 P014", "mistakes of our own layout", "src/pdf/tests.rs"),
    ("P015", "C022: Markdown gives each row the cells of the first", "src/pdf/tests.rs"),
    ("P016", "C001: a link that leads nowhere stops the work", "src/pdf/tests.rs"),
    ("P017", "C009 and M029: names are made unique", "src/pdf/tests.rs"),
    ("P021", "a title of 32 KiB", "src/pdf/tests.rs"),
    ("P022", "mistakes of our own writer", "src/pdf/tests.rs"),
];

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
    let cases = root().join("tests/cases/diagnostics");
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let name = code.name();
        let folder = cases.join(name);
        let whole = folder.join("in").is_dir() && folder.join("short.txt").is_file();
        let elsewhere = ELSEWHERE.iter().find(|(codes, _, _)| codes.split(' ').any(|code| code == name));
        match elsewhere {
            None if !whole => wrong.push(format!("{name}: no tests/cases/diagnostics/{name}/ with in/ and short.txt")),
            Some(_) if folder.exists() => wrong.push(format!("{name}: it has a case, and needs no place in ELSEWHERE")),
            Some((_, _, file)) => {
                let text = std::fs::read_to_string(root().join(file)).unwrap();
                let variant = format!("{code:?}");
                if !text.contains(&format!("Code::{variant}"))
                    && ![format!("\"{name}\""), format!("[{name}]")].iter().any(|found| text.contains(found))
                {
                    wrong.push(format!("{name}: {file} does not name it"));
                }
            }
            None => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_case_is_for_a_code_that_does_not_exist() {
    for entry in std::fs::read_dir(root().join("tests/cases/diagnostics")).unwrap() {
        let case = entry.unwrap();
        let name = case.file_name().to_string_lossy().into_owned();
        assert!(Code::ALL.iter().any(|code| code.name() == name), "tests/cases/diagnostics/{name} is orphaned");
        for file in std::fs::read_dir(case.path()).unwrap() {
            let file = file.unwrap().file_name();
            assert!(file == "in" || file == "short.txt", "tests/cases/diagnostics/{name}/{} is orphaned", file.display());
        }
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
    // Commands of the command line's cases name theirs.
    for path in files(&root().join("tests/cases/cli"), "txt") {
        texts.push_str(&std::fs::read_to_string(path).unwrap());
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

#[test]
fn every_dependency_says_why() {
    let text = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut wrong = Vec::new();
    let mut found = 0;
    let mut section = "";
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && line.contains('=') && !line.starts_with('#') {
            found += 1;
            if line.split_once('#').is_none_or(|(_, reason)| reason.trim().len() < 5) {
                wrong.push(line);
            }
        }
    }
    assert!(found > 40, "the dependencies of Cargo.toml are read");
    assert!(wrong.is_empty(), "without a reason: {}", wrong.join("\n"));
    assert!(text.contains("unsafe_code = \"forbid\""));
}
