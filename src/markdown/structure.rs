//! The structure of a text: which lines are fences, verse, sources and definitions indeed, as the events of its blocks show.
//!
//! A text is parsed with marks over what may be a fence. Its events show which of them stand where a block can, and what lies between:
//! lines of verse, which are marked in turn. So a second parse, for texts with verse, gives the final events; a third or fourth is needed
//! only if one mark changes what another is. More are never made ([`MOST_PARSES`]), so that every byte is parsed a bounded number of times.
//! What the blocks become is in `builder`.

use super::{
    definitions::{self, Reading},
    fences::{self, Fence},
    fragment::lines,
    info_string,
    marks::{self, Mark, MarkKind, TypedLine},
    nesting::MAX_DEPTH,
};
use crate::book::Slug;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::{collections::BTreeMap, ops::Range};

/// How many times a text may be parsed.
pub(super) const MOST_PARSES: usize = 5;

/// What is known of the structure of a text.
pub(super) struct Structure {
    pub(super) fences: Vec<Fence>,
    states: Vec<State>,
    /// Which fences open verse.
    is_verse: Vec<bool>,
    /// The colons that begin no definition; whether each is typed as if it did.
    colons: BTreeMap<usize, bool>,
    /// What is covered in the next parse.
    pub(super) marks: Vec<Mark>,
    /// What the last parse found.
    pub(super) found: Found,
}

/// What the events of a parse show, besides marks.
#[derive(Default)]
pub(super) struct Found {
    /// The labels of notes that are defined.
    pub(super) labels: Vec<String>,
    /// The anchors that authors gave.
    pub(super) anchors: Vec<Slug>,
    containers: Vec<Container>,
    /// Blocks of code and of HTML.
    code: Vec<Range<usize>>,
    html: Vec<Range<usize>>,
    /// The fences that close verse.
    closing: Vec<usize>,
}

/// A container between two fences.
struct Container {
    /// The fence that opens it.
    fence: usize,
    /// Its lines.
    body: Range<usize>,
}

/// How a fence is covered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Covered,
    CoveredAfterHtml,
    /// Not at all: it stands where no block begins.
    Text,
}

impl Structure {
    /// The structure before any parse.
    pub(super) fn new(text: &str) -> Self {
        let fences = fences::find(text);
        let states = vec![State::Covered; fences.len()];
        let is_verse = fences.iter().map(|fence| fence.name(text) == "verse").collect();
        let mut structure =
            Self { fences, states, is_verse, colons: BTreeMap::new(), marks: Vec::new(), found: Found::default() };
        structure.marks = structure.wanted(text);
        structure
    }

    /// Whether there is nothing to learn from a parse of `text`.
    pub(super) fn is_trivial(&self, text: &str) -> bool {
        self.marks.is_empty() && !definitions::may_define(text)
    }

    /// Reads the events of a parse with these marks. False if other marks are wanted: then the text must be parsed again.
    pub(super) fn read<'e>(&mut self, text: &str, events: impl Iterator<Item = &'e (Event<'e>, Range<usize>)>) -> bool {
        let mut reader =
            Reader { text, structure: self, is_fence: Vec::new(), open: Vec::new(), terms: Vec::new(), found: Found::default() };
        reader.is_fence.resize(reader.structure.fences.len(), false);
        for (event, range) in events {
            reader.read(event, range);
        }
        let (is_fence, found) = reader.finish();
        self.found = found;
        for mark in &self.marks {
            if let MarkKind::Fence { number, .. } = mark.kind
                && !is_fence[number]
            {
                let fence = &self.fences[number];
                let is_alone = text[fence.line.start..fence.start].bytes().all(|byte| byte == b' ');
                let in_html = is_alone && holds(&self.found.html, fence.start);
                let first = self.states[number] == State::Covered;
                self.states[number] = if in_html && first { State::CoveredAfterHtml } else { State::Text };
            }
        }
        for &number in &self.found.closing {
            if self.states[number] == State::Text {
                self.states[number] = State::Covered;
            }
        }
        let wanted = self.wanted(text);
        let is_final = wanted == self.marks;
        self.marks = wanted;
        is_final
    }

    /// The fences that stand where no container can, outside code, where they are text as well.
    pub(super) fn misplaced(&self) -> impl Iterator<Item = &Fence> {
        let verses = self.verses();
        let is_misplaced = move |(fence, state): &(&Fence, &State)| {
            **state == State::Text && !is_within(&verses, fence.start) && !holds(&self.found.code, fence.start)
        };
        self.fences.iter().zip(&self.states).filter(is_misplaced).map(|(fence, _)| fence)
    }

