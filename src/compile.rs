//! The pipeline: from a project's sources to the files of a tome, about one screen.
//!
//! It owns the order of the stages and where to stop: a stage is not run over errors that would make what it says noise. It
//! knows no disk, no terminal and no clock. Read next: each stage's own `mod.rs`, in the order of [`Stage`].

use crate::{
    assemble,
    book::{Book, Date, ImageFormat},
    check,
    diagnostic::Diagnostics,
    epub::{self, Cover},
    fonts::FontSet,
    layout::{self, Pages},
    manifest::Manifest,
    pdf, raster,
    source::SourceMap,
    typography,
};

/// Width in pixels of a cover drawn for the EPUB: stores ask for 1,600 on the short side.
const COVER_WIDTH: u32 = 1600;

/// What to make, and how.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Whether to make the EPUB.
    pub epub: bool,
    /// Whether to make the PDF.
    pub pdf: bool,
    /// Whether the EPUB says where the printed pages begin, which needs the layout.
    pub page_list: bool,
    /// Goes on in spite of errors, as far as a book comes out.
    pub draft: bool,
    /// Date of the files, when it is not the edition's (SOURCE_DATE_EPOCH).
    pub file_date: Option<Date>,
    /// Told each stage before it begins.
    pub progress: &'a (dyn Fn(Stage) + Sync),
}

/// A step of the work, in order.
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

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its name: `tome1.epub`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What came out of a build.
#[derive(Debug, Default)]
pub struct Edition {
    /// The files; none when errors stopped the work.
    pub artifacts: Vec<Artifact>,
    /// Printed pages; none when no layout was made.
    pub pages: Option<usize>,
    /// The book, when there is one to speak of.
    pub book: Option<Book>,
}

/// Makes the tome at index `tome` of the manifest. What `sink` holds already counts: over errors of the manifest no page is laid
/// out.
#[must_use]
pub fn compile(sources: &SourceMap, manifest: &Manifest, tome: usize, options: Options<'_>, sink: &mut Diagnostics) -> Edition {
    let Some(mut book) = prepare(sources, manifest, tome, options, sink) else { return Edition::default() };
    book.tome.modified = options.file_date.unwrap_or(book.tome.modified);
    let stopped = |sink: &Diagnostics| sink.has_errors() && !options.draft;
    let mut edition = Edition::default();
    if !stopped(sink) {
        (options.progress)(Stage::Fonts);
        let fonts = FontSet::load(sources, sink);
        let pages = (options.pdf || options.page_list).then(|| {
            (options.progress)(Stage::Layout);
            layout::lay_out(&book, &fonts, sink)
        });
        edition.pages = pages.as_ref().map(|pages| pages.pages.len());
        if !stopped(sink) {
            edition.artifacts = write(&book, pages.as_ref(), &fonts, options, sink);
        }
        if stopped(sink) {
            edition.artifacts.clear();
        }
    }
    edition.book = Some(book);
    edition
}

/// The book of a tome, typographed and checked; all that needs no page.
#[must_use]
pub fn prepare(
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    options: Options<'_>,
    sink: &mut Diagnostics,
) -> Option<Book> {
    (options.progress)(Stage::Assemble);
    let book = assemble::assemble(sources, manifest, tome, sink)?;
    (options.progress)(Stage::Typography);
    let mut book = typography::apply(book);
    // The index points at leaves, which typography has just numbered.
    assemble::finish(&mut book);
    (options.progress)(Stage::Check);
    check::check(&book, sink);
    Some(book)
}

fn write(book: &Book, pages: Option<&Pages>, fonts: &FontSet, options: Options<'_>, sink: &mut Diagnostics) -> Vec<Artifact> {
    let name = |extension: &str| format!("{}{}.{extension}", book.tome.id, if options.draft { "-draft" } else { "" });
    let mut artifacts = Vec::new();
    if let Some(pages) = pages.filter(|_| options.pdf) {
        (options.progress)(Stage::Pdf);
        let bytes = pdf::write(book, pages, fonts, sink);
        artifacts.extend(bytes.map(|bytes| Artifact { name: name("pdf"), bytes }));
    }
    // What no PDF can hold stops the EPUB too, which would only say of the same pictures that it cannot read them.
    if options.epub && (options.draft || !sink.has_errors()) {
        (options.progress)(Stage::Epub);
        if let Some(cover) = cover(book, pages, fonts, sink) {
            let map = pages.filter(|_| options.page_list).map(|pages| &pages.map);
            artifacts.push(Artifact { name: name("epub"), bytes: epub::write(book, map, &cover, fonts, sink) });
        }
    }
    artifacts
}

/// The editor's cover when it is a photograph or a drawing in pixels, else the first page as pixels.
fn cover(book: &Book, pages: Option<&Pages>, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Cover> {
    let asset = book.tome.cover.as_ref().map(|picture| book.asset(picture.asset)).filter(|asset| is_cover_format(asset.format));
    if let Some(asset) = asset {
        return Some(Cover { bytes: asset.bytes.clone(), format: asset.format, size: asset.size });
    }
    let bytes = match pages.and_then(|pages| pages.pages.first()) {
        Some(page) => raster::png(book, page, fonts, COVER_WIDTH),
        None => raster::png(book, &layout::lay_out_cover(book, fonts, sink), fonts, COVER_WIDTH),
    };
    // IHDR begins at byte 16 of every PNG: width, then height, big-endian (PNG 3, 11.2.1).
    let side = |at: usize| bytes.get(at..at + 4).and_then(|side| side.try_into().ok()).map(u32::from_be_bytes);
    let size = (side(16)?, side(20)?);
    Some(Cover { bytes: bytes.into(), format: ImageFormat::Png, size })
}

/// Formats that every store takes as a cover.
const fn is_cover_format(format: ImageFormat) -> bool {
    match format {
        ImageFormat::Jpeg | ImageFormat::Png => true,
        ImageFormat::Gif | ImageFormat::WebP | ImageFormat::Svg => false,
    }
}
