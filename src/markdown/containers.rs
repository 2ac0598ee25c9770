//! Containers: cuts a body at its `:::` fences, before Markdown is read.
//!
//! CommonMark has no containers, so each piece of prose between two fences is parsed by itself. Only lines are looked at here:
//! a fence inside a block of code is code. What containers mean is `container.rs`'s.

use super::{
    MAX_DEPTH,
    attributes::Attributes,
    place::{Place, lines},
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::ops::Range;

/// A piece of a body.
#[derive(Debug)]
pub(super) enum Piece {
    /// Markdown.
    Prose(Range<usize>),
    /// A container.
    Container(Container),
}

/// A container as written.
#[derive(Debug)]
pub(super) struct Container {
    /// Its name, the first word after the fence.
    pub(super) name: String,
    /// The opening line.
    pub(super) head: Range<usize>,
    /// Attributes after the name.
    pub(super) attributes: Attributes,
    /// All between its fences.
    pub(super) body: Range<usize>,
    /// The same in pieces.
    pub(super) pieces: Vec<Piece>,
}

/// A container that is not closed yet.
struct Open {
    colons: usize,
    container: Container,
}

/// Cuts `range` of the text into pieces. A container that is never closed ends with its parent.
pub(super) fn cut(place: &Place<'_>, range: Range<usize>, sink: &mut Diagnostics) -> Vec<Piece> {
    let mut root = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut code: Option<CodeFence> = None;
    let mut prose_from = range.start;
    for line in lines(place.text, range.clone()) {
        let written = &place.text[line.clone()];
        if let Some(fence) = &code {
            if fence.closes(written) {
                code = None;
            }
            continue;
        }
        code = CodeFence::open(written, &line);
        let Some((colons, rest)) = fence(written).filter(|_| code.is_none()) else { continue };
        let pieces = open.last_mut().map_or(&mut root, |parent| &mut parent.container.pieces);
        pieces.push(Piece::Prose(prose_from..line.start));
        prose_from = next_line(place.text, line.end);
        if rest.is_empty() {
            close(&mut root, &mut open, colons, &line, place, sink);
        } else if open.len() < MAX_DEPTH {
            open.push(Open { colons, container: read_head(&line, rest, prose_from, place, sink) });
        } else {
            sink.push(Diagnostic::new(Code::TooDeep, place.span(&line)).with("limit", MAX_DEPTH));
        }
    }
    if let Some(fence) = code {
        sink.push(Diagnostic::new(Code::UnclosedCode, place.span(&fence.line)));
    }
    let pieces = open.last_mut().map_or(&mut root, |parent| &mut parent.container.pieces);
    pieces.push(Piece::Prose(prose_from.min(range.end)..range.end));
    while let Some(unclosed) = open.pop() {
        report_unclosed(&unclosed, place, sink);
        finish(&mut root, &mut open, unclosed.container, range.end);
    }
    root
}

/// Ends the container that a fence of `colons` closes: the innermost opened with as many, else the innermost with fewer.
fn close(
    root: &mut Vec<Piece>,
    open: &mut Vec<Open>,
    colons: usize,
    line: &Range<usize>,
    place: &Place<'_>,
    sink: &mut Diagnostics,
) {
    let exact = open.iter().rposition(|container| container.colons == colons);
    let Some(target) = exact.or_else(|| open.len().checked_sub(1).filter(|&last| open[last].colons < colons)) else {
        sink.push(Diagnostic::new(Code::StrayFence, place.span(line)));
        return;
    };
    while open.len() > target {
        let Some(ended) = open.pop() else { break };
        if open.len() > target {
            report_unclosed(&ended, place, sink);
        }
        finish(root, open, ended.container, line.start);
    }
}

fn finish(root: &mut Vec<Piece>, open: &mut [Open], mut container: Container, end: usize) {
    container.body.end = end.max(container.body.start);
    open.last_mut().map_or(root, |parent| &mut parent.container.pieces).push(Piece::Container(container));
}

fn report_unclosed(unclosed: &Open, place: &Place<'_>, sink: &mut Diagnostics) {
    let head = place.span(&unclosed.container.head);
    let fence = ":".repeat(unclosed.colons.min(20));
    sink.push(Diagnostic::new(Code::UnclosedContainer, head).with("name", &unclosed.container.name).with("fence", fence));
}

fn read_head(line: &Range<usize>, rest: &str, body: usize, place: &Place<'_>, sink: &mut Diagnostics) -> Container {
    let rest = rest.trim_end_matches(':').trim_end();
    let name: String = rest.chars().take_while(|character| !character.is_whitespace() && *character != '{').collect();
    let after = rest[name.len()..].trim_start();
    let start = after.as_ptr() as usize - place.text.as_ptr() as usize;
    let read = Attributes::read(place.text, start).filter(|(_, end)| *end == start + after.len());
    if read.is_none() && !after.is_empty() {
        sink.push(Diagnostic::new(Code::MalformedAttributes, place.span(&(start..start + after.len()))));
    }
    let attributes = read.map(|(attributes, _)| attributes).unwrap_or_default();
    Container { name, head: line.clone(), attributes, body: body..body, pieces: Vec::new() }
}

/// The colons of a container fence and what follows them, when the line is one.
fn fence(line: &str) -> Option<(usize, &str)> {
    let text = unindented(line)?;
    let rest = text.trim_start_matches(':');
    let colons = text.len() - rest.len();
    (colons >= 3).then(|| (colons, rest.trim()))
}

/// The line without its indent of up to three spaces; deeper it is code.
fn unindented(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    (line.len() - text.len() <= 3).then_some(text)
}

fn next_line(text: &str, end: usize) -> usize {
    let rest = &text.as_bytes()[end..];
    end + if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) }
}

/// An open block of code.
struct CodeFence {
    mark: char,
    length: usize,
    line: Range<usize>,
}

impl CodeFence {
    fn open(written: &str, line: &Range<usize>) -> Option<Self> {
        let text = unindented(written)?;
        let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let length = text.len() - info.len();
        (length >= 3 && (mark == '~' || !info.contains('`'))).then(|| Self { mark, length, line: line.clone() })
    }

    fn closes(&self, written: &str) -> bool {
        unindented(written).is_some_and(|text| {
            let rest = text.trim_start_matches(self.mark);
            text.len() - rest.len() >= self.length && rest.trim().is_empty()
        })
    }
}
