//! What the EPUB claims about its accessibility. Each claim is tested with its cause and without.

use super::two_volumes::{BOOK, Built, TOME1, build, header};

const SIGNED: &str = "\
accessibility:
  signed:
    - { tome: tome1, by: Ann Zola, date: 2016-08-30, checks: [descriptions, headings, links, languages, tables, colours] }
    - { tome: tome1, by: L’atelier, date: 2016-09-02, checks: [screen-reader, enlarged] }
";

#[test]
fn page_navigation_is_claimed_when_there_are_pages() {
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
fn access_modes_features_and_hazards_follow_from_the_content() {
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
    // A file name is no description: alternative texts are not claimed, and text alone is not a sufficient access mode.
    let named = with("d.svg", drawing);
    assert_eq!(named.values("schema:accessModeSufficient"), ["textual,visual"]);
    assert!(!named.values("schema:accessibilityFeature").contains(&"alternativeText"));
    assert!(named.file("OEBPS/accessibility.xhtml").contains("Certaines images n’ont pas de texte de remplacement"));
    // A decorative picture conveys nothing, so that it adds no access mode and no claim.
    let adorned = header("Texte", "text", "ann", "Mots.\n\n![](d.svg){.decorative}");
    let adorned = build(&[("tome1/03-texte.md", adorned), ("tome1/d.svg", drawing.to_owned())], false);
    assert_eq!(adorned.values("schema:accessMode"), ["textual"]);
    assert!(!adorned.values("schema:accessibilityFeature").contains(&"alternativeText"));
    assert!(!adorned.file("OEBPS/accessibility.xhtml").contains("image"));
    // Animation is removed from a drawing before it is written.
    let still = with("Un triangle", &drawing.replace("</svg>", "<animate/></svg>"));
    assert_eq!(still.values("schema:accessibilityHazard"), ["none"]);

    let css = |css: &str| {
        let book = format!("{BOOK}theme: {{ css: theme/livre.css }}\n");
        build(&[("book/book.yaml", book), ("book/theme/livre.css", css.to_owned())], false)
    };
    let mild = css("h1 { color: #357; letter-spacing: 0.1em; }");
    assert!(mild.values("schema:accessibilityFeature").contains(&"displayTransformability") && !mild.codes.contains(&"E061"));
    // The style sheet of the theme comes last in the cascade of every document.
    assert!(
        mild.file("OEBPS/fin.xhtml")
            .contains("href=\"stylesheet.css\"/>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"book.css\"/>")
    );
    let moving = css("h1 { animation: blink 1s infinite; }");
    let hazards = ["unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard"];
    assert_eq!(moving.values("schema:accessibilityHazard"), hazards);
    assert!(moving.file("OEBPS/accessibility.xhtml").contains("anime une partie"));
    // Style sheets in the folder need no entry in book.yaml; they are joined in the order of their names.
    let dropped =
        [("book/theme/2.css", "h2 { color: teal; }".to_owned()), ("book/theme/1.css", "h1 { color: teal; }".to_owned())];
    assert_eq!(build(&dropped, false).file("OEBPS/book.css"), "h1 { color: teal; }\nh2 { color: teal; }\n");
    let rigid = css("body { font-size: 12px; }");
    assert!(!rigid.values("schema:accessibilityFeature").contains(&"displayTransformability") && rigid.codes.contains(&"E061"));
}

#[test]
fn conformity_is_claimed_only_when_all_checks_are_signed() {
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

    // With one check fewer, conformity is not claimed.
    let partly = build(&[("book/book.yaml", format!("{BOOK}{}", SIGNED.replace(", enlarged", "")))], false);
    assert_eq!(claims(&partly), nothing);
    assert!(partly.codes.contains(&"M080"));
    // Nor with one image without a description.
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
