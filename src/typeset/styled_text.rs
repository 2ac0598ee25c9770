//! A paragraph as one string, and the styled runs over it.
//!
//! Bidirectional order, line breaking and hyphenation need the whole text of a paragraph. Its runs say what each range of the text
//! looks like and belongs to. It knows no face: `shape` makes glyphs of it.

use crate::{
    book::{AssetId, Inline, InlineStyle, Lang, LinkTarget, NoteId, TextId},
    fonts::FamilyRole,
    source::Span,
    typeset::{
        bidi::{Isolate, base_level},
        color::Color,
        length::Length,
        mark::MarkId,
        style::{Caps, Figures, ParagraphStyle},
    },
};
use std::ops::Range;

/// The characters of a paragraph, their styles and what they belong to.
#[derive(Clone, Debug, Default)]
pub(super) struct StyledText {
    /// All characters; a picture is U+FFFC, a forced break U+000A.
    pub(super) text: String,
    /// The runs, in order and without gaps.
    pub(super) runs: Vec<StyledRun>,
    /// Links, each with its mark.
    pub(super) links: Vec<(LinkTarget, MarkId)>,
    /// Phrases of the other direction, an outer one before those inside it.
    pub(super) isolates: Vec<Isolate>,
}

/// A range of the text that has one style and comes from one inline.
#[derive(Clone, Debug)]
pub(super) struct StyledRun {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) kind: RunKind,
    /// What it looks like.
    pub(super) style: RunStyle,
    /// Its language.
    pub(super) lang: Lang,
    /// What it belongs to.
    pub(super) mark: MarkId,
    /// Index of the link it is part of.
    pub(super) link: Option<usize>,
    /// Where it was written.
    pub(super) span: Span,
}

/// The inline that a run comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunKind {
    Text(TextId),
    Code(TextId),
    Note(NoteId),
    Picture(AssetId),
    Break,
}

/// What characters look like: the paragraph's `TextStyle` with all inline styles applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RunStyle {
    pub(super) family: FamilyRole,
    pub(super) italic: bool,
    pub(super) bold: bool,
    pub(super) size: Length,
    pub(super) figures: Figures,
    pub(super) caps: Caps,
    pub(super) position: Position,
    pub(super) struck: bool,
    pub(super) color: Color,
    pub(super) tracking: Length,
}

/// Where characters stand relative to the baseline (CSS `font-variant-position`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Position {
    Baseline,
    Superscript,
    Subscript,
}

impl StyledText {
    /// The text of `content`. `marks` are given to its inlines in reading order, as `paragraph::set` says.
    pub(super) fn new(content: &[Inline], style: &ParagraphStyle, lang: &Lang, marks: &[MarkId]) -> Self {
        let text = &style.text;
        let style = RunStyle {
            family: text.family,
            italic: text.italic,
            bold: text.bold,
            size: text.size,
            figures: text.figures,
            caps: text.caps,
            position: Position::Baseline,
            struck: false,
            color: text.color,
            tracking: text.tracking,
        };
        let mut styled = Self::default();
        let mut marks = Marks { rest: marks, last: MarkId(0) };
        styled.collect(content, &style, lang, None, &mut marks);
        styled
    }

    fn collect(&mut self, content: &[Inline], style: &RunStyle, lang: &Lang, link: Option<usize>, marks: &mut Marks<'_>) {
        for inline in content {
            match inline {
                Inline::Text(text) => {
                    let kind = RunKind::Text(text.id);
                    self.push(&text.text, kind, style.clone(), lang, link, marks.next(), text.span);
                }
                Inline::Code(text) => {
                    let style =
                        RunStyle { family: FamilyRole::Mono, figures: Figures::Lining, caps: Caps::Normal, ..style.clone() };
                    self.push(&text.text, RunKind::Code(text.id), style, lang, link, marks.next(), text.span);
                }
                Inline::NoteCall(call) => {
                    let number = (call.note.0 + 1).to_string();
                    let style = RunStyle { position: Position::Superscript, italic: false, bold: false, ..style.clone() };
                    if call.follows_call {
                        let kind = RunKind::Text(TextId::default());
                        self.push(",", kind, style.clone(), lang, None, marks.next(), call.span);
                    }
                    self.push(&number, RunKind::Note(call.note), style, lang, link, marks.next(), call.span);
                }
                Inline::Image(picture) => {
                    let kind = RunKind::Picture(picture.asset);
                    self.push("\u{fffc}", kind, style.clone(), lang, link, marks.next(), picture.span);
                }
                Inline::LineBreak(span) => {
                    self.push("\n", RunKind::Break, style.clone(), lang, link, marks.last, *span);
                }
                Inline::Link(inner) => {
                    self.links.push((inner.target.clone(), marks.next()));
                    self.collect(&inner.content, style, lang, Some(self.links.len() - 1), marks);
                }
                Inline::Styled(styled) => {
                    let mut style = style.clone();
                    let (outer, mut lang) = (lang, lang);
                    let mut direction = None;
                    match &styled.style {
                        InlineStyle::Emphasis => style.italic = !style.italic,
                        InlineStyle::Strong => style.bold = true,
                        InlineStyle::Strikethrough => style.struck = true,
                        InlineStyle::Superscript => style.position = Position::Superscript,
                        InlineStyle::Subscript => style.position = Position::Subscript,
                        InlineStyle::SmallCaps => style.caps = Caps::Small,
                        InlineStyle::AllSmallCaps => style.caps = Caps::AllSmall,
                        InlineStyle::Language(other) => lang = other,
                        InlineStyle::Abbreviation(_) => {}
                        InlineStyle::Isolated { right_to_left } => direction = Some(u8::from(*right_to_left)),
                    }
                    let level = direction.or_else(|| (base_level(lang) != base_level(outer)).then(|| base_level(lang)));
                    let isolate = level.map(|_| self.isolates.len());
                    if let Some(level) = level {
                        self.isolates.push(Isolate { range: self.text.len()..usize::MAX, level });
                    }
                    self.collect(&styled.content, &style, lang, link, marks);
                    if let Some(isolate) = isolate.and_then(|index| self.isolates.get_mut(index)) {
                        isolate.range.end = self.text.len();
                    }
                    self.isolates.pop_if(|isolate| isolate.range.is_empty());
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of a run")]
    fn push(&mut self, text: &str, kind: RunKind, style: RunStyle, lang: &Lang, link: Option<usize>, mark: MarkId, span: Span) {
        let start = self.text.len();
        if kind == RunKind::Break || memchr::memchr3(b'\n', b'\r', b'\t', text.as_bytes()).is_none() {
            self.text.push_str(text);
        } else {
            // A line end inside an inline is a space: forced breaks are inlines of their own.
            self.text.extend(text.chars().map(|character| if matches!(character, '\n' | '\r' | '\t') { ' ' } else { character }));
        }
        let range = start..self.text.len();
        if !range.is_empty() {
            self.runs.push(StyledRun { range, kind, style, lang: lang.clone(), mark, link, span });
        }
    }

    /// The run at a byte of the text.
    pub(super) fn run_at(&self, byte: usize) -> Option<&StyledRun> {
        let index = self.runs.partition_point(|run| run.range.end <= byte);
        self.runs.get(index)
    }
}

/// The marks that are not given out yet.
struct Marks<'a> {
    rest: &'a [MarkId],
    last: MarkId,
}

impl Marks<'_> {
    /// The next mark; the last one again when all are given out.
    fn next(&mut self) -> MarkId {
        if let Some((&mark, rest)) = self.rest.split_first() {
            (self.last, self.rest) = (mark, rest);
        }
        self.last
    }
}
