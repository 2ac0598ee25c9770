//! tests/cases/layout/NAME.md → NAME.pages: a text on small pages, as lines with their places; then what was reported.
//!
//! A page has twelve lines, so that a case of a few paragraphs shows what happens at its foot.

use make_book::{
    assemble,
    diagnostic::{Diagnostics, Severity},
    dump,
    fonts::FontSet,
    layout::{self, Pages, Shape, length::Length},
    manifest,
    project::Project,
    source::SourceMap,
    typography,
};
use std::{fmt::Write as _, path::Path};

const BOOK: &str = "title: Cas\nlanguage: fr\neditors: [ada]\npublisher: { name: Ada }\nrights: ©\ndate: 2026\ntomes: [tome1]\n\
    page: { format: 100x104 }\ntheme: { text-size: 10, leading: 16 }\n";
const PEOPLE: &str = "ada:\n  name: { given: Ada, family: Cas }\n  bio: Ada rassemble des cas.\n";
const TOME: &str = "number: 1\ntitle: Un\nbody: [01-cas.md]\n";

/// The front cover and its back.
const COVER: usize = 2;

fn check(path: &Path) {
    let mut sources = SourceMap::new();
    sources.add("book/book.yaml", BOOK);
    sources.add("book/people.yaml", PEOPLE);
    sources.add("tome1/tome.yaml", TOME);
    let header = "---\ntitle: Cas\nkind: text\nauthors: [ada]\nstatus: approved\n---\n";
    sources.add("tome1/01-cas.md", format!("{header}{}", std::fs::read_to_string(path).unwrap()));
    let mut sink = Diagnostics::new();
    let (pages, fonts) = lay_out(&sources, &mut sink);
    let mut dumped = dump::pages::dump(&pages, COVER, &fonts);
    for diagnostic in sink.iter() {
        writeln!(dumped, "{} {:?}", diagnostic.code.name(), diagnostic.code).unwrap();
    }
    snapbox::assert_data_eq!(dumped, snapbox::Data::read_from(&path.with_extension("pages"), None).raw());
}

fn lay_out(sources: &SourceMap, sink: &mut Diagnostics) -> (Pages, FontSet) {
    let manifest = manifest::read(sources, sink).unwrap();
    let mut book = typography::apply(assemble::assemble(sources, &manifest, 0, sink).unwrap());
    assemble::finish(&mut book);
    let fonts = FontSet::load(sources, sink);
    (layout::lay_out(&book, &fonts, sink), fonts)
}

/// tests/fixtures/stress: a book of hard cases comes out, and nothing of it leaves the page.
#[test]
fn hard_cases_stay_on_the_page() {
    let mut sink = Diagnostics::new();
    let project = Project::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stress"), &mut sink).unwrap();
    let (pages, _) = lay_out(&project.sources, &mut sink);
    let errors: Vec<_> = sink.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let (left, right, foot) = match &item.shape {
                Shape::Glyphs(run) => {
                    let width = run.glyphs.iter().map(|glyph| glyph.advance).sum::<Length>();
                    (run.origin.x, run.origin.x + width, run.origin.y)
                }
                Shape::Image { rect, .. } | Shape::Rule { rect, .. } => {
                    (rect.origin.x, rect.origin.x + rect.size.width, rect.origin.y + rect.size.height)
                }
                Shape::Path(_) | Shape::Link(_) => continue,
            };
            let inside = left >= Length::ZERO && right <= page.size.width && foot <= page.size.height;
            assert!(inside, "page {number}: {item:?}");
        }
    }
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/layout");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")).for_each(|path| check(path));
}
