//! The pages of a release: accessibility in the words that readers meet elsewhere, the history of versions, labels in another language.

use super::program::run;
use std::{fs, path::Path};

const PEOPLE: &str = "jeanne:\n  name: { given: Jeanne, family: Haie }\n";
const TOME: &str =
    "number: 1\ntitle: Eins\ndate: 2026-03-04\nfront: [title, contents]\nbody: [01-seuils.md, 02-fin.md]\nback: [index]\n";

fn text(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nauthors: [jeanne]\nkind: text\nstatus: approved\n---\n\n{body}\n")
}

fn project(folder: &Path, language: &str) {
    let book = format!(
        "title: Le jardin\nlanguage: {language}\neditors: [jeanne]\ntomes: [tome1]\npublisher: {{ name: Essai, email: a@example.org }}\n"
    );
    for (path, text) in [
        ("book/book.yaml", book.as_str()),
        ("book/people.yaml", PEOPLE),
        ("tome1/tome.yaml", TOME),
        ("tome1/01-seuils.md", &text("Les seuils", "Dix pas.")),
        ("tome1/02-fin.md", &text("La fin", "Onze pas.")),
    ] {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Releases the project into `to` and returns its download page.
fn page(folder: &Path, to: &str, since: Option<&str>) -> String {
    let mut arguments = vec!["release", "--to", to];
    arguments.extend(since.into_iter().flat_map(|since| ["--since", since]));
    let (status, said) = run(folder, &arguments);
    assert_eq!(status, Some(0), "{said}");
    fs::read_to_string(folder.join(to).join("index.html")).unwrap()
}

#[test]
fn accessibility_is_said_in_the_words_of_the_display_guide() {
    for (language, statements) in [
        (
            "fr",
            [
                "<dt>Lisibilité</dt>\n<dd>L’affichage peut être adapté</dd>\n<dd>Entièrement lisible en voix de synthèse ou en braille</dd>",
                "<dt>Règles d’accessibilité</dt>\n<dd>Aucune information disponible</dd>",
                "<dd>Table des matières</dd>\n<dd>Index</dd>\n<dd>Titres</dd>\n<dd>Aller à la page</dd>",
                "<dt>Points d’attention</dt>\n<dd>Aucun point d’attention</dd>",
            ],
        ),
        (
            "en",
            [
                "<dt>Ways of reading</dt>\n<dd>Appearance can be modified</dd>\n<dd>Readable in read aloud or dynamic braille</dd>",
                "<dt>Conformance</dt>\n<dd>No information is available</dd>",
                "<dd>Table of contents</dd>\n<dd>Index</dd>\n<dd>Headings</dd>\n<dd>Go to page</dd>",
                "<dt>Hazards</dt>\n<dd>No hazards</dd>",
            ],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        project(folder.path(), language);
        let page = page(folder.path(), "out", None);
        for statement in statements {
            assert!(page.contains(statement), "{statement}\n{page}");
        }
        assert!(page.contains("<a href=\"mailto:a@example.org\">a@example.org</a></dd>"), "{page}");
        assert!(!page.contains("lang=\"en\">Version") && !page.contains("class=\"history\""), "one version has no history");
        assert_eq!(page.matches("lang=\"en\"").count(), usize::from(language == "en"), "{page}");
    }
}

#[test]
fn labels_in_a_book_of_another_language_are_marked() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path(), "de");
    let download = page(folder.path(), "out", None);
    assert_eq!(run(folder.path(), &["extract", "tome1", "01-seuils.md", "--to", "web"]).0, Some(0));
    let extract = fs::read_to_string(folder.path().join("web/tome1-seuils.html")).unwrap();
    for (page, labels) in [
        (
            &download,
            &[
                "<h3 lang=\"en\">Accessibility</h3>",
                "<dt lang=\"en\">Ways of reading</dt>",
                "<dd lang=\"en\">No hazards</dd>",
                "<h3 lang=\"en\">Contents</h3>",
                "<span lang=\"en\">p.\u{a0}1</span>",
            ][..],
        ),
        (&extract, &["<span lang=\"en\">From ‘</span>Le jardin<span lang=\"en\">’</span>", "<h2 lang=\"en\">The book</h2>"][..]),
    ] {
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"de\""), "{page}");
        for label in labels {
            assert!(page.contains(label), "{label}\n{page}");
        }
        assert!(page.contains("alt=\"Cover of ‘Le jardin’\" lang=\"en\""), "{page}");
        // A link and its hint.
        assert!(page.contains("type=\"application/pdf\" lang=\"en\">PDF ("), "{page}");
    }
}

#[test]
fn versions_are_told_by_text_and_printed_page() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path(), "fr");
    assert!(!page(folder.path(), "first", None).contains("class=\"history\""));
    // The same again is no version.
    assert!(!page(folder.path(), "again", Some("first")).contains("class=\"history\""));
    fs::write(folder.path().join("tome1/01-seuils.md"), text("Les seuils", &"Douze pas, pas à pas, encore.\n\n".repeat(60)))
        .unwrap();
    fs::write(folder.path().join("tome1/tome.yaml"), TOME.replace("2026-03-04", "2026-05-01")).unwrap();
    let second = page(folder.path(), "second", Some("again"));
    let plain = second.replace('\u{a0}', " ");
    assert!(plain.contains("<time datetime=\"2026-05-01\">1er mai 2026</time>\n<ul>\n<li>Les seuils <span class=\"meta\">réécrit, p. 1, puis p. 1-"), "{plain}");
    assert!(plain.contains("<li>La fin <span class=\"meta\">sur d’autres pages, p. "), "{plain}");
    assert!(plain.contains("<li><time datetime=\"2026-03-04\">4 mars 2026</time></li>"), "{plain}");
    // Earlier versions are kept, the newest stands first.
    fs::write(folder.path().join("tome1/tome.yaml"), TOME.replace("2026-03-04", "2026-06-02").replace(", 02-fin.md", ""))
        .unwrap();
    fs::remove_file(folder.path().join("tome1/02-fin.md")).unwrap();
    let third = page(folder.path(), "third", Some("second"));
    let at = |date: &str| third.find(&format!("<time datetime=\"{date}\"")).unwrap_or_else(|| panic!("{date}\n{third}"));
    assert!(at("2026-06-02") < at("2026-05-01") && at("2026-05-01") < at("2026-03-04"));
    assert!(third.contains("<li>La fin <span class=\"meta\">retiré, p."), "{third}");
    let listing: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("third/release.json")).unwrap()).unwrap();
    assert_eq!(listing["history"].as_array().unwrap().len(), 3);
}
