//! The EPUB writer over a book made by hand that holds one of everything; conformance is judged on the file it leaves.

use make_book::{
    book::*,
    compile,
    diagnostic::Diagnostics,
    epub,
    fonts::FontSet,
    manifest,
    pagination::{Folio, PageMap, PagePosition, PageStart},
    project::Project,
    source::{SourceId, Span, Spanned},
};
use sha2::Digest as _;
use std::{io::Read as _, path::Path};

fn span() -> Span {
    Span::whole(SourceId::from_index(0))
}

fn rich(text: &str) -> RichText {
    vec![Inline::text(text, span())]
}

fn paragraph(text: &str) -> Block {
    Block::paragraph(rich(text), span())
}

fn slug(text: &str) -> Slug {
    Slug::from_text(text)
}

fn heading(level: HeadingLevel, anchor: &str, text: &str) -> Heading {
    Heading { level, anchor: slug(anchor), content: rich(text), span: span() }
}

fn section(name: &str, matter: Matter, kind: SectionKind, title: &str, blocks: Vec<Block>) -> Section {
    let made = matches!(
        kind,
        SectionKind::Made(MadePage::HalfTitle | MadePage::Title | MadePage::Legal | MadePage::BackCover | MadePage::Colophon)
    );
    Section {
        slug: slug(name),
        matter,
        kind,
        lang: Lang::new("fr-FR").expect("a language tag"),
        title: rich(title),
        title_shown: !made,
        short_title: Vec::new(),
        subtitle: Vec::new(),
        depth: 0,
        in_contents: !made,
        byline: Vec::new(),
        blocks,
        notes: Vec::new(),
        words: 0,
        source: Vec::new(),
        date: None,
        licence: None,
        summary: Vec::new(),
        biographies: Vec::new(),
        span: span(),
    }
}

fn display(role: DisplayRole, text: &str) -> Block {
    Block::Display(Display { role, content: rich(text) })
}

fn link(target: LinkTarget, text: &str) -> Inline {
    Inline::Link(Link { target, content: rich(text), span: span() })
}

fn container(text: &str) -> Container {
    Container { blocks: vec![paragraph(text)], span: span() }
}

fn cell(text: &str) -> Cell {
    Cell { content: if text.is_empty() { Vec::new() } else { rich(text) }, span: span() }
}

fn person(name: &str, given: &str, family: &str) -> Contributor {
    Contributor {
        slug: slug(name),
        name: Name::Person { given: given.to_owned(), family: family.to_owned(), sort: family.to_owned() },
        role: rich("responsable marketing"),
        organisation: rich("Éditions <A&B>"),
        handles: vec![Handle { network: Network::Twitter, handle: "@nom".to_owned() }],
        links: vec!["https://example.org/é page".to_owned()],
        portrait: None,
        bio: rich("Elle écrit."),
        long_bio: Vec::new(),
        span: span(),
    }
}

const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
const DRAWING: &[u8] = br##"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"><rect width="90" height="40" fill="#888"/></svg>"##;

