//! Assembles small projects: what links, pictures, people and generated pages become.

use super::*;
use crate::book::{BiographyPlace, Block, ContributorId, Inline, LinkTarget, ShortBiography, Slug, TextId, plain_text};
use crate::manifest;

const BOOK: &str = "title: L’ouvrage\nlanguage: fr\neditors: [ed]\ntomes: [tome1, tome2]\ndate: 2016-09\n";
const PEOPLE: &str = "\
ed:
  name: { given: Édith, family: d’Eu }
ann:
  name: { given: Ann, family: Zola }
  bio: Elle écrit.
  long-bio: Elle connaît [Bob](person:bob).
bob:
  name: { given: Bob, family: Ábel }
  handles: { twitter: '@bob' }
nobody:
  name: Personne
";
const TOME1: &str = "\
number: 1
title: Un
front: [half-title, title, legal, supporters, contents]
body:
  - part: Partie
    texts: [01-a.md, 02-b.md]
  - part: Vide
    texts: [03-c.md]
back: [contributors, index, colophon, back-cover]
";
const TOME2: &str = "number: 2\ntitle: Deux\nbody: [01-z.md]\n";

fn header(title: &str, authors: &str, status: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nkind: text\nauthors: [{authors}]\nstatus: {status}\n---\n{body}\n")
}

/// A project of two volumes; the first holds two texts with these bodies and a third that is expected.
fn build(a: &str, b: &str) -> (Book, Vec<&'static str>) {
    let mut sources = SourceMap::new();
    sources.add("book/book.yaml", BOOK);
    sources.add("book/people.yaml", PEOPLE);
    sources.add("tome1/tome.yaml", TOME1);
    sources.add("tome2/tome.yaml", TOME2);
    sources.add("tome1/01-a.md", header("Texte A", "ann", "approved", a));
    sources.add("tome1/02-b.md", header("Texte B", "{ given: Carl, family: Écru }", "approved", b));
    sources.add("tome1/03-c.md", header("Texte C", "ann", "expected", ""));
    sources.add("tome2/01-z.md", header("Texte Z", "ed", "approved", "## Ici {#ici}\n\nMots."));
    sources.add("tome1/images/ok.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'/>");
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(&sources, &mut sink).expect("the manifest is right");
    assert!(sink.is_empty(), "{sink:?}");
    let book = assemble(&sources, &manifest, 0, &mut sink).expect("a book");
    (book, sink.iter().map(|diagnostic| diagnostic.code.name()).collect())
}

/// What is told of a text with these pictures, in a folder with these files; those whose names end with `!` are refused.
fn told_of_pictures(files: &[&str], body: &str) -> Vec<&'static str> {
    let mut sources = SourceMap::new();
    sources.add("book/book.yaml", "title: L’ouvrage\nlanguage: fr\neditors: [ann]\ntomes: [tome1]\ndate: 2016-09\n");
    sources.add("book/people.yaml", "ann:\n  name: Ann\n  portrait: { file: images/loin/ann.svg, alt: Ann }\n");
    sources.add("tome1/tome.yaml", "number: 1\nbody: [01-a.md]\nback: [contributors]\n");
    sources.add("tome1/01-a.md", header("Texte A", "ann", "approved", body));
    for path in files {
        match path.strip_suffix('!') {
            Some(path) => sources.add_refused(path, ""),
            None => sources.add(*path, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'/>"),
        };
    }
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(&sources, &mut sink).expect("the manifest can be read");
    let _ = assemble(&sources, &manifest, 0, &mut sink);
    sink.iter().map(|diagnostic| diagnostic.code.name()).collect()
}

#[test]
fn of_what_leaves_the_project_only_that_is_told() {
    let whole = ["book/images/loin/ann.svg", "tome1/images/ok.svg"];
    assert_eq!(told_of_pictures(&whole, "![Une carte](images/ok.svg)"), Vec::<&str>::new());
    // The project has told of each that is refused.
    for refused in [["book/images/loin!", "tome1/images/ok.svg!"], ["book/images/loin/ann.svg!", "tome1/images!"]] {
        assert_eq!(told_of_pictures(&refused, "![Une carte](images/ok.svg)"), Vec::<&str>::new(), "{refused:?}");
    }
    let unlisted = [whole[0], whole[1], "tome1/02-lien.md!", "tome1/03-lien.markdown!"];
    assert_eq!(told_of_pictures(&unlisted, "Mots."), Vec::<&str>::new());
}

#[test]
fn a_picture_is_found_whatever_nobody_sees_in_its_name() {
    let veiled = ["book/images/lo\u{ad}in/ann.svg", "tome1/images/o\u{200b}k.svg"];
    assert_eq!(told_of_pictures(&veiled, "![Une carte](images/ok.svg)"), Vec::<&str>::new());
    let several = ["book/images/loin/ann.svg", "tome1/images/o\u{200b}k.svg", "tome1/images/o\u{feff}k.svg"];
    assert_eq!(told_of_pictures(&several, "![Une carte](images/ok.svg)"), ["C050"]);
}

