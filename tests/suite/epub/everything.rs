//! A book made by hand with one of each kind of node, and a page map of it.

use super::nodes::{cell, container, display, heading, link, paragraph, person, rich, section, slug, span, verse};
use make_book::{
    book::*,
    pagination::{Folio, PageMap, PagePosition, PageStart},
    source::Spanned,
};

pub(super) const PIXEL: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
const DRAWING: &[u8] = br##"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40"><rect width="90" height="40" fill="#888"/></svg>"##;

/// A book with one of each kind of node.
pub(super) fn everything() -> Book {
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
            vec![Block::Sponsors(Box::new(SponsorGroup {
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
            }))],
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
            vec![Block::Biography(Box::new(Biography {
                person: ContributorId(0),
                blocks: vec![paragraph("Elle écrit longuement.")],
                texts: vec![8],
                heading: heading(HeadingLevel::H2, "sandrine-rollin", "Sandrine Rollin"),
                lines: vec![rich("responsable marketing")],
            }))],
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
            subjects: vec![Subject::parse("réseaux sociaux")],
            legal: Legal { data_mining_reserved: true, ..Legal::default() },
            tomes: vec![TomeSummary { id: slug("tome1"), number: 1 }, TomeSummary { id: slug("tome2"), number: 2 }],
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
            summary: vec![rich("Résumé.")],
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
    let note = |index| Inline::NoteCall(NoteCall { note: NoteId(index), follows_call: false, span: span() });
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
                    Inline::styled(InlineStyle::SmallCaps, rich("Petites"), span()),
                    Inline::styled(InlineStyle::AllSmallCaps, rich("XXI"), span()),
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
                    Inline::link(Link {
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
            Block::Verse(Verse {
                stanzas: vec![vec![verse(0, "Un vers"), verse(2, "un autre")], vec![verse(0, "encore")]],
                span: span(),
            }),
            Block::Code(CodeBlock {
                language: Some("rust".to_owned()),
                text: "fn a() -> &str {}\n".to_owned(),
                id: TextId::default(),
                span: span(),
            }),
            Block::Separator(span()),
            Block::Figure(Box::new(Figure {
                id: BlockId(0),
                anchor: Some(slug("fig")),
                picture: Picture {
                    asset: AssetId(1),
                    alt: Alt::Text("Un rectangle".to_owned()),
                    credit: rich("A. B."),
                    span: span(),
                },
                link: Vec::new(),
                caption: rich("Légende"),
                span: span(),
            })),
            Block::Table(Box::new(Table {
                id: BlockId(0),
                anchor: Some(slug("tab")),
                caption: rich("Un tableau"),
                columns: vec![Alignment::Start, Alignment::End],
                head: vec![cell(""), cell("2016")],
                rows: vec![vec![cell("a"), cell("1")], vec![cell("b"), cell("")]],
                span: span(),
            })),
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
    section.biographies = vec![ShortBiography { person: ContributorId(0), place: BiographyPlace::Here(None) }];
    let note = |blocks| Note { blocks, span: span() };
    section.notes = vec![note(vec![paragraph("Une note.")]), note(vec![Block::Quote(container("Citée."))]), note(Vec::new())];
    section
}

fn chart(kind: ChartKind) -> Block {
    let series = |name: &str, values: [&str; 2]| Series { name: rich(name), values: values.map(Decimal::parse).into() };
    Block::Chart(Box::new(Chart {
        id: BlockId(0),
        anchor: None,
        kind,
        title: rich("Rencontres"),
        caption: rich("D’après nos comptes"),
        unit: "%".to_owned(),
        label_name: rich("Année"),
        labels: vec![rich("2015"), rich("2016")],
        series: vec![series("En ligne", ["12", "15,5"]), series("À table", ["8", ""])],
        is_grouped: false,
        span: span(),
    }))
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
    let signed = [(0, Role::Interviewee), (1, Role::Interviewer)];
    section.byline = signed.map(|(id, role)| Credit { person: ContributorId(id), role }).into();
    section
}

/// A map with pages that begin at a section, within a text, and before a figure.
pub(super) fn page_map(book: &Book) -> PageMap {
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
        biographies: std::collections::BTreeMap::new(),
    }
}
