//! The entry of the Markdown parser: a text becomes blocks, a range of it becomes inlines.
//!
//! The events of the CommonMark parser go to a [`Builder`]. Read next: `marks` and `structure` (how containers and verse are found),
//! `builder` (the stack of what is open) and `finalize` (what each block becomes when it ends).

use super::{
    builder::{Builder, Mode},
    calls,
    fragment::Fragment,
    lookalikes, lost_links,
    marks::{self, Mark},
    parser::{MemoryCost, OPTIONS, Parser, may_define, normalized, shifted},
    slips,
    structure::{MOST_PARSES, Structure},
};
use crate::{
    book::{Block, RichText},
    diagnostic::{Code, Diagnostic},
};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser as CommonMark, Tag};
use std::{ops::Range, sync::Arc};

impl Parser<'_> {
    /// Parses a whole text as blocks.
    pub(super) fn parse_body(&mut self, fragment: &Fragment<'_>) -> Vec<Block> {
        let text = fragment.text;
        self.weigh(MemoryCost::BYTE, text.len());
        let long_words = text.split_ascii_whitespace().map(str::len).filter(|length| *length > LONG_WORD);
        self.weigh(MemoryCost::BYTE_OF_LONG_WORD, long_words.sum());
        let mut structure = Structure::new(text);
        if structure.is_trivial(text) && !may_define(text) {
            let mut missing = Vec::new();
            let events =
                CommonMark::new_with_broken_link_callback(text, OPTIONS, Some(missing_in(&mut missing))).into_offset_iter();
            let blocks = build(self, fragment, (&structure, &[]), events);
            self.report_missing(&missing, fragment);
            return blocks;
        }
        let calls = calls::find(text);
        for parse in 1..=MOST_PARSES {
            let is_last = parse == MOST_PARSES;
            let marks = marks::with_calls(&structure.marks, &calls);
            let covered = marks::covered(text, &marks);
            let marks = marks.into_owned();
            let used = structure.marks.clone();
            let mut missing = Vec::new();
            // If the structure does not settle, nothing is a definition, so that no colon is lost.
            let options = if is_last { OPTIONS.difference(Options::ENABLE_DEFINITION_LIST) } else { OPTIONS };
            let events = CommonMark::new_with_broken_link_callback(&covered, options, Some(missing_in(&mut missing)));
            self.collect_references(events.reference_definitions());
            let unprinted = lost_links::unprinted(text, events.reference_definitions());
            let events = in_pieces(events.into_offset_iter());
            let is_final = structure.read(text, events.iter().flatten());
            if !is_final && !is_last {
                continue;
            }
            structure.marks = used;
            self.adopt(&structure, fragment);
            if !unprinted.is_empty() {
                let is_code = |event: &&(Event<'_>, Range<usize>)| matches!(event.0, Event::Start(Tag::CodeBlock(_)));
                let code: Vec<Range<usize>> = events.iter().flatten().filter(is_code).map(|(_, range)| range.clone()).collect();
                for line in unprinted {
                    let following = code.partition_point(|code| code.end <= line.start);
                    if code.get(following).is_none_or(|code| !code.contains(&line.start)) {
                        slips::notice(self, fragment, "definition", &line);
                    }
                }
            }
            let blocks = build(self, fragment, (&structure, &marks), events.into_iter().flatten());
            self.report_missing(&missing, fragment);
            return blocks;
        }
        Vec::new()
    }

    /// Takes over what the structure of the text says for all of it, and reports what it has found wrong.
    fn adopt(&mut self, structure: &Structure, fragment: &Fragment<'_>) {
        structure.found.labels.iter().for_each(|label| self.define_label(label));
        structure.found.anchors.iter().for_each(|anchor| self.reserve(Some(anchor.clone())));
        for fence in structure.misplaced() {
            self.sink.push(Diagnostic::new(Code::MisplacedFence, fragment.span(&fence.range())));
        }
        for colon in structure.false_definitions() {
            lookalikes::notice_one(self, "definition", fragment.span(&(colon..colon + 1)));
        }
    }

    /// Reports references to definitions that are not written.
    fn report_missing(&mut self, missing: &[(String, Range<usize>)], fragment: &Fragment<'_>) {
        for (label, range) in missing {
            self.sink.push(Diagnostic::new(Code::MissingReference, fragment.span(range)).with("label", label));
        }
    }

    /// Parses `range` of the text as inlines, even if its first characters would begin a block: a line of verse may begin with a dash.
    pub(super) fn parse_inlines(&mut self, fragment: &Fragment<'_>, range: Range<usize>) -> RichText {
        self.parse_as(fragment, range, Mode::Inlines)
    }

    /// The same, in one of the modes for inlines.
    pub(super) fn parse_as(&mut self, fragment: &Fragment<'_>, range: Range<usize>, mode: Mode) -> RichText {
        let written = &fragment.text[range.clone()];
        let start = range.start + written.len() - written.trim_start().len();
        let range = start..start + written.trim().len();
        if range.is_empty() {
            return Vec::new();
        }
        if !fragment.text[range.clone()].contains(['\n', '\r']) {
            return parse_line(self, fragment, range, mode);
        }
        // On a single line no block can begin. A space is as long as a line end, so the offsets stay the same.
        let text = fragment.text[range.clone()].replace(['\n', '\r'], " ");
        parse_line(self, &fragment.part(range.start, &text), 0..text.len(), mode)
    }
}