fn section<'a>(book: &'a Book, slug: &str) -> &'a Section {
    book.sections.iter().find(|section| section.slug.as_str() == slug).expect("the section exists")
}

fn links(book: &mut Book, slug: &str) -> Vec<LinkTarget> {
    let index = book.sections.iter().position(|section| section.slug.as_str() == slug).expect("the section exists");
    let mut found = Vec::new();
    walk::section_mut(&mut book.sections[index], &mut |_, rich| {
        rewrite::rewrite_links(rich, &mut |link| {
            found.push(link.target.clone());
            vec![Inline::link(link)]
        });
    });
    found
}

#[test]
fn the_order_becomes_sections_with_made_pages() {
    let (book, codes) = build("Mots.", "Mots.");
    let found: Vec<String> =
        book.sections.iter().map(|section| format!("{:?} {} {}", section.matter, section.depth, section.slug)).collect();
    let expected = [
        "Front 0 half-title",
        "Front 0 title",
        "Front 0 legal",
        "Front 0 contents",
        "Body 0 partie",
        "Body 1 a",
        "Body 1 b",
        "Back 0 contributors",
        "Back 0 index",
        "Back 0 colophon",
        "Back 0 back-cover",
    ];
    assert_eq!(found, expected);
    // The empty page of supporters, the empty part, the expected text, and the person whom no text names.
    let mut codes = codes;
    codes.sort_unstable();
    assert_eq!(codes, ["C061", "M062", "M063", "M069"]);
}

#[test]
fn people_are_those_of_the_volume_in_registry_order() {
    let (book, _) = build("Mots.", "Mots.");
    // Bob appears because the printed biography of Ann links to him.
    let slugs: Vec<&str> = book.people.iter().map(|person| person.slug.as_str()).collect();
    assert_eq!(slugs, ["ed", "ann", "bob", "carl-ecru"]);
    assert_eq!(book.author_statement(), "Édith d’Eu");
    let text = section(&book, "b");
    assert_eq!(book.person(text.byline[0].person).name.display(), "Carl Écru");
    let names: Vec<String> = section(&book, "contributors")
        .blocks
        .iter()
        .filter_map(|block| if let Block::Biography(life) = block { Some(plain_text(&life.heading.content)) } else { None })
        .collect();
    assert_eq!(names, ["Bob Ábel", "Carl Écru", "Édith d’Eu", "Ann Zola"]);
}

#[test]
fn links_lead_to_texts_headings_people_and_other_volumes() {
    let body = "[a](02-b.md) [b](02-b.md#bas) [c](#haut) [d](tome2/01-z.md#ici) [e](../tome2/01-z.md) [f](03-c.md) \
                [g](person:bob) [h](https://example.org/)\n\n## Haut {#haut}\n\nFin.";
    let (mut book, codes) = build(body, "## Bas {#bas}\n\nFin.");
    assert!(codes.contains(&"C059") && !codes.contains(&"C001"), "{codes:?}");
    let slug = Slug::from_text;
    let bob = ContributorId(2);
    let expected = [
        LinkTarget::Section(slug("b")),
        LinkTarget::Anchor { section: slug("b"), anchor: slug("bas") },
        LinkTarget::Anchor { section: slug("a"), anchor: slug("haut") },
        LinkTarget::OtherTome { tome: slug("tome2"), section: slug("z"), anchor: Some(slug("ici")) },
        LinkTarget::OtherTome { tome: slug("tome2"), section: slug("z"), anchor: None },
        LinkTarget::Person(bob),
        LinkTarget::Url("https://example.org/".to_owned()),
    ];
    assert_eq!(links(&mut book, "a"), expected);
}

#[test]
fn dangling_links_are_reported_and_keep_their_words() {
    for target in ["02-c.md", "02-b.md#non", "#non", "person:bod", "tome2/01-z.md#non", "ftp://x", "../../x.md", "www.x.fr"] {
        let (mut book, codes) = build(&format!("Voir [ici]({target})."), "Mots.");
        assert!(codes.contains(&"C001"), "{target}: {codes:?}");
        assert!(links(&mut book, "a").is_empty(), "{target}");
        let mut text = String::new();
        walk::section_mut(&mut section(&book, "a").clone(), &mut |_, rich| text.push_str(&plain_text(rich)));
        assert!(text.contains("Voir ici."), "{text}");
    }
}

