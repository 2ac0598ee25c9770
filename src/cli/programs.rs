//! The programs that the user has chosen for this machine: the browser and the editor. They are started and not waited for.
#![expect(
    clippy::disallowed_methods,
    reason = "`cli` opens the page in the browser and a file in the editor, when it is asked to"
)]

use std::{
    fmt::Write as _,
    path::Path,
    process::{Command, Stdio},
    thread,
};

/// The system's program that opens an address with what the user has chosen for it.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Opens an address; false when there is no program for that.
pub(super) fn open(address: &str) -> bool {
    start(Command::new(OPENER).arg(address))
}

/// Opens a file in the editor. In `command`, {file}, {line} and {column} stand for the place. What is an address is opened as one; else
/// the command is started with its words as they are, without a shell. False when it cannot be started.
pub(super) fn edit(command: &str, file: &Path, line: usize, column: usize) -> bool {
    if command.contains("://") {
        return open(&address(command, file, line, column));
    }
    let (line, column) = (line.to_string(), column.to_string());
    let name = file.to_string_lossy();
    let mut words = command.split_whitespace().map(|word| replaced(word, &name, &line, &column));
    let Some(program) = words.next() else { return false };
    let mut started = Command::new(program);
    started.args(words);
    if !command.contains("{file}") {
        started.arg(file);
    }
    start(&mut started)
}

/// The address of a place: the name of the file as addresses write it.
fn address(template: &str, file: &Path, line: usize, column: usize) -> String {
    let mut name = String::new();
    for byte in file.to_string_lossy().replace('\\', "/").trim_start_matches('/').bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' => name.push(char::from(byte)),
            // Writing into a string does not fail.
            other => drop(write!(name, "%{other:02X}")),
        }
    }
    let root = if file.to_string_lossy().starts_with('/') { "/" } else { "" };
    replaced(template, &format!("{root}{name}"), &line.to_string(), &column.to_string())
}

fn replaced(word: &str, file: &str, line: &str, column: &str) -> String {
    // The name comes last: it may hold braces of its own.
    word.replace("{line}", line).replace("{column}", column).replace("{file}", file)
}

/// Starts a program, and lets it go.
fn start(command: &mut Command) -> bool {
    let started = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    // Somebody must take note of its end.
    started.is_ok_and(|mut child| thread::Builder::new().spawn(move || child.wait()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_the_place_in_it() {
        let place = |template| address(template, Path::new("/livre/tome1/été {line}.md"), 3, 14);
        assert_eq!(
            place("vscode://file/{file}:{line}:{column}"),
            "vscode://file//livre/tome1/%C3%A9t%C3%A9%20%7Bline%7D.md:3:14"
        );
        assert_eq!(place("x://open?file={file}&line={line}"), "x://open?file=/livre/tome1/%C3%A9t%C3%A9%20%7Bline%7D.md&line=3");
    }

    #[test]
    fn what_cannot_be_started_is_told() {
        let place = Path::new("/livre/tome1/01.md");
        assert!(!edit("no-such-program-anywhere {file}", place, 1, 1) && !edit("  ", place, 1, 1));
    }
}
