//! The leaves of a rich text, in reading order, over one string.
//!
//! Line breaking, bidirectional order and hyphenation look at a paragraph's whole text; the leaves say what each stretch of it
//! looks like and belongs to. It knows no face: a look becomes glyphs in `shape`.

use crate::{
    book::{AssetId, Inline, InlineStyle, Lang, LinkTarget, NoteId, TextId},
    fonts::FamilyRole,
    source::Span,
    typeset::{
        color::Color,
        length::Length,
        mark::MarkId,
        style::{Figures, ParagraphStyle},
    },
};
use std::ops::Range;

/// The characters of a paragraph and what they belong to.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaves {
    /// All characters; a picture is U+FFFC, a forced break U+000A.
    pub(super) text: String,
    /// The leaves; their ranges follow each other without gaps.
    pub(super) leaves: Vec<Leaf>,
    /// Links, each with its mark.
    pub(super) links: Vec<(LinkTarget, MarkId)>,
}

/// A stretch of text of one look.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) kind: LeafKind,
    /// What it looks like.
    pub(super) look: Look,
    /// Its language.
    pub(super) lang: Lang,
    /// What it belongs to.
    pub(super) mark: MarkId,
    /// The link it stands in.
    pub(super) link: Option<usize>,
    /// Where it was written.
    pub(super) span: Span,
}

/// What a leaf is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeafKind {
    Text(TextId),
    Code(TextId),
    Note(NoteId),
    Picture(AssetId),
    Break,
}

/// What characters look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) family: FamilyRole,
    pub(super) italic: bool,
    pub(super) bold: bool,
    pub(super) size: Length,
    pub(super) figures: Figures,
    pub(super) small_caps: bool,
    pub(super) script: Position,
    pub(super) struck: bool,
    pub(super) color: Color,
    pub(super) tracking: Length,
}

/// Where characters stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Position {
    Baseline,
    Superior,
    Inferior,
}

impl Leaves {
    pub(super) fn of(content: &[Inline], style: &ParagraphStyle, lang: &Lang, marks: &[MarkId]) -> Self {
        let text = &style.text;
        let look = Look {
            family: text.family,
            italic: text.italic,
            bold: text.bold,
            size: text.size,
            figures: text.figures,
            small_caps: text.small_caps,
            script: Position::Baseline,
            struck: false,
            color: text.color,
            tracking: text.tracking,
        };
        let mut leaves = Self::default();
        let mut marks = Marks { rest: marks, last: MarkId(0) };
        leaves.collect(content, &look, lang, None, &mut marks);
        leaves
    }

    fn collect(&mut self, content: &[Inline], look: &Look, lang: &Lang, link: Option<usize>, marks: &mut Marks<'_>) {
        for inline in content {
            match inline {
                Inline::Text(text) => {
                    let kind = LeafKind::Text(text.id);
                    self.push(&text.text, kind, look.clone(), lang, link, marks.next(), text.span);
                }
                Inline::Code(text) => {
                    let look = Look { family: FamilyRole::Mono, figures: Figures::Lining, small_caps: false, ..look.clone() };
                    self.push(&text.text, LeafKind::Code(text.id), look, lang, link, marks.next(), text.span);
                }
                Inline::NoteCall(call) => {
                    let number = (call.note.0 + 1).to_string();
                    let look = Look { script: Position::Superior, italic: false, bold: false, ..look.clone() };
                    self.push(&number, LeafKind::Note(call.note), look, lang, link, marks.next(), call.span);
                }
                Inline::Image(picture) => {
                    let kind = LeafKind::Picture(picture.asset);
                    self.push("\u{fffc}", kind, look.clone(), lang, link, marks.next(), picture.span);
                }
                Inline::LineBreak(span) => {
                    self.push("\n", LeafKind::Break, look.clone(), lang, link, marks.last, *span);
                }
                Inline::Link(inner) => {
                    self.links.push((inner.target.clone(), marks.next()));
                    self.collect(&inner.content, look, lang, Some(self.links.len() - 1), marks);
                }
                Inline::Styled(styled) => {
                    let mut look = look.clone();
                    let mut lang = lang;
                    match &styled.style {
                        InlineStyle::Emphasis => look.italic = !look.italic,
                        InlineStyle::Strong => look.bold = true,
                        InlineStyle::Strikethrough => look.struck = true,
                        InlineStyle::Superscript => look.script = Position::Superior,
                        InlineStyle::Subscript => look.script = Position::Inferior,
                        InlineStyle::SmallCaps => look.small_caps = true,
                        InlineStyle::Language(other) => lang = other,
                        InlineStyle::Abbreviation(_) => {}
                    }
                    self.collect(&styled.content, &look, lang, link, marks);
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of a leaf")]
    fn push(&mut self, text: &str, kind: LeafKind, look: Look, lang: &Lang, link: Option<usize>, mark: MarkId, span: Span) {
        let start = self.text.len();
        if kind == LeafKind::Break {
            self.text.push_str(text);
        } else {
            // A line end inside a leaf is a space: breaks are inlines of their own.
            self.text.extend(text.chars().map(|character| if matches!(character, '\n' | '\r' | '\t') { ' ' } else { character }));
        }
        let range = start..self.text.len();
        if !range.is_empty() {
            self.leaves.push(Leaf { range, kind, look, lang: lang.clone(), mark, link, span });
        }
    }

    /// The leaf at a byte of the text.
    pub(super) fn at(&self, byte: usize) -> Option<&Leaf> {
        let index = self.leaves.partition_point(|leaf| leaf.range.end <= byte);
        self.leaves.get(index)
    }
}

/// The marks still to be given out.
struct Marks<'a> {
    rest: &'a [MarkId],
    last: MarkId,
}

impl Marks<'_> {
    fn next(&mut self) -> MarkId {
        if let Some((&mark, rest)) = self.rest.split_first() {
            (self.last, self.rest) = (mark, rest);
        }
        self.last
    }
}
