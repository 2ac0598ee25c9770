//! Definitions: which lines that begin with a colon define the line above them.
//!
//! In French a space stands before a colon, so that an editor that wraps lines may leave one at the head of a line. The parser of CommonMark
//! would take all above it for a term. By PHP Markdown Extra and pandoc a term is one line, and white space follows the colon.

use std::ops::Range;

/// The longest term right above its definition, in characters: a line that was wrapped is longer.
const LONGEST: usize = 60;
/// The longest term with a blank line below it: no paragraph was wrapped there.
const LONGEST_APART: usize = 100;

/// What a line with a colon at its head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A definition of the line above.
    Definition,
    /// Words of the paragraph above.
    Words,
    /// The same, though it is typed as a definition: the term is long, or looks like a sentence.
    LooksLikeDefinition,
}

/// How the colon at `colon` is read, after the term at `term`.
pub(super) fn reading(text: &str, term: &Range<usize>, colon: usize) -> Reading {
    let Some(written) = text.get(term.clone()).map(str::trim) else { return Reading::Words };
    let between = text.get(term.start + written.len()..colon).unwrap_or_default();
    let is_apart = between.bytes().filter(|byte| *byte == b'\n').count() > 1;
    let after = after(text, colon);
    let is_one_line = !written.contains(['\n', '\r']) && !written.is_empty();
    let is_whole_code = written.bytes().filter(|byte| *byte == b'`').count() % 2 == 0;
    if after.is_none() || !is_one_line || !is_whole_code {
        return Reading::Words;
    }
    let opens_quotation = after.is_some_and(|after| after.starts_with(['«', '“', '"', '„']));
    let longest = if is_apart { LONGEST_APART } else { LONGEST };
    let breaks_off = written.ends_with(['.', '!', '?', '…', ';', ',', ':', '(', '«', '“', '–', '—']);
    if written.chars().count() > longest || breaks_off {
        return Reading::LooksLikeDefinition;
    }
    if opens_quotation && !is_apart && written.split_whitespace().nth(1).is_some() { Reading::Words } else { Reading::Definition }
}

/// What follows the colon at `colon` on its line, if white space stands between; none if nothing does.
pub(super) fn after(text: &str, colon: usize) -> Option<&str> {
    let line = text.get(colon + 1..)?.split(['\n', '\r']).next()?;
    Some(line.trim_start()).filter(|after| line.starts_with([' ', '\t']) && !after.is_empty())
}

/// Whether `text` may hold a definition: a colon at the head of a line, after the marks of blocks.
pub(super) fn may_define(text: &str) -> bool {
    memchr::memchr_iter(b':', text.as_bytes()).any(|at| {
        let head = text.as_bytes()[..at].iter().rposition(|byte| !matches!(byte, b' ' | b'\t'));
        head.is_none_or(|head| matches!(text.as_bytes()[head], b'\n' | b'\r' | b'>'))
    })
}

#[cfg(test)]
mod tests {
    use super::{Reading, may_define, reading};

    fn read(text: &str) -> Reading {
        let colon = text.rfind("\n:").expect("a colon") + 1;
        reading(text, &(0..text[..colon].trim_end().len()), colon)
    }

    #[test]
    fn a_colon_defines_one_line_above_it() {
        for text in ["Terme\n: Ce que c’est.", "Terme\n\n:   Ce que c’est.", "`code`\n: « Du code. »", "Liberté\n: « Pouvoir. »"]
        {
            assert_eq!(read(text), Reading::Definition, "{text}");
        }
        for text in [
            "Une ligne\net une autre\n: « voilà »",
            "Il a dit\n: « voilà »",
            "Terme\n:Collé",
            "Terme\n:",
            "Un `bout\n: de code`",
            "Terme\n:) sourire",
        ] {
            assert_eq!(read(text), Reading::Words, "{text}");
        }
        for text in ["Une phrase.\n: suite", "Une ligne assez longue pour avoir été coupée par un éditeur qui coupe\n: suite"]
        {
            assert_eq!(read(text), Reading::LooksLikeDefinition, "{text}");
        }
        assert!(may_define("a\n  : b") && may_define("> a\n> : b") && may_define(": b") && !may_define("a : b"));
    }
}
