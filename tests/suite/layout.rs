//! tests/cases/layout/NAME.md → NAME.pages: a text set on small pages: each line with its position; then the diagnostics.
//!
//! A page has twelve lines, so that a few paragraphs are enough to show what happens at its foot. Pages of the folder `tall` are narrow and
//! high, for what is turned by 90°. Those of `right-to-left` are of a book in Persian, those of `spaces` and `wide` have another budget of
//! justification. `made/NAME.yaml` is the tome.yaml of a small volume with generated pages, such as contents and index.

use make_book::{
    assemble,
    diagnostic::{Code, Diagnostics, Severity},
    dump,
    fonts::FontSet,
    layout::{self, Pages, Shape},
    manifest,
    project::Project,
    source::SourceMap,
    typeset::{color::Color, length::Length},
    typography,
};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

const BOOK: &str = "title: Cas\nlanguage: fr\neditors: [ada]\npublisher: { name: Ada }\nrights: ©\ndate: 2026\ntomes: [tome1]\n\
    theme: { text-size: 10, leading: 16 }\n";
const PEOPLE: &str = "ada:\n  name: { given: Ada, family: Cas }\n  bio: Ada rassemble des cas.\n";
const TOME: &str = "number: 1\ntitle: Un\nbody: [01-cas.md]\n";

/// A picture, narrower than the column.
const DRAWING: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 60"><rect width="150" height="60"/></svg>"#;

/// A picture as high as two thirds of the page.
const HIGH: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300"/></svg>"#;

/// Pages before the text: the front cover and its back, which are not dumped.
const COVER: usize = 2;

/// Sets a case on pages of a format; `theme` has further keys of the theme.
fn check(path: &Path, page: &str, language: &str, theme: &str) {
    compare(&book_of(&std::fs::read_to_string(path).unwrap(), page, language, theme), path);
}

fn compare(sources: &SourceMap, path: &Path) {
    let mut sink = Diagnostics::new();
    let (pages, fonts) = lay_out(sources, &mut sink);
    let mut dumped = dump::pages::dump(&pages, COVER, &fonts);
    for diagnostic in sink.iter() {
        writeln!(dumped, "{} {:?}", diagnostic.code.name(), diagnostic.code).unwrap();
    }
    snapbox::assert_data_eq!(dumped, snapbox::Data::read_from(&path.with_extension("pages"), None).raw());
}

fn lay_out(sources: &SourceMap, sink: &mut Diagnostics) -> (Pages, FontSet) {
    let manifest = manifest::read(sources, sink).unwrap();
    let mut book = typography::apply(assemble::assemble(sources, &manifest, 0, sink).unwrap());
    assemble::update_index(&mut book);
    let fonts = FontSet::load(sources, sink);
    (layout::lay_out(&book, &fonts, sink), fonts)
}

/// The book of hard cases and the smallest book are laid out without an error, and nothing of them is outside its page.
#[test]
fn hard_cases_stay_on_the_page() {
    ["tests/fixtures/stress", "tests/fixtures/minimal"].into_iter().for_each(stays_on_the_page);
}

fn stays_on_the_page(fixture: &str) {
    let mut sink = Diagnostics::new();
    let project = Project::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture), &mut sink).unwrap();
    let (pages, _) = lay_out(&project.sources, &mut sink);
    let errors: Vec<_> = sink.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let (left, right, foot) = match &item.shape {
                Shape::Glyphs(run) => {
                    let (start, end) = (run.start(), run.end());
                    // A turned line runs up the page: its x axis is our y axis, reversed.
                    if run.rotated { (run.origin.x, run.origin.x, -start.x) } else { (start.x, end.x, start.y) }
                }
                Shape::Image { rect, .. } | Shape::Rule { rect, .. } => {
                    (rect.origin.x, rect.origin.x + rect.size.width, rect.origin.y + rect.size.height)
                }
                Shape::Path(_) | Shape::Link(_) => continue,
            };
            let inside = left >= Length::ZERO && right <= page.size.width && foot <= page.size.height;
            assert!(inside, "{fixture}, page {number}: {item:?}");
        }
    }
}

