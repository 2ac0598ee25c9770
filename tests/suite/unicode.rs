//! Letters typed with their accents apart: the book is the same, and messages point at the place in the file.

use make_book::{
    compile::{self, Options},
    diagnostic::{Diagnostics, render::short},
    locale::{Language, Words},
    manifest,
    memo::Memo,
    project::Project,
};
use unicode_normalization::UnicodeNormalization as _;

const FILES: [(&str, &str); 7] = [
    (
        "book/book.yaml",
        "title: Élan brisé\nlanguage: fr\neditors: [zoe]\npublisher: { name: Éditions d’août, address: [Évreux] }\nrights: Tous droits \
         réservés\ndate: 2016\nhyphenation: { exceptions: [clé-ment-ine, aï-cha] }\nsummary: Résumé.\ntomes: [t]\n",
    ),
    (
        "book/people.yaml",
        "zoe:\n  name: { given: Zoé, family: Éluère }\n  bio: Née à Étretat.\nelie:\n  name: Élie Côté\n  bio: Poète.\n",
    ),
    ("t/tome.yaml", "number: 1\nfront: [contents]\nbody: [01-a.md, 02-b.md]\nback: [contributors, index]\n"),
    (
        "t/01-a.md",
        "---\ntitle: L’été où l’on rêva\nkind: text\nauthors: [zoe]\nstatus: approved\n---\n## Début d’été\n\nDès la 2ème fois, É. Zola \
         goûta 5 clémentines [du marché](#début-dété){lang=fr}.\n\n![Un été](images/été.svg \"Légende dorée\")\n\n```chart bars {file=données.csv}\n```\n",
    ),
    (
        "t/02-b.md",
        "---\ntitle: \"Épilogue\"\nkind: text\nauthors: [elie]\nstatus: approved\n---\nFrançois a écouté, ému[^é].\n\n[^é]: Là-bas.\n",
    ),
    ("t/données.csv", "Année,Été\n2015,3\n2016,5\n"),
    (
        "t/images/été.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 20\"><text x=\"2\" y=\"14\">été</text></svg>",
    ),
];

fn build(files: &[(String, String)]) -> (Vec<Vec<u8>>, String) {
    build_as(files, |options| options)
}

fn build_as(files: &[(String, String)], chosen: impl Fn(Options<'_>) -> Options<'_>) -> (Vec<Vec<u8>>, String) {
    let mut sink = Diagnostics::new();
    let project = Project::from_files(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())), &mut sink);
    let manifest = manifest::read(&project.sources, &mut sink).unwrap();
    let options = Options {
        epub: true,
        pdf: true,
        print: false,
        page_list: true,
        report: false,
        draft: true,
        exhaustive: false,
        file_date: None,
        memo: &Memo::default(),
        anchors: None,
        progress: &|_, _| {},
    };
    let built = compile::compile(&project.sources, &manifest, 0, chosen(options), &mut sink);
    let words = Words::new(Language::French);
    let said = sink.iter().map(|diagnostic| short::render(diagnostic, &project.sources, &words) + "\n").collect();
    (built.artifacts.iter().map(|artifact| artifact.bytes.to_vec()).collect(), said)
}

fn written(form: fn(&str) -> String) -> Vec<(String, String)> {
    FILES.iter().map(|(path, text)| (form(path), form(text))).collect()
}

#[test]
fn a_book_with_accents_typed_apart_is_the_same_book() {
    let apart = written(|text| text.nfd().collect());
    assert!(apart != written(str::to_owned));
    let (files, said) = build(&apart);
    let (expected, _) = build(&written(str::to_owned));
    assert_eq!(files.len(), 2, "{said}");
    assert!(files == expected, "the bytes are those of the book with composed letters");
}

#[test]
fn a_book_whose_lines_end_with_carriage_returns_is_the_same_book() {
    let mut files = written(str::to_owned);
    files[4].1.push_str("\n## Le soir\n\nUn autre alinéa.\n\n```\ndu code\n```\n");
    let old: Vec<_> = files.iter().map(|(path, text)| (path.clone(), text.replace('\n', "\r"))).collect();
    let (made, said) = build(&old);
    assert!(made.len() == 2 && made == build(&files).0, "{said}");
}

#[test]
fn a_message_counts_the_characters_of_the_file() {
    let mut files = written(|text| text.nfd().collect());
    files[4].1.push_str("\nE\u{301}te\u{301} @[a](#nulle-part)\n");
    let (_, said) = build(&files);
    assert!(said.contains("t/02-b.md:11:8: "), "{said}");
}

#[test]
fn an_accent_written_as_an_entity_or_an_escape_is_composed() {
    let mut files = written(str::to_owned);
    files[4].1 =
        files[4].1.replace("écouté, ému", "e&#x301;coute&#769;, *e&#x301;mu*").replace("\"Épilogue\"", "\"E\\u0301pilogue\"");
    let mut plain = written(str::to_owned);
    plain[4].1 = plain[4].1.replace("ému", "*ému*");
    assert!(build(&files).0 == build(&plain).0);
}

#[test]
fn letters_of_a_drawing_that_no_face_has_are_told_whatever_is_made() {
    let mut files = written(str::to_owned);
    let (_, drawing) = files.iter_mut().find(|(path, _)| path.ends_with(".svg")).unwrap();
    *drawing = drawing.replace("été</text>", "été 한국</text><defs><text>中</text></defs>");
    for (epub, pdf, page_list) in [(true, true, true), (true, false, true), (true, false, false), (false, true, true)] {
        let (_, said) = build_as(&files, |options| Options { epub, pdf, page_list, ..options });
        let told: Vec<&str> = said.lines().filter(|line| line.contains("F001")).collect();
        assert!(
            matches!(told.as_slice(), [one] if one.starts_with("t/images/été.svg:1:") && one.contains("한")),
            "{epub} {pdf} {page_list}: {said}"
        );
    }
}
