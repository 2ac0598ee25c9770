//! The finished report, as `cli::report` prints it.

use crate::{
    layout::geometry::Geometry,
    pagination::Folio,
    report::{finding::Finding, statistics::Statistics},
};

/// The report on a volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The geometry of its pages.
    pub geometry: Geometry,
    /// The statistics of the whole volume.
    pub volume: Statistics,
    /// Each section that has a page, in the order of the pages.
    pub sections: Vec<SectionReport>,
    /// The folio of each page.
    pub folios: Vec<Folio>,
    /// All findings, in the order of the pages.
    pub findings: Vec<Finding>,
}

/// The report on a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionReport {
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The indices of its first and last page.
    pub pages: (usize, usize),
    /// Its statistics.
    pub statistics: Statistics,
}
