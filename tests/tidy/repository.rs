//! The files of the repository, with paths as they are written in messages: from its root, with `/`.

use std::{collections::BTreeMap, path::Path};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of the file at `path`, which starts at the root of the repository.
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether `path` is a file.
pub(crate) fn is_file(path: &str) -> bool {
    root().join(path).is_file()
}

/// Whether `path` is a folder.
pub(crate) fn is_folder(path: &str) -> bool {
    root().join(path).is_dir()
}

/// The names of what the folder at `path` holds, sorted.
pub(crate) fn names(path: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The paths of all files in the folder at `path` and in its folders, sorted.
pub(crate) fn files(path: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for name in names(&folder) {
            let path = format!("{folder}/{name}");
            if is_folder(&path) {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The texts of the Rust files in the folder at `path`, by their paths.
pub(crate) fn rust_files(path: &str) -> BTreeMap<String, String> {
    let paths = files(path).into_iter().filter(|path| path.ends_with(".rs"));
    paths.map(|path| (path.clone(), read(&path))).collect()
}
