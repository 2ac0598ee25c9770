//! Each dependency has its version and its reason on its line of the workspace's Cargo.toml, and one of our crates uses it.

use crate::repository::{names, read};
use std::collections::BTreeSet;

/// The lines `name = …` or `name.workspace = …` of each section of `manifest` whose header `is_wanted` accepts, with their names.
fn entries(manifest: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut section = "";
    for line in manifest.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            section = line;
        } else if let Some((name, _)) = line.split_once('=').filter(|_| is_wanted(section)) {
            found.push((name.trim().trim_end_matches(".workspace"), line));
        }
    }
    found
}

/// The manifests of our crates, by path.
fn manifests() -> Vec<(String, String)> {
    let members = names("src/crates").into_iter().map(|name| format!("src/crates/{name}/Cargo.toml"));
    members.chain(["Cargo.toml".to_owned()]).map(|path| (path.clone(), read(&path))).collect()
}

#[test]
fn every_dependency_says_why() {
    let text = read("Cargo.toml");
    let dependencies = entries(&text, |section| section == "[workspace.dependencies]");
    assert!(dependencies.len() > 40, "the dependencies of Cargo.toml are read");
    let is_silent = |line: &str| line.split_once('#').is_none_or(|(_, reason)| reason.trim().len() < 5);
    let wrong: Vec<&str> = dependencies.iter().map(|(_, line)| *line).filter(|line| is_silent(line)).collect();
    assert!(wrong.is_empty(), "without a reason: {}", wrong.join("\n"));
}

#[test]
fn every_dependency_is_used_and_has_one_version() {
    let text = read("Cargo.toml");
    let known: BTreeSet<&str> =
        entries(&text, |section| section == "[workspace.dependencies]").into_iter().map(|(name, _)| name).collect();
    let manifests = manifests();
    let is_own = |section: &str| section.ends_with("dependencies]") && section != "[workspace.dependencies]";
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for (path, text) in &manifests {
        for (name, line) in entries(text, is_own) {
            if !line.contains("workspace = true") {
                wrong.push(format!("{path}: {line}: its version belongs to the workspace"));
            }
            used.insert(name);
        }
    }
    wrong.extend(known.difference(&used).map(|name| format!("no crate uses {name}")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_obeys_the_lints() {
    assert!(read("Cargo.toml").contains("unsafe_code = \"forbid\""));
    for (path, text) in manifests() {
        assert!(text.contains("[lints]\nworkspace = true"), "{path}: the lints of the workspace");
    }
}
