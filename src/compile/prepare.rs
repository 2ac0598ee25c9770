//! The stages before the layout: assembling, typography, editorial checks.

use super::options::{Options, Stage};
use crate::{assemble, book::Book, check, diagnostic::Diagnostics, manifest::Manifest, source::SourceMap, typography};

/// The book of the tome at index `tome` of the manifest, after typography and checks. None when it cannot be assembled.
#[must_use]
pub fn prepare(
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    options: Options<'_>,
    sink: &mut Diagnostics,
) -> Option<Book> {
    prepare_as(sources, manifest, tome, options, |_| options.draft, sink).map(|(book, _)| book)
}

/// As [`prepare`], but `is_draft` decides by what was found whether it is a draft. Says which it is.
pub(super) fn prepare_as(
    sources: &SourceMap,
    manifest: &Manifest,
    tome: usize,
    options: Options<'_>,
    is_draft: impl FnOnce(&Diagnostics) -> bool,
    sink: &mut Diagnostics,
) -> Option<(Book, bool)> {
    (options.progress)(Stage::Assemble, "");
    let book = assemble::assemble_with(sources, manifest, tome, options.memo.resident(), sink)?;
    (options.progress)(Stage::Typography, "");
    let mut book = typography::apply_with(book, options.memo.resident());
    // The index refers to text nodes by the numbers that typography has just given them.
    assemble::update_index(&mut book);
    (options.progress)(Stage::Check, "");
    check::check(&book, sink);
    check::marks::check(&book, sources, sink);
    book.tome.accessibility = check::accessibility::evaluate(&book, options.page_list || !options.epub, sink);
    let is_draft = is_draft(sink);
    if is_draft {
        // A draft claims no conformity.
        book.tome.accessibility.claim = None;
        assemble::mark_as_draft(&mut book);
    }
    assemble::write_accessibility_page(&mut book);
    Some((book, is_draft))
}
