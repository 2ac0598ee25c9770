//! Folders and files that cannot be written or read, and full disks.

use super::book::{book, build, edit, output};
use crate::program::{PROGRAM, answer, command, run};
use std::{
    fs,
    os::unix::{fs::PermissionsExt as _, process::CommandExt as _},
    path::Path,
    process::Command,
};

/// A build by a user without rights; file modes do not restrict the superuser.
fn as_nobody(place: &Path, book: &Path) -> Command {
    let own = place.join("make-book");
    fs::copy(PROGRAM, &own).unwrap();
    for folder in [place, book] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new(own);
    command.arg("tome1").current_dir(book).env("LC_ALL", "en").uid(65_534).gid(65_534);
    command
}

#[test]
fn an_output_folder_that_cannot_be_written_is_reported() {
    let (place, book, text) = book();
    let before = build(&book);
    edit(&text, "Une ligne de plus.");
    fs::set_permissions(book.join("output"), fs::Permissions::from_mode(0o555)).unwrap();
    let mut command = command(&book, &["tome1"]);
    // The superuser may write anywhere: then run as nobody.
    if fs::write(book.join("output/probe"), "").is_ok() {
        fs::remove_file(book.join("output/probe")).unwrap();
        command = as_nobody(place.path(), &book);
    }
    let (status, said) = answer(&command.output().unwrap());
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("output/tome1.") && said.contains("denied"), "{said}");
    assert_eq!(output(&book), before);
    fs::set_permissions(book.join("output"), fs::Permissions::from_mode(0o755)).unwrap();

    // A file where the folder should be, and a folder where a file should be.
    fs::remove_dir_all(book.join("output")).unwrap();
    fs::write(book.join("output"), "a file").unwrap();
    let (status, said) = run(&book, &["tome1"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("output"), "{said}");
    assert_eq!(fs::read(book.join("output")).unwrap(), b"a file");
    fs::remove_file(book.join("output")).unwrap();
    fs::create_dir_all(book.join("output/tome1.pdf")).unwrap();
    let (status, said) = run(&book, &["tome1"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("output/tome1.pdf"), "{said}");
    assert!(output(&book).is_empty(), "neither is written if one cannot be");
}

#[test]
fn a_file_that_may_not_be_read_is_reported() {
    let (place, book, text) = book();
    let before = build(&book);
    fs::set_permissions(&text, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = command(&book, &["tome1"]);
    if fs::read(&text).is_ok() {
        command = as_nobody(place.path(), &book);
    }
    let (status, said) = answer(&command.output().unwrap());
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("01-first-text.md") && said.contains("denied"), "{said}");
    assert_eq!(output(&book), before);
}

#[test]
fn a_full_disk_leaves_the_last_good_book() {
    let (_place, book, text) = book();
    let before = build(&book);
    let largest = before.values().map(Vec::len).max().unwrap();
    edit(&text, "Une ligne de plus.");
    // No file may grow past half of the larger one: the system reports it as it reports a quota.
    let blocks = (largest / 2 / 512).to_string();
    let script = "trap '' XFSZ; ulimit -f \"$1\"; exec \"$0\" tome1";
    let mut command = Command::new("sh");
    let command = command.args(["-c", script, PROGRAM, &blocks]).current_dir(&book).env("LC_ALL", "en");
    let (status, said) = answer(&command.output().unwrap());
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("cannot write") && said.contains("too large"), "{said}");
    assert_eq!(output(&book), before, "and no part of the new one");

    // A small disk, where the system lets us mount one. The script lists what is on it before it is unmounted.
    let script = "mount -t tmpfs -o size=\"$2\" none output || exit 77
        printf good > output/tome1.pdf; printf good > output/tome1.epub
        \"$0\" tome1; echo \"status $?\"; ls -A output; cat output/tome1.epub output/tome1.pdf";
    let size = (largest / 2).to_string();
    let mut command = Command::new("unshare");
    let command = command.args(["--mount", "sh", "-c", script, PROGRAM, "", &size]).current_dir(&book).env("LC_ALL", "en");
    match command.output() {
        Ok(done) if done.status.success() => {
            let (_, said) = answer(&done);
            assert!(said.contains("status 2\n") && said.contains("No space left"), "{said}");
            assert!(said.contains("tome1.epub\ntome1.pdf\ngoodgood"), "the last good book and nothing else: {said}");
        }
        Ok(_) | Err(_) => eprintln!("!!!! no disk may be mounted here: a full one was tested by a limit of file size alone"),
    }
}
