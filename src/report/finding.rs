//! Findings: the kinds of faults that the report looks for, and a fault at its place.
//!
//! It does not know how they are found: see `paragraphs` and `pages`.

use crate::source::Span;

/// A fault at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Index of the page.
    pub page: usize,
    /// The section, an index in [`super::Report::sections`]; none on the front cover.
    pub section: Option<usize>,
    /// Its place in the sources.
    pub span: Option<Span>,
    /// The text of the line as printed.
    pub text: String,
    /// How bad it is, in the unit of its kind.
    pub amount: i64,
}

/// The kinds of faults. Each says the unit of `Finding::amount`, or the amount is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// A line wider than its measure; thousandths of a point.
    Overfull,
    /// A character that the face lacks; the number of glyphs in the run.
    MissingGlyph,
    /// The last line of a paragraph alone at the head of a page.
    Widow,
    /// The first line of a paragraph alone at the foot of a page.
    Orphan,
    /// A heading with fewer than two lines below it on its page; their number.
    HeadingAtFoot,
    /// More than two consecutive lines that end with a hyphen; their number.
    HyphenRun,
    /// A recto that ends inside a word: the reader must turn the leaf to read the rest.
    RectoHyphen,
    /// A verso that ends inside a word.
    VersoHyphen,
    /// A last page of fewer than four lines; their number.
    ShortLastPage,
    /// Facing pages of unequal depth, where the text continues after both; the difference in thousandths of a line.
    UnevenSpread,
    /// A page short by more than two lines that is not the last of its section; the gap in thousandths of a line.
    ShortPage,
    /// A last line of a paragraph shorter than two ems; its width in thousandths of an em.
    ShortLastLine,
    /// A line whose word spaces are more than twice as wide as in the face; thousandths of that width.
    Loose,
    /// A line whose word spaces are less than seven tenths as wide as in the face; thousandths of that width.
    Tight,
}

impl FindingKind {
    /// Every kind with its name in the report, the most serious first.
    pub const ALL: [(&'static str, Self); 14] = [
        ("overfull", Self::Overfull),
        ("missing-glyph", Self::MissingGlyph),
        ("widow", Self::Widow),
        ("orphan", Self::Orphan),
        ("heading-at-foot", Self::HeadingAtFoot),
        ("hyphen-run", Self::HyphenRun),
        ("recto-hyphen", Self::RectoHyphen),
        ("verso-hyphen", Self::VersoHyphen),
        ("short-last-page", Self::ShortLastPage),
        ("uneven-spread", Self::UnevenSpread),
        ("hole", Self::ShortPage),
        ("short-last-line", Self::ShortLastLine),
        ("loose", Self::Loose),
        ("tight", Self::Tight),
    ];

    /// Its name in the report.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}
