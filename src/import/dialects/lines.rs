//! What stands on lines of its own: containers, callouts, comments, tables of contents, formulas, properties.

use super::{
    braces,
    line_kinds::{fence, is_generator, is_heading, is_tags, is_underline},
    mapping::Mapping,
    phrases, pictures,
    references::{References, definition},
};
use crate::diagnostic::{Code, Diagnostic};
use std::ops::Range;

/// Containers that the book has under the same name.
const OWN: [&str; 7] = ["aside", "epigraph", "question", "answer", "verse", "figure", "table"];

/// A container that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// Its signs are written.
    Kept,
    /// Its content is enough.
    Dropped,
}

/// A line with its place in the source.
#[derive(Clone)]
struct Line<'t> {
    text: &'t str,
    range: Range<usize>,
}

/// Maps all lines from byte `start` on.
pub(super) fn map(mapping: &mut Mapping<'_>, start: usize) {
    let text = mapping.source.text();
    let mut offset = start;
    let lines: Vec<Line<'_>> = text[start..]
        .split_inclusive('\n')
        .map(|line| {
            let bare = line.trim_end_matches(['\n', '\r']);
            offset += line.len();
            Line { text: bare, range: offset - line.len()..offset - line.len() + bare.len() }
        })
        .collect();
    let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
    mapping.references = References::find(&texts);
    let mut open: Vec<Open> = Vec::new();
    let last = ["-->", "%%"].map(|sign| lines.iter().rposition(|line| line.text.contains(sign)).unwrap_or(0));
    let mut at = properties(mapping, &lines);
    while let Some(line) = lines.get(at) {
        if let Some(end) = target(mapping, &texts, at) {
            at = end;
            continue;
        }
        at = map_line(mapping, &lines, at, line, last, &mut open);
    }
}

/// Keeps the definition of a target as it is; the line after it. None when there is none here: it does not go on a paragraph.
fn target(mapping: &mut Mapping<'_>, texts: &[&str], at: usize) -> Option<usize> {
    let (label, target) = definition(texts, at)?;
    let start = mapping.out.len();
    for text in &texts[at..at + target.lines] {
        push(mapping, text);
    }
    let range = start..mapping.out.len();
    mapping.references.write(label, range);
    Some(at + target.lines)
}

/// Maps the line at `at`, and those that belong to it; returns the next one.
fn map_line(
    mapping: &mut Mapping<'_>,
    lines: &[Line<'_>],
    at: usize,
    line: &Line<'_>,
    last: [usize; 2],
    open: &mut Vec<Open>,
) -> usize {
    let trimmed = line.text.trim();
    if let Some(fence) = fence(trimmed) {
        let closes = |line: &Line<'_>| {
            let inner = line.text.trim();
            inner.starts_with(fence) && inner.trim_start_matches(&fence[..1]).is_empty()
        };
        let end = lines[at + 1..].iter().position(closes).map_or(lines.len(), |end| at + 1 + end + 1);
        for line in &lines[at..end] {
            push(mapping, line.text);
        }
        return end;
    }
    if let Some(end) = comment(mapping, lines, at, last) {
        return end;
    }
    let indented = line.text.starts_with("    ") || line.text.starts_with('\t');
    let after_text = at > 0 && !lines[at - 1].text.trim().is_empty();
    if indented && !after_text && !in_list(lines, at) {
        push(mapping, line.text);
        return at + 1;
    }
    if matches!(trimmed.to_ascii_lowercase().as_str(), "[toc]" | "[[toc]]" | "[[_toc_]]" | "{:toc}" | "${toc}" | "{{toc}}") {
        let diagnostic = Diagnostic::new(Code::ImportPageFurniture, mapping.source.span(line.range.clone()));
        mapping.sink.push(diagnostic.with("kind", "contents").with("words", trimmed));
        return at + 1;
    }
    if trimmed == "$$" || (trimmed.starts_with("$$") && trimmed.len() > 4 && trimmed.ends_with("$$")) {
        return formula(mapping, lines, at);
    }
    if trimmed.starts_with(":::") {
        container(mapping, line, open);
        return at + 1;
    }
    if let Some(end) = callout(mapping, lines, at) {
        return end;
    }
    let aside = trimmed.to_ascii_lowercase();
    if aside == "<aside>" || aside == "</aside>" {
        push(mapping, if aside == "<aside>" { "::: aside" } else { ":::" });
        return at + 1;
    }
    if is_generator(trimmed) {
        mapping.lost(trimmed, line.range.clone());
        return at + 1;
    }
    if trimmed.starts_with('#') && trimmed.len() > 1 && is_tags(trimmed) {
        mapping.report(Code::ImportLineLeftOut, "line", trimmed, line.range.clone());
        return at + 1;
    }
    let is_heading = is_heading(trimmed) || lines.get(at + 1).is_some_and(|next| is_underline(next.text)) && !trimmed.is_empty();
    if let Some((start, found)) = braces::of_heading(line.text).filter(|_| is_heading) {
        let mapped = phrases::map(mapping, line.text[..start].trim_end(), line.range.start);
        let kept = braces::kept(mapping, &found, &["#", "lang"], line.range.start + start..line.range.end);
        push(mapping, format!("{mapped} {kept}").trim_end());
        return at + 1;
    }
    // A picture whose words or title stand on several lines.
    let last = at + pictures::lines_of_picture(lines[at..].iter().map(|line| line.text));
    let mapped = phrases::map(mapping, &mapping.source.text()[line.range.start..lines[last].range.end], line.range.start);
    push(mapping, &mapped);
    last + 1
}

