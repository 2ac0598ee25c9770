//! Slips that YAML reports at another place: a colon without a space after it, and `#` in a value that goes on afterwards.
//!
//! It looks at lines of text and knows no tree. `parse` asks it when the parser has stopped.

use super::reference::topics;
use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic},
    source::{Source, is_invisible},
};
use std::ops::Range;

/// The longest word that counts as a key. Ours have at most twelve letters.
const MAX_KEY_LENGTH: usize = 24;

/// The end of the line at `range.start`, without its line break, and at most `range.end`.
pub(super) fn line_end(text: &str, range: Range<usize>) -> usize {
    memchr::memchr2(b'\n', b'\r', text[range.clone()].as_bytes()).map_or(range.end, |length| range.start + length)
}

/// How many spaces a line begins with.
pub(super) fn line_indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Whether a hyphen and something invisible stand at the head of a text, which was to be an item of a list.
pub(super) fn is_hidden_dash(text: &str) -> bool {
    let head = text.strip_prefix('-').unwrap_or_else(|| text.trim_start_matches(is_invisible));
    text.starts_with('-') && head.starts_with(is_invisible) || head.len() < text.len() && head.starts_with('-')
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
        let sign = text[colon + 1..].chars().next().filter(|_| problem != "glued");
        let end = colon + 1 + sign.map_or(0, char::len_utf8);
        let found = Diagnostic::new(Code::YamlSyntax, source.span(colon..end)).with("problem", problem);
        match sign.filter(|_| problem == "invisible") {
            Some(sign) => found.with("example", format!("U+{:04X}", u32::from(sign))),
            None => found,
        }
    };
    found.into_iter().map(report).collect()
}

/// What is wrong on the line at `line`, where the parser stopped at `at`, if that is plainer than what the parser says: `bullet`, a bullet
/// of a word processor; `dash`, a hyphen without a space after it; `item`, a key below an item that is a text; `character`, a sign that cannot begin a text; `continuation`, a line that is neither a key nor further in than the value before; `indentation`, a key
/// that is further in than the one before.
pub(super) fn cause(text: &str, line: usize, at: usize) -> Option<&'static str> {
    let here = &text[line..line_end(text, line..text.len())];
    let content = here.trim_start_matches(' ');
    let indent = here.len() - content.len();
    if let Some((problem, _)) = typed_items(content) {
        return Some(problem);
    }
    // `// à revoir`, `=====`: no word of YAML, and none of a sentence.
    let is_sign = |sign: char| !sign.is_alphanumeric() && !matches!(sign, '{' | '[' | ']' | '}' | '"' | '\'' | '#' | ',');
    if content.starts_with("//") || !content.trim().is_empty() && content.trim() != "-" && content.chars().all(is_sign) {
        return Some("remark");
    }
    let after_key = content.split_once(':').filter(|(key, _)| is_key(key));
    if let Some((key, value)) = after_key {
        let value = value.trim_start();
        if value.starts_with("- ") || value.starts_with(['&', '*', '!', '%', '@', '`']) {
            return Some("character");
        }
        if line_before(text, line).is_some_and(|before| is_bare_item(before) && before.len() - before.trim_start().len() < indent)
        {
            return Some("item");
        }
        return (at == line + indent + key.len() || at == line + indent).then_some("indentation");
    }
    let is_text = !content.starts_with(['-', '#', '[', '{', '"', '\'', ']', '}', ',']) && !content.trim().is_empty();
    let before = line_before(text, line)?;
    // Beside the hyphens of a list, a line without one.
    if content.starts_with(char::is_alphanumeric) && line_indent(before) == indent && before.trim_start().starts_with("- ") {
        return Some("no-dash");
    }
    let has_value =
        before.trim_start_matches([' ', '-']).split_once(':').is_some_and(|(key, value)| is_key(key) && !value.trim().is_empty());
    (is_text && has_value).then_some("continuation")
}

/// What is wrong with the line above the one where the parser stopped, at `line`, and where: a bullet or a hyphen without its space; `no-dash`,
/// an item without its hyphen; `dash-column`, a hyphen further to the left than those below it.
pub(super) fn cause_above(text: &str, base: usize, line: usize) -> Option<(Range<usize>, &'static str)> {
    let above = line_before(&text[base..], line - base)?;
    let start = above.as_ptr() as usize - text.as_ptr() as usize;
    let content = above.trim_start_matches(' ');
    let indent = above.len() - content.len();
    let at = |length: usize, problem| Some((start + indent..start + indent + length, problem));
    let sign = content.chars().next()?;
    if let Some((problem, _)) = typed_items(content) {
        return at(sign.len_utf8(), problem);
    }
    let here = &text[line..line_end(text, line..text.len())];
    let below = line_indent(here);
    if !here.trim_start().starts_with("- ") {
        return None;
    }
    if is_bare_item(above) && below > indent {
        return at(1, "dash-column");
    }
    let is_item = sign.is_alphanumeric() && !content.contains(':') && below == indent;
    if is_item { at(content.trim_end().len(), "no-dash") } else { None }
}

