//! The page cache: content streams of an earlier build, for pages that are the same as before.
//!
//! A content stream depends on the page's shapes (or on their origin in the memo, where they have one) and on their grouping into marked
//! content; nothing in it depends on other pages. Marks, links and destinations are not content: they are found for every page.

use super::{line_ends::LineEnds, marked_content::MarkedContent, page_fonts::PageFont, pictures::Pictures};
use crate::{
    book::AssetId,
    fonts::FontSet,
    layout::frame::{Artifact, Content, Page, Shape},
    memo::{Key, KeyHasher, Memo},
    typeset::length::Rect,
};
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};

/// A page as stored in the memo.
#[derive(Serialize, Deserialize)]
pub(super) struct CachedPage {
    /// The fonts that it uses.
    pub(super) fonts: Vec<PageFont>,
    /// For each mark drawn, in order: its number of marked-content sequences.
    pub(super) sequence_counts: Vec<u32>,
    /// The content stream, compressed.
    pub(super) content: Vec<u8>,
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

    /// The key of a page, given the lines under its links, and what there is to know of the runs of its text.
    pub(super) fn key(
        &self,
        page: &Page,
        sequences: &[MarkedContent<'_>],
        underlines: &[Rect],
        ends: &LineEnds,
        pictures: &Pictures,
    ) -> Key {
        let appearance = Appearance { sequences, pictures, has_origin: page.origin.is_some() };
        self.common.clone().with(&(page.origin, page.folio, page.size, underlines, ends, appearance)).key()
    }

    /// The page stored under `key`, if there is one.
    pub(super) fn get(&self, key: &Key) -> Option<CachedPage> {
        postcard::from_bytes(&self.memo.get(key)?).ok()
    }

    /// Stores a page for the next build.
    pub(super) fn insert(&self, key: Key, page: &CachedPage) {
        // Writing to memory does not fail.
        if let Ok(bytes) = postcard::to_stdvec(page) {
            self.memo.insert(key, bytes);
        }
    }
}

/// The visible part of a page, for its key.
struct Appearance<'a> {
    sequences: &'a [MarkedContent<'a>],
    pictures: &'a Pictures,
    /// Whether the page has an origin, which determines its shapes but the running head and the folio.
    has_origin: bool,
}

impl Hash for Appearance<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut names: Vec<AssetId> = Vec::new();
        for sequence in self.sequences.iter().filter(|sequence| !sequence.paints_nothing()) {
            let furniture = match sequence.items[0].content {
                Content::Artifact(kind) => Some(kind),
                Content::Marked(_) => None,
            };
            (sequence.mark.is_some(), furniture, sequence.items.len()).hash(state);
            // What the volume adds to a page of a section is no part of its origin.
            let is_known = self.has_origin && !matches!(furniture, Some(Artifact::Header | Artifact::Footer));
            for item in sequence.items {
                if !is_known {
                    std::mem::discriminant(&item.shape).hash(state);
                }
                match &item.shape {
                    Shape::Glyphs(run) if !is_known => run.hash(state),
                    Shape::Rule { rect, color } if !is_known => (rect, color).hash(state),
                    Shape::Path(path) if !is_known => path.hash(state),
                    Shape::Glyphs(_) | Shape::Rule { .. } | Shape::Path(_) => {}
                    Shape::Image { asset, rect } => {
                        // A picture is called by its place among those of the page, whatever it shows.
                        let name = names.iter().position(|other| other == asset).unwrap_or(names.len());
                        if name == names.len() {
                            names.push(*asset);
                        }
                        (rect, name, self.pictures.contains_key(asset)).hash(state);
                    }
                    // It paints nothing; the line under it is part of the key.
                    Shape::Link(_) => {}
                }
            }
        }
    }
}
