//! tests/cases/diagnostics/CODE/in/ → short.txt: a small project that breaks the rule CODE, and all diagnostics of it in French.
//!
//! tests/fixtures/twenty-mistakes: a project with twenty mistakes, each reported once, at its place.

use make_book::{
    compile::{self, Options},
    diagnostic::{Diagnostics, render::short},
    locale::{Language, Words},
    manifest,
    project::Project,
};
use std::path::Path;

/// The project in `folder` and its diagnostics. Pages and files are made only when the family of `code` needs them.
fn reported(folder: &Path, code: &str) -> (Project, Diagnostics) {
    let family = code.chars().next().unwrap();
    let mut sink = Diagnostics::new();
    let project = Project::open(folder, &mut sink).unwrap();
    if let Some(manifest) = manifest::read(&project.sources, &mut sink) {
        let (epub, pdf) = (family == 'E', matches!(family, 'F' | 'P'));
        // Only the wraparound cover for a printer can break these rules.
        let print = matches!(code, "P060" | "P061" | "P062" | "P063");
        let options = Options {
            epub,
            pdf,
            print,
            page_list: true,
            report: false,
            draft: false,
            // Loose lines are found on the finished pages, by `check`.
            exhaustive: code == "L003",
            file_date: None,
            memo: &make_book::memo::Memo::default(),
            anchors: None,
            progress: &|_, _| {},
        };
        for tome in 0..manifest.tomes.len() {
            if matches!(family, 'F' | 'L' | 'E' | 'P') {
                let _ = compile::compile(&project.sources, &manifest, tome, options, &mut sink);
            } else {
                let _ = compile::prepare(&project.sources, &manifest, tome, options, &mut sink);
            }
        }
    }
    (project, sink)
}

/// The messages in French, one on a line.
fn rendered(project: &Project, sink: &Diagnostics) -> String {
    let words = Words::new(Language::French);
    sink.iter().map(|diagnostic| short::render(diagnostic, &project.sources, &words) + "\n").collect()
}

fn check(case: &Path) {
    let code = case.file_name().unwrap().to_string_lossy();
    let (project, mut sink) = reported(&case.join("in"), &code);
    // M080, accessibility checks that nobody signed, would be in every case; it is kept in its own only.
    sink.retain(|diagnostic| diagnostic.code.name() == code || diagnostic.code.name() != "M080");
    let messages = rendered(&project, &sink);
    assert!(sink.iter().any(|diagnostic| diagnostic.code.name() == code), "{code} is not reported:\n{messages}");
    snapbox::assert_data_eq!(messages, snapbox::Data::read_from(&case.join("short.txt"), None).raw());
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/diagnostics");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases.iter().for_each(|case| check(case));
}

#[test]
fn twenty_mistakes_are_twenty_errors() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/twenty-mistakes");
    let (project, sink) = reported(&fixture.join("in"), "P");
    let sink = sink.without_notes();
    snapbox::assert_data_eq!(rendered(&project, &sink), snapbox::Data::read_from(&fixture.join("expected.txt"), None).raw());
    assert_eq!(sink.iter().len(), 20);
}

/// Its warnings change whenever a line is set better; but it never has an error.
#[test]
fn the_book_of_hard_cases_has_no_error() {
    let (project, sink) = reported(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stress"), "P");
    assert!(!sink.has_errors(), "{}", rendered(&project, &sink));
}
