//! The pipeline: from a project's sources to the files of a tome, about one screen.
//!
//! It owns the order of the stages and where to stop: a stage is not run over errors that would make what it says noise. It
//! knows no disk, no terminal and no clock. Read next: each stage's own `mod.rs`, in the order of [`Stage`].

mod elsewhere;

use crate::{
    assemble,
    book::{Asset, Book, Date, ImageFormat, Stored},
    check,
    diagnostic::Diagnostics,
    epub::{self, Cover},
    fonts::FontSet,
    layout::{self, frame::Pages},
    manifest::Manifest,
    memo::Memo,
    pdf, raster,
    report::{self, Report},
    source::{Parts, SourceMap},
    typography,
};

/// Width and height in pixels of a cover drawn for the EPUB: what stores ask for, whatever the shape of the printed page.
const COVER: (u32, u32) = (1600, 2560);

/// What to make, and how.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Whether to make the EPUB.
    pub epub: bool,
    /// Whether to make the PDF.
    pub pdf: bool,
    /// Whether to make the files for a printer.
    pub print: bool,
    /// Whether the EPUB says where the printed pages begin, which needs the layout.
    pub page_list: bool,
    /// Whether to look the pages over for the typographic report.
    pub report: bool,
    /// Goes on in spite of errors, as far as a book comes out.
    pub draft: bool,
    /// Date of the files, when it is not the edition's (SOURCE_DATE_EPOCH).
    pub file_date: Option<Date>,
    /// What an earlier build left for this one, and this one leaves for the next. It spares time; the files are the same.
    pub memo: &'a Memo,
    /// Told each stage before it begins, and in it the title of each piece of the book; nothing for what has no pieces.
    pub progress: &'a (dyn Fn(Stage, &str) + Sync),
}

impl Options<'_> {
    /// Whether something is asked for that needs the pages.
    #[must_use]
    pub const fn lays_out(&self) -> bool {
        self.pdf || self.print || self.page_list || self.report
    }
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
    pub bytes: Parts,
}

