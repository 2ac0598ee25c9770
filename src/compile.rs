//! The pipeline: from a project's sources to the files of a tome.
//!
//! It owns the order of the stages and where to stop: no stage runs when earlier errors would make its diagnostics meaningless. It
//! knows no disk, no terminal and no clock. Read next: `prepare`, then each stage's own `mod.rs`, in the order of [`Stage`].

mod anchors;
mod cover;
mod cross_references;
mod faces;
mod groups;
mod loose_lines;
mod offprint;
mod options;
mod places;
mod prepare;
#[cfg(test)]
mod spilled_pictures;

pub use anchors::{Anchors, sum_of_sources};
pub use cover::cover;
pub use offprint::offprint;
pub use options::{Options, Stage};
pub use prepare::prepare;
use prepare::prepare_as;

use crate::{
    book::Book,
    diagnostic::{Code, Diagnostics, Severity},
    epub,
    fonts::FontSet,
    layout::{self, frame::Pages},
    manifest::Manifest,
    pagination::Folio,
    pdf, raster,
    report::{self, Report},
    source::{Parts, SourceMap},
};
use std::borrow::Cow;

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name: `tome1.epub`.
    pub name: String,
    /// Its bytes.
    pub bytes: Parts,
}

/// The result of a build.
#[derive(Debug, Default)]
pub struct BuildOutput {
    /// The files; none when errors stopped the build.
    pub artifacts: Vec<OutputFile>,
    /// Number of pages; none without a layout.
    pub pages: Option<usize>,
    /// First and last folio of each section, by index in `Book::sections`; empty without a layout.
    pub folios: Vec<Option<(Folio, Folio)>>,
    /// The picture of the cover, if an EPUB was made.
    pub cover: Option<epub::Cover>,
    /// The typographic report, if it was asked for.
    pub report: Option<Report>,
    /// The book; none when it could not be assembled.
    pub book: Option<Book>,
}

/// Builds the tome at index `tome` of the manifest. Errors that are already in `sink`, such as those of the manifest, stop the
/// build before the layout, unless it is a draft or exhaustive.
#[must_use]
pub fn compile(
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    options: Options<'_>,
    sink: &mut Diagnostics,
) -> BuildOutput {
    let Some(mut book) = prepare(sources, manifest, tome, options, sink) else { return BuildOutput::default() };
    book.tome.modified = options.file_date.unwrap_or(book.tome.modified);
    let stopped = |sink: &Diagnostics| sink.has_errors() && !options.draft && !options.exhaustive;
    let mut edition = BuildOutput::default();
    if !stopped(sink) {
        let fonts = fonts(&mut book, sources, options, sink);
        let pages = options.lays_out().then(|| pages(&mut book, tome, sources, manifest, &fonts, options, sink));
        if let Some(pages) = pages.as_ref().filter(|_| options.exhaustive) {
            loose_lines::report(&book, &report::analyse(&book, pages, &fonts), sink);
        }
        // A PDF tells what drawings lack when it draws them.
        if options.epub && !options.pdf && !options.print {
            raster::svg::report_missing(&book, &fonts, sink);
        }
        places::narrow(sink, sources);
        edition.pages = pages.as_ref().map(|pages| pages.pages.len());
        edition.folios = pages.as_ref().map_or_else(Vec::new, |pages| folios(pages, book.sections.len()));
        if !stopped(sink) && options.report {
            (edition.artifacts, edition.cover) = write(&book, pages.as_ref().map(Cow::Borrowed), &fonts, options, sink);
            let pages = pages.filter(|_| !stopped(sink));
            edition.report = pages.map(|pages| report::analyse(&book, &pages, &fonts));
        } else if !stopped(sink) {
            (edition.artifacts, edition.cover) = write(&book, pages.map(Cow::Owned), &fonts, options, sink);
        }
        // What drawings lack is found when they are drawn.
        places::narrow(sink, sources);
        if stopped(sink) {
            edition.artifacts.clear();
        }
    }
    edition.book = Some(book);
    edition
}

