//! The program as it is run: tests/cases/cli/COMMAND/CASE/command.txt → expected.txt, and a few tests that need several runs.
//!
//! A case runs in a copy of `tests/cases/cli/project`. Its command is one line; double quotes keep words together. `[FIXTURES]` stands for
//! tests/fixtures in the command and in the expected text, which holds the exit status, both outputs, and every file written.

use super::program::files;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_make-book"));
    command.args(arguments).current_dir(folder).env("LC_ALL", "fr_FR.UTF-8").env_remove("SOURCE_DATE_EPOCH");
    if arguments.first() == Some(&"new") {
        // `new` writes the date of today: the 27th of November 2016.
        command.env("SOURCE_DATE_EPOCH", "1480204800");
    }
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn check(case: &Path) {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files(&root().join("tests/cases/cli/project")) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let before = files(folder.path());
    let fixtures = root().join("tests/fixtures").display().to_string();
    let command = std::fs::read_to_string(case.join("command.txt")).unwrap().replace("[FIXTURES]", &fixtures);
    // Every second piece was between double quotes.
    let pieces = command.trim().split('"').enumerate();
    let words = |(at, piece): (usize, &str)| match at % 2 {
        0 => piece.split_whitespace().map(str::to_owned).collect(),
        _ => vec![piece.to_owned()],
    };
    let arguments: Vec<String> = pieces.flat_map(words).collect();
    let (status, stdout, stderr) = run(folder.path(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let mut found = format!("status {status}\n");
    for (name, text) in [("stdout", stdout), ("stderr", stderr)] {
        if !text.is_empty() {
            writeln!(found, "==== {name}\n{}", without_measures(&text).trim_end()).unwrap();
        }
    }
    // The cache of a build is not part of the book (`cli::build_stamp`, `cli::memo`).
    let kept = |path: &PathBuf| path.starts_with("output/.cache");
    let after = files(folder.path());
    for (path, bytes) in after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes) && !kept(path)) {
        writeln!(found, "==== written: {}", path.display()).unwrap();
        if !path.starts_with("output") && !path.components().any(|part| part.as_os_str() == ".schemas") {
            writeln!(found, "{}", String::from_utf8_lossy(bytes).trim_end()).unwrap();
        }
    }
    let found = found.replace(&fixtures, "[FIXTURES]").replace(&folder.path().display().to_string(), "[PROJECT]");
    snapbox::assert_data_eq!(found, snapbox::Data::read_from(&case.join("expected.txt"), None).raw());
}

/// The text with `[N]` for file sizes and page counts, which change with every change of the writers or of the layout.
fn without_measures(text: &str) -> String {
    let mut words: Vec<&str> = text.split_inclusive([' ', '\u{a0}', '\n']).collect();
    for at in 1..words.len() {
        let unit = words[at].trim_end_matches([' ', '\n', ',', ')']);
        let bracket = words[at - 1].starts_with('(');
        let number = words[at - 1].trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit());
        if number && matches!(unit, "ko" | "kB" | "page" | "pages") {
            words[at - 1] = if bracket { "([N] " } else { "[N] " };
        }
    }
    let mut text = words.concat();
    for key in ["\"bytes\":", "\"pages\":"] {
        let parts: Vec<&str> = text.split(key).collect();
        let rest = parts[1..].iter().map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
        text = std::iter::once(parts[0]).chain(rest).collect::<Vec<_>>().join(&format!("{key}[N]"));
    }
    text
}

#[test]
fn cases() {
    let cases = files(&root().join("tests/cases/cli"));
    let cases = cases.keys().filter(|path| path.ends_with("command.txt"));
    cases.for_each(|path| check(&root().join("tests/cases/cli").join(path.parent().unwrap())));
}

