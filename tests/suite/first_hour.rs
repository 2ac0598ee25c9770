//! The commonest slips of those who do not know YAML, planted in each kind of YAML file and header: one message each, at its line.

use make_book::{
    compile::{self, Options},
    diagnostic::{Diagnostics, Severity},
    dump,
    locale::{Language, Words},
    manifest,
    memo::Memo,
    project::Project,
};

/// The files of a book without mistakes, and in each of them the line of a key with a text. `{}` stands for that line.
const PLACES: [(&str, &str); 6] = [
    ("book/book.yaml", "subtitle"),
    ("book/people.yaml", "role"),
    ("book/sponsors.yaml", "tagline"),
    ("tome1/tome.yaml", "subtitle"),
    ("tome1/01-cas.md", "short-title"),
    ("book/merci.md", "short-title"),
];

const FILES: [(&str, &str); 6] = [
    (
        "book/book.yaml",
        "title: Cas\nsubtitle: Un texte\nlanguage: fr\neditors: [ada]\npublisher: { name: Ada, address: [Rue Une, Paris] }\nrights: ©\ndate: 2026\nsummary: Des cas.\ntomes: [tome1]\n",
    ),
    (
        "book/people.yaml",
        "ada:\n  name: { given: Ada, family: Cas }\n  bio: Ada rassemble des cas.\nbea:\n  name: { given: Bea, family: Cas }\n  role: Un texte\n  bio: Elle les relit.\nzoe:\n  name: { given: Zoé, family: Cas }\n  bio: Elle les compte.\n",
    ),
    (
        "book/sponsors.yaml",
        "tiers:\n  - id: or\n    title: Or\nsponsors:\n  - name: Verte\n    tier: or\n  - name: Bleue\n    tagline: Un texte\n    tier: or\n  - name: Rouge\n    tier: or\n",
    ),
    (
        "tome1/tome.yaml",
        "number: 1\nsubtitle: Un texte\ntitle: Un\nfront: [sponsors, contents]\nbody: [01-cas.md]\nback: [book/merci.md, contributors]\n",
    ),
    (
        "tome1/01-cas.md",
        "---\ntitle: Un cas\nshort-title: Un texte\nkind: text\nauthors: [ada, bea, zoe]\nstatus: approved\n---\nUn cas, puis [Ada](person:ada).\n",
    ),
    ("book/merci.md", "---\ntitle: Merci\nshort-title: Un texte\nkind: page\n---\nMerci à [Bea](person:bea).\n"),
];

/// What stands in the place of `key: Un texte`. `KEY` is the key, and `IN` its indentation.
const SLIPS: [(&str, &str); 50] = [
    ("a colon in a value", "KEY: Entretien : la suite"),
    ("a colon in a value, the English way", "KEY: Entretien: la suite"),
    ("a hash before a word", "KEY: Entretien #3 avec Ada"),
    ("a hash at the beginning", "KEY: #612rencontres"),
    ("an asterisk at the beginning", "KEY: *Important* : la suite"),
    ("an asterisk alone", "KEY: *Important*"),
    ("an ampersand at the beginning", "KEY: & Collectif"),
    ("an exclamation mark at the beginning", "KEY: !Attention"),
    ("an at sign at the beginning", "KEY: @jmob"),
    ("a percent sign at the beginning", "KEY: %rabais"),
    ("a dash at the beginning", "KEY: - la suite"),
    ("brackets", "KEY: [Sans titre]"),
    ("an open bracket", "KEY: [Sans titre"),
    ("braces", "KEY: {Sans titre}"),
    ("no space after the colon", "KEY:Un texte"),
    ("a no-break space after the colon", "KEY:\u{a0}Un texte"),
    ("no colon", "KEY Un texte"),
    ("a tab before the key", "\tKEY: Un texte"),
    ("an open quotation mark", "KEY: \"Un texte"),
    ("an open apostrophe", "KEY: 'Un texte"),
    ("an apostrophe between apostrophes", "KEY: 'L'art'"),
    ("a text after a quotation mark", "KEY: \"Un\" texte"),
    ("a backslash", "KEY: \"Un \\texte\\s\""),
    ("curly quotation marks for straight ones", "KEY: “Entretien : la suite”"),
    ("a space too many before the key", " KEY: Un texte"),
    ("two spaces too many before the key", "  KEY: Un texte"),
    ("a key with a capital", "Key: Un texte"),
    ("a key that is not one", "zygomatique: Un texte"),
    ("a key twice", "KEY: Un texte\nINKEY: Encore"),
    ("a list", "KEY:\nIN  - Un\nIN  - Deux"),
    ("a line that is not indented", "KEY: Un texte\nqui continue ici"),
    ("a line of dashes", "KEY: Un texte\n————"),
    ("a quoted key with no value", "\"KEY\""),
    ("a bullet", "• KEY: Un texte"),
    ("a comma for the colon", "KEY, Un texte"),
    ("a semicolon for the colon", "KEY; Un texte"),
    ("an equals sign for the colon", "KEY = Un texte"),
    ("a full-width colon", "KEY：Un texte"),
    ("a question mark alone", "KEY: ?"),
    ("a hyphen alone", "KEY: -"),
    ("a question mark before the key", "? KEY: Un texte"),
    ("a text after a bar", "KEY: | Un texte"),
    ("a text after an angle bracket", "KEY: > Un texte"),
    ("something invisible in the key", "KEY\u{200b}: Un texte"),
    ("something invisible after the colon", "KEY:\u{200b} Un texte"),
    ("something invisible before the key", "\u{200b}KEY: Un texte"),
    ("something invisible before the value", "KEY: \u{feff}Un texte"),
    ("something invisible in the value", "KEY: Un te\u{200b}xte"),
    ("keys in round brackets", "KEY: ( given: Un, family: Texte )"),
    ("keys without brackets", "KEY: given: Un, family: Texte"),
];

