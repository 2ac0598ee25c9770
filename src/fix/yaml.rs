//! What mends a slip of YAML: quotation marks round a value, a space, an indentation, a word of the format in its own letters.
//!
//! A value is looked for on one line, after its key or dash. Where a line has more than one value, nothing is changed.

use super::{
    edit::{Edit, line_around},
    values,
};
use crate::{
    book::Slug,
    diagnostic::{Argument, Code, Diagnostic},
    manifest,
    source::Source,
};
use std::ops::Range;

/// The changes of `source` that `found` asks for. `day_first`: [`values::date`].
pub(super) fn edits(source: &Source, found: &Diagnostic, day_first: bool) -> Vec<Edit> {
    let Some(range) = found.span.range() else { return Vec::new() };
    let at = range.start.min(source.text().len());
    let argument = |wanted: &str| {
        found.arguments.iter().find_map(|(name, value)| match value {
            Argument::Text(text) if *name == wanted => Some(text.as_str()),
            Argument::Text(_) | Argument::Number(_) => None,
        })
    };
    let word = |start: usize| {
        source.text()[start..].strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()))
    };
    match found.code {
        Code::YamlSyntax => match argument("problem").unwrap_or_default() {
            "tab" => tabs(source, at),
            "glued" => vec![Edit::new(at + 1..at + 1, " ")],
            "blank" => vec![Edit::new(range.clone(), " ".repeat(source.text()[range].chars().count()))],
            "no-break" => vec![Edit::new(range.start + 1..range.end, " ")],
            "comment" if word(at) => quote_with_comment(source, at),
            "quote" => close_quote(source, at).into_iter().collect(),
            "indentation" | "continuation" => continued(source, at).or_else(|| quote(source, at, &["- "])).into_iter().collect(),
            "character" => quote(source, at, &["@", "`", "%", "&", "*", "!", "- "]).into_iter().collect(),
            "colon" | "after-quote" | "escape" => quote_around(source, at).into_iter().collect(),
            _ => Vec::new(),
        },
        Code::YamlFeature => quote(source, at, &["&", "*", "!"]).into_iter().collect(),
        Code::LostComment | Code::EmptyValue if word(at) => quote_with_comment(source, at),
        Code::WrongType if argument("expected") == Some("text") && argument("found") == Some("list") => {
            quote(source, at, &["["]).into_iter().collect()
        }
        Code::BadIsbn => {
            let whole = argument("detail").filter(|_| matches!(argument("problem"), Some("signs" | "label"))).map(str::to_owned);
            values::replaced(source, range, |written| whole.or_else(|| values::with_hyphens(written))).into_iter().collect()
        }
        Code::BadDate => values::replaced(source, range, |written| values::date(written, day_first)).into_iter().collect(),
        Code::UnknownKey | Code::UnknownChoice | Code::UnknownTier => {
            let written = &source.text()[range.clone()];
            // Only letters of another case, or with accents: another word is for the editor to choose.
            let suggestion = found.suggestion().filter(|word| *word != written && Slug::from_text(written).as_str() == *word);
            suggestion.map(|word| Edit::new(range, word)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The value on the line of `at`: what stands after its key, else after its dash, without the spaces around it.
fn value_at(source: &Source, at: usize) -> Option<Range<usize>> {
    let line = line_around(source, at);
    let text = &source.text()[line.clone()];
    let mut content = text.trim_start_matches([' ', '\t']);
    let mut is_item = false;
    while let Some(rest) = content.strip_prefix("- ") {
        content = rest.trim_start_matches(' ');
        is_item = true;
    }
    let is_key = |key: &str| {
        key.len() <= 64
            && key.starts_with(char::is_alphanumeric)
            && key.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_'))
    };
    let after_key =
        content.split_once(':').filter(|(key, rest)| is_key(key) && rest.starts_with([' ', '\t'])).map(|(_, rest)| rest);
    let value = after_key.or_else(|| Some(content).filter(|_| is_item))?;
    let value_start = line.end - value.len();
    let trimmed = value.trim();
    let start = value_start + (value.len() - value.trim_start().len());
    (!trimmed.is_empty()).then(|| start..start + trimmed.len())
}

/// A text between straight quotation marks.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Quotation marks round the value on the line of `at`, if it begins with one of `signs`.
fn quote(source: &Source, at: usize, signs: &[&str]) -> Option<Edit> {
    let value = value_at(source, at)?;
    let text = &source.text()[value.clone()];
    signs.iter().any(|sign| text.starts_with(sign)).then(|| Edit::new(value, quoted(text)))
}

/// Quotation marks round the whole value in which something stands at `at` that ends it for YAML. Those that it has are replaced.
fn quote_around(source: &Source, at: usize) -> Option<Edit> {
    let value = value_at(source, at).filter(|value| value.start < at && at <= value.end || value.start == at)?;
    let text = &source.text()[value.clone()];
    // A comment with its space is one, and stays outside the quotation marks.
    let comment = text.find(" # ").filter(|comment| value.start + comment > at);
    let value = value.start..value.start + comment.map_or(text.len(), |comment| text[..comment].trim_end().len());
    let text = &source.text()[value.clone()];
    let inner = |sign: char| text.strip_prefix(sign)?.strip_suffix(sign).filter(|inner| !inner.is_empty());
    match (inner('"'), inner('\'')) {
        (Some(inner), _) => Some(Edit::new(value, quoted(&inner.replace("\\\"", "\"")))),
        (_, Some(inner)) => Some(Edit::new(value, quoted(&inner.replace("''", "'")))),
        // A group of keys or a list has more than one value.
        _ if text.starts_with(['{', '[']) => None,
        _ => Some(Edit::new(value, quoted(text))),
    }
}

/// Quotation marks round the value on the line of `at` together with the comment after it, which is a hashtag or a number.
fn quote_with_comment(source: &Source, at: usize) -> Vec<Edit> {
    let edit = || {
        let value = value_at(source, at).filter(|value| (value.start..value.end).contains(&at))?;
        let text = &source.text()[value.clone()];
        let is_plain = !text.starts_with(['{', '[', '|', '>']);
        let unquoted = |sign: char| {
            // `"Entretien" #3`: the quotation marks were meant for the whole.
            let (inner, comment) = text.strip_prefix(sign)?.split_once(sign)?;
            Some(format!("{inner}{comment}"))
        };
        let whole = unquoted('"').or_else(|| unquoted('\'')).unwrap_or_else(|| text.to_owned());
        is_plain.then(|| Edit::new(value, quoted(&whole)))
    };
    edit().into_iter().collect()
}

/// The quotation mark that is missing at the end of the line on which it was opened, if a key or nothing follows.
fn close_quote(source: &Source, at: usize) -> Option<Edit> {
    let text = source.text();
    let value = value_at(source, at)?;
    let sign = text[value.clone()].chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let is_open = text[value.clone()].matches(sign).count() % 2 == 1 && !text[value.clone()].ends_with('\\');
    let below = text[line_around(source, at).end..].lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim_start();
    let is_entry =
        below.is_empty() || below.starts_with(['-', '#']) || below.split_once(':').is_some_and(|(key, _)| !key.contains(' '));
    (is_open && is_entry).then(|| Edit::new(value.end..value.end, sign.to_string()))
}

/// The indentation of a line that goes on with the value of the line before.
fn continued(source: &Source, at: usize) -> Option<Edit> {
    let line = line_around(source, at);
    let text = &source.text()[line.clone()];
    let content = text.trim_start_matches(' ');
    // A key without its colon is a key all the same.
    let first = content.split_whitespace().next().unwrap_or_default();
    let is_key = manifest::topics().1.contains(&first);
    let is_entry = is_key || content.starts_with(['-', '#', '{', '[', '}', ']', '—']) || content.contains(':');
    if content.trim().is_empty() || is_entry || line.start == 0 {
        return None;
    }
    let before = line_around(source, line.start - 1);
    let value = value_at(source, before.start)?;
    let written = &source.text()[value];
    // Only a sentence that is not at its end goes on, and in the middle of one a line begins with a small letter.
    let goes_on = written.contains(' ') && !written.ends_with(['.', '!', '?', '…', '»', '”', '"', ')']);
    let is_prose = content.starts_with(char::is_lowercase) && !is_bare_key(source, &line);
    let is_text = goes_on && is_prose && !written.starts_with(['{', '[', '"', '\'', '|', '>', '&', '*']);
    let above = &source.text()[before];
    let indent = above.len() - above.trim_start_matches(' ').len();
    is_text.then(|| Edit::new(line.start..line.start + text.len() - content.len(), " ".repeat(indent + 2)))
}

/// Whether a word stands alone on a line, with lines further in below it: a key without its colon.
fn is_bare_key(source: &Source, line: &Range<usize>) -> bool {
    let width = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let here = &source.text()[line.clone()];
    let below = source.text()[line.end..].lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    !here.trim().contains(' ') && (width(below) > width(here) || below.trim_start().starts_with("- "))
}

/// Spaces for the tabs of a line, and for those of the lines below that begin with tabs too.
fn tabs(source: &Source, at: usize) -> Vec<Edit> {
    let text = source.text();
    let first = line_around(source, at);
    let is_indented = text[first.clone()].starts_with([' ', '\t']) && text[first.start..at].trim().is_empty();
    if !is_indented {
        return if text[at..].starts_with('\t') { vec![Edit::new(at..at + 1, " ")] } else { Vec::new() };
    }
    let mut above =
        text[..first.start].lines().rev().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let mut edits = Vec::new();
    // The levels so far: how many tabs, how many spaces.
    let mut levels: Vec<(usize, usize)> = Vec::new();
    let base = above.next().map_or(0, child_indent);
    let mut start = first.start;
    while start < text.len() {
        let line = start..text[start..].find(['\n', '\r']).map_or(text.len(), |length| start + length);
        let content = text[line.clone()].trim_start_matches([' ', '\t']);
        let white = line.end - content.len() - start;
        let tabs = text[start..start + white].matches('\t').count();
        if tabs == 0 && !content.is_empty() {
            break;
        }
        if tabs > 0 {
            while levels.last().is_some_and(|(above, _)| *above > tabs) {
                levels.pop();
            }
            let spaces = match levels.last() {
                Some((above, spaces)) if *above == tabs => *spaces,
                Some((above, spaces)) => spaces + 2 * (tabs - above),
                None => base,
            };
            levels.push((tabs, spaces));
            edits.push(Edit::new(start..start + white, " ".repeat(spaces)));
        }
        start = line.end + text[line.end..].chars().next().map_or(0, char::len_utf8);
    }
    edits
}

/// Where the line below `line` begins if it belongs to the same key: beside it, or within it.
fn child_indent(line: &str) -> usize {
    let content = line.trim_start_matches(' ');
    let indent = line.len() - content.len();
    let is_open = content.split('#').next().unwrap_or_default().trim_end().ends_with(':');
    match content.strip_prefix("- ") {
        Some(_) => indent + if is_open { 4 } else { 2 },
        None => indent + if is_open { 2 } else { 0 },
    }
}