/// A volume with its finished pages, before any file is made of them.
#[derive(Debug)]
pub struct LaidOut {
    /// The book.
    pub book: Book,
    /// The faces of its glyphs.
    pub fonts: FontSet,
    /// Its pages.
    pub pages: Pages,
}

/// The pages of the tome at index `tome` of the manifest, as [`compile`] with the same options makes files of them. None when errors, in
/// `sink` or found here, stop the build.
#[must_use]
pub fn lay_out(
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    options: Options<'_>,
    sink: &mut Diagnostics,
) -> Option<LaidOut> {
    let book = prepare(sources, manifest, tome, options, sink)?;
    lay_out_prepared(book, sources, manifest, tome, options, sink)
}

/// As [`lay_out`], or the pages of a draft where there are errors, and whether it is one. What comes before the layout is done once for
/// both.
#[must_use]
pub fn lay_out_or_draft(
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    options: Options<'_>,
    sink: &mut Diagnostics,
) -> Option<(LaidOut, bool)> {
    let before = sink.clone();
    let (book, draft) = prepare_as(sources, manifest, tome, options, Diagnostics::has_errors, sink)?;
    let laid_out = lay_out_prepared(book, sources, manifest, tome, Options { draft, ..options }, sink);
    if let Some(laid_out) = laid_out {
        return Some((laid_out, draft));
    }
    // The layout has found the first error, such as a character that no face has.
    *sink = before;
    lay_out(sources, manifest, tome, Options { draft: true, ..options }, sink).map(|laid_out| (laid_out, true))
}

fn lay_out_prepared(
    mut book: Book,
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    options: Options<'_>,
    sink: &mut Diagnostics,
) -> Option<LaidOut> {
    book.tome.modified = options.file_date.unwrap_or(book.tome.modified);
    let is_stopped = |sink: &Diagnostics| sink.has_errors() && !options.draft;
    let laid_out = (!is_stopped(sink)).then(|| {
        let fonts = fonts(&mut book, sources, options, sink);
        let pages = pages(&mut book, tome, sources, manifest, &fonts, options, sink);
        LaidOut { book, fonts, pages }
    });
    places::narrow(sink, sources);
    laid_out.filter(|_| !is_stopped(sink))
}

/// The faces of the book, which its colophon names.
fn fonts(book: &mut Book, sources: &SourceMap, options: Options<'_>, sink: &mut Diagnostics) -> FontSet {
    (options.progress)(Stage::Fonts, "");
    let fonts = FontSet::load(sources, sink);
    faces::name_in_colophon(book, &fonts);
    fonts
}

/// The pages of the book, with the page numbers of its references to other volumes.
fn pages(
    book: &mut Book,
    tome: usize,
    sources: &SourceMap,
    manifest: &Manifest,
    fonts: &FontSet,
    options: Options<'_>,
    sink: &mut Diagnostics,
) -> Pages {
    cross_references::resolve(book, tome, sources, manifest, fonts, options, sink);
    (options.progress)(Stage::Layout, "");
    // No other volume prints a number of one with errors.
    let is_cited = manifest.tomes.len() > 1 && !sink.has_errors();
    let mut pages = layout::lay_out_with(book, fonts, options.memo, &|title| (options.progress)(Stage::Layout, title), sink);
    if options.print {
        // The printer’s cover has the first page of a back cover alone.
        *sink = std::mem::take(sink).raise(|code| code == Code::LongBackCover);
    }
    if is_cited {
        cross_references::record(book, &pages, sources, options);
    }
    if options.draft {
        layout::mark_as_draft(book, fonts, &mut pages);
    }
    pages
}

