//! The report itself.

use crate::{
    layout::geometry::Geometry,
    pagination::Folio,
    report::{figures::Figures, finding::Finding},
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
