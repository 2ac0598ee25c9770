//! Computes the fingerprint of the program, a hash of everything that it is compiled from, so that files written by another version
//! are never reused (`cli::build_stamp`, `cli::memo`). It depends on no path, clock or machine: two builds of the same commit have
//! the same fingerprint.
#![allow(clippy::disallowed_methods, reason = "a build script reads the sources")]

use std::{
    collections::BTreeMap,
    env, fs,
    hash::{DefaultHasher, Hasher as _},
    path::Path,
    process::Command,
};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let root = Path::new(&root);
    let mut files = BTreeMap::new();
    for name in ["src", "fonts", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={name}");
        read_files(root, name.to_owned(), &mut files);
    }
    // The compiler and the target decide floating-point arithmetic and the standard library.
    let compiler = env::var("RUSTC").ok().and_then(|rustc| Command::new(rustc).arg("--version").output().ok());
    files.insert("rustc".to_owned(), compiler.map(|output| output.stdout).unwrap_or_default());
    for variable in ["TARGET", "OPT_LEVEL", "DEBUG"] {
        files.insert(variable.to_owned(), env::var(variable).unwrap_or_default().into_bytes());
    }
    // Two salted hashes of 64 bits make one of 128.
    let mut hashers = [DefaultHasher::new(), DefaultHasher::new()];
    for (salt, hasher) in (0..).zip(&mut hashers) {
        hasher.write_u8(salt);
        for (name, bytes) in &files {
            hasher.write_usize(name.len());
            hasher.write(name.as_bytes());
            hasher.write_usize(bytes.len());
            hasher.write(bytes);
        }
    }
    println!("cargo::rustc-env=MAKE_BOOK_PROGRAM={:016x}{:016x}", hashers[0].finish(), hashers[1].finish());
}

/// Reads the file or folder `name`, and everything in it, into `files`.
fn read_files(root: &Path, name: String, files: &mut BTreeMap<String, Vec<u8>>) {
    let path = root.join(&name);
    match fs::read_dir(&path) {
        Ok(entries) => {
            for entry in entries.flatten() {
                read_files(root, format!("{name}/{}", entry.file_name().to_string_lossy()), files);
            }
        }
        // The compiler will report a file that cannot be read.
        Err(_) => drop(files.insert(name, fs::read(path).unwrap_or_default())),
    }
}