/// What came out of a build.
#[derive(Debug, Default)]
pub struct Edition {
    /// The files; none when errors stopped the work.
    pub artifacts: Vec<Artifact>,
    /// Printed pages; none when no layout was made.
    pub pages: Option<usize>,
    /// What a typographer would count on the pages, when it was asked for.
    pub report: Option<Report>,
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
        (options.progress)(Stage::Fonts, "");
        let fonts = FontSet::load(sources, sink);
        if options.lays_out() {
            elsewhere::settle(&mut book, tome, sources, manifest, &fonts, options);
        }
        let pages = options.lays_out().then(|| {
            (options.progress)(Stage::Layout, "");
            layout::lay_out_with(&book, &fonts, options.memo, &|title| (options.progress)(Stage::Layout, title), sink)
        });
        edition.pages = pages.as_ref().map(|pages| pages.pages.len());
        if !stopped(sink) {
            edition.artifacts = write(&book, pages.as_ref(), &fonts, options, sink);
        }
        if stopped(sink) {
            edition.artifacts.clear();
        } else if let Some(pages) = pages.as_ref().filter(|_| options.report) {
            edition.report = Some(report::report(&book, pages, &fonts));
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
    (options.progress)(Stage::Assemble, "");
    let book = assemble::assemble(sources, manifest, tome, sink)?;
    (options.progress)(Stage::Typography, "");
    let mut book = typography::apply(book);
    // The index points at leaves, which typography has just numbered.
    assemble::update_index(&mut book);
    (options.progress)(Stage::Check, "");
    check::check(&book, sink);
    book.tome.accessibility = check::accessibility::judge(&book, options.page_list || !options.epub, sink);
    if options.draft {
        // Nobody vouches for a draft.
        book.tome.accessibility.claim = None;
    }
    assemble::write_accessibility_page(&mut book);
    Some(book)
}

fn write(book: &Book, pages: Option<&Pages>, fonts: &FontSet, options: Options<'_>, sink: &mut Diagnostics) -> Vec<Artifact> {
    let name = |extension: &str| format!("{}{}.{extension}", book.tome.id, draft_of(options));
    // Side by side: neither asks the other for anything.
    let (mut of_pdf, mut of_epub) = (Diagnostics::new(), Diagnostics::new());
    let (mut artifacts, epub) = rayon::join(
        || pages.map_or_else(Vec::new, |pages| write_pages(book, pages, fonts, options, &mut of_pdf)),
        || {
            options.epub.then(|| (options.progress)(Stage::Epub, ""))?;
            // What is wrong with the text of a cover was said when the pages were laid out.
            let mut again = Diagnostics::new();
            let cover = cover(book, fonts, if pages.is_some() { &mut again } else { &mut of_epub })?;
            let map = pages.filter(|_| options.page_list).map(|pages| &pages.map);
            // Without pages a build takes less time than a memo.
            let memo = pages.map(|_| options.memo);
            Some(epub::write_parts(book, map, &cover, fonts, memo, &mut of_epub))
        },
    );
    // What no PDF can hold stops the EPUB too, which would only say of the same pictures that it cannot read them.
    let refused = of_pdf.has_errors() && !options.draft;
    sink.append(of_pdf);
    if !refused {
        sink.append(of_epub);
        artifacts.extend(epub.map(|bytes| Artifact { name: name("epub"), bytes }));
    }
    artifacts
}

/// The PDF for screens, and those for the printer.
fn write_pages(book: &Book, pages: &Pages, fonts: &FontSet, options: Options<'_>, sink: &mut Diagnostics) -> Vec<Artifact> {
    let name = |part: &str| format!("{}{part}{}.pdf", book.tome.id, draft_of(options));
    let mut artifacts = Vec::new();
    if options.pdf {
        (options.progress)(Stage::Pdf, "");
        let bytes = pdf::write_with(book, pages, fonts, options.memo, sink);
        artifacts.extend(bytes.map(|bytes| Artifact { name: name(""), bytes }));
    }
    if options.print && (options.draft || !sink.has_errors()) {
        (options.progress)(Stage::Pdf, "");
        let count = layout::volume::print::page_count(pages, &book.design.print);
        let block = pdf::write_block(book, &layout::volume::print::block(pages, &book.design.print), fonts, sink);
        artifacts.extend(block.map(|bytes| Artifact { name: name("-print"), bytes }));
        let wrap = layout::volume::wrap::wrap(book, fonts, pages, count, sink);
        let wrap = pdf::write_wrap(book, &wrap, fonts, sink);
        artifacts.extend(wrap.map(|bytes| Artifact { name: name("-cover"), bytes }));
    }
    artifacts
}

/// What marks the names of a draft's files.
const fn draft_of(options: Options<'_>) -> &'static str {
    if options.draft { "-draft" } else { "" }
}

/// The editor's cover when there is one, else the title composed as on the PDF's first page, in the shape that stores ask for.
#[must_use]
pub fn cover(book: &Book, fonts: &FontSet, sink: &mut Diagnostics) -> Option<Cover> {
    let given = book.tome.cover.as_ref().map(|picture| book.asset(picture.asset));
    let bytes = match given {
        Some(asset) if asset.format == ImageFormat::Svg => raster::drawing_png(asset, fonts, COVER)?,
        Some(asset) => return Some(Cover { picture: asset.clone() }),
        None => raster::png(book, &layout::lay_out_cover(book, fonts, COVER, sink), fonts, COVER.0),
    };
    // IHDR begins at byte 16 of every PNG: width, then height, big-endian (PNG 3, 11.2.1).
    let side = |at: usize| bytes.get(at..at + 4).and_then(|side| side.try_into().ok()).map(u32::from_be_bytes);
    let size = (side(16)?, side(20)?);
    let span = book.tome.cover.as_ref().map_or(book.tome.span, |picture| picture.span);
    let (format, stored) = (ImageFormat::Png, Stored::default());
    Some(Cover { picture: Asset { path: "cover".into(), bytes: bytes.into(), format, size, stored, span } })
}
