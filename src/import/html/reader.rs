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

/// Most lists (which count twice, with their items), quotations and emphases within each other that are kept as such; deeper ones keep
/// their text. A book allows 100 (C021).
const MAX_NESTED: usize = 40;

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
    /// How many lists, quotations and emphases are open.
    nested: usize,
    /// The delimiters of the emphases that are open.
    open: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(span: Span, sink: &'a mut Diagnostics) -> Self {
        Self { blocks: Vec::new(), current: CurrentBlock::default(), span, sink, nested: 0, open: Vec::new() }
    }

    /// Opens `levels` more lists, quotations or emphases; false, and reported, when too many are open. After true, the caller closes
    /// them.
    pub(super) fn nest(&mut self, levels: usize) -> bool {
        let fits = self.nested + levels <= MAX_NESTED;
        if fits {
            self.nested += levels;
        } else {
            self.report(Code::ImportElementLost, "nesting");
        }
        fits
    }

    /// Closes what `nest` opened.
    pub(super) fn close(&mut self, levels: usize) {
        self.nested -= levels;
    }

    /// Opens an emphasis; false when the same is open already, so that it would add nothing, or when too many are.
    pub(super) fn open_emphasis(&mut self, delimiter: &'static str) -> bool {
        let repeats = delimiter.starts_with(['*', '~', '[']) && self.open.contains(&delimiter);
        let opens = !repeats && self.nest(1);
        if opens {
            self.open.push(delimiter);
        }
        opens
    }

    /// Closes the emphasis opened last.
    pub(super) fn close_emphasis(&mut self) {
        self.open.pop();
        self.close(1);
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
