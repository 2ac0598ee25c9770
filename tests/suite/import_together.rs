//! Texts of one import that depend on each other: their entries are verified and written together, and one that would harm the project
//! stops none of the others.

use crate::program::run;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A new book in a folder, and the folder for what is handed in, with these files in it.
fn book(folder: &Path, files: &[(&str, &str)]) -> (PathBuf, PathBuf) {
    assert_eq!(run(folder, &["--lang", "en", "new", "book", "livre"]).0, Some(0));
    crate::program::write_words(&folder.join("livre"));
    let place = folder.join("reçus");
    fs::create_dir(&place).unwrap();
    for (name, text) in files {
        fs::write(place.join(name), text).unwrap();
    }
    (folder.join("livre"), place)
}

fn import(book: &Path, files: &Path, more: &[&str]) -> (Option<i32>, String) {
    let mut arguments = vec!["--lang", "en", "import", files.to_str().unwrap(), "--tome", "tome1"];
    arguments.extend(more);
    run(book, &arguments)
}

fn read(book: &Path, path: &str) -> String {
    fs::read_to_string(book.join(path)).unwrap_or_default()
}

fn row<'s>(said: &'s str, name: &str) -> &'s str {
    said.lines().rfind(|line| line.starts_with(&format!("{name}  "))).unwrap_or_else(|| panic!("{name}: {said}"))
}

#[test]
fn entries_of_several_texts_are_added_once_and_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(
        folder.path(),
        &[
            ("a.md", "# Un\n\npar Ann Ée\n\nMots.\n"),
            ("b.md", "# Deux\n\npar Bob Oie\n\nMots.\n"),
            ("c.md", "# Trois\n\npar Ann Ée\n\nMots.\n"),
            ("d.md", "# Un !\n\npar Bob Oie\n\nAutres.\n"),
            ("e.md", "# Un\n\npar Ann Ée\n\nMots.\n"),
        ],
    );
    let (status, said) = import(&book, &files, &["--write"]);
    assert_eq!(status, Some(1), "{said}");
    let people = read(&book, "book/people.yaml");
    assert!(
        people.ends_with("\n\nann-ee:\n  name: { given: Ann, family: Ée }\n\nbob-oie:\n  name: { given: Bob, family: Oie }\n"),
        "{people}"
    );
    let order = read(&book, "tome1/tome.yaml");
    let names: Vec<&str> = order.lines().filter_map(|line| line.strip_prefix("  - 0")).collect();
    assert_eq!(names[1..], ["2-un.md", "3-deux.md", "4-trois.md", "5-un-2.md"], "{order}");
    assert!(row(&said, "e.md").contains("not imported") && said.contains("I010"), "the same text is there already: {said}");
    assert_eq!(said.matches("written: tome1/tome.yaml").count(), 1, "{said}");
    assert_eq!(run(&book, &["check", "tome1"]).0, Some(0), "the book can be built");
    // The same folder again, and then what is missing of an import that was interrupted: its list.
    assert_eq!(import(&book, &files, &["--write"]).0, Some(1));
    assert_eq!(read(&book, "tome1/tome.yaml"), order);
    let shorter = order.replace("  - 02-un.md\n", "").replace("  - 04-trois.md\n", "");
    fs::write(book.join("tome1/tome.yaml"), shorter).unwrap();
    let (_, said) = import(&book, &files, &["--write"]);
    let order = read(&book, "tome1/tome.yaml");
    assert!(
        order.ends_with("  - 05-un-2.md\n  - 02-un.md\n  - 04-trois.md\nback: [contributors, accessibility, colophon]\n"),
        "{order}\n{said}"
    );
}

