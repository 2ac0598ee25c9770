//! Division: rich text is parsed as one phrase and divided afterwards, at the ends of lines of verse or of blocks of HTML.
//!
//! Until then, the call of a note that no text has stands where it will be divided.

use super::inline::{Token, TokenKind};
use crate::{
    book::{Inline, NoteCall, NoteId, RichText},
    source::Span,
};
use pulldown_cmark::CowStr;
use std::ops::Range;

/// Stands for the end of a line in the text of a stanza (form feed): white space to CommonMark, and no end of a paragraph.
pub(super) const LINE_END: char = '\u{c}';

/// The note whose call stands for a division.
const DIVISION: NoteId = NoteId(u32::MAX);

/// Stands where rich text will be divided.
pub(super) const fn mark(span: Span) -> Inline {
    Inline::NoteCall(NoteCall { note: DIVISION, follows_call: false, span })
}

/// The parts of rich text between its divisions. Emphasis and links that hold a division go on in the next part.
pub(super) fn divided(content: RichText) -> Vec<RichText> {
    let mut parts = Vec::new();
    let mut part = RichText::new();
    for mut inline in content {
        if matches!(&inline, Inline::NoteCall(call) if call.note == DIVISION) {
            end(&mut part, &mut parts);
            continue;
        }
        let Some(inner) = inline.content_mut() else {
            part.push(inline);
            continue;
        };
        for (index, inner) in divided(std::mem::take(inner)).into_iter().enumerate() {
            if index > 0 {
                end(&mut part, &mut parts);
            }
            if index > 0 && inner.is_empty() {
                continue;
            }
            let mut copy = inline.clone();
            if let Some(content) = copy.content_mut() {
                *content = inner;
            }
            part.push(copy);
        }
    }
    end(&mut part, &mut parts);
    parts
}

/// Ends a part.
fn end(part: &mut RichText, parts: &mut Vec<RichText>) {
    let mut ended = std::mem::take(part);
    // Lines are kept as long as the book: most have one inline, and room for four.
    ended.shrink_to_fit();
    parts.push(ended);
}

/// Adds the tokens of `text`, which stands at `range`, with a token for the end of each line in it.
pub(super) fn divide<'e>(
    text: CowStr<'e>,
    range: Range<usize>,
    span: impl Fn(&Range<usize>) -> Span,
    tokens: &mut Vec<Token<'e>>,
) {
    if !text.contains(LINE_END) || text.len() != range.len() {
        tokens.push(Token { kind: TokenKind::Text(text), range });
        return;
    }
    let mut at = range.start;
    for (index, line) in text.split(LINE_END).enumerate() {
        if index > 0 {
            let end = at..at + LINE_END.len_utf8();
            at = end.end;
            tokens.push(Token { kind: TokenKind::Inline(mark(span(&end))), range: end });
        }
        // Blanks around the end of a line are no part of either line.
        let start = at + if index > 0 { line.len() - line.trim_start_matches([' ', '\t']).len() } else { 0 };
        at += line.len();
        if start < at {
            let line = CowStr::from(line[line.len() - (at - start)..].to_owned());
            tokens.push(Token { kind: TokenKind::Text(line), range: start..at });
        }
    }
}
