//! Blocks: paragraphs and all that stands between them.

use super::{
    chart::Chart,
    generated::{BarCode, Contents, Display, Index, SponsorGroup},
    heading::Heading,
    id::{BlockId, ContributorId, TextId, hash_section},
    inline::{Inline, Link, LinkTarget, Picture, RichText},
    lang::Lang,
    slug::Slug,
    table::Table,
};
use crate::source::Span;
use std::hash::{Hash, Hasher};

/// A block of a section. What is large and rare is apart, because a book has a hundred thousand paragraphs and items.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A heading inside the section.
    Heading(Heading),
    /// A bulleted or numbered list.
    List(List),
    /// Terms and what they mean.
    DefinitionList(DefinitionList),
    /// A quotation.
    Quote(Container),
    /// A sentence at the head of a text, with its source.
    Epigraph(Epigraph),
    /// A boxed remark.
    Aside(Aside),
    /// A question or an answer of an interview.
    Exchange(Exchange),
    /// Lines of verse.
    Verse(Verse),
    /// Literal lines.
    Code(CodeBlock),
    /// A picture with its caption.
    Figure(Box<Figure>),
    /// A table.
    Table(Box<Table>),
    /// A chart drawn from numbers.
    Chart(Box<Chart>),
    /// A break between two sections of a text.
    Separator(Span),
    /// A line of a generated page: the work's title, editors, volume number, …
    Display(Display),
    /// The contents of the volume.
    Contents(Contents),
    /// The sponsors of a tier, or the members of a group of supporters.
    Sponsors(Box<SponsorGroup>),
    /// Biography of a contributor on the page of contributors.
    Biography(Box<Biography>),
    /// The index of people.
    Index(Index),
    /// The bar code of an ISBN (EAN-13) on the back cover.
    BarCode(BarCode),
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Paragraph {
    /// Its text.
    pub content: RichText,
    /// Its language, when it is not the section's.
    pub lang: Option<Lang>,
    /// Where it was written.
    pub span: Span,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct List {
    /// Bullets or numbers.
    pub marker: ListMarker,
    /// Whether items follow without space between them.
    pub tight: bool,
    /// The items.
    pub items: Vec<Container>,
    /// Where it was written.
    pub span: Span,
}

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListMarker {
    /// A dash in French, a bullet elsewhere.
    Bullet,
    /// Numbers from this one.
    Number(u64),
}

/// Blocks in a block.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Container {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A definition list.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct DefinitionList {
    /// Its entries.
    pub entries: Vec<DefinitionEntry>,
    /// Where it was written.
    pub span: Span,
}

/// A term, or several, with their definitions.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct DefinitionEntry {
    /// Terms.
    pub terms: Vec<RichText>,
    /// Definitions.
    pub definitions: Vec<Container>,
}

/// An epigraph.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Epigraph {
    /// What it says.
    pub blocks: Vec<Block>,
    /// Who said it, and where; may be empty.
    pub source: RichText,
    /// Where it was written.
    pub span: Span,
}

/// A boxed remark.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Aside {
    /// Its title; may be empty.
    pub title: RichText,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A question or an answer.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Exchange {
    /// Which of the two.
    pub turn: Turn,
    /// Who speaks, printed before the text; may be empty.
    pub speaker: RichText,
    /// What is said.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// The two turns of an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Turn {
    Question,
    Answer,
}

/// Verse.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Verse {
    /// Stanzas of lines.
    pub stanzas: Vec<Vec<VerseLine>>,
    /// Where it was written.
    pub span: Span,
}

/// A line of verse.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct VerseLine {
    /// By how many ems it is indented.
    pub indent: u8,
    /// What it says.
    pub content: RichText,
}

/// Literal lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeBlock {
    /// The programming language, when named.
    pub language: Option<String>,
    /// The lines.
    pub text: String,
    /// Its number as a text node.
    pub id: TextId,
    /// Where it was written.
    pub span: Span,
}

/// A picture with its caption.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Figure {
    /// Unique number.
    pub id: BlockId,
    /// Its anchor, unique in the section.
    pub anchor: Option<Slug>,
    /// The picture with its alternative text and credit.
    pub picture: Picture,
    /// The link around the picture, an [`Inline::Link`]; may be empty. Its words say where it leads; the picture stands for them.
    pub link: RichText,
    /// Caption; may be empty.
    pub caption: RichText,
    /// Where it was written.
    pub span: Span,
}

impl Figure {
    /// The link around the picture. None where nothing can be followed.
    #[must_use]
    pub fn link(&self) -> Option<&Link> {
        match self.link.as_slice() {
            [Inline::Link(link)] if !matches!(link.target, LinkTarget::OtherTome { .. }) => Some(link),
            _ => None,
        }
    }

    /// The caption, and below it where a link to another volume leads: there a reader finds the place by its words.
    #[must_use]
    pub fn caption_with_target(&self) -> RichText {
        let mut caption = self.caption.clone();
        if let [Inline::Link(link)] = self.link.as_slice()
            && matches!(link.target, LinkTarget::OtherTome { .. })
        {
            if !caption.is_empty() {
                caption.push(Inline::text(" — ", self.span));
            }
            caption.extend(link.content.iter().cloned());
        }
        caption
    }
}

/// A contributor's entry on the page of contributors.
#[derive(Clone, Debug, PartialEq)]
pub struct Biography {
    /// The person, whose handles, links and portrait are shown.
    pub person: ContributorId,
    /// The long biography, else the short one.
    pub blocks: Vec<Block>,
    /// Their texts in this volume, by index in `Book::sections`.
    pub texts: Vec<usize>,
    /// Name as a heading, with its anchor (the person's slug).
    pub heading: Heading,
    /// Role and organisation joined, handles: lines to print under the name.
    pub lines: Vec<RichText>,
}

impl Hash for Biography {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { person, blocks, texts, heading, lines } = self;
        (person, blocks, texts.len(), heading, lines).hash(state);
        texts.iter().for_each(|text| hash_section(*text, state));
    }
}

/// A note.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Note {
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

impl Block {
    /// A paragraph of `content`.
    #[must_use]
    pub const fn paragraph(content: Vec<Inline>, span: Span) -> Self {
        Self::Paragraph(Paragraph { content, lang: None, span })
    }
}
