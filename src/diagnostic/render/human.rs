//! A diagnostic for a person: the message, an excerpt of the text with the place underlined, and what to do.
//!
//! The excerpt is shortened here before `annotate_snippets` draws it: a scraped page may have megabytes in one line, and a person
//! needs a few words on either side of the place.

use super::{Phrases, Place};
use crate::{
    diagnostic::{Diagnostic, Severity},
    locale::{Words, visible},
    source::{Source, SourceMap, Span},
};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use std::ops::Range;

/// Maximal number of lines of an excerpt: a span may cover a whole text.
const LINES: usize = 6;

/// Maximal number of characters of a line on either side of the place.
const SIDE: usize = 160;

/// How to draw for the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to use colours.
    pub colour: bool,
    /// Width in columns.
    pub width: usize,
}

/// Most bytes of a place that are looked at.
const LONGEST: usize = 1 << 16;

/// The diagnostic as text for a person, followed by a line end and an empty line.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap, words: &Words, style: Style) -> String {
    let phrases = Phrases::of(diagnostic, words);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(words.word("severity-error")),
        Severity::Warning => Level::WARNING.with_name(words.word("severity-warning")),
        Severity::Note => Level::NOTE.with_name(words.word("severity-note")),
    };
    let mut group = Group::with_title(level.primary_title(phrases.message).id(diagnostic.code.name()));
    group = group.elements(elements(diagnostic.span, AnnotationKind::Primary, phrases.label, sources));
    for (span, text) in phrases.others {
        group = group.elements(elements(span, AnnotationKind::Context, Some(text), sources));
    }
    let colon = words.word("message-colon");
    let space = colon.trim_end_matches(':');
    for text in phrases.help.into_iter().chain(phrases.hints) {
        group = group.element(Level::HELP.with_name(format!("{}{space}", words.word("severity-help"))).message(text));
    }
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(style.width);
    let drawn = renderer.render(&[group]);
    // The library writes the colon of English after the code.
    let code = format!("[{}]", diagnostic.code.name());
    let drawn = match drawn.split_once(&code).and_then(|(before, rest)| Some((before, rest.split_once(':')?))) {
        Some((before, (between, rest))) if colon != ":" => format!("{before}{code}{between}{colon}{rest}"),
        _ => drawn,
    };
    format!("{drawn}\n\n")
}

/// The path of a place, and its lines with the place underlined. There are no lines for a whole file.
fn elements<'a>(span: Span, kind: AnnotationKind, label: Option<String>, sources: &'a SourceMap) -> Vec<Element<'a>> {
    let place = Place::of(span, sources);
    let path = visible::in_one_line(place.path);
    let origin = Origin::path(path.clone());
    let (Some(range), Some(((line, column), _))) = (span.range(), place.range) else {
        return vec![origin.into()];
    };
    let excerpt = Excerpt::around(sources.get(span.source), range);
    let annotation = kind.span(excerpt.place.clone()).label(label);
    let snippet = Snippet::source(excerpt.text).line_start(line).fold(false).annotation(annotation);
    if excerpt.from_line_start {
        return vec![snippet.path(path).into()];
    }
    // `annotate_snippets` would count the column from where the line was cut.
    vec![origin.line(line).char_column(column).into(), snippet.into()]
}

/// A few lines of a source, long ones shortened, and the byte range of the place in them.
struct Excerpt {
    text: String,
    place: Range<usize>,
    /// Whether the first line is complete at its start.
    from_line_start: bool,
}

impl Excerpt {
    fn around(source: &Source, range: Range<usize>) -> Self {
        let text = source.text();
        let start = text.floor_char_boundary(range.start);
        let end = text.floor_char_boundary(range.end).max(start);
        // Read from the place, backwards and forwards, so that a line of megabytes costs no more than a short one.
        let line_start = source.line_start(start);
        let before: Vec<char> = text[line_start..start].chars().rev().take(SIDE + 1).collect();
        let mut excerpt = String::new();
        if before.len() > SIDE {
            excerpt.push('…');
        }
        excerpt.extend(before.iter().take(SIDE).rev().copied().map(shown));
        let from = excerpt.len();
        let to = copy_lines(&text[start..end], &mut excerpt) + from;
        // If the place itself was shortened, the text after it does not follow here.
        if to == excerpt.len() && to - from == end - start {
            let mut rest = text[end..].chars().take_while(|character| !matches!(character, '\n' | '\r'));
            excerpt.extend(rest.by_ref().take(SIDE).map(shown));
            if rest.next().is_some() {
                excerpt.push('…');
            }
        }
        Self { text: excerpt, place: from..to, from_line_start: before.len() <= SIDE }
    }
}

/// Appends the first lines of `text` to `excerpt`, each shortened; returns the number of bytes appended.
fn copy_lines(text: &str, excerpt: &mut String) -> usize {
    let from = excerpt.len();
    // Lines beyond this are not looked for: a place may be a text of megabytes.
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let text = text.trim_end_matches(['\n', '\r']);
    for (number, line) in text.split('\n').take(LINES).enumerate() {
        if number > 0 {
            excerpt.push('\n');
        }
        let line = line.trim_end_matches('\r');
        excerpt.extend(line.chars().take(2 * SIDE).map(shown));
        if line.chars().nth(2 * SIDE).is_some() {
            excerpt.push('…');
        }
    }
    excerpt.len() - from
}

/// A character of an excerpt as it is shown. `annotate_snippets` replaces the control characters of ASCII and the marks of direction,
/// not these. The sign is as many bytes long, so that the place stays where it is.
const fn shown(character: char) -> char {
    match character {
        '\u{80}'..='\u{9f}' => '·',
        '\u{2028}' | '\u{2029}' => '\u{fffd}',
        _ => character,
    }
}