fn push(mapping: &mut Mapping<'_>, line: &str) {
    mapping.out.push_str(line);
    mapping.out.push('\n');
}

/// Whether a line goes on with the item of a list above it.
fn in_list(lines: &[Line<'_>], at: usize) -> bool {
    let above =
        lines[..at].iter().rev().take(200).find(|line| !line.text.trim().is_empty() && !line.text.starts_with([' ', '\t']));
    above.is_some_and(|line| {
        let text = line.text;
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let numbered = digits > 0 && text[digits..].starts_with([')', '.']);
        text.starts_with("- ")
            || text.starts_with("* ")
            || text.starts_with("+ ")
            || numbered
            || text.starts_with("[^")
            || text.starts_with(": ")
    })
}

/// A comment of several lines or of one, in HTML or Obsidian's: it is left out. The line after it; none when there is none here.
fn comment(mapping: &mut Mapping<'_>, lines: &[Line<'_>], at: usize, last: [usize; 2]) -> Option<usize> {
    let trimmed = lines[at].text.trim();
    let (opening, closing) = [("<!--", "-->"), ("%%", "%%")].into_iter().find(|(opening, _)| trimmed.starts_with(opening))?;
    let first = &trimmed[opening.len()..];
    if let Some((text, after)) = first.split_once(closing) {
        if !after.trim().is_empty() {
            return None;
        }
        mapping.comment(text, lines[at].range.clone());
        return Some(at + 1);
    }
    // What never ends is no comment.
    if at >= last[usize::from(opening == "%%")] {
        return None;
    }
    let mut text = first.to_owned();
    for (length, line) in lines[at + 1..].iter().enumerate() {
        match line.text.split_once(closing) {
            Some((before, _)) => {
                text.push(' ');
                text.push_str(before);
                mapping.comment(&text, lines[at].range.start..line.range.end);
                return Some(at + length + 2);
            }
            None => {
                text.push(' ');
                text.push_str(line.text);
            }
        }
    }
    None
}

/// A formula on lines of its own: its characters are kept.
fn formula(mapping: &mut Mapping<'_>, lines: &[Line<'_>], at: usize) -> usize {
    let trimmed = lines[at].text.trim();
    let (text, end) = if trimmed.len() > 4 {
        (trimmed.trim_matches('$').to_owned(), at + 1)
    } else {
        match lines[at + 1..].iter().position(|line| line.text.trim() == "$$") {
            Some(length) => {
                let inner: Vec<&str> = lines[at + 1..at + 1 + length].iter().map(|line| line.text.trim()).collect();
                (inner.join(" "), at + length + 2)
            }
            None => {
                push(mapping, lines[at].text);
                return at + 1;
            }
        }
    };
    mapping.report(Code::ImportFormula, "words", &text, lines[at].range.clone());
    let escaped = crate::import::escape::escape(text.trim());
    push(mapping, &escaped);
    end
}