#[test]
fn a_new_book_builds_and_takes_an_imported_text_once() {
    let folder = tempfile::tempdir().unwrap();
    let (status, _, said) = run(folder.path(), &["new", "book", "livre"]);
    assert_eq!(status, 0, "{said}");
    let book = folder.path().join("livre");
    crate::program::write_words(&book);
    let built = |book: &Path| {
        let (status, _, said) = run(book, &["tome1", "--strict"]);
        assert_eq!(status, 0, "a scaffold has nothing to warn of: {said}");
    };
    built(&book);
    let page = root().join("tests/fixtures/import/page-inventee.txt");
    let import = ["import", page.to_str().unwrap(), "--tome", "tome1", "--write"];
    let (status, _, said) = run(&book, &import);
    assert_eq!(status, 0, "{said}");
    built(&book);
    std::fs::remove_dir_all(book.join("output")).unwrap();
    let before = files(&book);
    let (status, _, said) = run(&book, &import);
    assert_eq!(status, 1, "a text is never imported over itself: {said}");
    assert!(files(&book) == before, "nothing is written the second time");
}

#[test]
fn an_entry_that_cannot_be_written_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["new", "book", "livre"]);
    let book = folder.path().join("livre");
    crate::program::write_words(&book);
    // The whole file is one line, so that an edit by lines can add nothing.
    std::fs::write(book.join("book/sponsors.yaml"), "{tiers: [{id: gold, title: Or}], sponsors: []}\n").unwrap();
    let page = root().join("tests/fixtures/import/page-inventee.txt");
    let (_, _, said) = run(&book, &["import", page.to_str().unwrap(), "--tome", "tome1", "--write"]);
    assert!(said.contains("[I009]"), "{said}");
}

#[test]
fn an_import_that_could_not_be_built_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["new", "book", "livre"]);
    let book = folder.path().join("livre");
    crate::program::write_words(&book);
    let before = files(&book);
    let page = folder.path().join("page.md");
    for body in [format!("{} a", ">".repeat(150)), "- ".repeat(150) + "a", "```chart pie\n```".to_owned()] {
        std::fs::write(&page, format!("# Un titre\n\n{body}\n")).unwrap();
        let import = ["import", page.to_str().unwrap(), "--tome", "tome1", "--author", "Ann Ée", "--write"];
        let (status, _, said) = run(&book, &import);
        assert!(status == 1 && said.contains("erreur[C0"), "{said}");
        assert!(said.contains("rien n’a été écrit") && files(&book) == before, "{said}");
    }
}

#[test]
fn source_date_epoch_dates_the_files_and_not_the_book() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["new", "book", "livre"]).0, 0);
    let book = folder.path().join("livre");
    crate::program::write_words(&book);
    let built = |epoch: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_make-book"));
        let arguments = ["tome1", "--format", "epub", "--no-page-list"];
        command.args(arguments).current_dir(&book).env("SOURCE_DATE_EPOCH", epoch).output().unwrap().status.code().unwrap()
    };
    assert_eq!(built("1700000000"), 0);
    let file = std::fs::File::open(book.join("output/tome1.epub")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut package = archive.by_name("OEBPS/content.opf").unwrap();
    assert_eq!(package.last_modified().map(|date| (date.year(), date.month(), date.day())), Some((2023, 11, 14)));
    let mut text = String::new();
    std::io::Read::read_to_string(&mut package, &mut text).unwrap();
    assert!(text.contains("dcterms:modified\">2023-11-14T00:00:00Z"), "{text}");
    assert!(text.contains(">2016-11-27</dc:date>"), "{text}");
    assert_eq!(built("yesterday"), 2);
}

