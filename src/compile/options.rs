//! What a build is asked to make, and the stages that it reports.

use super::anchors::Anchors;
use crate::{book::Date, memo::Memo};

/// Options of a build.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Whether to make the EPUB.
    pub epub: bool,
    /// Whether to make the PDF.
    pub pdf: bool,
    /// Whether to make the files for a printer.
    pub print: bool,
    /// Whether the EPUB has a page list, which needs the layout.
    pub page_list: bool,
    /// Whether to make the typographic report.
    pub report: bool,
    /// Whether to continue in spite of errors, as far as possible.
    pub draft: bool,
    /// Whether errors stop no stage, so that all mistakes are found at once. The files are then good for nothing.
    pub exhaustive: bool,
    /// Date of the files, if it is not the edition's (SOURCE_DATE_EPOCH).
    pub file_date: Option<Date>,
    /// Results of an earlier build, and of this one for the next. It saves time; the files are the same without it.
    pub memo: &'a Memo,
    /// The page numbers of other volumes, found once for all builds of the same sources with the same options; none if there is one.
    pub anchors: Option<&'a Anchors>,
    /// Called with each stage before it begins and an empty title, and during the layout with the title of each section.
    pub progress: &'a (dyn Fn(Stage, &str) + Sync),
}

impl<'a> Options<'a> {
    /// Those of the EPUB and the PDF for readers, complete and without a report.
    #[must_use]
    pub const fn for_readers(file_date: Option<Date>, memo: &'a Memo, progress: &'a (dyn Fn(Stage, &str) + Sync)) -> Self {
        Self {
            epub: true,
            pdf: true,
            print: false,
            page_list: true,
            report: false,
            draft: false,
            exhaustive: false,
            file_date,
            memo,
            anchors: None,
            progress,
        }
    }

    /// Whether the layout is needed.
    #[must_use]
    pub const fn lays_out(&self) -> bool {
        self.pdf || self.print || self.page_list || self.report
    }
}

/// A stage of the pipeline, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names of the modules")]
pub enum Stage {
    Assemble,
    Typography,
    Check,
    Fonts,
    Layout,
    Pdf,
    Epub,
}
