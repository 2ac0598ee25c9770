//! No two files import each other, directly or through others, parent and child included, so that a file can be read, tested and moved
//! without the files that import it.

use crate::{
    imports::{cycles::cycles, module_tree::ModuleTree},
    repository::rust_files,
};

/// The root of each crate, and the folder that has all its files.
const CRATES: &[(&str, &str)] = &[("src/lib.rs", "src"), ("tests/suite/main.rs", "tests"), ("tests/tidy/main.rs", "tests")];

#[test]
fn no_two_files_import_each_other() {
    let crates = CRATES.iter().map(|(root, folder)| ModuleTree::read(&rust_files(folder), root));
    let cycles: Vec<String> = crates.flat_map(|tree| cycles(&tree.imports())).map(|cycle| cycle.to_string()).collect();
    assert!(cycles.is_empty(), "{}", cycles.join("\n"));
}
