//! Damaged fonts, an empty environment, closed or full outputs.

use super::book::{book, build, output};
use crate::program::{PROGRAM, answer, run};
use std::{fs, path::Path, process::Command};

#[test]
fn a_damaged_font_is_reported_and_a_missing_one_replaced() {
    let (_place, book, _text) = book();
    let without = build(&book);
    let font = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/eb-garamond/EBGaramond_400Regular.ttf")).unwrap();
    fs::create_dir_all(book.join("fonts")).unwrap();
    let place = book.join("fonts/mine.ttf");
    for length in [0, 3, 100, font.len() / 3, font.len() / 2, font.len() - 1000] {
        fs::write(&place, &font[..length]).unwrap();
        let (status, said) = run(&book, &["tome1", "--message-format", "short"]);
        assert_ne!(status, Some(2), "the font is the book's fault, not ours: {length} bytes: {said}");
        assert!(status == Some(0) || said.contains("fonts/mine.ttf"), "{length} bytes: {said}");
    }
    fs::write(&place, &font[..100]).unwrap();
    let (_, said) = run(&book, &["tome1", "--message-format", "short"]);
    assert!(said.contains("fonts/mine.ttf") && said.contains("[F002]"), "{said}");
    // Widths of nothing, from the first glyph or from the middle of the table on: all would be drawn in one place.
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let table = |name: &[u8; 4]| {
        let record = (0..64).map(|table| 12 + 16 * table).find(|at| &font[*at..*at + 4] == name).unwrap();
        (number(record + 8), number(record + 12))
    };
    let (start, length) = table(b"hmtx");
    for from in [0, length / 2] {
        let mut damaged = font.clone();
        damaged[start + from..start + length].fill(0);
        fs::write(&place, damaged).unwrap();
        let (_, said) = run(&book, &["tome1", "--message-format", "short"]);
        assert!(said.contains("fonts/mine.ttf") && said.contains("[F002]"), "widths from {from}: {said}");
    }
    // A hole of a block of the disk in the outlines, which takes letters or their accents away.
    let (start, length) = table(b"glyf");
    for part in 0..4 {
        let mut damaged = font.clone();
        let hole = start + length * part / 4;
        damaged[hole..hole + 4096].fill(0);
        fs::write(&place, damaged).unwrap();
        let (_, said) = run(&book, &["tome1", "--message-format", "short"]);
        assert!(said.contains("fonts/mine.ttf") && said.contains("[F002]"), "a hole at {hole}: {said}");
    }
    fs::remove_file(&place).unwrap();
    assert_eq!(build(&book), without);
}

#[test]
fn an_empty_environment_is_enough() {
    let (_place, book, _text) = book();
    let before = build(&book);
    fs::remove_dir_all(book.join("output")).unwrap();
    for variables in
        [&[][..], &[("LC_ALL", "C")], &[("LANG", "POSIX"), ("HOME", "/nowhere"), ("TMPDIR", "/nowhere"), ("TZ", "???")]]
    {
        let done = Command::new(PROGRAM).arg("tome1").current_dir(&book).env_clear().envs(variables.iter().copied()).output();
        let (status, said) = answer(&done.unwrap());
        assert_eq!(status, Some(0), "{said}");
        assert_eq!(output(&book), before, "the same bytes in whatever environment");
        fs::remove_dir_all(book.join("output")).unwrap();
    }
}

#[test]
fn closed_outputs_are_ignored_and_full_ones_reported() {
    let (_place, book, _text) = book();
    let shell = |script: &str| {
        let mut command = Command::new("sh");
        answer(&command.args(["-c", script, PROGRAM]).current_dir(&book).env("LC_ALL", "en").output().unwrap())
    };
    for script in [
        "exec \"$0\" tome1 >&-",
        "exec \"$0\" tome1 2>&-",
        "exec \"$0\" tome1 --message-format json <&- >&- 2>&-",
        "exec \"$0\" schema book >&-",
    ] {
        let (status, said) = shell(script);
        assert_eq!(status, Some(0), "{script}: {said}");
    }
    assert!(output(&book).contains_key("tome1.epub"));
    let (status, said) = shell("\"$0\" man | head -c 1 > /dev/null; \"$0\" --help | head -c 1 > /dev/null");
    assert_eq!((status, said.as_str()), (Some(0), ""));
    if Path::new("/dev/full").exists() {
        for script in ["exec \"$0\" schema book > /dev/full", "exec \"$0\" man > /dev/full", "exec \"$0\" --help > /dev/full"] {
            let (status, said) = shell(script);
            assert_eq!(status, Some(2), "{script}: {said}");
            assert!(said.contains("No space left"), "{script}: {said}");
        }
    }
}
