//! A diagnostic for a person: the message, an excerpt of the text with the place underlined, what to do.
//!
//! The excerpt is cut out here before it is drawn: a scraped page may hold megabytes in one line, and a person needs a few
//! words on either side. Read next: `annotate_snippets`, which draws.

use super::{Phrases, Place};
use crate::{
    diagnostic::{Diagnostic, Severity},
    locale::Words,
    source::{Source, SourceMap, Span},
};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use std::ops::Range;

/// Most lines of one excerpt: a span may cover a whole text.
const LINES: usize = 6;

/// Most characters of a line on either side of the place.
const SIDE: usize = 160;

/// How the terminal takes text.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to colour.
    pub colour: bool,
    /// Columns.
    pub width: usize,
}

/// The diagnostic as a person reads it, with a line end and an empty line after it.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap, words: &Words, style: Style) -> String {
    let phrases = Phrases::of(diagnostic, words);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(words.word("severity-error")),
        Severity::Warning => Level::WARNING.with_name(words.word("severity-warning")),
        Severity::Note => Level::NOTE.with_name(words.word("severity-note")),
    };
    let mut group = Group::with_title(level.primary_title(phrases.message).id(diagnostic.code.name()));
    group = group.elements(excerpt(diagnostic.span, AnnotationKind::Primary, phrases.label, sources));
    for (span, text) in phrases.others {
        group = group.elements(excerpt(span, AnnotationKind::Context, Some(text), sources));
    }
    for text in phrases.help.into_iter().chain(phrases.hints) {
        group = group.element(Level::HELP.with_name(words.word("severity-help")).message(text));
    }
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(style.width);
    format!("{}\n\n", renderer.render(&[group]))
}

/// Where a place is, and its lines with the place underlined; a whole file, or a binary one, has no lines to show.
fn excerpt<'a>(span: Span, kind: AnnotationKind, label: Option<String>, sources: &'a SourceMap) -> Vec<Element<'a>> {
    let place = Place::of(span, sources);
    let origin = Origin::path(place.path);
    let (Some(range), Some(((line, column), _))) = (span.range(), place.range) else {
        return vec![origin.into()];
    };
    let cut = Cut::around(sources.get(span.source), range);
    let annotation = kind.span(cut.place.clone()).label(label);
    let snippet = Snippet::source(cut.text).line_start(line).fold(false).annotation(annotation);
    if cut.from_margin {
        return vec![snippet.path(place.path).into()];
    }
    // The drawer would count the column from where the line was cut.
    vec![origin.line(line).char_column(column).into(), snippet.into()]
}

/// A few lines of a source, long ones shortened, and where in them the place is.
struct Cut {
    text: String,
    place: Range<usize>,
    /// Whether the first line begins where it begins in the file.
    from_margin: bool,
}

impl Cut {
    fn around(source: &Source, range: Range<usize>) -> Self {
        let text = source.text();
        let start = floor(text, range.start);
        let end = floor(text, range.end).max(start);
        let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        // Characters before the place, nearest first, so that a line of megabytes costs no more than a short one.
        let before: Vec<char> = text[line_start..start].chars().rev().take(SIDE + 1).collect();
        let mut cut = String::new();
        if before.len() > SIDE {
            cut.push('…');
        }
        cut.extend(before.iter().take(SIDE).rev());
        let from = cut.len();
        let to = copy_lines(&text[start..end], &mut cut) + from;
        // When the place itself was shortened, what follows it is elsewhere.
        if to == cut.len() && to - from == end - start {
            let rest = &text[end..];
            let rest = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
            cut.extend(rest.chars().take(SIDE));
            if rest.chars().nth(SIDE).is_some() {
                cut.push('…');
            }
        }
        Self { text: cut, place: from..to, from_margin: before.len() <= SIDE }
    }
}

/// Appends the first lines of `text`, each shortened; returns the length of what stands for `text`.
fn copy_lines(text: &str, cut: &mut String) -> usize {
    let from = cut.len();
    let text = text.trim_end_matches(['\n', '\r']);
    for (number, line) in text.split('\n').take(LINES).enumerate() {
        if number > 0 {
            cut.push('\n');
        }
        let line = line.trim_end_matches('\r');
        cut.extend(line.chars().take(2 * SIDE));
        if line.chars().nth(2 * SIDE).is_some() {
            cut.push('…');
        }
    }
    cut.len() - from
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
