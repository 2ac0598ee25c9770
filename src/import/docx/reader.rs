//! The state of reading a document: its parts, what is open (fields, comments), and the tree so far.

use super::{
    fields::{Field, Meaning},
    numbering::Numbering,
    relations::Relations,
    styles::Styles,
};
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
        xml::Element,
    },
    source::Span,
};
use std::collections::{BTreeMap, HashMap};

/// How deep texts may stand in each other: tables, text boxes, notes.
pub(super) const MAX_DEPTH: usize = 40;

/// The kind of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Note {
    Foot,
    End,
}

/// A passage that a remark is about, while it is read.
#[derive(Debug)]
pub(super) struct Marking {
    /// The remark.
    pub(super) remark: usize,
    pub(super) words: String,
}

/// Reads a document.
pub(super) struct Reader<'a> {
    pub(super) package: &'a Package<'a>,
    pub(super) styles: &'a Styles,
    pub(super) numbering: Numbering,
    /// The relations of each part that is read; the first are the main part's.
    pub(super) relations: Vec<Relations>,
    /// Which of them hold where is read.
    pub(super) part: usize,
    pub(super) options: Options<'a>,
    pub(super) span: Span,
    pub(super) tree: Tree,
    /// The notes, each with the part that it stands in.
    pub(super) note_sources: BTreeMap<(Note, &'a str), (Element<'a>, usize)>,
    /// The notes called so far, in order.
    pub(super) called: Vec<(Note, &'a str)>,
    call_indices: HashMap<(Note, &'a str), usize>,
    /// The signs that authors chose for notes instead of a number.
    pub(super) own_marks: HashMap<(Note, &'a str), String>,
    /// Passages that are highlighted, or shown in capitals, while they are read.
    pub(super) markings: [Option<Marking>; 2],
    /// Bookmarks since the last paragraph.
    pub(super) anchors: Vec<&'a str>,
    /// Author and text of each comment.
    pub(super) comments: BTreeMap<&'a str, (&'a str, String)>,
    /// The words that comments hang on, while their ranges are open and after.
    pub(super) comment_words: HashMap<&'a str, String>,
    pub(super) open_comments: Vec<&'a str>,
    pub(super) fields: Vec<Field>,
    /// Languages that are not marked.
    pub(super) ignored_languages: Vec<String>,
    /// Which picture of the tree each part and view has become.
    pub(super) pictures: HashMap<String, Option<usize>>,
    pub(super) hidden: Vec<String>,
    /// Text boxes of the current paragraph.
    pub(super) boxes: Vec<Vec<Block>>,
    pub(super) depth: usize,
    /// Tables of contents and indexes.
    pub(super) furniture: Furniture,
    /// What made reading impossible.
    pub(super) damage: Option<Damage>,
    /// Runs of a paragraph whose mark was deleted: they belong to the next one.
    pub(super) joined: Vec<Run>,
    /// How many of them, the first ones, are the initial of the next paragraph.
    pub(super) initial: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        package: &'a Package<'a>,
        styles: &'a Styles,
        numbering: Numbering,
        relations: Relations,
        options: Options<'a>,
        span: Span,
    ) -> Self {
        Self {
            package,
            styles,
            numbering,
            relations: vec![relations],
            part: 0,
            options,
            span,
            tree: Tree::default(),
            note_sources: BTreeMap::new(),
            called: Vec::new(),
            call_indices: HashMap::new(),
            own_marks: HashMap::new(),
            markings: [None, None],
            anchors: Vec::new(),
            comments: BTreeMap::new(),
            comment_words: HashMap::new(),
            open_comments: Vec::new(),
            fields: Vec::new(),
            ignored_languages: Vec::new(),
            pictures: HashMap::new(),
            hidden: Vec::new(),
            boxes: Vec::new(),
            depth: 0,
            furniture: Furniture::default(),
            damage: None,
            joined: Vec::new(),
            initial: 0,
        }
    }

    /// Adds the relations of another part; returns their number.
    pub(super) fn add_relations(&mut self, relations: Relations) -> usize {
        self.relations.push(relations);
        self.relations.len() - 1
    }

    /// A remark about the place that is read.
    pub(super) fn remark(&mut self, diagnostic: Diagnostic) -> Inline {
        self.tree.remarks.push(diagnostic);
        Inline::Remark(self.tree.remarks.len() - 1)
    }

    /// What a table of contents in whose result is read calls itself; none elsewhere.
    pub(super) fn generated(&self) -> Option<&'static str> {
        self.fields.iter().find_map(|field| match field.meaning {
            Some(Meaning::Generated(kind)) => Some(kind),
            Some(Meaning::Text | Meaning::Link(_)) | None => None,
        })
    }

    /// Reads the text of an element by itself, with what it would leave open.
    pub(super) fn read_apart(&mut self, element: Element<'a>) -> Vec<Piece> {
        if self.depth >= MAX_DEPTH {
            self.damage.get_or_insert(Damage::Deep(MAX_DEPTH));
            return Vec::new();
        }
        self.depth += 1;
        let fields = std::mem::take(&mut self.fields);
        let boxes = std::mem::take(&mut self.boxes);
        let joined = std::mem::take(&mut self.joined);
        let initial = std::mem::take(&mut self.initial);
        let pieces = self.read_body(element);
        (self.fields, self.boxes, self.joined, self.initial) = (fields, boxes, joined, initial);
        self.depth -= 1;
        pieces
    }

    /// The same as blocks.
    pub(super) fn blocks_apart(&mut self, element: Element<'a>) -> Vec<Block> {
        let pieces = self.read_apart(element);
        arrange_within(pieces, &mut self.tree.remarks, self.span)
    }

    /// The index of a note in the order of calls.
    pub(super) fn note_index(&mut self, kind: Note, id: &'a str) -> usize {
        if let Some(index) = self.call_indices.get(&(kind, id)) {
            return *index;
        }
        self.called.push((kind, id));
        self.call_indices.insert((kind, id), self.called.len() - 1);
        self.called.len() - 1
    }

    /// Reads the notes that were called, and those that they call.
    pub(super) fn finish_notes(&mut self) {
        let mut at = 0;
        while let Some(key) = self.called.get(at).copied() {
            let mut blocks = Vec::new();
            if let Some((element, part)) = self.note_sources.remove(&key) {
                let outer = std::mem::replace(&mut self.part, part);
                blocks = self.blocks_apart(element);
                self.part = outer;
            }
            if let Some(mark) = self.own_marks.get(&key) {
                strip_mark(&mut blocks, mark);
            }
            self.tree.notes.push(blocks);
            at += 1;
        }
    }

    /// Reports what has no place in the text: hidden words, comments without a reference, tables of contents, notes nobody calls.
    pub(super) fn report_leftovers(&mut self, sink: &mut Diagnostics) {
        if !self.hidden.is_empty() {
            let words: String = self.hidden.join(" … ").chars().take(120).collect();
            let diagnostic = Diagnostic::new(Code::ImportHiddenText, self.span).with("count", self.hidden.len());
            sink.push(diagnostic.with("words", words));
        }
        for (author, comment) in std::mem::take(&mut self.comments).into_values() {
            let diagnostic =
                Diagnostic::new(Code::ImportComment, self.span).with("author", if author.is_empty() { "?" } else { author });
            sink.push(diagnostic.with("comment", comment).with("words", "…"));
        }
        self.furniture.report(self.span, sink);
        let uncalled: Vec<_> = std::mem::take(&mut self.note_sources).into_values().collect();
        for (note, _) in uncalled {
            let words = super::words::spaced(note);
            if !words.is_empty() {
                let line: String = words.chars().take(60).collect();
                sink.push(Diagnostic::new(Code::ImportLineLeftOut, self.span).with("line", line));
            }
        }
    }
}

/// Takes the sign that an author chose for a note off its beginning.
fn strip_mark(blocks: &mut [Block], mark: &str) {
    if let Some(Block::Paragraph(content)) = blocks.first_mut()
        && let Some(Inline::Text(text)) = content.iter_mut().find(|inline| !matches!(inline, Inline::Remark(_)))
        && let Some(rest) = text.trim_start().strip_prefix(mark.trim())
        && !mark.trim().is_empty()
    {
        *text = rest.trim_start().to_owned();
    }
}
