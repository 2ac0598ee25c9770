//! Names the program by everything it is made of, so that what one version has left on a disk is never taken for another's
//! (`cli::seal`). The name depends on no path, clock or machine: two builds of one commit have the same.
#![allow(clippy::disallowed_methods, reason = "a build script reads the sources that it names")]

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
        gather(root, name.to_owned(), &mut files);
    }
    // Floating-point arithmetic and the standard library are the compiler's and the target's.
    let compiler = env::var("RUSTC").ok().and_then(|rustc| Command::new(rustc).arg("--version").output().ok());
    files.insert("rustc".to_owned(), compiler.map(|output| output.stdout).unwrap_or_default());
    for variable in ["TARGET", "OPT_LEVEL", "DEBUG"] {
        files.insert(variable.to_owned(), env::var(variable).unwrap_or_default().into_bytes());
    }
    let mut sums = [DefaultHasher::new(), DefaultHasher::new()];
    for (salt, sum) in (0..).zip(&mut sums) {
        sum.write_u8(salt);
        for (name, bytes) in &files {
            sum.write_usize(name.len());
            sum.write(name.as_bytes());
            sum.write_usize(bytes.len());
            sum.write(bytes);
        }
    }
    println!("cargo::rustc-env=MAKE_BOOK_PROGRAM={:016x}{:016x}", sums[0].finish(), sums[1].finish());
}

fn gather(root: &Path, name: String, files: &mut BTreeMap<String, Vec<u8>>) {
    let path = root.join(&name);
    match fs::read_dir(&path) {
        Ok(entries) => {
            for entry in entries.flatten() {
                gather(root, format!("{name}/{}", entry.file_name().to_string_lossy()), files);
            }
        }
        // What cannot be read, the compiler will complain of.
        Err(_) => drop(files.insert(name, fs::read(path).unwrap_or_default())),
    }
}
