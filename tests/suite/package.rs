//! The package document: who made the book, what it is a part of, what may be done with it, what it claims; each against a small
//! project. And that the three forms of the contents agree.

use make_book::{
    compile::{self, Options},
    diagnostic::Diagnostics,
    manifest,
    project::Project,
};
use std::{collections::BTreeMap, io::Read as _};

const BOOK: &str = "\
title: L’ouvrage
subtitle: Essai
language: fr-FR
editors: [ed]
collective: '& Collectif'
publisher: { name: L’atelier, address: [1 rue du Port, 75000 Paris, France] }
rights: © 2016 L’atelier
date: 2016-09
collection: Les ouvrages
summary: De quoi il s’agit.
subjects: [édition, composition]
tomes: [tome1, tome2]
legal:
  credits:
    - { role: cover, people: [cov] }
    - { role: translation, people: [trad] }
";
const PEOPLE: &str = "\
ed: { name: { given: Édith, family: d’Eu, sort: Eu } }
ann: { name: { given: Ann, family: Zola }, bio: Elle écrit. }
bob: { name: { given: Bob, family: Ábel } }
cov: { name: { given: Cora, family: Vert } }
trad: { name: Les traducteurs }
";
const TOME1: &str = "\
number: 1
title: Un
isbn: { pdf: 978-2-9550378-6-7 }
front: [title, legal, contents, 01-preface.md]
body:
  - part: Partie
    texts: [02-entretien.md, 03-texte.md]
  - 04-fin.md
back: [contributors, index, accessibility]
";
const TOME2: &str = "number: 2\ntitle: Deux\nbody: [01-suite.md]\n";
const SIGNED: &str = "\
accessibility:
  signed:
    - { tome: tome1, by: Ann Zola, date: 2016-08-30, checks: [descriptions, headings, links, languages, tables, colours] }
    - { tome: tome1, by: L’atelier, date: 2016-09-02, checks: [screen-reader, enlarged] }
";

fn header(title: &str, kind: &str, authors: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nkind: {kind}\nauthors: [{authors}]\nstatus: approved\n---\n{body}\n")
}

