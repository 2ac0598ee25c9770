//! What the machine does to us: full disks, foreign folders, a kill at any moment, two builds at once, files that change. The last
//! good book stays or the whole new one is there, the fault is named, and the status says whose it is.
#![cfg(unix)]

use std::{
    collections::BTreeMap,
    fs,
    os::unix::{fs::PermissionsExt as _, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::mpsc::TryRecvError,
    time::{Duration, Instant, SystemTime},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_make-book");

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder).env("LC_ALL", "en").env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    command
}

fn told(output: &Output) -> (Option<i32>, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    told(&program(folder, arguments).output().unwrap())
}

/// A new book in a folder of its own, and the path of its only text.
fn book() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(run(place.path(), &["new", "book", "livre"]).0, Some(0));
    let book = place.path().join("livre");
    let text = book.join("tome1/01-first-text.md");
    (place, book, text)
}

/// The files of output/ but for the seals.
fn output(book: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(book.join("output")).unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    files.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn build(book: &Path) -> BTreeMap<String, Vec<u8>> {
    let (status, told) = run(book, &["tome1"]);
    assert_eq!(status, Some(0), "{told}");
    output(book)
}

/// The text with one more paragraph.
fn edit(text: &Path, words: &str) {
    let written = fs::read_to_string(text).unwrap();
    fs::write(text, format!("{written}\n{words}\n")).unwrap();
}

/// A build by a user who owns nothing, for whom file modes count as they do not for the superuser.
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
fn an_output_folder_that_cannot_be_written_is_named() {
    let (place, book, text) = book();
    let before = build(&book);
    edit(&text, "Une ligne de plus.");
    fs::set_permissions(book.join("output"), fs::Permissions::from_mode(0o555)).unwrap();
    let mut command = program(&book, &["tome1"]);
    // The superuser may write anywhere; nobody may not.
    if fs::write(book.join("output/probe"), "").is_ok() {
        fs::remove_file(book.join("output/probe")).unwrap();
        command = as_nobody(place.path(), &book);
    }
    let (status, said) = told(&command.output().unwrap());
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("output/tome1.") && said.contains("denied"), "{said}");
    assert_eq!(output(&book), before);
    fs::set_permissions(book.join("output"), fs::Permissions::from_mode(0o755)).unwrap();

    // A file in the folder's place, and a folder in a file's.
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
fn a_full_disk_leaves_the_last_good_book() {
    let (_place, book, text) = book();
    let before = build(&book);
    let largest = before.values().map(Vec::len).max().unwrap();
    edit(&text, "Une ligne de plus.");
    // No file may grow past half of the larger one: the system's answer is that of a disk with a quota.
    let blocks = (largest / 2 / 512).to_string();
    let script = "trap '' XFSZ; ulimit -f \"$1\"; exec \"$0\" tome1";
    let mut command = Command::new("sh");
    let command = command.args(["-c", script, PROGRAM, &blocks]).current_dir(&book).env("LC_ALL", "en");
    let (status, said) = told(&command.output().unwrap());
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("cannot write") && said.contains("too large"), "{said}");
    assert_eq!(output(&book), before, "and no part of the new one");

    // A disk of its own, where the system lets us mount one; what is on it is told before it goes.
    let script = "mount -t tmpfs -o size=\"$2\" none output || exit 77
        printf good > output/tome1.pdf; printf good > output/tome1.epub
        \"$0\" tome1; echo \"status $?\"; ls -A output; cat output/tome1.epub output/tome1.pdf";
    let size = (largest / 2).to_string();
    let mut command = Command::new("unshare");
    let command = command.args(["--mount", "sh", "-c", script, PROGRAM, "", &size]).current_dir(&book).env("LC_ALL", "en");
    match command.output() {
        Ok(done) if done.status.success() => {
            let (_, said) = told(&done);
            assert!(said.contains("status 2\n") && said.contains("No space left"), "{said}");
            assert!(said.contains("tome1.epub\ntome1.pdf\ngoodgood"), "the last good book and nothing else: {said}");
        }
        Ok(_) | Err(_) => eprintln!("!!!! no disk may be mounted here: a full one was tested by a limit of file size alone"),
    }
}

