//! Pieces of each dialect.

use super::*;
use crate::{diagnostic::Diagnostic, source::SourceMap};

fn mapped_text(text: &str) -> (String, Vec<String>) {
    let mut sources = SourceMap::new();
    let id = sources.add("note.md", text);
    let mut sink = Diagnostics::new();
    let found = mapped(sources.get(id), 0, &Options::default(), &mut sink);
    let line = |diagnostic: &Diagnostic| {
        let line = diagnostic.span.range().map_or(0, |range| sources.get(id).line_column(range.start).0);
        format!("{}:{line}", diagnostic.code.name())
    };
    (found.text, sink.iter().map(line).collect())
}

#[test]
fn plain_markdown_stays_as_it_is() {
    let text = "# Titre\n\nUn *mot* `==x==` \\==y\\== 5 $ et 10 $, C++ et A++, 10:30:45, a ~ b, x^ y, [lien](u), [^1] et [1].\n\n\
                - un\n    suite\n\n```\n[[x]] ==y== %%z%%\n```\n\n    [[code]]\n\n~~barré~~ #mot\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
                ::: aside {title=\"T\"}\nMots.\n:::\n\nTerme\n: Sens.\n\n[^1]: Note.\n    Suite.\n";
    assert_eq!(mapped_text(text), (text.to_owned(), Vec::new()));
}

#[test]
fn wikis_and_marks_of_obsidian() {
    let (text, codes) = mapped_text(
        "Un [[lien interne|texte]], [[Page#titre]] et ![[image.png|200]] et ==surligné== et %%un commentaire%%.\n\n\
         > [!note]+ Un \"titre\"\n> Un encadré,\n> ==fin==.\nSuite.\n\n- [ ] à faire\n- [x] fait\n\nFin. ^bloc-1\n\n#idée #livre/deux\n\n%%\nun bloc\n%%\n",
    );
    assert_eq!(
        text,
        "Un texte, Page et  et surligné et .\n\n::: aside {title=\"Un \\\"titre\\\"\"}\nUn encadré,\nfin.\n:::\n\nSuite.\n\n- à faire\n- fait\n\nFin.\n\n\n"
    );
    assert_eq!(codes, ["I031:1", "I031:1", "I006:1", "I015:1", "I013:1", "I015:5", "I005:8", "I005:9", "I004:13", "I013:15"]);
}

#[test]
fn notes_formulas_and_attributes_of_pandoc_and_quarto() {
    let (text, codes) = mapped_text(
        "Un mot^[Une *note* [à lire](u).] H~2~O, x^2^, 1^er^, $E = mc^2$, [@doe2020, p. 3], [Mot]{.smallcaps}.\n\n\
         ::: {.callout-tip title=\"Conseil\"}\nMots.\n:::\n\n::: {.columns}\n:::: {.column}\nGauche.\n::::\n:::\n\n\
         ![A](a.png){#fig-a width=50%}\n\n{{< pagebreak >}}\n\n$$\na_1 * b\n$$\n\n\\newpage\n\n<!-- à revoir avec elle -->\n<!--more-->\n",
    );
    assert_eq!(
        text,
        "Un mot[^ici-1] H<sub>2</sub>O, x<sup>2</sup>, 1<sup>er</sup>, E = mc^2, \\[@doe2020, p. 3\\], [Mot]{.sc}.\n\n\
         ::: aside {title=\"Conseil\"}\nMots.\n:::\n\nGauche.\n\n![A](a.png)\n\n\na\\_1 \\* b\n\n\n\n[^ici-1]: Une *note* [à lire](u).\n"
    );
    assert_eq!(codes, ["I024:1", "I005:1", "I005:7", "I005:8", "I006:13", "I005:15", "I024:17", "I005:21", "I013:23"]);
}

#[test]
fn attributes_that_the_book_lacks_are_told_and_break_nothing() {
    let (text, codes) = mapped_text(
        "## Notes {#n .c}\n\nTitre {.unnumbered lang=en}\n---\n\n# Fin {-} ##\n\n[mot]{.smallcaps .x} [word]{lang=en} [a]{.note #i} [b](u){.btn} `c`{.py}\n\n\
         ![A](a.png){.decorative .left} ![B](b.png){#img-b}\n\n::: figure {#f .wide caption=\"Un {x}\"}\nMots.\n:::\n\nf(x){y} et (z){}.\n",
    );
    assert_eq!(
        text,
        "## Notes {#n}\n\nTitre {lang=en}\n---\n\n# Fin\n\n[mot]{.sc} [word]{lang=en} a [b](u) `c`\n\n\
         ![A](a.png){.decorative} ![B](b.png)\n\n::: figure {#f caption=\"Un {x}\"}\nMots.\n:::\n\nf(x){y} et (z){}.\n"
    );
    assert_eq!(
        codes,
        ["I005:1", "I005:3", "I005:8", "I005:8", "I005:8", "I005:8", "I006:10", "I005:10", "I006:10", "I005:10", "I005:12"]
    );
}

#[test]
fn the_width_of_a_picture_is_no_description() {
    let said = |text: &str| {
        let mut sources = SourceMap::new();
        let id = sources.add("note.md", text);
        let mut sink = Diagnostics::new();
        let found = mapped(sources.get(id), 0, &Options::default(), &mut sink);
        (found.text, sink.iter().map(|found| format!("{:?}", found.arguments.last())).collect::<Vec<_>>())
    };
    for (text, alt) in [("![[p.png|300]]", ""), ("![[p.png|300x200]]", ""), ("![[p.png|Un puits]]", "Un puits")] {
        assert_eq!(said(text).1, [format!("Some((\"alt\", Text(\"{alt}\")))")]);
    }
    assert_eq!(said("![Un puits|300](p.png) ![a|b](c.png)\n").0, "![Un puits](p.png) ![a|b](c.png)\n");
}

#[test]
fn pictures_that_lie_beside_are_found_by_their_references() {
    let mut sources = SourceMap::new();
    let text = "Un mot ![Un puits][R] et [lien][l].\n\n![r][] ![ r ] ![B](p.png\n\"T\")\n\n[voir][s] ![S][s] ![x][y]\n\n[r]: p.png\n  \"Titre\"\n[l]: <https://a.org> 'Autre'\n[s]:\n  p.png\n[y]: non.png\n";
    let beside = |address: &str| (address == "p.png").then(|| b"\x89PNG".to_vec());
    let options = Options { beside: Some(&beside), ..Options::default() };
    let id = sources.add("note.md", text);
    let mut sink = Diagnostics::new();
    let found = mapped(sources.get(id), 0, &options, &mut sink);
    let shown = found.text.replace(['\u{fdd2}', '\u{fdd3}'], "|");
    assert_eq!(
        shown,
        "Un mot ![Un puits](|0| \"Titre\") et [lien][l].\n\n![r](|1| \"Titre\") ![ r ](|2| \"Titre\") ![B](|3|\n\"T\")\n\n\
         [voir][s] ![S](|4|) ![x][y]\n\n[l]: <https://a.org> 'Autre'\n[s]:\n  p.png\n[y]: non.png\n"
    );
    assert!(sink.is_empty());
}

#[test]
fn hedgedoc_jekyll_and_html() {
    let (text, codes) = mapped_text(
        "[TOC]\n\n:::info\nEncadré\n:::\n\n++inséré++ :smile: {%youtube abc %} <b>gras</b> <img src=\"a.png\" alt=\"Un puits\"> {{ page.title }}\n\n\
         {% include x.html %}\n{: .no_toc }\n",
    );
    assert_eq!(text, "\n::: aside\nEncadré\n:::\n\ninséré :smile:  **gras**  \n\n");
    assert_eq!(codes, ["I023:1", "I005:7", "I005:7", "I006:7", "I005:7", "I005:9", "I005:10"]);
}

#[test]
fn properties_of_notion_are_no_text() {
    let mut sources = SourceMap::new();
    let text = "# Titre\n\nAuteur: Une Autrice\nStatut: Prêt\n\n<aside>\n💡 Un encadré\n\n</aside>\n\nMots.\n";
    let mut sink = Diagnostics::new();
    let id = sources.add("Titre a1b2c3d4e5f64a7b8c9d0e1f2a3b4c5d.md", text);
    let found = mapped(sources.get(id), 0, &Options::default(), &mut sink);
    assert_eq!(found.text, "# Titre\n\n\n::: aside\n💡 Un encadré\n\n:::\n\nMots.\n");
    assert_eq!(found.author.as_deref(), Some("Une Autrice"));
    assert_eq!(sink.iter().map(|found| found.code.name()).collect::<Vec<_>>(), ["I004"]);
    let (same, codes) = mapped_text("# Titre\n\nLui: un mot.\nElle: un autre.\n");
    assert_eq!(
        (same.as_str(), codes.len()),
        ("# Titre\n\nLui: un mot.\nElle: un autre.\n", 0),
        "a dialogue is no list of properties"
    );
}

#[test]
fn texts_made_of_signs_take_little_time() {
    for sign in ["[", "[[", "^[", "==", "$x", "<b>", "<!-- a\n", "%%\nx", "{{", "~a", ":a", "![[", "`", "![a][", "[a]: b\n"] {
        let (text, _) = mapped_text(&sign.repeat(300_000 / sign.len()));
        assert!(text.len() < 4_000_000);
    }
}