    /// The colons that are typed as if they began a definition.
    pub(super) fn false_definitions(&self) -> impl Iterator<Item = usize> {
        self.colons.iter().filter(|(_, looks)| **looks).map(|(colon, _)| *colon)
    }

    /// The outermost containers of verse, in their order.
    fn verses(&self) -> Vec<&Container> {
        let mut verses: Vec<&Container> = Vec::new();
        for container in &self.found.containers {
            let is_inside = verses.last().is_some_and(|verse| container.body.start < verse.body.end);
            if self.is_verse[container.fence] && !is_inside {
                verses.push(container);
            }
        }
        verses
    }

    /// The marks that the text wants, by what the last parse found.
    fn wanted(&self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        let verses = self.verses();
        for verse in &verses {
            self.mark_verse(text, verse, &mut marks);
        }
        let in_verse = |at: usize| is_within(&verses, at);
        for (number, fence) in self.fences.iter().enumerate().filter(|(_, fence)| !in_verse(fence.start)) {
            let after_html = self.states[number] == State::CoveredAfterHtml;
            if self.states[number] != State::Text {
                marks.push(Mark { range: fence.range(), kind: MarkKind::Fence { number, after_html } });
            }
        }
        let epigraphs = self.found.containers.iter().filter(|container| self.fences[container.fence].name(text) == "epigraph");
        for epigraph in epigraphs.filter(|container| !in_verse(container.body.start)) {
            if let Some(range) = self.source(text, epigraph) {
                marks.push(Mark { range, kind: MarkKind::Source });
            }
        }
        let colons = self.colons.keys().filter(|colon| !in_verse(**colon));
        marks.extend(colons.map(|&colon| Mark { range: colon..colon + 1, kind: MarkKind::Colon }));
        marks.sort_by_key(|mark| mark.range.start);
        marks.dedup_by(|next, mark| next.range.start < mark.range.end);
        marks
    }

    /// Marks the lines of a container of verse.
    fn mark_verse(&self, text: &str, verse: &Container, marks: &mut Vec<Mark>) {
        let prefix = self.fences[verse.fence].prefix(text);
        let mut begins_stanza = true;
        for line in lines(text, verse.body.clone()) {
            let (skipped, indent) = prefix.skip(&text[line.clone()]);
            let range = line.start + skipped..line.end;
            if text[range.clone()].trim().is_empty() {
                begins_stanza = true;
                continue;
            }
            let is_fence = self.fences.binary_search_by_key(&line.start, |fence| fence.line.start).is_ok();
            let indent = u16::try_from(indent).unwrap_or(u16::MAX);
            let line = TypedLine { indent, begins_stanza, is_fence };
            marks.push(Mark { range, kind: MarkKind::Verse(line) });
            begins_stanza = false;
        }
    }

    /// The last line of an epigraph, if it begins with a dash.
    fn source(&self, text: &str, epigraph: &Container) -> Option<Range<usize>> {
        let written = text.get(epigraph.body.clone())?;
        let end = epigraph.body.start + written.trim_end_matches([' ', '\t', '\n', '\r', '>']).len();
        let start = text[..end].rfind(['\n', '\r']).map_or(0, |line_end| line_end + 1).max(epigraph.body.start);
        let line = text.get(start..end)?;
        let (skipped, indent) = self.fences[epigraph.fence].prefix(text).skip(line);
        let begins = indent < 4 && ["-- ", "— ", "– "].iter().any(|dash| line[skipped..].trim_start().starts_with(dash));
        let at = start + line.len() - line[skipped..].trim_start().len();
        (begins && !holds(&self.found.code, at)).then_some(at..end)
    }
}

/// Reads the events of a parse.
struct Reader<'a> {
    text: &'a str,
    structure: &'a mut Structure,
    /// Which fences stand where a block can.
    is_fence: Vec<bool>,
    /// What is open.
    open: Vec<Level>,
    /// The term of each open list of definitions, and whether what follows defines it.
    terms: Vec<(Range<usize>, Option<Reading>)>,
    found: Found,
}

enum Level {
    /// A block that holds blocks: containers do not reach out of it.
    Block,
    /// The container that a fence opens.
    Container(usize),
}

