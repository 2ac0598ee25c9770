//! Fences: the lines that may open or close a container, as they are typed.
//!
//! It looks at lines only. Whether a line is a fence indeed, or stands in a block of code, is seen in `structure`, and what
//! containers mean is in `containers`.

use super::{
    attributes::Attributes,
    fragment::{Fragment, lines, next_line},
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::ops::Range;

/// A line that may be a fence.
#[derive(Debug)]
pub(super) struct Fence {
    /// The line.
    pub(super) line: Range<usize>,
    /// The offset of the first colon.
    pub(super) start: usize,
    /// The number of colons.
    pub(super) colons: usize,
}

impl Fence {
    /// From the first colon to the end of the line.
    pub(super) const fn range(&self) -> Range<usize> {
        self.start..self.line.end
    }

    /// What follows the colons.
    fn rest<'t>(&self, text: &'t str) -> &'t str {
        text[self.start + self.colons..self.line.end].trim()
    }

    /// Whether nothing follows the colons, so that the fence closes a container.
    pub(super) fn is_closing(&self, text: &str) -> bool {
        self.rest(text).is_empty()
    }

    /// What follows the colons, without colons at the end of the line.
    fn head<'t>(&self, text: &'t str) -> &'t str {
        self.rest(text).trim_end_matches(':').trim_end()
    }

    /// The name of the container that it opens.
    pub(super) fn name<'t>(&self, text: &'t str) -> &'t str {
        let head = self.head(text);
        &head[..head.find(|character: char| character.is_whitespace() || character == '{').unwrap_or(head.len())]
    }

    /// The attributes of the container that it opens. Malformed ones are reported.
    pub(super) fn attributes(&self, fragment: &Fragment<'_>, sink: &mut Diagnostics) -> Attributes {
        let after = self.head(fragment.text)[self.name(fragment.text).len()..].trim_start();
        let start = after.as_ptr() as usize - fragment.text.as_ptr() as usize;
        let read = Attributes::parse(fragment.text, start).filter(|(_, end)| *end == start + after.len());
        if read.is_none() && !after.is_empty() {
            sink.push(Diagnostic::new(Code::MalformedAttributes, fragment.span(&(start..start + after.len()))));
        }
        read.map(|(attributes, _)| attributes).unwrap_or_default()
    }

    /// The offset of the line after it.
    pub(super) fn body(&self, text: &str) -> usize {
        next_line(text, self.line.end)
    }

    /// What stands before the lines of its container.
    pub(super) fn prefix(&self, text: &str) -> Prefix {
        Prefix::of(&text[self.line.start..self.start])
    }
}

/// The lines of `text` that may be fences, in their order.
pub(super) fn find(text: &str) -> Vec<Fence> {
    if memchr::memmem::find(text.as_bytes(), b":::").is_none() {
        return Vec::new();
    }
    let fence = |line: Range<usize>| {
        let start = line.start + after_marks(&text[line.clone()]);
        let colons = text[start..line.end].bytes().take_while(|byte| *byte == b':').count();
        (colons >= 3).then_some(Fence { line, start, colons })
    };
    lines(text, 0..text.len()).filter_map(fence).collect()
}

/// How many containers a closing fence of `colons` colons ends, of those with `open` colons, innermost first: up to the innermost that was
/// opened with as many, otherwise the innermost of all, if it was opened with fewer. None if it ends none.
pub(super) fn closes(colons: usize, mut open: impl Iterator<Item = usize>) -> Option<usize> {
    let innermost = open.next()?;
    if innermost == colons {
        return Some(1);
    }
    open.position(|opened| opened == colons).map(|outer| outer + 2).or((innermost < colons).then_some(1))
}

/// The length of the marks at the head of a line that open the blocks around what follows: quotation, item, note, definition.
fn after_marks(line: &str) -> usize {
    let bytes = line.as_bytes();
    let blank = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
    let mut at = 0;
    loop {
        while blank(at) {
            at += 1;
        }
        at += match bytes.get(at) {
            Some(b'>') => 1,
            Some(b'-' | b'+' | b'*' | b':') if blank(at + 1) => 1,
            Some(b'0'..=b'9') => {
                let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                if digits > 9 || !matches!(bytes.get(at + digits), Some(b'.' | b')')) || !blank(at + digits + 1) {
                    return at;
                }
                digits + 1
            }
            Some(b'[') => match note_mark(&line[at..]) {
                Some(length) => length,
                None => return at,
            },
            _ => return at,
        };
    }
}

/// The length of `[^label]:` at the head of `text`.
fn note_mark(text: &str) -> Option<usize> {
    let label = text.strip_prefix("[^")?;
    let end = label.find(']')?;
    label[end + 1..].starts_with(':').then_some(end + 4)
}

/// What stands before each line of a container: the marks of quotations, and a width in columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix {
    quotes: usize,
    width: usize,
}

impl Prefix {
    /// The prefix of the lines that follow one with `written` at its head. What goes on in a note is indented by four columns, however
    /// long its label is.
    fn of(written: &str) -> Self {
        let mut prefix = Self { quotes: 0, width: 0 };
        let mut rest = written;
        while let Some(first) = rest.chars().next() {
            match note_mark(rest) {
                Some(length) => {
                    prefix.width += 4;
                    rest = rest[length..].trim_start_matches([' ', '\t']);
                }
                None => {
                    prefix.width = after(first, prefix.width);
                    prefix.quotes += usize::from(first == '>');
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        prefix
    }

    /// The offset in `line` after this prefix, as far as it is written, and by how many columns what follows is indented.
    pub(super) fn skip(self, line: &str) -> (usize, usize) {
        let (mut column, mut quotes, mut at) = (0, 0, 0);
        for byte in line.bytes() {
            let is_whole = column >= self.width && quotes == self.quotes;
            match byte {
                b' ' | b'\t' if !is_whole => column = after(char::from(byte), column),
                b'>' if quotes < self.quotes => {
                    quotes += 1;
                    column += 1;
                }
                _ => break,
            }
            at += 1;
        }
        let indented =
            line[at..].chars().take_while(|sign| matches!(sign, ' ' | '\t')).fold(column, |column, sign| after(sign, column));
        (at, indented.saturating_sub(self.width))
    }
}

/// The column after `sign`, which stands in `column`. Tabs stop at every fourth column.
const fn after(sign: char, column: usize) -> usize {
    if sign == '\t' { column - column % 4 + 4 } else { column + 1 }
}
