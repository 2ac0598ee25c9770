//! Markdown: one source → blocks with spans.
//!
//! It knows neither people nor pictures nor other texts: link targets stay as written (`LinkTarget::Unresolved`), pictures are
//! numbered in [`Document::pictures`], and `assemble` resolves both. Read next: `containers` (a body cut at its `:::` fences),
//! `blocks` (each piece parsed), `inline` (what CommonMark leaves as text).

mod attributes;
mod blocks;
mod chart;
mod container;
mod containers;
mod csv;
mod inline;
mod notes;
mod parser;
mod place;
mod words;

use crate::{
    book::{Alt, Block, Inline, Note, RichText, plain_text, walk},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, SourceMap, Span, Spanned, is_surely_clean},
};
use parser::Parser;
use place::Place;
use std::{borrow::Cow, ops::Range};

/// How deep blocks and inlines may nest. No book needs ten; past this, later stages would have to fear for their stack.
const MAX_DEPTH: usize = 100;

/// A parsed body. `Picture::asset` in it is an index of `pictures`; `Inline::NoteCall`s are indices of `notes`. A speaker named
/// by id (`{by=…}`) is a `Link` to `Unresolved("person:id")` with no content.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The notes in the order of their first call.
    pub notes: Vec<Note>,
    /// Paths of pictures as written, relative to the source's folder.
    pub pictures: Vec<Spanned<String>>,
}

impl Document {
    /// How many words the text and its notes have.
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

/// Parses the body of a contribution (`range` of `source`). `sources` holds data files that charts name.
#[must_use]
pub fn parse(source: &Source, range: Range<usize>, sources: &SourceMap, sink: &mut Diagnostics) -> Document {
    // CommonMark has no NUL; this control has its length, and is dropped like it.
    let text = without_nul(source.text().get(range.clone()).unwrap_or_default());
    let folder = source.path().rfind('/').map_or("", |slash| &source.path()[..=slash]);
    document(&Place::body(&text, source, range.start), Parser::new(Some((sources, folder)), sink))
}

/// Parses block Markdown written in a YAML value; every span is `span`.
#[must_use]
pub fn parse_value(text: &str, span: Span, sink: &mut Diagnostics) -> Document {
    let text = without_nul(text);
    document(&Place::value(&text, span), Parser::new(None, sink))
}

/// Parses inline Markdown written in a YAML value (a title, a role); every span is `span`. Blocks are reported, their text kept.
#[must_use]
pub fn parse_inline(text: &str, span: Span, sink: &mut Diagnostics) -> RichText {
    report_forbidden(&Place::value(text, span), sink);
    let mut parser = Parser::new(None, sink);
    let mut rich = parser.value(text, span);
    if !parser.pictures.is_empty() {
        without_pictures(&mut rich, parser.sink);
    }
    rich
}

/// Puts their alternative texts in place of pictures: a line of a YAML value has none.
fn without_pictures(rich: &mut RichText, sink: &mut Diagnostics) {
    for inline in &mut *rich {
        if let Inline::Image(picture) = inline {
            sink.push(Diagnostic::new(Code::PictureInValue, picture.span));
            if let Alt::Text(alt) = &picture.alt {
                *inline = Inline::text(alt.as_str(), picture.span);
            }
        } else if let Some(content) = inline.content_mut() {
            without_pictures(content, sink);
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

fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{1}")) } else { Cow::Borrowed(text) }
}

fn document(place: &Place<'_>, mut parser: Parser<'_>) -> Document {
    report_forbidden(place, parser.sink);
    let pieces = containers::cut(place, 0..place.text.len(), parser.sink);
    parser.gather(place, &pieces);
    let mut blocks = container::blocks(&mut parser, place, &pieces, 0);
    let notes = notes::number(&mut parser, &mut blocks);
    parser.report_titles();
    Document { blocks, notes, pictures: parser.pictures }
}

/// Reports characters that are dropped, a run of them once.
fn report_forbidden(place: &Place<'_>, sink: &mut Diagnostics) {
    if place.clean || is_surely_clean(place.text) {
        return;
    }
    let mut run: Option<Range<usize>> = None;
    for (offset, character) in place.text.char_indices().filter(|(_, character)| place.is_hidden(*character)) {
        let end = offset + character.len_utf8();
        match &mut run {
            Some(run) if run.end == offset => run.end = end,
            Some(_) | None => {
                let named = format!("U+{:04X}", u32::from(character));
                sink.push(Diagnostic::new(Code::HiddenCharacter, place.span(&(offset..end))).with("character", named));
                run = Some(offset..end);
            }
        }
    }
}
