//! Sections → XHTML documents: all sections of a book, each spread over as many files as its size asks for.
//!
//! A section is one file; beyond [`LARGEST`] bytes it is spread over several, cut before a heading where there is one. It does
//! not know how the files are listed and packed. Read next: [`writer`], [`section`], [`blocks`], [`inlines`].

mod blocks;
mod figures;
mod inlines;
mod made;
mod notes;
mod pictures;
mod section;
mod writer;

use super::{context::EpubContext, document::Document};
use crate::{
    book::{Block, Book, Section},
    diagnostic::{Code, Diagnostic, Diagnostics},
};
use rayon::prelude::*;
use std::{collections::BTreeMap, ops::Range};
use writer::Writer;

/// Qualebook 087 asks for XHTML files of less than 300 KB.
const LARGEST_ALLOWED: usize = 300_000;

/// Where a section is spread over several files, the notes at the end included.
const LARGEST: usize = 290_000;

/// Writes every section of the book, in order; each may be several documents.
pub(super) fn write_sections(context: &mut EpubContext<'_>, sink: &mut Diagnostics) -> Vec<Vec<Document>> {
    let whole: Vec<Vec<Range<usize>>> =
        context.book.sections.iter().map(|section| std::iter::once(0..section.blocks.len()).collect()).collect();
    let written = write_all(context, &whole);
    // A first writing says how large a section is and where its anchors fall; only a book with too large a section is written
    // a second time, when links know the parts.
    let parts: Vec<_> = written
        .iter()
        .map(|(documents, _)| &documents[0])
        .zip(&context.book.sections)
        .map(|(document, section)| parts_of(document, section))
        .collect();
    if parts.iter().all(|parts| parts.len() == 1) {
        return collect(context.book, written, sink);
    }
    for (section, ranges) in parts.iter().enumerate().filter(|(_, ranges)| ranges.len() > 1) {
        context.places.split(context.book, section, ranges.len(), []);
    }
    // One writing at a time is held.
    drop(written);
    let again = write_all(context, &parts);
    for (section, (documents, _)) in again.into_iter().enumerate().filter(|(_, (documents, _))| documents.len() > 1) {
        let anchors: Vec<_> = documents
            .iter()
            .enumerate()
            .flat_map(|(part, document)| document.anchors.iter().map(move |anchor| (anchor.clone(), part)))
            .collect();
        context.places.split(context.book, section, documents.len(), anchors);
    }
    collect(context.book, write_all(context, &parts), sink)
}

/// Writes one section, whatever its size, as one document.
pub(super) fn write_section(context: &EpubContext<'_>, index: usize) -> (Document, Diagnostics) {
    let whole = 0..context.book.sections[index].blocks.len();
    let (mut documents, found) = Writer::new(context, index, &BTreeMap::new()).section(&[whole], &mut String::new());
    (documents.pop().unwrap_or_else(|| Document::new(String::new())), found)
}

/// Writes one section, whatever its size, as one document, an index with the page numbers that the other sections give it.
pub(super) fn write_whole(context: &EpubContext<'_>, index: usize) -> Document {
    let sections = &context.book.sections;
    if !sections[index].blocks.iter().any(|block| matches!(block, Block::Index(_))) {
        return write_section(context, index).0;
    }
    let whole: Vec<Vec<Range<usize>>> =
        sections.iter().map(|section| std::iter::once(0..section.blocks.len()).collect()).collect();
    let (mut documents, _) = write_all(context, &whole).swap_remove(index);
    documents.pop().unwrap_or_else(|| Document::new(String::new()))
}

type Written = Vec<(Vec<Document>, Diagnostics)>;

/// Writes the sections in parallel; those with an index last, because the index names the pages of what the others say.
fn write_all(context: &EpubContext<'_>, parts: &[Vec<Range<usize>>]) -> Written {
    let sections = &context.book.sections;
    let has_index = |section: &Section| section.blocks.iter().any(|block| matches!(block, Block::Index(_)));
    let none = BTreeMap::new();
    let mut written: Vec<Option<(Vec<Document>, Diagnostics)>> = (0..sections.len())
        .into_par_iter()
        .map_init(String::new, |room, index| {
            (!has_index(&sections[index])).then(|| Writer::new(context, index, &none).section(&parts[index], room))
        })
        .collect();
    let mentions: BTreeMap<_, _> = written
        .iter()
        .flatten()
        .flat_map(|(documents, _)| documents)
        .flat_map(|document| &document.mentions)
        .filter_map(|(leaf, folio)| Some((*leaf, folio.clone()?)))
        .collect();
    written
        .iter_mut()
        .enumerate()
        .map(|(index, slot)| {
            let write = || Writer::new(context, index, &mentions).section(&parts[index], &mut String::new());
            slot.take().unwrap_or_else(write)
        })
        .collect()
}

fn collect(book: &Book, written: Written, sink: &mut Diagnostics) -> Vec<Vec<Document>> {
    written
        .into_iter()
        .zip(&book.sections)
        .map(|((documents, diagnostics), section)| {
            sink.append(diagnostics);
            for document in documents.iter().filter(|document| document.xhtml.len() > LARGEST_ALLOWED) {
                let report = Diagnostic::new(Code::LargePiece, section.span).with("name", &document.href);
                sink.push(report.with("size", document.xhtml.len() / 1000));
            }
            documents
        })
        .collect()
}

/// The blocks of each file of a section: cut where the next block would pass the limit, at the last heading of the second half
/// when there is one.
fn parts_of(document: &Document, section: &Section) -> Vec<Range<usize>> {
    let count = section.blocks.len();
    if document.xhtml.len() <= LARGEST {
        return std::iter::once(0..count).collect();
    }
    // The notes are spread over the parts; their share of each block is taken to be even.
    let body = document.cuts.last().map_or(1, |(offset, _)| *offset).max(1);
    let limit = LARGEST.saturating_mul(body) / document.xhtml.len().max(body) * 9 / 10;
    let mut parts = Vec::new();
    let (mut first, mut start) = (0, 0);
    for window in document.cuts.windows(2) {
        let [(_, block), (end, next)] = *window else { continue };
        if end - start <= limit || block == first {
            continue;
        }
        let heading = (first + 1..=block)
            .rev()
            .find(|&candidate| matches!(section.blocks.get(candidate), Some(Block::Heading(_))))
            .filter(|&candidate| document.cuts[candidate].0 - start > limit / 2);
        let cut = heading.unwrap_or(block);
        parts.push(first..cut);
        (first, start) = (cut, document.cuts[cut].0);
        debug_assert!(next > cut, "each part holds a block");
    }
    parts.push(first..count);
    parts
}
