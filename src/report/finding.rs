//! What the report may find, and where.

use crate::source::Span;

/// A thing found, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Index of the page.
    pub page: usize,
    /// The section it stands in, by its index in [`Report::sections`]; none on the front cover.
    pub section: Option<usize>,
    /// Where its words were written.
    pub span: Option<Span>,
    /// The line, as it is printed.
    pub text: String,
    /// How much, in the unit of its kind.
    pub amount: i64,
}

/// What may be found; the unit of its amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// A line that leaves its measure; thousandths of a point.
    Overfull,
    /// A glyph that shows no character; how many in the run.
    MissingGlyph,
    /// The last line of a paragraph alone at the head of a page.
    Widow,
    /// The first line of a paragraph alone at the foot of a page.
    Orphan,
    /// A heading with fewer than two lines below it on its page; how many there are.
    HeadingAtFoot,
    /// More than two lines with a hyphen one after the other; how many.
    HyphenRun,
    /// A right-hand page that ends inside a word, which the reader must carry over the leaf.
    RectoHyphen,
    /// A left-hand page that ends inside a word.
    VersoHyphen,
    /// A last page of fewer than four lines; how many there are.
    ShortLastPage,
    /// Facing pages that run on and do not end at the same height; the difference in thousandths of a line.
    UnevenSpread,
    /// A page more than two lines short that is not its section's last; the gap in thousandths of a line.
    Hole,
    /// A last line of a paragraph shorter than two ems; its width in thousandths of an em.
    ShortLastLine,
    /// A line whose word spaces are more than twice as wide as the face has them; thousandths of that.
    Loose,
    /// A line whose word spaces are less than seven tenths of what the face has; thousandths of that.
    Tight,
}

impl FindingKind {
    /// Every kind with its name in the report, the gravest first.
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
        ("hole", Self::Hole),
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