/// Also when the title of the work is longer than a line.
#[test]
fn every_page_of_a_section_but_the_first_has_a_running_head() {
    let mut sink = Diagnostics::new();
    let project = Project::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stress"), &mut sink).unwrap();
    let (pages, _) = lay_out(&project.sources, &mut sink);
    let goes_on = pages.pages.windows(2).filter(|two| two[1].section.is_some() && two[0].section == two[1].section);
    for page in goes_on.map(|two| &two[1]) {
        let above = |item: &layout::FrameItem| matches!(&item.shape, Shape::Glyphs(run) if run.origin.y < Length::points(50));
        assert!(page.items.iter().any(above), "{:?}", page.folio);
    }
}

/// Folios of the contents are aligned, so that their figures must all have the same width.
#[test]
fn folios_of_the_contents_are_tabular() {
    let mut sink = Diagnostics::new();
    let project = Project::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stress"), &mut sink).unwrap();
    let (pages, _) = lay_out(&project.sources, &mut sink);
    let contents = pages
        .pages
        .iter()
        .find(|page| page.items.iter().any(|item| matches!(&item.shape, Shape::Glyphs(run) if &*run.text == "Sommaire")));
    let mut widths = std::collections::BTreeMap::new();
    for item in &contents.unwrap().items {
        let Shape::Glyphs(run) = &item.shape else { continue };
        // The page's own folio has no span; it is not an entry of the contents.
        if run.text.chars().all(|c| c.is_ascii_digit()) && item.span.is_some() {
            widths.entry((run.face.0, run.size)).or_insert_with(Vec::new).extend(run.glyphs.iter().map(|glyph| glyph.advance));
        }
    }
    assert!(widths.values().any(|advances: &Vec<Length>| advances.len() > 8), "{widths:?}");
    assert!(widths.values().all(|advances| advances.windows(2).all(|two| two[0] == two[1])), "{widths:?}");
}

/// The sources of a book of one text, set on pages of a format; `theme` has further keys of the theme.
fn book_of(text: &str, page: &str, language: &str, theme: &str) -> SourceMap {
    let mut sources = SourceMap::new();
    let book = BOOK.replace("language: fr", &format!("language: {language}")).replace("theme: {", &format!("theme: {{ {theme}"));
    sources.add("book/book.yaml", format!("{book}page: {{ format: {page} }}\n"));
    sources.add("tome1/images/gris.svg", DRAWING);
    sources.add("tome1/images/haut.svg", HIGH);
    sources.add("book/people.yaml", PEOPLE);
    sources.add("tome1/tome.yaml", TOME);
    sources.add("tome1/01-cas.md", format!("---\ntitle: Cas\nkind: text\nauthors: [ada]\nstatus: approved\n---\n{text}"));
    sources
}

/// Where the whole part of each number of a table ends on the page, by what follows it there.
#[test]
fn decimal_signs_stand_below_each_other() {
    let text = "| Ville | Part | Solde |\n|---|---|---:|\n| A | 4 % | 1 250 |\n| B | 12,5 % | −12,75 |\n| C | 0,25 % | 3,5 |\n";
    let (pages, _) = lay_out(&book_of(text, "100x104", "fr", ""), &mut Diagnostics::new());
    let runs = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.shape {
        Shape::Glyphs(run) => Some(run),
        Shape::Image { .. } | Shape::Rule { .. } | Shape::Path(_) | Shape::Link(_) => None,
    });
    let runs: Vec<_> = runs.collect();
    let whole_ends = |cell: &str, whole: &str| {
        let run = runs.iter().find(|run| run.text.trim() == cell).unwrap_or_else(|| panic!("{cell}"));
        let shown = run.glyphs.iter().take_while(|glyph| (glyph.end as usize) <= whole.len());
        run.start().x + shown.map(|glyph| glyph.advance).sum()
    };
    let columns = [
        [("4\u{202f}%", "4"), ("12,5\u{202f}%", "12"), ("0,25\u{202f}%", "0")],
        [("1\u{202f}250", "1\u{202f}250"), ("−12,75", "−12"), ("3,5", "3")],
    ];
    for column in columns {
        let ends = column.map(|(cell, whole)| whole_ends(cell, whole));
        assert!(ends.iter().all(|end| (*end - ends[0]).0.abs() < Length::millipoints(20).0), "{column:?}: {ends:?}");
    }
}

