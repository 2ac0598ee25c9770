//! Sections of an earlier build: a section that comes from the same is not set again.
//!
//! Owns what a section's pages come from, as one sum: its own text, what the whole book has in common, what the other sections are
//! called, the folios that it prints. It knows no disk; `memo` keeps the bytes. A section with something wrong in it is always set,
//! so that its diagnostics are told again.

use crate::{
    book::{Asset, Block, Book, Section},
    diagnostic::Diagnostics,
    layout::{
        context::LayoutContext,
        folios::{Folios, pages_of, prints_folios},
        geometry::Side,
        page::compose::Composed,
        section::{OutlineHeading, PaginatedSection},
        structure::Structure,
    },
    memo::{Key, KeyHasher, Memo},
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A section as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    /// How many pages it has on each side on which it was tried.
    counts: Cow<'a, [(Side, usize)]>,
    /// The side on which it opens.
    side: Side,
    pages: Cow<'a, [Composed]>,
    structure: Cow<'a, Structure>,
    headings: Cow<'a, [OutlineHeading]>,
}

/// A section that need not be set.
pub(super) struct Remembered {
    /// How many pages it has on each side on which it was tried.
    pub(super) counts: Vec<(Side, usize)>,
    pub(super) set: PaginatedSection,
}

/// The sections of a book, as an earlier build left them and as this one leaves them.
pub(super) struct Memory<'a> {
    memo: &'a Memo,
    sections: &'a [Section],
    /// What all of them have in common.
    common: KeyHasher,
}

impl<'a> Memory<'a> {
    pub(super) fn new(context: &LayoutContext<'a>, memo: &'a Memo) -> Self {
        Self { memo, sections: &context.book.sections, common: common(context) }
    }

    /// The key of a section that is tried on `sides` when pages are numbered as `folios` says.
    pub(super) fn key(&self, index: usize, folios: &Folios, sides: &[Side]) -> Key {
        let section = &self.sections[index];
        let mut key = self.common.clone().with(&index).with(section).with(sides);
        if prints_folios(&section.blocks) {
            key = key.with(&folios.sections);
        }
        for block in &section.blocks {
            if let Block::Index(index) = block {
                key = index.entries.iter().fold(key, |key, entry| key.with(&pages_of(entry, folios)));
            }
        }
        key.key()
    }

    /// The section of a key, when an earlier build left it.
    pub(super) fn recall(&self, key: &Key) -> Option<Remembered> {
        let Kept { counts, side, pages, structure, headings } = postcard::from_bytes(self.memo.get(key)?).ok()?;
        let (pages, structure, headings) = (pages.into_owned(), structure.into_owned(), headings.into_owned());
        let set = PaginatedSection { origin: *key, side, pages, structure, headings, diagnostics: Diagnostics::new() };
        Some(Remembered { counts: counts.into_owned(), set })
    }

    /// Keeps a section for the next build, unless something is wrong with it.
    pub(super) fn keep(&self, key: Key, counts: &[(Side, usize)], set: &PaginatedSection) {
        let PaginatedSection { origin: _, side, pages, structure, headings, diagnostics } = set;
        if !diagnostics.is_empty() {
            return;
        }
        let kept = Kept {
            counts: Cow::Borrowed(counts),
            side: *side,
            pages: Cow::Borrowed(pages),
            structure: Cow::Borrowed(structure),
            headings: Cow::Borrowed(headings),
        };
        // Memory takes any bytes.
        if let Ok(bytes) = postcard::to_stdvec(&kept) {
            self.memo.insert(key, bytes);
        }
    }
}

/// The key of what all sections of a book have in common.
fn common(context: &LayoutContext<'_>) -> KeyHasher {
    let Book { work, tome, sections, people, tiers, supporters, assets, design } = context.book;
    let mut key = KeyHasher::default().with(work).with(tome).with(people).with(tiers).with(supporters).with(design);
    for Asset { path, bytes: _, format, size, stored, span } in assets {
        key = key.with(&(path, format, size, stored, span));
    }
    for section in sections {
        key = announced(section, key);
    }
    key.with(context.fonts)
}

/// What others say of a section: contents, biographies, links.
fn announced(section: &Section, key: KeyHasher) -> KeyHasher {
    let Section {
        slug,
        matter,
        kind,
        lang,
        title,
        title_shown,
        short_title,
        subtitle,
        depth,
        in_contents,
        byline,
        blocks: _,
        notes: _,
        words: _,
        source,
        date,
        licence,
        summary: _,
        biographies,
        span: _,
    } = section;
    key.with(&(slug, matter, kind, lang, title, title_shown, short_title, subtitle)).with(&(
        depth,
        in_contents,
        byline,
        source,
        date,
        licence,
        biographies,
    ))
}
