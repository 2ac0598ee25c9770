//! Inputs that are strange or change: links that multiply, files swapped for others, imports that meet.

use super::book::{book, build, output};
use crate::program::{answer, command, run};
use std::{
    fs,
    os::unix::fs::symlink,
    path::Path,
    process::{Command, Stdio},
    sync::mpsc::TryRecvError,
    time::Instant,
};

#[test]
fn links_that_multiply_folders_are_refused_and_shared_folders_are_not() {
    let (_place, book, _text) = book();
    build(&book);
    // Folders that share others, one link behind another, are an editor's order.
    fs::create_dir_all(book.join("tome1/pictures/logos")).unwrap();
    fs::create_dir_all(book.join("book/marks")).unwrap();
    for name in ["tome1/one", "tome1/two", "fonts"] {
        symlink(if name == "fonts" { "book/marks" } else { "pictures" }, book.join(name)).unwrap();
    }
    symlink("../../book/marks", book.join("tome1/pictures/marks")).unwrap();
    let (status, said) = run(&book, &["check"]);
    assert_eq!(status, Some(0), "{said}");
    // Three links in each of twenty-five folders, to the next one: a million million paths.
    for number in 0..25 {
        let folder = book.join(format!("tome1/e{number}"));
        fs::create_dir(&folder).unwrap();
        for link in ["u", "v", "w"].into_iter().filter(|_| number < 24) {
            symlink(format!("../e{}", number + 1), folder.join(link)).unwrap();
        }
    }
    fs::write(book.join("tome1/e24/01-x.md"), "x").unwrap();
    let began = Instant::now();
    let (status, said) = run(&book, &["check", "--message-format", "short"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
    assert_eq!(said.matches("[M043]").count(), 1, "{said}");
    assert!(said.lines().count() < 60, "one message a cause: {} lines", said.lines().count());
}

#[test]
fn a_file_swapped_for_a_link_or_a_pipe_is_not_followed() {
    let (place, book, _text) = book();
    let before = build(&book);
    let outside = place.path().join("outside");
    fs::create_dir_all(outside.join("part")).unwrap();
    fs::write(outside.join("secret.yaml"), "secret: 1\n").unwrap();
    fs::write(outside.join("part/x.yaml"), "secret: 1\n").unwrap();
    fs::create_dir(book.join("tome1/part")).unwrap();
    let (file, folder) = (book.join("tome1/zz.yaml"), book.join("tome1/part"));
    let (goes_on, ended) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let ended = ended;
            while ended.try_recv() != Err(TryRecvError::Disconnected) {
                fs::write(&file, "inside: 1\n").unwrap();
                fs::remove_file(&file).unwrap();
                symlink(outside.join("secret.yaml"), &file).unwrap();
                fs::remove_file(&file).unwrap();
                let _ = Command::new("mkfifo").arg(&file).status();
                let _ = fs::remove_file(&file);
                fs::rename(&folder, book.join("tome1/.away")).unwrap();
                symlink(outside.join("part"), &folder).unwrap();
                fs::remove_file(&folder).unwrap();
                fs::rename(book.join("tome1/.away"), &folder).unwrap();
            }
        });
        let _goes_on = goes_on;
        for _ in 0..20 {
            let began = Instant::now();
            let (status, said) = run(&book, &["tome1", "--message-format", "short"]);
            assert!(matches!(status, Some(0..=2)), "{said}");
            assert!(began.elapsed().as_secs() < 30, "no pipe is waited for");
            assert!(!said.contains("secret"), "{said}");
        }
    });
    let _ = fs::remove_file(&file);
    assert_eq!(build(&book).len(), before.len());
}

/// A page to import.
fn page(folder: &Path, number: u32) -> String {
    let name = format!("page{number}.html");
    fs::write(folder.join(&name), format!("<h1>Le texte {number}</h1><p>Une phrase du texte {number}.</p>")).unwrap();
    name
}

