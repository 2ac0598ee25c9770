//! Marks and letters that typography left as typed, because only a person can know what is right.
//!
//! A text gets one note of each kind, with a count and the first place. It is called after `typography`, with the sources: the note
//! points at the mark, not at its paragraph.

use crate::{
    book::{Book, Inline, InlineStyle, Lang, Section, Text, walk},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{SourceMap, Span},
};
use rayon::prelude::*;

/// Notes straight quotation marks, and « oe » in words that have « œ ».
pub fn check(book: &Book, sources: &SourceMap, sink: &mut Diagnostics) {
    let found: Vec<Found> = book.sections.par_iter().map(Found::in_section).collect();
    for found in found {
        let mut report = |code, (count, first): (usize, Option<Place>)| {
            if let Some(place) = first {
                let diagnostic = Diagnostic::new(code, place.narrow(sources)).with("count", count);
                sink.push(if code == Code::SeparateLetters { diagnostic.with("word", place.word) } else { diagnostic });
            }
        };
        report(Code::StraightMark, found.marks);
        report(Code::SeparateLetters, found.letters);
    }
}

/// The first place of its kind: the text node, and what is written there.
struct Place {
    span: Span,
    /// The letters before the mark; empty for a word.
    before: String,
    /// The mark with the letters after it, or the word.
    word: String,
}

impl Place {
    /// The span of the mark or word in the source. Typography may have changed spaces and marks around it, but no letters.
    fn narrow(&self, sources: &SourceMap) -> Span {
        let source = sources.get(self.span.source);
        let Some((range, text)) = self.span.range().and_then(|range| Some((range.clone(), source.text().get(range)?))) else {
            return self.span;
        };
        let mut places = text.match_indices(self.word.as_str()).map(|(at, _)| at);
        let Some(at) = places.find(|at| text[..*at].ends_with(self.before.as_str())) else { return self.span };
        let mark = self.word.starts_with(['"', '\'']);
        let length = if mark { 1 } else { self.word.len() };
        source.span(range.start + at..range.start + at + length)
    }
}

/// The number of places of each kind, and the first.
#[derive(Default)]
struct Found {
    marks: (usize, Option<Place>),
    letters: (usize, Option<Place>),
}

impl Found {
    fn in_section(section: &Section) -> Self {
        let mut found = Self::default();
        let texts = [&section.title, &section.subtitle, &section.summary, &section.source];
        texts.into_iter().for_each(|text| found.read(text, &section.lang));
        found.read_blocks(section);
        found
    }

    fn read_blocks(&mut self, section: &Section) {
        let lists = std::iter::once(&section.blocks).chain(section.notes.iter().map(|note| &note.blocks));
        for blocks in lists {
            walk::blocks(blocks, &mut |block| {
                walk::parts(block, &mut |part| {
                    if let walk::Part::Text(lang, rich) = part {
                        self.read(rich, lang.unwrap_or(&section.lang));
                    }
                });
            });
        }
    }

    fn read(&mut self, list: &[Inline], lang: &Lang) {
        for inline in list {
            match inline {
                Inline::Text(text) => self.read_text(text, lang),
                Inline::Link(link) => self.read(&link.content, lang),
                Inline::Styled(styled) => {
                    let lang = if let InlineStyle::Language(lang) = &styled.style { lang } else { lang };
                    self.read(&styled.content, lang);
                }
                Inline::Code(_) | Inline::Image(_) | Inline::NoteCall(_) | Inline::LineBreak(_) => {}
            }
        }
    }

    fn read_text(&mut self, text: &Text, lang: &Lang) {
        let written = text.text.as_str();
        for at in memchr::memchr2_iter(b'"', b'\'', written.as_bytes()) {
            let (before, after) = (&written[..at], &written[at + 1..]);
            // « 12" » and « 5' 3'' » are measures; an emoticon has no letters beside its mark.
            let measure = before.trim_end_matches([' ', '\u{a0}', '\u{202f}', '\'']).ends_with(|c: char| c.is_ascii_digit());
            let beside = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
            if !measure && (beside || written.as_bytes()[at] == b'"') {
                add(&mut self.marks, || {
                    let letters = after.chars().take_while(|c| c.is_alphanumeric()).take(12);
                    let word = written[at..=at].chars().chain(letters).collect();
                    let start = before.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).take(12).last();
                    Place { span: text.span, before: start.map_or("", |(start, _)| &before[start..]).to_owned(), word }
                });
            }
        }
        if lang.primary() == "fr" {
            self.read_letters(text);
        }
    }

    fn read_letters(&mut self, text: &Text) {
        let written = text.text.as_str();
        for at in memchr::memchr2_iter(b'o', b'O', written.as_bytes()) {
            if !matches!(written.as_bytes().get(at + 1), Some(b'e' | b'E')) {
                continue;
            }
            let start = written[..at].char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).take(8).last();
            let start = start.map_or(at, |(start, _)| start);
            let length = written[start..].chars().take_while(|c| c.is_alphabetic()).take(24).map(char::len_utf8).sum::<usize>();
            let word = &written[start..start + length];
            let small = word.to_lowercase();
            if LIGATURES.iter().any(|stem| small.starts_with(stem)) {
                add(&mut self.letters, || Place { span: text.span, before: String::new(), word: word.to_owned() });
            }
        }
    }
}

/// Beginnings of words that French writes with « œ » (Dictionnaire de l’Académie française, 9th edition). Words such as « coexister » and
/// « moelle » begin otherwise.
const LIGATURES: &[&str] = &[
    "boeuf",
    "choeur",
    "coeur",
    "consoeur",
    "contrecoeur",
    "crèvecoeur",
    "désoeuvr",
    "écoeur",
    "foetal",
    "foetus",
    "manoeuvr",
    "moeurs",
    "noeud",
    "oecumén",
    "oedèm",
    "oedip",
    "oeil",
    "oenolog",
    "oesoph",
    "oeuf",
    "oeuvr",
    "rancoeur",
    "soeur",
    "voeu",
    "oestrogèn",
];

fn add(kind: &mut (usize, Option<Place>), place: impl FnOnce() -> Place) {
    kind.0 += 1;
    if kind.1.is_none() {
        kind.1 = Some(place());
    }
}
