//! The section cache: a section whose inputs are the same as in an earlier build is not set again.
//!
//! Owns the key of a section, the hash of all its inputs: its own text, what all sections share, the titles and bylines of the
//! other sections, and the folios that it prints. It does not know the disk: `memo` keeps the bytes. A section with diagnostics is
//! not cached, so that every build reports them.

use crate::{
    book::{Asset, Block, Book, Section},
    diagnostic::Diagnostics,
    layout::{
        context::LayoutContext,
        folios::{Folios, biography_folio, mention_folios, prints_many, references},
        geometry::Side,
        page::compose::ComposedPage,
        section::{OutlineHeading, PaginatedSection},
        structure::Structure,
    },
    memo::{Key, KeyHasher, Memo},
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The entry of a section in the memo.
#[derive(Serialize, Deserialize)]
struct Entry<'a> {
    /// How many pages it has for each opening side that was tried.
    counts: Cow<'a, [(Side, usize)]>,
    /// The side on which it opens.
    side: Side,
    pages: Cow<'a, [ComposedPage]>,
    structure: Cow<'a, Structure>,
    headings: Cow<'a, [OutlineHeading]>,
}

/// A section from the cache.
pub(super) struct CachedSection {
    /// How many pages it has for each opening side that was tried.
    pub(super) counts: Vec<(Side, usize)>,
    pub(super) set: PaginatedSection,
}

/// The cached sections of a book: those of an earlier build, and those that this one adds.
pub(super) struct SectionCache<'a> {
    memo: &'a Memo,
    book: &'a Book,
    /// The hash of what all sections share.
    shared: KeyHasher,
}

impl<'a> SectionCache<'a> {
    /// The cache of the book of `context`, stored in `memo`.
    pub(super) fn new(context: &LayoutContext<'a>, memo: &'a Memo) -> Self {
        Self { memo, book: context.book, shared: shared_inputs(context) }
    }

    /// The key of a section whose pages are broken for opening on each of `sides`, and which prints `folios`.
    pub(super) fn key(&self, index: usize, folios: &Folios, sides: &[Side]) -> Key {
        let section = &self.book.sections[index];
        let mut key = self.shared.clone().with(&index).with(section).with(sides);
        if prints_many(section) {
            key = key.with(&folios.sections);
        }
        for block in &section.blocks {
            if let Block::Index(index) = block {
                key = index.entries.iter().fold(key, |key, entry| key.with(&mention_folios(entry, folios)));
            }
        }
        let biographies: Vec<_> = references(section).map(|place| biography_folio(self.book, folios, place)).collect();
        key.with(&biographies).key()
    }

    /// The section of a key, when an earlier build stored it.
    pub(super) fn get(&self, key: &Key) -> Option<CachedSection> {
        let Entry { counts, side, pages, structure, headings } = postcard::from_bytes(&self.memo.get(key)?).ok()?;
        let (pages, structure, headings) = (pages.into_owned(), structure.into_owned(), headings.into_owned());
        let set = PaginatedSection { origin: *key, side, pages, structure, headings, diagnostics: Diagnostics::new() };
        Some(CachedSection { counts: counts.into_owned(), set })
    }

    /// Stores a section for the next build, unless it has diagnostics.
    pub(super) fn insert(&self, key: Key, counts: &[(Side, usize)], set: &PaginatedSection) {
        let PaginatedSection { origin: _, side, pages, structure, headings, diagnostics } = set;
        if !diagnostics.is_empty() {
            return;
        }
        let entry = Entry {
            counts: Cow::Borrowed(counts),
            side: *side,
            pages: Cow::Borrowed(pages),
            structure: Cow::Borrowed(structure),
            headings: Cow::Borrowed(headings),
        };
        // Writing to a vector cannot fail.
        if let Ok(mut bytes) = postcard::to_stdvec(&entry) {
            bytes.shrink_to_fit();
            self.memo.insert(key, bytes);
        }
    }
}

/// The hash of what all sections of a book share.
fn shared_inputs(context: &LayoutContext<'_>) -> KeyHasher {
    let Book { work, tome, sections, people, tiers, supporters, assets, design } = context.book;
    let mut key = KeyHasher::default().with(work).with(tome).with(people).with(tiers).with(supporters).with(design);
    for Asset { path, bytes: _, format, size, stored, span } in assets {
        key = key.with(&(path, format, size, stored, span));
    }
    for section in sections {
        key = hash_metadata(section, key);
    }
    key.with(context.fonts)
}

/// Adds what other sections print of this one: in the contents, in biographies, in links.
fn hash_metadata(section: &Section, key: KeyHasher) -> KeyHasher {
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
        biographies: _,
        span: _,
    } = section;
    key.with(&(slug, matter, kind, lang, title, title_shown, short_title, subtitle)).with(&(
        depth,
        in_contents,
        byline,
        source,
        date,
        licence,
    ))
}
