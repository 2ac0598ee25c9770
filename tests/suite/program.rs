//! How tests run the program, with messages in English, and the files around it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_make-book");

/// The command that runs the program in `folder`.
pub(super) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder).env("LC_ALL", "en").env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    command
}

/// The exit status (none after a signal) and all that was printed.
pub(super) fn answer(output: &Output) -> (Option<i32>, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

/// Runs the program in `folder`. Returns its `answer`.
pub(super) fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    answer(&command(folder, arguments).output().unwrap())
}

/// Writes a project of two volumes with the same texts, each a name and its lines: book.yaml, people.yaml, and the tome.yaml of the first. The
/// second has the other number, and none of its ISBNs.
pub(super) fn write_two_volumes(folder: &Path, [book, people, tome]: [&str; 3], texts: &[(&str, &str)]) {
    let lines = tome.lines().filter(|line| !line.starts_with("isbn:"));
    let second = lines.collect::<Vec<_>>().join("\n").replace("number: 1", "number: 2") + "\n";
    let declared = [
        ("book", "book.yaml", book),
        ("book", "people.yaml", people),
        ("tome1", "tome.yaml", tome),
        ("tome2", "tome.yaml", &second),
    ];
    let of_both = texts.iter().flat_map(|&(name, text)| ["tome1", "tome2"].map(|tome| (tome, name, text)));
    for (place, name, text) in declared.into_iter().chain(of_both) {
        fs::create_dir_all(folder.join(place)).unwrap();
        fs::write(folder.join(place).join(name), text).unwrap();
    }
}

/// All files below `folder`, by their paths from it.
pub(super) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Takes away the words « À REMPLACER : », as an editor does who has written something in the place of those after them.
pub(super) fn write_words(book: &Path) {
    for folder in fs::read_dir(book).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|extension| extension == "md" || extension == "yaml") {
                let text = fs::read_to_string(&path).unwrap();
                fs::write(path, text.replace("À REMPLACER : ", "").replace("TO REPLACE: ", "")).unwrap();
            }
        }
    }
}
