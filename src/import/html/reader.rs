//! The state of reading a page: the blocks found so far, and the current one.
//!
//! `blocks` and `inlines` add the methods that walk the page.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::scraped::{BlockKind, ScrapedBlock, is_rule},
    source::Span,
};

/// Deepest nesting that is followed; real pages stay far below.
pub(super) const MAX_DEPTH: usize = 120;

/// The block being read.
#[derive(Default)]
pub(super) struct CurrentBlock {
    pub(super) plain: String,
    pub(super) markdown: String,
    pub(super) pictures: Vec<String>,
}

/// Reads the nodes of a page.
pub(super) struct Reader<'a> {
    pub(super) blocks: Vec<ScrapedBlock>,
    pub(super) current: CurrentBlock,
    /// The whole file.
    pub(super) span: Span,
    pub(super) sink: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    pub(super) fn new(span: Span, sink: &'a mut Diagnostics) -> Self {
        Self { blocks: Vec::new(), current: CurrentBlock::default(), span, sink }
    }

    /// Ends the current block, as one of this kind. A block without text and pictures is dropped.
    pub(super) fn finish_block(&mut self, kind: BlockKind) {
        let CurrentBlock { plain, markdown, pictures } = std::mem::take(&mut self.current);
        let (plain, markdown) = (collapse_spaces(&plain), collapse_spaces(&markdown));
        if plain.is_empty() && pictures.is_empty() {
            return;
        }
        let kind = if is_rule(&plain) { BlockKind::Rule } else { kind };
        self.blocks.push(ScrapedBlock { kind, plain, markdown, pictures, span: self.span });
    }

    /// Adds a block that is kept as it is.
    pub(super) fn push_verbatim(&mut self, plain: String, markdown: String) {
        if plain.trim().is_empty() {
            return;
        }
        let markdown = markdown.trim_end().to_owned();
        self.blocks.push(ScrapedBlock { kind: BlockKind::Other, plain, markdown, pictures: Vec::new(), span: self.span });
    }

    /// Reports an element that is not taken over.
    pub(super) fn report(&mut self, code: Code, element: &str) {
        self.sink.push(Diagnostic::new(code, self.span).with("element", element));
    }
}

/// The text with runs of spaces collapsed to one, and without spaces or line breaks at its ends.
fn collapse_spaces(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let mut tidied = String::with_capacity(line.len());
            for character in line.chars() {
                if character != ' ' || !(tidied.is_empty() || tidied.ends_with(' ')) {
                    tidied.push(character);
                }
            }
            tidied.truncate(tidied.trim_end_matches(' ').len());
            tidied
        })
        .collect();
    lines.join("\n").trim().trim_end_matches('\\').trim_end().to_owned()
}