#[test]
fn pictures_are_found_once_and_faults_leave_their_words() {
    let (book, codes) = build(
        "![Un rond](images/ok.svg \"Légende\")\n\n![Un rond](images/ok.svg)\n\n![Deux](images/non.png \"Perdue\")",
        "![Dehors](../../x.png) ![](images/ok.svg)",
    );
    assert_eq!(book.assets.len(), 1);
    assert_eq!(book.assets[0].size, (20, 10));
    for code in ["C050", "C051", "C056"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    let figures = section(&book, "a").blocks.iter().filter(|block| matches!(block, Block::Figure(_))).count();
    assert_eq!(figures, 2);
}

#[test]
fn the_index_finds_its_mentions_again_after_numbering() {
    let (mut book, _) = build("Un [Bob](person:bob) et *[Ann](person:ann)*.", "Voir [Bob](person:bob).");
    // Typography adds text nodes: here one at the start of the first title.
    let position = book.sections.iter().position(|section| section.slug.as_str() == "a").expect("the section exists");
    let span = book.sections[position].span;
    book.sections[position].title.insert(0, Inline::text("1", span));
    numbering::number(&mut book);
    update_index(&mut book);
    let entries = section(&book, "index").blocks.iter().find_map(|block| match block {
        Block::Index(index) => Some(index.entries.clone()),
        _ => None,
    });
    let entries = entries.expect("an index");
    let bob = &entries[0];
    assert_eq!(plain_text(&bob.heading), "Ábel, Bob (@bob)");
    // Ann signs the first text, so her mention in it is not listed.
    assert!(entries.iter().filter(|entry| entry.person != bob.person).all(|entry| entry.mentions.is_empty()));
    let mut leaves = Vec::new();
    walk::book_mut(&mut book, &mut |_, rich| {
        walk::inlines(rich, &mut |inline| {
            if let Inline::Text(leaf) | Inline::Code(leaf) = inline {
                leaves.push((leaf.id, leaf.text.clone()));
            }
        });
    });
    let named = |id: &TextId| leaves.iter().find(|(leaf, _)| leaf == id).map(|(_, text)| text.as_str());
    let found: Vec<(usize, Option<&str>)> = bob.mentions.iter().map(|(index, id)| (*index, named(id))).collect();
    assert_eq!(found, [(position, Some("Bob")), (position + 1, Some("Bob"))]);
}

#[test]
fn a_biography_follows_the_first_text_only() {
    let (book, _) = build("Mots.", "Mots.");
    let own = ShortBiography { person: ContributorId(1), place: BiographyPlace::Here(None) };
    assert_eq!(section(&book, "a").biographies, [own]);
    assert!(section(&book, "b").biographies.is_empty());
}

#[test]
fn links_reach_titles_and_addresses_of_other_scripts() {
    let anchor =
        |section: &str, anchor: &str| LinkTarget::Anchor { section: Slug::from_text(section), anchor: Slug::from_text(anchor) };
    let own = "[x](#порт) [x](#%D0%BF%D0%BE%D1%80%D1%82) [x](#texte-a) [x](02-b.md#texte-b) [x](02-b.md#1789-été) [x](#Порт)\n\n## Порт";
    let (mut book, codes) = build(own, "## 1789, été");
    assert!(!codes.contains(&"C001"), "{codes:?}");
    let port = anchor("a", "порт");
    let text = |slug| LinkTarget::Section(Slug::from_text(slug));
    assert_eq!(links(&mut book, "a"), [port.clone(), port.clone(), text("a"), text("b"), anchor("b", "s-1789-ete"), port]);
}

#[test]
fn the_index_tells_people_of_one_name_apart() {
    let index = |first: &str, second: &str| {
        let person = |id: &str, does: &str| {
            format!("{id}:\n  name: {{ given: Wei, family: Zhang }}\n{does}  portrait: {{ file: images/{id}.svg, alt: Wei }}\n")
        };
        let mut sources = SourceMap::new();
        sources.add("book/book.yaml", BOOK.replace("ed]", "one]").replace(", tome2", ""));
        sources.add("book/people.yaml", person("one", first) + &person("two", second));
        for picture in ["book/images/one.svg", "book/images/two.svg"] {
            sources.add(picture, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'/>");
        }
        sources.add("tome1/tome.yaml", "number: 1\ntitle: Un\nbody: [01-a.md]\nback: [index]\n");
        sources.add("tome1/01-a.md", header("Texte", "one, two", "approved", "Mots."));
        let mut sink = Diagnostics::new();
        let manifest = manifest::read(&sources, &mut sink).expect("the manifest is right");
        let book = assemble(&sources, &manifest, 0, &mut sink).expect("a book");
        let told = sink.iter().filter(|diagnostic| diagnostic.code.name() == "M035").count();
        let entries = section(&book, "index").blocks.iter().find_map(|block| match block {
            Block::Index(index) => Some(index.entries.iter().map(|entry| plain_text(&entry.heading)).collect::<Vec<_>>()),
            _ => None,
        });
        (entries.expect("an index"), told)
    };
    let (baker, mayor) = ("  role: boulanger\n", "  organisation: Mairie de *Lyon*\n");
    assert_eq!(index(baker, mayor), (vec!["Zhang, Wei (boulanger)".to_owned(), "Zhang, Wei (Mairie de Lyon)".to_owned()], 0));
    assert_eq!(index(baker, ""), (vec!["Zhang, Wei (boulanger)".to_owned(), "Zhang, Wei".to_owned()], 0));
    assert_eq!(index("", ""), (vec!["Zhang, Wei".to_owned(); 2], 1));
    assert_eq!(index(baker, baker), (vec!["Zhang, Wei (boulanger)".to_owned(); 2], 1));
    assert_eq!(index("  handles: { twitter: '@a' }\n", baker).1, 0);
}
