//! A build does nothing when nothing has changed, and says so. After any change the files are those of a build without a cache.

use crate::program::run;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Builds the volume. Returns whether there was nothing to do.
fn was_current(folder: &Path, more: &[&str]) -> bool {
    let (status, said) = run(folder, &[&["tome1"], more].concat());
    assert_eq!(status, Some(0), "{said}");
    said.contains("nothing has changed")
}

fn files(folder: &Path) -> [Option<Vec<u8>>; 2] {
    ["tome1.epub", "tome1.pdf"].map(|name| fs::read(folder.join("output").join(name)).ok())
}

/// The files of a build without a cache.
fn afresh(folder: &Path, more: &[&str]) -> [Option<Vec<u8>>; 2] {
    fs::remove_dir_all(folder.join("output")).unwrap();
    assert!(!was_current(folder, more), "there is nothing to be current");
    files(folder)
}

/// A new book with words of its own.
fn new_book(place: &Path) -> PathBuf {
    assert_eq!(run(place, &["new", "book", "livre"]).0, Some(0));
    let book = place.join("livre");
    crate::program::write_words(&book);
    book
}

/// The first text of a book, and what is written in it.
fn first_text(book: &Path) -> (PathBuf, String) {
    let texts = fs::read_dir(book.join("tome1")).unwrap().map(|entry| entry.unwrap().path());
    let text = texts.filter(|path| path.extension().is_some_and(|extension| extension == "md")).min().expect("a text");
    let written = fs::read_to_string(&text).unwrap();
    (text, written)
}

#[test]
fn warnings_are_shown_again_without_a_build() {
    let place = tempfile::tempdir().unwrap();
    let book = new_book(place.path());
    let (text, written) = first_text(&book);
    fs::write(&text, format!("{written}\n# Un titre « trop haut »\n\nDu texte.\n")).unwrap();
    let messages = |said: &str| said.split("tome1: ").next().unwrap_or_default().to_owned();
    let (status, first) = run(&book, &["tome1"]);
    assert!(status == Some(0) && first.contains("C013"), "{first}");
    let (status, second) = run(&book, &["tome1"]);
    assert!(status == Some(0) && second.contains("nothing has changed"), "{second}");
    assert_eq!(messages(&first), messages(&second));
    // A program gets them too, and `--strict` refuses the book as before.
    assert!(run(&book, &["tome1", "--message-format", "short"]).1.contains("warning[C013]"));
    assert_eq!(run(&book, &["tome1", "--strict"]).0, Some(1));
    // A stamp whose messages are spoilt is no stamp.
    let stamp = book.join("output/.cache/tome1-epub-pdf.json");
    let spoilt = fs::read_to_string(&stamp).unwrap().replace("C013", "C999");
    fs::write(&stamp, spoilt).unwrap();
    assert!(!was_current(&book, &[]));
}

#[test]
fn a_build_without_changes_does_nothing() {
    let place = tempfile::tempdir().unwrap();
    let book = new_book(place.path());
    assert!(!was_current(&book, &[]));
    let first = files(&book);
    assert!(was_current(&book, &[]), "the second build has nothing to do");
    assert!(files(&book) == first);
    assert!(was_current(&book, &["--strict"]), "nor has one that is strict, where nothing is wrong");

    // An edit of a source is noticed, and so is its undoing.
    let (text, written) = first_text(&book);
    fs::write(&text, format!("{written}\nUne ligne de plus.\n")).unwrap();
    assert!(!was_current(&book, &[]));
    let edited = files(&book);
    assert!(edited != first && edited == afresh(&book, &[]), "cached and uncached bytes are the same");
    fs::write(&text, &written).unwrap();
    assert!(!was_current(&book, &[]));
    assert!(files(&book) == first);

    // A file that is damaged or missing is made again, and so is one that a build with other options replaced.
    fs::write(book.join("output/tome1.epub"), "damaged").unwrap();
    assert!(!was_current(&book, &[]));
    fs::remove_file(book.join("output/tome1.pdf")).unwrap();
    assert!(!was_current(&book, &[]));
    assert!(files(&book) == first);
    assert!(!was_current(&book, &["--format", "epub", "--no-page-list"]));
    assert!(files(&book) != first);
    assert!(!was_current(&book, &[]));
    assert!(files(&book) == first);

    // A damaged stamp is ignored.
    let stamp = book.join("output/.cache/tome1-epub-pdf.json");
    for nonsense in ["", "{}", "[1]", "{\"key\":1}"] {
        fs::write(&stamp, nonsense).unwrap();
        assert!(!was_current(&book, &[]), "{nonsense}");
        assert!(was_current(&book, &[]));
    }
    let kept = fs::read_to_string(&stamp).unwrap();
    fs::write(&stamp, kept.replace("\"tome1.pdf\"", "\"../book/book.yaml\"")).unwrap();
    assert!(!was_current(&book, &[]), "a stamp speaks of output/ only");
}

