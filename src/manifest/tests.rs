//! Reads whole projects: the sample book, and hostile bytes. The cases of single diagnostics are run by tests/suite.

use super::*;
use crate::{
    diagnostic::{Code, render::human},
    locale::{Language, Words},
    project::Project,
};
use proptest::prelude::*;
use std::{fs, path::Path};

/// Reads a project as `check` does before any text is parsed: the manifest, then the header of each text it lists.
fn read_all(project: &Project, sink: &mut Diagnostics) -> Option<Manifest> {
    let manifest = read(&project.sources, sink);
    for source in project.sources.iter().filter(|source| source.path().ends_with(".md")) {
        let (_, body) = front_matter(source, sink);
        assert!(source.text().get(body).is_some(), "the body is a part of {}", source.path());
    }
    manifest
}

/// Diagnostics as `M001 path:line:column`, in order.
fn lines(project: &Project, sink: &Diagnostics) -> Vec<String> {
    let line = |diagnostic: &Diagnostic| {
        let source = project.sources.get(diagnostic.span.source);
        let (line, column) = source.line_column(diagnostic.span.range().map_or(0, |range| range.start));
        format!("{} {}:{line}:{column}", diagnostic.code.name(), source.path())
    };
    sink.iter().map(line).collect()
}

fn from(files: &[(&str, &str)]) -> (Project, Diagnostics) {
    let mut sink = Diagnostics::new();
    let project = Project::from_files(files.iter().map(|(path, text)| (*path, *text)), &mut sink);
    (project, sink)
}

/// The folder of the workspace, which holds the sample.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.."))
}

#[test]
fn the_sample_book_reads_without_a_diagnostic() {
    let mut sink = Diagnostics::new();
    let project = Project::open(root(), &mut sink).expect("readable");
    let manifest = read_all(&project, &mut sink).expect("a manifest");
    assert_eq!(lines(&project, &sink), Vec::<String>::new());
    assert_eq!(manifest.tomes.len(), 2);
    assert_eq!(
        manifest.tomes[1].isbn_print.as_ref().map(|isbn| isbn.value.digits().to_owned()),
        Some("9782955037867".to_owned())
    );
}

#[test]
fn people_of_one_name_are_two_if_each_has_a_portrait() {
    let told = |portraits: [&str; 2]| {
        let person = |id: &str, portrait: &str| format!("{id}:\n  name: {{ given: Ann, family: Ée }}\n{portrait}");
        let people = format!("{}{}", person("ann", portraits[0]), person("bea", portraits[1]));
        let (project, mut sink) = from(&[
            ("book/book.yaml", "title: L\ntomes: [tome1]\n"),
            ("book/people.yaml", &people),
            ("book/images/a.jpg", ""),
            ("book/images/b.jpg", ""),
            ("tome1/tome.yaml", "title: T\n"),
        ]);
        let _ = read_all(&project, &mut sink);
        sink.iter().filter(|diagnostic| diagnostic.code == Code::SameName).count()
    };
    let [one, other] = ["a", "b"].map(|file| format!("  portrait: {{ file: images/{file}.jpg, alt: Ann }}\n"));
    assert_eq!([told([&one, &other]), told([&one, &one]), told([&one, ""]), told(["", ""])], [0, 1, 1, 1]);
}

