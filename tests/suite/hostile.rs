//! Harmful input: each build ends soon, reports the fault at its place, and leaves the last good book in `output/` as it was.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// The longest time for a build of a few lines, on any machine; a program that takes longer is taken to hang.
const PATIENCE: Duration = Duration::from_secs(120);

/// Runs the program with at most 2 GiB of memory. Returns its status and all that it printed.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let printed = folder.join("printed.txt");
    let file = fs::File::create(&printed).unwrap();
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
    (status.code(), String::from_utf8_lossy(&fs::read(printed).unwrap()).into_owned())
}

/// A new book and the path of its only text.
fn book(place: &Path) -> (PathBuf, PathBuf) {
    assert_eq!(run(place, &["new", "book", "livre"]).0, Some(0));
    let book = place.join("livre");
    crate::program::write_words(&book);
    let text = book.join("tome1/01-first-text.md");
    assert!(text.is_file());
    (book, text)
}

const HEADER: &str = "---\ntitle: First text\nkind: text\nauthors: [redaction]\nstatus: draft\n---\n\n";

/// Asserts that a text with this body is reported with `code` and status 1, and that the book made before is left.
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
    let (status, printed) = run(&book, &["tome1", "--message-format", "short"]);
    assert_eq!(status, Some(1), "{code}: {printed}");
    assert!(printed.contains(&format!("error[{code}]")), "{code} is not printed: {printed}");
    assert_eq!(fs::read(output.join("tome1.pdf")).unwrap(), b"the last good book");
    assert!(!output.join("tome1.epub").exists());
}

/// Asserts that a text with this body makes a book. Returns what was printed.
fn built(body: &str) -> String {
    let place = tempfile::tempdir().unwrap();
    let (book, text) = book(place.path());
    fs::write(text, format!("{HEADER}{body}")).unwrap();
    let (status, printed) = run(&book, &["tome1", "--message-format", "short"]);
    assert_eq!(status, Some(0), "{printed}");
    printed
}

#[test]
fn bytes_that_are_not_text_are_reported() {
    refused("Été\n".as_bytes().iter().map(|byte| byte ^ 0x80).collect::<Vec<_>>().as_slice(), "M040");
    refused(b"\xc9t\xe9, en Latin-1.\n", "M040");
    refused(b"a\xed\xa0\x80b, a lone surrogate\n", "M040");
    refused(b"a\0b\n", "M041");
    refused("a\u{1}b\u{b}c\u{ffff}d\n".as_bytes(), "M041");
    refused_where(
        |text| fs::write(text, "---\ntitle: \"a\\ud800b\"\nkind: text\nauthors: [redaction]\nstatus: draft\n---\n").unwrap(),
        "M002",
    );
}

#[test]
fn a_text_that_would_fill_the_memory_is_refused() {
    refused("- - - a\n".repeat(120_000).as_bytes(), "C092");
    refused(format!("```\n{}```\n", "a\n".repeat(700_000)).as_bytes(), "C092");
    refused("a".repeat(8_000_000).as_bytes(), "C092");
    let title = |text: &Path| fs::write(text, HEADER.replace("First text", &"mot ".repeat(250_000))).unwrap();
    refused_where(title, "C091");
}

#[test]
fn charts_of_many_rows_are_refused() {
    let rows = |count: usize| (0..count).map(|row| format!("r{row};{}\n", row % 7)).collect::<String>();
    for (kind, most) in [("bars", 400), ("stacked", 400), ("lines", 1_000)] {
        refused(format!("```chart {kind}\na;b\n{}```\n", rows(most + 1)).as_bytes(), "C090");
        built(&format!("```chart {kind}\na;b\n{}```\n", rows(most)));
    }
    let wide = |count: usize| (0..count).map(|column| format!(";{column}")).collect::<String>();
    refused(format!("```chart lines\na{0}\nb{0}\nc{0}\n", wide(4_000)).as_bytes(), "C090");
    let file = |text: &Path| {
        fs::write(text.with_file_name("d.csv"), format!("a;b\n{}", rows(1_000_000))).unwrap();
        fs::write(text, format!("{HEADER}```chart lines {{file=d.csv}}\n```\n")).unwrap();
    };
    refused_where(file, "C090");
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
    built(&format!("{}a{}\n", "[".repeat(100_000), "]".repeat(100_000)));
    refused(format!("{}a\n", "> - ".repeat(25_000)).as_bytes(), "C021");
}

#[test]
fn yaml_that_expands_without_bounds_is_refused() {
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
fn files_outside_the_project_are_not_read() {
    refused(b"![a](../../../../etc/passwd)\n", "C051");
    refused(b"![a](/etc/passwd)\n", "C051");
    #[cfg(unix)]
    refused_where(|text| std::os::unix::fs::symlink("/etc/passwd", text.with_file_name("02-passwd.md")).unwrap(), "M043");
}

#[test]
fn a_text_of_fifty_megabytes_is_refused_unread() {
    refused_where(|text| fs::File::create(text).unwrap().set_len(50 << 20).unwrap(), "M042");
}

#[cfg(unix)]
#[test]
fn a_page_to_import_without_an_end_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let (book, _) = book(place.path());
    let (status, printed) = run(&book, &["import", "/dev/zero", "--tome", "tome1"]);
    assert_eq!(status, Some(2), "{printed}");
    assert!(printed.contains("/dev/zero is too large"), "{printed}");
}

