//! Where a printed line was written: the words of the line, looked for in the sources where its text comes from.
//!
//! A text keeps the place where it begins; a line of it begins farther on. Typography has changed spaces and signs between the
//! words, never the words themselves.

use crate::{
    diagnostic::render,
    source::{SourceMap, Span},
};
use serde_json::Value;

/// A line is not longer than this, in bytes.
const BEYOND: usize = 200;

/// Adds the place and the words of a line to an object.
pub(super) fn add(object: &mut Value, span: Option<Span>, line: &str, sources: &SourceMap) {
    if let Some(span) = span {
        render::json::place(object, narrowed(span, line, sources), sources);
    }
    object["text"] = shown(line).into();
}

/// A line with its hyphen as one.
pub(super) fn shown(line: &str) -> String {
    line.replace('\u{ad}', "-")
}

/// `path:line:column` of a line.
pub(super) fn label(span: Span, line: &str, sources: &SourceMap) -> String {
    render::place(narrowed(span, line, sources), sources)
}

/// The place in `span` where the words of `line` stand, when they stand there once; else `span`.
fn narrowed(span: Span, line: &str, sources: &SourceMap) -> Span {
    let source = sources.get(span.source);
    let Some(range) = span.range() else { return span };
    // A line that begins in this piece of text may go on behind it.
    let (start, end) = (range.start, range.end.saturating_add(BEYOND).min(source.text().len()));
    let Some(text) = (range.end..=end).rev().find_map(|end| source.text().get(start..end)) else { return span };
    let wanted: Vec<&str> = words(line).map(|(_, word)| word).collect();
    // The first and the last word of a line may be parts of one.
    let whole = wanted.get(1..wanted.len().saturating_sub(1)).unwrap_or_default();
    let whole = &whole[..whole.len().min(6)];
    if whole.len() < 2 {
        return span;
    }
    let written: Vec<(usize, &str)> = words(text).collect();
    let mut places = written
        .windows(whole.len())
        .enumerate()
        .filter(|(_, window)| window.iter().zip(whole).all(|((_, word), wanted)| word == wanted));
    match (places.next(), places.next()) {
        (Some((at, window)), None) => {
            let from = at.checked_sub(1).map_or(window[0].0, |before| written[before].0);
            let to = window.last().map_or(from, |(at, word)| at + word.len());
            source.span(start + from..start + to)
        }
        _ => span,
    }
}

/// Words with their places: letters and digits only.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|character: char| !character.is_alphanumeric());
        rest = length.map_or(text.len(), |length| start + length);
        Some((start, &text[start..rest]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_by_its_whole_words_or_left_where_its_text_begins() {
        let mut sources = SourceMap::new();
        let text = "Le premier mot ; *une* ligne qui\nva jusqu'au bout, une ligne qui va mieux ailleurs.";
        let id = sources.add("tome1/a.md", text);
        let span = Span::new(id, 0..text.len());
        let place = |line: &str| label(span, line, &sources);
        assert_eq!(place("tion. Le premier mot\u{202f}; une lig\u{ad}"), "tome1/a.md:1:1");
        assert_eq!(place("bout, une ligne qui va mieux ail\u{ad}"), "tome1/a.md:2:13");
        assert_eq!(place("mier mot\u{202f}; une ligne qui va jusqu’au"), "tome1/a.md:1:4");
        assert_eq!(place("une ligne qui va"), "tome1/a.md:1:1", "said twice");
        assert_eq!(place("rien de cela"), "tome1/a.md:1:1");
        let piece = Span::new(id, 33..39);
        assert_eq!(
            label(piece, "va jusqu’au bout, une ligne", &sources),
            "tome1/a.md:2:1",
            "a line goes on behind its first piece"
        );
        assert_eq!(label(Span::whole(id), "une ligne", &sources), "tome1/a.md");
    }
}