/// A line of three colons: the book's own containers stay, admonitions become asides, of any other the content is kept.
fn container(mapping: &mut Mapping<'_>, line: &Line<'_>, open: &mut Vec<Open>) {
    let rest = line.text.trim().trim_start_matches(':').trim();
    if rest.is_empty() {
        match open.pop() {
            Some(Open::Dropped) => {}
            Some(Open::Kept) => push(mapping, ":::"),
            None => push(mapping, line.text),
        }
        return;
    }
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
    if OWN.contains(&name.as_str()) {
        open.push(Open::Kept);
        let found = line.text.find('{').and_then(|start| Some((start, braces::read(&line.text[start..])?)));
        match found.filter(|(start, found)| line.text[start + found.length..].trim().is_empty()) {
            Some((start, found)) => {
                let kept = braces::kept(mapping, &found, attributes(&name), line.range.start + start..line.range.end);
                let line = format!("{} {kept}", line.text[..start].trim_end());
                push(mapping, line.trim_end());
            }
            None => push(mapping, line.text),
        }
        return;
    }
    let class = rest.strip_prefix('{').map(|inner| inner.trim_start().trim_start_matches('.'));
    let class: String = class.unwrap_or(rest).chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
    let kind = class.strip_prefix("callout-").unwrap_or(&class).to_lowercase();
    let admonition = matches!(
        kind.as_str(),
        "info"
            | "success"
            | "warning"
            | "danger"
            | "spoiler"
            | "note"
            | "tip"
            | "caution"
            | "important"
            | "admonition"
            | "details"
            | "remarque"
            | "attention"
            | "abstract"
            | "example"
            | "exemple"
            | "hint"
            | "callout"
    );
    if admonition {
        let quoted = rest.split_once("title=\"").and_then(|(_, value)| Some(value.split_once('"')?.0.to_owned()));
        let title = quoted.unwrap_or_else(|| {
            let words = rest[name.len()..].trim();
            if rest.starts_with('{') || words.starts_with('{') { String::new() } else { words.to_owned() }
        });
        open.push(Open::Kept);
        push(mapping, &aside(&title));
    } else {
        open.push(Open::Dropped);
        mapping.lost(line.text.trim(), line.range.clone());
    }
}

/// The attributes that a container of the book has.
fn attributes(container: &str) -> &'static [&'static str] {
    match container {
        "aside" => &["title"],
        "question" | "answer" => &["by", "speaker"],
        "figure" => &["#", "caption", "credit"],
        "table" => &["#", "caption"],
        _ => &[],
    }
}

/// The first line of an aside.
fn aside(title: &str) -> String {
    let title = title.trim().replace('\\', "\\\\").replace('"', "\\\"");
    if title.is_empty() { "::: aside".to_owned() } else { format!("::: aside {{title=\"{title}\"}}") }
}

/// A quotation that says that it is a note, as Obsidian and GitHub write them: `> [!note] Title`.
fn callout(mapping: &mut Mapping<'_>, lines: &[Line<'_>], at: usize) -> Option<usize> {
    let quoted = |line: &Line<'_>| line.text.strip_prefix('>').map(|rest| rest.strip_prefix(' ').unwrap_or(rest).to_owned());
    let first = quoted(&lines[at])?;
    let rest = first.trim_start().strip_prefix("[!")?;
    let (_, title) = rest.split_once(']')?;
    let title = title.trim_start_matches(['+', '-']).trim();
    push(mapping, &aside(title));
    let mut end = at + 1;
    while let Some(inner) = lines.get(end).and_then(quoted) {
        let start = lines[end].range.end - inner.len();
        let mapped = phrases::map(mapping, &inner, start);
        push(mapping, &mapped);
        end += 1;
    }
    push(mapping, ":::");
    // What follows directly would be part of nothing.
    if lines.get(end).is_some_and(|line| !line.text.trim().is_empty()) {
        push(mapping, "");
    }
    Some(end)
}

/// The properties that Notion writes below the title, in a file whose name or links hold its identifiers; they are left out, and named.
/// Returns the first line after them; what stands before is written.
fn properties(mapping: &mut Mapping<'_>, lines: &[Line<'_>]) -> usize {
    let has_identifier = |text: &str| {
        let mut run = 0;
        text.bytes().any(|byte| {
            run = if byte.is_ascii_hexdigit() { run + 1 } else { 0 };
            run >= 32
        })
    };
    let from_notion = has_identifier(mapping.source.path()) || has_identifier(mapping.source.text());
    let Some(title) = lines.iter().position(|line| !line.text.trim().is_empty()).filter(|at| lines[*at].text.starts_with("# "))
    else {
        return 0;
    };
    let Some(first) = lines[title + 1..].iter().position(|line| !line.text.trim().is_empty()).map(|at| title + 1 + at) else {
        return 0;
    };
    let length = lines[first..].iter().take_while(|line| !line.text.trim().is_empty()).count();
    let is_property = |line: &Line<'_>| {
        line.text.split_once(": ").is_some_and(|(key, _)| {
            key.chars().count() <= 40 && key.starts_with(char::is_uppercase) && !key.contains(['.', '*', '[', '!', '?'])
        })
    };
    if !from_notion || !lines[first..first + length].iter().all(is_property) {
        return 0;
    }
    push(mapping, lines[title].text);
    push(mapping, "");
    for line in &lines[first..first + length] {
        let Some((key, value)) = line.text.split_once(": ") else { continue };
        if matches!(key.to_lowercase().as_str(), "auteur" | "autrice" | "auteure" | "author" | "par") {
            mapping.author = Some(value.trim().to_owned());
        } else {
            mapping.report(Code::ImportLineLeftOut, "line", line.text, line.range.clone());
        }
    }
    first + length
}