/// Further slips, of which each belongs to one file: what stands there, and what is typed instead.
const FURTHER: [(&str, &str, &str); 47] = [
    ("book/book.yaml", "tomes: [tome1]", "volumes: [tome1]"),
    ("book/book.yaml", "tomes: [tome1]", "tomes: tome1"),
    ("book/book.yaml", "tomes: [tome1]", "tomes: [Tome 1]"),
    ("book/book.yaml", "editors: [ada]", "direction: [ada]"),
    ("book/people.yaml", "bea:", "Béa:"),
    ("book/people.yaml", "{ given: Bea, family: Cas }", "{given:Bea, family: Cas}"),
    ("book/people.yaml", "role: Un texte", "métier: Un texte"),
    ("book/sponsors.yaml", "tiers:", "niveaux:"),
    ("book/sponsors.yaml", "tier: or\n  - name: Bleue", "tier: or\n  - name: Bleue\n    url: bleue.example"),
    ("tome1/tome.yaml", "body:", "corps:"),
    ("tome1/tome.yaml", "01-cas.md", "01-cas"),
    ("tome1/tome.yaml", "01-cas.md", "tome1/01-cas.md"),
    ("tome1/tome.yaml", "body: [01-cas.md]", "body:\n  • 01-cas.md"),
    ("tome1/tome.yaml", "body: [01-cas.md]", "body:\n  -01-cas.md"),
    ("tome1/tome.yaml", "number: 1", "number: 1\nparution: 2027"),
    ("tome1/01-cas.md", "status: approved", "état: approved"),
    ("tome1/01-cas.md", "kind: text", "kind: témoignage"),
    ("tome1/01-cas.md", "authors: [", "signataires: ["),
    ("tome1/01-cas.md", "[Ada](person:ada)", "[Ada](ada)"),
    ("tome1/01-cas.md", "[Ada](person:ada)", "[Ada](personne:ada)"),
    ("tome1/01-cas.md", "Un cas, puis", "Un cas[1], puis"),
    ("tome1/01-cas.md", "Un cas, puis", "[Un]{.petites-capitales} cas, puis"),
    ("book/book.yaml", "editors: [ada]", "editors: (ada)"),
    ("book/book.yaml", "tomes: [tome1]", "tomes, [tome1]"),
    ("book/people.yaml", "bea:", "bea,"),
    ("book/people.yaml", "{ given: Bea, family: Cas }", "( given: Bea, family: Cas )"),
    ("book/people.yaml", "{ given: Bea, family: Cas }", "given: Bea, family: Cas"),
    ("book/people.yaml", "{ given: Bea, family: Cas }", "{ given, Bea, family: Cas }"),
    ("book/people.yaml", "{ given: Bea, family: Cas }", "Cas, Bea"),
    ("book/people.yaml", "{ given: Bea, family: Cas }", "{ given: Bea, family: ? }"),
    ("book/sponsors.yaml", "- name: Bleue", "- name, Bleue"),
    ("tome1/tome.yaml", "number: 1", "number: 1,5"),
    ("tome1/tome.yaml", "body: [01-cas.md]", "body:\n  - 01-cas.md\n  02-deux.md"),
    ("tome1/tome.yaml", "body: [01-cas.md]", "body:\n  \u{200b}- 01-cas.md"),
    ("book/book.yaml", "summary: Des cas.", "summary: Des cas.\nprint: { paper: { weight: 90, bulk: 1,25 } }"),
    ("book/book.yaml", "summary: Des cas.", "summary: Des cas.\nprint: { bleed: 3 mm }"),
    ("tome1/01-cas.md", "authors: [ada, bea, zoe]", "authors: (ada, bea, zoe)"),
    ("book/people.yaml", "{ given: Bea, family: Cas }", "{ given: ?, family: Cas }"),
    ("book/people.yaml", "{ given: Bea, family: Cas }", "{ given: ???, family: Cas }"),
    ("book/people.yaml", "role: Un texte", "role: …"),
    ("book/book.yaml", "summary: Des cas.", "summary: Des cas.\nlegal: { price: 12,50 € }"),
    ("book/book.yaml", "summary: Des cas.", "summary: Des cas.\nlegal: { printer: Imprimerie, Paris, price: 12 € }"),
    ("tome1/tome.yaml", "body: [01-cas.md]", "body:\n  - Partie 1: [01-cas.md]"),
    ("tome1/tome.yaml", "body: [01-cas.md]", "body:\n  Partie 1: [01-cas.md]"),
    ("tome1/tome.yaml", "body: [01-cas.md]", "body:\n  - 01-cas.md:"),
    ("tome1/tome.yaml", "body: [01-cas.md]", "body:\n  - Un cas: 01-cas.md"),
    ("tome1/tome.yaml", "body: [01-cas.md]", "body:\n  - 01-cas.md\n  - Partie 2:"),
];

