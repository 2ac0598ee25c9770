//! Markdown: one source → blocks with spans.
//!
//! It knows neither people nor pictures nor other texts: link targets stay as written (`LinkTarget::Unresolved`), pictures are
//! numbered in [`Document::pictures`], and `assemble` resolves both. The steps: `fences` finds the lines that may open and close containers,
//! `structure` which of them do, `blocks` parses the text, `inline` adds what CommonMark has not, and `notes` numbers notes.

mod attributes;
mod blocks;
mod builder;
mod calls;
mod chart;
mod containers;
mod csv;
mod definitions;
mod division;
mod elements;
mod fences;
mod figures;
mod finalize;
mod fragment;
mod guillemets;
mod html;
mod info_string;
mod inline;
mod lone_signs;
mod lookalikes;
mod lost_links;
mod marks;
mod nesting;
mod notes;
mod opened;
mod parser;
mod slips;
mod structure;
mod typed_numbers;
mod values;
mod verse;
mod words;

use crate::{
    book::{Alt, Block, Inline, Note, RichText, plain_text, walk},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, SourceMap, Span, Spanned, is_surely_clean, of_no_use},
};
pub use parser::MOST_WEIGHT;

use fragment::{Fragment, hidden_character};
use parser::Parser;
use std::{borrow::Cow, ops::Range};

/// A parsed body. Here `Picture::asset` is an index into `pictures`, and `NoteCall::note` one into `notes`. A speaker named by
/// identifier (`{by=…}`) is a `Link` to `Unresolved("person:id")` without content.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The notes, in the order of their first calls.
    pub notes: Vec<Note>,
    /// The paths of pictures as written, relative to the folder of the source.
    pub pictures: Vec<Spanned<String>>,
    /// How much memory the book made of it will take, about, in bytes; at most [`MOST_WEIGHT`] unless that was reported.
    pub weight: u64,
}

impl Document {
    /// The number of words in the text and its notes.
    #[must_use]
    pub fn words(&self) -> usize {
        let mut count = 0;
        let notes = self.notes.iter().map(|note| &note.blocks);
        for blocks in std::iter::once(&self.blocks).chain(notes) {
            walk::rich_texts(blocks, &mut |rich| {
                count += match rich.as_slice() {
                    [Inline::Text(text)] => words::count(&text.text),
                    rich => words::count(&plain_text(rich)),
                };
            });
        }
        count
    }
}

/// Parses the body of a text: `range` of `source`. `sources` holds the data files that charts name. Mistakes go to `sink`.
#[must_use]
pub fn parse(source: &Source, range: Range<usize>, sources: &SourceMap, sink: &mut Diagnostics) -> Document {
    parse_titled(source, range, &[], sources, sink).0
}

/// Parses a text with the titles of its header, which may call its notes. Returns the titles as rich text, in their order.
#[must_use]
pub fn parse_titled(
    source: &Source,
    range: Range<usize>,
    titles: &[(&str, Span)],
    sources: &SourceMap,
    sink: &mut Diagnostics,
) -> (Document, Vec<RichText>) {
    let typed = without_nul(source.text().get(range.clone()).unwrap_or_default());
    let hidden = of_no_use(&typed);
    report_hidden(&hidden, source, range.start, sink);
    let typed = forbidden_for(&hidden, typed);
    let text = guillemets::replaced(&typed);
    let folder = source.path().rfind('/').map_or("", |slash| &source.path()[..=slash]);
    let mut fragment = Fragment::body(&text, &typed, source, range.start);
    fragment.clean &= hidden.is_empty();
    document(&fragment, titles, Parser::new(Some((sources, folder)), sink))
}

/// Parses a YAML value as blocks, such as a long biography. Every span is `span`.
#[must_use]
pub fn parse_value(text: &str, span: Span, sink: &mut Diagnostics) -> Document {
    let text = without_nul(text);
    document(&Fragment::value(&guillemets::replaced(&text), span), &[], Parser::new(None, sink)).0
}

/// Parses a YAML value as inlines, such as a title or a role. Every span is `span`. The mark of a block is reported and its text
/// kept; a picture is reported and replaced by its alternative text; the call of a note is reported and left out.
#[must_use]
pub fn parse_inline(text: &str, span: Span, sink: &mut Diagnostics) -> RichText {
    report_forbidden(&Fragment::value(text, span), sink);
    let mut parser = Parser::new(None, sink);
    parser.define_labels(text);
    let mut rich = title(&mut parser, text, span);
    lookalikes::notice(&mut parser, |visit| visit(&rich));
    parser.report_noticed();
    if !parser.labels.is_empty() {
        remove_calls(&mut rich, parser.sink);
    }
    rich
}

/// Parses a YAML value as paragraphs of inlines that blank lines part, each as [`parse_inline`] does. None is empty.
#[must_use]
pub fn parse_paragraphs(text: &str, span: Span, sink: &mut Diagnostics) -> Vec<RichText> {
    let lines: Vec<&str> = text.lines().collect();
    let paragraphs = lines.split(|line| line.trim().is_empty()).filter(|lines| !lines.is_empty());
    paragraphs.map(|lines| parse_inline(&lines.join("\n"), span, sink)).filter(|rich| !rich.is_empty()).collect()
}

