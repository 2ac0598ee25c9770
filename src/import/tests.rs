//! Pages in each format, sponsors recognised by the registry, and edits of YAML.

use super::{edits::Position, *};
use crate::source::SourceMap;

const TEXT: &str = include_str!("../../tests/fixtures/import/page-inventee.txt");
const HTML: &str = include_str!("../../tests/fixtures/import/page-inventee.html");

fn import(text: &str, format: Format, known: &[(&str, &str)]) -> (Page, Vec<&'static str>) {
    let mut sources = SourceMap::new();
    let id = sources.add("page", text);
    let mut sponsors = KnownSponsors::new();
    for (name, tier) in known {
        sponsors.add(KnownSponsor { name: (*name).to_owned(), tier: (*tier).to_owned() });
    }
    let mut sink = Diagnostics::new();
    let options = Options { known: &sponsors, language: "fr", ..Options::default() };
    let mut page = read(sources.get(id), format, &options, &mut sink);
    page.name_pictures("texte", &PictureNames::default(), Span::whole(id));
    (page, sink.iter().map(|diagnostic| diagnostic.code.name()).collect())
}

fn shown(page: &Page) -> Vec<String> {
    let line = |sponsor: &FoundSponsor| {
        let tagline = sponsor.tagline.as_deref().unwrap_or("-");
        format!("{} | {} | {tagline} | {}", sponsor.tier, sponsor.name, if sponsor.known { "known" } else { "new" })
    };
    page.sponsors.iter().map(line).collect()
}

#[test]
fn a_scraped_page_is_taken_apart() {
    let known = [("LANTERNES DU PORT", "gold"), ("Maison Bastide", "gold"), ("Quai neuf", "gold")];
    let (page, codes) = import(TEXT, Format::Text, &known);
    assert_eq!(page.title.as_deref(), Some("Où vont les messages ?"));
    assert_eq!(page.author.as_deref(), Some("Élodie de Marsan"));
    assert!(page.preface);
    assert_eq!(
        shown(&page),
        [
            "gold | LANTERNES DU PORT | - | known",
            "gold | Maison Bastide | encres, papiers | known",
            "sponsor | Ateliers Verdier | au service des relieurs | new",
            "sponsor | Nord-Sud Diffusion | librairie et transport | new",
            "sponsor | Quai neuf | cabinet de lecture | known",
        ]
    );
    assert_eq!(codes, ["I008"], "the page and the registry disagree about one tier");
    assert_eq!(
        page.body,
        "On m’a demandé de préfacer ce recueil ; j’ai d’abord cru à une erreur d’adresse.\n\n\
         Un message \\[court\\] n’est pas une \\*petite\\* lettre : il arrive sans enveloppe, et repart avec 3 \\< 4 réponses.\n\n\
         1\\. Voilà une ligne qui commence comme une liste, et qui n’en est pas une.\n\n\
         - le train\n- la gare\n\n\
         Enfin, tout cela tient dans une poche.\n"
    );
}

#[test]
fn a_picture_that_a_page_loads_late_is_not_its_placeholder() {
    let dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    let page = |attributes: &str| {
        import(&format!("<h1>Titre</h1><p>Un texte.</p><p><img alt=\"A\" {attributes}></p>"), Format::Html, &[]).1
    };
    assert!(!page(&format!("src=\"{dot}\"")).contains(&"I006"));
    for late in ["data-src=\"photo.png\"", "data-lazy-src=\"photo.png\"", "srcset=\"small.png 300w, photo.png 1024w\""] {
        assert!(page(&format!("src=\"{dot}\" {late}")).contains(&"I006"), "{late}");
    }
}