/// The key at the beginning of `range` whose colon is missing: a word alone, with its keys or its list further in, or a list below it.
pub(super) fn bare_key(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let end = line_end(text, range.clone());
    let line = text.get(range.start..end)?;
    let content = line.trim();
    if !is_key(content) {
        return None;
    }
    let indent = line_indent(line);
    let below = text[end..range.end].lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    let deeper = line_indent(below);
    let has_key = below.contains(": ") || below.trim_end().ends_with(':');
    let holds = deeper > indent && has_key || deeper >= indent && below.trim_start().starts_with("- ");
    holds.then(|| range.start + indent..range.start + indent + content.len())
}

/// The items of a list that was typed with bullets of a word processor (`bullet`), or without a space after its hyphens (`dash`): YAML
/// joins its lines.
pub(super) fn typed_items(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let first = text.chars().next()?;
    if matches!(first, '•' | '◦' | '▪' | '·' | '–' | '—' | '➢') {
        return Some(("bullet", text.split(first).map(str::trim).filter(|item| !item.is_empty()).collect()));
    }
    if text.strip_prefix('-').is_some_and(|rest| rest.starts_with(is_foreign_space)) {
        let items = text.split(['\u{a0}', '\u{2007}', '\u{202f}', '\u{3000}']).map(|item| item.trim_end_matches('-').trim());
        return Some(("dash-no-break", items.filter(|item| !item.is_empty()).collect()));
    }
    let rest = text.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphanumeric))?;
    Some(("dash", rest.split(" -").map(str::trim).collect()))
}

/// What is wrong with a text where a list is wanted, and its items, if it was typed as one.
pub(super) fn listed_items(text: &str) -> Option<(&'static str, Vec<&str>)> {
    typed_items(text).or_else(|| Some(("no-dash", undashed_items(text)?)))
}

/// The items between the round brackets of `text`, which stand in the place of square ones.
pub(super) fn bracketed_items(text: &str) -> Option<Vec<&str>> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    Some(inner.split([',', ';']).map(str::trim).filter(|item| !item.is_empty()).collect())
}

/// The items of a list of files or identifiers of which some have no hyphen, so that YAML joins their lines: `01-a.md - 02-b.md`. None
/// when it may be something else.
fn undashed_items(text: &str) -> Option<Vec<&str>> {
    let items: Vec<&str> = text.split_whitespace().filter(|piece| *piece != "-").collect();
    let is_name = |piece: &&str| piece.ends_with(".md") || Slug::new(piece).is_some();
    let is_list = text.contains(" - ") || items.iter().any(|piece| piece.ends_with(".md"));
    (items.len() > 1 && is_list && items.iter().all(is_name)).then_some(items)
}

/// The last line before `line` with something on it that is no comment.
fn line_before(text: &str, line: usize) -> Option<&str> {
    text[..line].lines().rev().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
}

/// Whether a line is an item of a list that is a text and no key.
fn is_bare_item(line: &str) -> bool {
    let item = line.trim().strip_prefix("- ").map(str::trim_start);
    item.is_some_and(|item| item.starts_with(char::is_alphanumeric) && !item.split_once(':').is_some_and(|(key, _)| is_key(key)))
}

/// Where the first bracket stands in `range` that is not closed there.
pub(super) fn open_bracket(text: &str, range: Range<usize>) -> Option<usize> {
    let mut open = Vec::new();
    let (mut quote, mut before) = (None, ' ');
    for (at, sign) in text[range.clone()].char_indices() {
        match (quote, sign) {
            (Some(mark), _) => quote = Some(mark).filter(|mark| *mark != sign),
            (None, '"' | '\'') if before.is_whitespace() || matches!(before, '[' | '{' | ',') => quote = Some(sign),
            (None, '[' | '{') if before.is_whitespace() || matches!(before, '[' | '{' | ',') => open.push(range.start + at),
            (None, ']' | '}') => _ = open.pop(),
            (None, _) => {}
        }
        before = sign;
    }
    open.first().copied()
}

/// The signs that a word processor or a Mac types for a space, and that are none for YAML.
pub(super) fn is_foreign_space(sign: char) -> bool {
    matches!(sign, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}')
}

/// Reports spaces that are none for YAML before the first word of the line at `line`, or of the one above it.
pub(super) fn blank(source: &Source, base: usize, line: usize) -> Option<Diagnostic> {
    let text = source.text();
    let above = text[base..line].trim_end().rfind(['\n', '\r']).map_or(base, |end| base + end + 1);
    [above, line].into_iter().find_map(|line| {
        let content = text[line..].trim_start_matches(' ');
        let start = text.len() - content.len();
        let length = content.len() - content.trim_start_matches(is_foreign_space).len();
        let found = Diagnostic::new(Code::YamlSyntax, source.span(start..start + length)).with("problem", "blank");
        (length > 0).then_some(found)
    })
}