#[test]
fn names_that_collide_or_that_another_system_refuses_are_refused() {
    let beside = |name: &'static str| move |text: &Path| fs::write(text.with_file_name(name), HEADER).unwrap();
    for name in ["con.md", "Aux.md", "nul", "com1.txt", "a?.md", "\"a\".md", "a .md ", "a:b.md", "a\\b.md"] {
        refused_where(beside(name), "M044");
    }
    refused_where(
        |text| {
            fs::write(text.with_file_name("Note.md"), HEADER).unwrap();
            fs::write(text.with_file_name("note.md"), HEADER).unwrap();
        },
        "M044",
    );
    // One name in two normalization forms, as two systems write it.
    refused_where(
        |text| {
            fs::write(text.with_file_name("e\u{301}te\u{301}.md"), HEADER).unwrap();
            fs::write(text.with_file_name("\u{e9}t\u{e9}.md"), HEADER).unwrap();
        },
        "M044",
    );
    #[cfg(target_os = "linux")]
    refused_where(
        |text| {
            use std::os::unix::ffi::OsStrExt as _;
            fs::write(text.with_file_name(std::ffi::OsStr::from_bytes(b"\xe9t\xe9.md")), HEADER).unwrap();
        },
        "M044",
    );
    for target in ["../../../etc/passwd", "/etc/passwd", "C:\\secret.png", "..\\..\\secret.png", "file:///etc/passwd"] {
        let place = tempfile::tempdir().unwrap();
        let (book, text) = book(place.path());
        fs::write(text, format!("{HEADER}![Une image](<{target}>)\n")).unwrap();
        let (status, printed) = run(&book, &["tome1", "--message-format", "short"]);
        assert_eq!(status, Some(1), "{printed}");
        assert!(["error[C050]", "error[C051]"].iter().any(|code| printed.contains(code)), "{target}: {printed}");
    }
}

#[test]
fn names_with_spaces_accents_and_quotes_are_used() {
    let pixels = encoded(image::DynamicImage::new_rgb8(8, 8), image::ImageFormat::Png);
    // The name on the disk is in one normalization form, the name in the text in the other.
    let names = [
        ("l\u{2019}\u{e9}t\u{e9} \u{ab}bleu\u{bb}.png", "l\u{2019}e\u{301}te\u{301} \u{ab}bleu\u{bb}.png"),
        ("e\u{301}te\u{301} 'rouge'.png", "\u{e9}t\u{e9} 'rouge'.png"),
        ("100 % & plus (1).png", "100 % & plus (1).png"),
    ];
    built_where(|text| {
        let mut body = HEADER.to_owned();
        for (on_disk, written) in names {
            fs::write(text.with_file_name(on_disk), &pixels).unwrap();
            let _ = write!(body, "![Une image](<{written}>)\n\n");
        }
        fs::write(text, body).unwrap();
    });
}

#[test]
fn an_empty_project_and_a_tome_without_a_text_are_reported() {
    let place = tempfile::tempdir().unwrap();
    let (status, printed) = run(place.path(), &["tome1"]);
    assert_eq!(status, Some(2), "{printed}");
    assert!(printed.contains("book/book.yaml"), "{printed}");
    fs::create_dir(place.path().join("book")).unwrap();
    fs::write(place.path().join("book/book.yaml"), "").unwrap();
    let (status, printed) = run(place.path(), &["check", "--message-format", "short"]);
    assert_eq!(status, Some(1), "{printed}");
    assert!(printed.contains("error[M094]"), "the file is empty: {printed}");
    refused_where(|text| fs::write(text.with_file_name("tome.yaml"), "number: 1\nbody: []\n").unwrap(), "M007");
    refused_where(
        |text| {
            fs::remove_file(text).unwrap();
            fs::write(text.with_file_name("tome.yaml"), "number: 1\n").unwrap();
        },
        "M006",
    );
}

#[test]
fn two_thousand_notes_make_a_book() {
    let body = (1..=2_000).fold(String::new(), |mut body, note| {
        let _ = write!(body, "Un mot[^{note}]. ");
        body
    });
    let notes = (1..=2_000).fold(String::new(), |mut notes, note| {
        let _ = write!(notes, "\n\n[^{note}]: La note {note}.");
        notes
    });
    built(&format!("{body}{notes}\n"));
}

/// Writes the picture `name` beside the text, with these bytes, and a text that shows it.
fn picture<'a>(name: &'a str, bytes: &'a [u8]) -> impl Fn(&Path) + 'a {
    move |text| {
        fs::write(text.with_file_name(name), bytes).unwrap();
        fs::write(text, format!("{HEADER}![Une image]({name})\n")).unwrap();
    }
}

