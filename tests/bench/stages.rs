//! The time that each stage takes on the books of `books.py`: `cargo bench --bench stages`, or `-- pages` for one of them.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stderr, reason = "a bench reads its books")]

use divan::{Bencher, black_box};
use make_book::{
    assemble, compile,
    diagnostic::Diagnostics,
    epub,
    fonts::{FamilyRole, FontSet, PlanKey},
    layout, manifest, markdown, pdf,
    project::Project,
    source::SourceMap,
    typeset::{
        expansion::Expansion,
        length::Length,
        linebreak::{
            self,
            item::{BreakClass, Item},
            parameters::BreakParameters,
        },
    },
    typography,
};
use std::path::PathBuf;

/// How many texts the books have.
const BOOKS: [usize; 3] = [12, 306, 612];

fn main() {
    if open(BOOKS[0]).is_none() {
        eprintln!("MISSING: no book in target/bench. Run tests/bench/books.py first. NOTHING IS MEASURED.");
        return;
    }
    divan::main();
}

fn open(texts: usize) -> Option<SourceMap> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("target/bench/t{texts}"));
    folder.is_dir().then(|| Project::open(&folder, &mut Diagnostics::new()).unwrap().sources)
}

fn book(sources: &SourceMap) -> make_book::book::Book {
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(sources, &mut sink).unwrap();
    let book = assemble::assemble(sources, &manifest, 0, &mut sink).unwrap();
    let mut book = typography::apply(book);
    assemble::update_index(&mut book);
    book
}

#[divan::bench(args = BOOKS, sample_count = 10)]
fn parse(bencher: Bencher<'_, '_>, texts: usize) {
    let sources = open(texts).unwrap();
    bencher.bench_local(|| {
        for source in sources.iter().filter(|source| source.path().ends_with(".md")) {
            let mut sink = Diagnostics::new();
            let (_, body) = manifest::front_matter(source, &mut sink);
            black_box(markdown::parse(source, body, &sources, &mut sink));
        }
    });
}

#[divan::bench(args = BOOKS, sample_count = 10)]
fn typography_pass(bencher: Bencher<'_, '_>, texts: usize) {
    let sources = open(texts).unwrap();
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(&sources, &mut sink).unwrap();
    bencher
        .with_inputs(|| assemble::assemble(&sources, &manifest, 0, &mut Diagnostics::new()).unwrap())
        .bench_local_values(typography::apply);
}

/// Every text as one run, by a word shaper that remembers nothing yet.
#[divan::bench(args = BOOKS, sample_count = 10)]
fn shaping(bencher: Bencher<'_, '_>, texts: usize) {
    let sources = open(texts).unwrap();
    bencher.bench_local(|| {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        let mut shaper = fonts.word_shaper();
        let face = fonts.choose(FamilyRole::Text, false, false);
        let key = PlanKey { face, script: harfrust::Script::LATIN, right_to_left: false, lang: "fr", features: &[] };
        let plan = shaper.plan(fonts.face(face), &key);
        let mut glyphs = 0_usize;
        for source in sources.iter().filter(|source| source.path().ends_with(".md")) {
            shaper.shape(fonts.face(face), plan, source.text(), |word, _| glyphs += word.len());
        }
        glyphs
    });
}

/// One long paragraph, broken into lines of 300 points.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 20)]
fn line_breaking(bencher: Bencher<'_, '_>, words: usize) {
    let word = |nth: usize| Length::points(20 + i64::try_from(nth * 7 % 23).unwrap());
    let space = Item::Glue {
        width: Length::points(3),
        stretch: Length::points(2),
        shrink: Length::points(1),
        breaks: true,
        hyphen: false,
    };
    let boxed = |nth| Item::Box { width: word(nth), left: Length::ZERO, right: Length::ZERO };
    let mut items: Vec<Item> = (0..words).flat_map(|nth| [boxed(nth), space]).collect();
    items.push(Item::Break);
    let line = |_| Length::points(300);
    let parameters = BreakParameters {
        line_width: &line,
        uniform_from: 1,
        ragged: None,
        even_last: false,
        min_last_line: Length::ZERO,
        allowed: BreakClass::Name,
        expansion: Expansion::NONE,
    };
    bencher.bench_local(|| linebreak::break_lines(black_box(&items), &parameters));
}

/// The whole layout: paragraphs and pages.
#[divan::bench(args = BOOKS, sample_count = 5)]
fn pages(bencher: Bencher<'_, '_>, texts: usize) {
    let sources = open(texts).unwrap();
    let book = book(&sources);
    bencher.bench_local(|| {
        let fonts = FontSet::load(&sources, &mut Diagnostics::new());
        layout::lay_out(&book, &fonts, &mut Diagnostics::new())
    });
}

#[divan::bench(args = BOOKS, sample_count = 5)]
fn epub_file(bencher: Bencher<'_, '_>, texts: usize) {
    let sources = open(texts).unwrap();
    let book = book(&sources);
    let mut sink = Diagnostics::new();
    let fonts = FontSet::load(&sources, &mut sink);
    let cover = compile::cover(&book, &fonts, &mut sink).unwrap();
    bencher.bench_local(|| epub::write(&book, None, &cover, &fonts, &mut Diagnostics::new()));
}

#[divan::bench(args = BOOKS, sample_count = 5)]
fn pdf_file(bencher: Bencher<'_, '_>, texts: usize) {
    let sources = open(texts).unwrap();
    let book = book(&sources);
    let mut sink = Diagnostics::new();
    let fonts = FontSet::load(&sources, &mut sink);
    let pages = layout::lay_out(&book, &fonts, &mut sink);
    bencher.bench_local(|| pdf::write(&book, &pages, &fonts, &mut Diagnostics::new()));
}
