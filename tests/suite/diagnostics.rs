//! tests/cases/diagnostics/CODE/in/ → short.txt: a small project that breaks the rule CODE, and all that is said of it in French.
//!
//! tests/fixtures/twenty-mistakes: a project as an editor leaves it after a bad day, and each mistake at its place.

use make_book::{
    compile::{self, Options},
    diagnostic::{Diagnostics, render::short},
    locale::{Language, Words},
    manifest,
    project::Project,
};
use std::path::Path;

/// What is reported of the project in `folder` when the rules of the family of `code` can be broken: pages and files are made only for those
/// that need them.
fn reported(folder: &Path, code: &str) -> (Project, Diagnostics) {
    let family = code.chars().next().unwrap();
    let mut sink = Diagnostics::new();
    let project = Project::open(folder, &mut sink).unwrap();
    if let Some(manifest) = manifest::read(&project.sources, &mut sink) {
        let (epub, pdf) = (family == 'E', matches!(family, 'F' | 'P'));
        // Only a printer's cover can break these.
        let print = matches!(code, "P060" | "P061" | "P062" | "P063");
        let options = Options {
            epub,
            pdf,
            print,
            page_list: true,
            report: false,
            draft: false,
            file_date: None,
            memo: &make_book::memo::Memo::default(),
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

/// The messages as an editor reads them, one a line.
fn shown(project: &Project, sink: &Diagnostics) -> String {
    let words = Words::new(Language::French);
    sink.iter().map(|diagnostic| short::render(diagnostic, &project.sources, &words) + "\n").collect()
}

fn check(case: &Path) {
    let code = case.file_name().unwrap().to_string_lossy();
    let (project, mut sink) = reported(&case.join("in"), &code);
    // Whatever nobody has signed is told so: once, in its own case, and not in every other.
    sink.retain(|diagnostic| diagnostic.code.name() == code || diagnostic.code.name() != "M080");
    let shown = shown(&project, &sink);
    assert!(sink.iter().any(|diagnostic| diagnostic.code.name() == code), "{code} is not reported:\n{shown}");
    snapbox::assert_data_eq!(shown, snapbox::Data::read_from(&case.join("short.txt"), None).raw());
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
    snapbox::assert_data_eq!(shown(&project, &sink), snapbox::Data::read_from(&fixture.join("expected.txt"), None).raw());
    assert_eq!(sink.iter().len(), 20);
}

/// What is reported of it changes with every better line; that it can be made does not.
#[test]
fn the_book_of_hard_cases_has_no_error() {
    let (project, sink) = reported(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stress"), "P");
    assert!(!sink.has_errors(), "{}", shown(&project, &sink));
}
