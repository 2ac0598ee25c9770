//! Blocks: what stands between two paragraphs' ends.

use super::{ContributorId, Inline, Lang, Picture, RichText, Slug, Sponsor, TextId};
use crate::source::Span;
use serde::{Deserialize, Serialize};

/// Index of a note in `Section::notes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

/// Number of a figure, table or chart, unique in its section, given in reading order by `numbering::number`; 0 before that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BlockId(pub u32);

/// A note.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Note {
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A block of a section.
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
    Figure(Figure),
    /// A table.
    Table(Table),
    /// A chart drawn from numbers.
    Chart(Chart),
    /// A break between two sections of a text.
    Separator(Span),
    /// A line of a made page: work's title, editors, volume number, …
    Display(Display),
    /// The contents of the volume.
    Contents(Contents),
    /// The sponsors of a tier, or the members of a group of supporters.
    Sponsors(SponsorGroup),
    /// Biography of a contributor on the page of contributors.
    Biography(Biography),
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

/// A heading inside a section.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Heading {
    /// Level 2 to 6: the section's title is level 1.
    pub level: HeadingLevel,
    /// Its anchor, unique in the section.
    pub anchor: Slug,
    /// Its text.
    pub content: RichText,
    /// Where it was written.
    pub span: Span,
}

/// Levels of headings below a section's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the numbers say it")]
pub enum HeadingLevel {
    H2 = 2,
    H3,
    H4,
    H5,
    H6,
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
    pub stanzas: Vec<Vec<RichText>>,
    /// Where it was written.
    pub span: Span,
}

/// Literal lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeBlock {
    /// The programming language, when named.
    pub language: Option<String>,
    /// The lines; its number is that of a text leaf.
    pub text: String,
    /// Number of the leaf.
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
    /// Caption; may be empty.
    pub caption: RichText,
    /// Where it was written.
    pub span: Span,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Table {
    /// Unique number.
    pub id: BlockId,
    /// Its anchor, unique in the section.
    pub anchor: Option<Slug>,
    /// Caption; may be empty.
    pub caption: RichText,
    /// Alignment of each column; as many as the widest row has cells.
    pub columns: Vec<Alignment>,
    /// The header row, a cell a column.
    pub head: Vec<Cell>,
    /// The rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// Where it was written.
    pub span: Span,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Cell {
    /// Its text; may be empty.
    pub content: RichText,
    /// Where it was written.
    pub span: Span,
}

/// Alignment of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Alignment {
    #[default]
    Start,
    Center,
    End,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Chart {
    /// Unique number.
    pub id: BlockId,
    /// Its anchor, unique in the section.
    pub anchor: Option<Slug>,
    /// How it is drawn.
    pub kind: ChartKind,
    /// Title; may be empty.
    pub title: RichText,
    /// Caption; may be empty.
    pub caption: RichText,
    /// Unit of the values, e.g. `%`; may be empty.
    pub unit: String,
    /// Name of the labels' column.
    pub label_name: RichText,
    /// Labels along the axis.
    pub labels: Vec<RichText>,
    /// The series; each has a value a label.
    pub series: Vec<Series>,
    /// Where it was written.
    pub span: Span,
}

/// Forms of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ChartKind {
    Bars,
    StackedBars,
    Lines,
}

/// A series of values.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Series {
    /// Its name.
    pub name: RichText,
    /// A value a label; none where the cell is empty.
    pub values: Vec<Option<Decimal>>,
}

/// A decimal number as written: digits times a power of ten, so that it prints as the author wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The number without its point.
    pub units: i64,
    /// How many of its digits stand after the point.
    pub scale: u8,
}

impl Decimal {
    /// Reads digits with `.` or `,` as the point and an optional sign; at most 15 digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        let plain = !whole.is_empty() && all.len() <= 15 && all.bytes().all(|byte| byte.is_ascii_digit());
        let complete = plain && !digits.ends_with(['.', ',']);
        complete
            .then(|| Some(Self { units: sign * all.parse::<i64>().ok()?, scale: u8::try_from(fraction.len()).ok()? }))
            .flatten()
    }

    /// The nearest binary number, for drawing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "15 digits fit; it places a bar")]
    pub fn value(self) -> f64 {
        self.units as f64 / 10_f64.powi(i32::from(self.scale))
    }
}

/// A line of a made page.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Display {
    /// What it is.
    pub role: DisplayRole,
    /// Its text.
    pub content: RichText,
}

/// Lines of made pages, each with its own setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DisplayRole {
    /// The work's title, large.
    WorkTitle,
    /// The work's subtitle.
    WorkSubtitle,
    /// Editors and collective.
    Statement,
    /// « Tome 1 ».
    VolumeNumber,
    /// The volume's own title.
    VolumeTitle,
    /// The volume's own subtitle.
    VolumeSubtitle,
    /// Publisher at the foot of the title page.
    Publisher,
    /// Date at the foot of the title page.
    Date,
    /// Title alone on the half-title page.
    HalfTitle,
    /// Hashtag.
    Hashtag,
    /// A paragraph of the legal page or the colophon, small.
    SmallPrint,
    /// The summary on the back cover.
    Summary,
    /// Price or « ne peut être vendu » on the back cover.
    Price,
}

/// The contents of the volume.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Contents {
    /// Its lines; the folio of each is that of its section.
    pub entries: Vec<ContentsEntry>,
}

/// A line of the contents.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct ContentsEntry {
    /// The section, by its index in `Book::sections`.
    pub section: usize,
    /// Nesting, from 0.
    pub depth: u8,
    /// The title as the contents shows it.
    pub title: RichText,
    /// Who signs it; may be empty.
    pub authors: RichText,
}

/// Sponsors of a tier, or supporters of a group.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct SponsorGroup {
    /// Rank of the tier, 0 highest; none for supporters.
    pub rank: Option<usize>,
    /// Title (a heading of level 2) with its anchor.
    pub heading: Heading,
    /// Who.
    pub sponsors: Vec<Sponsor>,
}

/// A contributor's entry on the page of contributors.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Biography {
    /// Who; name (heading of level 2), role, organisation, handles, links and portrait are theirs.
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

/// The index of people.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Index {
    /// Entries in French alphabetical order.
    pub entries: Vec<IndexEntry>,
}

/// A line of the index.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IndexEntry {
    /// Who.
    pub person: ContributorId,
    /// Name as filed, with handle: « Rollin, Sandrine (@…) ».
    pub heading: RichText,
    /// Where they appear: sections that they sign, by index (whole extent of pages), each with a label for the EPUB.
    pub sections: Vec<usize>,
    /// Mentions of them by a link inside a text: section index and the text leaf of the mention.
    pub mentions: Vec<(usize, TextId)>,
}

/// A bar code.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct BarCode {
    /// 13 digits.
    pub ean: String,
    /// The ISBN as printed above the bars.
    pub isbn: String,
}

impl Block {
    /// A paragraph of `content`.
    #[must_use]
    pub const fn paragraph(content: Vec<Inline>, span: Span) -> Self {
        Self::Paragraph(Paragraph { content, lang: None, span })
    }
}
