//! No two files import each other, directly or through others, parent and child included: each can be read, tested and moved
//! without the files that import it.

use crate::{
    imports::{
        cycles::{Cycle, cycles},
        module_tree::ModuleTree,
    },
    repository::rust_files,
};

/// Modules of the library, and other crates, with circles that are still to be broken. A line whose last circle is gone must go too.
#[rustfmt::skip] // one line each, to be taken out
const KNOWN: &[&str] = &[
];

/// Crates by their roots, and the folder that has all their files.
const CRATES: &[(&str, &str)] = &[("src/lib.rs", "src"), ("tests/suite/main.rs", "tests"), ("tests/tidy/main.rs", "tests")];

fn circles() -> Vec<Cycle> {
    let crates = CRATES.iter().map(|(root, folder)| ModuleTree::read(&rust_files(folder), root));
    crates.flat_map(|tree| cycles(&tree.imports())).collect()
}

/// The folder of the files of a circle: `layout` for those of src/layout and src/layout.rs.
fn module(circle: &Cycle) -> &str {
    let mut modules = circle.files.iter().map(|file| file.split(['/', '.']).nth(1).unwrap_or_default());
    let first = modules.next().unwrap_or_default();
    if modules.all(|module| module == first) { first } else { "" }
}

#[test]
fn no_two_files_import_each_other() {
    let circles = circles();
    let (known, new): (Vec<_>, Vec<_>) = circles.iter().partition(|circle| KNOWN.contains(&module(circle)));
    let new: Vec<String> = new.iter().map(|circle| circle.to_string()).collect();
    assert!(new.is_empty(), "{}", new.join("\n"));
    let broken: Vec<_> = KNOWN.iter().filter(|name| known.iter().all(|circle| module(circle) != **name)).collect();
    assert!(broken.is_empty(), "the last circle is broken of {broken:?}: take them out of KNOWN in tests/tidy/circles.rs");
}
