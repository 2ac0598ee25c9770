//! A draft has all its files in spite of errors, and each error is told once.

use make_book::{
    compile::{self, Options},
    diagnostic::Diagnostics,
    manifest,
    source::SourceMap,
};

const BOOK: &str = "title: Cas\nlanguage: fr\neditors: [ada]\npublisher: { name: Ada }\nrights: ©\ndate: 2026\ntomes: [tome1]\n";
const PEOPLE: &str = "ada:\n  name: { given: Ada, family: Cas }\n  bio: Ada rassemble des cas.\n";
const HEADER: &str = "---\ntitle: Cas\nkind: text\nauthors: [ada]\nstatus: approved\n---\n";
const DRAWING: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 50"><rect width="60" height="50"/></svg>"#;

/// The files of a draft of `text`, and the errors by code and line.
fn draft(text: &str) -> (Vec<String>, Vec<(&'static str, usize)>) {
    built(text, true)
}

/// The files of `text`, as a draft or with every mistake found, and the errors by code and line.
fn built(text: &str, draft: bool) -> (Vec<String>, Vec<(&'static str, usize)>) {
    let mut sources = SourceMap::new();
    sources.add("book/book.yaml", BOOK);
    sources.add("book/people.yaml", PEOPLE);
    sources.add("tome1/tome.yaml", "number: 1\ntitle: Un\nbody: [01-cas.md]\n");
    sources.add("tome1/images/gris.svg", DRAWING);
    sources.add("tome1/01-cas.md", format!("{HEADER}{text}"));
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(&sources, &mut sink).unwrap();
    let options = Options {
        epub: true,
        pdf: true,
        print: true,
        page_list: true,
        report: false,
        draft,
        exhaustive: !draft,
        file_date: None,
        memo: &make_book::memo::Memo::default(),
        anchors: None,
        progress: &|_, _| {},
    };
    let output = compile::compile(&sources, &manifest, 0, options, &mut sink);
    let line = |span: make_book::source::Span| {
        let source = sources.get(span.source);
        source.text()[..span.range().unwrap().start].matches('\n').count() + 1
    };
    let errors = sink.iter().filter(|found| found.severity == make_book::diagnostic::Severity::Error);
    let errors = errors.map(|found| (found.code.name(), line(found.span))).collect();
    (output.artifacts.into_iter().map(|file| file.name).collect(), errors)
}

#[test]
fn a_picture_without_alternative_text_and_a_missing_sign_are_told_once() {
    let (files, errors) = draft("![](images/gris.svg)\n\nUn mot [![](images/gris.svg)](https://exemple.fr/) et \u{10330}.\n");
    assert_eq!(files, ["tome1-draft.pdf", "tome1-print-draft.pdf", "tome1-cover-draft.pdf", "tome1-draft.epub"]);
    assert_eq!(errors, [("C056", 7), ("C056", 9), ("F001", 9)]);
}

#[test]
fn all_mistakes_are_found_at_once() {
    // A link that leads nowhere does not hide the missing signs, nor one missing sign the others.
    let (_, errors) =
        built("Un [lien](#ailleurs).\n\nDes signes \u{10330} et\n\u{10331}\u{10332}.\n\n![](images/gris.svg)\n", false);
    assert_eq!(errors, [("C001", 7), ("F001", 9), ("F001", 10), ("C056", 12)]);
}
