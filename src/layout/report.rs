//! The typographic report: what a typographer would count on the finished pages, and where.
//!
//! Everything is read from what was placed, glyph by glyph; what line breaking and page breaking believe of their own work does
//! not enter. It owns what counts as a widow, a hole, a level spread. It knows neither files nor words: `cli` writes it out.
//! Read next: `report/lines` (glyphs to lines), `report/text` (lines), `report/sheets` (pages).

mod figures;
mod lines;
mod sheets;
mod text;

pub use figures::{Distribution, Extreme, Figures};

use super::{
    frame::{Pages, Shape},
    geometry::Geometry,
};
use crate::{
    book::{Book, SectionKind, plain_text},
    fonts::FontSet,
    pagination::Folio,
    source::Span,
};

/// What was found in a volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The page that everything was measured on.
    pub geometry: Geometry,
    /// Of the whole volume.
    pub volume: Figures,
    /// Of each section that has a page, in reading order.
    pub sections: Vec<SectionReport>,
    /// The folio of each page.
    pub folios: Vec<Folio>,
    /// Each thing found, in the order of the pages.
    pub findings: Vec<Finding>,
}

/// What was found in a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionReport {
    /// Its name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Indices of its first and last page.
    pub pages: (usize, usize),
    /// What was counted.
    pub figures: Figures,
}

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

/// What the report must know of a section.
#[derive(Clone, Debug)]
struct Subject {
    slug: String,
    title: String,
    /// Whether it is a text, whose facing pages are to be level; entries of made pages are kept whole instead.
    is_text: bool,
}

/// Looks the pages of a book over.
#[must_use]
pub fn report(book: &Book, pages: &Pages, fonts: &FontSet) -> Report {
    let subjects: Vec<_> = book
        .sections
        .iter()
        .map(|section| Subject {
            slug: section.slug.to_string(),
            title: plain_text(&section.title),
            is_text: match section.kind {
                SectionKind::Contribution(_) | SectionKind::Shared(_) => true,
                SectionKind::Made(_) | SectionKind::Part { .. } => false,
            },
        })
        .collect();
    look_over(&subjects, pages, &Geometry::new(&book.design), fonts)
}

fn look_over(subjects: &[Subject], pages: &Pages, geometry: &Geometry, fonts: &FontSet) -> Report {
    let advances = lines::Advances::new(fonts);
    let paragraphs = lines::paragraphs(pages, &advances);
    let mut found = Found::new(subjects, pages);
    missing_glyphs(pages, &mut found);
    for paragraph in &paragraphs {
        text::look_over(paragraph, &mut found);
    }
    sheets::look_over(pages, &paragraphs, geometry, subjects, &mut found);
    found.finish(pages, geometry)
}

/// Glyph 0 of a face is the sign for what it lacks.
fn missing_glyphs(pages: &Pages, found: &mut Found<'_>) {
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let Shape::Glyphs(run) = &item.shape else { continue };
            let missing = run.glyphs.iter().filter(|glyph| glyph.id == 0).count();
            if missing > 0 {
                found.push(FindingKind::MissingGlyph, number, item.span, run.text.to_string(), figures::count(missing));
            }
        }
    }
}

/// The report while it grows.
struct Found<'a> {
    /// For each page the position of its section in the report.
    of_page: Vec<Option<usize>>,
    subjects: Vec<&'a Subject>,
    extent: Vec<(usize, usize)>,
    figures: Vec<Figures>,
    spaces: Vec<Vec<i64>>,
    findings: Vec<Finding>,
}

impl<'a> Found<'a> {
    fn new(subjects: &'a [Subject], pages: &Pages) -> Self {
        let mut position: Vec<Option<usize>> = vec![None; subjects.len()];
        let mut found = Self {
            of_page: Vec::with_capacity(pages.pages.len()),
            subjects: Vec::new(),
            extent: Vec::new(),
            figures: Vec::new(),
            spaces: Vec::new(),
            findings: Vec::new(),
        };
        for (number, page) in pages.pages.iter().enumerate() {
            let section = page.section.filter(|&section| section < subjects.len());
            found.of_page.push(section.map(|section| {
                let at = *position[section].get_or_insert_with(|| {
                    found.subjects.push(&subjects[section]);
                    found.extent.push((number, number));
                    found.figures.push(Figures::default());
                    found.spaces.push(Vec::new());
                    found.subjects.len() - 1
                });
                found.extent[at].1 = number;
                found.figures[at].pages += 1;
                at
            }));
        }
        found
    }

    /// The figures of the section that a page belongs to.
    fn figures(&mut self, page: usize) -> Option<&mut Figures> {
        let section = self.of_page.get(page).copied().flatten()?;
        self.figures.get_mut(section)
    }

    /// Whether a section goes on after a page of it.
    fn runs_on(&self, page: usize) -> bool {
        self.of_page.get(page).copied().flatten().is_some_and(|section| self.extent[section].1 > page)
    }

    /// Notes how wide the word spaces of a line are, in thousandths of what the face gives them.
    fn space(&mut self, page: usize, ratio: i64) {
        if let Some(section) = self.of_page.get(page).copied().flatten() {
            self.spaces[section].push(ratio);
        }
    }

    fn push(&mut self, kind: FindingKind, page: usize, span: Option<Span>, text: String, amount: i64) {
        let section = self.of_page.get(page).copied().flatten();
        self.findings.push(Finding { kind, page, section, span, text, amount });
    }

    fn finish(mut self, pages: &Pages, geometry: &Geometry) -> Report {
        self.findings.sort_by_key(|finding| (finding.page, finding.kind));
        let mut volume = Figures::default();
        volume.pages = pages.pages.len();
        for finding in &self.findings {
            volume.note(finding.kind);
            if let Some(figures) = finding.section.and_then(|section| self.figures.get_mut(section)) {
                figures.note(finding.kind);
            }
        }
        for (figures, spaces) in self.figures.iter_mut().zip(&mut self.spaces) {
            volume.add(figures);
            figures.spaces = Distribution::of(spaces);
        }
        volume.spaces = Distribution::of(&mut self.spaces.concat());
        let sections = self.subjects.iter().zip(&self.extent).zip(self.figures).map(|((subject, &pages), figures)| {
            SectionReport { slug: subject.slug.clone(), title: subject.title.clone(), pages, figures }
        });
        let folios = pages.pages.iter().map(|page| page.folio).collect();
        Report { geometry: *geometry, volume, sections: sections.collect(), folios, findings: self.findings }
    }
}

#[cfg(test)]
mod tests;
