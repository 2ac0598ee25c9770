//! The offprint of a text. tests/conformance/offprint.py compares its pages with those of the volume.

use super::program::{run, write_two_volumes};
use std::{
    fs::{self, File},
    io::Read as _,
    path::Path,
};

const BOOK: &str = "title: Le jardin\nlanguage: fr\neditors: [jeanne]\ncollective: '& Voisins'\ntomes: [tome1, tome2]\n\
                    publisher: { name: Essai }\n";
const PEOPLE: &str = "jeanne:\n  name: { given: Jeanne, family: Haie }\npaul:\n  name: { given: Paul, family: Serre }\n";
const TOME: &str = "number: 1\ndate: 2026-03-04\nisbn: { epub: 978-2-9550378-6-7 }\nsummary: Tout le jardin.\nfront: [title, contents]\n\
                    body:\n  - { part: Dehors, texts: [01-seuils.md] }\n  - { part: Dedans, texts: [02-fin.md] }\nback: [index]\n";
const FIRST: &str = "---\ntitle: Les seuils\nauthors: [paul]\nkind: text\nstatus: approved\n---\n\nDix pas[^1], puis [la *fin*](02-fin.md) \
                     et [ceci](#plus-loin).\n\n## Plus loin\n\nOnze pas.\n\n[^1]: Ou [neuf](02-fin.md).\n";
const SECOND: &str =
    "---\ntitle: La fin\nauthors: [jeanne, paul]\nkind: text\nstatus: approved\n---\n\nC’est [tout](01-seuils.md).\n";

fn project(folder: &Path) {
    write_two_volumes(folder, [BOOK, PEOPLE, TOME], &[("01-seuils.md", FIRST), ("02-fin.md", SECOND)]);
}

/// All text files of an EPUB, one after another.
fn texts(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut texts = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if [".opf", ".xhtml", ".ncx"].iter().any(|end| file.name().unwrap().ends_with(end)) {
            file.read_to_string(&mut texts).unwrap();
        }
    }
    texts
}

#[test]
fn an_offprint_is_the_work_of_its_authors_and_claims_nothing_of_the_volume() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let (status, said) = run(folder.path(), &["offprint", "tome1", "01-seuils.md"]);
    assert_eq!(status, Some(0), "{said}");
    let place = folder.path().join("output/offprint");
    let epub = place.join("essai_le-jardin-tome-1_seuils.epub");
    assert!(fs::read(place.join("essai_le-jardin-tome-1_seuils.pdf")).unwrap().starts_with(b"%PDF"));
    let text = texts(&epub);
    for part in [
        "<dc:title id=\"title\">Les seuils</dc:title>",
        ">Paul Serre</dc:creator>",
        ">aut</meta>",
        // Words of a link that leads out stay, with their emphasis; a link within the text too.
        "puis la <em>fin</em> et <a href=\"",
        "Ou neuf.",
        // The folio that the page has in the volume, where a part's title stands before it.
        "epub:type=\"page-list\"",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    for part in
        ["Jeanne Haie</dc:", "Voisins", "9782955037867", "La fin", "Tome 1", ">edt<", "Tout le jardin", "dcterms:conformsTo"]
    {
        assert!(!text.contains(part), "{part}\n{text}");
    }
    // The same again, and under another name of the text; the second volume's is another.
    let bytes = fs::read(&epub).unwrap();
    let (status, said) = run(folder.path(), &["offprint", "tome1", "seuils", "--to", "web"]);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(fs::read(folder.path().join("web/essai_le-jardin-tome-1_seuils.epub")).unwrap(), bytes);
    assert_eq!(run(folder.path(), &["offprint", "tome2", "seuils", "--to", "web"]).0, Some(0));
    let identifier = |text: &str| text.split_once("urn:uuid:").map(|(_, rest)| rest[..36].to_owned()).unwrap();
    assert_ne!(identifier(&text), identifier(&texts(&folder.path().join("web/essai_le-jardin-tome-2_seuils.epub"))));
    assert_eq!(run(folder.path(), &["offprint", "tome1", "rien"]).0, Some(2));
}

#[test]
fn nothing_is_written_of_a_book_with_errors() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    fs::write(folder.path().join("tome1/02-fin.md"), SECOND.replace("01-seuils.md", "#nulle-part")).unwrap();
    let (status, said) = run(folder.path(), &["offprint", "tome1", "01-seuils.md"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("C001") && !folder.path().join("output/offprint").exists(), "{said}");
}
