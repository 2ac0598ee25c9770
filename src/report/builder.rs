//! The report under construction: it takes findings and measurements, and counts them for each section.
//!
//! It does not know what is a fault. Read next: `summary`, the finished report.

use crate::{
    layout::{frame::Pages, geometry::Geometry},
    report::{
        finding::{Finding, FindingKind},
        statistics::{Distribution, Statistics},
        summary::{Report, SectionReport},
    },
    source::Span,
};

/// What the report must know about a section of the book.
#[derive(Clone, Debug)]
pub(super) struct SectionInfo {
    pub(super) slug: String,
    pub(super) title: String,
    /// Whether it is a text. Only there should facing pages be level; generated pages keep their entries whole instead.
    pub(super) is_text: bool,
}

/// The report under construction.
pub(super) struct ReportBuilder<'a> {
    /// For each page, the index of its section in the lists below.
    section_of_page: Vec<Option<usize>>,
    /// The sections that have pages, in the order of these.
    sections: Vec<&'a SectionInfo>,
    /// The first and last page of each section.
    page_ranges: Vec<(usize, usize)>,
    /// The statistics of each section.
    statistics: Vec<Statistics>,
    /// The word spaces of each section, in thousandths of those of the face.
    spaces: Vec<Vec<i64>>,
    findings: Vec<Finding>,
}

impl<'a> ReportBuilder<'a> {
    /// An empty report on `pages`, which belong to `sections`.
    pub(super) fn new(sections: &'a [SectionInfo], pages: &Pages) -> Self {
        let mut indices: Vec<Option<usize>> = vec![None; sections.len()];
        let mut report = Self {
            section_of_page: Vec::with_capacity(pages.pages.len()),
            sections: Vec::new(),
            page_ranges: Vec::new(),
            statistics: Vec::new(),
            spaces: Vec::new(),
            findings: Vec::new(),
        };
        for (number, page) in pages.pages.iter().enumerate() {
            let section = page.section.filter(|&section| section < sections.len());
            report.section_of_page.push(section.map(|section| {
                let at = *indices[section].get_or_insert_with(|| {
                    report.sections.push(&sections[section]);
                    report.page_ranges.push((number, number));
                    report.statistics.push(Statistics::default());
                    report.spaces.push(Vec::new());
                    report.sections.len() - 1
                });
                report.page_ranges[at].1 = number;
                report.statistics[at].pages += 1;
                at
            }));
        }
        report
    }

    /// The statistics of the section of a page.
    pub(super) fn statistics(&mut self, page: usize) -> Option<&mut Statistics> {
        let section = self.section_of_page.get(page).copied().flatten()?;
        self.statistics.get_mut(section)
    }

    /// Whether the section of a page continues on the next page.
    pub(super) fn continues_after(&self, page: usize) -> bool {
        self.section_of_page.get(page).copied().flatten().is_some_and(|section| self.page_ranges[section].1 > page)
    }

    /// Records how wide the word spaces of a line are, in thousandths of those of the face.
    pub(super) fn add_spaces(&mut self, page: usize, ratio: i64) {
        if let Some(section) = self.section_of_page.get(page).copied().flatten() {
            self.spaces[section].push(ratio);
        }
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, kind: FindingKind, page: usize, span: Option<Span>, text: String, amount: i64) {
        let section = self.section_of_page.get(page).copied().flatten();
        self.findings.push(Finding { kind, page, section, span, text, amount });
    }

    /// The finished report.
    pub(super) fn finish(mut self, pages: &Pages, geometry: &Geometry) -> Report {
        self.findings.sort_by_key(|finding| (finding.page, finding.kind));
        let mut volume = Statistics::default();
        volume.pages = pages.pages.len();
        for finding in &self.findings {
            volume.count_finding(finding.kind);
            if let Some(statistics) = finding.section.and_then(|section| self.statistics.get_mut(section)) {
                statistics.count_finding(finding.kind);
            }
        }
        for (statistics, spaces) in self.statistics.iter_mut().zip(&mut self.spaces) {
            volume.add(statistics);
            statistics.spaces = Distribution::of(spaces);
        }
        volume.spaces = Distribution::of(&mut self.spaces.concat());
        let sections = self.sections.iter().zip(&self.page_ranges).zip(self.statistics).map(|((section, &pages), statistics)| {
            SectionReport { slug: section.slug.clone(), title: section.title.clone(), pages, statistics }
        });
        let folios = pages.pages.iter().map(|page| page.folio).collect();
        Report { geometry: *geometry, volume, sections: sections.collect(), folios, findings: self.findings }
    }
}
