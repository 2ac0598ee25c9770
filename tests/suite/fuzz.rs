//! tests/fuzz/cases/TARGET/NAME: input that broke a promise of tests/fuzz/promises.rs, or kept it only by chance; each
//! as short as possible.

#[path = "../fuzz/promises.rs"]
pub(super) mod promises;

use proptest::{prelude::*, test_runner::RngSeed};
use std::path::Path;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    /// Whatever a text contains: both formats are made, the page map goes forward, every document is well-formed.
    #[test]
    fn any_text_makes_both_formats(first in super::markdown::fragments(), second in super::markdown::fragments()) {
        let project = format!(
            "=== book/book.yaml\ntitle: Peu\nlanguage: fr\neditors: [ann]\npublisher: {{ name: Ann }}\nrights: R\ndate: 2016\ntomes: [t]\n\
             === book/people.yaml\nann: {{ name: Ann }}\n\
             === t/tome.yaml\nnumber: 1\nfront: [contents]\nbody: [01-a.md, 02-b.md]\nback: [contributors, index]\n\
             === t/01-a.md\n---\ntitle: A\nkind: text\nauthors: [ann]\nstatus: approved\n---\n{first}\n\
             === t/02-b.md\n---\ntitle: B\nkind: text\nauthors: [ann]\nstatus: approved\n---\n{second}\n\nFin.\n"
        );
        promises::project(project.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, rng_seed: RngSeed::Fixed(16), ..ProptestConfig::default() })]

    /// Whatever stands in whatever: no word is lost.
    #[test]
    fn no_word_is_lost(choices in prop::collection::vec(any::<u8>(), 1..300)) {
        promises::content(&choices);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 6, ..ProptestConfig::default() })]

    /// Whatever pieces a project is made of, and however often: it is built, and soon.
    #[test]
    fn any_pieces_make_a_project(pieces in proptest::collection::vec(any::<u8>(), 0..48)) {
        promises::pieces(&pieces);
    }
}

/// Panics when `data` breaks it.
type Promise = fn(&[u8]);

#[test]
fn kept_cases_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/cases");
    let targets: [(&str, Promise); 8] = [
        ("manifest", promises::manifest),
        ("markdown", promises::markdown),
        ("content", promises::content),
        ("typography", promises::typography),
        ("import", promises::import),
        ("picture", promises::picture),
        ("project", promises::project),
        ("pieces", promises::pieces),
    ];
    let mut replayed = 0;
    for (target, promise) in targets {
        let Ok(cases) = std::fs::read_dir(folder.join(target)) else { continue };
        for case in cases {
            let path = case.unwrap().path();
            let data = std::fs::read(&path).unwrap();
            if std::panic::catch_unwind(|| promise(&data)).is_err() {
                panic!("{} breaks its promise", path.display());
            }
            replayed += 1;
        }
    }
    assert!(replayed > 0, "no case was found");
}