#[test]
fn each_of_several_people_of_one_name_has_a_portrait_of_their_own() {
    let told = |portraits: &[&str]| {
        let person = |(index, portrait): (usize, &&str)| {
            let portrait =
                if portrait.is_empty() { String::new() } else { format!("  portrait: {{ file: {portrait}, alt: Ann }}\n") };
            format!("p{index}:\n  name: {{ given: Ann, family: Ée }}\n{portrait}")
        };
        let people: String = portraits.iter().enumerate().map(person).collect();
        let (project, mut sink) = from(&[
            ("book/book.yaml", "title: L\ntomes: [tome1]\n"),
            ("book/people.yaml", &people),
            ("book/images/a.jpg", ""),
            ("book/images/b.jpg", ""),
            ("book/images/c.jpg", ""),
            ("tome1/tome.yaml", "title: T\n"),
        ]);
        let _ = read_all(&project, &mut sink);
        sink.iter().filter(|diagnostic| diagnostic.code == Code::SameName).count()
    };
    let [a, b, c] = ["images/a.jpg", "images/b.jpg", "images/c.jpg"];
    assert_eq!(told(&[a, b, c]), 0);
    assert_eq!(told(&[a, b, b]), 1);
    assert_eq!(told(&[a, "./images/a.jpg"]), 1);
    assert_eq!(told(&[a, b, ""]), 1);
    assert_eq!(told(&["", a, b]), 2, "either may be the first");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the schemas are files")]
fn committed_schemas_are_current() {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    for (name, kind) in SchemaKind::ALL {
        let made = serde_json::to_string_pretty(&schema(kind)).expect("a schema is JSON") + "\n";
        let path = root().join("src/manifest/schema").join(format!("{name}.json"));
        if overwrite {
            fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
            fs::write(&path, &made).expect("writable");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == made, "{name}.json is stale: run the test with SNAPSHOTS=overwrite");
    }
}

#[test]
fn an_empty_file_is_one_message() {
    const BOOK: &str = "title: Un\nlanguage: fr\neditors: [a]\ntomes: [tome1]\n";
    const TOME: &str = "number: 1\nbody: [01-x.md]\n";
    const TEXT: &str = "---\ntitle: X\nkind: text\nstatus: approved\nauthors: [a]\n---\nMot.\n";
    let whole = [
        ("book/book.yaml", BOOK),
        ("book/people.yaml", "a: { name: A }\n"),
        ("book/sponsors.yaml", "sponsors: []\n"),
        ("tome1/tome.yaml", TOME),
        ("tome1/01-x.md", TEXT),
    ];
    let told = |path: &str, text: &str| {
        let (project, mut sink) = from(&whole.map(|(other, was)| (other, if other == path { text } else { was })));
        read_all(&project, &mut sink);
        lines(&project, &sink)
    };
    for path in ["book/book.yaml", "book/people.yaml", "tome1/tome.yaml"] {
        for empty in ["", " \n\n", "\u{feff}", "# rien\n", "---\n", "---\n---\n", "---\n...\n", "~\n"] {
            assert_eq!(told(path, empty), [format!("M094 {path}:1:1")], "{empty:?}");
        }
    }
    for path in ["book/book.yaml", "tome1/tome.yaml"] {
        let told = told(path, "{}\n");
        assert_eq!(told.iter().filter(|line| line.contains(path)).collect::<Vec<_>>(), [&format!("M006 {path}:1:1")]);
    }
    for (empty, code) in [("", "M030"), ("\n \n", "M030"), ("\u{feff}", "M030"), ("---\n", "M031"), ("---\n---\n", "M006")] {
        assert_eq!(told("tome1/01-x.md", empty), [format!("{code} tome1/01-x.md:1:1")], "{empty:?}");
    }
}

#[test]
fn of_an_isbn_given_twice_only_that_is_told_at_the_second_place() {
    let (project, mut sink) = from(&[
        ("book/book.yaml", "title: Un\nlanguage: fr\neditors: [a]\ntomes: [tome1, tome2]\n"),
        ("book/people.yaml", "a: { name: A }\n"),
        ("tome1/tome.yaml", "number: 1\nisbn: { pdf: 9782955037867, print: 978 2 9550378 6 7 }\nbody: [01-x.md]\n"),
        ("tome1/01-x.md", ""),
        ("tome2/tome.yaml", "number: 2\nisbn: { print: 9782955037867 }\nbody: [01-x.md]\n"),
        ("tome2/01-x.md", ""),
    ]);
    let _ = read(&project.sources, &mut sink);
    assert_eq!(lines(&project, &sink), ["M099 tome1/tome.yaml:2:14", "M019 tome1/tome.yaml:2:36", "M019 tome2/tome.yaml:2:16"]);
}

#[test]
fn one_broken_file_does_not_hide_the_mistakes_of_the_others() {
    let (project, mut sink) = from(&[
        ("book/book.yaml", "title: [\n"),
        ("book/people.yaml", "a:\n  nam: A\n"),
        ("tome1/tome.yaml", "number: 1\nbody: [01-x.md]\n"),
    ]);
    assert!(read(&project.sources, &mut sink).is_none());
    let found = lines(&project, &sink);
    for code in ["M002 book/book.yaml", "M001 book/people.yaml:2:3", "M026 tome1/tome.yaml:2:8"] {
        assert!(found.iter().any(|line| line.starts_with(code)), "{code} in {found:?}");
    }
    // `nam` is `name` misspelt: it is not missing as well.
    assert!(!found.iter().any(|line| line.starts_with("M006")), "{found:?}");
}

#[test]
fn values_are_what_the_editor_typed() {
    let (project, mut sink) = from(&[
        (
            "book/book.yaml",
            "title: 1984\nsubtitle: ~\nlanguage: fr\neditors: [no]\ntomes: [tome1]\nlegal: { price: 12.50 EUR }\n",
        ),
        ("book/people.yaml", "no:\n  name: { given: Ann, family: No }\n"),
        ("tome1/tome.yaml", "number: 1\nbody: [{ part: Un, texts: [01-x.md] }]\n"),
        ("tome1/01-x.md", ""),
    ]);
    let manifest = read(&project.sources, &mut sink).expect("a manifest");
    assert_eq!(lines(&project, &sink), Vec::<String>::new());
    assert_eq!((manifest.work.title.value.as_str(), manifest.work.subtitle), ("1984", None));
    assert_eq!(manifest.work.legal.price.map(|price| price.value), Some("12.50 EUR".to_owned()));
    assert_eq!(manifest.work.editors.len(), 1);
    assert!(matches!(&manifest.tomes[0].body[..], [OrderEntry::Part { texts, .. }] if texts[0].value == "tome1/01-x.md"));
}

#[test]
fn headers_end_in_every_way_and_keep_their_places() {
    let header = "title: Été\nkind: study\nstatus: draft\n";
    for text in [
        format!("---\n{header}---\nBody"),
        format!("---\n{header}...\nBody"),
        format!("---\n{header}---\nBody").replace('\n', "\r\n"),
        format!("---  \n{header}---  \nBody").replace('\n', "\r"),
        format!("\u{feff}---\n{header}---\nBody"),
    ] {
        let (project, mut sink) = from(&[("tome1/tome.yaml", ""), ("tome1/01-x.md", &text)]);
        let source = project.sources.by_path("tome1/01-x.md").expect("there");
        let before = sink.iter().len();
        let (found, body) = front_matter(source, &mut sink);
        assert_eq!(sink.iter().len(), before, "{text:?}");
        let found = found.expect("a header");
        assert_eq!(&source.text()[body], "Body");
        assert_eq!(&source.text()[found.title.span.range().expect("a place")], "Été");
        assert_eq!(source.line_column(found.status.span.range().expect("a place").start), (4, 9));
    }
}

#[test]
fn slugs_of_texts_leave_out_the_number() {
    for (path, slug) in
        [("tome1/02-je-twitte.md", "je-twitte"), ("book/merci.md", "merci"), ("tome1/612.md", "612"), ("7-.md", "7")]
    {
        assert_eq!(text_slug(path).as_str(), slug, "{path}");
    }
}

/// Twenty thousand keys, and aliases that would expand to a billion items: both are read quickly, the second up to its first alias.
#[test]
fn large_and_malicious_files_end() {
    let people: String = (0..20_000).map(|number| format!("p{number}:\n  name: P\n")).collect();
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 'b'..='i' {
        let below = char::from_u32(u32::from(level) - 1).expect("a letter");
        bomb.push_str(&format!(
            "{level}: &{level} [*{below}, *{below}, *{below}, *{below}, *{below}, *{below}, *{below}, *{below}]\n"
        ));
    }
    let (project, mut sink) =
        from(&[("book/book.yaml", &bomb), ("book/people.yaml", &people), ("book/sponsors.yaml", &"[".repeat(1 << 20))]);
    let manifest = read(&project.sources, &mut sink).expect("a manifest");
    assert_eq!(manifest.people.len(), 20_000);
    let found = lines(&project, &sink);
    assert!(found.contains(&"M008 book/book.yaml:2:8".to_owned()), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("M003 book/sponsors.yaml")), "{found:?}");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(book in any::<Vec<u8>>(), header in "\\PC{0,60}", yaml in "[-:,{}\\[\\]&*!|>'\"#%@ \t\na-cé…~0-9.]{0,80}") {
        let mut sink = Diagnostics::new();
        let files = [
            ("book/book.yaml", book),
            ("book/people.yaml", yaml.clone().into_bytes()),
            ("book/sponsors.yaml", format!("tiers: {yaml}").into_bytes()),
            ("tome1/tome.yaml", format!("body:\n - {yaml}\n - {header}").into_bytes()),
            ("tome1/01-x.md", format!("---\n{yaml}\n---\n{header}").into_bytes()),
            ("book/y.md", format!("---\ntitle: {header}\n{yaml}").into_bytes()),
        ];
        let project = Project::from_files(files, &mut sink);
        read_all(&project, &mut sink);
        lines(&project, &sink);
    }
}

