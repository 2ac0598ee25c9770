//! No two files import each other, directly or through others, parent and child included, so that a file can be read, tested and moved
//! without the files that import it.

use crate::{
    imports::{cycles::cycles, module_tree::ModuleTree},
    modules::ROOTS,
    repository::rust_files,
};

/// The root of each tree of modules, or the roots of the crates that part it, and the folder that has all its files.
const TREES: [(&[&str], &str); 3] = [(&ROOTS, "src"), (&["tests/suite/main.rs"], "tests"), (&["tests/tidy/main.rs"], "tests")];

#[test]
fn no_two_files_import_each_other() {
    let trees = TREES.iter().map(|(roots, folder)| ModuleTree::read_all(&rust_files(folder), roots));
    let cycles: Vec<String> = trees.flat_map(|tree| cycles(&tree.imports())).map(|cycle| cycle.to_string()).collect();
    assert!(cycles.is_empty(), "{}", cycles.join("\n"));
}