/// Slips that are told at their first line, which is the first of what is typed: what stands there, and what is typed instead.
const AT_FIRST_LINE: [(&str, &str, &str); 6] = [
    ("tome1/tome.yaml", "  - 01-cas.md", "  - Partie 1:\n    - 01-cas.md"),
    ("tome1/tome.yaml", "  - 01-cas.md", "  - Partie 1:\n  - 01-cas.md"),
    (
        "book/people.yaml",
        "  name: { given: Bea, family: Cas }\n  role: Un texte\n  bio: Elle les relit.\n",
        "name: { given: Bea, family: Cas }\nrole: Un texte\nbio: Elle les relit.\n",
    ),
    (
        "book/people.yaml",
        "  name: { given: Bea, family: Cas }\n  role: Un texte\n  bio: Elle les relit.\n",
        "name:\n  given: Bea\n  family: Cas\nrole: Un texte\nbio: Elle les relit.\n",
    ),
    ("book/people.yaml", "  role: Un texte\n  bio: Elle les relit.\n", "role: Un texte\nbio: Elle les relit.\n"),
    ("book/people.yaml", "    given: Bea\n    family: Cas", "  given: Bea\n  family: Cas"),
];

/// The messages about a book, without notes: code and place.
fn messages(files: &[(String, Vec<u8>)]) -> Vec<String> {
    let mut sink = Diagnostics::new();
    let project = Project::from_files(files.iter().cloned(), &mut sink);
    if let Some(manifest) = manifest::read(&project.sources, &mut sink) {
        let memo = Memo::default();
        let options = Options {
            epub: false,
            pdf: false,
            print: false,
            page_list: false,
            report: false,
            draft: false,
            exhaustive: false,
            file_date: None,
            memo: &memo,
            anchors: None,
            progress: &|_, _| {},
        };
        for tome in 0..manifest.tomes.len() {
            let _ = compile::prepare(&project.sources, &manifest, tome, options, &mut sink);
        }
    }
    sink.iter()
        .filter(|found| found.severity != Severity::Note)
        .map(|found| {
            let source = project.sources.get(found.span.source);
            let line = found.span.range().map_or(0, |range| source.line_column(range.start).0);
            format!("{} {}:{line}", found.code.name(), source.path())
        })
        .collect()
}

