//! One volume of the work.

use super::{
    accessibility::Accessibility,
    date::Date,
    inline::{Picture, RichText, plain_text},
    isbn::Isbns,
    slug::Slug,
};
use crate::source::Span;

/// This volume.
#[derive(Clone, Debug, Hash)]
pub struct Tome {
    /// Folder name, e.g. `tome1`.
    pub id: Slug,
    /// Volume number.
    pub number: u32,
    /// Its own title; may be empty.
    pub title: RichText,
    /// Its own subtitle; may be empty.
    pub subtitle: RichText,
    /// Date of the edition, as printed.
    pub date: Date,
    /// Date of the files: the edition's, unless whoever builds them says another.
    pub modified: Date,
    /// One ISBN per format.
    pub isbn: Isbns,
    /// The cover picture; composed when absent.
    pub cover: Option<Picture>,
    /// Paragraphs of the summary for the back cover and the metadata; may be none.
    pub summary: Vec<RichText>,
    /// What it offers to those who read otherwise than by sight; found once everything else stands.
    pub accessibility: Accessibility,
    /// The tome.yaml.
    pub span: Span,
}

impl Tome {
    /// The paragraphs of the summary as plain text, those without words left out.
    #[must_use]
    pub fn summary_paragraphs(&self) -> Vec<String> {
        let plain = self.summary.iter().map(|paragraph| plain_text(paragraph).trim().to_owned());
        plain.filter(|paragraph| !paragraph.is_empty()).collect()
    }
}