/// Writes the files. The EPUB and the PDF are made in parallel: neither needs the other. Pages that are given away take no memory any more
/// when they are drawn.
fn write(
    book: &Book,
    pages: Option<Cow<'_, Pages>>,
    fonts: &FontSet,
    options: Options<'_>,
    sink: &mut Diagnostics,
) -> (Vec<OutputFile>, Option<epub::Cover>) {
    let name = |extension: &str| format!("{}{}.{extension}", book.tome.id, draft_suffix(options));
    let (mut of_pdf, mut of_epub) = (Diagnostics::new(), Diagnostics::new());
    let told: Vec<Code> = sink.iter().map(|diagnostic| diagnostic.code).collect();
    let is_laid_out = pages.is_some();
    let map = pages.as_ref().filter(|_| options.page_list).map(|pages| pages.map.clone());
    let (mut artifacts, epub) = rayon::join(
        || pages.map_or_else(Vec::new, |pages| write_pages(book, pages, fonts, options, &told, &mut of_pdf)),
        || {
            options.epub.then(|| (options.progress)(Stage::Epub, ""))?;
            // With pages, the layout has already reported what is wrong with the text of a cover.
            let mut ignored = Diagnostics::new();
            let cover = cover(book, fonts, if is_laid_out { &mut ignored } else { &mut of_epub })?;
            // Without a layout, using the memo takes longer than compressing the files again.
            let memo = is_laid_out.then_some(options.memo);
            Some((epub::write_parts(book, map.as_ref(), &cover, fonts, memo, &mut of_epub), cover))
        },
    );
    // An error of the PDF discards the EPUB, whose diagnostics would be about the same pictures.
    let refused = of_pdf.has_errors() && !options.draft;
    sink.append(of_pdf);
    if !refused {
        sink.append(of_epub);
    }
    let (epub, cover) = epub.filter(|_| !refused).unzip();
    artifacts.extend(epub.map(|bytes| OutputFile { name: name("epub"), bytes }));
    (artifacts, cover)
}

/// The first and the last folio of each of `count` sections.
fn folios(pages: &Pages, count: usize) -> Vec<Option<(Folio, Folio)>> {
    let mut folios = vec![None; count];
    for page in &pages.pages {
        if let Some(range) = page.section.and_then(|section| folios.get_mut(section)) {
            let first = range.map_or(page.folio, |(first, _)| first);
            *range = Some((first, page.folio));
        }
    }
    folios
}

/// Writes the PDF for screens, and those for the printer. `told` are the codes that earlier stages reported.
fn write_pages(
    book: &Book,
    mut pages: Cow<'_, Pages>,
    fonts: &FontSet,
    options: Options<'_>,
    told: &[Code],
    sink: &mut Diagnostics,
) -> Vec<OutputFile> {
    let name = |part: &str| format!("{}{part}{}.pdf", book.tome.id, draft_suffix(options));
    // What follows from an error that was told is not told.
    let is_lenient = options.draft || (options.exhaustive && told.iter().any(|code| code.severity() == Severity::Error));
    let mut artifacts = Vec::new();
    if options.pdf {
        (options.progress)(Stage::Pdf, "");
        let bytes = if is_lenient {
            pdf::write_draft(book, &pages, fonts, told, sink)
        } else {
            let given = if options.print { Cow::Borrowed(&*pages) } else { std::mem::take(&mut pages) };
            pdf::write_with(book, given, fonts, options.memo, sink)
        };
        artifacts.extend(bytes.map(|bytes| OutputFile { name: name(""), bytes }));
    }
    if options.print && (options.draft || !sink.has_errors()) {
        (options.progress)(Stage::Pdf, "");
        let count = layout::volume::print::page_count(&pages, &book.design.print);
        let block = layout::volume::print::book_block(&pages, &book.design.print, book.work.lang.is_right_to_left());
        let block = if is_lenient {
            pdf::write_block_draft(book, &block, fonts, told, sink)
        } else {
            pdf::write_block(book, &block, fonts, sink)
        };
        artifacts.extend(block.map(|bytes| OutputFile { name: name("-print"), bytes }));
        let wrap = layout::volume::wrap::compose_wrap_cover(book, fonts, &pages, count, sink);
        let wrap = pdf::write_wrap(book, &wrap, fonts, sink);
        artifacts.extend(wrap.map(|bytes| OutputFile { name: name("-cover"), bytes }));
    }
    artifacts
}

/// What a draft's file names end with.
const fn draft_suffix(options: Options<'_>) -> &'static str {
    if options.draft { "-draft" } else { "" }
}