/// A small project that reads without a diagnostic; each test puts a mistake into one of its files.
const SMALL: [(&str, &str); 4] = [
    ("book/book.yaml", "title: Titre\nlanguage: fr\neditors: [ada, bo]\ntomes: [tome1]\ndate: 2016\n"),
    ("book/people.yaml", "ada:\n  name: Ada\nbo:\n  name: Bo\n"),
    ("tome1/tome.yaml", "number: 1\nbody: [01-a.md]\n"),
    ("tome1/01-a.md", "---\ntitle: A\nkind: text\nauthors: [ada, bo]\nstatus: approved\n---\nUn mot de [Bo](person:bo).\n"),
];

/// The diagnostics of the small project, notes left out, when the file `path` has the name and the text given; without it, when none.
fn with(path: &str, replaced: Option<(&str, &str)>) -> Vec<String> {
    let files: Vec<(&str, &str)> =
        SMALL.into_iter().filter_map(|(name, text)| if name == path { replaced } else { Some((name, text)) }).collect();
    let (project, mut sink) = from(&files);
    if let Some(manifest) = read(&project.sources, &mut sink) {
        for tome in 0..manifest.tomes.len() {
            let _ = crate::assemble::assemble(&project.sources, &manifest, tome, &mut sink);
        }
    }
    lines(&project, &sink.without_notes())
}

