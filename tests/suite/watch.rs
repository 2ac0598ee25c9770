//! The desk of `make-book watch`: what its page is told as the files of a book are saved in the ways of editors and other programs.

use crate::program::{command, run};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

/// Long enough for the slowest machine, so that only a failure takes so long.
pub(super) const LONG: Duration = Duration::from_secs(60);

/// A book that is watched, and its page.
pub(super) struct Watched {
    _folder: tempfile::TempDir,
    pub(super) book: PathBuf,
    pub(super) program: Child,
    views: Receiver<Value>,
    /// The places that were asked for.
    pub(super) places: Receiver<String>,
    /// Host, and path with the token.
    pub(super) address: (String, String),
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Watched {
    /// A new book, watched with these options.
    pub(super) fn new(options: &[&str]) -> Self {
        Self::after(options, |_| {})
    }

    /// The same after a change.
    pub(super) fn after(options: &[&str], change: impl FnOnce(&Path)) -> Self {
        Self::run(options, change, command)
    }

    /// The same, started by `command` in the folder beside the book.
    pub(super) fn run(options: &[&str], change: impl FnOnce(&Path), command: impl FnOnce(&Path, &[&str]) -> Command) -> Self {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(run(folder.path(), &["new", "book", "livre"]).0, Some(0));
        let book = folder.path().join("livre");
        crate::program::write_words(&book);
        change(&book);
        let mut program = command(folder.path(), &[&["watch", "--root", "livre"], options].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let address = address_of(&mut program);
        let mut stream = ask(&address, "events");
        let (sender, views) = channel();
        let (asked, places) = channel();
        std::thread::spawn(move || {
            let _ = stream.set_read_timeout(None);
            for line in BufReader::new(&mut stream).lines().map_while(Result::ok) {
                let told = line.strip_prefix("data: ").and_then(|json| serde_json::from_str(json).ok());
                let is_heard = match told {
                    Some(Value::String(place)) => asked.send(place).is_ok(),
                    Some(view) => sender.send(view).is_ok(),
                    None => true,
                };
                if !is_heard {
                    break;
                }
            }
        });
        Self { _folder: folder, book, program, views, places, address }
    }

    /// Starts the program again over the same book; returns its address. It ends with this value.
    pub(super) fn again(&mut self) -> (String, String) {
        let folder = self.book.parent().unwrap();
        let mut program = command(folder, &["watch", "--root", "livre"]);
        self.program = program.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        self.address = address_of(&mut self.program);
        self.address.clone()
    }

    /// The first view from now on for which `is_wanted`.
    pub(super) fn until(&self, what: &str, is_wanted: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + LONG;
        loop {
            match self.views.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(view) if is_wanted(&view) => return view,
                Ok(_) => {}
                Err(_) => panic!("{what}: the page was not told"),
            }
        }
    }

    pub(super) fn text(&self) -> PathBuf {
        let texts = fs::read_dir(self.book.join("tome1")).unwrap().map(|entry| entry.unwrap().path());
        texts.filter(|path| path.extension().is_some_and(|extension| extension == "md")).min().expect("a text")
    }

    /// Writes `word` at the end of what the text was, by `save`, and waits until a spread shows it.
    pub(super) fn saves(&self, what: &str, was: &str, word: &str, save: impl FnOnce(&Path, &str)) {
        save(&self.text(), &format!("{was}\n\n{word}\n"));
        self.until(what, |view| self.shows(view, word));
    }

    /// Whether a spread of a view shows this word.
    pub(super) fn shows(&self, view: &Value, word: &str) -> bool {
        let spreads = view["volumes"][0]["spreads"].as_array().expect("spreads");
        // The text stands near the end; only drawings of the last view can be had.
        spreads.iter().rev().any(|spread| self.drawing(spread["sum"].as_str().expect("a sum")).contains(word))
    }

    fn drawing(&self, sum: &str) -> String {
        let mut answer = String::new();
        ask(&self.address, &format!("spread/{sum}")).read_to_string(&mut answer).unwrap();
        answer
    }
}

/// The address that the program prints: host, and path with the token.
fn address_of(program: &mut Child) -> (String, String) {
    let mut address = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let (host, path) = address.trim().strip_prefix("http://").and_then(|rest| rest.split_once('/')).expect("an address");
    (host.to_owned(), format!("/{path}"))
}

/// Asks for a thing of the desk; what is read from the stream is the answer.
pub(super) fn ask((host, path): &(String, String), name: &str) -> TcpStream {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    write!(stream, "GET {path}{name} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    stream
}

pub(super) fn is_sound(view: &Value) -> bool {
    view["outdated"] == false && view["failure"].is_null()
}

fn ways_of_saving(options: &[&str]) {
    let watched = Watched::new(options);
    let first = watched.until("the first view", |_| true);
    assert!(is_sound(&first) && first["volumes"][0]["spreads"].as_array().is_some_and(|spreads| spreads.len() > 3), "{first}");
    let was = fs::read_to_string(watched.text()).unwrap();
    watched.saves("cut to nothing and written", &was, "premierement", |path, text| fs::write(path, text).unwrap());
    watched.saves("renamed over", &was, "deuxiemement", |path, text| {
        let temporary = path.with_extension("tmp");
        fs::write(&temporary, text).unwrap();
        fs::rename(temporary, path).unwrap();
    });
    watched.saves("renamed over from another folder", &was, "troisiemement", |path, text| {
        let elsewhere = watched.book.join("../elsewhere");
        fs::write(&elsewhere, text).unwrap();
        fs::rename(elsewhere, path).unwrap();
    });
    watched.saves("with a copy kept beside", &was, "quatriemement", |path, text| {
        fs::rename(path, path.with_extension("md~")).unwrap();
        fs::write(path, text).unwrap();
    });
    watched.saves("an older state put back", &was, "cinquiemement", |path, text| {
        let kept = watched.book.join("../kept");
        fs::write(&kept, text).unwrap();
        let date = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        fs::File::options().write(true).open(&kept).unwrap().set_modified(date).unwrap();
        fs::rename(kept, path).unwrap();
    });
    watched.saves("twice in a second", &was, "sixiemement", |path, text| {
        fs::write(path, text.replace("sixiemement", "autrement.")).unwrap();
        watched.until("the first of two", |view| watched.shows(view, "autrement"));
        fs::write(path, text).unwrap();
    });
}

#[test]
fn every_way_of_saving_reaches_the_page() {
    ways_of_saving(&[]);
}

#[test]
fn every_way_of_saving_reaches_the_page_when_folders_are_compared() {
    ways_of_saving(&["--poll"]);
}

#[test]
fn an_edit_changes_the_spreads_that_it_touches() {
    let watched = Watched::new(&[]);
    let before = watched.until("the first view", |_| true);
    let was = fs::read_to_string(watched.text()).unwrap();
    fs::write(watched.text(), format!("{was}\n\nencore\n")).unwrap();
    let after = watched.until("an edit", |view| watched.shows(view, "encore"));
    let sums = |view: &Value| -> Vec<String> {
        let spreads = view["volumes"][0]["spreads"].as_array().unwrap();
        spreads.iter().map(|spread| spread["sum"].as_str().unwrap().to_owned()).collect()
    };
    let (before, after) = (sums(&before), sums(&after));
    assert_eq!(before.len(), after.len());
    let changed = before.iter().zip(&after).filter(|(before, after)| before != after).count();
    assert_eq!(changed, 1, "{before:?} {after:?}");
}

/// Copies what is in a folder into another.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap).filter(|entry| entry.file_name() != "output") {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn after_any_edits_the_pages_are_those_of_a_desk_that_is_opened_anew() {
    let watched = Watched::new(&[]);
    watched.until("the first view", is_sound);
    let was = fs::read_to_string(watched.text()).unwrap();
    let write = |path: &Path, text: &str| fs::write(path, text).unwrap();
    watched.saves("a paragraph", &was, "Premierement : « oui » !", write);
    let chart = "```chart bars {file=d.csv}\n```\n\nUne note[^n].\n\n[^n]: La note.";
    write(&watched.book.join("tome1/d.csv"), "mois;part\njanvier;3\nmars;5\n");
    watched.saves("a chart", &format!("{was}\n\n{chart}"), "deuxiemement", write);
    // The text stays as it is: another file decides what it says.
    write(&watched.book.join("tome1/d.csv"), "mois;part\njanvier;3\nnovembre;7\n");
    watched.until("the data of a chart", |view| watched.shows(view, "novembre"));
    let header = was.split("\n---\n").next().unwrap();
    let another = titled(header, "Tout autre");
    write(&watched.book.join("tome1/00-autre.md"), &format!("{another}\n---\nUn *autre* texte, troisiemement.\n"));
    let tome = watched.book.join("tome1/tome.yaml");
    let order = fs::read_to_string(&tome).unwrap();
    write(&tome, &order.replace("  - 01-first-text.md", "  - 00-autre.md\n  - 01-first-text.md"));
    watched.until("another text", |view| is_sound(view) && watched.shows(view, "troisiemement"));
    write(&tome, &format!("{order}\nisbn: ["));
    watched.until("broken", |view| view["outdated"] == true);
    fs::remove_file(watched.book.join("tome1/00-autre.md")).unwrap();
    write(&tome, &order);
    watched.until("mended", |view| is_sound(view) && !watched.shows(view, "troisiemement"));
    let people = watched.book.join("book/people.yaml");
    let known = fs::read_to_string(&people).unwrap();
    write(&people, &format!("{known}\nlise: {{ name: {{ given: Lise, family: Quatre }}, bio: Elle ecrit. }}\n"));
    let signed = was.replacen("authors: [", "authors: [lise, ", 1);
    assert_ne!(signed, was);
    write(&watched.text(), &format!("{signed}\n\n{chart}\n\ncinquiemement\n"));
    let is_last = |view: &Value| is_sound(view) && watched.shows(view, "Quatre") && watched.shows(view, "cinquiemement");
    let last = watched.until("another author", is_last);
    let anew = Watched::after(&[], |book| {
        fs::remove_dir_all(book).unwrap();
        copy(&watched.book, book);
    });
    let first = anew.until("the first view", is_sound);
    assert_eq!(first["volumes"], last["volumes"]);
    assert_eq!(first["messages"], last["messages"]);
}

/// A header with another title.
fn titled(header: &str, title: &str) -> String {
    let lines = header.lines().map(|line| if line.starts_with("title:") { format!("title: {title}") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_project_may_be_moved_away_and_another_put_in_its_place() {
    let watched = Watched::new(&[]);
    watched.until("the first view", is_sound);
    let (old, new) = (watched.book.with_extension("old"), watched.book.with_extension("new"));
    fs::rename(&watched.book, &old).unwrap();
    let gone = watched.until("gone", |view| view["failure"].is_string());
    assert!(gone["outdated"] == true && gone["volumes"][0]["id"] == "tome1", "{gone}");
    fs::rename(&old, &watched.book).unwrap();
    watched.until("back", is_sound);
    let parent = watched.book.parent().unwrap();
    assert_eq!(run(parent, &["new", "book", "livre.new", "--title", "Tout autre chose"]).0, Some(0));
    crate::program::write_words(&new);
    fs::rename(&watched.book, &old).unwrap();
    fs::rename(&new, &watched.book).unwrap();
    watched.until("another book", |view| is_sound(view) && watched.shows(view, "Tout autre chose"));
    let was = fs::read_to_string(watched.text()).unwrap();
    watched.saves("saved in the new folder", &was, "ici", |path, text| fs::write(path, text).unwrap());
}

#[cfg(unix)]
#[test]
fn a_text_behind_a_link_is_watched_where_it_lies() {
    let watched = Watched::after(&[], |book| {
        fs::create_dir(book.join("ailleurs")).unwrap();
        let texts = fs::read_dir(book.join("tome1")).unwrap().map(|entry| entry.unwrap().path());
        let text = texts.filter(|path| path.extension().is_some_and(|extension| extension == "md")).min().unwrap();
        fs::rename(&text, book.join("ailleurs/texte.md")).unwrap();
        std::os::unix::fs::symlink("../ailleurs/texte.md", &text).unwrap();
    });
    watched.until("the first view", is_sound);
    let real = watched.book.join("ailleurs/texte.md");
    let was = fs::read_to_string(&real).unwrap();
    watched.saves("saved behind the link", &was, "derriere", |_, text| fs::write(&real, text).unwrap());
}

#[test]
fn a_folder_moved_in_brings_its_files() {
    let watched = Watched::new(&[]);
    watched.until("the first view", is_sound);
    let outside = watched.book.join("../fonds");
    fs::create_dir_all(outside.join("deep")).unwrap();
    fs::write(outside.join("deep/note.md"), "Pas un texte du livre.").unwrap();
    fs::rename(&outside, watched.book.join("tome1/fonds")).unwrap();
    // The file is part of the project only when it is read; what lies in the new folder is then watched.
    let tome = watched.book.join("tome1/tome.yaml");
    let was = fs::read_to_string(&tome).unwrap();
    fs::write(&tome, format!("{was}\n# touched\n")).unwrap();
    watched.until("touched", |_| true);
    fs::write(watched.book.join("tome1/fonds/deep/note.md"), [0xff, 0xfe, 0x00]).unwrap();
    watched.until("a file that is no text", |view| {
        view["messages"]
            .as_array()
            .is_some_and(|messages| messages.iter().any(|message| message["path"] == "tome1/fonds/deep/note.md"))
    });
}

#[cfg(unix)]
#[test]
fn the_desk_answers_again_after_it_had_no_room_for_connections() {
    let watched = Watched::run(
        &[],
        |_| {},
        |folder, arguments| {
            let program = command(folder, arguments);
            let mut shell = Command::new("sh");
            shell.args(["-c", "ulimit -n 40; exec \"$0\" \"$@\""]).arg(program.get_program()).args(program.get_args());
            shell.current_dir(folder);
            for (name, value) in program.get_envs() {
                value.map(|value| shell.env(name, value));
            }
            shell
        },
    );
    watched.until("the first view", is_sound);
    let crowd: Vec<TcpStream> = (0..60).map(|_| TcpStream::connect(&watched.address.0).unwrap()).collect();
    std::thread::sleep(Duration::from_millis(300));
    drop(crowd);
    let mut page = String::new();
    ask(&watched.address, "").read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let was = fs::read_to_string(watched.text()).unwrap();
    watched.saves("after the crowd", &was, "seul", |path, text| fs::write(path, text).unwrap());
}

#[test]
fn a_tome_that_does_not_exist_is_told_at_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["new", "book", "livre"]).0, Some(0));
    let (status, said) = run(&folder.path().join("livre"), &["watch", "tome9"]);
    assert!(status == Some(2) && said.contains("tome9"), "{said}");
}

#[test]
fn a_watched_tome_that_vanishes_keeps_its_pages_and_is_told() {
    let watched = Watched::new(&["tome1"]);
    watched.until("the first view", is_sound);
    let (here, gone) = (watched.book.join("tome1"), watched.book.join("elsewhere"));
    fs::rename(&here, &gone).unwrap();
    let view = watched.until("without the tome", |view| view["outdated"] == true);
    assert!(view["volumes"][0]["spreads"].as_array().is_some_and(|spreads| !spreads.is_empty()), "{view}");
    let is_told = |view: &Value| !view["failure"].is_null() || view["messages"].as_array().is_some_and(|told| !told.is_empty());
    assert!(is_told(&view), "{view}");
    fs::rename(&gone, &here).unwrap();
    watched.until("the tome is back", is_sound);
}
