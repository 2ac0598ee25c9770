//! How tests run the program, with messages in English.

use std::{
    path::Path,
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

/// Takes away the words « À REMPLACER : », as an editor does who has written something in the place of those after them.
pub(super) fn write_words(book: &Path) {
    for folder in std::fs::read_dir(book).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|extension| extension == "md" || extension == "yaml") {
                let text = std::fs::read_to_string(&path).unwrap();
                std::fs::write(path, text.replace("À REMPLACER : ", "").replace("TO REPLACE: ", "")).unwrap();
            }
        }
    }
}
