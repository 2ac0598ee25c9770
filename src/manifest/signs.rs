//! Slips of beginners in which another sign stands where YAML wants one of its own: a comma for a colon, round brackets for braces, a
//! bar before a text on its own line, a question mark alone, something invisible.
//!
//! It looks at lines of text and knows no tree, as `mistakes` does. `parse` asks it first when the parser has stopped.

use super::{
    mistakes::{line_end, line_indent},
    reference::{explain, topics},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::{Source, is_invisible},
};
use std::ops::Range;

/// The most letters of a value that an example repeats.
const MAX_EXAMPLE: usize = 60;

/// What is wrong on the line at `line`, where the parser stopped, and on the lines just above it that hold something.
pub(super) fn wrong_signs(source: &Source, base: usize, line: usize) -> Vec<Diagnostic> {
    let text = source.text();
    let report = |(range, problem, example): Found| {
        Diagnostic::new(Code::YamlSyntax, source.span(range)).with("problem", problem).with("example", example)
    };
    let mut found: Vec<Diagnostic> = on_line(text, base, line).map(report).into_iter().collect();
    let mut at = line;
    while let Some(above) = content_before(text, base, at) {
        let Some(slip) = on_line(text, base, above) else { break };
        found.insert(0, report(slip));
        at = above;
    }
    found
}

type Found = (Range<usize>, &'static str, String);

fn on_line(text: &str, base: usize, line: usize) -> Option<Found> {
    let here = &text[line..line_end(text, line..text.len())];
    let content = here.trim_start_matches([' ', '-']);
    let start = line + here.len() - content.len();
    if content.starts_with('#') {
        return None;
    }
    let hidden = |at: usize, sign: char| (at..at + sign.len_utf8(), "invisible", codepoint(sign));
    if let Some(sign) = content.chars().next().filter(|sign| is_invisible(*sign)) {
        return Some(hidden(start, sign));
    }
    if let Some((key, rest)) = content.split_once(':').filter(|(key, _)| is_word(key)) {
        let at = start + key.len() + 1;
        if let Some(sign) = rest.chars().next().filter(|sign| is_invisible(*sign)) {
            return Some(hidden(at, sign));
        }
        let value = rest.trim_start();
        return in_value(key, value.trim_end(), at + rest.len() - value.len());
    }
    key_without_colon(text, base, line, start)
}

/// What is wrong with a value that stands at `at` on the line of its key.
fn in_value(key: &str, value: &str, at: usize) -> Option<Found> {
    let first = value.chars().next()?;
    if matches!(first, '|' | '>') {
        let after = value[1..].trim_start_matches(['|', '>', '+', '-']);
        let words = after.trim_start_matches(|sign: char| sign.is_ascii_digit()).trim_start();
        let is_text = !words.is_empty() && !words.starts_with('#');
        return is_text.then(|| (at..at + value.len() - after.len(), "block", shortened(&format!("{key}: {}", after.trim()))));
    }
    if matches!(value, "?" | "-") || value.starts_with("? ") {
        return Some((at..at + 1, "lone-sign", shortened(&format!("{key}: \"{value}\""))));
    }
    let alone = value.match_indices(": ?").map(|(place, _)| place + 2);
    let mut alone = alone.filter(|place| value[place + 1..].trim_start().starts_with([',', '}', ']']));
    if let Some(place) = alone.next() {
        let key = value[..place - 2].rsplit([' ', ',', '{']).next().unwrap_or_default();
        return Some((at + place..at + place + 1, "lone-sign", format!("{key}: \"?\"")));
    }
    let inner = match first {
        '(' => value[1..].trim_end_matches(')'),
        '<' => value[1..].trim_end_matches('>'),
        _ => value,
    };
    let (first_key, rest) = inner.split_once(':')?;
    let is_known = |word: &str| topics().1.contains(&word.trim());
    let second = rest.split(',').skip(1).filter_map(|piece| piece.split_once(':')).any(|(key, _)| is_known(key));
    // `isbn: print: 978…`: a key that has keys of its own.
    let is_outer = || explain(key, false).iter().any(|outer| outer.keys.iter().any(|(inner, _, _)| *inner == first_key.trim()));
    let is_group = is_known(first_key) && rest.starts_with([' ', '\t']) && (inner.len() < value.len() || second || is_outer());
    let example = || shortened(&format!("{key}: {{ {} }}", inner.trim()));
    is_group.then(|| (at..at + first.len_utf8(), "group", example()))
}

/// A key of the format, or an identifier with its own keys below it, after which another sign stands than a colon, or none.
fn key_without_colon(text: &str, base: usize, line: usize, start: usize) -> Option<Found> {
    let content = text[start..line_end(text, start..text.len())].trim_end();
    let key: &str = content.split(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '-' | '_')).next()?;
    let after = &content[key.len()..];
    let rest = after.trim_start();
    let sign = rest.chars().next().filter(|sign| matches!(sign, ',' | ';' | '=' | '：' | '.' | '→' | '|'));
    let value = sign.map_or(rest, |sign| rest[sign.len_utf8()..].trim_start_matches(['>', ' ']));
    let is_parted = sign.is_some() || after.starts_with([' ', '\t', '\u{a0}', '\u{202f}']);
    let is_key = topics().1.contains(&key) || holds_keys(text, line) && value.is_empty() && is_word(key);
    let is_prose = value.contains(' ') && value.starts_with(char::is_lowercase);
    if is_prose && (sign.is_none() || goes_on_in_prose(text, base, line)) {
        return None;
    }
    if !is_key || !is_parted || value.is_empty() && sign.is_none() || has_key(value) || goes_on(text, base, line) {
        return None;
    }
    let length = sign.map_or(1, |sign| after.len() - rest.len() + sign.len_utf8());
    let example = if value.is_empty() { format!("{key}:") } else { shortened(&format!("{key}: {value}")) };
    Some((start + key.len()..start + key.len() + length, "key-sign", example))
}