/// Collects the references that no definition answers.
fn missing_in<'m, 'i>(
    missing: &'m mut Vec<(String, Range<usize>)>,
) -> impl FnMut(BrokenLink<'i>) -> Option<(CowStr<'i>, CowStr<'i>)> {
    move |link| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            missing.push((link.reference.to_string(), link.span));
        }
        None
    }
}

/// The elements of a long list in lists of which each is freed as soon as it has been gone through.
fn in_pieces<T>(mut elements: impl Iterator<Item = T>) -> Vec<Vec<T>> {
    let piece = || Some(elements.by_ref().take(PIECE).collect()).filter(|piece: &Vec<T>| !piece.is_empty());
    std::iter::from_fn(piece).collect()
}

/// How many events are freed at once.
const PIECE: usize = 1 << 10;

/// Builds the blocks of the events of a whole text, in which `marks` are covered.
fn build<'e>(
    parser: &mut Parser<'_>,
    fragment: &Fragment<'_>,
    (structure, marks): (&Structure, &[Mark]),
    events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
) -> Vec<Block> {
    let mut builder = Builder::new(parser, fragment, Some(structure), 0..fragment.text.len(), Mode::Blocks);
    for (event, range) in events {
        let event = marks::uncovered(event, &range, marks, fragment);
        builder.handle(event, range);
    }
    builder.finish().0
}

/// A word of more bytes is longer than any line.
const LONG_WORD: usize = 200;

/// Text before the inlines, so that CommonMark reads a paragraph.
const PREFIX: &str = "x ";

/// Parses `range`, which is one line, as inlines. The definitions of the notes that it calls go before it, because CommonMark recognises a
/// call only where it knows the definition.
pub(super) fn parse_line(parser: &mut Parser<'_>, fragment: &Fragment<'_>, range: Range<usize>, mode: Mode) -> RichText {
    if parser.is_full(|| fragment.span(&range)) {
        return Vec::new();
    }
    let written = &fragment.text[range.clone()];
    parser.weigh(MemoryCost::BYTE, written.len());
    parser.weigh(MemoryCost::INLINE, 1);
    let preamble = parser.note_preamble(written);
    let calls = calls::find_in(fragment.text, range.clone(), |label| parser.is_defined(label));
    let text = if calls.is_empty() {
        [&preamble, PREFIX, written].concat()
    } else {
        let within = |call: &Mark| Mark { range: call.range.start - range.start..call.range.end - range.start, kind: call.kind };
        [&preamble, PREFIX, &marks::covered(written, &calls.iter().map(within).collect::<Vec<_>>())].concat()
    };
    let preamble = preamble.len();
    let shift = preamble + PREFIX.len();
    let references = Arc::clone(&parser.references);
    let mut missing = Vec::new();
    let mut resolve = |link: BrokenLink<'_>| {
        let found = references.get(&normalized(&link.reference));
        if found.is_none() && matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            missing.push((link.reference.to_string(), shifted(&link.span, shift, range.start)));
        }
        found.map(|(target, title)| (CowStr::from(target.clone()), CowStr::from(title.clone())))
    };
    let events = CommonMark::new_with_broken_link_callback(&text, OPTIONS, Some(&mut resolve)).into_offset_iter();
    let mut builder = Builder::new(parser, fragment, None, range.clone(), mode);
    for (event, mut within) in events {
        if within.start < preamble {
            continue;
        }
        let event = match event {
            Event::Text(text) if within.start < shift => {
                let kept = text.get(shift - within.start..).unwrap_or_default().to_owned();
                within.start = shift;
                Event::Text(kept.into())
            }
            event => event,
        };
        let at = shifted(&within, shift, range.start);
        builder.handle(marks::uncovered(event, &at, &calls, fragment), at);
    }
    let content = builder.finish().1;
    parser.report_missing(&missing, fragment);
    content
}
