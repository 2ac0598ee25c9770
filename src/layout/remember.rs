//! Sections of an earlier build: a section that comes from the same is not set again.
//!
//! Owns what a section's pages come from, as one sum: its own text, what the whole book has in common, what the other sections are
//! called. It knows no disk; `memo` keeps the bytes. A section that prints folios is always set, and so is one with something wrong
//! in it, whose diagnostics are told again.

use super::{
    compose::Composed,
    flow::{OutlineHeading, Setting},
    geometry::Side,
    structure::Structure,
    volume::SetSection,
};
use crate::{
    book::{Asset, Book, Section},
    diagnostic::Diagnostics,
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
    pub(super) set: SetSection,
}

/// The key of what all sections of a book have in common.
pub(super) fn common(setting: &Setting<'_>) -> KeyHasher {
    let Book { work, tome, sections, people, tiers, supporters, assets, design } = setting.book;
    let mut key = KeyHasher::default().with(work).with(tome).with(people).with(tiers).with(supporters).with(design);
    for Asset { path, bytes: _, format, size, stored, span } in assets {
        key = key.with(&(path, format, size, stored, span));
    }
    for section in sections {
        key = announced(section, key);
    }
    for (id, face) in setting.fonts.faces() {
        key = key.with(&face.postscript_name);
        // The embedded ones are a part of the program, and so of every memo's name.
        if setting.fonts.origin(id).span.is_some() {
            key = key.with(&*face.data);
        }
    }
    key
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

/// The key of a section.
pub(super) fn key(common: &KeyHasher, index: usize, section: &Section) -> Key {
    common.clone().with(&index).with(section).key()
}

/// The section of a key, when an earlier build left it.
pub(super) fn recall(memo: &Memo, key: &Key) -> Option<Remembered> {
    let Kept { counts, side, pages, structure, headings } = postcard::from_bytes(memo.recall(key)?).ok()?;
    let (pages, structure, headings) = (pages.into_owned(), structure.into_owned(), headings.into_owned());
    let set = SetSection { side, pages, structure, headings, diagnostics: Diagnostics::new() };
    Some(Remembered { counts: counts.into_owned(), set })
}

/// Keeps a section for the next build, unless something is wrong with it.
pub(super) fn keep(memo: &Memo, key: Key, counts: &[(Side, usize)], set: &SetSection) {
    let SetSection { side, pages, structure, headings, diagnostics } = set;
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
        memo.keep(key, bytes);
    }
}
