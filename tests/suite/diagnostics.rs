//! tests/cases/diagnostics/CODE/in/ → expected: what assembling and checking report, a line a diagnostic.
//!
//! It runs the codes of `assemble` and `check`; those of the YAML files and of Markdown are run beside their readers.

use make_book::{
    assemble, check,
    diagnostic::{Code, Diagnostics},
    locale, manifest,
    project::Project,
};
use std::path::Path;

/// Codes given to these two stages; C001 is theirs too.
fn is_ours(name: &str) -> bool {
    name == "C001" || ("M060".."M100").contains(&name) || ("C050".."C100").contains(&name)
}

fn check(case: &Path, code: &str) {
    let mut sink = Diagnostics::new();
    let project = Project::open(&case.join("in"), &mut sink).unwrap();
    let manifest = manifest::read(&project.sources, &mut sink).unwrap();
    assert!(sink.is_empty(), "{code}: {sink:?}");
    if let Some(book) = assemble::assemble(&project.sources, &manifest, 0, &mut sink) {
        check::check(&book, &mut sink);
    }
    let mut found = String::new();
    for diagnostic in sink.iter() {
        let source = project.sources.get(diagnostic.span.source);
        let (line, column) = source.line_column(diagnostic.span.range().map_or(0, |range| range.start));
        let place = format!("{} {}:{line}:{column}\n", diagnostic.code.name(), source.path());
        found.push_str(&place);
    }
    assert!(found.contains(code), "{code} reports its code:\n{found}");
    snapbox::assert_data_eq!(found, snapbox::Data::read_from(&case.join("expected"), None).raw());
}

#[test]
fn each_code_of_assembling_and_checking_has_its_case() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/diagnostics");
    for code in Code::ALL.iter().map(|code| code.name()).filter(|name| is_ours(name)) {
        check(&cases.join(code), code);
    }
}

#[test]
fn each_has_its_words_in_both_languages() {
    for language in [locale::Language::French, locale::Language::English] {
        let words = locale::Words::new(language);
        for code in Code::ALL.iter().map(|code| code.name()).filter(|name| is_ours(name)) {
            let id = code.to_lowercase();
            assert!(words.find(&id, &[]).is_some() && words.find(&format!("{id}.help"), &[]).is_some(), "{language:?} {id}");
        }
    }
}