/// All that belongs on a back cover is on it until even small type does not help; then what is not there is told, and stays told.
#[test]
fn a_back_cover_holds_bar_code_and_price_or_says_so() {
    let sentence = "Ce livre raconte le matin au comptoir, la tasse que l’on pose et la main qui la tend. ";
    let mut lost_before = false;
    for count in [10, 14, 17, 18, 19, 20, 21, 22, 24, 30, 60] {
        let mut sources = SourceMap::new();
        sources.add("book/book.yaml", format!("{BOOK}page: {{ format: 110x180 }}\nlegal: {{ price: 12 € }}\n"));
        sources.add("book/people.yaml", PEOPLE);
        let tome = "isbn: { print: 978-2-12-345680-3 }\nback: [back-cover]\n";
        sources.add("tome1/tome.yaml", format!("{TOME}{tome}summary: \"{}\"\n", sentence.repeat(count)));
        sources.add("tome1/01-cas.md", "---\ntitle: Cas\nkind: text\nauthors: [ada]\nstatus: approved\n---\nUn.\n");
        let mut sink = Diagnostics::new();
        let (pages, _) = lay_out(&sources, &mut sink);
        let cover = pages.pages.iter().skip(COVER).find(|page| page.folio == make_book::pagination::Folio::Unnumbered).unwrap();
        let shows = |wanted: &str| {
            let runs = cover.items.iter().filter_map(|item| match &item.shape {
                Shape::Glyphs(run) => Some(&*run.text),
                Shape::Image { .. } | Shape::Rule { .. } | Shape::Path(_) | Shape::Link(_) => None,
            });
            runs.collect::<Vec<_>>().concat().contains(wanted)
        };
        let is_whole = shows("€") && shows("ISBN");
        let is_told = sink.iter().any(|found| found.code == Code::LongBackCover);
        assert_eq!(is_whole, !is_told, "{count}");
        assert!(is_told || !lost_before, "{count}: a longer summary fits where a shorter one does not");
        assert!(count > 20 || is_whole, "{count}");
        lost_before = is_told;
    }
}

/// Titles as long as those of catalogues, on the pages of paperbacks: no word in white is outside the coloured ground.
#[test]
fn long_titles_stay_on_the_coloured_ground_of_the_cover() {
    let title =
        "Les rencontres improbables de la ville et de la campagne : un siècle d’histoires, de visages et de gestes oubliés";
    let subtitle = "Cent cinquante voix pour raconter la ville, la campagne et tout ce qui les relie depuis vingt ans";
    for format in ["105x148", "110x178", "150x210"] {
        let book = BOOK.replace("title: Cas", &format!("title: \"{title}\"\nsubtitle: \"{subtitle}\""));
        let mut sources = SourceMap::new();
        sources.add("book/book.yaml", format!("{book}page: {{ format: {format} }}\n"));
        sources.add("book/people.yaml", PEOPLE);
        sources.add("tome1/tome.yaml", TOME);
        sources.add("tome1/01-cas.md", "---\ntitle: Cas\nkind: text\nauthors: [ada]\nstatus: approved\n---\nUn.\n");
        let mut sink = Diagnostics::new();
        let (pages, _) = lay_out(&sources, &mut sink);
        let cover = &pages.pages[0].items;
        let ground = cover.iter().find_map(|item| match &item.shape {
            Shape::Rule { rect, .. } => Some(rect.size.height),
            Shape::Glyphs(_) | Shape::Image { .. } | Shape::Path(_) | Shape::Link(_) => None,
        });
        for item in cover {
            if let Shape::Glyphs(run) = &item.shape
                && run.color == Color::WHITE
            {
                assert!(run.origin.y + run.size / 4 + Length::points(10) < ground.unwrap(), "{format}: {}", run.text);
            }
        }
        assert!(!sink.iter().any(|found| found.code == Code::LongCover), "{format}");
    }
}