#[test]
fn a_kill_at_any_moment_leaves_whole_files() {
    let (_place, book, text) = book();
    let old = build(&book);
    let first = fs::read_to_string(&text).unwrap();
    edit(&text, "Une ligne de plus.");
    let second = fs::read_to_string(&text).unwrap();
    let began = Instant::now();
    let new = build(&book);
    let whole = began.elapsed();
    assert!(old != new);

    let is_temporary = |name: &str| name.starts_with(".make-book-");
    let mut killed = 0;
    let mut last = second;
    for moment in 0..24_u32 {
        // Each build has something to do.
        last = if last == first { fs::read_to_string(&text).unwrap() + "\nEncore une.\n" } else { first.clone() };
        fs::write(&text, &last).unwrap();
        let before = output(&book);
        let mut child = program(&book, &["tome1"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if moment % 2 == 0 {
            std::thread::sleep(whole * moment / 24);
        } else {
            // While it writes: at the first file beside its place, the second, or once a name has changed.
            let names = || {
                fs::read_dir(book.join("output"))
                    .map(|entries| entries.flatten().map(|entry| entry.file_name()).collect::<Vec<_>>())
            };
            let fresh = |book: &Path| fs::metadata(book.join("output/tome1.epub")).and_then(|file| file.modified()).ok();
            let stamp = fresh(&book);
            while child.try_wait().unwrap().is_none() {
                let written = names().unwrap_or_default().iter().filter(|name| is_temporary(&name.to_string_lossy())).count();
                if written > usize::from(moment % 4 == 3) || fresh(&book) != stamp {
                    break;
                }
                std::thread::sleep(Duration::from_micros(200));
            }
        }
        killed += u32::from(child.try_wait().unwrap().is_none());
        // The child may have ended in between.
        let _ = child.kill();
        child.wait().unwrap();
        let after = output(&book);
        for name in ["tome1.epub", "tome1.pdf"] {
            let bytes = &after[name];
            let end: &[u8] = if name.ends_with("pdf") { b"%%EOF" } else { b"PK\x05\x06" };
            let tail = &bytes[bytes.len().saturating_sub(64)..];
            assert!(
                bytes == &before[name] || tail.windows(end.len()).any(|window| window == end),
                "{name} is neither old nor whole"
            );
        }
        let strange = after.keys().filter(|name| !name.starts_with("tome1.") && !is_temporary(name)).count();
        assert_eq!(strange, 0, "{:?}", after.keys());
    }
    assert!(killed >= 12, "only {killed} of 24 builds were killed before they ended");

    // Whatever was left, the next build is that of an untouched folder, and what lies about is swept up once it is old.
    fs::write(&text, &first).unwrap();
    let whole_again: BTreeMap<_, _> = build(&book).into_iter().filter(|(name, _)| !is_temporary(name)).collect();
    assert_eq!(whole_again, old);
    let left = book.join("output/.make-book-left.tmp");
    fs::write(&left, "half a book").unwrap();
    let entries = || fs::read_dir(book.join("output")).unwrap().map(|entry| entry.unwrap().path());
    for path in entries().filter(|path| is_temporary(&path.file_name().unwrap().to_string_lossy())) {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(25 * 3600)).unwrap();
    }
    let recent = book.join("output/.make-book-recent.tmp");
    fs::write(&recent, "of a build that runs now").unwrap();
    edit(&text, "Une dernière.");
    let swept = build(&book);
    let names: Vec<_> = swept.keys().map(String::as_str).collect();
    assert_eq!(names, [".make-book-recent.tmp", "tome1.epub", "tome1.pdf"]);
}

#[test]
fn two_builds_at_once_give_one_whole_book() {
    let (_place, book, text) = book();
    let alone = build(&book);
    for round in 0..3 {
        fs::remove_dir_all(book.join("output")).unwrap();
        let spawn = || program(&book, &["tome1"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let children = [spawn(), spawn(), spawn()];
        for child in children {
            let (status, said) = told(&child.wait_with_output().unwrap());
            assert_eq!(status, Some(0), "round {round}: {said}");
        }
        assert_eq!(output(&book), alone);
    }
    // One of them began before an edit: what is left is seen not to be of now.
    edit(&text, "Une ligne de plus.");
    let mut early = program(&book, &["tome1"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(30));
    edit(&text, "Une autre.");
    build(&book);
    early.wait().unwrap();
    let then = build(&book);
    fs::remove_dir_all(book.join("output")).unwrap();
    assert_eq!(build(&book), then);
}

#[test]
fn a_text_that_is_written_while_it_is_read_is_read_or_refused() {
    let (_place, book, text) = book();
    build(&book);
    let written = fs::read_to_string(&text).unwrap();
    let (goes_on, ended) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let ended = ended;
            let mut round = 0;
            // Until the other end is gone, be it by an assertion that failed: the scope waits for this thread.
            while ended.try_recv() != Err(TryRecvError::Disconnected) {
                round += 1;
                // As an editor that writes in place: for a moment the file is empty, then short; sometimes it is away.
                fs::write(&text, &written[..written.len() / 2]).unwrap();
                fs::write(&text, format!("{written}\nTour {round}.\n")).unwrap();
                if round % 8 == 0 {
                    fs::rename(&text, text.with_extension("away")).unwrap();
                    fs::rename(text.with_extension("away"), &text).unwrap();
                }
            }
        });
        let _goes_on = goes_on;
        for _ in 0..8 {
            let (status, said) = run(&book, &["tome1", "--message-format", "short"]);
            // By the name that it had, or by that under which it was away.
            let named = said.contains("01-first-text.");
            assert!(status == Some(0) || (matches!(status, Some(1 | 2)) && named), "{status:?}: {said}");
        }
    });
    fs::write(&text, &written).unwrap();
    let settled = build(&book);
    fs::remove_dir_all(book.join("output")).unwrap();
    assert_eq!(build(&book), settled);
}