fn book() -> Vec<(String, Vec<u8>)> {
    FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

/// The book with `slip` in the file `path`, in the place of the line of `key`; and the number of that line.
fn with_slip(path: &str, key: &str, slip: &str) -> (Vec<(String, Vec<u8>)>, usize) {
    let mut files = book();
    let (_, bytes) = files.iter_mut().find(|(name, _)| name == path).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let at = text.find(&format!("{key}: Un texte")).unwrap();
    let indent = at - text[..at].rfind('\n').map_or(0, |end| end + 1);
    let capital = key[..1].to_uppercase() + &key[1..];
    let slip = slip.replace("IN", &" ".repeat(indent)).replace("KEY", key).replace("Key", &capital);
    *bytes = text.replace(&format!("{key}: Un texte"), &slip).into_bytes();
    (files, text[..at].matches('\n').count() + 1)
}

#[test]
fn the_book_has_no_mistake() {
    assert_eq!(messages(&book()), Vec::<String>::new());
}

#[test]
fn one_slip_is_one_message_at_its_line() {
    let mut wrong = Vec::new();
    for (what, slip) in SLIPS {
        for (path, key) in PLACES {
            let (files, line) = with_slip(path, key, slip);
            // Some slips are seen at the line after the value: the second key, the line without indentation.
            let lines = line..=line + slip.matches('\n').count();
            let found = messages(&files);
            let is_right = |message: &String| lines.clone().any(|line| message.ends_with(&format!(" {path}:{line}")));
            if found.len() != 1 || !found.iter().all(is_right) {
                wrong.push(format!("{what} in {path}:{line}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), SLIPS.len() * PLACES.len(), wrong.join("\n"));
}

#[test]
fn reading_goes_on_after_a_bad_line() {
    let people = "ada:\n  name: { given: Ada, family: Cas }\n  role: Un : deux\n  bio: Ada : des cas.\nbea:\n  name: Bea : Cas\n  rôle: x\nzoe:\n  name: { given: Zoé, family: Cas }\n  bio: Elle : les compte.\n";
    let mut files = book();
    files[1].1 = people.as_bytes().to_vec();
    let lines = [
        "M002 book/people.yaml:3",
        "M002 book/people.yaml:4",
        "M002 book/people.yaml:6",
        "M001 book/people.yaml:7",
        "M002 book/people.yaml:10",
    ];
    assert_eq!(messages(&files), lines);
    let sponsors = "tiers:\n  - id: or\n    title: Or : gris\nsponsors:\n  - name: Verte : la\n    tier: or\n  - name: Bleue\n    teir: or\n  - name: Rouge: la\n    tier: or\n";
    let mut files = book();
    files[2].1 = sponsors.as_bytes().to_vec();
    let lines =
        ["M002 book/sponsors.yaml:3", "M002 book/sponsors.yaml:5", "M001 book/sponsors.yaml:8", "M002 book/sponsors.yaml:9"];
    assert_eq!(messages(&files), lines);
}

/// The pages of a book as text, with `·` for each space.
fn pages(files: Vec<(String, Vec<u8>)>, draft: bool) -> String {
    let mut sink = Diagnostics::new();
    let project = Project::from_files(files, &mut sink);
    let manifest = manifest::read(&project.sources, &mut sink).unwrap();
    let memo = Memo::default();
    let progress = |_, _: &str| {};
    let options = Options { draft, ..Options::for_readers(None, &memo, &progress) };
    let made = compile::lay_out(&project.sources, &manifest, 0, options, &mut sink).unwrap();
    dump::pages::dump(&made.pages, 0, &made.fonts)
}

#[test]
fn a_biography_that_begins_with_the_name_does_not_repeat_it() {
    let mut files = book();
    files[1].1 = FILES[1].1.replace("bio: Elle les relit.", "bio: Bea Cas les relit.").into_bytes();
    let shown = pages(files, false);
    assert!(shown.contains("Bea·Cas·les·relit.") && !shown.contains("Bea·Cas.·Bea"), "{shown}");
    assert!(shown.contains("Zoé·Cas.·Elle·les·compte."), "{shown}");
}

#[test]
fn only_the_editor_says_that_a_book_with_an_isbn_is_not_for_sale() {
    for (isbn, price, is_said) in [("", "", true), ("978-2-9550378-6-7", "", false), ("978-2-9550378-6-7", "not-for-sale", true)]
    {
        let mut files = book();
        let isbn = if isbn.is_empty() { String::new() } else { format!("isbn: {{ print: {isbn} }}\n") };
        let price = if price.is_empty() { String::new() } else { format!("legal: {{ price: {price} }}\n") };
        files[0].1.extend(price.bytes());
        files[3].1 = (FILES[3].1.replace("front: [", "front: [legal, ") + &isbn).into_bytes();
        let shown = pages(files, false);
        assert_eq!(shown.contains("ne·peut·être·vendu"), is_said, "{shown}");
    }
}

#[test]
fn a_draft_says_so_on_every_page() {
    for draft in [false, true] {
        let shown = pages(book(), draft);
        let pages: Vec<&str> = shown.split("page ").skip(1).collect();
        assert!(pages.len() > 4 && pages.iter().all(|page| page.contains("brouillon") == draft), "{shown}");
    }
}

#[test]
fn the_examples_of_help_are_right() {
    for (language, second, logo, picture, csv, thanks) in [
        (Language::French, "02-histoire.md", "tasse.png", "comptoir.jpg", "ventes.csv", "colophon, book/merci.md]"),
        (Language::English, "02-story.md", "cup.png", "counter.jpg", "sales.csv", "colophon, book/merci.md]"),
    ] {
        let words = Words::new(language);
        // Each line of an example begins with two spaces.
        let example = |name: &str| -> String {
            let text = words.word(name);
            let lines = text.lines().filter(|line| line.is_empty() || line.starts_with("  "));
            lines.map(|line| line.strip_prefix("  ").unwrap_or(line).to_owned() + "\n").collect()
        };
        let header = example("example-header");
        let topics = ["answer", "question", "aside", "epigraph", "verse", "figure", "table", "chart", "footnote"];
        let topics: String = topics.iter().map(|topic| example(&format!("topic-{topic}")) + "\n").collect();
        let jpeg = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/stress/book/images/carre.jpg")).unwrap();
        let png = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/first_hour/in/book/images/verte.png")).unwrap();
        let files = vec![
            ("book/book.yaml".to_owned(), example("example-book").into_bytes()),
            ("book/people.yaml".to_owned(), example("example-people").into_bytes()),
            ("book/sponsors.yaml".to_owned(), example("example-sponsors").into_bytes()),
            ("book/merci.md".to_owned(), example("example-shared-page").into_bytes()),
            ("book/images/zoe.jpg".to_owned(), jpeg.clone()),
            (format!("book/images/{logo}"), png),
            ("tome1/tome.yaml".to_owned(), example("example-tome").replace("colophon]", thanks).into_bytes()),
            ("tome1/01-preface.md".to_owned(), header.clone().into_bytes()),
            (
                format!("tome1/{second}"),
                format!("{}\n{topics}", header.replace("\"T", "\"Re-t").replace("\"R", "\"Re-r")).into_bytes(),
            ),
            (format!("tome1/images/{picture}"), jpeg),
            (format!("tome1/{csv}"), b"Mois;Ventes\nMai;3,5\nJuin;4,5\n".to_vec()),
        ];
        assert_eq!(messages(&files), Vec::<String>::new(), "{topics}");
    }
}

#[test]
fn what_stands_further_to_the_left_is_told_once_at_its_first_line() {
    let mut wrong = Vec::new();
    for (path, right, slip) in AT_FIRST_LINE {
        let mut files = book();
        let (_, bytes) = files.iter_mut().find(|(name, _)| name == path).unwrap();
        // Some slips are made where a value stands on lines of its own.
        let text = String::from_utf8(bytes.clone()).unwrap().replace("body: [01-cas.md]", "body:\n  - 01-cas.md");
        let text = if text.contains(right) {
            text
        } else {
            text.replace("{ given: Bea, family: Cas }", "\n    given: Bea\n    family: Cas")
        };
        let at = text.find(right).unwrap();
        *bytes = text.replacen(right, slip, 1).into_bytes();
        let line = text[..at].matches('\n').count() + 1;
        let found = messages(&files);
        if !matches!(found.as_slice(), [one] if one.ends_with(&format!(" {path}:{line}"))) {
            wrong.push(format!("{slip:?} in {path}:{line}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn further_slips_give_one_message_each() {
    let mut wrong = Vec::new();
    for (path, right, slip) in FURTHER {
        let mut files = book();
        let (_, bytes) = files.iter_mut().find(|(name, _)| name == path).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let at = text.find(right).unwrap();
        *bytes = text.replacen(right, slip, 1).into_bytes();
        // The last line of what is typed holds the slip.
        let line = text[..at].matches('\n').count() + slip.matches('\n').count() + 1;
        let found = messages(&files);
        if !matches!(found.as_slice(), [one] if one.ends_with(&format!(" {path}:{line}"))) {
            wrong.push(format!("{slip:?} in {path}:{line}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
