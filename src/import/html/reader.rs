//! The state of reading a page: the blocks found so far, the runs of the current one, and what is open around them.
//!
//! `blocks` and `inlines` add the methods that walk the page.

use super::{
    left_out::{LeftOut, declaration},
    links::Base,
    notes::Notes,
    page::Node,
    styles::{Styles, family_in_shorthand},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{
        language::{is_same, language},
        nest::{Format, Run, nest},
        options::Options,
        phrases::draws_rule,
        symbols::{is_symbol_font, symbol},
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
    /// The language of the page, else of the book.
    pub(super) language: String,
    pub(super) options: Options<'a>,
    /// The number of blocks after the last item of one of Word's lists, and that list.
    pub(super) word_list: Option<(usize, String)>,
    /// The initial of the word that is read next.
    pub(super) initial: String,
    /// The indents of the items above, the outermost first, in a page that says no more of its lists.
    pub(super) word_indents: Vec<f64>,
    /// The number of blocks after a caption that may belong to a table below it.
    pub(super) caption_at: Option<usize>,
    /// The number of blocks after a quotation that Word's style made.
    pub(super) quoted_at: usize,
    pub(super) left_out: LeftOut,
    /// The font of signs in which is read.
    pub(super) symbol_font: Option<String>,
    /// How many cells of tables are open: in one, a line of signs may be all that it says.
    pub(super) cells: usize,
    /// How many forms are open.
    pub(super) forms: usize,
    /// How many quotations in a line are open.
    pub(super) quoted: usize,
    /// From which the addresses of links are completed.
    pub(super) base: Base,
    /// The whole file.
    pub(super) span: Span,
    pub(super) sink: &'a mut Diagnostics,
    /// How many lists and quotations are open.
    nested: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        notes: Notes<'a>,
        styles: Styles,
        language: String,
        options: Options<'a>,
        span: Span,
        sink: &'a mut Diagnostics,
    ) -> Self {
        Self {
            blocks: Vec::new(),
            runs: Vec::new(),
            format: Format::default(),
            tree: Tree::default(),
            notes,
            styles,
            language,
            options,
            word_list: None,
            initial: String::new(),
            word_indents: Vec::new(),
            caption_at: None,
            quoted_at: 0,
            left_out: LeftOut::default(),
            symbol_font: None,
            cells: 0,
            forms: 0,
            quoted: 0,
            base: Base::default(),
            span,
            sink,
            nested: 0,
        }
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
        let shown = self.symbol_font.as_deref().map(|font| shown_by(font, text));
        for character in shown.as_deref().unwrap_or(text).chars() {
            // A line end that may divide a word stays for `undivided`.
            let divides = character == '\n' && spaced.ends_with(['-', '\u{2010}', '\u{ad}']);
            let character = if matches!(character, '\n' | '\r' | '\t') && !divides { ' ' } else { character };
            if character != ' ' || !spaced.ends_with([' ', '\n']) {
                spaced.push(character);
            }
        }
        if !self.initial.is_empty() && !spaced.trim().is_empty() {
            spaced.insert_str(0, &std::mem::take(&mut self.initial));
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

    /// Ends the current block as a paragraph. A block that shows nothing is dropped. Two line breaks in a row part paragraphs, as
    /// pages without paragraphs write them.
    pub(super) fn finish_paragraph(&mut self) {
        let mut part = Vec::new();
        for run in std::mem::take(&mut self.runs) {
            let blank = |run: &Run| matches!(&run.content, Inline::Text(text) if text.chars().all(char::is_whitespace));
            let ends = run.content == Inline::Break
                && part.iter().rev().find(|run| !blank(run)).is_some_and(|run: &Run| run.content == Inline::Break);
            if ends {
                self.push_paragraph(std::mem::take(&mut part));
            } else {
                part.push(run);
            }
        }
        self.push_paragraph(part);
    }

    /// Adds a rule; several below each other are one.
    pub(super) fn push_rule(&mut self) {
        if self.blocks.last() != Some(&Block::Rule) {
            self.blocks.push(Block::Rule);
        }
    }

    /// Keeps the initial that Word drops into the paragraph below, in a frame of its own; of two, the first is a paragraph.
    pub(super) fn keep_initial(&mut self, text: &str) {
        self.finish_paragraph();
        self.end_initial();
        self.initial = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }

    /// An initial below which no text stands is a paragraph.
    pub(super) fn end_initial(&mut self) {
        let initial = std::mem::take(&mut self.initial);
        if !initial.is_empty() {
            self.push_text(&initial);
            self.finish_paragraph();
        }
    }

    fn push_paragraph(&mut self, runs: Vec<Run>) {
        if runs.is_empty() {
            return;
        }
        let content = nest(runs);
        if self.cells == 0 && draws_rule(&content) {
            self.push_rule();
        } else if !is_blank(&content) {
            self.blocks.push(Block::Paragraph(content));
        }
    }

    /// Changes the format as the classes, the style and the language of `node` say.
    pub(super) fn apply_style(&mut self, node: Node<'_>) {
        self.styles.apply(node, &mut self.format);
        if let Some(declared) = node.attribute("lang").or_else(|| node.attribute("xml:lang")) {
            // A language of a sign only, as editors leave it behind, says nothing.
            let says = || node.text_content().chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
            let other = language(declared).filter(|language| !is_same(language, &self.language));
            self.format.language = other.filter(|_| says()).map(|language| language.as_str().into());
        }
    }

    /// The font of signs that `node` is set in; that of what stands around it when it names no font.
    pub(super) fn symbol_font_of(&self, node: Node<'_>) -> Option<String> {
        let family = declaration(node, "font-family").or_else(|| declaration(node, "font").and_then(family_in_shorthand));
        let named = family.or_else(|| node.attribute("face"));
        match named.map(|names| names.split(',').next().unwrap_or_default().trim().trim_matches(['"', '\''])) {
            Some(font) => is_symbol_font(font).then(|| font.to_owned()),
            None => self.symbol_font.clone(),
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

/// The characters that a font of signs shows for a text; those that it is not known for stay.
fn shown_by(font: &str, text: &str) -> String {
    text.chars()
        .map(|character| symbol(font, u32::from(character)).filter(|_| !character.is_whitespace()).unwrap_or(character))
        .collect()
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