#[test]
fn an_entry_that_would_harm_stops_no_other_text() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(
        folder.path(),
        &[
            ("a.md", "# Un\n\npar Cleo Bé\n\nMots.\n"),
            ("b.md", "# Deux\n\npar Ann Ée\n\nMots.\n"),
            ("c.md", "# Trois\n\npar Bob Oie\n\nMots.\n"),
            ("d.md", "# Quatre\n\npar Ann Ée\n\nMots.\n"),
            ("e.md", "# Cinq\n\npar Cleo Bé\n\nMots.\n"),
        ],
    );
    // Someone else has the identifier that her name would give.
    let people = read(&book, "book/people.yaml") + "\nann-ee:\n  name: Anne Étienne\n";
    fs::write(book.join("book/people.yaml"), people).unwrap();
    let (status, said) = import(&book, &files, &["--write"]);
    assert_eq!(status, Some(1), "{said}");
    for (name, is_imported) in [("a.md", true), ("b.md", false), ("c.md", true), ("d.md", false), ("e.md", true)] {
        assert_eq!(!row(&said, name).contains("not imported"), is_imported, "{name}: {said}");
    }
    assert_eq!(said.matches("would make a file unreadable").count(), 2, "{said}");
    let order = read(&book, "tome1/tome.yaml");
    assert!(order.contains("un.md") && order.contains("trois.md") && order.contains("cinq.md"), "{order}");
    assert!(!order.contains("deux.md") && !order.contains("quatre.md"), "{order}");
    let people = read(&book, "book/people.yaml");
    assert_eq!(people.matches("\nann-ee:").count(), 1, "{people}");
    assert!(!book.join("tome1/03-deux.md").exists());
    assert_eq!(run(&book, &["check", "tome1"]).0, Some(0), "the book can be built");
}

