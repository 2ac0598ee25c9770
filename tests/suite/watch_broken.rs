//! What the desk of `make-book watch` shows of a book with mistakes: its last good pages, or a draft while it has had none.

use crate::watch::{LONG, Watched, ask, is_sound};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _},
    time::{Duration, Instant},
};

#[test]
fn the_last_good_pages_stay_while_the_book_is_broken() {
    let watched = Watched::new(&[]);
    let good = watched.until("the first view", is_sound);
    let tome = watched.book.join("tome1/tome.yaml");
    let was = fs::read_to_string(&tome).unwrap();
    fs::write(&tome, format!("{was}\nisbn: [")).unwrap();
    // A file may be seen empty before its new words are written.
    let is_told = |view: &Value| view["messages"][0]["path"] == "tome1/tome.yaml";
    let broken = watched.until("broken YAML", |view| view["outdated"] == true && is_told(view));
    assert_eq!(broken["volumes"], good["volumes"]);
    let message = &broken["messages"][0];
    assert_eq!((&message["severity"], &message["path"]), (&Value::from("error"), &Value::from("tome1/tome.yaml")), "{message}");
    assert!(message["line"].is_u64() && message["message"].is_string(), "{message}");
    fs::write(&tome, &was).unwrap();
    let back = watched.until("whole again", is_sound);
    assert_eq!(back["volumes"], good["volumes"]);

    let (text, hidden) = (watched.text(), watched.book.join("../hidden.md"));
    fs::rename(&text, &hidden).unwrap();
    let missing = watched.until("a text removed", |view| view["outdated"] == true);
    assert_eq!(missing["volumes"], good["volumes"]);
    fs::rename(&hidden, &text).unwrap();
    watched.until("a text back", is_sound);
}

#[test]
fn a_book_with_errors_from_the_start_is_shown_as_a_draft_until_it_has_none() {
    let unknown = |text: &str| text.replacen("authors: [", "authors: [nobody, ", 1);
    let mut was = String::new();
    let watched = Watched::after(&[], |book| {
        let text = book.join("tome1/01-first-text.md");
        was = fs::read_to_string(&text).unwrap();
        assert_ne!(unknown(&was), was);
        fs::write(&text, unknown(&was)).unwrap();
    });
    let write = |text: &str| fs::write(watched.text(), text).unwrap();
    let is_draft = |view: &Value| view["outdated"] == false && view["messages"][0]["severity"] == "error";
    let first = watched.until("the first view", |_| true);
    assert!(is_draft(&first) && first["volumes"][0]["id"] == "tome1", "{first}");
    write(&format!("{}\n\nEncore un paragraphe.\n", unknown(&was)));
    let edited = watched.until("the draft edited", |view| view["volumes"] != first["volumes"]);
    assert!(is_draft(&edited), "{edited}");
    write(&was);
    let whole = watched.until("whole", is_sound);
    write(&unknown(&was));
    let broken = watched.until("broken again", |view| view["outdated"] == true);
    assert_eq!(broken["volumes"], whole["volumes"], "the last good pages stay");
}

#[test]
fn a_tome_that_cannot_be_read_from_the_start_is_shown_once_it_can() {
    let mut was = String::new();
    let watched = Watched::after(&[], |book| {
        was = fs::read_to_string(book.join("tome1/tome.yaml")).unwrap();
        fs::write(book.join("tome1/tome.yaml"), format!("{was}\nisbn: [")).unwrap();
    });
    let broken = watched.until("the first view", |_| true);
    assert!(broken["outdated"] == true && broken["volumes"] == serde_json::json!([]), "{broken}");
    fs::write(watched.book.join("tome1/tome.yaml"), was).unwrap();
    let whole = watched.until("whole", is_sound);
    assert_eq!(whole["volumes"][0]["id"], "tome1");
}

#[test]
fn a_desk_over_a_book_that_cannot_be_read_shows_what_the_desk_before_showed() {
    let mut watched = Watched::new(&[]);
    let good = watched.until("the first view", is_sound);
    let kept = watched.book.join("output/.cache/tome1.shown");
    // Kept when nobody has saved for a while.
    let end = Instant::now() + LONG;
    while !kept.exists() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(20));
    }
    for (path, broken) in [
        ("book/book.yaml", "tomes: ["),
        ("book/book.yaml", ""),
        ("book/book.yaml", "title: Un\ntomes: tome1]\n"),
        ("tome1/tome.yaml", "number: ["),
    ] {
        let _ = watched.program.kill();
        let _ = watched.program.wait();
        let (file, name) = (watched.book.join(path), format!("{path} {broken:?}"));
        let was = fs::read_to_string(&file).unwrap();
        fs::write(&file, broken).unwrap();
        let address = watched.again();
        let views = BufReader::new(ask(&address, "events")).lines().map_while(Result::ok);
        let mut views = views.filter_map(|line| serde_json::from_str::<Value>(line.strip_prefix("data: ")?).ok());
        let view = views.find(|view| view["messages"][0]["severity"] == "error").expect("a view with the message");
        assert_eq!(
            (&view["volumes"], &view["outdated"], &view["last"]),
            (&good["volumes"], &true.into(), &Value::Null),
            "{name}"
        );
        assert_eq!(view["messages"][0]["path"], path, "{name}");
        let spreads = good["volumes"][0]["spreads"].as_array().unwrap();
        let status = |spread: &Value| {
            let mut answer = String::new();
            ask(&address, &format!("spread/{}", spread["sum"].as_str().unwrap())).read_to_string(&mut answer).unwrap();
            answer[9..12].to_owned()
        };
        assert_eq!([status(&spreads[0]), status(&spreads[spreads.len() - 1])], ["200", "204"], "{name}");
        fs::write(&file, was).unwrap();
        let view = views.find(|view| view["outdated"] == false).expect("whole again");
        assert_eq!(view["volumes"], good["volumes"], "{name}");
    }
}
