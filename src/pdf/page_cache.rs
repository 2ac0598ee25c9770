//! The page cache: content streams of an earlier build, for pages that are the same as before.
//!
//! A content stream depends on the page's shapes (or on their origin in the memo, where they have one), on their grouping into marked
//! content, on the CIDs of its glyphs, and on the names of its resources. The first two make the key. CIDs are stored with the content
//! and compared, because the library numbers glyphs in the order of their first use. Resource names are fixed before anything is drawn
//! (`painter`), whether the page is drawn or cached, and compared when the file is rewritten (`content_streams`). Marks, links and
//! destinations are not content: the library gets them for every page.

use super::pictures::{Picture, Pictures};
use crate::{
    book::{AssetId, Book},
    fonts::{FaceId, FontSet},
    layout::frame::{Content, FrameItem, Page, Shape},
    memo::{Key, KeyHasher, Memo},
    typeset::mark::MarkId,
};
use krilla::{geom, image::Image};
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};

/// A marked-content sequence (ISO 32000-1, 14.6): consecutive items of one mark, or of one kind of artifact.
#[derive(Clone, Copy)]
pub(super) struct MarkedContent<'a> {
    pub(super) items: &'a [FrameItem],
    /// The mark; none for an artifact.
    pub(super) mark: Option<MarkId>,
}

impl MarkedContent<'_> {
    /// Whether it has only links, which paint nothing.
    pub(super) fn paints_nothing(&self) -> bool {
        self.items.iter().all(|item| matches!(item.shape, Shape::Link(_)))
    }
}

/// What drawing a page gave, other than its content.
#[derive(Serialize, Deserialize)]
pub(super) struct PageRecord<'a> {
    /// The glyphs shown, once for each text that they represent.
    #[serde(borrow)]
    pub(super) glyphs: Vec<GlyphUse<'a>>,
    /// For each mark drawn, in order: its number of marked-content sequences.
    pub(super) sequence_counts: Vec<u32>,
}

/// A glyph that a page shows.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct GlyphUse<'a> {
    pub(super) face: FaceId,
    pub(super) glyph: u16,
    /// The characters that it represents.
    pub(super) text: &'a str,
    /// Its CID in the file (9.7.4).
    pub(super) cid: u16,
    /// Whether the font's ToUnicode map gives it other characters, so that it has a replacement text here (`ActualText`, 14.9.4).
    pub(super) is_replaced: bool,
}

/// A page as stored in the memo.
#[derive(Serialize, Deserialize)]
pub(super) struct CachedPage<'a> {
    #[serde(borrow)]
    pub(super) record: PageRecord<'a>,
    pub(super) compressed: CompressedContent<'a>,
}

/// The content stream of a page.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct CompressedContent<'a> {
    /// The resource names ([`super::file::PdfFile::resource_names`]).
    pub(super) resources: &'a str,
    /// In the zlib format.
    pub(super) content: &'a [u8],
}

/// The pages of an earlier build.
pub(super) struct PageCache<'a> {
    memo: &'a Memo,
    /// The part of the key that all pages share.
    common: KeyHasher,
}

impl<'a> PageCache<'a> {
    pub(super) fn new(fonts: &FontSet, memo: &'a Memo) -> Self {
        Self { memo, common: KeyHasher::default().with("the content of a page").with(fonts) }
    }

    /// The key of a page, given the lines under its links, and for each run of its text whether a space is appended.
    pub(super) fn key(
        &self,
        page: &Page,
        sequences: &[MarkedContent<'_>],
        underlined: &[geom::Rect],
        spaced: &[bool],
        pictures: (&Book, &Pictures),
    ) -> Key {
        let edges = |rect: &geom::Rect| [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f32::to_bits);
        let underlined: Vec<_> = underlined.iter().map(edges).collect();
        let appearance = Appearance { sequences, pictures, has_origin: page.origin.is_some() };
        self.common.clone().with(&(page.origin, page.folio, page.size, underlined, spaced, appearance)).key()
    }

    /// The page stored under `key`, if there is one.
    pub(super) fn get(&self, key: &Key) -> Option<CachedPage<'a>> {
        postcard::from_bytes(self.memo.get(key)?).ok()
    }
}

/// Stores a page for the next build. `record` is a serialized [`PageRecord`].
pub(super) fn insert(memo: &Memo, key: Key, record: &[u8], compressed: CompressedContent<'_>) {
    // The two fields of a `CachedPage`. Writing to memory does not fail.
    if let Ok(bytes) = postcard::to_extend(&compressed, record.to_vec()) {
        memo.insert(key, bytes);
    }
}

/// The visible part of a page, for its key.
struct Appearance<'a> {
    sequences: &'a [MarkedContent<'a>],
    pictures: (&'a Book, &'a Pictures),
    /// Whether the page has an origin, which with the folio determines its shapes.
    has_origin: bool,
}

impl Hash for Appearance<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut images = Vec::new();
        for sequence in self.sequences.iter().filter(|sequence| !sequence.paints_nothing()) {
            let furniture = match sequence.items[0].content {
                Content::Artifact(kind) => Some(kind),
                Content::Marked(_) => None,
            };
            (sequence.mark.is_some(), furniture, sequence.items.len()).hash(state);
            for item in sequence.items {
                if !self.has_origin {
                    std::mem::discriminant(&item.shape).hash(state);
                }
                match &item.shape {
                    Shape::Glyphs(run) if !self.has_origin => run.hash(state),
                    Shape::Rule { rect, color } if !self.has_origin => (rect, color).hash(state),
                    Shape::Path(path) if !self.has_origin => path.hash(state),
                    Shape::Glyphs(_) | Shape::Rule { .. } | Shape::Path(_) => {}
                    Shape::Image { asset, rect } => {
                        rect.hash(state);
                        self.picture(*asset, &mut images, state);
                    }
                    // It paints nothing; the line under it is part of the key.
                    Shape::Link(_) => {}
                }
            }
        }
    }
}

impl<'a> Appearance<'a> {
    /// What the content depends on: for pixels, whether an image before it on the page is the same; for a drawing, its file.
    fn picture<H: Hasher>(&self, id: AssetId, images: &mut Vec<&'a Image>, state: &mut H) {
        let (book, pictures) = self.pictures;
        match pictures.get(&id) {
            None => 0_u8.hash(state),
            Some(Picture::Raster(image)) => {
                let known = images.iter().position(|other| *other == image);
                if known.is_none() {
                    images.push(image);
                }
                (1_u8, known).hash(state);
            }
            Some(Picture::Vector(_)) => (2_u8, book.asset(id).bytes.read()).hash(state),
        }
    }
}
