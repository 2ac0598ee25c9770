//! Design: page geometry, typographic sizes and style sheets.

use crate::source::Spanned;
use std::sync::Arc;

/// The editor's choices of how the book looks.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Design {
    /// Trimmed page.
    pub page: PageFormat,
    /// What the printer asks for.
    pub print: Print,
    /// The standards of the PDF for screens.
    pub pdf: PdfStandard,
    /// Where a contribution opens.
    pub openings: OpeningPage,
    /// How text and margins share the page.
    pub canon: Canon,
    /// What a justified line may take its room from.
    pub justification: Justification,
    /// Size of the text face in thousandths of a point.
    pub text_size: u32,
    /// Distance of baselines in thousandths of a point.
    pub leading: u32,
    /// Style sheets that the EPUB adds after the embedded one, in the order of the cascade.
    pub css: Vec<Spanned<Arc<str>>>,
    /// Words with their allowed breaks at `-`; a word without one is never broken.
    pub hyphenation: Vec<String>,
}

impl Default for Design {
    fn default() -> Self {
        Self {
            page: PageFormat { width: 160_000, height: 240_000 },
            print: Print::default(),
            pdf: PdfStandard::Ua1,
            openings: OpeningPage::Next,
            canon: Canon::Measure,
            justification: Justification::Discreet,
            text_size: 11_500,
            leading: 14_000,
            css: Vec::new(),
            hyphenation: Vec::new(),
        }
    }
}

/// Width and height of the trimmed page in thousandths of a millimetre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub struct PageFormat {
    pub width: u32,
    pub height: u32,
}

/// What the printer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Print {
    /// How far artwork reaches beyond the trimmed edge, in thousandths of a millimetre.
    pub bleed: u32,
    /// The count of pages is a multiple of it.
    pub signature: u32,
    /// The paper, when it is known.
    pub paper: Option<Paper>,
}

impl Default for Print {
    fn default() -> Self {
        // Three millimetres are what printers ask for; a leaf has two pages.
        Self { bleed: 3_000, signature: 2, paper: None }
    }
}

/// The standards to which the PDF for screens conforms. Files for a printer conform to the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PdfStandard {
    /// PDF/UA-1 and PDF/A-2a, which are PDF 1.7.
    Ua1,
    /// PDF/UA-2 and PDF/A-4f, which are PDF 2.0.
    Ua2,
}

/// The paper of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Paper {
    /// Grams per square metre.
    pub weight: u32,
    /// Bulk: thousandths of a cubic centimetre per gram.
    pub bulk: u32,
}

/// Where a contribution opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OpeningPage {
    /// On the next page.
    Next,
    /// On the next right-hand page.
    Recto,
}

/// How text and margins share the page; the margins of facing pages mirror each other in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Canon {
    /// A line that reads well comes first, the margins follow.
    Measure,
    /// The page in nine parts each way, two thirds of it text.
    Ninths,
    /// The page in twelve parts each way, three quarters of it text.
    Twelfths,
}

/// What a justified line takes its room from, beside its spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Justification {
    /// Nothing: the letters are as the face has them.
    Spaces,
    /// Letters drawn so little wider or narrower that nobody sees it.
    Discreet,
    /// Letters drawn as much wider or narrower as a typographer would allow for few hyphens and even spaces.
    Wide,
}
