//! Short constructors of a book's nodes, all with the same span.

use make_book::{
    book::*,
    source::{SourceId, Span},
};

pub(super) fn span() -> Span {
    Span::whole(SourceId::from_index(0))
}

/// A line of verse.
pub(super) fn verse(indent: u8, words: &str) -> VerseLine {
    VerseLine { indent, content: rich(words) }
}

pub(super) fn rich(text: &str) -> RichText {
    vec![Inline::text(text, span())]
}

pub(super) fn paragraph(text: &str) -> Block {
    Block::paragraph(rich(text), span())
}

pub(super) fn slug(text: &str) -> Slug {
    Slug::from_text(text)
}

pub(super) fn heading(level: HeadingLevel, anchor: &str, text: &str) -> Heading {
    Heading { level, anchor: slug(anchor), content: rich(text), span: span() }
}

pub(super) fn section(name: &str, matter: Matter, kind: SectionKind, title: &str, blocks: Vec<Block>) -> Section {
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

pub(super) fn display(role: DisplayRole, text: &str) -> Block {
    Block::Display(Display { role, content: rich(text) })
}

pub(super) fn link(target: LinkTarget, text: &str) -> Inline {
    Inline::link(Link { target, content: rich(text), span: span() })
}

pub(super) fn container(text: &str) -> Container {
    Container { blocks: vec![paragraph(text)], span: span() }
}

pub(super) fn cell(text: &str) -> Cell {
    Cell { content: if text.is_empty() { Vec::new() } else { rich(text) }, span: span() }
}

pub(super) fn person(name: &str, given: &str, family: &str) -> Contributor {
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
