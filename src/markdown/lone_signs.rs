//! Signs that have no fellow and are printed as typed, and signs that are taken for marks of a block and are not printed.
//!
//! `slips` tells what is found here. It knows letters only, no blocks.

use std::ops::Range;

/// The first sign in `range` of `text` that was meant to begin something, right before a word, and its kind. Those of a pair are not in
/// the ranges that are asked for.
pub(super) fn lone_sign(text: &str, range: &Range<usize>) -> Option<(Range<usize>, &'static str)> {
    let shown = text.get(range.clone())?;
    let found = memchr::memchr3_iter(b'_', b'~', b'`', shown.as_bytes()).map(|at| range.start + at);
    found.filter(|&at| !text[..at].ends_with(['_', '~', '`', '\\'])).find_map(|at| {
        let sign = text.as_bytes()[at];
        let count = text[at..].bytes().take_while(|byte| *byte == sign).count();
        let (kind, is_right) = match sign {
            b'_' => ("underscore", count <= 3),
            b'~' => ("strike", count == 2),
            _ => ("tick", count == 1),
        };
        let before = text[..at].chars().next_back();
        let is_apart = before.is_none_or(|sign| sign.is_whitespace() || matches!(sign, '«' | '“' | '(' | '’' | '—' | '–' | '*'));
        let begins = text[at + count..].starts_with(|sign: char| sign.is_alphabetic() || matches!(sign, '«' | '“' | '*'));
        (is_right && is_apart && begins).then_some((at..at + count, kind))
    })
}

/// A mark of CriticMarkup, which editors of texts use for corrections: `{++added++}`, `{--gone--}`, `{>>a remark<<}`.
pub(super) fn critic_mark(text: &str) -> Option<Range<usize>> {
    let pairs = [("{++", "++}"), ("{--", "--}"), ("{>>", "<<}"), ("{~~", "~~}"), ("{==", "==}")];
    // One that is never closed is looked for to the end of the paragraph.
    const MOST: usize = 64;
    let mut opens = memchr::memchr_iter(b'{', text.as_bytes()).take(MOST);
    opens.find_map(|at| {
        let (_, close) = pairs.into_iter().find(|(open, _)| text[at..].starts_with(open))?;
        let end = text[at + 3..].find(close)?;
        Some(at..at + end + 6)
    })
}

/// Whether two lines one after the other begin like items of a list, without the space that would make them one.
pub(super) fn is_typed_list(text: &str) -> bool {
    let kind = |line: &str| {
        let line = line.trim_start();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let (sign, rest) = match line.get(digits..)?.chars().next()? {
            sign @ ('.' | ')') if (1..=2).contains(&digits) => (sign, &line[digits + 1..]),
            '-' if digits == 0 => ('-', &line[1..]),
            _ => return None,
        };
        rest.starts_with(char::is_alphabetic).then_some(sign)
    };
    let mut lines = text.split('\n').map(kind);
    // The first line tells: in the middle of a sentence a line may begin with anything.
    let first = lines.next().flatten();
    first.is_some() && lines.next() == Some(first)
}

/// Whether two lines one after the other begin with letters in their order, or with those of a question and its answer: « a) », « B. »,
/// « Q. ». They are no list in Markdown.
pub(super) fn is_lettered_list(text: &str) -> bool {
    let mark = |line: &str| {
        let line = line.trim_start();
        let line = line.strip_prefix('(').unwrap_or(line);
        let end = line.find(['.', ')']).filter(|end| (1..=3).contains(end))?;
        let spaced = line[end + 1..].strip_prefix([' ', '\u{a0}', '\t'])?;
        let is_mark = line[..end].bytes().all(|byte| byte.is_ascii_alphabetic());
        (is_mark && !spaced.trim().is_empty()).then(|| line[..end].to_ascii_lowercase())
    };
    let mut lines = text.split('\n');
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    // A line that its writer ends stays one.
    let is_ended = first.trim_end_matches('\r').ends_with("  ") || first.trim_end().ends_with('\\');
    let follows = [("a", "b"), ("i", "ii"), ("q", "r"), ("q", "a")];
    !is_ended && mark(first).zip(mark(second)).is_some_and(|(first, second)| follows.contains(&(&first, &second)))
}

