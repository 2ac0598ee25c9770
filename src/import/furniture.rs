//! What a document makes for itself and a book makes anew: tables of contents, indexes, headers and footers. They are left out, and each kind
//! is told once.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};

/// The kinds, in the order in which they are told; messages know them by these names.
const KINDS: [&str; 4] = ["contents", "figures", "index", "header"];

/// Most pieces of which words are shown.
const MOST: usize = 1_000;

/// What was left out: the kind of each piece, and its words.
#[derive(Debug, Default)]
pub(super) struct Furniture(Vec<(&'static str, String)>);

impl Furniture {
    /// Adds a piece; one without words says nothing.
    pub(super) fn push(&mut self, kind: &'static str, words: &str) {
        let words = words.trim();
        if !words.is_empty() && self.0.len() < MOST {
            self.0.push((kind, words.to_owned()));
        }
    }

    /// Tells what was left out.
    pub(super) fn report(&self, span: Span, sink: &mut Diagnostics) {
        for wanted in KINDS {
            let words: Vec<&str> = self.0.iter().filter(|(kind, _)| *kind == wanted).map(|(_, words)| words.as_str()).collect();
            if !words.is_empty() {
                let shown: String = words.join(" / ").chars().take(120).collect();
                sink.push(Diagnostic::new(Code::ImportPageFurniture, span).with("kind", wanted).with("words", shown));
            }
        }
    }
}
