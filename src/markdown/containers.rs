//! Containers: `::: aside`, `::: verse` and the others become blocks.
//!
//! `fences` has found where they begin and end; `blocks` parses the Markdown inside them.

use super::{
    fences::{Container, Segment},
    fragment::{Fragment, lines},
    parser::Parser,
};
use crate::{
    book::{Aside, Block, Epigraph, Exchange, Inline, Link, LinkTarget, RichText, Turn, Verse},
    diagnostic::{Code, Diagnostic},
};
use std::ops::Range;

const NAMES: [&str; 7] = ["aside", "epigraph", "question", "answer", "verse", "figure", "table"];

/// The blocks of the segments. `depth` is the number of containers around them.
pub(super) fn parse_segments(parser: &mut Parser<'_>, fragment: &Fragment<'_>, segments: &[Segment], depth: usize) -> Vec<Block> {
    let mut list = Vec::new();
    for segment in segments {
        match segment {
            Segment::Markdown(range) => list.append(&mut parser.parse_blocks(fragment, range.clone(), depth)),
            Segment::Container(container) => list.append(&mut parse_container(parser, fragment, container, depth + 1)),
        }
    }
    list
}

/// The blocks of a container. One with an unknown name is reported, and its content kept.
fn parse_container(parser: &mut Parser<'_>, fragment: &Fragment<'_>, container: &Container, depth: usize) -> Vec<Block> {
    let attributes = &container.attributes;
    let span = fragment.span(&(container.head.start..container.body.end.max(container.head.end)));
    let allowed: &[&str] = match container.name.as_str() {
        "aside" => &["title"],
        "question" | "answer" => &["by", "speaker"],
        "figure" => &["#", "credit"],
        "table" => &["#", "caption"],
        "epigraph" | "verse" => &[],
        name => {
            let diagnostic = Diagnostic::new(Code::UnknownContainer, fragment.span(&container.head)).with("name", name);
            parser.sink.push(diagnostic.suggest(name, NAMES));
            return parse_segments(parser, fragment, &container.segments, depth);
        }
    };
    attributes.report_unknown(allowed, fragment, parser.sink);
    match container.name.as_str() {
        "aside" => {
            let title = parser.attribute(attributes, "title", fragment);
            vec![Block::Aside(Aside { title, blocks: parse_segments(parser, fragment, &container.segments, depth), span })]
        }
        "epigraph" => vec![parse_epigraph(parser, fragment, container, depth)],
        "verse" => vec![parse_verse(parser, fragment, container)],
        "figure" => parse_figure(parser, fragment, container, depth),
        "table" => parse_table(parser, fragment, container, depth),
        name @ ("question" | "answer") => {
            let turn = if name == "question" { Turn::Question } else { Turn::Answer };
            let speaker = parse_speaker(parser, fragment, container);
            vec![Block::Exchange(Exchange {
                turn,
                speaker,
                blocks: parse_segments(parser, fragment, &container.segments, depth),
                span,
            })]
        }
        name => unreachable!("the names of containers are checked above: {name}"),
    }
}

/// Who speaks: the identifier of a person, which `assemble` resolves, or a name written out.
fn parse_speaker(parser: &mut Parser<'_>, fragment: &Fragment<'_>, container: &Container) -> RichText {
    let Some(by) = container.attributes.value("by") else {
        return parser.attribute(&container.attributes, "speaker", fragment);
    };
    if let Some(speaker) = container.attributes.value("speaker") {
        parser.sink.push(Diagnostic::new(Code::UnknownAttribute, fragment.span(&speaker.range)).with("name", "speaker"));
    }
    let target = LinkTarget::Unresolved(format!("person:{}", by.text));
    vec![Inline::Link(Link { target, content: Vec::new(), span: fragment.span(&by.range) })]
}

