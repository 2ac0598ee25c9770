//! Where a printed line is in the sources: looks for the words of the line in the source of its paragraph.
//!
//! The layout knows the span of a whole piece of text, and a line is somewhere in it. Typography changes spaces and punctuation
//! between the words, never the words themselves, so they can be found.

use crate::{
    diagnostic::render,
    source::{SourceMap, Span},
};
use serde_json::Value;

/// How far behind the span to look, in bytes: more than a line is long.
const BEYOND: usize = 200;

/// Adds the place and the text of a line to an object.
pub(super) fn add(object: &mut Value, span: Option<Span>, line: &str, sources: &SourceMap) {
    if let Some(span) = span {
        render::json::add_place(object, narrow(span, line, sources), sources);
    }
    object["text"] = display(line).into();
}

/// The text of a line with soft hyphens (U+00AD) made visible.
pub(super) fn display(line: &str) -> String {
    line.replace('\u{ad}', "-")
}

/// `path:line:column` of a line.
pub(super) fn label(span: Span, line: &str, sources: &SourceMap) -> String {
    render::place(narrow(span, line, sources), sources)
}

/// The place in `span` of the words of `line`, if they occur there exactly once; else `span`.
fn narrow(span: Span, line: &str, sources: &SourceMap) -> Span {
    let source = sources.get(span.source);
    let Some(range) = span.range() else { return span };
    // A line that begins in this span may end behind it.
    let (start, end) = (range.start, range.end.saturating_add(BEYOND).min(source.text().len()));
    let Some(text) = (range.end..=end).rev().find_map(|end| source.text().get(start..end)) else { return span };
    let printed: Vec<&str> = words(line).map(|(_, word)| word).collect();
    // The first and the last word of a line may be hyphenated parts.
    let whole = printed.get(1..printed.len().saturating_sub(1)).unwrap_or_default();
    let whole = &whole[..whole.len().min(6)];
    if whole.len() < 2 {
        return span;
    }
    let written: Vec<(usize, &str)> = words(text).collect();
    let mut places = written
        .windows(whole.len())
        .enumerate()
        .filter(|(_, window)| window.iter().zip(whole).all(|((_, word), printed)| word == printed));
    match (places.next(), places.next()) {
        (Some((at, window)), None) => {
            let from = at.checked_sub(1).map_or(window[0].0, |before| written[before].0);
            let to = window.last().map_or(from, |(at, word)| at + word.len());
            source.span(start + from..start + to)
        }
        _ => span,
    }
}

/// The words of a text, letters and digits only, with their byte offsets.
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
    fn a_line_is_found_by_its_whole_words_or_keeps_the_span_of_its_text() {
        let mut sources = SourceMap::new();
        let text = "Le premier mot ; *une* ligne qui\nva jusqu'au bout, une ligne qui va mieux ailleurs.";
        let id = sources.add("tome1/a.md", text);
        let span = Span::new(id, 0..text.len());
        let place = |line: &str| label(span, line, &sources);
        assert_eq!(place("tion. Le premier mot\u{202f}; une lig\u{ad}"), "tome1/a.md:1:1");
        assert_eq!(place("bout, une ligne qui va mieux ail\u{ad}"), "tome1/a.md:2:13");
        assert_eq!(place("mier mot\u{202f}; une ligne qui va jusqu’au"), "tome1/a.md:1:4");
        assert_eq!(place("une ligne qui va"), "tome1/a.md:1:1", "it occurs twice");
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
