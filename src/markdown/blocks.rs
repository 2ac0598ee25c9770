//! The entry of the Markdown parser: a range of a text becomes blocks or inlines.
//!
//! The events of the CommonMark parser go to a [`Builder`]. Read next: `builder` (the stack of what is open) and `finalize` (what
//! each block becomes when it ends). Containers have been cut out before (`fences`).

use super::{
    builder::{Builder, Mode},
    fragment::Fragment,
    parser::{OPTIONS, Parser, Weight, normalized, shifted},
};
use crate::{
    book::{Block, RichText},
    diagnostic::{Code, Diagnostic},
};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType};
use std::{borrow::Cow, ops::Range, sync::Arc};

impl Parser<'_> {
    /// Parses `range` of the text as blocks. `depth` is the number of containers around it.
    pub(super) fn parse_blocks(&mut self, fragment: &Fragment<'_>, range: Range<usize>, depth: usize) -> Vec<Block> {
        if fragment.text[range.clone()].trim().is_empty() {
            return Vec::new();
        }
        parse(self, fragment, range, "", Mode::Blocks, depth).0
    }

    /// Parses `range` of the text as inlines, even if its first characters would begin a block: a line of verse may begin with a dash.
    pub(super) fn parse_inlines(&mut self, fragment: &Fragment<'_>, range: Range<usize>) -> RichText {
        let written = &fragment.text[range.clone()];
        let start = range.start + written.len() - written.trim_start().len();
        let range = start..start + written.trim().len();
        if range.is_empty() {
            return Vec::new();
        }
        if !fragment.text[range.clone()].contains(['\n', '\r']) {
            return parse(self, fragment, range, INLINE_PREFIX, Mode::Inlines, 0).1;
        }
        // On a single line no block can begin. A space is as long as a line end, so the offsets stay the same.
        let text = fragment.text[range.clone()].replace(['\n', '\r'], " ");
        parse(self, &fragment.part(range.start, &text), 0..text.len(), INLINE_PREFIX, Mode::Inlines, 0).1
    }
}

/// Text before the inlines, so that CommonMark reads a paragraph.
const INLINE_PREFIX: &str = "x ";

/// Parses `range` with the definitions of the notes and `prefix` before it; neither appears in the result.
fn parse(
    parser: &mut Parser<'_>,
    fragment: &Fragment<'_>,
    range: Range<usize>,
    prefix: &str,
    mode: Mode,
    depth: usize,
) -> (Vec<Block>, RichText) {
    if parser.is_full(|| fragment.span(&range)) {
        return (Vec::new(), Vec::new());
    }
    let written = &fragment.text[range.clone()];
    parser.weigh(Weight::BYTE, written.len());
    if mode == Mode::Inlines {
        parser.weigh(Weight::INLINE, 1);
    }
    // A text without a call needs no definitions; a book may have thousands of notes, and of verses.
    let preamble = parser.note_preamble(written);
    let text = if preamble.is_empty() && prefix.is_empty() {
        Cow::Borrowed(written)
    } else {
        Cow::Owned([&preamble, prefix, written].concat())
    };
    let preamble = preamble.len();
    let shift = preamble + prefix.len();
    let references = Arc::clone(&parser.references);
    let mut missing = Vec::new();
    let mut resolve = |link: BrokenLink<'_>| {
        let found = references.get(&normalized(&link.reference));
        if found.is_none() && matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            missing.push((link.reference.to_string(), shifted(&link.span, shift, range.start)));
        }
        found.map(|(target, title)| (CowStr::from(target.clone()), CowStr::from(title.clone())))
    };
    let events = pulldown_cmark::Parser::new_with_broken_link_callback(&text, OPTIONS, Some(&mut resolve)).into_offset_iter();
    let mut builder = Builder::new(parser, fragment, range.clone(), mode, depth);
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
        builder.handle(event, shifted(&within, shift, range.start));
    }
    let result = builder.finish();
    for (label, range) in missing {
        parser.sink.push(Diagnostic::new(Code::MissingReference, fragment.span(&range)).with("label", label));
    }
    result
}
