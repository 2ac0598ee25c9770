//! What a whole contribution shares while its pieces are parsed one by one: notes, anchors, pictures, link definitions.
//!
//! Pieces are separate texts for CommonMark, so definitions are gathered from all of them first ([`Parser::gather`]).

use super::{attributes::Attributes, chart, containers::Piece, place::Place};
use crate::{
    book::{Note, NoteId, RichText, Slug},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, SourceMap, Span, Spanned},
};
use pulldown_cmark::{CodeBlockKind, Event, Options, Tag};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

/// What of CommonMark's extensions we read.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// State of a contribution being parsed.
pub(super) struct Parser<'a> {
    pub(super) sink: &'a mut Diagnostics,
    /// Data files, and the folder that they are named from; none for a value of YAML.
    files: Option<(&'a SourceMap, &'a str)>,
    /// Destination and title of each link definition, by its label.
    pub(super) references: Arc<BTreeMap<String, (String, String)>>,
    /// A definition of each note, so that calls are recognised in every piece; put before each.
    pub(super) stubs: String,
    /// Labels in the order met, each with its first call; a `NoteCall` holds an index of it until notes are numbered.
    pub(super) labels: Vec<Spanned<String>>,
    pub(super) notes: BTreeMap<String, Note>,
    /// Identifiers that authors gave; derived ones avoid them.
    reserved: BTreeSet<Slug>,
    used: BTreeSet<Slug>,
    pub(super) pictures: Vec<Spanned<String>>,
    /// The title of each picture until a figure takes it as its caption.
    pub(super) titles: Vec<Option<(String, Span)>>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(files: Option<(&'a SourceMap, &'a str)>, sink: &'a mut Diagnostics) -> Self {
        Self {
            sink,
            files,
            references: Arc::default(),
            stubs: String::new(),
            labels: Vec::new(),
            notes: BTreeMap::new(),
            reserved: BTreeSet::new(),
            used: BTreeSet::new(),
            pictures: Vec::new(),
            titles: Vec::new(),
        }
    }

    /// Collects what pieces share: definitions of links and notes, and the identifiers given.
    pub(super) fn gather(&mut self, place: &Place<'_>, pieces: &[Piece]) {
        let mut labels = BTreeSet::new();
        self.gather_from(place, pieces, &mut labels);
        // The comment ends the last definition: without it an indented piece would continue it.
        self.stubs = labels.iter().map(|label| format!("[^{label}]: x\n\n")).collect();
        if !self.stubs.is_empty() {
            self.stubs.push_str("<!-- -->\n\n");
        }
    }

    fn gather_from(&mut self, place: &Place<'_>, pieces: &[Piece], labels: &mut BTreeSet<String>) {
        for piece in pieces {
            match piece {
                Piece::Container(container) => {
                    self.reserved.extend(container.attributes.anchor_quietly());
                    self.gather_from(place, &container.pieces, labels);
                }
                Piece::Prose(range) if !may_share(&place.text[range.clone()]) => {}
                Piece::Prose(range) => {
                    let parser = pulldown_cmark::Parser::new_ext(&place.text[range.clone()], OPTIONS);
                    for (label, definition) in parser.reference_definitions().iter() {
                        let title = definition.title.as_deref().unwrap_or_default().to_owned();
                        Arc::make_mut(&mut self.references)
                            .entry(normalized(label))
                            .or_insert_with(|| (definition.dest.to_string(), title));
                    }
                    for (event, within) in parser.into_offset_iter() {
                        match event {
                            Event::Start(Tag::FootnoteDefinition(label)) => {
                                labels.insert(label.to_string());
                            }
                            Event::Start(Tag::Heading { id: Some(id), .. }) => {
                                self.reserved.insert(Slug::new(&id).unwrap_or_else(|| Slug::from_text(&id)));
                            }
                            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if chart::is_chart(&info) => {
                                let block = range.start + within.start..range.start + within.end;
                                let attributes = chart::attributes_of(place.text, &block);
                                self.reserved.extend(attributes.and_then(|attributes| attributes.anchor_quietly()));
                            }
                            _ => {}
                        }
                    }
                }
            }
        }
    }

    /// The call of a note.
    pub(super) fn call(&mut self, label: &str, span: Span) -> NoteId {
        let label = normalized(label);
        let index = self.labels.iter().position(|known| known.value == label).unwrap_or_else(|| {
            self.labels.push(Spanned::new(label, span));
            self.labels.len() - 1
        });
        NoteId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Takes the definition of a note.
    pub(super) fn define(&mut self, label: &str, note: Note) {
        let span = note.span;
        match self.notes.get(&normalized(label)) {
            Some(first) => {
                let diagnostic = Diagnostic::new(Code::RepeatedNote, span).with("label", label);
                self.sink.push(diagnostic.label(first.span, "first"));
            }
            None => {
                self.notes.insert(normalized(label), note);
            }
        }
    }

    /// The identifier that an author gave, unique in the text.
    pub(super) fn own_anchor(&mut self, attributes: &Attributes, place: &Place<'_>) -> Option<Slug> {
        let anchor = attributes.anchor(place, self.sink)?;
        if self.used.insert(anchor.clone()) {
            return Some(anchor);
        }
        let range = attributes.value("#").map(|value| value.range).unwrap_or_default();
        self.sink.push(Diagnostic::new(Code::RepeatedAnchor, place.span(&range)).with("anchor", anchor.as_str()));
        Some(self.derived_anchor(anchor.as_str()))
    }

    /// An identifier made of a title's words, unique in the text.
    pub(super) fn derived_anchor(&mut self, title: &str) -> Slug {
        let base = Slug::from_text(title);
        let mut anchor = base.clone();
        let mut number = 1;
        while self.reserved.contains(&anchor) || self.used.contains(&anchor) {
            number += 1;
            anchor = Slug::from_text(&format!("{base}-{number}"));
        }
        self.used.insert(anchor.clone());
        anchor
    }

    /// The rich text of an attribute; empty when it is absent.
    pub(super) fn attribute(&mut self, attributes: &Attributes, key: &str, place: &Place<'_>) -> RichText {
        attributes.value(key).map(|value| self.value(&value.text, place.span(&value.range))).unwrap_or_default()
    }

    /// The data file `path`, named from the text's folder.
    pub(super) fn data_file(&mut self, path: &str, span: Span) -> Option<&'a Source> {
        let (sources, folder) = self.files?;
        let joined = joined(folder, path);
        let found = sources.by_path(&joined);
        if found.is_none() {
            let diagnostic = Diagnostic::new(Code::MissingData, span).with("file", path);
            let near = sources.under(folder).map(|source| &source.path()[folder.len()..]);
            self.sink.push(diagnostic.suggest(path, near));
        }
        found
    }

    /// Reports the titles that no figure took.
    pub(super) fn report_titles(&mut self) {
        for (title, span) in std::mem::take(&mut self.titles).into_iter().flatten() {
            self.sink.push(Diagnostic::new(Code::LinkTitle, span).with("title", title));
        }
    }
}

/// Whether a text may define a link or a note, give an identifier, or draw a chart: most do none of these, and need not be
/// parsed for it.
fn may_share(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'{', b'`', b'~', bytes).is_some()
        || memchr::memchr_iter(b']', bytes).any(|at| bytes.get(at + 1) == Some(&b':'))
}

/// A label as CommonMark compares it: spaces joined, letter case ignored.
pub(super) fn normalized(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// `path` from `folder`, `..` resolved.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Shifts a range of an inner text to the text around it.
pub(super) fn shifted(range: &Range<usize>, lead: usize, start: usize) -> Range<usize> {
    range.start.saturating_sub(lead) + start..range.end.saturating_sub(lead) + start
}
