//! A small project of two volumes that refer to each other, and the EPUB of the first.

use make_book::{
    compile::{self, Options},
    diagnostic::Diagnostics,
    manifest,
    project::Project,
};
use std::{collections::BTreeMap, io::Read as _};

pub(super) const BOOK: &str = "\
title: L’ouvrage
subtitle: Essai
language: fr-FR
editors: [ed]
collective: '& Collectif'
publisher: { name: L’atelier, address: [1 rue du Port, 75000 Paris, France] }
rights: © 2016 L’atelier
date: 2016-09
collection: Les ouvrages
summary: De quoi il s’agit.
subjects: [édition, thema:CBW Composition, clil:3014]
tomes: [tome1, tome2]
legal:
  credits:
    - { role: cover, people: [cov] }
    - { role: translation, people: [trad] }
";
const PEOPLE: &str = "\
ed: { name: { given: Édith, family: d’Eu, sort: Eu } }
ann: { name: { given: Ann, family: Zola }, bio: Elle écrit. }
bob: { name: { given: Bob, family: Ábel } }
cov: { name: { given: Cora, family: Vert } }
trad: { name: Les traducteurs }
";
pub(super) const TOME1: &str = "\
number: 1
title: Un
isbn: { pdf: 978-2-9550378-6-7 }
front: [title, legal, contents, 01-preface.md]
body:
  - part: Partie
    texts: [02-entretien.md, 03-texte.md]
  - 04-fin.md
back: [contributors, index, accessibility]
";
const TOME2: &str = "number: 2\ntitle: Deux\nbody: [01-suite.md]\n";

pub(super) fn header(title: &str, kind: &str, authors: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nkind: {kind}\nauthors: [{authors}]\nstatus: approved\n---\n{body}\n")
}

/// The project; `change` replaces files, or adds them: paths and texts.
fn project(change: &[(&'static str, String)]) -> Project {
    let interview = header("Entretien", "interview", "bob", "::: question\nQ ?\n:::\n\n::: answer\nR.\n:::")
        .replace("status:", "interviewer: [ann]\nstatus:");
    let mut files: BTreeMap<&str, String> = BTreeMap::from([
        ("book/book.yaml", BOOK.to_owned()),
        ("book/people.yaml", PEOPLE.to_owned()),
        ("tome1/tome.yaml", TOME1.to_owned()),
        ("tome2/tome.yaml", TOME2.to_owned()),
        ("tome1/01-preface.md", header("Préface", "preface", "ann", "Mots[^1].\n\n[^1]: Une note.")),
        ("tome1/02-entretien.md", interview),
        ("tome1/03-texte.md", header("Un *titre* & deux", "text", "ann", "Voir [la suite](tome2/01-suite.md#fin).")),
        ("tome1/04-fin.md", header("Fin", "afterword", "bob", "| A | B |\n| --- | --- |\n| 1 | 2 |")),
        ("tome2/01-suite.md", header("La suite", "text", "ann", "Voir [là](tome1/04-fin.md).\n\n## Fin {#fin}\n\nMots.")),
    ]);
    files.extend(change.iter().cloned());
    let mut sink = Diagnostics::new();
    let project = Project::from_files(files, &mut sink);
    assert!(sink.is_empty(), "{sink:?}");
    project
}

pub(super) struct Built {
    pub(super) files: BTreeMap<String, String>,
    pub(super) codes: Vec<&'static str>,
}

impl Built {
    pub(super) fn file(&self, name: &str) -> &str {
        self.files.get(name).map(String::as_str).unwrap_or_else(|| panic!("no {name} in {:?}", self.files.keys()))
    }

    pub(super) fn package(&self) -> &str {
        self.file("OEBPS/content.opf")
    }

    /// The values of a metadata property, in order.
    pub(super) fn values(&self, property: &str) -> Vec<&str> {
        let mark = format!("property=\"{property}\"");
        let after = self.package().split(&mark).skip(1);
        after.filter_map(|rest| rest.split_once('>')?.1.split_once("</meta>").map(|(value, _)| value)).collect()
    }
}

pub(super) fn build(change: &[(&'static str, String)], page_list: bool) -> Built {
    let project = project(change);
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(&project.sources, &mut sink).expect("a manifest");
    let options = Options {
        epub: true,
        pdf: false,
        print: false,
        report: false,
        page_list,
        draft: false,
        exhaustive: false,
        file_date: None,
        memo: &make_book::memo::Memo::default(),
        anchors: None,
        progress: &|_, _| {},
    };
    let edition = compile::compile(&project.sources, &manifest, 0, options, &mut sink);
    let epub = edition.artifacts.into_iter().next().unwrap_or_else(|| panic!("no EPUB: {sink:?}"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(epub.bytes.to_vec())).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned());
    }
    Built { files, codes: sink.iter().map(|diagnostic| diagnostic.code.name()).collect() }
}