/// A book with one of everything.
fn everything() -> Book {
    let text = chapter();
    let interview = interview();
    let mut sections = vec![
        section(
            "faux-titre",
            Matter::Front,
            SectionKind::Made(MadePage::HalfTitle),
            "Faux-titre",
            vec![display(DisplayRole::HalfTitle, "612 rencontres")],
        ),
        section(
            "titre",
            Matter::Front,
            SectionKind::Made(MadePage::Title),
            "Page de titre",
            vec![
                display(DisplayRole::WorkTitle, "612 rencontres"),
                display(DisplayRole::WorkSubtitle, "Livre blanc collectif"),
                display(DisplayRole::Statement, "Alban Jarry & Collectif"),
                display(DisplayRole::VolumeNumber, "Tome 1"),
                display(DisplayRole::VolumeTitle, "Les textes"),
                display(DisplayRole::VolumeSubtitle, "Première série"),
                display(DisplayRole::Hashtag, "#612Rencontres"),
                display(DisplayRole::Publisher, "Alban Jarry"),
                display(DisplayRole::Date, "septembre 2016"),
            ],
        ),
        section(
            "legal",
            Matter::Front,
            SectionKind::Made(MadePage::Legal),
            "Mentions légales",
            vec![display(DisplayRole::SmallPrint, "© 2016")],
        ),
        section(
            "sponsors",
            Matter::Front,
            SectionKind::Made(MadePage::Sponsors),
            "Sponsors",
            vec![Block::Sponsors(SponsorGroup {
                rank: Some(0),
                heading: heading(HeadingLevel::H2, "gold", "Sponsors « gold »"),
                sponsors: vec![
                    Sponsor {
                        id: BlockId::default(),
                        name: "CACEIS".to_owned(),
                        tagline: vec![Inline::styled(
                            InlineStyle::Language(Lang::new("en").expect("a language tag")),
                            rich("asset servicing"),
                            span(),
                        )],
                        url: Some("https://example.org/".to_owned()),
                        logo: Some(Picture {
                            asset: AssetId(0),
                            alt: Alt::Text("Logo".to_owned()),
                            credit: Vec::new(),
                            span: span(),
                        }),
                        span: span(),
                    },
                    Sponsor {
                        id: BlockId::default(),
                        name: "Quanteam".to_owned(),
                        tagline: Vec::new(),
                        url: None,
                        logo: None,
                        span: span(),
                    },
                ],
            })],
        ),
        section("sommaire", Matter::Front, SectionKind::Made(MadePage::Contents), "Sommaire", Vec::new()),
        section("dedicace", Matter::Front, SectionKind::Shared(SharedKind::Dedication), "Dédicace", vec![paragraph("À tous.")]),
        section("note", Matter::Front, SectionKind::Shared(SharedKind::Note), "Note d’intention", vec![paragraph("Une note.")]),
        section("partie", Matter::Body, SectionKind::Part { number: 1 }, "Se rencontrer", Vec::new()),
        text,
        interview,
        section(
            "postface",
            Matter::Body,
            SectionKind::Contribution(ContributionKind::Afterword),
            "Postface",
            vec![paragraph("Fin.")],
        ),
        section(
            "contributeurs",
            Matter::Back,
            SectionKind::Made(MadePage::Contributors),
            "Les contributeurs",
            vec![Block::Biography(Biography {
                person: ContributorId(0),
                blocks: vec![paragraph("Elle écrit longuement.")],
                texts: vec![8],
                heading: heading(HeadingLevel::H2, "sandrine-rollin", "Sandrine Rollin"),
                lines: vec![rich("responsable marketing")],
            })],
        ),
        section(
            "index",
            Matter::Back,
            SectionKind::Made(MadePage::Index),
            "Index des personnes",
            vec![Block::Index(Index {
                entries: vec![IndexEntry {
                    person: ContributorId(0),
                    heading: rich("Rollin, Sandrine"),
                    sections: vec![8],
                    mentions: Vec::new(),
                }],
            })],
        ),
        section(
            "colophon",
            Matter::Back,
            SectionKind::Made(MadePage::Colophon),
            "Colophon",
            vec![display(DisplayRole::SmallPrint, "Achevé.")],
        ),
        section(
            "quatrieme",
            Matter::Back,
            SectionKind::Made(MadePage::BackCover),
            "Quatrième de couverture",
            vec![
                display(DisplayRole::Summary, "Un livre."),
                Block::BarCode(BarCode { ean: "9782955037867".to_owned(), isbn: "978-2-9550378-6-7".to_owned() }),
                display(DisplayRole::Price, "Cet exemplaire ne peut être vendu."),
            ],
        ),
    ];
    let entries = (5..13)
        .map(|index| ContentsEntry {
            section: index,
            depth: sections[index].depth,
            title: sections[index].title.clone(),
            authors: if index == 8 { rich("Sandrine Rollin") } else { Vec::new() },
        })
        .collect();
    sections[4].blocks.push(Block::Contents(Contents { entries }));
    let asset = |path: &str, bytes: &[u8], format, size| Asset {
        path: path.into(),
        bytes: bytes.into(),
        format,
        size,
        stored: Stored::default(),
        span: span(),
    };
    let mut book = Book {
        work: Work {
            title: rich("612 rencontres sur les réseaux sociaux"),
            subtitle: rich("Livre blanc collectif"),
            lang: Lang::new("fr-FR").expect("a language tag"),
            editors: vec![ContributorId(1)],
            collective: Some("& Collectif".to_owned()),
            publisher: Publisher { name: "Alban Jarry".to_owned(), ..Publisher::default() },
            rights: rich("© 2016 Alban Jarry & Collectif."),
            hashtag: None,
            collection: "612 rencontres".to_owned(),
            subjects: vec!["réseaux sociaux".to_owned()],
            legal: Legal { data_mining_reserved: true, ..Legal::default() },
            tomes: vec![
                TomeSummary { id: slug("tome1"), number: 1, title: rich("Les textes") },
                TomeSummary { id: slug("tome2"), number: 2, title: rich("L’étude") },
            ],
            contact: None,
            signatures: Vec::new(),
        },
        tome: Tome {
            id: slug("tome1"),
            number: 1,
            title: rich("Les textes"),
            subtitle: Vec::new(),
            date: Date::parse("2016-09").expect("a date"),
            modified: Date::parse("2016-09").expect("a date"),
            isbn: Isbns { epub: Isbn::parse("978-2-9550378-6-7"), pdf: Isbn::parse("9782955037867"), print: None },
            cover: None,
            summary: rich("Résumé."),
            accessibility: Accessibility::default(),
            span: span(),
        },
        sections,
        people: vec![person("sandrine-rollin", "Sandrine", "Rollin"), person("alban-jarry", "Alban", "Jarry")],
        tiers: Vec::new(),
        supporters: Vec::new(),
        assets: vec![
            asset("book/logos/x.gif", PIXEL, ImageFormat::Gif, (1, 1)),
            asset("tome1/images/d.svg", DRAWING, ImageFormat::Svg, (90, 40)),
        ],
        design: Design {
            css: vec![Spanned::new("@import url(a.css); p { color: inherit }".into(), span())],
            ..Design::default()
        },
    };
    numbering::number(&mut book);
    let leaf = book.sections[8].blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.content.iter().find_map(|inline| match inline {
            Inline::Link(link) if matches!(link.target, LinkTarget::Person(_)) => match &link.content[0] {
                Inline::Text(text) => Some(text.id),
                _ => None,
            },
            _ => None,
        }),
        _ => None,
    });
    if let (Some(Block::Index(index)), Some(leaf)) = (book.sections[12].blocks.first_mut(), leaf) {
        index.entries[0].mentions.push((8, leaf));
    }
    book
}

