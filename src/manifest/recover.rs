//! Reading goes on after a bad line: what is wrong with each entry of a file that is not YAML as a whole.
//!
//! YAML has no rule for this. An entry begins where a line has a key or a dash in the column of the first one, and ends before the
//! next. Entries that are YAML alone are checked; of the others, the innermost that is not is reported. The values are not used.

use super::{
    check, misplaced,
    mistakes::{self, line_end},
    node::NodeKind,
    parse::parse,
    shape::Shape,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span},
};
use std::ops::Range;

/// The most levels of entries within each other that are looked at; our own format needs four.
const DEEPEST: usize = 6;

/// What is wrong with the entries of `range`, whose shape is `shape`. `whole` is what was found when it was read as a whole; it is the
/// result when every entry alone is YAML.
pub(super) fn report(source: &Source, range: Range<usize>, shape: &Shape, whole: Diagnostics) -> Diagnostics {
    entries_of(source, range, Some(shape), DEEPEST).unwrap_or(whole)
}

/// What is wrong with each entry; none when there are less than two, or when all are YAML.
fn entries_of(source: &Source, range: Range<usize>, shape: Option<&Shape>, levels: usize) -> Option<Diagnostics> {
    let entries = split(source.text(), range)?;
    let mut sink = Diagnostics::new();
    let mut is_broken = false;
    for Entry { range, key, value } in entries {
        let mut found = Diagnostics::new();
        // What stands below a key without its colon is read as its own, when the colon is there.
        if let Some(key) = mistakes::bare_key(source.text(), range.clone()) {
            let report = Diagnostic::new(Code::YamlSyntax, source.span(key)).with("problem", "bare-key").with("example", "");
            sink.push(report);
            is_broken = true;
            continue;
        }
        if let Some(mut node) = parse(source, range.clone(), Span::whole(source.id()), &mut found) {
            if let (NodeKind::Mapping(_) | NodeKind::Sequence(_), Some(shape)) = (&node.kind, shape) {
                misplaced::put_right(&mut node, shape, &mut found);
                check::check_partly(&node, shape, &mut found);
            }
        } else {
            is_broken = true;
            let inner = value.zip(levels.checked_sub(1)).and_then(|(value, levels)| {
                let shape = shape.and_then(|shape| shape.of_key(key.unwrap_or_default()));
                entries_of(source, value, shape, levels)
            });
            found = inner.unwrap_or(found);
        }
        sink.append(found);
    }
    is_broken.then_some(sink)
}

/// An entry of a mapping or of a list.
struct Entry<'a> {
    range: Range<usize>,
    key: Option<&'a str>,
    /// The lines below the key, when nothing stands after it.
    value: Option<Range<usize>>,
}

/// The entries of `range`, in whose column the first line with something on it begins; none when there are less than two.
fn split(text: &str, range: Range<usize>) -> Option<Vec<Entry<'_>>> {
    let mut column = None;
    let mut starts = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let end = line_end(text, start..range.end);
        let line = &text[start..end];
        let content = line.trim_start_matches(' ');
        if !content.trim().is_empty() && !content.starts_with('#') {
            // Where tabs are, nobody knows which lines belong together.
            if column.is_none() && content.starts_with('\t') {
                return None;
            }
            let column = *column.get_or_insert(line.len() - content.len());
            let is_entry = || begins_entry(content) || mistakes::bare_key(text, start..range.end).is_some();
            if line.len() - content.len() == column && (starts.is_empty() || is_entry()) {
                starts.push(start);
            }
        }
        start = end + 1;
    }
    // The lines of a list or a mapping in brackets are not entries.
    let is_block = starts.first().is_some_and(|first| !text[*first..range.end].trim_start().starts_with(['{', '[', '"', '\'']));
    if starts.len() < 2 && !is_block {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([range.end]);
    Some(starts.iter().copied().zip(ends).map(|(start, end)| entry(text, start..end)).collect())
}

/// Whether a line, without its indentation, begins an entry.
fn begins_entry(line: &str) -> bool {
    let is_key = |(key, rest): (&str, &str)| {
        let ends = rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}', '\u{202f}']);
        ends && !key.is_empty() && !key.contains(char::is_whitespace)
    };
    line == "-" || line.starts_with("- ") || line.split_once(':').is_some_and(is_key) || mistakes::glued_colon(line).is_some()
}

fn entry(text: &str, range: Range<usize>) -> Entry<'_> {
    let end = line_end(text, range.clone());
    let line = text[range.start..end].trim();
    let key = line.split_once(':').filter(|(_, rest)| rest.trim().is_empty() || rest.trim_start().starts_with('#'));
    let below = (end + 1).min(range.end);
    let value = key.filter(|_| !line.starts_with('-') && below < range.end).map(|_| below..range.end);
    Entry { range, key: key.map(|(key, _)| key), value }
}
