//! Drawing the pages, on all threads: each shape as marked content of its mark, or as an artifact.
//!
//! Items are drawn in their order. Consecutive items of one mark form one marked-content sequence; links are annotations. A page is drawn
//! without looking at others; what the marked content means is the business of `structure_tree`. Read next: `canvas`, `text`.

use super::{
    canvas::Canvas,
    face_codes::Codes,
    line_ends::{LineEnds, RunEnds, line_ends},
    links::{PageLink, find_links, underlines},
    marked_content::{MarkedContent, Piece, piece, sequences},
    page_cache::{CachedPage, PageCache},
    page_fonts::PageFont,
    pictures::Pictures,
    placement::Placement,
    sheet::{Sheet, page_size},
    text::RunContext,
};
use crate::{
    book::AssetId,
    deflate::CompressorPool,
    diagnostic::Diagnostic,
    layout::{
        frame::{Artifact, Content, FrameItem, Page, Pages, Shape},
        theme::RULE_GREY,
    },
    source::Span,
    typeset::length::Rect,
};
use rayon::prelude::*;

/// What all pages need to be drawn.
pub(super) struct PagePainter<'a> {
    pub(super) codes: &'a Codes<'a>,
    pub(super) placement: &'a Placement,
    pub(super) pictures: &'a Pictures,
    pub(super) compressors: &'a CompressorPool,
    /// None where pages are not cached.
    pub(super) cache: Option<PageCache<'a>>,
    /// The sheet around the pages of a print file.
    pub(super) sheet: Option<Sheet>,
    /// The place of errors without one.
    pub(super) fallback: Span,
}

/// A page that is drawn.
pub(super) struct DrawnPage<'a> {
    /// The content stream, compressed.
    pub(super) content: Vec<u8>,
    pub(super) fonts: Vec<PageFont>,
    /// The pictures, in the order of their names.
    pub(super) pictures: Vec<AssetId>,
    pub(super) pieces: Vec<Piece>,
    pub(super) links: Vec<PageLink<'a>>,
    /// What is wrong with it.
    pub(super) found: Vec<Diagnostic>,
}

impl PagePainter<'_> {
    /// Draws all pages, in their order.
    pub(super) fn draw<'p>(&self, pages: &'p Pages) -> Vec<DrawnPage<'p>> {
        let drawn = pages.pages.par_iter().zip(line_ends(pages, self.placement)).enumerate();
        drawn
            .map_init(|| Canvas::new(self.codes), |canvas, (index, (page, ends))| self.page((index, page), &ends, canvas))
            .collect()
    }

    fn page<'p>(&self, (index, page): (usize, &'p Page), ends: &LineEnds, canvas: &mut Canvas<'_>) -> DrawnPage<'p> {
        let mut found = Vec::new();
        let sequences = sequences((index, page), self.placement, self.fallback, &mut found);
        let mut links = Vec::new();
        sequences.iter().for_each(|sequence| find_links(sequence, self.fallback, &mut links, &mut found));
        let underlines = underlines(&links);
        let (mut pieces, mut pictures, mut rest) = (Vec::new(), Vec::new(), &*ends.spaced);
        for sequence in sequences.iter().filter(|sequence| !sequence.paints_nothing()) {
            for item in sequence.items {
                if let Shape::Image { asset, .. } = item.shape
                    && self.pictures.contains_key(&asset)
                    && !pictures.contains(&asset)
                {
                    pictures.push(asset);
                }
            }
            if let Some(mark) = sequence.mark {
                let runs = sequence.items.iter().filter(|item| matches!(item.shape, Shape::Glyphs(_))).count();
                let (own, others) = rest.split_at(runs.min(rest.len()));
                rest = others;
                pieces.push(piece(sequence.items, mark, self.placement, own));
            }
        }
        let key = self.cache.as_ref().map(|cache| cache.key(page, &sequences, &underlines, ends, self.pictures));
        let cached = self.cache.as_ref().zip(key.as_ref()).and_then(|(cache, key)| cache.get(key));
        let cached = cached.filter(|cached| cached.sequence_counts.len() == pieces.len());
        let drawn = cached.unwrap_or_else(|| {
            let drawn = self.contents((page, &sequences), &underlines, ends, canvas);
            // Results with diagnostics are never kept.
            if let (Some(cache), Some(key), true) = (&self.cache, key, canvas.found.is_empty()) {
                cache.insert(key, &drawn);
            }
            found.append(&mut canvas.found);
            drawn
        });
        let mut next = 0;
        for (piece, count) in pieces.iter_mut().zip(&drawn.sequence_counts) {
            piece.identifiers = next..next + count;
            next += count;
        }
        DrawnPage { content: drawn.content, fonts: drawn.fonts, pictures, pieces, links, found }
    }

    /// Draws the content stream of a page.
    fn contents(
        &self,
        (page, sequences): (&Page, &[MarkedContent<'_>]),
        underlines: &[Rect],
        ends: &LineEnds,
        canvas: &mut Canvas<'_>,
    ) -> CachedPage {
        let margin = self.sheet.map_or(0.0, |sheet| sheet.margin);
        let (width, height) = page_size(page);
        canvas.begin((margin, margin + height));
        let mut ends = ends.runs();
        let mut sequence_counts = Vec::new();
        for sequence in sequences.iter().filter(|sequence| !sequence.paints_nothing()) {
            sequence_counts.extend(self.sequence(sequence, &mut ends, canvas));
        }
        if !underlines.is_empty() {
            canvas.begin_artifact(Some(Artifact::Decoration));
            canvas.rules(underlines, RULE_GREY);
            canvas.end_marked();
        }
        if let Some(sheet) = self.sheet {
            sheet.draw_marks((width, height), &[], &mut canvas.out);
        }
        CachedPage { fonts: canvas.fonts.take_used(), sequence_counts, content: self.compressors.deflate(&canvas.out.bytes) }
    }

    /// Draws a sequence; `ends` is of all runs that follow. Returns into how many of the same mark it is divided; none for an artifact.
    pub(super) fn sequence(
        &self,
        &MarkedContent { items, mark }: &MarkedContent<'_>,
        ends: &mut dyn Iterator<Item = RunEnds<'_>>,
        canvas: &mut Canvas<'_>,
    ) -> Option<u32> {
        let mut identifiers = 0..0;
        match (mark, items[0].content) {
            (Some(_), _) => {
                let first = canvas.begin_marked();
                identifiers = first..first + 1;
            }
            (None, Content::Artifact(kind)) => canvas.begin_artifact(Some(kind)),
            (None, Content::Marked(_)) => canvas.begin_artifact(None),
        }
        let mut is_replaced = false;
        for FrameItem { shape, span, .. } in items {
            match shape {
                Shape::Glyphs(run) => {
                    let ends = mark.and_then(|_| ends.next()).unwrap_or_default();
                    let context = RunContext {
                        identifiers: mark.is_some().then_some(&mut identifiers),
                        is_replaced: &mut is_replaced,
                        ends,
                        span: span.unwrap_or(self.fallback),
                    };
                    canvas.run(run, context);
                }
                Shape::Rule { rect, color } => canvas.rules(&[*rect], *color),
                Shape::Path(path) => canvas.path(path),
                Shape::Image { asset, rect } => {
                    if self.pictures.contains_key(asset) {
                        canvas.picture(*asset, *rect);
                    }
                }
                Shape::Link(_) => {}
            }
        }
        canvas.end_marked();
        mark.map(|_| identifiers.end - identifiers.start)
    }
}
