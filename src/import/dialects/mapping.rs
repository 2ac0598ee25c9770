//! The state of mapping a text: what is written of it so far, and what is reported.

use super::references::References;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{options::Options, pictures::picture, tree::Picture, write::PICTURE},
    source::Source,
};
use std::ops::Range;

/// Most brackets that are looked at and turn out to be open: a text of nothing else is not searched without end.
const SEARCHES: usize = 10_000;

/// What a text becomes, while its lines are read.
pub(super) struct Mapping<'a> {
    pub(super) source: &'a Source,
    pub(super) options: &'a Options<'a>,
    pub(super) out: String,
    /// Definitions of notes that were written in the text.
    pub(super) notes: Vec<String>,
    pub(super) author: Option<String>,
    pub(super) pictures: Vec<Picture>,
    pub(super) references: References<'a>,
    /// How many more brackets are looked at that turn out to be open.
    pub(super) searches: usize,
    pub(super) sink: &'a mut Diagnostics,
}

impl<'a> Mapping<'a> {
    pub(super) fn new(source: &'a Source, options: &'a Options<'a>, sink: &'a mut Diagnostics) -> Self {
        let out = String::with_capacity(source.text().len());
        let (notes, pictures, references) = (Vec::new(), Vec::new(), References::default());
        Self { source, options, out, notes, author: None, pictures, references, searches: SEARCHES, sink }
    }

    /// Reports what stands in this range of the source.
    pub(super) fn report(&mut self, code: Code, key: &'static str, value: &str, range: Range<usize>) {
        let shown: String = value.trim().chars().take(60).collect();
        self.sink.push(Diagnostic::new(code, self.source.span(range)).with(key, shown));
    }

    /// What stands in Markdown for the picture at an address, when it lies beside the file.
    pub(super) fn picture(&mut self, address: &str) -> Option<String> {
        let bytes = (self.options.beside?)(address)?;
        self.pictures.push(picture(bytes).ok()?);
        Some(format!("{}{}{}", PICTURE[0], self.pictures.len() - 1, PICTURE[1]))
    }

    /// Names what has no form in a book.
    pub(super) fn lost(&mut self, element: &str, range: Range<usize>) {
        self.report(Code::ImportElementLost, "element", element, range);
    }

    /// A comment, which is no part of the text. Marks of programs, a word without spaces, say nothing to people.
    pub(super) fn comment(&mut self, text: &str, range: Range<usize>) {
        let text = text.trim();
        if text.contains(char::is_whitespace) && !text.starts_with("markdownlint") && !text.starts_with("prettier") {
            let shown: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect();
            let diagnostic = Diagnostic::new(Code::ImportComment, self.source.span(range)).with("author", "?");
            self.sink.push(diagnostic.with("comment", shown).with("words", "…"));
        }
    }
}