/// A value on one line, without pictures.
fn title(parser: &mut Parser<'_>, text: &str, span: Span) -> RichText {
    let before = parser.pictures.len();
    let mut rich = parser.value(text, span);
    if parser.pictures.len() > before {
        remove_pictures(&mut rich, parser.sink);
        parser.pictures.truncate(before);
        parser.titles.truncate(before);
    }
    rich
}

/// Removes the calls of notes from a value, which has none.
fn remove_calls(rich: &mut RichText, sink: &mut Diagnostics) {
    rich.retain_mut(|inline| {
        if let Inline::NoteCall(call) = inline {
            sink.push(Diagnostic::new(Code::NoteOutsideText, call.span).with("place", "value"));
            return false;
        }
        if let Some(content) = inline.content_mut() {
            remove_calls(content, sink);
        }
        true
    });
}

/// Replaces pictures by their alternative texts.
fn remove_pictures(rich: &mut RichText, sink: &mut Diagnostics) {
    for inline in &mut *rich {
        if let Inline::Image(picture) = inline {
            sink.push(Diagnostic::new(Code::PictureInValue, picture.span));
            if let Alt::Text(alt) = &picture.alt {
                *inline = Inline::text(alt.as_str(), picture.span);
            }
        } else if let Some(content) = inline.content_mut() {
            remove_pictures(content, sink);
        }
    }
    let is_empty = |inline: &Inline| match inline {
        Inline::Image(_) => true,
        Inline::Text(text) => text.text.is_empty(),
        Inline::Styled(styled) => styled.content.is_empty(),
        Inline::Link(_) | Inline::Code(_) | Inline::NoteCall(_) | Inline::LineBreak(_) => false,
    };
    rich.retain(|inline| !is_empty(inline));
}

/// `text` with U+0001 for NUL, which CommonMark would replace. It is as long, and dropped with the other control characters.
fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{1}")) } else { Cow::Borrowed(text) }
}

/// Reports invisible characters that have no use, consecutive ones once. `start` is where the text begins in its source.
fn report_hidden(hidden: &[(usize, char)], source: &Source, start: usize, sink: &mut Diagnostics) {
    let mut end = None;
    for (offset, sign) in hidden {
        if end != Some(*offset) {
            let span = source.span(start + offset..start + offset + sign.len_utf8());
            sink.push(hidden_character(*sign, span));
        }
        end = Some(offset + sign.len_utf8());
    }
}

/// `text` with characters that no text may contain in the place of these. They are as long, and dropped with the others.
fn forbidden_for<'t>(hidden: &[(usize, char)], text: Cow<'t, str>) -> Cow<'t, str> {
    if hidden.is_empty() {
        return text;
    }
    let (mut replaced, mut end) = (String::with_capacity(text.len()), 0);
    for (offset, sign) in hidden {
        replaced.push_str(&text[end..*offset]);
        replaced.push(if sign.len_utf8() == 2 { '\u{80}' } else { '\u{fffe}' });
        end = offset + sign.len_utf8();
    }
    replaced.push_str(&text[end..]);
    Cow::Owned(replaced)
}

/// The steps from a fragment to a document; `titles` are those of the text.
fn document(fragment: &Fragment<'_>, titles: &[(&str, Span)], mut parser: Parser<'_>) -> (Document, Vec<RichText>) {
    report_forbidden(fragment, parser.sink);
    parser.title = titles.first().map_or_else(String::new, |(title, _)| (*title).to_owned());
    slips::find_spaced_notes(&mut parser, fragment);
    let mut blocks = parser.parse_body(fragment);
    let mut titles: Vec<RichText> = titles
        .iter()
        .map(|(text, span)| {
            report_forbidden(&Fragment::value(text, *span), parser.sink);
            title(&mut parser, text, *span)
        })
        .collect();
    let notes = notes::number_notes(&mut parser, &mut titles, &mut blocks);
    lookalikes::notice(&mut parser, |visit| {
        titles.iter().for_each(&mut *visit);
        let all = notes.iter().map(|note| &note.blocks);
        std::iter::once(&blocks).chain(all).for_each(|blocks| walk::rich_texts(blocks, &mut |rich| visit(rich)));
    });
    parser.report_unused_titles();
    parser.report_noticed();
    (Document { blocks, notes, weight: parser.weight(), pictures: parser.pictures }, titles)
}

/// Reports the forbidden characters of a text, consecutive ones once.
fn report_forbidden(fragment: &Fragment<'_>, sink: &mut Diagnostics) {
    if fragment.clean || is_surely_clean(fragment.text) {
        return;
    }
    let mut run: Option<Range<usize>> = None;
    for (offset, character) in fragment.text.char_indices().filter(|(_, character)| fragment.is_unreported(*character)) {
        let end = offset + character.len_utf8();
        match &mut run {
            Some(run) if run.end == offset => run.end = end,
            Some(_) | None => {
                sink.push(hidden_character(character, fragment.span(&(offset..end))));
                run = Some(offset..end);
            }
        }
    }
}