fn chapter() -> Section {
    let english = || Lang::new("en").expect("a language tag");
    let arabic = || Lang::new("ar").expect("a language tag");
    let note = |index| Inline::NoteCall(NoteCall { note: NoteId(index), span: span() });
    let mut section = section(
        "je-twitte",
        Matter::Body,
        SectionKind::Contribution(ContributionKind::Text),
        "Je twitte ?",
        vec![
            Block::Epigraph(Epigraph {
                blocks: vec![paragraph("Parce que c’était lui.")],
                source: rich("Montaigne"),
                span: span(),
            }),
            Block::paragraph(
                vec![
                    Inline::text("Un texte & des <signes>\u{1}, ", span()),
                    Inline::styled(InlineStyle::Emphasis, rich("appuyés"), span()),
                    Inline::styled(InlineStyle::Strong, rich("fort"), span()),
                    Inline::styled(InlineStyle::Strikethrough, rich("barré"), span()),
                    Inline::styled(InlineStyle::Superscript, rich("e"), span()),
                    Inline::styled(InlineStyle::Subscript, rich("2"), span()),
                    Inline::styled(InlineStyle::SmallCaps, rich("xxi"), span()),
                    Inline::styled(InlineStyle::Language(english()), rich("asset"), span()),
                    Inline::styled(InlineStyle::Language(arabic()), rich("سلام"), span()),
                    Inline::styled(InlineStyle::Abbreviation("World Wide Web".to_owned()), rich("WWW"), span()),
                    Inline::LineBreak(span()),
                    note(0),
                    Inline::Image(Box::new(Picture {
                        asset: AssetId(0),
                        alt: Alt::Decorative,
                        credit: Vec::new(),
                        span: span(),
                    })),
                    Inline::Code(Text { id: TextId::default(), text: "code".to_owned(), span: span() }),
                ],
                span(),
            ),
            Block::paragraph(
                vec![
                    link(LinkTarget::Url("https://example.org/a b".to_owned()), "ailleurs"),
                    link(LinkTarget::Url("javascript:alert(1)".to_owned()), "nulle part"),
                    link(LinkTarget::Section(slug("postface")), "postface"),
                    link(LinkTarget::Anchor { section: slug("je-twitte"), anchor: slug("fig") }, "figure"),
                    link(LinkTarget::Person(ContributorId(0)), "Sandrine"),
                    link(LinkTarget::OtherTome { tome: slug("tome2"), section: slug("x"), anchor: None }, "tome 2"),
                    Inline::Link(Link {
                        target: LinkTarget::Section(slug("postface")),
                        content: vec![Inline::text("avec note", span()), note(1)],
                        span: span(),
                    }),
                ],
                span(),
            ),
            Block::Heading(heading(HeadingLevel::H3, "a", "Un titre trop profond")),
            Block::Heading(heading(HeadingLevel::H6, "b", "Un autre")),
            Block::List(List {
                marker: ListMarker::Bullet,
                tight: true,
                items: vec![container("un"), container("deux")],
                span: span(),
            }),
            Block::List(List { marker: ListMarker::Number(3), tight: false, items: vec![container("trois")], span: span() }),
            Block::DefinitionList(DefinitionList {
                entries: vec![DefinitionEntry { terms: vec![rich("fil")], definitions: vec![container("La rivière.")] }],
                span: span(),
            }),
            Block::Quote(container("Une citation.")),
            Block::Aside(Aside { title: rich("À retenir"), blocks: vec![paragraph("Une chose.")], span: span() }),
            Block::Verse(Verse { stanzas: vec![vec![rich("Un vers"), rich("un autre")], vec![rich("encore")]], span: span() }),
            Block::Code(CodeBlock {
                language: Some("rust".to_owned()),
                text: "fn a() -> &str {}\n".to_owned(),
                id: TextId::default(),
                span: span(),
            }),
            Block::Separator(span()),
            Block::Figure(Figure {
                id: BlockId(0),
                anchor: Some(slug("fig")),
                picture: Picture {
                    asset: AssetId(1),
                    alt: Alt::Text("Un rectangle".to_owned()),
                    credit: rich("A. B."),
                    span: span(),
                },
                caption: rich("Légende"),
                span: span(),
            }),
            Block::Table(Table {
                id: BlockId(0),
                anchor: Some(slug("tab")),
                caption: rich("Un tableau"),
                columns: vec![Alignment::Start, Alignment::End],
                head: vec![cell(""), cell("2016")],
                rows: vec![vec![cell("a"), cell("1")], vec![cell("b"), cell("")]],
                span: span(),
            }),
            chart(ChartKind::Bars),
            chart(ChartKind::StackedBars),
            chart(ChartKind::Lines),
        ],
    );
    section.depth = 1;
    section.subtitle = rich("Sous-titre");
    section.byline = vec![Credit { person: ContributorId(0), role: Role::Author }];
    section.source = rich("Paru ailleurs.");
    section.licence = Some("CC BY".to_owned());
    section.biographies = vec![ContributorId(0)];
    let note = |blocks| Note { blocks, span: span() };
    section.notes = vec![note(vec![paragraph("Une note.")]), note(vec![Block::Quote(container("Citée."))]), note(Vec::new())];
    section
}