#[test]
fn lines_that_a_program_has_broken_are_joined() {
    let paragraph = "La nuit tombait sur le port, et les bateaux rentraient un à un, sans\nbruit, comme des bêtes fatiguées qui retrouvent leur étable après une\n\
                     longue journée de labour dans les champs gris de la mer.\n";
    let verse = "Les sanglots longs\nDes violons\nDe l’automne\n";
    let list = "Il emporta ceci, dit-il, pour la longue route qui le mènerait au nord :\n- du pain\n- du sel\n";
    for end in ["\n", "\r\n"] {
        let text = format!("La nuit\n\npar Ana Ruiz\n\n{paragraph}\n{verse}\n{list}\n{paragraph}").replace('\n', end);
        let (page, _) = import(&text, Format::Text, &[]);
        let joined = paragraph.trim_end().replace('\n', " ");
        assert_eq!(
            page.body,
            format!(
                "{joined}\n\nLes sanglots longs\n\nDes violons\n\nDe l’automne\n\n\
                 Il emporta ceci, dit-il, pour la longue route qui le mènerait au nord :\n\n- du pain\n- du sel\n\n{joined}\n"
            )
        );
        assert_eq!(page.title.as_deref(), Some("La nuit"));
    }
    // Paragraphs on a line each, and long verses, are not broken.
    let sentence = "Une phrase qui tient sur une ligne, et qui compte soixante-dix signes.\n";
    let (page, _) = import(&format!("Titre\n\n{}\nFin.\n", sentence.repeat(3)), Format::Text, &[]);
    assert_eq!(page.body.matches("\n\nUne phrase").count(), 2, "{}", page.body);
    // A bullet below a line of text is an item; below an empty line it may be a speech.
    let (page, _) = import("Titre\n\nIl lui faut :\n- du sel\nEt puis rien.\n\n- Bonjour, dit-elle.\n", Format::Text, &[]);
    assert_eq!(page.body, "Il lui faut :\n\n- du sel\n\nEt puis rien.\n\n\\- Bonjour, dit-elle.\n");
}

#[test]
fn names_run_together_are_reported() {
    let (page, codes) = import(TEXT.replace("Lanternes du Port", "Lanternes du Port Neuf").as_str(), Format::Text, &[]);
    assert_eq!(shown(&page)[0], "gold | Lanternes du Port Neuf Maison Bastide | encres, papiers | new");
    assert_eq!(codes, ["I007"]);
}

#[test]
fn a_web_page_becomes_markdown() {
    let (page, codes) = import(HTML, Format::Html, &[]);
    assert_eq!(page.title.as_deref(), Some("Où vont les messages\u{a0}?"));
    assert_eq!(page.author.as_deref(), Some("Élodie de Marsan"));
    assert_eq!(page.address.as_deref(), Some("https://example.org/messages"));
    assert_eq!(
        page.body,
        "Un message *court* n’est pas une [lettre](https://example.org/a%28b%29).\\\nIl arrive.\n\n\
         ## La gare\n\n\
         - le train\n- le quai\n  1. nord\n  2. sud\n\n\
         > Partir.\n>\n> Revenir.\n\n\
         | Ligne | Heure |\n| --- | --- |\n| A | 8 \\| 9 |\n\n\
         ```\nlet a = 1;\n```\n"
    );
    assert_eq!(codes, ["I004", "I005", "I006"]);
}

