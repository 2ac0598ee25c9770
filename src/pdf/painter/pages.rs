//! Drawing the pages, one after another.

use super::{PagePainter, PaintedPages, guard};
use crate::{
    layout::frame::Page,
    memo::Key,
    pdf::{
        links::{draw_underlines, find_links, link_annotation, underlines},
        outline,
        page_cache::{CachedPage, MarkedContent, PageRecord},
    },
    typeset::length::Length,
};
use krilla::{
    Document,
    geom::{self, Transform},
    page::PageSettings,
};

impl<'a> PagePainter<'a, '_> {
    /// Draws all pages.
    pub(in crate::pdf) fn draw(mut self, document: &mut Document) -> PaintedPages<'a> {
        for (index, page) in self.pages.pages.iter().enumerate() {
            self.draw_page(index, page, document);
        }
        self.finish()
    }

    fn draw_page(&mut self, index: usize, page: &'a Page, document: &mut Document) {
        // The library refuses a page without extent.
        let length = |length: Length| (length.to_points() as f32).max(3.0);
        let (width, height) = (length(page.size.width), length(page.size.height));
        let settings = match self.sheet {
            None => PageSettings::from_wh(width, height),
            Some(sheet) => sheet.page_settings(width, height),
        };
        let Some(settings) = settings else { return };
        let label = outline::label(page.folio, index, self.pages.pages.len(), &self.words);
        let sequences: Vec<MarkedContent<'a>> = page
            .items
            .chunk_by(|a, b| a.content == b.content)
            .map(|items| MarkedContent { items, mark: self.mark(index, &items[0]) })
            .collect();
        let mut links = Vec::new();
        sequences.iter().for_each(|sequence| find_links(sequence, self.origins, &mut links, self.sink));
        let underlines = underlines(&links);
        self.record_content(&sequences, index);
        let key = self.cache_key(page, &sequences, &underlines);

        let library_page = document.start_page_with(settings.with_page_label(label));
        let mut library_page = guard::draw_page(library_page, |surface| {
            if let Some(sheet) = self.sheet {
                surface.push_transform(&Transform::from_translate(sheet.margin, sheet.margin));
            }
            self.name_resources(&page.items, &underlines, surface);
            let cached = self.cache.as_ref().zip(key).and_then(|(cache, key)| cache.get(&key));
            let cached = cached.filter(|cached| self.registry.matches(&cached.record.glyphs));
            match &cached {
                Some(cached) => {
                    self.registry.register_cached(&cached.record.glyphs, self.fonts, surface);
                    self.replay_marks(&sequences, &cached.record.sequence_counts, surface);
                }
                None => {
                    sequences.iter().for_each(|sequence| self.draw_sequence(sequence, surface));
                    draw_underlines(&underlines, surface);
                }
            }
            if let Some(sheet) = self.sheet {
                surface.pop();
                sheet.draw_marks(width, height, &[], surface);
            }
            self.end_page(key, cached);
        });
        for link in links {
            if let Some(annotation) = link_annotation(&link, self.destinations, self.origins, self.sink) {
                self.items[link.mark.0 as usize].annotations.push(library_page.add_tagged_annotation(annotation));
            }
        }
        library_page.finish();
    }

    /// The key of a page in the cache; none where pages are not cached.
    fn cache_key(&self, page: &Page, sequences: &[MarkedContent<'_>], underlines: &[geom::Rect]) -> Option<Key> {
        let spaced = &self.spaces[self.pending_runs.clone()];
        Some(self.cache.as_ref()?.key(page, sequences, underlines, spaced, (self.book, &self.pictures)))
    }

    /// Ends a page: with the content of `cached`, or else with what was drawn, to be stored under `key`.
    pub(in crate::pdf) fn end_page(&mut self, key: Option<Key>, cached: Option<CachedPage<'a>>) {
        match cached {
            Some(cached) => self.contents.end_cached_page(cached.compressed),
            None => {
                let stored = key.and_then(|key| {
                    let sequence_counts = std::mem::take(&mut self.sequence_counts);
                    let record = PageRecord { glyphs: self.registry.glyphs_used(), sequence_counts };
                    // Writing to memory does not fail.
                    Some((key, postcard::to_stdvec(&record).ok()?))
                });
                self.contents.end_page(stored);
            }
        }
        self.pending_runs = self.pending_runs.end..self.pending_runs.end;
    }
}
