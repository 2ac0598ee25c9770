//! What containers mean: `::: aside`, `::: verse` and the others become blocks.
//!
//! Where they begin and end is `containers.rs`'s; the Markdown inside, `blocks.rs`'s.

use super::{
    blocks,
    containers::{Container, Piece},
    parser::Parser,
    place::{Place, lines},
};
use crate::{
    book::{Aside, Block, Epigraph, Exchange, Inline, Link, LinkTarget, RichText, Turn, Verse},
    diagnostic::{Code, Diagnostic},
};
use std::ops::Range;

const NAMES: [&str; 7] = ["aside", "epigraph", "question", "answer", "verse", "figure", "table"];

/// The blocks of pieces; `depth` counts the containers around them.
pub(super) fn blocks(parser: &mut Parser<'_>, place: &Place<'_>, pieces: &[Piece], depth: usize) -> Vec<Block> {
    let mut list = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Prose(range) => list.append(&mut blocks::parse(parser, place, range.clone(), depth)),
            Piece::Container(container) => list.append(&mut read(parser, place, container, depth + 1)),
        }
    }
    list
}

fn read(parser: &mut Parser<'_>, place: &Place<'_>, container: &Container, depth: usize) -> Vec<Block> {
    let attributes = &container.attributes;
    let span = place.span(&(container.head.start..container.body.end.max(container.head.end)));
    let allowed: &[&str] = match container.name.as_str() {
        "aside" => &["title"],
        "question" | "answer" => &["by", "speaker"],
        "figure" => &["#", "credit"],
        "table" => &["#", "caption"],
        "epigraph" | "verse" => &[],
        name => {
            let diagnostic = Diagnostic::new(Code::UnknownContainer, place.span(&container.head)).with("name", name);
            parser.sink.push(diagnostic.suggest(name, NAMES));
            return blocks(parser, place, &container.pieces, depth);
        }
    };
    attributes.expect(allowed, place, parser.sink);
    match container.name.as_str() {
        "aside" => {
            let title = parser.attribute(attributes, "title", place);
            vec![Block::Aside(Aside { title, blocks: blocks(parser, place, &container.pieces, depth), span })]
        }
        "epigraph" => vec![epigraph(parser, place, container, depth)],
        "verse" => vec![verse(parser, place, container)],
        "figure" => figure(parser, place, container, depth),
        "table" => table(parser, place, container, depth),
        turn => {
            let turn = if turn == "question" { Turn::Question } else { Turn::Answer };
            let speaker = speaker(parser, place, container);
            vec![Block::Exchange(Exchange { turn, speaker, blocks: blocks(parser, place, &container.pieces, depth), span })]
        }
    }
}

/// Who speaks: a person by their id, left to `assemble`, or a name written out.
fn speaker(parser: &mut Parser<'_>, place: &Place<'_>, container: &Container) -> RichText {
    let Some(by) = container.attributes.value("by") else {
        return parser.attribute(&container.attributes, "speaker", place);
    };
    if let Some(twice) = container.attributes.value("speaker") {
        parser.sink.push(Diagnostic::new(Code::UnknownAttribute, place.span(&twice.range)).with("name", "speaker"));
    }
    let target = LinkTarget::Unresolved(format!("person:{}", by.text));
    vec![Inline::Link(Link { target, content: Vec::new(), span: place.span(&by.range) })]
}

/// An epigraph: its last line, when it starts with a dash, says where it comes from.
fn epigraph(parser: &mut Parser<'_>, place: &Place<'_>, container: &Container, depth: usize) -> Block {
    let span = place.span(&(container.head.start..container.body.end.max(container.head.end)));
    let mut list = Vec::new();
    let mut source = Vec::new();
    for (index, piece) in container.pieces.iter().enumerate() {
        match piece {
            Piece::Prose(range) if index + 1 == container.pieces.len() => {
                let (text, line) = split_source(place, range);
                list.append(&mut blocks::parse(parser, place, text, depth));
                source = line.map(|line| blocks::parse_inlines(parser, place, line)).unwrap_or_default();
            }
            Piece::Prose(_) | Piece::Container(_) => {
                list.append(&mut blocks(parser, place, std::slice::from_ref(piece), depth));
            }
        }
    }
    Block::Epigraph(Epigraph { blocks: list, source, span })
}

/// Cuts off a last line `-- source`.
fn split_source(place: &Place<'_>, range: &Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let last = lines(place.text, range.clone()).filter(|line| !place.text[line.clone()].trim().is_empty()).last();
    let found = last.and_then(|line| {
        let written = &place.text[line.clone()];
        let text = written.trim_start();
        let source = ["-- ", "— ", "– "].iter().find_map(|dash| text.strip_prefix(dash))?;
        Some((range.start..line.start, line.end - source.len()..line.end))
    });
    found.map_or((range.clone(), None), |(text, source)| (text, Some(source)))
}

/// Verse: lines are lines, blank lines part stanzas.
fn verse(parser: &mut Parser<'_>, place: &Place<'_>, container: &Container) -> Block {
    let span = place.span(&(container.head.start..container.body.end.max(container.head.end)));
    let mut stanzas: Vec<Vec<RichText>> = vec![Vec::new()];
    for line in lines(place.text, container.body.clone()) {
        let within = |piece: &Piece| match piece {
            Piece::Prose(range) => range.start <= line.start && line.end <= range.end,
            Piece::Container(_) => false,
        };
        let is_text = container.pieces.iter().any(within);
        if !is_text && !place.text[line.clone()].trim().is_empty() {
            parser.sink.push(Diagnostic::new(Code::ContainerContent, place.span(&line)).with("name", "verse"));
        }
        let text = blocks::parse_inlines(parser, place, line);
        match stanzas.last_mut() {
            Some(stanza) if !text.is_empty() => stanza.push(text),
            Some(stanza) if !stanza.is_empty() => stanzas.push(Vec::new()),
            Some(_) | None => {}
        }
    }
    stanzas.retain(|stanza| !stanza.is_empty());
    Block::Verse(Verse { stanzas, span })
}

fn figure(parser: &mut Parser<'_>, place: &Place<'_>, container: &Container, depth: usize) -> Vec<Block> {
    let anchor = parser.own_anchor(&container.attributes, place);
    let credit = parser.attribute(&container.attributes, "credit", place);
    let mut list = blocks(parser, place, &container.pieces, depth);
    match list.as_mut_slice() {
        [Block::Figure(figure)] => {
            figure.anchor = anchor;
            figure.picture.credit = credit;
        }
        _ => report_content(parser, place, container),
    }
    list
}

fn table(parser: &mut Parser<'_>, place: &Place<'_>, container: &Container, depth: usize) -> Vec<Block> {
    let anchor = parser.own_anchor(&container.attributes, place);
    let caption = parser.attribute(&container.attributes, "caption", place);
    let mut list = blocks(parser, place, &container.pieces, depth);
    match list.as_mut_slice() {
        [Block::Table(table)] => {
            table.anchor = anchor;
            table.caption = caption;
        }
        _ => report_content(parser, place, container),
    }
    list
}

fn report_content(parser: &mut Parser<'_>, place: &Place<'_>, container: &Container) {
    let diagnostic = Diagnostic::new(Code::ContainerContent, place.span(&container.head));
    parser.sink.push(diagnostic.with("name", &container.name));
}