fn chart(kind: ChartKind) -> Block {
    let series = |name: &str, values: [&str; 2]| Series { name: rich(name), values: values.map(Decimal::parse).into() };
    Block::Chart(Chart {
        id: BlockId(0),
        anchor: None,
        kind,
        title: rich("Rencontres"),
        caption: rich("D’après nos comptes"),
        unit: "%".to_owned(),
        label_name: rich("Année"),
        labels: vec![rich("2015"), rich("2016")],
        series: vec![series("En ligne", ["12", "15,5"]), series("À table", ["8", ""])],
        span: span(),
    })
}

fn interview() -> Section {
    let turn = |turn, speaker: &str, text: &str| {
        Block::Exchange(Exchange { turn, speaker: rich(speaker), blocks: vec![paragraph(text)], span: span() })
    };
    let mut section = section(
        "entretien",
        Matter::Body,
        SectionKind::Contribution(ContributionKind::Interview),
        "Entretien",
        vec![paragraph("Un chapeau."), turn(Turn::Question, "Q.", "Pourquoi ?"), turn(Turn::Answer, "Sandrine", "Parce que.")],
    );
    section.depth = 1;
    section.byline = vec![
        Credit { person: ContributorId(0), role: Role::Interviewee },
        Credit { person: ContributorId(1), role: Role::Interviewer },
    ];
    section
}