/// A copy of the sample, with its two volumes: they refer to each other, and their contents and index print folios.
fn sample(place: &Path) -> PathBuf {
    let (from, to) = (Path::new(env!("CARGO_MANIFEST_DIR")), place.join("sample"));
    for folder in ["book", "tome1", "tome2"] {
        copy(&from.join(folder), &to.join(folder));
    }
    to
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// Turns the text of a file into another.
type Edit<'a> = &'a dyn Fn(&str) -> String;

/// Whatever is edited, the files are those of a build without a memo.
#[test]
fn a_build_with_a_memo_gives_the_same_files() {
    let place = tempfile::tempdir().unwrap();
    let book = sample(place.path());
    let memo = book.join("output/.cache/tome1.memo");
    assert!(!was_current(&book, &[]));
    let first = files(&book);
    let kept = fs::read(&memo).unwrap();
    let mut texts: Vec<_> = fs::read_dir(book.join("tome1")).unwrap().map(|entry| entry.unwrap().path()).collect();
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    texts.sort();
    let [early, late] = [&texts[1], &texts[texts.len() - 2]];

    // A line at the end of a text, paragraphs that move all that follows, a title that other pages print, a person's name, a page size.
    let line = |text: &str| format!("{text}\nUne ligne de plus.\n");
    let pages = |text: &str| format!("{text}\n{}\n", "Encore un paragraphe, et une phrase de plus.\n\n".repeat(60));
    let title = |text: &str| text.replacen("title: ", "title: Nouveau, ", 1);
    let name = |text: &str| text.replacen("given: Alban", "given: Albin", 1);
    let design = |text: &str| text.replacen("format: 160x240", "format: a5", 1);
    let edits: [(&Path, Edit<'_>); 6] = [
        (early, &line),
        (early, &pages),
        (late, &line),
        (late, &title),
        (&book.join("book/people.yaml"), &name),
        (&book.join("book/book.yaml"), &design),
    ];
    for (path, edit) in edits {
        let written = fs::read_to_string(path).unwrap();
        let edited = edit(&written);
        assert!(edited != written);
        fs::write(path, edited).unwrap();
        fs::write(&memo, &kept).unwrap();
        assert!(!was_current(&book, &[]));
        let with = files(&book);
        fs::remove_dir_all(book.join("output/.cache")).unwrap();
        assert!(!was_current(&book, &[]));
        assert!(with == files(&book), "cached and uncached bytes differ after an edit of {}", path.display());
        fs::write(path, &written).unwrap();
    }
    // The sources are as at first, but the memo is of another state.
    assert!(!was_current(&book, &[]));
    assert!(files(&book) == first);

    // A memo that is damaged, cut short or no memo at all is ignored.
    let spoilt: Vec<u8> =
        kept.iter().enumerate().map(|(at, byte)| if at % 5_000 == 4_999 { byte ^ 0x55 } else { *byte }).collect();
    for bytes in [spoilt, kept[..kept.len() / 2].to_vec(), b"nonsense".to_vec()] {
        fs::write(&memo, bytes).unwrap();
        fs::remove_file(book.join("output/.cache/tome1-epub-pdf.json")).unwrap();
        assert!(!was_current(&book, &[]));
        assert!(files(&book) == first);
    }
}

#[test]
fn warnings_of_an_unchanged_book_are_repeated() {
    let place = tempfile::tempdir().unwrap();
    let book = new_book(place.path());
    let (text, written) = first_text(&book);
    fs::write(&text, format!("{written}\n# Un titre de premier niveau\n\nEt son texte.\n")).unwrap();
    let (status, said) = run(&book, &["tome1"]);
    assert!(status == Some(0) && said.contains("C013"), "{said}");
    let (status, said) = run(&book, &["tome1"]);
    assert!(status == Some(0) && said.contains("nothing has changed") && said.contains("1 warning, as before"), "{said}");
    let (status, said) = run(&book, &["tome1", "--message-format", "json"]);
    assert!(status == Some(0) && said.contains("C013"), "a program is given every warning again: {said}");
    let (status, said) = run(&book, &["tome1", "--strict"]);
    assert!(status == Some(1) && said.contains("C013"), "a strict build fails as it would have: {said}");
}

/// A picture with more pixels than a screen shows or print can use.
fn large_picture() -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(2600, 1500, |x, y| image::Rgb([(x / 9) as u8, (y / 7) as u8, ((x ^ y) % 251) as u8]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb8(pixels).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// All files below a folder that are results: the others are the folder's own.
fn results(folder: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut files: Vec<_> = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())).collect();
    files.sort();
    files
}

#[test]
fn what_was_made_of_pictures_is_kept_for_the_next_build() {
    let place = tempfile::tempdir().unwrap();
    let book = new_book(place.path());
    fs::write(book.join("tome1/images/vue.jpg"), large_picture()).unwrap();
    let (text, written) = first_text(&book);
    let with_line =
        |line: &str| fs::write(&text, format!("{written}\n![Une vue de la vallée](images/vue.jpg)\n\n{line}\n")).unwrap();
    let kept = book.join("output/.cache/pictures");
    with_line("Une ligne.");
    assert!(!was_current(&book, &[]));
    let made = results(&kept);
    assert_eq!(made.len(), 2, "one for the screen, one for the page");
    let before: Vec<_> = made.iter().map(|path| fs::metadata(path).unwrap().modified().unwrap()).collect();

    // The next build takes them, and makes the same files as one that has none.
    with_line("Une autre ligne.");
    assert!(!was_current(&book, &[]));
    let with = files(&book);
    let after: Vec<_> = made.iter().map(|path| fs::metadata(path).unwrap().modified().unwrap()).collect();
    assert!(results(&kept) == made && before == after, "nothing is made again");
    assert!(afresh(&book, &[]) == with);

    // What is damaged is made again.
    for path in results(&kept) {
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
    }
    fs::remove_file(book.join("output/.cache/tome1-epub-pdf.json")).unwrap();
    assert!(!was_current(&book, &[]));
    assert!(files(&book) == with);
    // Another picture under the same name is another one.
    let mut other = large_picture();
    other.extend_from_slice(b"\n");
    fs::write(book.join("tome1/images/vue.jpg"), other).unwrap();
    assert!(!was_current(&book, &[]));
    assert_eq!(results(&kept).len(), 4);
    // A folder that leads elsewhere is not written to.
    let elsewhere = place.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::remove_dir_all(&kept).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, &kept).unwrap();
    with_line("Une dernière ligne.");
    assert!(!was_current(&book, &[]));
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}