#[test]
fn a_file_of_people_that_cannot_be_read_is_one_message() {
    assert_eq!(with("", None), Vec::<String>::new());
    let people = "book/people.yaml";
    assert_eq!(with(people, None), ["M026 book/book.yaml:3:11"]);
    assert_eq!(with(people, Some(("book/People.yml", "ada: {}\n"))), ["M026 book/People.yml:1:1"]);
    assert_eq!(with(people, Some(("book/people.yaml.txt", "ada: {}\n"))), ["M026 book/people.yaml.txt:1:1"]);
    assert_eq!(with(people, Some((people, "ada:\n  name: Ada: Lovelace\n"))), ["M002 book/people.yaml:2:12"]);
    assert_eq!(with(people, Some((people, "- ada\n- bo\n"))), ["M005 book/people.yaml:1:3"]);
}

#[test]
fn a_colon_without_a_space_is_reported_where_it_stands() {
    let header = |lines: &str| with("tome1/01-a.md", Some(("tome1/01-a.md", &format!("---\n{lines}\n---\nUn mot.\n"))));
    let rest = "kind: text\nauthors: [ada]\nstatus: approved";
    assert_eq!(header(&format!("title:Moudre\n{rest}")), ["M002 tome1/01-a.md:2:6"]);
    assert_eq!(header(&format!("{rest}\ntitle:\u{a0}Moudre")), ["M002 tome1/01-a.md:5:6"]);
    assert_eq!(header("title:Moudre\nkind:text"), ["M002 tome1/01-a.md:2:6", "M002 tome1/01-a.md:3:5"]);
    // An address is no key.
    assert_eq!(header(&format!("title: https://exemple.fr\n{rest}")), Vec::<String>::new());
}

#[test]
fn a_comment_that_cuts_a_value_off_is_the_cause_that_is_reported() {
    let sponsors = "tiers: [{ id: or, title: Or }]\nsponsors:\n  - { name: A, tier: or, tagline: Café #1 de Lyon }\n";
    let yaml = |text| with("book/people.yaml", Some(("book/people.yaml", text)));
    assert_eq!(
        yaml("ada:\n  name: Ada\n  bio: Sous\n    le signe #dièse,\n    toujours.\nbo:\n  name: Bo\n"),
        ["M002 book/people.yaml:4:14"]
    );
    let (project, mut sink) = from(&[SMALL[0], SMALL[1], SMALL[2], SMALL[3], ("book/sponsors.yaml", sponsors)]);
    let _ = read(&project.sources, &mut sink);
    assert_eq!(lines(&project, &sink), ["M002 book/sponsors.yaml:3:40"]);
}