/// Where a colon and a space stand within a value of the group of keys or list that begins on the line at `line`, what is wrong there, and
/// how it is written: `comma`, a key of the format before the colon, which a comma should part from the value; else `flow-colon`, with the
/// value between straight quotation marks.
pub(super) fn flow_colon(text: &str, line: usize) -> Option<(usize, &'static str, String)> {
    let end = line_end(text, line..text.len());
    let open = line + text[line..end].find(['{', '['])?;
    let mut start = open + 1;
    for piece in text[start..end].split([',', '{', '}', '[', ']']) {
        let key =
            piece.split_once(": ").filter(|(key, value)| is_key(key.trim()) && !value.trim_start().starts_with(['"', '\'']));
        if let Some((key, value)) = key
            && let Some(colon) = value.find(": ")
        {
            let at = start + piece.len() - value.len() + colon;
            let second = value[..colon].rsplit(' ').next().unwrap_or_default();
            let first = value[..colon - second.len()].trim();
            if !first.is_empty() && topics().1.contains(&second) {
                let example = format!("{}: {first}, {second}: {}", key.trim(), value[colon + 2..].trim());
                return Some((at - second.len(), "comma", example));
            }
            let value = &text[start + piece.len() - value.len()..value_end(text, start + piece.len(), end)];
            return Some((at, "flow-colon", format!("{}: \"{}\"", key.trim(), value.trim())));
        }
        start += piece.len() + 1;
    }
    None
}

/// Where a value ends that stands in a group of keys up to `at`: a comma before what is no key belongs to it.
fn value_end(text: &str, at: usize, end: usize) -> usize {
    let mut value_end = at;
    while let Some(rest) = text[value_end..end].strip_prefix(',') {
        let piece = rest.split([',', '{', '}', '[', ']']).next().unwrap_or_default();
        if piece.split_once(':').is_some_and(|(key, _)| is_key(key.trim())) {
            break;
        }
        value_end += 1 + piece.len();
    }
    value_end
}

/// Where the second of two commas stands in a group of keys or list that begins on the line at `line`.
pub(super) fn second_comma(text: &str, line: usize) -> Option<usize> {
    let here = &text[line..line_end(text, line..text.len())];
    let open = here.find(['{', '['])?;
    let commas = here.match_indices(',').map(|(at, _)| at).filter(|at| *at > open);
    let is_quoted = |at: usize| !here[..at].bytes().filter(|byte| *byte == b'"').count().is_multiple_of(2);
    let mut second = commas.filter_map(|at| {
        let rest = here[at + 1..].trim_start();
        (rest.starts_with(',') && !is_quoted(at)).then(|| here.len() - rest.len())
    });
    second.next().map(|at| line + at)
}

/// Whether the lines of `range` are within a bracket that is not closed there and that a value began with.
pub(super) fn opens_list(text: &str, range: Range<usize>) -> bool {
    open_bracket(text, range.clone()).is_some_and(|at| {
        let line = text[range.start..at].rfind(['\n', '\r']).map_or(range.start, |end| range.start + end + 1);
        text[line..at].trim_end().ends_with([':', '-'])
    })
}

/// The most letters of a value that an example repeats.
const MAX_EXAMPLE: usize = 48;

/// The key on the line at `line` with its value between straight quotation marks; none when it has no key.
pub(super) fn quoted_line(text: &str, line: usize) -> Option<String> {
    let content = text[line..line_end(text, line..text.len())].trim_start_matches([' ', '-']).trim_end();
    let (key, value) = content.split_once(':').filter(|(key, value)| is_key(key) && value.starts_with([' ', '\t']))?;
    let value = value.trim().trim_matches(['"', '“', '”']).trim();
    let mut shown: String = value.chars().take(MAX_EXAMPLE).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    Some(format!("{key}: \"{}\"", shown.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// Whether curly quotation marks stand round the whole value, as one types them where straight ones are meant.
pub(super) fn is_in_curly_quotes(value: &str) -> bool {
    [['“', '”'], ['„', '“'], ['‘', '’']].into_iter().any(|[open, close]| {
        let inner = value.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains([open, close]) || close == '’' && !inner.contains(open))
    })
}

/// Whether a word is a key, or could be one: letters, digits and hyphens.
fn is_key(word: &str) -> bool {
    let letters = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
    word.starts_with(char::is_alphabetic) && word.chars().all(letters)
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
pub(super) fn glued_colon(line: &str) -> Option<(usize, &'static str)> {
    let content = line.trim_start_matches([' ', '-']);
    let (key, rest) = content.split_once(':')?;
    let letters = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
    let is_key = key.len() <= MAX_KEY_LENGTH && key.starts_with(char::is_alphabetic) && key.chars().all(letters);
    let first = rest.chars().next()?;
    // `https://…` is an address; a tab is white space for YAML.
    let is_glued = is_key && !matches!(first, ' ' | '\t') && !rest.starts_with("//");
    let problem = match first {
        _ if first.is_whitespace() => "no-break",
        _ if is_invisible(first) => "invisible",
        _ => "glued",
    };
    is_glued.then(|| (line.len() - rest.len() - 1, problem))
}
