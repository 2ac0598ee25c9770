//! A fragment: a text to parse, with the mapping from its offsets to spans of its source.
//!
//! A body is a range of a source, so its spans are exact. A value written in YAML has no offsets of its own (it may be quoted or
//! folded), so all its spans are that of the value. Also here: the characters that no text may contain, and lines.

use super::guillemets;
use crate::{
    diagnostic::{Code, Diagnostic},
    source::{Source, SourceId, Span, is_surely_clean},
};
use std::{borrow::Cow, ops::Range};

/// A text to parse, and where it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fragment<'a> {
    /// The text. Forbidden characters are still in it.
    pub(super) text: &'a str,
    /// The text before guillemets replaced angle brackets in it, of the same length.
    typed: &'a str,
    /// Whether it certainly has no forbidden characters.
    pub(super) clean: bool,
    origin: Origin,
}

#[derive(Clone, Copy, Debug)]
enum Origin {
    /// The text starts at this offset of the source.
    Body(SourceId, usize),
    Value(Span),
}

impl<'a> Fragment<'a> {
    /// A body: `typed` is what `source` holds from `offset` on, and `text` the same with guillemets.
    pub(super) const fn body(text: &'a str, typed: &'a str, source: &Source, offset: usize) -> Self {
        Self { text, typed, clean: source.is_surely_clean(), origin: Origin::Body(source.id(), offset) }
    }

    /// A value, or a part of one, that was written at `span`.
    pub(super) const fn value(text: &'a str, span: Span) -> Self {
        Self { text, typed: text, clean: false, origin: Origin::Value(span) }
    }

    /// The part of this fragment that starts at `start`, with `text` in its place; offsets must stay the same.
    pub(super) const fn part<'b>(&self, start: usize, text: &'b str) -> Fragment<'b> {
        let origin = match self.origin {
            Origin::Body(source, offset) => Origin::Body(source, offset + start),
            Origin::Value(span) => Origin::Value(span),
        };
        Fragment { text, typed: text, clean: self.clean, origin }
    }

    /// The code at `range`, as it was typed.
    pub(super) fn typed_code<'c>(&self, code: &'c str, range: &Range<usize>) -> Cow<'c, str> {
        guillemets::typed(code, self.text, self.typed, range)
    }

    /// Whether `character` is forbidden and not reported yet: `project` has reported the control characters of files.
    pub(super) fn is_unreported(&self, character: char) -> bool {
        let reported = character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}');
        is_forbidden(character) && !(reported && matches!(self.origin, Origin::Body(..)))
    }

    /// The span of a range of the text.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        match self.origin {
            Origin::Body(source, offset) => {
                let end = range.end.min(self.text.len());
                Span::new(source, offset + range.start.min(end)..offset + end)
            }
            Origin::Value(span) => span,
        }
    }
}

/// Whether a text may not contain `character`: controls, overrides of the direction of writing, and what XML cannot contain.
///
/// A hidden U+202E makes a reader see other words than a screen reader speaks (the « Trojan Source » attack).
pub(super) const fn is_forbidden(character: char) -> bool {
    matches!(
        character,
        '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// `text` without forbidden characters. A forbidden line end becomes a space.
pub(super) fn cleaned(text: &str) -> Cow<'_, str> {
    if is_surely_clean(text) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|character| match character {
        '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ if is_forbidden(character) => None,
        _ => Some(character),
    });
    Cow::Owned(kept.collect())
}

/// Says that an invisible character is taken out, or becomes a space.
pub(super) fn hidden_character(sign: char, span: Span) -> Diagnostic {
    let named = format!("U+{:04X}", u32::from(sign));
    let becomes = if cleaned(sign.encode_utf8(&mut [0; 4])) == " " { "space" } else { "nothing" };
    let found = Diagnostic::new(Code::HiddenCharacter, span).with("sign", named.replace('+', "")).with("character", named);
    found.with("becomes", becomes)
}

/// The lines of a range of `text`, as ranges without the line ends, which are LF, CRLF or a lone CR.
pub(super) fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = range.start;
    std::iter::from_fn(move || {
        if at >= range.end {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..range.end]).map_or(range.end, |found| at + found);
        let line = at..end;
        let ends_in_two = bytes[end..range.end].starts_with(b"\r\n");
        at = end + 1 + usize::from(ends_in_two);
        Some(line)
    })
}

/// The offset after the line end at `end`.
pub(super) fn next_line(text: &str, end: usize) -> usize {
    let rest = &text.as_bytes()[end..];
    end + if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) }
}

#[cfg(test)]
mod tests {
    use super::is_forbidden;
    use crate::source::is_surely_clean;

    #[test]
    fn no_forbidden_character_is_clean_and_what_french_is_made_of_is() {
        let forbidden = |character: &char| is_forbidden(*character) || (character.is_control() && !"\t\n\r".contains(*character));
        for character in ('\0'..=char::MAX).filter(forbidden) {
            for text in [format!("{character}"), format!("é’{character}"), format!("{character}…a")] {
                assert!(!is_surely_clean(&text), "U+{:04X}", u32::from(character));
            }
        }
        assert!(is_surely_clean("« Où l’œuvre coûte\u{a0}: 12\u{202f}000\u{202f}€ — “ça” ‑ va…\t»\r\n") && is_surely_clean(""));
    }
}
