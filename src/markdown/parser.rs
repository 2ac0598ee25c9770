//! The state that the parts of a text share while it is parsed: notes, anchors, pictures, link definitions.
//!
//! `blocks` and `values` add the methods that parse.

use super::{attributes::Attributes, fragment::Fragment};
use crate::{
    book::{Note, NoteId, Slug, UniqueSlugs},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, SourceMap, Span, Spanned, paths},
};
use pulldown_cmark::{Options, RefDefs, Tag};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

/// The extensions of CommonMark that we read.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// The state of one text.
pub(super) struct Parser<'a> {
    pub(super) sink: &'a mut Diagnostics,
    /// The data files, and the folder that their paths are relative to; none for a YAML value.
    files: Option<(&'a SourceMap, &'a str)>,
    /// Link reference definitions: the destination and the title of each label.
    pub(super) references: Arc<BTreeMap<String, (String, String)>>,
    /// The labels of all notes as their definitions write them, by their normalised forms.
    defined: BTreeMap<String, BTreeSet<String>>,
    /// The labels of notes in the order of their first calls, with the span of that call. A `NoteCall` holds an index into them until
    /// the notes are numbered.
    pub(super) labels: Vec<Spanned<String>>,
    /// The title of the text, as its header has it.
    pub(super) title: String,
    /// The labels that lines begin to define with a space before the colon, with their places.
    pub(super) spaced: BTreeMap<String, Span>,
    /// The index of each label.
    label_numbers: BTreeMap<String, usize>,
    /// The notes by their labels.
    pub(super) notes: BTreeMap<String, Note>,
    /// The anchors that automatic ones avoid: those that authors gave anywhere in the text, and those used so far.
    taken: UniqueSlugs,
    /// The anchors used so far.
    used: BTreeSet<Slug>,
    /// What is told once a text, by its code and subject: the first, and how many there are after it.
    noticed: BTreeMap<(&'static str, String), (Diagnostic, usize)>,
    /// The paths of pictures as written.
    pub(super) pictures: Vec<Spanned<String>>,
    /// The title of each picture until a figure takes it as its caption.
    pub(super) titles: Vec<Option<(String, Span)>>,
    /// How much memory the book made of the text will take, about, in bytes.
    weight: u64,
}

/// Most memory that the book made of one text, or of the texts of one volume, may take, by [`MemoryCost`].
pub const MOST_WEIGHT: u64 = 1_400_000_000;

/// About how much memory a thing of a text takes until the book is written, in bytes: measured with books of nothing else, the layout,
/// the structure and the files included.
#[derive(Clone, Copy, Debug)]
pub(super) struct MemoryCost(u64);

impl MemoryCost {
    pub(super) const BYTE: Self = Self(75);
    /// A byte of a word that may be broken anywhere, because no line holds it: each letter is a box.
    pub(super) const BYTE_OF_LONG_WORD: Self = Self(150);
    /// A line of code.
    pub(super) const LINE: Self = Self(2_000);
    /// A piece of text, an emphasis, a link, a cell.
    pub(super) const INLINE: Self = Self(1_500);
    pub(super) const BLOCK: Self = Self(2_500);
    pub(super) const ITEM: Self = Self(4_500);
    pub(super) const NOTE: Self = Self(9_000);

    /// The weight of what a tag opens.
    pub(super) const fn of(tag: &Tag<'_>, is_inline: bool) -> Self {
        match tag {
            Tag::Item => Self::ITEM,
            Tag::FootnoteDefinition(_) => Self::NOTE,
            _ if is_inline => Self::INLINE,
            _ => Self::BLOCK,
        }
    }
}

impl<'a> Parser<'a> {
    pub(super) fn new(files: Option<(&'a SourceMap, &'a str)>, sink: &'a mut Diagnostics) -> Self {
        Self {
            sink,
            files,
            references: Arc::default(),
            defined: BTreeMap::new(),
            labels: Vec::new(),
            title: String::new(),
            spaced: BTreeMap::new(),
            label_numbers: BTreeMap::new(),
            notes: BTreeMap::new(),
            taken: UniqueSlugs::default(),
            used: BTreeSet::new(),
            noticed: BTreeMap::new(),
            pictures: Vec::new(),
            titles: Vec::new(),
            weight: 0,
        }
    }

