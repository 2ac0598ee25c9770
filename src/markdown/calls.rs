//! Calls of notes that CommonMark would read as the words of a link: `[^a](1998)`, `[^a][words](address)`.
//!
//! What names a note of the text calls it, whatever follows. Such a call is covered before CommonMark reads (`marks`), by signs that are
//! punctuation as brackets are, so that emphasis beside it opens and ends where it would; `inline` finds it in the words.

use super::{
    fragment::lines,
    inline::Reader,
    marks::{Mark, MarkKind},
    parser::{normalized, note_label},
};
use crate::book::{Inline, NoteCall};
use std::{collections::BTreeSet, ops::Range};

/// The calls in `text` that a bracket or a parenthesis follows, of the notes that its lines seem to define.
pub(super) fn find(text: &str) -> Vec<Mark> {
    let mut labels = BTreeSet::new();
    for (at, _) in text.match_indices("[^") {
        let label = note_label(&text[at + 2..]);
        if text[at + 2 + label.len()..].starts_with("]:") {
            labels.insert(normalized(label));
        }
    }
    if labels.is_empty() {
        return Vec::new();
    }
    lines(text, 0..text.len()).flat_map(|line| find_in(text, line, |label| labels.contains(label))).collect()
}

/// The calls in a line of `text` that a bracket or a parenthesis follows, of notes whose normalised labels are `known`.
pub(super) fn find_in(text: &str, line: Range<usize>, known: impl Fn(&str) -> bool) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    let Some(written) = text.get(line.clone()) else { return found };
    for (at, _) in written.match_indices("[^") {
        let label = note_label(&written[at + 2..]);
        let end = at + 2 + label.len() + 1;
        let follows = written.get(end..).is_some_and(|rest| rest.starts_with(['(', '[']) && !rest.starts_with("[^"));
        let range = line.start + at..line.start + end;
        // A bracket with a backslash may stand in a label.
        let is_within = found.last().is_some_and(|last| range.start < last.range.end);
        if follows
            && !is_within
            && !label.is_empty()
            && known(&normalized(label))
            && !is_address(text, &line, range.start, &found)
        {
            found.push(Mark { range, kind: MarkKind::Call });
        }
    }
    found
}

/// Whether what stands at `at` belongs to an address, or to the line that opens a block of code, of which no words are made.
fn is_address(text: &str, line: &Range<usize>, at: usize, calls: &[Mark]) -> bool {
    let before = &text[line.start..at];
    let head = before.trim_start_matches([' ', '\t', '>']);
    let defines = head.starts_with('[') && !head.starts_with("[^") && head.contains("]:");
    let word = before.rfind([' ', '\t', '\u{a0}', '\u{202f}']).map_or(0, |blank| blank + 1);
    let start = line.start + word;
    let is_in_target = before.get(word..).is_some_and(|word| {
        let after_call = |found: usize| calls.iter().any(|call| call.range.end == start + found + 1);
        word.match_indices("](").any(|(found, _)| !after_call(found) && !word[found..].contains(')'))
    });
    defines
        || is_in_target
        || is_in_angles(&text[line.clone()], at - line.start)
        || head.starts_with("```")
        || head.starts_with("~~~")
}

/// Whether what stands at `at` of a line is within an address between angle brackets, or within a tag.
fn is_in_angles(line: &str, at: usize) -> bool {
    let Some(inside) = line[..at].rfind(['<', '>']).filter(|found| line[*found..].starts_with('<')).map(|found| found + 1) else {
        return false;
    };
    let (before, after) = (&line[inside..at], &line[at..]);
    let Some(end) = after.find('>') else { return false };
    let name =
        before.trim_start_matches('/').find(|sign: char| !sign.is_ascii_alphanumeric() && !matches!(sign, '+' | '-' | '.'));
    let begins = before.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '/');
    let is_address = || !before.contains(char::is_whitespace) && !after[..end].contains([' ', '\t', '<']);
    match name.and_then(|name| before.trim_start_matches('/')[name..].chars().next()) {
        Some(':') => begins && is_address(),
        Some(sign) => begins && sign.is_whitespace(),
        None => false,
    }
}

impl Reader<'_, '_, '_> {
    /// Makes a call of the innermost bracket if it names a note: one that CommonMark did not see, because of what follows it (`calls`).
    pub(super) fn close_call(&mut self, at: usize) -> Option<usize> {
        let range = self.levels.last()?.range.start..at + 1;
        let label = self.fragment.text.get(range.start + 1..at)?.strip_prefix('^')?;
        if note_label(&self.fragment.text[range.start + 2..]) != label || !self.parser.is_defined(&normalized(label)) {
            return None;
        }
        let span = self.fragment.span(&range);
        let note = self.parser.note_id(label, span);
        self.levels.pop();
        self.push(Inline::NoteCall(NoteCall { note, follows_call: false, span }));
        Some(range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn calls_before_brackets_are_found() {
        let found = |text: &str| {
            let text = format!("{text}\n\n[^a]: Note.\n[^Deux mots]: Note.\n");
            find(&text).into_iter().map(|mark| text[mark.range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("Mot[^a](1998), ![^A](b), *c*[^a][d](e) [^deux  mots](f)"), ["[^a]", "[^A]", "[^a]", "[^deux  mots]"]);
        assert_eq!(found("Mot[^a](b[^a](c)) [d](e)[^a](f)"), ["[^a]", "[^a]", "[^a]"]);
        assert_eq!(found("<https://a>[^a](b) c<d[^a](e) `f<`[^a](g) <em>h</em>[^a](i) https://j[^a](k)"), ["[^a]"; 5]);
        let nested = |text: &str| find(text).into_iter().map(|call| text[call.range].to_owned()).collect::<Vec<_>>();
        assert_eq!(nested("[^x[^a](b)\n\n[^x[^a]: c\n[^a]: d"), ["[^a]"]);
        assert_eq!(nested("[^x\\[^a](b)\n\n[^x\\[^a]: c\n[^a]: d"), ["[^x\\[^a]"]);
        for text in [
            "[^a] (b) [^a]{.c} [^a][^a] [^b](c) [^](d)",
            "[a](b[^a](c)) <https://d/[^a](e)> <https://d[^a][b](e)>",
            "<span title=\"a[^a](b)\">",
            "[a]: https://b/[^a](c)",
            "```chart {caption=\"A[^a](b)\"}",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
