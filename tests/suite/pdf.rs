//! tests/cases/pdf/NAME.md → NAME.structure: a text on small pages and the structure tree of its PDF, which is written without a
//! diagnostic.
//!
//! The tree has what a screen reader announces: roles, alternative texts, links and notes both ways, in the author's order.

use lopdf::{Dictionary, Document, Object};
use make_book::{
    assemble,
    book::Book,
    diagnostic::Diagnostics,
    dump,
    fonts::FontSet,
    layout::{
        self, Pages,
        structure::{ElementId, StructureType},
    },
    manifest, pdf,
    source::SourceMap,
    typography,
};
use std::{fmt::Write as _, path::Path};

const BOOK: &str = "title: Cas\nlanguage: fr\neditors: [ada]\npublisher: { name: Ada }\nrights: ©\ndate: 2026\ntomes: [tome1]\n\
    page: { format: 100x104 }\ntheme: { text-size: 10, leading: 16 }\n";
const PEOPLE: &str = "ada:\n  name: { given: Ada, family: Cas }\n  bio: Ada rassemble des cas.\n\
    bob:\n  name: { given: Bob, family: Dit }\n";
const PICTURE: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 500"><rect width="600" height="500" fill="#999"/></svg>"##;

/// A project with this tome.yaml, and texts by file name.
fn project(tome: &str, texts: &[(&str, &str)]) -> SourceMap {
    let mut sources = SourceMap::new();
    sources.add("book/book.yaml", BOOK);
    sources.add("book/people.yaml", PEOPLE);
    sources.add("tome1/tome.yaml", tome);
    sources.add("tome1/images/gris.svg", PICTURE);
    for (name, text) in texts {
        sources.add(format!("tome1/{name}.md"), *text);
    }
    sources
}

/// The book, its pages and its fonts.
fn laid_out(sources: &SourceMap) -> (Book, Pages, FontSet) {
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(sources, &mut sink).unwrap();
    let mut book = typography::apply(assemble::assemble(sources, &manifest, 0, &mut sink).unwrap());
    assemble::update_index(&mut book);
    let fonts = FontSet::load(sources, &mut sink);
    let pages = layout::lay_out(&book, &fonts, &mut sink);
    (book, pages, fonts)
}

/// The pages of the tome, and its PDF, which must be written without a diagnostic.
fn written(sources: &SourceMap) -> (Pages, Vec<u8>) {
    let (book, pages, fonts) = laid_out(sources);
    let mut sink = Diagnostics::new();
    let bytes = pdf::write(&book, &pages, &fonts, &mut sink).unwrap();
    assert_eq!(sink.iter().count(), 0, "{sink:?}");
    (pages, bytes)
}

fn check(path: &Path) {
    let header = "---\ntitle: Cas\nkind: text\nauthors: [ada]\nstatus: approved\n---\n";
    let text = format!("{header}{}", std::fs::read_to_string(path).unwrap());
    let (pages, _) = written(&project("number: 1\ntitle: Un\nbody: [01-cas.md]\n", &[("01-cas", &text)]));
    let elements = &pages.structure.elements;
    let article = elements.iter().position(|element| element.structure_type == StructureType::Article).unwrap();
    let dumped = dump::structure::dump(&pages, ElementId(article.try_into().unwrap()));
    snapbox::assert_data_eq!(dumped, snapbox::Data::read_from(&path.with_extension("structure"), None).raw());
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/pdf");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")).for_each(|path| check(path));
}

/// The outline, page labels, named destinations and links of a file, as a viewer finds them.
fn navigation(file: &Document) -> String {
    let catalog = file.catalog().unwrap();
    let mut text = String::new();
    let name = |key: &[u8]| catalog.get(key).and_then(Object::as_name).map(String::from_utf8_lossy).unwrap_or_default();
    let preferences = follow(file, catalog.get(b"ViewerPreferences").unwrap()).as_dict().unwrap();
    let shown = preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).unwrap();
    writeln!(text, "opens with {}, title shown: {shown}\n", name(b"PageMode")).unwrap();

    let labels = follow(file, catalog.get(b"PageLabels").unwrap()).as_dict().unwrap();
    for pair in labels.get(b"Nums").and_then(Object::as_array).unwrap().chunks(2) {
        let label = follow(file, &pair[1]).as_dict().unwrap();
        let style = label.get(b"S").and_then(Object::as_name).map(String::from_utf8_lossy).unwrap_or_default();
        let prefix = label.get(b"P").map(words).unwrap_or_default();
        let start = label.get(b"St").and_then(Object::as_i64).map(|start| start.to_string()).unwrap_or_default();
        writeln!(text, "page {} is labelled {}", pair[0].as_i64().unwrap(), [style.as_ref(), &start, &prefix].concat()).unwrap();
    }

    text.push('\n');
    outline(file, follow(file, catalog.get(b"Outlines").unwrap()).as_dict().unwrap(), 0, &mut text);

    text.push('\n');
    let names = follow(file, catalog.get(b"Names").unwrap()).as_dict().unwrap();
    let places = follow(file, names.get(b"Dests").unwrap()).as_dict().unwrap();
    for pair in places.get(b"Names").and_then(Object::as_array).unwrap().chunks(2) {
        writeln!(text, "#{} is on page {}", words(&pair[0]), page(file, &pair[1])).unwrap();
    }

    text.push('\n');
    for (number, id) in file.get_pages() {
        let Ok(links) = file.get_dictionary(id).unwrap().get(b"Annots") else { continue };
        for link in follow(file, links).as_array().unwrap() {
            let link = follow(file, link).as_dict().unwrap();
            let target = match (link.get(b"Dest"), link.get(b"A")) {
                (Ok(place), _) => format!("#{}", words(place)),
                (_, Ok(action)) => words(follow(file, action).as_dict().unwrap().get(b"URI").unwrap()),
                _ => "nowhere".to_owned(),
            };
            writeln!(text, "page {}: « {} » leads to {target}", number - 1, words(link.get(b"Contents").unwrap())).unwrap();
        }
    }
    text
}