/// An epigraph. A last line that begins with a dash is its source.
fn parse_epigraph(parser: &mut Parser<'_>, fragment: &Fragment<'_>, container: &Container, depth: usize) -> Block {
    let span = fragment.span(&(container.head.start..container.body.end.max(container.head.end)));
    let mut list = Vec::new();
    let mut source = Vec::new();
    for (index, segment) in container.segments.iter().enumerate() {
        match segment {
            Segment::Markdown(range) if index + 1 == container.segments.len() => {
                let (text, line) = split_source(fragment, range);
                list.append(&mut parser.parse_blocks(fragment, text, depth));
                source = line.map(|line| parser.parse_inlines(fragment, line)).unwrap_or_default();
            }
            Segment::Markdown(_) | Segment::Container(_) => {
                list.append(&mut parse_segments(parser, fragment, std::slice::from_ref(segment), depth));
            }
        }
    }
    Block::Epigraph(Epigraph { blocks: list, source, span })
}

/// Splits off a last line `-- source`.
fn split_source(fragment: &Fragment<'_>, range: &Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let last = lines(fragment.text, range.clone()).filter(|line| !fragment.text[line.clone()].trim().is_empty()).last();
    let found = last.and_then(|line| {
        let written = &fragment.text[line.clone()];
        let text = written.trim_start();
        let source = ["-- ", "— ", "– "].iter().find_map(|dash| text.strip_prefix(dash))?;
        Some((range.start..line.start, line.end - source.len()..line.end))
    });
    found.map_or((range.clone(), None), |(text, source)| (text, Some(source)))
}

/// Verse: each line is a verse, and blank lines separate stanzas.
fn parse_verse(parser: &mut Parser<'_>, fragment: &Fragment<'_>, container: &Container) -> Block {
    let span = fragment.span(&(container.head.start..container.body.end.max(container.head.end)));
    let mut stanzas: Vec<Vec<RichText>> = vec![Vec::new()];
    let texts = container.segments.iter().filter_map(|segment| match segment {
        Segment::Markdown(range) => Some(range),
        Segment::Container(_) => None,
    });
    let mut texts = texts.peekable();
    for line in lines(fragment.text, container.body.clone()) {
        while texts.next_if(|text| text.end < line.end).is_some() {}
        let is_text = texts.peek().is_some_and(|text| text.start <= line.start);
        if !is_text && !fragment.text[line.clone()].trim().is_empty() {
            parser.sink.push(Diagnostic::new(Code::ContainerContent, fragment.span(&line)).with("name", "verse"));
        }
        let text = parser.parse_inlines(fragment, line);
        match stanzas.last_mut() {
            Some(stanza) if !text.is_empty() => stanza.push(text),
            Some(stanza) if !stanza.is_empty() => stanzas.push(Vec::new()),
            Some(_) | None => {}
        }
    }
    stanzas.retain(|stanza| !stanza.is_empty());
    Block::Verse(Verse { stanzas, span })
}

/// A figure; anything but one picture in it is reported.
fn parse_figure(parser: &mut Parser<'_>, fragment: &Fragment<'_>, container: &Container, depth: usize) -> Vec<Block> {
    let anchor = parser.explicit_anchor(&container.attributes, fragment);
    let credit = parser.attribute(&container.attributes, "credit", fragment);
    let mut list = parse_segments(parser, fragment, &container.segments, depth);
    match list.as_mut_slice() {
        [Block::Figure(figure)] => {
            figure.anchor = anchor;
            figure.picture.credit = credit;
        }
        _ => report_content(parser, fragment, container),
    }
    list
}

/// A table with a caption; anything but one table in it is reported.
fn parse_table(parser: &mut Parser<'_>, fragment: &Fragment<'_>, container: &Container, depth: usize) -> Vec<Block> {
    let anchor = parser.explicit_anchor(&container.attributes, fragment);
    let caption = parser.attribute(&container.attributes, "caption", fragment);
    let mut list = parse_segments(parser, fragment, &container.segments, depth);
    match list.as_mut_slice() {
        [Block::Table(table)] => {
            table.anchor = anchor;
            table.caption = caption;
        }
        _ => report_content(parser, fragment, container),
    }
    list
}

fn report_content(parser: &mut Parser<'_>, fragment: &Fragment<'_>, container: &Container) {
    let diagnostic = Diagnostic::new(Code::ContainerContent, fragment.span(&container.head));
    parser.sink.push(diagnostic.with("name", &container.name));
}
