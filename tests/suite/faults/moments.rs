//! Events during a build: a kill, another build, files that change. Also clocks that are wrong.

use super::book::{book, build, edit, output};
use crate::program::{answer, command, run};
use std::{
    fs,
    path::Path,
    process::Stdio,
    sync::mpsc::TryRecvError,
    time::{Duration, Instant, SystemTime},
};

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
        // Change the text, so that each build has something to do.
        last = if last == first { fs::read_to_string(&text).unwrap() + "\nEncore une.\n" } else { first.clone() };
        fs::write(&text, &last).unwrap();
        let before = output(&book);
        let mut child = command(&book, &["tome1"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if moment % 2 == 0 {
            std::thread::sleep(whole * moment / 24);
        } else {
            // While it writes: when there is one temporary file, or two, or when the EPUB has been replaced.
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
        // The child may have ended meanwhile.
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

    // Whatever was left, the next build gives the files of an untouched folder, and removes the temporary files of dead processes.
    fs::write(&text, &first).unwrap();
    fs::write(book.join("output/.make-book-left.tmp"), "half a book").unwrap();
    let living = fs::File::create(book.join("output/.make-book-living.tmp")).unwrap();
    living.lock().unwrap();
    let mut whole_again = build(&book);
    if cfg!(unix) {
        assert!(whole_again.remove(".make-book-living.tmp").is_some(), "another build holds it");
        assert_eq!(whole_again, old);
        drop(living);
        edit(&text, "Une dernière.");
        let names: Vec<_> = build(&book).into_keys().collect();
        assert_eq!(names, ["tome1.epub", "tome1.pdf"]);
    }
}

#[test]
fn two_builds_at_once_give_one_whole_book() {
    let (_place, book, text) = book();
    let alone = build(&book);
    for round in 0..3 {
        fs::remove_dir_all(book.join("output")).unwrap();
        let spawn = || command(&book, &["tome1"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let children = [spawn(), spawn(), spawn()];
        for child in children {
            let (status, said) = answer(&child.wait_with_output().unwrap());
            assert_eq!(status, Some(0), "round {round}: {said}");
        }
        assert_eq!(output(&book), alone);
    }
    // One build began before an edit: the next build notices that the files are not of the present text.
    edit(&text, "Une ligne de plus.");
    let mut early = command(&book, &["tome1"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(30));
    edit(&text, "Une autre.");
    build(&book);
    early.wait().unwrap();
    let then = build(&book);
    fs::remove_dir_all(book.join("output")).unwrap();
    assert_eq!(build(&book), then);
}

#[test]
fn a_text_that_changes_during_a_build_is_read_or_refused() {
    let (_place, book, text) = book();
    build(&book);
    let written = fs::read_to_string(&text).unwrap();
    let (goes_on, ended) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let ended = ended;
            let mut round = 0;
            // Until the sender is dropped, also by a failed assertion: the scope waits for this thread.
            while ended.try_recv() != Err(TryRecvError::Disconnected) {
                round += 1;
                // As an editor that writes in place: the file is empty for a moment, then short; sometimes it is missing.
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
            // By its name, or by that which it had while it was away.
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
fn a_picture_that_changes_during_a_build_stops_it() {
    let (_place, book, text) = book();
    let before = build(&book);
    // Forty megabytes in five files: past 32 MiB a picture is not kept in memory.
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
fn dates_of_files_do_not_matter() {
    let (_place, book, text) = book();
    let first = build(&book);
    let dated = |path: &Path, year: u64| {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(year * 31_557_600)).unwrap();
    };
    // The clock was set back after the build; then the text is edited, and is older than the files made of it.
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
