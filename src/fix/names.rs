//! Names of files that an editor or a system has made a little wrong: `01-preface.md.txt`, `02-x.MD`, `people.yml`.

use std::collections::{BTreeMap, BTreeSet};

/// The new names of those `paths` that have one and only one, if it is free.
pub(super) fn renames<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> BTreeMap<String, String> {
    let taken: BTreeSet<String> = paths.clone().map(str::to_lowercase).collect();
    let written: BTreeSet<&str> = paths.clone().collect();
    let mut renames: BTreeMap<String, String> = BTreeMap::new();
    for path in paths {
        let Some(name) = meant(path) else { continue };
        // Two files for one name are for the editor to choose from.
        let is_free = name.to_lowercase() == path.to_lowercase() || !taken.contains(&name.to_lowercase());
        if is_free && !written.contains(name.as_str()) && !renames.values().any(|other| *other == name) {
            renames.insert(path.to_owned(), name);
        }
    }
    renames
}

fn meant(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/')?;
    let small = name.to_lowercase();
    let small = small.strip_suffix(".txt").unwrap_or(&small);
    let stem = |ending: &str| name.get(..small.len() - ending.len());
    if folder == "book"
        && let Some(stem) = ["book", "people", "sponsors"]
            .into_iter()
            .find(|stem| small == format!("{stem}.yml") || small == format!("{stem}.yaml"))
    {
        return Some(format!("book/{stem}.yaml"));
    }
    let ending = [".md", ".markdown", ".mdown"].into_iter().find(|ending| small.ends_with(ending))?;
    stem(ending).filter(|stem| !stem.is_empty()).map(|stem| format!("{folder}/{stem}.md"))
}
