//! The offprint of a text (« tiré à part »): its own pages as a PDF, with their folios, and its EPUB, which has their page list.
//!
//! Both are those of the volume, without the other texts: a link to one of them becomes plain words, the title and the authors are those
//! of the text, and no ISBN and no conformity of the volume is claimed.

use super::{cover::cover, options::Options};
use crate::{
    assemble,
    book::{Book, Inline, Isbns, Link, LinkTarget, RichText, Slug, Work, walk},
    check,
    diagnostic::Diagnostics,
    epub,
    fonts::FontSet,
    layout::{frame::Pages, volume},
    pdf,
    source::Parts,
};
use std::borrow::Cow;

/// The EPUB and the PDF of the section at index `section` of a laid out volume, each with its name, which begins with `stem`. None when it
/// has no page, or when a file cannot be written, which is reported.
#[must_use]
pub fn offprint(
    (book, pages, fonts): (&Book, &Pages, &FontSet),
    section: usize,
    stem: &str,
    options: Options<'_>,
    sink: &mut Diagnostics,
) -> Option<Vec<(String, Parts)>> {
    let pages = volume::offprint::offprint(pages, section)?;
    let cover = cover(book, fonts, &mut Diagnostics::new())?;
    let book = reduced(book, section)?;
    let pdf = pdf::write_with(&book, Cow::Borrowed(&pages), fonts, options.memo, sink)?;
    let map = options.page_list.then_some(&pages.map);
    let epub = epub::write_parts(&book, map, &cover, fonts, None, sink);
    (!sink.has_errors()).then(|| vec![(format!("{stem}.epub"), epub), (format!("{stem}.pdf"), pdf)])
}

/// The book with one section, under its title.
fn reduced(book: &Book, section: usize) -> Option<Book> {
    let mut own = book.sections.get(section)?.clone();
    let slug = own.slug.clone();
    let lists = std::iter::once(&mut own.blocks).chain(own.notes.iter_mut().map(|note| &mut note.blocks));
    for blocks in lists {
        walk::rich_texts_mut(blocks, &mut |text| without_links(text, &slug));
    }
    for text in [&mut own.title, &mut own.subtitle, &mut own.summary, &mut own.source] {
        without_links(text, &slug);
    }
    let mut reduced = book.clone();
    let Work { title, subtitle, editors, collective, collection, tomes, signatures, .. } = &mut reduced.work;
    (*title, *subtitle) = (own.title.clone(), own.subtitle.clone());
    // Who signs the text made it; who edited the volume did not.
    (*editors, *collective) = (Vec::new(), None);
    // The identifier is made of it; there is but one volume, so that it is shown nowhere.
    collection.push_str(&format!("\n{slug}"));
    tomes.retain(|tome| tome.id == book.tome.id);
    signatures.clear();
    reduced.tome.title.clear();
    reduced.tome.subtitle.clear();
    reduced.tome.isbn = Isbns::default();
    reduced.tome.summary = if own.summary.is_empty() { Vec::new() } else { vec![own.summary.clone()] };
    reduced.sections = vec![own];
    assemble::update_index(&mut reduced);
    reduced.tome.accessibility = check::accessibility::evaluate(&reduced, true, &mut Diagnostics::new());
    reduced.tome.accessibility.claim = None;
    Some(reduced)
}

/// Puts the words of links to other sections in the place of these.
fn without_links(text: &mut RichText, own: &Slug) {
    if text.iter().any(|inline| matches!(inline, Inline::Link(link) if leads_out(link, own))) {
        for inline in std::mem::take(text) {
            match inline {
                Inline::Link(link) if leads_out(&link, own) => text.extend(link.content),
                kept => text.push(kept),
            }
        }
    }
    for inline in text {
        match inline {
            Inline::Styled(styled) => without_links(&mut styled.content, own),
            Inline::Link(link) => without_links(&mut link.content, own),
            Inline::Text(_) | Inline::Code(_) | Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_) => {}
        }
    }
}

/// Whether a link leads to a section other than `own`.
fn leads_out(link: &Link, own: &Slug) -> bool {
    match &link.target {
        LinkTarget::Section(section) | LinkTarget::Anchor { section, .. } => section != own,
        LinkTarget::Url(_) | LinkTarget::Person(_) | LinkTarget::OtherTome { .. } | LinkTarget::Unresolved(_) => false,
    }
}
