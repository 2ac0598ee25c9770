//! Fences: splits a body at the `:::` fences of its containers, before Markdown is parsed.
//!
//! CommonMark has no such containers, so each segment between two fences is parsed by itself. This step looks at lines only, and
//! skips fenced code blocks. What containers mean is in `containers`.

use super::{
    attributes::Attributes,
    fragment::{Fragment, lines},
    nesting::MAX_DEPTH,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::ops::Range;

/// A segment of a body.
#[derive(Debug)]
pub(super) enum Segment {
    /// Markdown without containers.
    Markdown(Range<usize>),
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
    /// Everything between its fences.
    pub(super) body: Range<usize>,
    /// The same as segments.
    pub(super) segments: Vec<Segment>,
}

/// A container that is not closed yet.
struct Open {
    colons: usize,
    container: Container,
}

/// Splits `range` of the text into segments. A container that is never closed is reported and ends with its parent.
pub(super) fn split(fragment: &Fragment<'_>, range: Range<usize>, sink: &mut Diagnostics) -> Vec<Segment> {
    let mut root = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut code: Option<CodeFence> = None;
    let mut start = range.start;
    for line in lines(fragment.text, range.clone()) {
        let written = &fragment.text[line.clone()];
        if let Some(fence) = &code {
            if fence.closes(written) {
                code = None;
            }
            continue;
        }
        code = CodeFence::open(written, &line);
        let Some((colons, rest)) = fence(written).filter(|_| code.is_none()) else { continue };
        let segments = open.last_mut().map_or(&mut root, |parent| &mut parent.container.segments);
        segments.push(Segment::Markdown(start..line.start));
        start = next_line(fragment.text, line.end);
        if rest.is_empty() {
            close(&mut root, &mut open, colons, &line, fragment, sink);
        } else if open.len() < MAX_DEPTH {
            open.push(Open { colons, container: read_head(&line, rest, start, fragment, sink) });
        } else {
            sink.push(Diagnostic::new(Code::TooDeep, fragment.span(&line)).with("limit", MAX_DEPTH));
        }
    }
    if let Some(fence) = code {
        sink.push(Diagnostic::new(Code::UnclosedCode, fragment.span(&fence.line)));
    }
    let segments = open.last_mut().map_or(&mut root, |parent| &mut parent.container.segments);
    segments.push(Segment::Markdown(start.min(range.end)..range.end));
    while let Some(unclosed) = open.pop() {
        report_unclosed(&unclosed, fragment, sink);
        finish(&mut root, &mut open, unclosed.container, range.end);
    }
    root
}

/// Closes a container at a fence of `colons` colons: the innermost that was opened with as many, otherwise the innermost container
/// of all, if it was opened with fewer.
fn close(
    root: &mut Vec<Segment>,
    open: &mut Vec<Open>,
    colons: usize,
    line: &Range<usize>,
    fragment: &Fragment<'_>,
    sink: &mut Diagnostics,
) {
    let exact = open.iter().rposition(|container| container.colons == colons);
    let Some(target) = exact.or_else(|| open.len().checked_sub(1).filter(|&last| open[last].colons < colons)) else {
        sink.push(Diagnostic::new(Code::StrayFence, fragment.span(line)));
        return;
    };
    while open.len() > target {
        let Some(ended) = open.pop() else { break };
        if open.len() > target {
            report_unclosed(&ended, fragment, sink);
        }
        finish(root, open, ended.container, line.start);
    }
}

fn finish(root: &mut Vec<Segment>, open: &mut [Open], mut container: Container, end: usize) {
    container.body.end = end.max(container.body.start);
    open.last_mut().map_or(root, |parent| &mut parent.container.segments).push(Segment::Container(container));
}

fn report_unclosed(unclosed: &Open, fragment: &Fragment<'_>, sink: &mut Diagnostics) {
    let head = fragment.span(&unclosed.container.head);
    let fence = ":".repeat(unclosed.colons.min(20));
    sink.push(Diagnostic::new(Code::UnclosedContainer, head).with("name", &unclosed.container.name).with("fence", fence));
}

/// Reads the line that opens a container; `body` is the offset after it.
fn read_head(line: &Range<usize>, rest: &str, body: usize, fragment: &Fragment<'_>, sink: &mut Diagnostics) -> Container {
    let rest = rest.trim_end_matches(':').trim_end();
    let name: String = rest.chars().take_while(|character| !character.is_whitespace() && *character != '{').collect();
    let after = rest[name.len()..].trim_start();
    let start = after.as_ptr() as usize - fragment.text.as_ptr() as usize;
    let read = Attributes::parse(fragment.text, start).filter(|(_, end)| *end == start + after.len());
    if read.is_none() && !after.is_empty() {
        sink.push(Diagnostic::new(Code::MalformedAttributes, fragment.span(&(start..start + after.len()))));
    }
    let attributes = read.map(|(attributes, _)| attributes).unwrap_or_default();
    Container { name, head: line.clone(), attributes, body: body..body, segments: Vec::new() }
}

/// The number of colons of a fence, and what follows them; none when the line is no fence.
fn fence(line: &str) -> Option<(usize, &str)> {
    let text = unindented(line)?;
    let rest = text.trim_start_matches(':');
    let colons = text.len() - rest.len();
    (colons >= 3).then(|| (colons, rest.trim()))
}

/// The line without an indentation of up to three spaces; none when it is deeper, and therefore code.
fn unindented(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    (line.len() - text.len() <= 3).then_some(text)
}

/// The offset after the line end at `end`.
fn next_line(text: &str, end: usize) -> usize {
    let rest = &text.as_bytes()[end..];
    end + if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) }
}

/// An open fenced code block.
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
