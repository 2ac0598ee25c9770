//! Modules import what the table of ARCHITECTURE.md lets them import, and nothing else.

use crate::{
    imports::module_tree::{ModuleTree, NamedPath},
    repository::{read, rust_files},
};
use std::collections::BTreeSet;

/// Each module with what it may import: the table of ARCHITECTURE.md, row by row.
const IMPORTS: &[(&str, &str)] = &[
    ("source", ""),
    ("locale", ""),
    ("memo", "source"),
    ("deflate", ""),
    ("diagnostic", "source locale"),
    ("book", "source"),
    ("picture", "source diagnostic book"),
    ("bibtex", "book"),
    ("project", "source diagnostic"),
    ("manifest", "source diagnostic book"),
    ("markdown", "source diagnostic book"),
    ("assemble", "source diagnostic book memo picture manifest markdown locale"),
    ("typography", "source book memo"),
    ("check", "source diagnostic book manifest markdown locale"),
    ("fonts", "source diagnostic book"),
    ("pagination", "book"),
    ("typeset", "source diagnostic book fonts"),
    ("layout", "source diagnostic book memo fonts pagination locale typeset"),
    ("report", "source diagnostic book memo fonts pagination locale typeset layout"),
    ("raster", "source diagnostic book picture fonts pagination typeset layout"),
    ("epub", "source diagnostic book memo deflate picture fonts pagination locale"),
    ("pdf", "source bibtex diagnostic book memo deflate picture fonts typeset layout pagination raster locale"),
    ("release", "source bibtex book picture epub pagination locale"),
    ("dump", "source book fonts typeset layout pagination markdown"),
    (
        "compile",
        "source diagnostic book memo manifest assemble typography check fonts typeset layout report raster epub pdf pagination",
    ),
    ("import", "source diagnostic"),
    ("watch", "project"),
    ("preview", "source book fonts pagination typeset layout raster epub compile locale"),
    ("fix", "source diagnostic book manifest"),
    ("cli", ANYTHING),
];

/// What the command line may import, and nothing else.
const ANYTHING: &str = "anything";

/// The module of a file: `layout` for src/layout/page.rs.
fn module(path: &str) -> &str {
    path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
}

fn is_module(name: &str) -> bool {
    IMPORTS.iter().any(|(module, _)| *module == name)
}

/// The roots of our crates, those on which others stand first.
pub(crate) const ROOTS: [&str; 6] =
    ["src/lib_base.rs", "src/lib_import.rs", "src/lib_front.rs", "src/lib_back.rs", "src/lib_desk.rs", "src/lib.rs"];

fn library() -> ModuleTree {
    ModuleTree::read_all(&rust_files("src"), &ROOTS)
}

#[test]
fn modules_import_what_the_table_lets_them_import() {
    let mut wrong = Vec::new();
    for NamedPath { file, line, segments } in library().named_paths() {
        let (module, named) = (module(&file), segments.first().map_or("", String::as_str));
        let Some((_, allowed)) = IMPORTS.iter().find(|(name, _)| *name == module) else { continue };
        if named != module && is_module(named) && *allowed != ANYTHING && !allowed.split(' ').any(|allowed| allowed == named) {
            wrong.push(format!("{file}:{line}: {module} may not import {named}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_go_up_the_table_only() {
    for (row, (module, allowed)) in IMPORTS.iter().enumerate() {
        for name in allowed.split_whitespace().filter(|name| *name != ANYTHING) {
            assert!(IMPORTS[..row].iter().any(|(above, _)| *above == name), "{module} may import {name}, which is not above it");
        }
    }
}

#[test]
fn every_module_has_its_row() {
    let declared: BTreeSet<String> = library().top_modules().map(str::to_owned).collect();
    let rows: BTreeSet<String> = IMPORTS.iter().map(|(module, _)| (*module).to_owned()).collect();
    assert_eq!(declared, rows, "the modules of the crates, and those of the table");
}

#[test]
fn the_table_is_that_of_the_architecture() {
    let text = read("ARCHITECTURE.md");
    let table = text.lines().skip_while(|line| !line.starts_with("| Module |")).skip(2).take_while(|line| line.starts_with('|'));
    let documented: Vec<(String, String)> = table
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            (cells[0].trim_matches('`').to_owned(), cells[cells.len() - 1].to_owned())
        })
        .collect();
    let rows = IMPORTS.iter().map(|(module, allowed)| {
        let allowed = if allowed.is_empty() { "—".to_owned() } else { allowed.replace(' ', ", ") };
        ((*module).to_owned(), allowed)
    });
    assert_eq!(documented, rows.collect::<Vec<_>>(), "the table of ARCHITECTURE.md, and IMPORTS");
}