    /// Adds the weight of so many things.
    pub(super) const fn weigh(&mut self, weight: MemoryCost, count: usize) {
        self.weight = self.weight.saturating_add(weight.0.saturating_mul(count as u64));
    }

    pub(super) const fn weight(&self) -> u64 {
        self.weight
    }

    /// Whether the text is so much that the rest of it is left out; reported at the first place where it is.
    pub(super) fn is_full(&mut self, place: impl FnOnce() -> Span) -> bool {
        let is_full = self.weight > MOST_WEIGHT;
        if is_full && self.weight != u64::MAX {
            self.weight = u64::MAX;
            self.sink.push(Diagnostic::new(Code::TooMuchText, place()));
        }
        is_full
    }

    /// Keeps the definitions of links, for what is parsed apart from the text: captions, titles, verse.
    pub(super) fn collect_references(&mut self, definitions: &RefDefs<'_>) {
        let references = Arc::make_mut(&mut self.references);
        references.clear();
        for (label, definition) in definitions.iter() {
            let title = definition.title.as_deref().unwrap_or_default().to_owned();
            references.entry(normalized(label)).or_insert_with(|| (definition.dest.to_string(), title));
        }
    }

    /// Whether a heading, as written, says what the title of the text says.
    pub(super) fn is_title(&self, heading: &str) -> bool {
        !self.title.is_empty() && Slug::from_text(heading) == Slug::from_text(&self.title)
    }

    /// Reports the call at `span` of a note that is not written: once where a space keeps its definition from being one.
    pub(super) fn report_missing_note(&mut self, label: &str, span: Span) {
        let report = |span| Diagnostic::new(Code::MissingNote, span).with("label", label);
        self.sink.push(match self.spaced.get(&normalized(label)) {
            Some(place) => report(*place).hint("space"),
            None => report(span),
        });
    }

    /// Keeps the label of a note that the text defines.
    pub(super) fn define_label(&mut self, label: &str) {
        self.defined.entry(normalized(label)).or_default().insert(label.to_owned());
    }

    /// Whether the text defines the note of this label, which is normalised.
    pub(super) fn is_defined(&self, label: &str) -> bool {
        self.defined.contains_key(label)
    }

    /// Takes every note that `text` calls for defined, so that its calls are recognised.
    pub(super) fn define_labels(&mut self, text: &str) {
        for (at, _) in text.match_indices("[^") {
            let label = note_label(&text[at + 2..]);
            if !label.trim().is_empty() {
                self.define_label(label);
            }
        }
    }

    /// Keeps an anchor that an author gave from automatic ones.
    pub(super) fn reserve(&mut self, anchor: Option<Slug>) {
        if let Some(anchor) = anchor {
            self.taken.reserve(anchor);
        }
    }

    /// The definitions of the notes that `text` may call, each with one letter for its content. They go before it when it is parsed,
    /// because CommonMark recognises a call only where it knows the definition.
    pub(super) fn note_preamble(&self, text: &str) -> String {
        let mut preamble = String::new();
        if self.defined.is_empty() {
            return preamble;
        }
        let mut called = BTreeSet::new();
        for (at, _) in text.match_indices("[^") {
            let labels = self.defined.get(&normalized(note_label(&text[at + 2..])));
            called.extend(labels.into_iter().flatten());
        }
        for label in called {
            preamble.extend(["[^", label, "]: x\n\n"]);
        }
        if !preamble.is_empty() {
            // The comment ends the last definition, which an indented segment would otherwise continue.
            preamble.push_str("<!-- -->\n\n");
        }
        preamble
    }