#[test]
fn the_typographic_report_has_figures_and_places() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["new", "book", "livre"]).0, 0);
    let book = folder.path().join("livre");
    crate::program::write_words(&book);
    let path = "tome1/01-premier-texte.md";
    let text = std::fs::read_to_string(book.join(path)).unwrap();
    let (header, _) = text.rsplit_once("---\n").unwrap();
    let words = "On écrit ici quelques phrases, assez longues pour que la justification ait à faire. ".repeat(6);
    let text = format!("{header}---\n\nUn début.\n\nLes *mots* de cette ligne sont uniques\u{202f}: {words}\n");
    let line = text.lines().position(|line| line.starts_with("Les ")).unwrap() + 1;
    std::fs::write(book.join(path), text).unwrap();
    let report = |name: &str| {
        let (status, _, said) = run(&book, &["tome1", "--format", "pdf", "--report", name]);
        assert_eq!(status, 0, "{said}");
        std::fs::read_to_string(book.join(name)).unwrap()
    };
    let first = report("output/tome1.typography.json");
    assert_eq!(first, report("output/tome1.typography.json"), "the same report each time");
    let read: serde_json::Value = serde_json::from_str(&first).unwrap();
    let volume = &read["tomes"][0];
    assert_eq!(volume["tome"], "tome1");
    assert!(volume["figures"]["lines"].as_u64().unwrap() >= 7, "{first}");
    assert!(volume["figures"]["word-spaces"]["percentiles"]["50"].as_f64().unwrap() > 0.5);
    let section = volume["sections"].as_array().unwrap().iter().find(|section| section["section"] == "premier-texte").unwrap();
    let loosest = &section["figures"]["loosest"];
    assert_eq!((&loosest["path"], &loosest["line"]), (&path.into(), &line.into()), "{first}");
    assert!(loosest["text"].as_str().unwrap().len() > 20);
    let text = report("output/deep/tome1.txt");
    assert!(text.starts_with("Typographie de tome1") && text.contains("veuves  "), "{text}");
    for elsewhere in ["tome1.json", "../output/tome1.json", "output", "output/../tome1/x.json", "output/tome1.PDF"] {
        let (status, _, said) = run(&book, &["tome1", "--report", elsewhere]);
        assert_eq!(status, 2, "{elsewhere}: {said}");
    }
    let absolute = book.join("output/absolute.json");
    assert_eq!(run(&book, &["tome1", "--format", "pdf", "--report", absolute.to_str().unwrap()]).0, 0);
    assert!(absolute.is_file());
}

#[test]
fn usage_errors_have_status_2() {
    for arguments in [&["--nope"][..], &["tome1", "check"], &["check", "tome1", "tome7"], &["schema", "nope"]] {
        assert_eq!(run(root(), arguments).0, 2, "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["--version"], &["man"], &["schema"]] {
        assert_eq!(run(root(), arguments).0, 0, "{arguments:?}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert_eq!(run(root(), &["completions", shell]).0, 0, "{shell}");
    }
}

#[test]
fn fix_shows_what_it_would_change_and_then_changes_it_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["new", "book", "livre", "--title", "Un livre", "--editor", "Ann d’Ée"]).0, 0);
    let book = folder.path().join("livre");
    crate::program::write_words(&book);
    let people = "# Qui écrit\nann-d-ee:\n  name: { given: Ann, family: d’Ée } # elle\n  role: Autrice : éditrice\n  bio: \"Elle écrit.\"\n";
    std::fs::write(book.join("book/people.yaml"), people).unwrap();
    let text = "---\ntitle: Un début #1\nkind: text\nauthors: [ann-d-ee]\nstatus: draft\ndate: 15/11/2026\n---\nD\u{e9}j\u{e0} : <<oui>>.\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    std::fs::remove_file(book.join("tome1/01-premier-texte.md")).unwrap();
    std::fs::write(book.join("tome1/01-premier-texte.MD"), &bytes).unwrap();
    let before = files(&book);
    assert_eq!(run(&book, &["check"]).0, 1);
    let (status, shown, said) = run(&book, &["fix", "--dry-run"]);
    assert_eq!(status, 0, "{said}");
    assert!(shown.contains("-  role: Autrice : éditrice\n+  role: \"Autrice : éditrice\"\n"), "{shown}");
    assert!(shown.contains("01-premier-texte.MD → tome1/01-premier-texte.md (Windows-1252 → UTF-8)"), "{shown}");
    assert!(files(&book) == before, "nothing is written");
    let (status, made, said) = run(&book, &["fix"]);
    assert_eq!((status, made), (0, shown), "{said}");
    let read = |path: &str| std::fs::read_to_string(book.join(path)).unwrap();
    assert_eq!(read("book/people.yaml"), people.replace("Autrice : éditrice", "\"Autrice : éditrice\""));
    let mended = text.replace("Un début #1", "\"Un début #1\"").replace("15/11/2026", "2026-11-15").replace("<<oui>>", "«oui»");
    assert_eq!(read("tome1/01-premier-texte.md"), mended);
    assert!(!book.join("tome1/01-premier-texte.MD").exists());
    let (status, _, said) = run(&book, &["check"]);
    assert_eq!(status, 0, "{said}");
    assert!(run(&book, &["fix"]).2.contains("Rien à corriger"));
}

