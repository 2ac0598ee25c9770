//! The section cache: a section whose inputs are the same as in an earlier build is not set again.
//!
//! Owns the key of a section, the hash of all its inputs: what it prints (`section_sum`), what all sections share, the folios. It does not
//! know the disk: `memo` keeps the bytes. A section with diagnostics is not cached, so that every build reports them.

use crate::{
    book::{Block, Book},
    diagnostic::Diagnostics,
    layout::{
        context::LayoutContext,
        folios::{self, Folios, biography_folio, mention_folios, prints_many},
        geometry::Side,
        page::compose::ComposedPage,
        section::{OutlineHeading, PaginatedSection},
        section_sum::{self, References},
        structure::Structure,
    },
    memo::{Key, KeyHasher, Memo, Resident},
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The entry of a section in the memo.
#[derive(Clone, Serialize, Deserialize)]
struct Entry<'a> {
    /// How many pages it has for each opening side that was tried.
    counts: Cow<'a, [(Side, usize)]>,
    /// The side on which it opens.
    side: Side,
    pages: Cow<'a, [ComposedPage]>,
    structure: Cow<'a, Structure>,
    headings: Cow<'a, [OutlineHeading]>,
}

impl Entry<'_> {
    fn into_owned(self) -> Entry<'static> {
        Entry {
            counts: Cow::Owned(self.counts.into_owned()),
            side: self.side,
            pages: Cow::Owned(self.pages.into_owned()),
            structure: Cow::Owned(self.structure.into_owned()),
            headings: Cow::Owned(self.headings.into_owned()),
        }
    }
}

/// A section from the cache.
pub(super) struct CachedSection {
    /// How many pages it has for each opening side that was tried.
    pub(super) counts: Vec<(Side, usize)>,
    pub(super) set: PaginatedSection,
}

/// What a section is kept under.
pub(super) struct SectionSum {
    /// The hash of all its inputs.
    pub(super) key: Key,
    references: References,
}

/// The cached sections of a book: those of an earlier build, and those that this one adds.
pub(super) struct SectionCache<'a> {
    memo: &'a Memo,
    book: &'a Book,
    /// The hash of what all sections share.
    shared: KeyHasher,
    /// The same where builds follow each other in one process.
    in_process: Option<Key>,
}

impl<'a> SectionCache<'a> {
    /// The cache of the book of `context`, stored in `memo`.
    pub(super) fn new(context: &LayoutContext<'a>, memo: &'a Memo) -> Self {
        let shared = shared_inputs(context);
        let in_process = memo.resident().map(|_| shared.clone().key());
        Self { memo, book: context.book, shared, in_process }
    }

    /// The sum of a section whose pages are broken for opening on each of `sides`, and which prints `folios`.
    pub(super) fn sum(&self, index: usize, folios: &Folios, sides: &[Side]) -> SectionSum {
        let section = &self.book.sections[index];
        let lists = prints_many(section);
        let (printed, references) = section_sum::printed(self.book, section, lists);
        let listed = lists.then_some(&folios.sections);
        let entries = section.blocks.iter().filter_map(|block| if let Block::Index(index) = block { Some(index) } else { None });
        let mentions: Vec<_> = entries.flat_map(|index| &index.entries).map(|entry| mention_folios(entry, folios)).collect();
        let biographies: Vec<_> = folios::references(section).map(|place| biography_folio(self.book, folios, place)).collect();
        let key = || {
            let key = self.shared.clone().with(&printed[..]).with(sides);
            let key = listed.into_iter().fold(key, |key, listed| key.with(listed));
            mentions.iter().fold(key, |key, mentions| key.with(mentions)).with(&biographies).key()
        };
        let Some(resident) = self.memo.resident() else { return SectionSum { key: key(), references } };
        // What the build before has summed has its key already; a faster sum finds it.
        let known = Resident::key("section key", &(self.in_process, &printed[..], sides, listed, &mentions, &biographies));
        SectionSum { key: resident.get_or_make(known, key), references }
    }

    /// The section of a sum, when an earlier build stored it.
    pub(super) fn get(&self, sum: &SectionSum) -> Option<CachedSection> {
        self.read(sum.key, sum)
    }

    /// The section of a sum that opens on another side than the one stored under the sum alone.
    pub(super) fn get_turned(&self, sum: &SectionSum, side: Side) -> Option<CachedSection> {
        self.read(turned(sum, side), sum)
    }

    fn read(&self, key: Key, sum: &SectionSum) -> Option<CachedSection> {
        let Entry { counts, side, pages, structure, headings } = self.entry(key)?;
        let (mut pages, mut structure, headings) = (pages.into_owned(), structure.into_owned(), headings.into_owned());
        if !sum.references.restore(&mut pages, &mut structure) {
            return None;
        }
        let set = PaginatedSection { origin: sum.key, side, pages, structure, headings, diagnostics: Diagnostics::new() };
        Some(CachedSection { counts: counts.into_owned(), set })
    }

    /// The entry of a key: from memory, where builds follow each other in one process.
    fn entry(&self, key: Key) -> Option<Entry<'static>> {
        let number = in_memory(key);
        if let Some(entry) = self.memo.resident().and_then(|resident| resident.get::<Entry<'static>>(number)) {
            return Some((*entry).clone());
        }
        let entry: Entry<'static> = postcard::from_bytes(&self.memo.get(&key)?).ok()?;
        if let Some(resident) = self.memo.resident() {
            resident.insert(number, entry.clone());
        }
        Some(entry)
    }

    /// Stores a section for the next build, unless it has diagnostics.
    pub(super) fn insert(&self, sum: &SectionSum, counts: &[(Side, usize)], set: &mut PaginatedSection) {
        self.write(sum.key, sum, counts, set);
    }

    /// Stores a section beside the one that opens on the other side.
    pub(super) fn insert_turned(&self, sum: &SectionSum, set: &mut PaginatedSection) {
        self.write(turned(sum, set.side), sum, &[], set);
    }

    fn write(&self, key: Key, sum: &SectionSum, counts: &[(Side, usize)], set: &mut PaginatedSection) {
        let PaginatedSection { origin: _, side, pages, structure, headings, diagnostics } = set;
        if !diagnostics.is_empty() {
            return;
        }
        let is_known = sum.references.number(pages, structure);
        debug_assert!(is_known, "a section holds a reference to what is not summed");
        if !is_known {
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
        if let Some(resident) = self.memo.resident() {
            resident.insert(in_memory(key), entry.into_owned());
        } else if let Ok(mut bytes) = postcard::to_stdvec(&entry) {
            bytes.shrink_to_fit();
            self.memo.insert(key, bytes);
        }
        sum.references.restore(pages, structure);
    }
}

/// The key of an entry in memory.
fn in_memory(key: Key) -> u128 {
    Resident::key("section", &key)
}

/// The key of a section that opens on another side than the one stored under its sum.
fn turned(sum: &SectionSum, side: Side) -> Key {
    KeyHasher::default().with("turned").with(&sum.key).with(&side).key()
}

/// The hash of what all sections of a book share.
fn shared_inputs(context: &LayoutContext<'_>) -> KeyHasher {
    let Book { work, design, tome: _, sections: _, people: _, tiers: _, supporters: _, assets: _ } = context.book;
    let design = section_sum::bytes_of(context.book, design);
    KeyHasher::default().with("a section").with(&work.lang).with(&design).with(&context.people_page).with(context.fonts)
}