/// Each page that is not blank has its place in the page map, also when it begins in a table or in a note, or has pictures only.
#[test]
fn every_page_is_in_the_page_map() {
    let words = "Il raconte ce que font les gens du village. ".repeat(8);
    let rows = format!("| Un | {words} |\n").repeat(6);
    let figure = "::: figure {caption=\"Une image.\"}\n![Une image](images/haut.svg)\n:::\n\n".repeat(4);
    let texts = [
        format!("Un.\n\n| Mot | Sens |\n|---|---|\n{rows}\nDeux.\n"),
        format!("Un[^1].\n\n{words}\n\n[^1]: {}\n", words.repeat(6)),
        format!("{words}\n\n{figure}{words}{words}\n"),
    ];
    for text in texts {
        let (pages, _) = lay_out(&book_of(&text, "100x104", "fr", ""), &mut Diagnostics::new());
        let numbered = (0..pages.pages.len()).filter(|&page| pages.pages[page].section.is_some());
        let known: Vec<usize> = pages.map.starts.iter().map(|start| start.page).collect();
        assert_eq!(known, numbered.collect::<Vec<_>>(), "{text}");
        assert!(known.len() > 3);
    }
}

/// The files with this extension in a folder of cases, sorted.
fn files_with_extension(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/layout").join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    paths
}

#[test]
fn cases() {
    files_with_extension("", "md").iter().for_each(|path| check(path, "100x104", "fr", ""));
    files_with_extension("tall", "md").iter().for_each(|path| check(path, "80x180", "fr", ""));
    files_with_extension("right-to-left", "md").iter().for_each(|path| check(path, "100x104", "fa", ""));
    for budget in ["spaces", "wide"] {
        let theme = format!("justification: {budget},");
        files_with_extension(budget, "md").iter().for_each(|path| check(path, "100x104", "fr", &theme));
    }
}

/// Generated pages of a volume with four people, two tiers of sponsors and two texts.
#[test]
fn generated_pages() {
    const LOGO: &str =
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><rect width="400" height="100"/></svg>"##;
    const PEOPLE: &str = "ada:\n  name: { given: Ada, family: Cas }\n  role: rassembleuse\n  bio: Ada rassemble des cas.\n\
        vigny:\n  name: { given: Aline, family: de Vigny }\neluard:\n  name: { given: Élise, family: Éluard }\n\
        bellay:\n  name: { given: Joachim, family: Du Bellay }\n";
    /// In `scripts.yaml`: names that run from right to left, one with figures.
    const SCRIPTS: &str = "ada:\n  name: { given: آذر, family: کریمی }\n  bio: Elle rassemble.\n\
        vigny:\n  name: { given: ليلى, family: حداد }\neluard:\n  name: گروه 12\n\
        bellay:\n  name: { given: یوسف, family: بن داود }\n";
    const SPONSORS: &str = "tiers: [{ id: or, title: Or }, { id: fer, title: Fer }]\nsponsors:\n\
        - { name: Long, tier: or, tagline: une devise, logo: { file: logos/long.svg, alt: Long } }\n\
        - { name: \"L'Oréal: l'eau\", tier: fer }\n- { name: Dit, tier: fer, logo: { file: logos/long.svg, alt: Dit } }\n\
        supporters: [{ title: Écoles, members: [\"Les amis de l'eau\", \"Aujourd'hui: demain?\", \"Chez M. Paul 12%\"] }]\n";
    for path in files_with_extension("made", "yaml") {
        let mut sources = SourceMap::new();
        sources.add("book/book.yaml", format!("{BOOK}page: {{ format: 100x104 }}\nlegal: {{ price: \"12,50 €\" }}\n"));
        let people = if path.file_stem().is_some_and(|name| name == "scripts") { SCRIPTS } else { PEOPLE };
        sources.add("book/people.yaml", people);
        sources.add("book/sponsors.yaml", SPONSORS);
        sources.add("book/logos/long.svg", LOGO);
        sources.add("tome1/tome.yaml", std::fs::read_to_string(&path).unwrap());
        let words = "Un paragraphe qui nomme [Joachim Du Bellay](person:bellay). ".repeat(12);
        for (file, title, author) in
            [("01-un", "Un texte dont le titre tient sur deux lignes du sommaire", "ada"), ("02-deux", "Deux", "vigny")]
        {
            let text = format!("---\ntitle: {title}\nkind: text\nauthors: [{author}, eluard]\nstatus: approved\n---\n{words}\n");
            sources.add(format!("tome1/{file}.md"), text);
        }
        compare(&sources, &path);
    }
}
