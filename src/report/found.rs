//! The report while it grows: what is found, counted by section.

use crate::{
    layout::{frame::Pages, geometry::Geometry},
    report::{
        figures::{Distribution, Figures},
        finding::{Finding, FindingKind},
        summary::{Report, SectionReport},
    },
    source::Span,
};

/// What the report must know of a section.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) slug: String,
    pub(super) title: String,
    /// Whether it is a text, whose facing pages are to be level; entries of made pages are kept whole instead.
    pub(super) is_text: bool,
}

/// The report while it grows.
pub(super) struct Found<'a> {
    /// For each page the position of its section in the report.
    of_page: Vec<Option<usize>>,
    subjects: Vec<&'a Subject>,
    extent: Vec<(usize, usize)>,
    figures: Vec<Figures>,
    spaces: Vec<Vec<i64>>,
    findings: Vec<Finding>,
}

impl<'a> Found<'a> {
    pub(super) fn new(subjects: &'a [Subject], pages: &Pages) -> Self {
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
    pub(super) fn figures(&mut self, page: usize) -> Option<&mut Figures> {
        let section = self.of_page.get(page).copied().flatten()?;
        self.figures.get_mut(section)
    }

    /// Whether a section goes on after a page of it.
    pub(super) fn runs_on(&self, page: usize) -> bool {
        self.of_page.get(page).copied().flatten().is_some_and(|section| self.extent[section].1 > page)
    }

    /// Notes how wide the word spaces of a line are, in thousandths of what the face gives them.
    pub(super) fn space(&mut self, page: usize, ratio: i64) {
        if let Some(section) = self.of_page.get(page).copied().flatten() {
            self.spaces[section].push(ratio);
        }
    }

    pub(super) fn push(&mut self, kind: FindingKind, page: usize, span: Option<Span>, text: String, amount: i64) {
        let section = self.of_page.get(page).copied().flatten();
        self.findings.push(Finding { kind, page, section, span, text, amount });
    }

    pub(super) fn finish(mut self, pages: &Pages, geometry: &Geometry) -> Report {
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
