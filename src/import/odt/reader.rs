//! The state of reading an OpenDocument text.

use super::{styles::Styles, words::spaced};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{
        arrange::{Piece, arrange_within},
        damage::Damage,
        furniture::Furniture,
        nest::Run,
        options::Options,
        package::Package,
        tree::{Block, Inline, Tree},
        xml::{Element, Ns},
    },
    source::Span,
};
use std::collections::HashMap;

/// How deep texts may stand in each other: lists, tables, frames, notes.
pub(super) const MAX_DEPTH: usize = 40;

/// A tracked change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change<'a> {
    /// Whether it takes text away.
    pub(super) deletes: bool,
    /// The text that it took away, when the document keeps it apart.
    pub(super) text: Option<Element<'a>>,
}

/// Reads a document.
pub(super) struct Reader<'a, 'p> {
    pub(super) package: Option<&'a Package<'p>>,
    pub(super) styles: &'a Styles,
    pub(super) options: Options<'a>,
    pub(super) span: Span,
    pub(super) tree: Tree,
    /// Languages that are not marked.
    pub(super) ignored_languages: Vec<String>,
    /// The tracked changes.
    pub(super) changes: HashMap<&'a str, Change<'a>>,
    /// How many ranges are open whose text is not taken over.
    pub(super) skipped: Vec<&'a str>,
    /// Runs of a paragraph whose end was taken away: they belong to the next one.
    pub(super) joined: Vec<Run>,
    /// Comments whose words are read: their names and remarks.
    pub(super) open_comments: Vec<(&'a str, usize, String)>,
    pub(super) anchors: Vec<String>,
    pub(super) boxes: Vec<Block>,
    pub(super) hidden: Vec<String>,
    pub(super) furniture: Furniture,
    /// The numbers that lists have reached, by the identifier or the style of a list and the level.
    pub(super) reached: HashMap<(String, usize), u64>,
    pub(super) pictures: HashMap<String, usize>,
    pub(super) depth: usize,
    pub(super) damage: Option<Damage>,
}

impl<'a, 'p> Reader<'a, 'p> {
    pub(super) fn new(package: Option<&'a Package<'p>>, styles: &'a Styles, options: Options<'a>, span: Span) -> Self {
        Self {
            package,
            styles,
            options,
            span,
            tree: Tree::default(),
            ignored_languages: Vec::new(),
            changes: HashMap::new(),
            skipped: Vec::new(),
            joined: Vec::new(),
            open_comments: Vec::new(),
            anchors: Vec::new(),
            boxes: Vec::new(),
            hidden: Vec::new(),
            furniture: Furniture::default(),
            reached: HashMap::new(),
            pictures: HashMap::new(),
            depth: 0,
            damage: None,
        }
    }

    /// Reads which changes are tracked, and says how many.
    pub(super) fn read_changes(&mut self, text: Element<'a>, sink: &mut Diagnostics) {
        let Some(tracked) = text.child(Ns::Text, "tracked-changes") else { return };
        let mut authors: Vec<String> = Vec::new();
        let mut count = 0_usize;
        for region in tracked.children().filter(|child| child.is(Ns::Text, "changed-region")) {
            count += 1;
            let id = region.attribute(Ns::Text, "id").or_else(|| region.attribute(Ns::Xml, "id"));
            let deletion = region.child(Ns::Text, "deletion");
            let kept =
                deletion.filter(|deletion| deletion.children().any(|child| matches!(child.name(), (Ns::Text | Ns::Table, _))));
            let formats = region.child(Ns::Text, "format-change").is_some();
            if let Some(id) = id.filter(|_| !formats) {
                self.changes.insert(id, Change { deletes: deletion.is_some(), text: kept });
            }
            let author = region.find(Ns::Dc, "creator").map_or_else(|| "?".to_owned(), Element::text);
            if !authors.contains(&author) && authors.len() < 20 {
                authors.push(author);
            }
        }
        if count > 0 {
            let mode = if self.options.reject_changes { "reject" } else { "accept" };
            let diagnostic = Diagnostic::new(Code::ImportTrackedChanges, self.span).with("count", count);
            sink.push(diagnostic.with("authors", authors.join(", ")).with("mode", mode));
        }
    }

    /// A remark about the place that is read.
    pub(super) fn remark(&mut self, diagnostic: Diagnostic) -> Inline {
        self.tree.remarks.push(diagnostic);
        Inline::Remark(self.tree.remarks.len() - 1)
    }

    /// Reads the text of an element by itself.
    pub(super) fn pieces_apart(&mut self, element: Element<'a>) -> Vec<Piece> {
        if self.depth >= MAX_DEPTH {
            self.damage.get_or_insert(Damage::Deep(MAX_DEPTH));
            return Vec::new();
        }
        self.depth += 1;
        let boxes = std::mem::take(&mut self.boxes);
        let joined = std::mem::take(&mut self.joined);
        let pieces = self.read_body(element);
        (self.boxes, self.joined) = (boxes, joined);
        self.depth -= 1;
        pieces
    }

    /// The same as blocks.
    pub(super) fn blocks_apart(&mut self, element: Element<'a>) -> Vec<Block> {
        let pieces = self.pieces_apart(element);
        arrange_within(pieces, &mut self.tree.remarks, self.span)
    }

    /// Reports what has no place in the text.
    pub(super) fn report_leftovers(&mut self, sink: &mut Diagnostics) {
        for (_, index, words) in std::mem::take(&mut self.open_comments) {
            self.complete_comment(index, &words);
        }
        if !self.hidden.is_empty() {
            let words: String = self.hidden.join(" … ").chars().take(120).collect();
            let diagnostic = Diagnostic::new(Code::ImportHiddenText, self.span).with("count", self.hidden.len());
            sink.push(diagnostic.with("words", words));
        }
        self.furniture.report(self.span, sink);
    }

    /// Leaves out what the document hides.
    pub(super) fn hide(&mut self, element: Element<'a>) {
        let words = spaced(element);
        if !words.is_empty() {
            self.hidden.push(words);
        }
    }
}