fn outline(file: &Document, parent: &Dictionary, depth: usize, text: &mut String) {
    let mut next = parent.get(b"First").ok();
    while let Some(entry) = next.map(|entry| follow(file, entry).as_dict().unwrap()) {
        let place = entry.get(b"Dest").unwrap();
        writeln!(text, "{:1$}{2}, page {3}", "", depth * 2, words(entry.get(b"Title").unwrap()), page(file, place)).unwrap();
        outline(file, entry, depth + 1, text);
        next = entry.get(b"Next").ok();
    }
}

/// The object itself, or what it refers to.
fn follow<'a>(file: &'a Document, object: &'a Object) -> &'a Object {
    file.dereference(object).unwrap().1
}

/// The index of the page that a destination leads to.
fn page(file: &Document, place: &Object) -> usize {
    let place = follow(file, place);
    let place = place.as_dict().map_or(place, |held| follow(file, held.get(b"D").unwrap()));
    let id = place.as_array().unwrap()[0].as_reference().unwrap();
    file.get_pages().values().position(|page| *page == id).unwrap()
}

fn words(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

/// tests/cases/pdf/navigation.txt: parts, texts and headings in the outline, page labels as printed, stable named destinations, links with
/// descriptions.
#[test]
fn navigation_of_the_pdf() {
    let header = |title: &str| format!("---\ntitle: {title}\nkind: text\nauthors: [ada]\nstatus: approved\n---\n");
    let first = header("Premier texte")
        + "Vers [le second](02-second.md#plus-loin), [ailleurs](https://exemple.fr/) et une note[^1].\n\n\
        ## Une question\n\nUn alinéa.\n\n### Un détail\n\nUn alinéa.\n\n## Une autre\n\nFin.\n\n[^1]: La note.\n";
    let second = header("Second texte") + "Un alinéa.\n\n## Plus loin\n\nUn autre.\n";
    let tome = "number: 1\ntitle: Un\nfront: [half-title, contents]\nbody:\n  - part: Se rencontrer\n    id: se-rencontrer\n    \
        texts: [01-premier.md, 02-second.md]\nback: [back-cover]\n";
    let (pages, bytes) = written(&project(tome, &[("01-premier", &first), ("02-second", &second)]));
    // Contents, then the part, and its texts one level below, as in the outline.
    let headings = pages.structure.elements.iter().filter_map(|element| match element.structure_type {
        StructureType::Heading(level) => Some(level),
        _ => None,
    });
    assert_eq!(headings.collect::<Vec<_>>(), [1, 1, 2, 3, 4, 3, 2, 3]);
    let found = navigation(&Document::load_mem(&bytes).unwrap());
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/pdf/navigation.txt");
    snapbox::assert_data_eq!(found, snapbox::Data::read_from(&expected, None).raw());
}

/// A folio of the index leads to that very page, not to the beginning of its text.
#[test]
fn index_entries_lead_to_their_pages() {
    let header = "---\ntitle: Long\nkind: text\nauthors: [ada]\nstatus: approved\n---\n";
    let paragraph = "Un alinéa de plusieurs lignes, comme les autres, pour que le texte occupe plus d’une page étroite.\n\n";
    let text = format!("{header}{}Voici [Bob](person:bob), sur une page qui n’est pas la première.\n", paragraph.repeat(9));
    let (_, bytes) =
        written(&project("number: 1\ntitle: Un\nbody: [01-long.md]\nback: [contributors, index]\n", &[("01-long", &text)]));
    let file = Document::load_mem(&bytes).unwrap();
    let found = navigation(&file);
    let pages: Vec<_> = file.get_pages().into_values().collect();
    let mut led = Vec::new();
    for id in &pages {
        let Ok(links) = file.get_dictionary(*id).unwrap().get(b"Annots") else { continue };
        for link in follow(&file, links).as_array().unwrap() {
            let link = follow(&file, link).as_dict().unwrap();
            let said = words(link.get(b"Contents").unwrap());
            if let Some(folio) = said.strip_prefix("page ") {
                let place = words(link.get(b"Dest").unwrap());
                assert_eq!(place, format!("page.{}", folio.split('–').next().unwrap()));
                led.push(found.lines().find(|line| line.starts_with(&format!("#{place} is on"))).unwrap().to_owned());
            }
        }
    }
    led.dedup();
    // The front cover and its back come before page 1, where Ada’s text begins; Bob is named only on its third page.
    assert_eq!(led, ["#page.1 is on page 2", "#page.3 is on page 4"]);
}
