//! The short biographies at the end of texts: after the first text of each person; a text that several sign says where the others stand.
//!
//! The pages, of which both PDFs are made, and the EPUB say the same.

use make_book::{
    book::Book,
    compile::{self, LaidOut, Options},
    diagnostic::Diagnostics,
    layout::frame::{Page, PageTarget, Pages, Shape},
    manifest,
    memo::Memo,
    source::SourceMap,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read as _},
};

const BOOK: &str = "title: Cas\nlanguage: fr\neditors: [ada]\npublisher: { name: Ada }\nrights: ©\ndate: 2026\ntomes: [tome1]\n";
const PEOPLE: &str = "\
ada:
  name: { given: Ada, family: Cas }
elise:
  name: { given: Élise, family: de La Haie }
  bio: Elle plante des haies.
paul:
  name: { given: Paul, family: Serre }
  bio: Il chauffe des serres.
voisins:
  name: Les voisins
  bio: Ils arrosent le soir.
zoe:
  name: { given: Zoé, family: Puits }
  long-bio: Elle creuse des puits.
mute:
  name: { given: Max, family: Mut }
";

/// A volume: its book and pages, of which both PDFs are made, and the documents of its EPUB by name.
struct Volume {
    book: Book,
    pages: Pages,
    documents: BTreeMap<String, String>,
}

/// The volume of texts `a`, `b` …, each with the lines of its header that say who signs it, and its body.
fn build(language: &str, back: &str, texts: &[(&str, &str)]) -> Volume {
    let mut sources = SourceMap::new();
    sources.add("book/book.yaml", BOOK.replace("language: fr", &format!("language: {language}")));
    sources.add("book/people.yaml", PEOPLE);
    let names: Vec<String> = ('a'..).take(texts.len()).map(|letter| format!("{letter}.md")).collect();
    sources.add("tome1/tome.yaml", format!("number: 1\ntitle: Un\nbody: [{}]\nback: [{back}]\n", names.join(", ")));
    for (name, (signed, body)) in names.iter().zip(texts) {
        sources.add(format!("tome1/{name}"), format!("---\ntitle: Texte\nstatus: approved\n{signed}\n---\n{body}\n"));
    }
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(&sources, &mut sink).unwrap();
    let memo = Memo::default();
    let options = Options { print: true, ..Options::for_readers(None, &memo, &|_, _| {}) };
    let LaidOut { book, pages, .. } = compile::lay_out(&sources, &manifest, 0, options, &mut sink).unwrap();
    let output = compile::compile(&sources, &manifest, 0, options, &mut sink);
    assert!(!sink.has_errors() && output.artifacts.len() == 4, "{sink:?}");
    let epub = output.artifacts.iter().find(|file| file.name.ends_with(".epub")).unwrap().bytes.to_vec();
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).unwrap();
    let mut documents = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().rsplit('/').next().unwrap().to_owned();
        if let Some(name) = name.strip_suffix(".xhtml") {
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            documents.insert(name.to_owned(), text);
        }
    }
    Volume { book, pages, documents }
}

impl Volume {
    fn section(&self, slug: &str) -> usize {
        self.book.sections.iter().position(|section| section.slug.as_str() == slug).unwrap()
    }

    fn pages_of(&self, slug: &str) -> impl DoubleEndedIterator<Item = &Page> {
        let section = self.section(slug);
        self.pages.pages.iter().filter(move |page| page.section == Some(section))
    }

    /// The folio of the last page of a text, where its biographies stand.
    fn last_folio(&self, slug: &str) -> String {
        self.pages_of(slug).next_back().unwrap().folio.label()
    }

    /// All words on the pages of a text, without the soft hyphens at the ends of lines.
    fn words(&self, slug: &str) -> String {
        let runs = self.pages_of(slug).flat_map(|page| &page.items).filter_map(|item| match &item.shape {
            Shape::Glyphs(run) => Some(&*run.text),
            _ => None,
        });
        runs.collect::<String>().replace('\u{ad}', "")
    }

    /// Where the links on the pages of a text lead, each once; folios are left out.
    fn targets(&self, slug: &str) -> BTreeSet<&str> {
        let links = self.pages_of(slug).flat_map(|page| &page.items).filter_map(|item| match &item.shape {
            Shape::Link(area) => Some(&area.target),
            _ => None,
        });
        links.filter_map(|target| if let PageTarget::Destination(name) = target { Some(name.as_str()) } else { None }).collect()
    }