/// Whether the text that ends with `before` stops in the middle of a sentence, right above a line.
pub(super) fn breaks_sentence(before: &str) -> bool {
    let Some(before) = before.trim_end_matches([' ', '\t', '>']).strip_suffix('\n') else { return false };
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start_matches([' ', '\t', '>']).trim_end();
    // A heading, a row of a table or a fence is no sentence.
    let is_words = !line.starts_with(['#', '|', ':', '`', '~', '<', '[', '!']);
    is_words && line.ends_with(|sign: char| sign.is_alphanumeric() || matches!(sign, ',' | '’'))
}

/// Whether a quotation or a list of one line begins with a quantity, « > 50 % », so that its sign was meant to be printed.
pub(super) fn is_quantity(written: &str) -> bool {
    let Some(rest) = written.trim().strip_prefix(['>', '+']) else { return false };
    let rest = rest.trim_start();
    let digits = |sign: char| sign.is_ascii_digit() || matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | ',' | '.');
    let unit = rest.trim_start_matches(digits);
    rest.starts_with(|sign: char| sign.is_ascii_digit())
        && !rest.contains('\n')
        && unit.starts_with(['%', '‰', '€', '$', '£', '°'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_without_a_fellow_are_found() {
        let kind = |text: &str| lone_sign(text, &(0..text.len())).map(|(_, kind)| kind);
        assert_eq!(kind("un _mot seul"), Some("underscore"));
        assert_eq!(kind("__mot"), Some("underscore"));
        assert_eq!(kind("un « ~~mot » barré"), Some("strike"));
        assert_eq!(kind("un `mot"), Some("tick"));
        for text in ["un_mot", "_ _", "a ~ b", "~12", r"\_mot", "mot_", "l`un", "``", "a___", "[~]"] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn marks_of_corrections_are_found() {
        assert_eq!(critic_mark("un {++mot++} de plus"), Some(3..12));
        assert!(critic_mark("{>>à revoir<<}").is_some());
        assert_eq!(critic_mark("un {mot} et {++ sans fin"), None);
    }

    #[test]
    fn lists_without_spaces_are_found() {
        for text in ["-premier\n-deuxième", "1)un\n2)deux", "1.premier\n2.deuxième"] {
            assert!(is_typed_list(text), "{text}");
        }
        for text in ["-premier", "1.5 million\n2.5 millions", "un\n-t-il", "- un\n- deux", "1984.Un\n1985.Deux"] {
            assert!(!is_typed_list(text), "{text}");
        }
    }

    #[test]
    fn letters_in_their_order_are_found() {
        for text in ["a) un\nb) deux", "A. Un\nB. Deux", "Q. Oui ?\nR. Non.", "(a) un\n(b) deux", "I. Un\nII. Deux"] {
            assert!(is_lettered_list(text), "{text}");
        }
        for text in ["a) un  \nb) deux", "J. Dupont\nK. Brun", "a) un\ndeux", "A.B. Un\nB. Deux", "Il dit\na) un", "a\nb"] {
            assert!(!is_lettered_list(text), "{text}");
        }
    }

    #[test]
    fn sentences_that_go_on_are_found() {
        assert!(breaks_sentence("Ils étaient\n") && breaks_sentence("> un,\n> "));
        for text in ["", "Voici :\n", "Fin.\n", "# Titre\n", "un\n\n", "| a | b\n"] {
            assert!(!breaks_sentence(text), "{text}");
        }
    }

    #[test]
    fn quantities_are_no_quotations() {
        assert!(is_quantity("> 50 % des lecteurs\n"));
        assert!(is_quantity("+ 12\u{a0}% en un an."));
        for text in ["> 1984 fut une année", "> Un\n> 50 %", "+ un", "- 12 %", "> 50 %\n> de plus"] {
            assert!(!is_quantity(text), "{text}");
        }
    }
}
