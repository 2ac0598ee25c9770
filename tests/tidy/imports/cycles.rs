//! Files that import each other, directly or through others.

use super::module_tree::Import;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// A strongly connected component of the graph of imports: each of its files imports itself through others.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cycle {
    /// Sorted by path.
    pub(crate) files: BTreeSet<String>,
    /// The imports between these files.
    pub(crate) imports: Vec<Import>,
}

/// The cycles among `imports`, sorted by their first file.
pub(crate) fn cycles(imports: &[Import]) -> Vec<Cycle> {
    let mut targets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for import in imports {
        targets.entry(&import.from).or_default().insert(&import.to);
    }
    let reachable: BTreeMap<&str, BTreeSet<&str>> = targets.keys().map(|file| (*file, reachable(file, &targets))).collect();
    let reaches = |from: &str, to: &str| reachable.get(from).is_some_and(|files| files.contains(to));
    let mut cycles: Vec<Cycle> = Vec::new();
    for file in targets.keys().filter(|file| reaches(file, file)) {
        if cycles.iter().any(|cycle| cycle.files.contains(*file)) {
            continue;
        }
        let files: BTreeSet<String> =
            reachable[file].iter().filter(|other| reaches(other, file)).map(|other| (*other).to_owned()).collect();
        let imports =
            imports.iter().filter(|import| files.contains(&import.from) && files.contains(&import.to)).cloned().collect();
        cycles.push(Cycle { files, imports });
    }
    cycles
}

/// The files that `file` imports, directly or through others; with itself when it is in a cycle.
fn reachable<'a>(file: &str, targets: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut pending: Vec<&str> = targets.get(file).into_iter().flatten().copied().collect();
    while let Some(file) = pending.pop() {
        if found.insert(file) {
            pending.extend(targets.get(file).into_iter().flatten());
        }
    }
    found
}

impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files: Vec<&str> = self.files.iter().map(String::as_str).collect();
        write!(f, "{} import each other:", files.join(", "))?;
        for Import { from, line, path, to } in &self.imports {
            write!(f, "\n    {from}:{line} imports {to}: {path}")?;
        }
        Ok(())
    }
}