    /// What a call of the note `label` at `span` holds: the index of the label.
    pub(super) fn note_id(&mut self, label: &str, span: Span) -> NoteId {
        let label = normalized(label);
        let index = *self.label_numbers.entry(label).or_insert_with_key(|label| {
            self.labels.push(Spanned::new(label.clone(), span));
            self.labels.len() - 1
        });
        NoteId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Adds the definition of a note. A second one is reported and dropped.
    pub(super) fn define_note(&mut self, label: &str, note: Note) {
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

    /// The anchor that the author gave. One that is used already is reported and gets a number.
    pub(super) fn explicit_anchor(&mut self, attributes: &Attributes, fragment: &Fragment<'_>) -> Option<Slug> {
        let anchor = attributes.anchor(fragment, self.sink)?;
        if self.used.insert(anchor.clone()) {
            self.taken.reserve(anchor.clone());
            return Some(anchor);
        }
        let range = attributes.value("#").map(|value| value.range).unwrap_or_default();
        self.sink.push(Diagnostic::new(Code::RepeatedAnchor, fragment.span(&range)).with("anchor", anchor.as_str()));
        Some(self.automatic_anchor(anchor.as_str()))
    }

    /// An anchor made of the words of a title, unique in the text.
    pub(super) fn automatic_anchor(&mut self, title: &str) -> Slug {
        let anchor = self.taken.take(Slug::anchor(title));
        self.used.insert(anchor.clone());
        anchor
    }

    /// The data file at `path`, relative to the folder of the text. One that does not exist is reported.
    pub(super) fn data_file(&mut self, path: &str, span: Span) -> Option<&'a Source> {
        let (sources, folder) = self.files?;
        let found = paths::find(sources, folder, path);
        if found.is_none() {
            let diagnostic = Diagnostic::new(Code::MissingData, span).with("file", path);
            self.sink.push(diagnostic.suggest_one(sources.nearest(folder, path, |_| true)));
        }
        // Of a file that cannot be read, that is told at the file.
        found.filter(|found| !found.is_refused())
    }

    /// Whether a file stands at `path`, relative to the folder of the text.
    pub(super) fn has_file(&self, path: &str) -> bool {
        self.files.is_some_and(|(sources, folder)| paths::find(sources, folder, path).is_some())
    }

    /// Keeps a diagnostic that is told once a text, at the first place of its subject.
    pub(super) fn notice(&mut self, subject: &str, diagnostic: Diagnostic) {
        let key = (diagnostic.code.name(), subject.to_owned());
        self.noticed.entry(key).and_modify(|(_, others)| *others += 1).or_insert((diagnostic, 0));
    }

    /// Whether something of this subject was kept.
    pub(super) fn has_noticed(&self, code: Code, subject: &str) -> bool {
        self.noticed.contains_key(&(code.name(), subject.to_owned()))
    }

    /// Takes back what was kept of this subject.
    pub(super) fn take_notice(&mut self, code: Code, subject: &str) -> Option<Diagnostic> {
        self.noticed.remove(&(code.name(), subject.to_owned())).map(|(diagnostic, _)| diagnostic)
    }

    /// Reports what is told once a text, with the number of the others (`others`).
    pub(super) fn report_noticed(&mut self) {
        for (diagnostic, others) in std::mem::take(&mut self.noticed).into_values() {
            self.sink.push(diagnostic.with("others", others));
        }
    }

    /// Reports the titles of pictures that did not become the caption of a figure.
    pub(super) fn report_unused_titles(&mut self) {
        for (title, span) in std::mem::take(&mut self.titles).into_iter().flatten() {
            self.sink.push(Diagnostic::new(Code::LinkTitle, span).with("title", title));
        }
    }
}

/// The label at the start of `text`, up to its closing bracket; empty where there is none. CommonMark allows 999 characters, and brackets
/// only with a backslash (section 4.7).
pub(super) fn note_label(text: &str) -> &str {
    let mut escaped = false;
    let bracket = text.char_indices().take(1_000).find(|(_, character)| {
        let is_bracket = matches!(character, '[' | ']') && !escaped;
        escaped = *character == '\\' && !escaped;
        is_bracket
    });
    bracket.filter(|(_, bracket)| *bracket == ']').map_or("", |(end, _)| &text[..end])
}

/// Whether `text` may define a link, a note or an anchor. Most texts do not, and need not be parsed for definitions.
pub(super) fn may_define(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'{', b'`', b'~', bytes).is_some()
        || memchr::memchr_iter(b']', bytes).any(|at| bytes.get(at + 1) == Some(&b':'))
}

/// A label as CommonMark compares it (section 4.7): white space collapsed, case folded.
pub(super) fn normalized(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Moves a range of a parsed text to the text it was cut from: `lead` bytes were put before it, and it began at `start`.
pub(super) fn shifted(range: &Range<usize>, lead: usize, start: usize) -> Range<usize> {
    range.start.saturating_sub(lead) + start..range.end.saturating_sub(lead) + start
}