#[test]
fn imports_at_once_lose_nothing() {
    let (_place, book, _text) = book();
    let children: Vec<_> = (0..6)
        .map(|number| {
            let (page, author) = (page(&book, number), format!("Zoé Numéro{number}"));
            let mut command = command(&book, &["import", &page, "--tome", "tome1", "--author", &author, "--write"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let (status, said) = answer(&child.wait_with_output().unwrap());
        assert_eq!(status, Some(0), "{said}");
    }
    let (order, people) =
        (fs::read_to_string(book.join("tome1/tome.yaml")).unwrap(), fs::read_to_string(book.join("book/people.yaml")).unwrap());
    for number in 0..6 {
        assert!(order.contains(&format!("le-texte-{number}.md")), "{order}");
        assert!(people.contains(&format!("zoe-numero{number}:")), "{people}");
    }
    assert_eq!(run(&book, &["tome1"]).0, Some(0));
}

#[test]
fn an_import_is_whole_or_not_at_all() {
    let (_place, book, _text) = book();
    let page = page(&book, 1);
    let read = |name: &str| fs::read(book.join(name)).unwrap();
    let before = (read("tome1/tome.yaml"), read("book/people.yaml"), fs::read_dir(book.join("tome1")).unwrap().count());
    let import = ["import", &page, "--tome", "tome1", "--author", "Une Inconnue", "--write"];
    let fixed = |sign: &str| {
        let file = book.join("tome1/tome.yaml");
        Command::new("chattr").arg(sign).arg(file).status().is_ok_and(|status| status.success())
    };
    if fixed("+i") {
        let (status, said) = run(&book, &import);
        assert!(fixed("-i"));
        assert_eq!(status, Some(2), "{said}");
        let after = (read("tome1/tome.yaml"), read("book/people.yaml"), fs::read_dir(book.join("tome1")).unwrap().count());
        assert!(after == before, "{said}");
    }
    // A machine that stopped before the last step: the text is there, and no list names it.
    assert_eq!(run(&book, &import).0, Some(0));
    let whole = read("tome1/tome.yaml");
    fs::write(book.join("tome1/tome.yaml"), &before.0).unwrap();
    let (status, said) = run(&book, &import);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(read("tome1/tome.yaml"), whole);
    let (status, said) = run(&book, &import);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("[I010]"), "{said}");
    assert_eq!(run(&book, &["tome1"]).0, Some(0));
    assert_eq!(output(&book).len(), 2);
}

#[test]
fn what_is_imported_or_made_can_be_built() {
    let nested = |open: &str, close: &str| format!("{}Au fond.{}", open.repeat(150), close.repeat(150));
    let cells = |count: usize| "<td>x</td>".repeat(count);
    let rows: String = (0..300).map(|row| format!("<tr>{}</tr>", cells(row % 7 + 1))).collect();
    let pages = [
        ("control", "<p>Un mot\u{c}et\u{1b}[2J un&#8; autre &#x85; fin.</p>".to_owned()),
        ("quotes", nested("<blockquote>", "</blockquote>")),
        ("lists", nested("<ol><li>", "</li></ol>")),
        ("bold", format!("<p>{}</p>", nested("<b>", "</b>"))),
        ("both", format!("<p>{}</p>", nested("<i><b><s>", "</s></b></i>"))),
        ("raised", format!("<p>{}</p>", nested("<sup>", "</sup>"))),
        ("mixed", nested("<blockquote><ul><li><p><em>", "</em></p></li></ul></blockquote>")),
        ("table", format!("<table>{rows}</table>")),
    ];
    let (_place, book, _text) = book();
    let long = "Une très longue histoire qui ne finit pas ".repeat(12);
    for (name, body) in &pages {
        let file = format!("{name}.html");
        fs::write(book.join(&file), format!("<title>{long}{name}</title><article>{body}<p>Fin.</p></article>")).unwrap();
        let (status, said) = run(&book, &["import", &file, "--tome", "tome1", "--author", "Ann Ée", "--write"]);
        assert_eq!(status, Some(0), "{name}: {said}");
    }
    assert_eq!(run(&book, &["new", "text", &format!("{long}\u{1b}[2J"), "--tome", "tome1"]).0, Some(0));
    crate::program::write_words(&book);
    let (status, said) = run(&book, &["tome1", "--message-format", "short"]);
    assert_eq!(status, Some(0), "{said}");
    let names = fs::read_dir(book.join("tome1")).unwrap().map(|entry| entry.unwrap().file_name().len());
    assert!(names.max() <= Some(100));
}