#[test]
fn a_picture_that_is_another_when_it_is_read_again_stops_the_build() {
    let (_place, book, text) = book();
    let before = build(&book);
    // Forty megabytes in five files: the last is not held in memory.
    let picture = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stress/book/images/carre.jpg")).unwrap();
    let noted: Vec<u8> = std::iter::repeat_n([&b"\xff\xef\xff\xff"[..], &[0; 0xFFFD]].concat(), 128).flatten().collect();
    let picture = [&picture[..2], &noted, &picture[2..]].concat();
    for name in ["a", "b", "c", "d", "e"] {
        fs::write(book.join(format!("tome1/{name}.jpg")), [&picture[..], name.as_bytes()].concat()).unwrap();
        edit(&text, &format!("![Un carré]({name}.jpg)\n"));
    }
    let (goes_on, ended) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let ended = ended;
            while ended.try_recv() != Err(TryRecvError::Disconnected) {
                let mut file = fs::File::options().append(true).open(book.join("tome1/e.jpg")).unwrap();
                std::io::Write::write_all(&mut file, b"x").unwrap();
                std::thread::sleep(Duration::from_micros(200));
            }
        });
        let _goes_on = goes_on;
        for arguments in [&["tome1"][..], &["check"]] {
            let (status, said) = run(&book, arguments);
            assert_eq!(status, Some(2), "{said}");
            assert!(said.contains("e.jpg has changed while the book was made: nothing was written"), "{said}");
        }
    });
    assert_eq!(output(&book), before);
    assert!(build(&book) != before, "once the picture stays as it is, it is in the book");
}

#[test]
fn files_from_the_future_and_from_long_ago_are_read_all_the_same() {
    let (_place, book, text) = book();
    let first = build(&book);
    let dated = |path: &Path, year: u64| {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(year * 31_557_600)).unwrap();
    };
    // The clock was set back after the build; then the text is edited, and is older than what was made of it.
    dated(&book.join("output/tome1.epub"), 130);
    edit(&text, "Une ligne de plus.");
    dated(&text, 0);
    let second = build(&book);
    assert!(second != first, "the edit is seen");
    dated(&text, 130);
    let (status, said) = run(&book, &["tome1"]);
    assert_eq!(status, Some(0));
    assert!(said.contains("nothing has changed"), "a date is no change: {said}");
    assert_eq!(output(&book), second);
}

#[test]
fn a_damaged_font_is_named_and_a_missing_one_replaced() {
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
    fs::remove_file(&place).unwrap();
    assert_eq!(build(&book), without);
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let (place, book, text) = book();
    let before = build(&book);
    fs::set_permissions(&text, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = program(&book, &["tome1"]);
    if fs::read(&text).is_ok() {
        command = as_nobody(place.path(), &book);
    }
    let (status, said) = told(&command.output().unwrap());
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("01-first-text.md") && said.contains("denied"), "{said}");
    assert_eq!(output(&book), before);
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
        let (status, said) = told(&done.unwrap());
        assert_eq!(status, Some(0), "{said}");
        assert_eq!(output(&book), before, "the same bytes in whatever environment");
        fs::remove_dir_all(book.join("output")).unwrap();
    }
}

#[test]
fn nobody_need_listen_and_a_full_disk_is_told_of() {
    let (_place, book, _text) = book();
    let shell = |script: &str| {
        let mut command = Command::new("sh");
        told(&command.args(["-c", script, PROGRAM]).current_dir(&book).env("LC_ALL", "en").output().unwrap())
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
