//! tests/cases/diagnostics/CODE/in/ → short.txt: a small project that breaks the rule CODE, and every message about it in French.

use make_book::{
    compile::{self, Options},
    diagnostic::{Diagnostics, render::short},
    locale::{Language, Words},
    manifest,
    project::Project,
};
use std::path::Path;

fn check(case: &Path) {
    let code = case.file_name().unwrap().to_string_lossy().into_owned();
    let mut sink = Diagnostics::new();
    let project = Project::open(&case.join("in"), &mut sink).unwrap();
    if let Some(manifest) = manifest::read(&project.sources, &mut sink) {
        // The rules of pages and files need them made, whatever else is wrong with so small a book.
        let made = code.starts_with(['F', 'L', 'P', 'E']);
        let options = Options { epub: made, pdf: made, page_list: made, draft: made, file_date: None, progress: &|_| {} };
        for tome in 0..manifest.tomes.len() {
            if made {
                let _ = compile::compile(&project.sources, &manifest, tome, options, &mut sink);
            } else {
                let _ = compile::prepare(&project.sources, &manifest, tome, options, &mut sink);
            }
        }
    }
    let words = Words::new(Language::French);
    let mut shown = String::new();
    for diagnostic in sink.iter() {
        shown.push_str(&short::render(diagnostic, &project.sources, &words));
        shown.push('\n');
    }
    assert!(sink.iter().any(|diagnostic| diagnostic.code.name() == code), "{code} is not reported:\n{shown}");
    snapbox::assert_data_eq!(shown, snapbox::Data::read_from(&case.join("short.txt"), None).raw());
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/diagnostics");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.join("in").is_dir());
    cases.sort();
    cases.iter().for_each(|case| check(case));
}
