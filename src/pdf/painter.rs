//! Drawing pages with the library: each shape as marked content of its mark, or as an artifact.
//!
//! Items are drawn in their order. Consecutive items of one mark form one marked-content sequence; links are annotations. What the marked
//! content means is the business of `structure_tree`. Read next: `pages` (the driver), then `content` and `resources`.

mod content;
pub(in crate::pdf) mod guard;
mod pages;
mod resources;

use super::{
    content_items::ContentItems, content_streams::PageContents, destinations::Destinations, font_registry::FontRegistry,
    image_xobjects::ImageXObjects, line_ends::spaces_after_runs, origins::Origins, page_cache::PageCache, pictures::Pictures,
    placement::Placement, sheet::Sheet, validation::Faces,
};
use crate::{
    book::{AssetId, Book},
    diagnostic::Diagnostics,
    fonts::{FaceId, FontSet},
    layout::frame::Pages,
    locale::Words,
    typeset::{glyphs::Glyph, mark::MarkId},
};
use krilla::{graphic::Graphic, text::Font};
use std::{collections::BTreeMap, ops::Range};

/// Draws pages, and collects what the rest of the file needs to know of them.
pub(super) struct PagePainter<'a, 'b> {
    book: &'a Book,
    pages: &'a Pages,
    fonts: &'a FontSet,
    placement: &'a Placement,
    destinations: &'a Destinations,
    pictures: Pictures,
    words: Words,
    origins: &'b mut Origins,
    sink: &'b mut Diagnostics,
    /// For each run of the text, whether a space is appended to it.
    spaces: Vec<bool>,
    /// The runs of the current page that are not drawn yet, as indices of `spaces`.
    pending_runs: Range<usize>,
    /// The library's fonts; none for a face that it cannot read.
    faces: BTreeMap<FaceId, Option<Font>>,
    /// The form XObjects of SVG drawings, one for each drawing.
    graphics: BTreeMap<AssetId, Graphic>,
    registry: FontRegistry,
    contents: PageContents<'a>,
    /// None where pages are not cached.
    cache: Option<PageCache<'a>>,
    /// The glyphs of the current run.
    glyph_buffer: Vec<Glyph>,
    /// The mark of the open marked-content sequence, and whether the sequence ends with a replacement text.
    open_sequence: (Option<MarkId>, bool),
    /// The content items of each mark.
    items: Vec<ContentItems>,
    /// For each mark drawn on the current page, its number of marked-content sequences.
    sequence_counts: Vec<u32>,
    /// The sheet around the pages of a print file.
    sheet: Option<Sheet>,
}

/// What drawing pages gave, other than the library's document.
pub(super) struct PaintedPages<'a> {
    /// The content items of each mark.
    pub(super) items: Vec<ContentItems>,
    /// The fonts used.
    pub(super) faces: Faces,
    /// The strings and images of the pages.
    pub(super) contents: PageContents<'a>,
}

impl<'a, 'b> PagePainter<'a, 'b> {
    /// A painter for `pages`.
    pub(super) fn new(
        book: &'a Book,
        pages: &'a Pages,
        fonts: &'a FontSet,
        (placement, destinations, (pictures, images)): (&'a Placement, &'a Destinations, (Pictures, ImageXObjects)),
        origins: &'b mut Origins,
        sink: &'b mut Diagnostics,
    ) -> Self {
        Self {
            book,
            pages,
            fonts,
            placement,
            destinations,
            pictures,
            words: Words::of_book(book.work.lang.as_str()),
            origins,
            sink,
            spaces: spaces_after_runs(pages, placement),
            pending_runs: 0..0,
            faces: BTreeMap::new(),
            graphics: BTreeMap::new(),
            registry: FontRegistry::default(),
            contents: PageContents::new(images),
            cache: None,
            glyph_buffer: Vec::new(),
            open_sequence: (None, false),
            items: vec![ContentItems::default(); pages.structure.marks as usize],
            sequence_counts: Vec::new(),
            sheet: None,
        }
    }

    /// The same, on sheets that are trimmed after printing.
    pub(super) const fn with_sheet(mut self, sheet: Sheet) -> Self {
        self.sheet = Some(sheet);
        self
    }

    /// The same, with the pages of an earlier build.
    pub(super) fn with_cache(mut self, cache: PageCache<'a>) -> Self {
        self.cache = Some(cache);
        self
    }

    /// Ends the drawing.
    pub(super) fn finish(self) -> PaintedPages<'a> {
        let named = |id: FaceId, font| (font, self.fonts.face(id).postscript_name.clone(), self.fonts.origin(id).span);
        let faces = self.faces.into_iter().filter_map(|(id, font)| Some(named(id, font?))).collect();
        PaintedPages { items: self.items, faces, contents: self.contents }
    }
}