impl Reader<'_> {
    fn read(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Rule => self.read_mark(range),
            Event::Start(Tag::Heading { id, .. }) => {
                self.found.anchors.extend(id.as_ref().map(|id| Slug::anchor(id)));
                self.read_mark(range);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.found.code.push(range.clone());
                if let CodeBlockKind::Fenced(info) = kind
                    && info_string::is_chart(info)
                {
                    let attributes = info_string::attributes(self.text, range);
                    self.found.anchors.extend(attributes.and_then(|attributes| attributes.anchor_unreported()));
                }
            }
            Event::Start(Tag::HtmlBlock) => self.found.html.push(range.clone()),
            Event::Start(Tag::BlockQuote(_) | Tag::Item) => self.open.push(Level::Block),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.found.labels.push(label.to_string());
                self.open.push(Level::Block);
            }
            Event::Start(Tag::DefinitionList) => self.terms.push((range.start..range.start, Some(Reading::Words))),
            Event::End(TagEnd::DefinitionList) => drop(self.terms.pop()),
            Event::Start(Tag::DefinitionListTitle) => {
                if let Some(term) = self.terms.last_mut() {
                    *term = (range.clone(), None);
                }
            }
            Event::Start(Tag::DefinitionListDefinition) => {
                self.read_definition(range);
                self.open.push(Level::Block);
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition) => {
                while let Some(Level::Container(fence)) = self.open.pop() {
                    self.close(fence, range.end);
                }
            }
            _ => {}
        }
    }

    /// Reads the block at `range`, if it stands for a fence.
    fn read_mark(&mut self, range: &Range<usize>) {
        let Some(Mark { kind: MarkKind::Fence { number, .. }, .. }) = marks::at(&self.structure.marks, range.start) else {
            return;
        };
        let number = *number;
        self.is_fence[number] = true;
        let fences = &self.structure.fences;
        let fence = &fences[number];
        if !fence.is_closing(self.text) {
            if self.open.len() < MAX_DEPTH {
                self.open.push(Level::Container(number));
            }
            return;
        }
        let containers = self.open.iter().rev().map_while(|level| match level {
            Level::Block => None,
            Level::Container(opened) => Some(fences[*opened].colons),
        });
        let Some(ended) = fences::closes(fence.colons, containers) else { return };
        let end = fence.line.start;
        for _ in 0..ended {
            if let Some(Level::Container(opened)) = self.open.pop() {
                self.close(opened, end);
            }
        }
    }

    /// Reads a colon at the head of a line that the parser takes for a definition.
    fn read_definition(&mut self, range: &Range<usize>) {
        let text = self.text;
        let Some(colon) = text.get(range.clone()).and_then(|written| written.find(':')).map(|at| range.start + at) else {
            return;
        };
        let Some((term, reading)) = self.terms.last_mut() else { return };
        let of_term = *reading.get_or_insert_with(|| definitions::reading(text, term, colon));
        if of_term != Reading::Definition || definitions::after(text, colon).is_none() {
            self.structure.colons.insert(colon, of_term == Reading::LooksLikeDefinition);
        }
    }

    fn close(&mut self, fence: usize, end: usize) {
        let start = self.structure.fences[fence].body(self.text).min(self.text.len());
        let end = if self.structure.is_verse[fence] { self.end_of_verse(fence, end) } else { end };
        self.found.containers.push(Container { fence, body: start..end.max(start) });
    }

    /// Where the verse that `fence` opens ends, at `end` at the latest. In verse there is no code: a fence that seems to stand in some
    /// closes it all the same.
    fn end_of_verse(&mut self, fence: usize, end: usize) -> usize {
        let fences = &self.structure.fences;
        let mut open = vec![fences[fence].colons];
        for (number, inner) in fences.iter().enumerate().skip(fence + 1).take_while(|(_, inner)| inner.start < end) {
            if !inner.is_closing(self.text) {
                open.extend((open.len() < MAX_DEPTH).then_some(inner.colons));
            } else if let Some(ended) = fences::closes(inner.colons, open.iter().rev().copied()) {
                open.truncate(open.len() - ended);
            }
            if open.is_empty() {
                self.found.closing.push(number);
                return inner.line.start;
            }
        }
        end
    }

    fn finish(mut self) -> (Vec<bool>, Found) {
        while let Some(level) = self.open.pop() {
            if let Level::Container(fence) = level {
                self.close(fence, self.text.len());
            }
        }
        self.found.containers.sort_by_key(|container| container.body.start);
        (self.is_fence, self.found)
    }
}

/// Whether one of `containers`, which are in order, holds `at`.
fn is_within(containers: &[&Container], at: usize) -> bool {
    let after = containers.partition_point(|container| container.body.start <= at);
    after > 0 && containers[after - 1].body.end > at
}

/// Whether one of `ranges`, which are in order, holds `at`. A range within another one may be missed.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after > 0 && ranges[after - 1].end > at
}