/// Pages that begin at a section, inside its words, and before a figure.
fn map(book: &Book) -> PageMap {
    let Block::Paragraph(paragraph) = &book.sections[8].blocks[1] else { return PageMap::default() };
    let Inline::Text(text) = &paragraph.content[0] else { return PageMap::default() };
    let Block::Figure(figure) = &book.sections[8].blocks[13] else { return PageMap::default() };
    let start = |page, folio, position| PageStart { page, folio, position };
    PageMap {
        starts: vec![
            start(0, Folio::Unnumbered, PagePosition::Section(0)),
            start(1, Folio::Roman(3), PagePosition::Section(4)),
            start(2, Folio::Arabic(1), PagePosition::Section(7)),
            start(3, Folio::Arabic(2), PagePosition::Section(8)),
            start(4, Folio::Arabic(3), PagePosition::Text { section: 8, text: text.id, offset: 9 }),
            start(5, Folio::Arabic(4), PagePosition::Block { section: 8, block: figure.id }),
            start(6, Folio::Arabic(5), PagePosition::Section(11)),
        ],
        section_folios: (0..book.sections.len()).map(|section| (section > 6).then_some(Folio::Arabic(1))).collect(),
    }
}

fn cover() -> epub::Cover {
    let bytes = PIXEL.into();
    let picture =
        Asset { path: "cover".into(), bytes, format: ImageFormat::Gif, size: (1, 1), stored: Stored::default(), span: span() };
    epub::Cover { picture }
}

fn write(book: &Book, map: Option<&PageMap>) -> (Vec<u8>, Diagnostics) {
    let mut sink = Diagnostics::new();
    let bytes = epub::write(book, map, &cover(), &FontSet::default(), &mut sink);
    (bytes, sink)
}

/// The files of an EPUB in their order, pictures as their length and SHA-256: what a golden tree holds.
fn unzipped(epub: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(epub)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("an entry");
            let name = file.name().expect("a name in UTF-8").into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            let text = String::from_utf8(bytes).unwrap_or_else(|error| digest(error.as_bytes()));
            (name, text)
        })
        .collect()
}

fn digest(bytes: &[u8]) -> String {
    let sum: String = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{} bytes, SHA-256 {sum}", bytes.len())
}

fn file<'a>(files: &'a [(String, String)], name: &str) -> &'a str {
    files.iter().find(|(found, _)| found == name).map(|(_, text)| text.as_str()).expect("the file is in the EPUB")
}

