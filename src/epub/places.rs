//! Places: the file of each section, and the address of each link target.
//!
//! File names are slugs; names of our own hold a `_`, which no slug does, so the two never meet. It knows nothing of what the
//! files hold.

use crate::book::{Block, Book, ContributorId, Slug};
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// Name of the cover's page.
pub(super) const COVER: &str = "cover_.xhtml";

/// The files of sections and the places of anchors and biographies.
#[derive(Clone, Debug)]
pub(super) struct Places {
    files: Vec<Vec<String>>,
    /// Anchors that are not in the first file of their section.
    moved: BTreeMap<(usize, String), usize>,
    sections: BTreeMap<Slug, usize>,
    biographies: BTreeMap<ContributorId, (usize, Slug)>,
}

impl Places {
    /// One file a section.
    pub(super) fn new(book: &Book) -> Self {
        let mut biographies = BTreeMap::new();
        for (index, section) in book.sections.iter().enumerate() {
            for block in &section.blocks {
                if let Block::Biography(biography) = block {
                    biographies.insert(biography.person, (index, biography.heading.anchor.clone()));
                }
            }
        }
        Self {
            files: book.sections.iter().map(|section| vec![file_name(&section.slug, 0)]).collect(),
            moved: BTreeMap::new(),
            sections: book.sections.iter().enumerate().map(|(index, section)| (section.slug.clone(), index)).collect(),
            biographies,
        }
    }

    /// Spreads a section over `parts` files; `anchors` says in which part each anchor stands.
    pub(super) fn split(
        &mut self,
        book: &Book,
        section: usize,
        parts: usize,
        anchors: impl IntoIterator<Item = (String, usize)>,
    ) {
        self.files[section] = (0..parts).map(|part| file_name(&book.sections[section].slug, part)).collect();
        self.moved.extend(anchors.into_iter().filter(|(_, part)| *part > 0).map(|(anchor, part)| ((section, anchor), part)));
    }

    /// The files of a section, in order.
    pub(super) fn files(&self, section: usize) -> &[String] {
        &self.files[section]
    }

    /// The address of a section; none for an index that the book does not have.
    pub(super) fn section(&self, section: usize) -> Option<&str> {
        self.files.get(section).and_then(|files| files.first()).map(String::as_str)
    }

    /// The address of a section by its slug.
    pub(super) fn by_slug(&self, slug: &Slug) -> Option<&str> {
        self.section(*self.sections.get(slug)?)
    }

    /// The address of an anchor in a section.
    pub(super) fn anchor(&self, section: usize, anchor: &str) -> Option<String> {
        let part = self.moved.get(&(section, anchor.to_owned())).copied().unwrap_or(0);
        Some(format!("{}#{anchor}", self.files.get(section)?.get(part)?))
    }

    /// The address of an anchor in a section given by its slug.
    pub(super) fn anchor_by_slug(&self, section: &Slug, anchor: &Slug) -> Option<String> {
        self.anchor(*self.sections.get(section)?, anchor.as_str())
    }

    /// The address of someone's biography, when the volume has it.
    pub(super) fn biography(&self, person: ContributorId) -> Option<String> {
        let (section, anchor) = self.biographies.get(&person)?;
        self.anchor(*section, anchor.as_str())
    }
}

/// A slug as a part of a file name. Older reading systems know only ASCII there (EPUB 3.3, 4.2.5), so a checksum stands for any other
/// letters.
pub(super) fn ascii_name(slug: &Slug) -> String {
    let name = slug.as_str();
    if name.is_ascii() { name.to_owned() } else { format!("x_{:016x}", xxh3_64(name.as_bytes())) }
}

/// `slug.xhtml`, then `slug_2.xhtml` …; `nav.xhtml` is the navigation document's, and Windows unpacks no file with the name of a
/// device.
fn file_name(slug: &Slug, part: usize) -> String {
    let numbered =
        |device: &str| slug.as_str().strip_prefix(device).is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']));
    match (ascii_name(slug).as_str(), part) {
        ("nav" | "con" | "prn" | "aux" | "nul", 0) => format!("{slug}_.xhtml"),
        (_, 0) if numbered("com") || numbered("lpt") => format!("{slug}_.xhtml"),
        (slug, 0) => format!("{slug}.xhtml"),
        (slug, part) => format!("{slug}_{}.xhtml", part + 1),
    }
}