/// The files of the project, changed by `change` (a path, its text).
fn project(change: &[(&'static str, String)]) -> Project {
    let interview = header("Entretien", "interview", "bob", "::: question\nQ ?\n:::\n\n::: answer\nR.\n:::")
        .replace("status:", "interviewer: [ann]\nstatus:");
    let mut files: BTreeMap<&str, String> = BTreeMap::from([
        ("book/book.yaml", BOOK.to_owned()),
        ("book/people.yaml", PEOPLE.to_owned()),
        ("tome1/tome.yaml", TOME1.to_owned()),
        ("tome2/tome.yaml", TOME2.to_owned()),
        ("tome1/01-preface.md", header("Préface", "preface", "ann", "Mots[^1].\n\n[^1]: Une note.")),
        ("tome1/02-entretien.md", interview),
        ("tome1/03-texte.md", header("Un *titre* & deux", "text", "ann", "Voir [la suite](tome2/01-suite.md#fin).")),
        ("tome1/04-fin.md", header("Fin", "afterword", "bob", "| A | B |\n| --- | --- |\n| 1 | 2 |")),
        ("tome2/01-suite.md", header("La suite", "text", "ann", "Voir [là](tome1/04-fin.md).\n\n## Fin {#fin}\n\nMots.")),
    ]);
    files.extend(change.iter().cloned());
    let mut sink = Diagnostics::new();
    let project = Project::from_files(files, &mut sink);
    assert!(sink.is_empty(), "{sink:?}");
    project
}

struct Built {
    files: BTreeMap<String, String>,
    codes: Vec<&'static str>,
}

impl Built {
    fn file(&self, name: &str) -> &str {
        self.files.get(name).map(String::as_str).unwrap_or_else(|| panic!("no {name} in {:?}", self.files.keys()))
    }

    fn package(&self) -> &str {
        self.file("OEBPS/content.opf")
    }

    /// The values of a property, in order.
    fn values(&self, property: &str) -> Vec<&str> {
        let mark = format!("property=\"{property}\"");
        let after = self.package().split(&mark).skip(1);
        after.filter_map(|rest| rest.split_once('>')?.1.split_once("</meta>").map(|(value, _)| value)).collect()
    }
}

fn build(change: &[(&'static str, String)], page_list: bool) -> Built {
    let project = project(change);
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(&project.sources, &mut sink).expect("a manifest");
    let options = Options {
        epub: true,
        pdf: false,
        print: false,
        report: false,
        page_list,
        draft: false,
        file_date: None,
        memo: &make_book::memo::Memo::default(),
        progress: &|_, _| {},
    };
    let edition = compile::compile(&project.sources, &manifest, 0, options, &mut sink);
    let epub = edition.artifacts.into_iter().next().unwrap_or_else(|| panic!("no EPUB: {sink:?}"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(epub.bytes.to_vec())).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned());
    }
    Built { files, codes: sink.iter().map(|diagnostic| diagnostic.code.name()).collect() }
}

#[test]
fn particulars_of_the_book() {
    let built = build(&[], false);
    let package = built.package();
    for line in [
        "xml:lang=\"fr-FR\"",
        "<dc:title id=\"title\">L’ouvrage. Tome 1, Un</dc:title>",
        "<meta refines=\"#title\" property=\"title-type\">main</meta>",
        "<dc:title id=\"subtitle\">Essai</dc:title>",
        "<dc:language>fr</dc:language>",
        "<dc:publisher>L’atelier</dc:publisher>",
        "<dc:date>2016-09</dc:date>",
        "<dc:rights>© 2016 L’atelier</dc:rights>",
        "<dc:description>De quoi il s’agit.</dc:description>",
        "<dc:subject>édition</dc:subject>\n<dc:subject>composition</dc:subject>",
        "<meta property=\"dcterms:modified\">2016-09-01T00:00:00Z</meta>",
        "<meta property=\"belongs-to-collection\" id=\"collection\">Les ouvrages</meta>",
        "<meta refines=\"#collection\" property=\"collection-type\">set</meta>",
        "<meta refines=\"#collection\" property=\"group-position\">1</meta>",
        "<meta property=\"tdm:reservation\">1</meta>",
    ] {
        assert!(package.contains(line), "{line}\n{package}");
    }
    // The texts say the country; one written `fr` is in the book's own language, and one in another adds it to the shelf's label.
    let text = |lang: &str| header("Texte", "text", "ann", "Mots.").replace("status:", &format!("language: {lang}\nstatus:"));
    let languages = build(&[("tome1/03-texte.md", text("fr")), ("tome1/04-fin.md", text("en-GB"))], false);
    assert!(languages.package().contains("<dc:language>fr</dc:language>\n<dc:language>en</dc:language>\n<dc:creator"));
    for (file, lang) in [("texte", "fr-FR"), ("fin", "en-GB")] {
        let tag = format!("lang=\"{lang}\" xml:lang=\"{lang}\"");
        assert!(languages.file(&format!("OEBPS/{file}.xhtml")).contains(&tag), "{file}");
    }
    let own = build(&[("tome1/03-texte.md", text("fr"))], false);
    assert!(!own.file("OEBPS/accessibility.xhtml").contains("autre langue"));
    let urn = |built: &Built| {
        built.package().split_once("<dc:identifier id=\"book-id\">").unwrap().1.split_once('<').unwrap().0.to_owned()
    };
    // No ISBN of the EPUB: one made of collection and number, whatever else changes.
    assert!(urn(&built).starts_with("urn:uuid:"));
    let other = BOOK.replace("Essai", "Autre").replace("2016-09", "2017-01");
    assert_eq!(urn(&build(&[("book/book.yaml", other)], false)), urn(&built));
    let numbered =
        TOME1.replace("pdf: 978-2-9550378-6-7", "epub: 978-2-9550378-6-7").replace("front:", "date: 2016-10-02\nfront:");
    let numbered = build(&[("tome1/tome.yaml", numbered)], false);
    assert_eq!(urn(&numbered), "urn:isbn:9782955037867");
    assert!(numbered.package().contains("2016-10-02T00:00:00Z"));
    assert!(!numbered.package().contains("<dc:source>"));
    let printed = build(&[("tome1/tome.yaml", TOME1.replace("pdf: 978", "print: 978"))], false);
    assert!(printed.package().contains("<dc:source>urn:isbn:9782955037867</dc:source>"));
    let allowed = build(&[("book/book.yaml", BOOK.replace("legal:\n", "legal:\n  data-mining: allowed\n"))], false);
    assert_eq!(allowed.values("tdm:reservation"), ["0"]);
}

#[test]
fn people_have_the_roles_of_what_they_did() {
    // The editor writes too: one element, both roles.
    let written = header("Avant", "foreword", "ed", "Mots.");
    let order = TOME1.replace("01-preface.md]", "01-preface.md, 00-avant.md]");
    let built = build(&[("tome1/00-avant.md", written), ("tome1/tome.yaml", order)], false);
    let package = built.package();
    assert_eq!(package.matches(">Édith d’Eu<").count(), 1, "{package}");
    let person = |element: &str, name: &str| {
        let (before, _) = package.split_once(&format!(">{name}</{element}>")).unwrap_or_else(|| panic!("no {name}:\n{package}"));
        let id = before.rsplit_once("id=\"").unwrap().1.trim_end_matches('"');
        let mark = format!("<meta refines=\"#{id}\" property=\"");
        let said = package.split(&mark).skip(1).filter_map(|rest| {
            let (property, rest) = rest.split_once('"')?;
            let value = rest.split_once('>')?.1.split_once('<')?.0;
            (property != "display-seq").then(|| format!("{property} {value}"))
        });
        said.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(person("dc:creator", "Édith d’Eu"), "role edt, role wfw, file-as Eu, Édith d’");
    assert_eq!(person("dc:creator", "Collectif"), "role aut, file-as Collectif");
    assert_eq!(person("dc:contributor", "Ann Zola"), "role wpr, role ivr, role aut, file-as Zola, Ann");
    assert_eq!(person("dc:contributor", "Bob Ábel"), "role ive, role waw, file-as Ábel, Bob");
    assert_eq!(person("dc:contributor", "Cora Vert"), "role cov, file-as Vert, Cora");
    assert_eq!(person("dc:contributor", "Les traducteurs"), "role trl, file-as Traducteurs (Les)");
    assert!(package.contains("<meta refines=\"#creator-1\" property=\"role\" scheme=\"marc:relators\">edt</meta>"));
}

#[test]
fn pages_are_claimed_when_there_are_pages() {
    let (with, without) = (build(&[], true), build(&[], false));
    assert_eq!(with.values("pageBreakSource"), ["urn:isbn:9782955037867"]);
    assert!(with.values("schema:accessibilityFeature").contains(&"pageBreakMarkers"));
    assert!(with.file("OEBPS/accessibility.xhtml").contains("Les numéros de page de l’EPUB sont ceux du PDF"));
    assert!(with.file("OEBPS/nav.xhtml").contains("epub:type=\"page-list\""));
    assert!(without.values("pageBreakSource").is_empty());
    assert!(!without.values("schema:accessibilityFeature").contains(&"pageNavigation"));
    assert!(!without.file("OEBPS/accessibility.xhtml").contains("numéros de page"));
    let unnumbered = build(&[("tome1/tome.yaml", TOME1.replace("isbn: { pdf: 978-2-9550378-6-7 }\n", ""))], true);
    assert_eq!(unnumbered.values("pageBreakSource"), ["L’ouvrage. Tome 1, Un (PDF)"]);
}

#[test]
fn what_is_offered_follows_from_what_is_there() {
    let plain = build(&[], false);
    assert_eq!(plain.values("schema:accessMode"), ["textual"]);
    assert_eq!(plain.values("schema:accessModeSufficient"), ["textual"]);
    assert_eq!(plain.values("schema:accessibilityHazard"), ["none"]);
    let features = plain.values("schema:accessibilityFeature");
    assert_eq!(features, ["tableOfContents", "readingOrder", "structuralNavigation", "ARIA", "displayTransformability", "index"]);
    let summary = plain.values("schema:accessibilitySummary");
    let page = plain.file("OEBPS/accessibility.xhtml");
    assert_eq!(summary.len(), 1);
    for sentence in summary[0].split_inclusive(". ").map(str::trim) {
        assert!(page.contains(sentence), "the page does not say: {sentence}\n{page}");
    }
    assert!(summary[0].contains("tableaux") && summary[0].contains("note") && !summary[0].contains("image"));

    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'><path d='M0 0h9v9z'/></svg>";
    let with = |alt: &str, drawing: &str| {
        let text =
            header("Un *titre* & deux", "text", "ann", &format!("![{alt}](d.svg)\n\nVoir [la suite](tome2/01-suite.md#fin)."));
        build(&[("tome1/03-texte.md", text), ("tome1/d.svg", drawing.to_owned())], false)
    };
    let described = with("Un triangle", drawing);
    assert_eq!(described.values("schema:accessMode"), ["textual", "visual"]);
    assert_eq!(described.values("schema:accessModeSufficient"), ["textual,visual", "textual"]);
    assert!(described.values("schema:accessibilityFeature").contains(&"alternativeText"));
    assert!(described.file("OEBPS/accessibility.xhtml").contains("Chaque image qui montre quelque chose a un texte"));
    // A file's name is no description: nothing is claimed, and words alone do not suffice.
    let named = with("d.svg", drawing);
    assert_eq!(named.values("schema:accessModeSufficient"), ["textual,visual"]);
    assert!(!named.values("schema:accessibilityFeature").contains(&"alternativeText"));
    assert!(named.file("OEBPS/accessibility.xhtml").contains("Certaines images n’ont pas de texte de remplacement"));
    // A picture that only adorns shows nothing: whoever does not see it misses nothing, and nothing is claimed for it.
    let adorned = header("Texte", "text", "ann", "Mots.\n\n![](d.svg){.decorative}");
    let adorned = build(&[("tome1/03-texte.md", adorned), ("tome1/d.svg", drawing.to_owned())], false);
    assert_eq!(adorned.values("schema:accessMode"), ["textual"]);
    assert!(!adorned.values("schema:accessibilityFeature").contains(&"alternativeText"));
    assert!(!adorned.file("OEBPS/accessibility.xhtml").contains("image"));
    // What would move is taken out of a drawing before it is written.
    let still = with("Un triangle", &drawing.replace("</svg>", "<animate/></svg>"));
    assert_eq!(still.values("schema:accessibilityHazard"), ["none"]);

    let css = |css: &str| {
        let book = format!("{BOOK}theme: {{ css: theme/livre.css }}\n");
        build(&[("book/book.yaml", book), ("book/theme/livre.css", css.to_owned())], false)
    };
    let mild = css("h1 { color: #357; letter-spacing: 0.1em; }");
    assert!(mild.values("schema:accessibilityFeature").contains(&"displayTransformability") && !mild.codes.contains(&"E061"));
    // The theme comes last in the cascade of every document.
    assert!(
        mild.file("OEBPS/fin.xhtml")
            .contains("href=\"stylesheet.css\"/>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"book.css\"/>")
    );
    let moving = css("h1 { animation: blink 1s infinite; }");
    let hazards = ["unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard"];
    assert_eq!(moving.values("schema:accessibilityHazard"), hazards);
    assert!(moving.file("OEBPS/accessibility.xhtml").contains("anime une partie"));
    // A sheet dropped into the folder needs no word in book.yaml; several follow one another by name.
    let dropped =
        [("book/theme/2.css", "h2 { color: teal; }".to_owned()), ("book/theme/1.css", "h1 { color: teal; }".to_owned())];
    assert_eq!(build(&dropped, false).file("OEBPS/book.css"), "h1 { color: teal; }\nh2 { color: teal; }\n");
    let rigid = css("body { font-size: 12px; }");
    assert!(!rigid.values("schema:accessibilityFeature").contains(&"displayTransformability") && rigid.codes.contains(&"E061"));
}

#[test]
fn conformity_is_claimed_over_signatures_alone() {
    let claims = |built: &Built| {
        let claimed = built.values("dcterms:conformsTo").join("");
        (claimed, built.values("a11y:certifiedBy").join(", "), built.values("dcterms:date").join(", "))
    };
    let nothing = (String::new(), String::new(), String::new());
    let signed = |book: &str| ("book/book.yaml", format!("{book}{SIGNED}"));

    let unsigned = build(&[], false);
    assert_eq!(claims(&unsigned), nothing);
    assert!(unsigned.codes.contains(&"M080"), "{:?}", unsigned.codes);
    assert!(unsigned.file("OEBPS/accessibility.xhtml").contains("n’est pas déclarée"));

    let whole = build(&[signed(BOOK)], false);
    let date = "2016-09-02, 2016-09-02".to_owned();
    assert_eq!(claims(&whole), ("EPUB Accessibility 1.1 - WCAG 2.2 Level AA".to_owned(), "Ann Zola, L’atelier".to_owned(), date));
    assert!(!whole.codes.contains(&"M080") && !whole.codes.contains(&"M081"), "{:?}", whole.codes);
    let page = whole.file("OEBPS/accessibility.xhtml");
    assert!(page.contains("selon Ann Zola et L’atelier (2\u{a0}septembre\u{a0}2016)"), "{page}");

    // One check less, or one warning more, and nothing is claimed.
    let partly = build(&[("book/book.yaml", format!("{BOOK}{}", SIGNED.replace(", enlarged", "")))], false);
    assert_eq!(claims(&partly), nothing);
    assert!(partly.codes.contains(&"M080"));
    // So with one image that lacks its description.
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'><path d='M0 0h9v9z'/></svg>".to_owned();
    let picture = |alt: &str| {
        let text = header("Texte", "text", "ann", &format!("![{alt}](d.svg)"));
        build(&[signed(BOOK), ("tome1/03-texte.md", text), ("tome1/d.svg", drawing.clone())], false)
    };
    assert_ne!(claims(&picture("Un triangle")), nothing);
    let undescribed = picture("d.svg");
    assert_eq!(claims(&undescribed), nothing);
    assert!(undescribed.codes.contains(&"M081"), "{:?}", undescribed.codes);
    assert!(undescribed.file("OEBPS/accessibility.xhtml").contains("n’est pas déclarée"));
    let elsewhere = build(&[("book/book.yaml", format!("{BOOK}{}", SIGNED.replace("tome1", "tome2")))], false);
    assert_eq!(claims(&elsewhere), nothing);
    let rigid = format!("{BOOK}theme: {{ css: theme/livre.css }}\n");
    let rigid = build(&[signed(&rigid), ("book/theme/livre.css", "p { text-align: justify; }".to_owned())], false);
    assert_eq!(claims(&rigid), nothing);
    assert!(rigid.codes.contains(&"M081"), "{:?}", rigid.codes);
}

#[test]
fn other_volumes_are_spoken_of_with_their_pages() {
    let (with, without) = (build(&[], true), build(&[], false));
    let text = |built: &Built| built.file("OEBPS/texte.xhtml").to_owned();
    assert!(text(&with).contains("la suite (tome\u{a0}2, p.\u{a0}1)"), "{}", text(&with));
    assert!(text(&without).contains("la suite (tome\u{a0}2)"));
    let preface = with.file("OEBPS/preface.xhtml");
    assert!(preface.contains("Elle écrit. Du même auteur\u{a0}: La suite (tome\u{a0}2, p.\u{a0}1)."), "{preface}");
    // Whoever has no biography finds it on the page of contributors; Bob signs in one volume only.
    let contributors = with.file("OEBPS/contributors.xhtml");
    assert_eq!(contributors.matches("Du même auteur").count(), 1, "{contributors}");
    // A volume with errors has no pages.
    let broken = build(&[("tome2/01-suite.md", header("La suite", "text", "ann", "[x](nulle-part.md)\n\n## Fin {#fin}"))], true);
    assert!(text(&broken).contains("la suite (tome\u{a0}2)"), "{}", text(&broken));
}

#[test]
fn names_lead_to_biographies_and_back() {
    let built = build(&[], false);
    assert!(built.file("OEBPS/texte.xhtml").contains("<p class=\"byline\"><a href=\"contributors.xhtml#ann\">Ann Zola</a></p>"));
    let contributors = built.file("OEBPS/contributors.xhtml");
    assert!(contributors.contains("<a href=\"preface.xhtml\">Préface</a>") && contributors.contains("<a href=\"texte.xhtml\">"));
}

/// The words between tags of each piece of `text` between `from` and `to`.
fn labels(text: &str, from: &str, to: &str) -> Vec<String> {
    let words = |piece: &str| {
        let outside = piece.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words));
        outside.collect::<String>().trim().to_owned()
    };
    text.split(from).skip(1).map(|piece| words(&format!("<{}", piece.split(to).next().unwrap()))).collect()
}

#[test]
fn the_three_contents_are_one() {
    let built = build(&[], true);
    let nav = built.file("OEBPS/nav.xhtml").split("</nav>").next().unwrap();
    let ncx = built.file("OEBPS/toc.ncx").split("</navMap>").next().unwrap().split("<navMap>").nth(1).unwrap();
    let page = built.file("OEBPS/contents.xhtml");
    let entries = labels(page, "<span class=\"entry-title\"", "</span>");
    assert_eq!(entries.len(), 8, "{entries:?}");
    assert_eq!(labels(nav, "<a ", "</a>"), entries);
    assert_eq!(labels(ncx, "<text", "</text>"), entries);
}

#[test]
fn landmarks_lead_where_readers_go() {
    let (with, without) = (build(&[], true), build(&[], false));
    // The page list is a place to go to (SNE charter); a landmark leads only to what stands in the spine.
    let landmark = "<li><a epub:type=\"page-list\" href=\"nav.xhtml#page-list\">Liste des pages</a></li>";
    assert!(with.file("OEBPS/nav.xhtml").contains(landmark));
    assert!(with.package().contains("<itemref idref=\"nav\" linear=\"no\"/>\n  </spine>"));
    assert!(!without.file("OEBPS/nav.xhtml").contains("page-list") && !without.package().contains("idref=\"nav\""));
    // A book without a page of contents has the navigation document's.
    let bare = TOME1.replace("legal, contents", "legal");
    let bare = build(&[("tome1/tome.yaml", bare)], false);
    assert!(bare.file("OEBPS/nav.xhtml").contains("<a epub:type=\"toc\" href=\"nav.xhtml#toc\">Sommaire</a>"));
    assert!(bare.package().contains("idref=\"nav\" linear=\"no\""));
    // EPUB 2 calls them a guide.
    let guide = with.package().split("<guide>").nth(1).unwrap();
    for line in [
        "<reference type=\"cover\" title=\"Couverture\" href=\"cover_.xhtml\"/>",
        "<reference type=\"toc\" title=\"Sommaire\" href=\"contents.xhtml\"/>",
        "<reference type=\"text\" title=\"Partie\" href=\"partie.xhtml\"/>",
    ] {
        assert!(guide.contains(line), "{line}\n{guide}");
    }
}