#[test]
fn check_speaks_of_fix_only_where_it_has_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["--lang", "en", "new", "book", "livre"]).0, 0);
    let book = folder.path().join("livre");
    let order = book.join("tome1/tome.yaml");
    let good = std::fs::read_to_string(&order).unwrap();
    for (line, has_answer) in [("  • 01-first-text.md", false), ("  -01-first-text.md", false), ("\t- 01-first-text.md", true)]
    {
        std::fs::write(&order, good.replace("  - 01-first-text.md", line)).unwrap();
        let (_, _, said) = run(&book, &["--lang", "en", "check"]);
        assert_eq!(said.contains("fix --dry-run"), has_answer, "{line}: {said}");
    }
}

#[test]
fn whoever_has_no_book_is_told_how_to_begin_one() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&[][..], &["tome1"], &["check"]] {
        let (status, _, said) = run(folder.path(), arguments);
        assert!(status == 2 && said.contains("make-book new book"), "{arguments:?}: {said}");
    }
    let (_, usage, _) = run(folder.path(), &["--lang", "fr", "aide", "new"]);
    assert!(usage.contains("make-book new"), "{usage}");
    let (status, _, said) =
        run(folder.path(), &["--lang=fr", "init", "--title", "Un : deux", "--tomes", "2", "--language", "en-GB"]);
    assert_eq!(status, 0, "{said}");
    let (status, _, said) = run(folder.path(), &["check", "--message-format", "short"]);
    assert!(status == 1 && said.contains("[M034]") && !said.contains("[M002]"), "{said}");
    crate::program::write_words(folder.path());
    let (status, _, said) = run(folder.path(), &["--all", "--strict", "--format", "epub", "--no-page-list"]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(run(folder.path(), &["new", "book", "."]).0, 2, "no file is replaced");
}

#[test]
fn what_keeps_a_project_from_being_found_or_built_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (status, _, said) = run(folder.path(), &["build", "--lang", "en"]);
    assert!(status == 2 && said.contains("no project here") && said.contains("‘build’ is no command"), "{said}");
    std::fs::create_dir(folder.path().join("book")).unwrap();
    std::fs::write(folder.path().join("book/book.yml"), "title: Un\n").unwrap();
    let (status, _, said) = run(folder.path(), &["check", "--lang", "en"]);
    assert!(status == 2 && said.contains("book/book.yml should be called book.yaml"), "{said}");
    std::fs::remove_dir_all(folder.path().join("book")).unwrap();
    assert_eq!(run(folder.path(), &["new", "book", "."]).0, 0);
    crate::program::write_words(folder.path());
    std::fs::write(folder.path().join("output"), "").unwrap();
    let (status, _, said) = run(folder.path(), &["tome1", "--format", "epub", "--no-page-list", "--lang", "en"]);
    assert!(status == 2 && said.contains("it is no folder"), "{said}");
}

