//! What reaches the terminal: names and values of the input never command it, and a message quotes a line at most.

use super::book::{book, edit};
use crate::program::{answer, command, run};
use std::{ffi::OsStr, fs, os::unix::ffi::OsStrExt as _};

/// Characters that a terminal obeys, as they may be in a file name.
const COMMANDS: &str = "03-\u{1b}[31m\u{7}\u{9b}5n\u{7f}\u{202e}\u{2028}\nb.md";

/// Whether nothing in a message commands the terminal, but for colours of ours.
fn is_harmless(said: &str) -> bool {
    let mut rest = said.to_owned();
    for colours in 0..200 {
        rest = rest.replace(&format!("\u{1b}[{colours}m"), "").replace(&format!("\u{1b}[1;{colours}m"), "");
    }
    let obeyed = |character: char| character.is_control() && character != '\n' || "\u{202e}\u{2028}".contains(character);
    !rest.contains(obeyed)
}

#[test]
fn no_file_name_commands_the_terminal() {
    let (_place, book, text) = book();
    edit(&text, "Un lien vers [\u{9b}2J](a\u{7f}b.md) et un signe \u{85}.");
    fs::write(book.join("tome1").join(COMMANDS), "---\ntitle: x\n---\n").unwrap();
    std::os::unix::fs::symlink("nowhere", book.join("tome1/04-\u{1b}c\n.md")).unwrap();
    for format in ["human", "short", "json"] {
        for colour in ["always", "never"] {
            for arguments in [&["check"][..], &["tome1"], &["status"]] {
                let options = ["--color", colour, "--message-format", format];
                let (_, said) = run(&book, &[arguments, &options].concat());
                let said = if colour == "always" { said } else { said.replace("\u{1b}[", "raw") };
                assert!(is_harmless(&said), "{format} {colour} {arguments:?}: {said:?}");
            }
        }
    }
    let (_, said) = run(&book, &["check", "--message-format", "short"]);
    let lines = said.lines().filter(|line| line.contains("[M0")).count();
    assert!(said.contains("tome1/03-␛[31m␇\u{fffd}5n␡\u{fffd}\u{fffd}␊b.md: error[M044]"), "{said}");
    assert_eq!(lines, said.matches("[M0").count(), "a message is a line: {said}");
    // A program reads the name as it is.
    let (_, said) = run(&book, &["check", "--message-format", "json"]);
    let path = format!("tome1/{COMMANDS}");
    let objects = said.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    assert!(objects.into_iter().any(|object| object["path"] == path.as_str()), "{said}");
}

#[test]
fn no_argument_commands_the_terminal() {
    let (_place, book, _text) = book();
    for arguments in [&["\u{1b}[2J"][..], &["--form\u{9b}at"], &["explain", "\u{7}"], &["import", "\u{1b}c", "--tome", "tome1"]] {
        let (status, said) = run(&book, arguments);
        assert_eq!(status, Some(2), "{said}");
        assert!(is_harmless(&said) && !said.contains('\u{1b}'), "{said:?}");
    }
}

#[test]
fn a_message_quotes_a_line_at_most() {
    let (_place, book, text) = book();
    let long = "a".repeat(50_000);
    edit(&text, &format!("![Un carré](data:image/png;base64,{long}) et [ceci]({long}.md) {{#{long}}}."));
    for format in ["human", "short", "json"] {
        let (_, said) = run(&book, &["check", "--message-format", format]);
        assert!(said.len() < 20_000, "{format}: {} bytes", said.len());
    }
    let page = book.join("page.html");
    fs::write(&page, format!("<h1>Un titre</h1><p>Un texte <img src='data:image/png;base64,{long}' alt='{long}'> suit."))
        .unwrap();
    let (_, said) = run(&book, &["import", "page.html", "--tome", "tome1", "--author", "Ann Ée"]);
    assert!(said.len() < 4_000 && said.contains("[I006]"), "{said}");
}

#[test]
fn an_error_of_the_book_file_is_the_books() {
    let (_place, book, _text) = book();
    let file = book.join("book/book.yaml");
    let good = fs::read_to_string(&file).unwrap();
    for bad in ["- a\n- list\n".to_owned(), good.replace("[tome1]", "[Tome 1]"), good.replace("[tome1]", "{ a: b }")] {
        fs::write(&file, bad).unwrap();
        for arguments in [&["tome1"][..], &["check", "tome1"], &["status", "tome1"], &["new", "text", "Un", "--tome", "tome1"]] {
            let (status, said) = run(&book, arguments);
            assert_eq!(status, Some(1), "{arguments:?}: {said}");
            assert!(said.contains("book/book.yaml"), "{arguments:?}: {said}");
        }
    }
    fs::write(&file, good).unwrap();
    assert_eq!(run(&book, &["tome7"]).0, Some(2), "a wrong name is the user's mistake");
}

#[test]
fn a_name_that_others_use_makes_no_tome() {
    let (_place, book, _text) = book();
    let listed = |folder| fs::read_dir(folder).unwrap().count();
    let before = listed(&book);
    for name in ["fonts", "output", "book", "aux", "lpt1", "check", "import", "help"] {
        let (status, said) = run(&book, &["new", "tome", name]);
        assert_eq!(status, Some(2), "{name}: {said}");
        assert!(said.contains(&format!("‘{name}’ cannot name")), "{name}: {said}");
    }
    assert_eq!(listed(&book), before);
    assert_eq!(run(&book, &["new", "tome", "console"]).0, Some(0));
}

#[test]
fn a_nonsensical_environment_is_refused_or_bounded() {
    let (_place, book, _text) = book();
    let mut odd = command(&book, &["tome1"]);
    let (status, said) = answer(&odd.env("SOURCE_DATE_EPOCH", OsStr::from_bytes(b"17\xff")).output().unwrap());
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("SOURCE_DATE_EPOCH must be a number"), "{said}");
    for threads in ["1", "0", "-3", "70000", "99999999999999999999999", ""] {
        let began = std::time::Instant::now();
        let (status, said) = answer(&command(&book, &["check"]).env("RAYON_NUM_THREADS", threads).output().unwrap());
        assert_eq!(status, Some(0), "{threads}: {said}");
        assert!(began.elapsed().as_secs() < 20, "{threads}");
    }
}
