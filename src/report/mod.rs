//! The typographic report: what a typographer would count on the finished pages, and where.
//!
//! Everything is read from what was placed, glyph by glyph; what line breaking and page breaking believe of their own work does
//! not enter. It owns what counts as a widow, a hole, a level spread. It knows neither files nor words: `cli` writes it out.
//! Read next: `report/lines` (glyphs to lines), `report/text` (lines), `report/sheets` (pages).

mod figures;
mod finding;
mod found;
mod lines;
mod sheets;
mod summary;
mod text;

pub use figures::{Distribution, Extreme, Figures};
pub use finding::{Finding, FindingKind};
pub use summary::{Report, SectionReport};

use found::{Found, Subject};

use crate::{
    book::{Book, SectionKind, plain_text},
    fonts::FontSet,
    layout::{
        frame::{Pages, Shape},
        geometry::Geometry,
    },
};

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

#[cfg(test)]
mod tests;