#[test]
fn a_volume_that_is_yet_to_be_written_does_not_stop_another() {
    let folder = tempfile::tempdir().unwrap();
    let new = ["new", "book", "livre", "--title", "Un livre", "--editor", "Ada Cas", "--tomes", "2"];
    assert_eq!(run(folder.path(), &new).0, 0);
    let book = folder.path().join("livre");
    // Who signs in the second volume only waits for a biography there.
    assert_eq!(run(&book, &["new", "person", "Bea Cas"]).0, 0);
    assert_eq!(run(&book, &["new", "text", "Plus tard", "--tome", "tome2", "--author", "bea-cas"]).0, 0);
    let waiting = ["book/people.yaml", "tome2/01-premier-texte.md", "tome2/02-plus-tard.md"].map(|path| book.join(path));
    let texts = waiting.each_ref().map(|path| std::fs::read_to_string(path).unwrap());
    crate::program::write_words(&book);
    for (path, text) in waiting.iter().zip(&texts) {
        // The first words of people.yaml are Ada's.
        let text = if path == &waiting[0] { text.replacen("À REMPLACER : ", "", 1) } else { text.clone() };
        std::fs::write(path, text).unwrap();
    }
    let (status, _, said) = run(&book, &["tome1", "--format", "epub", "--no-page-list"]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(run(&book, &["check", "tome1"]).0, 0);
    // Nothing of the words to replace is printed: Ada signs in both volumes.
    let mut epub = zip::ZipArchive::new(std::fs::File::open(book.join("output/tome1.epub")).unwrap()).unwrap();
    for at in 0..epub.len() {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut epub.by_index(at).unwrap(), &mut text).unwrap();
        assert!(!String::from_utf8_lossy(&text).contains("REMPLACER"));
    }
    let (status, _, said) = run(&book, &["check", "--message-format", "short"]);
    assert!(status == 1 && said.contains("tome2/01-premier-texte.md:2:9: error[M034]") && said.contains("people.yaml"), "{said}");
}

#[test]
fn a_draft_is_made_in_spite_of_errors_and_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["new", "livre", "livre", "--title", "Un livre"]).0, 0);
    let book = folder.path().join("livre");
    let (status, _, said) = run(&book, &["tome1", "--draft"]);
    let said = said.replace(['\u{a0}', '\u{202f}'], " ");
    assert!(status == 1 && said.contains("mots, 7 erreurs, aucun avertissement"), "{said}");
    assert!(book.join("output/tome1-draft.pdf").is_file());
    let epub = std::fs::File::open(book.join("output/tome1-draft.epub")).unwrap();
    let mut epub = zip::ZipArchive::new(epub).unwrap();
    let says_so = (0..epub.len()).any(|at| {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut epub.by_index(at).unwrap(), &mut text).unwrap();
        String::from_utf8_lossy(&text).contains("content: \"brouillon\"")
    });
    assert!(says_so, "each text of the EPUB shows the word");
}

#[test]
fn new_entries_are_written_in_place() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["new", "book", "livre", "--title", "Un livre", "--editor", "Ann Ée"]).0, 0);
    let book = folder.path().join("livre");
    let order = "number: 1\ndate: 2026\nbody:\n  - part: Goûter # le matin\n    texts:\n      - 01-premier-texte.md\n\n  # le soir\n  - part: \"Boire\"\n    id: soir\n    texts: []\n";
    std::fs::write(book.join("tome1/tome.yaml"), order).unwrap();
    for arguments in [
        &["new", "person", "Jean d'Ormesson"][..],
        &["new", "text", "Le pain", "--tome", "tome1", "--part", "Goûter", "--author", "jean-d-ormesson", "--author", "ann-ee"],
        &["new", "text", "L’eau", "--tome", "tome1", "--part", "soir", "--kind", "interview"],
        &["new", "sponsor", "La Tasse verte", "--tier", "gold"],
    ] {
        let (status, _, said) = run(&book, arguments);
        assert_eq!(status, 0, "{arguments:?}: {said}");
    }
    let read = |path: &str| std::fs::read_to_string(book.join(path)).unwrap();
    let wanted = order.replace("texte.md\n", "texte.md\n      - 02-le-pain.md\n").replace("texts: []", "texts: [03-l-eau.md]");
    assert_eq!(read("tome1/tome.yaml"), wanted);
    assert!(
        read("book/people.yaml").contains("jean-d-ormesson:\n  name: { given: Jean, family: "),
        "{}",
        read("book/people.yaml")
    );
    assert!(read("tome1/02-le-pain.md").contains("authors: [jean-d-ormesson, ann-ee]\n"));
    assert!(read("tome1/03-l-eau.md").contains("kind: interview\n"));
    assert!(
        read("book/sponsors.yaml").contains("sponsors:\n  - name: La Tasse verte\n    tier: gold\n"),
        "{}",
        read("book/sponsors.yaml")
    );
    crate::program::write_words(&book);
    let (status, _, said) = run(&book, &["tome1", "--format", "epub", "--no-page-list"]);
    assert_eq!(status, 0, "{said}");
}
