//! Markdown: one source → blocks with spans.
//!
//! It knows neither people nor pictures nor other texts: link targets stay as written (`LinkTarget::Unresolved`), pictures are
//! numbered in [`Document::pictures`], and `assemble` resolves both.

use crate::{
    book::{Block, Note, RichText},
    diagnostic::Diagnostics,
    source::{Source, SourceMap, Span, Spanned},
};
use std::ops::Range;

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

/// Parses the body of a contribution (`range` of `source`). `sources` holds data files that charts name.
#[must_use]
pub fn parse(_source: &Source, _range: Range<usize>, _sources: &SourceMap, _sink: &mut Diagnostics) -> Document {
    Document::default()
}

/// Parses block Markdown written in a YAML value; every span is `span`.
#[must_use]
pub fn parse_value(_text: &str, _span: Span, _sink: &mut Diagnostics) -> Document {
    Document::default()
}

/// Parses inline Markdown written in a YAML value (a title, a role); every span is `span`. Blocks are reported, their text kept.
#[must_use]
pub fn parse_inline(text: &str, span: Span, _sink: &mut Diagnostics) -> RichText {
    vec![crate::book::Inline::text(text, span)]
}
