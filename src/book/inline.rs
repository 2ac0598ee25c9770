//! Inlines: the content of a line of text, pictures in it included.

use super::{
    id::{AssetId, ContributorId, NoteId, TextId},
    lang::Lang,
    slug::Slug,
};
use crate::source::Span;

/// A run of inlines: a title, a name, a paragraph's content.
pub type RichText = Vec<Inline>;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Inline {
    /// Characters.
    Text(Text),
    /// Inlines with a style.
    Styled(Styled),
    /// Literal characters, in the monospaced face, untouched by typography.
    Code(Text),
    /// A link; it is large, and rare among inlines.
    Link(Box<Link>),
    /// The call of a note.
    NoteCall(NoteCall),
    /// A picture in the line.
    Image(Box<Picture>),
    /// A forced line break.
    LineBreak(Span),
}

/// A text node: characters of one style.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// Unique number.
    pub id: TextId,
    /// The characters.
    pub text: String,
    /// Where they were written (of the source, before typography).
    pub span: Span,
}

/// Inlines with a style.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Styled {
    /// The style.
    pub style: InlineStyle,
    /// What it applies to.
    pub content: RichText,
    /// Where it was written.
    pub span: Span,
}

/// Meaning or form of a run of inlines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum InlineStyle {
    /// Emphasis, italic.
    Emphasis,
    /// Strong emphasis, bold.
    Strong,
    /// Struck out.
    Strikethrough,
    /// Superscript: ordinals, note-like marks.
    Superscript,
    /// Subscript.
    Subscript,
    /// Lower-case letters as small capitals (CSS `font-variant-caps: small-caps`).
    SmallCaps,
    /// All letters as small capitals (CSS `all-small-caps`): numerals of centuries, which stay capitals where there is no such style.
    AllSmallCaps,
    /// A phrase in another language.
    Language(Lang),
    /// An abbreviation with its expansion.
    Abbreviation(String),
    /// Words that run the other way than those around them, and whose language is not known (HTML `bdi`): a name in another script.
    Isolated {
        /// Whether they run from right to left.
        right_to_left: bool,
    },
}

/// A link with a target that exists.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// What is shown.
    pub content: RichText,
    /// Where it was written.
    pub span: Span,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// An address outside the book (http, https, mailto, tel).
    Url(String),
    /// The start of a section of this volume, by slug.
    Section(Slug),
    /// A heading, figure, table or chart of a section of this volume.
    Anchor {
        /// The section.
        section: Slug,
        /// The anchor in it.
        anchor: Slug,
    },
    /// A person's biography on the page of contributors (plain words when the volume has no such page).
    Person(ContributorId),
    /// A text of another volume: shown as plain words, of which the last text node says the volume and the page.
    OtherTome {
        /// The volume.
        tome: Slug,
        /// The text in it.
        section: Slug,
        /// A heading, figure, table or chart of the text.
        anchor: Option<Slug>,
    },
    /// As written in the source, not yet resolved; only between `markdown` and `assemble`.
    Unresolved(String),
}

/// The call of a note of the same section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NoteCall {
    /// Which note: index in `Section::notes`.
    pub note: NoteId,
    /// Whether it stands directly after another call. A raised comma parts them: « ¹,² » is not « ¹² ».
    pub follows_call: bool,
    /// Where it was written.
    pub span: Span,
}

/// A picture where it stands: the file and its alternative text.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Picture {
    /// The file.
    pub asset: AssetId,
    /// Alternative text.
    pub alt: Alt,
    /// Who made it; may be empty.
    pub credit: RichText,
    /// Where the source refers to it.
    pub span: Span,
}

/// Alternative text of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Alt {
    /// What it shows.
    Text(String),
    /// None: the picture shows nothing that a reader needs.
    Decorative,
}

impl Inline {
    /// A text inline that is not numbered yet.
    #[must_use]
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self::Text(Text { id: TextId::default(), text: text.into(), span })
    }

    /// A label of the program, marked with its language `lang` (BCP 47) where it is not that of the book.
    #[must_use]
    pub fn label(text: impl Into<String>, lang: Option<&str>, span: Span) -> Self {
        let text = Self::text(text, span);
        match lang.and_then(Lang::new) {
            Some(lang) => Self::styled(InlineStyle::Language(lang), vec![text], span),
            None => text,
        }
    }

    /// A link.
    #[must_use]
    pub fn link(link: Link) -> Self {
        Self::Link(Box::new(link))
    }

    /// `content` in `style`.
    #[must_use]
    pub const fn styled(style: InlineStyle, content: RichText, span: Span) -> Self {
        Self::Styled(Styled { style, content, span })
    }

    /// The inlines inside it: those of a style or a link.
    #[must_use]
    pub const fn content(&self) -> Option<&RichText> {
        match self {
            Self::Styled(styled) => Some(&styled.content),
            Self::Link(link) => Some(&link.content),
            Self::Text(_) | Self::Code(_) | Self::NoteCall(_) | Self::Image(_) | Self::LineBreak(_) => None,
        }
    }

    /// As [`Inline::content`], to change them.
    pub const fn content_mut(&mut self) -> Option<&mut RichText> {
        match self {
            Self::Styled(styled) => Some(&mut styled.content),
            Self::Link(link) => Some(&mut link.content),
            Self::Text(_) | Self::Code(_) | Self::NoteCall(_) | Self::Image(_) | Self::LineBreak(_) => None,
        }
    }

    /// Where it was written.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Text(text) | Self::Code(text) => text.span,
            Self::Styled(styled) => styled.span,
            Self::Link(link) => link.span,
            Self::NoteCall(call) => call.span,
            Self::Image(picture) => picture.span,
            Self::LineBreak(span) => *span,
        }
    }
}

/// The number of the first text node of `inlines`.
#[must_use]
pub fn first_text_id(inlines: &[Inline]) -> Option<TextId> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => Some(text.id),
        other => first_text_id(other.content()?),
    })
}

/// What a link or a heading of `inlines` says: its words, or without any the alternative texts of its pictures (WCAG, technique H30).
#[must_use]
pub fn spoken_text(inlines: &[Inline]) -> String {
    fn collect<'a>(inlines: &'a [Inline], alternatives: &mut Vec<&'a str>) {
        for inline in inlines {
            match inline {
                Inline::Image(picture) => match &picture.alt {
                    Alt::Text(alt) => alternatives.push(alt),
                    Alt::Decorative => {}
                },
                other => collect(other.content().map_or(&[], Vec::as_slice), alternatives),
            }
        }
    }
    let words = plain_text(inlines);
    if !words.trim().is_empty() {
        return words;
    }
    let mut alternatives = Vec::new();
    collect(inlines, &mut alternatives);
    alternatives.join(" ")
}

/// A copy of rich text without the calls of notes, as a title stands where its notes do not.
#[must_use]
pub fn without_calls(inlines: &[Inline]) -> RichText {
    let mut copy: RichText = inlines.iter().filter(|inline| !matches!(inline, Inline::NoteCall(_))).cloned().collect();
    for content in copy.iter_mut().filter_map(Inline::content_mut) {
        *content = without_calls(content);
    }
    copy
}

/// The characters of `inlines`, without notes and pictures; a line break is a space.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    fn collect(inlines: &[Inline], plain: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => plain.push_str(&text.text),
                Inline::LineBreak(_) => plain.push(' '),
                other => collect(other.content().map_or(&[], Vec::as_slice), plain),
            }
        }
    }
    let mut plain = String::new();
    collect(inlines, &mut plain);
    plain
}
