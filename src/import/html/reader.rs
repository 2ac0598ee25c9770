//! The state of reading a page: the blocks found so far, the runs of the current one, and what is open around them.
//!
//! `blocks` and `inlines` add the methods that walk the page.

use super::{
    notes::Notes,
    page::Node,
    styles::{Styles, primary},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{
        nest::{Format, Run, nest},
        tree::{Block, Inline, Tree},
        write::is_blank,
    },
    source::Span,
};

/// Deepest nesting that is followed; real pages stay far below.
pub(super) const MAX_DEPTH: usize = 120;

/// Most lists (which count twice, with their items) and quotations within each other that are kept as such; deeper ones keep
/// their text. A book allows 100 (C021).
const MAX_NESTED: usize = 40;

/// Reads the nodes of a page.
pub(super) struct Reader<'a> {
    pub(super) blocks: Vec<Block>,
    pub(super) runs: Vec<Run>,
    /// The format of what is read next.
    pub(super) format: Format,
    pub(super) tree: Tree,
    /// The notes of the page, found before.
    pub(super) notes: Notes<'a>,
    /// What the page's own style sheet says of classes.
    pub(super) styles: Styles,
    /// The language of the page.
    pub(super) language: Option<String>,
    /// The whole file.
    pub(super) span: Span,
    pub(super) sink: &'a mut Diagnostics,
    /// How many lists and quotations are open.
    nested: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(notes: Notes<'a>, styles: Styles, span: Span, sink: &'a mut Diagnostics) -> Self {
        let (blocks, runs, format, tree) = (Vec::new(), Vec::new(), Format::default(), Tree::default());
        Self { blocks, runs, format, tree, notes, styles, language: None, span, sink, nested: 0 }
    }

    /// Opens `levels` more lists or quotations; false, and reported, when too many are open. After true, the caller closes them.
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

    /// Adds what one run shows.
    pub(super) fn push(&mut self, content: Inline) {
        self.runs.push(Run { content, format: self.format.clone() });
    }

    /// Adds text; line breaks and tabs of the file are spaces, as in a browser.
    pub(super) fn push_text(&mut self, text: &str) {
        let mut spaced = String::with_capacity(text.len());
        for character in text.chars() {
            let character = if matches!(character, '\n' | '\r' | '\t') { ' ' } else { character };
            if character != ' ' || !spaced.ends_with(' ') {
                spaced.push(character);
            }
        }
        let spaced = mend_quotes(spaced);
        if !spaced.is_empty() {
            self.push(Inline::Text(spaced));
        }
    }

    /// The inlines of the current block, which ends.
    pub(super) fn take_inlines(&mut self) -> Vec<Inline> {
        nest(std::mem::take(&mut self.runs))
    }

    /// Ends the current block as a paragraph. A block that shows nothing is dropped.
    pub(super) fn finish_paragraph(&mut self) {
        let content = self.take_inlines();
        if !is_blank(&content) {
            self.blocks.push(Block::Paragraph(content));
        }
    }

    /// Changes the format as the classes, the style and the language of `node` say.
    pub(super) fn apply_style(&mut self, node: Node<'_>) {
        self.styles.apply(node, &mut self.format);
        if let Some(language) = node.attribute("lang").or_else(|| node.attribute("xml:lang")) {
            let language = language.trim().replace('_', "-");
            let same = self.language.as_deref().is_none_or(|page| primary(page) == primary(&language));
            let known =
                language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && (2..=3).contains(&primary(&language).len());
            self.format.language = (!same && known).then(|| language.as_str().into());
        }
    }

    /// Adds a remark about the place that is read.
    pub(super) fn remark(&mut self, diagnostic: Diagnostic) {
        self.tree.remarks.push(diagnostic);
        self.push(Inline::Remark(self.tree.remarks.len() - 1));
    }

    /// Reports an element that is not taken over.
    pub(super) fn report(&mut self, code: Code, element: &str) {
        self.sink.push(Diagnostic::new(code, self.span).with("element", element));
    }
}

/// Puts right what WordPress in French makes of `l'"ami"`: « l’ »ami » », a closing mark where the opening one belongs.
fn mend_quotes(text: String) -> String {
    if !text.contains('»') {
        return text;
    }
    let mut mended = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('»') {
        let (before, after) = (&rest[..at], &rest[at + '»'.len_utf8()..]);
        let word = before.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let opens = word.ends_with(['’', '\'']) && after.starts_with(char::is_alphanumeric);
        mended.push_str(if opens { word } else { before });
        mended.push_str(if opens { "«\u{a0}" } else { "»" });
        rest = after;
    }
    mended.push_str(rest);
    mended
}
