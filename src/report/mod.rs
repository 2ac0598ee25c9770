//! The typographic report: what a typographer would count on the finished pages, and where.
//!
//! Everything is measured on the finished pages, glyph by glyph. What line and page breaking know of their own work is not used, so
//! that the report can find their mistakes. It owns what counts as a widow, a short page, a level spread. It knows neither files
//! nor languages: `cli::report` prints it. Read next: `extraction` (glyphs to lines), `paragraphs` (faults of lines), `pages`
//! (faults of pages).

mod builder;
mod extraction;
mod finding;
mod pages;
mod paragraphs;
mod statistics;
mod summary;

pub use finding::{Finding, FindingKind};
pub use statistics::{Distribution, ExtremeLine, Statistics};
pub use summary::{Report, SectionReport};

use builder::{ReportBuilder, SectionInfo};

use crate::{
    book::{Book, SectionKind, plain_text},
    fonts::FontSet,
    layout::{
        frame::{Pages, Shape},
        geometry::Geometry,
    },
};

/// Analyses the pages of a book.
#[must_use]
pub fn analyse(book: &Book, pages: &Pages, fonts: &FontSet) -> Report {
    let sections: Vec<_> = book
        .sections
        .iter()
        .map(|section| SectionInfo {
            slug: section.slug.to_string(),
            title: plain_text(&section.title),
            is_text: match section.kind {
                SectionKind::Contribution(_) | SectionKind::Shared(_) => true,
                SectionKind::Made(_) | SectionKind::Part { .. } => false,
            },
        })
        .collect();
    analyse_pages(&sections, pages, &Geometry::of_book(book), fonts)
}

/// The report on `pages`, which belong to `sections`.
fn analyse_pages(sections: &[SectionInfo], pages: &Pages, geometry: &Geometry, fonts: &FontSet) -> Report {
    let advances = extraction::Advances::new(fonts);
    let paragraphs = extraction::paragraphs(pages, &advances);
    let mut report = ReportBuilder::new(sections, pages);
    missing_glyphs(pages, &mut report);
    for paragraph in &paragraphs {
        paragraphs::analyse(paragraph, &mut report);
    }
    pages::analyse(pages, &paragraphs, geometry, sections, &mut report);
    report.finish(pages, geometry)
}

/// Glyph 0 of a face stands for every character that it lacks (OpenType, “.notdef”).
fn missing_glyphs(pages: &Pages, report: &mut ReportBuilder<'_>) {
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let Shape::Glyphs(run) = &item.shape else { continue };
            let missing = run.glyphs.iter().filter(|glyph| glyph.id == 0).count();
            if missing > 0 {
                report.add(FindingKind::MissingGlyph, number, item.span, run.text.to_string(), statistics::amount(missing));
            }
        }
    }
}

#[cfg(test)]
mod tests;