/// Whether the line at `line` goes on with a text that began above it.
fn goes_on(text: &str, base: usize, line: usize) -> bool {
    let Some(above) = content_before(text, base, line) else { return false };
    let before = text[above..line_end(text, above..text.len())].trim_end();
    let is_item = before.trim_start().starts_with("- ");
    let column = line_indent(before) + if is_item { 2 } else { 0 };
    let is_open = before.ends_with([':', '-', '[', '{', ',']);
    let here = line_indent(&text[line..]) + if text[line..].trim_start().starts_with("- ") { 2 } else { 0 };
    let is_entry = is_item || has_key(before.trim_start()) || has_sign(before.trim_start());
    !is_open && (here > column || !is_entry)
}

/// Whether the line above the one at `line` ends in the middle of a sentence.
fn goes_on_in_prose(text: &str, base: usize, line: usize) -> bool {
    let Some(above) = content_before(text, base, line) else { return false };
    let before = text[above..line_end(text, above..text.len())].trim_end();
    let value = before.split_once(": ").map_or(before, |(_, value)| value);
    value.contains(' ') && !value.ends_with(['.', '!', '?', '…', '»', '”', '"', '\'', ')', ']', '}'])
}

/// Whether a line begins with a key of the format and a sign that is no colon.
fn has_sign(content: &str) -> bool {
    let key = content.split(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '-' | '_')).next().unwrap_or_default();
    topics().1.contains(&key) && content[key.len()..].trim_start().starts_with([',', ';', '='])
}

/// Whether the lines below the one at `line` are further in, and begin with a key.
fn holds_keys(text: &str, line: usize) -> bool {
    let end = line_end(text, line..text.len());
    let below = text[end..].lines().find(|line| !line.trim().is_empty());
    below.is_some_and(|below| line_indent(below) > line_indent(&text[line..end]) && has_key(below.trim_start()))
}

/// Whether a line begins with a key and its colon.
fn has_key(content: &str) -> bool {
    content
        .split_once(':')
        .is_some_and(|(key, rest)| is_word(key.trim_end()) && (rest.is_empty() || rest.starts_with([' ', '\t'])))
}

fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && word.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_'))
}

/// Where the last line before `line` begins that has something on it and is no comment.
fn content_before(text: &str, base: usize, line: usize) -> Option<usize> {
    let mut end = line;
    while end > base {
        let start = text[base..end].trim_end_matches(['\n', '\r']).rfind(['\n', '\r']).map_or(base, |at| base + at + 1);
        let content = text[start..end].trim();
        if !content.is_empty() && !content.starts_with('#') {
            return Some(start);
        }
        if start == base {
            return None;
        }
        end = start;
    }
    None
}

/// A character as messages name it.
pub(super) fn codepoint(sign: char) -> String {
    format!("U+{:04X}", u32::from(sign))
}

fn shortened(example: &str) -> String {
    let mut shown: String = example.chars().take(MAX_EXAMPLE).collect();
    if shown.len() < example.len() {
        shown.push('…');
    }
    shown
}