/// Asserts that a book changed by `harm` is built. Returns what was printed.
fn built_where(harm: impl Fn(&Path)) -> String {
    let place = tempfile::tempdir().unwrap();
    let (book, text) = book(place.path());
    harm(&text);
    let (status, printed) = run(&book, &["tome1", "--message-format", "short"]);
    assert_eq!(status, Some(0), "{printed}");
    assert!(book.join("output/tome1.epub").is_file() && book.join("output/tome1.pdf").is_file());
    printed
}

fn encoded(pixels: image::DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn pictures_that_would_fill_the_memory_are_refused_by_their_headers() {
    // Headers that declare 50,000 × 50,000 pixels, with almost no data after them.
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3P\0\0\xc3P\x08\x02\0\0\0\xc4\xcd\xaa\x9d\0\0\0\0IDAT5\xaf\x06\x1e\0\0\0\0IEND\xaeB`\x82";
    refused_where(picture("a.png", png), "C054");
    let jpeg =
        b"\xff\xd8\xff\xc0\0\x11\x08\xc3\x50\xc3\x50\x03\x01\x11\0\x02\x11\0\x03\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0\0\xff\xd9";
    refused_where(picture("a.jpg", jpeg), "C054");
    refused_where(picture("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='50000' height='50000'/>"), "C054");
}

#[test]
fn damaged_pictures_are_refused_and_unusual_ones_accepted() {
    refused_where(picture("a.png", b""), "C052");
    refused_where(picture("a.jpg", b"not a picture"), "C052");
    let pixels =
        image::DynamicImage::ImageRgb8(image::RgbImage::from_fn(64, 64, |x, y| image::Rgb([x as u8 * 4, y as u8 * 4, 128])));
    let jpeg = encoded(pixels.clone(), image::ImageFormat::Jpeg);
    for length in [jpeg.len() / 2, jpeg.len() - 2, 30, 3] {
        refused_where(picture("a.jpg", &jpeg[..length]), "C052");
    }
    let png = encoded(pixels.clone(), image::ImageFormat::Png);
    refused_where(picture("a.png", &png[..png.len() / 2]), "C052");
    let printed = built_where(picture("a.jpg", &png));
    assert!(printed.contains("warning[C053]"), "{printed}");
    built_where(picture("a.png", &encoded(image::DynamicImage::ImageRgba16(pixels.into_rgba16()), image::ImageFormat::Png)));
    built_where(picture("a.jpg", include_bytes!("../fixtures/cmyk.jpg")));
}

#[test]
fn drawings_with_outside_references_or_recursion_do_no_harm() {
    let svg = |inside: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>{inside}</svg>"
        )
    };
    let script = svg("<script>alert(1)</script><rect width='5' height='5' onclick='alert(1)'/><image xlink:href='/etc/passwd'/>");
    let printed = built_where(picture("a.svg", script.as_bytes()));
    assert!(printed.contains("a.svg") && printed.contains("script"), "what is taken out is printed: {printed}");
    let entity = format!("<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{}", svg("<text>&a;</text>"));
    let printed = built_where(picture("a.svg", entity.as_bytes()));
    assert!(!printed.contains("root:"), "{printed}");
    let laughs = (0..30).fold("<!ENTITY a0 'ha'>".to_owned(), |mut all, at| {
        let _ = write!(all, "<!ENTITY a{} '&a{at};&a{at};&a{at};&a{at};'>", at + 1);
        all
    });
    let place = tempfile::tempdir().unwrap();
    let (book, text) = book(place.path());
    picture("a.svg", format!("<!DOCTYPE svg [{laughs}]>{}", svg("<text>&a30;</text>")).as_bytes())(&text);
    let (status, printed) = run(&book, &["tome1", "--message-format", "short"]);
    assert!(matches!(status, Some(0 | 1)) && printed.contains("a.svg"), "{printed}");
    // A drawing that contains itself, and one that doubles twenty-five times.
    refused_where(picture("a.svg", svg("<g id='a'><use xlink:href='#a'/></g>").as_bytes()), "E071");
    let doubled = (0..25).fold("<rect id='a0' width='1' height='1'/>".to_owned(), |mut all, at| {
        let _ = write!(all, "<g id='a{}'><use xlink:href='#a{at}'/><use xlink:href='#a{at}'/></g>", at + 1);
        all
    });
    refused_where(picture("a.svg", svg(&doubled).as_bytes()), "E071");
    refused_where(picture("a.svg", svg(&"<g>".repeat(10_000)).as_bytes()), "E003");
}

#[test]
fn unusual_input_makes_a_book() {
    built(&format!("a{}\n", "\u{301}".repeat(5_000)));
    built(&format!("{}\n", "*a ".repeat(5_000)));
    built(&format!("{}\n", "سلام ".repeat(2_000)));
    let printed = built("a \u{202e}b\u{2066}c &#0; d\n");
    assert!(printed.contains("warning[C020]"), "{printed}");
    built("\u{feff}Une ligne.\r\n\r\nUne autre.\r\n");
}
