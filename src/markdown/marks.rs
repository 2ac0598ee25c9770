//! Marks: what the parser of CommonMark must not read as Markdown is covered before it reads, and recognised in its events.
//!
//! A fence of a container, a line of verse and the source of an epigraph are each covered by a thematic break of the same length: the
//! only block that may stand anywhere, ends with its line, and goes on from no other. So the parser says by itself which blocks each stands
//! in, and everything between is parsed once, at its own offsets. A colon at the head of a line that opens no definition
//! (`definitions`) is covered by a character that means nothing, and the call of a note that would become a link (`calls`) by signs.

use super::fragment::Fragment;
use pulldown_cmark::{CowStr, Event, Tag};
use std::{borrow::Cow, ops::Range};

/// A covered range of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) kind: MarkKind,
}

/// What a mark covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// The fence of that number. A blank line goes before it if a block of HTML, which only such a line ends, stands above it.
    Fence { number: usize, after_html: bool },
    /// A line of verse.
    Verse(TypedLine),
    /// The last line of an epigraph, which says where it is from.
    Source,
    /// A colon at the head of a line.
    Colon,
    /// The call of a note before what would make it a link (`calls`).
    Call,
}

/// A line of verse as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypedLine {
    /// By how many columns it is indented, if they are that few.
    pub(super) indent: u16,
    /// Whether a blank line stands before it.
    pub(super) begins_stanza: bool,
    /// Whether it is the fence of another container, which verse cannot hold.
    pub(super) is_fence: bool,
}

/// Stands for a colon at the head of a line (U+001A SUBSTITUTE). A text that holds the character itself gets another control character
/// in its place: both are dropped.
const COLON: char = '\u{1a}';

/// Stands for each byte of a call: punctuation, as a bracket is, and nothing of Markdown.
const CALL: &str = ",";

/// `text` with its marks covered; every other character keeps its offset.
pub(super) fn covered<'t>(text: &'t str, marks: &[Mark]) -> Cow<'t, str> {
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut covered = String::with_capacity(text.len());
    let mut at = 0;
    let copy = |covered: &mut String, range: Range<usize>| {
        covered.extend(text[range].chars().map(|sign| if sign == COLON { '\u{1}' } else { sign }))
    };
    for mark in marks {
        copy(&mut covered, at..mark.range.start);
        let mut length = mark.range.len();
        match mark.kind {
            MarkKind::Colon => covered.push(COLON),
            MarkKind::Call => covered.push_str(&CALL.repeat(length)),
            MarkKind::Fence { .. } | MarkKind::Verse(_) | MarkKind::Source => {
                if matches!(mark.kind, MarkKind::Fence { after_html: true, .. }) {
                    covered.push('\n');
                    length -= 1;
                }
                // A thematic break needs three characters; a heading without words is shorter.
                covered.extend(std::iter::repeat_n(if length < 3 { '#' } else { '_' }, length));
            }
        }
        at = mark.range.end;
    }
    copy(&mut covered, at..text.len());
    Cow::Owned(covered)
}

/// `marks` with those of `calls` that none of them covers.
pub(super) fn with_calls<'m>(marks: &'m [Mark], calls: &[Mark]) -> Cow<'m, [Mark]> {
    if calls.is_empty() {
        return Cow::Borrowed(marks);
    }
    let is_free = |call: &&Mark| {
        let after = marks.partition_point(|mark| mark.range.end <= call.range.start);
        marks.get(after).is_none_or(|mark| mark.range.start >= call.range.end)
    };
    let mut all: Vec<Mark> = marks.iter().chain(calls.iter().filter(is_free)).cloned().collect();
    all.sort_by_key(|mark| mark.range.start);
    Cow::Owned(all)
}

/// The mark that the block at `start` stands for.
pub(super) fn at(marks: &[Mark], start: usize) -> Option<&Mark> {
    let index = marks.partition_point(|mark| mark.range.start <= start).checked_sub(1)?;
    let mark = &marks[index];
    let begins = match mark.kind {
        MarkKind::Fence { after_html: true, .. } => mark.range.start + 1,
        MarkKind::Colon | MarkKind::Call => return None,
        MarkKind::Fence { .. } | MarkKind::Verse(_) | MarkKind::Source => mark.range.start,
    };
    (begins == start).then_some(mark)
}

/// The event with the characters of the text in place of covered ones, wherever marks did not become blocks of their own.
pub(super) fn uncovered<'e>(event: Event<'e>, range: &Range<usize>, marks: &[Mark], fragment: &Fragment<'_>) -> Event<'e> {
    match event {
        Event::Text(text) => Event::Text(uncovered_text(text, range, marks, fragment)),
        Event::Code(text) => Event::Code(uncovered_text(text, range, marks, fragment)),
        Event::InlineHtml(tag) => Event::InlineHtml(uncovered_text(tag, range, marks, fragment)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: with_colons(dest_url), title: with_colons(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: with_colons(dest_url), title: with_colons(title), id })
        }
        event => event,
    }
}

fn uncovered_text<'e>(text: CowStr<'e>, range: &Range<usize>, marks: &[Mark], fragment: &Fragment<'_>) -> CowStr<'e> {
    let first = marks.partition_point(|mark| mark.range.end <= range.start);
    let is_touched = marks.get(first).is_some_and(|mark| mark.range.start < range.end);
    if is_touched && text.len() == range.len() {
        return fragment.text.get(range.clone()).map_or(text, |written| CowStr::from(written.to_owned()));
    }
    if !is_touched {
        return text;
    }
    match fragment.text.get(range.clone()).and_then(code_as_typed).filter(|code| code.len() == text.len()) {
        Some(code) => CowStr::from(code.to_owned()),
        None => with_colons(with_calls_of(text, range, &marks[first..], fragment)),
    }
}

/// The code between the signs around it, without the space on either side that parts it from them (CommonMark 6.1); none of code that runs
/// over a line's end.
fn code_as_typed(written: &str) -> Option<&str> {
    let signs = written.len() - written.trim_start_matches('`').len();
    let inside =
        written.get(signs..written.len().checked_sub(signs)?).filter(|inside| signs > 0 && !inside.contains(['\n', '\r']))?;
    let parted = inside.strip_prefix(' ').and_then(|inside| inside.strip_suffix(' '));
    Some(parted.filter(|_| !inside.trim_matches(' ').is_empty()).unwrap_or(inside))
}

/// Code from which the parser has taken the signs around it, with its calls as typed.
fn with_calls_of<'e>(text: CowStr<'e>, range: &Range<usize>, marks: &[Mark], fragment: &Fragment<'_>) -> CowStr<'e> {
    let calls = marks.iter().take_while(|mark| mark.range.start < range.end).filter(|mark| mark.kind == MarkKind::Call);
    let (mut typed, mut at) = (text.to_string(), 0);
    for call in calls {
        let signs = CALL.repeat(call.range.len());
        let Some(found) = typed.get(at..).and_then(|rest| rest.find(&signs)) else { continue };
        typed.replace_range(at + found..at + found + signs.len(), &fragment.text[call.range.clone()]);
        at += found + signs.len();
    }
    if at == 0 { text } else { CowStr::from(typed) }
}

fn with_colons(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(COLON) { CowStr::from(text.replace(COLON, ":")) } else { text }
}