    /// What stands under a text in the EPUB: its biographies and references, with the elements in them.
    fn notices(&self, slug: &str) -> Vec<String> {
        let notices = self.documents[slug].split("<div class=\"about-author\"").skip(1);
        notices.map(|rest| rest.split("</div>").next().unwrap().replace('\n', "")).collect()
    }
}

fn link(href: &str, text: &str) -> String {
    format!("><p><a href=\"{href}\">{text}</a></p>")
}

#[test]
fn a_text_that_several_sign_says_where_their_biographies_stand() {
    let long = "Des mots pour remplir la page. ".repeat(200);
    // In the first text a heading has the name of the anchor.
    let first = format!("{long}\n\n## Élise\n\n{long}");
    let volume = build(
        "fr",
        "",
        &[
            ("kind: text\nauthors: [elise]", &first),
            ("kind: text\nauthors: [paul, elise, mute]", "Mots."),
            ("kind: text\nauthors: [paul]", "Mots."),
            ("kind: interview\nauthors: [voisins, elise]\ninterviewer: [paul]", "::: question\nQuoi ?\n:::\n\nRien."),
            ("kind: text\nauthors: [zoe, voisins]", "Mots."),
        ],
    );
    let (elise, paul, voisins) = (volume.last_folio("a"), volume.last_folio("b"), volume.last_folio("d"));
    assert!(elise.parse::<u32>().unwrap() > 2, "{elise}");
    let see_elise = format!("Voir la biographie d’Élise de La Haie, p.\u{a0}{elise}.");
    let see_paul = format!("Voir la biographie de Paul Serre, p.\u{a0}{paul}.");
    let see_voisins = format!("Voir la biographie des voisins, p.\u{a0}{voisins}.");
    let bio = |id: &str, name: &str, text: &str| format!(" id=\"{id}\"><p><strong>{name}</strong>. {text}</p>");
    assert_eq!(volume.notices("a"), [bio("elise-2", "Élise de La Haie", "Elle plante des haies.")]);
    assert_eq!(volume.notices("b"), [bio("paul", "Paul Serre", "Il chauffe des serres."), link("a.xhtml#elise-2", &see_elise)]);
    // Who signs alone has the biography once.
    assert!(volume.notices("c").is_empty());
    let own = bio("voisins", "Les voisins", "Ils arrosent le soir.");
    assert_eq!(volume.notices("d"), [own, link("a.xhtml#elise-2", &see_elise), link("b.xhtml#paul", &see_paul)]);
    // Without a page of contributors, a long biography stands nowhere.
    assert_eq!(volume.notices("e"), [link("d.xhtml#voisins", &see_voisins)]);
    // The pages say the same, and lead there.
    for (slug, said) in [("b", vec![&see_elise]), ("d", vec![&see_elise, &see_paul]), ("e", vec![&see_voisins])] {
        let words = volume.words(slug);
        assert!(said.iter().all(|said| words.contains(said.as_str())), "{words}");
        assert_eq!(words.matches("Voir la").count(), said.len(), "{words}");
    }
    assert!(!volume.words("a").contains("Voir la") && !volume.words("c").contains("Voir la"));
    assert_eq!(volume.targets("d"), ["a.elise-2", "b.paul"].into());
    let place = volume.pages.destinations.iter().find(|(name, _)| name == "a.elise-2").unwrap().1;
    assert_eq!(volume.pages.pages[place.page].folio.label(), elise);
}

#[test]
fn a_long_biography_stands_on_the_page_of_contributors() {
    let volume =
        build("fr", "contributors", &[("kind: text\nauthors: [paul, zoe]", "Mots."), ("kind: text\nauthors: [zoe]", "Mots.")]);
    let said = format!("Voir la biographie de Zoé Puits, p.\u{a0}{}.", volume.last_folio("contributors"));
    assert_eq!(volume.notices("a")[1..], [link("contributors.xhtml#zoe", &said)]);
    assert!(volume.words("a").contains(&said));
    assert_eq!(volume.targets("a"), ["zoe"].into());
    assert!(volume.notices("b").is_empty());
}

#[test]
fn references_are_in_the_language_of_labels() {
    let signed = |who: &str| format!("kind: text\nauthors: [{who}]");
    let (one, two) = (signed("elise"), signed("elise, paul"));
    let english = build("en", "", &[(&one, "Words."), (&two, "Words.")]);
    assert!(english.words("b").contains("See the biography of Élise de La Haie, p.\u{a0}1."), "{}", english.words("b"));
    // The program has no labels in Italian: they are English, and say so.
    let italian = build("it", "", &[(&one, "Parole."), (&two, "Parole.")]);
    assert!(italian.notices("b")[0].contains("lang=\"en\""), "{:?}", italian.notices("b"));
}
