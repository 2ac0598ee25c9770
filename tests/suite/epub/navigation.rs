//! Where links lead: to the other volume, to biographies, from the three tables of contents, from landmarks.

use super::two_volumes::{Built, TOME1, build, header};

#[test]
fn references_to_another_volume_have_its_pages() {
    let (with, without) = (build(&[], true), build(&[], false));
    let text = |built: &Built| built.file("OEBPS/texte.xhtml").to_owned();
    assert!(text(&with).contains("la suite (tome\u{a0}2, p.\u{a0}1)"), "{}", text(&with));
    assert!(text(&without).contains("la suite (tome\u{a0}2)"));
    let preface = with.file("OEBPS/preface.xhtml");
    assert!(preface.contains("Elle écrit. Du même auteur\u{a0}: La suite (tome\u{a0}2, p.\u{a0}1)."), "{preface}");
    // Without a biography, texts in the other volume are listed on the page of contributors. Bob signs in one volume only.
    let contributors = with.file("OEBPS/contributors.xhtml");
    assert_eq!(contributors.matches("Du même auteur").count(), 1, "{contributors}");
    // The pages of a volume with errors are not known.
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

/// Of each piece of `text` between `from` and `to`, the words without tags.
fn labels(text: &str, from: &str, to: &str) -> Vec<String> {
    let words = |piece: &str| {
        let outside = piece.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words));
        outside.collect::<String>().trim().to_owned()
    };
    text.split(from).skip(1).map(|piece| words(&format!("<{}", piece.split(to).next().unwrap()))).collect()
}

#[test]
fn the_three_tables_of_contents_agree() {
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
fn landmarks_and_guide() {
    let (with, without) = (build(&[], true), build(&[], false));
    // Reading systems print what is in the spine, hidden or not: the navigation document is not, and no landmark leads to it.
    let bare = build(&[("tome1/tome.yaml", TOME1.replace("legal, contents", "legal"))], true);
    for built in [&with, &without, &bare] {
        let nav = built.file("OEBPS/nav.xhtml");
        assert!(
            !built.package().contains("idref=\"nav\"") && !nav.contains("hidden") && !nav.contains("href=\"nav.xhtml"),
            "{nav}"
        );
    }
    assert!(with.file("OEBPS/nav.xhtml").contains("epub:type=\"page-list\""));
    assert!(!without.file("OEBPS/nav.xhtml").contains("page-list"));
    // In EPUB 2, landmarks are the guide.
    let guide = with.package().split("<guide>").nth(1).unwrap();
    for line in [
        "<reference type=\"cover\" title=\"Couverture\" href=\"cover_.xhtml\"/>",
        "<reference type=\"toc\" title=\"Sommaire\" href=\"contents.xhtml\"/>",
        "<reference type=\"text\" title=\"Partie\" href=\"partie.xhtml\"/>",
    ] {
        assert!(guide.contains(line), "{line}\n{guide}");
    }
}
