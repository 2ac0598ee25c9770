//! tests/cases/assemble/NAME/in/ → book.txt: the first volume as text, then the diagnostics, then the status of each text and sponsor.

use make_book::{assemble, check, diagnostic::Diagnostics, diagnostic::Severity, dump, manifest, project::Project};
use std::{fmt::Write as _, path::Path};

fn check(case: &Path) {
    let mut sink = Diagnostics::new();
    let project = Project::open(&case.join("in"), &mut sink).unwrap();
    let manifest = manifest::read(&project.sources, &mut sink).unwrap();
    let book = assemble::assemble(&project.sources, &manifest, 0, &mut sink).unwrap();
    check::check(&book, &mut sink);
    let mut dumped = dump::book::dump(&book);
    dumped.push('\n');
    for diagnostic in sink.iter() {
        let source = project.sources.get(diagnostic.span.source);
        let (line, column) = source.line_column(diagnostic.span.range().map_or(0, |range| range.start));
        let (code, severity) = (diagnostic.code.name(), diagnostic.severity);
        writeln!(dumped, "{}:{line}:{column} {severity:?} {code} {:?}", source.path(), diagnostic.code).unwrap();
    }
    dumped.push('\n');
    let status = check::status::status(&project.sources, &manifest, 0);
    for text in &status.texts {
        writeln!(dumped, "{} {:?} {} words, {:?}: {:?}", text.path, text.status, text.words, text.authors, text.missing).unwrap();
    }
    for sponsor in &status.sponsors {
        writeln!(dumped, "{} logo missing: {}", sponsor.name, sponsor.logo_missing).unwrap();
    }
    snapbox::assert_data_eq!(dumped, snapbox::Data::read_from(&case.join("book.txt"), None).raw());
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/assemble");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases.iter().for_each(|case| check(case));
}

/// The book of this repository. A severity of note is allowed: it marks what a book can do without.
#[test]
fn both_volumes_of_the_sample_assemble_without_a_warning() {
    let mut sink = Diagnostics::new();
    let project = Project::open(Path::new(env!("CARGO_MANIFEST_DIR")), &mut sink).unwrap();
    let manifest = manifest::read(&project.sources, &mut sink).unwrap();
    assert_eq!(manifest.tomes.len(), 2);
    for tome in 0..2 {
        let book = assemble::assemble(&project.sources, &manifest, tome, &mut sink).unwrap();
        check::check(&book, &mut sink);
    }
    let grave: Vec<_> = sink.iter().filter(|diagnostic| diagnostic.severity > Severity::Note).collect();
    assert!(grave.is_empty(), "{grave:?}");
}
