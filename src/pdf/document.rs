//! One document from start to end: the steps of writing a file.

use super::{
    content_streams::PageContents,
    destinations, metadata,
    origins::Origins,
    outline,
    page_cache::PageCache,
    painter::{PagePainter, PaintedPages},
    pictures::{self, Resolution},
    placement::Placement,
    postprocess::postprocess,
    sheet::Sheet,
    structure_check, structure_tree,
    validation::{self, Faces},
};
use crate::{
    book::{Book, Isbn},
    diagnostic::{Code, Diagnostics},
    fonts::FontSet,
    layout::frame::{PageTarget, Pages, Shape},
    memo::Memo,
    source::Parts,
};
use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, Archival, Configuration, ConfigurationBuilder, PdfVersion},
};

/// Writes the pages: as they are, or on sheets that a printer trims. None when the file breaks a rule of `configuration`, which is
/// reported.
pub(super) fn write(
    book: &Book,
    pages: &Pages,
    fonts: &FontSet,
    configuration: Configuration,
    (sheet, memo): (Option<Sheet>, &Memo),
    sink: &mut Diagnostics,
) -> Option<Parts> {
    let mut origins = Origins::new(book.tome.span);
    let mut document = Document::new_with(settings(configuration));
    let isbn = if sheet.is_some() { &book.tome.isbn.print } else { &book.tome.isbn.pdf }.as_ref();

    let resolution = if sheet.is_some() { Resolution::Full } else { Resolution::Screen };
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let pictures = pictures::prepare(book, items, resolution, fonts, sink);
    let destinations = destinations::register(&mut document, book, pages, sink);
    let placement = Placement::new(&pages.structure);
    let parts = (&placement, &destinations, pictures);
    let mut painter = PagePainter::new(book, pages, fonts, parts, &mut origins, sink);
    painter = match sheet {
        Some(sheet) => painter.with_sheet(sheet),
        None => painter.with_cache(PageCache::new(fonts, memo)),
    };
    let PaintedPages { items, faces, contents } = painter.draw(&mut document);
    note_long_texts(pages, &mut origins);
    structure_check::check(&pages.structure, origins.fallback, sink);
    document.set_tag_tree(structure_tree::build(&pages.structure, items, &mut origins));
    if let Some(outline) = outline::outline(pages, sink, origins.fallback) {
        document.set_outline(outline);
    }
    finish(document, book, isbn, (&faces, &origins), (&contents, memo), sink)
}

/// Remembers the long texts that are drawn, and the long addresses and descriptions of links.
fn note_long_texts(pages: &Pages, origins: &mut Origins) {
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        match &item.shape {
            Shape::Glyphs(run) => origins.note_text(&run.text, item.span),
            Shape::Link(area) => {
                let (PageTarget::Url(target) | PageTarget::Destination(target)) = &area.target;
                origins.note_text(target, item.span);
                origins.note_text(&area.description, item.span);
            }
            Shape::Image { .. } | Shape::Rule { .. } | Shape::Path(_) => {}
        }
    }
}

/// What follows from a picture without alternative text.
const SILENT_PICTURE: [Code; 3] =
    [Code::PdfFigureWithoutAlternative, Code::PdfLinkWithoutDescription, Code::PdfHeadingWithoutText];

/// The result of `write` under the standards, else without them. Reports what they do not allow, but not what follows from one of the
/// codes `told`.
pub(super) fn as_draft(
    told: &[Code],
    sink: &mut Diagnostics,
    write: impl Fn(Configuration, &mut Diagnostics) -> Option<Parts>,
) -> Option<Parts> {
    let mut found = Diagnostics::new();
    let valid = write(standards(), &mut found);
    found.retain(|diagnostic| {
        let follows = |from: Code, codes: &[Code]| codes.contains(&diagnostic.code) && told.contains(&from);
        !follows(Code::MissingGlyph, &[Code::PdfGlyphMissing]) && !follows(Code::MissingAlternative, &SILENT_PICTURE)
    });
    sink.append(found);
    valid.or_else(|| write(no_standard(), &mut Diagnostics::new()))
}

/// Finishes a document whose pages are drawn: metadata, validation, postprocessing. None when the file is invalid, which is reported.
pub(super) fn finish(
    mut document: Document,
    book: &Book,
    isbn: Option<&Isbn>,
    (faces, origins): (&Faces, &Origins),
    contents: (&PageContents<'_>, &Memo),
    sink: &mut Diagnostics,
) -> Option<Parts> {
    document.set_metadata(metadata::metadata(book, isbn));
    match document.finish() {
        Ok(bytes) => postprocess(&bytes, contents, book, isbn, sink),
        Err(error) => {
            validation::report(error, faces, origins, sink);
            None
        }
    }
}

/// The library's settings for a standard. Content streams are compressed later, by `content_streams`.
pub(super) fn settings(configuration: Configuration) -> SerializeSettings {
    SerializeSettings { configuration, compress_content_streams: false, ..SerializeSettings::default() }
}

/// No standard: for drafts, which are looked at to mend what the standards do not allow.
pub(super) fn no_standard() -> Configuration {
    ConfigurationBuilder::new().with_version(PdfVersion::Pdf17).finish().expect("PDF 1.7 asks for nothing")
}

/// PDF/A-2a and PDF/UA-1: the file must conform to both.
pub(super) fn standards() -> Configuration {
    ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("both standards are defined for PDF 1.7")
}
