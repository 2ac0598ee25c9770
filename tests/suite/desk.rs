//! What the desk of `make-book watch` does when it is asked: shows a place, finds words, gives the EPUB, starts the browser and the editor.

use crate::{
    program::{command, run},
    watch::{LONG, Watched, ask, is_sound},
};
use serde_json::Value;
use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    time::{Duration, Instant},
};

/// The body of an answer to a plain reading.
fn body(watched: &Watched, name: &str) -> String {
    let mut answer = String::new();
    ask(&watched.address, name).read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 200"), "{name}: {head}");
    body.to_owned()
}

#[test]
fn an_editor_has_a_running_desk_show_a_place() {
    let watched = Watched::new(&[]);
    watched.until("the first view", is_sound);
    let text = watched.text();
    let name = text.file_name().and_then(|name| name.to_str()).unwrap();
    let lines = fs::read_to_string(&text).unwrap().lines().count();
    let place = format!("tome1/{name}:{lines}:1");
    // By a path from the root, by one from another folder, by the whole path, with and without a line.
    for (folder, said) in [
        (watched.book.clone(), place.clone()),
        (watched.book.join("tome1"), format!("{name}:{lines}:1")),
        (watched.book.clone(), format!("{}:{lines}:1", text.display())),
        (watched.book.clone(), format!("tome1/{name}:{lines}")),
    ] {
        let (status, printed) = run(&folder, &["watch", "--at", &said]);
        assert_eq!((status, printed.as_str()), (Some(0), ""), "{said}");
        assert_eq!(watched.places.recv_timeout(LONG).unwrap(), place, "{said}");
    }
    let (status, printed) = run(&watched.book, &["watch", "--at", "tome1/no-such.md:1:1"]);
    assert!(status == Some(2) && printed.contains("nothing of tome1/no-such.md:1:1 is printed"), "{printed}");
}

#[test]
fn without_a_desk_no_place_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["new", "book", "livre"]).0, Some(0));
    let book = folder.path().join("livre");
    for address in [None, Some("http://evil.example/"), Some("http://127.0.0.1:1/0123456789abcdef0123456789abcdef/")] {
        if let Some(address) = address {
            fs::create_dir_all(book.join("output/.cache")).unwrap();
            fs::write(book.join("output/.cache/desk"), address).unwrap();
        }
        let (status, printed) = run(&book, &["watch", "--at", "tome1/01-first-text.md:1:1"]);
        assert!(status == Some(2) && printed.contains("no ‘make-book watch’ is running"), "{address:?}: {printed}");
    }
}

#[test]
fn a_desk_that_is_started_again_has_its_address_and_its_file_is_private() {
    let mut watched = Watched::new(&[]);
    watched.until("the first view", is_sound);
    let file = watched.book.join("output/.cache/desk");
    let address = fs::read_to_string(&file).unwrap();
    assert_eq!(address, format!("http://{}{}", watched.address.0, watched.address.1));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o077, 0);
    }
    watched.program.kill().unwrap();
    watched.program.wait().unwrap();
    let again = watched.again();
    assert_eq!(format!("http://{}{}", again.0, again.1), address);
}

#[test]
fn the_epub_of_a_text_is_given_and_follows_its_changes() {
    let watched = Watched::new(&[]);
    let view = watched.until("the first view", is_sound);
    let sections = view["volumes"][0]["sections"].as_array().unwrap();
    let text = sections.iter().find(|section| section["path"] == "tome1/01-first-text.md").expect("the text");
    let document = format!("read/tome1/{}", text["document"].as_str().unwrap());
    let before = body(&watched, &document);
    assert!(before.contains("<html") && before.contains("stylesheet.css"), "{before}");
    let was = fs::read_to_string(watched.text()).unwrap();
    watched.saves("a change", &was, "framboise", |path, text| fs::write(path, text).unwrap());
    assert!(!before.contains("framboise") && body(&watched, &document).contains("framboise"));
    for section in sections {
        assert!(
            body(&watched, &format!("read/tome1/{}", section["document"].as_str().unwrap())).contains("</html>"),
            "{section}"
        );
    }
}

#[test]
fn words_are_found_where_they_are_printed() {
    let watched = Watched::new(&[]);
    watched.until("the first view", is_sound);
    let was = fs::read_to_string(watched.text()).unwrap();
    watched.saves("a word", &was, "Mélèze-Épicéa", |path, text| fs::write(path, text).unwrap());
    let found: Value = serde_json::from_str(&body(&watched, "find/tome1/meleze%20epicea")).unwrap();
    assert_eq!(found["places"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found["places"][0]["said"][1], "Mélèze-Épicéa");
    assert_eq!(serde_json::from_str::<Value>(&body(&watched, "find/tome1/absinthe")).unwrap()["places"], serde_json::json!([]));
}

/// A program for tests in `folder`: it writes its arguments into a file beside itself.
#[cfg(unix)]
fn noting_program(folder: &Path, name: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let program = folder.join(name);
    fs::write(&program, "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$0.part\" && mv \"$0.part\" \"$0.noted\"\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
}

/// What such a program has noted.
#[cfg(unix)]
fn noted(folder: &Path, name: &str) -> String {
    let file = folder.join(format!("{name}.noted"));
    let end = Instant::now() + LONG;
    while !file.exists() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(20));
    }
    let said = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{name} was not started: {error}"));
    fs::remove_file(file).unwrap();
    said
}

/// Asks for a place to be opened in the editor, as the page does. Returns the status.
#[cfg(unix)]
fn edit(watched: &Watched, place: &str) -> String {
    let (host, path) = &watched.address;
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    let head = format!("POST {path}edit/{place} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: 0\r\n");
    write!(stream, "{head}Connection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer[9..12].to_owned()
}

#[cfg(unix)]
#[test]
fn the_browser_and_the_editor_are_started() {
    let programs = tempfile::tempdir().unwrap();
    for name in ["xdg-open", "open", "my-editor"] {
        noting_program(programs.path(), name);
    }
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let with_programs = |folder: &Path, arguments: &[&str]| {
        let mut command = command(folder, arguments);
        command.env("PATH", format!("{}:/usr/bin:/bin", programs.path().display()));
        command
    };
    let watched = Watched::run(&["--open"], |_| {}, with_programs);
    watched.until("the first view", is_sound);
    let address = format!("http://{}{}", watched.address.0, watched.address.1);
    assert_eq!(noted(programs.path(), opener).trim(), address);
    // Without a command, the address of editors.
    assert_eq!(edit(&watched, "tome1/01-first-text.md:3:4"), "204");
    let place = watched.book.join("tome1/01-first-text.md");
    assert_eq!(noted(programs.path(), opener).trim(), format!("vscode://file/{}:3:4", place.display()));
    assert_eq!(edit(&watched, "tome1/no-such.md:3:4"), "404");
    drop(watched);
    let watched = Watched::run(&["--editor", "my-editor -g {file}:{line}:{column} {line}"], |_| {}, with_programs);
    watched.until("the first view", is_sound);
    assert_eq!(edit(&watched, "tome1/01-first-text.md:3:4"), "204");
    let place = watched.book.join("tome1/01-first-text.md");
    assert_eq!(noted(programs.path(), "my-editor"), format!("-g\n{}:3:4\n3\n", place.display()));
    drop(watched);
    let watched = Watched::run(&["--editor", "no-such-editor"], |_| {}, with_programs);
    watched.until("the first view", is_sound);
    assert_eq!(edit(&watched, "tome1/01-first-text.md:3:4"), "502");
}
