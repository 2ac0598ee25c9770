//! The accessibility of the finished book: what it offers to those who do not read by sight, and whether it may claim conformity.
//!
//! A claim needs two things: no errors or warnings, and a person's signature for each check that no program can make. Without them the
//! book claims nothing, and a note says what is missing.

use crate::{
    book::{
        Accessibility, Alt, Block, Book, Claim, Date, Inline, InlineStyle, Lang, MadePage, ManualCheck, Picture, SectionKind,
        Signature,
        accessibility::{imposed, moves},
        walk,
    },
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
};
use std::collections::BTreeSet;

/// Evaluates the book by its content and by the diagnostics in `sink`. `pages` tells whether its EPUB will have a page list.
#[must_use]
pub fn evaluate(book: &Book, pages: bool, sink: &mut Diagnostics) -> Accessibility {
    let mut found = Accessibility { pages, ..Accessibility::default() };
    for section in &book.sections {
        found.index |= section.kind == SectionKind::Made(MadePage::Index);
        found.notes |= !section.notes.is_empty();
        found.foreign |= section.lang.primary() != book.work.lang.primary();
        let lists = || std::iter::once(&section.blocks).chain(section.notes.iter().map(|note| &note.blocks));
        for list in lists() {
            walk::blocks(list, &mut |block| look_at(block, book, &section.lang, &mut found));
            walk::rich_texts(list, &mut |rich| inside(rich, &mut found));
        }
    }
    // No picture is animated any more: only the first frame is kept, and animations are removed from drawings.
    found.moving = book.design.css.iter().any(|css| moves(&css.value));
    // A missing alternative text has been replaced by a default, but only an author can describe the picture.
    let unfit = [Code::MissingAlternative, Code::AlternativeIsFileName];
    found.undescribed = sink.iter().any(|diagnostic| unfit.contains(&diagnostic.code));
    for css in &book.design.css {
        for what in imposed(&css.value) {
            found.imposed = true;
            sink.push(Diagnostic::new(Code::RigidStyle, css.span).with("what", what));
        }
    }
    found.claim = claim(book, sink);
    found
}

fn look_at(block: &Block, book: &Book, lang: &Lang, found: &mut Accessibility) {
    match block {
        Block::Paragraph(paragraph) => found.foreign |= paragraph.lang.as_ref().is_some_and(|own| own != lang),
        Block::Figure(figure) => found.pictures |= shows(&figure.picture),
        Block::BarCode(_) => found.pictures = true,
        Block::Table(_) => found.tables = true,
        Block::Chart(_) => {
            found.charts = true;
            found.pictures = true;
        }
        Block::Sponsors(group) => found.pictures |= group.sponsors.iter().any(|sponsor| sponsor.logo.as_ref().is_some_and(shows)),
        Block::Biography(biography) => found.pictures |= book.person(biography.person).portrait.as_ref().is_some_and(shows),
        Block::Heading(_)
        | Block::List(_)
        | Block::DefinitionList(_)
        | Block::Quote(_)
        | Block::Epigraph(_)
        | Block::Aside(_)
        | Block::Exchange(_)
        | Block::Verse(_)
        | Block::Code(_)
        | Block::Separator(_)
        | Block::Display(_)
        | Block::Contents(_)
        | Block::Index(_) => {}
    }
}

/// Whether a picture carries information; a decorative one does not.
fn shows(picture: &Picture) -> bool {
    matches!(picture.alt, Alt::Text(_))
}

fn inside(inlines: &[Inline], found: &mut Accessibility) {
    walk::inlines(inlines, &mut |inline| {
        if let Inline::Image(picture) = inline {
            found.pictures |= shows(picture);
        }
        if let Inline::Styled(styled) = inline {
            found.foreign |= matches!(styled.style, InlineStyle::Language(_));
        }
    });
}

fn claim(book: &Book, sink: &mut Diagnostics) -> Option<Claim> {
    let signatures: Vec<&Signature> = book.work.signatures.iter().filter(|signature| signature.tome == book.tome.id).collect();
    let signed: BTreeSet<ManualCheck> = signatures.iter().flat_map(|signature| &signature.checks).copied().collect();
    let open = sink.count(Severity::Error) + sink.count(Severity::Warning);
    let missing = ManualCheck::ALL.iter().filter(|(_, check)| !signed.contains(check)).map(|(name, _)| *name);
    let missing: Vec<&str> = missing.collect();
    let span = signatures.first().map_or(book.tome.span, |signature| signature.span);
    if !missing.is_empty() {
        // Signatures come last: the mistakes that a program finds must be corrected first.
        if open == 0 {
            let note = Diagnostic::new(Code::ChecksNotSigned, span).with("checks", missing.join(", "));
            sink.push(missing.into_iter().fold(note, Diagnostic::hint));
        }
        return None;
    }
    if open > 0 {
        sink.push(Diagnostic::new(Code::ClaimWithheld, span).with("count", open));
        return None;
    }
    let mut by: Vec<String> = Vec::new();
    for signature in &signatures {
        if !by.contains(&signature.by) {
            by.push(signature.by.clone());
        }
    }
    let date = signatures.iter().map(|signature| signature.date).max_by_key(|date| Date::first_day(*date))?;
    Some(Claim { by, date })
}