#[test]
fn a_book_with_one_of_everything() {
    let book = everything();
    let map = map(&book);
    let (bytes, sink) = write(&book, Some(&map));
    assert_eq!(write(&book, Some(&map)).0, bytes, "the same book is the same bytes");
    let reported: Vec<_> = sink.iter().map(|diagnostic| diagnostic.code.name()).collect();
    assert_eq!(reported, ["E001", "E005"]);

    let files = unzipped(&bytes);
    assert_eq!(files[0], ("mimetype".to_owned(), "application/epub+zip".to_owned()));
    let text = file(&files, "OEBPS/je-twitte.xhtml");
    assert!(text.contains(
        "Un texte <span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page_3\" aria-label=\"page 3\"></span>&amp; des"
    ));
    let nav = file(&files, "OEBPS/nav.xhtml");
    assert!(nav.contains("<a href=\"je-twitte.xhtml#page_3\">3</a>"));
    // For the validators, which do not run here.
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/everything.epub"), bytes).expect("a file for the validators");
}

/// A page that begins with a heading, or with a line of the contents, is marked before it: else the heading's name would be
/// « page 7 Un titre » to whoever goes from heading to heading.
#[test]
fn a_page_break_is_no_part_of_a_name() {
    let book = everything();
    let heading = book.sections[8].blocks.iter().find_map(|block| match block {
        Block::Heading(heading) => first_leaf(&heading.content),
        _ => None,
    });
    let title = book.sections[4].blocks.iter().find_map(|block| match block {
        Block::Contents(contents) => {
            contents.entries.iter().find(|entry| entry.section == 10).and_then(|entry| first_leaf(&entry.title))
        }
        _ => None,
    });
    let at = |folio, section, text: Option<TextId>| PageStart {
        page: 0,
        folio: Folio::Arabic(folio),
        position: PagePosition::Text { section, text: text.expect("a leaf"), offset: 0 },
    };
    let map = PageMap { starts: vec![at(7, 8, heading), at(9, 4, title)], section_folios: Vec::new() };
    let files = unzipped(&write(&book, Some(&map)).0);
    let mark = |page| {
        format!("<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page_{page}\" aria-label=\"page {page}\"></span>")
    };
    let text = file(&files, "OEBPS/je-twitte.xhtml");
    assert!(text.contains(&format!("{}<h2 id=\"a\">Un titre trop profond</h2>", mark(7))), "{text}");
    let contents = file(&files, "OEBPS/sommaire.xhtml");
    assert!(contents.contains(&format!("<li>{}<a href=\"postface.xhtml\">", mark(9))), "{contents}");
}

#[test]
fn a_section_too_large_for_one_file_is_spread_over_several() {
    let mut book = everything();
    let words = "mot ".repeat(500);
    let long = (0..300).flat_map(|number| {
        let title = (number % 20 == 0).then(|| Block::Heading(heading(HeadingLevel::H2, &format!("h-{number}"), "Titre")));
        title.into_iter().chain([paragraph(&words)])
    });
    book.sections[8].blocks.extend(long);
    book.sections[10].blocks.push(Block::paragraph(
        vec![link(LinkTarget::Anchor { section: slug("je-twitte"), anchor: slug("h-280") }, "loin")],
        span(),
    ));
    numbering::number(&mut book);
    let (bytes, _) = write(&book, None);
    let files = unzipped(&bytes);
    let sizes = || files.iter().filter(|(name, _)| name.contains("je-twitte")).map(|(_, text)| text.len());
    assert!(sizes().count() > 2 && sizes().all(|size| size < 300_000), "{:?}", sizes().collect::<Vec<_>>());
    let target = file(&files, "OEBPS/postface.xhtml").split("href=\"je-twitte_").nth(1).and_then(|rest| rest.split('#').next());
    let target = format!("OEBPS/je-twitte_{}", target.expect("a link to a later file"));
    assert!(file(&files, &target).contains("id=\"h-280\""));
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/large.epub"), bytes).expect("a file for the validators");
}

