//! The program as it is run: what it prints, what it writes, its status.

use std::{
    path::Path,
    process::{Command, Output},
};

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_make-book"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "fr_FR.UTF-8")
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

#[test]
fn a_new_book_builds_and_takes_an_imported_text() {
    let folder = tempfile::tempdir().unwrap();
    let (status, _, said) = run(folder.path(), &["new", "book", "livre", "--title", "Essai : un"]);
    assert_eq!(status, 0, "{said}");
    let book = folder.path().join("livre");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/page-inventee.txt");
    let import = ["import", page.to_str().unwrap(), "--tome", "tome1"];

    let before = std::fs::read_to_string(book.join("tome1/tome.yaml")).unwrap();
    let (status, shown, said) = run(&book, &import);
    assert_eq!(status, 0, "{said}");
    assert!(shown.contains("# tome1/02-ou-vont-les-messages.md"), "{shown}");
    assert_eq!(std::fs::read_to_string(book.join("tome1/tome.yaml")).unwrap(), before, "nothing is written unasked");

    assert!(said.contains("[I009]"), "the scaffold has no list of sponsors to add to: {said}");

    let sponsors = book.join("book/sponsors.yaml");
    let text = std::fs::read_to_string(&sponsors).unwrap();
    let text = text.replace("sponsors: []", "  - id: sponsor\n    title: Sponsors\nsponsors: # vide");
    std::fs::write(&sponsors, text).unwrap();
    let (status, _, said) = run(&book, &[&import[..], &["--write"]].concat());
    assert_eq!(status, 0, "{said}");
    assert!(!said.contains("[I009]"), "{said}");
    let (status, _, said) = run(&book, &[&import[..], &["--write"]].concat());
    assert_eq!(status, 1, "a text is never imported over itself: {said}");
    assert!(said.contains("[I010]"), "{said}");

    let (status, _, said) = run(&book, &["tome1", "--format", "epub", "--no-page-list"]);
    assert_eq!(status, 0, "{said}");
    assert!(book.join("output/tome1.epub").is_file());
}

#[test]
fn usage_errors_have_status_2_and_a_suggestion() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (status, _, said) = run(root, &["tomme1"]);
    assert_eq!(status, 2);
    assert!(said.contains("tome1"), "{said}");
    for arguments in [&[][..], &["--nope"], &["tome1", "check"], &["explain", "Z999"]] {
        assert_eq!(run(root, arguments).0, 2, "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["--version"], &["man"], &["completions", "bash"], &["schema"], &["status"]] {
        assert_eq!(run(root, arguments).0, 0, "{arguments:?}");
    }
}
