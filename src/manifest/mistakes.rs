//! Slips that YAML reports at another place: a colon without a space after it, and `#` in a value that goes on afterwards.
//!
//! It looks at lines of text and knows no tree. `parse` asks it when the parser has stopped.

use crate::{
    diagnostic::{Code, Diagnostic},
    source::Source,
};
use std::ops::Range;

/// The longest word that counts as a key. Ours have at most twelve letters.
const MAX_KEY_LENGTH: usize = 24;

/// The end of the line at `range.start`, without its line break, and at most `range.end`.
pub(super) fn line_end(text: &str, range: Range<usize>) -> usize {
    memchr::memchr2(b'\n', b'\r', text[range.clone()].as_bytes()).map_or(range.end, |length| range.start + length)
}

/// Where `#` and a word begin a comment after something else, outside of quotation marks.
pub(super) fn comment_word(line: &str) -> Option<usize> {
    let is_comment = |at: &usize| {
        let quotes = line[..*at].bytes().filter(|byte| *byte == b'"').count();
        let word = line[at + 1..].starts_with(|sign: char| !sign.is_whitespace());
        line[..*at].ends_with([' ', '\t']) && quotes.is_multiple_of(2) && word
    };
    line.match_indices('#').map(|(at, _)| at).find(is_comment)
}

/// Reports the keys that have no space after their colon: on the line of `at`, and on the lines next to it. The parser takes such a
/// line for a text, and stops at the colon of a later line.
pub(super) fn glued_colons(source: &Source, range: Range<usize>, at: usize) -> Vec<Diagnostic> {
    let text = source.text();
    let lines = lines(text, range);
    let here = lines.partition_point(|line| line.start <= at).saturating_sub(1);
    let glued = |line: &Range<usize>| glued_colon(&text[line.clone()]).map(|(colon, problem)| (line.start + colon, problem));
    let (above, below) = lines.split_at(here.min(lines.len()));
    let mut found: Vec<_> = above.iter().rev().map_while(glued).collect();
    found.reverse();
    found.extend(below.iter().map_while(glued));
    let report = |(colon, problem): (usize, &'static str)| {
        let sign = text[colon + 1..].chars().next().filter(|_| problem == "no-break").map_or(0, char::len_utf8);
        Diagnostic::new(Code::YamlSyntax, source.span(colon..colon + 1 + sign)).with("problem", problem)
    };
    found.into_iter().map(report).collect()
}

/// The comment on the line of `at` or the line before, if what follows it on the next line shows that it was meant as a value.
pub(super) fn comment_before(source: &Source, range: Range<usize>, at: usize) -> Option<Diagnostic> {
    let text = source.text();
    let lines = lines(text, range);
    let here = lines.partition_point(|line| line.start <= at);
    let comment = |line: &Range<usize>| {
        let start = line.start + comment_word(&text[line.clone()])?;
        Some(source.span(start..start + text[start..line.end].trim_end().len()))
    };
    let span = lines[..here].iter().rev().take(2).find_map(comment)?;
    Some(Diagnostic::new(Code::YamlSyntax, span).with("problem", "comment"))
}

/// The lines with something on them that is no comment, without their line breaks.
fn lines(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let end = line_end(text, start..range.end);
        let content = text[start..end].trim_start();
        if !content.is_empty() && !content.starts_with('#') {
            lines.push(start..end);
        }
        start = end + 1;
    }
    lines
}

/// Where the colon of a key stands that no space follows, and whether a no-break space follows it.
fn glued_colon(line: &str) -> Option<(usize, &'static str)> {
    let content = line.trim_start_matches([' ', '-']);
    let (key, rest) = content.split_once(':')?;
    let letters = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
    let is_key = key.len() <= MAX_KEY_LENGTH && key.starts_with(char::is_alphabetic) && key.chars().all(letters);
    let first = rest.chars().next()?;
    // `https://…` is an address; a tab is white space for YAML.
    let is_glued = is_key && !matches!(first, ' ' | '\t') && !rest.starts_with("//");
    is_glued.then(|| (line.len() - rest.len() - 1, if first.is_whitespace() { "no-break" } else { "glued" }))
}
