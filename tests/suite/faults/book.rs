//! A small book on the disk: how it is made, edited and built, and the files of its build.

use crate::program::{run, write_words};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// A new book in a folder of its own, and the path of its only text.
pub(super) fn book() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(run(place.path(), &["new", "book", "livre"]).0, Some(0));
    let book = place.path().join("livre");
    write_words(&book);
    let text = book.join("tome1/01-first-text.md");
    (place, book, text)
}

/// The files of output/ by name, without those of its folders, such as the cache.
pub(super) fn output(book: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(book.join("output")).unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    files.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

pub(super) fn build(book: &Path) -> BTreeMap<String, Vec<u8>> {
    let (status, said) = run(book, &["tome1"]);
    assert_eq!(status, Some(0), "{said}");
    output(book)
}

/// Adds a paragraph to a text.
pub(super) fn edit(text: &Path, words: &str) {
    let written = fs::read_to_string(text).unwrap();
    fs::write(text, format!("{written}\n{words}\n")).unwrap();
}