#[test]
fn markdown_keeps_its_blocks() {
    let text = "---\nauthor: A. B.\n---\n# Un titre\nUn *texte*.\n\n```\n# pas un titre\n\nencore\n```\n### Plus bas\n- a\n- b\n";
    let (page, codes) = import(text, Format::Markdown, &[]);
    assert_eq!((page.title.as_deref(), page.author.as_deref()), (Some("Un titre"), Some("A. B.")));
    assert_eq!(page.body, "Un *texte*.\n\n```\n# pas un titre\n\nencore\n```\n\n## Plus bas\n\n- a\n- b\n");
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn underlined_headings_are_headings() {
    let text = "Le *vieux*\nport\n=======\n\npar Ana Ruiz\n\nUn texte.\n\nPremière\npartie\n---\nUn autre.\n---\nEncore.\n\n- a\n- b\n---\n\n\
                a | b\n--|--\n1 | 2\n\n***\n\n```\nx\n---\n```\n";
    for end in ["\n", "\r\n"] {
        let (page, codes) = import(&text.replace('\n', end), Format::Markdown, &[]);
        assert_eq!((page.bare_title().as_str(), page.author.as_deref()), ("Le *vieux* port", Some("Ana Ruiz")));
        assert_eq!(
            page.body,
            "Un texte.\n\n## Première partie\n\n## Un autre.\n\nEncore.\n\n- a\n- b\n---\n\na | b\n--|--\n1 | 2\n\n***\n\n```\nx\n---\n```\n"
        );
        assert!(codes.is_empty(), "{codes:?}");
    }
}

#[test]
fn of_an_empty_page_it_is_said_that_it_is_empty() {
    for format in [Format::Text, Format::Html, Format::Markdown] {
        assert_eq!(import("", format, &[]).1, ["I003"]);
    }
}

#[test]
fn a_page_that_makes_a_tree_without_measure_is_refused_soon() {
    let emphases: String = (0..1_500).map(|number| format!("<b id={number}>")).collect();
    for page in [format!("<p>{emphases}{}", "<p>a".repeat(20_000)), "<div>".repeat(100_000), "<i>".repeat(50_000) + "<p>x"] {
        let (page, codes) = import(&page, Format::Html, &[]);
        assert!(page.body.is_empty() && codes == ["I012"], "{codes:?}");
    }
    // Nesting alone, as of a page whose author closed nothing, is read.
    let (page, _) = import(&format!("<title>T</title>{}Un texte.", "<font><span>".repeat(300)), Format::Html, &[]);
    assert_eq!(page.body, "Un texte.\n");
}

#[test]
fn sponsors_by_the_thousand_are_read_soon() {
    let known: Vec<_> = (0..4_000).map(|number| (format!("Maison {number}"), "gold")).collect();
    let known: Vec<_> = known.iter().map(|(name, tier)| (name.as_str(), *tier)).collect();
    let line: String = (0..4_000).map(|number| format!("Atelier {number}  Maison {number}  ")).collect();
    let (page, _) = import(&format!("sponsors\n\n{line}\n\nTexte de Ann\n\nTitre\n\nUn texte.\n"), Format::Text, &known);
    assert_eq!(page.sponsors.len(), 8_000);
    assert_eq!(page.sponsors.iter().filter(|sponsor| sponsor.known).count(), 4_000);
}

#[test]
fn no_nesting_breaks_the_reader() {
    for tag in ["div", "b", "ul><li", "a href='https://x'", "table><tr><td", "blockquote"] {
        let page = format!("{}texte", format!("<{tag}>").repeat(450));
        let (page, codes) = import(&page, Format::Html, &[]);
        assert!(page.title.is_some() || codes.contains(&"I001"), "{tag}");
    }
}

#[test]
fn lists_are_completed_and_the_rest_is_kept() {
    let last = |text: &str, key: &str, item: &str| edits::add_to_list(text, key, &[item], Position::Last);
    let tome = "number: 1 # un\nbody:\n  - part: A\n    texts:\n      - 02-x.md\n\n# la fin\nback: [index]\n";
    let edited = last(tome, "body", "03-y.md").expect("there is a list");
    assert_eq!(edited, tome.replace("02-x.md\n", "02-x.md\n  - 03-y.md\n"));
    assert_eq!(last(tome, "back", "colophon").as_deref(), Some(&*tome.replace("[index]", "[index, colophon]")));
    let cases = [
        ("a: []\r\n", "b", "a: [b]\r\n"),
        ("a:\r\n- x", "n: b\nm: c", "a:\r\n- x\r\n- n: b\r\n  m: c\r\n"),
        ("a: [] # vide\nz: 1\n", "n: b\nm: c", "a: # vide\n  - n: b\n    m: c\nz: 1\n"),
        ("a: [\n]\n", "n: b\nm: c", "a:\n  - n: b\n    m: c\n"),
        ("a: ~\nz: 1\n", "b", "a:\n  - b\nz: 1\n"),
        ("a: # vide\n  # encore\nz: 1\n", "b", "a: # vide\n  # encore\n  - b\nz: 1\n"),
        ("a: [{ n: x }]\n", "n: b\nm: c", "a: [{ n: x }, { n: b, m: c }]\n"),
        ("a: [b, # ]\n  \"c]\\\"\", l'été,\n]\n", "d", "a: [b, # ]\n  \"c]\\\"\", l'été, d\n]\n"),
        ("a: ['l''é, ]']\n", "d", "a: ['l''é, ]', d]\n"),
        ("z: 1\n", "n: b\nm: c", "z: 1\n\na:\n  - n: b\n    m: c\n"),
        ("{}\n", "b", "a:\n  - b\n"),
        ("", "b", "a:\n  - b\n"),
    ];
    for (text, item, wanted) in cases {
        assert_eq!(last(text, "a", item).as_deref(), Some(wanted), "{text}");
    }
    for other in ["a: 1\n", "a:\n  k: v\n", "a: [b\n", "{ a: [] }\n", "a: [b }\n"] {
        assert_eq!(last(other, "a", "x"), None, "{other}");
    }
    let first = |text| edits::add_to_list(text, "a", &["b"], Position::First);
    let two = |text| edits::add_to_list(text, "a", &["b", "n: c\nm: d"], Position::Last);
    assert_eq!(two("a:\n- x\nz: 1\n").as_deref(), Some("a:\n- x\n- b\n- n: c\n  m: d\nz: 1\n"));
    assert_eq!(two("a: [x]\n").as_deref(), Some("a: [x, b, { n: c, m: d }]\n"));
    assert_eq!(two("a: []\n"), two("{}\n"));
    assert_eq!(first("a:\n  # haut\n  - x\n").as_deref(), Some("a:\n  # haut\n  - b\n  - x\n"));
    assert_eq!(first("a: [x]\n").as_deref(), Some("a: [b, x]\n"));
    assert_eq!(edits::append_entry("a:\n  b: c\n", "d:\n  e: f"), "a:\n  b: c\n\nd:\n  e: f\n");
    assert_eq!(edits::append_entry("# gens\n{}\n", "d:\n  e: f"), "# gens\n\nd:\n  e: f\n");
}

#[test]
fn an_expected_text_is_filled() {
    let expected = "---\ntitle: T # gardé\nstatus: expected\n---\n";
    let filled = edits::fill_text(expected, "draft", &[("source", "S".to_owned()), ("title", "U".to_owned())], "Corps.\n");
    assert_eq!(filled.as_deref(), Some("---\ntitle: T # gardé\nstatus: draft\nsource: S\n---\nCorps.\n"));
    assert_eq!(edits::fill_text("pas d’en-tête", "draft", &[], "x"), None);
}

#[test]
fn scalars_are_quoted_when_yaml_would_read_them_otherwise() {
    for (text, scalar) in
        [("Cap-Fi Group", "Cap-Fi Group"), ("a: b", "\"a: b\""), ("no", "\"no\""), ("3M", "\"3M\""), ("a\\\"", "\"a\\\\\\\"\"")]
    {
        assert_eq!(edits::quote_scalar(text), scalar);
    }
}

/// The real page is not ours to ship: where it lies beside the repository, it is the best test.
#[test]
#[expect(clippy::disallowed_methods, clippy::print_stderr, reason = "a test of a file that cannot be in the repository")]
fn the_real_page_when_it_is_at_hand() {
    let folder = std::env::var("BOOK_MATERIAL")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/material").into());
    let path = format!("{folder}/extrait-sandrine-rollin.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("NOT TESTED: the real page is not at {path}; set BOOK_MATERIAL to its folder");
        return;
    };
    let known = [
        ("Microsoft Surface Pro", "gold"),
        ("SIX Financial Information", "gold"),
        ("CACEIS", "sponsor"),
        ("Cap-Fi Group", "sponsor"),
        ("Quanteam", "sponsor"),
    ];
    let (page, codes) = import(&text, Format::Text, &known);
    assert_eq!(page.title.as_deref(), Some("Je twitte, donc je suis ?"));
    assert_eq!(page.author.as_deref(), Some("Sandrine Rollin"));
    assert!(page.preface && codes.is_empty(), "{codes:?}");
    let names: Vec<_> = page.sponsors.iter().map(|sponsor| (sponsor.name.as_str(), sponsor.tier)).collect();
    assert_eq!(names, known);
    assert!(page.sponsors.iter().all(|sponsor| sponsor.known));
    assert!(page.sponsors[1..].iter().all(|sponsor| sponsor.tagline.is_some()));
    // Every line of the text, and only those: from the title to the rule after it.
    let lines = text.split("Je twitte, donc je suis ?").nth(1).and_then(|rest| rest.split("____").next()).unwrap_or_default();
    let wanted: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let body = page.body.replace('\\', "");
    let got: Vec<&str> = body.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(got, wanted);
}

#[test]
fn control_characters_are_left_out_and_counted() {
    let page =
        "<title>Un\u{7} titre</title><meta name=author content='Ann &#27;Ée'><p>Deux\u{c}mots et\u{1b}[2J &#x9b;trois.</p>";
    let (page, codes) = import(page, Format::Html, &[]);
    assert_eq!((page.title.as_deref(), page.author.as_deref()), (Some("Un titre"), Some("Ann Ée")));
    assert!(!page.body.contains(|character: char| character.is_control() && character != '\n'), "{:?}", page.body);
    assert!(page.body.starts_with("Deux mots et"), "{}", page.body);
    assert_eq!(codes, ["I011"], "one message for all of them");
    let (page, codes) = import("Un titre\n\nDeux\u{b}mots\u{8}.\n", Format::Text, &[]);
    assert_eq!(page.body, "Deux mots.\n");
    assert_eq!(codes, ["I002", "I011"]);
}

#[test]
fn the_end_of_a_text_says_who_wrote_it() {
    let text = "La jetée\n\nTexte d’Ann Ée\n\nOn y marchait.\n\nElle est tombée.\n\nAnn Ée est sociologue.\n";
    let (mut page, codes) = import(text, Format::Text, &[]);
    assert_eq!((page.title.as_deref(), page.author.as_deref()), (Some("La jetée"), Some("Ann Ée")));
    assert_eq!(page.body, "On y marchait.\n\nElle est tombée.\n");
    assert_eq!(page.about.as_ref().map(AboutAuthor::biography), Some(vec!["Ann Ée est sociologue.".to_owned()]));
    assert!(codes.is_empty(), "{codes:?}");
    page.put_back_about(true, true);
    assert_eq!(page.body, "On y marchait.\n\nElle est tombée.\n\nAnn Ée est sociologue.\n");
    assert_eq!(page.about, None);
    // Before the notes, where it stood.
    let text = "# La jetée\n\n*par Ann Ée*\n\nOn y marchait[^1].\n\nElle est tombée.\n\n## L’autrice\n\nElle veille.\n\nElle dort.\n\n[^1]: Peu.\n";
    let (mut page, _) = import(text, Format::Markdown, &[]);
    assert_eq!(page.body, "On y marchait[^1].\n\nElle est tombée.\n\n[^1]: Peu.\n");
    page.put_back_about(true, true);
    assert_eq!(page.body, "On y marchait[^1].\n\nElle est tombée.\n\n## L’autrice\n\nElle veille.\n\nElle dort.\n\n[^1]: Peu.\n");
    for end in [
        "Ann Ée : je n’ai rien dit.",
        "Ann Éeva est une autre.",
        "## L’autrice\n\n- une liste",
        "## L’autrice\n\nElle veille[^1].",
        "## Biographie\n\nJean Rive fut gardien.",
        "Ann Ée est sociologue.\n\nFin.",
    ] {
        let (page, _) = import(&format!("# La jetée\n\nPar Ann Ée\n\nOn y marchait.\n\nLoin.\n\n{end}\n"), Format::Markdown, &[]);
        assert_eq!((page.about, page.body.trim_end().ends_with(end)), (None, true), "{end}: {}", page.body);
    }
}
