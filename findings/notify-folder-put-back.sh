#!/usr/bin/env bash
# notify 8.2.2 (Linux, inotify): a folder that is watched by itself, and whose parent is watched by itself too, is watched no more once it
# has been renamed away and back, although the same folder (same inode) lies under the same name. Neither the events (From, To, Both)
# nor an error say so: only the next saves in it are missing. A folder that is not watched through its parent keeps its watch, and so does
# one under a recursive watch. One would guess that an inotify watch, which belongs to the inode, goes with the folder and comes back with it;
# the library removes it when its parent tells that the name has moved.
#
# What follows for a watcher of single folders: after each gathering ask for every folder again (asking twice does no harm).
#
# Output seen (a save in the folder before and after it was moved away and back; how many events named the file):
#   both watched: before true, after false
#   folder alone: before true, after true
#   recursive: before true, after true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p src
cat > Cargo.toml <<'TOML'
[package]
name = "put-back"
version = "0.0.0"
edition = "2021"
[dependencies]
notify = "=8.2.2"
TOML
cat > src/main.rs <<'RUST'
use notify::{Event, EventKind, RecursiveMode::{self, NonRecursive, Recursive}, Watcher};
use std::{fs, path::Path, sync::mpsc::{channel, Receiver}, time::Duration};

/// Whether a change of a file is told after it is written.
fn is_told(events: &Receiver<notify::Result<Event>>, file: &Path, text: &str) -> bool {
    while events.recv_timeout(Duration::from_millis(500)).is_ok() {}
    fs::write(file, text).unwrap();
    let mut told = false;
    while let Ok(event) = events.recv_timeout(Duration::from_secs(2)) {
        let event = event.unwrap();
        told |= matches!(event.kind, EventKind::Modify(_)) && event.paths.iter().any(|path| path == file);
    }
    told
}

fn run(name: &str, root: &Path, watches: &[(&str, RecursiveMode)]) {
    let (folder, away) = (root.join("folder"), root.parent().unwrap().join("away"));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("file");
    fs::write(&file, "0").unwrap();
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).unwrap();
    for (path, mode) in watches {
        watcher.watch(&root.join(path), *mode).unwrap();
    }
    let before = is_told(&events, &file, "1");
    fs::rename(&folder, &away).unwrap();
    fs::rename(&away, &folder).unwrap();
    let after = is_told(&events, &file, "2");
    println!("{name}: before {before}, after {after}");
}

fn main() {
    let here = std::env::current_dir().unwrap();
    run("both watched", &here.join("one/root"), &[("", NonRecursive), ("folder", NonRecursive)]);
    run("folder alone", &here.join("two/root"), &[("folder", NonRecursive)]);
    run("recursive", &here.join("three/root"), &[("", Recursive)]);
}
RUST
cargo build --quiet
said=$(./target/debug/put-back)
printf '%s\n' "$said"
[ "$said" = "both watched: before true, after false
folder alone: before true, after true
recursive: before true, after true" ]