/// The first diagnostic of `code` in English, in a small project where `path` holds `text`.
fn message(code: Code, path: &str, text: &str) -> String {
    let mut files = vec![
        ("book/book.yaml", "title: T\nlanguage: fr\neditors: [a]\npublisher: { name: P }\ndate: 2020\ntomes: [tome1]\n"),
        ("book/people.yaml", "a:\n  name: A\n"),
        ("tome1/tome.yaml", "number: 1\ntitle: T\nbody: [01-x.md]\n"),
        ("tome1/01-x.md", "---\ntitle: X\nkind: text\nauthors: [a]\nstatus: approved\n---\nMots.\n"),
    ];
    files.retain(|(other, _)| *other != path);
    files.push((path, text));
    let (project, mut sink) = from(&files);
    let _ = read_all(&project, &mut sink);
    let found =
        sink.iter().find(|found| found.code == code).unwrap_or_else(|| panic!("no {code:?} in {:?}", lines(&project, &sink)));
    let style = human::Style { colour: false, width: 400 };
    human::render(found, &project.sources, &Words::new(Language::English), style)
}

#[test]
fn a_message_of_shape_shows_the_shape() {
    let header = |authors: &str| format!("---\ntitle: X\nkind: text\nauthors: {authors}\nstatus: draft\n---\nMots.\n");
    for (path, text, example) in [
        ("book/people.yaml", "a:\n  name: A\n  portrait: images/a.jpg\n".to_owned(), "{ file: images/x.jpg, alt: … }"),
        ("book/people.yaml", "a:\n  name: A\n  links: https://a.fr\n".to_owned(), "[https://a.fr]"),
        ("book/sponsors.yaml", "tiers: or\n".to_owned(), "[{ id: …, "),
        ("tome1/01-x.md", header("Élise de Vaux et wei-zhang"), "[elise-de-vaux, wei-zhang]"),
        (
            "tome1/tome.yaml",
            "number: 1\nisbn: 978-2-9550378-6-7\nbody: [01-x.md]\n".to_owned(),
            "{ epub: 978-2-…, pdf: 978-2-…, print:",
        ),
    ] {
        let message = message(Code::WrongType, path, &text);
        assert!(message.contains(example), "{message}");
    }
}

#[test]
fn french_words_lead_to_the_words_of_the_format() {
    for (code, path, text, meant) in [
        (Code::UnknownKey, "book/people.yaml", "a:\n  nom: A\n", "name"),
        (Code::UnknownKey, "book/people.yaml", "a:\n  name: A\n  photo: x.jpg\n", "portrait"),
        (Code::UnknownChoice, "tome1/01-x.md", "---\ntitle: X\nkind: entretien\nstatus: draft\nauthors: [a]\n---\n", "interview"),
        (Code::UnknownChoice, "tome1/01-x.md", "---\ntitle: X\nkind: text\nstatus: approuvé\nauthors: [a]\n---\n", "approved"),
        (Code::UnknownPage, "tome1/tome.yaml", "number: 1\nfront: [sommaire]\nbody: [01-x.md]\n", "contents"),
    ] {
        let message = message(code, path, text);
        assert!(message.contains(&format!("Did you mean ‘{meant}’?")), "{message}");
    }
}

#[test]
fn the_manifest_does_not_depend_on_what_its_sum_leaves_out() {
    let book = "title: L\nlang: fr\neditors: [a]\ntomes: [tome1]\n";
    let tome = "number: 1\ntitle: T\ndate: 2016\nbody: [01-x.md, 03-z.md]\n";
    let read_with = |text: &str, page: &str| {
        let files = [
            ("book/book.yaml", book),
            ("book/page.md", page),
            ("book/people.yaml", "a: { name: { given: A, family: B } }\n"),
            ("tome1/01-x.md", text),
            ("tome1/02-y.md", text),
            ("tome1/tome.yaml", tome),
        ];
        let (project, mut sink) = from(&files);
        let manifest = read(&project.sources, &mut sink).map(|manifest| format!("{manifest:?}"));
        (sum_of_inputs(&project.sources), manifest, lines(&project, &sink))
    };
    let empty = read_with("", "");
    assert_eq!(empty, read_with("---\ntitle: Un\nauthors: [b, c]\n---\n[A](person:a)\n", ""));
    assert!(empty.1.is_some() && empty.2.len() > 1, "{empty:?}");
    assert_ne!(empty.0, read_with("", "---\ntitle: Une page\n---\n").0);
}
