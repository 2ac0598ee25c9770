//! `Pages` → tagged PDF bytes.
//!
//! Draws the pages in order, ties what was drawn to the logical structure, adds outline, names, labels and metadata, and has
//! the library check it all against PDF/UA-1 and PDF/A-2a. It knows neither Markdown nor how a line was broken.
//! Read next: [`draw`] (pages), [`tags`] (the structure tree), [`refusal`] (how the library's errors come back to the author).

mod destinations;
mod draw;
mod finish;
mod glyphs;
mod kept;
mod line_ends;
mod metadata;
mod outline;
mod pack;
mod pictures;
mod print;
mod refusal;
mod shown;
mod stub;
mod tags;
#[cfg(test)]
mod tests;

pub use print::{write_block, write_wrap};

use crate::{
    book::{Book, Isbn},
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::FontSet,
    layout::frame::Pages,
    memo::Memo,
    source::{Parts, Span},
};
use kept::Memory;
use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, Archival, Configuration, ConfigurationBuilder, PdfVersion},
    surface::Location,
};
use pictures::Resolution;
use print::Sheet;
use shown::Shown;

/// Writes the pages as one PDF 1.7 file that is PDF/UA-1 and PDF/A-2a. None when the library refused it: then `sink` says why,
/// at the author's line.
#[must_use]
pub fn write(book: &Book, pages: &Pages, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Vec<u8>> {
    write_with(book, pages, fonts, &Memo::default(), sink).map(|parts| parts.to_vec())
}

/// The same, sparing what `memo` has from an earlier build; the bytes are the same, and pictures are shared with the book.
#[must_use]
pub fn write_with(book: &Book, pages: &Pages, fonts: &FontSet, memo: &Memo, sink: &mut Diagnostics) -> Option<Parts> {
    write_on(book, pages, fonts, (None, memo), sink)
}

/// Writes the pages as they are, or on sheets that a printer trims.
fn write_on(
    book: &Book,
    pages: &Pages,
    fonts: &FontSet,
    (sheet, memo): (Option<Sheet>, &Memo),
    sink: &mut Diagnostics,
) -> Option<Parts> {
    let mut origins = Origins::new(book.tome.span);
    let mut document = Document::new_with(settings(standards()));
    let isbn = if sheet.is_some() { &book.tome.isbn.print } else { &book.tome.isbn.pdf }.as_ref();

    let resolution = if sheet.is_some() { Resolution::Full } else { Resolution::Screen };
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let pictures = pictures::prepare(book, items, resolution, fonts, sink);
    let destinations = destinations::register(&mut document, book, pages, sink);
    let placement = tags::Placement::of(&pages.structure);
    let parts = (&placement, &destinations, pictures);
    let mut drawing = draw::Drawing::new(book, pages, fonts, parts, &mut origins, sink);
    drawing = match sheet {
        Some(sheet) => drawing.on(sheet),
        None => drawing.with_memory(Memory::new(fonts, memo)),
    };
    let draw::Drawn { pieces, faces, shown } = drawing.draw(&mut document);
    tags::check(&pages.structure, origins.fallback, sink);
    document.set_tag_tree(tags::tree(&pages.structure, pieces, &mut origins));
    if let Some(outline) = outline::outline(pages, sink, origins.fallback) {
        document.set_outline(outline);
    }
    finished(document, book, isbn, (&faces, &origins), (&shown, memo), sink)
}

/// The bytes of a document whose pages are drawn, with its metadata; what the library refuses is reported where it was written.
fn finished(
    mut document: Document,
    book: &Book,
    isbn: Option<&Isbn>,
    (faces, origins): (&refusal::Faces, &Origins),
    shown: (&Shown<'_>, &Memo),
    sink: &mut Diagnostics,
) -> Option<Parts> {
    document.set_metadata(metadata::metadata(book, isbn));
    match document.finish() {
        Ok(bytes) => finish::finish(&bytes, shown, book, isbn, sink),
        Err(error) => {
            refusal::report(error, faces, origins, sink);
            None
        }
    }
}

/// How the library writes: to a standard. Content is packed by `shown`, which changes it.
fn settings(configuration: Configuration) -> SerializeSettings {
    SerializeSettings { configuration, compress_content_streams: false, ..SerializeSettings::default() }
}

/// Both standards at once: what one forbids is refused even if the other allows it.
fn standards() -> Configuration {
    ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("both standards are made for PDF 1.7")
}

/// The places in the sources that the library was told of, so that its errors can be shown there.
struct Origins {
    spans: Vec<Span>,
    fallback: Span,
}

impl Origins {
    /// `fallback` is where an error without a place is shown: the tome.yaml.
    const fn new(fallback: Span) -> Self {
        Self { spans: Vec::new(), fallback }
    }

    /// The library's name for `span`: its number in our list, from 1.
    fn location(&mut self, span: Option<Span>) -> Location {
        let span = span.unwrap_or(self.fallback);
        if self.spans.last() != Some(&span) {
            self.spans.push(span);
        }
        Location::new(self.spans.len() as u64).expect("the list holds the span at least")
    }

    /// The place that the library names.
    fn span(&self, location: Option<Location>) -> Span {
        let index = location.and_then(|location| usize::try_from(location.get()).ok()).map(|number| number - 1);
        index.and_then(|index| self.spans.get(index)).copied().unwrap_or(self.fallback)
    }
}

/// Reports an element or item that our own layout put where it may not be.
fn misplaced(child: &str, parent: &str, span: Span, sink: &mut Diagnostics) {
    sink.push(Diagnostic::new(Code::PdfMisplacedElement, span).with("child", child).with("parent", parent));
}