#[test]
fn a_registry_of_another_form_takes_no_one_and_those_it_has_can_sign() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(
        folder.path(),
        &[
            ("a.md", "# Un\n\npar Ann Ée\n\nMots.\n"),
            ("b.md", "# Deux\n\npar Bob Oie\n\nMots.\n"),
            ("c.md", "# Trois\n\npar Cleo Bé\n\nMots.\n"),
        ],
    );
    let people = read(&book, "book/people.yaml");
    let id = people.lines().find_map(|line| line.strip_suffix(':').filter(|id| !id.starts_with([' ', '#']))).unwrap();
    let flow = format!("{{ {id}: {{ name: Rédaction }}, bob: {{ name: Bob Oie }} }}\n");
    fs::write(book.join("book/people.yaml"), &flow).unwrap();
    let (status, said) = import(&book, &files, &["--write"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(row(&said, "a.md").contains("not imported") && row(&said, "c.md").contains("not imported"), "{said}");
    assert!(!row(&said, "b.md").contains("not imported"), "{said}");
    assert_eq!(read(&book, "book/people.yaml"), flow);
    assert!(read(&book, "tome1/03-deux.md").contains("authors: [bob]"), "{said}");
}

#[test]
fn corrected_versions_of_a_folder_are_written_together() {
    let folder = tempfile::tempdir().unwrap();
    let text = |title: &str, body: &str| format!("# {title}\n\npar Ann Ée\n\n{body}\n");
    let (book, files) = book(folder.path(), &[("a.md", &text("Un", "Mots.")), ("b.md", &text("Deux", "Mots."))]);
    assert_eq!(import(&book, &files, &["--write"]).0, Some(0));
    for (name, title, body) in [("a.md", "Un", "Autres."), ("b.md", "Deux", "Mots nouveaux."), ("c.md", "Deux", "Mots derniers.")]
    {
        fs::write(files.join(name), text(title, body)).unwrap();
    }
    let (status, said) = import(&book, &files, &["--again", "--write"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(read(&book, "tome1/02-un.md").ends_with("---\nAutres.\n"), "{said}");
    assert!(read(&book, "tome1/03-deux.md").ends_with("---\nMots derniers.\n"), "{said}");
    assert!(read(&book, "tome1/02-un.md.bak").ends_with("---\nMots.\n"));
    assert!(read(&book, "tome1/03-deux.md.bak").ends_with("---\nMots.\n"));
    assert!(read(&book, "tome1/03-deux.md.2.bak").ends_with("---\nMots nouveaux.\n"));
}

#[test]
fn programs_are_told_of_each_text_and_not_of_the_lists_again() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) =
        book(folder.path(), &[("a.md", "# Un\n\npar Ann Ée\n\nMots.\n"), ("b.md", "# Deux\n\npar Ann Ée\n\nMots.\n")]);
    let (status, said) = import(&book, &files, &["--message-format", "json"]);
    assert_eq!(status, Some(0), "{said}");
    let lines: Vec<serde_json::Value> = said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let texts: Vec<&serde_json::Value> = lines.iter().filter(|line| line.get("entries").is_some()).collect();
    let paths = |text: &serde_json::Value, key: &str| -> Vec<String> {
        text[key].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts.len(), 2, "{said}");
    assert_eq!(paths(texts[0], "files"), ["tome1/02-un.md"]);
    assert_eq!(paths(texts[0], "entries"), ["tome1/tome.yaml", "book/people.yaml"]);
    assert_eq!(paths(texts[1], "entries"), ["tome1/tome.yaml"], "the author is in the entries of the first text");
    assert!(lines.iter().any(|line| line.get("table").is_some()), "{said}");
}

#[test]
fn the_words_of_a_new_entry_are_no_biography() {
    let folder = tempfile::tempdir().unwrap();
    let end = "## Qui est Ann Ée ?\n\nAnn veille : toujours.\n";
    let (book, files) = book(folder.path(), &[("a.md", &format!("# Un\n\npar Ann Ée\n\nMots.\n\n{end}"))]);
    for name in ["Ann Ée", "Bob Oie"] {
        assert_eq!(run(&book, &["new", "person", name]).0, Some(0));
    }
    let (status, said) = import(&book, &files, &["--write"]);
    assert!(status == Some(0) && !said.contains("I042"), "{said}");
    let people = read(&book, "book/people.yaml");
    let ann = "ann-ee:\n  name: { given: Ann, family: Ée }\n  bio: \"Ann veille : toujours.\"\n\nbob-oie:\n";
    assert!(people.contains(ann), "{people}");
    assert_eq!(people.matches("TO REPLACE").count(), 1, "Bob still waits for his: {people}");
    assert!(read(&book, "tome1/02-un.md").ends_with("Mots.\n"));
}

#[test]
fn what_an_editor_says_of_a_picture_outlives_a_corrected_version() {
    let folder = tempfile::tempdir().unwrap();
    let picture =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let page = |word: &str, alternative: &str| {
        format!(
            "<!DOCTYPE html><meta charset=utf-8><h1>La mer</h1><p>par Ann Ée</p><p>{word}.</p><p><img src=\"{picture}\" alt=\"{alternative}\"></p><p>Fin.</p>"
        )
    };
    let (book, files) = book(folder.path(), &[("mer.html", &page("Un", ""))]);
    assert_eq!(import(&book, &files, &["--write"]).0, Some(0));
    let path = book.join("tome1/02-la-mer.md");
    let imported = read(&book, "tome1/02-la-mer.md");
    for (written, wanted) in
        [("![Un point](images/02-la-mer-1.png)", "![Un point]("), ("![](images/02-la-mer-1.png){.decorative}", "){.decorative}")]
    {
        fs::write(&path, imported.replace("![](images/02-la-mer-1.png)", written)).unwrap();
        assert_ne!(read(&book, "tome1/02-la-mer.md"), imported, "{imported}");
        for word in ["Deux", "Trois"] {
            fs::write(files.join("mer.html"), page(word, "")).unwrap();
            let (status, said) = import(&book, &files, &["--again", "--write"]);
            let text = read(&book, "tome1/02-la-mer.md");
            assert!(status == Some(0) && text.contains(&format!("{word}.\n\n{written}\n\nFin.\n")), "{said}{text}");
            assert!(text.contains(wanted));
        }
    }
    // A version that says something itself is followed.
    fs::write(files.join("mer.html"), page("Un", "Une voile")).unwrap();
    assert_eq!(import(&book, &files, &["--again", "--write"]).0, Some(0));
    assert!(read(&book, "tome1/02-la-mer.md").contains("![Une voile]("));
}
