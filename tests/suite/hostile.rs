//! Input that would harm: each ends soon, says what is wrong at its place, and leaves the last good book in `output/` as it was.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Longest that a build of a few lines may take, however slow the machine: past it a program hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// Runs the program with at most 2 GiB of memory; its status and all that it told.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let told = folder.join("told.txt");
    let file = fs::File::create(&told).unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 2097152; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_make-book")]).args(arguments);
    let command = command.current_dir(folder).env("LC_ALL", "en").env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    let mut child = command.stdout(file.try_clone().unwrap()).stderr(file).spawn().unwrap();
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if began.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("still running after {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    (status.code(), String::from_utf8_lossy(&fs::read(told).unwrap()).into_owned())
}

/// A new book and the path of its only text.
fn book(place: &Path) -> (PathBuf, PathBuf) {
    assert_eq!(run(place, &["new", "book", "livre"]).0, Some(0));
    let book = place.join("livre");
    let text = book.join("tome1/01-first-text.md");
    assert!(text.is_file());
    (book, text)
}

const HEADER: &str = "---\ntitle: First text\nkind: text\nauthors: [redaction]\nstatus: draft\n---\n\n";

/// What a bad text is answered: the code at its place, status 1, and the book that was there before.
fn refused(body: &[u8], code: &str) {
    refused_where(|text| fs::write(text, [HEADER.as_bytes(), body].concat()).unwrap(), code);
}

fn refused_where(harm: impl Fn(&Path), code: &str) {
    let place = tempfile::tempdir().unwrap();
    let (book, text) = book(place.path());
    let output = book.join("output");
    fs::create_dir(&output).unwrap();
    fs::write(output.join("tome1.pdf"), "the last good book").unwrap();
    harm(&text);
    let (status, told) = run(&book, &["tome1", "--message-format", "short"]);
    assert_eq!(status, Some(1), "{code}: {told}");
    assert!(told.contains(&format!("error[{code}]")), "{code} is not told: {told}");
    assert_eq!(fs::read(output.join("tome1.pdf")).unwrap(), b"the last good book");
    assert!(!output.join("tome1.epub").exists());
}

/// What is only strange makes a book.
fn built(body: &str) -> String {
    let place = tempfile::tempdir().unwrap();
    let (book, text) = book(place.path());
    fs::write(text, format!("{HEADER}{body}")).unwrap();
    let (status, told) = run(&book, &["tome1", "--message-format", "short"]);
    assert_eq!(status, Some(0), "{told}");
    told
}

#[test]
fn bytes_that_are_no_text_are_named() {
    refused("Été\n".as_bytes().iter().map(|byte| byte ^ 0x80).collect::<Vec<_>>().as_slice(), "M040");
    refused(b"\xc9t\xe9, en Latin-1.\n", "M040");
    refused(b"a\xed\xa0\x80b, a lone surrogate\n", "M040");
    refused(b"a\0b\n", "M041");
    refused_where(
        |text| fs::write(text, "---\ntitle: \"a\\ud800b\"\nkind: text\nauthors: [redaction]\nstatus: draft\n---\n").unwrap(),
        "M002",
    );
}

#[test]
fn nesting_has_a_limit() {
    refused(format!("{} a\n", ">".repeat(100_000)).as_bytes(), "C021");
    refused(format!("{0}a{0}\n", "*".repeat(50_000)).as_bytes(), "C021");
    let lists = (0..2_000).fold(String::new(), |mut lists, depth| {
        let _ = writeln!(lists, "{:width$}- a", "", width = depth * 2);
        lists
    });
    refused(lists.as_bytes(), "C021");
    refused_where(|text| fs::write(text, format!("---\ntitle: {}\n---\n", "{a: ".repeat(10_000))).unwrap(), "M003");
    refused_where(
        |text| fs::write(text.with_file_name("../book/people.yaml"), format!("a: {}\n", "[".repeat(10_000))).unwrap(),
        "M003",
    );
    built(&format!("{}a{}\n", "[".repeat(20_000), "]".repeat(20_000)));
}

#[test]
fn yaml_that_multiplies_is_not_read() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (from, to) in "abcdefgh".chars().zip("bcdefghi".chars()) {
        let _ = writeln!(bomb, "{to}: &{to} [*{from}, *{from}, *{from}, *{from}, *{from}, *{from}, *{from}, *{from}, *{from}]");
    }
    refused_where(|text| fs::write(text.with_file_name("../book/people.yaml"), &bomb).unwrap(), "M008");
}

#[test]
fn notes_that_call_each_other_end() {
    refused(b"a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]\n", "C070");
    let chain = (1..3_000).fold(String::from("a[^1]\n"), |mut chain, note| {
        let _ = write!(chain, "\n[^{note}]: b[^{}]\n", note + 1);
        chain
    });
    refused(format!("{chain}\n[^3000]: c\n").as_bytes(), "C071");
}

#[test]
fn files_from_elsewhere_are_not_read() {
    refused(b"![a](../../../../etc/passwd)\n", "C051");
    refused(b"![a](/etc/passwd)\n", "C051");
    #[cfg(unix)]
    refused_where(|text| std::os::unix::fs::symlink("/etc/passwd", text.with_file_name("02-passwd.md")).unwrap(), "M043");
    refused_where(|text| fs::write(text, " ".repeat(17 << 20)).unwrap(), "M042");
}

#[test]
fn pictures_that_would_fill_the_memory_are_refused_by_their_headers() {
    // A header of 50,000 × 50,000 pixels, and nothing after it.
    let header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3\x50\0\0\xc3\x50\x08\x02\0\0\0\x0b\x8a\x6c\xf5";
    let picture = |name: &'static str, bytes: &'static [u8]| {
        move |text: &Path| {
            fs::write(text.with_file_name(name), bytes).unwrap();
            fs::write(text, format!("{HEADER}![Une image]({name})\n")).unwrap();
        }
    };
    let place = tempfile::tempdir().unwrap();
    let (book, text) = book(place.path());
    picture("a.png", header)(&text);
    let (status, told) = run(&book, &["tome1", "--message-format", "short"]);
    assert_eq!(status, Some(1), "{told}");
    assert!(["C052", "C054"].iter().any(|code| told.contains(&format!("error[{code}]"))), "{told}");
    refused_where(picture("b.png", b""), "C052");
    let entities = b"<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>&a;</text></svg>";
    let place = tempfile::tempdir().unwrap();
    let (book, text) = self::book(place.path());
    picture("c.svg", entities)(&text);
    let (status, told) = run(&book, &["tome1", "--format", "epub"]);
    assert!(matches!(status, Some(0 | 1)) && !told.contains("root:"), "{told}");
}

#[test]
fn what_is_only_strange_makes_a_book() {
    built(&format!("a{}\n", "\u{301}".repeat(5_000)));
    built(&format!("{}\n", "*a ".repeat(5_000)));
    built(&format!("{}\n", "سلام ".repeat(2_000)));
    let told = built("a \u{202e}b\u{2066}c &#0; d\n");
    assert!(told.contains("warning[C020]"), "{told}");
    built("\u{feff}Une ligne.\r\n\r\nUne autre.\r\n");
}
