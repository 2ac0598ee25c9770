//! The metadata of the package document: the book, its collection, its rights, and who made it.

use super::two_volumes::{BOOK, Built, TOME1, build, header};

#[test]
fn metadata_of_the_book() {
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
        "<dc:relation>urn:isbn:9782955037867</dc:relation>\n<dc:subject>édition</dc:subject>\n\
         <dc:subject id=\"subject-2\">Composition</dc:subject>\n\
         <meta refines=\"#subject-2\" property=\"authority\">THEMA</meta>\n\
         <meta refines=\"#subject-2\" property=\"term\">CBW</meta>\n\
         <dc:subject id=\"subject-3\">3014</dc:subject>\n\
         <meta refines=\"#subject-3\" property=\"authority\">CLIL</meta>\n\
         <meta refines=\"#subject-3\" property=\"term\">3014</meta>",
        "<meta property=\"dcterms:modified\">2016-09-01T00:00:00Z</meta>",
        "<meta property=\"belongs-to-collection\" id=\"collection\">Les ouvrages</meta>",
        "<meta name=\"calibre:series\" content=\"Les ouvrages\"/>",
        "<meta name=\"calibre:series_index\" content=\"1\"/>",
        "<meta refines=\"#collection\" property=\"collection-type\">set</meta>",
        "<meta refines=\"#collection\" property=\"group-position\">1</meta>",
        "<meta property=\"tdm:reservation\">1</meta>",
    ] {
        assert!(package.contains(line), "{line}\n{package}");
    }
    // Texts have the language with its region, `fr-FR`; the metadata has `fr`, and adds the language of a text that is in another.
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
    // Without an ISBN for the EPUB, its identifier is made of collection and number alone.
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
    assert!(allowed.values("tdm:policy").is_empty());
    // A blank line begins a paragraph, however YAML is told to read the lines.
    for summary in [
        "|\n  De quoi\n  il s’agit.\n\n  Et *pourquoi*.",
        ">\n  De quoi\n  il s’agit.\n\n  Et *pourquoi*.",
        "De quoi\n  il s’agit.\n\n  Et *pourquoi*.",
    ] {
        let folded = BOOK.replace("De quoi il s’agit.", summary);
        assert!(folded.contains("pourquoi"));
        let package = build(&[("book/book.yaml", folded)], false).package().to_owned();
        assert!(package.contains("<dc:description>De quoi il s’agit.\n\nEt pourquoi.</dc:description>"), "{package}");
    }
    let licensed = BOOK.replace("legal:\n", "legal:\n  data-mining-policy: https://exemple.fr/tdm.json\n");
    let licensed = build(&[("book/book.yaml", licensed)], false);
    assert_eq!(licensed.values("tdm:policy"), ["https://exemple.fr/tdm.json"]);
}

#[test]
fn people_have_all_their_roles() {
    // The editor also wrote a text: one element with both roles.
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
    assert_eq!(person("dc:creator", "Édith d’Eu"), "role edt, role wfw, role aut, file-as Eu, Édith d’");
    assert_eq!(person("dc:creator", "Collectif"), "role aut, file-as Collectif");
    assert_eq!(person("dc:contributor", "Ann Zola"), "role wpr, role ivr, role ctb, file-as Zola, Ann");
    assert_eq!(person("dc:contributor", "Bob Ábel"), "role ive, role waw, file-as Ábel, Bob");
    assert_eq!(person("dc:contributor", "Cora Vert"), "role cov, file-as Vert, Cora");
    assert_eq!(person("dc:contributor", "Les traducteurs"), "role trl, file-as Traducteurs (Les)");
    assert!(package.contains("<meta refines=\"#creator-1\" property=\"role\" scheme=\"marc:relators\">edt</meta>"));
}