#[test]
fn a_block_too_large_for_one_file_is_reported() {
    let mut book = everything();
    let text = "mot\n".repeat(80_000);
    book.sections[8].blocks.push(Block::Code(CodeBlock { language: None, text, id: TextId::default(), span: span() }));
    numbering::number(&mut book);
    let (_, sink) = write(&book, None);
    assert!(sink.iter().any(|diagnostic| diagnostic.code.name() == "E062"), "{sink:?}");
}

/// Compiles the first volume of a project; the page list needs a layout, which golden trees must not follow.
fn compiled(project: &Project) -> Vec<u8> {
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(&project.sources, &mut sink).expect("a manifest");
    let options = compile::Options {
        epub: true,
        pdf: false,
        print: false,
        page_list: false,
        report: false,
        draft: true,
        file_date: None,
        memo: &make_book::memo::Memo::default(),
        progress: &|_, _| {},
    };
    let edition = compile::compile(&project.sources, &manifest, 0, options, &mut sink);
    edition.artifacts.into_iter().next().expect("an EPUB").bytes.to_vec()
}

/// tests/cases/epub/NAME/in/ → out/: every file of the EPUB that is text, in a tree; the others in pictures.txt. The composed
/// cover is listed without its bytes, which follow the fonts and the layout.
fn check(case: &Path) {
    let project = Project::open(&case.join("in"), &mut Diagnostics::new()).expect("a project");
    let bytes = compiled(&project);
    assert_eq!(compiled(&project), bytes, "the same project is the same bytes");
    let out = case.join("out");
    let mut pictures = String::new();
    let mut expected = vec![out.join("pictures.txt")];
    for (name, text) in unzipped(&bytes) {
        // Fonts and their licences are tested where they are made.
        if name.contains("/fonts/") {
            continue;
        }
        if name == "OEBPS/images/cover_.png" {
            pictures += "OEBPS/images/cover_.png: composed\n";
        } else if text.contains(" bytes, SHA-256 ") {
            pictures += &format!("{name}: {text}\n");
        } else {
            snapbox::assert_data_eq!(text, snapbox::Data::read_from(&out.join(&name), None).raw());
            expected.push(out.join(name));
        }
    }
    snapbox::assert_data_eq!(pictures, snapbox::Data::read_from(&out.join("pictures.txt"), None).raw());
    let unused: Vec<_> = files_below(&out).into_iter().filter(|path| !expected.contains(path)).collect();
    assert!(unused.is_empty(), "no longer in the EPUB: {unused:?}");
}

fn files_below(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/epub");
    ["everything", "minimal"].iter().for_each(|name| check(&folder.join(name)));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, cases: 24, ..Default::default() })]

    /// Whatever is written in titles, names and texts, every document stays XML.
    #[test]
    fn any_text_is_well_formed(title in "[^\\p{Cc}]{1,24}", name in "[^\\p{Cc}]{1,16}", body in "[^\\p{Cc}\\r]{0,200}") {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let text = format!(
            "---\ntitle: {}\nkind: text\nauthors: [ann]\nstatus: approved\n---\n{body}\n\nFin.\n", quoted(&format!("T{title}"))
        );
        let files = [
            ("book/book.yaml", "title: Peu\nlanguage: fr-FR\neditors: [ann]\npublisher: { name: Ann }\nrights: R\ndate: 2016\ntomes: [tome1]\n".to_owned()),
            ("book/people.yaml", format!("ann:\n  name: {}\n", quoted(&format!("N{name}")))),
            ("tome1/tome.yaml", "number: 1\nfront: [contents]\nbody: [01-seul.md]\nback: [contributors, index]\n".to_owned()),
            ("tome1/01-seul.md", text),
        ];
        let project = Project::from_files(files, &mut Diagnostics::new());
        for (name, text) in unzipped(&compiled(&project)) {
            if name.ends_with(".xhtml") || name.ends_with(".opf") || name.ends_with(".ncx") {
                super::fuzz::promises::well_formed(&name, &text);
            }
        }
    }
}
